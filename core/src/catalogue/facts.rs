//! The facts that a version reads.

use crate::model::{Body, ChargeTest, Cond, CondKind, FactIx, Model, PenaltySpec};
use std::collections::BTreeSet;

/// The facts that the conditions of a version read, terms followed, in vocabulary order.
pub fn facts_read(model: &Model, body: &Body) -> BTreeSet<FactIx> {
    let mut facts = BTreeSet::new();
    body.conditions(&mut |condition| {
        condition.atoms(&model.terms, &mut |atom| {
            facts.insert(model.atom_at(atom).fact);
        });
    });
    facts.extend(beyond(model, body));
    body.penalties(&mut |spec| {
        if let PenaltySpec::AsParticipant { fact, .. } = spec {
            facts.insert(*fact);
        }
    });
    facts
}

/// The facts that rules of jurisdiction and extradition read without an atom.
fn beyond(model: &Model, body: &Body) -> BTreeSet<FactIx> {
    fn in_condition(model: &Model, condition: &Cond, facts: &mut BTreeSet<FactIx>) {
        match &condition.kind {
            CondKind::Charge(ChargeTest::Beyond(test)) => facts.extend(test.facts()),
            CondKind::Term(at) => in_condition(model, &model.term_at(*at).condition, facts),
            _ => condition.children().iter().for_each(|child| in_condition(model, child, facts)),
        }
    }
    let mut facts = BTreeSet::new();
    if let Body::Jurisdiction(_) | Body::Extradition(_) = body {
        body.conditions(&mut |condition| in_condition(model, condition, &mut facts));
    }
    if let Body::Extradition(rule) = body {
        facts.extend(rule.facts());
    }
    facts
}
