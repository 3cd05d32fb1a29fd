/** The ceiling of prison, as the law states it; the page has no number of its own. */

import type { Law } from "../engine";

/** The name of the parameter, one of those that the rule language gives a meaning. */
const PARAMETER = "prison_ceiling";

/** What the law calls it, and how many years it is. */
export interface Ceiling {
  name: { es: string; en: string };
  years: number;
}

/** The ceiling in force on a day; undefined when the loaded rules have none. */
export function ceilingOn(law: Law, day: string): Ceiling | undefined {
  try {
    const rule = law.show(PARAMETER).rules.find((one) => one.kind === "parameter");
    const values = rule?.versions.flatMap((version) => version.values) ?? [];
    const inForce = values.filter(([since]) => since <= day).sort(([a], [b]) => a.localeCompare(b)).at(-1);
    const years = Number(inForce?.[1].es);
    return rule && Number.isFinite(years) && years > 0 ? { name: rule.name, years } : undefined;
  } catch {
    // Rules of another country may know no such parameter.
    return undefined;
  }
}
