import { describe, expect, it } from "vitest";
import { ends, interval, members, ofMembers, readCountries, readDate, readMoney, readNumber, readTerm } from "../../src/case/values";
import { Format } from "../../src/text/format";
import { fact } from "./vocabulary";

describe("a date", () => {
  it.each([
    ["2024-03-01", "2024-03-01"],
    ["1/3/2024", "2024-03-01"],
    ["2024-2-29", "2024-02-29"],
    ["2024-03", "2024-03"],
    ["2024", "2024"],
    ["", undefined],
  ])("reads %s", (typed, value) => expect(readDate(typed)).toEqual({ value }));

  it.each([
    ["2024-03-", "date_incomplete"],
    ["202", "date_incomplete"],
    ["ayer", "date_incomplete"],
    ["2023-02-29", "date_impossible"],
    ["2024-13-01", "date_impossible"],
    ["0999-01-01", "date_impossible"],
  ])("names what is wrong with %s", (typed, fault) => expect(readDate(typed)).toEqual({ fault }));
});

describe("a number", () => {
  const age = { min: 0, max: 120, scale: 0 };
  it("stays within the ends of its fact", () => {
    expect(readNumber("120", age)).toEqual({ value: 120 });
    expect(readNumber("121", age)).toEqual({ fault: "number_too_high" });
    expect(readNumber("-1", age)).toEqual({ fault: "number_too_low" });
    expect(readNumber("1.5", age)).toEqual({ fault: "number_too_precise" });
    expect(readNumber("doce", age)).toEqual({ fault: "number_not_read" });
  });
  it("keeps a decimal as it was typed", () => {
    expect(readNumber("0,5", { min: 0, max: 9, scale: 2 })).toEqual({ value: "0.5" });
  });
});

it("reads pesos with and without their signs", () => {
  const fact = { min: 0, max: "1000000.00" };
  expect(readMoney("$1,500.5", fact)).toEqual({ value: "1500.50" });
  expect(readMoney("1 500", fact)).toEqual({ value: "1500.00" });
  expect(readMoney("1.500,00", fact)).toEqual({ fault: "money_not_read" });
  expect(readMoney("1000000.01", fact)).toEqual({ fault: "number_too_high" });
});

it("reads terms in three ways", () => {
  for (const typed of ["P1Y6M", "1 año 6 meses", "1 year, 6 months", "1 año y 6 meses"]) expect(readTerm(typed)).toEqual({ value: "P1Y6M" });
  for (const typed of ["P", "6", "pronto"]) expect(readTerm(typed)).toEqual({ fault: "term_not_read" });
});

it("reads countries by two letters, several only where several may be", () => {
  expect(readCountries("mx, gt", true)).toEqual({ value: ["MX", "GT"] });
  expect(readCountries("mx, gt", false)).toEqual({ fault: "country_not_read" });
  expect(readCountries("México", false)).toEqual({ fault: "country_not_read" });
});

it("takes an interval with an open end, and none that is upside down", () => {
  expect(interval(undefined, 17, ["min", "max"])).toEqual({ value: { max: 17 } });
  expect(interval(9, 17, ["min", "max"])).toEqual({ value: { min: 9, max: 17 } });
  expect(interval(18, 17, ["min", "max"])).toEqual({ fault: "inverted" });
  expect(interval("2024-02", "2023-12", ["from", "to"])).toEqual({ fault: "inverted" });
  expect(ends({ max: 17 })).toEqual({ low: "", high: "17", interval: true });
});

it("tells a complete list of members from a partial one", () => {
  expect(members([])).toEqual({ yes: [], no: [], complete: true });
  expect(members({ a: true, b: false })).toEqual({ yes: ["a"], no: ["b"], complete: false });
  expect(ofMembers({ yes: [], no: [], complete: false })).toBeUndefined();
  expect(ofMembers({ yes: [], no: [], complete: true })).toEqual([]);
  expect(ofMembers(members({ a: true, b: false }))).toEqual({ a: true, b: false });
});

describe("in words", () => {
  const [es, en] = [new Format("es"), new Format("en")];
  it("terms and ranges read as the command says them", () => {
    expect(es.terms({ min: "P7Y", max: "P12Y" })).toBe("7 a 12 años");
    expect(es.terms({ min: "P3M", max: "P2Y" })).toBe("3 meses a 2 años");
    expect(en.terms({ min: null, max: "P1Y6M" })).toBe("up to 1 year 6 months");
    expect(es.term("P0D")).toBe("0 días");
  });
  it("dates are said in both languages", () => {
    expect(es.date("2007-03-28")).toBe("28 de marzo de 2007");
    expect(en.date("2007-03-28")).toBe("28 March 2007");
    expect(es.date("2007-03")).toBe("2007-03");
  });
  it("values of facts carry their unit, their labels and what is not so", () => {
    const age = fact("victim.age", "victim", "number", { unit: "years" });
    expect(es.value(age, 12)).toBe("12 años");
    expect(es.value(age, { max: 17 })).toBe("hasta 17 años");
    const quality = fact("victim.quality", "victim", "any_of", { values: [{ value: "a", label: { es: "indefensa", en: "defenceless" } }] });
    expect(en.value(quality, { a: false })).toBe("not: defenceless");
    expect(es.value(quality, [])).toBe("ninguno");
    expect(es.value(quality, null)).toBe("se desconoce");
  });
  it("a penalty says how its parts stand to each other", () => {
    const fines = [{ min: 1000, max: 12500, unit: "day_fine" as const, pesos: null }];
    const penalty = { prison: { min: "P1Y", max: "P2Y", exact: null }, choice: "or_both" as const, fines, community_work: null, consequences: [], options: [] };
    expect(en.penalty(penalty)).toBe("prison of 1 to 2 years or a fine of 1000 to 12\u202f500 day-fines, or both");
    expect(es.penalty({ ...penalty, choice: "and" })).toBe("prisión de 1 a 2 años y multa de 1000 a 12\u202f500 días multa");
  });
});
