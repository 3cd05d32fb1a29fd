//! Writes the model of the embedded law as JSON, for `tests/solver`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool of the tests fails by panicking")]

use serde_json::json;
use std::io::Write;
use tipicidad_tests::{export, law, read};

fn main() {
    let case = read(&json!({"as_of": "2026-07-31", "counts": [{}]})).expect("a case that says nothing is a case");
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &export::export(law().model(), &case)).unwrap();
    out.flush().unwrap();
}
