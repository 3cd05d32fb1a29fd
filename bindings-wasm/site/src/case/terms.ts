/** Terms of the contract, taken apart for words and for drawing: 12 months a year, 30 days a month. */

/** Years, months and days of a term. */
export interface TermParts {
  years: number;
  months: number;
  days: number;
}

const DAYS_A_MONTH = 30;
const MONTHS_A_YEAR = 12;

/** The parts of `P1Y6M`; undefined for any other text. */
export function termParts(term: string): TermParts | undefined {
  const parts = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(term);
  return parts ? { years: Number(parts[1] ?? 0), months: Number(parts[2] ?? 0), days: Number(parts[3] ?? 0) } : undefined;
}

/** A term in years, for the length of a bar; 0 for a text that is none. */
export function inYears(term: string | null): number {
  const parts = term === null ? undefined : termParts(term);
  if (!parts) return 0;
  return parts.years + (parts.months + parts.days / DAYS_A_MONTH) / MONTHS_A_YEAR;
}

/** The days since 1970 of a day, for the place of a mark on a line. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
