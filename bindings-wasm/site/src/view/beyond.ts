/** Beyond the single charge: how charges combine, who has jurisdiction, and extradition. */

import { html, nothing } from "lit-html";
import type { RequestVerdict, Verdict } from "../engine";
import { actName, personName, requestName } from "../text/names";
import type { Ui, View } from "../ui";
import { computation, prisonBar, ranges } from "./penalty";
import { element } from "./reason";

/** What holds of the case as a whole. */
export function beyond(ui: Ui, verdict: Verdict): View {
  return html`${concurrence(ui, verdict)} ${jurisdiction(ui, verdict)} ${extradition(ui, verdict)}`;
}

function part(key: string, heading: string, body: View): View {
  return html`<section class="part" aria-labelledby="${key}-heading"><h3 id="${key}-heading">${heading}</h3>${body}</section>`;
}

function concurrence(ui: Ui, { concurrence: found }: Verdict): View {
  // One charge does not concur.
  const several = found?.by_accused.filter((one) => one.groups.length > 0 && one.steps.length > 0) ?? [];
  if (several.length === 0) return undefined;
  const { format } = ui;
  const { words } = format;
  return part("concurrence", words.concurrence, html`${several.map((one) => html`
    ${one.accused === null ? nothing : html`<h4>${words.concurrenceOf(personName(format, ui.state.of, one.accused))}</h4>`}
    <p>${one.groups.map((group) => html`${words.groupKinds[group.kind] ?? group.kind} <span class="id">${group.by}</span> `)}</p>
    ${computation(ui, one.steps)} ${ranges(ui, one.final, one.possible)} ${prisonBar(ui, one.final, one.possible)}
  `)}`);
}

function jurisdiction(ui: Ui, { jurisdiction: found }: Verdict): View {
  if (found.length === 0) return undefined;
  const { format } = ui;
  const { words } = format;
  return part("jurisdiction", words.jurisdiction, html`${found.map((one) => html`
    ${one.act !== null && found.length > 1 ? html`<h4>${actName(format, ui.state.of, one.act)}</h4>` : nothing}
    <p>${words.republic}: <strong>${words.met[one.status]}</strong>. ${words.federal}: <strong>${words.met[one.federal]}</strong>.</p>
    <ul class="elements">${one.grounds.map((ground) => element(ui, ground))}</ul>
  `)}`);
}

function extradition(ui: Ui, { extradition: found }: Verdict): View {
  if (!found || found.requests.length === 0) return undefined;
  return part("extradition", ui.format.words.extradition, html`${found.requests.map((one) => request(ui, one))}`);
}

function request(ui: Ui, one: RequestVerdict): View {
  const { format } = ui;
  const { words } = format;
  return html`
    ${one.id === null ? nothing : html`<h4>${requestName(format, ui.state.of, one.id)}</h4>`}
    <p><strong>${words.conclusion[one.conclusion] ?? one.conclusion}</strong> (${words.governs[one.governs] ?? one.governs}${one.treaty === null ? "" : ` ${one.treaty}`})</p>
    <ul class="elements">${one.conditions.map((condition) => element(ui, condition))}</ul>
    ${one.charges.map((charge) => html`<p><span class="id">${charge.offence}</span>: ${words.conclusion[charge.conclusion] ?? charge.conclusion}</p>
      <ul class="elements">${charge.conditions.filter((condition) => condition.status !== "met").map((condition) => element(ui, condition))}</ul>`)}
    ${one.undertakings.length > 0
      ? html`<h5>${words.undertakings}</h5><ul class="plain">${one.undertakings.map((undertaking) => html`<li>${format.say(undertaking.text)}: ${words.given_status[undertaking.status] ?? undertaking.status} <span class="id">${undertaking.by}</span></li>`)}</ul>`
      : nothing}
    ${one.dates.length > 0
      ? html`<ul class="plain">${one.dates.map((due) => html`<li>${format.date(due.date)}: ${format.say(due.text)} <span class="id">${due.by}</span></li>`)}</ul>`
      : nothing}`;
}
