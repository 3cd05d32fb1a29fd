/** The form: persons, acts and what else a case has, each with the facts that the vocabulary gives it. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { addAct, addRequest, factAt, idle, mayRemovePerson, personsWith, removeAct, removePerson, removeRequest, setFact, takePart, type Place, type Role } from "../case/case";
import { fieldKey, placeAt } from "../case/fields";
import { MOST_ITEMS } from "../case/repair";
import { matches, type FormFact } from "../case/vocabulary";
import { errorText } from "../text/errors";
import { actName, personName, placeName, requestName } from "../text/names";
import type { Ui, View } from "../ui";
import { control, idOf } from "./control";

/** The form of the whole case. */
export function form(ui: Ui): View {
  const { words } = ui.format;
  const of = ui.state.of;
  const [accused, victims] = [personsWith(of, "accused"), personsWith(of, "victims")];
  const full = of.persons.length >= MOST_ITEMS;
  return html`<div class="form">
    <p class="hint"><span class="needed" aria-hidden="true">●</span>${words.neededExplained}</p>
    ${part("acts", words.acts, html`
      ${of.acts.map((act) => subject(ui, { kind: "act", id: act.id }, ["act"], actParts(ui, act.id), of.acts.length > 1
        ? () => ui.act.replace(removeAct(of, act.id), (said, format) => said.removed(actName(format, of, act.id)))
        : undefined))}
      ${of.acts.length >= MOST_ITEMS
        ? html`<p class="fault">${words.tooManyActs(MOST_ITEMS)}</p>`
        : html`<button type="button" class="add" @click=${() => ui.act.replace(addAct(of).next)}>+ ${words.addAct}</button>`}
    `)}
    ${part("accused", words.accusedMany, html`
      ${accused.map((person) => personPart(ui, person.id, "accused"))}
      ${full ? html`<p class="fault">${words.tooMany(MOST_ITEMS)}</p>` : html`<button type="button" class="add" @click=${() => ui.act.addPerson("accused")}>+ ${words.addAccused}</button>`}
    `)}
    ${part("victims", words.victims, html`
      ${victims.filter((person) => !accused.includes(person)).map((person) => personPart(ui, person.id, "victims"))}
      ${full ? html`<p class="fault">${words.tooMany(MOST_ITEMS)}</p>` : html`<button type="button" class="add" @click=${() => ui.act.addPerson("victims")}>+ ${words.addVictim}</button>`}
      ${idle(of).map((person) => personPart(ui, person.id, "victims"))}
    `)}
    ${accused.length > 0 && victims.length > 0
      ? part("relations", words.relations, html`${pairs(ui)}`)
      : nothing}
    ${part("procedure", words.procedure, subject(ui, { kind: "procedure" }, ["procedure"], undefined, undefined, false))}
    ${part("requests", words.requests, html`
      ${of.requests.map((request) => subject(ui, { kind: "request", id: request.id }, ["request"], undefined, () =>
        ui.act.replace(removeRequest(of, request.id), (said, format) => said.removed(requestName(format, of, request.id)))))}
      <button type="button" class="add" @click=${() => ui.act.replace(addRequest(of).next)}>+ ${words.addRequest}</button>
    `)}
  </div>`;
}

function part(key: string, heading: string, body: View): View {
  return html`<section class="part" aria-labelledby="part-${key}">
    <h3 id="part-${key}">${heading}</h3>
    ${body}
  </section>`;
}

function personPart(ui: Ui, id: string, role: Role): View {
  const of = ui.state.of;
  const both = of.acts.some((act) => act.victims.some((entry) => entry.person === id)) && role === "accused";
  const subjects = role === "accused" ? (both ? ["accused", "victim"] : ["accused"]) : ["victim"];
  const remove = mayRemovePerson(of, id)
    ? () => ui.act.replace(removePerson(of, id), (said, format) => said.removed(personName(format, of, id)))
    : undefined;
  return subject(ui, { kind: "person", id }, subjects, undefined, remove);
}

/** Relations: every accused with every victim, but no more than can be looked through. */
const MOST_PAIRS = 24;

function pairs(ui: Ui): View {
  const of = ui.state.of;
  const all = personsWith(of, "accused").flatMap((one) =>
    personsWith(of, "victims").filter((other) => other.id !== one.id).map((other) => ({ accused: one.id, victim: other.id })),
  );
  const shown = ui.state.shown.get("pairs") ?? MOST_PAIRS;
  return html`${all.slice(0, shown).map(({ accused, victim }) =>
    subject(ui, { kind: "relation", accused, victim }, ["relation"], undefined, undefined))}
  ${all.length > shown ? html`<button type="button" class="add" @click=${() => ui.act.more("pairs")}>${ui.format.words.showMore(all.length - shown)}</button>` : nothing}`;
}

/** A card for one place: its short form, and the rest of its vocabulary one click away. Its fields are made when it is open. */
function subject(ui: Ui, place: Place, subjects: string[], extra: View, remove: (() => void) | undefined, named = true): View {
  const { words } = ui.format;
  const of = ui.state.of;
  const key = fieldKey(place, []);
  // Few cards stand open; a thousand would not be looked at.
  const crowd = place.kind === "person" || place.kind === "relation" ? of.persons.length > 4 : of.acts.length > 4;
  const open = ui.state.opened.has(key) !== !crowd;
  const name = placeName(ui.format, of, place);
  const body = () => html`${subjects.map((own) => {
      const { basic, more } = ui.vocabulary.section(own);
      return html`${basic.map((fact) => field(ui, place, fact))} ${rest(ui, place, own, more)}`;
    })}
    ${extra ?? nothing}`;
  if (!named) return html`<div class="card">${body()}</div>`;
  return html`<details class="card" ?open=${open} @toggle=${(event: Event) => {
    const now = (event.currentTarget as HTMLDetailsElement).open;
    if (now !== open) ui.act.opened(key, now !== !crowd);
  }}>
    <summary><h4>${name}</h4></summary>
    ${open ? body() : nothing}
    ${open && remove ? html`<button type="button" class="remove" @click=${remove}>${words.remove(name)}</button>` : nothing}
  </details>`;
}

/** The facts beyond the short form: those given, and a search. */
function rest(ui: Ui, place: Place, subject: string, more: FormFact[]): View {
  if (more.length === 0) return undefined;
  const { words } = ui.format;
  const key = `${fieldKey(place, [])}~more~${subject}`;
  const open = ui.state.opened.has(key);
  const given = more.filter((fact) => factAt(ui.state.of, place, fact.path) !== undefined);
  const filter = ui.state.filters.get(key) ?? "";
  const listed = more.filter(({ info }) => matches(`${ui.format.say(info.label)} ${ui.format.say(info.question)} ${info.name}`, filter));
  return html`<details class="more" ?open=${open} @toggle=${(event: Event) => {
    const now = (event.currentTarget as HTMLDetailsElement).open;
    if (now !== open) ui.act.opened(key, now);
  }}>
    <summary>${words.moreFacts(more.length)}${given.length > 0 ? html` <span class="tag">${words.given(given.length)}</span>` : nothing}</summary>
    ${open
      ? html`<input
            class="filter"
            type="search"
            placeholder=${words.filterFacts}
            aria-label=${words.filterFacts}
            .value=${live(filter)}
            @input=${(event: InputEvent) => ui.act.filter(key, (event.target as HTMLInputElement).value)}
          />
          ${listed.map((fact) => field(ui, place, fact, true))}
          ${listed.length === 0 ? html`<p class="hint">${words.noMatch}</p>` : nothing}`
      : nothing}
  </details>`;
}

/** One fact: what it is, whether it is needed, its control, and what the engine says against it. */
function field(ui: Ui, place: Place, { info, path }: FormFact, explained = false): View {
  const { state, format } = ui;
  const key = fieldKey(place, path);
  const value = factAt(state.of, place, path);
  const needed = value === undefined && (state.verdict?.missing ?? []).some((missing) => missing.fact === info.name && isOf(place, missing.of));
  const wrong = state.error && isAbout(ui, place, path) ? html`<p class="fault" role="alert">${errorText(format, state.error)}</p>` : nothing;
  const change = (next: typeof value) => ui.act.set(place, path, next);
  const own = control({ ui, fact: info, key, value, asked: false, change });
  const label = format.say(info.label);
  // The mark has its place whether it shows or not: nothing moves under the pointer when a field is left.
  const heading = html`<span class="needed ${needed ? "" : "not"}" aria-hidden="true">●</span><span class="label">${label}</span>${needed ? html` <span class="unseen">${format.words.needed}</span>` : nothing}`;
  // A long list is one line until it is wanted.
  if (info.type === "any_of" || info.type === "offences") {
    const open = state.opened.has(key);
    return html`<details class="field long" ?open=${open} @toggle=${(event: Event) => {
      const now = (event.currentTarget as HTMLDetailsElement).open;
      if (now !== open) ui.act.opened(key, now);
    }}>
      <summary>${heading}<span class="said">${value === undefined ? "" : format.value(info, value)}</span></summary>
      ${open ? html`<p class="ask">${format.say(info.question)}</p>${own}` : nothing}${wrong}
    </details>`;
  }
  return html`<div class="field" role="group" aria-labelledby="${idOf(key)}-label">
    <div class="heading" id="${idOf(key)}-label">${heading}${explained ? html`<br /><span class="hint">${format.say(info.question)}</span>` : nothing}</div>
    <div class="value">${own}${wrong}</div>
  </div>`;
}

/** Whether a question about somebody is about a place. */
function isOf(place: Place, of: { accused: string | null; act: string | null; victim: string | null }): boolean {
  switch (place.kind) {
    case "person":
      return of.accused === place.id || of.victim === place.id;
    case "act":
      return of.act === place.id;
    case "relation":
      return of.accused === place.accused && of.victim === place.victim;
    case "entry":
      return of.act === place.act && (of.accused === place.person || of.victim === place.person);
    default:
      return true;
  }
}

/** Whether the engine's error is about a fact at a place. */
function isAbout(ui: Ui, place: Place, path: string[]): boolean {
  const at = ui.state.error?.path ? placeAt(ui.state.of, ui.state.error.path) : undefined;
  if (!at || fieldKey(at.place, []) !== fieldKey(place, [])) return false;
  return path.every((key, index) => at.path[index] === key);
}

/** Who took part in an act, how it is joined to others, and what holds of a person in it alone. */
function actParts(ui: Ui, id: string): View {
  const of = ui.state.of;
  const { words } = ui.format;
  if (of.acts.length < 2) return undefined;
  const act = of.acts.find((own) => own.id === id);
  if (!act) return undefined;
  const others = of.acts.filter((own) => own.id !== id);
  const takes = (role: Role, person: string) => act[role].some((entry) => entry.person === person);
  const box = (role: Role, person: string) => html`<label class="choice">
    <input type="checkbox" .checked=${live(takes(role, person))} @change=${(event: Event) =>
      ui.act.replace(takePart(of, id, role, person, (event.target as HTMLInputElement).checked))} />
    <span>${personName(ui.format, of, person)}</span>
  </label>`;
  const joined = (key: "same_conduct" | "continues", label: string) => html`<label class="field">
    <span class="heading"><span class="label">${label}</span></span>
    <select class="value" @change=${(event: Event) => {
      const value = (event.target as HTMLSelectElement).value;
      ui.act.replace(setFact(of, { kind: "act", id }, [key], value === "" ? undefined : value));
    }}>
      <option value="" ?selected=${!act[key]}>${words.separate}</option>
      ${others.map((other) => html`<option value=${other.id} ?selected=${act[key] === other.id}>${actName(ui.format, of, other.id)}</option>`)}
    </select>
  </label>`;
  const people = (role: Role) => personsWith(of, role);
  return html`<fieldset class="people">
      <legend>${words.whoTookPart}</legend>
      ${people("accused").map((person) => box("accused", person.id))} ${people("victims").map((person) => box("victims", person.id))}
    </fieldset>
    ${joined("same_conduct", words.sameConduct)} ${joined("continues", words.continues)}
    ${(["accused", "victims"] as const).map((role) =>
      act[role].map((entry) => {
        const place: Place = { kind: "entry", act: id, role, person: entry.person };
        const key = fieldKey(place, []);
        const open = ui.state.opened.has(key);
        const { basic, more } = ui.vocabulary.section(role === "accused" ? "accused" : "victim");
        return html`<details class="more" ?open=${open} @toggle=${(event: Event) => {
          const now = (event.currentTarget as HTMLDetailsElement).open;
          if (now !== open) ui.act.opened(key, now);
        }}>
          <summary>${placeName(ui.format, of, place)}</summary>
          ${open ? html`${basic.map((fact) => field(ui, place, fact))} ${rest(ui, place, role === "accused" ? "accused" : "victim", more)}` : nothing}
        </details>`;
      }),
    )}`;
}
