//! tipicidad: an embedded rules engine that turns case facts into criminal charges.
#![warn(missing_docs)]

pub mod catalogue;
pub mod codes;
#[cfg(feature = "language")]
pub mod diagnostic;
pub mod error;
pub mod exact;
pub mod facts;
pub mod model;
#[cfg(feature = "language")]
pub mod syntax;
#[cfg(feature = "language")]
pub mod testing;
pub mod verdict;
