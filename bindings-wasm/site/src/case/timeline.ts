/** Where the days of a case lie on a line: lanes by kind, places between 0 and 1, ticks at round years. */

import type { TimelineEntry } from "../engine";
import { dayNumber } from "./terms";

/** The kinds of entry, as the lanes stand. */
export const LANES = ["conduct", "version", "majority", "interruption", "half_term", "expiry", "as_of"] as const;
/** The most entries that are drawn; the whole answer has all. */
export const MOST_ENTRIES = 40;
/** The most ticks. */
const MOST_TICKS = 8;
/** Empty room at both ends, as a part of the whole. */
const MARGIN = 0.03;

/** An entry with its place. */
export interface Mark {
  entry: TimelineEntry;
  /** From 1, in the order of the table. */
  number: number;
  from: number;
  to: number;
}
/** What is to be drawn. */
export interface Line {
  first: string;
  last: string;
  marks: Mark[];
  lanes: { kind: string; marks: Mark[] }[];
  ticks: { at: number; year: number }[];
  /** Entries that are not drawn. */
  left: number;
}

/** The line of a verdict; undefined when all its days are one. */
export function layout(timeline: readonly TimelineEntry[]): Line | undefined {
  const conduct = timeline.filter((entry) => entry.kind === "conduct").map((entry) => entry.date);
  const start = conduct.sort()[0];
  // A version that was in force before the act says nothing of this case.
  const telling = timeline.filter((entry) => entry.kind !== "version" || start === undefined || entry.date > start);
  const seen = new Set<string>();
  const entries = telling.filter((entry) => {
    const key = [entry.date, entry.until, entry.kind, entry.text.es].join("|");
    return seen.has(key) ? false : seen.add(key);
  });
  const drawn = entries.slice(0, MOST_ENTRIES);
  const days = drawn.flatMap((entry) => (entry.kind === "version" || entry.until === null ? [entry.date] : [entry.date, entry.until])).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const [low, high] = [dayNumber(first), dayNumber(last)];
  const place = (date: string) => {
    const part = (Math.min(Math.max(dayNumber(date), low), high) - low) / (high - low);
    return MARGIN + part * (1 - 2 * MARGIN);
  };
  const marks = drawn.map((entry, at): Mark => {
    const from = place(entry.date);
    // A version without end lasts beyond the line.
    const to = entry.until !== null ? place(entry.until) : entry.kind === "version" ? 1 : from;
    return { entry, number: at + 1, from, to };
  });
  const lanes = LANES.map((kind) => ({ kind: kind as string, marks: marks.filter((mark) => mark.entry.kind === kind) }));
  return {
    first,
    last,
    marks,
    lanes: lanes.filter((lane) => lane.marks.length > 0),
    ticks: ticks(first, last).map((year) => ({ at: place(`${year}-01-01`), year })),
    left: entries.length - drawn.length,
  };
}

/** Round years between two days. */
function ticks(first: string, last: string): number[] {
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((each) => (to - from) / each <= MOST_TICKS) ?? 1000;
  const years: number[] = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) if (`${year}-01-01` >= first) years.push(year);
  return years;
}
