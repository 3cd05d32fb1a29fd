//! Cases: JSON and rows decoded against the vocabulary into the facts of counts.
//!
//! `straight` reads plain rows from their text. For all else `json` reads text; `header`, `nested` and `flat` read the structure of a case into layers of facts, each value through
//! `decode`; `unfold` lays the layers over each other into the views of counts, with what is assumed and derived.

mod amount;
mod case;
mod codes;
mod countries;
mod dates;
mod decode;
mod derive;
mod flat;
mod header;
mod json;
mod layer;
mod listing;
mod names;
mod nested;
mod options;
mod order;
mod path;
mod python;
mod schema;
mod straight;
#[cfg(test)]
mod tests;
mod truth;
mod typescript;
mod unfold;
mod value;
mod view;

pub use case::{CaseReader, RowOptions, check_readings, read_case, read_case_json};
pub use codes::CODES;
pub use countries::{COUNTRIES, country};
pub use decode::*;
#[cfg(feature = "tables")]
pub(crate) use derive::Derived;
#[cfg(feature = "tables")]
pub(crate) use flat::row_day;
pub use flat::{Column, column};
pub use header::CaseOptions;
pub use json::{Json, MAX_BYTES, MAX_DEPTH};
pub use listing::{FactShape, ValueShape, csv_header, list};
pub use names::Names;
pub use nested::{MAX_ACTS, MAX_EVENTS, MAX_PERSONS, MAX_REQUESTS};
pub use path::Path;
pub use python::python_types;
pub use schema::{CROSS_FIELD_CHECKS, json_schema};
pub use truth::atom_truth;
pub use typescript::typescript;
pub use unfold::MAX_COUNTS;
pub use value::*;
#[cfg(feature = "tables")]
pub(crate) use view::{absent_value, held};
