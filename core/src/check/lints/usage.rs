//! Facts and values that nothing reads.

use crate::check::Checker;
use crate::check::place::Place;
use crate::model::{AtomIx, Body, ChargeTest, Cond, CondKind, Derivation, FactType, PenaltySpec, Test};
use crate::syntax::tree::{LineKind, TypeExpr, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Facts that the engine itself reads: when and where an act was done, by whom, and what came after.
const STRUCTURAL: [&str; 14] = [
    "date",
    "ended",
    "ongoing",
    "continued",
    "conducts",
    "same_conduct",
    "continues",
    "place.country",
    "place.state",
    "kind",
    "birth_date",
    "age",
    "nationality",
    "participation",
];
/// Subjects whose facts belong to later stages of the engine.
const LATER: [&str; 3] = ["procedure", "request", "charge"];

pub(crate) fn check(checker: &Checker) {
    let readers = readers(checker);
    let read: BTreeSet<usize> = readers.keys().map(|at| checker.model.atom_at(*at).fact.usize()).collect();
    let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (fact, place) in checker.fact_places.iter().enumerate() {
        if let Some(place) = place {
            places.entry(*place).or_default().push(fact);
        }
    }
    let named = named_apart(checker);
    for (place, facts) in places {
        let place = &checker.places[place];
        let name = &place.item.name.value;
        let (subject, own) = name.split_once('.').unwrap_or((name, ""));
        if LATER.contains(&subject) {
            continue;
        }
        if !facts.iter().any(|fact| read.contains(fact) || named.contains(fact)) {
            if !STRUCTURAL.contains(&own) {
                let help = "take it out, or write the rule that reads it";
                checker.report.warning(place.named(), "fact.unused", format!("nothing reads `{name}`"), help);
            }
            continue;
        }
        values(checker, place, &facts, &readers);
    }
}

/// The provisions, terms and facts that read each atom.
fn readers(checker: &Checker) -> BTreeMap<AtomIx, BTreeSet<(u8, usize)>> {
    let model = &checker.model;
    let mut readers: BTreeMap<AtomIx, BTreeSet<(u8, usize)>> = BTreeMap::new();
    let mut add = |who: (u8, usize), condition: &Cond| {
        // terms are readers of their own
        condition.atoms(&[], &mut |at| readers.entry(at).or_default().extend([who]));
    };
    for (at, term) in model.terms.iter().enumerate() {
        shallow(&term.condition, &mut |condition| add((1, at), condition));
    }
    for (at, fact) in model.facts.iter().enumerate() {
        if let Some(Derivation::When(condition)) = &fact.derived {
            shallow(condition, &mut |condition| add((2, at), condition));
        }
    }
    for (at, provision) in model.provisions.iter().enumerate() {
        for version in &provision.versions {
            version.body.conditions(&mut |condition| shallow(condition, &mut |condition| add((0, at), condition)));
        }
    }
    readers
}

/// The conditions below one that are atoms or sets of them.
fn shallow(condition: &Cond, f: &mut dyn FnMut(&Cond)) {
    match &condition.kind {
        CondKind::Atom(_) | CondKind::Members { .. } => f(condition),
        _ => condition.children().iter().for_each(|child| shallow(child, f)),
    }
}

/// Facts that rules of jurisdiction and extradition read without an atom.
fn beyond(checker: &Checker, condition: &Cond, named: &mut BTreeSet<usize>) {
    match &condition.kind {
        CondKind::Charge(ChargeTest::Beyond(test)) => named.extend(test.facts().into_iter().map(|fact| fact.usize())),
        CondKind::Term(at) => beyond(checker, &checker.model.term_at(*at).condition, named),
        _ => condition.children().iter().for_each(|child| beyond(checker, child, named)),
    }
}

/// Facts that a derivation or a penalty names.
fn named_apart(checker: &Checker) -> BTreeSet<usize> {
    let mut named = BTreeSet::new();
    for fact in &checker.model.facts {
        match &fact.derived {
            Some(Derivation::AgeAt(at)) => named.extend([at.usize()]),
            Some(Derivation::AmountIn { amount, on, .. }) => named.extend([amount.usize(), on.usize()]),
            _ => {}
        }
    }
    for version in checker.model.provisions.iter().flat_map(|p| &p.versions) {
        version.body.conditions(&mut |condition| beyond(checker, condition, &mut named));
        if let Body::Extradition(rule) = &version.body {
            named.extend(rule.facts().into_iter().map(|fact| fact.usize()));
        }
        version.body.penalties(&mut |penalty| {
            if let PenaltySpec::AsParticipant { fact, .. } = penalty {
                named.extend([fact.usize()]);
            }
        });
    }
    named
}

fn values(checker: &Checker, place: &Place, facts: &[usize], readers: &BTreeMap<AtomIx, BTreeSet<(u8, usize)>>) {
    let Some(kind) = facts.first().and_then(|fact| checker.model.facts.get(*fact)).map(|fact| &fact.kind) else {
        return;
    };
    // of a one-of, what is not named is what the rest means
    if *kind != FactType::AnyOf {
        return;
    }
    let Some(Value::Type(TypeExpr::AnyOf(values))) = place.entry(LineKind::Type).map(|entry| &entry.value) else {
        return;
    };
    let mut read: BTreeMap<u16, BTreeSet<(u8, usize)>> = BTreeMap::new();
    for (at, who) in readers {
        let atom = checker.model.atom_at(*at);
        if let Test::Has(value) = atom.test
            && facts.contains(&atom.fact.usize())
        {
            read.entry(value).or_default().extend(who);
        }
    }
    for (at, value) in values.iter().enumerate() {
        let count = u16::try_from(at).ok().and_then(|at| read.get(&at)).map_or(0, BTreeSet::len);
        let spot = place.spot(value.name.span);
        let name = format!("`{}` of `{}`", value.name.value, place.item.name.value);
        match count {
            0 => checker.report.warning(
                spot,
                "value.unused",
                format!("nothing reads {name}"),
                "take it out, or write the rule that reads it",
            ),
            1 => {
                let help = "what one provision alone describes may be a quoted element there";
                checker.report.warning(spot, "value.read_once", format!("only one rule reads {name}"), help);
            }
            _ => {}
        }
    }
}
