//! The table of contract §2: what each type takes, and what it becomes.

use super::model::of;
use super::*;
use crate::exact::{Date, Term};
use FactValue as V;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}
fn set(members: &[usize]) -> Members {
    let mut set = Members::default();
    members.iter().for_each(|at| set.insert(*at));
    set
}
fn any(yes: &[usize], no: &[usize]) -> V {
    V::AnyOf { yes: set(yes), no: set(no) }
}
fn mexico() -> usize {
    country("MX").unwrap()
}
fn countries(yes: usize) -> V {
    let mut no = Members::all(249);
    no.remove(yes);
    V::AnyOf { yes: set(&[yes]), no }
}

fn table() -> Vec<(&'static str, &'static str, V)> {
    vec![
        ("act.education", "null", V::Unknown),
        ("act.education", "true", V::Flag(true)),
        ("act.education", "false", V::Flag(false)),
        ("victim.age", "12", V::Number(12, 12)),
        ("victim.age", "12.0", V::Number(12, 12)),
        ("victim.age", r#"{"min": 12, "max": 17}"#, V::Number(12, 17)),
        ("victim.age", r#"{"max": 17}"#, V::Number(0, 17)),
        ("victim.age", r#"{"min": 18, "max": null}"#, V::Number(18, 120)),
        ("victim.age", r#"{"min": null}"#, V::Unknown),
        ("act.alcohol", "0.25", V::Number(25, 25)),
        ("act.alcohol", r#""0.25""#, V::Number(25, 25)),
        ("act.alcohol", "1", V::Number(100, 100)),
        ("act.alcohol", "5e-1", V::Number(50, 50)),
        ("act.gain", r#""1500.00""#, V::Number(150_000, 150_000)),
        ("act.gain", "1500", V::Number(150_000, 150_000)),
        ("act.gain", r#"{"min": "10.50"}"#, V::Number(1_050, MAX_MONEY)),
        ("act.date", r#""2009-05-01""#, V::Date(day("2009-05-01"), day("2009-05-01"))),
        ("act.date", r#""2009-05""#, V::Date(day("2009-05-01"), day("2009-05-31"))),
        ("act.date", r#""2009""#, V::Date(day("2009-01-01"), day("2009-12-31"))),
        ("act.date", r#"{"from": "2009", "to": "2010-02"}"#, V::Date(day("2009-01-01"), day("2010-02-28"))),
        ("act.date", r#"{"from": "2009-03-04"}"#, V::Date(day("2009-03-04"), Date::MAX)),
        ("accused.participation", r#""aider""#, V::OneOf(set(&[1]))),
        ("accused.participation", r#"{"not": ["author"]}"#, V::OneOf(set(&[1, 2]))),
        ("accused.participation", r#"{"not": []}"#, V::OneOf(set(&[0, 1, 2]))),
        ("act.verb", r#"["induce", "oblige"]"#, any(&[0, 1], &[2])),
        ("act.verb", "[]", any(&[], &[0, 1, 2])),
        ("act.verb", r#""oblige""#, any(&[1], &[0, 2])),
        ("act.verb", r#"{"induce": true, "oblige": false, "facilitate": null}"#, any(&[0], &[1])),
        ("act.place.country", r#""MX""#, V::OneOf(set(&[mexico()]))),
        ("accused.nationality", r#"["MX"]"#, countries(mexico())),
        ("act.other_offence", r#"["CPF:201:f"]"#, V::Offences(vec!["CPF:201:f".into()], true)),
        ("act.other_offence", r#"{"CPF:201": true}"#, V::Offences(vec!["CPF:201".into()], false)),
        ("request.foreign_penalty.min", r#""P1Y6M""#, V::Term(Term::of(1, 6, 0))),
        ("act.note", r#""nota""#, V::Text("nota".into())),
    ]
}

#[test]
fn nested_values() {
    for (name, json, wanted) in table() {
        let json = Json::read(json.as_bytes()).unwrap();
        let decoded =
            decode_json(&of(name), &json, &Path::Root).unwrap_or_else(|error| panic!("{name} {json:?}: {error}"));
        assert_eq!(decoded.value, wanted, "{name} {json:?}");
        assert_eq!(decoded.given.is_none(), wanted == V::Unknown, "{name} {json:?}");
        if decoded.given.is_some() {
            assert_eq!(decoded.given, Some(json.to_value()));
        }
    }
}

#[test]
fn rows_take_nested_values_too() {
    for (name, json, wanted) in table() {
        let json = Json::read(json.as_bytes()).unwrap();
        assert_eq!(decode_row_value(&of(name), &json, &Path::Root).unwrap().value, wanted, "{name} {json:?}");
    }
}

#[test]
fn cells() {
    for (name, cell, wanted) in [
        ("act.education", "", V::Unknown),
        ("act.education", "null", V::Unknown),
        ("act.education", "true", V::Flag(true)),
        ("act.education", "0", V::Flag(false)),
        ("victim.age", "12", V::Number(12, 12)),
        ("victim.age", "12.0", V::Number(12, 12)),
        ("act.gain", "1500.5", V::Number(150_050, 150_050)),
        ("act.date", "2009-05", V::Date(day("2009-05-01"), day("2009-05-31"))),
        ("accused.participation", "aider", V::OneOf(set(&[1]))),
        ("act.verb", "induce|oblige", any(&[0, 1], &[2])),
        ("act.verb", "-", any(&[], &[0, 1, 2])),
        ("accused.nationality", "MX", countries(mexico())),
        ("act.place.country", "MX", V::OneOf(set(&[mexico()]))),
        ("request.foreign_penalty.min", "P1Y6M", V::Term(Term::of(1, 6, 0))),
        ("act.other_offence", "CPF:201|CPF:202", V::Offences(vec!["CPF:201".into(), "CPF:202".into()], true)),
        ("procedure.events", "-", V::Events(vec![])),
        (
            "procedure.events",
            "report@2024-05-02;arrest@2024-06",
            V::Events(vec![
                Event { kind: 0, date: (day("2024-05-02"), day("2024-05-02")), accused: None, act: None },
                Event { kind: 2, date: (day("2024-06-01"), day("2024-06-30")), accused: None, act: None },
            ]),
        ),
    ] {
        let decoded = decode_cell(&of(name), cell).unwrap_or_else(|error| panic!("{name} {cell}: {error}"));
        assert_eq!(decoded.value, wanted, "{name} {cell}");
    }
    for (name, cell, code) in [
        ("act.education", "True", "case.wrong_type"),
        ("victim.age", "200", "case.out_of_range"),
        ("victim.age", "12.5", "case.wrong_type"),
        ("act.verb", "induce|", "case.wrong_type"),
        ("act.verb", "indice", "case.unknown_value"),
        ("act.date", "2009-02-30", "case.impossible_date"),
        ("request.foreign_penalty.min", "12", "case.bad_term"),
        ("procedure.events", "report", "case.wrong_type"),
        ("procedure.events", "rapport@2024", "case.unknown_value"),
    ] {
        let error = decode_cell(&of(name), cell).unwrap_err();
        assert_eq!((error.code, error.path), (code, None), "{name} {cell}");
    }
}

#[test]
fn values_are_written_as_they_would_be_given() {
    for (name, json, _) in table().into_iter().filter(|(_, _, value)| *value != V::Unknown) {
        let fact = of(name);
        let read = |json: &Json| decode_json(&fact, json, &Path::Root).unwrap().value;
        let value = read(&Json::read(json.as_bytes()).unwrap());
        let again = written(&fact, &value).unwrap();
        let text = again.to_string();
        assert_eq!(read(&Json::read(text.as_bytes()).unwrap()), value, "{name}: {json} became {text}");
    }
}
