#!/usr/bin/env python3
"""The same decisions on the engines that are called from Python, one thread. `run` starts this, in the virtual environment.

    from_python.py FOLDER [--quick]

Reads from FOLDER the rules, cases, columns and right answers that the Rust half left there, and writes python.json. An engine
is timed only after its answers were found equal to the right ones.
"""

import json
import statistics
import sys
import time
from importlib.metadata import version
from pathlib import Path

import cedarpy
import numpy as np
import zen
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

FOLDER = Path(sys.argv[1])
QUICK = "--quick" in sys.argv
RULE_COUNTS = (25, 250, 1_000)
# How many medians are taken, of how many samples, of how many seconds at the least.
ROUNDS, SAMPLES, SAMPLE = (1, 3, 0.002) if QUICK else (5, 9, 0.01)
# The sizes of block in which NumPy is tried; None: all rows at once. The quickest counts.
BLOCKS = (None, 65_536, 16_384)

FIGURES = []


def add(measure, engine, rules, nanoseconds, rows=None):
    """Adds a figure."""
    print(f"{measure:6} {rules:5} rules  {engine:45} {nanoseconds:14.1f} ns", file=sys.stderr)
    FIGURES.append(
        {"measure": measure, "engine": engine, "language": "python", "rules": rules, "ns": nanoseconds, "rows": rows}
    )


def each(one, inputs):
    """Nanoseconds for one call: warmed up, then the best of some medians."""
    at, calls = 0, 1

    def run(calls):
        nonlocal at
        start = time.perf_counter()
        for _ in range(calls):
            one(inputs[at % len(inputs)])
            at += 1
        return time.perf_counter() - start

    while run(calls) < SAMPLE:
        calls *= 2
    medians = [statistics.median(run(calls) / calls for _ in range(SAMPLES)) for _ in range(ROUNDS)]
    return min(medians) * 1e9


def passes(whole):
    """Nanoseconds for a pass over a table: fewer passes the longer one takes."""

    def run():
        start = time.perf_counter()
        whole()
        return time.perf_counter() - start

    first = run()
    rounds, samples = (ROUNDS, 5) if first < 0.5 else (min(ROUNDS, 2), 3) if first < 5 else (1, 1)
    return min(statistics.median(run() for _ in range(samples)) for _ in range(rounds)) * 1e9


def single(name, count, decide, inputs, texts):
    """An engine that is asked one case at a time: `decide` takes a dict, or the text."""
    answers = json.loads((FOLDER / f"answers-{count}.json").read_text())
    for given in (inputs, texts):
        for one, right in zip(given, answers):
            assert sorted(decide(one)) == right, f"{name} answers otherwise on {one}"
    took = each(decide, inputs)
    add("case", name, count, took)
    add("json", name, count, each(decide, texts))
    add("table", name, count, took, len(inputs))


def zen_engine(count):
    """Zen's decision table, from a static loader: the quickest of the ways that its binding has."""
    content = json.loads((FOLDER / f"zen-{count}.json").read_text())
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": content}}})
    return lambda case: [int(row["rule"]) for row in engine.evaluate("rules", case)["result"] or ()]


def cedar(count):
    """Cedar: the policies that permit are those that apply."""
    policies = cedarpy.PolicySet.from_str((FOLDER / f"cedar-{count}.cedar").read_text())
    entities = cedarpy.Entities.from_json_str("[]")
    request = {"principal": 'Anyone::"one"', "action": 'Anyone::"one"', "resource": 'Anyone::"one"'}

    def decide(case):
        answer = cedarpy.is_authorized({**request, "context": case}, policies, entities)
        return [int(policy.removeprefix("policy")) for policy in answer.diagnostics.reasons]

    return decide


def columns(facts):
    """The columns of the table by name: flags and members as booleans, values as bytes, numbers as they are."""

    def read(name, kind):
        return np.fromfile(FOLDER / f"column-{name}.bin", dtype=kind)

    found = {}
    for fact in facts:
        name = fact["name"]
        if fact["kind"] == "any_of":
            for member in range(fact["count"]):
                found[f"{name}_m{member}"] = read(f"{name}_m{member}", np.bool_)
        else:
            found[name] = read(name, {"flag": np.bool_, "one_of": np.uint8, "number": np.uint16}[fact["kind"]])
    return found


def by_hand(rules):
    """The rules as the NumPy that a programmer would write."""

    def condition(fact, test, value):
        if test == "is":
            return fact if value else f"~{fact}"
        if test == "has":
            return f"{fact}_m{value}"
        if test == "one_of":
            return "(" + " | ".join(f"({fact} == {one})" for one in value) + ")"
        return f"({fact} {test} {value})"

    lines = [f"    out[{at}] = " + " & ".join(condition(*one) for one in rule) for at, rule in enumerate(rules)]
    names = sorted({name for name in TABLE})
    source = f"def decide(out, {', '.join(names)}):\n" + "\n".join(lines)
    found = {}
    exec(compile(source, "by_hand", "exec"), found)  # noqa: S102 (the source is made above)
    return found["decide"]


def packed_equal(plane, right):
    """Whether a row of booleans says what the bits say."""
    return np.array_equal(np.packbits(plane, bitorder="little"), right[: (len(plane) + 7) // 8])


def numpy_by_hand(count, right):
    """NumPy over the whole table, and in blocks: the quickest counts."""
    decide = by_hand(RULES[:count])
    out = np.zeros((count, ROWS), dtype=np.bool_)

    def whole(size):
        size = size or ROWS
        for start in range(0, ROWS, size):
            some = slice(start, min(start + size, ROWS))
            decide(out[:, some], **{name: column[some] for name, column in TABLE.items()})

    def once(size):
        start = time.perf_counter()
        whole(size)
        return time.perf_counter() - start

    took = {}
    for size in BLOCKS:
        out[:] = False
        whole(size)
        assert all(packed_equal(out[at], right[at]) for at in range(count)), "NumPy answers otherwise"
        took[size] = min(once(size) for _ in range(2))
    quickest = min(took, key=took.get)
    add("table", "NumPy by hand", count, passes(lambda: whole(quickest)) / ROWS, ROWS)


def openfisca(count, right):
    """OpenFisca: a variable a fact, a variable with a formula a rule."""
    person = build_entity(key="person", plural="persons", label="", is_person=True)
    system = TaxBenefitSystem([person])
    enums = {}

    def variable(name, kind, **more):
        own = {"value_type": kind, "entity": person, "definition_period": YEAR, "label": name, **more}
        system.add_variable(type(name, (Variable,), own))

    for fact in FACTS:
        name = fact["name"]
        if fact["kind"] == "flag":
            variable(name, bool)
        elif fact["kind"] == "number":
            variable(name, int)
        elif fact["kind"] == "any_of":
            for member in range(fact["count"]):
                variable(f"{name}_m{member}", bool)
        else:
            # The values of an enumeration, in a class of their own as OpenFisca asks.
            own = Enum(name, {f"v{value}": f"v{value}" for value in range(fact["count"])})
            enums[name] = own
            variable(name, Enum, possible_values=own, default_value=own.v0)

    def condition(fact, test, value):
        if test == "is":
            return f"persons('{fact}', period)" if value else f"not_(persons('{fact}', period))"
        if test == "has":
            return f"persons('{fact}_m{value}', period)"
        if test == "one_of":
            return "(" + " + ".join(f"(persons('{fact}', period) == {fact}.v{one})" for one in value) + ")"
        return f"(persons('{fact}', period) {test} {value})"

    for at, rule in enumerate(RULES[:count]):
        source = "def formula(persons, period):\n    return " + " * ".join(condition(*one) for one in rule)
        found = {**enums, "not_": np.logical_not}
        exec(compile(source, f"rule_{at}", "exec"), found)  # noqa: S102 (the source is made above)
        variable(f"rule_{at}", bool, formula=found["formula"])

    simulation = SimulationBuilder().build_default_simulation(system, count=ROWS)
    period = "2026"
    for name, column in TABLE.items():
        values = EnumArray(column, enums[name]) if name in enums else column
        simulation.set_input(name, period, values)

    def whole():
        for at in range(count):
            simulation.delete_arrays(f"rule_{at}")
        for at in range(count):
            simulation.calculate(f"rule_{at}", period)

    whole()
    said = (simulation.calculate(f"rule_{at}", period) for at in range(count))
    assert all(packed_equal(plane, right[at]) for at, plane in enumerate(said)), "OpenFisca answers otherwise"
    add("table", "OpenFisca", count, passes(whole) / ROWS, ROWS)


DATA = json.loads((FOLDER / "rules.json").read_text())
FACTS, RULES = DATA["facts"], DATA["rules"]
TABLE = columns(FACTS)
ROWS = len(next(iter(TABLE.values())))


def main():
    """Measures everything."""
    texts = (FOLDER / "cases.jsonl").read_text().splitlines()
    inputs = [json.loads(text) for text in texts]
    for count in RULE_COUNTS:
        single("zen-engine, decision table", count, zen_engine(count), inputs, texts)
        single("cedarpy", count, cedar(count), inputs, texts)
    for count in RULE_COUNTS:
        right = np.fromfile(FOLDER / f"planes-{count}.bin", dtype=np.uint8).reshape(count, -1)
        numpy_by_hand(count, right)
        openfisca(count, right)
    names = ("zen-engine", "cedarpy", "numpy", "OpenFisca-Core")
    versions = {"Python": sys.version.split()[0], **{f"{name} (Python)": version(name) for name in names}}
    (FOLDER / "python.json").write_text(json.dumps({"figures": FIGURES, "versions": versions}))


if __name__ == "__main__":
    main()
