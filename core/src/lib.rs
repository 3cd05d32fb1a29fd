//! tipicidad: an embedded rules engine that turns case facts into criminal charges.
#![warn(missing_docs)]

#[cfg(feature = "language")]
pub mod diagnostic;
pub mod exact;
#[cfg(feature = "language")]
pub mod syntax;
