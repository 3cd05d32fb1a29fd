//! The sliced runner against the traced one and the model: every node, every offence, every row.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use super::agreement::conditions;
use super::tables::{as_batch, cell};
use arrow_array::Array;
use arrow_array::cast::AsArray;
use serde_json::Value;
use std::collections::BTreeMap;
use tipicidad::exact::Date;
use tipicidad::facts::{CaseOptions, Truth};
use tipicidad::model::{Body, Form, Kind, Wire};
use tipicidad::tables::{Chunk, OnError, TableOptions};
use tipicidad::verdict::Status;
use tipicidad_tests::naive::Naive;
use tipicidad_tests::random::{Chance, Row, case_of, example_rows, row, value};
use tipicidad_tests::{day, files, law, read};

const AS_OF: &str = "2026-07-31";

/// How often something was met, unmet and unknown.
#[derive(Debug, Default)]
struct Seen([usize; 3]);

impl Seen {
    fn count(&mut self, truth: Truth) {
        self.0[match truth {
            Truth::True => 0,
            Truth::False => 1,
            Truth::Unknown => 2,
        }] += 1;
    }
    fn everything(&self) -> bool {
        self.0.iter().all(|times| *times > 0)
    }
}

/// A table for each example of the law that has one day: the example, and rows in which facts of it are changed or unknown.
fn tables(chance: &mut Chance) -> Vec<Vec<Row>> {
    let model = law().model();
    let dated = |row: &Row| row.get("act.date").and_then(Value::as_str).is_some_and(|date| date.len() == 10);
    let days = ["act.ended", "act.ongoing", "as_of", "closed_world"];
    let plain =
        |row: &Row| row.values().all(|value| cell(value).is_some()) && !days.iter().any(|key| row.contains_key(*key));
    let examples = example_rows(model).into_iter().filter(|row| dated(row) && plain(row));
    let table = |first: Row| {
        let keys: Vec<String> = first.keys().filter(|key| *key != "act.date").cloned().collect();
        let mut rows = vec![first.clone()];
        // Nothing is known but the day.
        let unknown = |key: &String| (key.clone(), Value::Null);
        rows.push(keys.iter().map(unknown).chain([("act.date".to_owned(), first["act.date"].clone())]).collect());
        for _ in 0..3 {
            let mut other = first.clone();
            for _ in 0..1 + chance.below(2) {
                let key = chance.pick(&keys);
                let Some(fact) = model.facts.iter().find(|fact| fact.name == *key) else { continue };
                let new = if chance.once_in(2) { Value::Null } else { value(fact, chance, false) };
                if cell(&new).is_some() {
                    other.insert(key.clone(), new);
                }
            }
            rows.push(other);
        }
        rows
    };
    let filled: Vec<Row> = examples.filter(|row| row.len() > 1).collect();
    filled.into_iter().map(table).collect()
}

/// Protects tables from deciding otherwise than single cases: over every example of the law and changes of it, each node of
/// the circuit is in the planes what the traced runner finds, and each offence is made out, out or open as the model walked
/// element by element says. Every offence, and every letter of an aggravation, attenuation or substitution whose condition
/// reads no charge, is met, unmet and unknown in some row.
#[test]
fn planes_agree_with_the_traced_and_the_naive_evaluator() {
    let law = law();
    let model = law.model();
    let mut chance = Chance::new(21);
    let mut offences: BTreeMap<&str, Seen> = BTreeMap::new();
    let mut letters: BTreeMap<String, (Wire, Seen)> = BTreeMap::new();
    for provision in &model.provisions {
        for version in &provision.versions {
            match &version.body {
                Body::Offence(offence) if offence.elements.iter().all(|e| !matches!(e.form, Form::Gap(..))) => {
                    offences.entry(&provision.id).or_default();
                }
                Body::Modifier(rule) => {
                    for letter in rule.letters.iter().filter(|letter| letter.condition.wire != Wire::NONE) {
                        let name = format!("{} {} {}", provision.id, version.since, letter.name);
                        letters.entry(name).or_insert((letter.condition.wire, Seen::default()));
                    }
                }
                _ => {}
            }
        }
    }
    let options = TableOptions { as_of: Some(day(AS_OF)), on_error: OnError::Null, ..TableOptions::default() };
    let (mut rows, mut nodes, mut open) = (0, 0, 0);
    for (at, table) in tables(&mut chance).iter().enumerate() {
        let batch = as_batch(table);
        let chunk = Chunk::new(batch.clone(), 0);
        let ready = law.table(&batch.schema(), &options).unwrap();
        let (planes, made_out) = (ready.nodes_for_tests(&chunk), ready.made_out(&chunk).unwrap());
        for (place, own) in table.iter().enumerate() {
            let Ok(case) = read(&case_of(own, AS_OF)) else { continue };
            let date = Date::parse(own["act.date"].as_str().unwrap()).unwrap();
            let traced = law.wires_for_tests(&case, 0, date);
            for (node, truth) in planes[place].iter().enumerate() {
                match truth {
                    Some(truth) => assert_eq!(*truth, traced[node][0], "node {node} of {own:?}"),
                    None => open += 1,
                }
            }
            rows += 1;
            nodes += traced.len();
            for (wire, seen) in letters.values_mut() {
                planes[place][wire.usize()].into_iter().for_each(|truth| seen.count(truth));
            }
            // The walk is slow: one example in five, and every one whose offences were not seen yet.
            let naive = Naive { model, case: &case, count: &case.counts[0], day: date };
            for provision in model.provisions.iter().filter(|provision| provision.kind == Kind::Offence) {
                let column = made_out.column_by_name(&provision.id).unwrap().as_boolean();
                let found = if column.is_null(place) { Truth::Unknown } else { Truth::from(column.value(place)) };
                if let Some(seen) = offences.get_mut(provision.id.as_str()) {
                    seen.count(found);
                }
                if at % 5 == 0 || found != Truth::False {
                    let wanted = match provision.version_on(date).map(|version| &version.body) {
                        Some(Body::Offence(offence)) => naive.made_out(offence, &provision.provision_id().unwrap()),
                        _ => Truth::False,
                    };
                    assert_eq!(found, wanted, "{} of {own:?}", provision.id);
                }
            }
        }
    }
    assert!(rows > 5000 && open * 20 < nodes, "{rows} rows, {open} of {nodes} nodes are murky");
    let rare: Vec<_> = offences.iter().filter(|(_, seen)| !seen.everything()).collect();
    assert!(rare.is_empty(), "{} offences are not met, unmet and unknown: {rare:?}", rare.len());
    let rare: Vec<_> = letters.iter().filter(|(_, (_, seen))| !seen.everything()).collect();
    assert!(rare.is_empty(), "{} letters are not met, unmet and unknown: {rare:?}", rare.len());
}

/// Protects the sliced runner's use of the model: each condition it is compared on has a wire of its own.
#[test]
fn conditions_that_read_no_charge_are_nodes() {
    let wired = conditions(law().model()).into_iter().filter(|(_, condition)| condition.wire != Wire::NONE);
    assert!(wired.count() > 1000);
}

/// Protects matching from saying otherwise than a verdict: over the corpus and over random cases, with whatever is unknown,
/// narrow or of several victims, each count has the offences of its verdict with their status, in the same order.
#[test]
fn matching_says_what_the_verdict_says() {
    let law = law();
    let rows = example_rows(law.model());
    let mut chance = Chance::new(22);
    let mut cases = Vec::new();
    while cases.len() < 1500 {
        let own = case_of(&row(law.model(), &rows, &mut chance, true), AS_OF);
        cases.extend(read(&own).ok());
    }
    for path in files("cases", "json") {
        let corpus: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        cases.extend(law.read_case(corpus["case"].to_string().as_bytes(), &CaseOptions::default()).ok());
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for case in &cases {
        let verdict = law.evaluate(case);
        for (count, matched) in verdict.counts.iter().zip(law.match_only(case)) {
            for status in [Status::Applies, Status::Undetermined, Status::Displaced, Status::Excluded] {
                let wanted: Vec<&str> =
                    count.charges.iter().filter(|c| c.status == status).map(|c| c.offence.as_str()).collect();
                let found: Vec<&str> = matched.iter().filter(|m| m.status == status).map(|m| &*m.offence).collect();
                assert_eq!(found, wanted, "{status:?} of {case:?}");
                *seen.entry(format!("{status:?}")).or_default() += found.len();
            }
        }
    }
    assert!(seen.values().all(|times| *times > 50), "{seen:?}");
}
