//! A quiz on paper: the questions, and the key on pages of its own.

use super::labels::{Labels, labels};
use super::say::{capitalised, explained, feedback, key, letter, title};
use super::xml::{escape, paragraphs};
use crate::exact::Lang;
use crate::quiz::{Form, Item, Quiz};

const STYLE: &str = "\
body{font:11pt/1.45 Georgia,'Times New Roman',serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111;background:#fff}\
h1{font-size:1.5em}h2{font-size:1.25em}\
.student{display:flex;flex-wrap:wrap;gap:1em 2em;margin:1em 0 2em}.student span{flex:1 0 9em;border-bottom:1px solid #555}\
.item{break-inside:avoid;margin:0 0 1.6em}.stem{font-weight:bold}\
ol{padding-left:1.8em}ol.options{list-style:upper-alpha}.box{white-space:nowrap}\
.key{break-before:page}.meta{color:#444;font-size:.85em}\
@page{margin:2cm}@media print{body{margin:0;padding:0;max-width:none;font-size:10pt}}";

/// A quiz as a page to be printed, in one language: it needs nothing from outside, and the key begins on a page of its own.
pub fn html(quiz: &Quiz, lang: Lang) -> String {
    let labels = labels(lang);
    let title = escape(&title(quiz, lang));
    let questions: String = quiz.items.iter().map(|item| question(item, lang)).collect();
    let answers: String = quiz.items.iter().map(|item| answer(item, lang)).collect();
    let day = quiz.pack.law_as_of.map(|day| format!(" · {day}")).unwrap_or_default();
    let origin = format!("{} {}{day} · tipicidad {}", quiz.pack.name, quiz.pack.version, quiz.tipicidad);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{student}<ol class=\"items\">\n{questions}</ol>\n</main>\n\
         <section class=\"key\">\n<h2>{key}</h2>\n<ol class=\"items\">\n{answers}</ol>\n<p class=\"meta\">{origin}</p>\n</section>\n\
         </body>\n</html>\n",
        code = labels.code,
        student = student(labels, quiz.items.len()),
        key = labels.key,
        origin = escape(&origin),
    )
}

/// Where the student writes.
fn student(labels: &Labels, items: usize) -> String {
    let fields = [labels.name_of_student.to_owned(), labels.date.to_owned(), format!("{} (/{items})", labels.points)];
    let fields: String = fields.iter().map(|field| format!("<span>{field}:</span>")).collect();
    format!("<p class=\"student\">{fields}</p>\n")
}

fn question(item: &Item, lang: Lang) -> String {
    let options: String =
        item.options.iter().map(|option| format!("<li>{}</li>", escape(option.text.get(lang)))).collect();
    let order = match item.form {
        Form::Choice => String::new(),
        Form::Order => {
            let boxes: String = (1..=item.options.len()).map(|place| format!(" {place}. ____")).collect();
            format!("<p class=\"box\">{}:{boxes}</p>", labels(lang).order_here)
        }
    };
    format!(
        "<li class=\"item\">{}<p class=\"stem\">{}</p><ol class=\"options\">{options}</ol>{order}</li>\n",
        paragraphs([item.scenario.get(lang)]),
        escape(item.stem.get(lang)),
    )
}

fn answer(item: &Item, lang: Lang) -> String {
    let labels = labels(lang);
    let why = item.options.iter().enumerate().map(|(index, option)| {
        let said = format!("{}. {}", letter(index), feedback(option, lang));
        format!("<p>{}</p>", escape(&said))
    });
    // The reasons of steps are in the explanation, in their order.
    let why: String = if item.form == Form::Choice { why.collect() } else { String::new() };
    let meta = format!(
        "{} · {} {} · {}",
        capitalised(item.kind.text().get(lang)),
        labels.difficulty,
        item.difficulty,
        item.provisions.join(", ")
    );
    format!(
        "<li class=\"item\"><p class=\"stem\">{}</p>{}{why}<p class=\"meta\">{}</p></li>\n",
        key(item).join(" "),
        paragraphs([explained(item, lang).as_str()]),
        escape(&meta),
    )
}
