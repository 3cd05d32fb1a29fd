//! Whether the elements of each offence are met in each row: the planes of the sliced runner, as columns.

use super::batch::Chunk;
use super::encode::Coded;
use super::options::OnError;
use super::output::arrow;
use super::rows::each;
use super::table::{TASK_ROWS, Table};
use super::view::{BLOCK_WORDS, Seen};
use crate::error::Error;
use crate::facts::Truth;
use crate::sliced::{BLOCK_ROWS, Plane, Run};
use arrow_array::{ArrayRef, BooleanArray, RecordBatch, RecordBatchOptions};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::{DataType, Field, Schema};
use pulp::Arch;
use std::sync::Arc;

/// The words of an offence over some rows: those in which it is made out, and those in which that is known.
#[derive(Clone, Debug, Default)]
struct Words {
    yes: Vec<u64>,
    known: Vec<u64>,
}

impl Table<'_> {
    /// Whether each offence of the law is made out in each row by its elements and exceptions alone, under the law of the day
    /// of the act: true, false, or null where the facts leave it open. One column an offence, named by its id, in catalogue
    /// order. What excludes, displaces or replaces an offence is not asked; [`Table::classify`] does.
    ///
    /// # Errors
    /// A batch of another schema; the first row that cannot be read, unless rows that cannot be read are answered with nulls.
    pub fn made_out(&self, chunk: &Chunk) -> Result<RecordBatch, Error> {
        self.check(chunk)?;
        let (law, model) = (self.law, self.law.model());
        let (rows, read) = (chunk.batch.num_rows(), &self.inputs.read);
        let columns = each(read.len(), |at| Coded::of(model, &chunk.batch, &read[at]));
        let seen = Seen::new(model, &self.sources, &columns);
        let offences = law.offences();
        let tasks = each(rows.div_ceil(TASK_ROWS), |task| -> Result<Vec<Words>, Error> {
            let mut run = Run::default();
            let mut words = vec![Words::default(); offences.len()];
            let blocks = task * TASK_ROWS / BLOCK_ROWS..rows.min((task + 1) * TASK_ROWS).div_ceil(BLOCK_ROWS);
            for at in blocks {
                let days = self.days_of(&seen, at, BLOCK_ROWS.min(rows - at * BLOCK_ROWS));
                let block = self.block_of(chunk, &seen, at, &days);
                let mut murky = Vec::new();
                Arch::new().dispatch(|| {
                    law.matcher().run(&self.murky, &mut run, |atom| seen.atom(atom, at, BLOCK_ROWS.min(rows - at * BLOCK_ROWS)));
                    let mut offence = 0;
                    law.matcher().made_out(&run, &block, |yes: Plane<BLOCK_WORDS>, no, unclear| {
                        words[offence].yes.extend_from_slice(yes.words());
                        words[offence].known.extend_from_slice(yes.or(no).words());
                        if !unclear.is_empty() {
                            murky.push((offence, unclear));
                        }
                        offence += 1;
                    });
                });
                let unclear = murky.iter().fold(Plane::NONE, |any, (_, rows)| any.or(*rows));
                for row in unclear.rows() {
                    let (asked, places): (Vec<usize>, Vec<usize>) =
                        murky.iter().filter(|(_, rows)| rows.has(row)).map(|(at, _)| (offences[*at], *at)).unzip();
                    let case = match self.read(chunk, &columns, at * BLOCK_ROWS + row) {
                        Ok(case) => case,
                        Err(error) if self.on_error == OnError::Stop => {
                            return Err(self.located(chunk, at * BLOCK_ROWS + row, error));
                        }
                        Err(_) => continue,
                    };
                    for (place, truth) in places.into_iter().zip(law.made_out(&case, &asked)) {
                        let last = words[place].yes.len() - BLOCK_WORDS + row / 64;
                        words[place].yes[last] |= u64::from(truth == Truth::True) << (row % 64);
                        words[place].known[last] |= u64::from(truth != Truth::Unknown) << (row % 64);
                    }
                }
            }
            Ok(words)
        });
        let tasks = tasks.into_iter().collect::<Result<Vec<_>, _>>()?;
        let column = |offence: usize| -> ArrayRef {
            let bits = |own: fn(&Words) -> &Vec<u64>| {
                let words: Vec<u64> = tasks.iter().flat_map(|task| own(&task[offence])).copied().collect();
                BooleanBuffer::new(words.into(), 0, rows)
            };
            Arc::new(BooleanArray::new(bits(|own| &own.yes), Some(NullBuffer::new(bits(|own| &own.known)))))
        };
        let field = |at: &usize| Field::new(&model.provisions[*at].id, DataType::Boolean, true);
        let schema = Arc::new(Schema::new(offences.iter().map(field).collect::<Vec<_>>()));
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let columns = each(offences.len(), column);
        RecordBatch::try_new_with_options(schema, columns, &options).map_err(|error| arrow(&error))
    }
}
