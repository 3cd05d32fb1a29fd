//! The catalogue of a small law.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::{catalogue, diff, show};
use crate::diagnostic::Source;
use crate::exact::Date;
use crate::model::Model;

const RULES: &str = r#"
pack tiny { version "1.0.0"  law as of 2026-01-01 }
subject act "hecho" / "act"
interest property "patrimonio" / "property"
fact act.date "fecha" / "date" { type date  ask "¿Cuándo?" / "When?" }
fact act.theft "apoderamiento" / "taking" { type flag  ask "¿Hubo?" / "Was there?" }
fact act.violent "violencia" / "violence" { type flag  ask "¿Hubo violencia?" / "Was there violence?" }
law CPF "Código Penal Federal" / "Federal Criminal Code"
offence 367 "Robo" / "Theft" {
  in force    2000-01-01 ..
  gazette     1999-12-31
  gist        "Tomar lo ajeno." / "To take what is another's."
  conduct     act.theft
  penalty
    2000-01-01 .. 2009-12-31: prison up to 2 years and fine up to 100 days
    2010-01-01 ..           : prison 6 months to 5 years
  prosecuted  ex officio
  consummated instantly
  victims     none
  protects    property
}
offence 368 "Equiparado" / "Likened" {
  in force    2000-01-01 ..
  gazette     1999-12-31
  gist        "Lo que se equipara al robo." / "What is likened to theft."
  conduct     act.theft and act.violent
  penalty     same as 367
  prosecuted  on complaint
  consummated instantly
  victims     none
  protects    property
}
"#;

fn model() -> Model {
    let checked = crate::check::check(&[Source { path: "tiny.tip".into(), text: RULES.into() }]);
    let said: Vec<String> = checked.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
    checked.model.ok_or(said).unwrap()
}

#[test]
fn entries_have_the_keys_of_the_contract_in_order() {
    let json = catalogue(&model()).to_json();
    let keys = [
        "id",
        "kind",
        "law",
        "article",
        "clause",
        "name",
        "gist",
        "since",
        "until",
        "gazette",
        "penalties",
        "effects",
        "applies_to",
        "punishes",
        "instead_of",
        "prosecution",
        "consummation",
        "victims",
        "facts",
        "status",
    ];
    let entry = json.split_once("\"provisions\":[").unwrap().1;
    let places: Vec<usize> = keys.iter().map(|key| entry.find(&format!("\"{key}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(json.starts_with(r#"{"format":1,"tipicidad":"#));
}

#[test]
fn open_ranges_have_no_minimum_and_references_are_resolved() {
    let catalogue = catalogue(&model());
    let theft: Vec<_> = catalogue.provisions.iter().filter(|entry| entry.id == "CPF:367").collect();
    assert_eq!(theft.len(), 2);
    let penalty = serde_json::to_string(&theft[0].penalties).unwrap();
    assert!(penalty.contains(r#""prison":{"min":null,"max":"P2Y","exact":null}"#), "{penalty}");
    let likened = catalogue.provisions.iter().find(|entry| entry.id == "CPF:368").unwrap();
    assert_eq!(likened.facts, ["act.theft", "act.violent"]);
    assert_eq!(likened.penalties[0].same_as.as_deref(), Some("CPF:367"));
    assert_eq!(likened.penalties[0].penalty, theft[0].penalties[0].penalty);
}

#[test]
fn differences_say_what_changed() {
    let day = |text| Date::parse(text).unwrap();
    let changed = diff(&model(), day("2012-01-01"), day("2005-01-01"));
    assert_eq!(changed.changes[0].id, "CPF:367");
    assert_eq!(changed.changes[0].what, ["penalties"]);
    assert!(diff(&model(), day("2011-01-01"), day("2012-01-01")).changes.is_empty());
    let before = diff(&model(), day("1990-01-01"), day("2012-01-01"));
    assert!(before.changes.iter().all(|change| change.what == ["appears"]));
}

#[test]
fn provisions_are_found_with_and_without_siglum_or_letter() {
    let model = model();
    for id in ["CPF:367", "367", "367:a"] {
        assert_eq!(show(&model, id).unwrap().rules[0].id, "CPF:367", "{id}");
    }
    let error = show(&model, "CPF:36").unwrap_err();
    assert_eq!(error.code, "catalogue.unknown_id");
    assert!(error.hint.is_some());
}
