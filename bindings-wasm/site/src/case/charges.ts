/** The charges of a verdict, as a reader looks for them: by what became of them, and each under a name of its own. */

import type { Charge, Count, Status, Verdict } from "../engine";

/** The groups, in the order in which they are shown. */
export const GROUPS = ["applies", "undetermined", "displaced", "excluded"] as const satisfies readonly Status[];

/** A charge and the count it belongs to. */
export interface Placed {
  charge: Charge;
  count: Count;
  /** The place of the count in the verdict. */
  at: number;
  key: string;
}

/** Every charge with its count. */
export function placed(verdict: Verdict): Placed[] {
  return verdict.counts.flatMap((count, at) =>
    count.charges.map((charge) => ({ charge, count, at, key: `${at}|${charge.offence}` })),
  );
}

/** The charges by status, groups in order; a group without charges is left out. Of those that are possible, the nearest come first. */
export function grouped(verdict: Verdict): { status: (typeof GROUPS)[number]; charges: Placed[] }[] {
  const all = placed(verdict);
  const byLacks = (a: Placed, b: Placed) => a.charge.missing.length - b.charge.missing.length;
  return GROUPS.map((status) => {
    const charges = all.filter(({ charge }) => charge.status === status);
    return { status, charges: status === "undetermined" ? charges.sort(byLacks) : charges };
  }).filter(({ charges }) => charges.length > 0);
}
