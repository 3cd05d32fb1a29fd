//! Terms: exact lengths of time as penalties are counted, 12 months a year and 30 days a month.

use super::Ratio;
use crate::packed::{Packed, Packer, Unpacker};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Days in a month, for arithmetic on penalties.
const MONTH: i128 = 30;
/// Days in a year, for arithmetic on penalties.
const YEAR: i128 = 360;
/// The longest term that can be written, in years.
pub const MAX_YEARS: i128 = 100_000;

/// An exact, non-negative length of time: years of 12 months, months of 30 days, days with a rational part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Term(Ratio);

impl Term {
    /// No time at all.
    pub fn zero() -> Term {
        Term::default()
    }
    /// A term of whole years, months and days.
    pub fn of(years: u32, months: u32, days: u32) -> Term {
        Term(Ratio::from_integer(i128::from(years) * YEAR + i128::from(months) * MONTH + i128::from(days)))
    }
    /// A term of so many days, with a rational part; negative becomes zero.
    pub fn from_days(days: Ratio) -> Term {
        Term(days.max(Ratio::default()).min(Ratio::from_integer(MAX_YEARS * YEAR)))
    }
    /// The length in days, exact.
    pub fn days(self) -> Ratio {
        self.0
    }
    /// Whole days at 30 a month and 360 a year, the fraction dropped.
    pub fn whole_days(self) -> i32 {
        i32::try_from(self.0.to_integer()).unwrap_or(i32::MAX)
    }
    /// Whole years, months and days, the fraction of a day dropped.
    pub fn parts(self) -> (i32, i32, i32) {
        let days = i128::from(self.whole_days());
        let small = |n: i128| i32::try_from(n).unwrap_or(i32::MAX);
        (small(days / YEAR), small(days % YEAR / MONTH), small(days % MONTH))
    }
    /// The fraction of a day beyond [`Term::parts`].
    pub fn fraction(self) -> Ratio {
        self.0.fract()
    }
    /// This term times a factor.
    pub fn times(self, factor: Ratio) -> Term {
        Term::from_days(self.0 * factor)
    }
    /// The sum of two terms.
    pub fn plus(self, other: Term) -> Term {
        Term::from_days(self.0 + other.0)
    }

    /// `P4M3/2D`: as [`fmt::Display`], with the fraction of a day kept.
    pub fn exact(self) -> String {
        let (years, months, days) = self.parts();
        let rest = self.fraction() + Ratio::from_integer(i128::from(days));
        written(years, months, &rest.to_string(), rest == Ratio::default())
    }

    /// Reads `P[nY][nM][nD]` of whole numbers.
    pub fn parse(text: &str) -> Option<Term> {
        let mut rest = text.strip_prefix('P')?;
        let mut sum = 0_i128;
        if rest.is_empty() {
            return None;
        }
        for (letter, days) in [('Y', YEAR), ('M', MONTH), ('D', 1)] {
            if let Some(at) = rest.find(letter) {
                let (number, after) = rest.split_at(at);
                let number: u32 = number.parse().ok().filter(|_| number.bytes().all(|b| b.is_ascii_digit()))?;
                sum += i128::from(number) * days;
                rest = &after[1..];
            }
        }
        (rest.is_empty() && sum <= MAX_YEARS * YEAR).then(|| Term(Ratio::from_integer(sum)))
    }
}

fn written(years: i32, months: i32, days: &str, no_days: bool) -> String {
    let mut out = String::from("P");
    for (number, letter) in [(years, 'Y'), (months, 'M')] {
        if number != 0 {
            out.push_str(&format!("{number}{letter}"));
        }
    }
    if !no_days {
        out.push_str(&format!("{days}D"));
    }
    if out.len() == 1 { "P0D".to_owned() } else { out }
}

impl fmt::Display for Term {
    /// `P[nY][nM][nD]`, normalised, whole days.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months, days) = self.parts();
        f.write_str(&written(years, months, &days.to_string(), days == 0))
    }
}
impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.exact())
    }
}
impl Serialize for Term {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Term, D::Error> {
        Term::parse(&String::deserialize(d)?).ok_or_else(|| de::Error::custom("not a term of the form P1Y6M"))
    }
}
impl Packed for Term {
    fn pack(&self, to: &mut Packer) {
        self.0.pack(to);
    }
    fn unpack(from: &mut Unpacker<'_>) -> Term {
        let days = Ratio::unpack(from);
        if days < Ratio::default() {
            from.fail();
        }
        Term::from_days(days)
    }
}
