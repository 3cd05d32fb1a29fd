/** The answers of the engine, as far as the page reads them, and the law that gives them. */

import type { Json, JsonObject } from "./case/case";

/** Words in both languages. */
export interface Text {
  es: string;
  en: string;
}
/** A language of the page. */
export type Lang = keyof Text;

/** A fact of the vocabulary. */
export interface FactInfo {
  name: string;
  subject: string;
  type: string;
  unit: string | null;
  min: number | string | null;
  max: number | string | null;
  scale: number | null;
  values: { value: string; label: Text }[];
  assumed: Json;
  derived: boolean;
  label: Text;
  question: Text;
  read_by: string[];
}

export type Met = "met" | "unmet" | "unknown" | "waived";
export type Status = "applies" | "undetermined" | "displaced" | "excluded" | "not_made_out" | "not_in_force";

/** Whom a fact is of. */
export interface Of {
  accused: string | null;
  act: string | null;
  victim: string | null;
}
export interface Reason {
  op: "all" | "any" | "not" | "fact" | "term" | "presumed" | "waived";
  status: Met;
  name: string | null;
  fact: string | null;
  test: string | null;
  given: Json;
  of: Reason[];
}
export interface Element {
  id: string;
  role: string;
  status: Met;
  text: Text;
  by: string;
  because: Reason;
}
/** Ends are terms of the contract: `P1Y6M`. */
export interface TermRange {
  min: string | null;
  max: string;
}
export interface Fine {
  min: number | null;
  max: number;
  unit: string;
  pesos: { unit_value: string; unit_from: string; zone: string | null; min: string | null; max: string } | null;
}
export interface Consequence {
  kind: string;
  text: Text;
  term: TermRange | null;
  permanent: boolean;
  by: string;
  letters: string[];
  status: Met;
}
export interface Penalty {
  prison: TermRange | null;
  choice: "and" | "or" | "or_both";
  fines: Fine[];
  community_work: { min: number | null; max: number } | null;
  consequences: Consequence[];
  options: Penalty[];
}
export interface Step {
  by: string;
  kind: string;
  reading: string | null;
  before: Penalty;
  after: Penalty;
  text: Text;
}
export interface Qualifier {
  id: string;
  name: Text;
  letters: string[];
  unknown_letters: string[];
  status: Met;
  because: Reason;
}
export interface Span {
  since: string | null;
  until: string | null;
}
export interface Milder {
  version: Span;
  offence: string;
  compare: string;
  applied: boolean;
  penalty: Penalty | null;
  because: Text;
}
export interface Limit {
  kind: string;
  status: string;
  term: string | null;
  starts: string | null;
  expires: string | null;
  possible: { from: string; to: string } | null;
  by: string;
}
export interface Prescription {
  status: string;
  limits: Limit[];
  term: string | null;
  starts: string | null;
  expires: string | null;
  possible: { from: string; to: string } | null;
  steps: { by: string; kind: string; date: string | null; term: string | null; text: Text }[];
  missing: string[];
}
export interface Citation {
  id: string;
  law: Text;
  article: string;
  clause: string | null;
  gazette: string[];
}
export interface Charge {
  offence: string;
  status: Status;
  name: Text;
  version: Span;
  milder_version: Milder | null;
  law_date: string;
  elements: Element[];
  exceptions: Element[];
  qualifiers: Qualifier[];
  grading: { by: string; kind: string; status: Met; because: Reason }[];
  penalty: { by: string; base: Penalty | null; steps: Step[]; final: Penalty | null; possible: Penalty | null };
  prosecution: { mode: string; by: string };
  prescription: Prescription | null;
  measures: Consequence[];
  taxonomy: { title: Text; chapter: Text | null };
  citations: Citation[];
  assumptions: { fact: string; value: Json; by: string | null }[];
  missing: string[];
  excluded_by: { id: string; bars: string } | null;
  displaced_by: { id: string; ground: string; by: string } | null;
  may_be_displaced_by: string[];
}
export interface Count extends Of {
  charges: Charge[];
}
export interface TimelineEntry {
  date: string;
  until: string | null;
  kind: string;
  count: number | null;
  text: Text;
}
export interface RequestVerdict {
  id: string | null;
  conclusion: string;
  governs: string;
  treaty: string | null;
  charges: { offence: string; conclusion: string; conditions: Element[] }[];
  conditions: Element[];
  undertakings: { id: string; status: string; by: string; text: Text }[];
  dates: { by: string; date: string; text: Text }[];
}
export interface Verdict {
  tipicidad: string;
  as_of: string;
  pack: { name: string; version: string; law_as_of: string | null; digest: string };
  readings: Record<string, string>;
  counts: Count[];
  concurrence: {
    by_accused: {
      accused: string | null;
      groups: { kind: string; counts: number[]; by: string }[];
      final: Penalty | null;
      possible: Penalty | null;
      steps: Step[];
    }[];
  } | null;
  jurisdiction: { act: string | null; status: Met; federal: Met; grounds: Element[] }[];
  extradition: { requests: RequestVerdict[] } | null;
  timeline: TimelineEntry[];
  missing: { fact: string; of: Of; question: Text; settles: string[] }[];
  notices: { code: string; by: string | null; text: Text }[];
}
export interface Question {
  fact: string;
  of: Of;
  type: string;
  unit: string | null;
  options: { value: string; label: Text }[];
  question: Text;
  why: Text;
  settles: string[];
}
export interface Ask {
  as_of: string;
  questions: Question[];
}
export interface Why {
  offence: string;
  counts: (Of & { status: Status; failing: Element[]; changes: { set: Record<string, Json>; gives: Status }[] })[];
}
export interface CatalogueEntry {
  id: string;
  kind: string;
  name: Text;
  since: string;
  until: string | null;
}
export interface Show {
  rules: { kind: string; name: Text; versions: { entry: CatalogueEntry & { law: string }; values: [string, Text][] }[] }[];
}

/** What is wrong with an input, as the engine says it. */
export interface EngineError {
  code: string;
  message: string;
  path: string | null;
  hint: string | null;
  expected: string | null;
}

/** The day a case is judged on, and nothing else. */
export interface Options {
  asOf?: string;
}

/** The law, loaded. The calculator asks it everything; it knows no law itself. */
export interface Law {
  evaluate(of: JsonObject, options?: Options): Verdict;
  ask(of: JsonObject, options?: Options): Ask;
  why(of: JsonObject, offence: string, options?: Options): Why;
  facts(): FactInfo[];
  catalogue(): { pack: Verdict["pack"]; provisions: CatalogueEntry[] };
  show(id: string): Show;
}
