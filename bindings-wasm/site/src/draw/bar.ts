/** The prison range of a charge against the ceiling of the law. The numbers stand in text beside it. */

import { nothing, svg, type SVGTemplateResult } from "lit-html";
import { inYears } from "../case/terms";
import type { Penalty } from "../engine";

const WIDTH = 320;
const HEIGHT = 22;
const BAR = 10;
/** A range that is one point is still seen. */
const LEAST = 3;

/** The bar; `years` is the ceiling, and the scale reaches further when the range does. */
export function bar(established: Penalty | null, possible: Penalty | null, years: number | undefined): SVGTemplateResult {
  const reach = [established, possible].map((penalty) => inYears(penalty?.prison?.max ?? null));
  const whole = Math.max(years ?? 0, ...reach, 1);
  const x = (length: number) => (length / whole) * WIDTH;
  const piece = (penalty: Penalty | null, name: string) => {
    if (!penalty?.prison) return nothing;
    const from = x(inYears(penalty.prison.min));
    const to = x(inYears(penalty.prison.max));
    return svg`<rect class=${name} x=${from} y="2" width=${Math.max(to - from, LEAST)} height=${BAR} rx="2"></rect>`;
  };
  const step = whole > 30 ? 10 : whole > 10 ? 5 : 1;
  const ticks = Array.from({ length: Math.floor(whole / step) + 1 }, (_, at) => at * step);
  return svg`<svg class="bar" viewBox="0 -1 ${WIDTH + 2} ${HEIGHT + 8}" aria-hidden="true" focusable="false">
    <rect class="track" x="0" y="2" width=${WIDTH} height=${BAR} rx="2"></rect>
    ${piece(possible, "possible")} ${piece(established, "established")}
    ${ticks.map((year) => svg`<line class="tick" x1=${x(year)} x2=${x(year)} y1="13" y2="16"></line>
      <text class="scale" x=${x(year)} y="26" text-anchor=${year === 0 ? "start" : x(year) > WIDTH - 8 ? "end" : "middle"}>${year}</text>`)}
    ${years === undefined ? nothing : svg`<line class="ceiling" x1=${x(years)} x2=${x(years)} y1="-1" y2="16"></line>`}
  </svg>`;
}
