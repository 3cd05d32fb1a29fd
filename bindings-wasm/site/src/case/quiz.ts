/** Practising: what is asked for, where a learner stands, and how an answer is marked. Nothing is changed in place. */

import type { Answer, CatalogueEntry, Item, Law, Next, QuizPlan, Text } from "../engine";

/** The most questions of one round. */
export const MOST_QUESTIONS = 100;
/** The greatest seed that a reader may type. */
export const MOST_SEED = 999_999_999;
/** The difficulties, the plainest first. */
export const DIFFICULTIES: readonly number[] = [1, 2, 3, 4, 5];
/** The elements that are named at the end as known least. */
const MOST_WEAK = 5;

/** What a learner chooses before the first question. */
export interface Choices {
  number: number;
  seed: number;
  /** A law by its siglum; empty for every law. */
  law: string;
  /** A title of it by its number; empty for every title. */
  title: string;
  /** One of the difficulties; undefined for any. */
  difficulty: number | undefined;
}

/** A law that questions can be asked about. */
export interface Subject {
  law: string;
  name: Text;
}

/** An answer: the option that was chosen, or the options in the order they were put in. */
export interface Given {
  item: Item;
  chosen: number | undefined;
  order: number[];
  correct: boolean;
}

/** Where a learner stands. */
export interface Practice {
  choices: Choices;
  /** The questions of this round; none before the first. */
  round: Item[];
  /** The answers of this round. */
  given: Given[];
  /** The answers of the rounds before. */
  before: Given[];
  /** Whether the last answer is being explained. */
  shown: boolean;
  chosen: number | undefined;
  order: number[];
  /** Whether an answer was asked for that had not been chosen. */
  needed: boolean;
}

/** Before the first question, with choices that anybody can start with. */
export function unbegun(seed: number): Practice {
  const choices = { number: 10, seed, law: "", title: "", difficulty: undefined };
  return { choices, round: [], given: [], before: [], shown: false, chosen: undefined, order: [], needed: false };
}

/** The laws that have offences, by the name that the law has. */
export function subjects(law: Law, offences: readonly CatalogueEntry[]): Subject[] {
  const first = new Map<string, string>();
  for (const { law: own, id } of offences) if (!first.has(own)) first.set(own, id);
  return [...first].flatMap(([own, id]) => law.show(id).rules.slice(0, 1).map((rule) => ({ law: own, name: rule.law })));
}

/** What the engine is asked for; the difficulty is chosen from what it gives. */
export function planOf({ seed, law, title }: Choices, number: number): QuizPlan {
  const titles = [law, title].filter((part) => part !== "").join(":");
  return { seed, number, titles: titles === "" ? [] : [titles] };
}

/** Those of a bank that are as difficult as was asked for. */
export function fitting(items: readonly Item[], { difficulty }: Choices): Item[] {
  return items.filter((item) => difficulty === undefined || item.difficulty === difficulty);
}

/** Begins a round; the answers of the one before are kept. */
export function begun(practice: Practice, round: Item[]): Practice {
  return forward({ ...practice, round, before: [...practice.before, ...practice.given], given: [] });
}

/** Goes to the next question, with nothing chosen and steps in the order they are given in; after the last one, to the end. */
export function forward(practice: Practice): Practice {
  const options = practice.round[practice.given.length]?.options ?? [];
  return { ...practice, shown: false, needed: false, chosen: undefined, order: options.map((_, at) => at) };
}

/** The question that is asked now, or whose answer is being explained; undefined before the first and after the last. */
export function current({ round, given, shown }: Practice): { item: Item; at: number } | undefined {
  const at = shown ? given.length - 1 : given.length;
  const item = round[at];
  return item && { item, at };
}

/** Moves a step up or down by one place; the first goes no further up, the last no further down. */
export function moved(order: readonly number[], from: number, by: -1 | 1): number[] {
  const next = [...order];
  const [step, other] = [next[from], next[from + by]];
  if (step !== undefined && other !== undefined) [next[from], next[from + by]] = [other, step];
  return next;
}

/** Whether an answer is right: the right option, or every step in its place. */
export function isRight(item: Item, chosen: number | undefined, order: readonly number[]): boolean {
  if (item.form === "order") return order.every((option, at) => item.options[option]?.place === at + 1);
  return chosen !== undefined && item.options[chosen]?.correct === true;
}

/** Marks the answer to the question of the moment; without one, says that it is needed. */
export function marked(practice: Practice): Practice {
  const now = current(practice);
  if (!now || practice.shown) return practice;
  const { chosen, order } = practice;
  if (now.item.form === "choice" && chosen === undefined) return { ...practice, needed: true };
  const given = { item: now.item, chosen, order, correct: isRight(now.item, chosen, order) };
  return { ...practice, given: [...practice.given, given], shown: true, needed: false };
}

/** The answers of a round that were wrong. */
export function mistaken({ given }: Practice): Given[] {
  return given.filter((one) => !one.correct);
}

/** Every answer so far, as the engine reads it. */
export function answers({ before, given }: Practice): Answer[] {
  return [...before, ...given].map(({ item, correct }) => ({ item: item.id, correct }));
}

/** Every question that was answered so far. */
export function asked({ before, given }: Practice): Item[] {
  return [...before, ...given].map(({ item }) => item);
}

/** Of what was asked and not always known, what is known least. */
export function weakest({ elements }: Next): Next["elements"] {
  return elements.filter(({ asked: all, right }) => right < all).slice(0, MOST_WEAK);
}

/** The questions of a bank that were not answered, the most useful first. */
export function inOrder(bank: readonly Item[], { items }: Next): Item[] {
  const byId = new Map(bank.map((item) => [item.id, item]));
  return items.flatMap((id) => byId.get(id) ?? []);
}
