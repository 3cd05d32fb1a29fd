//! Questions for those who train: made from the law and its examples, with wrong answers that teach.

pub mod export;
mod item;
mod plan;

pub use item::{Form, Item, ItemCase, ItemKind, ItemOption, Mistake, MistakeMade, Quiz};
pub use plan::{MAX_ITEMS, QuizPlan};
