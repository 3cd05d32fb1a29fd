//! Judging examples.

use super::expect::Judged;
use super::{Mismatch, Outcome};
use crate::Law;
use crate::check::ExampleCase;
use crate::error::Error;
use crate::exact::{Date, Text};
use crate::facts::{Case, CaseOptions};
use crate::syntax::tree::ExpectExpr;
use crate::verdict::Verdict;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Judges examples and checks every expectation.
pub fn run_examples(law: &Law, examples: &[ExampleCase]) -> Vec<Outcome> {
    examples.iter().map(|example| run(law, example)).collect()
}

fn run(law: &Law, example: &ExampleCase) -> Outcome {
    let name = example.name.clone();
    let mismatches = match judge(law, example, &example.readings) {
        Ok(verdict) => Judged::new(law, example, verdict).check(),
        Err(error) => vec![unreadable(&name, example, &error)],
    };
    Outcome { name, mismatches }
}

fn unreadable(name: &Text, example: &ExampleCase, error: &Error) -> Mismatch {
    let place = error.path.as_ref().map(|path| format!(" at `{path}`")).unwrap_or_default();
    Mismatch::new(
        name,
        &example.source,
        example.span,
        "facts that can be judged".to_owned(),
        format!("{} ({}){place}", error.message, error.code),
    )
}

/// The verdict of an example, with the charges that it speaks of: also those that are not made out or not in force.
pub fn judge(law: &Law, example: &ExampleCase, readings: &BTreeMap<String, String>) -> Result<Verdict, Error> {
    let ids: Vec<&str> = example.expects.iter().filter_map(named).collect();
    Ok(law.judge_some(&case_of(law, example, readings)?, &ids))
}

/// The offence that an expectation names.
fn named(expectation: &ExpectExpr) -> Option<&str> {
    match expectation {
        ExpectExpr::Charge { id, .. }
        | ExpectExpr::Not(id)
        | ExpectExpr::Undetermined(id)
        | ExpectExpr::Excluded(id, _)
        | ExpectExpr::Displaced(id, _) => Some(&id.value),
        _ => None,
    }
}

/// The case of an example.
pub fn case_of(law: &Law, example: &ExampleCase, readings: &BTreeMap<String, String>) -> Result<Case, Error> {
    let row = Value::Object(example.row.clone());
    let as_of = example.as_of.or_else(|| last_day_of_act(&row)).or(law.model().pack.law_as_of);
    let case = json!({ "counts": [row] }).to_string();
    let chosen = readings.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    law.read_case(case.as_bytes(), &CaseOptions { as_of, readings: chosen })
}

/// The last day of the act of a row: the law of that day answers, and no milder one comes after it.
pub fn last_day_of_act(row: &Value) -> Option<Date> {
    last_day(row.get("act.ended")).or_else(|| last_day(row.get("act.date")))
}

/// The last day a value may stand for: of a year, a month, or an interval.
fn last_day(value: Option<&Value>) -> Option<Date> {
    match value? {
        Value::String(text) => match text.len() {
            4 => Date::parse(&format!("{text}-12-31")).ok(),
            7 => Date::parse(&format!("{text}-01")).ok().map(Date::last_of_month),
            _ => Date::parse(text).ok(),
        },
        Value::Object(keys) => last_day(keys.get("to").or_else(|| keys.get("from"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_an_act() {
        let day = |row: Value| last_day_of_act(&row).map(|day| day.to_string());
        assert_eq!(day(json!({ "act.date": "2009-02" })).as_deref(), Some("2009-02-28"));
        assert_eq!(day(json!({ "act.date": "2009" })).as_deref(), Some("2009-12-31"));
        assert_eq!(day(json!({ "act.date": "2009-05-01", "act.ended": "2010-01-02" })).as_deref(), Some("2010-01-02"));
        assert_eq!(
            day(json!({ "act.date": { "from": "2009-05-01", "to": "2009-06-01" } })).as_deref(),
            Some("2009-06-01")
        );
        assert_eq!(day(json!({})), None);
    }
}
