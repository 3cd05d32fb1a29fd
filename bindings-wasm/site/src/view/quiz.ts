/** Practising: what is to be asked, one question at a time with its answer explained, and what came of it. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { current, DIFFICULTIES, mistaken, MOST_QUESTIONS, MOST_SEED, type Choices, type Given } from "../case/quiz";
import { nested } from "../case/rows";
import { readNumber } from "../case/values";
import type { Item, ItemOption } from "../engine";
import type { Ui, View } from "../ui";
import { citations } from "./charge";
import { faultOf, idOf } from "./control";
import { mark } from "./reason";

/** The questions, as far as they have come. */
export function quiz(ui: Ui): View {
  const { state, format, act } = ui;
  const { words } = format;
  const { engine, practice } = state.quiz;
  switch (engine) {
    case "absent":
    case "loading":
      return html`<p class="question hint" role="status">${words.quiz.loading}</p>`;
    case "failed":
      return html`<div class="question" role="alert">
        <p>${words.quiz.loadFailed}</p>
        <div class="buttons"><button type="button" class="primary" @click=${() => act.quiz.load()}>${words.quiz.again}</button></div>
      </div>`;
    case "making":
      return html`<p class="question hint" role="status">${words.quiz.making}</p>`;
    case "ready":
      if (practice.round.length === 0) return choices(ui);
      return current(practice) ? question(ui) : outcome(ui);
  }
}

function choices(ui: Ui): View {
  const { state, format, act } = ui;
  const { words } = format;
  const { subjects, practice, notice } = state.quiz;
  const { law, title, difficulty } = practice.choices;
  const chosen = (event: Event) => (event.target as HTMLSelectElement).value;
  return html`<form class="question choosing" novalidate @submit=${(event: Event) => {
    event.preventDefault();
    const wrong = (event.target as HTMLElement).querySelector<HTMLElement>("[aria-invalid=true]");
    if (wrong) wrong.focus();
    else act.quiz.begin();
  }}>
    <p>${words.quiz.lead}</p>
    <fieldset>
      <legend>${words.quiz.choices}</legend>
      ${whole(ui, "number", words.quiz.number, { min: 1, max: MOST_QUESTIONS }, undefined)}
      <label for="quiz-law">${words.quiz.law}</label>
      <div>
        <select id="quiz-law" @change=${(event: Event) => act.quiz.plan({ law: chosen(event) })}>
          <option value="" ?selected=${law === ""}>${words.quiz.everyLaw}</option>
          ${subjects.map((one) => html`<option value=${one.law} ?selected=${law === one.law}>${format.say(one.name)}</option>`)}
        </select>
      </div>
      <label for="quiz-title">${words.quiz.title}</label>
      <div>
        <input id="quiz-title" type="text" class="short" autocomplete="off" spellcheck="false" maxlength="12" aria-describedby=${notice ? "quiz-title-help quiz-notice" : "quiz-title-help"}
          .value=${live(title)} @input=${(event: Event) => act.quiz.plan({ title: (event.target as HTMLInputElement).value.trim() })} />
        <span class="hint" id="quiz-title-help">${words.quiz.titleHelp}</span>
      </div>
      <label for="quiz-difficulty">${words.quiz.difficulty}</label>
      <div>
        <select id="quiz-difficulty" @change=${(event: Event) => act.quiz.plan({ difficulty: Number(chosen(event)) || undefined })}>
          <option value="" ?selected=${difficulty === undefined}>${words.quiz.anyDifficulty}</option>
          ${DIFFICULTIES.map((one, at) => html`<option value=${one} ?selected=${difficulty === one}>${words.quiz.difficulties[at]}</option>`)}
        </select>
      </div>
      ${whole(ui, "seed", words.quiz.seed, { min: 0, max: MOST_SEED }, words.quiz.seedHelp)}
    </fieldset>
    ${notice ? html`<p class="fault" id="quiz-notice" role="alert">${notice(words, format)}</p>` : nothing}
    <div class="buttons"><button type="submit" class="primary">${words.quiz.begin}</button></div>
  </form>`;
}

/** A field for one whole number of the choices. It is read while it is typed: no message moves the button under the pointer. */
function whole(ui: Ui, name: "number" | "seed", label: string, ends: { min: number; max: number }, help: string | undefined): View {
  const { state, act } = ui;
  const id = idOf(`quiz-${name}`);
  const key = `quiz-${name}`;
  const typed = state.typed.get(key);
  const described = [help ? `${id}-help` : "", typed ? `${id}-fault` : ""].filter((one) => one !== "").join(" ");
  return html`<label for=${id}>${label}</label>
    <div>
      <input id=${id} type="text" class="short" inputmode="numeric" autocomplete="off" .value=${live(typed?.text ?? String(state.quiz.practice.choices[name]))}
        aria-invalid=${typed ? "true" : "false"} aria-describedby=${described === "" ? nothing : described}
        @input=${(event: Event) => {
          const text = (event.target as HTMLInputElement).value;
          const read = readNumber(text, { ...ends, scale: 0 });
          const value = "value" in read ? read.value : undefined;
          act.typed(key, typeof value === "number" ? undefined : { text, fault: "fault" in read ? read.fault : "number_not_read" });
          if (typeof value === "number") act.quiz.plan({ [name]: value } satisfies Partial<Choices>);
        }} />
      ${help ? html`<span class="hint" id="${id}-help">${help}</span>` : nothing} ${faultOf(ui, key)}
    </div>`;
}

function question(ui: Ui): View {
  const { state, format, act } = ui;
  const { words } = format;
  const { practice, notice } = state.quiz;
  const now = current(practice);
  if (!now) return undefined;
  const { item, at } = now;
  const last = practice.shown ? practice.given.at(-1) : undefined;
  return html`<form class="question asked" @submit=${(event: Event) => {
    event.preventDefault();
    if (last) act.quiz.forward();
    else act.quiz.mark();
  }}>
    <h3 tabindex="-1" class="focus" id="quiz-at">${words.quiz.at(at + 1, practice.round.length)}</h3>
    <p class="step">${about(ui, item)} · ${words.quiz.seeded(practice.choices.seed)}</p>
    ${notice && at === 0 ? html`<p class="hint" role="status">${notice(words, format)}</p>` : nothing}
    ${told(ui, item)}
    ${last ? stem(ui, item) : item.form === "choice" ? radios(ui, item) : steps(ui, item)}
    <div aria-live="polite">${last ? verdict(ui, last) : nothing}</div>
    ${last ? explained(ui, last) : nothing}
    <div class="buttons screen">
      <button type="submit" class="primary">${last ? (at + 1 < practice.round.length ? words.quiz.next : words.quiz.finish) : words.answer}</button>
      ${last ? opening(ui, item) : nothing}
      <button type="button" class="quiet" @click=${() => act.quiz.leave("same")}>${words.quiz.leave}</button>
    </div>
  </form>`;
}

/** The kind and the difficulty of a question. */
function about({ format }: Ui, { kind, difficulty }: Item): string {
  const { quiz: words } = format.words;
  return `${words.kinds[kind] ?? kind} · ${words.level(difficulty, DIFFICULTIES.length)}`;
}

function told({ format }: Ui, item: Item): View {
  return html`<div class="scenario"><h4>${format.words.quiz.scenario}</h4><p>${format.say(item.scenario)}</p></div>`;
}

/** A button that opens the case of a question, where it is one that the page can show; its charges would give the answer away. */
function opening({ format, vocabulary, act }: Ui, item: Item): View {
  const of = nested(item.case, vocabulary);
  return of && html`<button type="button" @click=${() => act.quiz.open(of)}>${format.words.quiz.openCase}</button>`;
}

function radios(ui: Ui, item: Item): View {
  const { state, format, act } = ui;
  const { words } = format;
  const { chosen, needed } = state.quiz.practice;
  return html`<fieldset class="options" aria-describedby=${needed ? "quiz-needed" : nothing}>
    <legend>${format.say(item.stem)}</legend>
    ${item.options.map((option, at) => html`<label class="choice">
      <input type="radio" name="quiz-option" value=${at} .checked=${live(chosen === at)} @change=${() => act.quiz.choose(at)} />
      <span>${format.say(option.text)}</span>
    </label>`)}
    ${needed ? html`<p class="fault" id="quiz-needed" role="alert">${words.quiz.needed}</p>` : nothing}
  </fieldset>`;
}

function steps(ui: Ui, item: Item): View {
  const { state, format, act } = ui;
  const { quiz: words } = format.words;
  const { order } = state.quiz.practice;
  return html`<fieldset class="options">
    <legend>${format.say(item.stem)}</legend>
    <p class="hint screen">${words.orderHelp}</p>
    <ol class="ordering">
      ${order.map((option, at) => html`<li>
        <span id="step-${at}">${format.say(item.options[option]?.text ?? item.stem)}</span>
        <span class="buttons screen">
          <button type="button" id="step-${at}-up" aria-label=${words.upOf(at + 1)} aria-describedby="step-${at}" ?disabled=${at === 0} @click=${() => act.quiz.move(at, -1)}>↑ ${words.up}</button>
          <button type="button" id="step-${at}-down" aria-label=${words.downOf(at + 1)} aria-describedby="step-${at}" ?disabled=${at === order.length - 1} @click=${() => act.quiz.move(at, 1)}>↓ ${words.down}</button>
        </span>
      </li>`)}
    </ol>
  </fieldset>`;
}

function stem({ format }: Ui, item: Item): View {
  return html`<p class="stem">${format.say(item.stem)}</p>`;
}

function verdict({ format }: Ui, { correct }: Given): View {
  const { quiz: words } = format.words;
  return html`<h4 tabindex="-1" class="verdict ${correct ? "right" : "wrong"}" id="quiz-verdict">${mark(correct ? "met" : "unmet")} ${correct ? words.right : words.wrong}</h4>`;
}

/** Every option of a question that was answered, and why it is right or wrong. */
function explained(ui: Ui, given: Given): View {
  const { format } = ui;
  const { words } = format;
  const { item } = given;
  return html`${item.form === "choice"
      ? html`<ul class="marked">${item.options.map((option, at) => line(ui, option, option.correct, given.chosen === at, [
          option.correct ? words.quiz.rightOption : words.quiz.wrongOption,
          ...(given.chosen === at ? [words.quiz.yours] : []),
        ]))}</ul>`
      : html`<ol class="marked">${inPlace(item).map(({ option, at }, place) => line(ui, option, given.order[place] === at, false, [
          given.order[place] === at ? words.quiz.placedRight : words.quiz.placed(given.order.indexOf(at) + 1),
        ]))}</ol>`}
    <div><h5>${words.quiz.explanation}</h5><p>${format.say(item.explanation)}</p></div>
    ${item.citations.length > 0 ? html`<div><h5>${words.citations}</h5>${citations(ui, item.citations)}</div>` : nothing}`;
}

/** The steps in their right order, each with its place among the options. */
function inPlace(item: Item): { option: ItemOption; at: number }[] {
  return item.options.map((option, at) => ({ option, at })).sort((one, other) => (one.option.place ?? 0) - (other.option.place ?? 0));
}

function line({ format }: Ui, option: ItemOption, right: boolean, yours: boolean, tags: string[]): View {
  const { quiz: words } = format.words;
  return html`<li class="${right ? "right" : "wrong"} ${yours ? "yours" : ""}">
    ${mark(right ? "met" : "unmet")}
    <div>
      <p>${format.say(option.text)} ${tags.map((tag) => html`<span class="tag">${tag}</span> `)}</p>
      ${option.mistake ? html`<p class="because"><strong>${words.mistake}:</strong> ${format.say(option.mistake.text)}.</p>` : nothing}
      <p class="because"><strong>${words.why}:</strong> ${format.say(option.why)} ${option.citations.map((id) => html`<span class="id">${id}</span> `)}</p>
    </div>
  </li>`;
}

function outcome(ui: Ui): View {
  const { state, format, act } = ui;
  const { quiz: words } = format.words;
  const { practice, weak, notice } = state.quiz;
  const wrong = mistaken(practice);
  const all = practice.given.length;
  return html`<div class="question outcome">
    <h3 tabindex="-1" class="focus" id="quiz-score">${words.score(all - wrong.length, all)}</h3>
    <p class="step">${words.seeded(practice.choices.seed)}</p>
    ${notice ? html`<p class="fault" role="alert">${notice(format.words, format)}</p>` : nothing}
    ${weak.length === 0
      ? html`<p>${words.noneWeak}</p>`
      : html`<div><h4>${words.weak}</h4>
          <ul class="plain">${weak.map(({ element, right, asked }) => html`<li>${words.weakOf(words.trained[element] ?? element, right, asked)}</li>`)}</ul></div>`}
    ${wrong.length === 0 ? nothing : html`<div><h4>${words.review}</h4>${wrong.map((given) => review(ui, given))}</div>`}
    <div class="buttons screen">
      <button type="button" class="primary" @click=${() => act.quiz.goOn()}>${words.goOn}</button>
      <button type="button" @click=${() => act.quiz.leave("other")}>${words.other}</button>
    </div>
  </div>`;
}

/** A question that was answered wrongly, folded; on paper it stands open. */
function review(ui: Ui, given: Given): View {
  const { state, format, act } = ui;
  const { item } = given;
  const key = `quiz~${item.id}`;
  const open = state.printing || state.opened.has(key);
  return html`<details class="card" ?open=${open} @toggle=${(event: Event) => {
    const now = (event.currentTarget as HTMLDetailsElement).open;
    if (now !== open) act.opened(key, now);
  }}>
    <summary>${format.say(item.stem)} <span class="hint">${about(ui, item)}</span></summary>
    ${open ? html`<div class="body asked">${told(ui, item)} ${stem(ui, item)} ${explained(ui, given)} <div class="buttons screen">${opening(ui, item)}</div></div>` : nothing}
  </details>`;
}
