//! Questions for those who train: made from the law and its examples, with wrong answers that teach.
//!
//! An item begins as an example of the rules, is varied by chance within what changes nothing, and is judged again; the key is
//! what the engine answers, the wrong answers are what it answers to a mistake. Nothing here knows any law.

mod adaptive;
mod chance;
mod countries;
mod desk;
mod draft;
pub mod export;
mod item;
mod kinds;
mod make;
mod plan;
mod prose;
mod say;
mod text;

pub use adaptive::{Answer, Mastery, Next, next, read_answers, read_items};
pub use item::{Form, Item, ItemCase, ItemKind, ItemOption, Mistake, MistakeMade, Quiz, Row};
pub(crate) use make::quiz;
pub(crate) use plan::CODES;
pub use plan::{HARDEST, MAX_ITEMS, QuizPlan, USUAL_ITEMS};
pub use text::render_quiz;
