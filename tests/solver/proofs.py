"""What the solver is asked, over and over: which of many formulas can be true together."""

from dataclasses import dataclass
from datetime import date

import z3

from formulas import Formulas
from law import Law, Letter, Rule

# How many conducts an offence may need at once.
MOST = 4


@dataclass(frozen=True)
class Needs:
    """How many conducts a charge needs, and any of which alone will do."""

    fewest: int
    alone: frozenset[str]

    def apart_from(self, other: "Needs") -> bool:
        """Whether one conduct surely cannot do for both."""
        return self.fewest == other.fewest == 1 and not self.alone & other.alone


class Proofs:
    """One solver that knows every offence and qualifier by a name, and is asked under assumptions."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.formulas = Formulas(law)
        self.solver = z3.Solver()
        self.asked = 0
        self._names: dict[str, z3.BoolRef] = {}
        self._told = 0
        self._texts: dict[str, str] = {}
        self._needs: dict[tuple[str, str, str], Needs] = {}
        self.made_out = {self._key(rule): self.formulas.offence(rule) for rule in law.offences}
        for rule in law.offences + law.qualifiers:
            for letter in rule.letters:
                self.formulas.of(letter.condition)
        bars = [self.formulas.of(bar["condition"]) for bar in law.bars]
        self._bars = bars
        self._conducts = self.formulas.conducts()
        for most in range(MOST + 1):
            self.name(f"conducts {most}", z3.PbLe([(one, 1) for one in self._conducts.values()], most))

    @staticmethod
    def _key(rule: Rule) -> tuple[str, str]:
        return (rule.id, rule.since)

    def name(self, name: str, formula: z3.BoolRef) -> z3.BoolRef:
        """A variable that is true only where the formula is."""
        if name not in self._names:
            self._names[name] = z3.Bool(f"is {name}")
            self.solver.add(z3.Implies(self._names[name], formula))
        return self._names[name]

    def together(self, *assumed: z3.BoolRef) -> bool:
        """Whether a complete case meets all of these."""
        return self.check(*assumed) == z3.sat

    def check(self, *assumed: z3.BoolRef) -> z3.CheckSatResult:
        domains = self.formulas.domains
        if self._told < len(domains):
            self.solver.add(domains[self._told :])
            self._told = len(domains)
        self.asked += 1
        answer = self.solver.check(*assumed)
        if answer == z3.unknown:
            raise RuntimeError(f"the solver does not know: {self.solver.reason_unknown()}")
        return answer

    # ── names of what is often assumed ──

    def offence(self, rule: Rule, letter: Letter | None = None) -> z3.BoolRef:
        formula = z3.And(self.made_out[self._key(rule)], self.formulas.letter(letter))
        return self.name(f"{rule} {letter.name if letter else ''}", formula)

    def formula(self, rule: Rule) -> z3.BoolRef:
        return self.made_out[self._key(rule)]

    def no_offence(self, rule: Rule, letter: Letter | None = None) -> z3.BoolRef:
        formula = z3.Not(z3.And(self.made_out[self._key(rule)], self.formulas.letter(letter)))
        return self.name(f"not {rule} {letter.name if letter else ''}", formula)

    def letter(self, rule: Rule, letter: Letter) -> z3.BoolRef:
        return self.name(f"{rule.kind} {rule} {letter.name}", self.formulas.of(letter.condition))

    def day(self, day: str) -> z3.BoolRef:
        listed = self.law.on(day)
        number = listed.number + (date.fromisoformat(day) - date.fromisoformat(listed.day)).days
        return self.name(f"day {day}", self.formulas.number("act.date") == number)

    def stands(self, charge: int, day: str) -> z3.BoolRef:
        """Nothing bars the charge on a day."""
        live = [self._bars[at] for at, spared in self.law.on(day).bars if charge not in spared]
        return self.name(f"stands {self.law.ids[charge]} {day}", z3.Not(z3.Or(live)))

    def conducts(self, most: int) -> z3.BoolRef:
        return self._names[f"conducts {most}"]


    def needs(self, rule: Rule, letter: Letter | None, day: str) -> Needs:
        """The fewest conducts with which a charge can be made out, and which they are when it is one."""
        if "act.date" not in self._text(rule):
            # Whatever the day, the answer is that of the first.
            day = rule.since
        key = (str(rule), letter.name if letter else "", day)
        if key not in self._needs:
            made_out = (self.offence(rule, letter), self.day(day))
            fewest = (most for most in range(MOST) if self.together(*made_out, self.conducts(most)))
            most = next(fewest, MOST)
            alone = frozenset[str]()
            others = made_out
            while most == 1 and self.together(*others, self.conducts(1)):
                model = self.solver.model()
                alone |= {name for name, one in self._conducts.items() if z3.is_true(model.eval(one))}
                others = (*made_out, *(z3.Not(self._conducts[name]) for name in sorted(alone)))
            self._needs[key] = Needs(most, alone)
        return self._needs[key]

    def _text(self, rule: Rule) -> str:
        if str(rule) not in self._texts:
            self._texts[str(rule)] = self.made_out[self._key(rule)].sexpr()
        return self._texts[str(rule)]

    def model(self, *assumed: z3.BoolRef) -> z3.ModelRef | None:
        """A case that meets all of these."""
        return self.solver.model() if self.together(*assumed) else None
