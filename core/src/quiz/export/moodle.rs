//! Moodle XML.

use super::say::{explained, feedback, in_order, name, tags, title};
use super::xml::{Element, paragraphs};
use crate::exact::Lang;
use crate::quiz::{Form, Item, ItemOption, Quiz};

/// The longest tag that Moodle keeps.
const LONGEST_TAG: usize = 50;

/// A quiz in Moodle XML, in one language: a category, then an item each, with the feedback of each answer, tags, and the item's
/// id as its id number. Steps to be put in order are of type `ordering`, which Moodle has had of its own since 4.4.
pub fn moodle_xml(quiz: &Quiz, lang: Lang) -> String {
    let questions = quiz.items.iter().enumerate().map(|(index, item)| question(index, item, lang));
    Element::new("quiz").child(category(&title(quiz, lang))).children(questions).document()
}

fn category(name: &str) -> Element {
    // A slash would begin a category inside the category.
    let path = format!("$course$/top/{}", name.replace('/', "//"));
    Element::new("question").with("type", "category").child(Element::new("category").child(Element::of("text", path)))
}

fn question(index: usize, item: &Item, lang: Lang) -> Element {
    let (kind, answers): (_, Vec<Element>) = match item.form {
        Form::Choice => ("multichoice", item.options.iter().map(|option| choice(option, lang)).collect()),
        Form::Order => ("ordering", in_order(item).into_iter().map(|option| step(option, lang)).collect()),
    };
    let settings: &[(&'static str, &str)] = match item.form {
        Form::Choice => &[("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "abc")],
        Form::Order => &[
            ("layouttype", "VERTICAL"),
            ("selecttype", "ALL"),
            ("selectcount", "0"),
            ("gradingtype", "ALL_OR_NOTHING"),
            ("showgrading", "SHOW"),
            ("numberingstyle", "none"),
        ],
    };
    let tags = tags(item, lang).into_iter().map(|tag| {
        let tag: String = tag.chars().take(LONGEST_TAG).collect();
        Element::new("tag").child(Element::of("text", tag))
    });
    Element::new("question")
        .with("type", kind)
        .child(Element::new("name").child(Element::of("text", name(index, item, lang))))
        .child(html("questiontext", paragraphs([item.scenario.get(lang), item.stem.get(lang)])))
        .child(html("generalfeedback", paragraphs([explained(item, lang).as_str()])))
        .child(Element::of("defaultgrade", "1"))
        .child(Element::of("penalty", "0.3333333"))
        .child(Element::of("hidden", "0"))
        .child(Element::of("idnumber", &*item.id))
        .children(settings.iter().map(|(name, value)| Element::of(name, *value)))
        .child(html("correctfeedback", String::new()))
        .child(html("partiallycorrectfeedback", String::new()))
        .child(html("incorrectfeedback", String::new()))
        .children(answers)
        .child(Element::new("tags").children(tags))
}

fn choice(option: &ItemOption, lang: Lang) -> Element {
    html("answer", paragraphs([option.text.get(lang)]))
        .with("fraction", if option.correct { "100" } else { "0" })
        .child(html("feedback", paragraphs([feedback(option, lang).as_str()])))
}

/// The place of a step is that of its answer among the answers.
fn step(option: &ItemOption, lang: Lang) -> Element {
    html("answer", paragraphs([option.text.get(lang)])).with("fraction", "100")
}

fn html(name: &'static str, text: String) -> Element {
    Element::new(name).with("format", "html").child(Element::of("text", text))
}
