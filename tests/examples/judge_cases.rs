//! Judges cases, one JSON a line on stdin, and says of every charge what its elements came to and which qualifiers are met, one
//! JSON a line on stdout, for `tests/solver`. An offence that is not there is not made out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a tool of the tests fails by panicking")]

use serde_json::{Value, json};
use std::io::{BufRead, BufWriter, Write};
use tipicidad::facts::CaseOptions;
use tipicidad::verdict::{Charge, Met};
use tipicidad_tests::law;

fn main() {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let case = law().read_case(line.as_bytes(), &CaseOptions::default());
        let case = case.unwrap_or_else(|error| panic!("{} at {:?}: {line}", error.message, error.path));
        let verdict = law().evaluate(&case);
        let charges = verdict.counts[0].charges.iter().map(judged).collect();
        writeln!(out, "{}", Value::Array(charges)).unwrap();
    }
    out.flush().unwrap();
}

fn judged(charge: &Charge) -> Value {
    let met: Vec<Value> = charge.qualifiers.iter().map(|q| json!([q.id, q.letters])).collect();
    json!({"id": charge.offence, "status": charge.status, "made_out": made_out(charge), "qualifiers": met,
           "by": charge.penalty.by})
}

/// Whether all elements are met and no exception is; `null` when that is open.
fn made_out(charge: &Charge) -> Option<bool> {
    let failed = charge.elements.iter().any(|e| e.status == Met::Unmet)
        || charge.exceptions.iter().any(|e| matches!(e.status, Met::Met | Met::Waived));
    let open = charge.elements.iter().chain(&charge.exceptions).any(|e| e.status == Met::Unknown);
    if failed { Some(false) } else { (!open).then_some(true) }
}
