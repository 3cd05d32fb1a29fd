/** Names for fields, and the field that a path of the engine means: a message stands beside what it is about. */

import type { Case, Place } from "./case";

/** The name of the field of a fact. */
export function fieldKey(place: Place, path: string[]): string {
  const where = {
    person: (p: Extract<Place, { kind: "person" }>) => p.id,
    act: (p: Extract<Place, { kind: "act" }>) => p.id,
    entry: (p: Extract<Place, { kind: "entry" }>) => `${p.act}~${p.role}~${p.person}`,
    relation: (p: Extract<Place, { kind: "relation" }>) => `${p.accused}~${p.victim}`,
    procedure: () => "",
    request: (p: Extract<Place, { kind: "request" }>) => p.id,
  } satisfies { [K in Place["kind"]]: (place: Extract<Place, { kind: K }>) => string };
  const own = (where[place.kind] as (place: Place) => string)(place);
  return `${place.kind}~${own}~${path.join(".")}`;
}

/** The keys and places of `acts[0].victims[1].age`. */
function steps(path: string): (string | number)[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, key, at]) => (at === undefined ? (key ?? "") : Number(at)));
}

/** The place and the fact that a path of the engine means in a case; undefined when it is about the case as a whole. */
export function placeAt(of: Case, path: string): { place: Place; path: string[] } | undefined {
  const [part, first, ...rest] = steps(path);
  const keys = (items: (string | number)[]) => items.filter((item): item is string => typeof item === "string");
  if (part === "procedure") return { place: { kind: "procedure" }, path: keys([first ?? "", ...rest]).slice(0, 1) };
  if (typeof first !== "number") return undefined;
  switch (part) {
    case "persons": {
      const person = of.persons[first];
      return person && { place: { kind: "person", id: person.id }, path: keys(rest) };
    }
    case "acts": {
      const act = of.acts[first];
      if (!act) return undefined;
      const [role, entry, ...own] = rest;
      if ((role === "accused" || role === "victims") && typeof entry === "number") {
        const person = act[role][entry]?.person;
        if (person === undefined) return undefined;
        return { place: { kind: "entry", act: act.id, role, person }, path: keys(own) };
      }
      return { place: { kind: "act", id: act.id }, path: keys(rest) };
    }
    case "relations": {
      const relation = of.relations[first];
      return relation && { place: { kind: "relation", accused: relation.accused, victim: relation.victim }, path: keys(rest) };
    }
    case "requests": {
      const request = of.requests[first];
      return request && { place: { kind: "request", id: request.id }, path: keys(rest) };
    }
    default:
      return undefined;
  }
}
