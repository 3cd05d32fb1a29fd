//! What can make of an offence whose elements are decided something else than those elements say: found without facts, so that
//! whoever has only the elements knows when they are enough.

use super::grade::GRADINGS;
use super::index::Index;
use super::reach::Reach;
use super::selecting::{Among, by_reading};
use crate::model::{Bars, Body, Cond, CondKind, Conflict, Kind, Model, Version, Wire};

/// Conditions of which every one must be met, or may be, for something to bear; none: it may always.
pub(crate) type Together = Vec<u32>;

/// What may exclude an offence whose elements are met, beside a later law: each by the wires of what it asks.
pub(crate) fn doubts(model: &Model, reach: &Reach) -> Vec<Together> {
    let mut doubts = Vec::new();
    let versions = |kinds: &[Kind]| {
        let rules: Vec<usize> = kinds.iter().flat_map(|kind| reach.of(*kind)).copied().collect();
        rules.into_iter().flat_map(|at| &model.provisions[at].versions).collect::<Vec<&Version>>()
    };
    for version in versions(&[Kind::Exclusion, Kind::Extinction]) {
        if let Body::Exclusion(rule) = &version.body
            && rule.bars != Bars::Aggravation
        {
            rule.letters.iter().for_each(|letter| needs(model, &letter.condition, &mut Vec::new(), &mut doubts));
        }
    }
    for version in versions(&GRADINGS) {
        let Body::Grading(rule) = &version.body else { continue };
        let rows = || rule.rows.under.iter().map(|(_, _, rows)| rows).chain([&rule.rows.plain]).flatten();
        if rule.otherwise_excluded || rows().any(|row| row.as_negligence.is_some()) {
            rule.when.iter().for_each(|when| needs(model, when, &mut Vec::new(), &mut doubts));
        }
    }
    doubts.sort_unstable();
    doubts.dedup();
    doubts
}

/// Adds what a condition asks: for each way in which it may be met, wires that must not be unmet.
fn needs(model: &Model, condition: &Cond, above: &mut Together, found: &mut Vec<Together>) {
    let depth = above.len();
    match &condition.kind {
        _ if condition.wire != Wire::NONE => {
            above.push(condition.wire.0);
            found.push(above.clone());
        }
        CondKind::Term(at) => needs(model, &model.term_at(*at).condition, above, found),
        CondKind::Any(of) => of.iter().for_each(|one| needs(model, one, above, found)),
        CondKind::All(of) => {
            above.extend(of.iter().map(|one| one.wire).filter(|wire| *wire != Wire::NONE).map(|wire| wire.0));
            found.push(above.clone());
        }
        // What a charge is asked for is not known here.
        _ => found.push(above.clone()),
    }
    above.truncate(depth);
}

/// The rules of conflict by which an offence may yield, by their place.
pub(super) fn yielding(model: &Model, index: &Index, offence: usize) -> Vec<usize> {
    let own = Among::new(model, index, index.charged_as(model, offence));
    let places = model.conflicts.iter().enumerate();
    // One whose offences a reading chooses is asked of every charge: the reading then counts as used.
    let read = |rule: &Conflict| by_reading(model, &rule.over) || by_reading(model, &rule.under);
    places
        .filter(|(_, rule)| rule.ground.is_some() && (own.some_in(&rule.under) || read(rule)))
        .map(|(at, _)| at)
        .collect()
}

/// The offences that may displace one: by a rule of conflict, or because it yields to them.
pub(super) fn rivals(model: &Model, index: &Index, offence: usize) -> Vec<usize> {
    let own = Among::new(model, index, index.charged_as(model, offence));
    let yielding = index.yielding(model, offence).iter().map(|at| &model.conflicts[*at]);
    let mut over: Vec<_> = yielding.filter(|rule| own.some_in(&rule.under)).map(|rule| &rule.over).collect();
    over.extend(model.provisions[offence].versions.iter().filter_map(|version| match &version.body {
        Body::Offence(offence) => Some(&offence.yields_to),
        _ => None,
    }));
    over.retain(|selection| !selection.is_empty());
    if over.is_empty() {
        return Vec::new();
    }
    let held = |at: usize| {
        let own = Among::new(model, index, index.charged_as(model, at));
        over.iter().any(|selection| own.some_in(selection))
    };
    index.of(Kind::Offence).iter().copied().filter(|at| *at != offence && held(*at)).collect()
}
