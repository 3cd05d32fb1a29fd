//! Cases: JSON and rows decoded against the vocabulary into the facts of counts.

mod codes;
mod countries;
mod decode;
mod json;
mod path;
mod truth;
mod value;

pub use codes::CODES;
pub use countries::{COUNTRIES, country};
pub use decode::*;
pub use json::{Json, MAX_BYTES, MAX_DEPTH};
pub use path::Path;
pub use truth::atom_truth;
pub use value::*;
