"""Questions made from a law."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from . import _native, shapes
from ._answer import Answer

Platform = Literal["csv", "gift", "moodle", "html", "qti12", "qti21", "h5p", "anki"]


class Quiz(Answer[_native.Quiz]):
    """Questions on a law, in Spanish and English, each with its case, its answers, and why each is right or wrong.

    >>> import tipicidad
    >>> quiz = tipicidad.load().quiz(2, seed=1, kinds=["range"])
    >>> len(quiz), {item.kind for item in quiz}
    (2, {'range'})
    >>> right = next(option for option in quiz.items[0].options if option.correct)
    >>> right.mistake is None, right.why.es != ""
    (True, True)
    """

    __slots__ = ()

    @property
    def items(self) -> list[shapes.Item]:
        """The questions, in the order of asking."""
        items: list[shapes.Item] = self._key("items")
        return items

    @property
    def plan(self) -> shapes.Plan:
        """What was asked for; the same plan and rules give the same quiz."""
        plan: shapes.Plan = self._key("plan")
        return plan

    @property
    def pack(self) -> shapes.Pack:
        """The rules it was made from."""
        pack: shapes.Pack = self._key("pack")
        return pack

    def export(self, platform: Platform, lang: Literal["es", "en"] = "es") -> bytes:
        """The file that a platform imports, in one language; equal quizzes give equal bytes.

        >>> import tipicidad
        >>> tipicidad.load().quiz(1, seed=1).export("gift", lang="en").decode().count("$CATEGORY") > 0
        True

        `csv`, `gift`, `moodle` (XML), `html` (to print), `qti12` and `qti21` (packages), `h5p`, `anki` (a deck).
        """
        if lang not in ("es", "en"):
            raise ValueError(f"lang is 'es' or 'en', not {lang!r}")
        return self._native.export(platform, lang == "en")

    def next(self, answers: Iterable[tuple[str, bool]]) -> shapes.Next:
        """What to train next, from the answers of a learner: pairs of an item's id and whether it was answered rightly.

        Nothing is kept: give all the answers again.

        >>> import tipicidad
        >>> quiz = tipicidad.load().quiz(4, seed=1)
        >>> first = quiz.items[0].id
        >>> first in quiz.next([(first, False)])["items"]
        False
        """
        told = json.dumps([{"item": item, "correct": bool(correct)} for item, correct in answers])
        following: shapes.Next = shapes.read(self._native.next(told))
        return following

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[shapes.Item]:
        return iter(self.items)

    def __repr__(self) -> str:
        return f"<Quiz of {len(self)} items, seed {self.plan.seed}>"
