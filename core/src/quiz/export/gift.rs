//! GIFT, the plain text that Moodle and many others read.

use super::say::{explained, feedback, name, tags, title};
use crate::exact::Lang;
use crate::quiz::{Form, Item, ItemOption, Quiz};

/// The format of every text: not markup, shown as it stands. Answers and feedback take on that of the question.
const PLAIN: &str = "[plain]";

/// A quiz in GIFT, in one language: a category, then an item each, with its id and tags in a comment as Moodle reads them.
///
/// GIFT has no question of ordering that all readers know: steps to be put in order are matched with their places, and the reason
/// of each is in the general feedback.
pub fn gift(quiz: &Quiz, lang: Lang) -> String {
    // A slash would begin a category inside the category.
    let category = title(quiz, lang).replace('/', "//");
    let mut out = format!("$CATEGORY: $course$/top/{category}\n");
    for (index, item) in quiz.items.iter().enumerate() {
        out.push_str(&one(index, item, lang));
    }
    out
}

fn one(index: usize, item: &Item, lang: Lang) -> String {
    let tags: String = tags(item, lang).iter().map(|tag| format!(" [tag:{}]", bracketed(tag))).collect();
    let question = format!("{}\n\n{}", item.scenario.get(lang), item.stem.get(lang));
    let answers: String = match item.form {
        Form::Choice => item.options.iter().map(|option| choice(option, lang)).collect(),
        Form::Order => item.options.iter().map(|option| step(option, lang)).collect(),
    };
    format!(
        "\n// [id:{id}]{tags}\n::{name}::{PLAIN}{question} {{\n{answers}\t####{explained}\n}}\n",
        id = item.id,
        name = escape(&name(index, item, lang)),
        question = escape(question.trim()),
        explained = escape(&explained(item, lang)),
    )
}

fn choice(option: &ItemOption, lang: Lang) -> String {
    let mark = if option.correct { '=' } else { '~' };
    let text = escape(option.text.get(lang));
    // At the beginning of an answer `%` begins a weight and `[` a format.
    let plain = if text.starts_with(['%', '[']) { PLAIN } else { "" };
    format!("\t{mark}{plain}{text}#{}\n", escape(&feedback(option, lang)))
}

/// A step on the left, so that its place is chosen. An arrow of its own would end it.
fn step(option: &ItemOption, lang: Lang) -> String {
    let text = escape(&option.text.get(lang).replace("->", "→"));
    format!("\t={text} -> {}\n", option.place.unwrap_or_default())
}

/// Text in which nothing means anything to GIFT.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text between brackets in a comment, where only the closing one is escaped.
fn bracketed(text: &str) -> String {
    text.replace(']', "\\]")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_in_a_text_means_anything_to_gift() {
        assert_eq!(escape("a: {b} = c ~ d # e \\n"), "a\\: \\{b\\} \\= c \\~ d \\# e \\\\n");
        assert_eq!(escape("a\nb\tc"), "a\\nb c");
    }
}
