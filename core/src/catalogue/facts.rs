//! The facts that a version reads.

use crate::model::{
    Body, ChargeTest, Cond, CondKind, ConsequenceRule, FactIx, Form, Known, Letter, Model, PenaltyRow, PenaltySpec,
};
use std::collections::BTreeSet;

/// The facts that the conditions of a version read, terms followed, in vocabulary order.
pub fn facts_read(model: &Model, body: &Body) -> BTreeSet<FactIx> {
    let mut facts = BTreeSet::new();
    each_condition(body, &mut |condition| {
        condition.atoms(&model.terms, &mut |atom| {
            facts.insert(model.atom_at(atom).fact);
        });
    });
    facts.extend(beyond(model, body));
    each_spec(body, &mut |spec| {
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
        each_condition(body, &mut |condition| in_condition(model, condition, &mut facts));
    }
    if let Body::Extradition(rule) = body {
        facts.extend(rule.facts());
    }
    facts
}

/// Calls `f` with every condition of a version.
pub fn each_condition(body: &Body, f: &mut impl FnMut(&Cond)) {
    match body {
        Body::Offence(offence) => {
            for element in offence.elements.iter().chain(&offence.exceptions) {
                element.waived.iter().for_each(&mut *f);
                match &element.form {
                    Form::Plain(condition) => f(condition),
                    Form::OneOf(letters) => of_letters(letters, f),
                    Form::Gap(_, bound) => bound.iter().for_each(&mut *f),
                }
            }
            of_consequences(&offence.consequences, f);
        }
        Body::Penalty(rule) => {
            rule.when.iter().for_each(&mut *f);
            of_consequences(&rule.consequences, f);
        }
        Body::Modifier(rule) => {
            of_letters(&rule.letters, f);
            of_consequences(&rule.consequences, f);
        }
        Body::Grading(rule) => {
            rule.when.iter().chain(&rule.requires).for_each(&mut *f);
            let rows = rule.rows.plain.iter().chain(rule.rows.under.iter().flat_map(|(_, _, rows)| rows));
            rows.filter_map(|row| row.when.as_ref()).for_each(&mut *f);
            of_consequences(&rule.consequences, f);
        }
        Body::Exclusion(rule) => of_letters(&rule.letters, f),
        Body::Prosecution(rule) => {
            let cases = rule.on_complaint.iter().chain(&rule.ex_officio);
            cases.filter_map(|(_, when)| when.as_ref()).for_each(&mut *f);
        }
        Body::Presumption(rule) => f(&rule.when),
        Body::Gap(gap) => gap.when.iter().for_each(&mut *f),
        Body::Note(note) => {
            note.when.iter().for_each(&mut *f);
            of_consequences(&note.consequences, f);
        }
        Body::Prescription(rule) => {
            rule.when.iter().for_each(&mut *f);
            rule.starts.iter().filter_map(|start| start.when.as_ref()).for_each(&mut *f);
        }
        Body::Jurisdiction(rule) => rule.when.iter().chain(&rule.requires).for_each(&mut *f),
        Body::Extradition(rule) => rule.conditions(&mut |condition| f(condition)),
        Body::Reading(rule) => rule.concerns.iter().filter_map(|concern| concern.unless.as_ref()).for_each(&mut *f),
        Body::Group(_) | Body::Parameter(_) | Body::Concurrence(_) => {}
    }
    each_spec(body, &mut |spec| {
        if let PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows) = spec {
            rows.iter().filter_map(|row| row.when.as_ref()).for_each(&mut *f);
        }
    });
}

/// Calls `f` with every penalty of a version, rows included.
pub fn each_spec(body: &Body, f: &mut impl FnMut(&PenaltySpec)) {
    let mut of = |known: &Known<PenaltySpec>| {
        if let Known::Text(spec) | Known::Gap { at_most: Some(spec), .. } = known {
            spec_and_rows(spec, f);
        }
    };
    match body {
        Body::Offence(offence) => offence.penalties.iter().for_each(|line| of(&line.penalty)),
        Body::Penalty(rule) => of(&rule.penalty),
        _ => {}
    }
}

fn spec_and_rows(spec: &PenaltySpec, f: &mut impl FnMut(&PenaltySpec)) {
    f(spec);
    if let PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows) = spec {
        rows.iter().for_each(|row: &PenaltyRow| spec_and_rows(&row.penalty, f));
    }
}

fn of_letters(letters: &[Letter], f: &mut impl FnMut(&Cond)) {
    letters.iter().for_each(|letter| f(&letter.condition));
}

fn of_consequences(rules: &[ConsequenceRule], f: &mut impl FnMut(&Cond)) {
    rules.iter().filter_map(|rule| rule.when.as_ref()).for_each(f);
}
