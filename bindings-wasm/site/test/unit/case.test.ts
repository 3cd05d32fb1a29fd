import { describe, expect, it } from "vitest";
import { addAct, addPerson, emptyCase, exported, factAt, mayRemovePerson, removeAct, removePerson, setFact, takePart, type Case } from "../../src/case/case";
import { placeAt } from "../../src/case/fields";
import { answer, back, nextQuestion } from "../../src/case/interview";
import { vocabulary } from "./vocabulary";
import type { Question } from "../../src/engine";

const act = { kind: "act", id: "h1" } as const;

describe("a case", () => {
  it("is never changed in place", () => {
    const first = emptyCase();
    const copy = structuredClone(first);
    const next = setFact(first, act, ["place", "country"], "MX");
    expect(first).toEqual(copy);
    expect(factAt(next, act, ["place", "country"])).toBe("MX");
  });

  it("forgets a group of facts with its last fact", () => {
    const given = setFact(emptyCase(), act, ["place", "country"], "MX");
    expect(setFact(given, act, ["place", "country"], undefined)).toEqual(emptyCase());
  });

  it("keeps what is stated to be unknown apart from what is not stated", () => {
    const given = setFact(emptyCase(), act, ["date"], null);
    expect(factAt(given, act, ["date"])).toBeNull();
    expect(factAt(given, act, ["verb"])).toBeUndefined();
  });

  it("gives a new person to every act and takes all of them away again", () => {
    const { next, id } = addPerson(addAct(emptyCase()).next, "victims");
    expect(next.acts.map((one) => one.victims.map((entry) => entry.person))).toEqual([["v1", "v2"], ["v1", "v2"]]);
    const related = setFact(next, { kind: "relation", accused: "a1", victim: id }, ["is"], ["guardian"]);
    const without = removePerson(related, id);
    expect(without.relations).toEqual([]);
    expect(without.acts[1]?.victims).toEqual([{ person: "v1" }]);
  });

  it("does not lose the last accused of an act, nor the last act", () => {
    const only = emptyCase();
    expect(mayRemovePerson(only, "a1")).toBe(false);
    expect(removePerson(only, "a1")).toEqual(only);
    expect(takePart(only, "h1", "accused", "a1", false)).toEqual(only);
    expect(removeAct(only, "h1")).toEqual(only);
  });

  it("forgets with an act the persons who were only in it, and what was joined to it", () => {
    const two = addAct(emptyCase()).next;
    const withC = addPerson(two, "accused").next;
    const alone = takePart(withC, "h1", "accused", "a2", false);
    const joined = setFact(alone, { kind: "act", id: "h1" }, ["same_conduct"], "h2");
    const left = removeAct(joined, "h2");
    expect(left.persons.map((person) => person.id)).toEqual(["a1", "v1"]);
    expect(left.acts[0]?.["same_conduct"]).toBeUndefined();
  });

  it("forgets a relation of which nothing is said any more", () => {
    const relation = { kind: "relation", accused: "a1", victim: "v1" } as const;
    const given = setFact(emptyCase(), relation, ["is"], ["guardian"]);
    expect(given.relations).toHaveLength(1);
    expect(setFact(given, relation, ["is"], undefined).relations).toEqual([]);
  });

  it("is written without what it does not say", () => {
    expect(exported(emptyCase())).toEqual({
      persons: [{ id: "a1" }, { id: "v1" }],
      acts: [{ id: "h1", accused: ["a1"], victims: ["v1"] }],
    });
    const inAct = setFact(emptyCase(), { kind: "entry", act: "h1", role: "victims", person: "v1" }, ["age"], 12);
    expect(exported(inAct)["acts"]).toEqual([{ id: "h1", accused: ["a1"], victims: [{ person: "v1", age: 12 }] }]);
  });
});

describe("a path of the engine", () => {
  it("leads to the field that it is about", () => {
    const of = addAct(emptyCase()).next;
    expect(placeAt(of, "acts[1].victims[0].age")).toEqual({
      place: { kind: "entry", act: "h2", role: "victims", person: "v1" },
      path: ["age"],
    });
    expect(placeAt(of, "acts[0].place.country")).toEqual({ place: act, path: ["place", "country"] });
    expect(placeAt(of, "persons[1].birth_date")).toEqual({ place: { kind: "person", id: "v1" }, path: ["birth_date"] });
    expect(placeAt(of, "procedure.events[0].date")).toEqual({ place: { kind: "procedure" }, path: ["events"] });
    expect(placeAt(of, "as_of")).toBeUndefined();
    expect(placeAt(of, "acts[7].date")).toBeUndefined();
  });
});

describe("the interview", () => {
  const question = (fact: string, of: Partial<Question["of"]>): Question => ({
    fact, of: { accused: null, act: null, victim: null, ...of }, type: "flag", unit: null, options: [], question: { es: "", en: "" }, why: { es: "", en: "" }, settles: [],
  });
  const questions = [question("victim.age", { act: "h1", victim: "v1" }), question("relation.abused", { accused: "a1", victim: "v1" })];

  it("asks the most useful first, and does not repeat what was said to be unknown", () => {
    const of = emptyCase();
    const first = nextQuestion(of, questions, vocabulary, []);
    expect(first?.question.fact).toBe("victim.age");
    if (!first) return;
    const { next, history } = answer(of, first, null, []);
    expect(factAt(next, { kind: "person", id: "v1" }, ["age"])).toBeNull();
    expect(nextQuestion(next, questions, vocabulary, history)?.question.fact).toBe("relation.abused");
    // Also in another visit, in which only the case is known.
    expect(nextQuestion(next, questions, vocabulary, [])?.question.fact).toBe("relation.abused");
  });

  it("goes back to the case before the answer", () => {
    const of = emptyCase();
    const first = nextQuestion(of, questions, vocabulary, []);
    if (!first) throw new Error("there is a question");
    const { history } = answer(of, first, 12, []);
    expect(back(history)).toEqual({ next: of, history: [] });
    expect(back([])).toBeUndefined();
  });

  it("with several acts states an answer about a person in the act that it is about", () => {
    const of: Case = addAct(emptyCase()).next;
    const open = nextQuestion(of, [question("victim.age", { act: "h2", victim: "v1" })], vocabulary, []);
    expect(open?.place).toEqual({ kind: "entry", act: "h2", role: "victims", person: "v1" });
  });
});
