//! Tables: batches of Arrow in, batches of Arrow out, a chunk at a time so that Python may look up in between.

use crate::case::today;
use crate::errors::About;
use crate::value::day;
use arrow_array::cast::AsArray;
use arrow_array::{
    AnyDictionaryArray, Array, ArrayRef, ArrowPrimitiveType, PrimitiveArray, RecordBatch, RecordBatchOptions,
    RecordBatchReader, downcast_integer_array,
};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use arrow_select::concat::concat_batches;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use pyo3_arrow::input::AnyRecordBatch;
use rayon::{ThreadPool, ThreadPoolBuilder};
use self_cell::self_cell;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tipicidad::Error;
use tipicidad::tables::{Chunk, OnError, RowError, Table, TableOptions};
use tipicidad_cli::Rules;

/// The rows of the first chunk, and the fewest and most of a later one.
const FIRST_ROWS: usize = 4096;
const FEWEST_ROWS: usize = 512;
const MOST_ROWS: usize = 262_144;
/// How long a chunk should take: so long Ctrl-C waits.
const PATIENCE: Duration = Duration::from_millis(200);

/// How a table is to be classified, as Python says it.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Options<'py> {
    as_of: Option<Bound<'py, PyAny>>,
    readings: Vec<(String, String)>,
    closed_world: bool,
    columns: Option<Vec<String>>,
    keep: Vec<String>,
    match_only: bool,
    per_charge: bool,
    by_case: bool,
    on_error: String,
    threads: Option<usize>,
}

impl Options<'_> {
    fn read(self, py: Python<'_>) -> PyResult<TableOptions> {
        let day = |own: Option<Bound<'_, PyAny>>| own.map(|own| day(&own, "as_of")).transpose();
        let raise = |failed: crate::value::Failed| failed.raise(py, About::Table);
        let as_of = day(self.as_of).map_err(raise)?;
        Ok(TableOptions {
            today: if as_of.is_none() { Some(today(py).map_err(raise)?) } else { None },
            as_of,
            closed_world: self.closed_world,
            readings: self.readings,
            match_only: self.match_only,
            columns: self.columns,
            per_charge: self.per_charge,
            by_case: self.by_case,
            keep: self.keep,
            on_error: match self.on_error.as_str() {
                "null" => OnError::Null,
                "collect" => OnError::Reject,
                _ => OnError::Stop,
            },
        })
    }
}

self_cell!(
    /// A table and the law it is judged by.
    struct Judge {
        owner: Arc<Rules>,
        #[covariant]
        dependent: Table,
    }
);

/// A table being classified.
#[pyclass(frozen, module = "tipicidad._native")]
pub struct Work {
    schema: SchemaRef,
    state: Mutex<State>,
}

struct State {
    judge: Judge,
    pool: ThreadPool,
    source: Source,
    /// The rows of the next chunk.
    rows: usize,
    /// The place of its first row.
    first_row: u64,
    answers: Vec<RecordBatch>,
    rejected: Vec<RowError>,
}

impl Work {
    /// Checks the columns of a table and makes ready.
    pub fn begin(py: Python<'_>, rules: Arc<Rules>, table: &Bound<'_, PyAny>, options: Options<'_>) -> PyResult<Work> {
        let threads = options.threads.unwrap_or(0);
        let options = options.read(py)?;
        let reader = table.extract::<AnyRecordBatch>().and_then(AnyRecordBatch::into_reader).map_err(|raised| {
            let message = format!("the table cannot be read as Arrow: {}", raised.value(py));
            About::Table.raise(py, &Error::new("table.format", message))
        })?;
        // Without the metadata of its maker: pandas leaves a description of the frame there.
        let schema = Arc::new(Schema::new(reader.schema().fields().clone()));
        py.detach(|| {
            let judge = Judge::try_new(rules, |rules| rules.table(&schema, &options))?;
            // Threads of its own: a pool for the process would not be there in a child that the process forks.
            let pool = ThreadPoolBuilder::new().num_threads(threads).build();
            let pool =
                pool.map_err(|error| Error::new("table.batch", format!("threads cannot be started: {error}")))?;
            let answers = judge.borrow_dependent().output_schema();
            let source = Source { reader: Some(reader), schema, held: None };
            let state =
                State { judge, pool, source, rows: FIRST_ROWS, first_row: 0, answers: vec![], rejected: vec![] };
            Ok(Work { schema: answers, state: Mutex::new(state) })
        })
        .map_err(|error: Error| About::Table.raise(py, &error))
    }
}

#[pymethods]
impl Work {
    /// Answers the next rows and says how many they were; `None`: there are no more.
    fn step(&self, py: Python<'_>) -> PyResult<Option<usize>> {
        let stepped = py.detach(|| match self.state.try_lock() {
            Ok(mut state) => Some(state.step()),
            Err(_) => None,
        });
        match stepped {
            Some(done) => done.map_err(|error| About::Table.raise(py, &error)),
            None => Err(PyRuntimeError::new_err("the table is being classified in another thread")),
        }
    }
    /// The answers since they were last taken.
    fn take(&self) -> PyResult<Answers> {
        let mut state = self.state.try_lock().map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        Ok(Answers { schema: Arc::clone(&self.schema), batches: std::mem::take(&mut state.answers) })
    }
    /// The rows set aside since they were last taken: place, column, code and message of each.
    fn rejected(&self) -> PyResult<Vec<(u64, Option<String>, String, String)>> {
        let mut state = self.state.try_lock().map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        let told = |row: RowError| (row.row, row.column, row.error.code.to_owned(), row.error.message);
        Ok(std::mem::take(&mut state.rejected).into_iter().map(told).collect())
    }
}

impl State {
    fn step(&mut self) -> Result<Option<usize>, Error> {
        let table = self.judge.borrow_dependent();
        let Some(batch) = self.source.next(self.rows, table)? else { return Ok(None) };
        let rows = batch.num_rows();
        let since = Instant::now();
        let chunk = Chunk::new(batch, self.first_row);
        let found = self.pool.install(|| table.classify(&chunk))?;
        // Chunks grow and shrink towards what takes the time that a person is willing to wait.
        let took = since.elapsed().max(Duration::from_micros(1));
        let fits = u128::try_from(rows).unwrap_or(1) * PATIENCE.as_micros() / took.as_micros().max(1);
        let fits = usize::try_from(fits).unwrap_or(MOST_ROWS);
        self.rows = fits.clamp(rows / 4, rows.saturating_mul(4)).clamp(FEWEST_ROWS, MOST_ROWS);
        self.first_row += rows as u64;
        if found.answers.num_rows() > 0 {
            self.answers.push(found.answers);
        }
        self.rejected.extend(found.rejected);
        Ok(Some(rows))
    }
}

/// The rows that come in.
struct Source {
    /// `None`: there are no more; whoever made the stream may then go on with other work.
    reader: Option<Box<dyn RecordBatchReader + Send>>,
    schema: SchemaRef,
    /// Rows that were read and not yet handed out.
    held: Option<RecordBatch>,
}

impl Source {
    /// The next rows, about so many. Rows of a case that goes on are not cut from it.
    fn next(&mut self, rows: usize, table: &Table<'_>) -> Result<Option<RecordBatch>, Error> {
        loop {
            let Some(held) = self.held.take() else {
                match self.read()? {
                    Some(batch) => self.held = Some(batch),
                    None => return Ok(None),
                }
                continue;
            };
            let length = held.num_rows();
            let mut cut = rows.min(length);
            let unfinished = table.unfinished(&held.slice(0, cut));
            if unfinished > 0 && cut < length {
                cut = length;
            }
            let rest = if cut == length && self.reader.is_some() { table.unfinished(&held) } else { 0 };
            if rest > 0 {
                self.held = Some(held);
                self.join()?;
                continue;
            }
            if cut < length {
                self.held = Some(held.slice(cut, length - cut));
            }
            return Ok(Some(held.slice(0, cut)));
        }
    }
    /// Reads a batch and puts it after the rows that are held.
    fn join(&mut self) -> Result<(), Error> {
        let Some(next) = self.read()? else { return Ok(()) };
        if let Some(held) = self.held.take() {
            let joined = concat_batches(&self.schema, [&held, &next]);
            self.held = Some(joined.map_err(|error| unreadable(&error))?);
        }
        Ok(())
    }
    /// The next batch that has rows.
    fn read(&mut self) -> Result<Option<RecordBatch>, Error> {
        while let Some(reader) = &mut self.reader {
            let Some(batch) = reader.next() else {
                self.reader = None;
                break;
            };
            let batch = batch.map_err(|error| unreadable(&error))?;
            if batch.num_rows() > 0 {
                checked(&batch)?;
                let rows = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
                let own = RecordBatch::try_new_with_options(Arc::clone(&self.schema), batch.columns().to_vec(), &rows);
                return own.map(Some).map_err(|error| unreadable(&error));
            }
        }
        Ok(None)
    }
}

/// Refuses columns whose buffers say what their type cannot: they come from outside, and nothing has looked at them yet.
fn checked(batch: &RecordBatch) -> Result<(), Error> {
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        if let Err(error) = sound(column) {
            let text = matches!(field.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
                || column.as_any_dictionary_opt().is_some();
            let code = if text { "table.utf8" } else { "table.batch" };
            let message = format!("the column `{}` does not hold what its type says: {error}", field.name());
            return Err(Error::new(code, message).at(format!("column {}", field.name())));
        }
    }
    Ok(())
}

/// Whether the buffers of a column hold what its type says.
fn sound(column: &ArrayRef) -> Result<(), ArrowError> {
    let data = column.to_data();
    match column.as_any_dictionary_opt().filter(|dictionary| dictionary.null_count() == 0) {
        // All at once, where each key is looked at one by one otherwise.
        Some(dictionary) if keys_within(dictionary) => {
            data.validate()?;
            dictionary.values().to_data().validate_full()
        }
        _ => data.validate_full(),
    }
}

/// Whether every key of a dictionary names one of its values.
fn keys_within(dictionary: &dyn AnyDictionaryArray) -> bool {
    fn all_below<T: ArrowPrimitiveType<Native: TryInto<usize> + Ord>>(keys: &PrimitiveArray<T>, values: usize) -> bool {
        let ends = [keys.values().iter().copied().min(), keys.values().iter().copied().max()];
        ends.into_iter().flatten().all(|key| key.try_into().is_ok_and(|key| key < values))
    }
    let (keys, values) = (dictionary.keys(), dictionary.values().len());
    downcast_integer_array!(
        keys => all_below(keys, values),
        _ => false
    )
}

fn unreadable(error: &dyn std::fmt::Display) -> Error {
    Error::new("table.batch", format!("the rows cannot be read: {error}"))
}

/// Answers, for whoever reads streams of Arrow.
#[pyclass(frozen, module = "tipicidad._native")]
pub struct Answers {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Answers {
    /// The answers through the C stream interface of Arrow; they may be read any number of times.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let table = PyTable::try_new(self.batches.clone(), Arc::clone(&self.schema))?;
        Bound::new(py, table)?.call_method1("__arrow_c_stream__", (requested_schema,))
    }
    /// The columns of the answers.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let table = PyTable::try_new(Vec::new(), Arc::clone(&self.schema))?;
        Bound::new(py, table)?.call_method0("__arrow_c_schema__")
    }
    /// How many rows there are.
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}
