/** What every part of the page is given: the words, the law's vocabulary, what is shown, and what can be done. */

import type { TemplateResult } from "lit-html";
import type { Case, Json, JsonObject, Place, Role } from "./case/case";
import type { Ceiling } from "./case/ceiling";
import type { Answered, Open } from "./case/interview";
import type { Choices, Practice, Subject } from "./case/quiz";
import type { Repaired } from "./case/repair";
import type { Fault } from "./case/values";
import type { Vocabulary } from "./case/vocabulary";
import type { CatalogueEntry, EngineError, Lang, Next, Verdict, Why } from "./engine";
import type { Strings } from "./text/es";
import type { Format } from "./text/format";

/** A piece of the page. */
export type View = TemplateResult | string | undefined;

/** A sentence that follows the reader from one language to the other. */
export type Said = (words: Strings, format: Format) => string;

/** A text in a field that is not a value. */
export interface Typed {
  text: string;
  fault: Fault;
}

/** The comparison as the reader has set it. */
export interface Comparison {
  actDate: string;
  asOf: string;
  fault: Fault | undefined;
}

/** Practising, as it stands. */
export interface QuizState {
  /** What makes the questions: it is loaded when it is first wanted. */
  engine: "absent" | "loading" | "failed" | "ready" | "making";
  /** The laws that can be chosen. */
  subjects: readonly Subject[];
  practice: Practice;
  /** What is known least, at the end of a round. */
  weak: Next["elements"];
  /** Why there are no questions, or fewer than were asked for. */
  notice: Said | undefined;
}

/** All that can change on the page. */
export interface State {
  lang: Lang;
  tab: "interview" | "form" | "practise";
  of: Case;
  asOf: string;
  /** Whether the reader has stated anything yet. */
  touched: boolean;
  verdict: Verdict | undefined;
  error: EngineError | undefined;
  /** The next question; `null` while it is sought, undefined when there is none. */
  open: Open | null | undefined;
  history: Answered[];
  draft: Json | undefined;
  draftNeeded: boolean;
  typed: Map<string, Typed>;
  filters: Map<string, string>;
  opened: Set<string>;
  whys: Map<string, Why | EngineError>;
  shown: Map<string, number>;
  comparison: Comparison;
  quiz: QuizState;
  share: { link: string } | "too_long" | "not_possible" | undefined;
  copied: boolean;
  /** What was done, in whatever language is read. */
  message: Said | undefined;
  /** What a file or a link did not let the page read. */
  trouble: { said: Said; problems: Repaired["problems"] } | undefined;
  printing: boolean;
}

/** What a learner can do. */
export interface QuizActions {
  load(): void;
  plan(change: Partial<Choices>): void;
  begin(): void;
  choose(option: number): void;
  move(from: number, by: -1 | 1): void;
  mark(): void;
  forward(): void;
  /** Another round, of what is known least. */
  goOn(): void;
  /** Back to the choices: for the same quiz, or with another seed. */
  leave(again: "same" | "other"): void;
  open(of: JsonObject): void;
}

/** What a reader can do. */
export interface Actions {
  language(): void;
  tab(tab: State["tab"]): void;
  set(place: Place, path: string[], value: Json | undefined): void;
  replace(next: Case, message?: Said): void;
  addPerson(role: Role): void;
  typed(key: string, typed: Typed | undefined): void;
  filter(key: string, text: string): void;
  opened(key: string, open: boolean): void;
  draft(value: Json | undefined): void;
  answer(value: Json | undefined): void;
  back(): void;
  asOf(day: string): void;
  more(key: string): void;
  why(offence: string): void;
  compare(change: Partial<Comparison>): void;
  start(): void;
  example(): void;
  openFile(file: File): void;
  save(what: "case" | "verdict"): void;
  print(): void;
  share(): void;
  copy(): void;
  dismiss(): void;
  quiz: QuizActions;
}

/** Handed to every view. */
export interface Ui {
  format: Format;
  vocabulary: Vocabulary;
  offences: readonly CatalogueEntry[];
  ceiling: Ceiling | undefined;
  lawAsOf: string | null;
  state: State;
  act: Actions;
  /** Judges the case of the page on another day. */
  judge(of: Case, asOf: string): Verdict | EngineError;
}
