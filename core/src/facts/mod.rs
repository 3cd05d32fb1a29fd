//! Cases: JSON and rows decoded against the vocabulary into the facts of counts.

mod value;

pub use value::*;
