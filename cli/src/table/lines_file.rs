//! JSON Lines in and out.

use super::{CHUNK_BYTES, CHUNK_ROWS, cell, unreadable, unwritable};
use arrow_array::RecordBatch;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use tipicidad::error::Error;
use tipicidad::facts::{Json, MAX_BYTES};

/// A file of JSON lines being read.
pub struct LinesFile {
    path: PathBuf,
    reader: BufReader<File>,
    line: u64,
    bytes: u64,
    next_row: u64,
}

/// Lines that follow one another.
pub struct LinesChunk {
    /// Each as read.
    pub texts: Vec<String>,
    /// Each as JSON, or what is wrong with it.
    pub read: Vec<Result<Json, Error>>,
    /// Their numbers, from 1.
    pub lines: Vec<u64>,
    /// The place of the first among the rows, from 0.
    pub first_row: u64,
}

impl LinesFile {
    /// Opens a file.
    pub fn open(path: &Path) -> Result<LinesFile, Error> {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        Ok(LinesFile { path: path.to_owned(), reader: BufReader::new(file), line: 0, bytes: 0, next_row: 0 })
    }
    /// How many bytes have been read.
    pub fn done(&self) -> u64 {
        self.bytes
    }
    /// The next lines; empty lines are no rows.
    pub fn chunk(&mut self) -> Result<Option<LinesChunk>, Error> {
        let mut chunk = LinesChunk { texts: Vec::new(), read: Vec::new(), lines: Vec::new(), first_row: self.next_row };
        let mut bytes = 0;
        while chunk.texts.len() < CHUNK_ROWS && bytes < CHUNK_BYTES {
            let Some(line) = self.next_line()? else { break };
            let line = if self.line == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line) } else { &line };
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            bytes += line.len();
            // Its own line is said by the row: what is read is always the first line of a text.
            chunk.read.push(Json::read(line).map_err(|error| Error { line: None, column: None, ..error }));
            chunk.texts.push(String::from_utf8_lossy(line).into_owned());
            chunk.lines.push(self.line);
        }
        self.next_row += chunk.texts.len() as u64;
        Ok((!chunk.texts.is_empty()).then_some(chunk))
    }
    /// The next line; of one that is too long no more than shows that it is.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let mut line = Vec::new();
        let most = MAX_BYTES as u64 + 2;
        let wrong = |error: std::io::Error| unreadable(&self.path, &error);
        let mut read = (&mut self.reader).take(most).read_until(b'\n', &mut line).map_err(wrong)? as u64;
        if read == 0 {
            return Ok(None);
        }
        let mut rest = Vec::new();
        while read >= most && !line.ends_with(b"\n") && !rest.ends_with(b"\n") {
            rest.clear();
            let more = (&mut self.reader).take(most).read_until(b'\n', &mut rest).map_err(wrong)? as u64;
            read += more;
            if more == 0 {
                break;
            }
        }
        self.line += 1;
        self.bytes += read;
        Ok(Some(line))
    }
}

/// A file of JSON lines being written.
pub struct LinesOut {
    path: PathBuf,
    writer: BufWriter<File>,
}

impl LinesOut {
    /// Begins a file.
    pub fn new(path: &Path, file: File) -> LinesOut {
        LinesOut { path: path.to_owned(), writer: BufWriter::new(file) }
    }
    /// Adds rows.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let schema = batch.schema();
        let keys: Vec<String> = schema.fields().iter().map(|field| Json::Text(field.name().clone()).text()).collect();
        for row in 0..batch.num_rows() {
            let mut entries = Vec::with_capacity(keys.len());
            for ((field, column), key) in schema.fields().iter().zip(batch.columns()).zip(&keys) {
                entries.push(format!("{key}:{}", cell::json(column.as_ref(), row, field)?));
            }
            self.line(&format!("{{{}}}", entries.join(",")))?;
        }
        Ok(())
    }
    /// Adds one line.
    pub fn line(&mut self, line: &str) -> Result<(), Error> {
        writeln!(self.writer, "{line}").map_err(|error| unwritable(&self.path, &error))
    }
    /// Ends the file.
    pub fn finish(mut self) -> Result<(), Error> {
        self.writer.flush().map_err(|error| unwritable(&self.path, &error))
    }
}
