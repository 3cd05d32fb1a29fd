"""The exported model (`tests/src/export.rs`), typed."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Tree = dict[str, Any]


@dataclass(frozen=True)
class Fact:
    name: str
    subject: str
    kind: str
    values: tuple[str, ...]
    low: int | None
    high: int | None
    scale: int
    assumed: Any


@dataclass(frozen=True)
class Letter:
    name: str
    condition: Tree
    objective: bool = False
    on_victim: bool = False


@dataclass(frozen=True)
class Rule:
    """A version of an offence or of a qualifier."""

    id: str
    kind: str
    since: str
    until: str | None
    body: Tree

    def holds_on(self, day: str) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def key(self) -> str:
        return f"{self.kind} {self.id}"

    def __str__(self) -> str:
        return f"{self.id} ({self.since} .. {self.until or ''})"

    @property
    def letters(self) -> list[Letter]:
        """Of a qualifier its letters; of an offence those of its lettered elements."""
        if self.kind != "offence":
            return [
                Letter(one["name"], one["condition"], one["objective"], one["on_victim"])
                for one in self.body["letters"]
            ]
        lettered = (element["form"].get("letters", []) for element in self.body["elements"])
        return [Letter(one["name"], one["condition"]) for of in lettered for one in of if one["name"]]

    @property
    def has_gap(self) -> bool:
        return any("gap" in part["form"] for part in self.body["elements"] + self.body["exceptions"])


@dataclass(frozen=True)
class Conflict:
    over: frozenset[int]
    under: frozenset[int]
    # What it names as yielding by an id, rather than by a range, a heading or a group.
    by_id: frozenset[str]
    ground: str | None


@dataclass(frozen=True)
class Reach:
    yes: frozenset[int]
    maybe: frozenset[int]
    excepted: dict[str, frozenset[int]]


@dataclass
class Day:
    """What selections hold on a day on which the law changed."""

    day: str
    number: int
    conflicts: list[Conflict]
    reach: dict[str, Reach]
    # (place of the bar, what it spares)
    bars: list[tuple[int, frozenset[int]]]
    amounts: list[Tree]
    concerns: list[Tree]
    requires: list[Tree]
    ignored: list[Tree]


@dataclass
class Law:
    last: str
    ids: list[str]
    facts: dict[str, Fact]
    atoms: list[Tree]
    terms: list[Tree]
    presumptions: list[Tree]
    offences: list[Rule]
    qualifiers: list[Rule]
    bars: list[Tree]
    days: list[Day]
    sets: list[frozenset[int]]
    place: dict[str, int] = field(default_factory=dict)

    def offences_on(self, day: str) -> list[Rule]:
        return [rule for rule in self.offences if rule.holds_on(day)]

    def on(self, day: str) -> Day:
        """What held on a day: nothing has changed since the last listed one."""
        return max((one for one in self.days if one.day <= day), key=lambda one: one.day)

    def charges(self, offence: Rule) -> list[tuple[int, Letter | None]]:
        """The ways in which an offence may be charged: by its letters, or as a whole."""
        letters = offence.letters
        if not letters:
            return [(self.place[offence.id], None)]
        return [(self.place[f"{offence.id}:{letter.name}"], letter) for letter in letters]


def read(path: Path) -> Law:
    raw = json.loads(path.read_text(encoding="utf-8"))
    sets = [frozenset(one) for one in raw["sets"]]

    def rule(one: Tree, kind: str) -> Rule:
        return Rule(one["id"], kind, one["since"], one["until"], one)

    def day(one: Tree) -> Day:
        return Day(
            one["day"],
            one["number"],
            [Conflict(sets[c["over"]], sets[c["under"]], frozenset(c["by_id"]), c["ground"]) for c in one["conflicts"]],
            {
                key: Reach(sets[r["yes"]], sets[r["maybe"]], {n: sets[at] for n, at in r["except"].items()})
                for key, r in one["reach"].items()
            },
            [(at, sets[spared]) for at, spared in one["bars"]],
            one["amounts"],
            one["concerns"],
            one["requires"],
            one["ignored"],
        )

    facts = [
        Fact(f["name"], f["subject"], f["type"], tuple(f["values"]), f["min"], f["max"], f["scale"], f["assumed"])
        for f in raw["facts"]
    ]
    return Law(
        raw["law_as_of"],
        raw["ids"],
        {fact.name: fact for fact in facts},
        raw["atoms"],
        raw["terms"],
        raw["presumptions"],
        [rule(one, "offence") for one in raw["offences"]],
        [rule(one, one["kind"]) for one in raw["qualifiers"]],
        raw["bars"],
        [day(one) for one in raw["days"]],
        sets,
        {name: at for at, name in enumerate(raw["ids"])},
    )
