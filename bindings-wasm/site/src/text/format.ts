/** Dates, terms, money, penalties and values of facts in the words of a language. */

import { termParts } from "../case/terms";
import { ends, members } from "../case/values";
import type { Json } from "../case/case";
import type { FactInfo, Fine, Lang, Penalty, Span, TermRange, Text } from "../engine";
import { en } from "./en";
import { es, type Strings } from "./es";

/** Between groups of three digits. */
const THIN = "\u202f";

/** The languages of the page, the first one first. */
export const LANGS: readonly Lang[] = ["es", "en"];

function grouped(digits: string): string {
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** Says things in one language. */
export class Format {
  readonly words: Strings;

  constructor(readonly lang: Lang) {
    this.words = lang === "en" ? en : es;
  }

  /** The words of the law in this language. */
  say(text: Text): string {
    return text[this.lang];
  }

  /** `2024-03-01` as a day; a month or a year stay what they are. */
  date(date: string): string {
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
    const name = this.words.months[Number(month) - 1];
    return name === undefined ? date : this.words.day(Number(day), name, Number(year));
  }

  /** `P1Y6M` in words. */
  term(term: string): string {
    const parts = termParts(term);
    if (!parts) return term;
    const said = [
      parts.years > 0 ? this.words.year(parts.years) : "",
      parts.months > 0 ? this.words.month(parts.months) : "",
      parts.days > 0 ? this.words.dayCount(parts.days) : "",
    ].filter((part) => part !== "");
    return said.length === 0 ? this.words.noTime : said.join(" ");
  }

  /** A range of terms; years that both ends share are said once. */
  terms({ min, max }: Pick<TermRange, "min" | "max">): string {
    if (min === null) return this.words.upTo(this.term(max));
    if (min === max) return this.term(max);
    const [low, high] = [termParts(min), termParts(max)];
    const wholeYears = [low, high].every((end) => end && end.years > 0 && end.months === 0 && end.days === 0);
    return this.words.range(wholeYears && low ? String(low.years) : this.term(min), this.term(max));
  }

  number(n: number): string {
    return grouped(String(n));
  }

  money(amount: string): string {
    const [whole = "0", cents = "00"] = amount.split(".");
    return `$${grouped(whole)}.${cents}`;
  }

  private ends<T>(min: T | null, max: T, say: (end: T) => string): string {
    if (min === null) return this.words.upTo(say(max));
    return min === max ? say(max) : this.words.range(say(min), say(max));
  }

  fine(fine: Fine): string {
    const unit = this.words.fineUnits[fine.unit] ?? fine.unit;
    return this.words.fine(`${this.ends(fine.min, fine.max, (n) => this.number(n))} ${unit}`);
  }

  /** A fine in the money of its day; undefined when no unit is known. */
  pesos({ pesos }: Fine): string | undefined {
    if (!pesos) return undefined;
    const range = this.ends(pesos.min, pesos.max, (amount) => this.money(amount));
    return this.words.pesos(range, this.money(pesos.unit_value), this.date(pesos.unit_from));
  }

  /** The prison of a penalty; undefined when it has none. */
  prison(penalty: Penalty): string | undefined {
    return penalty.prison ? this.terms(penalty.prison) : undefined;
  }

  /** What a penalty holds besides prison. */
  otherParts(penalty: Penalty): string[] {
    const work = penalty.community_work;
    return [
      ...penalty.fines.map((fine) => this.fine(fine)),
      ...(work ? [this.words.work(this.ends(work.min, work.max, (n) => this.number(n)))] : []),
    ];
  }

  /** A whole penalty: its parts and how they stand to each other, or the packages that the law offers. */
  penalty(penalty: Penalty | null): string {
    if (!penalty) return this.words.noRange;
    if (penalty.options.length > 0) return penalty.options.map((one) => this.penalty(one)).join(`; ${this.words.option} `);
    const prison = this.prison(penalty);
    const parts = [...(prison === undefined ? [] : [this.words.prison(prison)]), ...this.otherParts(penalty)];
    if (parts.length === 0) return this.words.noRange;
    if (penalty.choice === "or_both") return this.words.bothChoice(parts.join(` ${this.words.choice.or} `));
    return parts.join(` ${this.words.choice[penalty.choice]} `);
  }

  /** The days of a version. */
  span({ since, until }: Span): string {
    if (since === null) return this.words.noVersion;
    return this.words.versionSpan(this.date(since), until === null ? null : this.date(until));
  }

  /** The label of one member of a fact. */
  member(fact: FactInfo | undefined, value: string): string {
    const known = fact?.values.find((member) => member.value === value);
    if (known) return this.say(known.label);
    switch (fact?.type) {
      case "date":
        return this.date(value);
      case "money":
        return this.money(value);
      case "term":
        return this.term(value);
      case "country":
      case "countries":
        return this.country(value);
      default:
        return value;
    }
  }

  /** The name of a country; its code when the browser has none. */
  country(code: string): string {
    if (!/^[A-Z]{2}$/.test(code)) return code;
    return new Intl.DisplayNames(this.lang, { type: "region", fallback: "code" }).of(code) ?? code;
  }

  /** The value of a fact in words. */
  value(fact: FactInfo | undefined, value: Json | undefined): string {
    const { words } = this;
    if (value === null || value === undefined) return words.unknownValue;
    if (typeof value === "boolean") return (value ? words.yes : words.no).toLowerCase();
    if (typeof value === "number") return this.withUnit(fact, value);
    if (typeof value === "string") return fact?.type === "number" ? this.withUnit(fact, value) : this.member(fact, value);
    if (Array.isArray(value)) {
      return value.length === 0 ? words.none : value.map((one) => this.listed(fact, one)).join(", ");
    }
    const not = value["not"];
    if (not !== undefined) return words.not(this.value(fact, not));
    const { low, high } = ends(value);
    const end = (text: string) => (fact?.type === "number" ? this.withUnit(fact, text) : this.member(fact, text));
    if (low !== "" && high !== "") return words.range(fact?.type === "number" ? low : end(low), end(high));
    if (high !== "") return words.upTo(end(high));
    if (low !== "") return words.atLeast(end(low));
    const { yes, no } = members(value);
    return [...yes.map((one) => this.member(fact, one)), ...no.map((one) => words.not(this.member(fact, one)))].join(", ");
  }

  /** One item of a list: a member, or an event with its day. */
  private listed(fact: FactInfo | undefined, item: Json): string {
    if (typeof item === "object" && item !== null && !Array.isArray(item)) {
      const { kind, date } = item;
      const said = typeof kind === "string" ? this.member(fact, kind) : "";
      return typeof date === "string" ? `${said} (${this.date(date)})` : said;
    }
    return this.value(fact, item);
  }

  private withUnit(fact: FactInfo | undefined, n: number | string): string {
    if (fact?.type === "money") return this.money(String(n));
    const [whole = "", rest] = String(n).split(".");
    const text = rest === undefined ? grouped(whole) : `${grouped(whole)}.${rest}`;
    const unit = fact?.unit ? (this.words.units[fact.unit] ?? fact.unit) : "";
    return unit === "" ? text : `${text} ${unit}`;
  }
}
