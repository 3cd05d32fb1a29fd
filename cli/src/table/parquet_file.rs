//! Parquet in and out.

use super::cell::{plain_batch, plain_schema};
use super::{CHUNK_ROWS, unreadable, unwritable};
use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tipicidad::error::Error;
use tipicidad::tables::{Chunk, METADATA_KEY};

/// The rows that are held in memory before they are written.
const GROUP_ROWS: usize = 65_536;

/// A Parquet file being read.
pub struct ParquetIn {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    schema: SchemaRef,
    next_row: u64,
    /// How many rows there are.
    pub rows: u64,
}

impl ParquetIn {
    /// Opens a file and reads its schema.
    pub fn open(path: &Path) -> Result<ParquetIn, Error> {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| unreadable(path, &error))?;
        let rows = u64::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or_default();
        let schema = builder.schema().clone();
        let reader = builder.with_batch_size(CHUNK_ROWS).build().map_err(|error| unreadable(path, &error))?;
        Ok(ParquetIn { path: path.to_owned(), reader, schema, next_row: 0, rows })
    }
    /// Its columns.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
    /// How many rows have been read.
    pub fn done(&self) -> u64 {
        self.next_row
    }
    /// The next rows.
    pub fn chunk(&mut self) -> Result<Option<Chunk>, Error> {
        let Some(batch) = self.reader.next() else { return Ok(None) };
        let batch = batch.map_err(|error| unreadable(&self.path, &error))?;
        let first_row = self.next_row;
        self.next_row += batch.num_rows() as u64;
        Ok(Some(Chunk::new(batch, first_row)))
    }
}

/// A Parquet file being written.
pub struct ParquetOut {
    path: PathBuf,
    writer: ArrowWriter<File>,
}

impl ParquetOut {
    /// Begins a file.
    pub fn new(path: &Path, file: File, schema: &Schema) -> Result<ParquetOut, Error> {
        let entry = |text: &String| KeyValue::new(METADATA_KEY.to_owned(), text.clone());
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_key_value_metadata(schema.metadata().get(METADATA_KEY).map(|text| vec![entry(text)]))
            .build();
        let writer = ArrowWriter::try_new(file, Arc::new(plain_schema(schema)), Some(properties));
        Ok(ParquetOut { path: path.to_owned(), writer: writer.map_err(|error| unwritable(path, &error))? })
    }
    /// Adds rows.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let batch = plain_batch(batch).map_err(|error| unwritable(&self.path, &error))?;
        self.writer.write(&batch).map_err(|error| unwritable(&self.path, &error))
    }
    /// Ends the file.
    pub fn finish(self) -> Result<(), Error> {
        self.writer.close().map(|_| ()).map_err(|error| unwritable(&self.path, &error))
    }
}
