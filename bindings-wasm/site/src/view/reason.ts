/** Reasons in words: the facts that decided a condition, each once. */

import { html, nothing } from "lit-html";
import type { Element, Met, Reason } from "../engine";
import type { Ui, View } from "../ui";

/** The sign of a status; its word stands beside it for those who cannot see it. */
export function mark(status: Met): View {
  const sign = { met: "✓", unmet: "✗", unknown: "?", waived: "–" }[status];
  return html`<span class="mark ${status}" aria-hidden="true">${sign}</span>`;
}

/** The facts that decided, as sentences. */
export function grounds(ui: Ui, reason: Reason): string[] {
  return [...new Set(leaves(ui, reason))];
}

/** The letters that decided. */
export function letters(reason: Reason): string[] {
  if (reason.op === "all" && reason.name !== null) return [reason.name];
  return reason.op === "any" ? reason.of.flatMap(letters) : [];
}

function leaves(ui: Ui, reason: Reason): string[] {
  const { format } = ui;
  const { words } = format;
  const inner = () => reason.of.flatMap((child) => leaves(ui, child));
  switch (reason.op) {
    case "fact": {
      if (reason.fact === null) return [];
      const fact = ui.vocabulary.get(reason.fact);
      const said = `${fact ? format.say(fact.label) : reason.fact}: ${format.value(fact, reason.given)}`;
      // A test that compares numbers or days says more than the value.
      return [reason.test !== null && /^[<>≤≥=]/.test(reason.test) ? `${said} (${reason.test})` : said];
    }
    case "presumed":
      return [words.presumed, ...inner()];
    case "waived":
      return [words.notRequired, ...inner()];
    default:
      return inner();
  }
}

/** Roles whose absence speaks for the charge or the request, not against it. */
const OBSTACLES: readonly string[] = ["exception", "bar", "postponement", "discretion"];

/** An element: its role, its text, its status, and the facts that decided it. */
export function element(ui: Ui, one: Element): View {
  const { format } = ui;
  const { words } = format;
  const absent = one.status === "unmet" && OBSTACLES.includes(one.role);
  const role = words.roles[one.role] ?? one.role;
  const text = format.say(one.text);
  // A text may begin with its role, which stands before it already.
  const bare = text.startsWith(`${role}: `) ? text.slice(role.length + 2) : text;
  const named = one.status === "unmet" ? [] : letters(one.because);
  const why = grounds(ui, one.because).filter((ground) => ground !== text);
  return html`<li class="element ${absent ? "absent" : one.status}">
    ${mark(absent ? "waived" : one.status)}
    <div>
      <span class="role">${role}</span> ${bare}${named.length > 0 ? html` <span class="hint">(${words.letters(named)})</span>` : nothing}
      <span class=${one.status === "met" ? "unseen" : "state"}>${absent ? words.absent : words.met[one.status]}</span>
      ${why.length > 0 ? html`<p class="because">${why.join("; ")}</p>` : nothing}
    </div>
  </li>`;
}
