//! A batch that comes in, and what goes out for it.

use crate::error::Error;
use arrow_array::RecordBatch;
use std::collections::BTreeMap;

/// Rows of a table that follow one another.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// The rows.
    pub batch: RecordBatch,
    /// The place of the first in the table, from 0.
    pub first_row: u64,
    /// The lines of a file on which the rows begin, from 1; empty when there are none.
    pub lines: Vec<u64>,
    /// Rows of the batch that are known to be wrong already.
    pub faults: BTreeMap<usize, Error>,
}

impl Chunk {
    /// A batch whose first row has this place in the table.
    pub fn new(batch: RecordBatch, first_row: u64) -> Chunk {
        Chunk { batch, first_row, lines: Vec::new(), faults: BTreeMap::new() }
    }
}

/// The answers to a chunk.
#[derive(Clone, Debug)]
pub struct Classified {
    /// One row a count, or a charge, in the order of the input.
    pub answers: RecordBatch,
    /// How many rows of the input the answers are about.
    pub answered: usize,
    /// The rows that were set aside, in order.
    pub rejected: Vec<RowError>,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Its place in the chunk.
    pub at: usize,
    /// Its place in the table, from 0.
    pub row: u64,
    /// The line on which it begins, from 1.
    pub line: Option<u64>,
    /// The column, when one is to blame.
    pub column: Option<String>,
    /// What is wrong; its path is that within the row.
    pub error: Error,
}

impl RowError {
    pub(super) fn new(at: usize, first_row: u64, lines: &[u64], error: Error) -> RowError {
        // `relation[2]` is the third item of a cell of the column `relation`.
        let column = error.path.as_deref().map(|path| path.split('[').next().unwrap_or(path).to_owned());
        let column = column.filter(|name| !name.is_empty());
        RowError { at, row: first_row.saturating_add(at as u64), line: lines.get(at).copied(), column, error }
    }
    /// The error with its place in the table: `row 17 (line 19), column victim.age`.
    pub fn located(&self) -> Error {
        let line = self.line.map_or_else(String::new, |line| format!(" (line {line})"));
        let column = self.column.as_ref().map_or_else(String::new, |column| format!(", column {column}"));
        let path = Some(format!("row {}{line}{column}", self.row));
        Error { path, ..self.error.clone() }
    }
}
