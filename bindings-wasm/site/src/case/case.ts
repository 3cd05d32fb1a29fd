/**
 * The case as the page holds it: the nested JSON of the engine, never changed in place. Every function here answers with a new case.
 */

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** Which part a person has in an act. */
export type Role = "accused" | "victims";

/** A person's part in an act; its facts hold in that act alone. */
export interface Entry extends JsonObject {
  person: string;
}
/** Somebody. */
export interface Person extends JsonObject {
  id: string;
}
/** A conduct. */
export interface Act extends JsonObject {
  id: string;
  accused: Entry[];
  victims: Entry[];
}
/** What an accused is to a victim. */
export interface Relation extends JsonObject {
  accused: string;
  victim: string;
}
/** A request for extradition. */
export interface Plea extends JsonObject {
  id: string;
  accused: string | null;
  acts: string[];
}
/** A case in one regular form: every entry an object, every group of facts nested. */
export interface Case extends JsonObject {
  persons: Person[];
  acts: Act[];
  relations: Relation[];
  procedure: JsonObject;
  requests: Plea[];
}

/** Where in a case a fact stands. */
export type Place =
  | { kind: "person"; id: string }
  | { kind: "act"; id: string }
  | { kind: "entry"; act: string; role: Role; person: string }
  | { kind: "relation"; accused: string; victim: string }
  | { kind: "procedure" }
  | { kind: "request"; id: string };

/** The keys of each place that are no facts of the vocabulary. */
export const STRUCTURE: Record<Place["kind"], readonly string[]> = {
  person: ["id"],
  act: ["id", "accused", "victims", "same_conduct", "continues", "conducts"],
  entry: ["person"],
  relation: ["accused", "victim"],
  procedure: [],
  request: ["id", "accused", "acts"],
};

/** A case with one accused, one act and one victim, of which nothing is known. */
export function emptyCase(): Case {
  return {
    persons: [{ id: "a1" }, { id: "v1" }],
    acts: [{ id: "h1", accused: [{ person: "a1" }], victims: [{ person: "v1" }] }],
    relations: [],
    procedure: {},
    requests: [],
  };
}

/** The first of `prefix1`, `prefix2`, … that is not taken. */
export function freeId(taken: Iterable<string>, prefix: string): string {
  const used = new Set(taken);
  let at = 1;
  while (used.has(`${prefix}${at}`)) at += 1;
  return `${prefix}${at}`;
}

/** The persons with a part in any act, in the order of the case. */
export function personsWith(of: Case, role: Role): Person[] {
  const ids = new Set(of.acts.flatMap((act) => act[role].map((entry) => entry.person)));
  return of.persons.filter((person) => ids.has(person.id));
}

/** The persons with no part in any act. */
export function idle(of: Case): Person[] {
  const ids = new Set(of.acts.flatMap((act) => [...act.accused, ...act.victims].map((entry) => entry.person)));
  return of.persons.filter((person) => !ids.has(person.id));
}

function withActs(of: Case, change: (act: Act) => Act): Case {
  return { ...of, acts: of.acts.map(change) };
}

/** Adds a new person to every act of the case in a role. */
export function addPerson(of: Case, role: Role): { next: Case; id: string } {
  const id = freeId(of.persons.map((person) => person.id), role === "accused" ? "a" : "v");
  const next = withActs({ ...of, persons: [...of.persons, { id }] }, (act) => ({
    ...act,
    [role]: [...act[role], { person: id }],
  }));
  return { next, id };
}

/** Whether a person can be taken out: an act needs an accused. */
export function mayRemovePerson(of: Case, id: string): boolean {
  return of.acts.every((act) => act.accused.some((entry) => entry.person !== id));
}

/** Takes a person out of the case, and what was said of them. */
export function removePerson(of: Case, id: string): Case {
  if (!mayRemovePerson(of, id)) return of;
  const others = (entries: Entry[]) => entries.filter((entry) => entry.person !== id);
  const next = withActs(of, (act) => ({ ...act, accused: others(act.accused), victims: others(act.victims) }));
  return {
    ...next,
    persons: of.persons.filter((person) => person.id !== id),
    relations: of.relations.filter((relation) => relation.accused !== id && relation.victim !== id),
    requests: of.requests.map((request) => (request.accused === id ? { ...request, accused: null } : request)),
  };
}

/** Gives or takes a person's part in one act. */
export function takePart(of: Case, act: string, role: Role, person: string, part: boolean): Case {
  return withActs(of, (own) => {
    if (own.id !== act) return own;
    const others = own[role].filter((entry) => entry.person !== person);
    if (!part && role === "accused" && others.length === 0) return own;
    const known = own[role].find((entry) => entry.person === person);
    return { ...own, [role]: part ? [...others, known ?? { person }] : others };
  });
}

/** Adds an act by the accused of the first one, against its victims. */
export function addAct(of: Case): { next: Case; id: string } {
  const id = freeId(of.acts.map((act) => act.id), "h");
  const people = (role: Role): Entry[] => (of.acts[0]?.[role] ?? []).map(({ person }) => ({ person }));
  return { next: { ...of, acts: [...of.acts, { id, accused: people("accused"), victims: people("victims") }] }, id };
}

/** Takes an act out; the last one stays. */
export function removeAct(of: Case, id: string): Case {
  if (of.acts.length < 2) return of;
  const acts = of.acts.filter((act) => act.id !== id).map((act) => {
    const kept = { ...act };
    for (const key of ["same_conduct", "continues"]) if (kept[key] === id) delete kept[key];
    return kept;
  });
  const requests = of.requests.map((request) => ({ ...request, acts: request.acts.filter((act) => act !== id) }));
  const next: Case = { ...of, acts, requests };
  const gone = new Set(idle(next).map((person) => person.id));
  return [...gone].reduce(removePerson, next);
}

/** Adds a request for extradition for the first accused, over every act. */
export function addRequest(of: Case): { next: Case; id: string } {
  const id = freeId(of.requests.map((request) => request.id), "r");
  const accused = personsWith(of, "accused")[0]?.id ?? null;
  return { next: { ...of, requests: [...of.requests, { id, accused, acts: of.acts.map((act) => act.id) }] }, id };
}

/** Takes a request out. */
export function removeRequest(of: Case, id: string): Case {
  return { ...of, requests: of.requests.filter((request) => request.id !== id) };
}

/** The object of the case in which the facts of a place stand; undefined when there is none yet. */
export function at(of: Case, place: Place): JsonObject | undefined {
  switch (place.kind) {
    case "person":
      return of.persons.find((person) => person.id === place.id);
    case "act":
      return of.acts.find((act) => act.id === place.id);
    case "entry":
      return of.acts.find((act) => act.id === place.act)?.[place.role].find((entry) => entry.person === place.person);
    case "relation":
      return of.relations.find(({ accused, victim }) => accused === place.accused && victim === place.victim);
    case "procedure":
      return of.procedure;
    case "request":
      return of.requests.find((request) => request.id === place.id);
  }
}

function change(of: Case, place: Place, to: (own: JsonObject) => JsonObject): Case {
  const each = <T extends JsonObject>(items: T[], is: (item: T) => boolean): T[] =>
    items.map((item) => (is(item) ? (to(item) as T) : item));
  switch (place.kind) {
    case "person":
      return { ...of, persons: each(of.persons, (person) => person.id === place.id) };
    case "act":
      return { ...of, acts: each(of.acts, (act) => act.id === place.id) };
    case "entry":
      return withActs(of, (act) =>
        act.id === place.act
          ? { ...act, [place.role]: each(act[place.role], (entry) => entry.person === place.person) }
          : act,
      );
    case "relation": {
      const { accused, victim } = place;
      const known = at(of, place) === undefined ? [...of.relations, { accused, victim }] : of.relations;
      const relations = each(known, (own) => own.accused === accused && own.victim === victim);
      // A relation of which nothing is said is no relation.
      return { ...of, relations: relations.filter((own) => Object.keys(own).length > STRUCTURE.relation.length) };
    }
    case "procedure":
      return { ...of, procedure: to(of.procedure) };
    case "request":
      return { ...of, requests: each(of.requests, (request) => request.id === place.id) };
  }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function read(own: JsonObject | undefined, [key, ...rest]: string[]): Json | undefined {
  if (key === undefined || own === undefined || !Object.hasOwn(own, key)) return undefined;
  const value = own[key];
  if (rest.length === 0) return value;
  return isObject(value) ? read(value, rest) : undefined;
}

function write(own: JsonObject, [key, ...rest]: string[], value: Json | undefined): JsonObject {
  if (key === undefined) return own;
  const next = { ...own };
  const inner = Object.hasOwn(own, key) ? own[key] : undefined;
  const to = rest.length === 0 ? value : write(isObject(inner) ? inner : {}, rest, value);
  if (to === undefined || (rest.length > 0 && isObject(to) && Object.keys(to).length === 0)) delete next[key];
  else next[key] = to;
  return next;
}

/** What is said of a fact at a place: undefined when nothing is, null when it is stated to be unknown. */
export function factAt(of: Case, place: Place, path: string[]): Json | undefined {
  return read(at(of, place), path);
}

/** States a fact at a place; undefined takes the statement back. */
export function setFact(of: Case, place: Place, path: string[], value: Json | undefined): Case {
  return change(of, place, (own) => write(own, path, value));
}

/** The case as the engine and other programs read it: no empty parts, plain ids where an entry says nothing more. */
export function exported(of: Case): JsonObject {
  const bare = (entry: Entry): Json => (Object.keys(entry).length === 1 ? entry.person : entry);
  const { persons, acts, relations, procedure, requests, ...rest } = of;
  return {
    ...rest,
    persons,
    acts: acts.map((act) => ({ ...act, accused: act.accused.map(bare), victims: act.victims.map(bare) })),
    ...(relations.length > 0 ? { relations } : {}),
    ...(Object.keys(procedure).length > 0 ? { procedure } : {}),
    ...(requests.length > 0
      ? { requests: requests.map(({ accused, ...own }) => (accused === null ? own : { ...own, accused })) }
      : {}),
  };
}
