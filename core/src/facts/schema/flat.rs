//! The schema of the flat case.

use super::parts::{any_of, list_up_to, object_of, only, or_null, reference, typed, with};
use super::{head, values};
use crate::facts::{COUNTRIES, MAX_COUNTS, MAX_REQUESTS};
use crate::model::{Fact, FactType, Model};
use serde_json::{Map, Value};

/// The flat case; the definition of a row is added to those given.
pub(super) fn case(model: &Model, definitions: &mut Map<String, Value>) -> Value {
    let row = with(object_of(columns(model), &[]), "patternProperties", only("^x\\.", true.into()));
    definitions.insert("row".to_owned(), row);
    let mut properties = head(model);
    for (key, schema) in [
        ("counts", list_up_to(MAX_COUNTS, reference("row"))),
        ("procedure", or_null(reference("procedure"))),
        ("requests", or_null(list_up_to(MAX_REQUESTS, reference("request")))),
        ("persons", typed(&["null"])),
        ("acts", typed(&["null"])),
        ("relations", typed(&["null"])),
    ] {
        properties.insert(key.to_owned(), schema);
    }
    object_of(properties, &["counts"])
}

fn columns(model: &Model) -> Map<String, Value> {
    let text = typed(&["string", "null"]);
    let mut columns = Map::new();
    for key in ["case", "accused.id", "act.id", "victim.id"] {
        columns.insert(key.to_owned(), text.clone());
    }
    let day = any_of(&[reference("day"), typed(&["null"]), reference("blank")]);
    columns.insert("as_of".to_owned(), day);
    columns.insert("closed_world".to_owned(), reference("cell_flag"));
    for fact in &model.facts {
        for (part, schema) in parts(fact) {
            columns.entry(format!("{}.{part}", fact.name)).or_insert(schema);
        }
    }
    for fact in &model.facts {
        columns.insert(fact.name.to_string(), values::row(fact));
    }
    columns
}

/// The columns that hold a part of a fact.
fn parts(fact: &Fact) -> Vec<(&str, Value)> {
    match fact.kind {
        FactType::Number { .. } | FactType::Money => {
            let end = any_of(&[values::number(fact), values::number_text(), reference("blank")]);
            vec![("min", end.clone()), ("max", end)]
        }
        FactType::Date => {
            let end = any_of(&[reference("date_text"), typed(&["null"]), reference("blank")]);
            vec![("from", end.clone()), ("to", end)]
        }
        FactType::AnyOf => fact.values.iter().map(|value| (value.name.as_str(), reference("cell_flag"))).collect(),
        FactType::Countries => COUNTRIES.iter().map(|code| (*code, reference("cell_flag"))).collect(),
        _ => Vec::new(),
    }
}
