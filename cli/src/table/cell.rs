//! Cells of an answer as text.

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use std::sync::Arc;
use tipicidad::error::Error;
use tipicidad::facts::Json;
use tipicidad::tables::{JSON_FIELD, cell};

/// Whether the cells of a column of text are JSON.
pub fn holds_json(field: &Field) -> bool {
    field.metadata().get(JSON_FIELD.0).is_some_and(|value| value == JSON_FIELD.1)
}

/// A cell of a CSV file: lists joined by `|`, null empty, an empty list `-`.
pub fn flat(array: &dyn Array, row: usize, field: &Field) -> Result<String, Error> {
    Ok(match cell(array, row, field.name())? {
        Json::Null => String::new(),
        Json::Text(text) if holds_json(field) => plain(text),
        Json::Bool(flag) => flag.to_string(),
        Json::Number(text) | Json::Text(text) => text,
        Json::List(items) if items.is_empty() => "-".to_owned(),
        Json::List(items) => {
            let texts = items.into_iter().map(|item| if let Json::Text(text) = item { text } else { String::new() });
            texts.collect::<Vec<_>>().join("|")
        }
        other @ Json::Object(_) => other.text(),
    })
}

/// A cell of a line of JSON.
pub fn json(array: &dyn Array, row: usize, field: &Field) -> Result<String, Error> {
    match cell(array, row, field.name())? {
        Json::Text(text) if holds_json(field) => Ok(text),
        other => Ok(other.text()),
    }
}

/// JSON as plain text: a text without its quotes.
fn plain(json: String) -> String {
    match serde_json::from_str::<serde_json::Value>(&json) {
        Ok(serde_json::Value::String(text)) => text,
        _ => json,
    }
}

/// A schema whose columns of JSON are columns of plain text.
pub fn plain_schema(schema: &Schema) -> Schema {
    let field = |field: &Arc<Field>| match holds_json(field) {
        true => Arc::new(Field::new(field.name(), DataType::Utf8, true)),
        false => Arc::clone(field),
    };
    Schema::new_with_metadata(schema.fields().iter().map(field).collect::<Vec<_>>(), schema.metadata().clone())
}

/// The same of a batch.
pub fn plain_batch(batch: &RecordBatch) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let schema = batch.schema();
    let columns = schema.fields().iter().zip(batch.columns()).map(|(field, column)| {
        if !holds_json(field) {
            return Arc::clone(column);
        }
        let texts = column.as_string::<i32>().iter().map(|text| text.map(|text| plain(text.to_owned())));
        Arc::new(texts.collect::<StringArray>()) as Arc<dyn Array>
    });
    RecordBatch::try_new(Arc::new(plain_schema(&schema)), columns.collect())
}
