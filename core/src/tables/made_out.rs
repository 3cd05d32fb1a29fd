//! Whether the elements of each offence are met in each row: the planes of the sliced runner, as columns.

use super::batch::Chunk;
use super::blocks::blocks_of;
use super::encode::Coded;
use super::options::OnError;
use super::output::arrow;
use super::rows::{each, each_of};
use super::table::Table;
use super::view::{AtHand, Seen, Sight};
use crate::error::Error;
use crate::facts::Truth;
use crate::sliced::{BLOCK_ROWS, BLOCK_WORDS, Cone, Dim, Logic, Plane, Planes, Run, Settled};
use arrow_array::{ArrayRef, BooleanArray, RecordBatch, RecordBatchOptions};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use pulp::Arch;
use std::sync::{Arc, PoisonError};

/// The rows that one task answers.
const TASK_ROWS: usize = 32 * BLOCK_ROWS;
/// Words by which the planes of an offence are kept apart, lest all of them fall on the same lines of the cache.
const APART: usize = 8;

/// The words of a task: by offence, those in which it is made out and those in which that is known.
type Words<'w> = Vec<&'w mut [u64]>;

/// Rows that the planes cannot decide: the place of an offence, and which rows of a block.
type Unclear = Vec<(usize, Plane)>;

impl Table<'_> {
    /// Whether each offence of the law is made out in each row by its elements and exceptions alone, under the law of the day
    /// of the act: true, false, or null where the facts leave it open. One column an offence, named by its id, in catalogue
    /// order. What excludes, displaces or replaces an offence is not asked; [`Table::classify`] does.
    ///
    /// Where the columns leave nothing unknown the answer has no validity bitmaps. Its memory is used again for the next one
    /// when it has been dropped by then.
    ///
    /// # Errors
    /// A batch of another schema; the first row that cannot be read, unless rows that cannot be read are answered with nulls.
    pub fn made_out(&self, chunk: &Chunk) -> Result<RecordBatch, Error> {
        self.check(chunk)?;
        let columns = self.columns(chunk);
        let seen = self.seen(&columns);
        if seen.sight() == Sight::Known
            && let Some(answer) = self.planes::<Plane, 1>(chunk, &columns, &seen)?
        {
            return Ok(answer);
        }
        let both = match seen.sight() {
            Sight::Dim => self.planes::<Dim<BLOCK_WORDS>, 2>(chunk, &columns, &seen),
            Sight::Known | Sight::Open => self.planes::<Planes, 2>(chunk, &columns, &seen),
        };
        both?.ok_or_else(|| Error::new("table.batch", "the planes of the batch cannot be made"))
    }

    /// The same in a logic, with one plane an offence, or with a second for what is known; `None`: one is not enough.
    fn planes<L: Logic<BLOCK_WORDS> + Send + Sync, const PLANES: usize>(
        &self,
        chunk: &Chunk,
        columns: &[Option<Coded>],
        seen: &Seen<'_>,
    ) -> Result<Option<RecordBatch>, Error> {
        let rows = chunk.batch.num_rows();
        let offences = self.law.offences().len();
        let stride = rows.div_ceil(BLOCK_ROWS) * BLOCK_WORDS + APART;
        let mut words = self.room(offences * PLANES * stride);
        let mut tasks: Vec<Words<'_>> = Vec::new();
        tasks.resize_with(rows.div_ceil(TASK_ROWS), || Vec::with_capacity(offences * PLANES));
        for plane in words.chunks_mut(stride) {
            let parts = plane[..stride - APART].chunks_mut(TASK_ROWS / BLOCK_ROWS * BLOCK_WORDS);
            tasks.iter_mut().zip(parts).for_each(|(task, part)| task.push(part));
        }
        let tasks = tasks.into_iter().enumerate().collect();
        let done = each_of(tasks, |(task, mut words)| self.task::<L, PLANES>(chunk, (columns, seen), task, &mut words));
        for task in done {
            if !task? {
                return Ok(None);
            }
        }
        self.columns_of(words, (rows, stride), PLANES).map(Some)
    }

    /// Some blocks that follow one another; whether the planes are enough to answer them.
    fn task<L: Logic<BLOCK_WORDS>, const PLANES: usize>(
        &self,
        chunk: &Chunk,
        (columns, seen): (&[Option<Coded>], &Seen<'_>),
        task: usize,
        words: &mut Words<'_>,
    ) -> Result<bool, Error> {
        let rows = chunk.batch.num_rows();
        let blocks = blocks_of(task, TASK_ROWS, rows);
        let first = blocks.start;
        let (mut run, mut at_hand): (Run<L>, AtHand) = Default::default();
        for at in blocks {
            let here = BLOCK_ROWS.min(rows - at * BLOCK_ROWS);
            let days = self.days_of(seen, at, here);
            let block = self.block_of(chunk, seen, at, &days);
            let own = (at - first) * BLOCK_WORDS..(at - first + 1) * BLOCK_WORDS;
            let mut unclear: Unclear = Vec::new();
            Arch::new().dispatch(|| {
                seen.take(&mut at_hand, at, here);
                self.matcher.run(&mut run, |atom| seen.atom(atom, &at_hand));
                self.matcher.made_out(&run, &block, |offence, yes, no, murky| {
                    words[offence * PLANES][own.clone()].copy_from_slice(yes.words());
                    if PLANES == 2 {
                        words[offence * PLANES + 1][own.clone()].copy_from_slice(yes.or(no).words());
                    }
                    if !murky.is_empty() {
                        unclear.push((offence, murky));
                    }
                });
            });
            if PLANES == 1 && !unclear.is_empty() {
                return Ok(false);
            }
            self.look_closer(chunk, columns, (at, first), &unclear, words)?;
        }
        Ok(true)
    }

    /// Judges as cases what the planes cannot decide of a block.
    fn look_closer(
        &self,
        chunk: &Chunk,
        columns: &[Option<Coded>],
        (at, first): (usize, usize),
        unclear: &Unclear,
        words: &mut Words<'_>,
    ) -> Result<(), Error> {
        let offences = self.law.offences();
        for row in unclear.iter().fold(Plane::NONE, |any, (_, rows)| any.or(*rows)).rows() {
            let own = unclear.iter().filter(|(_, rows)| rows.has(row)).map(|(place, _)| (offences[*place], *place));
            let (asked, places): (Vec<usize>, Vec<usize>) = own.unzip();
            let case = match self.read(chunk, columns, at * BLOCK_ROWS + row) {
                Ok(case) => case,
                Err(error) if self.on_error == OnError::Stop => {
                    return Err(self.located(chunk, at * BLOCK_ROWS + row, error));
                }
                Err(_) => continue,
            };
            let word = (at - first) * BLOCK_WORDS + row / 64;
            for (place, truth) in places.into_iter().zip(self.law.made_out(&case, &asked)) {
                words[place * 2][word] |= u64::from(truth == Truth::True) << (row % 64);
                words[place * 2 + 1][word] |= u64::from(truth != Truth::Unknown) << (row % 64);
            }
        }
        Ok(())
    }

    /// So many words, with whatever lies in them.
    fn room(&self, words: usize) -> Vec<u64> {
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut room = spare.and_then(|buffer| buffer.into_vec().ok()).unwrap_or_default();
        if room.capacity() < words {
            return vec![0; words];
        }
        room.resize(words, 0);
        room
    }

    /// Words as columns.
    fn columns_of(&self, words: Vec<u64>, (rows, stride): (usize, usize), planes: usize) -> Result<RecordBatch, Error> {
        let buffer = Buffer::from_vec(words);
        *self.spare.lock().unwrap_or_else(PoisonError::into_inner) = Some(buffer.clone());
        let bits = |plane: usize| BooleanBuffer::new(buffer.clone(), plane * stride * 64, rows);
        let column = |offence: usize| -> ArrayRef {
            let known = (planes == 2).then(|| NullBuffer::new(bits(offence * planes + 1)));
            Arc::new(BooleanArray::new(bits(offence * planes), known))
        };
        let columns = each(self.law.offences().len(), column);
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let schema = Arc::clone(self.offences_schema());
        RecordBatch::try_new_with_options(schema, columns, &options).map_err(|error| arrow(&error))
    }

    /// A column for each offence.
    fn offences_schema(&self) -> &SchemaRef {
        self.made_out.get_or_init(|| {
            let model = self.law.model();
            let field = |at: &usize| Field::new(&model.provisions[*at].id, DataType::Boolean, true);
            Arc::new(Schema::new(self.law.offences().iter().map(field).collect::<Vec<_>>()))
        })
    }

    /// The truth of every node of the circuit in every row, by row, as the planes have it; `None` where they cannot say. For
    /// tests that compare evaluators.
    #[doc(hidden)]
    pub fn nodes_for_tests(&self, chunk: &Chunk) -> Vec<Vec<Option<Truth>>> {
        let (law, model) = (self.law, self.law.model());
        let columns = self.columns(chunk);
        let nodes = law.circuit().nodes.len();
        let settled = Settled::new(law.circuit(), |atom| self.always(atom));
        let roots = (0..nodes).filter_map(|node| u32::try_from(node).ok());
        let cone = Cone::below((model, law.circuit()), &settled, roots);
        let seen = self.seen_for(&cone, &columns);
        let rows = chunk.batch.num_rows();
        let mut found = Vec::with_capacity(rows);
        for at in 0..rows.div_ceil(BLOCK_ROWS) {
            let here = BLOCK_ROWS.min(rows - at * BLOCK_ROWS);
            let mut run: Run<Dim<BLOCK_WORDS>> = Run::default();
            let mut at_hand = AtHand::default();
            seen.take(&mut at_hand, at, here);
            cone.run(&mut run, |atom| seen.atom(atom, &at_hand));
            let truth = |row: usize, node: u32| {
                let own = cone.place(node).map(|place| run.at(place))?;
                (!own.murky().has(row)).then(|| match (own.yes().has(row), own.no().has(row)) {
                    (true, _) => Truth::True,
                    (_, true) => Truth::False,
                    _ => Truth::Unknown,
                })
            };
            let each = |row| (0..nodes).map(|node| truth(row, u32::try_from(node).ok()?)).collect();
            found.extend((0..here).map(each));
        }
        found
    }
}
