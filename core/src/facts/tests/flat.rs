//! Flat cases and rows (contract §4).

use super::*;
use FactValue as V;
use serde_json::json;

fn row(keys: &str) -> Result<Case, Error> {
    let model = model();
    let names = Names::new(&model);
    let options = RowOptions { as_of: Some(crate::exact::Date::parse("2026-03-01").unwrap()), ..RowOptions::default() };
    CaseReader { model: &model, names: &names }
        .read_row(&Json::read(format!("{{{keys}}}").as_bytes()).unwrap(), &options)
}

#[test]
fn rows_are_counts() {
    let case = good(FLAT);
    assert_eq!(case.case.as_deref(), Some("B-1"));
    let [first, second] = case.counts.as_slice() else { panic!("{case:?}") };
    assert_eq!(
        (first.accused.as_deref(), first.act.as_deref(), first.victim.as_deref()),
        (Some("ana"), Some("a1"), Some("v1"))
    );
    assert_eq!((first.scope, first.views.len(), &first.view_victims[..]), (Scope::All, 1, &[Some("v1".into())][..]));
    assert_eq!((second.accused.as_deref(), second.scope, &second.view_victims[..]), (None, Scope::All, &[None][..]));
    let (one, two) = (&first.views[0], &second.views[0]);
    assert_eq!(slot(one, "victim.age").value, V::Number(12, 15));
    assert_eq!(slot(one, "victim.age").given, Some(json!({"min": 12, "max": 15})));
    assert_eq!(slot(one, "act.verb").given, Some(json!(["induce", "oblige"])));
    assert_eq!(slot(one, "relation").given, Some(json!({"guardian": true, "parent": null})));
    // The row's own events stand in place of the case's.
    assert_eq!(slot(one, "procedure.events").given.as_ref().and_then(|g| g.as_array()).map(Vec::len), Some(2));
    // The second row is of another accused than the event names; its own closed world closes its flags.
    assert_eq!(slot(two, "procedure.events").value, V::Events(vec![]));
    assert_eq!(slot(two, "act.education").origin, Origin::Closed);
    assert_eq!(*slot(two, "act.gain"), Slot::default());
    assert_eq!(slot(two, "act.date").given, Some(json!({"from": "2020", "to": "2021-06"})));
    assert_eq!(slot(two, "request.state").given, Some(json!("US")));
    assert_eq!(case.requests.len(), 1);
}

#[test]
fn a_row_may_stand_alone() {
    let case = row(r#""as_of": "2020-01-01", "case": "C", "victim.age": 12"#).unwrap();
    assert_eq!(
        (case.as_of.to_string().as_str(), case.case.as_deref(), case.counts.len()),
        ("2020-01-01", Some("C"), 1)
    );
    assert_eq!(row("").unwrap().as_of.to_string(), "2026-03-01");
    let ongoing = row(r#""act.ongoing": 1, "act.date": "2024-01-01""#).unwrap();
    assert_eq!(slot(&ongoing.counts[0].views[0], "act.ended").given, Some(json!("2026-03-01")));
}

#[test]
fn errors_of_rows_name_the_column() {
    for (keys, code, path, hint) in [
        (r#""victm.age": 1"#, "case.unknown_fact", "victm.age", Some("did you mean `victim.age`?")),
        (
            r#""relation.gardian": 1"#,
            "case.unknown_fact",
            "relation.gardian",
            Some("did you mean `relation.guardian`?"),
        ),
        (r#""victim.age.low": 1"#, "case.unknown_fact", "victim.age.low", None),
        (r#""act.verb.min": 1"#, "case.unknown_fact", "act.verb.min", None),
        (r#""victim.age": 200"#, "case.out_of_range", "victim.age", None),
        (r#""victim.age": 15, "victim.age.min": 1"#, "case.conflict", "victim.age", Some("keep one of the two")),
        (r#""relation": "-", "relation.guardian": true"#, "case.conflict", "relation", None),
        (r#""relation.guardian": 2"#, "case.wrong_type", "relation.guardian", None),
        (r#""victim.age.min": 12, "victim.age.max": 10"#, "case.inverted", "victim.age", None),
        (r#""victim.age.min": -1"#, "case.out_of_range", "victim.age.min", None),
        (r#""act.date.from": "2020-02-30""#, "case.impossible_date", "act.date.from", None),
        (r#""act.verb": "induce|indice""#, "case.unknown_value", "act.verb", Some("did you mean `induce`?")),
        (r#""act.verb": ["induce", null]"#, "case.wrong_type", "act.verb[1]", None),
        (
            r#""victim.age": 12, "victim.birth_date": "2000-01-01", "act.date": "2020-01-01""#,
            "case.conflict",
            "victim.age",
            None,
        ),
        (r#""act.ended": "2019-01-01", "act.date": "2020-01-01""#, "case.conflict", "act.ended", None),
        (r#""closed_world": "yes""#, "case.wrong_type", "closed_world", None),
        (r#""victim.id": 7"#, "case.wrong_type", "victim.id", None),
    ] {
        let error = row(keys).expect_err(keys);
        assert_eq!((error.code, error.path.as_deref()), (code, Some(path)), "{keys}: {error}");
        if let Some(hint) = hint {
            assert_eq!(error.hint.as_deref(), Some(hint), "{keys}");
        }
    }
    let error = read(r#"{"as_of":"2026-03-01","counts":[{},{"victim.age":-3}]}"#).unwrap_err();
    assert_eq!(error.path.as_deref(), Some("counts[1].victim.age"));
    let error = read(r#"{"as_of":"2026-03-01","counts":[{"as_of":"2025-01-01"}]}"#).unwrap_err();
    assert_eq!((error.code, error.path.as_deref()), ("case.conflict", Some("counts[0].as_of")));
}
