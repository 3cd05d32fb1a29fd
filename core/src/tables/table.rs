//! A table: columns checked once, batches answered one after another.

use super::answer::{Answer, Depth, answers};
use super::batch::{Chunk, Classified, RowError};
use super::blocks::blocks_of;
use super::cells::{json, text};
use super::columns::{Input, Inputs};
use super::encode::{Cell, Coded};
use super::metadata::metadata;
use super::options::{OnError, TableOptions};
use super::output::{Carried, Line, Output, arrow};
use super::rows::{Named, each, of_case, row_of};
use super::view::{AtHand, Seen, Sources};
use crate::Law;
use crate::error::Error;
use crate::exact::Date;
use crate::facts::{Case, Column, Json, MAX_COUNTS, RowOptions, Slot, Truth, check_readings};
use crate::model::AtomIx;
use crate::packed::Str;
use crate::sliced::{BLOCK_ROWS, BLOCK_WORDS, Cone, Dim, Logic, Matcher, Run, Standing};
use arrow_array::{Array, ArrayRef, RecordBatch, UInt64Array};
use arrow_buffer::Buffer;
use arrow_schema::{Schema, SchemaRef};
use arrow_select::take::take;
use pulp::Arch;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The rows that one task answers.
pub(super) const TASK_ROWS: usize = 8 * BLOCK_ROWS;

/// A table whose columns are checked, ready to answer batches.
#[derive(Debug)]
pub struct Table<'l> {
    pub(super) law: &'l Law,
    schema: Schema,
    pub(super) inputs: Inputs,
    pub(super) output: Output,
    pub(super) rows: RowOptions,
    depth: Depth,
    by_case: bool,
    pub(super) on_error: OnError,
    /// How every fact stands that no column gives.
    absent: Vec<Slot>,
    pub(super) sources: Sources,
    /// What was found of charges that displace others: by their names, and by the span of days without change of the law.
    displaced: Mutex<FxHashMap<(usize, usize, usize), bool>>,
    /// The case of no count under the readings of the table.
    bare: Case,
    /// What the columns leave to be asked of a row.
    pub(super) matcher: Matcher,
    /// The place of the column with the day of the examination.
    pub(super) as_of: Option<usize>,
    /// Whether the planes may decide a row without its being read as a case: the places of the columns that must be empty in it.
    pub(super) plain: Option<Vec<usize>>,
    /// The columns of [`Table::made_out`].
    pub(super) made_out: OnceLock<SchemaRef>,
    /// What it answered with last: written anew when nobody holds it any more.
    pub(super) spare: Mutex<Option<Buffer>>,
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
        let crossing = || inputs.read.iter().enumerate().filter(|(_, input)| input.crosses(law.model(), &inputs.read));
        let opened = inputs.read.iter().any(|input| input.column == Column::ClosedWorld);
        let sources = Sources::new(law.model(), &inputs, &absent, rows.closed_world);
        let plain = (!opened).then(|| crossing().map(|(at, _)| at).filter(|at| !sources.computes(*at)).collect());
        let bare = bare(&rows);
        let in_group = |group: u32, version: u32, id: &str| law.in_group(&bare, (group, version), id);
        let matcher = law.matcher(|atom| sources.always(law.model(), atom, &in_group));
        Ok(Table {
            law,
            absent,
            sources,
            matcher,
            displaced: Mutex::default(),
            made_out: OnceLock::new(),
            spare: Mutex::default(),
            bare,
            as_of: inputs.read.iter().position(|input| input.column == Column::AsOf),
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
        self.check(chunk)?;
        let batch = &chunk.batch;
        let outcomes = match (self.by_case, self.depth) {
            (true, _) => self.joined(chunk),
            (false, Depth::Match) => {
                let found = self.matched(chunk);
                if found.errors.is_empty() {
                    return self.written(chunk, found);
                }
                self.outcomes(chunk, found)
            }
            (false, _) => self.each_alone(chunk),
        };
        let kept: Vec<&ArrayRef> = self.inputs.kept.iter().map(|at| batch.column(*at)).collect();
        let case = self.inputs.case.map(|at| batch.column(at));
        finish(&self.output, self.on_error, &outcomes, (chunk.first_row, &chunk.lines), |rows| {
            let carry = |array: &ArrayRef| take(array.as_ref(), rows, None).map_err(|error| arrow(&error));
            Ok((kept.iter().map(|array| carry(array)).collect::<Result<_, _>>()?, case.map(carry).transpose()?))
        })
    }

    /// Whether a chunk has the columns of the table.
    pub(super) fn check(&self, chunk: &Chunk) -> Result<(), Error> {
        if chunk.batch.schema().fields() == self.schema.fields() {
            return Ok(());
        }
        Err(Error::new("table.batch", "the batch does not have the columns of the table"))
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

    /// The columns of a chunk that are read, and those that are computed from them.
    pub(super) fn columns(&self, chunk: &Chunk) -> Vec<Option<Coded>> {
        let (model, read) = (self.law.model(), &self.inputs.read);
        let mut columns = each(read.len(), |at| Coded::of(model, &chunk.batch, &read[at]));
        let computed = self.sources.computed(model, &self.absent, &columns, chunk.batch.num_rows());
        columns.extend(computed);
        columns
    }
    /// A chunk as the planes see it.
    pub(super) fn seen<'c>(&self, columns: &'c [Option<Coded>]) -> Seen<'c> {
        self.seen_for(self.matcher.cone(), columns)
    }
    /// The same for what another cone asks.
    pub(super) fn seen_for<'c>(&self, cone: &Cone, columns: &'c [Option<Coded>]) -> Seen<'c> {
        let in_group = |group: u32, version: u32, id: &str| self.law.in_group(&self.bare, (group, version), id);
        Seen::new(self.law.model(), (&self.sources, cone), columns, &in_group)
    }
    /// What an atom says in every row, where no column decides it.
    pub(super) fn always(&self, atom: AtomIx) -> Option<Truth> {
        let in_group = |group: u32, version: u32, id: &str| self.law.in_group(&self.bare, (group, version), id);
        self.sources.always(self.law.model(), atom, &in_group)
    }

    /// Every row judged alone, over the offences that may stand in it.
    fn each_alone(&self, chunk: &Chunk) -> Outcomes {
        let rows = chunk.batch.num_rows();
        let columns = self.columns(chunk);
        let seen = self.seen(&columns);
        let tasks = each(rows.div_ceil(TASK_ROWS), |task| {
            let (mut run, mut at_hand): (Run<Dim<BLOCK_WORDS>>, AtHand) = Default::default();
            let mut outcomes: Outcomes = Vec::with_capacity(TASK_ROWS);
            for at in blocks_of(task, TASK_ROWS, rows) {
                self.standing(chunk, &seen, at, (&mut run, &mut at_hand), |from, standing| {
                    let here = BLOCK_ROWS.min(rows - from);
                    outcomes.extend((0..here).map(|row| {
                        let may = standing.may.iter().filter(|(_, plane)| plane.has(row));
                        let may: Vec<usize> = may.map(|(provision, _)| *provision).collect();
                        let case = self.read(chunk, &columns, from + row)?;
                        Ok(answers(self.law.evaluate_among(&case, &may), self.depth))
                    }));
                });
            }
            outcomes
        });
        tasks.into_iter().flatten().collect()
    }

    /// What the planes say of a block: calls `then` with its first row and what stands.
    pub(super) fn standing<L: Logic<BLOCK_WORDS>>(
        &self,
        chunk: &Chunk,
        seen: &Seen<'_>,
        at: usize,
        (run, at_hand): (&mut Run<L>, &mut AtHand),
        then: impl FnOnce(usize, Standing<'_, BLOCK_WORDS>),
    ) {
        let rows = BLOCK_ROWS.min(chunk.batch.num_rows() - at * BLOCK_ROWS);
        let (law, matcher) = (self.law, &self.matcher);
        let days = self.days_of(seen, at, rows);
        let block = self.block_of(chunk, seen, at, &days);
        let mut displaces = |over: &Str, under: &Str, day: i32| self.displaces(over, under, day);
        let standing = Arch::new().dispatch(|| {
            seen.take(at_hand, at, rows);
            matcher.run(run, |atom| seen.atom(atom, at_hand));
            matcher.sift((law.model(), law.index()), run, &block, &mut displaces)
        });
        then(at * BLOCK_ROWS, standing);
    }

    /// Whether a charge displaces another under the law of a day: found once for each span of days.
    fn displaces(&self, over: &Str, under: &Str, day: i32) -> bool {
        let Ok(day) = Date::from_days(day) else { return false };
        // The names are those of the matcher: their places tell them apart.
        let place = |name: &Str| name.as_ptr() as usize;
        let key = (place(over), place(under), self.law.index().conflict_span(day));
        let known = |found: &FxHashMap<_, bool>| found.get(&key).copied();
        let mut found = self.displaced.lock().unwrap_or_else(PoisonError::into_inner);
        known(&found).unwrap_or_else(|| {
            let answer = self.law.displaces(&self.bare, over, under, day);
            found.insert(key, answer);
            answer
        })
    }

    /// A row as a case.
    pub(super) fn read(&self, chunk: &Chunk, columns: &[Option<Coded>], row: usize) -> Result<Case, Error> {
        if let Some(fault) = chunk.faults.get(&row) {
            return Err(fault.clone());
        }
        let coded = |at: usize| columns[at].as_ref().map(|coded: &Coded| coded.cell(row));
        for at in 0..self.inputs.read.len() {
            if let Some(Cell::Wrong(error)) = coded(at).as_deref() {
                return Err(error.clone());
            }
        }
        let read = || self.inputs.read.iter().enumerate();
        let facts = read().filter_map(|(at, input)| match (&input.column, coded(at)?.into_owned()) {
            (Column::Fact(ix), Cell::Fact(decoded)) => Some((*ix, decoded)),
            _ => None,
        });
        let others: Vec<(&Input, Json)> = read()
            .filter(|(_, input)| !matches!(input.column, Column::Fact(_)))
            .map(|(_, input)| Ok((input, json(chunk.batch.column(input.at), input.cells, row, &input.name)?)))
            .collect::<Result<_, Error>>()?;
        let cells = others.iter().map(|(input, json)| (input.column.clone(), input.name.as_str(), json));
        self.law.read_decoded(cells, facts, &self.rows, &self.absent)
    }

    /// An error of a row with its place in the table.
    pub(super) fn located(&self, chunk: &Chunk, row: usize, error: Error) -> Error {
        RowError::new(row, chunk.first_row, &chunk.lines, error).located()
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

/// A case of no count, with the readings of a table.
fn bare(rows: &RowOptions) -> Case {
    Case {
        case: None,
        title: None,
        as_of: rows.as_of.unwrap_or(Date::MIN),
        readings: rows.readings.iter().map(|(name, value)| (name.into(), value.into())).collect(),
        counts: Vec::new(),
        joined: Vec::new(),
        requests: Vec::new(),
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
