//! Walks every condition of a model, to change it.

use crate::model::{
    Body, Cond, ConsequenceRule, Derivation, Form, GradingRow, Known, Letter, Model, PenaltyRow, PenaltySpec, Version,
};

/// Calls `f` for every condition that a version states, in a fixed order.
pub(crate) fn conditions_mut(version: &mut Version, f: &mut dyn FnMut(&mut Cond)) {
    match &mut version.body {
        Body::Offence(offence) => {
            for element in offence.elements.iter_mut().chain(&mut offence.exceptions) {
                element.waived.iter_mut().for_each(&mut *f);
                match &mut element.form {
                    Form::Plain(condition) => f(condition),
                    Form::OneOf(letters) => in_letters(letters, f),
                    Form::Gap(_, bound) => bound.iter_mut().for_each(&mut *f),
                }
            }
            offence.penalties.iter_mut().for_each(|line| in_known(&mut line.penalty, f));
            in_consequences(&mut offence.consequences, f);
        }
        Body::Penalty(rule) => {
            rule.when.iter_mut().for_each(&mut *f);
            in_known(&mut rule.penalty, f);
            in_consequences(&mut rule.consequences, f);
        }
        Body::Modifier(rule) => {
            in_letters(&mut rule.letters, f);
            in_consequences(&mut rule.consequences, f);
        }
        Body::Grading(rule) => {
            rule.when.iter_mut().chain(&mut rule.requires).for_each(&mut *f);
            let rows = |rows: &mut Vec<GradingRow>, f: &mut dyn FnMut(&mut Cond)| {
                rows.iter_mut().filter_map(|row| row.when.as_mut()).for_each(f);
            };
            rows(&mut rule.rows.plain, f);
            rule.rows.under.iter_mut().for_each(|(_, _, under)| rows(under, f));
            in_consequences(&mut rule.consequences, f);
        }
        Body::Exclusion(rule) => in_letters(&mut rule.letters, f),
        Body::Prosecution(rule) => {
            rule.on_complaint.iter_mut().chain(&mut rule.ex_officio).filter_map(|(_, when)| when.as_mut()).for_each(f);
        }
        Body::Presumption(rule) => f(&mut rule.when),
        Body::Gap(rule) => rule.when.iter_mut().for_each(f),
        Body::Note(rule) => {
            rule.when.iter_mut().for_each(&mut *f);
            in_consequences(&mut rule.consequences, f);
        }
        Body::Prescription(rule) => {
            rule.when.iter_mut().for_each(&mut *f);
            rule.starts.iter_mut().filter_map(|start| start.when.as_mut()).for_each(f);
        }
        Body::Jurisdiction(rule) => rule.when.iter_mut().chain(&mut rule.requires).for_each(f),
        Body::Extradition(rule) => rule.conditions_mut(f),
        Body::Group(rule) => rule.when.iter_mut().for_each(f),
        Body::Reading(rule) => rule.concerns.iter_mut().filter_map(|concern| concern.unless.as_mut()).for_each(f),
        Body::Parameter(_) | Body::Concurrence(_) => {}
    }
}

/// Calls `f` for every condition of a model: terms first, then derived facts, then provisions.
pub(crate) fn all_conditions_mut(model: &mut Model, f: &mut dyn FnMut(&mut Cond)) {
    model.terms.iter_mut().for_each(|term| f(&mut term.condition));
    for fact in &mut model.facts {
        if let Some(Derivation::When(condition)) = &mut fact.derived {
            f(condition);
        }
    }
    for provision in &mut model.provisions {
        provision.versions.change(|versions| versions.iter_mut().for_each(|version| conditions_mut(version, f)));
    }
}

fn in_letters(letters: &mut [Letter], f: &mut dyn FnMut(&mut Cond)) {
    letters.iter_mut().for_each(|letter| f(&mut letter.condition));
}

fn in_consequences(rules: &mut [ConsequenceRule], f: &mut dyn FnMut(&mut Cond)) {
    rules.iter_mut().filter_map(|rule| rule.when.as_mut()).for_each(f);
}

fn in_known(known: &mut Known<PenaltySpec>, f: &mut dyn FnMut(&mut Cond)) {
    match known {
        Known::Text(spec) | Known::Gap { at_most: Some(spec), .. } => in_penalty(spec, f),
        Known::Gap { .. } => {}
    }
}

fn in_penalty(spec: &mut PenaltySpec, f: &mut dyn FnMut(&mut Cond)) {
    if let PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows) = spec {
        for PenaltyRow { when, penalty, .. } in rows {
            when.iter_mut().for_each(&mut *f);
            in_penalty(penalty, f);
        }
    }
}
