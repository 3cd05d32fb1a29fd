//! tipicidad: an embedded rules engine that turns case facts into criminal charges.
#![warn(missing_docs)]

pub mod catalogue;
#[cfg(feature = "language")]
pub mod check;
pub mod codes;
pub mod compile;
#[cfg(feature = "language")]
pub mod diagnostic;
pub mod error;
mod eval;
pub mod exact;
pub mod facts;
pub mod inquiry;
mod law;
pub mod model;
pub mod packed;
#[cfg(feature = "quiz")]
pub mod quiz;
#[cfg(feature = "tables")]
mod sliced;
#[cfg(feature = "language")]
pub mod syntax;
#[cfg(feature = "tables")]
pub mod tables;
#[cfg(feature = "language")]
pub mod testing;
pub mod verdict;

pub use error::Error;
pub use law::Law;
