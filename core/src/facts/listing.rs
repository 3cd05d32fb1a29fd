//! The vocabulary as `tipicidad facts` shows it (contract §7).

use super::decode::{MAX_MONEY, unscaled, written};
use super::flat::ROW_KEYS;
use super::view::assumed;
use crate::catalogue::facts_read;
use crate::exact::Text;
use crate::model::{Fact, FactIx, FactType, Model};
use crate::packed::Str;
use serde::Serialize;
use serde_json::Value;

/// A fact, its type, and who reads it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactShape {
    /// `victim.age`
    pub name: Str,
    /// `victim`
    pub subject: Str,
    /// `number`
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// `years`; of money `pesos`.
    pub unit: Option<Str>,
    /// The least number: whole, or a decimal as text.
    pub min: Option<Value>,
    /// The greatest number.
    pub max: Option<Value>,
    /// How many decimals a number keeps.
    pub scale: Option<u8>,
    /// The members of a one-of, any-of or events fact; countries are those of ISO 3166-1.
    pub values: Vec<ValueShape>,
    /// What it counts as when absent, in the form of a case.
    pub assumed: Option<Value>,
    /// Whether it is computed from other facts.
    pub derived: bool,
    /// Its label.
    pub label: Text,
    /// The question that asks for it.
    pub question: Text,
    /// The ids of the provisions that read it, in the order of the catalogue.
    pub read_by: Vec<Str>,
}

/// A member of a fact.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueShape {
    /// `induce`
    pub value: Str,
    /// Its label.
    pub label: Text,
}

/// Every fact, in vocabulary order.
pub fn list(model: &Model) -> Vec<FactShape> {
    let mut read_by = vec![Vec::<Str>::new(); model.facts.len()];
    for provision in &model.provisions {
        for fact in provision.versions.iter().flat_map(|version| facts_read(model, &version.body)) {
            let readers = &mut read_by[fact.usize()];
            if !readers.contains(&provision.id) {
                readers.push(provision.id.clone());
            }
        }
    }
    model.facts.iter().zip(read_by).map(|(fact, read_by)| shape(fact, read_by)).collect()
}

fn shape(fact: &Fact, read_by: Vec<Str>) -> FactShape {
    let (unit, ends, scale) = match &fact.kind {
        FactType::Number { unit, min, max, scale } => (Some(unit.clone()), Some((*min, *max)), Some(*scale)),
        FactType::Money => (Some(Str::fixed("pesos")), Some((0, MAX_MONEY)), Some(2)),
        _ => (None, None, None),
    };
    let end = |number: i64| match scale {
        Some(scale) if scale > 0 => Value::String(unscaled(number, scale)),
        _ => Value::from(number),
    };
    FactShape {
        name: fact.name.clone(),
        subject: fact.subject.clone(),
        kind: fact.kind.word(),
        unit,
        min: ends.map(|(min, _)| end(min)),
        max: ends.map(|(_, max)| end(max)),
        scale,
        values: fact.values.iter().map(|v| ValueShape { value: v.name.clone(), label: v.label.clone() }).collect(),
        assumed: assumed(fact).and_then(|value| written(fact, &value)),
        derived: fact.derived.is_some(),
        label: fact.label.clone(),
        question: fact.question.clone(),
        read_by,
    }
}

/// The header of a table with every column: those that name, then one a fact.
pub fn csv_header(model: &Model) -> String {
    let facts = (0..model.facts.len()).map(|at| model.fact_at(FactIx::new(at)).name.as_str());
    ROW_KEYS.into_iter().chain(facts).collect::<Vec<_>>().join(",")
}
