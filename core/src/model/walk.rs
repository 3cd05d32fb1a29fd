//! Walks what a version states.

use super::{Body, Cond, ConsequenceRule, Form, Known, Letter, PenaltyRow, PenaltySpec};

impl Body {
    /// Calls `f` for every condition that the version states, in a fixed order.
    pub fn conditions<'a>(&'a self, f: &mut dyn FnMut(&'a Cond)) {
        match self {
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
            Body::Gap(rule) => rule.when.iter().for_each(&mut *f),
            Body::Note(rule) => {
                rule.when.iter().for_each(&mut *f);
                of_consequences(&rule.consequences, f);
            }
            Body::Prescription(rule) => {
                rule.when.iter().for_each(&mut *f);
                rule.starts.iter().filter_map(|start| start.when.as_ref()).for_each(&mut *f);
            }
            Body::Jurisdiction(rule) => rule.when.iter().chain(&rule.requires).for_each(&mut *f),
            Body::Extradition(rule) => rule.conditions(f),
            Body::Group(rule) => rule.when.iter().for_each(&mut *f),
            Body::Reading(rule) => {
                rule.concerns.iter().filter_map(|concern| concern.unless.as_ref()).for_each(&mut *f);
            }
            Body::Parameter(_) | Body::Concurrence(_) => {}
        }
        self.penalties(&mut |spec| {
            if let PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows) = spec {
                rows.iter().filter_map(|row| row.when.as_ref()).for_each(&mut *f);
            }
        });
    }

    /// Calls `f` for every penalty that the version states, rows included.
    pub fn penalties<'a>(&'a self, f: &mut dyn FnMut(&'a PenaltySpec)) {
        let mut of = |known: &'a Known<PenaltySpec>| {
            if let Known::Text(spec) | Known::Gap { at_most: Some(spec), .. } = known {
                spec_and_rows(spec, f);
            }
        };
        match self {
            Body::Offence(offence) => offence.penalties.iter().for_each(|line| of(&line.penalty)),
            Body::Penalty(rule) => of(&rule.penalty),
            _ => {}
        }
    }
}

fn of_letters<'a>(letters: &'a [Letter], f: &mut dyn FnMut(&'a Cond)) {
    letters.iter().for_each(|letter| f(&letter.condition));
}

fn of_consequences<'a>(rules: &'a [ConsequenceRule], f: &mut dyn FnMut(&'a Cond)) {
    rules.iter().filter_map(|rule| rule.when.as_ref()).for_each(f);
}

fn spec_and_rows<'a>(spec: &'a PenaltySpec, f: &mut dyn FnMut(&'a PenaltySpec)) {
    f(spec);
    if let PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows) = spec {
        rows.iter().for_each(|PenaltyRow { penalty, .. }| spec_and_rows(penalty, f));
    }
}
