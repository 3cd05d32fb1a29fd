/** Two answers to one case, side by side. */

import { placed } from "./charges";
import { setFact, type Case } from "./case";
import type { Charge, Of, Verdict } from "../engine";

/** One charge in both answers. */
export interface Row {
  of: Of;
  offence: string;
  left: Charge | undefined;
  right: Charge | undefined;
  changed: boolean;
}

/** What of a charge is compared: its status, ranges, version and prescription. */
function told(charge: Charge | undefined): string {
  if (!charge) return "";
  const { status, penalty, version, prescription } = charge;
  return JSON.stringify([status, penalty.final, penalty.possible, version, prescription?.status, prescription?.expires]);
}

/** The charges of two verdicts over the same persons and acts, those of the first in its order. */
export function rows(left: Verdict, right: Verdict): Row[] {
  const found = new Map<string, Row>();
  const add = (verdict: Verdict, side: "left" | "right") => {
    for (const { charge, count } of placed(verdict)) {
      const key = [charge.offence, count.accused, count.act, count.victim].join("|");
      const { accused, act, victim } = count;
      const row = found.get(key) ?? { of: { accused, act, victim }, offence: charge.offence, left: undefined, right: undefined, changed: false };
      found.set(key, { ...row, [side]: charge });
    }
  };
  add(left, "left");
  add(right, "right");
  return [...found.values()].map((row) => ({ ...row, changed: told(row.left) !== told(row.right) }));
}

/** The case as if its acts had happened on another day. */
export function onAnotherDay(of: Case, date: string): Case {
  return of.acts.reduce((next, act) => setFact(next, { kind: "act", id: act.id }, ["date"], date), of);
}
