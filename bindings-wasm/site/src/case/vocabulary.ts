/** The vocabulary of the law, ordered for a form: which facts belong to whom, where they stand in a case, which come first. */

import type { FactInfo } from "../engine";
import type { Place } from "./case";

/**
 * A fact stands in the short form when at least this many provisions read it, or when it is the day of the act: the rest of the
 * vocabulary is one click away. Chosen so that a subject shows about half a dozen fields.
 */
export const READERS_OF_A_BASIC_FACT = 20;
/** The most facts of a subject in the short form. */
export const MOST_BASIC_FACTS = 8;

/** A fact and where it stands below its subject. */
export interface FormFact {
  info: FactInfo;
  /** The keys that lead to it from the object of its subject. */
  path: string[];
}

/** The facts of one place of a case, the short form and the rest. */
export interface FormSection {
  basic: FormFact[];
  more: FormFact[];
}

/** The keys that lead to a fact inside its subject: `act.place.country` is `place`, `country`; a quoted element is one key. */
export function pathOf(name: string, subject: string): string[] {
  if (name === subject) return ["is"];
  return name.startsWith(`${subject}.`) ? name.slice(subject.length + 1).split(".") : [name];
}

/** The subjects whose facts may be stated at a place, nearest first. */
export function subjectsAt(place: Place): string[] {
  switch (place.kind) {
    case "person":
      return ["accused", "victim"];
    case "act":
      return ["act", "accused"];
    case "entry":
      return place.role === "accused" ? ["accused", "act"] : ["victim", "act", "relation"];
    case "relation":
      return ["relation"];
    case "procedure":
      return ["procedure"];
    case "request":
      return ["request"];
  }
}

/** The vocabulary, looked up by name, by place and by what a reader types. */
export class Vocabulary {
  private readonly byName: Map<string, FactInfo>;
  private readonly sections = new Map<string, FormSection>();

  constructor(readonly facts: readonly FactInfo[]) {
    this.byName = new Map(facts.map((fact) => [fact.name, fact]));
  }

  /** A fact by its full name. */
  get(name: string): FactInfo | undefined {
    return this.byName.get(name);
  }

  /** The fact that a path means at a place, for the first of its subjects that has it; undefined when none has. */
  find(place: Place, path: string[], subjects = subjectsAt(place)): FactInfo | undefined {
    for (const subject of subjects) {
      const [first] = path;
      const name = subject === "relation" && first === "is" ? subject : `${subject}.${path.join(".")}`;
      const found = this.byName.get(name) ?? (path.length === 1 && first !== undefined ? this.quoted(first, subject) : undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether some fact lies below a path, so that its value is a group of facts. */
  isGroup(place: Place, path: string[]): boolean {
    const below = subjectsAt(place).map((subject) => `${subject}.${path.join(".")}.`);
    return this.facts.some((fact) => below.some((prefix) => fact.name.startsWith(prefix)));
  }

  private quoted(name: string, subject: string): FactInfo | undefined {
    const found = this.byName.get(name);
    return found !== undefined && found.subject === subject && !found.name.startsWith(`${subject}.`) ? found : undefined;
  }

  /** The facts of a subject in two parts; the short form by how many provisions read a fact, the day of the act first. */
  section(subject: string): FormSection {
    const known = this.sections.get(subject) ?? this.divided(subject);
    this.sections.set(subject, known);
    return known;
  }

  private divided(subject: string): FormSection {
    const own = this.facts.filter((fact) => fact.subject === subject && !isComputed(fact));
    const form = own.map((info) => ({ info, path: pathOf(info.name, subject) }));
    const early = form.filter(({ info }) => info.type === "date" && info.read_by.length > 0 && subject === "act");
    // What is assumed when nothing is said is the exception, and comes after what must be said.
    const assumed = (fact: FormFact) => Number(fact.info.assumed !== null && fact.info.type !== "events");
    const byReaders = (a: FormFact, b: FormFact) => assumed(a) - assumed(b) || b.info.read_by.length - a.info.read_by.length;
    const read = form.filter((fact) => !early.includes(fact) && fact.info.read_by.length >= READERS_OF_A_BASIC_FACT);
    // The subjects that few provisions read show their best read facts all the same.
    const ranked = (read.length > 0 ? read : [...form]).sort(byReaders);
    const basic = [...early, ...ranked].slice(0, MOST_BASIC_FACTS);
    return { basic, more: form.filter((fact) => !basic.includes(fact)) };
  }
}

/** Facts that the engine counts by itself from the persons of an act. */
export function isComputed(fact: FactInfo): boolean {
  return fact.derived && fact.type === "number" && fact.unit === "count";
}

/** Letters without accents or case, to look for what a reader types. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether every word of what was typed stands in a text. */
export function matches(text: string, typed: string): boolean {
  const within = folded(text);
  return folded(typed).split(/\s+/).every((word) => within.includes(word));
}
