"""Tables of every kind as Arrow, and answers as the kind that came."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

from . import _native
from ._progress import Progress
from .errors import TableError

if TYPE_CHECKING:
    import pyarrow

# The key of the metadata that says what answers rest on.
METADATA = "tipicidad"
KINDS = (
    "a DataFrame of pandas or Polars, a Table, RecordBatch or RecordBatchReader of pyarrow, a relation of DuckDB, "
    "or another object with `__arrow_c_stream__`"
)


class RowError(NamedTuple):
    """A row that could not be read."""

    row: int
    """Its place in the table, from 0."""
    column: Optional[str]
    """The column, when one is to blame."""
    code: str
    """The code of the error, such as `case.out_of_range`."""
    message: str
    """What is wrong."""


class Answers:
    """Answers to a table of no known kind: a stream of Arrow, for whatever reads `__arrow_c_stream__`, any number of times."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Answers) -> None:
        self._native = native

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> Any:
        return self._native.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"<Answers: {len(self)} rows>"


def check(
    *,
    as_of: object,
    readings: Sequence[tuple[str, str]],
    closed_world: bool,
    columns: Optional[Sequence[str]],
    keep: Sequence[str],
    match: bool,
    per: str,
    by_case: bool,
    on_error: str,
    threads: Optional[int],
) -> dict[str, Any]:
    """The options as the native half reads them."""
    for name, given, known in (("per", per, ("count", "charge")), ("on_error", on_error, ("raise", "null", "collect"))):
        if given not in known:
            raise ValueError(f"{name} cannot be {given!r}: it is {' or '.join(map(repr, known))}")
    for name, names in (("columns", columns), ("keep", keep)):
        if isinstance(names, str):
            raise TypeError(f"{name} is a list of names, not a text")
    if threads is not None and not 1 <= threads <= 1024:
        raise ValueError(f"threads cannot be {threads!r}: it is 1 to 1024")
    return {
        "as_of": as_of, "readings": readings, "closed_world": bool(closed_world),
        "columns": None if columns is None else list(columns), "keep": list(keep), "match_only": bool(match),
        "per_charge": per == "charge", "by_case": bool(by_case), "on_error": on_error, "threads": threads,
    }  # fmt: skip


def classified(law: _native.Law, table: Any, options: dict[str, Any], progress: bool) -> Any:
    """The answers to a table, as a table of its kind; with errors that are collected, a pair."""
    kind = type(table).__module__.split(".")[0]
    if kind == "pyarrow" and type(table).__name__ == "RecordBatchReader" and options["on_error"] != "collect":
        return _reader(law, table, options, progress)
    if kind == "polars" and hasattr(table, "collect") and not hasattr(table, "__arrow_c_stream__"):
        table = table.collect()
    work = _begin(law, table, options)
    for _ in _steps(work, progress, _length(table)):
        pass
    answers = work.take()
    found = _as_kind(kind, answers, table, options)
    if options["on_error"] == "collect":
        return found, [RowError(*row) for row in work.rejected()]
    return found


def batches(law: _native.Law, table: Any, options: dict[str, Any], progress: bool) -> Iterator[pyarrow.RecordBatch]:
    """The answers to a table as record batches, as they are made."""
    if options["on_error"] == "collect":
        raise ValueError("errors cannot be collected while answers are yielded: use 'raise' or 'null'")
    return _batches(_begin(law, table, options), progress, _length(table))


def output_schema(law: _native.Law, schema: pyarrow.Schema, options: dict[str, Any]) -> pyarrow.Schema:
    """The columns of the answers to a table of these columns."""
    return _pyarrow(_begin(law, schema.empty_table(), options).take()).schema


def _begin(law: _native.Law, table: Any, options: Mapping[str, object]) -> _native.Work:
    kind = type(table).__module__.split(".")[0]
    if kind == "pandas":
        table = _from_pandas(table)
    elif not hasattr(table, "__arrow_c_stream__") and not hasattr(table, "__arrow_c_array__"):
        if kind in ("duckdb", "_duckdb") and hasattr(table, "fetch_record_batch"):
            table = table.fetch_record_batch()
        else:
            message = f"a value of the class `{type(table).__name__}` is no table"
            raise TableError(message, code="table.format", expected=KINDS)
    return law.work(table, options)


def _steps(work: _native.Work, progress: bool, total: Optional[int]) -> Iterator[None]:
    """Answers a table chunk by chunk; between chunks Python looks whether somebody wants to end the work."""
    with Progress(progress, total) as shown:
        while True:
            rows = work.step()
            if rows is None:
                return
            shown.add(rows)
            yield


def _batches(work: _native.Work, progress: bool, total: Optional[int]) -> Iterator[pyarrow.RecordBatch]:
    for _ in _steps(work, progress, total):
        yield from _pyarrow(work.take()).to_batches()


def _reader(law: _native.Law, table: Any, options: dict[str, Any], progress: bool) -> Any:
    import pyarrow

    work = _begin(law, table, options)
    schema = _pyarrow(work.take()).schema
    return pyarrow.RecordBatchReader.from_batches(schema, _batches(work, progress, None))


def _length(table: Any) -> Optional[int]:
    # A relation would count its rows with a query of its own, while its stream is open.
    if type(table).__module__.split(".")[0] in ("duckdb", "_duckdb"):
        return None
    try:
        return len(table)
    except (TypeError, AttributeError, NotImplementedError):
        return None


def _pyarrow(answers: _native.Answers) -> pyarrow.Table:
    import pyarrow

    return pyarrow.table(answers)


def _as_kind(kind: str, answers: _native.Answers, table: Any, options: Mapping[str, object]) -> Any:
    if kind == "pandas":
        return _to_pandas(answers, table, options)
    if kind == "polars":
        import polars

        return polars.DataFrame(answers)
    if kind == "pyarrow":
        import pyarrow

        found = _pyarrow(answers)
        if isinstance(table, pyarrow.RecordBatch):
            columns = [column.combine_chunks() for column in found.columns]
            return pyarrow.RecordBatch.from_arrays(columns, schema=found.schema)
        if isinstance(table, pyarrow.RecordBatchReader):
            return found.to_reader()
        return found
    if kind in ("duckdb", "_duckdb"):
        import duckdb

        return duckdb.from_arrow(_pyarrow(answers))
    return Answers(answers)


def _from_pandas(frame: Any) -> pyarrow.Table:
    import pandas
    import pyarrow

    if not isinstance(frame, pandas.DataFrame):
        message = f"a value of the class `{type(frame).__name__}` is no table"
        raise TableError(message, code="table.format", expected=KINDS)
    names, columns = [], []
    for name, column in frame.items():
        if not isinstance(name, str):
            raise TableError(f"a column cannot have the name {name!r}", code="table.column_type", expected="names that are texts")
        try:
            columns.append(pyarrow.array(column, from_pandas=True))
        except (pyarrow.ArrowException, TypeError, ValueError, OverflowError) as error:
            message = f"the column `{name}` does not hold values of one type: {error}"
            hint = "give every cell the same type; leave unknown ones None"
            raise TableError(message, code="table.column_type", path=f"column {name}", hint=hint) from error
        names.append(name)
    if not columns:
        return pyarrow.table({}).slice(0, 0)
    return pyarrow.Table.from_arrays(columns, names=names)


def _to_pandas(answers: _native.Answers, frame: Any, options: Mapping[str, object]) -> Any:
    import pandas

    backed = any(isinstance(kind, pandas.ArrowDtype) for kind in frame.dtypes)
    table = _pyarrow(answers)
    found = table.to_pandas(types_mapper=pandas.ArrowDtype if backed else None, date_as_object=not backed)
    # Every answer stands under the label of its row.
    if len(found) == len(frame) and not options["per_charge"]:
        found.index = frame.index
    elif "row" in found:
        found.index = frame.index.take(found["row"].to_numpy(dtype="int64"))
    metadata = (table.schema.metadata or {}).get(METADATA.encode())
    if metadata is not None:
        found.attrs[METADATA] = json.loads(metadata)
    return found
