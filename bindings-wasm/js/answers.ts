/** The answers of the engine. Keys stand in this order and are always there: `null` or `[]` when there is nothing to say. */

/** `2024-03-01` */
export type IsoDate = string;
/** A term of years, months and days: `P7Y6M`, `P0D`. */
export type Term = string;
/** Pesos with two decimals: `"108.57"`. */
export type Money = string;
/** A provision, with its law: `CPF:201:f`. */
export type Id = string;
/** Text in both languages. */
export interface Text {
  es: string;
  en: string;
}
/** A value of a fact, in the form that a case gives it. */
export type FactValue = null | boolean | number | string | FactValue[] | { [key: string]: FactValue };

/** The rules that an answer rests on. */
export interface Pack {
  name: string;
  version: string;
  /** The last day up to which the law was followed. */
  law_as_of: IsoDate | null;
  /** `sha256:…` over the rule files. */
  digest: string;
}
/** First and last day in force; `until: null` is still in force. */
export interface Span {
  since: IsoDate | null;
  until: IsoDate | null;
}

/** The answer to a case. */
export interface Verdict {
  format: 1;
  tipicidad: string;
  case: string | null;
  title: string | null;
  as_of: IsoDate;
  pack: Pack;
  /** The readings that were used. */
  readings: Record<string, string>;
  /** Accused × act × victim (or none), in the order of the case. */
  counts: Count[];
  concurrence: Concurrence | null;
  jurisdiction: Jurisdiction[];
  extradition: Extradition | null;
  timeline: TimelineEntry[];
  missing: Missing[];
  notices: Notice[];
}
export interface Count {
  accused: string | null;
  act: string | null;
  victim: string | null;
  charges: Charge[];
}
/** What became of an offence that stands. */
export type StandingStatus = "applies" | "undetermined" | "displaced" | "excluded";
/** What became of an offence. */
export type Status = StandingStatus | "not_made_out" | "not_in_force";
export interface Charge {
  offence: Id;
  status: StandingStatus;
  name: Text;
  version: Span;
  milder_version: Milder | null;
  law_date: IsoDate;
  elements: Element[];
  exceptions: Element[];
  qualifiers: Qualifier[];
  grading: Grading[];
  penalty: PenaltyOutcome;
  prosecution: { mode: "ex_officio" | "complaint" | "undetermined"; by: Id };
  prescription: Prescription | null;
  measures: Consequence[];
  taxonomy: Taxonomy;
  citations: Citation[];
  assumptions: Assumption[];
  /** Facts whose answer would settle the charge. */
  missing: string[];
  excluded_by: { id: Id; bars: "offence" | "guilt" | "punishment" | "prosecution" | "action" | "aggravation" } | null;
  displaced_by: {
    id: Id;
    ground: "speciality" | "subsidiarity" | "consumption" | "alternativity";
    by: Id;
  } | null;
  may_be_displaced_by: Id[];
}
export type Met = "met" | "unmet" | "unknown" | "waived";
export type Role =
  | "agent"
  | "victim"
  | "conduct"
  | "means"
  | "object"
  | "result"
  | "purpose"
  | "knowing"
  | "circumstance"
  | "exception"
  | "ground"
  | "requirement"
  | "bar"
  | "paper"
  | "discretion"
  | "postponement"
  | "preference";
export interface Element {
  id: string;
  role: Role;
  status: Met;
  text: Text;
  by: Id;
  because: Reason;
}
/** Why a condition is met, unmet or unknown: only the parts that decide it. */
export interface Reason {
  op: "all" | "any" | "not" | "fact" | "term" | "presumed" | "waived";
  status: Met;
  name: string | null;
  fact: string | null;
  test: string | null;
  given: FactValue;
  of: Reason[];
}
/** An aggravation, attenuation or substitution. */
export interface Qualifier {
  id: Id;
  name: Text;
  letters: string[];
  unknown_letters: string[];
  status: Met;
  effect: Effect | null;
  because: Reason;
}
export type GradingKind =
  | "attempt"
  | "participation"
  | "negligence"
  | "error"
  | "excess"
  | "diminished_capacity"
  | "continued"
  | "recidivism";
export interface Grading {
  by: Id;
  kind: GradingKind;
  status: Met;
  because: Reason;
}
export interface PenaltyOutcome {
  by: Id;
  base: Penalty | null;
  steps: Step[];
  /** The range with what is met and assumed. */
  final: Penalty | null;
  /** The range whatever the unknown facts turn out to be. */
  possible: Penalty | null;
}
export interface Penalty {
  prison: TermRange | null;
  /** Prison and fine, prison or fine, or also both. */
  choice: "and" | "or" | "or_both";
  fines: Fine[];
  /** Days of work. */
  community_work: { min: number | null; max: number } | null;
  consequences: Consequence[];
  /** The packages of the law, where `choice` cannot say them; the ranges outside are then their hull. */
  options: Penalty[];
}
export interface TermRange {
  /** `null` in a catalogue when the law leaves it open. */
  min: Term | null;
  max: Term;
  /** The ends with the fraction of a day that was dropped. */
  exact: { min: string; max: string } | null;
}
export interface Fine {
  min: number | null;
  max: number;
  unit: "day_fine" | "minimum_wage" | "uma" | "peso" | "times_value";
  pesos: Pesos | null;
}
export interface Pesos {
  unit_value: Money;
  unit_from: IsoDate;
  zone: string | null;
  min: Money | null;
  max: Money;
}
export interface Consequence {
  kind: string;
  text: Text;
  term: { min: Term | null; max: Term } | null;
  permanent: boolean;
  by: Id;
  letters: string[];
  status: Met;
}
/** A step of the computation of a penalty. */
export interface Step {
  by: Id;
  kind: "penalty" | "qualifier" | "substitution" | "grading" | "reading" | "floor" | "ceiling" | "concurrence";
  effect: Effect | null;
  /** `up_to=both_ends` */
  reading: string | null;
  before: Penalty;
  after: Penalty;
  text: Text;
}
export interface Effect {
  op:
    | "increased"
    | "increased_up_to"
    | "both_ends_increased_up_to"
    | "maximum_increased_up_to"
    | "increased_between"
    | "doubled"
    | "up_to_doubled"
    | "one_more_tanto"
    | "added"
    | "replaced"
    | "becomes"
    | "becomes_up_to"
    | "maximum_becomes_up_to"
    | "reduced"
    | "reduced_up_to";
  parts: ("prison" | "fine" | "community_work")[];
  fraction: string | null;
  to_fraction: string | null;
  of: "base" | "what_corresponds" | "maximum";
  may: boolean;
  penalty: Penalty | null;
}
/** A later text, and how its result compares. */
export interface Milder {
  version: Span;
  offence: Id;
  compare: "milder" | "harsher" | "equal" | "incomparable";
  /** Then version and penalty of the charge are those of the milder text already. */
  applied: boolean;
  penalty: Penalty | null;
  because: Text;
}
export type PrescriptionStatus = "running" | "expired" | "imprescriptible" | "not_started" | "undetermined";
export interface DateRange {
  from: IsoDate;
  to: IsoDate;
}
export interface Prescription {
  status: PrescriptionStatus;
  limits: Limit[];
  term: Term | null;
  starts: IsoDate | null;
  expires: IsoDate | null;
  possible: DateRange | null;
  steps: PrescriptionStep[];
  missing: string[];
}
/** Another clock beside that of the action. */
export interface Limit {
  kind: "complaint" | "penalty" | "civil_action" | "administrative";
  status: PrescriptionStatus | "met";
  term: Term | null;
  starts: IsoDate | null;
  expires: IsoDate | null;
  possible: DateRange | null;
  by: Id;
}
export interface PrescriptionStep {
  by: Id;
  kind: "mean" | "floor" | "multiplier" | "start" | "suspension" | "interruption" | "limit" | "expiry";
  date: IsoDate | null;
  term: Term | null;
  text: Text;
}
export interface Taxonomy {
  title: Text;
  chapter: Text | null;
  interest: string | null;
  protocol: { act: string[]; means: string[]; purpose: string[] };
  opsc: string[];
  cndh: string[];
}
export interface Citation {
  id: Id;
  law: Text;
  article: string;
  clause: string | null;
  gazette: IsoDate[];
}
export interface Assumption {
  fact: string;
  value: FactValue;
  by: Id | null;
}
export interface Concurrence {
  by_accused: {
    accused: string | null;
    groups: { kind: "ideal" | "real" | "continued"; counts: number[]; by: Id }[];
    final: Penalty | null;
    possible: Penalty | null;
    steps: Step[];
  }[];
}
export interface Jurisdiction {
  act: string | null;
  status: Met;
  federal: Met;
  grounds: Element[];
}
export type Conclusion = "refused" | "incomplete" | "discretionary" | "postponed" | "undetermined" | "may_be_granted";
export interface Extradition {
  requests: {
    id: string | null;
    conclusion: Conclusion;
    governs: "treaty" | "statute";
    treaty: Id | null;
    charges: { offence: Id; conclusion: Conclusion; conditions: Element[] }[];
    conditions: Element[];
    undertakings: { id: string; status: "given" | "missing" | "unknown"; by: Id; text: Text }[];
    dates: { by: Id; date: IsoDate; text: Text }[];
  }[];
}
export interface TimelineEntry {
  date: IsoDate;
  until: IsoDate | null;
  kind: "conduct" | "version" | "majority" | "interruption" | "half_term" | "expiry" | "as_of";
  /** The place of the count. */
  count: number | null;
  text: Text;
}
/** Whom a fact is of. */
export interface Of {
  accused: string | null;
  act: string | null;
  victim: string | null;
}
export interface Missing {
  fact: string;
  of: Of;
  question: Text;
  settles: Id[];
}
export interface Notice {
  /** `gap`, `not_in_force`, `wording_uncertain`, `discretion`, `treaty_not_encoded` … */
  code: string;
  by: Id | null;
  text: Text;
}

/** Which offences of a count stand; no penalty and no reasons. */
export interface Matched {
  offence: Id;
  status: StandingStatus;
}

/** Why an offence applies or not, in each count that judges it. */
export interface Why {
  offence: Id;
  counts: {
    accused: string | null;
    act: string | null;
    victim: string | null;
    status: Status;
    failing: Element[];
    /** The smallest changes of facts that would alter the answer, each judged anew. */
    changes: { set: Record<string, FactValue>; gives: Status }[];
  }[];
}

/** The next questions, the most useful first. */
export interface Ask {
  case: string | null;
  as_of: IsoDate;
  questions: Question[];
}
export type FactType =
  | "flag"
  | "number"
  | "date"
  | "money"
  | "one_of"
  | "any_of"
  | "country"
  | "countries"
  | "offences"
  | "term"
  | "text"
  | "events";
export interface Question {
  fact: string;
  of: Of;
  type: FactType;
  unit: string | null;
  options: { value: string; label: Text }[];
  question: Text;
  why: Text;
  settles: Id[];
}

/** A fact of the vocabulary. */
export interface Fact {
  name: string;
  subject: string;
  type: FactType;
  unit: string | null;
  /** A whole number, or a decimal as text. */
  min: number | string | null;
  max: number | string | null;
  scale: number | null;
  values: { value: string; label: Text }[];
  /** What an absent fact counts as. */
  assumed: FactValue;
  derived: boolean;
  label: Text;
  question: Text;
  read_by: Id[];
}

/** Every provision and version. */
export interface Catalogue {
  format: 1;
  tipicidad: string;
  pack: Pack;
  provisions: Entry[];
}
export type Kind =
  | "offence"
  | "penalty"
  | "aggravation"
  | "attenuation"
  | "substitution"
  | "exclusion"
  | "extinction"
  | "attempt"
  | "participation"
  | "negligence"
  | "error"
  | "excess"
  | "recidivism"
  | "concurrence"
  | "prosecution"
  | "prescription"
  | "jurisdiction"
  | "extradition"
  | "measure"
  | "discretion"
  | "transitory"
  | "presumption"
  | "parameter"
  | "group"
  | "reading"
  | "gap"
  | "no_excuse";
/** One version of one provision. */
export interface Entry {
  id: Id;
  kind: Kind;
  law: string;
  article: string | null;
  clause: string | null;
  name: Text;
  gist: Text;
  since: IsoDate;
  until: IsoDate | null;
  gazette: IsoDate[];
  penalties: { for: string[]; row: string | null; when: Text | null; penalty: Penalty; as: Id | null }[];
  effects: { letters: string[]; effect: Effect }[];
  applies_to: string[];
  punishes: string[];
  instead_of: string[];
  prosecution: "ex_officio" | "complaint" | null;
  consummation: "instant" | "permanent" | "by_letter" | null;
  victims: "none" | "one_offence" | "each" | null;
  facts: string[];
  status: "encoded" | "gap" | "wording_uncertain";
}

/** A provision at length. */
export interface Show {
  id: Id;
  rules: {
    id: Id;
    kind: Kind;
    law: Text;
    title: Text | null;
    chapter: Text | null;
    name: Text;
    gist: Text;
    versions: {
      entry: Entry;
      /** The text is older than the first day. */
      older: boolean;
      uncertain: Text | null;
      asks: Requirement[];
      exceptions: Requirement[];
      consequences: Consequence[];
      values: [string, Text][];
    }[];
  }[];
  examples: { name: Text; charges: Id[] }[];
}
export interface Requirement {
  role: Role | null;
  by: Id | null;
  text: Text;
  letters: { name: string; label: Text; when: Text }[];
}

/** What is wrong with a case, a pack or options, as JSON. */
export interface ErrorShape {
  code: string;
  message: string;
  path: string | null;
  hint: string | null;
  expected: string | null;
  file: string | null;
  line: number | null;
  column: number | null;
}
