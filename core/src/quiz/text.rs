//! A quiz in words: the questions first, the key after them.

use super::item::{Form, Item, Quiz};
use super::say::{either, sentence};
use crate::exact::Lang;
use crate::model::Model;
use crate::verdict::text::Style;
use crate::verdict::text::page::Page;

/// The letters of options, in order.
const LETTERS: [char; 12] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];

/// A quiz in words, the key on a part of its own; the model lends nothing but the page.
pub fn render_quiz(quiz: &Quiz, model: &Model, lang: Lang, style: &Style) -> String {
    let mut page = Page::new(model, lang, style);
    for (at, item) in quiz.items.iter().enumerate() {
        question(&mut page, lang, at + 1, item);
    }
    page.blank();
    page.heading(0, &either(lang, "Clave", "Key"));
    for (at, item) in quiz.items.iter().enumerate() {
        key(&mut page, lang, at + 1, item);
    }
    page.finish()
}

fn question(page: &mut Page<'_>, lang: Lang, number: usize, item: &Item) {
    page.blank();
    page.line(0, &format!("{number}. {}", item.scenario.get(lang)));
    page.line(3, item.stem.get(lang));
    for (letter, option) in LETTERS.iter().zip(&item.options) {
        page.line(3, &format!("{letter}) {}", option.text.get(lang)));
    }
}

fn key(page: &mut Page<'_>, lang: Lang, number: usize, item: &Item) {
    page.blank();
    let lettered = || LETTERS.iter().zip(&item.options);
    let right = match item.form {
        Form::Choice => lettered().filter(|(_, o)| o.correct).map(|(letter, _)| letter.to_string()).collect::<Vec<_>>(),
        Form::Order => {
            let mut order: Vec<_> = lettered().map(|(letter, o)| (o.place, letter.to_string())).collect();
            order.sort_unstable();
            order.into_iter().map(|(_, letter)| letter).collect()
        }
    };
    page.line(0, &format!("{number}. {}) {}", right.join(", "), sentence(item.explanation.get(lang))));
    for (letter, option) in lettered().filter(|(_, option)| !option.correct) {
        let mistake = option.mistake.as_ref().map_or("", |made| made.text.get(lang));
        page.line(3, &format!("{letter}) {} {}", sentence(mistake), option.why.get(lang)));
    }
}
