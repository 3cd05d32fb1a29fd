//! The small exact types that every stage shares: dates, fractions, terms, ranges, money, ids and texts.

mod date;
mod fraction;
mod id;
mod money;
mod nearest;
mod range;
mod term;
mod text;

pub use date::{Date, DateError};
pub use fraction::{Fraction, Ratio};
pub use id::{ProvisionId, compare_ids};
pub use money::Money;
pub use nearest::nearest;
pub use range::Range;
pub use term::Term;
pub use text::{Lang, Text};
