"""A verdict as HTML for notebooks: charges, ranges as bars, the time line, in both languages; no scripts."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from . import shapes
    from ._verdict import Verdict

# Days of a year and a month in the arithmetic of penalties.
YEAR, MONTH = 360, 30
TERM = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
COLOURS = {"applies": "#1b5e20", "undetermined": "#8d6e00", "displaced": "#546e7a", "excluded": "#546e7a"}
STATUS = {
    "applies": ("se actualiza", "applies"),
    "undetermined": ("por determinar", "undetermined"),
    "displaced": ("desplazado", "displaced"),
    "excluded": ("excluido", "excluded"),
}
STYLE = """<style>
.tipicidad{font:14px/1.45 system-ui,sans-serif;max-width:60em}
.tipicidad table{border-collapse:collapse;width:100%}
.tipicidad th,.tipicidad td{border-bottom:1px solid #8884;padding:.35em .6em;text-align:left;vertical-align:top}
.tipicidad .en{opacity:.7;font-style:italic}
.tipicidad .bar{position:relative;background:#8883;height:.7em;min-width:12em;border-radius:2px}
.tipicidad .bar i{position:absolute;top:0;bottom:0;border-radius:2px}
</style>"""


def page(verdict: Verdict) -> str:
    """The verdict as a fragment of HTML."""
    longest = max([1, *(end for charge in verdict.charges for end in _reach(charge))])
    rows = "".join(_row(charge, longest) for charge in verdict.charges)
    head = "<tr><th>Delito <span class=en lang=en>Offence</span></th><th></th><th>Prisión <span class=en lang=en>Prison</span></th></tr>"
    none = "<p>Ningún delito. <span class=en lang=en>No offence.</span></p>"
    charges = f"<table>{head}{rows}</table>" if rows else none
    name = escape(verdict.title or verdict.case or "")
    as_of = f"Al {escape(verdict.as_of)} <span class=en lang=en>As of {escape(verdict.as_of)}</span>"
    return (
        f"{STYLE}<div class=tipicidad lang=es><p><b>{name}</b> {as_of}</p>{charges}"
        f"{_missing(verdict)}{_timeline(verdict)}{_closing(verdict)}</div>"
    )


def both(text: shapes.Text) -> str:
    """A text in Spanish, and in English below it."""
    return f"{escape(text.es)}<br><span class=en lang=en>{escape(text.en)}</span>"


def days(term: Optional[str]) -> int:
    """The days of a term such as `P7Y6M`."""
    found = TERM.fullmatch(term or "")
    years, months, rest = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return years * YEAR + months * MONTH + rest


def _reach(charge: shapes.Charge) -> list[int]:
    ranges = (charge.penalty.final, charge.penalty.possible)
    return [days(one.prison.max) for one in ranges if one is not None and one.prison is not None]


def _row(charge: shapes.Charge, longest: int) -> str:
    spanish, english = STATUS.get(charge.status, (charge.status, charge.status))
    colour = COLOURS.get(charge.status, "#546e7a")
    status = f"<b style='color:{colour}'>{escape(spanish)}</b><br><span class=en lang=en>{escape(english)}</span>"
    return (
        f"<tr><td><code>{escape(charge.offence)}</code><br>{both(charge.name)}</td><td>{status}</td>"
        f"<td>{_bar(charge, longest, colour)}</td></tr>"
    )


def _bar(charge: shapes.Charge, longest: int, colour: str) -> str:
    """The range that is possible, pale, and over it the one that is established."""
    parts, told = [], ""
    for penalty, shade in ((charge.penalty.possible, "44"), (charge.penalty.final, "")):
        if penalty is None or penalty.prison is None:
            continue
        start, end = days(penalty.prison.min), days(penalty.prison.max)
        left, width = 100 * start / longest, max(0.5, 100 * (end - start) / longest)
        parts.append(f"<i style='left:{left:.1f}%;width:{width:.1f}%;background:{colour}{shade}'></i>")
        told = f"{penalty.prison.min} – {penalty.prison.max}"
    return f"{escape(told)}<div class=bar>{''.join(parts)}</div>" if parts else ""


def _missing(verdict: Verdict) -> str:
    if not verdict.missing:
        return ""
    items = "".join(f"<li>{both(one.question)} <code>{escape(one.fact)}</code></li>" for one in verdict.missing)
    return f"<p><b>Falta saber</b> <span class=en lang=en>What is missing</span></p><ul>{items}</ul>"


def _timeline(verdict: Verdict) -> str:
    if not verdict.timeline:
        return ""

    def day(entry: shapes.TimelineEntry) -> str:
        until = f" – {escape(entry.until)}" if entry.until else ""
        return f"<tr><td><code>{escape(entry.date)}{until}</code></td><td>{both(entry.text)}</td></tr>"

    rows = "".join(day(entry) for entry in verdict.timeline)
    return f"<p><b>Línea de tiempo</b> <span class=en lang=en>Time line</span></p><table>{rows}</table>"


def _closing(verdict: Verdict) -> str:
    law = escape(verdict.pack.law_as_of or "?")
    return (
        f"<p><small>No es asesoría jurídica. Derecho al {law}. "
        f"<span class=en lang=en>Not legal advice. Law as of {law}.</span></small></p>"
    )
