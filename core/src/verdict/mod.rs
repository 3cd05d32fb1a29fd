//! The answer: its shape (contract §6), field for field and in that order, and its text in Spanish and English.

mod shape;
pub mod text;

pub use shape::*;
