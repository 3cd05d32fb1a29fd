//! The cells of a column, each different one decoded once.

use super::cells::{Cells, items_of, json, key, text};
use super::columns::Input;
use crate::error::Error;
use crate::exact::Date;
use crate::facts::{Column, Decoded, FactValue, Json, Path, bounds, decode_member, decode_row_value, row_day};
use crate::model::{FactType, Model, Test};
use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, RecordBatch, downcast_integer_array};
use arrow_buffer::BooleanBuffer;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The most different cells whose codes fit a byte.
const NARROW: usize = 256;

/// What a cell holds.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// A value of a fact.
    Fact(Decoded),
    /// Whether a set has a member.
    Member(Option<bool>),
    /// The day of the examination.
    AsOf(Option<Date>),
    /// Nothing that can be read.
    Wrong(Error),
}

/// The places of the cells of a column among the different ones.
#[derive(Clone, Debug)]
pub(super) enum Codes {
    /// A column of flags: the bits that are true, and those that are false; 64 rows a word.
    Bits {
        yes: Vec<u64>,
        no: Vec<u64>,
    },
    /// A byte a row; rows whose bit of `valid` is not set are empty, whatever their code.
    Narrow {
        codes: Vec<u8>,
        valid: Option<Vec<u64>>,
    },
    Wide(Vec<u32>),
    /// Numbers at the scale of their fact, and the places of their ranks among the bounds that the law compares them with; the
    /// cells are one number of each rank.
    Ranks {
        ranks: Vec<u8>,
        numbers: Vec<i64>,
        valid: Option<Vec<u64>>,
    },
    /// Days from 1970, each a day that can be written; the column has no cells of its own.
    Days {
        days: Vec<i32>,
        valid: Option<Vec<u64>>,
    },
}

/// A column as the places of its cells among the different ones; the first of these is the empty one.
#[derive(Clone, Debug)]
pub(super) struct Coded {
    pub codes: Codes,
    pub cells: Vec<Cell>,
    /// Some code of a byte may be that of the empty cell.
    pub may_be_empty: bool,
}

// The places of the cells of a column of flags.
const EMPTY: usize = 0;
const FALSE: usize = 1;
const TRUE: usize = 2;

impl Coded {
    /// The cells of a column of facts or members; `None`: of another sort.
    pub fn of(model: &Model, batch: &RecordBatch, input: &Input) -> Option<Coded> {
        if !matches!(input.column, Column::Fact(_) | Column::Member(..) | Column::AsOf) {
            return None;
        }
        let array = batch.column(input.at).as_ref();
        let decode = |json: &Json| decoded(model, input, json).unwrap_or_else(Cell::Wrong);
        Some(match input.cells {
            Cells::Flag => flags(array, decode),
            Cells::Whole => ranks(model, &input.column, array)
                .or_else(|| numbers(array, decode))
                .unwrap_or_else(|| by_key(array, input, decode)),
            Cells::Text => dictionary(array, decode).unwrap_or_else(|| texts(array, decode)),
            Cells::List => lists(array, input, decode),
            Cells::Day if input.column != Column::AsOf => days(array).unwrap_or_else(|| by_key(array, input, decode)),
            _ => by_key(array, input, decode),
        })
    }
    /// The cells of a column that is computed; `key` tells rows apart whose values differ.
    pub fn each<K: std::hash::Hash + Eq>(
        rows: usize,
        key: impl Fn(usize) -> K,
        mut value: impl FnMut(usize) -> Result<FactValue, Error>,
    ) -> Coded {
        let mut found: Collect<K> = Collect::new(Cell::Fact(Decoded::default()), rows);
        for row in 0..rows {
            found.push(key(row), || match value(row) {
                Ok(value) => Cell::Fact(Decoded { value, ..Decoded::default() }),
                Err(error) => Cell::Wrong(error),
            });
        }
        found.coded()
    }
    /// The cell of a row.
    pub fn cell(&self, row: usize) -> Cow<'_, Cell> {
        match &self.codes {
            Codes::Days { .. } => Cow::Owned(day_cell(self.day(row))),
            Codes::Ranks { numbers, valid, .. } if valid.as_ref().is_none_or(|valid| has(valid, row)) => {
                Cow::Owned(number_cell(numbers[row]))
            }
            Codes::Ranks { .. } => Cow::Borrowed(&self.cells[EMPTY]),
            _ => Cow::Borrowed(&self.cells[self.place(row)]),
        }
    }
    /// The day of a row of a column of days.
    pub fn day(&self, row: usize) -> Option<i32> {
        match &self.codes {
            Codes::Days { days, valid } => valid.as_ref().is_none_or(|valid| has(valid, row)).then(|| days[row]),
            _ => None,
        }
    }
    /// What tells the cell of a row from others: its place among the different ones.
    pub fn place(&self, row: usize) -> usize {
        match &self.codes {
            Codes::Ranks { numbers, valid, .. } => match valid {
                Some(valid) if !has(valid, row) => EMPTY,
                // Numbers of facts lie far from either end.
                _ => numbers[row].wrapping_sub(i64::MIN) as usize,
            },
            // Days that can be written lie far from either end.
            Codes::Days { .. } => self.day(row).map_or(0, |day| (i64::from(day) - i64::from(i32::MIN)) as usize),
            Codes::Bits { yes, no } => match (has(yes, row), has(no, row)) {
                (true, _) => TRUE,
                (_, true) => FALSE,
                _ => EMPTY,
            },
            Codes::Narrow { codes, valid } => match valid {
                Some(valid) if !has(valid, row) => EMPTY,
                _ => usize::from(codes[row]),
            },
            Codes::Wide(codes) => codes[row] as usize,
        }
    }
    /// Whether some cell must be looked at beside its value: it is wrong, or a day that terms may carry out of the calendar.
    pub fn stands_out(cell: &Cell) -> bool {
        match cell {
            Cell::Wrong(_) => true,
            Cell::Fact(decoded) => {
                matches!(&decoded.value, FactValue::Date(_, last) if crate::law::far(*last) && *last != Date::MAX)
            }
            Cell::AsOf(day) => day.is_some_and(crate::law::far),
            Cell::Member(_) => false,
        }
    }
}

fn has(bits: &[u64], row: usize) -> bool {
    bits[row / 64] >> (row % 64) & 1 == 1
}

fn words(bits: &BooleanBuffer) -> Vec<u64> {
    bits.bit_chunks().iter_padded().collect()
}

fn valid(array: &dyn Array) -> Option<Vec<u64>> {
    array.nulls().filter(|nulls| nulls.null_count() > 0).map(|nulls| words(nulls.inner()))
}

fn flags(array: &dyn Array, decode: impl Fn(&Json) -> Cell) -> Coded {
    let cells = vec![decode(&Json::Null), decode(&Json::Bool(false)), decode(&Json::Bool(true))];
    let (mut yes, valid) = (words(array.as_boolean().values()), valid(array));
    let mut no: Vec<u64> = yes.iter().map(|word| !word).collect();
    if let Some(valid) = valid {
        yes.iter_mut().zip(&valid).for_each(|(word, valid)| *word &= valid);
        no.iter_mut().zip(&valid).for_each(|(word, valid)| *word &= valid);
    }
    Coded { codes: Codes::Bits { yes, no }, cells, may_be_empty: true }
}

/// Whole numbers that lie near one another.
#[allow(clippy::unnecessary_cast, reason = "some of the types are bytes already")]
fn numbers(array: &dyn Array, decode: impl Fn(&Json) -> Cell) -> Option<Coded> {
    downcast_integer_array!(
        array => {
            let numbers = array.values();
            let (least, greatest) = (numbers.iter().min().copied()?, numbers.iter().max().copied()?);
            let (from, to) = (i128::from(least), i128::from(greatest));
            if to - from + 1 >= NARROW as i128 {
                return None;
            }
            let number = |at: i128| decode(&Json::Number(at.to_string()));
            let cells = std::iter::once(decode(&Json::Null)).chain((from..=to).map(number)).collect();
            // The difference fits a byte, and so does its place after the empty cell.
            let codes = numbers.iter().map(|number| (number.wrapping_sub(least) as u8).wrapping_add(1)).collect();
            Some(Coded { codes: Codes::Narrow { codes, valid: valid(array) }, cells, may_be_empty: false })
        },
        _ => None,
    )
}

/// The numbers of a fact, when each may stand for it and the law compares them with few enough.
#[allow(clippy::unnecessary_cast, reason = "some of the types have 64 bits already")]
fn ranks(model: &Model, column: &Column, array: &dyn Array) -> Option<Coded> {
    let Column::Fact(ix) = column else { return None };
    let fact = model.fact_at(*ix);
    let (FactType::Number { .. } | FactType::Money) = fact.kind else { return None };
    let (least, greatest, scale) = bounds(fact);
    let unit = 10_i64.checked_pow(u32::from(scale))?;
    // The first number of each rank.
    let mut firsts: Vec<i64> =
        model.atoms.iter().filter(|atom| atom.fact == *ix).filter_map(|atom| turn(&atom.test)).collect();
    firsts.push(least);
    firsts.retain(|first| (least..=greatest).contains(first));
    firsts.sort_unstable();
    firsts.dedup();
    if firsts.len() >= NARROW {
        return None;
    }
    let (from, to) = (least.checked_div(unit)?, greatest.checked_div(unit)?);
    let numbers: Vec<i64> = downcast_integer_array!(
        array => {
            let all = array.values();
            let (first, last) = (i128::from(*all.iter().min()?), i128::from(*all.iter().max()?));
            if first < i128::from(from) || i128::from(to) < last || first * i128::from(unit) < i128::from(least) {
                return None;
            }
            all.iter().map(|number| (*number as i64).wrapping_mul(unit)).collect()
        },
        _ => return None,
    );
    // Bounds that lie near one another are looked up, others are searched for.
    let (low, high) = (*numbers.iter().min()?, *numbers.iter().max()?);
    let rank = |number: i64| firsts.partition_point(|first| *first <= number) as u8;
    let ranks = if high - low < MAX_LOOKED_UP {
        let table: Vec<u8> = (low..=high).map(rank).collect();
        numbers.iter().map(|number| table[(number - low) as usize]).collect()
    } else {
        numbers.iter().map(|number| rank(*number)).collect()
    };
    let cells = std::iter::once(Cell::Fact(Decoded::default())).chain(firsts.iter().map(|first| number_cell(*first)));
    let cells = cells.collect();
    Some(Coded { codes: Codes::Ranks { ranks, numbers, valid: valid(array) }, cells, may_be_empty: false })
}

/// The widest span of numbers whose ranks are written out.
const MAX_LOOKED_UP: i64 = 1 << 14;

/// The first number for which a test says something else than for the one before it.
fn turn(test: &Test) -> Option<i64> {
    match test {
        Test::Under(bound) | Test::AtLeast(bound) => Some(*bound),
        Test::AtMost(bound) | Test::Over(bound) => bound.checked_add(1),
        _ => None,
    }
}

/// The cell of a number.
fn number_cell(number: i64) -> Cell {
    Cell::Fact(Decoded { value: FactValue::Number(number, number), given: Some(number.into()), ..Decoded::default() })
}

/// Days of a column of them, when each can be written and none is far.
fn days(array: &dyn Array) -> Option<Coded> {
    let days = array.as_primitive_opt::<Date32Type>()?.values();
    let (first, last) = (days.iter().min().copied()?, days.iter().max().copied()?);
    let plain = |day: i32| Date::from_days(day).is_ok_and(|day| !crate::law::far(day));
    if !plain(first) || !plain(last) {
        return None;
    }
    Some(Coded {
        codes: Codes::Days { days: days.to_vec(), valid: valid(array) },
        cells: Vec::new(),
        may_be_empty: false,
    })
}

/// The cell of a day.
fn day_cell(day: Option<i32>) -> Cell {
    let day = day.and_then(|day| Date::from_days(day).ok());
    let value = day.map_or(FactValue::Unknown, |day| FactValue::Date(day, day));
    Cell::Fact(Decoded { value, given: day.map(|day| day.to_string().into()), ..Decoded::default() })
}

/// Texts that the column names by a key.
#[allow(clippy::unnecessary_cast, reason = "some of the types are bytes already")]
fn dictionary(array: &dyn Array, decode: impl Fn(&Json) -> Cell) -> Option<Coded> {
    let dictionary = array.as_any_dictionary_opt()?;
    let (keys, values) = (dictionary.keys(), dictionary.values().as_ref());
    if values.len() >= NARROW {
        return None;
    }
    let own = |at| {
        decode(
            &text(values, at)
                .filter(|own| !matches!(*own, "" | "null"))
                .map_or(Json::Null, |own| Json::Text(own.to_owned())),
        )
    };
    let cells = std::iter::once(decode(&Json::Null)).chain((0..values.len()).map(own)).collect();
    let codes = downcast_integer_array!(
        // A key is a place among the values; what lies below a null is not looked at.
        keys => keys.values().iter().map(|key| (*key as u8).wrapping_add(1)).collect::<Vec<u8>>(),
        _ => return None,
    );
    let past = |code: &u8| usize::from(*code) > values.len();
    let may_be_empty = codes.iter().any(past);
    let codes = if may_be_empty { codes.into_iter().map(|c| if past(&c) { 0 } else { c }).collect() } else { codes };
    Some(Coded { codes: Codes::Narrow { codes, valid: valid(keys) }, cells, may_be_empty })
}

/// Collects the different cells, and their places.
struct Collect<K> {
    places: FxHashMap<K, u32>,
    coded: Vec<u32>,
    cells: Vec<Cell>,
}

impl<K: std::hash::Hash + Eq> Collect<K> {
    fn new(empty: Cell, rows: usize) -> Collect<K> {
        Collect { places: FxHashMap::default(), coded: Vec::with_capacity(rows), cells: vec![empty] }
    }
    fn empty(&mut self) {
        self.coded.push(0);
    }
    fn push(&mut self, key: K, cell: impl FnOnce() -> Cell) {
        let next = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(key).or_insert_with(|| {
            self.cells.push(cell());
            next
        });
        self.coded.push(place);
    }
    fn coded(self) -> Coded {
        let codes = if self.cells.len() <= NARROW {
            Codes::Narrow { codes: self.coded.into_iter().map(|code| code as u8).collect(), valid: None }
        } else {
            Codes::Wide(self.coded)
        };
        Coded { codes, cells: self.cells, may_be_empty: true }
    }
}

fn texts(array: &dyn Array, decode: impl Fn(&Json) -> Cell) -> Coded {
    let mut found: Collect<&str> = Collect::new(decode(&Json::Null), array.len());
    for row in 0..array.len() {
        match text(array, row) {
            None | Some("" | "null") => found.empty(),
            Some(own) => found.push(own, || decode(&Json::Text(own.to_owned()))),
        }
    }
    found.coded()
}

/// Cells told apart by the number that stands in the column.
fn by_key(array: &dyn Array, input: &Input, decode: impl Fn(&Json) -> Cell) -> Coded {
    let mut found: Collect<i128> = Collect::new(decode(&Json::Null), array.len());
    let read = |row| json(array, input.cells, row, &input.name).map_or_else(Cell::Wrong, |own| decode(&own));
    for row in 0..array.len() {
        match key(array, input.cells, row) {
            None => found.empty(),
            Some(own) => found.push(own, || read(row)),
        }
    }
    found.coded()
}

/// Lists of texts, told apart by the places of their items among the different ones.
fn lists(array: &dyn Array, input: &Input, decode: impl Fn(&Json) -> Cell) -> Coded {
    let mut found: Collect<Vec<u32>> = Collect::new(decode(&Json::Null), array.len());
    let mut items: FxHashMap<String, u32> = FxHashMap::default();
    let read = |row| json(array, input.cells, row, &input.name).map_or_else(Cell::Wrong, |own| decode(&own));
    for row in 0..array.len() {
        let Some(own) = items_of(array, row) else {
            found.empty();
            continue;
        };
        let mut places = Vec::with_capacity(own.len());
        for at in 0..own.len() {
            let next = u32::try_from(items.len()).map_or(u32::MAX, |next| next + 1);
            let place = match text(own.as_ref(), at) {
                None => 0,
                Some(item) => match items.get(item) {
                    Some(place) => *place,
                    None => *items.entry(item.to_owned()).or_insert(next),
                },
            };
            places.push(place);
        }
        found.push(places, || read(row));
    }
    found.coded()
}

fn decoded(model: &Model, input: &Input, json: &Json) -> Result<Cell, Error> {
    let root = Path::Root;
    let path = root.key(&input.name);
    Ok(match &input.column {
        Column::Member(ix, _) => {
            let member = input.name.rsplit('.').next().unwrap_or_default();
            Cell::Member(decode_member(model.fact_at(*ix), member, json, &path)?)
        }
        Column::Fact(ix) => Cell::Fact(decode_row_value(model.fact_at(*ix), json, &path)?),
        _ => Cell::AsOf(row_day(json, &path)?),
    })
}
