//! The parts of which schemas are put together.

use serde_json::{Map, Value};

/// A schema with one keyword more.
pub(super) fn with(mut schema: Value, keyword: &str, value: Value) -> Value {
    if let Value::Object(keywords) = &mut schema {
        keywords.insert(keyword.to_owned(), value);
    }
    schema
}

/// A schema of one keyword.
pub(super) fn only(keyword: &str, value: Value) -> Value {
    with(Value::Object(Map::new()), keyword, value)
}

/// Texts as a list.
pub(super) fn texts(of: &[&str]) -> Value {
    Value::Array(of.iter().map(|one| Value::from(*one)).collect())
}

/// What is of one of these types.
pub(super) fn typed(types: &[&str]) -> Value {
    only("type", if let [one] = types { Value::from(*one) } else { texts(types) })
}

/// One of these values.
pub(super) fn one_of(values: &[Value]) -> Value {
    only("enum", Value::Array(values.to_vec()))
}

/// What fits one of these schemas at least.
pub(super) fn any_of(schemas: &[Value]) -> Value {
    only("anyOf", Value::Array(schemas.to_vec()))
}

/// What fits a schema, or `null`.
pub(super) fn or_null(schema: Value) -> Value {
    any_of(&[schema, typed(&["null"])])
}

/// A text that fits a pattern as a whole.
pub(super) fn pattern(whole: &str) -> Value {
    with(typed(&["string"]), "pattern", Value::from(format!("^{whole}$")))
}

/// A list of what fits a schema.
pub(super) fn list(items: Value) -> Value {
    with(typed(&["array"]), "items", items)
}

/// The same with so many items at most.
pub(super) fn list_up_to(most: usize, items: Value) -> Value {
    with(list(items), "maxItems", Value::from(most))
}

/// An object of these properties and no other.
pub(super) fn object(properties: &[(&str, Value)], required: &[&str]) -> Value {
    object_of(properties.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect(), required)
}

/// The same from a map.
pub(super) fn object_of(properties: Map<String, Value>, required: &[&str]) -> Value {
    let properties = with(typed(&["object"]), "properties", Value::Object(properties));
    closed(with(properties, "required", texts(required)))
}

/// An object of which nothing may stand beside what it names.
pub(super) fn closed(schema: Value) -> Value {
    with(schema, "additionalProperties", Value::Bool(false))
}

/// What a definition says.
pub(super) fn reference(name: &str) -> Value {
    only("$ref", Value::from(format!("#/$defs/{name}")))
}
