import { describe, expect, it } from "vitest";
import { exported, emptyCase } from "../../src/case/case";
import { MOST_ITEMS, repair, type Repaired } from "../../src/case/repair";
import { fromFragment, holdsCase, MOST_LINK_CHARACTERS, toFragment } from "../../src/case/share";
import { vocabulary } from "./vocabulary";

function repaired(json: unknown): Repaired {
  const found = repair(JSON.stringify(json), vocabulary);
  if (typeof found === "string") throw new Error(found);
  return found;
}
const named = (found: Repaired) => found.problems.map(({ kind, name }) => [kind, name]);

const plain = {
  persons: [{ id: "ana" }, { id: "v1", age: 12 }],
  acts: [{ id: "a1", date: "2024-03-01", verb: ["induce"], "place.country": "MX", accused: ["ana"], victims: ["v1"] }],
  relations: [{ accused: "ana", victim: "v1", is: ["guardian"] }],
};

describe("a case from a stranger", () => {
  it("is taken as it is when all of it can be read", () => {
    const found = repaired(plain);
    expect(found.problems).toEqual([]);
    expect(exported(found.next)).toEqual({ ...plain, acts: [{ id: "a1", date: "2024-03-01", verb: ["induce"], place: { country: "MX" }, accused: ["ana"], victims: ["v1"] }] });
  });

  it("names a fact that the vocabulary does not have, and goes on", () => {
    const found = repaired({ ...plain, persons: [{ id: "ana", shoe_size: 40 }, { id: "v1", age: 12 }] });
    expect(named(found)).toEqual([["unknown_fact", "shoe_size"]]);
    expect(found.next.persons).toEqual([{ id: "ana" }, { id: "v1", age: 12 }]);
  });

  it("names a value that its fact does not have, and keeps the others", () => {
    const found = repaired({ ...plain, acts: [{ ...plain.acts[0], verb: ["induce", "tickle"] }] });
    expect(found.problems).toEqual([{ kind: "unknown_value", name: "act.verb", detail: "tickle" }]);
    expect(found.next.acts[0]?.["verb"]).toEqual(["induce"]);
  });

  it("leaves out what has another form than its fact", () => {
    const found = repaired({ ...plain, persons: [{ id: "ana", age: ["x"] }, { id: "v1", age: { max: 17 } }] });
    expect(named(found)).toEqual([["wrong_shape", "accused.age"]]);
    // Whom no act accuses has the facts of a victim.
    expect(named(repaired({ ...plain, persons: [{ id: "ana" }, { id: "v1", age: [] }] }))).toEqual([["wrong_shape", "victim.age"]]);
    expect(found.next.persons[1]).toEqual({ id: "v1", age: { max: 17 } });
  });

  it("leaves out persons and acts that nobody is", () => {
    const found = repaired({ ...plain, acts: [{ id: "a1", accused: ["ana", "zoe"], victims: [], continues: "a9" }] });
    expect(named(found)).toEqual([["unknown_person", "zoe"], ["unknown_act", "a9"]]);
  });

  it("gives an act an accused, since it cannot be judged without", () => {
    const found = repaired({ persons: [{ id: "v1" }], acts: [{ id: "a1", victims: ["v1"] }] });
    expect(named(found)).toEqual([["no_accused", "a1"]]);
    expect(found.next.acts[0]?.accused).toEqual([{ person: "a1" }]);
  });

  it("keeps an id with a script in it out of the case", () => {
    const found = repaired({ persons: [{ id: "<script>alert(1)</script>" }], acts: [{ accused: ["<script>alert(1)</script>"], victims: [] }] });
    expect(found.next.persons).toEqual([{ id: "p1" }]);
    expect(found.next.acts[0]?.accused).toEqual([{ person: "p1" }]);
    expect(named(found)[0]?.[0]).toBe("bad_id");
  });

  it("does not let a key reach the prototype", () => {
    const found = repair('{"persons":[{"id":"a","__proto__":{"age":1}}],"acts":[{"accused":["a"],"victims":[],"__proto__":{"x":1}}]}', vocabulary);
    if (typeof found === "string") throw new Error(found);
    expect(Object.getPrototypeOf(found.next.persons[0])).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("reads a thousand persons and says that there were more", () => {
    const persons = Array.from({ length: MOST_ITEMS + 1 }, (_, at) => ({ id: `p${at}` }));
    const found = repaired({ persons, acts: [{ id: "a1", accused: ["p0"], victims: [] }] });
    expect(found.next.persons).toHaveLength(MOST_ITEMS);
    expect(found.problems).toEqual([{ kind: "too_many", name: "persons", detail: String(MOST_ITEMS) }]);
    expect(repaired({ persons: persons.slice(1), acts: [{ id: "a1", accused: ["p1"], victims: [] }] }).problems).toEqual([]);
  });

  it.each([
    ["{", "not_json"],
    ["[]", "not_case"],
    ["null", "not_case"],
    ['{"persons":{},"acts":[]}', "not_case"],
    ['{"counts":[{}]}', "flat"],
  ])("says why %s is no case", (text, why) => expect(repair(text, vocabulary)).toBe(why));

  it("survives any JSON at any place", () => {
    const junk = [null, true, 1, "x", [], {}, [null], { a: 1 }];
    for (const one of junk) {
      for (const key of ["persons", "acts", "relations", "procedure", "requests", "readings", "as_of"]) repair(JSON.stringify({ ...plain, [key]: one }), vocabulary);
      for (const key of ["id", "accused", "victims", "date", "verb", "place", "same_conduct"]) {
        const found = repaired({ ...plain, acts: [{ ...plain.acts[0], [key]: one }] });
        expect(found.next.acts[0]?.accused.length).toBeGreaterThan(0);
      }
    }
  });
});

describe("a link", () => {
  it("gives back what was put into it", async () => {
    const text = JSON.stringify({ ...exported(emptyCase()), title: "niña, ñandú, 未成年" });
    const fragment = await toFragment(text);
    expect(fragment && holdsCase(fragment)).toBe(true);
    expect(await fromFragment(fragment ?? "")).toEqual({ text });
  });

  it("that was cut anywhere is broken, and nothing worse", async () => {
    const fragment = (await toFragment(JSON.stringify(plain))) ?? "";
    for (let length = "#tipicidad=".length; length < fragment.length; length += 1) {
      expect(await fromFragment(fragment.slice(0, length)), fragment.slice(0, length)).toEqual({ kind: "broken" });
    }
  });

  it("of another version says which", async () => {
    expect(await fromFragment("#tipicidad=2.abc")).toEqual({ kind: "version", version: "2" });
  });

  it("is not read, nor written, beyond its limit", async () => {
    const over = `#tipicidad=1.${"A".repeat(MOST_LINK_CHARACTERS)}`;
    expect(await fromFragment(over)).toEqual({ kind: "too_long" });
    const noise = Array.from({ length: 40_000 }, (_, at) => ((at * 7919 * (at % 97)) % 65_521).toString(36)).join("");
    expect(await toFragment(noise)).toBeUndefined();
  });

  it("that would unfold without end is stopped", async () => {
    // Nine MiB of one letter are some kilobytes of link: more than a case may be.
    const fragment = (await toFragment("a".repeat(9 * 1024 * 1024))) ?? "";
    expect(fragment.length).toBeLessThan(MOST_LINK_CHARACTERS);
    expect(await fromFragment(fragment)).toEqual({ kind: "too_long" });
  });

  it("leaves fragments of other pages alone", () => {
    expect(holdsCase("#chapter-2")).toBe(false);
    expect(holdsCase("")).toBe(false);
  });
});
