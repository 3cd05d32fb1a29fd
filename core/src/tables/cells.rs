//! A cell of an Arrow column as the JSON value that the decoder of rows reads.

use crate::error::Error;
use crate::exact::Date;
use crate::facts::Json;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};

/// The families of types that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    Null,
    Flag,
    Whole,
    Decimal,
    Float,
    Day,
    Text,
    List,
}

impl Cells {
    /// The family of a type; `None`: it is not read.
    pub fn of(kind: &DataType) -> Option<Cells> {
        Some(match kind {
            DataType::Null => Cells::Null,
            DataType::Boolean => Cells::Flag,
            kind if kind.is_integer() => Cells::Whole,
            DataType::Decimal128(..) => Cells::Decimal,
            DataType::Float32 | DataType::Float64 => Cells::Float,
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None) => Cells::Day,
            DataType::Dictionary(_, values) if is_text(values) => Cells::Text,
            kind if is_text(kind) => Cells::Text,
            DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _)
                if Cells::of(item.data_type()) == Some(Cells::Text) =>
            {
                Cells::List
            }
            _ => return None,
        })
    }
}

fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// The text of a cell of a column of text.
pub(super) fn text(array: &dyn Array, row: usize) -> Option<&str> {
    if array.is_null(row) {
        return None;
    }
    match array.data_type() {
        DataType::Utf8 => Some(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Some(array.as_string::<i64>().value(row)),
        DataType::Utf8View => Some(array.as_string_view().value(row)),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            // A key may be null too.
            if dictionary.keys().is_null(row) {
                return None;
            }
            let key = whole(dictionary.keys(), row).and_then(|key| usize::try_from(key).ok())?;
            (key < dictionary.values().len()).then(|| text(dictionary.values().as_ref(), key)).flatten()
        }
        _ => None,
    }
}

/// A whole number of a column of whole numbers.
pub(super) fn whole(array: &dyn Array, row: usize) -> Option<i128> {
    Some(match array.data_type() {
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).into(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).into(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).into(),
        _ => return None,
    })
}

const DAY_SECONDS: i64 = 86_400;

/// The ticks of a cell of a column of days, and how many make a day.
fn ticks(array: &dyn Array, row: usize) -> Option<(i64, i64)> {
    Some(match array.data_type() {
        DataType::Date32 => (array.as_primitive::<Date32Type>().value(row).into(), 1),
        DataType::Date64 => (array.as_primitive::<Date64Type>().value(row), DAY_SECONDS * 1_000),
        DataType::Timestamp(unit, _) => match unit {
            TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().value(row), DAY_SECONDS),
            TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().value(row), DAY_SECONDS * 1_000),
            TimeUnit::Microsecond => {
                (array.as_primitive::<TimestampMicrosecondType>().value(row), DAY_SECONDS * 1_000_000)
            }
            TimeUnit::Nanosecond => {
                (array.as_primitive::<TimestampNanosecondType>().value(row), DAY_SECONDS * 1_000_000_000)
            }
        },
        _ => return None,
    })
}

/// Days since 1970 of a cell of a column of days; `Err` holds the time of day that is too much.
fn days(array: &dyn Array, row: usize) -> Result<i64, i64> {
    let (ticks, a_day) = ticks(array, row).ok_or(0)?;
    match ticks.rem_euclid(a_day) {
        0 => Ok(ticks.div_euclid(a_day)),
        rest => Err(rest),
    }
}

/// The day of a cell.
///
/// # Errors
/// A time other than midnight, or a day that cannot be written.
pub(super) fn day(array: &dyn Array, row: usize, name: &str) -> Result<Date, Error> {
    let days = days(array, row).map_err(|_| {
        let message = format!("`{name}` cannot be a time of day: it is a day");
        Error::new("case.wrong_type", message).at(name).expected("a timestamp at midnight")
    })?;
    i32::try_from(days).ok().and_then(|days| Date::from_days(days).ok()).ok_or_else(|| {
        let message = format!("`{name}` cannot lie {days} days from 1970: years go from 1000 to 9999");
        Error::new("case.out_of_range", message).at(name)
    })
}

/// The number that tells a cell from others of its column; `None`: it is empty.
pub(super) fn key(array: &dyn Array, cells: Cells, row: usize) -> Option<i128> {
    if array.is_null(row) {
        return None;
    }
    Some(match (cells, array.data_type()) {
        (Cells::Flag, _) => array.as_boolean().value(row).into(),
        (Cells::Whole, _) => whole(array, row)?,
        (Cells::Decimal, _) => array.as_primitive::<Decimal128Type>().value(row),
        (Cells::Float, DataType::Float32) => array.as_primitive::<Float32Type>().value(row).to_bits().into(),
        (Cells::Float, _) => array.as_primitive::<Float64Type>().value(row).to_bits().into(),
        // A day that is no day is told from others by its ticks all the same.
        (Cells::Day, _) => match days(array, row) {
            Ok(days) => days.into(),
            Err(_) => ticks(array, row).map_or(0, |(ticks, _)| i128::from(ticks) | NO_DAY),
        },
        _ => return None,
    })
}

/// Marks keys of cells with a time of day: no day has it.
const NO_DAY: i128 = 1 << 100;

/// The items of a list of texts; `None`: it is empty.
pub(super) fn items_of(array: &dyn Array, row: usize) -> Option<ArrayRef> {
    if array.is_null(row) {
        return None;
    }
    Some(match array.data_type() {
        DataType::List(_) => array.as_list::<i32>().value(row),
        DataType::LargeList(_) => array.as_list::<i64>().value(row),
        _ => array.as_fixed_size_list().value(row),
    })
}

/// A cell of any type that tables read, as JSON; its column has this name.
///
/// # Errors
/// A type that is not read, or a value that JSON cannot say.
pub fn cell(array: &dyn Array, row: usize, name: &str) -> Result<Json, Error> {
    let cells = Cells::of(array.data_type()).ok_or_else(|| {
        let message = format!("the column `{name}` of type {} cannot be written as text", array.data_type());
        Error::new("table.column_type", message).at(format!("column {name}"))
    })?;
    json(array, cells, row, name)
}

/// A cell as JSON; a text stays text, and is read as a cell of CSV.
///
/// # Errors
/// What JSON cannot say: an infinite number, a time of day.
pub(super) fn json(array: &dyn Array, cells: Cells, row: usize, name: &str) -> Result<Json, Error> {
    if array.is_null(row) {
        return Ok(Json::Null);
    }
    Ok(match cells {
        Cells::Null => Json::Null,
        Cells::Flag => Json::Bool(array.as_boolean().value(row)),
        Cells::Whole => whole(array, row).map_or(Json::Null, |number| Json::Number(number.to_string())),
        Cells::Decimal => Json::Number(array.as_primitive::<Decimal128Type>().value_as_string(row)),
        Cells::Float => {
            // The shortest decimal that names the float: whether the fact keeps so many decimals is for the decoder to say.
            let (number, text) = match array.data_type() {
                DataType::Float32 => {
                    let number = array.as_primitive::<Float32Type>().value(row);
                    (f64::from(number), number.to_string())
                }
                _ => {
                    let number = array.as_primitive::<Float64Type>().value(row);
                    (number, number.to_string())
                }
            };
            if number.is_nan() {
                return Ok(Json::Null);
            }
            if number.is_infinite() {
                return Err(Error::new("case.out_of_range", format!("`{name}` cannot be infinite")).at(name));
            }
            Json::Number(text)
        }
        Cells::Day => Json::Text(day(array, row, name)?.to_string()),
        Cells::Text => text(array, row).map_or(Json::Null, |text| Json::Text(text.to_owned())),
        Cells::List => {
            let Some(items) = items_of(array, row) else { return Ok(Json::Null) };
            let item = |at| text(items.as_ref(), at).map_or(Json::Null, |text| Json::Text(text.to_owned()));
            Json::List((0..items.len()).map(item).collect())
        }
    })
}
