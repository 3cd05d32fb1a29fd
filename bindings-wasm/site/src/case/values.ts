/** What a reader types, as values of facts, and back. Nothing is rounded or guessed: what cannot be read is named. */

import type { FactInfo } from "../engine";
import type { Json, JsonObject } from "./case";

/** Why a text is not a value; the words for each stand in the tables of the languages. */
export type Fault =
  | "date_incomplete"
  | "date_impossible"
  | "day_needed"
  | "number_not_read"
  | "number_too_low"
  | "number_too_high"
  | "number_too_precise"
  | "money_not_read"
  | "term_not_read"
  | "country_not_read"
  | "inverted";

/** A value, or why there is none. */
export type Read = { value: Json | undefined } | { fault: Fault };

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FIRST_YEAR = 1000;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Reads `2024-03-01`, `1/3/2024` (day first), `2024-03` or `2024`. */
export function readDate(typed: string): Read {
  const text = typed.trim();
  if (text === "") return { value: undefined };
  const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  const [year, month, day] = dayFirst
    ? [dayFirst[3], dayFirst[2], dayFirst[1]]
    : iso
      ? [iso[1], iso[2], iso[3]]
      : [undefined, undefined, undefined];
  if (year === undefined) return { fault: "date_incomplete" };
  if (Number(year) < FIRST_YEAR) return { fault: "date_impossible" };
  if (month === undefined) return { value: year };
  const longest = DAYS_IN_MONTH[Number(month) - 1];
  if (longest === undefined) return { fault: "date_impossible" };
  if (day === undefined) return { value: `${year}-${month.padStart(2, "0")}` };
  const last = Number(month) === 2 && !isLeap(Number(year)) ? longest - 1 : longest;
  if (Number(day) < 1 || Number(day) > last) return { fault: "date_impossible" };
  return { value: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` };
}

/** Whether a text is one whole day. */
export function isDay(text: unknown): text is string {
  return typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && "value" in readDate(text);
}

/** Reads a number within the ends and decimals of its fact. */
export function readNumber(typed: string, fact: Pick<FactInfo, "min" | "max" | "scale">): Read {
  const text = typed.trim().replace(",", ".");
  if (text === "") return { value: undefined };
  const parts = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (!parts) return { fault: "number_not_read" };
  if ((parts[2] ?? "").length > (fact.scale ?? 0)) return { fault: "number_too_precise" };
  if (fact.min !== null && Number(text) < Number(fact.min)) return { fault: "number_too_low" };
  if (fact.max !== null && Number(text) > Number(fact.max)) return { fault: "number_too_high" };
  // A decimal stays text, so that no float stands between what was typed and what is computed.
  return { value: parts[2] === undefined ? Number(text) : text };
}

/** Reads pesos: `1500`, `1,500.50`, `$1 500.50`. */
export function readMoney(typed: string, fact: Pick<FactInfo, "min" | "max">): Read {
  const text = typed.trim().replace(/^\$/, "").replace(/[\s\u202f]/g, "").replace(/,(?=\d{3}(?:\D|$))/g, "");
  if (text === "") return { value: undefined };
  if (!/^\d+(?:\.\d{1,2})?$/.test(text)) return { fault: "money_not_read" };
  if (fact.max !== null && Number(text) > Number(fact.max)) return { fault: "number_too_high" };
  const [whole, cents = ""] = text.split(".");
  return { value: `${whole}.${cents.padEnd(2, "0")}` };
}

/** Reads a term: `P1Y6M`, `1 año 6 meses`, `2 years`. */
export function readTerm(typed: string): Read {
  const text = typed.trim();
  if (text === "") return { value: undefined };
  if (/^P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?$/i.test(text)) return { value: text.toUpperCase() };
  const words = /^(?:(\d+)\s*(?:años?|years?|[ay]))?[\s,y]*(?:(\d+)\s*(?:mes(?:es)?|months?|m))?[\s,y]*(?:(\d+)\s*(?:d[ií]as?|days?|d))?$/i.exec(text);
  const [, years, months, days] = words ?? [];
  if (years === undefined && months === undefined && days === undefined) return { fault: "term_not_read" };
  const part = (count: string | undefined, letter: string) => (count === undefined ? "" : `${Number(count)}${letter}`);
  return { value: `P${part(years, "Y")}${part(months, "M")}${part(days, "D")}` };
}

/** Reads countries by their two letters, separated by spaces or commas; one when the fact takes one. */
export function readCountries(typed: string, many: boolean): Read {
  const codes = typed.toUpperCase().split(/[\s,;]+/).filter((code) => code !== "");
  if (codes.some((code) => !/^[A-Z]{2}$/.test(code))) return { fault: "country_not_read" };
  if (many) return { value: codes.length === 0 ? undefined : codes };
  return codes.length > 1 ? { fault: "country_not_read" } : { value: codes[0] };
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An interval as its two ends, for dates and numbers alike; a single value is both. */
export function ends(value: Json | undefined): { low: string; high: string; interval: boolean } {
  const text = (end: Json | undefined) => (typeof end === "string" || typeof end === "number" ? String(end) : "");
  if (!isObject(value)) return { low: text(value), high: text(value), interval: false };
  return { low: text(value["min"] ?? value["from"]), high: text(value["max"] ?? value["to"]), interval: true };
}

/** An interval of two ends, either of which may be open; undefined when both are. */
export function interval(low: Json | undefined, high: Json | undefined, names: readonly [string, string]): Read {
  if (low === undefined && high === undefined) return { value: undefined };
  if (low !== undefined && high !== undefined && compare(low, high) > 0) return { fault: "inverted" };
  const value: JsonObject = {};
  if (low !== undefined) value[names[0]] = low;
  if (high !== undefined) value[names[1]] = high;
  return { value };
}

function compare(low: Json, high: Json): number {
  const [a, b] = [Number(low), Number(high)];
  if (Number.isFinite(a) && Number.isFinite(b)) return a - b;
  return String(low).localeCompare(String(high));
}

/** A set of members: which are stated to be there, which not, and whether the rest are stated to be absent. */
export interface Members {
  yes: string[];
  no: string[];
  complete: boolean;
}

/** The members that a value states. */
export function members(value: Json | undefined): Members {
  if (typeof value === "string") return { yes: [value], no: [], complete: true };
  if (Array.isArray(value)) {
    return { yes: value.filter((one): one is string => typeof one === "string"), no: [], complete: true };
  }
  if (!isObject(value)) return { yes: [], no: [], complete: false };
  const named = (known: boolean) => Object.keys(value).filter((name) => value[name] === known);
  return { yes: named(true), no: named(false), complete: false };
}

/** The value that states members; undefined when nothing is said. */
export function ofMembers({ yes, no, complete }: Members): Json | undefined {
  if (complete) return yes;
  if (yes.length === 0 && no.length === 0) return undefined;
  return Object.fromEntries([...yes.map((one) => [one, true] as const), ...no.map((one) => [one, false] as const)]);
}
