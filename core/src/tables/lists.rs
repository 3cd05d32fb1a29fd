//! Which offences stand in each row, as lists: from the planes where they decide, and row by row where they do not.

use super::answer::{Answer, place};
use super::batch::{Chunk, Classified};
use super::blocks::blocks_of;
use super::cells::text;
use super::encode::Coded;
use super::output::arrow;
use super::rows::each;
use super::table::{Outcomes, TASK_ROWS, Table};
use super::view::{AtHand, Seen, Sight};
use crate::error::Error;
use crate::facts::Column;
use crate::packed::Str;
use crate::sliced::{BLOCK_ROWS, BLOCK_WORDS, Dim, Logic, Plane, Planes, Run, Standing};
use arrow_array::{ArrayRef, ListArray, StringArray};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, Field};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The lists of an answer: of what applies, is undetermined, displaced, excluded.
pub(super) const LISTS: usize = 4;

/// The most bytes and items of a list of a chunk, which its offsets count.
const MOST: usize = i32::MAX as usize;

/// One of the four lists of every row of some that follow one another.
#[derive(Debug, Default)]
pub(super) struct List {
    /// Where the items of each row end.
    rows: Vec<i32>,
    /// Where the text of each item ends.
    items: Vec<i32>,
    text: String,
}

/// What stands in the rows of a chunk.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub lists: [List; LISTS],
    /// What was wrong with rows that cannot be read.
    pub errors: BTreeMap<usize, Error>,
}

/// What stands in a row of a block.
struct Item<'m> {
    row: usize,
    list: usize,
    /// The place of the offence in the catalogue.
    place: usize,
    name: Name<'m>,
}

enum Name<'m> {
    /// As the matcher has it.
    Own(&'m str),
    Found(Str),
}

/// Where so much ends.
fn end(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

impl List {
    fn push(&mut self, name: &str) {
        self.text.push_str(name);
        self.items.push(end(self.text.len()));
    }
    fn end_row(&mut self) {
        self.rows.push(end(self.items.len()));
    }
    /// The items of a row.
    fn of(&self, row: usize) -> impl Iterator<Item = &str> {
        let end = |ends: &[i32], at: usize| at.checked_sub(1).map_or(0, |at| ends[at] as usize);
        let items = end(&self.rows, row)..end(&self.rows, row + 1);
        items.map(move |at| &self.text[end(&self.items, at)..end(&self.items, at + 1)])
    }
    fn append(&mut self, other: List) {
        let (items, text) = (end(self.items.len()), end(self.text.len()));
        self.rows.extend(other.rows.iter().map(|end| end.saturating_add(items)));
        self.items.extend(other.items.iter().map(|end| end.saturating_add(text)));
        self.text.push_str(&other.text);
    }
    /// As a column.
    pub fn column(self) -> Result<ArrayRef, ArrowError> {
        if self.text.len().max(self.items.len()) >= MOST {
            return Err(ArrowError::OffsetOverflowError(self.text.len()));
        }
        let offsets = |ends: Vec<i32>| {
            let ends: Vec<i32> = std::iter::once(0).chain(ends).collect();
            OffsetBuffer::new(ScalarBuffer::from(ends))
        };
        let texts = StringArray::try_new(offsets(self.items), self.text.into_bytes().into(), None)?;
        let field = Arc::new(Field::new_list_field(arrow_schema::DataType::Utf8, true));
        Ok(Arc::new(ListArray::try_new(field, offsets(self.rows), Arc::new(texts), None)?))
    }
}

impl Table<'_> {
    /// What stands in every row of a chunk, each judged alone.
    pub(super) fn matched(&self, chunk: &Chunk) -> Found {
        let columns = self.columns(chunk);
        let seen = self.seen(&columns);
        match seen.sight() {
            Sight::Known => self.matched_in::<Plane>(chunk, &columns, &seen),
            Sight::Open => self.matched_in::<Planes>(chunk, &columns, &seen),
            Sight::Dim => self.matched_in::<Dim<BLOCK_WORDS>>(chunk, &columns, &seen),
        }
    }

    fn matched_in<L: Logic<BLOCK_WORDS>>(&self, chunk: &Chunk, columns: &[Option<Coded>], seen: &Seen<'_>) -> Found {
        let rows = chunk.batch.num_rows();
        let tasks = each(rows.div_ceil(TASK_ROWS), |task| {
            let (mut run, mut at_hand): (Run<L>, AtHand) = Default::default();
            let mut found = Found::default();
            for at in blocks_of(task, TASK_ROWS, rows) {
                self.standing(chunk, seen, at, (&mut run, &mut at_hand), |from, standing| {
                    self.list(chunk, columns, (from, BLOCK_ROWS.min(rows - from)), &standing, &mut found);
                });
            }
            found
        });
        tasks.into_iter().reduce(Found::and).unwrap_or_default()
    }

    /// Adds what stands in a block.
    fn list(
        &self,
        chunk: &Chunk,
        columns: &[Option<Coded>],
        (from, rows): (usize, usize),
        standing: &Standing<'_, BLOCK_WORDS>,
        found: &mut Found,
    ) {
        let mut items: Vec<Item<'_>> = Vec::new();
        for stands in &standing.found {
            let Some(list) = place(stands.status) else { continue };
            let item = |row| Item { row, list, place: stands.place, name: Name::Own(stands.name) };
            items.extend(stands.rows.rows().map(item));
        }
        for row in standing.hard.rows() {
            match self.singly(chunk, columns, (from, row), standing) {
                Ok(own) => items.extend(own),
                Err(error) => {
                    found.errors.insert(from + row, error);
                }
            }
        }
        // What the planes found is in order already, row by row.
        let mut order: Vec<u32> = in_order(&items, rows);
        if !standing.hard.is_empty() {
            order.sort_by_key(|at| {
                let item = &items[*at as usize];
                (item.row, item.place)
            });
        }
        let mut order = order.into_iter().map(|at| &items[at as usize]).peekable();
        for row in 0..rows {
            while let Some(item) = order.next_if(|item| item.row == row) {
                found.lists[item.list].push(match &item.name {
                    Name::Own(name) => name,
                    Name::Found(name) => name,
                });
            }
            found.lists.iter_mut().for_each(List::end_row);
        }
    }

    /// What stands in a row of a block that the planes do not decide.
    fn singly<'m>(
        &self,
        chunk: &Chunk,
        columns: &[Option<Coded>],
        (from, row): (usize, usize),
        standing: &Standing<'m, BLOCK_WORDS>,
    ) -> Result<Vec<Item<'m>>, Error> {
        let case = self.read(chunk, columns, from + row)?;
        let singly = standing.singly.iter().filter(|(_, rows)| rows.has(row));
        let mut asked: Vec<usize> = singly.map(|(place, _)| self.matcher.provision(*place)).collect();
        if asked.is_empty() {
            // The row is set aside: the planes say nothing of it but what is surely out.
            asked.extend(standing.may.iter().filter(|(_, rows)| rows.has(row)).map(|(provision, _)| *provision));
        }
        let item = |(provision, matched): (usize, crate::verdict::Matched)| {
            let (list, place) = (place(matched.status)?, self.matcher.place(provision)?);
            Some(Item { row, list, place, name: Name::Found(matched.offence) })
        };
        Ok(self.law.matched_by_offence(&case, &asked).into_iter().filter_map(item).collect())
    }

    /// What was found, in columns.
    pub(super) fn written(&self, chunk: &Chunk, found: Found) -> Result<Classified, Error> {
        let rows = chunk.batch.num_rows();
        let kept = self.inputs.kept.iter().map(|at| Arc::clone(chunk.batch.column(*at))).collect();
        let case = self.inputs.case.map(|at| chunk.batch.column(at));
        let lists = found.lists.into_iter().map(List::column).collect::<Result<Vec<_>, _>>();
        let lists = lists.map_err(|error| arrow(&error))?;
        let ids = std::array::from_fn(|at| self.id_column(at).map(|own| names(chunk.batch.column(own), rows)));
        let answers = self.output.lists((chunk.first_row, rows), &lists, &ids, kept, case)?;
        Ok(Classified { answers, answered: rows, rejected: Vec::new() })
    }

    /// What was found, row by row.
    pub(super) fn outcomes(&self, chunk: &Chunk, mut found: Found) -> Outcomes {
        let id = |at: usize, row: usize| {
            let column = chunk.batch.column(self.id_column(at)?);
            name(column, row).map(Str::from)
        };
        let answer = |row: usize| {
            let lists = std::array::from_fn(|list| found.lists[list].of(row).map(Str::from).collect());
            Answer { ids: std::array::from_fn(|at| id(at, row)), lists, ..Answer::default() }
        };
        let answers: Vec<Answer> = (0..chunk.batch.num_rows()).map(answer).collect();
        let outcome = |(row, answer)| found.errors.remove(&row).map_or(Ok(vec![answer]), Err);
        answers.into_iter().enumerate().map(outcome).collect()
    }

    /// The place of the column of `accused.id`, `act.id` or `victim.id`.
    fn id_column(&self, id: usize) -> Option<usize> {
        let column = [Column::Accused, Column::Act, Column::Victim];
        self.inputs.read.iter().find(|input| input.column == column[id]).map(|input| input.at)
    }
}

impl Found {
    /// With what stands in the rows that follow.
    fn and(mut self, other: Found) -> Found {
        let rows = self.lists[0].rows.len();
        self.lists.iter_mut().zip(other.lists).for_each(|(own, other)| own.append(other));
        self.errors.extend(other.errors.into_iter().map(|(row, error)| (row + rows, error)));
        self
    }
}

/// The name that a cell gives.
fn name(column: &ArrayRef, row: usize) -> Option<&str> {
    text(column.as_ref(), row).filter(|name| !matches!(*name, "" | "null"))
}
fn names(column: &ArrayRef, rows: usize) -> ArrayRef {
    Arc::new((0..rows).map(|row| name(column, row)).collect::<StringArray>())
}

/// The places of items by row, those of a row as they stand.
fn in_order(items: &[Item<'_>], rows: usize) -> Vec<u32> {
    let mut next = vec![0_u32; rows + 1];
    items.iter().for_each(|item| next[item.row + 1] += 1);
    for row in 0..rows {
        next[row + 1] += next[row];
    }
    let mut order = vec![0; items.len()];
    for (at, item) in (0..).zip(items) {
        order[next[item.row] as usize] = at;
        next[item.row] += 1;
    }
    order
}
