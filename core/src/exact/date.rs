//! Civil dates, read and written as `YYYY-MM-DD`.

use super::Term;
use crate::packed::{Packed, Packer, Unpacker};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A civil date of the years 1000 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

/// Why a text or a sum is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text is not of the form `YYYY-MM-DD`.
    #[error("not a date of the form YYYY-MM-DD")]
    Form,
    /// The month or the day does not exist.
    #[error("no such day in the calendar")]
    NoSuchDay,
    /// The year lies outside 1000–9999.
    #[error("the year lies outside 1000 to 9999")]
    OutOfRange,
}

impl Date {
    /// The earliest date that can be written.
    pub const MIN: Date = Date(jiff::civil::date(1000, 1, 1));
    /// The latest date that can be written.
    pub const MAX: Date = Date(jiff::civil::date(9999, 12, 31));

    /// The date of a year, month and day.
    ///
    /// # Errors
    /// When the day does not exist or the year lies outside 1000–9999.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Date, DateError> {
        if !(1000..=9999).contains(&year) {
            return Err(DateError::OutOfRange);
        }
        jiff::civil::Date::new(year, month, day).map(Date).map_err(|_| DateError::NoSuchDay)
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// When the text has another form, or names no day.
    ///
    /// ```
    /// use tipicidad::exact::{Date, DateError};
    /// assert_eq!(Date::parse("2024-02-29")?.to_string(), "2024-02-29");
    /// assert_eq!(Date::parse("2023-02-30"), Err(DateError::NoSuchDay));
    /// # Ok::<(), DateError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let bytes = text.as_bytes();
        let form = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !form {
            return Err(DateError::Form);
        }
        let number = |from: usize, to: usize| text[from..to].parse::<i16>().map_err(|_| DateError::Form);
        let small = |from, to| number(from, to).and_then(|n| i8::try_from(n).map_err(|_| DateError::Form));
        Date::new(number(0, 4)?, small(5, 7)?, small(8, 10)?)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }
    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }
    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }
    /// The last day of the month this date lies in.
    pub fn last_of_month(self) -> Date {
        Date(self.0.last_of_month())
    }
    /// The day after; the last representable day stays.
    pub fn next(self) -> Date {
        self.0.tomorrow().map_or(self, Date).min(Date::MAX)
    }
    /// The day before; the first representable day stays.
    pub fn previous(self) -> Date {
        self.0.yesterday().map_or(self, Date).max(Date::MIN)
    }

    /// Calendar addition of a term's whole years, months and days: years and months first (29 February becomes 28), then days.
    ///
    /// # Errors
    /// When the result lies after the year 9999.
    pub fn plus(self, term: Term) -> Result<Date, DateError> {
        let (years, months, days) = term.parts();
        let span = jiff::Span::new()
            .try_years(years)
            .and_then(|s| s.try_months(months))
            .and_then(|s| s.try_days(days))
            .map_err(|_| DateError::OutOfRange)?;
        let sum = self.0.checked_add(span).map_err(|_| DateError::OutOfRange)?;
        if Date(sum) > Date::MAX { Err(DateError::OutOfRange) } else { Ok(Date(sum)) }
    }

    /// Whole years from this date to `later`, as an age is counted: the anniversary of 29 February is 1 March in common years.
    pub fn years_until(self, later: Date) -> i32 {
        let years = i32::from(later.year()) - i32::from(self.year());
        let before_anniversary = (later.month(), later.day()) < (self.month(), self.day());
        years - i32::from(before_anniversary)
    }

    /// Days since 1970-01-01.
    pub fn to_days(self) -> i32 {
        // INVARIANT: both lie in the calendar, so the days between them can be counted.
        jiff::civil::date(1970, 1, 1).until(self.0).map_or(0, |between| between.get_days())
    }

    /// The date that lies so many days after 1970-01-01.
    ///
    /// # Errors
    /// When it lies outside the years 1000–9999.
    pub fn from_days(days: i32) -> Result<Date, DateError> {
        let span = jiff::Span::new().try_days(days).map_err(|_| DateError::OutOfRange)?;
        let date = jiff::civil::date(1970, 1, 1).checked_add(span).map_err(|_| DateError::OutOfRange)?;
        Date::new(date.year(), date.month(), date.day())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}
impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Date, D::Error> {
        Date::parse(&String::deserialize(d)?).map_err(de::Error::custom)
    }
}
impl Packed for Date {
    fn pack(&self, to: &mut Packer) {
        i64::from(self.to_days()).pack(to);
    }
    fn unpack(from: &mut Unpacker<'_>) -> Date {
        let days = i32::try_from(i64::unpack(from)).unwrap_or(i32::MAX);
        Date::from_days(days).unwrap_or_else(|_| {
            from.fail();
            Date::MIN
        })
    }
}
