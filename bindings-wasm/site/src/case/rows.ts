/** A case of one row, as a question has it, in the form of the page: persons, an act, and what joins them. */

import type { Item } from "../engine";
import type { JsonObject } from "./case";
import { isComputed, pathOf, type Vocabulary } from "./vocabulary";

/**
 * The row as a nested case; undefined when there are several, or when it counts more persons than the row tells of: those are no
 * cards that a form could show.
 */
export function nested({ as_of, counts }: Item["case"], vocabulary: Vocabulary): JsonObject | undefined {
  const [row, ...others] = counts;
  if (!row || others.length > 0) return undefined;
  const of = new Map<string, JsonObject>();
  for (const [name, value] of Object.entries(row)) {
    const fact = vocabulary.get(name);
    if (!fact) return undefined;
    // The engine counts the one accused and the one victim of the case by itself.
    if (isComputed(fact)) {
      if (value !== 1) return undefined;
      continue;
    }
    of.set(fact.subject, { ...of.get(fact.subject), [pathOf(name, fact.subject).join(".")]: value });
  }
  const [relation, procedure, request] = ["relation", "procedure", "request"].map((subject) => of.get(subject));
  return {
    as_of,
    persons: [{ id: "a1", ...of.get("accused") }, { id: "v1", ...of.get("victim") }],
    acts: [{ id: "h1", ...of.get("act"), accused: ["a1"], victims: ["v1"] }],
    ...(relation ? { relations: [{ accused: "a1", victim: "v1", ...relation }] } : {}),
    ...(procedure ? { procedure } : {}),
    ...(request ? { requests: [{ id: "r1", accused: "a1", acts: ["h1"], ...request }] } : {}),
  };
}
