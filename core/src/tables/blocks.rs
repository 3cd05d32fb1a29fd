//! The blocks of a chunk as the sliced runner takes them.

use super::batch::Chunk;
use super::table::Table;
use super::view::Seen;
use crate::sliced::{AsOf, BLOCK_ROWS, BLOCK_WORDS, Block, Plane};
use arrow_array::Array;
use std::borrow::Cow;
use std::ops::Range;

/// The days of a block, from 1970.
#[derive(Debug)]
pub(super) struct DaysOf<'c> {
    /// The single day of each act.
    act: Cow<'c, [i32]>,
    /// The rows whose act has one.
    dated: Plane,
    /// The day of each examination, when rows name it.
    as_of: Option<Vec<i32>>,
    /// Rows whose examination has no day that the planes can take.
    aside: Plane,
}

/// The blocks of a task of so many rows.
pub(super) fn blocks_of(task: usize, task_rows: usize, rows: usize) -> Range<usize> {
    task * task_rows / BLOCK_ROWS..rows.min((task + 1) * task_rows).div_ceil(BLOCK_ROWS)
}

impl Table<'_> {
    /// The days of a block.
    pub(super) fn days_of<'c>(&self, seen: &'c Seen<'_>, at: usize, rows: usize) -> DaysOf<'c> {
        let (act, dated) = seen.days(at, rows);
        let mut aside = Plane::NONE;
        let as_of = self.as_of.map(|place| {
            let mut each = |(row, day): (usize, Option<i32>)| {
                day.unwrap_or_else(|| {
                    aside.set(row);
                    i32::MAX
                })
            };
            seen.as_of(place, at, rows, self.rows.as_of).into_iter().enumerate().map(&mut each).collect()
        });
        DaysOf { act, dated, as_of, aside }
    }

    /// A block as the planes see it, with the rows that must be read whatever they show.
    pub(super) fn block_of<'b>(
        &self,
        chunk: &Chunk,
        seen: &Seen<'_>,
        at: usize,
        days: &'b DaysOf<'_>,
    ) -> Block<'b, BLOCK_WORDS> {
        let (from, rows) = (at * BLOCK_ROWS, days.act.len());
        let mut aside = seen.aside(at, rows).or(days.aside);
        chunk.faults.range(from..from + rows).for_each(|(row, _)| aside.set(row - from));
        match &self.plain {
            Some(crossing) => crossing.iter().for_each(|own| {
                let column = chunk.batch.column(self.inputs.read[*own].at);
                (0..rows).filter(|row| !column.is_null(from + row)).for_each(|row| aside.set(row));
            }),
            None => aside = Plane::ALL,
        }
        let as_of = match (&days.as_of, self.rows.as_of.filter(|day| !crate::law::far(*day))) {
            (Some(each), _) => AsOf::Each(each),
            (None, Some(day)) => AsOf::All(day.to_days()),
            (None, None) => {
                aside = Plane::ALL;
                AsOf::All(i32::MAX)
            }
        };
        let all = Plane::first(rows);
        Block { rows: all, days: &days.act, dated: days.dated.and(all), as_of, aside: aside.and(all) }
    }
}
