//! The page an answer is written on: indented, wrapped lines, with colour when wanted.

use super::words::{Words, fill};
use super::{Style, values};
use crate::exact::{Date, Lang, Text};
use crate::model::Model;

/// The escape that ends a colour.
const RESET: &str = "\u{1b}[0m";
/// Lines are never wrapped narrower than this.
const NARROWEST: usize = 24;

/// The colours there are.
#[derive(Clone, Copy)]
pub(crate) enum Colour {
    Bold,
    Dim,
    Green,
    Yellow,
    Red,
    Cyan,
}

impl Colour {
    fn escape(self) -> &'static str {
        match self {
            Colour::Bold => "\u{1b}[1m",
            Colour::Dim => "\u{1b}[2m",
            Colour::Green => "\u{1b}[32m",
            Colour::Yellow => "\u{1b}[33m",
            Colour::Red => "\u{1b}[31m",
            Colour::Cyan => "\u{1b}[36m",
        }
    }
}

/// A text being written in one language.
pub(crate) struct Page<'a> {
    out: String,
    style: &'a Style,
    pub model: &'a Model,
    pub words: &'static Words,
}

impl<'a> Page<'a> {
    pub fn new(model: &'a Model, lang: Lang, style: &'a Style) -> Page<'a> {
        Page { out: String::new(), style, model, words: Words::of(lang) }
    }
    /// A text in the language of the page.
    pub fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.words.lang)
    }
    /// A date in words.
    pub fn date(&self, date: Date) -> String {
        values::date(self.words, date)
    }
    /// A text in a colour, when colours are wanted.
    pub fn paint(&self, colour: Colour, text: &str) -> String {
        if self.style.colour { format!("{}{text}{RESET}", colour.escape()) } else { text.to_owned() }
    }
    /// A line, wrapped; what is wrapped is indented two further.
    pub fn line(&mut self, indent: usize, text: &str) {
        let room = self.style.width.max(indent + NARROWEST);
        let mut column = indent;
        self.out.push_str(&" ".repeat(indent));
        for (at, word) in text.split(' ').enumerate() {
            let width = visible(word);
            if at > 0 && column + 1 + width > room {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(indent + 2));
                column = indent + 2;
            } else if at > 0 {
                self.out.push(' ');
                column += 1;
            }
            self.out.push_str(word);
            column += width;
        }
        self.out.push('\n');
    }
    /// A line that is never wrapped: a drawing.
    pub fn drawn(&mut self, indent: usize, text: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(text);
        self.out.push('\n');
    }
    /// A line from a template.
    pub fn filled(&mut self, indent: usize, template: &str, parts: &[&str]) {
        self.line(indent, &fill(template, parts));
    }
    /// A heading.
    pub fn heading(&mut self, indent: usize, text: &str) {
        let text = self.paint(Colour::Bold, text);
        self.line(indent, &text);
    }
    /// An empty line.
    pub fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }
}

/// How many columns a text takes, escapes not counted.
fn visible(text: &str) -> usize {
    let mut count = 0;
    let mut escaped = false;
    for c in text.chars() {
        match (escaped, c) {
            (false, '\u{1b}') => escaped = true,
            (true, 'm') => escaped = false,
            (true, _) => {}
            (false, _) => count += 1,
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_with_a_hanging_indent_and_ignores_escapes() {
        let (model, style) = (Model::default(), Style { colour: true, width: 30 });
        let mut page = Page::new(&model, Lang::Es, &style);
        let red = page.paint(Colour::Red, "rojo");
        page.line(2, &format!("uno dos tres cuatro {red} cinco seis siete"));
        assert_eq!(page.finish(), "  uno dos tres cuatro \u{1b}[31mrojo\u{1b}[0m\n    cinco seis siete\n");
    }
}
