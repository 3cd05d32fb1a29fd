//! What a provision names, whatever the facts and the day: the ids under which it may be charged, and what its conditions read.

use super::index::Index;
use super::selecting::MAX_DEPTH;
use crate::exact::ProvisionId;
use crate::model::{
    AtomIx, Body, ChargeTest, Cond, CondKind, Form, Known, Model, PenaltyRow, PenaltySpec, Version, Wire,
};

/// The ids under which a provision may be charged: its own, its letters, the rows of its penalties.
pub(super) fn charged_as(model: &Model, index: &Index, at: usize) -> Vec<ProvisionId> {
    let Some(own) = index.id(at) else { return Vec::new() };
    let mut ids = vec![own.clone()];
    for version in &model.provisions[at].versions {
        let mut bases = vec![own.clone()];
        if let Body::Offence(offence) = &version.body {
            let lettered = offence.elements.iter().filter_map(|element| match &element.form {
                Form::OneOf(letters) => Some(letters),
                _ => None,
            });
            bases.extend(lettered.flatten().filter(|l| !l.name.is_empty()).map(|l| own.letter(&l.name)));
        }
        for spec in penalties(version) {
            bases.iter().for_each(|base| rows(spec, base, 0, &mut ids));
        }
        ids.extend(bases);
    }
    ids.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
    ids.dedup();
    ids
}

/// What the conditions of a provision read.
#[derive(Debug)]
pub(super) struct Reads {
    pub(super) atoms: Vec<AtomIx>,
    /// Offences to be made out beside the one that is judged.
    pub(super) charges: Vec<ProvisionId>,
}

/// What the conditions of the provision at this place read, on any day.
pub(super) fn reads(model: &Model, at: usize) -> Reads {
    let (mut atoms, mut named) = (Vec::new(), Vec::new());
    for version in &model.provisions[at].versions {
        version.body.conditions(&mut |condition| {
            condition.atoms(&model.terms, &mut |atom| atoms.push(atom));
            charges(condition, model, &mut named);
        });
    }
    atoms.sort_unstable();
    atoms.dedup();
    Reads { atoms, charges: named }
}

/// The penalties that a version states.
fn penalties(version: &Version) -> Vec<&PenaltySpec> {
    fn known(known: &Known<PenaltySpec>) -> Option<&PenaltySpec> {
        match known {
            Known::Text(spec) | Known::Gap { at_most: Some(spec), .. } => Some(spec),
            Known::Gap { at_most: None, .. } => None,
        }
    }
    match &version.body {
        Body::Offence(offence) => offence.penalties.iter().filter_map(|line| known(&line.penalty)).collect(),
        Body::Penalty(rule) => known(&rule.penalty).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn rows(spec: &PenaltySpec, base: &ProvisionId, depth: usize, ids: &mut Vec<ProvisionId>) {
    if let PenaltySpec::FirstOf(all) | PenaltySpec::GravestOf(all) = spec {
        for PenaltyRow { name, penalty, .. } in all.iter().filter(|_| depth <= MAX_DEPTH) {
            let own = base.row(name);
            rows(penalty, &own, depth + 1, ids);
            ids.push(own);
        }
    }
}

fn charges(condition: &Cond, model: &Model, named: &mut Vec<ProvisionId>) {
    match &condition.kind {
        CondKind::Charge(ChargeTest::Charged(id)) => named.push(id.clone()),
        // What is wired reads no charge.
        CondKind::Term(at) if condition.wire == Wire::NONE => charges(&model.term_at(*at).condition, model, named),
        _ => condition.children().iter().for_each(|child| charges(child, model, named)),
    }
}
