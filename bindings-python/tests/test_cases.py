"""Cases as Python gives them: every form of one case gets the same answer, and what cannot be read says so once and clearly."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from collections import OrderedDict
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from conftest import AS_OF, ROOT, ROW
from hypothesis import given, settings
from hypothesis import strategies as st

import tipicidad


def refused(law: tipicidad.Law, case: Any, **options: Any) -> tipicidad.CaseError:
    with pytest.raises(tipicidad.CaseError) as raised:
        law.evaluate(case, **{"as_of": AS_OF, **options})
    return raised.value


def test_a_dict_text_bytes_and_a_path_are_one_case(law, guardian):
    expected = law.evaluate(guardian, as_of=AS_OF).to_json()
    text = json.dumps(guardian)
    path = ROOT / "examples/guardian.json"
    for same in (text, "\ufeff  " + text, text.encode(), path, str(path), MappingProxyType(guardian), OrderedDict(guardian)):
        assert law.evaluate(same, as_of=AS_OF).to_json() == expected


def test_the_day_is_the_option_then_the_case_then_today(law, guardian):
    assert law.evaluate(guardian).as_of == datetime.date.today().isoformat()
    guardian["as_of"] = datetime.date(2024, 6, 1)
    assert law.evaluate(guardian).as_of == "2024-06-01"
    assert law.evaluate(guardian, as_of=datetime.date(2025, 1, 2)).as_of == "2025-01-02"


def test_a_reading_is_chosen_by_name(law, guardian):
    other = law.evaluate(guardian, as_of=AS_OF, readings={"up_to": "max_only"})
    assert other.readings.get("up_to", "max_only") == "max_only"
    assert refused(law, guardian, readings={"up_to": "sideways"}).code == "case.unknown_reading_value"


@pytest.mark.parametrize(
    "age",
    [12, Decimal("12"), Decimal("12.0"), 12.0, "12"],
    ids=["int", "decimal", "decimal with a zero", "float", "text"],
)
def test_a_number_may_be_of_every_type_that_says_it_exactly(law, age):
    # The reasons quote the number as it was written, so what they come to is compared.
    told = [[(charge.offence, charge.status, charge.penalty.final) for charge in law.evaluate(case, as_of=AS_OF).charges]
            for case in ({"counts": [ROW]}, {"counts": [{**ROW, "victim.age": age}]})]  # fmt: skip
    assert told[0] == told[1]


@pytest.mark.parametrize("unknown", [None, float("nan"), Decimal("NaN")], ids=["None", "NaN", "Decimal NaN"])
def test_none_and_nan_are_unknown(law, unknown):
    verdict = law.evaluate({"counts": [{**ROW, "victim.age": unknown}]}, as_of=AS_OF)
    assert "victim.age" in {missing.fact for missing in verdict.missing}


def test_sets_and_tuples_are_lists(law, guardian):
    expected = law.evaluate(guardian, as_of=AS_OF).to_json()
    guardian["acts"][0]["verb"] = {"induce"}
    guardian["acts"][0]["purpose"] = ("sexual",)
    guardian["acts"] = tuple(guardian["acts"])
    assert law.evaluate(guardian, as_of=AS_OF).to_json() == expected


def test_days_of_the_standard_library(law):
    plain = law.evaluate({"counts": [ROW]}, as_of=AS_OF).to_json()
    for day in (datetime.date(2024, 3, 1), datetime.datetime(2024, 3, 1)):
        assert law.evaluate({"counts": [{**ROW, "act.date": day}]}, as_of=AS_OF).to_json() == plain
    zoned = datetime.datetime(2024, 3, 1, tzinfo=datetime.timezone.utc)
    error = refused(law, {"counts": [{**ROW, "act.date": zoned}]})
    assert (error.code, error.path) == ("case.wrong_type", "counts[0].act.date")
    assert "zone" in error.message
    evening = datetime.datetime(2024, 3, 1, 20, 15)
    assert "time of day" in refused(law, {"counts": [{**ROW, "act.date": evening}]}).message


def test_numbers_and_days_of_numpy_and_pandas(law):
    numpy = pytest.importorskip("numpy")
    pandas = pytest.importorskip("pandas")
    plain = law.evaluate({"counts": [{**ROW, "closed_world": True}]}, as_of=AS_OF).to_json()
    for age in (numpy.int8(12), numpy.uint64(12), numpy.float32(12), numpy.float64(12)):
        row = {**ROW, "victim.age": age, "closed_world": numpy.bool_(True)}
        assert law.evaluate({"counts": [row]}, as_of=AS_OF).to_json() == plain
    for day in (numpy.datetime64("2024-03-01"), numpy.datetime64("2024-03-01T00:00:00", "ns"), pandas.Timestamp("2024-03-01")):
        row = {**ROW, "act.date": day, "closed_world": True}
        assert law.evaluate({"counts": [row]}, as_of=AS_OF).to_json() == plain
    verbs = {**ROW, "act.verb": numpy.array(["induce"]), "closed_world": True}
    assert law.evaluate({"counts": numpy.array([verbs])}, as_of=AS_OF).to_json() == plain
    for unknown in (pandas.NA, pandas.NaT, numpy.float32("nan")):
        verdict = law.evaluate({"counts": [{**ROW, "victim.age": unknown}]}, as_of=AS_OF)
        assert "victim.age" in {missing.fact for missing in verdict.missing}
    unknown_day = law.evaluate({"counts": [{**ROW, "act.date": pandas.NaT}]}, as_of=AS_OF).to_json()
    assert law.evaluate({"counts": [{**ROW, "act.date": numpy.datetime64("NaT")}]}, as_of=AS_OF).to_json() == unknown_day
    zoned = pandas.Timestamp("2024-03-01", tz="America/Mexico_City")
    assert "zone" in refused(law, {"counts": [{**ROW, "act.date": zoned}]}).message
    noon = numpy.datetime64("2024-03-01T12:00")
    assert "time of day" in refused(law, {"counts": [{**ROW, "act.date": noon}]}).message


def test_a_dict_that_contains_itself(law, guardian):
    guardian["acts"][0]["place"] = guardian
    assert refused(law, guardian).code == "json.depth"
    circle: list[Any] = []
    circle.append(circle)
    assert refused(law, {"counts": circle}).code == "json.depth"


def test_a_small_dict_that_unfolds_without_end_is_too_large(law):
    grown: Any = ["x"] * 10
    for _ in range(9):
        grown = [grown] * 10
    assert refused(law, {"counts": grown}).code == "json.size"


def test_what_no_case_can_hold(law, guardian):
    with_generator = {**guardian, "acts": (act for act in guardian["acts"])}
    error = refused(law, with_generator)
    assert (error.code, error.path, error.hint) == ("case.wrong_type", "acts", "make a list of it first")
    assert "generator" in error.message
    assert refused(law, (act for act in guardian["acts"])).code == "case.wrong_type"
    assert refused(law, {**guardian, "title": object()}).path == "title"
    assert refused(law, {**guardian, "title": b"bytes"}).code == "case.wrong_type"
    assert refused(law, {**guardian, 7: 1}).message.startswith("a key cannot be")
    assert refused(law, {**guardian, "title": "half \ud800"}).code == "json.utf8"
    assert refused(law, {"counts": [{**ROW, "victim.age": float("inf")}]}).code == "case.out_of_range"
    assert refused(law, {"counts": [{**ROW, "victim.age": 12.5}]}).path == "counts[0].victim.age"
    assert refused(law, {"counts": [{**ROW, "victim.age": 10**5000}]}).path == "counts[0].victim.age"
    assert refused(law, {"counts": [{**ROW, "act.verb": {"induce", 1}}]}).code == "case.wrong_type"
    assert refused(law, 12).code == "case.wrong_type"
    assert refused(law, None).code == "case.wrong_type"


def test_text_and_files_that_are_no_case(law, tmp_path):
    assert refused(law, "").code == "json.syntax"
    assert refused(law, "hola").code == "json.syntax"
    assert refused(law, b'{"counts": ["\xff"]}').code == "json.utf8"
    assert refused(law, tmp_path / "missing.json").code == "file.read"
    assert refused(law, "missing.json").code == "file.read"
    assert refused(law, tmp_path).code == "file.read"
    (tmp_path / "latin.json").write_bytes('{"title": "niñez"}'.encode("latin-1"))
    assert refused(law, tmp_path / "latin.json").code == "json.utf8"
    error = refused(law, '{"counts": [\n  nada]}')
    assert (error.line, error.column) == (2, 3)


@pytest.mark.parametrize(
    ("day", "code"),
    [("soon", "case.wrong_type"), ("2023-02-30", "case.impossible_date"), (20240301, "case.wrong_type"), ("0900-01-01", "case.out_of_range")],
)
def test_a_day_that_is_none(law, guardian, day, code):
    error = refused(law, guardian, as_of=day)
    assert (error.code, error.path) == (code, "as_of")


def test_errors_say_where_and_what_to_do_and_cross_processes(law, guardian):
    guardian["acts"][0]["verbo"] = ["induce"]
    error = refused(law, guardian)
    assert isinstance(error, tipicidad.TipicidadError)
    assert (error.code, error.path, error.file, error.line) == ("case.unknown_fact", "acts[0].verbo", None, None)
    assert str(error).splitlines()[0] == f"[case.unknown_fact] {error.message}"
    assert "at: acts[0].verbo" in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.__dict__) == (type(error), error.__dict__)


def test_every_bad_case_is_refused_as_the_command_refuses_it(law):
    seen = 0
    for file in sorted((ROOT / "tests/bad-cases").glob("*.json")):
        text = file.read_bytes()
        given = refused(law, text)
        assert given.code and given.message
        try:
            dictionary = json.loads(text)
        except ValueError:
            continue
        if isinstance(dictionary, dict):
            # A dict is refused for the same reason and at the same place.
            other = refused(law, dictionary)
            assert (other.code, other.path, other.message) == (given.code, given.path, given.message), file.name
            seen += 1
    assert seen > 50


KEYS = st.sampled_from(["id", "age", "date", "verb", "accused", "victims", "persons", "acts", "is", "means", "x", "act.date"])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.text(max_size=8).filter(lambda text: text.isprintable()),
    st.sampled_from(["ana", "v1", "2024-03-01", "induce", "guardian"]),
)
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12)


def answer(law: tipicidad.Law, case: Any) -> Any:
    try:
        return law.evaluate(case, as_of=AS_OF).to_json()
    except tipicidad.CaseError as error:
        return (error.code, error.path, error.message, error.hint)


@settings(max_examples=300, deadline=None)
@given(place=st.sampled_from(["persons", "acts", "relations", "procedure", "title"]), tree=TREES, inside=st.booleans())
def test_a_dict_and_its_text_get_the_same_answer(place, tree, inside):
    law = tipicidad.load()
    case = copy.deepcopy(GUARDIAN)
    if inside and isinstance(case.get(place), list):
        case[place][0]["x" if place == "title" else "verb"] = tree
    else:
        case[place] = tree
    assert answer(law, case) == answer(law, json.dumps(case))


GUARDIAN = json.loads((ROOT / "examples/guardian.json").read_text(encoding="utf-8"))
