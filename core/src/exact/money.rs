//! Money in pesos and centavos.

use super::Ratio;
use crate::packed::packed;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// An amount of pesos, exact to the centavo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// An amount in centavos.
    pub fn from_cents(cents: i64) -> Money {
        Money(cents)
    }
    /// The amount in centavos.
    pub fn cents(self) -> i64 {
        self.0
    }
    /// This amount times a factor, fractions of a centavo dropped; saturates.
    pub fn times(self, factor: Ratio) -> Money {
        let cents = (factor * Ratio::from_integer(i128::from(self.0))).to_integer();
        Money(i64::try_from(cents).unwrap_or(i64::MAX))
    }
    /// Reads digits with at most two decimals: `73.04`, `1500`.
    pub fn parse(text: &str) -> Option<Money> {
        let (whole, cents) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(cents) || cents.len() > 2 {
            return None;
        }
        let cents: i64 = format!("{cents:0<2}").parse().ok()?;
        whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents).map(Money)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, (self.0 % 100).abs())
    }
}
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Money, D::Error> {
        Money::parse(&String::deserialize(d)?).ok_or_else(|| de::Error::custom("not an amount of pesos"))
    }
}
packed! {
    struct Money(cents)
}
