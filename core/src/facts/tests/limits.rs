//! Limits, at the limit and beyond.

use super::*;
use std::time::{Duration, Instant};

fn code(bytes: &[u8]) -> &'static str {
    read_case(&model(), bytes, &CaseOptions::default()).map_or_else(|error| error.code, |_| "")
}

#[test]
fn depth() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(Json::read(nested(32).as_bytes()).is_ok());
    let error = Json::read(nested(33).as_bytes()).unwrap_err();
    assert_eq!((error.code, error.line, error.column), ("json.depth", Some(1), Some(33)));
    let objects = |levels: usize| format!("{}1{}", r#"{"a":"#.repeat(levels), "}".repeat(levels));
    assert!(Json::read(objects(32).as_bytes()).is_ok());
    assert_eq!(Json::read(objects(33).as_bytes()).unwrap_err().code, "json.depth");
    assert_eq!(code("[".repeat(1_000_000).as_bytes()), "json.depth");
    assert_eq!(code(r#"{"a":"#.repeat(1_000_000).as_bytes()), "json.depth");
}

#[test]
fn size() {
    let start = Instant::now();
    let mut bytes = b"[]".to_vec();
    bytes.resize(MAX_BYTES, b' ');
    assert!(Json::read(&bytes).is_ok());
    bytes.push(b' ');
    assert_eq!(code(&bytes), "json.size");
    bytes.resize(100_000_000, b'[');
    assert_eq!(code(&bytes), "json.size");
    let text = format!("\"{}\"", "ñ".repeat(MAX_BYTES / 2 - 1));
    assert!(Json::read(text.as_bytes()).is_ok());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn persons_acts_and_counts() {
    let persons = |n: usize| (0..n).map(|at| format!(r#"{{"id":"p{at}"}}"#)).collect::<Vec<_>>().join(",");
    let case = |persons: &str, acts: &str| format!(r#"{{"as_of":"2026-03-01","persons":[{persons}],"acts":[{acts}]}}"#);
    let acts = |n: usize| vec![r#"{"accused":["p0"]}"#; n].join(",");
    assert_eq!(code(case(&persons(MAX_PERSONS), "").as_bytes()), "");
    assert_eq!(code(case(&persons(MAX_PERSONS + 1), "").as_bytes()), "case.limit");
    assert_eq!(code(case(&persons(1), &acts(MAX_ACTS)).as_bytes()), "");
    assert_eq!(code(case(&persons(1), &acts(MAX_ACTS + 1)).as_bytes()), "case.limit");
    let rows = |n: usize| format!(r#"{{"as_of":"2026-03-01","counts":[{}]}}"#, vec!["{}"; n].join(","));
    assert_eq!(code(rows(MAX_COUNTS).as_bytes()), "");
    assert_eq!(code(rows(MAX_COUNTS + 1).as_bytes()), "case.limit");
    let names = (0..200).map(|at| format!(r#""p{at}""#)).collect::<Vec<_>>().join(",");
    let crowd = case(&persons(200), &format!(r#"{{"accused":[{names}],"victims":[{names}]}}"#));
    assert_eq!(code(crowd.as_bytes()), "case.limit");
}

#[test]
fn json_is_strict() {
    for (text, code, line, column) in [
        ("", "json.syntax", 1, 1),
        ("{", "json.syntax", 1, 2),
        ("{\n  \"a\": tru\n}", "json.syntax", 2, 8),
        ("[1,]", "json.syntax", 1, 4),
        ("{\"a\":1,}", "json.syntax", 1, 8),
        ("[01]", "json.syntax", 1, 3),
        ("[1.]", "json.syntax", 1, 4),
        ("[-]", "json.syntax", 1, 3),
        ("[1e]", "json.syntax", 1, 4),
        ("[+1]", "json.syntax", 1, 2),
        ("[NaN]", "json.syntax", 1, 2),
        ("['a']", "json.syntax", 1, 2),
        ("[\"\u{1}\"]", "json.syntax", 1, 3),
        ("[\"a", "json.syntax", 1, 4),
        (r#"["\x"]"#, "json.syntax", 1, 3),
        (r#"["\ud800"]"#, "json.syntax", 1, 3),
        (r#"["\ud800\u0041"]"#, "json.syntax", 1, 3),
        (r#"["\u12"]"#, "json.syntax", 1, 3),
        ("[] []", "json.syntax", 1, 4),
        ("[\"ñ\", x]", "json.syntax", 1, 7),
        ("{\"a\": {\"b\": 1,\n \"b\": 2}}", "json.duplicate_key", 2, 2),
        (r#"{"a": 1, "\u0061": 2}"#, "json.duplicate_key", 1, 10),
    ] {
        let error = Json::read(text.as_bytes()).expect_err(text);
        assert_eq!((error.code, error.line, error.column), (code, Some(line), Some(column)), "{text}: {error}");
    }
    let error = Json::read(br#"{"acts":[{"id":"a","id":"b"}]}"#).unwrap_err();
    assert_eq!((error.code, error.path.as_deref()), ("json.duplicate_key", Some("acts[0].id")));
    let error = Json::read(b"[\n\"\xff\"]").unwrap_err();
    assert_eq!((error.code, error.line, error.column), ("json.utf8", Some(2), Some(2)));
    let good =
        Json::read("\u{feff} {\"a\\n\\u00f1\\ud83d\\ude00\": [1.50, -0e+1, true, false, null]} ".as_bytes()).unwrap();
    let numbers = ["1.50", "-0e+1"].map(|n| Json::Number(n.to_owned()));
    let items = numbers.into_iter().chain([Json::Bool(true), Json::Bool(false), Json::Null]).collect();
    assert_eq!(good, Json::Object(vec![("a\nñ😀".to_owned(), Json::List(items))]));
}

#[test]
fn long_words_and_repeated_values_cost_little() {
    let start = Instant::now();
    let long = "x".repeat(MAX_BYTES - 200);
    let error = read(&act(&format!(r#""{long}": 1, "#))).unwrap_err();
    assert_eq!(error.code, "case.unknown_fact");
    assert!(error.message.len() < 300 && error.path.is_some_and(|path| path.len() < 300));
    for keys in
        [r#""verb": ["LONG"], "#, r#""verb": {"LONG": true}, "#, r#""date": "LONG", "#, r#""same_conduct": "LONG", "#]
    {
        let error = read(&act(&keys.replace("LONG", &long))).unwrap_err();
        assert!(error.message.len() < 300 && error.path.is_some_and(|path| path.len() < 300), "{keys}");
    }
    let names = |letter: char| (0..90).map(|at| format!(r#""{letter}{at}""#)).collect::<Vec<_>>().join(",");
    let persons =
        format!("{},{}", names('a'), names('v')).split(',').map(|id| format!(r#"{{"id":{id}}}"#)).collect::<Vec<_>>();
    let crowd = |note: &str| {
        format!(
            r#"{{"as_of":"2026-03-01","persons":[{}],"acts":[{{"note":"{note}","accused":[{}],"victims":[{}]}}]}}"#,
            persons.join(","),
            names('a'),
            names('v')
        )
    };
    assert_eq!(code(crowd("short").as_bytes()), "");
    assert_eq!(code(crowd(&"x".repeat(7_000_000)).as_bytes()), "case.limit");
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}
