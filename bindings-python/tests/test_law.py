"""What a law answers: the bytes of the command, from any number of threads, without growing."""

from __future__ import annotations

import gc
import json
import os
import pickle
import threading

import pytest
from conftest import AS_OF, ROOT, ROW

import tipicidad
from tipicidad import shapes


def options(case):
    readings = case.get("readings", {})
    return {"as_of": case["as_of"], "readings": readings}


def test_the_corpus_gives_the_bytes_of_the_command(law, corpus, command):
    for name, case in corpus.items():
        chosen = options(case)
        flags = [f"--reading={key}={value}" for key, value in chosen["readings"].items()]
        printed = command("eval", "-", "--format", "json", "--as-of", case["as_of"], *flags, text=json.dumps(case["case"]))
        assert law.evaluate(case["case"], **chosen).to_json().encode() + b"\n" == printed, name


def test_every_other_answer_is_that_of_the_command(law, command, guardian):
    text = json.dumps(guardian)
    path = ROOT / "examples/guardian.json"
    asked = ["--as-of", AS_OF, "--format", "json"]
    native = law._native
    questions = law.ask(guardian, as_of=AS_OF).to_json()
    assert questions.encode() + b"\n" == command("ask", "-", *asked, text=text)
    why = law.why(guardian, "CPF:209-Bis:p1", as_of=AS_OF).to_json()
    assert why.encode() + b"\n" == command("why", str(path), "CPF:209-Bis:p1", *asked)
    assert law.catalogue().to_json().encode() + b"\n" == command("catalogue", "--format", "json")
    assert native.facts().encode() + b"\n" == command("facts", "--format", "json")
    assert native.json_schema().encode() + b"\n" == command("facts", "--format", "json-schema")
    for lang in ("es", "en"):
        explained = law.evaluate(guardian, as_of=AS_OF).explain(lang)
        assert explained.encode() == command("eval", str(path), "--as-of", AS_OF, "--lang", lang)


def test_the_types_of_a_case_are_those_of_the_vocabulary(command):
    written = (ROOT / "bindings-python/python/tipicidad/cases.py").read_bytes()
    hint = "run: tipicidad facts --format python > bindings-python/python/tipicidad/cases.py"
    assert written == command("facts", "--format", "python"), hint


def test_attributes_are_the_keys_of_the_answer(law, guardian):
    verdict = law.evaluate(guardian, as_of=AS_OF)
    for key, value in verdict.to_dict().items():
        assert getattr(verdict, key) == value, key
    assert json.loads(verdict.to_json()) == verdict.to_dict()
    assert verdict.charges == [charge for count in verdict.counts for charge in count["charges"]]
    charge = verdict.charges[0]
    assert (charge.offence, charge["status"]) == ("CPF:201:f", "applies")
    # 7 to 12 years, doubled because of the guardian.
    assert (charge.penalty.final.prison.min, charge.penalty.final.prison.max) == ("P14Y", "P24Y")
    assert {one.fact for one in verdict.assumptions} == {one["fact"] for own in verdict.charges for one in own["assumptions"]}
    with pytest.raises(AttributeError, match="has no key 'penality'"):
        charge.penality  # noqa: B018
    assert "CPF:201:f applies" in repr(verdict)
    assert verdict == law.evaluate(guardian, as_of=AS_OF) and len({verdict, law.evaluate(guardian, as_of=AS_OF)}) == 1


def parts(answer):
    """Every dict inside an answer."""
    if isinstance(answer, dict):
        yield answer
        for value in answer.values():
            yield from parts(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from parts(value)


def test_every_part_of_every_answer_has_a_shape(law, corpus, guardian):
    answers = [shapes.read(law.evaluate(case["case"], **options(case)).to_json())["counts"] for case in corpus.values()]
    answers += [shapes.read(law.evaluate(case["case"], **options(case)).to_json()) for case in list(corpus.values())[::9]]
    answers += [law.ask(guardian, as_of=AS_OF), law.catalogue(), law.facts(), law.why(guardian, "CPF:209-Bis:p1", as_of=AS_OF)]
    answers += [law.match(guardian, as_of=AS_OF), law.examples()[:5]]
    bare = set()
    for part in parts(answers):
        # A verdict, its readings, values of facts and cases have keys of their own; everything else is a record.
        if not isinstance(part, shapes.Record):
            bare.add(tuple(part))
    known = [keys for keys in bare if not (set(keys) <= {"min", "max", "from", "to"})]
    wrong = [keys for keys in known if any(key in {"offence", "by", "text", "label", "fact"} for key in keys)]
    assert wrong == []


def test_every_shape_names_the_keys_in_their_order():
    keys = [shapes._keys_of(shape) for shape in shapes.Record.__subclasses__()]
    assert len(set(keys)) == len(keys) == len(shapes.SHAPES)


def test_match_says_what_evaluate_says(law, corpus):
    order = {}
    for one in law.catalogue().provisions:
        if one.kind == "offence":
            order.setdefault(one.id, len(order))

    def article(offence):
        """The offence of a charge: the nearest above its letter."""
        while offence not in order:
            offence = offence.rsplit(":", 1)[0]
        return offence

    for name, case in corpus.items():
        verdict = law.evaluate(case["case"], **options(case))
        # A verdict begins with what applies, a match keeps the order of the catalogue.
        expected = [sorted((charge.offence, charge.status) for charge in count.charges) for count in verdict.counts]
        found = law.match(case["case"], **options(case))
        assert [sorted((one.offence, one.status) for one in count) for count in found] == expected, name
        for count in found:
            offences = [order[article(one.offence)] for one in count]
            assert offences == sorted(offences), name


def test_why_says_what_fails_and_what_would_change_it(law):
    adult = {"counts": [{**ROW, "victim.age": 30}]}
    (count,) = law.why(adult, "CPF:201:f", as_of=AS_OF).counts
    assert [element.id for element in count.failing] == ["victim"]
    # Whatever is proposed does what it says.
    assert count.changes
    for change in count.changes:
        assert change.gives in ("applies", "undetermined")
    with pytest.raises(tipicidad.TipicidadError) as raised:
        law.why(adult, "CPF:999", as_of=AS_OF)
    assert (raised.value.code, type(raised.value)) == ("query.unknown_offence", tipicidad.TipicidadError)


def test_examples_make_out_what_they_say(law):
    examples = law.examples()
    assert len(examples) > 1000
    wrong = []
    for example in examples[::25]:
        applies = {charge.offence for charge in law.evaluate(example.case).charges if charge.status == "applies"}
        # An expectation may name the offence without the letter by which it is charged.
        if not all(any(f"{offence}:".startswith(f"{charge}:") for offence in applies) for charge in example.charges):
            wrong.append((example.name.es, example.charges, applies))
    # Some examples choose a reading, which is not part of their case.
    assert len(wrong) <= len(examples[::25]) // 50, wrong


def test_a_sample_is_read_and_depends_on_its_seed_alone(law):
    cases = law.sample(300, seed=7)
    assert cases == law.sample(300, seed=7) != law.sample(300, seed=8)
    assert [case["case"] for case in cases[:2]] == ["sample-1", "sample-2"]
    stand = sum(bool(count) for case in cases for count in law.match(case))
    assert stand > 60, "a sample in which hardly any offence stands says little"
    kinds: dict[str, set[type]] = {}
    for case in cases:
        for name, value in case["counts"][0].items():
            kinds.setdefault(name, set()).add(type(value))
    assert all(len(kind) == 1 for kind in kinds.values()), "a column of a table has one type"
    assert law.sample(0) == []


def test_a_pack_and_a_folder_are_the_same_law(law, guardian, tmp_path, command):
    pack = tmp_path / "law.pack"
    command("compile", str(ROOT / "rules/mx-federal"), "-o", str(pack))
    other = tipicidad.load(rules=pack)
    assert other.pack == law.pack
    assert other.evaluate(guardian, as_of=AS_OF) == law.evaluate(guardian, as_of=AS_OF)
    # A law travels to other processes: the embedded one by name, another as its pack.
    for one in (law, other):
        assert pickle.loads(pickle.dumps(one)).evaluate(guardian, as_of=AS_OF) == one.evaluate(guardian, as_of=AS_OF)
    assert len(pickle.dumps(law)) < 200


def test_rules_that_are_wrong_underline_the_source(tmp_path):
    (tmp_path / "bad.tip").write_text('law CPF "Código" / "Code"\noffence 201 "Uno" / "One" {\n  in farce 2007-03-28 ..\n}\n', encoding="utf-8")
    with pytest.raises(tipicidad.RulesError) as raised:
        tipicidad.load(rules=tmp_path)
    error = raised.value
    assert (error.file, error.line) == ("bad.tip", 3) or error.errors
    assert "in farce" in str(error) and "bad.tip" in str(error)
    assert all({"code", "message", "file", "line"} <= set(one) for one in error.errors)
    assert pickle.loads(pickle.dumps(error)).report == error.report


def test_rules_that_are_not_there_or_no_pack(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "no.pack").write_bytes(b"not a pack at all")
    (tmp_path / "cut.pack").write_bytes(b"")
    for place in ("missing", "empty", "no.pack", "cut.pack"):
        with pytest.raises(tipicidad.RulesError) as raised:
            tipicidad.load(rules=tmp_path / place)
        assert raised.value.code and raised.value.message
    with pytest.raises(TypeError):
        tipicidad.load(rules=7)  # type: ignore[arg-type]


def test_ten_threads_at_once_get_the_same_answers(law, corpus):
    cases = [(case["case"], options(case)) for case in list(corpus.values())[:40]]
    expected = [law.evaluate(case, **chosen).to_json() for case, chosen in cases]
    wrong: list[object] = []
    start = threading.Barrier(10)

    def judge(own: tipicidad.Law) -> None:
        start.wait()
        try:
            for (case, chosen), right in zip(cases, expected):
                if own.evaluate(case, **chosen).to_json() != right:
                    wrong.append(case)
        except BaseException as error:  # noqa: BLE001 (a thread that dies must not pass)
            wrong.append(error)

    threads = [threading.Thread(target=judge, args=(law if at % 2 else tipicidad.load(),)) for at in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="nothing says how much memory the process has")
def test_memory_does_not_grow(law, guardian):
    """100,000 matches of a dict, some thousands of full verdicts, and as many errors."""
    broken = {**guardian, "acts": [{"verbo": 1}]}
    case = {"as_of": AS_OF, "counts": [ROW]}

    def work(rounds: int) -> None:
        for at in range(rounds):
            law.match(case)
            if at % 50 == 0:
                verdict = law.evaluate(case)
                assert verdict.charges and verdict.explain()
                with pytest.raises(tipicidad.CaseError):
                    law.evaluate(broken)
        gc.collect()

    work(5_000)
    before = resident()
    work(100_000)
    grown = resident() - before
    # A kilobyte lost on each would be 100 MB.
    assert grown < 8_000_000, f"{grown} bytes more"


def test_a_verdict_in_a_notebook(law, guardian):
    guardian["title"] = "<script>alert(1)</script>"
    page = law.evaluate(guardian, as_of=AS_OF)._repr_html_()
    assert "<script" not in page and "&lt;script&gt;" in page
    assert " on" + "load" not in page and "http" not in page
    verdict = law.evaluate(guardian, as_of=AS_OF)
    for charge in verdict.charges:
        assert charge.offence in page and charge.name.en in page
    assert "class=bar" in page and "Línea de tiempo" in page and "What is missing" in page
    assert "Ningún delito" in law.evaluate({"counts": []}, as_of=AS_OF)._repr_html_()
