/** The events of a procedure: kind, day, and whom they are about. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Json, JsonObject } from "../case/case";
import { readDate } from "../case/values";
import { personsWith } from "../case/case";
import { actName, personName } from "../text/names";
import type { View } from "../ui";
import { faultOf, idOf, type Control } from "./control";

const isObject = (value: Json): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** A row for each event, and a button for one more. */
export function eventsControl(of: Control): View {
  const { ui, fact, key, value, change } = of;
  const { words } = ui.format;
  const events = Array.isArray(value) ? value.filter(isObject) : [];
  const replace = (at: number, next: JsonObject | undefined) => {
    const others = events.flatMap((event, own) => (own !== at ? [event] : next === undefined ? [] : [next]));
    change(others.length === 0 ? undefined : others);
  };
  const add = () => change([...events, { kind: fact.values[0]?.value ?? "" }]);
  return html`<div class="events">
    <ul>
      ${events.map((event, at) => row(of, event, `${key}~${at}`, (next) => replace(at, next)))}
    </ul>
    <button type="button" class="add" @click=${add}>+ ${words.addEvent}</button>
  </div>`;
}

function row(of: Control, event: JsonObject, key: string, change: (next: JsonObject | undefined) => void): View {
  const { ui, fact } = of;
  const { words } = ui.format;
  const id = idOf(key);
  const state = ui.state.typed.get(key);
  const date = typeof event["date"] === "string" ? event["date"] : "";
  const put = (name: string, value: string) => {
    const next = { ...event };
    if (value === "") delete next[name];
    else next[name] = value;
    change(next);
  };
  const chooser = (name: string, label: string, options: [string, string][]) => html`<select
    aria-label=${label}
    @change=${(changed: Event) => put(name, (changed.target as HTMLSelectElement).value)}
  >
    ${options.map(([value, text]) => html`<option value=${value} ?selected=${(event[name] ?? "") === value}>${text}</option>`)}
  </select>`;
  const accused = personsWith(ui.state.of, "accused");
  return html`<li>
    ${chooser("kind", words.event, fact.values.map(({ value, label }): [string, string] => [value, ui.format.say(label)]))}
    <input
      type="text"
      class="medium"
      id=${id}
      aria-label=${words.eventDate}
      aria-invalid=${state ? "true" : "false"}
      aria-describedby=${state ? `${id}-fault` : nothing}
      placeholder=${words.datePlaceholder}
      .value=${live(state?.text ?? date)}
      @change=${(changed: Event) => {
        const text = (changed.target as HTMLInputElement).value;
        const read = readDate(text);
        if ("fault" in read) {
          ui.act.typed(key, { text, fault: read.fault });
          return;
        }
        ui.act.typed(key, undefined);
        put("date", typeof read.value === "string" ? read.value : "");
      }}
    />
    ${accused.length > 1
      ? chooser("accused", words.concerning, [["", words.everybody], ...accused.map((one): [string, string] => [one.id, personName(ui.format, ui.state.of, one.id)])])
      : nothing}
    ${ui.state.of.acts.length > 1
      ? chooser("act", words.which, [["", words.everybody], ...ui.state.of.acts.map((one): [string, string] => [one.id, actName(ui.format, ui.state.of, one.id)])])
      : nothing}
    <button type="button" class="icon" aria-label=${words.remove(words.event)} @click=${() => change(undefined)}>×</button>
    ${faultOf(ui, key)}
  </li>`;
}
