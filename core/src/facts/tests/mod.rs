#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what must hold")]

mod assumptions;
mod errors;
mod flat;
mod limits;
mod listing;
mod model;
mod mutations;
mod straight;
mod truth;
mod unfolding;
mod values;

use super::*;
use crate::error::Error;
use model::model;

/// A case on a day, with these parts beside it.
fn read(text: &str) -> Result<Case, Error> {
    read_case(&model(), text.as_bytes(), &CaseOptions::default())
}

fn good(text: &str) -> Case {
    read(text).unwrap_or_else(|error| panic!("{error:?}\n{text}"))
}

fn slot<'v>(view: &'v View, name: &str) -> &'v Slot {
    &view[model().fact(name).unwrap().usize()]
}

/// The slots of the only view of the only count.
fn only(text: &str) -> View {
    let mut case = good(text);
    assert_eq!(case.counts.len(), 1, "{text}");
    case.counts.remove(0).views.remove(0)
}

/// An act with these keys, of one accused and no victim.
fn act(keys: &str) -> String {
    format!(r#"{{"as_of":"2026-03-01","persons":[{{"id":"ana"}}],"acts":[{{"id":"a1",{keys}"accused":["ana"]}}]}}"#)
}

const FULL: &str = r#"{
  "format": 1, "case": "A-17", "title": "Prueba", "as_of": "2026-03-01", "closed_world": false, "assume": true,
  "readings": {"up_to": "both_ends"},
  "persons": [
    {"id": "ana", "kind": "natural", "birth_date": "1980-02-01", "nationality": ["MX"], "quality": ["public_servant"]},
    {"id": "ben", "age": 30},
    {"id": "v1", "age": {"max": 17}, "nationality": ["HN"]},
    {"id": "v2", "birth_date": "2009-05"} ],
  "acts": [
    {"id": "a1", "date": "2024-03-01", "ended": null, "place": {"country": "MX", "state": "JAL"},
     "verb": ["induce"], "gain": "1500.00", "alcohol": 0.25, "CPF:387:IV#conduct": true, "other_offence": ["CPF:201"],
     "accused": ["ana", {"person": "ben", "participation": "aider"}],
     "victims": ["v1", {"person": "v2", "means": ["deceit"], "abused": true}] },
    {"id": "a2", "conducts": ["2024-03-01"], "accused": ["ana"], "same_conduct": "a1"} ],
  "relations": [ {"accused": "ana", "victim": "v1", "is": ["guardian"], "abused": false} ],
  "procedure": {"complaint_filed": false, "events": [
    {"kind": "report", "date": "2024-05-02", "accused": "ana", "act": null}, {"kind": "arrest", "date": "2024-06"}]},
  "requests": [ {"id": "r1", "direction": "passive", "state": "US", "accused": "ana", "acts": ["a1"],
    "foreign_penalty": {"min": "P1Y", "max": "P20Y", "death": false}} ]
}"#;

const FLAT: &str = r#"{"as_of": "2026-03-01", "counts": [
  {"case": "B-1", "accused.id": "ana", "act.id": "a1", "victim.id": "v1", "act.date": "2024-03-01", "act.verb": "induce|oblige",
   "victim.age.min": 12, "victim.age.max": 15, "relation.guardian": 1, "relation.parent": null, "x.folio": [1, {"a": 2}],
   "procedure.events": "report@2024-05-02;arrest@2024-06"},
  {"act.date.from": "2020", "act.date.to": "2021-06", "victim.age": 15, "relation": "-", "closed_world": 1, "act.gain": ""}],
  "procedure": {"events": [{"kind": "arrest", "date": "2024-06", "accused": "ana"}]},
  "requests": [{"state": "US"}]}"#;
