//! Writes the rows of the examples of the rules, one JSON a line on stdout: a realistic table to classify.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool of the tests fails by panicking")]

use std::io::Write;
use tipicidad_tests::law;

fn main() {
    let mut out = std::io::stdout().lock();
    for example in &law().model().examples {
        let mut row: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&example.row).unwrap();
        if let Some(as_of) = example.as_of {
            row.insert("as_of".to_owned(), as_of.to_string().into());
        }
        writeln!(out, "{}", serde_json::Value::Object(row)).unwrap();
    }
}
