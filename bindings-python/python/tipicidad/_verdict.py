"""The answer to a case."""

from __future__ import annotations

from typing import Any, Optional

from . import _native, shapes
from ._answer import Answer


class Verdict(Answer[_native.Verdict]):
    """What a case comes to: for every count the charges that apply, are undetermined, displaced or excluded.

    The attributes are the keys of the JSON answer, in its order, and two that gather: `charges` and `assumptions`. Their
    parts are dicts whose keys are attributes too (`tipicidad.shapes`).

    >>> import tipicidad
    >>> verdict = tipicidad.load().evaluate({
    ...     "case": "A-17", "as_of": "2024-06-01",
    ...     "persons": [{"id": "ana"}, {"id": "v1", "age": 12, "quality": []}],
    ...     "acts": [{"id": "a1", "date": "2024-03-01", "verb": ["induce"], "result": ["sexual_act"],
    ...               "purpose": ["sexual"], "means": [], "accused": ["ana"], "victims": ["v1"]}],
    ... })
    >>> [(charge.offence, charge.status) for charge in verdict.charges][0]
    ('CPF:201:f', 'applies')
    >>> verdict.to_dict()["case"]
    'A-17'
    >>> print(verdict.explain("en").splitlines()[0])
    Case A-17
    """

    __slots__ = ()

    @property
    def format(self) -> int:
        """The format of the answer: 1."""
        return int(self._key("format"))

    @property
    def tipicidad(self) -> str:
        """The version of the engine."""
        return str(self._key("tipicidad"))

    @property
    def case(self) -> Optional[str]:
        """The name of the case."""
        name: Optional[str] = self._key("case")
        return name

    @property
    def title(self) -> Optional[str]:
        """Its title."""
        title: Optional[str] = self._key("title")
        return title

    @property
    def as_of(self) -> str:
        """The day it was judged on."""
        return str(self._key("as_of"))

    @property
    def pack(self) -> shapes.Pack:
        """The rules it was judged by."""
        pack: shapes.Pack = self._key("pack")
        return pack

    @property
    def readings(self) -> dict[str, str]:
        """The readings of the law that were used, where jurists may differ."""
        readings: dict[str, str] = self._key("readings")
        return readings

    @property
    def counts(self) -> list[shapes.Count]:
        """Every count: an accused, an act, a victim or none."""
        counts: list[shapes.Count] = self._key("counts")
        return counts

    @property
    def charges(self) -> list[shapes.Charge]:
        """The charges of all counts, one after another."""
        return [charge for count in self.counts for charge in count.charges]

    @property
    def concurrence(self) -> Optional[shapes.Concurrence]:
        """How the counts combine into one range for each accused."""
        concurrence: Optional[shapes.Concurrence] = self._key("concurrence")
        return concurrence

    @property
    def jurisdiction(self) -> list[shapes.Jurisdiction]:
        """Whether Mexican criminal law applies, and federal courts judge, act by act."""
        jurisdiction: list[shapes.Jurisdiction] = self._key("jurisdiction")
        return jurisdiction

    @property
    def extradition(self) -> Optional[shapes.Extradition]:
        """What requests for extradition come to."""
        extradition: Optional[shapes.Extradition] = self._key("extradition")
        return extradition

    @property
    def timeline(self) -> list[shapes.TimelineEntry]:
        """The days that matter, in order."""
        timeline: list[shapes.TimelineEntry] = self._key("timeline")
        return timeline

    @property
    def missing(self) -> list[shapes.Missing]:
        """The facts that nobody gave and that would settle something, each with its question."""
        missing: list[shapes.Missing] = self._key("missing")
        return missing

    @property
    def notices(self) -> list[shapes.Notice]:
        """What the reader must know: gaps, treaties that are not encoded and the like."""
        notices: list[shapes.Notice] = self._key("notices")
        return notices

    @property
    def assumptions(self) -> list[shapes.Assumption]:
        """What was assumed, each once, in the order of the charges that rest on it."""
        found: list[shapes.Assumption] = []
        for charge in self.charges:
            found.extend(one for one in charge.assumptions if one not in found)
        return found

    def explain(self, lang: str = "es", *, width: int = 100) -> str:
        """The verdict in prose, in Spanish (`es`) or English (`en`), in lines of this many columns."""
        if lang not in ("es", "en"):
            raise ValueError(f"a verdict is explained in 'es' or 'en', not in {lang!r}")
        return self._native.explain(lang == "en", width)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Verdict) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        charges = ", ".join(f"{charge.offence} {charge.status}" for charge in self.charges)
        return f"<Verdict of {self.case or 'a case'} as of {self.as_of}: {charges or 'no charge'}>"

    def __str__(self) -> str:
        return self.explain()

    def _repr_html_(self) -> str:
        from ._html import page

        return page(self)
