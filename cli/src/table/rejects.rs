//! Rows that could not be read: as read, with what is wrong with them.

use arrow_array::{ArrayRef, RecordBatch, StringArray, UInt64Array};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use arrow_select::take::take;
use std::sync::Arc;
use tipicidad::error::Error;
use tipicidad::facts::Json;
use tipicidad::tables::RowError;

/// What stands beside a rejected row.
const BESIDE: [&str; 4] = ["row", "column", "code", "message"];

/// The columns of the rejects of a table.
pub fn rejected_schema(schema: &Schema) -> Result<SchemaRef, Error> {
    let mut fields: Vec<Arc<Field>> = schema.fields().iter().cloned().collect();
    for name in BESIDE {
        if fields.iter().any(|field| field.name() == name) {
            let message = format!("the rejects have a column `{name}` of their own, and so has the table");
            return Err(Error::new("table.column_twice", message).at(format!("column {name}")));
        }
        let kind = if name == "row" { DataType::UInt64 } else { DataType::Utf8 };
        fields.push(Arc::new(Field::new(name, kind, true)));
    }
    Ok(Arc::new(Schema::new(fields)))
}

/// The rejected rows of a batch.
pub fn rejected_rows(schema: &SchemaRef, batch: &RecordBatch, rejected: &[RowError]) -> Result<RecordBatch, Error> {
    let wrong =
        |error: arrow_schema::ArrowError| Error::new("table.batch", format!("the rejects cannot be made: {error}"));
    let places: UInt64Array = rejected.iter().map(|row| Some(row.at as u64)).collect();
    let taken = batch.columns().iter().map(|column| take(column.as_ref(), &places, None));
    let mut columns = taken.collect::<Result<Vec<ArrayRef>, _>>().map_err(wrong)?;
    let texts = |text: fn(&RowError) -> Option<&str>| Arc::new(rejected.iter().map(text).collect::<StringArray>());
    columns.push(Arc::new(rejected.iter().map(|row| Some(row.row)).collect::<UInt64Array>()));
    columns.push(texts(|row| row.column.as_deref()));
    columns.push(texts(|row| Some(row.error.code)));
    columns.push(texts(|row| Some(&row.error.message)));
    RecordBatch::try_new(Arc::clone(schema), columns).map_err(wrong)
}

/// A rejected line: its own keys and what is wrong with it; a line that is no such object stands whole under `line`.
pub fn rejected_line(text: &str, read: &Result<Json, Error>, rejected: &RowError) -> String {
    let own = match read {
        Ok(Json::Object(entries)) if entries.iter().all(|(key, _)| !BESIDE.contains(&key.as_str())) => entries.clone(),
        _ => vec![("line".to_owned(), Json::Text(text.to_owned()))],
    };
    let text = |text: &str| Json::Text(text.to_owned());
    let beside = [
        Json::Number(rejected.row.to_string()),
        rejected.column.as_deref().map_or(Json::Null, text),
        text(rejected.error.code),
        text(&rejected.error.message),
    ];
    let beside = BESIDE.iter().map(|name| (*name).to_owned()).zip(beside);
    Json::Object(own.into_iter().chain(beside).collect()).text()
}
