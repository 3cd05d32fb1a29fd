//! tipicidad: an embedded rules engine that turns case facts into criminal charges.
#![warn(missing_docs)]

pub mod exact;
#[cfg(feature = "language")]
pub mod syntax;
