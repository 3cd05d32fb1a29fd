"""A case with types, and what a verdict says of it: what type checkers see."""

from __future__ import annotations

import datetime

import tipicidad
from tipicidad.cases import Act, Case, Person
from tipicidad.shapes import Charge


def case() -> Case:
    """A guardian and a child of twelve."""
    persons: list[Person] = [{"id": "ana"}, {"id": "v1", "age": 12, "quality": []}]
    act: Act = {
        "id": "a1",
        "date": datetime.date(2024, 3, 1),
        "verb": ["induce"],
        "result": {"sexual_act": True},
        "purpose": ["sexual"],
        "accused": ["ana"],
        "victims": ["v1"],
    }
    return {"persons": persons, "acts": [act], "relations": [{"accused": "ana", "victim": "v1", "is": ["guardian"]}]}


def longest(charges: list[Charge]) -> str:
    """The greatest prison of charges that apply."""
    found = [charge.penalty.final for charge in charges if charge.status == "applies"]
    terms = [penalty.prison.max for penalty in found if penalty is not None and penalty.prison is not None]
    return max(terms, default="P0D")


law = tipicidad.load()
verdict = law.evaluate(case(), as_of=datetime.date(2024, 6, 1))
print(longest(verdict.charges))
for missing in verdict.missing:
    print(missing.question.en)
