//! CSV in and out.

use super::{CHUNK_BYTES, CHUNK_ROWS, cell, unreadable, unwritable};
use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use csv::{ByteRecord, Reader, ReaderBuilder, Writer};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use tipicidad::error::Error;
use tipicidad::tables::Chunk;

/// The longest row that is read, in bytes: one that a quote opens and none closes would be the rest of the file.
const MAX_ROW_BYTES: usize = CHUNK_BYTES;

/// A file of which only so many bytes are read until it is allowed more.
struct Rationed {
    file: BufReader<File>,
    allowed: Rc<Cell<usize>>,
}

impl Read for Rationed {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        match self.allowed.get().checked_sub(read) {
            Some(left) => self.allowed.set(left),
            None => return Err(std::io::Error::other(format!("a row is longer than {MAX_ROW_BYTES} bytes"))),
        }
        Ok(read)
    }
}

/// A CSV file being read.
pub struct CsvIn {
    path: PathBuf,
    reader: Reader<Rationed>,
    /// What may be read until the next row is whole.
    allowed: Rc<Cell<usize>>,
    schema: SchemaRef,
    record: ByteRecord,
    next_row: u64,
}

impl CsvIn {
    /// Opens a file and reads its header.
    pub fn open(path: &Path) -> Result<CsvIn, Error> {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        // Rows of another length are told apart below, so that one of them does not end the work.
        let allowed = Rc::new(Cell::new(MAX_ROW_BYTES));
        let file = Rationed { file: BufReader::new(file), allowed: Rc::clone(&allowed) };
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
        let header = reader.byte_headers().map_err(|error| unreadable(path, &error))?;
        let mut fields = Vec::new();
        for (at, name) in header.iter().enumerate() {
            let name = std::str::from_utf8(name).map_err(|error| unreadable(path, &error))?;
            let name = if at == 0 { name.trim_start_matches('\u{feff}') } else { name };
            fields.push(Field::new(name.trim(), DataType::Utf8, true));
        }
        if fields.is_empty() {
            return Err(unreadable(path, &"it has no header"));
        }
        let schema = Arc::new(Schema::new(fields));
        Ok(CsvIn { path: path.to_owned(), reader, allowed, schema, record: ByteRecord::new(), next_row: 0 })
    }
    /// The columns, all of text.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
    /// How many bytes have been read.
    pub fn done(&self) -> u64 {
        self.reader.position().byte()
    }
    /// The next rows.
    pub fn chunk(&mut self) -> Result<Option<Chunk>, Error> {
        let width = self.schema.fields().len();
        let mut columns: Vec<StringBuilder> = (0..width).map(|_| StringBuilder::new()).collect();
        let (mut lines, mut faults, mut bytes) = (Vec::new(), BTreeMap::new(), 0);
        while lines.len() < CHUNK_ROWS && bytes < CHUNK_BYTES {
            self.allowed.set(MAX_ROW_BYTES);
            if !self.reader.read_byte_record(&mut self.record).map_err(|error| unreadable(&self.path, &error))? {
                break;
            }
            let row = lines.len();
            lines.push(self.record.position().map_or(0, csv::Position::line));
            bytes += self.record.as_slice().len();
            if self.record.len() != width {
                let message = format!("the row has {} fields, the header {width}", self.record.len());
                faults.insert(row, Error::new("table.fields", message));
            }
            for (at, column) in columns.iter_mut().enumerate() {
                let cell = self.record.get(at).unwrap_or_default();
                let text = std::str::from_utf8(cell).unwrap_or_else(|_| {
                    let name = self.schema.field(at).name();
                    let error = Error::new("table.utf8", format!("the cell of `{name}` is not valid UTF-8")).at(name);
                    faults.entry(row).or_insert(error);
                    ""
                });
                column.append_option(Some(text).filter(|text| !text.is_empty()));
            }
        }
        if lines.is_empty() {
            return Ok(None);
        }
        let arrays = columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(lines.len()));
        let batch = RecordBatch::try_new_with_options(self.schema(), arrays, &options);
        let batch = batch.map_err(|error| unreadable(&self.path, &error))?;
        let first_row = self.next_row;
        self.next_row += lines.len() as u64;
        Ok(Some(Chunk { batch, first_row, lines, faults }))
    }
}

/// A CSV file being written.
pub struct CsvOut {
    path: PathBuf,
    writer: Writer<BufWriter<File>>,
}

impl CsvOut {
    /// Begins a file with its header.
    pub fn new(path: &Path, file: File, schema: &Schema) -> Result<CsvOut, Error> {
        let mut writer = Writer::from_writer(BufWriter::new(file));
        let header = schema.fields().iter().map(|field| field.name());
        writer.write_record(header).map_err(|error| unwritable(path, &error))?;
        Ok(CsvOut { path: path.to_owned(), writer })
    }
    /// Adds rows.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let schema = batch.schema();
        for row in 0..batch.num_rows() {
            for (field, column) in schema.fields().iter().zip(batch.columns()) {
                let text = cell::flat(column.as_ref(), row, field)?;
                self.writer.write_field(text).map_err(|error| unwritable(&self.path, &error))?;
            }
            self.writer.write_record(None::<&[u8]>).map_err(|error| unwritable(&self.path, &error))?;
        }
        Ok(())
    }
    /// Ends the file.
    pub fn finish(mut self) -> Result<(), Error> {
        self.writer.flush().map_err(|error| unwritable(&self.path, &error))
    }
}
