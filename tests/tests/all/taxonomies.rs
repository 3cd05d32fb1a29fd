//! The lists of researchers that a charge carries.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use tipicidad::facts::CaseOptions;
use tipicidad_tests::law;

/// The taxonomy of an offence in the verdict on one act against one victim of an age.
fn taxonomy(offence: &str, date: &str, age: u32, facts: &Value) -> Value {
    let mut act = json!({"id": "a1", "date": date, "accused": ["ana"], "victims": ["v1"]});
    for (fact, value) in facts.as_object().unwrap() {
        act[fact] = value.clone();
    }
    let case = json!({
        "case": "taxonomy", "as_of": date, "closed_world": true,
        "persons": [{"id": "ana", "public_servant": false}, {"id": "v1", "age": age}], "acts": [act]
    });
    let read = law().read_case(case.to_string().as_bytes(), &CaseOptions::default()).expect("a sound case");
    let verdict: Value = serde_json::from_str(&law().evaluate(&read).to_json()).expect("a verdict is JSON");
    found(&verdict, offence).unwrap_or_else(|| panic!("no charge {offence}"))
}

fn found(value: &Value, offence: &str) -> Option<Value> {
    match value {
        Value::Object(keys) if keys.get("offence").is_some_and(|id| id == offence) => keys.get("taxonomy").cloned(),
        Value::Object(keys) => keys.values().find_map(|value| found(value, offence)),
        Value::Array(values) => values.iter().find_map(|value| found(value, offence)),
        _ => None,
    }
}

/// Protects the three elements of the protocol: each is listed by the facts, and a group of the diagnosis by the letter.
#[test]
fn trafficking_carries_act_means_and_purpose() {
    let facts = json!({"verb": ["recruit", "move_person"], "means": ["deceit"], "purpose": ["forced_labour"]});
    let of = taxonomy("LGPSEDMTP:10:V", "2020-03-01", 30, &facts);
    assert_eq!(of["protocol"]["act"], json!(["recruitment", "transportation"]));
    assert_eq!(of["protocol"]["means"], json!(["deception"]));
    assert_eq!(of["protocol"]["purpose"], json!(["forced_labour"]));
    assert_eq!(of["cndh"], json!(["cndh_labour"]));
    assert_eq!(of["opsc"], json!([]));
}

/// Protects the date of law: the Act of 2007 carries the protocol, and no group of a diagnosis of the law of 2012.
#[test]
fn the_act_of_2007_carries_the_protocol() {
    let facts = json!({"verb": ["deliver_person"], "means": ["physical_violence"], "purpose": ["slavery"]});
    let of = taxonomy("LPSTP2007:5:violence", "2009-03-01", 30, &facts);
    assert_eq!(
        of["protocol"],
        json!({"act": ["transfer_of_persons"], "means": ["threat_or_force"], "purpose": ["slavery"]})
    );
    assert_eq!(of["cndh"], json!([]));
}

/// Protects the categories of the Optional Protocol: they ask for a child.
#[test]
fn the_optional_protocol_asks_for_a_child() {
    let facts = json!({"verb": ["recruit"], "purpose": ["prostitution"]});
    let of = |age| taxonomy("LGPSEDMTP:10:III", "2020-03-01", age, &facts);
    assert_eq!(of(15)["opsc"], json!(["child_prostitution"]));
    assert_eq!(of(30)["opsc"], json!([]));
    assert_eq!(of(30)["cndh"], json!(["cndh_sexual"]));
}

/// Protects offences outside trafficking: they carry no element of the protocol.
#[test]
fn the_code_carries_the_optional_protocol_alone() {
    let facts =
        json!({"verb": ["induce"], "result": ["sexual_act"], "purpose": ["sexual", "recording"], "means": ["deceit"]});
    let of = taxonomy("CPF:202:p1", "2024-03-01", 14, &facts);
    assert_eq!(of["opsc"], json!(["child_pornography"]));
    assert_eq!(of["protocol"], json!({"act": [], "means": [], "purpose": []}));
}
