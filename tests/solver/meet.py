"""What the rules say about themselves: what can be met, what is met together, and what then prevails."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import z3

from law import Day, Law, Letter, Rule
from proofs import Proofs

Charge = tuple[Rule, int, Letter | None]


@dataclass
class Findings:
    counts: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, by: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + by


def charges(law: Law, day: str) -> list[Charge]:
    return [(rule, at, letter) for rule in law.offences_on(day) for at, letter in law.charges(rule)]


def days_of(law: Law, rule: Rule) -> list[str]:
    """The first day of a version that the rules tell apart, and the last day when it is still in force."""
    first = min((day.day for day in law.days if rule.holds_on(day.day)), default=rule.since)
    return sorted({first, law.last} if rule.holds_on(law.last) else {first})


def what_can_be_met(law: Law, proofs: Proofs, found: Findings) -> None:
    """Every version of an offence, with each of its letters, can be met and stand."""
    for rule in law.offences:
        for day in days_of(law, rule):
            for at, letter in law.charges(rule):
                found.count("offences and letters, each on its days")
                if not proofs.together(proofs.offence(rule, letter), proofs.day(day), proofs.stands(at, day)):
                    found.wrong.append(f"{law.ids[at]} can never be met on {day}")


def what_can_be_qualified(law: Law, proofs: Proofs, found: Findings) -> None:
    """Every letter of an aggravation, attenuation or substitution can be met with an offence that it reaches."""
    for rule in law.qualifiers:
        for day in days_of(law, rule):
            reach = law.on(day).reach.get(rule.key)
            if reach is None:
                continue
            punished = [law.ids[at].split(":")[1] for at in reach.yes | reach.maybe]
            for letter in rule.letters:
                found.count("letters of qualifiers, each on its days")
                excepted = reach.excepted.get(letter.name, frozenset())
                own = [proofs.letter(rule, letter), proofs.day(day)]
                # What reaches a penalty reaches the offences that it punishes: any may be one of them.
                direct = [c for c in charges(law, day) if c[1] in (reach.yes | reach.maybe) - excepted]
                indirect = [c for c in charges(law, day) if not direct and punished and c[1] not in excepted]
                if not any(
                    proofs.together(proofs.offence(offence, of), *own, proofs.stands(at, day))
                    for offence, at, of in direct + indirect
                ):
                    found.wrong.append(f"{rule.id} {letter.name} can be met with no offence on {day}")


def settled(day: Day) -> dict[int, set[int]]:
    """For each charge those of which a rule of conflict says what follows when both are met."""
    said: dict[int, set[int]] = {}
    for conflict in day.conflicts:
        for one, other in ((conflict.over, conflict.under), (conflict.under, conflict.over)):
            for at in one:
                said.setdefault(at, set()).update(other)
    return said


def unsettled(law: Law, day: Day) -> Iterator[tuple[Charge, Charge]]:
    """Pairs of charges of different offences of which nothing is said."""
    said = settled(day)
    alone = [(rule.body["with_any_other"] or rule.body["without_prejudice"]) for rule in law.offences]
    stands_alone = {str(rule) for rule, yes in zip(law.offences, alone, strict=True) if yes}
    known = charges(law, day.day)
    for place, one in enumerate(known):
        for other in known[place + 1 :]:
            apart = one[0].id != other[0].id and not {str(one[0]), str(other[0])} & stands_alone
            if apart and other[1] not in said.get(one[1], set()):
                yield one, other


def by_one_conduct(proofs: Proofs, one: Charge, other: Charge, day: str) -> bool:
    """Whether a case meets both and does no more than the one of them that needs more conducts already needs."""
    needs = [proofs.needs(rule, letter, day) for rule, _, letter in (one, other)]
    if needs[0].apart_from(needs[1]):
        return False
    met = [proofs.offence(rule, letter) for rule, _, letter in (one, other)]
    together = (*met, proofs.day(day), proofs.conducts(max(own.fewest for own in needs)))
    return proofs.together(*together) and proofs.together(
        *together, *(proofs.stands(at, day) for _, at, _ in (one, other))
    )


def pairs_without_rule(law: Law, proofs: Proofs, found: Findings) -> None:
    """Of every pair of charges that one conduct can meet the rules say what follows."""
    known: dict[tuple[str, str, str, str], bool] = {}
    told: set[tuple[int, int]] = set()
    for day in law.days:
        for one, other in unsettled(law, day):
            (a, at, of), (b, bt, to) = one, other
            key = (str(a), of.name if of else "", str(b), to.name if to else "")
            if key not in known:
                known[key] = by_one_conduct(proofs, one, other, day.day)
            if known[key] and (at, bt) not in told:
                told.add((at, bt))
                found.wrong.append(f"{law.ids[at]} and {law.ids[bt]}: one conduct can meet both on {day.day}, no rule")
    found.count("pairs of charges without a rule that no conduct meets", len(known) - len(told))


def prevailing(law: Law, day: Day, at: int, offence: Rule) -> set[int]:
    """What displaces a charge when it is met too."""
    if offence.body["with_any_other"] or offence.body["without_prejudice"]:
        return set()
    over = [conflict.over for conflict in day.conflicts if conflict.ground and at in conflict.under]
    own = {one for one, _ in law.charges(offence)} | {law.place[offence.id]}
    return {one for of in over for one in of} - own


def what_stands_alone(law: Law, proofs: Proofs, found: Findings) -> None:
    """Every offence can be met by one conduct without an offence that displaces it; or a rule of conflict names it by its
    own id, so that somebody has said that it never stands alone."""
    for rule in law.offences:
        for day in days_of(law, rule):
            found.count("offences that can stand undisplaced, each on its days")
            if any(alone(law, proofs, rule, at, letter, day) for at, letter in law.charges(rule)):
                continue
            if not any(conflict.ground and rule.id in conflict.by_id for conflict in law.on(day).conflicts):
                found.wrong.append(f"{rule.id} is always displaced on {day}, and no rule yields it by its own id")


def alone(law: Law, proofs: Proofs, rule: Rule, at: int, letter: Letter | None, day: str) -> bool:
    over = prevailing(law, law.on(day), at, rule)
    free = {str(other) for other in law.offences if other.body["without_prejudice"]}
    rivals = [c for c in charges(law, day) if c[1] in over and str(c[0]) not in free]
    none = [proofs.no_offence(other, of) for other, _, of in rivals]
    own = proofs.conducts(proofs.needs(rule, letter, day).fewest)
    return proofs.together(proofs.offence(rule, letter), proofs.day(day), proofs.stands(at, day), own, *none)


def what_contains_what(law: Law, proofs: Proofs, found: Findings) -> None:
    """Where one offence is always met with another, the rules say what follows."""
    seen: set[tuple[str, str]] = set()
    for rule in law.offences:
        for day in (day for day in law.days if rule.holds_on(day.day)):
            others = [other for other in law.offences_on(day.day) if other.id != rule.id and not other.has_gap]
            others = [other for other in others if (str(rule), str(other)) not in seen]
            seen |= {(str(rule), str(other)) for other in others}
            for other in contained(proofs, rule, others, day.day):
                found.count("offences that always contain another")
                said, parts = settled(day), {at for at, _ in law.charges(other)}
                silent = any(not said.get(at, set()) & parts for at, _ in law.charges(rule))
                if silent and not stands_apart(rule, other):
                    found.wrong.append(f"{rule} always contains {other}, and no rule says what follows")


def contained(proofs: Proofs, rule: Rule, others: list[Rule], day: str) -> list[Rule]:
    """Those of some offences that are met whenever one is."""
    own = proofs.needs(rule, None, day)
    others = [other for other in others if not own.apart_from(proofs.needs(other, None, day))]
    made_out = (proofs.offence(rule), proofs.day(day))
    model = proofs.model(*made_out, proofs.conducts(own.fewest)) if others else None
    if model is None:
        return []
    # What one case that does nothing more does not meet is not always met.
    likely = [one for one in others if z3.is_true(model.eval(proofs.formula(one), model_completion=True))]
    return [one for one in likely if not proofs.together(*made_out, proofs.no_offence(one))]


def stands_apart(*rules: Rule) -> bool:
    return any(rule.body["with_any_other"] or rule.body["without_prejudice"] for rule in rules)
