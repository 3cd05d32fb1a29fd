//! The answers to `why` and `ask` in words.

use super::Style;
use super::case::{closing, question, whom};
use super::charge::{element, status};
use super::page::{Colour, Page};
use super::values::{label, value};
use super::words::fill;
use crate::exact::Lang;
use crate::inquiry::{Ask, Change, Question, Why, WhyCount};
use crate::model::Model;
use crate::packed::Str;
use crate::verdict::Of;

/// Options in longer lists are left to `facts`.
const MOST_OPTIONS: usize = 24;

/// Why an offence applies or not, in words.
pub fn render_why(why: &Why, model: &Model, lang: Lang, style: &Style) -> String {
    let mut page = Page::new(model, lang, style);
    for count in &why.counts {
        page.blank();
        of_count(&mut page, &why.offence, count);
    }
    closing(&mut page, model.pack.law_as_of);
    page.finish()
}

fn of_count(page: &mut Page, offence: &str, count: &WhyCount) {
    let words = page.words;
    let of = Of { accused: count.accused.clone(), act: count.act.clone(), victim: count.victim.clone() };
    let whom = whom(page, &of);
    let whom = if whom.is_empty() { String::new() } else { format!(" [{whom}]") };
    let status = status(page, count.status);
    let id = page.paint(Colour::Cyan, offence);
    page.line(0, &format!("{id}{whom}: {status}"));
    if !count.failing.is_empty() {
        page.heading(2, words.failing);
    }
    for one in &count.failing {
        element(page, 4, one);
    }
    if count.changes.is_empty() {
        if !count.failing.is_empty() {
            page.line(2, words.no_change);
        }
        return;
    }
    page.heading(2, words.changes);
    for change in &count.changes {
        let line = of_change(page, change);
        page.line(4, &format!("· {line}"));
    }
}

fn of_change(page: &Page, change: &Change) -> String {
    let words = page.words;
    let one = |(fact, new): (&Str, &serde_json::Value)| {
        let declared = page.model.fact(fact).map(|at| page.model.fact_at(at));
        format!("{}: {} (`{fact}`)", label(words, page.model, fact), value(words, declared, new))
    };
    let set: Vec<String> = change.set.iter().map(one).collect();
    fill(words.change, &[&set.join(words.and), &status(page, change.gives)])
}

/// The next questions, in words.
pub fn render_ask(ask: &Ask, model: &Model, lang: Lang, style: &Style) -> String {
    let mut page = Page::new(model, lang, style);
    if let Some(case) = &ask.case {
        page.heading(0, &fill(page.words.case, &[case]));
    }
    if ask.questions.is_empty() {
        page.line(0, page.words.nothing_to_ask);
    }
    for one in &ask.questions {
        of_question(&mut page, one);
    }
    page.finish()
}

fn of_question(page: &mut Page, one: &Question) {
    let words = page.words;
    let why = page.say(&one.why).to_owned();
    let settles = if why.is_empty() { one.settles.as_slice() } else { &[] };
    question(page, &one.fact, &one.of, &one.question, settles);
    if !why.is_empty() {
        page.line(6, &why);
    }
    if one.options.is_empty() || one.options.len() > MOST_OPTIONS {
        return;
    }
    let options: Vec<String> =
        one.options.iter().map(|option| format!("{} ({})", option.value, page.say(&option.label))).collect();
    page.filled(6, words.options, &[&options.join("; ")]);
}
