/** The time line: lanes by kind, numbered marks, and a table that says the same. */

import { html, nothing, svg, type SVGTemplateResult } from "lit-html";
import { layout, type Line, type Mark } from "../case/timeline";
import type { Format } from "../text/format";
import type { TimelineEntry } from "../engine";
import type { View } from "../ui";

const WIDTH = 720;
const LABELS = 130;
const LANE = 30;
const TOP = 8;

/** The line of a verdict; nothing when its days are all one. */
export function timeline(format: Format, entries: readonly TimelineEntry[]): View {
  const line = layout(entries);
  if (!line) return undefined;
  const { words } = format;
  return html`<figure class="timeline">
    <div class="drawing" role="group" aria-label=${words.timeline} tabindex="0">${drawing(format, line)}</div>
    <figcaption class="unseen">${words.timeline}</figcaption>
    <table>
      <thead>
        <tr><th scope="col">#</th><th scope="col">${words.timelineDate}</th><th scope="col">${words.timelineWhat}</th></tr>
      </thead>
      <tbody>
        ${line.marks.map(({ number, entry }) => html`<tr>
          <td>${number}</td>
          <td class="date">${format.date(entry.date)}${entry.until ? html`<br /><span class="hint">${words.until(format.date(entry.until))}</span>` : nothing}</td>
          <td>${said(format, entry)}</td>
        </tr>`)}
      </tbody>
    </table>
    ${line.left > 0 ? html`<p class="hint">${words.timelineMore(line.left)}</p>` : nothing}
  </figure>`;
}

function said(format: Format, entry: TimelineEntry): string {
  const kind = format.words.timelineKinds[entry.kind] ?? entry.kind;
  const text = format.say(entry.text);
  return text === kind ? text : `${kind}: ${text}`;
}

function drawing(format: Format, line: Line): SVGTemplateResult {
  const { words } = format;
  const height = TOP + line.lanes.length * LANE + 26;
  const x = (at: number) => LABELS + at * (WIDTH - LABELS);
  const label = words.timelineLabel(format.date(line.first), format.date(line.last), line.marks.length);
  return svg`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${label} width=${WIDTH} height=${height}>
    ${line.ticks.map(({ at, year }) => svg`<line class="grid" x1=${x(at)} x2=${x(at)} y1=${TOP} y2=${height - 22}></line>
      <text class="scale" x=${x(at)} y=${height - 8} text-anchor="middle">${year}</text>`)}
    ${line.lanes.map((lane, row) => {
      const y = TOP + row * LANE + LANE / 2;
      return svg`<text class="lane" x="0" y=${y + 4}>${words.timelineKinds[lane.kind] ?? lane.kind}</text>
        <line class="rail" x1=${LABELS} x2=${WIDTH} y1=${y} y2=${y}></line>
        ${lane.marks.map((mark) => lasting(mark, x, y))} ${spread(lane.marks, x).map(({ mark, at }) => point(mark, lane.kind, at, y))}`;
    })}
  </svg>`;
}

/** Marks that would lie on each other are moved apart. */
const LEAST_APART = 19;

function spread(marks: Mark[], x: (at: number) => number): { mark: Mark; at: number }[] {
  let last = -Infinity;
  const placed = marks.map((mark) => {
    last = Math.max(x(mark.from), last + LEAST_APART);
    return { mark, at: last };
  });
  // What was pushed over the end comes back.
  let next = WIDTH - LEAST_APART / 2 + LEAST_APART;
  for (const each of placed.reverse()) {
    each.at = Math.min(each.at, next - LEAST_APART);
    next = each.at;
  }
  return placed.reverse();
}

/** How long an entry lasts, below the points. */
function lasting({ from, to }: Mark, x: (at: number) => number, y: number): SVGTemplateResult | typeof nothing {
  if (to <= from) return nothing;
  return svg`<rect class="span" x=${x(from)} y=${y - 3} width=${x(to) - x(from)} height="6" rx="3"></rect>`;
}

function point(mark: Mark, kind: string, at: number, y: number): SVGTemplateResult {
  return svg`<g class="mark-${kind}">
    <circle cx=${at} cy=${y} r="9"></circle>
    <text class="number" x=${at} y=${y + 4} text-anchor="middle">${mark.number}</text>
  </g>`;
}
