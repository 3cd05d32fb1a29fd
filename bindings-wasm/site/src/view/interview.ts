/** The interview: one question at a time, why it matters, and the way back. */

import { html, nothing } from "lit-html";
import { grouped } from "../case/charges";
import { offenceName, whomName } from "../text/names";
import type { Ui, View } from "../ui";
import { control } from "./control";

/** How many offences are named under a question. */
const MOST_NAMED = 4;
/** With more offences than this the number says it better than some names. */
const MOST_TO_NAME = 24;

/** The question of the moment. */
export function interview(ui: Ui): View {
  const { state, format, act } = ui;
  const { words } = format;
  const back = html`<button type="button" class="quiet" ?disabled=${state.history.length === 0} @click=${act.back}>← ${words.back}</button>`;
  const progress = state.history.length > 0 ? html`<span class="hint">${words.answered(state.history.length)}</span>` : nothing;
  if (state.open === null) return html`<div class="question"><p class="hint" role="status">${words.thinking}</p><div class="buttons">${back}${progress}</div></div>`;
  if (state.open === undefined) {
    const leftOpen = state.verdict && grouped(state.verdict).some((group) => group.status === "undetermined");
    return html`<div class="question">
      <h3 tabindex="-1" class="focus">${words.done}</h3>
      <p>${leftOpen ? words.doneOpen : words.doneAll}</p>
      <div class="buttons">${back}<button type="button" @click=${() => act.tab("form")}>${words.form}</button>${progress}</div>
    </div>`;
  }
  const { question, key } = state.open;
  const fact = ui.vocabulary.get(question.fact);
  if (!fact) return undefined;
  const whom = whomName(format, state.of, question.of);
  const many = fact.type === "any_of" || fact.type === "offences" || fact.type === "events";
  return html`<form class="question" @submit=${(event: Event) => {
    event.preventDefault();
    act.answer(state.draft ?? (many ? [] : undefined));
  }}>
    <p class="step">${words.question(state.history.length + 1)}${whom === "" ? nothing : html` · ${words.ofAccused(whom)}`}</p>
    <h3 tabindex="-1" class="focus" id="question">${format.say(question.question)}</h3>
    ${why(ui, question.settles)}
    <div class="answer" role="group" aria-labelledby="question">
      ${many ? html`<p class="hint">${words.markAll}</p>` : nothing}
      ${control({ ui, fact, key: `ask~${key}`, value: state.draft, asked: true, change: act.draft })}
    </div>
    ${state.draftNeeded ? html`<p class="fault" role="alert">${words.noAnswer}</p>` : nothing}
    <div class="buttons">
      <button type="submit" class="primary">${words.answer}</button>
      ${many ? html`<button type="button" @click=${() => act.answer([])}>${words.noneOfThem}</button>` : nothing}
      <button type="button" @click=${() => act.answer(null)}>${words.answerUnknown}</button>
      ${back} ${progress}
    </div>
  </form>`;
}

function why(ui: Ui, settles: string[]): View {
  if (settles.length === 0) return undefined;
  const { words } = ui.format;
  if (settles.length > MOST_TO_NAME) {
    return html`<p class="why"><strong>${words.whyAsked}.</strong> ${words.decidesMany(settles.length)}</p>`;
  }
  const named = settles.slice(0, MOST_NAMED).map((id) => offenceName(ui.format, ui.offences, id));
  const left = settles.length - named.length;
  return html`<p class="why"><strong>${words.whyAsked}.</strong> ${words.decides(settles.length)} ${named.join("; ")}${left > 0 ? `; ${words.andMore(left)}` : ""}.</p>`;
}
