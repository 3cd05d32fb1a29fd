//! What bad input gets: one clear error with a code, a place and help; exit 1; never a panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::io::Write;
use std::process::{Output, Stdio};
use tipicidad::Error;
use tipicidad::facts::CaseOptions;
use tipicidad_tests::{command, files, law};

fn refused(bytes: &[u8]) -> Error {
    law().read_case(bytes, &CaseOptions::default()).expect_err("a bad case")
}

fn eval(bytes: &[u8]) -> Output {
    let mut child = command()
        .args(["eval", "--format", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    // It may refuse before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    child.wait_with_output().unwrap()
}

/// Every kind of bad input that is promised an error, each with its code and whether a path is due.
fn listed() -> Vec<(&'static str, Vec<u8>, &'static str, Option<&'static str>)> {
    let case = |act: &str, persons: &str| {
        format!(r#"{{"as_of":"2026-01-01","persons":[{{"id":"a"}},{persons}],"acts":[{{"accused":["a"],"victims":["v"],{act}}}]}}"#)
            .into_bytes()
    };
    let plain = r#""date":"2024-03-01""#;
    let million = 1_000_000;
    vec![
        ("an unknown fact", case(plain, r#"{"id":"v","agee":12}"#), "case.unknown_fact", Some("persons[1].agee")),
        ("a wrong type", case(plain, r#"{"id":"v","age":"old"}"#), "case.wrong_type", Some("persons[1].age")),
        ("an age of -3", case(plain, r#"{"id":"v","age":-3}"#), "case.out_of_range", Some("persons[1].age")),
        ("an age of 200", case(plain, r#"{"id":"v","age":200}"#), "case.out_of_range", Some("persons[1].age")),
        ("30 February", case(r#""date":"2024-02-30""#, r#"{"id":"v"}"#), "case.impossible_date", Some("acts[0].date")),
        (
            "a victim that does not exist",
            case(plain, r#"{"id":"w"}"#),
            "case.unknown_person",
            Some("acts[0].victims[0]"),
        ),
        (
            "two persons with one id",
            case(plain, r#"{"id":"v"},{"id":"v"}"#),
            "case.duplicate_id",
            Some("persons[2].id"),
        ),
        ("a duplicate key", case(plain, r#"{"id":"v","age":1,"age":2}"#), "json.duplicate_key", Some("persons[1].age")),
        (
            "an age and a birth date that disagree",
            case(plain, r#"{"id":"v","age":12,"birth_date":"2000-01-01"}"#),
            "case.conflict",
            Some("persons[1].age"),
        ),
        (
            "acts and counts together",
            br#"{"as_of":"2026-01-01","persons":[{"id":"a"}],"acts":[{"accused":["a"]}],"counts":[{}]}"#.to_vec(),
            "case.conflict",
            Some("counts"),
        ),
        ("JSON a million deep", b"[".repeat(million), "json.depth", None),
        ("objects a million deep", br#"{"a":"#.repeat(million), "json.depth", None),
        ("invalid UTF-8", b"{\"case\": \"\xff\xfe\"}".to_vec(), "json.utf8", None),
        ("a file of 100 MB", b" ".repeat(100 << 20), "json.size", None),
        ("nothing", Vec::new(), "json.syntax", None),
        ("half a case", br#"{"as_of":"2026-01-01","acts":[{"#.to_vec(), "json.syntax", None),
    ]
}

/// Protects whoever sends a bad case through the library: one error with its code, the place, and help.
#[test]
fn the_library_refuses_each_with_its_code_and_place() {
    let mut wrong = Vec::new();
    for (what, bytes, code, path) in listed() {
        let error = refused(&bytes);
        if error.code != code || path.is_some() && error.path.as_deref() != path {
            wrong.push(format!("{what}: {} at {:?}: {}", error.code, error.path, error.message));
        }
        if error.message.is_empty() || error.message.contains('\n') {
            wrong.push(format!("{what}: the message is not one line: {:?}", error.message));
        }
        let placed = error.path.is_some() || error.line.is_some() || matches!(code, "json.utf8" | "json.size");
        if !placed {
            wrong.push(format!("{what}: no place: {error:?}"));
        }
        if error.hint.is_none() && error.expected.is_none() {
            wrong.push(format!("{what}: no help: {error:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Protects whoever sends it to the command: the same code in the JSON answer on stdout, words on stderr, exit 1.
#[test]
fn the_command_refuses_each_with_exit_1() {
    let mut wrong = Vec::new();
    for (what, bytes, code, _) in listed() {
        let output = eval(&bytes);
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        let errors = answer["errors"].as_array().cloned().unwrap_or_default();
        if output.status.code() != Some(1) || errors.len() != 1 || errors[0]["code"] != code {
            wrong.push(format!("{what}: exit {:?}, {answer}", output.status.code()));
        }
        let words = String::from_utf8_lossy(&output.stderr);
        if words.contains("panicked") {
            wrong.push(format!("{what}: {words}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Protects the decoder's strictness: each of the hundred bad cases of `bad-cases` is refused, with a code that is explained.
/// scripts/python-checks holds two independent validators to the same.
#[test]
fn every_bad_case_is_refused() {
    let files = files("bad-cases", "json");
    assert!(files.len() >= 100, "only {} bad cases", files.len());
    let mut taken = Vec::new();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        match law().read_case(&bytes, &CaseOptions::default()) {
            Ok(_) => taken.push(path.file_name().unwrap().to_owned()),
            Err(error) => assert!(tipicidad::codes::explain(error.code).is_some(), "{} is not explained", error.code),
        }
    }
    assert!(taken.is_empty(), "read without an error: {taken:?}");
}

/// Protects whoever mistypes a word of the vocabulary, or names a country that does not exist: the nearest word is suggested,
/// and the place is told.
#[test]
fn a_mistyped_word_gets_its_help() {
    for (name, code, path, help) in [
        ("relation-near", "case.unknown_value", "relations[0].is[0]", "`guardian`"),
        ("means-near", "case.unknown_value", "acts[0].means[0]", "`deceit`"),
        ("purpose-near", "case.unknown_value", "acts[0].purpose[0]", "`prostitution`"),
        ("stage-both", "case.wrong_type", "acts[0].stage", "`completed`"),
        ("place-country", "case.unknown_country", "acts[0].place.country", "`QQ`"),
        ("nationality-unknown", "case.unknown_country", "persons[1].nationality[0]", "`victim.nationality`"),
    ] {
        let file = format!("r3-{name}.json");
        let found = files("bad-cases", "json").into_iter().find(|path| path.ends_with(&file)).unwrap();
        let error = refused(&std::fs::read(found).unwrap());
        assert_eq!((error.code, error.path.as_deref()), (code, Some(path)), "{name}");
        assert!(help_of(&error).contains(help), "{name}: {error:?}");
    }
}

/// Protects whoever says two things of one person that cannot both hold: the error names both facts. No schema can refuse it, so
/// it is none of `bad-cases`.
#[test]
fn a_minor_of_fifteen_born_in_1980_is_a_contradiction() {
    let error = refused(
        br#"{"as_of":"2026-03-01","persons":[{"id":"a"},{"id":"v","age":15,"birth_date":"1980-05-01"}],
             "acts":[{"date":"2024-03-01","accused":["a"],"victims":["v"]}]}"#,
    );
    assert_eq!((error.code, error.path.as_deref()), ("case.conflict", Some("persons[1].age")));
    assert!(
        ["`victim.age`", "`victim.birth_date`", "`15`"].iter().all(|fact| error.message.contains(fact)),
        "{error:?}"
    );
}

fn help_of(error: &Error) -> String {
    let said = [Some(error.message.clone()), error.hint.clone(), error.expected.clone()];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
