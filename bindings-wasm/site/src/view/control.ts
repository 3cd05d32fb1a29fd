/** The control of a fact, by its type. It tells what was chosen or typed, and shows what is wrong beside itself. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import type { Json } from "../case/case";
import { ends, interval, members, ofMembers, readCountries, readDate, readMoney, readNumber, readTerm, type Fault, type Members, type Read } from "../case/values";
import { matches } from "../case/vocabulary";
import type { FactInfo } from "../engine";
import type { Ui, View } from "../ui";
import { eventsControl } from "./events";

/** Lists up to this length need no search field. */
const SHORT_LIST = 9;

/** What a control works on. */
export interface Control {
  ui: Ui;
  fact: FactInfo;
  /** The name of the field, unique on the page. */
  key: string;
  value: Json | undefined;
  /** In the interview the answer is whole, and "I don't know" is a button of its own. */
  asked: boolean;
  change(value: Json | undefined): void;
}

/** An id for the page out of the name of a field. */
export function idOf(key: string): string {
  return `f-${key.replace(/[^\w-]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}`)}`;
}

/** The control of a fact. */
export function control(of: Control): View {
  switch (of.fact.type) {
    case "flag":
      return choice(of, [
        { value: "true", label: of.ui.format.words.yes },
        { value: "false", label: of.ui.format.words.no },
      ]);
    case "one_of":
      return choice(of, of.fact.values.map(({ value, label }) => ({ value, label: of.ui.format.say(label) })));
    case "any_of":
      return memberList(of, of.fact.values.map(({ value, label }) => ({ value, label: of.ui.format.say(label) })));
    case "offences":
      return memberList(of, of.ui.offences.map(({ id, name }) => ({ value: id, label: `${of.ui.format.say(name)} (${id})` })));
    case "number":
      return range(of, (typed) => readNumber(typed, of.fact), ["min", "max"]);
    case "date":
      return range(of, readDate, ["from", "to"]);
    case "money":
      return single(of, (typed) => readMoney(typed, of.fact));
    case "term":
      return single(of, readTerm);
    case "country":
    case "countries":
      return single(of, (typed) => readCountries(typed, of.fact.type === "countries"));
    case "events":
      return eventsControl(of);
    default:
      return single(of, (typed) => ({ value: typed.trim() === "" ? undefined : typed.trim() }));
  }
}

/** What is wrong with a field, in the words of the reader. */
export function faultOf(ui: Ui, key: string): View {
  const fault: Fault | undefined = ui.state.typed.get(key)?.fault;
  return fault ? html`<p class="fault" id="${idOf(key)}-fault">${ui.format.words.fault[fault]}</p>` : undefined;
}

function choice({ ui, fact, key, value, asked, change }: Control, options: { value: string; label: string }[]): View {
  const { words } = ui.format;
  const name = idOf(key);
  const chosen = typeof value === "boolean" ? String(value) : value;
  const ofText = (text: string): Json => (fact.type === "flag" ? text === "true" : text);
  const radio = (own: string, label: string, checked: boolean, to: Json | undefined) => html`
    <label class="choice">
      <input type="radio" name=${name} value=${own} .checked=${live(checked)} @change=${() => change(to)} />
      <span>${label}</span>
    </label>`;
  const assumed = fact.assumed === null ? undefined : words.assumed(ui.format.value(fact, fact.assumed));
  return html`<div class="choices">
    ${!asked && assumed !== undefined ? radio("", assumed, value === undefined, undefined) : nothing}
    ${options.map((option) => radio(option.value, option.label, chosen === option.value, ofText(option.value)))}
    ${asked
      ? nothing
      : assumed === undefined
        ? radio("", words.unknown, value === undefined || value === null, undefined)
        : radio("null", words.unknown, value === null, null)}
  </div>`;
}

function memberList({ ui, fact, key, value, asked, change }: Control, options: { value: string; label: string }[]): View {
  const { words } = ui.format;
  const stated = members(value);
  const said: Members = asked ? { ...stated, complete: true } : stated;
  const filter = ui.state.filters.get(key) ?? "";
  const label = new Map(options.map((option) => [option.value, option.label]));
  const mark = (member: string, on: boolean) => {
    const yes = said.yes.filter((own) => own !== member);
    const no = said.no.filter((own) => own !== member);
    change(ofMembers({ ...said, yes: on ? [...yes, member] : yes, no }));
  };
  const listed = options.filter((option) => matches(option.label, filter));
  const ordered = (set: string[]) => options.filter((option) => set.includes(option.value)).map((option) => option.value);
  const id = idOf(key);
  return html`<div class="members">
    ${options.length > SHORT_LIST
      ? html`<input
          class="filter"
          type="search"
          id="${id}-filter"
          placeholder=${words.filterValues}
          aria-label="${words.filterValues}: ${ui.format.say(fact.label)}"
          .value=${live(filter)}
          @input=${(event: InputEvent) => ui.act.filter(key, (event.target as HTMLInputElement).value)}
        />`
      : nothing}
    <div class="list ${options.length > SHORT_LIST ? "scrolls" : ""}" role="group" aria-label=${ui.format.say(fact.label)} tabindex=${options.length > SHORT_LIST ? 0 : -1}>
      ${repeat(
        listed,
        (option) => option.value,
        (option) => html`<label class="choice">
          <input
            type="checkbox"
            value=${option.value}
            .checked=${live(said.yes.includes(option.value))}
            @change=${(event: Event) => mark(option.value, (event.target as HTMLInputElement).checked)}
          />
          <span>${option.label}</span>
        </label>`,
      )}
      ${listed.length === 0 ? html`<p class="hint">${words.noMatch}</p>` : nothing}
    </div>
    ${said.yes.length > 0 || said.no.length > 0
      ? html`<ul class="chips" aria-label=${words.chosen}>
          ${ordered(said.yes).map((own) => chip(label.get(own) ?? own, words, () => mark(own, false)))}
          ${ordered(said.no).map((own) => chip(words.not(label.get(own) ?? own), words, () => mark(own, false)))}
        </ul>`
      : nothing}
    ${asked
      ? nothing
      : html`<div class="choices rest" role="radiogroup" aria-label=${words.rest}>
          <span class="hint">${words.rest}:</span>
          ${[true, false].map(
            (complete) => html`<label class="choice">
              <input
                type="radio"
                name="${id}-rest"
                .checked=${live(said.complete === complete)}
                @change=${() => change(ofMembers({ yes: said.yes, no: complete ? [] : said.no, complete }))}
              />
              <span>${complete ? words.restNo : words.restUnknown}</span>
            </label>`,
          )}
        </div>`}
  </div>`;
}

function chip(label: string, words: Ui["format"]["words"], remove: () => void): View {
  return html`<li>
    <button type="button" class="chip" aria-label=${words.remove(label)} @click=${remove}><span>${label}</span> <span aria-hidden="true">×</span></button>
  </li>`;
}

/** A text field that holds one value. */
function single(of: Control, read: (typed: string) => Read): View {
  const { ui, fact, key, value, change } = of;
  const { words } = ui.format;
  const typed = ui.state.typed.get(key);
  const shown = typed?.text ?? (Array.isArray(value) ? value.join(", ") : typeof value === "string" || typeof value === "number" ? String(value) : "");
  const helps: Partial<Record<FactInfo["type"], string>> = { term: words.termHelp, country: words.countryHelp, countries: words.countryHelp };
  const help = helps[fact.type];
  const country = (fact.type === "country" || fact.type === "countries") && value ? ui.format.value(fact, value) : undefined;
  const placeholder = fact.assumed === null ? "" : ui.format.value(fact, fact.assumed);
  return html`<div class="typed">
    ${textField(of, key, shown, help ?? (fact.type === "money" ? "MXN" : undefined), placeholder, (text) => {
      settle(of, key, text, read(text), change);
    })}
    ${country ? html`<span class="hint">${country}</span>` : nothing} ${faultOf(ui, key)}
  </div>`;
}

/** A field for a number or a day, or for the two ends between which it lies. */
function range(of: Control, read: (typed: string) => Read, names: readonly [string, string]): View {
  const { ui, fact, key, value, asked, change } = of;
  const { words } = ui.format;
  const { low, high, interval: isInterval } = ends(value);
  const between = ui.state.opened.has(`${key}~between`) || isInterval;
  const help = fact.type === "date" ? (asked ? words.dateHelp : undefined) : fact.unit ? (words.units[fact.unit] ?? fact.unit) : undefined;
  const placeholder = fact.type === "date" ? words.datePlaceholder : "";
  const valueOf = (text: string): Json | undefined => {
    const result = read(text);
    return "value" in result ? result.value : undefined;
  };
  const field = (own: string, shown: string, label: string | undefined, to: (text: string) => Read) => html`
    ${label ? html`<label class="end" for=${idOf(own)}>${label}</label>` : nothing}
    ${textField(of, own, ui.state.typed.get(own)?.text ?? shown, undefined, placeholder, (text) => settle(of, own, text, to(text), change))}`;
  const joined = (text: string, end: 0 | 1): Read => {
    const own = read(text);
    if ("fault" in own) return own;
    return end === 0 ? interval(own.value, valueOf(high), names) : interval(valueOf(low), own.value, names);
  };
  return html`<div class="typed">
    <div class="ends">
      ${between
        ? html`${field(`${key}~low`, isInterval ? low : "", words.from, (text) => joined(text, 0))}
          ${field(`${key}~high`, isInterval ? high : "", words.to, (text) => joined(text, 1))}`
        : field(key, low, undefined, read)}
      ${help ? html`<span class="hint" id="${idOf(key)}-help">${help}</span>` : nothing}
      <button type="button" class="link" aria-pressed=${between ? "true" : "false"} @click=${() => {
        ui.act.opened(`${key}~between`, !between);
        // A single value is both ends; two ends that differ are no single value.
        if (between) change(valueOf(low === high ? low : ""));
        else if (low !== "") change({ [names[0]]: valueOf(low) ?? null, [names[1]]: valueOf(low) ?? null });
      }}>${between ? words.exact : words.between}…</button>
    </div>
    ${faultOf(ui, key)} ${faultOf(ui, `${key}~low`)} ${faultOf(ui, `${key}~high`)}
  </div>`;
}

function textField(of: Control, key: string, shown: string, help: string | undefined, placeholder: string, typed: (text: string) => void): View {
  const { ui, fact } = of;
  const id = idOf(key);
  const fault = ui.state.typed.get(key) !== undefined;
  const numeric = fact.type === "number" || fact.type === "money";
  const described = [help ? `${id}-help` : "", fault ? `${id}-fault` : ""].filter((one) => one !== "").join(" ");
  return html`<input
      type="text"
      id=${id}
      class=${fact.type === "text" ? "" : numeric ? "short" : "medium"}
      inputmode=${numeric ? "decimal" : "text"}
      autocomplete="off"
      spellcheck="false"
      placeholder=${placeholder}
      aria-label=${ui.format.say(fact.label)}
      aria-invalid=${fault ? "true" : "false"}
      aria-describedby=${described === "" ? nothing : described}
      .value=${live(shown)}
      @change=${(event: Event) => typed((event.target as HTMLInputElement).value)}
    />${help ? html`<span class="hint" id="${id}-help">${help}</span>` : nothing}`;
}

/** Takes a value over, or keeps the text with what is wrong with it. */
function settle({ ui }: Control, key: string, text: string, read: Read, change: (value: Json | undefined) => void): void {
  if ("fault" in read) {
    ui.act.typed(key, { text, fault: read.fault });
    return;
  }
  ui.act.typed(key, undefined);
  change(read.value);
}
