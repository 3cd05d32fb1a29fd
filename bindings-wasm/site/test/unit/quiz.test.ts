import { describe, expect, it } from "vitest";
import byHand from "../../../../core/src/quiz/by-hand.json?raw";
import { nested } from "../../src/case/rows";
import { answers, asked, begun, current, fitting, forward, inOrder, isRight, marked, mistaken, moved, planOf, subjects, unbegun, weakest, type Practice } from "../../src/case/quiz";
import type { CatalogueEntry, Item, Law } from "../../src/engine";
import { vocabulary } from "./vocabulary";

/** Two questions as the engine writes them: a choice whose second option is right, and two steps in the wrong order. */
const bank = JSON.parse(byHand) as [Item, Item];
const [choice, steps] = bank;
const round = (): Practice => begun(unbegun(1), bank);
const chosen = (practice: Practice, option: number): Practice => ({ ...practice, chosen: option });

describe("a plan", () => {
  it("asks for ten questions of everything, unless somebody chooses", () => {
    const { choices } = unbegun(7);
    expect(planOf(choices, choices.number)).toEqual({ seed: 7, number: 10, titles: [] });
    expect(planOf({ ...choices, law: "CPF" }, 3).titles).toEqual(["CPF"]);
    expect(planOf({ ...choices, law: "CPF", title: "8" }, 3).titles).toEqual(["CPF:8"]);
    expect(planOf({ ...choices, title: "8" }, 3).titles).toEqual(["8"]);
  });

  it("keeps the questions of a difficulty, or all", () => {
    const { choices } = unbegun(7);
    expect(fitting(bank, choices)).toEqual(bank);
    expect(fitting(bank, { ...choices, difficulty: 4 })).toEqual([steps]);
    expect(fitting(bank, { ...choices, difficulty: 1 })).toEqual([]);
  });

  it("offers each law once, by its name", () => {
    const law = { show: (id: string) => ({ rules: [{ law: { es: `ley de ${id}`, en: `law of ${id}` } }] }) } as unknown as Law;
    const entries = [["A:1", "A"], ["A:2", "A"], ["B:1", "B"]].map(([id, own]) => ({ id, law: own }) as CatalogueEntry);
    expect(subjects(law, entries)).toEqual([
      { law: "A", name: { es: "ley de A:1", en: "law of A:1" } },
      { law: "B", name: { es: "ley de B:1", en: "law of B:1" } },
    ]);
  });
});

describe("an answer", () => {
  it("is right when the right option was chosen", () => {
    expect([0, 1, undefined].map((option) => isRight(choice, option, []))).toEqual([false, true, false]);
  });

  it("is right when every step stands in its place", () => {
    expect(isRight(steps, undefined, [0, 1])).toBe(false);
    expect(isRight(steps, undefined, [1, 0])).toBe(true);
  });

  it("is asked for before it is marked", () => {
    const practice = marked(round());
    expect([practice.needed, practice.shown, practice.given]).toEqual([true, false, []]);
    expect(marked(chosen(practice, 1)).needed).toBe(false);
  });

  it("is marked once", () => {
    const practice = marked(chosen(round(), 0));
    expect(practice.given).toEqual([{ item: choice, chosen: 0, order: [0, 1], correct: false }]);
    expect(marked(practice)).toBe(practice);
  });
});

describe("steps", () => {
  it("go up and down by one place, and no further than the ends", () => {
    expect(moved([0, 1, 2], 0, 1)).toEqual([1, 0, 2]);
    expect(moved([0, 1, 2], 2, -1)).toEqual([0, 2, 1]);
    expect(moved([0, 1, 2], 0, -1)).toEqual([0, 1, 2]);
    expect(moved([0, 1, 2], 2, 1)).toEqual([0, 1, 2]);
  });
});

describe("a round", () => {
  it("goes from question to answer to the next, and to its end", () => {
    let practice = round();
    expect(current(practice)).toEqual({ item: choice, at: 0 });
    practice = marked(chosen(practice, 1));
    // The answer is explained before the next question comes.
    expect(current(practice)).toEqual({ item: choice, at: 0 });
    practice = forward(practice);
    expect(current(practice)).toEqual({ item: steps, at: 1 });
    expect([practice.chosen, practice.order, practice.shown]).toEqual([undefined, [0, 1], false]);
    practice = forward(marked(practice));
    expect(current(practice)).toBeUndefined();
    expect(mistaken(practice).map(({ item }) => item.id)).toEqual([steps.id]);
  });

  it("is followed by another that remembers its answers", () => {
    const first = forward(marked(chosen(begun(unbegun(1), [choice]), 0)));
    const second = marked({ ...begun(first, [steps]), order: [1, 0] });
    expect(answers(second)).toEqual([{ item: choice.id, correct: false }, { item: steps.id, correct: true }]);
    expect(asked(second)).toEqual([choice, steps]);
    expect(mistaken(second)).toEqual([]);
  });

  it("ends with what is known least, and goes on in the order of the engine", () => {
    const elements = [{ element: "victim", asked: 2, right: 0 }, { element: "means", asked: 0, right: 0 }, { element: "penalty", asked: 1, right: 1 }];
    expect(weakest({ elements, items: [] })).toEqual([elements[0]]);
    expect(inOrder(bank, { elements, items: [steps.id, "unheard-of", choice.id] })).toEqual([steps, choice]);
  });
});

describe("the case of a question", () => {
  const row = { "act.date": "2024-03-01", "act.verb": ["induce"], "act.place.country": "MX", "victim.age": 12, relation: ["guardian"], "CPF:209:p2#circumstance": true };

  it("is told by persons, an act and what joins them", () => {
    expect(nested({ as_of: "2024-06-01", counts: [{ ...row, "act.victim_count": 1 }] }, vocabulary)).toEqual({
      as_of: "2024-06-01",
      persons: [{ id: "a1" }, { id: "v1", age: 12 }],
      acts: [{ id: "h1", date: "2024-03-01", verb: ["induce"], "place.country": "MX", "CPF:209:p2#circumstance": true, accused: ["a1"], victims: ["v1"] }],
      relations: [{ accused: "a1", victim: "v1", is: ["guardian"] }],
    });
  });

  it("stays where it is when it has several rows, several persons, or a fact that is not known", () => {
    for (const counts of [[], [row, row], [{ ...row, "act.victim_count": 3 }], [{ ...row, "victim.shoe_size": 40 }]]) {
      expect(nested({ as_of: "2024-06-01", counts }, vocabulary)).toBeUndefined();
    }
  });
});
