//! The cells of a column, each different one decoded once.

use super::cells::{json, text};
use super::columns::Input;
use crate::error::Error;
use crate::facts::{Column, Decoded, Json, Path, decode_member, decode_row_value};
use crate::model::{Fact, Model};
use arrow_array::RecordBatch;
use rustc_hash::FxHashMap;

/// What a cell holds.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// A value of a fact.
    Fact(Decoded),
    /// Whether a set has a member.
    Member(Option<bool>),
    /// Nothing that can be read.
    Wrong(Error),
}

/// A column as the places of its cells among the different ones.
#[derive(Clone, Debug)]
pub(super) struct Coded {
    pub codes: Vec<u32>,
    pub cells: Vec<Cell>,
}

impl Coded {
    /// The cells of a column of facts or members; `None`: of another sort.
    pub fn of(model: &Model, batch: &RecordBatch, input: &Input) -> Option<Coded> {
        let (fact, member) = match &input.column {
            Column::Fact(ix) => (model.fact_at(*ix), None),
            Column::Member(ix, _) => (model.fact_at(*ix), Some(input.name.rsplit('.').next().unwrap_or_default())),
            _ => return None,
        };
        let array = batch.column(input.at).as_ref();
        let decode = |json: &Json| decoded(fact, member, json, &input.name);
        let mut coded = Coded { codes: Vec::with_capacity(array.len()), cells: vec![decode(&Json::Null)] };
        let mut texts: FxHashMap<&str, u32> = FxHashMap::default();
        let mut others: FxHashMap<String, u32> = FxHashMap::default();
        for row in 0..array.len() {
            let next = u32::try_from(coded.cells.len()).unwrap_or(u32::MAX);
            let code = if array.is_null(row) {
                0
            } else if input.cells == super::cells::Cells::Text {
                match text(array, row) {
                    None | Some("" | "null") => 0,
                    Some(own) => *texts.entry(own).or_insert_with(|| {
                        coded.cells.push(decode(&Json::Text(own.to_owned())));
                        next
                    }),
                }
            } else {
                match json(array, input.cells, row, &input.name) {
                    Ok(own) => *others.entry(own.text()).or_insert_with(|| {
                        coded.cells.push(decode(&own));
                        next
                    }),
                    Err(error) => {
                        coded.cells.push(Cell::Wrong(error));
                        next
                    }
                }
            };
            coded.codes.push(code);
        }
        Some(coded)
    }
    /// The cell of a row.
    pub fn cell(&self, row: usize) -> &Cell {
        &self.cells[self.codes[row] as usize]
    }
}

fn decoded(fact: &Fact, member: Option<&str>, json: &Json, name: &str) -> Cell {
    let root = Path::Root;
    let path = root.key(name);
    let found = match member {
        Some(member) => decode_member(fact, member, json, &path).map(Cell::Member),
        None => decode_row_value(fact, json, &path).map(Cell::Fact),
    };
    found.unwrap_or_else(Cell::Wrong)
}
