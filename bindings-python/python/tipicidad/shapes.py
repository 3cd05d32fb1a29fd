"""The shapes of answers: dicts whose keys may also be read as attributes.

Every class lists its keys in the order in which the answer has them; all of them are always there. `charge.penalty.final` and
`charge["penalty"]["final"]` are the same. A key that is a word of Python or a method of dicts (`from`, `for`, `as`, `values`)
is read with brackets.

Days are texts such as `2024-03-01`, terms texts such as `P7Y6M`, money a text in pesos such as `"108.57"`: nothing is a float.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar, Optional

__all__ = ["Record"]


class Record(dict[str, Any]):
    """A part of an answer: a dict whose keys are attributes too."""

    _keys: ClassVar[tuple[str, ...]] = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"{type(self).__name__} has no key {name!r}: it has {', '.join(self)}") from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self]

    def __reduce__(self) -> Any:
        return type(self), (dict(self),)

    def to_json(self) -> str:
        """This part as one line of JSON: of a whole answer what the command prints, without the newline."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":"))


class Text(Record):
    """The same in Spanish and English."""

    es: str
    en: str


class Pack(Record):
    """The rules an answer rests on."""

    name: str
    version: str
    law_as_of: Optional[str]
    digest: str


class Count(Record):
    """An accused, an act and a victim or none, with the charges that stand."""

    accused: Optional[str]
    act: Optional[str]
    victim: Optional[str]
    charges: list[Charge]


class Charge(Record):
    """An offence and what became of it: `applies`, `undetermined`, `displaced` or `excluded`."""

    offence: str
    status: str
    name: Text
    version: Span
    milder_version: Optional[Milder]
    law_date: str
    elements: list[Element]
    exceptions: list[Element]
    qualifiers: list[Qualifier]
    grading: list[Grading]
    penalty: PenaltyOutcome
    prosecution: Prosecution
    prescription: Optional[Prescription]
    measures: list[Consequence]
    taxonomy: Taxonomy
    citations: list[Citation]
    assumptions: list[Assumption]
    missing: list[str]
    excluded_by: Optional[ExcludedBy]
    displaced_by: Optional[DisplacedBy]
    may_be_displaced_by: list[str]


class Span(Record):
    """The first and last day in force; no last day: still in force."""

    since: Optional[str]
    until: Optional[str]


class Milder(Record):
    """A later version, and how it compares."""

    version: Span
    offence: str
    compare: str
    applied: bool
    penalty: Optional[Penalty]
    because: Text


class Element(Record):
    """An element and what decided it: `met`, `unmet`, `unknown` or `waived`."""

    id: str
    role: str
    status: str
    text: Text
    by: str
    because: Reason


class Qualifier(Record):
    """What aggravates, attenuates or replaces a penalty."""

    id: str
    name: Text
    letters: list[str]
    unknown_letters: list[str]
    status: str
    effect: Optional[Effect]
    because: Reason


class Grading(Record):
    """Attempt, participation, negligence and the like."""

    by: str
    kind: str
    status: str
    because: Reason


class Reason(Record):
    """Why a condition is met, unmet or unknown: only the parts that decide it."""

    op: str
    status: str
    name: Optional[str]
    fact: Optional[str]
    test: Optional[str]
    given: Any
    of: list[Reason]


class PenaltyOutcome(Record):
    """The base, the steps, the range that is established and the one that is possible."""

    by: str
    base: Optional[Penalty]
    steps: list[Step]
    final: Optional[Penalty]
    possible: Optional[Penalty]


class Penalty(Record):
    """Prison, fines and community work, joined by `choice`, with consequences."""

    prison: Optional[TermRange]
    choice: str
    fines: list[Fine]
    community_work: Optional[Ends]
    consequences: list[Consequence]
    options: list[Penalty]


class TermRange(Record):
    """From one term to another; `exact` where fractions of a day were dropped."""

    min: Optional[str]
    max: str
    exact: Optional[Ends]


class Ends(Record):
    """The least and the greatest."""

    min: Any
    max: Any


class Fine(Record):
    """A fine in its unit, and in pesos where the unit has a value."""

    min: Optional[int]
    max: int
    unit: str
    pesos: Optional[Pesos]


class Pesos(Record):
    """A fine in money."""

    unit_value: str
    unit_from: str
    zone: Optional[str]
    min: Optional[str]
    max: str


class Consequence(Record):
    """What a penalty or the law brings with it."""

    kind: str
    text: Text
    term: Optional[Ends]
    permanent: bool
    by: str
    letters: list[str]
    status: str


class Step(Record):
    """A step of the computation of a penalty."""

    by: str
    kind: str
    effect: Optional[Effect]
    reading: Optional[str]
    before: Penalty
    after: Penalty
    text: Text


class Effect(Record):
    """What a rule does to a penalty."""

    op: str
    parts: list[str]
    fraction: Optional[str]
    to_fraction: Optional[str]
    of: str
    may: bool
    penalty: Optional[Penalty]


class Prosecution(Record):
    """Whether a complaint is needed."""

    mode: str
    by: str


class Prescription(Record):
    """Prescription of the action."""

    status: str
    limits: list[Limit]
    term: Optional[str]
    starts: Optional[str]
    expires: Optional[str]
    possible: Optional[Days]
    steps: list[PrescriptionStep]
    missing: list[str]


class Limit(Record):
    """Another clock beside that of the action."""

    kind: str
    status: str
    term: Optional[str]
    starts: Optional[str]
    expires: Optional[str]
    possible: Optional[Days]
    by: str


class PrescriptionStep(Record):
    """A step of the computation of a term of prescription."""

    by: str
    kind: str
    date: Optional[str]
    term: Optional[str]
    text: Text


class Days(Record):
    """From one day (`["from"]`) to another (`["to"]`)."""

    _keys = ("from", "to")


class Taxonomy(Record):
    """Where a charge stands in the code and in the classifications of treaties and reports."""

    title: Text
    chapter: Optional[Text]
    interest: Optional[str]
    protocol: Protocol
    opsc: list[str]
    cndh: list[str]


class Protocol(Record):
    """The elements of the trafficking protocol."""

    act: list[str]
    means: list[str]
    purpose: list[str]


class Citation(Record):
    """A provision and the days of its publication."""

    id: str
    law: Text
    article: str
    clause: Optional[str]
    gazette: list[str]


class Assumption(Record):
    """A fact that nobody gave and that counts as this value."""

    fact: str
    value: Any
    by: Optional[str]


class ExcludedBy(Record):
    """What excludes a charge."""

    id: str
    bars: str


class DisplacedBy(Record):
    """What displaces a charge, and by which rule."""

    id: str
    ground: str
    by: str


class Concurrence(Record):
    """How counts combine, for each accused."""

    by_accused: list[ConcurrenceOf]


class ConcurrenceOf(Record):
    """How the charges of one accused combine."""

    accused: Optional[str]
    groups: list[ConcurrenceGroup]
    final: Optional[Penalty]
    possible: Optional[Penalty]
    steps: list[Step]


class ConcurrenceGroup(Record):
    """Counts that combine in one way."""

    kind: str
    counts: list[int]
    by: str


class Jurisdiction(Record):
    """Jurisdiction over an act."""

    act: Optional[str]
    status: str
    federal: str
    grounds: list[Element]


class Extradition(Record):
    """Requests for extradition."""

    requests: list[Request]


class Request(Record):
    """What a request for extradition comes to."""

    id: Optional[str]
    conclusion: str
    governs: str
    treaty: Optional[str]
    charges: list[RequestCharge]
    conditions: list[Element]
    undertakings: list[Undertaking]
    dates: list[DueDate]


class RequestCharge(Record):
    """A charge of a request."""

    offence: str
    conclusion: str
    conditions: list[Element]


class Undertaking(Record):
    """What the requesting State is to undertake."""

    id: str
    status: str
    by: str
    text: Text


class DueDate(Record):
    """The day on which a term of the procedure has run."""

    by: str
    date: str
    text: Text


class TimelineEntry(Record):
    """A day that matters."""

    date: str
    until: Optional[str]
    kind: str
    count: Optional[int]
    text: Text


class Missing(Record):
    """A fact whose answer would settle something."""

    fact: str
    of: Of
    question: Text
    settles: list[str]


class Of(Record):
    """Whom a fact is of."""

    accused: Optional[str]
    act: Optional[str]
    victim: Optional[str]


class Notice(Record):
    """Something the reader must know."""

    code: str
    by: Optional[str]
    text: Text


class Ask(Record):
    """The next questions about a case, the most useful first."""

    case: Optional[str]
    as_of: str
    questions: list[Question]


class Question(Record):
    """A question, and why it matters."""

    fact: str
    of: Of
    type: str
    unit: Optional[str]
    options: list[Label]
    question: Text
    why: Text
    settles: list[str]


class Label(Record):
    """A value of a fact and its label."""

    value: str
    label: Text


class Why(Record):
    """Why an offence applies or not."""

    offence: str
    counts: list[WhyCount]


class WhyCount(Record):
    """The same in one count: the elements that fail, and the smallest changes that would alter it."""

    accused: Optional[str]
    act: Optional[str]
    victim: Optional[str]
    status: str
    failing: list[Element]
    changes: list[Change]


class Change(Record):
    """Facts set to other values, and the status that this gives."""

    set: dict[str, Any]
    gives: str


class Matched(Record):
    """An offence that stands, and how."""

    offence: str
    status: str


class Catalogue(Record):
    """Every provision and version."""

    format: int
    tipicidad: str
    pack: Pack
    provisions: list[Provision]


class Provision(Record):
    """One version of one provision."""

    id: str
    kind: str
    law: str
    article: Optional[str]
    clause: Optional[str]
    name: Text
    gist: Text
    since: str
    until: Optional[str]
    gazette: list[str]
    penalties: list[StatedPenalty]
    effects: list[StatedEffect]
    applies_to: list[str]
    punishes: list[str]
    instead_of: list[str]
    prosecution: Optional[str]
    consummation: Optional[str]
    victims: Optional[str]
    facts: list[str]
    status: str


class StatedPenalty(Record):
    """A range that a provision states; `["for"]` lists its letters, `["as"]` whose penalty it is the same as."""

    _keys = ("for", "row", "when", "penalty", "as")
    row: Optional[str]
    when: Optional[Text]
    penalty: Penalty


class StatedEffect(Record):
    """An effect that a provision states."""

    letters: list[str]
    effect: Effect


class Fact(Record):
    """A fact of the vocabulary; `["values"]` lists the values it may have, each a `Label`."""

    _keys = (
        "name", "subject", "type", "unit", "min", "max", "scale", "values", "assumed", "derived", "label", "question", "read_by",
    )  # fmt: skip
    name: str
    subject: str
    type: str
    unit: Optional[str]
    min: Any
    max: Any
    scale: Optional[int]
    assumed: Any
    derived: bool
    label: Text
    question: Text
    read_by: list[str]


class Example(Record):
    """An example of the rules: a case, and the offences that it makes out."""

    name: Text
    case: dict[str, Any]
    charges: list[str]


class Plan(Record):
    """What a quiz was to hold."""

    seed: int
    number: int
    titles: list[str]
    articles: list[str]
    elements: list[str]
    kinds: list[str]
    difficulties: list[int]


class Item(Record):
    """A question: its case, what is asked, what can be answered and why each answer is right or wrong."""

    id: str
    kind: str
    form: str
    difficulty: int
    scenario: Text
    stem: Text
    options: list[Option]
    explanation: Text
    citations: list[Citation]
    provisions: list[str]
    elements: list[str]
    case: ItemCase


class Option(Record):
    """What can be answered; `place` is that of a step to be put in order, from 1."""

    text: Text
    correct: bool
    place: Optional[int]
    mistake: Optional[Mistake]
    changes: dict[str, Any]
    why: Text
    citations: list[str]


class Mistake(Record):
    """The mistake that a wrong answer stands for."""

    kind: str
    text: Text


class ItemCase(Record):
    """The case behind a question: `Law.evaluate` judges it."""

    as_of: str
    counts: list[dict[str, Any]]


class Next(Record):
    """What to train next: elements, the least known first; `["items"]` lists the questions not answered, the most useful first."""

    _keys = ("elements", "items")
    elements: list[Mastery]


class Mastery(Record):
    """How many questions trained an element, and how many of them were answered rightly."""

    element: str
    asked: int
    right: int


def _keys_of(shape: type[Record]) -> tuple[str, ...]:
    return shape._keys or tuple(shape.__annotations__)


# A part of an answer is told by its keys: all of them are always there, in this order.
SHAPES: dict[tuple[str, ...], type[Record]] = {_keys_of(shape): shape for shape in Record.__subclasses__()}


def _shaped(plain: dict[str, Any]) -> dict[str, Any]:
    shape = SHAPES.get(tuple(plain))
    return plain if shape is None else shape(plain)


def read(text: str) -> Any:
    """An answer of the engine as records."""
    return json.loads(text, object_hook=_shaped)
