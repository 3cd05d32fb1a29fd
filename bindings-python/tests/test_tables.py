"""Tables: every kind comes back as it came, with the answers of single cases; what cannot be read says which row and column."""

from __future__ import annotations

import json
import math
import threading
from typing import Any

import pytest
from conftest import AS_OF, rows

import tipicidad

pa = pytest.importorskip("pyarrow")

AGES = [12, 30, None]
LEADING = ["CPF:201:f", None, None]
LISTS = ["applies", "undetermined", "displaced", "excluded"]


def made(law: tipicidad.Law, table: Any, **options: Any) -> Any:
    return law.classify(table, as_of=AS_OF, **options)


def refused(law: tipicidad.Law, table: Any, **options: Any) -> tipicidad.TableError:
    with pytest.raises(tipicidad.TableError) as raised:
        made(law, table, **options)
    return raised.value


@pytest.fixture(scope="module")
def columns():
    return rows(victim__age=AGES, **{"x.note": ["a", "b", "c"]})


def test_pyarrow(law, columns):
    table = pa.table(columns)
    answers = made(law, table)
    assert isinstance(answers, pa.Table)
    assert answers["leading"].to_pylist() == LEADING
    # 7 to 12 years, doubled because of the guardian.
    assert (answers["prison_min"][0].as_py(), answers["prison_max_days"][0].as_py()) == ("P14Y", 24 * 360)
    assert answers["x.note"].to_pylist() == ["a", "b", "c"] and answers["row"].to_pylist() == [0, 1, 2]
    assert "victim.age" in answers["missing"][2].as_py()
    metadata = json.loads(answers.schema.metadata[b"tipicidad"])
    assert (metadata["as_of"], metadata["pack"]["digest"]) == (AS_OF, law.pack.digest)
    batch = made(law, table.to_batches()[0])
    assert isinstance(batch, pa.RecordBatch) and batch.equals(answers.combine_chunks().to_batches()[0])
    reader = made(law, table.to_reader())
    assert isinstance(reader, pa.RecordBatchReader) and reader.read_all().equals(answers)


def test_polars(law, columns):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(columns)
    expected = made(law, pa.table(columns)).to_pylist()
    for table in (frame, frame.lazy(), frame.with_columns(polars.col("act.verb").cast(polars.Categorical))):
        answers = made(law, table)
        assert isinstance(answers, polars.DataFrame)
        assert answers.to_dicts() == expected


def test_pandas(law, columns):
    pandas = pytest.importorskip("pandas")
    expected = made(law, pa.table(columns))
    plain = pandas.DataFrame(columns, index=["uno", "dos", "tres"])
    answers = made(law, plain)
    assert isinstance(answers, pandas.DataFrame) and list(answers.index) == ["uno", "dos", "tres"]
    assert [None if one is None or one != one else one for one in answers["leading"]] == LEADING
    assert answers.attrs["tipicidad"]["as_of"] == AS_OF
    categorical = plain.astype({"act.verb": "category"})
    assert list(made(law, categorical)["applies"].iloc[0]) == ["CPF:201:f"]
    backed = plain.convert_dtypes(dtype_backend="pyarrow")
    answers = made(law, backed)
    assert isinstance(answers.dtypes["leading"], pandas.ArrowDtype)
    assert pa.Table.from_pandas(answers, preserve_index=False).to_pylist() == expected.to_pylist()
    long = made(law, plain, per="charge")
    assert set(long.index) <= set(plain.index) and "offence" in long


def test_duckdb(law, columns):
    duckdb = pytest.importorskip("duckdb")
    table = pa.table(columns)
    answers = made(law, duckdb.from_arrow(table))
    assert isinstance(answers, duckdb.DuckDBPyRelation)
    assert [row[0] for row in answers.order("row").select('"leading"').fetchall()] == LEADING


class Foreign:
    """A table that nobody knows, with the C stream interface of Arrow and nothing else."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._table.__arrow_c_stream__(requested_schema)


def test_whatever_has_the_c_stream_interface(law, columns):
    answers = made(law, Foreign(pa.table(columns)))
    assert isinstance(answers, tipicidad.Answers) and len(answers) == 3
    # It may be read more than once.
    assert pa.table(answers)["leading"].to_pylist() == pa.table(answers)["leading"].to_pylist() == LEADING
    assert pa.schema(answers).names[0] == "x.note"


def test_a_table_says_what_single_cases_say(law):
    cases = law.sample(400, seed=3)
    assumed = {fact.name for fact in law.facts() if fact.assumed is not None}
    flat = [{name: value for name, value in case["counts"][0].items() if name not in assumed} for case in cases]
    names = sorted({name for row in flat for name in row})
    # In a table a cell without a value is unknown, and a case says the same with null.
    full = [{name: row.get(name) for name in names} for row in flat]
    table = pa.table({name: [row[name] for row in full] for name in names})
    answers = made(law, table, match=True).to_pylist()
    for row, found in zip(full, answers):
        (count,) = law.match({"counts": [row]}, as_of=AS_OF)
        for status, name in zip(("applies", "undetermined", "displaced", "excluded"), LISTS):
            assert [one.offence for one in count if one.status == status] == found[name]


def test_options_are_those_of_the_command(law, columns):
    table = pa.table(columns)
    assert made(law, table, columns=["leading", "row"]).column_names == ["x.note", "row", "leading"]
    assert made(law, table, match=True).column_names == ["x.note", "row", *LISTS]
    assert "act.verb" in made(law, table, keep=["act.verb"]).column_names
    long = made(law, table, per="charge")
    assert {"offence", "status"} <= set(long.column_names) and set(long["row"].to_pylist()) <= {0, 1, 2}
    bare = pa.table({"act.date": ["2024-03-01"], "act.verb": ["induce"]})
    open_world = made(law, bare, match=True)["undetermined"][0].as_py()
    closed = made(law, bare, match=True, closed_world=True)["undetermined"][0].as_py()
    assert set(closed) < set(open_world)
    for bad in ({"per": "row"}, {"on_error": "stop"}, {"threads": 0}):
        with pytest.raises(ValueError, match="cannot be"):
            made(law, table, **bad)
    with pytest.raises(TypeError):
        made(law, table, columns="leading")
    assert refused(law, table, columns=["leadin"]).hint == "did you mean `leading`?"
    assert refused(law, table, keep=["x.not"]).hint == "did you mean `x.note`?"


def test_rows_of_one_case_may_be_judged_together(law):
    # Cut anywhere, a case stays whole: the parts of a stream are joined.
    columns = rows(case=["A", "A", "B", "B", "B"], **{"accused.id": ["ana"] * 5})
    whole = pa.table(columns)
    expected = made(law, whole, by_case=True)
    for cut in range(1, 5):
        parts = [*whole.slice(0, cut).to_batches(), *whole.slice(cut).to_batches()]
        reader = pa.RecordBatchReader.from_batches(whole.schema, parts)
        assert made(law, reader, by_case=True).read_all().combine_chunks().equals(expected.combine_chunks())


def test_errors_of_rows(law):
    table = pa.table(rows(victim__age=[12, -1, 12], act__verb=["induce", "induce", "fly"]))
    error = refused(law, table)
    assert (error.code, error.path) == ("case.out_of_range", "row 1, column victim.age")
    written = made(law, table, on_error="null")
    assert [one is None for one in written["error"].to_pylist()] == [True, False, False]
    assert written["applies"].to_pylist() == [["CPF:201:f"], None, None]
    answers, errors = made(law, table, on_error="collect")
    assert isinstance(answers, pa.Table) and answers["row"].to_pylist() == [0]
    assert [(one.row, one.column, one.code) for one in errors] == [
        (1, "victim.age", "case.out_of_range"),
        (2, "act.verb", "case.unknown_value"),
    ]
    reader = made(law, table.to_reader())
    with pytest.raises(tipicidad.TableError):
        reader.read_all()


def test_streams_are_answered_as_they_are_read(law):
    table = pa.table(rows(victim__age=[12] * 50))
    read = []

    def source():
        for start in range(0, 50, 10):
            read.append(start)
            yield from table.slice(start, 10).to_batches()

    answers = law.classify_batches(pa.RecordBatchReader.from_batches(table.schema, source()), as_of=AS_OF)
    first = next(answers)
    assert first.num_rows == 10 and len(read) < 5
    assert sum(batch.num_rows for batch in answers) == 40
    with pytest.raises(ValueError, match="collected"):
        law.classify_batches(table, on_error="collect")  # type: ignore[arg-type]


def test_a_stream_that_breaks_off_says_why(law):
    table = pa.table(rows(victim__age=[12] * 5))

    def source():
        yield from table.to_batches()
        raise RuntimeError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(table.schema, source())
    with pytest.raises(tipicidad.TableError, match="the disk is gone"):
        list(law.classify_batches(reader, as_of=AS_OF))


def test_progress_and_ctrl_c(law, capsys, monkeypatch):
    table = pa.table(rows(victim__age=[12] * 6_000))
    made(law, table, match=True, progress=True)
    assert "6.00k" in capsys.readouterr().err
    import tipicidad._progress as progress

    monkeypatch.setitem(__import__("sys").modules, "tqdm.auto", None)
    made(law, table, match=True, progress=True)
    assert "6,000 of 6,000 rows" in capsys.readouterr().err
    # Ctrl-C is seen between chunks.
    steps = []

    def interrupt(self: object, rows: int) -> None:
        steps.append(rows)
        raise KeyboardInterrupt

    monkeypatch.setattr(progress.Progress, "add", interrupt)
    with pytest.raises(KeyboardInterrupt):
        made(law, table, match=True)
    assert len(steps) == 1 and steps[0] < 6_000


def test_other_threads_run_meanwhile(law):
    table = pa.table(rows(victim__age=[12] * 2_000))
    ticks, done = [], threading.Event()

    def tick() -> None:
        while not done.wait(0.002):
            ticks.append(1)

    ticking = threading.Thread(target=tick)
    ticking.start()
    made(law, table, threads=1, columns=["leading"])
    done.set()
    ticking.join()
    assert len(ticks) > 3


def test_a_child_that_is_forked_judges_too(law):
    import multiprocessing

    table = pa.table(rows(victim__age=AGES))
    made(law, table)
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(leading, (table.to_pylist(),)).get(timeout=60) == LEADING


def leading(found: list[dict[str, Any]]) -> list[Any]:
    answers: list[Any] = tipicidad.load().classify(pa.Table.from_pylist(found), as_of=AS_OF)["leading"].to_pylist()
    return answers


@pytest.mark.parametrize(
    ("columns", "path", "words"),
    [
        ({"victim.agee": [1]}, "column victim.agee", "did you mean `victim.age`?"),
        ({"victim.age": [[1]]}, "column victim.age", "List"),
        ({"act.date": pa.array([0], pa.timestamp("us", "UTC"))}, "column act.date", "take the zone off"),
        ({"act.date": pa.array([1], pa.timestamp("us"))}, "row 0, column act.date", "time of day"),
        ({"victim.age": [12.5]}, "row 0, column victim.age", "12.5"),
        ({"victim.age": [math.inf]}, "row 0, column victim.age", "infinite"),
        ({"relation": [["guardian", None]]}, "row 0, column relation", "null"),
        ({"act.verb": [b"induce"]}, "column act.verb", "Binary"),
        ({"victim.age": [{"min": 1}]}, "column victim.age", "Struct"),
    ],
    ids=lambda value: None,
)
def test_columns_and_cells_that_cannot_be_read(law, columns, path, words):
    error = refused(law, pa.table(columns))
    assert error.path == path
    assert words in str(error)


def test_nan_is_unknown(law):
    table = pa.table(rows(victim__age=[float("nan"), 12.0]))
    answers = made(law, table, match=True)
    assert [bool(one) for one in answers["applies"].to_pylist()] == [False, True]
    assert "CPF:201:f" in answers["undetermined"][0].as_py()


def test_tables_without_rows_or_columns(law):
    empty = pa.table(rows(victim__age=[])).slice(0, 0)
    answers = made(law, empty)
    assert answers.num_rows == 0 and "leading" in answers.column_names
    assert made(law, pa.table({})).num_rows == 0
    assert made(law, empty.to_reader()).read_all().num_rows == 0
    polars = pytest.importorskip("polars")
    assert made(law, polars.DataFrame()).height == 0
    pandas = pytest.importorskip("pandas")
    assert len(made(law, pandas.DataFrame())) == 0
    assert len(made(law, pandas.DataFrame(columns=["act.date", "victim.age"]))) == 0


def test_a_hundred_thousand_columns(law):
    wide = pa.table({f"x.{at}": pa.array([at], pa.int32()) for at in range(100_000)})
    assert made(law, wide, columns=["row"]).num_columns == 100_001
    assert refused(law, wide.rename_columns([f"y.{at}" for at in range(100_000)])).code == "case.unknown_fact"


def test_a_column_that_stands_twice(law):
    twice = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["victim.age", "victim.age"])
    assert refused(law, twice).code == "table.column_twice"


def test_text_that_is_not_utf8(law):
    broken = pa.array([b"\xff\xfe"], pa.binary()).view(pa.string())
    error = refused(law, pa.table({"act.verb": broken}))
    assert (error.code, error.path) == ("table.utf8", "column act.verb")
    kept = refused(law, pa.table({"x.note": broken}))
    assert kept.code == "table.utf8"


def test_a_dictionary_whose_keys_point_nowhere(law):
    for keys in ([0, 7], [0, -1], [None, 7]):
        broken = pa.DictionaryArray.from_arrays(pa.array(keys, pa.int8()), pa.array(["induce"]), safe=False)
        assert refused(law, pa.table({"act.verb": broken})).path == "column act.verb"


def test_mixed_types_and_odd_names_in_pandas(law):
    pandas = pytest.importorskip("pandas")
    mixed = refused(law, pandas.DataFrame({"victim.age": [12, "doce"]}))
    assert (mixed.code, mixed.path) == ("table.column_type", "column victim.age")
    surrogate = refused(law, pandas.DataFrame({"act.verb": pandas.Series(["\ud800"], dtype=object)}))
    assert surrogate.path == "column act.verb"
    assert "name 7" in refused(law, pandas.DataFrame({7: [1]})).message
    zoned = pandas.DataFrame({"act.date": pandas.to_datetime(["2024-03-01"]).tz_localize("UTC")})
    assert "take the zone off" in str(refused(law, zoned))
    days = pandas.DataFrame(rows(act__date=pandas.to_datetime(["2024-03-01"])))
    assert list(made(law, days, match=True)["applies"][0]) == ["CPF:201:f"]
    flags = pandas.DataFrame({"closed_world": pandas.Series([True, None], dtype=object), "act.verb": "induce"})
    assert len(made(law, flags)) == 2
    assert "no table" in refused(law, pandas.Series([1])).message


@pytest.mark.parametrize("thing", [None, 12, "counts.csv", [{"victim.age": 12}], {"victim.age": [12]}, (x for x in ())], ids=str)
def test_what_is_no_table(law, thing):
    error = refused(law, thing)
    assert error.code == "table.format" and "polars" in (error.expected or "").lower()


def test_an_arrow_array_is_no_table(law):
    assert refused(law, pa.chunked_array([[1]])).code == "table.format"
