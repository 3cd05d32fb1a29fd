/** The whole calculator: head, actions, facts and result, and what it is not. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { factAt, type Json, type JsonObject, type Place } from "../case/case";
import { MOST_LINK_CHARACTERS } from "../case/share";
import { today } from "../clock";
import type { FactInfo } from "../engine";
import { problemText } from "../text/errors";
import { placeName } from "../text/names";
import type { State, Ui, View } from "../ui";
import { isDay, readDate } from "../case/values";
import { faultOf, idOf } from "./control";
import { form } from "./form";
import { interview } from "./interview";
import { quiz } from "./quiz";
import { result, summary } from "./result";

/** The most things left out of a file that are named at once. */
const MOST_NAMED = 8;

/** The calculator. */
export function page(ui: Ui): View {
  const { state } = ui;
  return html`<div class="calculator" lang=${state.lang}>
    ${head(ui)} ${message(ui)} ${trouble(ui)} ${share(ui)}
    ${state.tab === "practise" ? practised(ui) : columns(ui)}
    ${foot(ui)}
  </div>`;
}

function columns(ui: Ui): View {
  const { state, format } = ui;
  const { words } = format;
  return html`<div class="columns">
    <section class="facts ${state.tab} screen" aria-labelledby="facts-heading">
      <h2 id="facts-heading">${words.facts}</h2>
      <a class="skip" href="#" @click=${(event: Event) => {
        event.preventDefault();
        const root = (event.target as HTMLElement).getRootNode() as ShadowRoot;
        root.querySelector<HTMLElement>("#result-heading")?.focus();
      }}>${words.skip} ↓</a>
      ${tabs(ui)}
      <div id="panel" role="tabpanel" aria-labelledby="tab-${state.tab}">${state.tab === "interview" ? interview(ui) : form(ui)}</div>
    </section>
    <section class="result" aria-labelledby="result-heading">
      <div class="heading"><h2 id="result-heading" tabindex="-1">${words.result}</h2>${asOf(ui)}</div>
      <p class="unseen" role="status">${summary(ui)}</p>
      ${stated(ui)} ${result(ui)}
    </section>
  </div>`;
}

/** Questions have cases of their own: the one of the page and its result wait behind the other tabs. */
function practised(ui: Ui): View {
  return html`<section class="practise" aria-labelledby="practise-heading">
    <h2 id="practise-heading">${ui.format.words.practise}</h2>
    ${tabs(ui)}
    <div id="panel" role="tabpanel" aria-labelledby="tab-practise">${quiz(ui)}</div>
  </section>`;
}

function head(ui: Ui): View {
  const { format, act, lawAsOf, state } = ui;
  const { words } = format;
  return html`<header>
    <div class="top">
      <p class="title">${words.title}</p>
      <button type="button" class="quiet screen" lang=${state.lang === "es" ? "en" : "es"} @click=${act.language}>${words.other}</button>
    </div>
    <p class="lead">${words.lead}</p>
    <p class="caution"><strong>${words.notAdvice}</strong> ${words.notAdviceMore} ${lawAsOf === null ? nothing : html`<strong>${words.lawAsOf(format.date(lawAsOf))}.</strong>`} ${words.local}</p>
    <div class="actions screen" role="group" aria-label=${words.tools}>
      <label class="button">${words.open}<input type="file" accept=".json,application/json" class="unseen" @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const file = input.files?.[0];
        if (file) act.openFile(file);
        input.value = "";
      }} /></label>
      ${state.touched
        ? html`<button type="button" @click=${act.example}>${words.example}</button>
            <button type="button" @click=${() => act.save("case")}>${words.save}</button>
            <button type="button" @click=${() => act.save("verdict")}>${words.saveVerdict}</button>
            <button type="button" @click=${act.share}>${words.share}</button>
            <button type="button" @click=${act.print}>${words.print}</button>
            <button type="button" @click=${act.start}>${words.start}</button>`
        : nothing}
    </div>
  </header>`;
}

function message({ state, format }: Ui): View {
  return html`<p class="message screen" role="status">${state.message?.(format.words, format)}</p>`;
}

function trouble(ui: Ui): View {
  const { state, format, act } = ui;
  const { words } = format;
  if (!state.trouble) return undefined;
  const { problems } = state.trouble;
  const left = problems.length - MOST_NAMED;
  return html`<div class="alert screen" role="alert">
    <p>${state.trouble.said(words, format)}</p>
    ${problems.length > 0
      ? html`<ul>${problems.slice(0, MOST_NAMED).map((problem) => html`<li>${problemText(format, problem)}</li>`)}</ul>
          ${left > 0 ? html`<p>${words.problemsMore(left)}</p>` : nothing}`
      : nothing}
    <button type="button" @click=${act.dismiss}>${words.close}</button>
  </div>`;
}

function share(ui: Ui): View {
  const { state, format, act } = ui;
  const { words } = format;
  if (state.share === undefined) return undefined;
  if (typeof state.share === "string") {
    return html`<div class="alert screen" role="alert">${state.share === "too_long" ? words.shareTooLong(MOST_LINK_CHARACTERS) : words.shareNotPossible}
      <button type="button" @click=${act.dismiss}>${words.close}</button></div>`;
  }
  return html`<div class="share screen">
    <label for="share-link">${words.share}</label>
    <input id="share-link" readonly .value=${live(state.share.link)} aria-describedby="share-help" @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
    <button type="button" class="primary" @click=${act.copy}>${state.copied ? words.copied : words.copy}</button>
    <button type="button" @click=${act.dismiss}>${words.close}</button>
    <p class="hint" id="share-help">${words.shareExplained}</p>
  </div>`;
}

function tabs({ state, format, act }: Ui): View {
  const names: State["tab"][] = ["interview", "form", "practise"];
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = by && names.at((names.indexOf(state.tab) + by) % names.length);
    if (!next) return;
    const root = (event.target as HTMLElement).getRootNode() as ShadowRoot;
    act.tab(next);
    root.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return html`<div class="tabs screen" role="tablist" @keydown=${move}>
    ${names.map((name) => html`<button type="button" role="tab" id="tab-${name}" aria-controls="panel" aria-selected=${state.tab === name ? "true" : "false"}
      tabindex=${state.tab === name ? 0 : -1} @click=${() => act.tab(name)}>${format.words[name]}</button>`)}
  </div>`;
}

/** The name of the field of the day on which the case is judged. */
const AS_OF = "as-of";

function asOf(ui: Ui): View {
  const { state, format, act } = ui;
  const { words } = format;
  const typed = state.typed.get(AS_OF);
  return html`<div class="as-of"><label for=${idOf(AS_OF)}>${words.asOf}</label>
    <input id=${idOf(AS_OF)} type="text" class="medium screen" autocomplete="off" placeholder=${words.datePlaceholder} .value=${live(typed?.text ?? state.asOf)}
      aria-invalid=${typed ? "true" : "false"} aria-describedby=${typed ? `${idOf(AS_OF)}-fault` : "as-of-help"}
      @change=${(event: Event) => {
        const text = (event.target as HTMLInputElement).value;
        const read = readDate(text);
        const day = "value" in read ? read.value : undefined;
        act.typed(AS_OF, isDay(day) ? undefined : { text, fault: "fault" in read ? read.fault : "day_needed" });
        if (isDay(day)) act.asOf(day);
      }} />
    <span class="paper">${format.date(state.asOf)}</span><span class="unseen" id="as-of-help">${words.asOfHelp}</span>${faultOf(ui, AS_OF)}</div>`;
}

/** The facts in words, for paper. */
function stated(ui: Ui): View {
  const { state, format } = ui;
  if (!state.printing) return undefined;
  const of = state.of;
  const places: Place[] = [
    ...of.acts.map((act): Place => ({ kind: "act", id: act.id })),
    ...of.persons.map((person): Place => ({ kind: "person", id: person.id })),
    ...of.acts.flatMap((act) => (["accused", "victims"] as const).flatMap((role) => act[role].map((entry): Place => ({ kind: "entry", act: act.id, role, person: entry.person })))),
    ...of.relations.map(({ accused, victim }): Place => ({ kind: "relation", accused, victim })),
    { kind: "procedure" },
    ...of.requests.map((request): Place => ({ kind: "request", id: request.id })),
  ];
  const lines = places.map((place) => ({ place, facts: factsAt(ui, place) })).filter(({ facts }) => facts.length > 0);
  return html`<section class="part paper"><h3>${format.words.printedFacts}</h3>
    ${lines.map(({ place, facts }) => html`<p><strong>${placeName(format, of, place)}.</strong>
      ${facts.map(({ info, value }) => `${format.say(info.label)}: ${format.value(info, value)}`).join("; ")}.</p>`)}
  </section>`;
}

function factsAt({ vocabulary, state }: Ui, place: Place): { info: FactInfo; value: Json }[] {
  const subjects = place.kind === "person" ? ["accused", "victim"] : place.kind === "entry" ? [place.role === "accused" ? "accused" : "victim"] : [place.kind];
  const seen = new Set<string>();
  return subjects.flatMap((subject) => {
    const { basic, more } = vocabulary.section(subject);
    return [...basic, ...more].flatMap(({ info, path }) => {
      const value = factAt(state.of, place, path);
      const key = path.join(".");
      if (value === undefined || seen.has(key) || isGroup(info, value)) return [];
      seen.add(key);
      return [{ info, value }];
    });
  });
}

function isGroup(info: FactInfo, value: Json): boolean {
  const object = (one: Json): one is JsonObject => typeof one === "object" && one !== null && !Array.isArray(one);
  return object(value) && info.type === "text";
}

function foot({ state, format }: Ui): View {
  const { words } = format;
  const pack = state.verdict?.pack;
  return html`<footer>
    <p>${words.notAdvice} ${words.notAdviceMore}</p>
    ${pack && state.verdict ? html`<p class="hint">${words.version(state.verdict.tipicidad, `${pack.name} ${pack.version}`)} · ${words.digest}: <span class="digest">${pack.digest}</span></p>` : nothing}
    ${state.printing ? html`<p class="paper">${words.printed(format.date(today()))}</p>` : nothing}
  </footer>`;
}
