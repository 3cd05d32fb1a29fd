/** The same facts on another day, side by side. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { onAnotherDay, rows, type Row } from "../case/comparison";
import { isDay, readDate } from "../case/values";
import type { Charge, Verdict } from "../engine";
import { errorText } from "../text/errors";
import { whomName } from "../text/names";
import type { Comparison, Ui, View } from "../ui";

const FIELD = "compare";

/** Two dates to choose, and the two answers. */
export function comparison(ui: Ui, left: Verdict): View {
  const { format, state } = ui;
  const { words } = format;
  const { actDate, asOf, fault } = state.comparison;
  const field = (name: "actDate" | "asOf", label: string, value: string) => html`<label for="${FIELD}-${name}">${label}</label>
    <input type="text" class="medium" id="${FIELD}-${name}" placeholder=${words.datePlaceholder} autocomplete="off" .value=${live(value)}
      aria-invalid=${fault ? "true" : "false"} aria-describedby=${fault ? `${FIELD}-fault` : nothing}
      @change=${(event: Event) => ui.act.compare(changed(name, (event.target as HTMLInputElement).value))} />`;
  return html`<section class="part ${actDate === "" && asOf === "" ? "screen" : ""}" aria-labelledby="compare-heading">
    <h3 id="compare-heading">${words.comparison}</h3>
    <p class="hint">${words.comparisonLead}</p>
    <div class="row">${field("actDate", words.comparisonAct, actDate)} ${field("asOf", words.asOf, asOf)}</div>
    ${fault ? html`<p class="fault" id="${FIELD}-fault">${words.fault[fault]}</p>` : nothing}
    <div aria-live="polite">${fault ? nothing : answer(ui, left)}</div>
  </section>`;
}

function changed(name: "actDate" | "asOf", text: string): Partial<Comparison> {
  const read = readDate(text);
  if ("fault" in read) return { [name]: text, fault: read.fault };
  const value = typeof read.value === "string" ? read.value : "";
  return { [name]: value, fault: name === "asOf" && value !== "" && !isDay(value) ? "day_needed" : undefined };
}

function answer(ui: Ui, left: Verdict): View {
  const { format, state } = ui;
  const { words } = format;
  const { actDate, asOf } = state.comparison;
  if (actDate === "" && asOf === "") return html`<p class="hint">${words.comparisonNeedsDate}</p>`;
  const right = ui.judge(actDate === "" ? state.of : onAnotherDay(state.of, actDate), asOf === "" ? state.asOf : asOf);
  if ("code" in right) return html`<p class="fault">${words.comparisonFailed(errorText(format, right))}</p>`;
  const found = rows(left, right).filter((row) => row.changed || [row.left, row.right].some((charge) => charge?.status === "applies"));
  const dates = (acts: string[], day: string) => html`${acts.map((date) => format.date(date)).join("; ")}<br /><span class="hint">${words.asOf}: ${format.date(day)}</span>`;
  const own = state.of.acts.map((act) => (typeof act["date"] === "string" ? act["date"] : words.unknownValue));
  return html`${found.some((row) => row.changed) ? nothing : html`<p>${words.comparisonSame}</p>`}
    ${found.length === 0
      ? nothing
      : html`<div class="wide" role="group" aria-label=${words.comparison} tabindex="0"><table class="compare">
          <thead>
            <tr>
              <th scope="col">${words.comparisonCharge}</th>
              <th scope="col">${words.comparisonCase}: ${dates(own, left.as_of)}</th>
              <th scope="col">${words.comparisonOther}: ${dates(actDate === "" ? own : [actDate], right.as_of)}</th>
            </tr>
          </thead>
          <tbody>${found.map((row) => line(ui, row))}</tbody>
        </table></div>`}`;
}

function line(ui: Ui, row: Row): View {
  const { format } = ui;
  const { words } = format;
  const whom = whomName(format, ui.state.of, row.of);
  const name = row.left?.name ?? row.right?.name;
  const cell = (charge: Charge | undefined) => {
    if (!charge) return html`<td>${words.comparisonNothing}</td>`;
    const found = charge.prescription;
    return html`<td>
      <strong>${words.groups[charge.status]}</strong><br />${format.penalty(charge.penalty.final ?? charge.penalty.possible)}<br />
      <span class="hint">${format.span(charge.version)}${found
        ? html`<br />${words.prescription}: ${words.prescriptionStatus[found.status] ?? found.status}${found.expires === null ? "" : `, ${words.expires(format.date(found.expires))}`}`
        : nothing}</span>
    </td>`;
  };
  return html`<tr class=${row.changed ? "changed" : ""}>
    <th scope="row">
      ${name ? format.say(name) : ""} <span class="id">${row.offence}</span>${whom === "" ? nothing : html`<br /><span class="whom">${whom}</span>`}
      ${row.changed ? html`<br /><span class="tag">${words.comparisonChanged}</span>` : nothing}
    </th>
    ${cell(row.left)} ${cell(row.right)}
  </tr>`;
}
