//! Absent, `null`, assumed, closed and derived.

use super::*;
use FactValue as V;
use Origin::{Assumed, Closed, Derived, Given};
use serde_json::json;

fn members(view: &View, name: &str) -> (Vec<usize>, Vec<usize>) {
    match &slot(view, name).value {
        V::AnyOf { yes, no } => (yes.iter().collect(), no.iter().collect()),
        V::OneOf(set) => (set.iter().collect(), Vec::new()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn absent_is_assumed_and_null_is_unknown() {
    let view = only(&act(""));
    for (name, given) in [
        ("accused.participation", json!("author")),
        ("accused.defence", json!([])),
        ("accused.recidivist", json!(false)),
        ("procedure.events", json!([])),
    ] {
        let slot = slot(&view, name);
        assert_eq!((slot.origin, slot.given.as_ref()), (Assumed, Some(&given)), "{name}");
    }
    assert_eq!(slot(&view, "procedure.events").value, V::Events(vec![]));
    let view = only(&act(r#""participation": null, "defence": null, "recidivist": null, "#));
    for name in ["accused.participation", "accused.defence", "accused.recidivist"] {
        assert_eq!(*slot(&view, name), Slot::default(), "{name}");
    }
    let view = only(&act("").replacen('{', r#"{"assume": false, "#, 1));
    for name in ["accused.participation", "accused.defence", "accused.recidivist", "procedure.events"] {
        assert_eq!(*slot(&view, name), Slot::default(), "{name}");
    }
}

#[test]
fn a_closed_world_is_for_flags_and_members_only() {
    let closed = act(r#""verb": {"induce": true, "oblige": null}, "education": null, "#);
    let view = only(&closed.replacen('{', r#"{"closed_world": true, "#, 1));
    assert_eq!(
        (slot(&view, "CPF:387:IV#conduct").value.clone(), slot(&view, "CPF:387:IV#conduct").origin),
        (V::Flag(false), Closed)
    );
    assert_eq!(slot(&view, "act.education").value, V::Unknown);
    assert_eq!(members(&view, "act.verb"), (vec![0], vec![2]));
    assert_eq!(members(&view, "act.means"), (vec![], vec![0, 1]));
    assert_eq!(slot(&view, "accused.recidivist").origin, Assumed);
    for name in ["victim.age", "act.date", "accused.sex", "act.place.country", "act.gain"] {
        assert_eq!(*slot(&view, name), Slot::default(), "{name}");
    }
}

#[test]
fn an_act_is_assumed_to_last_one_day() {
    let view = only(&act(r#""date": "2024-03", "#));
    let (date, ended) = (slot(&view, "act.date"), slot(&view, "act.ended"));
    assert_eq!((date.origin, ended.origin), (Given, Assumed));
    assert_eq!((&date.value, &date.given), (&ended.value, &ended.given));
    assert_eq!(*slot(&only(&act(r#""date": "2024-03-01", "ended": null, "#)), "act.ended"), Slot::default());
    let unassumed = act(r#""date": "2024-03-01", "#).replacen('{', r#"{"assume": false, "#, 1);
    assert_eq!(*slot(&only(&unassumed), "act.ended"), Slot::default());
    assert_eq!(*slot(&only(&act("")), "act.ended"), Slot::default());
}

#[test]
fn ongoing_and_continued_acts() {
    let view = only(&act(r#""date": "2024-03-01", "ongoing": true, "#));
    assert_eq!(slot(&view, "act.ended").given, Some(json!("2026-03-01")));
    assert_eq!(slot(&view, "act.ongoing").value, V::Flag(true));
    let view = only(&act(r#""conducts": ["2024-03-05", "2024-03-01", "2024-04-02"], "#));
    assert_eq!(slot(&view, "act.date").given, Some(json!("2024-03-01")));
    assert_eq!(slot(&view, "act.ended").given, Some(json!("2024-04-02")));
    assert_eq!(slot(&view, "act.continued").value, V::Flag(true));
}

fn victim(date: &str, person: &str) -> View {
    let text = format!(
        r#"{{"as_of":"2026-03-01","persons":[{{"id":"ana"}},{{"id":"v",{person}}}],
            "acts":[{{"date":{date},"accused":["ana"],"victims":["v"]}}]}}"#
    );
    let case = good(&text);
    assert_eq!(case.counts.len(), 2);
    case.counts[1].views[0].clone()
}

#[test]
fn ages_follow_from_birth() {
    for (date, person, ends, origin, given) in [
        (r#""2024-03-01""#, r#""birth_date":"2010-03-01""#, (14, 14), Derived, json!(14)),
        (r#""2024-02-29""#, r#""birth_date":"2010-03-01""#, (13, 13), Derived, json!(13)),
        (r#""2023-02-28""#, r#""birth_date":"2012-02-29""#, (10, 10), Derived, json!(10)),
        (r#""2023-03-01""#, r#""birth_date":"2012-02-29""#, (11, 11), Derived, json!(11)),
        (r#""2024-03-01""#, r#""birth_date":"2010""#, (13, 14), Derived, json!({"min": 13, "max": 14})),
        (r#""2024""#, r#""birth_date":"2010-06-01""#, (13, 14), Derived, json!({"min": 13, "max": 14})),
        (r#""2024-03-01""#, r#""birth_date":"2010-03-01","age":14"#, (14, 14), Given, json!(14)),
        (r#""2024-03-01""#, r#""birth_date":"2010","age":{"max":13}"#, (13, 13), Given, json!({"max": 13})),
        (r#""2024-03-01""#, r#""birth_date":{"from":"2010"}"#, (0, 14), Derived, json!({"max": 14})),
        (r#""2024-03-01""#, r#""birth_date":"2010-03-01","age":null"#, (14, 14), Derived, json!(14)),
    ] {
        let view = victim(date, person);
        let slot = slot(&view, "victim.age");
        assert_eq!(slot.value, V::Number(ends.0, ends.1), "{date} {person}");
        assert_eq!((slot.origin, slot.given.clone()), (origin, Some(given)), "{date} {person}");
    }
}

#[test]
fn conditions_and_numbers_are_derived() {
    let view = victim(r#""2024-03-01""#, r#""age":{"max":17}"#);
    assert_eq!(
        (slot(&view, "victim.minor").value.clone(), slot(&view, "victim.minor").origin),
        (V::Flag(true), Derived)
    );
    assert_eq!(slot(&view, "act.victims").value, V::Number(1, 1));
    assert_eq!(*slot(&victim(r#""2024-03-01""#, r#""age":{"min":17}"#), "victim.minor"), Slot::default());
    assert_eq!(slot(&only(&act("")), "act.victims").value, V::Unknown);
    assert_eq!(slot(&only(&act(r#""victims": [], "#)), "act.victims").value, V::Number(0, 0));
    assert_eq!(slot(&only(&act("")), "act.accused_count").origin, Derived);
    let row = only(r#"{"as_of":"2026-03-01","counts":[{}]}"#);
    assert_eq!(
        (slot(&row, "act.accused_count").value.clone(), slot(&row, "act.accused_count").origin),
        (V::Number(1, 1), Assumed)
    );
    assert_eq!(slot(&row, "act.victims").value, V::Unknown);
}
