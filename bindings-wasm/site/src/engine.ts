/** The law, and its answers under the names that the page uses for them. */

import type { Ask, Catalogue, Entry, ErrorShape, Fact, Show, Text, Verdict, Why } from "tipicidad";
import type { Answer, Item, Next, Quiz, QuizPlan } from "tipicidad/quiz";

export type {
  Ask,
  Charge,
  Citation,
  Consequence,
  Count,
  Element,
  Fine,
  Met,
  Of,
  Penalty,
  Prescription,
  Question,
  Reason,
  Span,
  Status,
  Step,
  TermRange,
  Text,
  TimelineEntry,
  Verdict,
  Why,
} from "tipicidad";

export type { Answer, Item, ItemKind, ItemOption, Next, QuizPlan } from "tipicidad/quiz";

/** A language of the page. */
export type Lang = keyof Text;
/** A fact of the vocabulary. */
export type FactInfo = Fact;
/** A version of a provision. */
export type CatalogueEntry = Entry;
/** What is wrong with an input. */
export type EngineError = Pick<ErrorShape, "code" | "message" | "path" | "hint" | "expected">;
/** What the engine says of a request for extradition. */
export type RequestVerdict = NonNullable<Verdict["extradition"]>["requests"][number];

/** The day a case is judged on. */
interface Options {
  asOf: string;
}

/** The law, loaded. The calculator asks it everything; it knows no law itself. A case goes to it as JSON text. */
export interface Law {
  evaluate(of: string, options: Options): Verdict;
  ask(of: string, options: Options): Ask;
  why(of: string, offence: string, options: Options): Why;
  facts(): Fact[];
  catalogue(): Catalogue;
  show(id: string): Show;
}

/** The law with its examples, which makes the questions. */
export interface Trainer {
  quiz(plan: QuizPlan): Quiz;
  next(items: readonly Item[], answers: readonly Answer[]): Next;
}
