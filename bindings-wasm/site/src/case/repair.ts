/**
 * Reads a case from a stranger: a file, or a link that an older vocabulary wrote. What cannot be read is named and left out; the
 * rest goes on. Whether the values make sense together is for the engine to say.
 */

import { emptyCase, freeId, STRUCTURE, type Act, type Case, type Entry, type Json, type JsonObject, type Person, type Place, type Plea, type Role } from "./case";
import type { FactInfo } from "../engine";
import { subjectsAt, type Vocabulary } from "./vocabulary";

/** The most persons, acts and requests of a case; as the engine has it. */
export const MOST_ITEMS = 1_000;
/** The most problems that are named one by one. */
export const MOST_PROBLEMS = 50;
/** The most characters of a stranger's name that are repeated to the reader. */
const MOST_REPEATED = 60;

/** What was left out, and its name as it was written. */
export interface Problem {
  kind:
    | "unknown_fact"
    | "unknown_value"
    | "wrong_shape"
    | "unknown_person"
    | "unknown_act"
    | "duplicate"
    | "bad_id"
    | "too_many"
    | "no_victims"
    | "no_accused";
  name: string;
  detail: string;
}

/** A case that can be shown, and what was left out of it. */
export interface Repaired {
  next: Case;
  problems: Problem[];
}

/** Why nothing of a document could be read. */
export type Unreadable = "not_json" | "not_case" | "flat";

const ID = /^[A-Za-z0-9_-]{1,64}$/;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads a document; never throws. */
export function repair(text: string, vocabulary: Vocabulary): Repaired | Unreadable {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "not_json";
  }
  if (!isObject(json)) return "not_case";
  if (Array.isArray(json["counts"])) return "flat";
  if (!Array.isArray(json["persons"]) || !Array.isArray(json["acts"])) return "not_case";
  return new Repair(vocabulary).read(json, json["persons"], json["acts"]);
}

/** One reading; it gathers what it leaves out. */
class Repair {
  private readonly problems: Problem[] = [];
  /** The ids as written, and as the case has them now. */
  private readonly persons = new Map<string, string>();
  private readonly acts = new Map<string, string>();
  /** Whom the acts accuse, as written: the facts of anybody else are those of a victim. */
  private accused = new Set<Json>();

  constructor(private readonly vocabulary: Vocabulary) {}

  read(json: JsonObject, persons: Json[], acts: Json[]): Repaired {
    const entries = acts.flatMap((act) => (isObject(act) && Array.isArray(act["accused"]) ? act["accused"] : []));
    this.accused = new Set(entries.map((entry) => (isObject(entry) ? (entry["person"] ?? null) : entry)));
    const people = this.limited(persons, "persons").flatMap((item) => this.person(item));
    const next: Case = {
      ...this.header(json),
      persons: people,
      acts: [],
      relations: [],
      procedure: isObject(json["procedure"]) ? this.facts({ kind: "procedure" }, json["procedure"]) : {},
      requests: [],
    };
    const items = this.limited(acts, "acts").filter((item): item is JsonObject => this.object(item, "acts"));
    const ids = items.map((item) => this.id(item["id"], "h", this.acts));
    next.acts = items.map((item, at) => this.act(item, ids[at] ?? "", next));
    if (next.acts.length === 0) next.acts = emptyCase().acts.map((act) => ({ ...act, accused: [], victims: [] }));
    next.acts = next.acts.map((act) => this.withAccused(act, next));
    for (const item of this.list(json["relations"], "relations")) this.relation(item, next);
    next.requests = this.list(json["requests"], "requests").flatMap((item) => this.request(item));
    return { next, problems: this.problems };
  }

  private leave(kind: Problem["kind"], name: unknown, detail: unknown = ""): void {
    const clipped = (said: unknown) => {
      const text = typeof said === "string" ? said : (JSON.stringify(said) ?? "");
      return text.length > MOST_REPEATED ? `${text.slice(0, MOST_REPEATED)}…` : text;
    };
    this.problems.push({ kind, name: clipped(name), detail: clipped(detail) });
  }

  private header(json: JsonObject): JsonObject {
    const kept: JsonObject = {};
    for (const key of ["case", "title", "as_of"]) {
      const value = json[key];
      if (typeof value === "string") kept[key] = value;
      else if (value !== undefined && value !== null) this.leave("wrong_shape", key);
    }
    for (const key of ["closed_world", "assume"]) if (typeof json[key] === "boolean") kept[key] = json[key];
    if (isObject(json["readings"])) kept["readings"] = json["readings"];
    const known = ["format", "case", "title", "as_of", "closed_world", "assume", "readings", "persons", "acts", "relations", "procedure", "requests"];
    for (const key of Object.keys(json)) if (!known.includes(key)) this.leave("unknown_fact", key);
    return kept;
  }

  private object(item: Json, name: string): item is JsonObject {
    if (isObject(item)) return true;
    this.leave("wrong_shape", name);
    return false;
  }

  private limited(items: Json[], name: string): Json[] {
    if (items.length > MOST_ITEMS) this.leave("too_many", name, String(MOST_ITEMS));
    return items.slice(0, MOST_ITEMS);
  }

  private list(value: Json | undefined, name: string): JsonObject[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.leave("wrong_shape", name);
      return [];
    }
    return this.limited(value, name).filter((item): item is JsonObject => this.object(item, name));
  }

  /** A usable id for what a stranger called `written`. */
  private id(written: Json | undefined, prefix: string, known: Map<string, string>): string {
    if (typeof written === "string" && ID.test(written) && !known.has(written)) {
      known.set(written, written);
      return written;
    }
    const id = freeId(known.values(), prefix);
    if (typeof written === "string" && !known.has(written)) {
      this.leave("bad_id", written);
      known.set(written, id);
    } else {
      if (written !== undefined && written !== null) this.leave("duplicate", written);
      known.set(`\u0000${id}`, id);
    }
    return id;
  }

  private person(item: Json): Person[] {
    if (!this.object(item, "persons")) return [];
    if (typeof item["id"] === "string" && this.persons.has(item["id"])) {
      this.leave("duplicate", item["id"]);
      return [];
    }
    const id = this.id(item["id"], "p", this.persons);
    const subjects = this.accused.has(item["id"] ?? null) ? ["accused", "victim"] : ["victim", "accused"];
    return [{ ...this.facts({ kind: "person", id }, item, [], subjects), id }];
  }

  private act(item: JsonObject, id: string, next: Case): Act {
    const act: Act = { ...this.facts({ kind: "act", id }, item), id, accused: [], victims: [] };
    act.accused = this.entries(item["accused"], id, "accused", next);
    if (item["victims"] === undefined || item["victims"] === null) this.leave("no_victims", id);
    act.victims = this.entries(item["victims"], id, "victims", next);
    for (const key of ["same_conduct", "continues"]) {
      const other = item[key];
      if (other === undefined || other === null) continue;
      const named = typeof other === "string" ? this.acts.get(other) : undefined;
      if (named === undefined || named === id) this.leave("unknown_act", other);
      else act[key] = named;
    }
    if (Array.isArray(item["conducts"])) act["conducts"] = item["conducts"];
    return act;
  }

  private withAccused(act: Act, next: Case): Act {
    if (act.accused.length > 0) return act;
    this.leave("no_accused", act.id);
    const taken = new Set(act.victims.map((entry) => entry.person));
    const free = next.persons.find((person) => !taken.has(person.id));
    const id = free?.id ?? freeId(next.persons.map((person) => person.id), "a");
    if (!free) next.persons = [...next.persons, { id }];
    return { ...act, accused: [{ person: id }] };
  }

  private entries(value: Json | undefined, act: string, role: Role, next: Case): Entry[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.leave("wrong_shape", role);
      return [];
    }
    const found: Entry[] = [];
    for (const item of this.limited(value, role)) {
      const written = isObject(item) ? item["person"] : item;
      const person = typeof written === "string" ? this.persons.get(written) : undefined;
      if (person === undefined || !next.persons.some((known) => known.id === person)) this.leave("unknown_person", written ?? role);
      else if (found.some((entry) => entry.person === person)) this.leave("duplicate", person);
      else found.push({ ...(isObject(item) ? this.facts({ kind: "entry", act, role, person }, item) : {}), person });
    }
    return found;
  }

  private relation(item: JsonObject, next: Case): void {
    const named = (key: string) => {
      const written = item[key];
      const id = typeof written === "string" ? this.persons.get(written) : undefined;
      if (id === undefined) this.leave("unknown_person", written ?? key);
      return id;
    };
    const [accused, victim] = [named("accused"), named("victim")];
    if (accused === undefined || victim === undefined) return;
    if (next.relations.some((own) => own.accused === accused && own.victim === victim)) {
      this.leave("duplicate", `${accused}, ${victim}`);
      return;
    }
    next.relations = [...next.relations, { ...this.facts({ kind: "relation", accused, victim }, item), accused, victim }];
  }

  private request(item: JsonObject): Plea[] {
    const id = this.id(item["id"], "r", new Map());
    const accused = typeof item["accused"] === "string" ? (this.persons.get(item["accused"]) ?? null) : null;
    if (accused === null && item["accused"] !== undefined && item["accused"] !== null) this.leave("unknown_person", item["accused"]);
    const acts = (Array.isArray(item["acts"]) ? item["acts"] : []).flatMap((written) => {
      const act = typeof written === "string" ? this.acts.get(written) : undefined;
      if (act === undefined) this.leave("unknown_act", written);
      return act === undefined ? [] : [act];
    });
    return [{ ...this.facts({ kind: "request", id }, item), id, accused, acts }];
  }

  /** The facts of an object that the vocabulary has at this place; dotted names become nested. */
  private facts(place: Place, item: JsonObject, above: string[] = [], subjects = subjectsAt(place)): JsonObject {
    const kept: JsonObject = {};
    for (const [key, value] of Object.entries(item)) {
      if (above.length === 0 && STRUCTURE[place.kind].includes(key)) continue;
      const path = [...above, ...(this.vocabulary.get(key) ? [key] : key.split("."))];
      this.fact(place, path, value, kept, above.length, subjects);
    }
    return kept;
  }

  private fact(place: Place, path: string[], value: Json, into: JsonObject, depth: number, subjects: string[]): void {
    const name = path.join(".");
    const fact = this.vocabulary.find(place, path, subjects);
    const own = path.slice(depth);
    if (fact) {
      const read = this.value(fact, value);
      if (read !== undefined) put(into, own, read);
    } else if (isObject(value) && this.vocabulary.isGroup(place, path)) {
      const inner = this.facts(place, value, path, subjects);
      for (const [key, each] of Object.entries(inner)) put(into, [...own, key], each);
    } else this.leave("unknown_fact", name);
  }

  /** A value with the members that its fact knows; undefined when none of it can stand. */
  private value(fact: FactInfo, value: Json): Json | undefined {
    if (value === null) return null;
    if (!fitsType(fact, value)) {
      this.leave("wrong_shape", fact.name);
      return undefined;
    }
    if (fact.values.length === 0 || fact.type === "money") return value;
    const known = (name: Json): boolean => {
      const is = typeof name === "string" && fact.values.some((member) => member.value === name);
      if (!is) this.leave("unknown_value", fact.name, name);
      return is;
    };
    if (fact.type === "events" && Array.isArray(value)) {
      return value.filter((event) => isObject(event) && known(event["kind"] ?? ""));
    }
    if (typeof value === "string") return known(value) ? value : undefined;
    if (Array.isArray(value)) return value.filter(known);
    if (isObject(value)) {
      if (Array.isArray(value["not"])) return { not: value["not"].filter(known) };
      return Object.fromEntries(Object.entries(value).filter(([name]) => known(name)));
    }
    return value;
  }
}

function put(into: JsonObject, [key, ...rest]: string[], value: Json): void {
  // A stranger's `__proto__` must not become one.
  if (key === undefined || key === "__proto__") return;
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const inner = Object.hasOwn(into, key) ? into[key] : undefined;
  const group: JsonObject = isObject(inner) ? inner : {};
  into[key] = group;
  put(group, rest, value);
}

/** Whether a value has one of the forms of its fact's type. */
function fitsType(fact: FactInfo, value: Json): boolean {
  const text = typeof value === "string";
  const texts = Array.isArray(value) && value.every((one) => typeof one === "string");
  const number = typeof value === "number" || text;
  const end = (one: Json | undefined) => one === undefined || one === null || typeof one === "string" || typeof one === "number";
  const ends = isObject(value) && ["min", "max", "from", "to"].some((key) => key in value) && Object.values(value).every(end);
  switch (fact.type) {
    case "flag":
      return typeof value === "boolean";
    case "number":
    case "money":
      return number || ends;
    case "date":
      return text || ends;
    case "one_of":
      return text || (isObject(value) && Array.isArray(value["not"]));
    case "any_of":
      return text || texts || (isObject(value) && Object.values(value).every((one) => typeof one === "boolean"));
    case "countries":
    case "offences":
      return text || texts;
    case "events":
      return Array.isArray(value);
    default:
      return text;
  }
}
