"""What can be wrong: one class for rules, one for cases, one for tables, all of them `TipicidadError`."""

from __future__ import annotations

import json
from typing import Any, Optional

__all__ = ["CaseError", "RulesError", "TableError", "TipicidadError"]


class TipicidadError(Exception):
    """Something is wrong with what was given: what, where, and what to do.

    >>> import tipicidad
    >>> try:
    ...     tipicidad.load().evaluate({"persons": [{"id": "ana", "aeg": 30}], "acts": []}, as_of="2024-06-01")
    ... except tipicidad.TipicidadError as error:
    ...     print(error.code, error.path, error.hint, sep=" | ")
    case.unknown_fact | persons[0].aeg | did you mean `age`?
    """

    code: str
    """A stable code, such as `case.unknown_fact`; `python -m tipicidad explain CODE` tells more."""
    message: str
    """What is wrong, in one line."""
    path: Optional[str]
    """Where in the input: `acts[0].victims[0].age`, or `row 17, column victim.age`."""
    hint: Optional[str]
    """What to do about it."""
    expected: Optional[str]
    """What was expected."""
    file: Optional[str]
    """The file that is wrong."""
    line: Optional[int]
    """Its line, from 1."""
    column: Optional[int]
    """Its column, from 1."""

    def __init__(
        self,
        message: str,
        *,
        code: str,
        path: Optional[str] = None,
        hint: Optional[str] = None,
        expected: Optional[str] = None,
        file: Optional[str] = None,
        line: Optional[int] = None,
        column: Optional[int] = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.path = path
        self.hint = hint
        self.expected = expected
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        lines = [f"[{self.code}] {self.message}"]
        place = self.file
        if place is not None and self.line is not None:
            place = f"{place}:{self.line}:{self.column}"
        for word, said in (("in", place), ("at", self.path), ("expected", self.expected), ("hint", self.hint)):
            if said is not None:
                lines.append(f"  {word}: {said}")
        return "\n".join(lines)

    def __reduce__(self) -> Any:
        # Exceptions cross the borders of processes, where their arguments alone would lose the names.
        return _again, (type(self), dict(self.__dict__))


def _again(kind: type[TipicidadError], given: dict[str, Any]) -> TipicidadError:
    error = kind(given["message"], code=given["code"])
    error.__dict__.update(given)
    return error


class RulesError(TipicidadError):
    """Rules or a pack that cannot be loaded.

    The attributes are those of the first mistake; printed, it shows all of them with the source underlined.
    """

    errors: list[dict[str, Any]]
    """Every mistake, with the keys of `TipicidadError`."""
    report: str
    """Every mistake with its source underlined; empty when there is no source."""

    def __init__(self, message: str, **given: Any) -> None:
        super().__init__(message, **given)
        self.errors = []
        self.report = ""

    def tell_all(self, errors: str, report: str) -> None:
        """Takes every mistake, as JSON, and their report: called where they were found."""
        self.errors = json.loads(errors)
        self.report = report

    def __str__(self) -> str:
        return f"{self.message}\n{self.report}" if self.report else super().__str__()


class CaseError(TipicidadError):
    """A case that cannot be read."""


class TableError(TipicidadError):
    """A table, or a row of it, that cannot be read; `path` names row and column."""
