//! The answers in words, in Spanish and English, for a reader who studies law and not programs.
//!
//! Nothing here knows any law: ids, names and texts come from the answers, every other word from [`words`].

mod case;
mod charge;
mod english;
mod inquiry;
pub(crate) mod page;
pub(crate) mod penalty;
pub(crate) mod reason;
mod reference;
mod spanish;
mod timeline;
pub(crate) mod values;
pub mod words;

#[cfg(test)]
mod tests;

pub use inquiry::{render_ask, render_why};
pub use reference::{render_catalogue, render_diff, render_facts, render_show};

use super::Verdict;
use crate::exact::Lang;
use crate::model::Model;

/// How a text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours.
    pub colour: bool,
    /// Columns to wrap at.
    pub width: usize,
}

impl Style {
    /// Without colours, 100 columns wide.
    pub fn plain() -> Style {
        Style { colour: false, width: 100 }
    }
}

/// A verdict in words; the model lends the labels of facts and terms.
pub fn render(verdict: &Verdict, model: &Model, lang: Lang, style: &Style) -> String {
    let mut page = page::Page::new(model, lang, style);
    case::verdict(&mut page, verdict);
    page.finish()
}
