//! The engine against the naive evaluator: every condition on every node, and the status of every offence.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::needless_range_loop,
    reason = "a test fails by panicking, and places name views"
)]

use serde_json::Value;
use std::collections::BTreeMap;
use tipicidad::exact::{Date, ProvisionId};
use tipicidad::facts::{Case, FactValue, Truth};
use tipicidad::model::{
    Body, Cond, CondKind, ConsequenceRule, Form, GradingRow, Kind, Known, Letter, Model, PenaltySpec, VictimsMode, Wire,
};
use tipicidad::packed::Str;
use tipicidad::verdict::{Charge, Status};
use tipicidad_tests::naive::Naive;
use tipicidad_tests::random::{Chance, case_of, example_rows, row, with_victims};
use tipicidad_tests::{law, read};

/// Every condition that the model states, with the place it stands in; walked without the compiler's own visitor.
pub fn conditions(model: &Model) -> Vec<(String, &Cond)> {
    fn letters<'a>(place: &str, of: &'a [Letter], found: &mut Vec<(String, &'a Cond)>) {
        found.extend(of.iter().map(|l| (format!("{place}:{}", l.name), &l.condition)));
    }
    fn consequences<'a>(place: &str, of: &'a [ConsequenceRule], found: &mut Vec<(String, &'a Cond)>) {
        found.extend(of.iter().filter_map(|c| c.when.as_ref()).map(|c| (format!("{place} consequence"), c)));
    }
    fn spec<'a>(place: &str, of: &'a PenaltySpec, found: &mut Vec<(String, &'a Cond)>) {
        if let PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows) = of {
            for row in rows {
                found.extend(row.when.iter().map(|c| (format!("{place} row {}", row.name), c)));
                spec(place, &row.penalty, found);
            }
        }
    }
    fn known<'a>(place: &str, of: &'a Known<PenaltySpec>, found: &mut Vec<(String, &'a Cond)>) {
        match of {
            Known::Text(one) | Known::Gap { at_most: Some(one), .. } => spec(place, one, found),
            Known::Gap { .. } => {}
        }
    }
    fn rows<'a>(place: &str, of: &'a [GradingRow], found: &mut Vec<(String, &'a Cond)>) {
        found.extend(of.iter().filter_map(|r| r.when.as_ref()).map(|c| (format!("{place} row"), c)));
    }
    let mut found: Vec<(String, &Cond)> =
        model.terms.iter().map(|t| (format!("term {}", t.name), &t.condition)).collect();
    for provision in &model.provisions {
        for version in &provision.versions {
            let place = format!("{} {}", provision.id, version.since);
            match &version.body {
                Body::Offence(offence) => {
                    for element in offence.elements.iter().chain(&offence.exceptions) {
                        let place = format!("{place} {}", element.id);
                        found.extend(element.waived.iter().map(|c| (place.clone(), c)));
                        match &element.form {
                            Form::Plain(condition) => found.push((place, condition)),
                            Form::OneOf(own) => letters(&place, own, &mut found),
                            Form::Gap(_, bound) => found.extend(bound.iter().map(|c| (place.clone(), c))),
                        }
                    }
                    offence.penalties.iter().for_each(|line| known(&place, &line.penalty, &mut found));
                    consequences(&place, &offence.consequences, &mut found);
                }
                Body::Penalty(rule) => {
                    found.extend(rule.when.iter().map(|c| (place.clone(), c)));
                    known(&place, &rule.penalty, &mut found);
                    consequences(&place, &rule.consequences, &mut found);
                }
                Body::Modifier(rule) => {
                    letters(&place, &rule.letters, &mut found);
                    consequences(&place, &rule.consequences, &mut found);
                }
                Body::Grading(rule) => {
                    found.extend(rule.when.iter().chain(&rule.requires).map(|c| (place.clone(), c)));
                    rows(&place, &rule.rows.plain, &mut found);
                    rule.rows.under.iter().for_each(|(_, _, own)| rows(&place, own, &mut found));
                    consequences(&place, &rule.consequences, &mut found);
                }
                Body::Exclusion(rule) => letters(&place, &rule.letters, &mut found),
                Body::Prosecution(rule) => {
                    let stated = rule.on_complaint.iter().chain(&rule.ex_officio);
                    found.extend(stated.filter_map(|(_, when)| when.as_ref()).map(|c| (place.clone(), c)));
                }
                Body::Presumption(rule) => found.push((place, &rule.when)),
                Body::Gap(rule) => found.extend(rule.when.iter().map(|c| (place.clone(), c))),
                Body::Note(rule) => {
                    found.extend(rule.when.iter().map(|c| (place.clone(), c)));
                    consequences(&place, &rule.consequences, &mut found);
                }
                Body::Prescription(rule) => {
                    let starts = rule.starts.iter().filter_map(|start| start.when.as_ref());
                    found.extend(rule.when.iter().chain(starts).map(|c| (place.clone(), c)));
                }
                Body::Jurisdiction(rule) => {
                    found.extend(rule.when.iter().chain(&rule.requires).map(|c| (place.clone(), c)));
                }
                Body::Extradition(rule) => rule.conditions(&mut |c| found.push((place.clone(), c))),
                Body::Group(_) | Body::Parameter(_) | Body::Reading(_) | Body::Concurrence(_) => {}
            }
        }
    }
    found
}

fn nodes<'a>(place: &str, condition: &'a Cond, found: &mut Vec<(String, &'a Cond)>) {
    found.push((place.to_owned(), condition));
    condition.children().iter().for_each(|child| nodes(place, child, found));
}

/// The day of an act, when it is one day.
fn day_of(case: &Case) -> Option<Date> {
    let at = law().model().fact("act.date").unwrap();
    match case.counts[0].views[0][at.usize()].value {
        FactValue::Date(from, to) if from == to => Some(from),
        _ => None,
    }
}

/// Random cases: examples of the law with facts changed, hidden and narrowed; a third of them with two or three victims.
fn cases(seed: u64, count: usize) -> Vec<(Value, Case)> {
    let model = law().model();
    let rows = example_rows(model);
    let mut chance = Chance::new(seed);
    let mut found = Vec::new();
    while found.len() < count {
        let own = case_of(&row(model, &rows, &mut chance, true), "2026-07-31");
        let Ok(mut case) = read(&own) else { continue };
        if chance.once_in(3) {
            let others: Vec<Case> = (0..1 + chance.below(2))
                .filter_map(|_| read(&case_of(&row(model, &rows, &mut chance, true), "2026-07-31")).ok())
                .collect();
            case = with_victims(model, case, &others);
        }
        found.push((own, case));
    }
    found
}

/// Protects the compiler and the traced runner: on random cases, with one victim and with several, the value of every
/// condition, term and sub-condition of the law is what the model says when it is walked without the circuit.
#[test]
fn every_node_agrees_with_the_model() {
    let law = law();
    let model = law.model();
    let mut all = Vec::new();
    for (place, condition) in &conditions(model) {
        nodes(place, condition, &mut all);
    }
    let wired = all.iter().filter(|(_, c)| c.wire != Wire::NONE).count();
    assert!(wired > 300, "only {wired} conditions are wired");
    let mut seen: BTreeMap<Truth, usize> = BTreeMap::new();
    let mut several = 0;
    for (json, case) in cases(1, 120) {
        let day = day_of(&case).unwrap_or(case.as_of);
        let wires = law.wires_for_tests(&case, 0, day);
        let naive = Naive { model, case: &case, count: &case.counts[0], day };
        several += usize::from(case.counts[0].views.len() > 1);
        for (place, condition) in &all {
            if condition.wire == Wire::NONE {
                assert!(condition.reads_charge(&model.terms), "{place}: not wired, though it reads no charge");
                continue;
            }
            for view in 0..case.counts[0].views.len() {
                let (own, theirs) = (naive.condition(condition, view, None), wires[condition.wire.usize()][view]);
                assert_eq!(own, theirs, "{place}, view {view} of {json}: {condition:?}");
                *seen.entry(own).or_default() += 1;
            }
        }
    }
    assert!(several > 20, "too few cases with several victims: {several}");
    for truth in [Truth::True, Truth::False, Truth::Unknown] {
        assert!(seen.get(&truth).copied().unwrap_or(0) > 1000, "{truth:?} is hardly tried: {seen:?}");
    }
}

/// Protects subsumption: the status of every offence of a count, before conflicts and the milder law, is what its elements,
/// exceptions and exclusions say when they are walked one by one.
#[test]
fn statuses_agree_with_the_model() {
    let law = law();
    let model = law.model();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let offences: Vec<(&Str, ProvisionId)> = model
        .provisions
        .iter()
        .filter(|provision| provision.kind == Kind::Offence)
        .filter_map(|provision| Some((&provision.id, provision.provision_id()?)))
        .collect();
    // The letters of an offence are its own, but not another offence whose address lies below it.
    let holder = |charge: &Charge| {
        let charged = ProvisionId::parse(&charge.offence).unwrap();
        let holding = offences.iter().filter(|(_, own)| own.covers(&charged));
        holding.map(|(id, _)| *id).max_by_key(|id| id.len())
    };
    for (json, mut case) in cases(2, 450) {
        let Some(day) = day_of(&case) else { continue };
        // Judged on the day of the act: no later law is milder. `act.ended` is absent: the act lasted that day.
        case.as_of = day;
        let verdict = law.judge_all(&case);
        let naive = Naive { model, case: &case, count: &case.counts[0], day };
        let held: Vec<_> = verdict.counts[0].charges.iter().map(|charge| (holder(charge), charge)).collect();
        for provision in &model.provisions {
            let Some(Body::Offence(offence)) = provision.version_on(day).map(|v| &v.body) else { continue };
            let judges = case.counts[0].scope == tipicidad::facts::Scope::All || offence.victims != VictimsMode::Each;
            let id = ProvisionId::parse(&provision.id).unwrap();
            let charge = held.iter().find(|(holder, _)| *holder == Some(&provision.id));
            let Some((_, charge)) = charge else {
                assert!(!judges, "{id} is left out of {json}");
                continue;
            };
            let theirs = serde_json::to_value(charge.status).unwrap().as_str().unwrap().to_owned();
            // Which letter is the gravest is taken from the engine: exclusions may name it.
            let own = naive.status(offence, &ProvisionId::parse(&charge.offence).unwrap());
            let same = own == theirs || own == "applies" && theirs == "displaced";
            assert!(same, "{id} on {day}: walked {own}, judged {theirs}, of {json}");
            *seen.entry(theirs).or_default() += 1;
        }
    }
    for status in ["applies", "undetermined", "displaced", "excluded", "not_made_out"] {
        assert!(seen.get(status).copied().unwrap_or(0) >= 5, "{status} is hardly tried: {seen:?}");
    }
}

/// Protects what is not looked at: a verdict and a match leave out what single facts rule out, before it is judged. What they
/// hold is what stands when every offence is judged, for one victim and for several.
#[test]
fn nothing_that_stands_is_left_out() {
    let law = law();
    let mut stands = 0;
    for (json, case) in cases(3, 150) {
        let named = |charges: &[Charge]| {
            let own = charges.iter().filter(|charge| charge.status <= Status::Excluded);
            own.map(|charge| (charge.offence.clone(), charge.status)).collect::<Vec<_>>()
        };
        let every = named(&law.judge_all(&case).counts[0].charges);
        assert_eq!(named(&law.evaluate(&case).counts[0].charges), every, "{json}");
        let mut matched: Vec<_> =
            law.match_only(&case)[0].iter().map(|one| (Str::from(&*one.offence), one.status)).collect();
        // By status, as in a verdict; within one the order of the catalogue stays.
        matched.sort_by_key(|(_, status)| *status);
        assert_eq!(matched, every, "{json}");
        stands += every.len();
    }
    assert!(stands > 300, "hardly anything stands: {stands}");
}

/// Protects the naive evaluator from being trivial: a condition over several victims is not that of the first alone.
#[test]
fn some_case_depends_on_which_victim_is_looked_at() {
    let model = law().model();
    let minor = model.terms.iter().find(|t| t.name == "minor").expect("the term `minor`");
    let differs = cases(1, 120).iter().any(|(_, case)| {
        let naive = Naive { model, case, count: &case.counts[0], day: case.as_of };
        let truths: Vec<Truth> =
            (0..case.counts[0].views.len()).map(|view| naive.condition(&minor.condition, view, None)).collect();
        truths.iter().any(|t| *t != truths[0])
    });
    assert!(differs);
    assert!(!matches!(minor.condition.kind, CondKind::Charge(_)));
}
