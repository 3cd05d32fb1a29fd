/** Names for the people and things of a case: the first accused, the second victim, in the words of the reader. */

import { personsWith, type Case, type Place } from "../case/case";
import type { CatalogueEntry, Of } from "../engine";
import type { Format } from "./format";

/** How somebody is called: by their part and place, and by their id when it is not the page's own. */
export function personName(format: Format, of: Case, id: string): string {
  const { words } = format;
  const place = (role: "accused" | "victims") => personsWith(of, role).findIndex((person) => person.id === id) + 1;
  const [accused, victim] = [place("accused"), place("victims")];
  const name = accused > 0 ? words.accused(accused) : victim > 0 ? words.victim(victim) : words.person(id);
  return /^[avp]\d+$/.test(id) ? name : `${name} (${id})`;
}

/** An offence by its name and id, a letter after it or not. */
export function offenceName(format: Format, offences: readonly CatalogueEntry[], id: string): string {
  const entry = offences.find((one) => one.id === id) ?? offences.find((one) => id.startsWith(`${one.id}:`));
  return entry ? `${format.say(entry.name)} (${id})` : id;
}

/** How an act is called. */
export function actName(format: Format, of: Case, id: string): string {
  const name = format.words.act(of.acts.findIndex((act) => act.id === id) + 1);
  return /^h\d+$/.test(id) ? name : `${name} (${id})`;
}

/** How a request is called. */
export function requestName(format: Format, of: Case, id: string): string {
  return format.words.request(of.requests.findIndex((request) => request.id === id) + 1);
}

/** Whom something is about: what goes without saying is left out. */
export function whomName(format: Format, of: Case, whom: Of): string {
  const parts = [
    whom.accused !== null && personsWith(of, "accused").length > 1 ? personName(format, of, whom.accused) : "",
    whom.act !== null && of.acts.length > 1 ? actName(format, of, whom.act) : "",
    whom.victim !== null && personsWith(of, "victims").length > 1 ? personName(format, of, whom.victim) : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** The name of the place where a fact stands. */
export function placeName(format: Format, of: Case, place: Place): string {
  switch (place.kind) {
    case "person":
      return personName(format, of, place.id);
    case "act":
      return actName(format, of, place.id);
    case "entry":
      return format.words.onlyHere(personName(format, of, place.person));
    case "relation":
      return format.words.relation(personName(format, of, place.accused), personName(format, of, place.victim));
    case "procedure":
      return format.words.procedure;
    case "request":
      return requestName(format, of, place.id);
  }
}
