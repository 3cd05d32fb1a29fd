//! A table: columns checked once, batches answered one after another.

use super::answer::{Answer, Depth};
use super::batch::{Chunk, Classified, RowError};
use super::cells::{json, text};
use super::columns::{Input, Inputs};
use super::encode::{Cell, Coded};
use super::metadata::metadata;
use super::options::{OnError, TableOptions};
use super::output::{Carried, Line, Output, arrow};
use super::rows::{Named, among, each, of_case, row_of};
use super::view::{Seen, Sources};
use crate::Law;
use crate::error::Error;
use crate::facts::{Column, Json, MAX_COUNTS, RowOptions, Slot, check_readings};
use crate::sliced::{BLOCK_ROWS, Sieve};
use arrow_array::{Array, ArrayRef, RecordBatch, UInt64Array};
use arrow_schema::{Schema, SchemaRef};
use arrow_select::take::take;
use std::ops::Range;

/// A table whose columns are checked, ready to answer batches.
#[derive(Debug)]
pub struct Table<'l> {
    law: &'l Law,
    schema: Schema,
    inputs: Inputs,
    output: Output,
    rows: RowOptions,
    depth: Depth,
    by_case: bool,
    on_error: OnError,
    /// How every fact stands that no column gives.
    absent: Vec<Slot>,
    sources: Sources,
    sieve: Sieve,
    /// Whether a row in which no offence may stand is answered without being read as a case: the places of the columns that
    /// must be empty in it.
    plain: Option<Vec<usize>>,
}

/// What became of each row of a chunk.
pub(super) type Outcomes = Vec<Result<Vec<Answer>, Error>>;

impl<'l> Table<'l> {
    pub(super) fn new(law: &'l Law, schema: &Schema, options: &TableOptions) -> Result<Table<'l>, Error> {
        check_readings(law.model(), &options.readings)?;
        let inputs = Inputs::new(law.model(), law.names(), schema, options)?;
        if options.by_case && inputs.case.is_none() {
            let error =
                Error::new("table.unknown_column", "rows are joined by the column `case`, but the table has none");
            return Err(error.hint("add a column `case`, or judge each row alone"));
        }
        let field = |at: &usize| schema.fields()[*at].clone();
        let carried = Carried {
            kept: inputs.kept.iter().map(field).collect(),
            case: inputs.case.as_ref().map(field),
            ids: inputs.ids,
        };
        let rows = options.rows();
        let absent = law.absent(&rows);
        let crossing = || inputs.read.iter().enumerate().filter(|(_, input)| input.crosses(law.model()));
        let dated = crossing().any(|(_, input)| matches!(input.column, Column::AsOf | Column::ClosedWorld));
        let plain = (rows.as_of.is_some() && !dated).then(|| crossing().map(|(at, _)| at).collect());
        Ok(Table {
            law,
            sources: Sources::new(law.model(), &inputs, &absent, rows.closed_world),
            absent,
            sieve: Sieve::new(law.model(), law.circuit()),
            plain,
            schema: schema.clone(),
            output: Output::new(&carried, options, metadata(law, options))?,
            inputs,
            rows,
            depth: depth(options),
            by_case: options.by_case,
            on_error: options.on_error,
        })
    }

    /// The columns of the answers.
    pub fn output_schema(&self) -> SchemaRef {
        self.output.schema.clone()
    }

    /// Answers a chunk.
    ///
    /// # Errors
    /// The first row that cannot be read, when that ends the work; a batch of another schema.
    pub fn classify(&self, chunk: &Chunk) -> Result<Classified, Error> {
        let batch = &chunk.batch;
        if batch.schema().fields() != self.schema.fields() {
            return Err(Error::new("table.batch", "the batch does not have the columns of the table"));
        }
        let outcomes = if self.by_case { self.joined(chunk) } else { self.each_alone(chunk) };
        let kept: Vec<&ArrayRef> = self.inputs.kept.iter().map(|at| batch.column(*at)).collect();
        let case = self.inputs.case.map(|at| batch.column(at));
        finish(&self.output, self.on_error, &outcomes, (chunk.first_row, &chunk.lines), |rows| {
            let carry = |array: &ArrayRef| take(array.as_ref(), rows, None).map_err(|error| arrow(&error));
            Ok((kept.iter().map(|array| carry(array)).collect::<Result<_, _>>()?, case.map(carry).transpose()?))
        })
    }

    /// How many rows at the end of a batch belong to a case that the next batch may go on with.
    pub fn unfinished(&self, batch: &RecordBatch) -> usize {
        let Some(case) = self.inputs.case.filter(|_| self.by_case).and_then(|at| batch.columns().get(at)) else {
            return 0;
        };
        let rows = batch.num_rows();
        let from = spans(case, rows).last().map_or(rows, |span| span.start);
        // A case of more rows than are read at all does not wait for its end.
        if rows - from > MAX_COUNTS { 0 } else { rows - from }
    }

    fn cells(&self, batch: &RecordBatch, row: usize) -> Result<Vec<Json>, Error> {
        self.inputs.read.iter().map(|input| json(batch.column(input.at), input.cells, row, &input.name)).collect()
    }
    fn named<'a>(&'a self, cells: &'a [Json]) -> impl Iterator<Item = Named<'a>> {
        self.inputs.read.iter().zip(cells).map(|(input, json)| (input.column.clone(), input.name.as_str(), json))
    }

    /// Every row judged alone, over the offences that may stand in it.
    fn each_alone(&self, chunk: &Chunk) -> Outcomes {
        let model = self.law.model();
        let (rows, read) = (chunk.batch.num_rows(), &self.inputs.read);
        let columns = each(read.len(), |at| Coded::of(model, &chunk.batch, &read[at]));
        let seen = Seen::new(model, &self.sources, &columns);
        let blocks = each(rows.div_ceil(BLOCK_ROWS), |at| {
            let block = at * BLOCK_ROWS..rows.min((at + 1) * BLOCK_ROWS);
            let may = self.sieve.sift(&seen.days(&block), |atom| seen.atom(atom, &block));
            let judged = block.zip(may).map(|(row, may)| self.row(chunk, &columns, row, &may));
            judged.collect::<Outcomes>()
        });
        blocks.into_iter().flatten().collect()
    }

    /// A row judged over some offences.
    fn row(&self, chunk: &Chunk, columns: &[Option<Coded>], row: usize, may: &[usize]) -> Result<Vec<Answer>, Error> {
        if let Some(fault) = chunk.faults.get(&row) {
            return Err(fault.clone());
        }
        let coded = |at: usize| columns[at].as_ref().map(|coded: &Coded| coded.cell(row));
        for at in 0..columns.len() {
            if let Some(Cell::Wrong(error)) = coded(at) {
                return Err(error.clone());
            }
        }
        let read = || self.inputs.read.iter().enumerate();
        let empty = |at: &usize| chunk.batch.column(self.inputs.read[*at].at).is_null(row);
        if self.depth == Depth::Match && may.is_empty() && self.plain.as_ref().is_some_and(|own| own.iter().all(empty))
        {
            return Ok(vec![self.nothing(chunk, row)]);
        }
        let facts = read().filter_map(|(at, input)| match (&input.column, coded(at)) {
            (Column::Fact(ix), Some(Cell::Fact(decoded))) => Some((*ix, decoded.clone())),
            _ => None,
        });
        let others: Vec<(&Input, Json)> = read()
            .filter(|(_, input)| !matches!(input.column, Column::Fact(_)))
            .map(|(_, input)| Ok((input, json(chunk.batch.column(input.at), input.cells, row, &input.name)?)))
            .collect::<Result<_, Error>>()?;
        let cells = others.iter().map(|(input, json)| (input.column.clone(), input.name.as_str(), json));
        let case = self.law.read_decoded(cells, facts, &self.rows, &self.absent)?;
        Ok(among(self.law, &case, self.depth, may))
    }

    /// The answer to a row in which no offence stands.
    fn nothing(&self, chunk: &Chunk, row: usize) -> Answer {
        let mut answer = Answer::default();
        for input in &self.inputs.read {
            let id = match input.column {
                Column::Accused => 0,
                Column::Act => 1,
                Column::Victim => 2,
                _ => continue,
            };
            let name = text(chunk.batch.column(input.at).as_ref(), row);
            answer.ids[id] = name.filter(|name| !matches!(*name, "" | "null")).map(str::to_owned);
        }
        answer
    }

    /// Rows of one case, where they follow one another, judged together.
    fn joined(&self, chunk: &Chunk) -> Outcomes {
        let Some(case) = self.inputs.case else { return self.each_alone(chunk) };
        let spans = spans(chunk.batch.column(case), chunk.batch.num_rows());
        each(spans.len(), |at| self.together(chunk, spans[at].clone())).into_iter().flatten().collect()
    }

    fn together(&self, chunk: &Chunk, span: Range<usize>) -> Outcomes {
        let length = span.len();
        let judged = || -> Result<Vec<Answer>, (Option<usize>, Error)> {
            if length > MAX_COUNTS {
                let message = format!("a case has {length} rows; at most {MAX_COUNTS} are joined");
                return Err((None, Error::new("table.case_rows", message).at("case")));
            }
            let mut cells = Vec::with_capacity(length);
            for row in span.clone() {
                let read =
                    chunk.faults.get(&row).map_or_else(|| self.cells(&chunk.batch, row), |fault| Err(fault.clone()));
                cells.push(read.map_err(|error| (Some(row - span.start), error))?);
            }
            let case = self.law.read_joined(cells.iter().map(|cells| self.named(cells)), &self.rows).map_err(row_of)?;
            Ok(of_case(self.law, &case, self.depth))
        };
        match judged() {
            Ok(answers) => answers.into_iter().map(|answer| Ok(vec![answer])).collect(),
            Err((own, error)) => (0..length)
                .map(|at| match own {
                    Some(own) if own != at => Err(Error::new(
                        "table.case_rejected",
                        "another row of the case is wrong, so the case is not judged",
                    )
                    .at("case")),
                    _ => Err(error.clone()),
                })
                .collect(),
        }
    }
}

/// How much of each verdict the options ask for.
pub(super) fn depth(options: &TableOptions) -> Depth {
    match (options.per_charge, options.match_only) {
        (true, _) => Depth::Charges,
        (false, true) => Depth::Match,
        (false, false) => Depth::Leading,
    }
}

/// The rows of each case; a row without one stands alone.
fn spans(case: &ArrayRef, rows: usize) -> Vec<Range<usize>> {
    let name = |row| text(case.as_ref(), row).filter(|name| !matches!(*name, "" | "null"));
    let mut spans: Vec<Range<usize>> = Vec::new();
    for row in 0..rows.min(case.len()) {
        match spans.last_mut() {
            Some(span) if name(row).is_some() && name(span.start) == name(row) => span.end = row + 1,
            _ => spans.push(row..row + 1),
        }
    }
    spans
}

/// What of the input is carried to the answers: columns kept, and that of the case.
pub(super) type CarriedColumns = (Vec<ArrayRef>, Option<ArrayRef>);

/// Writes outcomes into the columns of the answers, and sets aside what the caller wants set aside.
pub(super) fn finish(
    output: &Output,
    on_error: OnError,
    outcomes: &Outcomes,
    (first_row, lines): (u64, &[u64]),
    carry: impl Fn(&UInt64Array) -> Result<CarriedColumns, Error>,
) -> Result<Classified, Error> {
    let (mut written, mut rows, mut rejected, mut answered) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (at, outcome) in outcomes.iter().enumerate() {
        let row = first_row.saturating_add(at as u64);
        let mut write = |said| {
            rows.push(at as u64);
            written.push(Line { row, said });
        };
        match outcome {
            Ok(answers) if output.long => {
                answers.iter().for_each(|a| a.charges.iter().for_each(|charge| write(Ok((a, Some(charge))))));
            }
            Ok(answers) => answers.iter().for_each(|answer| write(Ok((answer, answer.charges.first())))),
            Err(error) => match on_error {
                OnError::Stop => return Err(RowError::new(at, first_row, lines, error.clone()).located()),
                OnError::Null => write(Err(error)),
                OnError::Reject => {
                    rejected.push(RowError::new(at, first_row, lines, error.clone()));
                    continue;
                }
            },
        }
        answered += 1;
    }
    let (kept, case) = carry(&UInt64Array::from(rows))?;
    let answers = output.batch(&written, kept, case.as_ref())?;
    Ok(Classified { answers, answered, rejected })
}
