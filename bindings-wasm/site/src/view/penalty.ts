/** How a penalty is computed, line by line, and what comes of it. */

import { html, nothing } from "lit-html";
import { bar } from "../draw/bar";
import type { Charge, Consequence, Penalty, Step } from "../engine";
import type { Ui, View } from "../ui";

/** The bar with its legend. */
export function prisonBar(ui: Ui, established: Penalty | null, possible: Penalty | null): View {
  if (!established?.prison && !possible?.prison) return undefined;
  const { format, ceiling } = ui;
  return html`<div class="range">
    ${bar(established, possible, ceiling?.years)}
    ${ceiling ? html`<p class="hint">${format.words.ceiling(format.say(ceiling.name), format.words.year(ceiling.years))}</p>` : nothing}
  </div>`;
}

/** Established and possible ranges; one line when they are the same. */
export function ranges(ui: Ui, established: Penalty | null, possible: Penalty | null): View {
  const { format } = ui;
  const { words } = format;
  const [known, open] = [format.penalty(established), format.penalty(possible)];
  const pesos = (established?.fines ?? []).flatMap((fine) => format.pesos(fine) ?? []);
  return html`<dl class="outcome">
    <dt>${words.established}</dt>
    <dd><strong>${known}</strong>${pesos.map((text) => html`<br /><span class="hint">${text}</span>`)}</dd>
    ${open === known ? nothing : html`<dt>${words.possibleRange}</dt><dd>${open}</dd>`}
  </dl>`;
}

/** The computation as a table: one step a line, what it leaves. `start` is what it begins with, and where that stands. */
export function computation(ui: Ui, steps: readonly Step[], start?: { by: string; base: Penalty | null }): View {
  const { format } = ui;
  const { words } = format;
  const line = (rule: string, text: string, after: Penalty | null, reading: string | null) => html`<tr>
    <td>${text}${reading === null ? nothing : html`<br /><span class="hint">${words.reading(reading)}</span>`}</td>
    <td class="id">${rule}</td>
    <td>${after ? (format.prison(after) ?? "–") : words.noRange}</td>
    <td>${after ? (format.otherParts(after).join("; ") || "–") : ""}</td>
  </tr>`;
  // When the first step states the base it is not said twice.
  const first = steps[0]?.kind === "penalty" ? undefined : start;
  return html`<div class="wide" role="group" aria-label=${words.computation} tabindex="0"><table class="steps">
    <thead>
      <tr><th scope="col">${words.step}</th><th scope="col">${words.rule}</th><th scope="col">${words.prisonColumn}</th><th scope="col">${words.fineColumn}</th></tr>
    </thead>
    <tbody>
      ${first ? line(first.by, words.base, first.base, null) : nothing}
      ${steps.map((step) => line(step.by, format.say(step.text), step.after, step.reading))}
    </tbody>
  </table></div>`;
}

/** What follows besides the penalty. */
export function consequences(ui: Ui, all: readonly Consequence[]): View {
  const { format } = ui;
  const { words } = format;
  return html`<ul class="plain">
    ${all.map((one) => {
      const length = one.permanent ? words.permanent : one.term ? format.terms(one.term) : "";
      return html`<li>
        ${format.say(one.text)}${length === "" ? nothing : html`, ${length}`} <span class="id">${one.by}</span>${one.status === "unknown" ? html` <span class="state">${words.ifMet}</span>` : nothing}
      </li>`;
    })}
  </ul>`;
}

/** What a charge carries, in a line. */
export function inBrief(ui: Ui, charge: Charge): string {
  const penalty = charge.penalty.final ?? charge.penalty.possible;
  return ui.format.penalty(penalty);
}
