//! Exact rationals.

use crate::packed::{Packed, Packer, Unpacker};
use std::fmt;

/// An exact rational of whole numbers.
pub type Ratio = num_rational::Ratio<i128>;

/// A positive fraction as the law writes one: `1/2`, `2/3`, `1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

impl Packed for Fraction {
    fn pack(&self, to: &mut Packer) {
        (self.numerator, self.denominator).pack(to);
    }
    fn unpack(from: &mut Unpacker<'_>) -> Fraction {
        let (numerator, denominator) = Packed::unpack(from);
        Fraction::new(numerator, denominator).unwrap_or_else(|| {
            from.fail();
            Fraction { numerator: 1, denominator: 1 }
        })
    }
}
impl Packed for Ratio {
    fn pack(&self, to: &mut Packer) {
        match (i64::try_from(*self.numer()), i64::try_from(*self.denom())) {
            (Ok(numerator), Ok(denominator)) => (numerator, denominator).pack(to),
            _ => to.fail(),
        }
    }
    fn unpack(from: &mut Unpacker<'_>) -> Ratio {
        let (numerator, denominator) = <(i64, i64)>::unpack(from);
        if denominator <= 0 {
            from.fail();
            return Ratio::default();
        }
        Ratio::new(numerator.into(), denominator.into())
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
