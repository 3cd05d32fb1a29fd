/** A small vocabulary for tests; the real one is the engine's. */

import type { FactInfo } from "../../src/engine";
import { Vocabulary } from "../../src/case/vocabulary";

export function fact(name: string, subject: string, type: FactInfo["type"], more: Partial<FactInfo> = {}): FactInfo {
  const text = { es: name, en: name };
  return { name, subject, type, unit: null, min: null, max: null, scale: null, values: [], assumed: null, derived: false, label: text, question: text, read_by: [], ...more };
}

const named = (...names: string[]) => names.map((value) => ({ value, label: { es: value, en: value } }));

export const vocabulary = new Vocabulary([
  fact("act.date", "act", "date", { read_by: ["CPF:63"] }),
  fact("act.place.country", "act", "country"),
  fact("act.verb", "act", "any_of", { values: named("induce", "oblige") }),
  fact("act.victim_count", "act", "number", { unit: "count", derived: true }),
  fact("CPF:209:p2#circumstance", "act", "flag"),
  fact("accused.age", "accused", "number", { unit: "years", min: 0, max: 120, scale: 0 }),
  fact("accused.intent", "accused", "one_of", { values: named("intentional", "negligent"), assumed: "intentional" }),
  fact("victim.age", "victim", "number", { unit: "years", min: 0, max: 120, scale: 0 }),
  fact("relation", "relation", "any_of", { values: named("guardian") }),
  fact("relation.abused", "relation", "flag"),
  fact("procedure.events", "procedure", "events", { values: named("report") }),
  fact("request.date", "request", "date"),
]);
