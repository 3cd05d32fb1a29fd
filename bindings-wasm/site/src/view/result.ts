/** The answer: charges by what became of them, then what holds of the case as a whole. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { grouped, GROUPS, placed, type Placed } from "../case/charges";
import { placeAt } from "../case/fields";
import { timeline } from "../draw/timeline";
import type { Verdict } from "../engine";
import { errorText } from "../text/errors";
import { placeName } from "../text/names";
import type { Ui, View } from "../ui";
import { beyond } from "./beyond";
import { chargeCard } from "./charge";
import { comparison } from "./comparison";
import { otherOffence } from "./why";

/** How many charges of a group are shown at first. */
export const CARDS_AT_FIRST: Record<(typeof GROUPS)[number], number> = { applies: 40, undetermined: 8, displaced: 8, excluded: 8 };

/** The answer of the engine, or what keeps it from answering. */
export function result(ui: Ui): View {
  const { state, format } = ui;
  const { words } = format;
  if (!state.touched) {
    return html`<div class="empty"><h3>${words.nothing}</h3><p>${words.nothingMore}</p>
      <p><button type="button" class="primary" @click=${ui.act.example}>${words.example}</button></p></div>`;
  }
  return html`${problem(ui)} ${state.verdict ? verdict(ui, state.verdict) : nothing}`;
}

/** What the engine has against the case, and where. */
function problem(ui: Ui): View {
  const { state, format } = ui;
  if (!state.error) return undefined;
  const at = state.error.path ? placeAt(state.of, state.error.path) : undefined;
  const where = at ? placeName(format, state.of, at.place) : state.error.path;
  return html`<div class="alert" role="alert">
    <strong>${format.words.problem}</strong>${where ? html` (${where})` : nothing}: ${errorText(format, state.error)}
  </div>`;
}

/** In a sentence, for those who hear the page. */
export function summary(ui: Ui): string {
  const { state, format } = ui;
  if (!state.touched || !state.verdict || state.error) return "";
  const all = placed(state.verdict);
  const of = (status: string) => all.filter(({ charge }) => charge.status === status).length;
  return format.words.summary(of("applies"), of("undetermined"));
}

function verdict(ui: Ui, found: Verdict): View {
  const { format, state } = ui;
  const { words } = format;
  const groups = grouped(found);
  const applies = groups.find((group) => group.status === "applies");
  return html`<div class=${state.error ? "stale" : ""}>
    ${groups.length === 0 ? html`<p class="empty">${words.noCharge}</p>` : nothing}
    ${groups.map(({ status, charges }) => group(ui, status, charges))}
    ${beyond(ui, found)}
    ${applies || found.timeline.some((entry) => entry.kind !== "version")
      ? html`<section class="part" aria-labelledby="timeline-heading"><h3 id="timeline-heading">${words.timeline}</h3>${timeline(format, found.timeline)}</section>`
      : nothing}
    ${comparison(ui, found)} ${otherOffence(ui)} ${notices(ui, found)}
  </div>`;
}

function group(ui: Ui, status: (typeof GROUPS)[number], charges: Placed[]): View {
  const { words } = ui.format;
  const shown = ui.state.shown.get(status) ?? CARDS_AT_FIRST[status];
  const left = charges.length - shown;
  return html`<section class="group ${status}" aria-labelledby="group-${status}">
    <h3 id="group-${status}">${words.groups[status]} <span class="tag">${charges.length}</span></h3>
    <p class="hint">${words.groupsExplained[status]}</p>
    ${repeat(charges.slice(0, shown), (placedAt) => placedAt.key, (placedAt) => chargeCard(ui, placedAt))}
    ${left > 0 ? html`<button type="button" class="add screen" @click=${() => ui.act.more(status)}>${words.showMore(left)}</button>` : nothing}
  </section>`;
}

function notices(ui: Ui, found: Verdict): View {
  const { words } = ui.format;
  if (found.notices.length === 0) return undefined;
  const open = ui.state.opened.has("notices") || ui.state.printing;
  return html`<section class="part" aria-labelledby="notices-heading">
    <h3 id="notices-heading">${words.notices}</h3>
    <details ?open=${open} @toggle=${(event: Event) => {
      const now = (event.currentTarget as HTMLDetailsElement).open;
      if (now !== open && !ui.state.printing) ui.act.opened("notices", now);
    }}>
      <summary>${words.noticesMore(found.notices.length)}</summary>
      ${open
        ? html`<ul class="plain">${found.notices.map((notice) => html`<li>${ui.format.say(notice.text)} ${notice.by === null ? nothing : html`<span class="id">${notice.by}</span>`}</li>`)}</ul>`
        : nothing}
    </details>
  </section>`;
}
