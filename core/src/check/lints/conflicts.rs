//! Pairs of offences that can be met together, of which the rules do not say which prevails.

use super::logic::{Sure, atoms_of};
use super::reach::{days, holds, letters};
use crate::check::Checker;
use crate::exact::{Date, ProvisionId};
use crate::model::{AtomIx, Body, Entry, Form, Holds, Kind, Model, Offence, Provision, Role, Selection, Version};
use std::collections::{BTreeMap, BTreeSet};

struct Seen<'m> {
    plan: usize,
    provision: &'m Provision,
    version: &'m Version,
    offence: &'m Offence,
    ids: Vec<ProvisionId>,
    sure: Sure,
    /// What is sure with each letter of each lettered element.
    letters: Vec<Vec<Sure>>,
    conduct: BTreeSet<AtomIx>,
}

pub(crate) fn check(checker: &Checker) {
    let model = &checker.model;
    let seen: Vec<Seen> = (0..model.provisions.len()).flat_map(|plan| offences(model, plan)).collect();
    let mut by_atom: BTreeMap<AtomIx, Vec<usize>> = BTreeMap::new();
    for (at, one) in seen.iter().enumerate() {
        one.conduct.iter().for_each(|atom| by_atom.entry(*atom).or_default().push(at));
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for sharing in by_atom.values() {
        for (i, a) in sharing.iter().enumerate() {
            pairs.extend(sharing[i + 1..].iter().map(|b| (*a, *b)));
        }
    }
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (a, b) in pairs {
        let (one, other) = (&seen[a], &seen[b]);
        if one.plan == other.plan
            || told.contains(&(one.plan, other.plan))
            || !days(one.version).meets(days(other.version))
        {
            continue;
        }
        let day = one.version.since.max(other.version.since);
        if settled(model, one, other, day) || excluded(model, one, other) {
            continue;
        }
        told.insert((one.plan, other.plan));
        let place = checker.plans[other.plan].parts.iter().find(|part| part.life.days.has(other.version.since));
        let Some(place) = place.map(|part| &checker.places[part.place]) else { continue };
        let message = format!("`{}` and `{}` can be met by one act", one.provision.id, other.provision.id);
        let help = format!(
            "write `prevails {} over {}` or the reverse, `prevails none between` them, or `without prejudice`",
            one.provision.id, other.provision.id
        );
        checker.report.warning(place.named(), "conflict.unstated", message, help);
    }
}

/// Reports a `prevails` about an offence that says it neither displaces nor is displaced.
pub(crate) fn forbidden(checker: &Checker) {
    let model = &checker.model;
    for (conflict, place) in model.conflicts.iter().zip(&checker.conflict_places) {
        if conflict.ground.is_none() {
            continue;
        }
        for (selection, yields) in [(&conflict.over, false), (&conflict.under, true)] {
            for entry in &selection.include {
                let Entry::Id(id) = entry else { continue };
                let named = model
                    .provisions
                    .iter()
                    .filter(|p| p.kind == Kind::Offence && p.provision_id().is_some_and(|own| own.covers(id)));
                let stands = named.flat_map(|p| &p.versions).find_map(|version| match &version.body {
                    Body::Offence(offence) if offence.without_prejudice => Some("without prejudice"),
                    Body::Offence(offence) if offence.with_any_other && yields => Some("with any other offence"),
                    _ => None,
                });
                if let Some(word) = stands {
                    let message = format!("`{id}` says `{word}`: nothing is displaced");
                    let help =
                        "write `prevails none between … because both_stand`, or take the line out of the offence";
                    checker.report.error(place.named(), "conflict.forbidden", message, help);
                }
            }
        }
    }
}

fn offences<'m>(model: &'m Model, plan: usize) -> Vec<Seen<'m>> {
    let provision = &model.provisions[plan];
    let Some(id) = provision.provision_id().filter(|_| provision.kind == Kind::Offence) else { return Vec::new() };
    let of = |version: &'m Version| -> Option<Seen<'m>> {
        let Body::Offence(offence) = &version.body else { return None };
        let sure = Sure::offence(model, offence);
        let lettered = offence.elements.iter().filter_map(|element| match &element.form {
            Form::OneOf(letters) if element.waived.is_none() => {
                Some(letters.iter().map(|l| Sure::of(model, &l.condition)).collect())
            }
            _ => None,
        });
        let conduct: Vec<_> = offence.elements.iter().filter(|element| element.role == Role::Conduct).collect();
        let ids = std::iter::once(id.clone()).chain(letters(offence).iter().map(|letter| id.letter(letter))).collect();
        Some(Seen {
            plan,
            provision,
            version,
            offence,
            ids,
            letters: lettered.collect(),
            conduct: atoms_of(model, &conduct),
            sure,
        })
    };
    provision.versions.iter().filter_map(of).collect()
}

/// Whether the rules say what happens when both are met.
fn settled(model: &Model, one: &Seen, other: &Seen, day: Date) -> bool {
    let alone = |seen: &Seen| seen.offence.with_any_other || seen.offence.without_prejudice;
    let named = |selection: &Selection, seen: &Seen| {
        seen.ids.iter().any(|id| holds(model, selection, id, &seen.provision.headings, day) != Holds::No)
    };
    alone(one)
        || alone(other)
        || named(&one.offence.yields_to, other)
        || named(&other.offence.yields_to, one)
        || model.conflicts.iter().any(|conflict| {
            let alive = conflict.since <= day && conflict.until.is_none_or(|until| day <= until);
            alive
                && ((named(&conflict.over, one) && named(&conflict.under, other))
                    || (named(&conflict.over, other) && named(&conflict.under, one)))
        })
}

/// Whether the elements of one exclude those of the other, letter by letter where there are letters.
fn excluded(model: &Model, one: &Seen, other: &Seen) -> bool {
    let both = one.sure.and(&other.sure);
    if both.contradicts(model) {
        return true;
    }
    one.letters
        .iter()
        .chain(&other.letters)
        .any(|letters| !letters.is_empty() && letters.iter().all(|letter| both.and(letter).contradicts(model)))
}
