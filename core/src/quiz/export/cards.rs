//! Flash cards.

use super::say::{explained, feedback, in_order, letter, tags};
use super::xml::{escape, paragraphs};
use crate::exact::Lang;
use crate::quiz::{Form, Item, Quiz};

/// A card: the question before, the answer behind. Both sides are HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The id of the item.
    pub id: String,
    /// The case, the question and the options.
    pub front: String,
    /// The answer, and why each option is right or wrong.
    pub back: String,
    /// Words to find it by, without spaces.
    pub tags: Vec<String>,
}

/// The items of a quiz as cards, in one language and in their order.
pub fn cards(quiz: &Quiz, lang: Lang) -> Vec<Card> {
    quiz.items.iter().map(|item| card(item, lang)).collect()
}

fn card(item: &Item, lang: Lang) -> Card {
    let front = format!(
        "<div class=\"scenario\">{}</div><div class=\"stem\">{}</div>{}",
        paragraphs([item.scenario.get(lang)]),
        paragraphs([item.stem.get(lang)]),
        list(item.options.iter().map(|option| escape(option.text.get(lang))), "A"),
    );
    let answer = match item.form {
        Form::Choice => {
            let right = item.options.iter().enumerate().filter(|(_, option)| option.correct);
            let said = right.map(|(index, option)| format!("{}. {}", letter(index), option.text.get(lang)));
            let why = item.options.iter().map(|option| escape(&feedback(option, lang)));
            let said: Vec<String> = said.collect();
            format!("<div class=\"answer\">{}</div>{}", paragraphs(said.iter().map(String::as_str)), list(why, "A"))
        }
        Form::Order => list(in_order(item).into_iter().map(|step| escape(step.text.get(lang))), "1"),
    };
    let explained = paragraphs([explained(item, lang).as_str()]);
    Card {
        id: item.id.clone(),
        front,
        back: format!("{answer}<div class=\"why\">{explained}</div>"),
        tags: tags(item, lang).into_iter().map(|tag| tag.replace(char::is_whitespace, "-")).collect(),
    }
}

fn list(items: impl Iterator<Item = String>, numbering: &str) -> String {
    let items: String = items.map(|item| format!("<li>{item}</li>")).collect();
    format!("<ol type=\"{numbering}\">{items}</ol>")
}
