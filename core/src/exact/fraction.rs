//! Exact rationals.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An exact rational of whole numbers.
pub type Ratio = num_rational::Ratio<i128>;

/// A positive fraction as the law writes one: `1/2`, `2/3`, `1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fraction {
    numerator: u32,
    denominator: u32,
}

impl Fraction {
    /// The fraction `numerator / denominator`, in lowest terms; `None` when either is zero.
    pub fn new(numerator: u32, denominator: u32) -> Option<Fraction> {
        if numerator == 0 || denominator == 0 {
            return None;
        }
        let reduced = num_rational::Ratio::new(numerator, denominator);
        Some(Fraction { numerator: *reduced.numer(), denominator: *reduced.denom() })
    }
    /// The same number as a rational.
    pub fn ratio(self) -> Ratio {
        Ratio::new(i128::from(self.numerator), i128::from(self.denominator))
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}
