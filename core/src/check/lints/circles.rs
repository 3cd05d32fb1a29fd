//! Provisions that refer to each other in a circle.

use super::reach::{days, holds};
use crate::check::Checker;
use crate::check::cycles::cycles;
use crate::check::names::listed;
use crate::exact::ProvisionId;
use crate::model::{Body, Entry, Holds, Kind, Known, PenaltySpec, Provision, Selection};
use std::collections::{BTreeSet, HashMap};

type Edges = HashMap<usize, BTreeSet<usize>>;

pub(crate) fn check(checker: &Checker) {
    let found = [
        (same_as(checker), "cycle.same_as", "have each other's penalty"),
        (groups(checker), "cycle.group", "are made of each other"),
        (instead_of(checker), "cycle.instead_of", "stand in place of each other"),
        (prevails(checker), "cycle.prevails", "prevail over each other"),
    ];
    for (edges, code, what) in found {
        for cycle in cycles(&edges) {
            let Some(first) = cycle.first() else { continue };
            let Some(place) = checker.plans[*first].parts.last().map(|part| &checker.places[part.place]) else {
                continue;
            };
            let names = listed(cycle.iter().map(|at| checker.plans[*at].id.as_str()));
            let message = match (cycle.len(), code) {
                (1, "cycle.group") => format!("the group {names} is made of itself"),
                (1, "cycle.same_as") => format!("{names} has its own penalty"),
                _ => format!("{names} {what}"),
            };
            checker.report.error(place.named(), code, message, "break the circle");
        }
    }
}

/// The provisions of some kinds that an id means: itself, or the nearest above it.
fn meant<'m>(checker: &'m Checker, id: &ProvisionId, kinds: &[Kind]) -> Vec<usize> {
    let all = checker.model.provisions.iter().enumerate();
    let found: Vec<(usize, &'m Provision)> = all
        .filter(|(_, p)| kinds.contains(&p.kind) && p.provision_id().is_some_and(|own| own == *id || own.covers(id)))
        .collect();
    let longest = found.iter().map(|(_, p)| p.id.len()).max();
    found.into_iter().filter(|(_, p)| Some(p.id.len()) == longest).map(|(at, _)| at).collect()
}

fn same_as(checker: &Checker) -> Edges {
    let mut edges = Edges::new();
    for (at, provision) in checker.model.provisions.iter().enumerate() {
        for version in &provision.versions {
            let specs: Vec<&Known<PenaltySpec>> = match &version.body {
                Body::Offence(offence) => offence.penalties.iter().map(|line| &line.penalty).collect(),
                Body::Penalty(rule) => vec![&rule.penalty],
                _ => continue,
            };
            let mut ids = Vec::new();
            for spec in specs {
                if let Known::Text(spec) | Known::Gap { at_most: Some(spec), .. } = spec {
                    copied(spec, &mut ids);
                }
            }
            for id in ids {
                // a letter may copy the penalty of another letter of its own offence
                let own = provision.provision_id().is_some_and(|own| own != *id && own.covers(id));
                if !own {
                    edges.entry(at).or_default().extend(meant(checker, id, &[Kind::Offence, Kind::Penalty]));
                }
            }
        }
    }
    edges
}

fn copied<'m>(spec: &'m PenaltySpec, ids: &mut Vec<&'m ProvisionId>) {
    match spec {
        PenaltySpec::SameAs { id, .. } => ids.push(id),
        PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows) => {
            rows.iter().for_each(|row| copied(&row.penalty, ids))
        }
        _ => {}
    }
}

fn groups(checker: &Checker) -> Edges {
    let mut edges = Edges::new();
    for (at, provision) in checker.model.provisions.iter().enumerate() {
        for version in &provision.versions {
            let Body::Group(group) = &version.body else { continue };
            let mut add = |selection: &Selection| {
                for entry in selection.include.iter().chain(&selection.except) {
                    if let Entry::Group(other) = entry {
                        edges.entry(at).or_default().insert(*other as usize);
                    }
                }
            };
            let members = std::iter::once(&group.members.plain).chain(group.members.under.iter().map(|(_, _, m)| m));
            for members in members {
                if let Known::Text(selection) | Known::Gap { at_most: Some(selection), .. } = members {
                    add(selection);
                }
            }
            add(&group.excluding);
        }
    }
    edges
}

fn instead_of(checker: &Checker) -> Edges {
    let mut edges = Edges::new();
    for (at, provision) in checker.model.provisions.iter().enumerate() {
        for version in &provision.versions {
            match &version.body {
                Body::Penalty(rule) => {
                    for (other, target) in
                        checker.model.provisions.iter().enumerate().filter(|(_, p)| p.kind == Kind::Penalty)
                    {
                        let Some(id) = target.provision_id() else { continue };
                        let named = holds(&checker.model, &rule.instead_of, &id, &target.headings, version.since);
                        // A rule that stands in place of a whole article does not stand in place of itself.
                        if other != at && named == Holds::Yes {
                            edges.entry(at).or_default().insert(other);
                        }
                    }
                }
                Body::Modifier(modifier) => {
                    let kinds = [Kind::Aggravation, Kind::Attenuation, Kind::Substitution];
                    for id in &modifier.instead_of {
                        edges.entry(at).or_default().extend(meant(checker, id, &kinds));
                    }
                }
                _ => {}
            }
        }
    }
    edges
}

fn prevails(checker: &Checker) -> Edges {
    let mut edges = Edges::new();
    let model = &checker.model;
    let offences: Vec<(usize, ProvisionId, &Provision)> = model
        .provisions
        .iter()
        .enumerate()
        .filter(|(_, p)| p.kind == Kind::Offence)
        .filter_map(|(at, p)| Some((at, p.provision_id()?, p)))
        .collect();
    for conflict in model.conflicts.iter().filter(|conflict| conflict.ground.is_some()) {
        let day = conflict.until.unwrap_or(crate::exact::Date::MAX);
        let within = |selection: &Selection| -> Vec<usize> {
            let held = offences.iter().filter(|(_, id, p)| holds(model, selection, id, &p.headings, day) == Holds::Yes);
            held.map(|(at, _, _)| *at).collect()
        };
        let under = within(&conflict.under);
        for over in within(&conflict.over) {
            let over_days = model.provisions[over].versions.iter().map(days);
            let alive = over_days.into_iter().any(|own| own.has(conflict.since.max(own.since)));
            if alive {
                edges.entry(over).or_default().extend(under.iter().copied().filter(|at| *at != over));
            }
        }
    }
    edges
}
