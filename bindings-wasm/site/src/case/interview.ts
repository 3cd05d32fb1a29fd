/** The interview: which question comes next, where its answer goes, and the way back. */

import type { Of, Question } from "../engine";
import { at, factAt, setFact, type Case, type Json, type Place } from "./case";
import { pathOf, type Vocabulary } from "./vocabulary";

/** A question that was answered, and the case before it. */
export interface Answered {
  key: string;
  before: Case;
}

/** Where the answer to a question about somebody goes; undefined when the case has no such place. */
export function placeOf(of: Case, subject: string, whom: Of): Place | undefined {
  const only = of.acts.length === 1 ? of.acts[0]?.id : undefined;
  const act = whom.act ?? only;
  switch (subject) {
    case "act":
      return act === undefined ? undefined : { kind: "act", id: act };
    case "accused":
    case "victim": {
      const person = subject === "accused" ? whom.accused : whom.victim;
      if (person === null) return undefined;
      // With one act what holds in it holds of the person; with several an answer is about one of them.
      if (only !== undefined || act === undefined) return { kind: "person", id: person };
      return { kind: "entry", act, role: subject === "accused" ? "accused" : "victims", person };
    }
    case "relation":
      if (whom.accused === null || whom.victim === null) return undefined;
      return { kind: "relation", accused: whom.accused, victim: whom.victim };
    case "procedure":
      return { kind: "procedure" };
    case "request": {
      const request = of.requests[0];
      return request ? { kind: "request", id: request.id } : undefined;
    }
    default:
      return undefined;
  }
}

/** What is asked, of whom, and what depends on it. */
export type Asked = Pick<Question, "fact" | "of" | "question" | "settles">;

/** A question, and where its answer stands in the case. */
export interface Open {
  question: Asked;
  key: string;
  place: Place;
  path: string[];
}

/** One name for a question: the same fact of somebody else is another question. */
export function keyOf({ fact, of }: Pick<Question, "fact" | "of">): string {
  return [fact, of.accused, of.act, of.victim].map((part) => part ?? "").join("|");
}

/** The first question that was neither answered in this interview nor said to be unknown. */
export function nextQuestion(of: Case, questions: readonly Asked[], vocabulary: Vocabulary, history: Answered[]): Open | undefined {
  const answered = new Set(history.map((one) => one.key));
  for (const question of questions) {
    const key = keyOf(question);
    const subject = vocabulary.get(question.fact)?.subject;
    const place = subject === undefined ? undefined : placeOf(of, subject, question.of);
    if (subject === undefined || place === undefined || answered.has(key)) continue;
    if (place.kind !== "relation" && at(of, place) === undefined) continue;
    const path = pathOf(question.fact, subject);
    if (factAt(of, place, path) === null) continue;
    return { question, key, place, path };
  }
  return undefined;
}

/** Answers a question; null says that it is not known. */
export function answer(of: Case, { place, path, key }: Open, value: Json, history: Answered[]): { next: Case; history: Answered[] } {
  return { next: setFact(of, place, path, value), history: [...history, { key, before: of }] };
}

/** The case before the last answer. */
export function back(history: Answered[]): { next: Case; history: Answered[] } | undefined {
  const last = history.at(-1);
  return last && { next: last.before, history: history.slice(0, -1) };
}
