//! Writes mutated cases and what the decoder says of each, for `scripts/python-checks`.
//!
//! The first line is `{"schema": …, "cross_field": [codes]}`; each other line `{"case": …, "code": null | "case.…"}`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool of the tests fails by panicking")]

use serde_json::{Map, Value, json};
use std::io::{BufWriter, Write};
use tipicidad::facts::{CROSS_FIELD_CHECKS, CaseOptions, json_schema};
use tipicidad_tests::random::{Chance, case_of, example_rows};
use tipicidad_tests::{files, law};

const CASES: usize = 10_000;

fn main() {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let codes: Vec<&str> = CROSS_FIELD_CHECKS.iter().map(|(code, _)| *code).collect();
    writeln!(out, "{}", json!({"schema": json_schema(law().model()), "cross_field": codes})).unwrap();
    let bases = bases();
    let names: Vec<String> = law().model().facts.iter().map(|f| f.name.to_string()).collect();
    let mut chance = Chance::new(13);
    for _ in 0..CASES {
        let mut case = chance.pick(&bases).clone();
        for _ in 0..chance.below(4) {
            mutate(&mut case, &names, &mut chance);
        }
        let read = law().read_case(case.to_string().as_bytes(), &CaseOptions::default());
        let error = read.err();
        let code = error.as_ref().map(|error| error.code);
        let message = error.as_ref().map(|error| format!("{} at {:?}", error.message, error.path));
        writeln!(out, "{}", json!({"case": case, "code": code, "message": message})).unwrap();
    }
}

/// The corpus, and the examples of the law as rows, some with the facts that nobody gives.
fn bases() -> Vec<Value> {
    let corpus = files("cases", "json").into_iter().map(|path| {
        let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        file["case"].clone()
    });
    let rows = example_rows(law().model());
    corpus.chain(rows.iter().step_by(5).map(|row| case_of(row, "2026-07-31"))).chain([rich()]).collect()
}

/// A case with everything that the contract shows.
fn rich() -> Value {
    json!({
        "format": 1, "case": "A-17", "title": "rich", "as_of": "2026-03-01", "closed_world": false, "assume": true,
        "readings": {"up_to": "both_ends"},
        "persons": [
            {"id": "ana", "kind": "natural", "birth_date": "1980-02-01", "nationality": ["MX"], "public_servant": false},
            {"id": "ben", "age": 40},
            {"id": "v1", "age": {"max": 17}, "nationality": ["HN"], "quality": {"indigenous": true}},
            {"id": "v2", "sex": {"not": ["man"]}}],
        "acts": [
            {"id": "a1", "date": "2024-03-01", "ended": null, "place": {"country": "MX", "state": "JAL"}, "verb": ["induce"],
             "result": {"sexual_act": true}, "purpose": "sexual", "other_offence": ["CPF:206"],
             "accused": ["ana", {"person": "ben", "participation": ["aider"], "intent": "intent"}],
             "victims": ["v1", {"person": "v2", "age": 15}]},
            {"id": "a2", "date": "2024-05", "same_conduct": "a1", "accused": ["ana"], "victims": []}],
        "relations": [{"accused": "ana", "victim": "v1", "is": ["guardian"], "abused": true}],
        "procedure": {"complaint_filed": false, "events": [{"kind": "report", "date": "2024-05-02", "accused": "ana", "act": null}]},
        "requests": [{"id": "r1", "direction": "passive", "state": "US", "accused": "ana", "acts": ["a1"], "date": "2026-01-10",
                      "foreign_penalty": {"min": "P1Y", "max": "P20Y", "death": false}, "undertakings": {"no_death_penalty": true}}]
    })
}

/// Every value inside, by a path of steps.
fn places(value: &Value, path: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    found.push(path.clone());
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                path.push(Step::Key(key.clone()));
                places(inner, path, found);
                path.pop();
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                path.push(Step::Item(at));
                places(inner, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

#[derive(Clone)]
enum Step {
    Key(String),
    Item(usize),
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> &'v mut Value {
    path.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key.as_str()],
        Step::Item(item) => &mut value[*item],
    })
}

fn mutate(case: &mut Value, names: &[String], chance: &mut Chance) {
    let mut found = Vec::new();
    places(case, &mut Vec::new(), &mut found);
    let path = chance.pick(&found[1.min(found.len() - 1)..]).clone();
    let junk = junk(names, chance);
    match (chance.below(6), at(case, &path)) {
        (0, Value::Object(entries)) => {
            if let Some(key) = entries.keys().nth(chance.below(entries.len())).cloned() {
                entries.remove(&key);
            }
        }
        (1, Value::Object(entries)) => {
            let name = chance.pick(names).clone();
            let short = name.rsplit_once('.').map_or(name.clone(), |(_, last)| last.to_owned());
            let key = [name, short, "person".into(), "id".into(), "ongoing".into()][chance.below(5)].clone();
            entries.insert(key, junk);
        }
        (2, Value::Object(entries)) => {
            if let Some(key) = entries.keys().nth(chance.below(entries.len())).cloned() {
                let value = entries.remove(&key).unwrap();
                entries.insert(format!("{key}s"), value);
            }
        }
        (0, Value::Array(items)) if !items.is_empty() => {
            let at = chance.below(items.len());
            items.remove(at);
        }
        (1, Value::Array(items)) => items.push(junk),
        (2, Value::Array(items)) if !items.is_empty() => {
            let item = chance.pick(items).clone();
            items.push(item);
        }
        (3, Value::String(text)) => match chance.below(4) {
            0 => text.push('x'),
            1 => {
                text.pop();
            }
            2 => *text = text.to_uppercase(),
            _ => *text = text.replace('-', "/"),
        },
        (_, place) => *place = junk,
    }
}

fn junk(names: &[String], chance: &mut Chance) -> Value {
    let values: [Value; 24] = [
        Value::Null,
        true.into(),
        false.into(),
        0.into(),
        12.into(),
        (-3).into(),
        200.into(),
        json!(1.5),
        json!("12"),
        json!("1500.00"),
        json!(""),
        json!("2024-03-01"),
        json!("2024-02-30"),
        json!("2024-13"),
        json!("2024"),
        json!("P1Y6M"),
        json!("MX"),
        json!("intent"),
        json!(["induce"]),
        json!([]),
        json!({}),
        json!({"min": 3, "max": 9}),
        json!({"from": "2024-01-01", "to": "2024-02-01"}),
        json!({"not": ["man"]}),
    ];
    if chance.once_in(8) {
        let mut one = Map::new();
        one.insert(chance.pick(names).clone(), true.into());
        return Value::Object(one);
    }
    chance.pick(&values).clone()
}
