import { describe, expect, it } from "vitest";
import { ceilingOn } from "../../src/case/ceiling";
import { grouped } from "../../src/case/charges";
import { rows } from "../../src/case/comparison";
import { inYears, termParts } from "../../src/case/terms";
import { layout, MOST_ENTRIES } from "../../src/case/timeline";
import { READERS_OF_A_BASIC_FACT, Vocabulary } from "../../src/case/vocabulary";
import type { Charge, Law, TimelineEntry, Verdict } from "../../src/engine";
import { fact } from "./vocabulary";

const charge = (offence: string, status: Charge["status"], more: Partial<Charge> = {}): Charge =>
  ({ offence, status, missing: [], version: { since: null, until: null }, penalty: { final: null, possible: null }, prescription: null, ...more }) as unknown as Charge;
const verdict = (...charges: Charge[]): Verdict => ({ counts: [{ accused: "a1", act: "h1", victim: null, charges }] }) as unknown as Verdict;

describe("charges", () => {
  it("stand by what became of them, the possible ones with the least missing first", () => {
    const found = grouped(
      verdict(charge("A:1", "excluded"), charge("A:2", "undetermined", { missing: ["x", "y"] }), charge("A:3", "undetermined", { missing: ["x"] }), charge("A:4", "applies")),
    );
    expect(found.map(({ status, charges }) => [status, charges.map((one) => one.charge.offence)])).toEqual([
      ["applies", ["A:4"]],
      ["undetermined", ["A:3", "A:2"]],
      ["excluded", ["A:1"]],
    ]);
  });

  it("of two answers are set side by side, and what differs is marked", () => {
    const found = rows(verdict(charge("A:1", "applies"), charge("A:2", "applies")), verdict(charge("A:1", "applies"), charge("A:3", "applies")));
    expect(found.map(({ offence, changed }) => [offence, changed])).toEqual([["A:1", false], ["A:2", true], ["A:3", true]]);
  });
});

describe("the time line", () => {
  const entry = (date: string, kind: TimelineEntry["kind"], until: string | null = null): TimelineEntry =>
    ({ date, until, kind, count: null, text: { es: `${kind} ${date}`, en: "" } });

  it("leaves out versions from before the act, and says a day once", () => {
    const line = layout([entry("2007-03-28", "version"), entry("2024-03-01", "conduct"), entry("2024-03-01", "conduct"), entry("2026-07-31", "as_of")]);
    expect(line?.marks.map((mark) => mark.entry.date)).toEqual(["2024-03-01", "2026-07-31"]);
    expect(line?.lanes.map((lane) => lane.kind)).toEqual(["conduct", "as_of"]);
    // The years that begin between the two days.
    expect(line?.ticks.map((tick) => tick.year)).toEqual([2025, 2026]);
  });

  it("places days in proportion", () => {
    const marks = layout([entry("2020-01-01", "conduct"), entry("2022-01-01", "interruption"), entry("2024-01-01", "as_of")])?.marks ?? [];
    const [from, middle, to] = marks.map((mark) => mark.from);
    // 731 of 1461 days: 2020 was a leap year.
    expect(((middle ?? 0) - (from ?? 0)) / ((to ?? 0) - (from ?? 0))).toBeCloseTo(731 / 1461, 6);
  });

  it("is not drawn for a single day, and no longer than can be read", () => {
    expect(layout([entry("2024-03-01", "conduct"), entry("2024-03-01", "as_of")])).toBeUndefined();
    expect(layout([])).toBeUndefined();
    const many = Array.from({ length: MOST_ENTRIES + 3 }, (_, at) => entry(`${2000 + at}-01-01`, "interruption"));
    expect(layout(many)?.left).toBe(3);
    expect(layout(many.slice(3))?.left).toBe(0);
  });
});

describe("terms", () => {
  it("come apart, and have a length in years", () => {
    expect(termParts("P1Y6M")).toEqual({ years: 1, months: 6, days: 0 });
    expect(termParts("P")).toBeUndefined();
    // Three months and fifteen days are three and a half of twelve months.
    expect(inYears("P2Y3M15D")).toBeCloseTo(2 + 3.5 / 12, 9);
    expect(inYears(null)).toBe(0);
  });
});

describe("the ceiling", () => {
  const law = (values: [string, string][]) =>
    ({ show: () => ({ rules: [{ kind: "parameter", name: { es: "máximo", en: "ceiling" }, versions: [{ values: values.map(([day, n]) => [day, { es: n, en: n }]) }] }] }) }) as unknown as Law;
  it("is the one in force on the day", () => {
    const ceilings = law([["1999-05-18", "60"], ["2030-01-01", "70"]]);
    expect(ceilingOn(ceilings, "2029-12-31")?.years).toBe(60);
    expect(ceilingOn(ceilings, "2030-01-01")?.years).toBe(70);
    expect(ceilingOn(ceilings, "1999-05-17")).toBeUndefined();
  });
  it("is none under rules that know none", () => {
    const bare = { show: () => { throw new Error("no provision"); } } as unknown as Law;
    expect(ceilingOn(bare, "2024-01-01")).toBeUndefined();
  });
});

describe("the short form", () => {
  const read = (n: number) => ({ read_by: Array.from({ length: n }, (_, at) => `A:${at}`) });
  it("has what many provisions read, and what is assumed behind what must be said", () => {
    const vocabulary = new Vocabulary([
      fact("victim.rare", "victim", "flag", read(READERS_OF_A_BASIC_FACT - 1)),
      fact("victim.assumed", "victim", "flag", { ...read(90), assumed: false }),
      fact("victim.age", "victim", "number", read(READERS_OF_A_BASIC_FACT)),
    ]);
    const { basic, more } = vocabulary.section("victim");
    expect(basic.map(({ info }) => info.name)).toEqual(["victim.age", "victim.assumed"]);
    expect(more.map(({ info }) => info.name)).toEqual(["victim.rare"]);
  });
  it("does not ask for what the engine counts itself", () => {
    const vocabulary = new Vocabulary([fact("act.victim_count", "act", "number", { derived: true, unit: "count" })]);
    expect(vocabulary.section("act")).toEqual({ basic: [], more: [] });
  });
});
