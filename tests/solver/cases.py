"""Random complete cases, and what the formulas say of each, to hold against the engine."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import z3

from law import Day, Fact, Law
from meet import Charge, charges
from proofs import Proofs

Value = bool | int
Key = tuple[str, str]
Values = dict[str, Value]

PER_LAW = 1000
MODELS = 3
SEED = 20260731


# ── formulas as functions ──

OPERATORS: dict[int, str] = {
    z3.Z3_OP_AND: " and ",
    z3.Z3_OP_OR: " or ",
    z3.Z3_OP_EQ: " == ",
    z3.Z3_OP_LT: " < ",
    z3.Z3_OP_LE: " <= ",
    z3.Z3_OP_GT: " > ",
    z3.Z3_OP_GE: " >= ",
}


class Compiled:
    """Many formulas as one function of the values of their variables: z3's own evaluation of a model is too slow here."""

    def __init__(self, formulas: list[z3.BoolRef]) -> None:
        self.lines: list[str] = []
        self.known: dict[int, str] = {}
        self.variables: dict[str, z3.ExprRef] = {}
        results = [self._node(formula) for formula in formulas]
        body = "\n ".join(self.lines + [f"return [{', '.join(results)}]"])
        scope: dict[str, Any] = {}
        exec(compile(f"def run(v):\n {body}", "formulas", "exec"), scope)
        self.run: Callable[[Values], list[bool]] = scope["run"]

    def _node(self, node: z3.ExprRef) -> str:
        if node.get_id() not in self.known:
            self.known[node.get_id()] = self._made(node)
        return self.known[node.get_id()]

    def _made(self, node: z3.ExprRef) -> str:
        if z3.is_int_value(node):
            return str(node.as_long())
        kind = node.decl().kind()
        if kind in (z3.Z3_OP_TRUE, z3.Z3_OP_FALSE):
            return str(kind == z3.Z3_OP_TRUE)
        if kind == z3.Z3_OP_UNINTERPRETED:
            self.variables[node.decl().name()] = node
            text = f"v[{node.decl().name()!r}]"
        elif kind == z3.Z3_OP_NOT:
            text = f"not {self._node(node.arg(0))}"
        else:
            empty = {z3.Z3_OP_AND: "True", z3.Z3_OP_OR: "False"}
            text = OPERATORS[kind].join(self._node(child) for child in node.children()) or empty[kind]
        name = f"x{len(self.lines)}"
        self.lines.append(f"{name} = {text}")
        return name


# ── cases ──


@dataclass
class Case:
    law: str
    day: Day
    values: Values
    row: dict[str, Any]


class Maker:
    """Makes cases: what the solver finds for an offence, the rest by chance, and then some of it changed."""

    def __init__(self, law: Law, proofs: Proofs) -> None:
        self.law, self.proofs, self.formulas = law, proofs, proofs.formulas
        self.names = {made.decl().name(): key for key, made in proofs.formulas.variables.items()}
        self.chance = random.Random(SEED)
        self.models: dict[tuple[str, int], list[Values]] = {}
        self.reads: dict[str, list[str]] = {}
        self.marks: dict[str, list[int]] = {}
        for atom in law.atoms:
            if isinstance(atom["value"], int):
                self.marks.setdefault(atom["fact"], []).append(atom["value"])

    def all(self) -> Iterator[Case]:
        sigla = sorted({rule.id.split(":")[0] for rule in self.law.offences})
        for siglum in sigla:
            days = [day for day in self.law.days if any(self._of(siglum, c) for c in charges(self.law, day.day))]
            for _ in range(PER_LAW):
                day = self.chance.choice(days)
                own = [charge for charge in charges(self.law, day.day) if self._of(siglum, charge)]
                yield self.case(siglum, day, self.chance.choice(own))

    @staticmethod
    def _of(siglum: str, charge: Charge) -> bool:
        return charge[0].id.startswith(f"{siglum}:")

    def case(self, siglum: str, day: Day, charge: Charge) -> Case:
        rule, at, letter = charge
        values = {name: self.by_chance(own) for name, own in self.names.items()}
        key = (str(rule), at)
        if key not in self.models:
            self.models[key] = list(self.found(charge, day.day))
        values |= self.chance.choice(self.models[key])
        for _ in range(self.chance.choice([0, 0, 0, 1, 1, 2, 3])):
            name = self.chance.choice(self.reads[str(rule)])
            values[name] = self.by_chance(self.names[name])
        values["act.date"] = day.number
        return Case(siglum, day, values, self.row(day, values))

    def found(self, charge: Charge, day: str) -> Iterator[Values]:
        """Some cases that meet a charge: what its own formula reads of them."""
        rule, at, letter = charge
        own = Compiled([self.proofs.formula(rule), self.formulas.letter(letter)]).variables
        facts = {name: one for name, one in own.items() if "in list" not in name and name != "act.date"}
        self.reads.setdefault(str(rule), sorted(facts))
        flags = [one for one in facts.values() if z3.is_bool(one)]
        met = (self.proofs.offence(rule, letter), self.proofs.day(day))
        for _ in range(MODELS):
            some = self.chance.sample(flags, min(3, len(flags)))
            wanted = [one if self.chance.random() < 0.5 else z3.Not(one) for one in some]
            model = self.proofs.model(*met, *wanted) or self.proofs.model(*met)
            assert model is not None, f"{rule} cannot be met"
            read = {name: model.eval(one, model_completion=True) for name, one in facts.items()}
            yield {name: one.as_long() if z3.is_int_value(one) else z3.is_true(one) for name, one in read.items()}

    def by_chance(self, key: Key) -> Value:
        fact, chance = self.law.facts[key[0]], self.chance
        usual = fact.assumed is not None and chance.random() < 0.9
        match fact.kind:
            case "flag":
                return fact.assumed if usual else chance.random() < 0.3
            case "any_of" | "countries" | "offences":
                return key[1] in fact.assumed if usual else chance.random() < 0.08
            case "one_of" | "country":
                if usual and fact.assumed:
                    return fact.values.index(fact.assumed[0])
                return chance.randrange(len(fact.values))
            case "date":
                return 0
        if usual:
            return int(fact.assumed)
        assert fact.low is not None and fact.high is not None
        marks = self.marks.get(fact.name, []) + [fact.low, min(fact.high, fact.low + 80)]
        return max(fact.low, min(fact.high, chance.choice(marks) + chance.choice([-1, 0, 0, 1])))

    # ── what the engine reads ──

    def row(self, day: Day, values: Values) -> dict[str, Any]:
        """The case as a row. An amount counted in a unit is given in pesos where the unit has a value, and then counted
        here as the engine counts it."""
        row: dict[str, Any] = {"act.date": day.day}
        worth = {amount["fact"]: amount for amount in day.amounts}
        for own, (name, member) in self.names.items():
            fact, value = self.law.facts[name], values[own]
            if member:
                row.setdefault(name, [])
                if value:
                    row[name].append(member)
            elif fact.kind == "flag":
                row[name] = value
            elif fact.values:
                row[name] = fact.values[value]
            elif fact.kind == "date":
                row[name] = (date.fromisoformat(day.day) + timedelta(days=value - day.number)).isoformat()
            elif name in worth and self._in_pesos(row, worth[name], fact, values):
                pass
            else:
                row[name] = value / 10**fact.scale if fact.scale else value
        return row

    def _in_pesos(self, row: dict[str, Any], amount: dict[str, Any], fact: Fact, values: Values) -> bool:
        zone = self.chance.randrange(len(amount["cents"]))
        unit = amount["cents"][zone]
        if unit is None or fact.low is None or fact.high is None:
            return False
        cents = -(-values[fact.name] * unit // 10**fact.scale)
        if cents > 10**12:
            return False
        values[fact.name] = max(fact.low, min(fact.high, cents * 10**fact.scale // unit))
        row[amount["of"]] = cents / 100
        if amount["zones"]:
            row["act.wage_zone"] = amount["zones"][zone]
        return True


def written(case: Case) -> str:
    return json.dumps({"as_of": case.day.day, "counts": [case.row]}, ensure_ascii=False)
