//! Jurisdiction and extradition over whole cases of the federal law, and what the checker says of rules that are wrong.

use super::{judge, law};
use serde_json::{Value, json};
use tipicidad::check::check;
use tipicidad::diagnostic::Source;
use tipicidad::facts::CaseOptions;

/// Sexual exploitation (LGPSEDMTP 13, 15 to 30 years) in the United States by a foreigner, and a request for it.
fn case() -> Value {
    json!({"as_of": "2026-03-01", "closed_world": true,
        "persons": [{"id": "ana", "nationality": ["GT"]}, {"id": "ben", "nationality": ["GT"]}, {"id": "v1", "age": 30}],
        "acts": [{"id": "a1", "date": "2024-03-01", "place": {"country": "US"}, "verb": ["exploit"], "means": ["deceit"],
            "result": ["prostitution"], "accused": ["ana"], "victims": ["v1"]}],
        "requests": [{"id": "r1", "direction": "passive", "state": "US", "accused": "ana", "acts": ["a1"],
            "date": "2026-01-10", "purpose": "trial", "foreign_penalty": {"min": "P1Y", "max": "P20Y", "death": false},
            "undertakings": ["reciprocity", "speciality", "lawful_court", "defence", "no_onward", "copy_of_judgment"]}]})
}

fn set(mut case: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    case.pointer_mut(parent).unwrap()[key] = value;
    case
}

fn conclusion(case: &Value) -> String {
    judge(case).unwrap()["extradition"]["requests"][0]["conclusion"].as_str().unwrap().to_owned()
}

/// Protects the shape of contract §6: the keys of a request and their order.
#[test]
fn a_request_has_the_keys_of_the_contract() {
    let read = law().read_case(case().to_string().as_bytes(), &CaseOptions::default()).unwrap();
    let text = law().evaluate(&read).to_json();
    let from = text.find("\"extradition\":").unwrap();
    let keys = [
        "\"id\":\"r1\"",
        "\"conclusion\":",
        "\"governs\":",
        "\"treaty\":",
        "\"charges\":",
        "\"conditions\":",
        "\"undertakings\":",
        "\"dates\":",
    ];
    // Charges have conditions of their own: the keys of the request are looked for from the last of them.
    let mut at = from;
    for key in &keys[..5] {
        at += text[at..].find(key).unwrap_or_else(|| panic!("no {key} after {}", &text[from..at]));
    }
    assert!(text[at..].contains(keys[6]) && text[at..].contains(keys[7]));
    let row = "\"jurisdiction\":[{\"act\":\"a1\",\"status\":\"unmet\",\"federal\":\"unmet\",\"grounds\":[";
    assert!(text.contains(row), "{text}");
}

/// Protects the order of conclusions (semantics b 55): a bar beats what is lacking, that beats discretion, that postponement.
#[test]
fn conclusions_come_in_their_order() {
    let postponed = set(case(), "/persons/0/pending_case", json!(true));
    assert_eq!(conclusion(&postponed), "postponed");
    let mexican = set(postponed, "/persons/0/nationality", json!(["MX"]));
    let discretionary = set(mexican, "/persons/0/mexican_by", json!("birth"));
    assert_eq!(conclusion(&discretionary), "discretionary");
    let incomplete = set(discretionary, "/requests/0/foreign_penalty/death", json!(true));
    assert_eq!(conclusion(&incomplete), "incomplete");
    assert_eq!(conclusion(&set(incomplete, "/requests/0/obstacles", json!(["torture"]))), "refused");
}

/// Protects doubt: what nobody said leaves a request undetermined, and the question that settles it is asked.
#[test]
fn what_is_unknown_is_asked() {
    let case = set(case(), "/requests/0/purpose", Value::Null);
    let verdict = judge(&case).unwrap();
    assert_eq!(verdict["extradition"]["requests"][0]["conclusion"], "undetermined");
    let missing = verdict["missing"].as_array().unwrap();
    let asked = missing.iter().find(|one| one["fact"] == "request.purpose").expect("the purpose is asked for");
    assert_eq!(asked["settles"], json!(["LEI:5"]));
}

/// Protects the day of the request as the one whose extradition law counts: before 01-02-1994 article 6 is a gap.
#[test]
fn an_older_request_meets_gaps() {
    let old = set(set(case(), "/acts/0/date", json!("1992-03-01")), "/requests/0/date", json!("1993-03-01"));
    let verdict = judge(&old).unwrap();
    let notices = verdict["notices"].as_array().unwrap();
    assert!(notices.iter().any(|notice| notice["code"] == "gap" && notice["by"] == "LEI:6:I:s1"), "{notices:?}");
    assert_ne!(verdict["extradition"]["requests"][0]["conclusion"], "may_be_granted");
}

/// Protects counts of one act that differ: with one accused in the Republic and one abroad article 4 is in doubt for the act.
#[test]
fn accused_of_one_act_may_differ() {
    let mut case = set(set(case(), "/acts/0/accused", json!(["ana", "ben"])), "/acts/0/crime_there", json!(true));
    for at in [0, 1] {
        case = set(case, &format!("/persons/{at}/nationality"), json!(["MX"]));
        case = set(case, &format!("/persons/{at}/in_republic"), json!(at == 0));
    }
    let verdict = judge(&case).unwrap();
    assert_eq!(verdict["jurisdiction"].as_array().unwrap().len(), 1);
    assert_eq!(verdict["jurisdiction"][0]["status"], "unknown");
    let both = judge(&set(case, "/persons/1/in_republic", json!(true))).unwrap();
    assert_eq!(both["jurisdiction"][0]["status"], "met");
}

/// Protects bad input: dates out of order name both, a penalty without unit, ends the wrong way round, an unknown State.
#[test]
fn bad_requests_are_refused() {
    let wrong = |pointer: &str, value: Value| judge(&set(case(), pointer, value)).unwrap_err();
    let order = wrong("/requests/0/date", json!("2023-01-10"));
    assert!(order.message.contains("2023-01-10") && order.message.contains("2024-03-01"), "{}", order.message);
    assert_eq!(wrong("/requests/0/foreign_penalty/min", json!(12)).code, "case.bad_term");
    let ends = wrong("/requests/0/foreign_penalty", json!({"min": "P5Y", "max": "P1Y"}));
    assert!(ends.message.contains("P5Y") && ends.message.contains("P1Y"), "{}", ends.message);
    let state = wrong("/requests/0/state", json!("us"));
    assert_eq!((state.code, state.hint.as_deref()), ("case.unknown_country", Some("did you mean `US`?")));
}

const PACK: &str = r#"pack p { version "0.1.0"  law as of 2026-01-01 }
law LEI "Ley" / "Law"
subject request "la solicitud" / "the request"
fact request.date "fecha" / "date" { type date  ask "¿Cuándo?" / "When?" }
fact request.ok "bien" / "fine" { type flag  ask "¿Bien?" / "Fine?" }
reading r "una" / "one" { default a "a" / "a"  other b "b" / "b" }
"#;

fn codes(rules: &str) -> Vec<&'static str> {
    let text = format!("{PACK}{rules}");
    let found = check(&[Source { path: "a.tip".into(), text: text.into() }]).diagnostics;
    found
        .into_iter()
        .filter(|found| found.level == tipicidad::diagnostic::Level::Error)
        .map(|found| found.code)
        .collect()
}

/// Protects whoever writes rules: each mistake is said with its code, and a sound rule with none.
#[test]
fn wrong_rules_are_reported() {
    let rule = |kind: &str, lines: &str| {
        format!(
            "{kind} 1 \"uno\" / \"one\" {{ in force 2000-01-01 ..  gazette 1999-12-31  gist \"g\" / \"g\"  {lines} }}\n"
        )
    };
    let none: Vec<&str> = Vec::new();
    assert_eq!(codes(&rule("extradition", "of passive  refused when charge expired or jurisdiction by 1")), none);
    assert_eq!(codes(&rule("extradition", "of passive  term 60 days  starts from request.date")), none);
    assert_eq!(codes(&rule("jurisdiction", "gives republic  when charge applies")), none);
    // Jurisdiction is known in extradition only, and what became of a charge in neither elements nor exclusions.
    assert_eq!(codes(&rule("jurisdiction", "gives republic  when jurisdiction by 1")), ["condition.stage"]);
    assert_eq!(codes(&rule("measure", "when charge expired")), ["condition.stage"]);
    assert_eq!(codes(&rule("extradition", "refused when request.ok")), ["line.missing"]);
    assert_eq!(
        codes(&rule("extradition", "of passive  refused when request.ok  undertakes request.ok")),
        ["line.repeated"]
    );
    assert_eq!(codes(&rule("extradition", "of passive  term 60 days")), ["line.missing"]);
    assert_eq!(codes(&rule("extradition", "of passive  refused when under r=b: request.ok")), ["line.missing"]);
    assert_eq!(codes(&rule("extradition", "of sideways  refused when request.ok")), ["word.unknown"]);
    assert_eq!(codes(&rule("extradition", "treaty with ZZ")), ["value.unknown"]);
    assert_eq!(
        codes(&rule("extradition", "of passive  refused when request.ok is after request.date")),
        ["type.mismatch"]
    );
    assert_eq!(codes(&rule("jurisdiction", "gives somewhere")), ["word.unknown"]);
    assert_eq!(codes(&rule("jurisdiction", "requires request.ok")), ["line.missing"]);
    assert_eq!(codes(&rule("prescription", "of action  term under r=b: 2 years")), ["line.value"]);
}
