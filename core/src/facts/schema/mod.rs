//! The JSON Schema (2020-12) of a case, nested or flat, made from the vocabulary.

mod flat;
mod nested;
mod parts;
mod values;

use super::names::Names;
use crate::model::{Body, Kind, Model};
use parts::{object_of, one_of, only, or_null, reference, typed, with};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a schema cannot say: code, and what the decoder refuses beyond the schema.
pub const CROSS_FIELD_CHECKS: &[(&str, &str)] = &[
    ("json.duplicate_key", "a key that stands twice in one object"),
    ("json.size", "more than 8 MiB"),
    ("case.missing_as_of", "no `as_of` in the case, nor as an option"),
    (
        "case.duplicate_id",
        "an id of two persons, acts or requests; a person twice among the accused or victims of an act",
    ),
    ("case.unknown_person", "the id of nobody"),
    ("case.unknown_act", "the id of no act"),
    ("case.missing_key", "`same_conduct` or `continues` in an act without `id`"),
    ("case.inverted", "an interval whose lower or earlier end lies after the other"),
    (
        "case.out_of_range",
        "a number in a text outside the range; an age, computed from `birth_date`, above the greatest",
    ),
    ("case.too_precise", "a number with more decimals than its fact keeps"),
    ("case.wrong_type", "decimals of a whole number in the text of a cell, or so small that floats lose them"),
    ("case.bad_term", "a term of more than 100,000 years"),
    ("case.age_needs_act", "one `age` of a person who takes part in acts on several days"),
    (
        "case.conflict",
        "given and derived facts that differ; one fact given twice, nested and dotted, or whole and in parts; a one-of fact \
         with every value ruled out; an act that ends before it begins, or is ongoing and ended; a relation given twice; an \
         act joined to itself; rows of one case on several days",
    ),
    ("case.order", "an event or a date of the procedure, or a request, that lies before the act"),
    ("case.limit", "acts that unfold into more than 10,000 counts; long values repeated over many of them"),
];

/// The schema of a case for a vocabulary.
pub fn json_schema(model: &Model) -> Value {
    let names = Names::new(model);
    let mut definitions = values::definitions();
    definitions.extend(values::of_facts(model));
    let nested = nested::case(model, &names, &mut definitions);
    let flat = flat::case(model, &mut definitions);
    let schema = only("$schema", Value::from("https://json-schema.org/draft/2020-12/schema"));
    let titled = with(schema, "title", Value::from("tipicidad case"));
    let either = with(titled, "anyOf", Value::Array(vec![nested, flat]));
    with(either, "$defs", Value::Object(definitions))
}

/// The readings by name, each with its values.
pub(super) fn readings(model: &Model) -> BTreeMap<&str, Vec<&str>> {
    let mut choices: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for provision in model.provisions.iter().filter(|provision| provision.kind == Kind::Reading) {
        for version in &provision.versions {
            if let Body::Reading(reading) = &version.body {
                let values = reading.values.iter().map(|(value, _)| value.as_str());
                choices.entry(&provision.id).or_default().extend(values);
            }
        }
    }
    choices.values_mut().for_each(|values| {
        values.sort_unstable();
        values.dedup();
    });
    choices
}

/// The properties that nested and flat cases share.
fn head(model: &Model) -> Map<String, Value> {
    let choices = readings(model)
        .into_iter()
        .map(|(name, values)| (name.to_owned(), one_of(&values.into_iter().map(Value::from).collect::<Vec<_>>())));
    let text = typed(&["string", "null"]);
    let flag = typed(&["boolean", "null"]);
    [
        ("format", one_of(&[Value::from(1), Value::Null])),
        ("case", text.clone()),
        ("title", text),
        ("as_of", or_null(reference("day"))),
        ("closed_world", flag.clone()),
        ("assume", flag),
        ("readings", or_null(object_of(choices.collect(), &[]))),
    ]
    .into_iter()
    .map(|(key, schema)| (key.to_owned(), schema))
    .collect()
}

/// The names in a pattern, one of them.
fn alternatives<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let escaped = names.map(|name| {
        let special = |c: char| !c.is_alphanumeric() && c != '_' && c != '-';
        name.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect::<String>()
    });
    format!("(?:{})", escaped.collect::<Vec<_>>().join("|"))
}
