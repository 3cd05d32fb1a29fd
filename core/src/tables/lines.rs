//! JSON Lines: each line a row, or a nested case that gives one row of the answer a count.

use super::answer::{Answer, Depth};
use super::batch::Classified;
use super::metadata::metadata;
use super::options::{OnError, TableOptions};
use super::output::{Carried, JSON_FIELD, Output};
use super::rows::{alone, each, of_case};
use super::table::{depth, finish};
use crate::Law;
use crate::error::Error;
use crate::facts::{CaseOptions, Column, Json, check_readings, column};
use arrow_array::{ArrayRef, StringArray, UInt64Array};
use arrow_schema::{DataType, Field, SchemaRef};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What the first lines hold beside facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The keys that are carried along, `x.…`, in the order they came.
    kept: Vec<String>,
    case: bool,
    ids: [bool; 3],
}

impl Shape {
    /// Notes what a line holds.
    pub fn see(&mut self, line: &Json) {
        if nested(line) {
            let given = |key: &str| line.get(key).is_some_and(|value| *value != Json::Null);
            self.case |= given("case");
            self.ids = [true, true, true];
            return;
        }
        let Json::Object(entries) = line else { return };
        for (key, _) in entries {
            match key.as_str() {
                "case" => self.case = true,
                "accused.id" => self.ids[0] = true,
                "act.id" => self.ids[1] = true,
                "victim.id" => self.ids[2] = true,
                key if key.starts_with("x.") && self.kept.iter().all(|known| known != key) => {
                    self.kept.push(key.to_owned());
                }
                _ => {}
            }
        }
    }
}

/// Whether a line is a case rather than a row.
fn nested(line: &Json) -> bool {
    ["persons", "acts", "counts"].iter().any(|key| line.get(key).is_some())
}

/// JSON Lines, ready to be answered.
#[derive(Debug)]
pub struct Lines<'l> {
    law: &'l Law,
    kept: Vec<String>,
    /// Of those that are carried, the ones that are no facts because an option says so.
    other: BTreeSet<String>,
    output: Output,
    options: TableOptions,
    depth: Depth,
    on_error: OnError,
}

impl<'l> Lines<'l> {
    pub(super) fn new(law: &'l Law, shape: &Shape, options: &TableOptions) -> Result<Lines<'l>, Error> {
        check_readings(law.model(), &options.readings)?;
        let mut kept = shape.kept.clone();
        options.keep.iter().for_each(|name| {
            if !kept.contains(name) {
                kept.push(name.clone());
            }
        });
        let as_json = HashMap::from([(JSON_FIELD.0.to_owned(), JSON_FIELD.1.to_owned())]);
        let field = |name: &String| Arc::new(Field::new(name, DataType::Utf8, true).with_metadata(as_json.clone()));
        let carried = Carried {
            kept: kept.iter().map(field).collect(),
            case: shape.case.then(|| Arc::new(Field::new("case", DataType::Utf8, true))),
            ids: shape.ids,
        };
        Ok(Lines {
            law,
            kept,
            other: options
                .keep
                .iter()
                .filter(|name| column(law.model(), law.names(), name).is_err())
                .cloned()
                .collect(),
            output: Output::new(&carried, options, metadata(law, options))?,
            options: options.clone(),
            depth: depth(options),
            on_error: options.on_error,
        })
    }

    /// The columns of the answers.
    pub fn output_schema(&self) -> SchemaRef {
        self.output.schema.clone()
    }

    /// Answers lines, each read already or known to be wrong; `lines` are their numbers in the file, from 1.
    ///
    /// # Errors
    /// The first line that cannot be read, when that ends the work.
    pub fn classify(&self, read: &[Result<Json, Error>], first_row: u64, lines: &[u64]) -> Result<Classified, Error> {
        let outcomes = each(read.len(), |at| match &read[at] {
            Ok(line) => self.line(line),
            Err(error) => Err(error.clone()),
        });
        finish(&self.output, self.on_error, &outcomes, (first_row, lines), |rows| {
            Ok((self.kept.iter().map(|name| carry(read, name, rows)).collect(), None))
        })
    }

    fn line(&self, line: &Json) -> Result<Vec<Answer>, Error> {
        if nested(line) {
            return self.case(line);
        }
        let Json::Object(entries) = line else {
            let message = format!("a line cannot be {}", line.sort());
            return Err(Error::new("case.wrong_type", message).expected("an object: a row or a case"));
        };
        let mut cells = Vec::with_capacity(entries.len());
        for (name, json) in entries {
            if self.other.contains(name) {
                continue;
            }
            let found = column(self.law.model(), self.law.names(), name).map_err(|error| error.at(name))?;
            if found == Column::Kept && !self.kept.contains(name) {
                let message = format!("the column `{name}` comes too late to be carried along");
                let error = Error::new("table.late_column", message).at(name);
                return Err(error.hint(format!("name it from the start: `--keep {name}`")));
            }
            cells.push((found, name.as_str(), json));
        }
        alone(self.law, cells.into_iter(), &self.options.rows(), self.depth)
    }

    /// A nested case. The day of the options wins over its own.
    fn case(&self, line: &Json) -> Result<Vec<Answer>, Error> {
        let given = |key: &str| line.get(key).is_some_and(|value| *value != Json::Null);
        let today = self.options.today.filter(|_| !given("as_of"));
        let readings = self.options.readings.clone();
        let options = CaseOptions { as_of: self.options.as_of.or(today), readings };
        let mut closed = None;
        if let (Json::Object(entries), true) = (line, self.options.closed_world && !given("closed_world")) {
            let others = entries.iter().filter(|(key, _)| key != "closed_world").cloned();
            let own = ("closed_world".to_owned(), Json::Bool(true));
            closed = Some(Json::Object(others.chain([own]).collect()));
        }
        let case = self.law.read_case_json(closed.as_ref().unwrap_or(line), &options)?;
        Ok(of_case(self.law, &case, self.depth))
    }
}

/// The values of a key that is carried along, as JSON.
fn carry(read: &[Result<Json, Error>], name: &str, rows: &UInt64Array) -> ArrayRef {
    let value = |row: usize| {
        let line = read.get(row)?.as_ref().ok()?;
        line.get(name).filter(|json| **json != Json::Null).map(Json::text)
    };
    let rows = (0..rows.len()).map(|at| usize::try_from(rows.value(at)).unwrap_or(usize::MAX));
    Arc::new(rows.map(value).collect::<StringArray>())
}
