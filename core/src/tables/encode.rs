//! The cells of a column, each different one decoded once.

use super::cells::{Cells, items_of, json, key, text};
use super::columns::Input;
use crate::error::Error;
use crate::exact::Date;
use crate::facts::{Column, Decoded, FactValue, Json, Path, bounds, decode_member, decode_row_value, row_day};
use crate::model::{FactType, Model};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
};
use arrow_array::{Array, RecordBatch, downcast_integer_array};
use arrow_buffer::{ArrowNativeType, Buffer, ScalarBuffer};
use arrow_schema::DataType;
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

/// The cells of a column: a number for each row, or bits.
#[derive(Clone, Debug)]
pub(super) enum Codes {
    /// A column of flags, a bit a row.
    Bits(Buffer),
    /// A byte a row: the places among the different cells less this number.
    Narrow(ScalarBuffer<u8>, u8),
    /// The places among the different cells.
    Wide(Vec<u32>),
    /// Numbers of a fact in its unit; there are so many steps of its scale in one.
    Numbers(Numbers, i64),
    /// Days from 1970, each a day that can be written.
    Days(ScalarBuffer<i32>),
}

/// Whole numbers, each of which may stand for its fact.
#[derive(Clone, Debug)]
pub(super) enum Numbers {
    Short(ScalarBuffer<i16>),
    Middle(ScalarBuffer<i32>),
    Long(ScalarBuffer<i64>),
}

/// A column as codes.
#[derive(Clone, Debug)]
pub(super) struct Coded {
    pub codes: Codes,
    /// Rows whose bit is not set are empty, whatever their code.
    pub valid: Option<Buffer>,
    /// The different cells, the empty one first; a column of numbers or days has that one alone.
    pub cells: Vec<Cell>,
    /// Some code may be that of the empty cell.
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
            Cells::Whole => numbers(model, &input.column, array)
                .or_else(|| near(array, decode))
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
        if self.is_empty(row) {
            return Cow::Borrowed(&self.cells[EMPTY]);
        }
        match &self.codes {
            Codes::Numbers(numbers, unit) => Cow::Owned(number_cell(numbers.at(row).saturating_mul(*unit))),
            Codes::Days(days) => Cow::Owned(day_cell(days[row])),
            _ => Cow::Borrowed(&self.cells[self.place(row)]),
        }
    }
    fn is_empty(&self, row: usize) -> bool {
        self.valid.as_ref().is_some_and(|valid| !has(valid, row))
    }
    /// Whether some row may be empty.
    pub fn has_empty(&self) -> bool {
        self.valid.is_some() || self.may_be_empty
    }
    /// What tells the cell of a row from others: its place among the different ones, or a number that stands for it.
    pub fn place(&self, row: usize) -> usize {
        if self.is_empty(row) {
            return EMPTY;
        }
        // Numbers of facts, and days that can be written, lie far from either end.
        let apart = |number: i64| number.wrapping_sub(i64::MIN) as usize;
        match &self.codes {
            Codes::Numbers(numbers, _) => apart(numbers.at(row)),
            Codes::Days(days) => apart(i64::from(days[row])),
            Codes::Bits(bits) => {
                if has(bits, row) {
                    TRUE
                } else {
                    FALSE
                }
            }
            Codes::Narrow(codes, before) => usize::from(codes[row]) + usize::from(*before),
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

impl Numbers {
    /// The number of a row.
    pub fn at(&self, row: usize) -> i64 {
        match self {
            Numbers::Short(own) => own[row].into(),
            Numbers::Middle(own) => own[row].into(),
            Numbers::Long(own) => own[row],
        }
    }
    /// Long ones as others, where they fit: half as much is to be compared.
    fn shorter(self) -> Numbers {
        let Numbers::Long(own) = &self else { return self };
        let short: Result<Vec<i32>, _> = own.iter().map(|number| i32::try_from(*number)).collect();
        short.map_or(self, |short| Numbers::Middle(short.into()))
    }
    /// The least and the greatest.
    pub fn ends(&self) -> Option<(i64, i64)> {
        fn ends<T: Copy + Ord + Into<i64>>(numbers: &[T]) -> Option<(i64, i64)> {
            let first = *numbers.first()?;
            let (least, greatest) = numbers.iter().fold((first, first), |(a, b), own| (a.min(*own), b.max(*own)));
            Some((least.into(), greatest.into()))
        }
        match self {
            Numbers::Short(own) => ends(own),
            Numbers::Middle(own) => ends(own),
            Numbers::Long(own) => ends(own),
        }
    }
}

fn has(bits: &[u8], row: usize) -> bool {
    bits[row / 8] >> (row % 8) & 1 == 1
}

fn valid(array: &dyn Array) -> Option<Buffer> {
    array.nulls().filter(|nulls| nulls.null_count() > 0).map(|nulls| nulls.inner().sliced())
}

fn flags(array: &dyn Array, decode: impl Fn(&Json) -> Cell) -> Coded {
    let cells = vec![decode(&Json::Null), decode(&Json::Bool(false)), decode(&Json::Bool(true))];
    let codes = Codes::Bits(array.as_boolean().values().sliced());
    Coded { codes, valid: valid(array), cells, may_be_empty: false }
}

/// The numbers of a fact, when each may stand for it.
fn numbers(model: &Model, column: &Column, array: &dyn Array) -> Option<Coded> {
    let Column::Fact(ix) = column else { return None };
    let fact = model.fact_at(*ix);
    let (FactType::Number { .. } | FactType::Money) = fact.kind else { return None };
    let (least, greatest, scale) = bounds(fact);
    let unit = 10_i64.checked_pow(u32::from(scale))?;
    let numbers = whole(array)?;
    let (first, last) = numbers.ends()?;
    let inside = |number: i64| number.checked_mul(unit).is_some_and(|own| (least..=greatest).contains(&own));
    if !inside(first) || !inside(last) {
        return None;
    }
    let cells = vec![Cell::Fact(Decoded::default())];
    Some(Coded { codes: Codes::Numbers(numbers, unit), valid: valid(array), cells, may_be_empty: false })
}

/// Whole numbers that lie near one another, each different one decoded.
fn near(array: &dyn Array, decode: impl Fn(&Json) -> Cell) -> Option<Coded> {
    let numbers = whole(array)?;
    let (first, last) = numbers.ends()?;
    if last.checked_sub(first)? >= NARROW as i64 - 1 {
        return None;
    }
    let number = |own: i64| decode(&Json::Number(own.to_string()));
    let cells = std::iter::once(decode(&Json::Null)).chain((first..=last).map(number)).collect();
    // The difference fits a byte, and so does its place after the empty cell.
    let codes = (0..array.len()).map(|row| numbers.at(row).wrapping_sub(first) as u8).collect();
    Some(Coded { codes: Codes::Narrow(codes, 1), valid: valid(array), cells, may_be_empty: false })
}

/// The numbers of a column: as they lie there, where they have one of three lengths.
fn whole(array: &dyn Array) -> Option<Numbers> {
    fn wider<T: ArrowPrimitiveType, W: ArrowNativeType + From<T::Native>>(array: &dyn Array) -> ScalarBuffer<W> {
        array.as_primitive::<T>().values().iter().map(|own| W::from(*own)).collect()
    }
    let numbers = match array.data_type() {
        DataType::Int8 => Numbers::Short(wider::<Int8Type, i16>(array)),
        DataType::UInt8 => Numbers::Short(wider::<UInt8Type, i16>(array)),
        DataType::Int16 => Numbers::Short(array.as_primitive::<Int16Type>().values().clone()),
        DataType::UInt16 => Numbers::Middle(wider::<UInt16Type, i32>(array)),
        DataType::Int32 => Numbers::Middle(array.as_primitive::<Int32Type>().values().clone()),
        DataType::UInt32 => Numbers::Long(wider::<UInt32Type, i64>(array)),
        DataType::Int64 => Numbers::Long(array.as_primitive::<Int64Type>().values().clone()),
        _ => return None,
    };
    Some(numbers.shorter())
}

/// The cell of a number.
fn number_cell(number: i64) -> Cell {
    Cell::Fact(Decoded { value: FactValue::Number(number, number), given: Some(number.into()), ..Decoded::default() })
}

/// Days of a column of them, when each can be written and none is far.
fn days(array: &dyn Array) -> Option<Coded> {
    let days = array.as_primitive_opt::<Date32Type>()?.values();
    let (first, last) = Numbers::Middle(days.clone()).ends()?;
    let plain = |day: i64| {
        let day = i32::try_from(day).ok().and_then(|day| Date::from_days(day).ok());
        day.is_some_and(|day| !crate::law::far(day))
    };
    if !plain(first) || !plain(last) {
        return None;
    }
    let cells = vec![Cell::Fact(Decoded::default())];
    Some(Coded { codes: Codes::Days(days.clone()), valid: valid(array), cells, may_be_empty: false })
}

/// The cell of a day.
fn day_cell(day: i32) -> Cell {
    let day = Date::from_days(day).ok();
    let value = day.map_or(FactValue::Unknown, |day| FactValue::Date(day, day));
    Cell::Fact(Decoded { value, given: day.map(|day| day.to_string().into()), ..Decoded::default() })
}

/// Texts that the column names by a key.
fn dictionary(array: &dyn Array, decode: impl Fn(&Json) -> Cell) -> Option<Coded> {
    let dictionary = array.as_any_dictionary_opt()?;
    let (keys, values) = (dictionary.keys(), dictionary.values().as_ref());
    // Every key is the place of a value, less the empty cell; what lies below a null is not looked at.
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
    Some(Coded { codes: Codes::Narrow(bytes(keys)?, 1), valid: valid(keys), cells, may_be_empty: false })
}

/// The last byte of each key: bytes as they lie there.
#[allow(clippy::unnecessary_cast, reason = "some of the types are bytes already")]
fn bytes(keys: &dyn Array) -> Option<ScalarBuffer<u8>> {
    if let Some(keys) = keys.as_primitive_opt::<Int8Type>() {
        return Some(ScalarBuffer::new(keys.values().inner().clone(), 0, keys.len()));
    }
    if let Some(keys) = keys.as_primitive_opt::<UInt8Type>() {
        return Some(keys.values().clone());
    }
    downcast_integer_array!(
        keys => Some(keys.values().iter().map(|key| *key as u8).collect()),
        _ => None,
    )
}

/// Collects the different cells, and their places.
struct Collect<K> {
    places: FxHashMap<K, u32>,
    coded: Vec<u32>,
    cells: Vec<Cell>,
    /// Some row is empty.
    empties: bool,
}

impl<K: std::hash::Hash + Eq> Collect<K> {
    fn new(empty: Cell, rows: usize) -> Collect<K> {
        Collect { places: FxHashMap::default(), coded: Vec::with_capacity(rows), cells: vec![empty], empties: false }
    }
    fn empty(&mut self) {
        self.empties = true;
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
            Codes::Narrow(self.coded.into_iter().map(|code| code as u8).collect(), 0)
        } else {
            Codes::Wide(self.coded)
        };
        Coded { codes, valid: None, cells: self.cells, may_be_empty: self.empties }
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
