//! tipicidad: an embedded rules engine that turns case facts into criminal charges.
#![warn(missing_docs)]

pub mod catalogue;
#[cfg(feature = "language")]
pub mod diagnostic;
pub mod error;
pub mod exact;
pub mod facts;
pub mod model;
#[cfg(feature = "language")]
pub mod syntax;
pub mod verdict;
