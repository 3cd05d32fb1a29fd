//! Checks that every index of a pack points inside it, so that no stage has to.

use super::visit::all_conditions_mut;
use super::{Circuit, Node};
use crate::error::Error;
use crate::model::{
    Body, Cond, CondKind, Derivation, Effect, Entry, FactType, Known, Model, PenaltySpec, Selection, Test, Wire,
};

/// Checks a model and its circuit.
///
/// # Errors
/// When an index points outside its table.
pub(super) fn validate(model: &mut Model, circuit: &Circuit) -> Result<(), Error> {
    let sound = atoms_sound(model)
        && circuit_sound(model, circuit)
        && facts_sound(model)
        && conditions_sound(model, circuit)
        && rules_sound(model);
    if sound {
        Ok(())
    } else {
        Err(Error::new("pack.inconsistent", "the pack is inconsistent: an index points outside its table"))
    }
}

fn atoms_sound(model: &Model) -> bool {
    let version = |p: u32, v: u32| model.provisions.get(p as usize).is_some_and(|p| (v as usize) < p.versions.len());
    model.atoms.iter().all(|atom| {
        let Some(fact) = model.facts.get(atom.fact.usize()) else { return false };
        match atom.test {
            Test::Is(at) | Test::Has(at) => {
                usize::from(at) < crate::model::MAX_VALUES
                    && (matches!(fact.kind, FactType::Country | FactType::Countries)
                        || usize::from(at) < fact.values.len())
            }
            Test::InGroup(p, v) => version(p, v),
            _ => true,
        }
    }) && model.facts.iter().all(|fact| fact.values.len() <= crate::model::MAX_VALUES)
}

fn circuit_sound(model: &Model, circuit: &Circuit) -> bool {
    let earlier = |at: usize, of: &u32| (*of as usize) < at;
    circuit.nodes.iter().enumerate().all(|(at, node)| match node {
        Node::Atom(atom) => atom.usize() < model.atoms.len(),
        Node::And(of) | Node::Or(of) => of.iter().all(|of| earlier(at, of)),
        Node::Not(of) | Node::SomeVictim(of) | Node::EveryVictim(of) => earlier(at, of),
        Node::Presumed { term, by } => {
            earlier(at, term)
                && by.iter().all(|(p, v, when, _)| {
                    earlier(at, when)
                        && model.provisions.get(*p as usize).is_some_and(|p| (*v as usize) < p.versions.len())
                })
        }
    }) && circuit.terms.len() == model.terms.len()
}

fn facts_sound(model: &Model) -> bool {
    model.facts.iter().all(|fact| match &fact.derived {
        Some(Derivation::AgeAt(at)) => at.usize() < model.facts.len(),
        Some(Derivation::AmountIn { amount, on, .. }) => {
            amount.usize() < model.facts.len() && on.usize() < model.facts.len()
        }
        _ => true,
    })
}

/// The lengths of the tables that a condition points into.
#[derive(Clone, Copy)]
struct Tables {
    nodes: usize,
    atoms: usize,
    facts: usize,
    provisions: usize,
    /// How many terms it may name.
    terms: usize,
}

fn conditions_sound(model: &mut Model, circuit: &Circuit) -> bool {
    let tables = Tables {
        nodes: circuit.nodes.len(),
        atoms: model.atoms.len(),
        facts: model.facts.len(),
        provisions: model.provisions.len(),
        terms: model.terms.len(),
    };
    let mut term = model.terms.iter().enumerate();
    let terms = term.all(|(at, term)| condition_sound(Tables { terms: at, ..tables }, &term.condition));
    let mut stated = true;
    // The one walk over all conditions lends them to be changed; nothing is.
    all_conditions_mut(model, &mut |condition| stated = stated && condition_sound(tables, condition));
    terms && stated
}

fn condition_sound(tables: Tables, condition: &Cond) -> bool {
    let wired = condition.wire == Wire::NONE || condition.wire.usize() < tables.nodes;
    let own = match &condition.kind {
        CondKind::Atom(at) => at.usize() < tables.atoms && condition.wire != Wire::NONE,
        CondKind::Members { fact, atoms, .. } => {
            fact.usize() < tables.facts
                && atoms.iter().all(|at| at.usize() < tables.atoms)
                && condition.wire != Wire::NONE
        }
        CondKind::Term(at) => at.usize() < tables.terms,
        CondKind::Charge(crate::model::ChargeTest::Beyond(test)) => {
            test.facts().iter().all(|fact| fact.usize() < tables.facts)
        }
        CondKind::Charge(crate::model::ChargeTest::InGroup(at)) => (*at as usize) < tables.provisions,
        _ => true,
    };
    wired && own && condition.children().iter().all(|child| condition_sound(tables, child))
}

fn rules_sound(model: &Model) -> bool {
    let selection = |s: &Selection| {
        s.include
            .iter()
            .chain(&s.except)
            .all(|entry| !matches!(entry, Entry::Group(at) if *at as usize >= model.provisions.len()))
    };
    let known = |k: &Known<Selection>| match k {
        Known::Text(s) | Known::Gap { at_most: Some(s), .. } => selection(s),
        Known::Gap { .. } => true,
    };
    let spec =
        |s: &PenaltySpec| !matches!(s, PenaltySpec::AsParticipant { fact, .. } if fact.usize() >= model.facts.len());
    let effect = |e: &Effect| e.parts.len() <= 3 && e.each.is_none_or(|fact| fact.usize() < model.facts.len());
    let bodies = model.provisions.iter().flat_map(|p| &p.versions).all(|v| match &v.body {
        Body::Offence(o) => {
            selection(&o.yields_to)
                && o.penalties.iter().all(|line| match &line.penalty {
                    Known::Text(PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows)) => {
                        rows.iter().all(|r| spec(&r.penalty))
                    }
                    Known::Text(one) => spec(one),
                    Known::Gap { .. } => true,
                })
        }
        Body::Penalty(r) => known(&r.punishes) && selection(&r.instead_of) && selection(&r.besides),
        Body::Modifier(m) => {
            known(&m.applies_to)
                && m.letters.iter().all(|l| selection(&l.except_for))
                && m.effects.plain.iter().all(|(_, e)| effect(e))
                && m.effects.under.iter().flat_map(|(_, _, effects)| effects).all(|(_, e)| effect(e))
        }
        Body::Grading(g) => known(&g.applies_to) && g.only_for.iter().all(&selection),
        Body::Exclusion(e) => known(&e.applies_to) && e.letters.iter().all(|l| selection(&l.except_for)),
        Body::Group(g) => {
            known(&g.members.plain) && g.members.under.iter().all(|(_, _, m)| known(m)) && selection(&g.excluding)
        }
        Body::Parameter(p) => known(&p.not_for),
        Body::Reading(r) => r.concerns.iter().all(|concern| selection(&concern.offences)) && !r.values.is_empty(),
        Body::Prosecution(r) => r.on_complaint.iter().chain(&r.ex_officio).all(|(s, _)| selection(s)),
        Body::Gap(g) => selection(&g.covers),
        Body::Note(n) => known(&n.applies_to),
        Body::Prescription(r) => {
            let dated = |at: &crate::model::StartRule| match &at.point {
                crate::model::Point::Fact(fact) => fact.usize() < model.facts.len(),
                _ => true,
            };
            known(&r.applies_to)
                && r.extended.iter().all(|(_, of)| selection(of))
                && selection(&r.gives_way)
                && r.starts.iter().all(dated)
        }
        Body::Jurisdiction(r) => known(&r.applies_to),
        Body::Extradition(r) => {
            let countries = match &r.says {
                crate::model::Says::Treaty(of) => of.iter().all(|at| usize::from(*at) < crate::facts::COUNTRIES.len()),
                _ => true,
            };
            countries && r.facts().iter().all(|fact| fact.usize() < model.facts.len())
        }
        Body::Concurrence(r) => selection(&r.as_real_for),
        Body::Presumption(p) => p.term.usize() < model.terms.len(),
    });
    bodies && model.conflicts.iter().all(|c| selection(&c.over) && selection(&c.under))
}
