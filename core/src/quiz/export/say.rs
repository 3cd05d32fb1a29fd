//! What every export says of a quiz and its items.

use super::labels::labels;
use crate::exact::Lang;
use crate::quiz::{Form, Item, ItemOption, Quiz};
use crate::verdict::Citation;

/// The name of a quiz.
pub fn title(quiz: &Quiz, lang: Lang) -> String {
    (labels(lang).title)(&quiz.pack.name, quiz.plan.seed)
}

/// The name of the item at a place, from 0, in a list of many: `007 Qué delito se integra · CPF:201`.
pub(super) fn name(index: usize, item: &Item, lang: Lang) -> String {
    let number = index + 1;
    let kind = capitalised(item.kind.text().get(lang));
    match item.provisions.first() {
        Some(provision) => format!("{number:03} {kind} · {provision}"),
        None => format!("{number:03} {kind}"),
    }
}

/// Words to find an item by: its kind, its difficulty, provisions and elements.
pub(super) fn tags(item: &Item, lang: Lang) -> Vec<String> {
    let mut tags = vec![item.kind.word().to_owned(), format!("{} {}", labels(lang).difficulty, item.difficulty)];
    tags.extend(item.provisions.iter().chain(&item.elements).cloned());
    let mut seen = Vec::new();
    tags.retain(|tag| {
        let new = !seen.contains(tag);
        seen.push(tag.clone());
        new
    });
    tags
}

/// The options of an item to be put in order, in the right order.
pub(super) fn in_order(item: &Item) -> Vec<&ItemOption> {
    let mut steps: Vec<&ItemOption> = item.options.iter().collect();
    steps.sort_by_key(|option| option.place);
    steps
}

/// The name of an option by its place, from 0: A to Z, then 27 and so on.
pub(super) fn letter(index: usize) -> String {
    match u8::try_from(index) {
        Ok(index) if index < 26 => char::from(b'A' + index).to_string(),
        _ => (index + 1).to_string(),
    }
}

/// The letters of the answer: that of the right option, or those of all of them in the right order.
pub(super) fn key(item: &Item) -> Vec<String> {
    let mut letters: Vec<(Option<u32>, String)> = item
        .options
        .iter()
        .enumerate()
        .filter(|(_, option)| option.correct)
        .map(|(index, option)| (option.place, letter(index)))
        .collect();
    letters.sort_by_key(|(place, _)| *place);
    letters.into_iter().map(|(_, letter)| letter).collect()
}

/// What an option says when it is chosen: the mistake it stands for, why it is right or wrong, and the provisions that say so.
pub(super) fn feedback(option: &ItemOption, lang: Lang) -> String {
    let labels = labels(lang);
    let verdict = match &option.mistake {
        Some(mistake) => format!("{}: {}", labels.mistake, mistake.text.get(lang)),
        None if option.correct => labels.right.to_owned(),
        None => labels.wrong.to_owned(),
    };
    let why = option.why.get(lang);
    let reason = if why.is_empty() { String::new() } else { format!(" {why}") };
    let citations =
        if option.citations.is_empty() { String::new() } else { format!(" ({})", option.citations.join(", ")) };
    format!("{verdict}.{reason}{citations}")
}

/// The whole answer, in lines: the explanation, for steps the reason of each, and the sources.
pub(super) fn explained(item: &Item, lang: Lang) -> String {
    let mut lines = Vec::new();
    if item.form == Form::Order {
        lines.push(format!("{}:", labels(lang).right_order));
        for (index, step) in in_order(item).into_iter().enumerate() {
            lines.push(format!("{}. {} — {}", index + 1, step.text.get(lang), step.why.get(lang)));
        }
    }
    lines.push(item.explanation.get(lang).to_owned());
    lines.push(sources(&item.citations, lang));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Each article once, with its clauses.
fn sources(citations: &[Citation], lang: Lang) -> String {
    let labels = labels(lang);
    let mut articles: Vec<(String, Vec<&str>)> = Vec::new();
    for citation in citations {
        let article = format!("{}, {} {}", citation.law.get(lang), labels.article, citation.article.replace('-', " "));
        let at = articles.iter().position(|(known, _)| *known == article).unwrap_or_else(|| {
            articles.push((article, Vec::new()));
            articles.len() - 1
        });
        let clauses = &mut articles[at].1;
        clauses.extend(citation.clause.as_deref().filter(|clause| !clauses.contains(clause)));
    }
    if articles.is_empty() {
        return String::new();
    }
    let said = articles.into_iter().map(|(article, clauses)| match clauses.is_empty() {
        true => article,
        false => format!("{article} ({})", clauses.join(", ")),
    });
    format!("{}: {}.", labels.sources, said.collect::<Vec<_>>().join("; "))
}

/// With a capital at the beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
