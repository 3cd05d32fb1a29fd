"""z3 formulas of conditions over complete cases: every fact known, one accused, one act, one victim or none."""

import z3

from law import Law, Letter, Rule, Tree

# What was done, and what was gained where the law punishes the gain alone; a quoted conduct is a flag of its own.
CONDUCTS = ("act.verb", "act.gain")
QUOTED = "#conduct"


class Formulas:
    """Facts as variables, and the formulas of conditions over them, each made once."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.variables: dict[tuple[str, str], z3.ExprRef] = {}
        self.domains: list[z3.BoolRef] = []
        self._terms: dict[int, z3.BoolRef] = {}
        self._atoms: dict[int, z3.BoolRef] = {}
        self._asked = 0
        self.samples = self._samples()

    def _samples(self) -> dict[str, list[str]]:
        """For each fact that names offences, ids that between them tell all of its groups apart."""
        found: dict[str, list[str]] = {}
        for name, fact in self.law.facts.items():
            if fact.kind != "offences":
                continue
            groups = [a["value"] for a in self.law.atoms if a["fact"] == name and a["test"] == "in"]
            kinds: dict[tuple[int, ...], str] = {}
            for offence in self.law.offences:
                at = self.law.place[offence.id]
                kinds.setdefault(tuple(self._within(at, group) for group in groups), offence.id)
            found[name] = sorted(kinds.values())
        return found

    def _within(self, at: int, group: Tree) -> int:
        """Whether a group holds an id: no, perhaps (a list that nobody has), yes."""
        return 2 if at in self.law.sets[group["yes"]] else int(at in self.law.sets[group["maybe"]])

    # ── facts ──

    def flag(self, fact: str, member: str = "") -> z3.BoolRef:
        """A flag, or whether a set has a member."""
        key = (fact, member)
        if key not in self.variables:
            self.variables[key] = z3.Bool(f"{fact}/{member}" if member else fact)
        return self.variables[key]

    def number(self, fact: str) -> z3.ArithRef:
        """A number, a day, or the place of a single value, within its domain."""
        key = (fact, "")
        if key not in self.variables:
            own, variable = self.law.facts[fact], z3.Int(fact)
            self.variables[key] = variable
            if own.values:
                self.domains += [variable >= 0, variable < len(own.values)]
            elif own.low is not None and own.high is not None:
                self.domains += [variable >= own.low, variable <= own.high]
        return self.variables[key]

    # ── conditions ──

    def atom(self, at: int) -> z3.BoolRef:
        if at not in self._atoms:
            self._atoms[at] = self._atom(self.law.atoms[at])
        return self._atoms[at]

    def _atom(self, atom: Tree) -> z3.BoolRef:
        fact, test, value = atom["fact"], atom["test"], atom["value"]
        match test:
            case "true":
                return self.flag(fact)
            case "has":
                return self.flag(fact, value)
            case "is":
                return self.number(fact) == self.law.facts[fact].values.index(value)
            case "under":
                return self.number(fact) < value
            case "at_most":
                return self.number(fact) <= value
            case "over":
                return self.number(fact) > value
            case "at_least":
                return self.number(fact) >= value
            case "any":
                return z3.Or([self.flag(fact, one) for one in self.samples[fact]])
            case "in":
                return z3.Or([self._sample_in(fact, one, value) for one in self.samples[fact]])
        raise ValueError(f"no such test: {test}")

    def _sample_in(self, fact: str, one: str, group: Tree) -> z3.BoolRef:
        within = self._within(self.law.place[one], group)
        if within == 0:
            return z3.BoolVal(False)
        # In a list that nobody has it may stand or not.
        open_list = z3.Bool(f"{one} in list {group['maybe']}")
        return z3.And(self.flag(fact, one), z3.BoolVal(True) if within == 2 else open_list)

    def term(self, at: int) -> z3.BoolRef:
        """A term, and what is presumed of it whatever it says; a presumption that yields to proof says nothing here."""
        if at not in self._terms:
            ways = [self.of(self.law.terms[at]["condition"])]
            for rule in self.law.presumptions:
                if rule["term"] == at and rule["conclusive"]:
                    raise NotImplementedError(f"{rule['id']}: a conclusive presumption has days of its own")
            self._terms[at] = z3.Or(ways)
        return self._terms[at]

    def of(self, tree: Tree) -> z3.BoolRef:
        ((word, below),) = tree.items()
        match word:
            case "atom":
                return self.atom(below)
            case "term":
                return self.term(below)
            case "all":
                return z3.And([self.of(one) for one in below])
            case "any":
                return z3.Or([self.of(one) for one in below])
            case "not":
                return z3.Not(self.of(below))
            case "some_victim" | "every_victim":
                return self.of(below)
            case "charge":
                # Answered later than conditions; here it may be so or not.
                self._asked += 1
                return z3.Bool(f"charge {self._asked} {below}")
        raise ValueError(f"no such condition: {word}")

    def element(self, element: Tree) -> z3.BoolRef:
        """An element; of a text that nobody has, what it asked at the least."""
        form = element["form"]
        if "plain" in form:
            own = self.of(form["plain"])
        elif "letters" in form:
            own = z3.Or([self.of(letter["condition"]) for letter in form["letters"]])
        else:
            own = z3.BoolVal(True) if form["gap"] is None else self.of(form["gap"])
        return own if element["waived"] is None else z3.Or(own, self.of(element["waived"]))

    def offence(self, offence: Rule) -> z3.BoolRef:
        """Every element is met and no exception is."""
        elements = [self.element(one) for one in offence.body["elements"]]
        return z3.And(elements + [z3.Not(self.element(one)) for one in offence.body["exceptions"]])

    def letter(self, letter: Letter | None) -> z3.BoolRef:
        return z3.BoolVal(True) if letter is None else self.of(letter.condition)

    def conducts(self) -> dict[str, z3.BoolRef]:
        """What may be done, by name."""
        own = [made for (fact, _), made in self.variables.items() if fact in CONDUCTS or QUOTED in fact]
        return {made.decl().name(): made for made in own}
