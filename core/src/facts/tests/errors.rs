//! Every error of a nested case: its code, its path, its hint.

use super::*;

type Row = (&'static str, &'static str, Option<&'static str>, Option<&'static str>);

fn check(text: &str, (what, code, path, hint): Row) {
    let error = read(text).map(|_| ()).expect_err(what);
    assert_eq!((error.code, error.path.as_deref()), (code, path), "{what}: {error:?}");
    if let Some(hint) = hint {
        assert!(error.hint.as_deref().is_some_and(|found| found.contains(hint)), "{what}: {error:?}");
    }
    assert!(CODES.iter().any(|(known, _, _)| *known == code), "{code}");
}

#[test]
fn of_facts_of_an_act() {
    for row in [
        (r#""educaton": true, "#, "case.unknown_fact", Some("acts[0].educaton"), Some("did you mean `act.education`?")),
        (r#""xyzzy": 1, "#, "case.unknown_fact", Some("acts[0].xyzzy"), None),
        (r#""act.verb": [], "#, "case.unknown_fact", Some("acts[0].act.verb"), Some("write `verb` here")),
        (r#""victim.age": 3, "#, "case.unknown_fact", Some("acts[0].victim.age"), Some("another subject")),
        (r#""victms": [], "#, "case.unknown_fact", Some("acts[0].victms"), Some("did you mean `victims`?")),
        (
            r#""place": {"contry": "MX"}, "#,
            "case.unknown_fact",
            Some("acts[0].place.contry"),
            Some("`act.place.country`"),
        ),
        (r#""place": 3, "#, "case.wrong_type", Some("acts[0].place"), None),
        (
            r#""place": {"country": "MX"}, "place.country": "MX", "#,
            "case.conflict",
            Some("acts[0].place.country"),
            None,
        ),
        (r#""education": "yes", "#, "case.wrong_type", Some("acts[0].education"), None),
        (r#""education": 1, "#, "case.wrong_type", Some("acts[0].education"), None),
        (r#""verb": ["indice"], "#, "case.unknown_value", Some("acts[0].verb[0]"), Some("did you mean `induce`?")),
        (r#""verb": ["induce", null], "#, "case.wrong_type", Some("acts[0].verb[1]"), None),
        (r#""verb": {"induce": 1}, "#, "case.wrong_type", Some("acts[0].verb.induce"), None),
        (r#""verb": {"indice": true}, "#, "case.unknown_value", Some("acts[0].verb.indice"), Some("`induce`")),
        (r#""verb": 7, "#, "case.wrong_type", Some("acts[0].verb"), None),
        (r#""participation": "aidr", "#, "case.unknown_value", Some("acts[0].participation"), Some("`aider`")),
        (r#""participation": ["aider"], "#, "case.wrong_type", Some("acts[0].participation"), None),
        (r#""participation": {"nt": []}, "#, "case.wrong_type", Some("acts[0].participation"), None),
        (
            r#""participation": {"not": ["author", "aider", "inducer"]}, "#,
            "case.conflict",
            Some("acts[0].participation"),
            None,
        ),
        (
            r#""place.country": "mx", "#,
            "case.unknown_country",
            Some("acts[0].place.country"),
            Some("did you mean `MX`?"),
        ),
        (r#""place.country": "México", "#, "case.unknown_country", Some("acts[0].place.country"), None),
        (r#""date": "2024-02-30", "#, "case.impossible_date", Some("acts[0].date"), None),
        (r#""date": "2023-02-29", "#, "case.impossible_date", Some("acts[0].date"), None),
        (r#""date": "2024-13", "#, "case.impossible_date", Some("acts[0].date"), None),
        (r#""date": "0999", "#, "case.out_of_range", Some("acts[0].date"), None),
        (r#""date": "1/3/2024", "#, "case.wrong_type", Some("acts[0].date"), None),
        (r#""date": "2024-03-01T00:00:00Z", "#, "case.wrong_type", Some("acts[0].date"), Some("`2024-03-01`")),
        (r#""date": 20240301, "#, "case.wrong_type", Some("acts[0].date"), None),
        (r#""date": {"from": "2024", "to": "2023"}, "#, "case.inverted", Some("acts[0].date"), None),
        (r#""date": {"form": "2024"}, "#, "case.wrong_type", Some("acts[0].date.form"), None),
        (r#""date": {}, "#, "case.wrong_type", Some("acts[0].date"), None),
        (r#""gain": -5, "#, "case.out_of_range", Some("acts[0].gain"), None),
        (r#""gain": "1.505", "#, "case.too_precise", Some("acts[0].gain"), None),
        (r#""gain": "1,500", "#, "case.wrong_type", Some("acts[0].gain"), None),
        (r#""alcohol": 0.001, "#, "case.too_precise", Some("acts[0].alcohol"), None),
        (r#""alcohol": 1e99, "#, "case.out_of_range", Some("acts[0].alcohol"), None),
        (r#""alcohol": {"min": 3, "max": 2}, "#, "case.inverted", Some("acts[0].alcohol"), None),
        (r#""alcohol": {"min": 3, "mx": 2}, "#, "case.wrong_type", Some("acts[0].alcohol.mx"), None),
        (r#""other_offence": ["201"], "#, "case.unknown_value", Some("acts[0].other_offence[0]"), None),
        (r#""other_offence": 201, "#, "case.wrong_type", Some("acts[0].other_offence"), None),
        (r#""note": 1, "#, "case.wrong_type", Some("acts[0].note"), None),
        (r#""date": "2024-03-02", "ended": "2024-03-01", "#, "case.conflict", Some("acts[0].ended"), None),
        (r#""ended": "2024-03-01", "ongoing": true, "#, "case.conflict", Some("acts[0].ongoing"), None),
        (r#""date": "2027", "ongoing": true, "#, "case.conflict", Some("acts[0].ongoing"), None),
        (r#""date": "2024", "conducts": ["2023"], "#, "case.conflict", Some("acts[0].conducts"), None),
        (r#""conducts": [], "#, "case.wrong_type", Some("acts[0].conducts"), None),
        (r#""conducts": [null], "#, "case.wrong_type", Some("acts[0].conducts[0]"), None),
        (r#""conducts": ["2024"], "continued": false, "#, "case.conflict", Some("acts[0].conducts"), None),
        (r#""accused_count": 2, "#, "case.conflict", Some("acts[0].accused_count"), Some("leave out")),
        (r#""continues": "a1", "#, "case.conflict", Some("acts[0].continues"), None),
        (r#""same_conduct": "a0", "#, "case.unknown_act", Some("acts[0].same_conduct"), Some("did you mean `a1`?")),
    ] {
        check(&act(row.0), row);
    }
}

/// A case of ana and v, in which these parts replace what stands there.
fn case(persons: &str, acts: &str, rest: &str) -> String {
    format!(r#"{{"as_of":"2026-03-01","persons":[{persons}],"acts":[{acts}]{rest}}}"#)
}

#[test]
fn of_persons() {
    for row in [
        (r#"{"id":"v","age":-3}"#, "case.out_of_range", Some("persons[1].age"), None),
        (r#"{"id":"v","age":200}"#, "case.out_of_range", Some("persons[1].age"), None),
        (r#"{"id":"v","age":12.5}"#, "case.wrong_type", Some("persons[1].age"), None),
        (r#"{"id":"v","age":"12"}"#, "case.wrong_type", Some("persons[1].age"), None),
        (r#"{"id":"v","age":{"min":18,"max":12}}"#, "case.inverted", Some("persons[1].age"), None),
        (r#"{"id":"v","agee":12}"#, "case.unknown_fact", Some("persons[1].agee"), Some("did you mean `age`?")),
        (r#"{"id":"v","knd":"legal"}"#, "case.unknown_fact", Some("persons[1].knd"), Some("did you mean `kind`?")),
        (r#"{"id":"v","kind":"leagal"}"#, "case.unknown_value", Some("persons[1].kind"), Some("did you mean `legal`?")),
        (
            r#"{"id":"v","quality":["pregnat"]}"#,
            "case.unknown_value",
            Some("persons[1].quality[0]"),
            Some("`pregnant`"),
        ),
        (r#"{"id":"v","quality":3}"#, "case.wrong_type", Some("persons[1].quality"), None),
        (r#"{"id":"v v"}"#, "case.bad_id", Some("persons[1].id"), None),
        (r#"{"id":""}"#, "case.bad_id", Some("persons[1].id"), None),
        (r#"{"id":"ana"}"#, "case.duplicate_id", Some("persons[1].id"), None),
        (r#"{"id":7}"#, "case.wrong_type", Some("persons[1].id"), None),
        ("{}", "case.missing_key", Some("persons[1].id"), None),
        ("7", "case.wrong_type", Some("persons[1]"), None),
        (
            r#"{"id":"v","birth_date":"2010-01-01","age":15}"#,
            "case.conflict",
            Some("persons[1].age"),
            Some("leave out `victim.age`"),
        ),
        (r#"{"id":"v","birth_date":"2025"}"#, "case.conflict", Some("persons[1].birth_date"), None),
        (r#"{"id":"v","birth_date":"1700"}"#, "case.out_of_range", Some("persons[1].birth_date"), None),
        (r#"{"id":"v","age":12,"minor":false}"#, "case.conflict", Some("persons[1].minor"), None),
    ] {
        let persons = format!(r#"{{"id":"ana"}},{}"#, row.0);
        check(&case(&persons, r#"{"date":"2024-03-01","accused":["ana"],"victims":["v"]}"#, ""), row);
    }
    let error = read(&case(
        r#"{"id":"ana"},{"id":"v","birth_date":"2010-01-01","age":15}"#,
        r#"{"date":"2024-03-01","accused":["ana"],"victims":["v"]}"#,
        "",
    ));
    assert_eq!(
        error.unwrap_err().message,
        "`victim.age` is given as `15`, but `victim.birth_date` and `act.date` make it `14`"
    );
}

#[test]
fn of_acts_and_entries() {
    for row in [
        (r#"{"accused":["anna"]}"#, "case.unknown_person", Some("acts[0].accused[0]"), Some("did you mean `ana`?")),
        (r#"{"accused":[{"person":"x"}]}"#, "case.unknown_person", Some("acts[0].accused[0].person"), None),
        (r#"{"accused":[{}]}"#, "case.missing_key", Some("acts[0].accused[0].person"), None),
        (r#"{"accused":[7]}"#, "case.wrong_type", Some("acts[0].accused[0]"), None),
        (r#"{"accused":"ana"}"#, "case.wrong_type", Some("acts[0].accused"), None),
        (r#"{"accused":["ana","ana"]}"#, "case.duplicate_id", Some("acts[0].accused[1]"), None),
        (r#"{"accused":[]}"#, "case.missing_key", Some("acts[0].accused"), None),
        ("{}", "case.missing_key", Some("acts[0].accused"), None),
        (r#"{"accused":["ana"],"continues":"b"}"#, "case.missing_key", Some("acts[0].id"), None),
        (r#"{"id":"a","accused":["ana"]},{"id":"a","accused":["ana"]}"#, "case.duplicate_id", Some("acts[1].id"), None),
        (
            r#"{"accused":["ana"],"victims":["v",{"person":"ana","age":200}]}"#,
            "case.out_of_range",
            Some("acts[0].victims[1].age"),
            None,
        ),
        (
            r#"{"accused":["ana"],"victims":[{"person":"v","aje":12}]}"#,
            "case.unknown_fact",
            Some("acts[0].victims[0].aje"),
            Some("did you mean `victim.age`?"),
        ),
        (
            r#"{"accused":[{"person":"ana","relation":["guardian"]}]}"#,
            "case.unknown_fact",
            Some("acts[0].accused[0].relation"),
            None,
        ),
        (
            r#"{"date":"2024-03-01","accused":["ana"],"victims":["v"]},{"date":"2024-03-02","accused":["ana"],"victims":["v"]}"#,
            "case.age_needs_act",
            Some("persons[1].age"),
            Some("birth_date"),
        ),
        ("7", "case.wrong_type", Some("acts[0]"), None),
    ] {
        check(&case(r#"{"id":"ana"},{"id":"v","age":12}"#, row.0, ""), row);
    }
    let entries = r#"{"date":"2024-03-01","accused":["ana"],"victims":["v"]},
        {"date":"2024-03-02","accused":["ana"],"victims":[{"person":"v","age":13}]}"#;
    good(&case(r#"{"id":"ana"},{"id":"v","age":12}"#, entries, ""));
}

#[test]
fn of_the_rest() {
    for row in [
        (
            r#","relations":[{"accused":"ana","victim":"w","is":[]}]"#,
            "case.unknown_person",
            Some("relations[0].victim"),
            None,
        ),
        (r#","relations":[{"accused":"ana","is":[]}]"#, "case.missing_key", Some("relations[0].victim"), None),
        (
            r#","relations":[{"accused":"ana","victim":"v","is":["gardian"]}]"#,
            "case.unknown_value",
            Some("relations[0].is[0]"),
            Some("did you mean `guardian`?"),
        ),
        (
            r#","relations":[{"accused":"ana","victim":"v"},{"accused":"ana","victim":"v"}]"#,
            "case.conflict",
            Some("relations[1]"),
            None,
        ),
        (
            r#","relations":[{"accused":"ana","victim":"v","abusd":true}]"#,
            "case.unknown_fact",
            Some("relations[0].abusd"),
            Some("did you mean `relation.abused`?"),
        ),
        (r#","relations":[{"accused":"ana","victim":"v","":true}]"#, "case.unknown_fact", Some("relations[0]."), None),
        (r#","relations":{}"#, "case.wrong_type", Some("relations"), None),
        (r#","procedure":{"complaint":true}"#, "case.unknown_fact", Some("procedure.complaint"), None),
        (r#","procedure":{"events":{}}"#, "case.wrong_type", Some("procedure.events"), None),
        (
            r#","procedure":{"events":[{"kind":"arest","date":"2024"}]}"#,
            "case.unknown_value",
            Some("procedure.events[0].kind"),
            Some("`arrest`"),
        ),
        (r#","procedure":{"events":[{"kind":"arrest"}]}"#, "case.missing_key", Some("procedure.events[0].date"), None),
        (r#","procedure":{"events":[{"date":"2024"}]}"#, "case.missing_key", Some("procedure.events[0].kind"), None),
        (
            r#","procedure":{"events":[{"kind":"arrest","date":"2024","by":"x"}]}"#,
            "case.unknown_key",
            Some("procedure.events[0].by"),
            None,
        ),
        (
            r#","procedure":{"events":[{"kind":"arrest","date":"2024","accused":"x"}]}"#,
            "case.unknown_person",
            Some("procedure.events[0].accused"),
            None,
        ),
        (
            r#","procedure":{"events":[{"kind":"arrest","date":"2024","act":"x"}]}"#,
            "case.unknown_act",
            Some("procedure.events[0].act"),
            None,
        ),
        (r#","procedure":{"events":["arrest"]}"#, "case.wrong_type", Some("procedure.events[0]"), None),
        (r#","requests":[{"accused":"x"}]"#, "case.unknown_person", Some("requests[0].accused"), None),
        (r#","requests":[{"acts":["x"]}]"#, "case.unknown_act", Some("requests[0].acts[0]"), None),
        (r#","requests":[{"id":"r"},{"id":"r"}]"#, "case.duplicate_id", Some("requests[1].id"), None),
        (
            r#","requests":[{"foreign_penalty":{"min":12}}]"#,
            "case.bad_term",
            Some("requests[0].foreign_penalty.min"),
            Some("`P12Y` is years"),
        ),
        (
            r#","requests":[{"foreign_penalty":{"min":"1 year"}}]"#,
            "case.bad_term",
            Some("requests[0].foreign_penalty.min"),
            None,
        ),
        (
            r#","readings":{"up-to":"both_ends"}"#,
            "case.unknown_reading",
            Some("readings.up-to"),
            Some("did you mean `up_to`?"),
        ),
        (
            r#","readings":{"up_to":"both_end"}"#,
            "case.unknown_reading_value",
            Some("readings.up_to"),
            Some("`both_ends`"),
        ),
        (r#","readings":{"up_to":1}"#, "case.wrong_type", Some("readings.up_to"), None),
        (r#","readings":[]"#, "case.wrong_type", Some("readings"), None),
        (r#","counts":[]"#, "case.conflict", Some("counts"), None),
        (r#","format":2"#, "case.format", Some("format"), None),
        (r#","format":"1""#, "case.format", Some("format"), None),
        (r#","titel":"x""#, "case.unknown_key", Some("titel"), Some("did you mean `title`?")),
        (r#","title":1"#, "case.wrong_type", Some("title"), None),
        (r#","assume":1"#, "case.wrong_type", Some("assume"), None),
        (r#","closed_world":"true""#, "case.wrong_type", Some("closed_world"), None),
    ] {
        check(&case(r#"{"id":"ana"},{"id":"v"}"#, r#"{"accused":["ana"]}"#, row.0), row);
    }
}

#[test]
fn of_the_whole() {
    for row in [
        ("[]", "case.wrong_type", None, None),
        ("{}", "case.missing_as_of", Some("as_of"), None),
        (r#"{"as_of":"2026-03-01"}"#, "case.missing_key", Some("persons"), None),
        (r#"{"as_of":"2026-03-01","persons":[]}"#, "case.missing_key", Some("acts"), None),
        (r#"{"as_of":null,"persons":[],"acts":[]}"#, "case.missing_as_of", Some("as_of"), None),
        (r#"{"as_of":"2026-02-29","persons":[],"acts":[]}"#, "case.impossible_date", Some("as_of"), None),
        (r#"{"as_of":"2026","persons":[],"acts":[]}"#, "case.wrong_type", Some("as_of"), None),
        (r#"{"as_of":2026,"persons":[],"acts":[]}"#, "case.wrong_type", Some("as_of"), None),
        (r#"{"as_of":"2026-03-01","as_of":"2026-03-01"}"#, "json.duplicate_key", Some("as_of"), None),
    ] {
        check(row.0, row);
    }
    let options = CaseOptions { readings: vec![("up_too".to_owned(), "x".to_owned())], ..CaseOptions::default() };
    let error = read_case(&model(), FULL.as_bytes(), &options).unwrap_err();
    assert_eq!((error.code, error.path), ("case.unknown_reading", None));
}

#[test]
fn codes_are_listed_once() {
    for (at, (code, title, text)) in CODES.iter().enumerate() {
        assert!(CODES[..at].iter().all(|(other, _, _)| other != code), "{code}");
        assert!(!title.is_empty() && text.ends_with('.'), "{code}");
    }
}
