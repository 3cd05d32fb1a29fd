//! Penalties read back from the parts of a verdict that are JSON.

use crate::exact::{Date, Money, Term};
use crate::model::Choice;
use crate::verdict::{Fine, Penalty, Pesos, TermRange, WorkRange};
use serde::Deserialize;
use serde_json::Value;

/// A penalty of contract §6, its consequences left out.
pub(super) fn penalty(value: &Value) -> Option<Penalty> {
    let object = value.as_object()?;
    let list = |key: &str| object.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    Some(Penalty {
        prison: object.get("prison").and_then(prison),
        choice: object.get("choice").and_then(|c| Choice::deserialize(c).ok()).unwrap_or(Choice::And),
        fines: list("fines").iter().filter_map(fine).collect(),
        community_work: object.get("community_work").and_then(work),
        consequences: Vec::new(),
        options: list("options").iter().filter_map(penalty).collect(),
    })
}

fn prison(value: &Value) -> Option<TermRange> {
    let end = |key: &str| value.get(key).and_then(Value::as_str).and_then(Term::parse);
    Some(TermRange { min: end("min"), max: end("max")?, exact: None })
}

fn work(value: &Value) -> Option<WorkRange> {
    Some(WorkRange { min: value.get("min").and_then(Value::as_i64), max: value.get("max").and_then(Value::as_i64)? })
}

fn fine(value: &Value) -> Option<Fine> {
    Some(Fine {
        min: value.get("min").and_then(Value::as_i64),
        max: value.get("max").and_then(Value::as_i64)?,
        unit: value.get("unit").and_then(|unit| Deserialize::deserialize(unit).ok())?,
        pesos: value.get("pesos").and_then(pesos),
    })
}

fn pesos(value: &Value) -> Option<Pesos> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let amount = |key: &str| text(key).and_then(Money::parse);
    Some(Pesos {
        unit_value: amount("unit_value")?,
        unit_from: text("unit_from").and_then(|day| Date::parse(day).ok())?,
        zone: text("zone").map(str::to_owned),
        min: amount("min"),
        max: amount("max")?,
    })
}
