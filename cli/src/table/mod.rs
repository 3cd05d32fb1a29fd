//! Tables on disk: read in chunks, written as they come.

mod cell;
mod csv_file;
mod lines_file;
mod parquet_file;
mod place;
mod progress;
mod rejects;
mod sink;
mod source;

pub use lines_file::LinesFile;
pub use place::Place;
pub use progress::Progress;
pub use rejects::{rejected_line, rejected_rows, rejected_schema};
pub use sink::Sink;
pub use source::{Source, Whole};

use std::path::Path;
use tipicidad::error::Error;

/// The rows that are read and answered at once: what bounds the memory.
pub const CHUNK_ROWS: usize = 4096;
/// The bytes of text after which a chunk is full, however few its rows.
pub const CHUNK_BYTES: usize = 16 * 1024 * 1024;

/// The formats of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated, with a header.
    Csv,
    /// A JSON object a line.
    Lines,
    /// Parquet.
    Parquet,
}

impl Form {
    /// The format that a file's name says.
    pub fn of(path: &Path) -> Result<Form, Error> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(Form::Csv),
            Some("jsonl" | "ndjson") => Ok(Form::Lines),
            Some("parquet") => Ok(Form::Parquet),
            _ => {
                let message = format!("`{}` does not say which format it has", path.display());
                Err(Error::new("table.format", message)
                    .expected("a name that ends in .csv, .jsonl, .ndjson or .parquet"))
            }
        }
    }
}

/// A file that cannot be written.
pub fn unwritable(path: &Path, error: &impl std::fmt::Display) -> Error {
    Error {
        file: Some(path.display().to_string()),
        ..Error::new("file.write", format!("`{}` cannot be written: {error}", path.display()))
    }
}

/// A file that cannot be read as what its name says.
pub fn unreadable(path: &Path, error: &impl std::fmt::Display) -> Error {
    Error {
        file: Some(path.display().to_string()),
        ..Error::new("file.read", format!("`{}` cannot be read: {error}", path.display()))
    }
}
