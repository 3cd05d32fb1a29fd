//! A table with columns, read in chunks.

use super::Form;
use super::csv_file::CsvIn;
use super::parquet_file::ParquetIn;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use arrow_select::concat::concat_batches;
use std::path::Path;
use tipicidad::error::Error;
use tipicidad::tables::{Chunk, Table};

/// A table with columns.
pub enum Source {
    /// CSV.
    Csv(Box<CsvIn>),
    /// Parquet.
    Parquet(Box<ParquetIn>),
}

impl Source {
    /// Opens a file; `None`: its rows have no columns in common.
    pub fn open(path: &Path, form: Form) -> Result<Option<Source>, Error> {
        Ok(match form {
            Form::Csv => Some(Source::Csv(Box::new(CsvIn::open(path)?))),
            Form::Parquet => Some(Source::Parquet(Box::new(ParquetIn::open(path)?))),
            Form::Lines => None,
        })
    }
    /// Its columns.
    pub fn schema(&self) -> SchemaRef {
        match self {
            Source::Csv(file) => file.schema(),
            Source::Parquet(file) => file.schema(),
        }
    }
    /// How much has been read: bytes, or rows of a file that says how many it has.
    pub fn done(&self) -> u64 {
        match self {
            Source::Csv(file) => file.done(),
            Source::Parquet(file) => file.done(),
        }
    }
    /// How many rows there are, when that is known.
    pub fn rows(&self) -> Option<u64> {
        match self {
            Source::Csv(_) => None,
            Source::Parquet(file) => Some(file.rows),
        }
    }
    fn chunk(&mut self) -> Result<Option<Chunk>, Error> {
        match self {
            Source::Csv(file) => file.chunk(),
            Source::Parquet(file) => file.chunk(),
        }
    }
}

/// Chunks that do not cut a case in two.
#[derive(Default)]
pub struct Whole {
    held: Option<Chunk>,
}

impl Whole {
    /// The next chunk.
    pub fn next(&mut self, source: &mut Source, table: &Table<'_>) -> Result<Option<Chunk>, Error> {
        loop {
            let Some(next) = source.chunk()? else { return Ok(self.held.take()) };
            let chunk = match self.held.take() {
                Some(held) => joined(held, next)?,
                None => next,
            };
            let rest = table.unfinished(&chunk.batch);
            if rest == 0 {
                return Ok(Some(chunk));
            }
            let (whole, held) = cut(chunk, rest);
            self.held = Some(held);
            if whole.batch.num_rows() > 0 {
                return Ok(Some(whole));
            }
        }
    }
}

fn joined(mut first: Chunk, second: Chunk) -> Result<Chunk, Error> {
    let rows = first.batch.num_rows();
    let batch = concat_batches(&first.batch.schema(), [&first.batch, &second.batch]);
    first.batch = batch.map_err(|error| Error::new("table.batch", format!("the rows cannot be joined: {error}")))?;
    first.lines.extend(second.lines);
    first.faults.extend(second.faults.into_iter().map(|(at, fault)| (at + rows, fault)));
    Ok(first)
}

/// The rows before the last ones, and those.
fn cut(chunk: Chunk, last: usize) -> (Chunk, Chunk) {
    let whole = chunk.batch.num_rows() - last;
    let slice = |from, length| -> RecordBatch { chunk.batch.slice(from, length) };
    let (mut faults, mut lines) = (chunk.faults.clone(), chunk.lines.clone());
    let later = faults.split_off(&whole);
    let rest = if lines.is_empty() { Vec::new() } else { lines.split_off(whole) };
    let held = Chunk {
        batch: slice(whole, last),
        first_row: chunk.first_row + whole as u64,
        lines: rest,
        faults: later.into_iter().map(|(at, fault)| (at - whole, fault)).collect(),
    };
    (Chunk { batch: slice(0, whole), first_row: chunk.first_row, lines, faults }, held)
}
