//! A table being written.

use super::csv_file::CsvOut;
use super::lines_file::LinesOut;
use super::parquet_file::ParquetOut;
use super::{Form, Place};
use arrow_array::RecordBatch;
use arrow_schema::Schema;
use tipicidad::error::Error;

/// A table being written.
pub enum Sink {
    /// CSV.
    Csv(Box<CsvOut>),
    /// JSON Lines.
    Lines(LinesOut),
    /// Parquet.
    Parquet(Box<ParquetOut>),
}

impl Sink {
    /// Begins a file of the format that its name says.
    pub fn begin(place: &Place, schema: &Schema) -> Result<Sink, Error> {
        let (path, file) = (place.path(), place.create()?);
        Ok(match Form::of(path)? {
            Form::Csv => Sink::Csv(Box::new(CsvOut::new(path, file, schema)?)),
            Form::Lines => Sink::Lines(LinesOut::new(path, file)),
            Form::Parquet => Sink::Parquet(Box::new(ParquetOut::new(path, file, schema)?)),
        })
    }
    /// Adds rows.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        match self {
            Sink::Csv(file) => file.write(batch),
            Sink::Lines(file) => file.write(batch),
            Sink::Parquet(file) => file.write(batch),
        }
    }
    /// Adds a line; only JSON Lines have lines.
    pub fn line(&mut self, line: &str) -> Result<(), Error> {
        match self {
            Sink::Lines(file) => file.line(line),
            _ => Err(Error::new("table.format", "the rejects of JSON Lines are JSON Lines")),
        }
    }
    /// Ends the file.
    pub fn finish(self) -> Result<(), Error> {
        match self {
            Sink::Csv(file) => file.finish(),
            Sink::Lines(file) => file.finish(),
            Sink::Parquet(file) => file.finish(),
        }
    }
}
