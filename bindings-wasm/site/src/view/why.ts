/** What would change an answer: what fails, and the smallest changes of facts, each judged again by the engine. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Placed } from "../case/charges";
import type { Of, Status, Why } from "../engine";
import { errorText } from "../text/errors";
import { whomName } from "../text/names";
import type { Ui, View } from "../ui";
import { element } from "./reason";

/** A button, and what it brings. */
export function changes(ui: Ui, { charge: { offence, status }, count }: Placed): View {
  const { words } = ui.format;
  const all = ui.state.whys.get(offence);
  const own = (other: Of) => other.accused === count.accused && other.act === count.act && other.victim === count.victim;
  const found = all && "counts" in all ? { ...all, counts: all.counts.filter(own) } : all;
  if (!found) {
    return html`<p class="screen"><button type="button" class="quiet" @click=${() => ui.act.why(offence)}>${words.changesOpen}</button></p>`;
  }
  return html`<section class="why-changes" aria-live="polite"><h5>${words.changesOpen}</h5>${answer(ui, found, status)}</section>`;
}

function answer(ui: Ui, found: Exclude<ReturnType<Ui["state"]["whys"]["get"]>, undefined>, status: Status): View {
  const { format } = ui;
  if ("code" in found) return html`<p class="fault">${errorText(format, found)}</p>`;
  return html`${found.counts.map((count) => oneCount(ui, count, status, found.counts.length > 1))}`;
}

function oneCount(ui: Ui, count: Why["counts"][number], status: Status, several: boolean): View {
  const { format } = ui;
  const { words } = format;
  const whom = several ? whomName(format, ui.state.of, count) : "";
  const set = (change: Why["counts"][number]["changes"][number]) =>
    format.words.list(
      Object.entries(change.set).map(([name, value]) => {
        const fact = ui.vocabulary.get(name);
        return `${fact ? format.say(fact.label) : name}: ${format.value(fact, value)}`;
      }),
    );
  return html`${whom === "" ? nothing : html`<p class="whom">${whom}</p>`}
    ${status !== "applies" && count.failing.length > 0
      ? html`<p class="hint">${words.changesFailing}</p>
          <ul class="elements">${count.failing.map((one) => element(ui, one))}</ul>`
      : nothing}
    ${count.changes.length === 0
      ? html`<p>${words.changesNone}</p>`
      : html`<p class="hint">${count.status === "applies" ? words.changesLead.applies : words.changesLead.other}</p>
          <ul class="plain">${count.changes.map((change) => html`<li>${set(change)} <span class="hint">→ ${words.groups[change.gives]}</span></li>`)}</ul>`}`;
}

/** The key under which the offence that is looked up stands. */
const LOOKED_UP = "why-not";

/** Looks an offence up that does not stand, and says what fails. */
export function otherOffence(ui: Ui): View {
  const { words } = ui.format;
  const text = ui.state.filters.get(LOOKED_UP) ?? "";
  const label = (offence: Ui["offences"][number]) => `${offence.id} ${ui.format.say(offence.name)}`;
  const chosen = ui.offences.find((offence) => label(offence) === text || offence.id === text.trim());
  const found = chosen && ui.state.whys.get(chosen.id);
  const wrong = text !== "" && ui.state.opened.has(LOOKED_UP) && !chosen;
  return html`<section class="part screen" aria-labelledby="why-not-heading">
    <h3 id="why-not-heading">${words.otherOffence}</h3>
    <p class="hint" id="why-not-help">${words.otherOffenceHelp}</p>
    <form class="row" @submit=${(event: Event) => {
      event.preventDefault();
      ui.act.opened(LOOKED_UP, !chosen);
      if (chosen) ui.act.why(chosen.id);
    }}>
      <label for="why-not">${words.otherOffenceField}</label>
      <input id="why-not" list="offences" autocomplete="off" aria-describedby=${wrong ? "why-not-fault" : "why-not-help"} aria-invalid=${wrong ? "true" : "false"} .value=${live(text)}
        @input=${(event: InputEvent) => ui.act.filter(LOOKED_UP, (event.target as HTMLInputElement).value)} />
      <datalist id="offences">${ui.offences.map((offence) => html`<option value=${label(offence)}></option>`)}</datalist>
      <button type="submit">${words.changesOpen}</button>
    </form>
    ${wrong ? html`<p class="fault" id="why-not-fault">${words.otherOffenceUnknown}</p>` : nothing}
    <div aria-live="polite">${found ? answer(ui, found, "not_made_out") : nothing}</div>
  </section>`;
}
