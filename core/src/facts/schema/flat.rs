//! The schema of the flat case.

use super::{head, object, or_null, reference, values};
use crate::facts::{COUNTRIES, MAX_COUNTS, MAX_REQUESTS};
use crate::model::{Fact, FactType, Model};
use serde_json::{Map, Value, json};

/// The flat case; the definition of a row is added to those given.
pub(super) fn case(model: &Model, definitions: &mut Map<String, Value>) -> Value {
    let mut row = object(columns(model), &[]);
    row["patternProperties"] = json!({"^x\\.": true});
    definitions.insert("row".to_owned(), row);
    let mut properties = head(model);
    for (key, schema) in [
        ("counts", json!({"type": "array", "items": reference("row"), "maxItems": MAX_COUNTS})),
        ("procedure", or_null(reference("procedure"))),
        ("requests", or_null(json!({"type": "array", "items": reference("request"), "maxItems": MAX_REQUESTS}))),
        ("persons", json!({"type": "null"})),
        ("acts", json!({"type": "null"})),
        ("relations", json!({"type": "null"})),
    ] {
        properties.insert(key.to_owned(), schema);
    }
    object(properties, &["counts"])
}

fn columns(model: &Model) -> Map<String, Value> {
    let text = json!({"type": ["string", "null"]});
    let mut columns = Map::new();
    for key in ["case", "accused.id", "act.id", "victim.id"] {
        columns.insert(key.to_owned(), text.clone());
    }
    let day = json!({"anyOf": [reference("day"), {"type": "null"}, reference("blank")]});
    columns.insert("as_of".to_owned(), day);
    columns.insert("closed_world".to_owned(), reference("cell_flag"));
    for fact in &model.facts {
        for (part, schema) in parts(fact) {
            columns.entry(format!("{}.{part}", fact.name)).or_insert(schema);
        }
    }
    for fact in &model.facts {
        columns.insert(fact.name.clone(), values::row(fact));
    }
    columns
}

/// The columns that hold a part of a fact.
fn parts(fact: &Fact) -> Vec<(&str, Value)> {
    match fact.kind {
        FactType::Number { .. } | FactType::Money => {
            let end = json!({"anyOf": [values::number(fact), values::number_text(), reference("blank")]});
            vec![("min", end.clone()), ("max", end)]
        }
        FactType::Date => {
            let end = json!({"anyOf": [reference("date_text"), {"type": "null"}, reference("blank")]});
            vec![("from", end.clone()), ("to", end)]
        }
        FactType::AnyOf => fact.values.iter().map(|value| (value.name.as_str(), reference("cell_flag"))).collect(),
        FactType::Countries => COUNTRIES.iter().map(|code| (*code, reference("cell_flag"))).collect(),
        _ => Vec::new(),
    }
}
