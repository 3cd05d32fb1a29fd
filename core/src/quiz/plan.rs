//! What a quiz is to hold.

use super::item::ItemKind;
use serde::Serialize;

/// The most items of one quiz.
pub const MAX_ITEMS: usize = 5_000;

/// What a quiz is to hold. Empty lists ask for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct QuizPlan {
    /// Chance is drawn from it: the same seed gives the same quiz.
    pub seed: u64,
    /// How many items, at most [`MAX_ITEMS`]. Fewer come when the law has no more to ask.
    pub number: usize,
    /// Titles of the codes, as the rules number them (`8`), or sigla of laws (`LGPSEDMTP`).
    pub titles: Vec<String>,
    /// Articles or parts of them: `CPF:201`, `CPF:205-Bis:d`.
    pub articles: Vec<String>,
    /// Elements to train: `victim`, `means`, `prescription` …
    pub elements: Vec<String>,
    /// Kinds of question.
    pub kinds: Vec<ItemKind>,
    /// Difficulties, 1 to 5.
    pub difficulties: Vec<u8>,
}
