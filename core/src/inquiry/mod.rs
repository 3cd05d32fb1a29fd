//! Questions about a case: what to ask next, and why an offence applies or not.

mod ask;
mod cells;
mod why;

pub use ask::{Ask, Question, QuestionOption, ask};
pub use why::{Change, Why, WhyCount, why};
