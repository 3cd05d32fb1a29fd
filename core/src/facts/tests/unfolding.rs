//! From acts to counts (contract §3).

use super::*;
use FactValue as V;

type Shape<'c> = (Option<&'c str>, Option<&'c str>, Option<&'c str>, Scope, usize);

fn shape(case: &Case) -> Vec<Shape<'_>> {
    let text = |text: &'_ Option<String>| -> Option<String> { text.clone() };
    let _ = text;
    case.counts
        .iter()
        .map(|c| (c.accused.as_deref(), c.act.as_deref(), c.victim.as_deref(), c.scope, c.views.len()))
        .collect()
}

#[test]
fn acts_unfold_by_accused_and_victim() {
    let case = good(FULL);
    assert_eq!(
        shape(&case),
        [
            (Some("ana"), Some("a1"), None, Scope::Act, 2),
            (Some("ana"), Some("a1"), Some("v1"), Scope::Victim, 1),
            (Some("ana"), Some("a1"), Some("v2"), Scope::Victim, 1),
            (Some("ben"), Some("a1"), None, Scope::Act, 2),
            (Some("ben"), Some("a1"), Some("v1"), Scope::Victim, 1),
            (Some("ben"), Some("a1"), Some("v2"), Scope::Victim, 1),
            (Some("ana"), Some("a2"), None, Scope::All, 1),
        ]
    );
    assert_eq!(case.counts[0].view_victims, [Some("v1".into()), Some("v2".into())]);
    assert_eq!(case.counts[6].view_victims, [None]);
    assert_eq!(case.joined, [("a2".into(), "a1".into(), false)]);
    assert_eq!(case.readings, [("up_to".into(), "both_ends".into())]);
    assert_eq!((case.case.as_deref(), case.title.as_deref()), (Some("A-17"), Some("Prueba")));
}

#[test]
fn layers_replace_each_other() {
    let case = good(FULL);
    let view = |count: usize, view: usize| &case.counts[count].views[view];
    let given = |count, at, name| slot(view(count, at), name).given.clone();
    // The entry's participation is that accused's alone.
    assert_eq!(given(0, 0, "accused.participation"), Some("author".into()));
    assert_eq!(given(3, 0, "accused.participation"), Some("aider".into()));
    // The means stand in the entry of one victim.
    assert_eq!(given(0, 0, "act.means"), None);
    assert_eq!(given(0, 1, "act.means"), Some(serde_json::json!(["deceit"])));
    // The relation is of a pair; the entry of a victim replaces it.
    assert_eq!(given(1, 0, "relation"), Some(serde_json::json!(["guardian"])));
    assert_eq!(given(1, 0, "relation.abused"), Some(false.into()));
    assert_eq!(given(2, 0, "relation.abused"), Some(true.into()));
    assert_eq!(given(4, 0, "relation"), None);
    // A person's facts are those of the role.
    assert_eq!(slot(view(0, 0), "accused.age").value, V::Number(44, 44));
    assert_eq!(slot(view(0, 0), "victim.age").value, V::Number(0, 17));
    assert_eq!(slot(view(0, 1), "victim.age").value, V::Number(14, 14));
    assert_eq!(given(0, 0, "accused.quality"), Some(serde_json::json!(["public_servant"])));
    assert_eq!(given(0, 0, "victim.quality"), None);
    assert_eq!(given(6, 0, "victim.age"), None);
    // Events concern whom they name.
    let events = |count: usize| match &slot(view(count, 0), "procedure.events").value {
        V::Events(events) => events.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!((events(0), events(3)), (2, 1));
    assert_eq!(given(3, 0, "procedure.events"), Some(serde_json::json!([{"kind": "arrest", "date": "2024-06"}])));
    // A request concerns its accused and acts.
    assert_eq!(given(0, 0, "request.state"), Some("US".into()));
    assert_eq!(given(3, 0, "request.state"), None);
    assert_eq!(given(6, 0, "request.state"), None);
    assert_eq!(case.requests.len(), 1);
    assert_eq!(case.requests[0].facts.len(), 5);
    assert!(case.requests[0].concerns(&case.counts[0]) && !case.requests[0].concerns(&case.counts[3]));
}

#[test]
fn nobody_is_their_own_victim() {
    let text = |victims: &str| {
        format!(
            r#"{{"as_of":"2026-03-01","persons":[{{"id":"ana"}},{{"id":"v"}}],
                "acts":[{{"accused":["ana"],"victims":[{victims}]}}]}}"#
        )
    };
    assert_eq!(
        shape(&good(&text(r#""v","ana""#))),
        [(Some("ana"), None, None, Scope::Act, 1), (Some("ana"), None, Some("v"), Scope::Victim, 1)]
    );
    assert_eq!(shape(&good(&text(r#""ana""#))), [(Some("ana"), None, None, Scope::All, 1)]);
    assert_eq!(shape(&good(&text(""))), [(Some("ana"), None, None, Scope::All, 1)]);
    assert_eq!(slot(&good(&text(r#""v","ana""#)).counts[0].views[0], "act.victims").value, V::Number(2, 2));
}

#[test]
fn qualities_go_to_the_roles_that_know_them() {
    let view = |quality: &str| {
        let text = format!(
            r#"{{"as_of":"2026-03-01","persons":[{{"id":"ana","quality":{quality}}},{{"id":"v","quality":{quality}}}],
                "acts":[{{"accused":["ana"],"victims":["v"]}}]}}"#
        );
        good(&text).counts[0].views[0].clone()
    };
    let yes = |view: &View, name: &str| match &slot(view, name).value {
        V::AnyOf { yes, .. } => Some(yes.iter().collect::<Vec<_>>()),
        _ => None,
    };
    for (quality, accused, victim) in [
        (r#"["minister"]"#, Some(vec![1]), None),
        (r#""pregnant""#, None, Some(vec![0])),
        (r#"["minister", "pregnant"]"#, Some(vec![1]), Some(vec![0])),
        (r#"["relative"]"#, Some(vec![2]), Some(vec![2])),
        (r#"{"minister": true, "relative": false}"#, Some(vec![1]), Some(vec![])),
        ("[]", Some(vec![]), Some(vec![])),
    ] {
        let view = view(quality);
        assert_eq!((yes(&view, "accused.quality"), yes(&view, "victim.quality")), (accused, victim), "{quality}");
    }
}

#[test]
fn groups_may_be_dotted() {
    let nested = only(&act(r#""place": {"country": "MX", "state": "JAL"}, "#));
    assert_eq!(nested, only(&act(r#""place.country": "MX", "place.state": "JAL", "#)));
    assert_eq!(nested, only(&act(r#""place": {"country": "MX"}, "place.state": "JAL", "#)));
    assert_eq!(*slot(&only(&act(r#""place": null, "#)), "act.place.country"), Slot::default());
}

#[test]
fn options_win_over_the_case() {
    let options = CaseOptions {
        as_of: Some(crate::exact::Date::parse("2020-01-01").unwrap()),
        readings: vec![("up_to".to_owned(), "maximum".to_owned())],
    };
    let case = read_case(&model(), FULL.as_bytes(), &options).unwrap();
    assert_eq!(case.as_of.to_string(), "2020-01-01");
    assert_eq!(case.readings, [("up_to".into(), "maximum".into())]);
}
