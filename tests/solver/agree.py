"""The formulas against the engine: the same cases, the same answers."""

import json
import subprocess
from typing import Any

import z3

from cases import Case, Compiled, Maker, Values, written
from law import Law, Letter, Reach, Rule, Tree
from meet import Findings
from proofs import Proofs

class Judge:
    """What the formulas say of a case."""

    def __init__(self, law: Law, proofs: Proofs) -> None:
        self.law, self.proofs = law, proofs
        self.formulas: list[z3.BoolRef] = []
        self.places: dict[str, int] = {}
        self.offences = {str(rule): self._add(str(rule), proofs.formula(rule)) for rule in law.offences}
        trees = [letter.condition for rule in law.qualifiers for letter in rule.letters]
        for day in law.days:
            trees += day.requires + [one["when"] for one in day.ignored]
            trees += [one["unless"] for one in day.concerns if one["unless"] is not None]
        for tree in trees:
            self._add(json.dumps(tree), proofs.formulas.of(tree))
        self.compiled = Compiled(self.formulas)
        self.open_lists = [name for name in self.compiled.variables if " in list " in name]

    def _add(self, name: str, formula: z3.BoolRef) -> int:
        if name not in self.places:
            self.places[name] = len(self.formulas)
            self.formulas.append(formula)
        return self.places[name]

    def answers(self, values: Values) -> list[list[bool]]:
        """Every formula, where lists that nobody has hold nothing of what they may hold, and all of it."""
        return [self.compiled.run(values | dict.fromkeys(self.open_lists, held)) for held in (False, True)]

    def made_out(self, rule: Rule, answers: list[list[bool]]) -> bool | None:
        one, other = (answer[self.offences[str(rule)]] for answer in answers)
        if one != other:
            return None
        return None if one and rule.has_gap else one

    def holds(self, tree: Tree, answer: list[bool]) -> bool:
        return answer[self.places[json.dumps(tree)]]

    def letters(self, case: Case, rule: Rule, reach: Reach, at: set[int], answer: list[bool]) -> set[str]:
        """The letters of a qualifier that count for a charge: `at` is the charge, and what punishes it."""
        return {one.name for one in rule.letters if self._counts(case, rule, one, reach, at, answer)}

    def _counts(self, case: Case, rule: Rule, letter: Letter, reach: Reach, at: set[int], answer: list[bool]) -> bool:
        day = case.day
        full = f"{rule.id}:{letter.name}" if letter.name else rule.id
        if not self.holds(letter.condition, answer) or at & reach.excepted.get(letter.name, frozenset()):
            return False
        if letter.objective and not all(self.holds(tree, answer) for tree in day.requires):
            return False
        for concern in day.concerns:
            if at & self.law.sets[concern["on"]] and any(covers(own, full) for own in concern["letters"]):
                if concern["unless"] is None or not self.holds(concern["unless"], answer):
                    return False
        ignored = (one for one in day.ignored if at & self.law.sets[one["reaches"]])
        return not (letter.on_victim and any(self.holds(one["when"], answer) for one in ignored))


def covers(own: str, other: str) -> bool:
    return other == own or other.startswith(f"{own}:")


def agree(law: Law, proofs: Proofs, judge: list[str], found: Findings) -> None:
    """Judges every case twice."""
    own = Judge(law, proofs)
    cases = list(Maker(law, proofs).all())
    lines = "".join(f"{written(case)}\n" for case in cases)
    done = subprocess.run(judge, input=lines, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"the engine refused a case: {done.stderr[-2000:]}")
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    if len(verdicts) != len(cases):
        raise RuntimeError(f"{len(cases)} cases, {len(verdicts)} verdicts")
    for case, verdict in zip(cases, verdicts, strict=True):
        found.count(f"cases of {case.law}")
        compare(law, own, case, verdict, found)


def compare(law: Law, judge: Judge, case: Case, verdict: list[dict[str, Any]], found: Findings) -> None:
    answers = judge.answers(case.values)
    rules = {law.ids[at]: rule for rule in law.offences_on(case.day.day) for at, _ in law.charges(rule)}
    rules |= {rule.id: rule for rule in law.offences_on(case.day.day)}
    judged = {rules[charge["id"]].id: charge for charge in verdict if charge["id"] in rules}
    for rule in law.offences_on(case.day.day):
        expected, charge = judge.made_out(rule, answers), judged.get(rule.id)
        theirs = charge["made_out"] if charge else False
        found.count(f"answers: made out {expected}")
        if theirs != expected:
            found.wrong.append(f"{rule}: formula {expected}, engine {theirs}: {written(case)}")
        elif charge and expected:
            qualified(law, judge, case, charge, answers, found)


def qualified(
    law: Law, judge: Judge, case: Case, charge: dict[str, Any], answers: list[list[bool]], found: Findings
) -> None:
    """Compares the letters of every qualifier of a charge."""
    at, by = law.place[charge["id"]], law.place.get(charge["by"])
    expected: dict[str, set[str]] = {}
    left_open: set[str] = set()
    instead: list[str] = []
    for rule in law.qualifiers:
        reach = case.day.reach.get(rule.key)
        if reach is None or not rule.holds_on(case.day.day) or not reached(reach, at, by):
            continue
        places = {at} if by is None else {at, by}
        letters, most = (judge.letters(case, rule, reach, places, answer) for answer in answers)
        if letters != most:
            # It hangs on a list that nobody has.
            left_open.add(rule.id)
        elif letters:
            expected[rule.id] = letters
            # What may not reach the charge takes nothing away.
            instead += rule.body["instead_of"] if places & reach.yes else []
    for id in [id for id in expected if any(covers(own, id) for own in instead)]:
        del expected[id]
    theirs = {id: set(letters) or {""} for id, letters in charge["qualifiers"] if id not in left_open}
    found.count("answers: charges with qualifiers" if expected else "answers: charges without qualifiers")
    if expected != theirs:
        found.wrong.append(f"{charge['id']} by {charge['by']}: formulas {expected}, engine {theirs}: {written(case)}")


def reached(reach: Reach, at: int, by: int | None) -> bool:
    return any(one in reach.yes | reach.maybe for one in (at, by))
