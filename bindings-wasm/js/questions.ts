/** Questions for those who train. Keys stand in this order and are always there. */

import type { Citation, FactValue, Id, IsoDate, Pack, Text } from "./answers.js";

/** What a quiz is to hold; what is left out asks for nothing in particular. */
export interface QuizPlan {
  /** Chance is drawn from it; 0 unless said. */
  seed?: number;
  /** How many; 10 unless said. Fewer come when the law has no more to ask. */
  number?: number;
  /** Titles as the rules number them (`8`, `CPF:8`), or whole laws (`LGPSEDMTP`). */
  titles?: readonly string[];
  /** Articles or parts of them. */
  articles?: readonly Id[];
  /** Elements to train: `victim`, `means`, `prescription` … */
  elements?: readonly string[];
  kinds?: readonly ItemKind[];
  /** From 1, the plainest, to 5. */
  difficulties?: readonly number[];
}
/** What a question asks for. */
export type ItemKind =
  | "offence"
  | "range"
  | "element"
  | "change"
  | "version"
  | "milder"
  | "prescription"
  | "extradition"
  | "conflict"
  | "concurrence"
  | "steps";
/** The mistake that a wrong answer stands for. */
export type Mistake =
  | "neighbouring_offence"
  | "displaced_offence"
  | "other_letter"
  | "no_offence"
  | "qualifier_left_out"
  | "qualifier_added"
  | "letters_stacked"
  | "grading_left_out"
  | "one_end_only"
  | "other_range"
  | "element_met"
  | "nothing_missing"
  | "element_foreign"
  | "change_without_effect"
  | "older_version"
  | "newer_version"
  | "gazette_date"
  | "harsher_law"
  | "milder_law_denied"
  | "maximum_for_mean"
  | "minimum_for_mean"
  | "laws_mixed"
  | "complaint_for_action"
  | "rule_of_time_left_out"
  | "imprescriptible_mistaken"
  | "condition_met"
  | "other_conclusion"
  | "yielding_reversed"
  | "both_kept"
  | "other_ground"
  | "ideal_as_real"
  | "real_as_ideal"
  | "penalties_added"
  | "gravest_alone";

export interface Quiz {
  format: 1;
  tipicidad: string;
  pack: Pack;
  plan: Required<QuizPlan>;
  /** The questions, in the order of asking. */
  items: Item[];
}
export interface Item {
  id: string;
  kind: ItemKind;
  /** Answered by one of the options, or by putting all of them in order. */
  form: "choice" | "order";
  difficulty: number;
  scenario: Text;
  stem: Text;
  options: ItemOption[];
  explanation: Text;
  citations: Citation[];
  provisions: Id[];
  elements: string[];
  /** The case behind it, which `evaluate` judges. */
  case: { as_of: IsoDate; counts: Record<string, FactValue>[] };
}
export interface ItemOption {
  text: Text;
  /** True of every step to be put in order. */
  correct: boolean;
  /** The right place of a step, from 1. */
  place: number | null;
  mistake: { kind: Mistake; text: Text } | null;
  /** The facts that it changes, of a question that asks for a change. */
  changes: Record<string, FactValue>;
  why: Text;
  citations: Id[];
}
/** An answer of a learner: the id of an item, and whether it was answered rightly. */
export interface Answer {
  item: string;
  correct: boolean;
}
/** What to train next. */
export interface Next {
  /** Elements, the least known first. */
  elements: { element: string; asked: number; right: number }[];
  /** Ids of the questions that were not answered, the most useful first. */
  items: string[];
}
