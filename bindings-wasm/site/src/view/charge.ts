/** A charge: what became of it in a line, and, opened, everything that the engine says of it. */

import { html, nothing } from "lit-html";
import type { Placed } from "../case/charges";
import type { Charge, Citation, Prescription } from "../engine";
import { offenceName, whomName } from "../text/names";
import type { Ui, View } from "../ui";
import { computation, consequences, inBrief, prisonBar, ranges } from "./penalty";
import { element, grounds, mark } from "./reason";
import { changes } from "./why";

/** The card of a charge; what is inside is made when it is opened. */
export function chargeCard(ui: Ui, own: Placed): View {
  const { charge, count, key } = own;
  const { format, state } = ui;
  const { words } = format;
  const open = state.opened.has(key) || (state.printing && charge.status === "applies");
  const whom = whomName(format, state.of, count);
  const status = words.groups[charge.status];
  return html`<details class="charge ${charge.status}" ?open=${open} @toggle=${(event: Event) => {
    const now = (event.currentTarget as HTMLDetailsElement).open;
    if (now !== open && !state.printing) ui.act.opened(key, now);
  }}>
    <summary>
      <h4 class="name">${format.say(charge.name)}</h4>
      <span class="id">${charge.offence}</span>
      <span class="status">${status}</span>
      ${whom === "" ? nothing : html`<span class="whom">${whom}</span>`}
      <span class="brief">${inBrief(ui, charge)}</span>
      ${charge.status === "applies" ? prisonBar(ui, charge.penalty.final, charge.penalty.possible) : nothing}
      ${charge.status === "undetermined" && charge.missing.length > 0
        ? html`<span class="lacks">${words.missing}: ${factNames(ui, charge.missing)}</span>`
        : nothing}
    </summary>
    ${open ? body(ui, own) : nothing}
  </details>`;
}

function factNames(ui: Ui, names: string[]): string {
  return [...new Set(names)]
    .map((name) => {
      const fact = ui.vocabulary.get(name);
      return fact ? ui.format.say(fact.label) : name;
    })
    .join("; ");
}

function section(heading: string, body: View): View {
  return html`<section><h5>${heading}</h5>${body}</section>`;
}

/** A section that is long and seldom the first thing looked for. */
function folded(ui: Ui, key: string, heading: string, length: number, body: () => View): View {
  const open = ui.state.opened.has(key) || ui.state.printing;
  return html`<details class="folded" ?open=${open} @toggle=${(event: Event) => {
    const now = (event.currentTarget as HTMLDetailsElement).open;
    if (now !== open && !ui.state.printing) ui.act.opened(key, now);
  }}>
    <summary><h5>${heading}</h5> <span class="tag">${length}</span></summary>
    ${open ? body() : nothing}
  </details>`;
}

function body(ui: Ui, own: Placed): View {
  const { charge, key } = own;
  const { format } = ui;
  const { words } = format;
  const raised = charge.exceptions.filter(({ status }) => status === "met" || status === "unknown");
  const graded = charge.grading.filter(({ status }) => status === "met" || status === "unknown");
  return html`<div class="body">
    <p class="version">${format.span(charge.version)}; ${words.lawOf(format.date(charge.law_date))}</p>
    ${charge.excluded_by ? html`<p>${words.excludedBy(charge.excluded_by.id, words.bars[charge.excluded_by.bars] ?? charge.excluded_by.bars)}</p>` : nothing}
    ${charge.displaced_by
      ? html`<p>${words.displacedBy(offenceName(format, ui.offences, charge.displaced_by.id), words.grounds[charge.displaced_by.ground] ?? charge.displaced_by.ground, charge.displaced_by.by)}</p>`
      : nothing}
    ${charge.may_be_displaced_by.length > 0 ? html`<p>${words.mayBeDisplaced(charge.may_be_displaced_by.map((id) => offenceName(format, ui.offences, id)).join("; "))}</p>` : nothing}
    ${section(words.elements, html`<ul class="elements">${charge.elements.map((one) => element(ui, one))}</ul>`)}
    ${raised.length > 0 ? section(words.exceptions, html`<ul class="elements">${raised.map((one) => element(ui, one))}</ul>`) : nothing}
    ${charge.qualifiers.length > 0 ? section(words.qualifiers, qualifiers(ui, charge)) : nothing}
    ${graded.length > 0
      ? section(words.gradings, html`<ul class="elements">${graded.map((one) => html`<li class="element ${one.status}">
          ${mark(one.status)}
          <div>${words.grading[one.kind] ?? one.kind} <span class="id">${one.by}</span>
            <span class=${one.status === "met" ? "unseen" : "state"}>${words.met[one.status]}</span>
            ${because(grounds(ui, one.because))}</div>
        </li>`)}</ul>`)
      : nothing}
    ${section(words.computation, html`${computation(ui, charge.penalty.steps, charge.penalty)} ${ranges(ui, charge.penalty.final, charge.penalty.possible)}
      ${charge.status === "applies" ? nothing : prisonBar(ui, charge.penalty.final, charge.penalty.possible)}`)}
    ${charge.penalty.final && charge.penalty.final.consequences.length > 0
      ? section(words.consequences, consequences(ui, charge.penalty.final.consequences))
      : nothing}
    ${charge.prescription ? section(words.prescription, prescription(ui, charge.prescription)) : nothing}
    ${section(words.prosecution, html`<p>${words.modes[charge.prosecution.mode] ?? charge.prosecution.mode} <span class="id">${charge.prosecution.by}</span></p>`)}
    ${charge.milder_version ? section(words.milder, milder(ui, charge)) : nothing}
    ${charge.measures.length > 0
      ? folded(ui, `${key}~measures`, words.measures, charge.measures.length, () => consequences(ui, charge.measures))
      : nothing}
    ${charge.assumptions.length > 0
      ? folded(ui, `${key}~assumed`, words.assumptions, charge.assumptions.length, () => html`<ul class="plain">${charge.assumptions.map(({ fact, value, by }) => {
          const known = ui.vocabulary.get(fact);
          return html`<li>${known ? format.say(known.label) : fact}: ${format.value(known, value)}${by === null ? nothing : html` <span class="id">${by}</span>`}</li>`;
        })}</ul>`)
      : nothing}
    ${charge.missing.length > 0 ? section(words.missing, html`<p>${factNames(ui, charge.missing)}</p>`) : nothing}
    ${section(words.citations, citations(ui, charge.citations))}
    ${changes(ui, own)}
  </div>`;
}

function because(why: string[]): View {
  return why.length > 0 ? html`<p class="because">${why.join("; ")}</p>` : undefined;
}

function qualifiers(ui: Ui, charge: Charge): View {
  const { format } = ui;
  const { words } = format;
  return html`<ul class="elements">
    ${charge.qualifiers.map((one) => html`<li class="element ${one.status}">
      ${mark(one.status)}
      <div>
        ${format.say(one.name)} <span class="id">${one.id}</span>
        ${one.letters.length > 0 ? html`<span class="hint">(${words.letters(one.letters)})</span>` : nothing}
        ${one.unknown_letters.length > 0 ? html`<span class="hint">${words.unknownLetters(one.unknown_letters)}</span>` : nothing}
        <span class=${one.status === "met" ? "unseen" : "state"}>${words.met[one.status]}</span>
        ${because(grounds(ui, one.because))}
      </div>
    </li>`)}
  </ul>`;
}

function prescription(ui: Ui, found: Prescription): View {
  const { format } = ui;
  const { words } = format;
  const line = (one: Pick<Prescription, "term" | "starts" | "expires" | "possible"> & { status: string }) =>
    [
      words.prescriptionStatus[one.status] ?? one.status,
      one.term === null ? "" : words.term(format.term(one.term)),
      one.starts === null ? "" : words.starts(format.date(one.starts)),
      one.expires === null ? "" : words.expires(format.date(one.expires)),
      one.expires === null && one.possible ? words.expires(words.range(format.date(one.possible.from), format.date(one.possible.to))) : "",
    ]
      .filter((part) => part !== "")
      .join(", ");
  return html`<p><strong>${line(found)}</strong></p>
    ${found.steps.length > 0
      ? html`<ol class="plain">${found.steps.map((step) => html`<li>
          ${[format.say(step.text), step.term === null ? "" : format.term(step.term), step.date === null ? "" : format.date(step.date)].filter((part) => part !== "").join(", ")}
          <span class="id">${step.by}</span>
        </li>`)}</ol>`
      : nothing}
    ${found.limits.length > 0
      ? html`<ul class="plain">${found.limits.map((limit) => html`<li>${words.limits[limit.kind] ?? limit.kind}: ${line(limit)} <span class="id">${limit.by}</span></li>`)}</ul>`
      : nothing}`;
}

function milder(ui: Ui, { milder_version: found }: Charge): View {
  if (!found) return undefined;
  const { format } = ui;
  const { words } = format;
  return html`<p>
      <span class="id">${found.offence}</span>, ${format.span(found.version)}: <strong>${words.compare[found.compare] ?? found.compare}</strong>.
      ${format.say(found.because)} ${found.applied ? words.milderApplied : words.milderNotApplied}
    </p>
    ${found.applied || !found.penalty ? nothing : html`<p>${format.penalty(found.penalty)}</p>`}`;
}

/** Sources: each article once, with its clauses and days of publication. */
export function citations(ui: Ui, all: readonly Citation[]): View {
  const { format } = ui;
  const { words } = format;
  const articles = new Map<string, { first: Citation; clauses: Set<string>; days: Set<string> }>();
  for (const citation of all) {
    const key = `${format.say(citation.law)}|${citation.article}`;
    const known = articles.get(key) ?? { first: citation, clauses: new Set(), days: new Set() };
    if (citation.clause !== null) known.clauses.add(citation.clause);
    citation.gazette.forEach((day) => known.days.add(day));
    articles.set(key, known);
  }
  return html`<ul class="plain sources">
    ${[...articles.values()].map(({ first, clauses, days }) => html`<li>
      ${words.article(format.say(first.law), first.article)}${clauses.size > 0 ? `, ${[...clauses].join(", ")}` : ""}
      ${days.size > 0 ? html`<span class="hint">(${words.gazette([...days].sort())})</span>` : nothing}
    </li>`)}
  </ul>`;
}
