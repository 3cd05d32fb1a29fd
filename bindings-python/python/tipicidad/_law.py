"""A law, and what may be asked of it."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Optional, TypeVar, Union, overload

from . import _native, shapes
from ._quiz import Quiz
from ._tables import RowError, batches, check, classified
from ._verdict import Verdict

if TYPE_CHECKING:
    import pyarrow

    from .cases import Case

    AnyCase = Union[Case, Mapping[str, Any], str, bytes, os.PathLike[str]]
    Day = Union[str, datetime.date]

Table = TypeVar("Table")
OnError = Literal["raise", "null", "collect"]
Per = Literal["count", "charge"]


def load(rules: Optional[Union[str, os.PathLike[str]]] = None) -> Law:
    """Loads a law: the one of this package, or that of a folder of `.tip` files or of a compiled pack.

    >>> law = load()
    >>> law.pack.name
    'mx-federal'

    Raises `RulesError` when the rules are wrong; printed, it underlines the source.
    """
    return Law(_native.Law(rules))


def _chosen(readings: Optional[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [] if readings is None else list(readings.items())


class Law:
    """A compiled law. It does not change, and any number of threads may use it at once; `load` gives one.

    A case is a dict (nested, with `persons` and `acts`, or flat, with `counts`), a typed `tipicidad.cases.Case`, JSON text or
    bytes, or the path of a JSON file. Its days may be `datetime.date`, its numbers `int`, `Decimal`, `float` or NumPy's; `None`
    and NaN are unknown. It is judged on `as_of`, else on its own `as_of`, else today. `readings` chooses between readings of the
    law by name. A case that cannot be read raises `CaseError`.
    """

    __slots__ = ("_native",)

    def __init__(self, native: _native.Law) -> None:
        self._native = native

    @property
    def pack(self) -> shapes.Pack:
        """Name, version, day and digest of the rules."""
        pack: shapes.Pack = shapes.read(self._native.pack())
        return pack

    def evaluate(
        self, case: AnyCase, *, as_of: Optional[Day] = None, readings: Optional[Mapping[str, str]] = None
    ) -> Verdict:
        """Judges a case.

        >>> act = {"id": "a1", "date": "2024-03-01", "verb": ["induce"], "result": ["sexual_act"], "purpose": ["sexual"],
        ...        "means": [], "accused": ["ana"], "victims": ["v1"]}
        >>> case = {"persons": [{"id": "ana"}, {"id": "v1", "age": 12, "quality": []}], "acts": [act]}
        >>> verdict = load().evaluate(case, as_of="2024-06-01")
        >>> verdict.charges[0].penalty.final.prison
        {'min': 'P7Y', 'max': 'P12Y', 'exact': None}
        """
        return Verdict(self._native.evaluate(case, as_of, _chosen(readings)))

    def match(
        self, case: AnyCase, *, as_of: Optional[Day] = None, readings: Optional[Mapping[str, str]] = None
    ) -> list[list[shapes.Matched]]:
        """Which offences stand in each count, and how: no penalties and no reasons, so it is much quicker than `evaluate`.

        >>> count = {"act.date": "2024-03-01", "act.verb": "induce", "act.result": "sexual_act", "act.purpose": "sexual",
        ...          "act.means": "-", "victim.age": 12}
        >>> load().match({"counts": [count]}, as_of="2024-06-01")[0][0]
        {'offence': 'CPF:201:f', 'status': 'applies'}
        """
        found: list[list[shapes.Matched]] = shapes.read(self._native.match_only(case, as_of, _chosen(readings)))
        return found

    def why(
        self, case: AnyCase, id: str, *, as_of: Optional[Day] = None, readings: Optional[Mapping[str, str]] = None
    ) -> shapes.Why:
        """Why an offence applies or not, and the smallest changes of facts that would alter it.

        >>> count = {"act.date": "2024-03-01", "act.verb": "induce", "act.result": "sexual_act", "act.purpose": "sexual",
        ...          "act.means": "-", "victim.age": 30, "victim.quality": "-"}
        >>> why = load().why({"counts": [count]}, "CPF:201:f", as_of="2024-06-01")
        >>> [element.id for element in why.counts[0].failing]
        ['victim']

        Raises `TipicidadError` when no offence has this id.
        """
        found: shapes.Why = shapes.read(self._native.why(case, id, as_of, _chosen(readings)))
        return found

    def ask(
        self, case: AnyCase, *, as_of: Optional[Day] = None, readings: Optional[Mapping[str, str]] = None
    ) -> shapes.Ask:
        """The next questions about a case, the most useful first.

        >>> count = {"act.date": "2024-03-01", "act.verb": "induce", "act.result": "sexual_act", "act.purpose": "sexual"}
        >>> "victim.age" in [question.fact for question in load().ask({"counts": [count]}, as_of="2024-06-01").questions]
        True
        """
        found: shapes.Ask = shapes.read(self._native.ask(case, as_of, _chosen(readings)))
        return found

    def catalogue(self) -> shapes.Catalogue:
        """Every provision and version, in the order of the laws.

        >>> [one.since for one in load().catalogue().provisions if one.id == "CPF:209-Quater"]
        ['2023-04-26']
        """
        found: shapes.Catalogue = shapes.read(self._native.catalogue())
        return found

    def facts(self) -> list[shapes.Fact]:
        """The vocabulary: every fact that a case may state.

        >>> {fact.name: fact.unit for fact in load().facts()}["victim.age"]
        'years'
        """
        found: list[shapes.Fact] = shapes.read(self._native.facts())
        return found

    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema (2020-12) of a case.

        >>> load().json_schema()["title"]
        'tipicidad case'
        """
        schema: dict[str, Any] = json.loads(self._native.json_schema())
        return schema

    def examples(self) -> list[shapes.Example]:
        """The examples of the rules: each a name, a case that may be judged, and the offences that apply in it.

        >>> law = load()
        >>> example = law.examples()[0]
        >>> set(example.charges) <= {charge.offence for charge in law.evaluate(example.case).charges}
        True
        """
        found: list[shapes.Example] = shapes.read(self._native.examples())
        return found

    def sample(self, n: int, *, seed: int = 0) -> list[dict[str, Any]]:
        """Synthetic cases of one count: examples of the rules on other days, with other ages and some facts unknown.

        The same `seed` gives the same cases.

        >>> law = load()
        >>> law.sample(2, seed=1) == law.sample(3, seed=1)[:2]
        True
        """
        cases: list[dict[str, Any]] = json.loads(self._native.sample(n, seed))
        return cases

    def quiz(
        self,
        number: int = 10,
        *,
        seed: int = 0,
        titles: Sequence[str] = (),
        articles: Sequence[str] = (),
        elements: Sequence[str] = (),
        kinds: Sequence[str] = (),
        difficulties: Sequence[int] = (),
    ) -> Quiz:
        """Questions for those who train, made from the examples of the rules: the same arguments give the same quiz.

        >>> quiz = load().quiz(3, seed=1, titles=["CPF:8"], kinds=["offence"])
        >>> [option.correct for option in quiz.items[0].options].count(True)
        1

        - `number`: how many, at most 5000; fewer come when the law has no more to ask.
        - `titles`: titles as the rules number them (`8`, `CPF:8`), or whole laws (`LGPSEDMTP`).
        - `articles`: articles or parts of them (`CPF:201`, `CPF:205-Bis:d`).
        - `elements`: elements to train (`victim`, `means`, `prescription` and so on).
        - `kinds`: kinds of question (`offence`, `range`, `element` and so on).
        - `difficulties`: from 1, the plainest, to 5.

        Raises `TipicidadError` when the law has none of what is named.
        """
        chosen = {"titles": titles, "articles": articles, "elements": elements, "kinds": kinds, "difficulties": difficulties}
        for name, names in chosen.items():
            if isinstance(names, str):
                raise TypeError(f"{name} is a list, not a text: [{names!r}]")
        plan = {"seed": seed, "number": number, **{name: list(names) for name, names in chosen.items()}}
        return Quiz(self._native.quiz(json.dumps(plan)))

    @overload
    def classify(
        self,
        table: Table,
        *,
        as_of: Optional[Day] = ...,
        readings: Optional[Mapping[str, str]] = ...,
        closed_world: bool = ...,
        columns: Optional[Sequence[str]] = ...,
        keep: Sequence[str] = ...,
        match: bool = ...,
        per: Per = ...,
        by_case: bool = ...,
        on_error: Literal["raise", "null"] = ...,
        progress: bool = ...,
        threads: Optional[int] = ...,
    ) -> Table: ...
    @overload
    def classify(
        self,
        table: Table,
        *,
        as_of: Optional[Day] = ...,
        readings: Optional[Mapping[str, str]] = ...,
        closed_world: bool = ...,
        columns: Optional[Sequence[str]] = ...,
        keep: Sequence[str] = ...,
        match: bool = ...,
        per: Per = ...,
        by_case: bool = ...,
        on_error: Literal["collect"],
        progress: bool = ...,
        threads: Optional[int] = ...,
    ) -> tuple[Table, list[RowError]]: ...
    def classify(
        self,
        table: Table,
        *,
        as_of: Optional[Day] = None,
        readings: Optional[Mapping[str, str]] = None,
        closed_world: bool = False,
        columns: Optional[Sequence[str]] = None,
        keep: Sequence[str] = (),
        match: bool = False,
        per: Per = "count",
        by_case: bool = False,
        on_error: OnError = "raise",
        progress: bool = False,
        threads: Optional[int] = None,
    ) -> Union[Table, tuple[Table, list[RowError]]]:
        """Judges a table, one row a count, and gives back a table of the same kind.

        It takes a DataFrame of pandas or Polars (a LazyFrame is collected), a Table, RecordBatch or RecordBatchReader of
        pyarrow, a relation of DuckDB, and anything else with the C stream interface of Arrow, which gets `Answers`. A
        RecordBatchReader is answered as it is read, so it may be larger than memory.

        >>> import pyarrow
        >>> table = pyarrow.table({"act.date": ["2024-03-01"], "act.verb": ["induce"], "act.result": ["sexual_act"],
        ...                        "act.purpose": ["sexual"], "act.means": ["-"], "victim.age": [12]})
        >>> answers = load().classify(table, as_of="2024-06-01", columns=["leading", "prison_min", "prison_max"])
        >>> answers.to_pylist()
        [{'leading': 'CPF:201:f', 'prison_min': 'P7Y', 'prison_max': 'P12Y'}]

        - `as_of`: the day for rows that do not name one; else today.
        - `readings`: readings of the law by name.
        - `closed_world`: flags and sets that are not given are false.
        - `columns`: only these columns of the answer.
        - `keep`: columns of the table to carry along, beside those named `x.…`.
        - `match`: only which offences apply, are undetermined, displaced or excluded: many times quicker.
        - `per`: one row a `count`, or one row a `charge`.
        - `by_case`: consecutive rows with the same `case` are judged together.
        - `on_error`: the first row that cannot be read raises `TableError` (`raise`); or it is written with its `error` and no
          answer (`null`); or it is left out, and the answer is a pair of the table and a list of `RowError` (`collect`).
        - `progress`: show how far the work is, with tqdm where it is installed.
        - `threads`: how many threads judge; else one a core.

        A column that cannot be read raises `TableError` in every mode. Ctrl-C ends the work.
        """
        options = check(
            as_of=as_of, readings=_chosen(readings), closed_world=closed_world, columns=columns, keep=keep, match=match,
            per=per, by_case=by_case, on_error=on_error, threads=threads,
        )  # fmt: skip
        found: Union[Table, tuple[Table, list[RowError]]] = classified(self._native, table, options, progress)
        return found

    def classify_batches(
        self,
        table: object,
        *,
        as_of: Optional[Day] = None,
        readings: Optional[Mapping[str, str]] = None,
        closed_world: bool = False,
        columns: Optional[Sequence[str]] = None,
        keep: Sequence[str] = (),
        match: bool = False,
        per: Per = "count",
        by_case: bool = False,
        on_error: Literal["raise", "null"] = "raise",
        progress: bool = False,
        threads: Optional[int] = None,
    ) -> Iterator[pyarrow.RecordBatch]:
        """Judges a table and yields the answers as record batches of pyarrow, as they are made: nothing is held in memory.

        The arguments are those of `classify`; errors cannot be collected.

        >>> import pyarrow
        >>> table = pyarrow.table({"act.date": ["2024-03-01"], "act.verb": ["induce"]})
        >>> [batch.num_rows for batch in load().classify_batches(table, as_of="2024-06-01")]
        [1]
        """
        options = check(
            as_of=as_of, readings=_chosen(readings), closed_world=closed_world, columns=columns, keep=keep, match=match,
            per=per, by_case=by_case, on_error=on_error, threads=threads,
        )  # fmt: skip
        return batches(self._native, table, options, progress)

    def __repr__(self) -> str:
        pack = self.pack
        return f"<Law {pack.name} {pack.version}, as of {pack.law_as_of}>"

    def __reduce__(self) -> Any:
        # The law of the package is there in every process; another travels as its pack.
        return (load, ()) if self._native.embedded() else (_unpacked, (self._native.to_pack(),))


def _unpacked(pack: bytes) -> Law:
    return Law(_native.Law.from_pack(pack))
