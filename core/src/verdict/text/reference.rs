//! Provisions, changes and facts in words: `show`, `catalogue`, `diff` and `facts`.

use super::Style;
use super::page::{Colour, Page};
use super::penalty::{consequence, effect, penalty};
use super::values::date;
use super::words::{Words, fill, word_of};
use crate::catalogue::{
    Catalogue, Change, Diff, Entry, EntryStatus, Requirement, Rule, Show, ShowVersion, StatedPenalty, decimal,
};
use crate::exact::Lang;
use crate::model::{AssumedValue, Fact, FactType, Model, ProsecutionMode};
use crate::packed::Str;

/// One provision at length.
pub fn render_show(show: &Show, model: &Model, lang: Lang, style: &Style) -> String {
    let mut page = Page::new(model, lang, style);
    for rule in &show.rules {
        page.blank();
        of_rule(&mut page, rule);
    }
    page.blank();
    page.heading(0, page.words.examples);
    if show.examples.is_empty() {
        page.line(2, page.words.no_examples);
    }
    for example in &show.examples {
        let name = page.say(&example.name).to_owned();
        page.line(2, &format!("· {name} ({})", example.charges.join(", ")));
    }
    page.finish()
}

fn of_rule(page: &mut Page, rule: &Rule) {
    let words = page.words;
    let name = page.paint(Colour::Bold, page.say(&rule.name));
    let id = page.paint(Colour::Cyan, &rule.id);
    page.line(0, &format!("{name} ({id}) · {}", words.kind(rule.kind)));
    let place: Vec<&str> = [Some(&rule.law), rule.title.as_ref(), rule.chapter.as_ref()]
        .into_iter()
        .flatten()
        .map(|text| page.say(text))
        .filter(|text| !text.is_empty())
        .collect();
    let place = page.paint(Colour::Dim, &place.join(" · "));
    page.line(0, &place);
    let gist = page.say(&rule.gist).to_owned();
    if !gist.is_empty() {
        page.line(2, &gist);
    }
    for version in &rule.versions {
        page.blank();
        of_version(page, version);
    }
}

fn of_version(page: &mut Page, version: &ShowVersion) {
    let words = page.words;
    let entry = &version.entry;
    let mut head = page.paint(Colour::Bold, &period(words, entry));
    if version.older {
        head.push_str(&format!(", {}", words.older));
    }
    if !entry.gazette.is_empty() {
        let days: Vec<String> = entry.gazette.iter().map(ToString::to_string).collect();
        head.push_str(&fill(words.gazette, &[&days.join(", ")]));
    }
    page.line(2, &head);
    if entry.status != EntryStatus::Encoded {
        let status = page.paint(Colour::Yellow, status(words, entry.status));
        let why = version.uncertain.as_ref().map(|why| format!(": {}", page.say(why))).unwrap_or_default();
        page.line(4, &format!("{status}{why}"));
    }
    reach(page, entry);
    requirements(page, words.asks, &version.asks);
    requirements(page, words.exceptions, &version.exceptions);
    ranges(page, 4, entry);
    if !version.consequences.is_empty() {
        page.heading(4, words.consequences);
    }
    for one in &version.consequences {
        let letters = if one.letters.is_empty() { String::new() } else { format!(" [{}]", one.letters.join(", ")) };
        page.line(6, &format!("· {}{letters}", consequence(words, one)));
    }
    if let Some(mode) = entry.prosecution {
        let mode = match mode {
            ProsecutionMode::ExOfficio => words.ex_officio,
            ProsecutionMode::Complaint => words.complaint,
        };
        page.filled(4, words.prosecution, &[mode, &entry.id]);
    }
    if !version.values.is_empty() {
        page.heading(4, words.values);
    }
    for (name, text) in &version.values {
        let text = page.say(text).to_owned();
        page.line(6, &format!("· {name}: {text}"));
    }
    if !entry.facts.is_empty() {
        let line = page.paint(Colour::Dim, &fill(words.facts_read, &[&entry.facts.join(", ")]));
        page.line(4, &line);
    }
}

fn reach(page: &mut Page, entry: &Entry) {
    let words = page.words;
    for (template, list) in [
        (words.applies_to, &entry.applies_to),
        (words.punishes, &entry.punishes),
        (words.instead_of, &entry.instead_of),
    ] {
        if !list.is_empty() {
            page.filled(4, template, &[&list.join(", ")]);
        }
    }
}

fn requirements(page: &mut Page, heading: &str, all: &[Requirement]) {
    if all.is_empty() {
        return;
    }
    page.heading(4, heading);
    for one in all {
        let role = one.role.map(|role| format!("{}: ", page.words.role(role))).unwrap_or_default();
        let text = page.say(&one.text).to_owned();
        page.line(6, &format!("· {role}{text}"));
        for letter in &one.letters {
            let (label, when) = (page.say(&letter.label).to_owned(), page.say(&letter.when).to_owned());
            let said = if label == when || label.is_empty() { when } else { format!("{label} — {when}") };
            page.line(8, &format!("{}) {said}", letter.name));
        }
    }
}

/// The penalties and effects of an entry.
fn ranges(page: &mut Page, indent: usize, entry: &Entry) {
    let words = page.words;
    if !entry.penalties.is_empty() {
        page.heading(indent, words.kind(crate::model::Kind::Penalty));
    }
    for stated in &entry.penalties {
        let line = range(page, stated);
        page.line(indent + 2, &format!("· {line}"));
    }
    if !entry.effects.is_empty() {
        page.heading(indent, words.effects);
    }
    for stated in &entry.effects {
        let letters = list_of(&stated.letters);
        page.line(indent + 2, &format!("· {letters}{}", effect(words, &stated.effect)));
    }
}

fn list_of(letters: &[Str]) -> String {
    if letters.is_empty() { String::new() } else { format!("{}: ", letters.join(", ")) }
}

fn range(page: &Page, stated: &StatedPenalty) -> String {
    let words = page.words;
    let row = stated.row.as_ref().filter(|row| !row.is_empty()).map(|row| format!("{row}: ")).unwrap_or_default();
    let mut line = format!("{}{row}{}", list_of(&stated.letters), penalty(words, &stated.penalty));
    if let Some(when) = &stated.when {
        line.push_str(&format!(", {}", fill(words.when, &[page.say(when)])));
    }
    if let Some(id) = &stated.same_as {
        line.push_str(&format!(" ({})", fill(words.same_as, &[id])));
    }
    line
}

fn period(words: &Words, entry: &Entry) -> String {
    match entry.until {
        Some(until) => fill(words.since, &[&date(words, entry.since), &date(words, until)]),
        None => fill(words.until, &[&date(words, entry.since)]),
    }
}

fn status(words: &Words, status: EntryStatus) -> &'static str {
    match status {
        EntryStatus::Encoded => words.status_encoded,
        EntryStatus::Gap => words.status_gap,
        EntryStatus::WordingUncertain => words.status_uncertain,
    }
}

/// Every provision and version.
pub fn render_catalogue(catalogue: &Catalogue, model: &Model, lang: Lang, style: &Style) -> String {
    let mut page = Page::new(model, lang, style);
    let words = page.words;
    let mut last: Option<(&str, crate::model::Kind)> = None;
    for entry in &catalogue.provisions {
        let key = (entry.id.as_str(), entry.kind);
        if last != Some(key) {
            page.blank();
            let id = page.paint(Colour::Cyan, &entry.id);
            let name = page.paint(Colour::Bold, page.say(&entry.name));
            page.line(0, &format!("{id} {name} · {}", words.kind(entry.kind)));
            last = Some(key);
        }
        let mut line = period(words, entry);
        if entry.status != EntryStatus::Encoded {
            let status = page.paint(Colour::Yellow, status(words, entry.status));
            line.push_str(&format!(" · {status}"));
        }
        page.line(2, &line);
        for stated in &entry.penalties {
            let line = range(&page, stated);
            page.line(4, &format!("· {line}"));
        }
        for stated in &entry.effects {
            page.line(4, &format!("· {}{}", list_of(&stated.letters), effect(words, &stated.effect)));
        }
    }
    page.blank();
    let pack = &catalogue.pack;
    let day = pack.law_as_of.map_or_else(|| words.unknown.to_owned(), |day| date(words, day));
    let provisions = model.provisions.len().to_string();
    let versions = catalogue.provisions.len().to_string();
    page.filled(0, words.provisions, &[&pack.name, &pack.version, &provisions, &versions, &day]);
    page.finish()
}

/// What changed between two days.
pub fn render_diff(diff: &Diff, model: &Model, lang: Lang, style: &Style) -> String {
    let mut page = Page::new(model, lang, style);
    let words = page.words;
    let (from, to) = (page.date(diff.from), page.date(diff.to));
    if diff.changes.is_empty() {
        page.filled(0, words.no_changes, &[&from, &to]);
        return page.finish();
    }
    let heading = fill(words.diff, &[&from, &to, &diff.changes.len().to_string()]);
    page.heading(0, &heading);
    for change in &diff.changes {
        of_change(&mut page, change);
    }
    page.finish()
}

fn of_change(page: &mut Page, change: &Change) {
    let words = page.words;
    let what: Vec<&str> = change.what.iter().map(|what| word_of(&words.changed, what)).collect();
    let id = page.paint(Colour::Cyan, &change.id);
    let name = page.paint(Colour::Bold, page.say(&change.name));
    page.blank();
    page.line(0, &format!("{id} {name} · {}: {}", words.kind(change.kind), what.join(", ")));
    for (template, entry) in [(words.before, &change.before), (words.after, &change.after)] {
        if let Some(entry) = entry {
            page.filled(2, template, &[&period(words, entry)]);
            if entry.status != EntryStatus::Encoded {
                let status = page.paint(Colour::Yellow, status(words, entry.status));
                page.line(4, &status);
            }
            ranges(page, 4, entry);
            if change.what.contains(&"applies_to") {
                reach(page, entry);
            }
        }
    }
}

/// The vocabulary.
pub fn render_facts(model: &Model, lang: Lang, style: &Style) -> String {
    let mut page = Page::new(model, lang, style);
    for fact in &model.facts {
        of_fact(&mut page, fact);
    }
    page.finish()
}

fn of_fact(page: &mut Page, fact: &Fact) {
    let words = page.words;
    let name = page.paint(Colour::Cyan, &fact.name);
    let label = page.paint(Colour::Bold, page.say(&fact.label));
    let mut line = format!("{name} {label} · {}", kind(words, &fact.kind));
    if let Some(assumed) = &fact.assumed {
        line.push_str(&format!(" · {}", fill(words.assumed_value, &[&assumed_words(page, fact, assumed)])));
    }
    if fact.derived.is_some() {
        line.push_str(&format!(" · {}", words.derived));
    }
    page.line(0, &line);
    let question = page.say(&fact.question).to_owned();
    if !question.is_empty() {
        page.line(2, &question);
    }
    for value in &fact.values {
        let label = page.say(&value.label).to_owned();
        page.line(4, &format!("{}: {label}", value.name));
    }
}

fn kind(words: &Words, kind: &FactType) -> String {
    let code = match kind {
        FactType::Flag => "flag",
        FactType::Number { unit, min, max, scale } => {
            let range = fill(words.between, &[&decimal(*min, *scale), &decimal(*max, *scale)]);
            let unit = word_of(&words.units, unit);
            return format!("{} {range} {unit}", word_of(&words.types, "number")).trim_end().to_owned();
        }
        FactType::Date => "date",
        FactType::Money => "money",
        FactType::OneOf => "one_of",
        FactType::AnyOf => "any_of",
        FactType::Country => "country",
        FactType::Countries => "countries",
        FactType::Offences => "offences",
        FactType::Term => "term",
        FactType::Text => "text",
        FactType::Events => "events",
    };
    word_of(&words.types, code).to_owned()
}

fn assumed_words(page: &Page, fact: &Fact, assumed: &AssumedValue) -> String {
    let words = page.words;
    match assumed {
        AssumedValue::Flag(true) => words.yes.to_owned(),
        AssumedValue::Flag(false) => words.no.to_owned(),
        AssumedValue::Number(n) => match &fact.kind {
            FactType::Number { scale, .. } => decimal(*n, *scale),
            _ => n.to_string(),
        },
        AssumedValue::Members(names) if names.is_empty() => words.none.to_owned(),
        AssumedValue::Members(names) => {
            let label = |name: &Str| {
                fact.values.iter().find(|v| v.name == *name).map_or(name.clone(), |v| page.say(&v.label).into())
            };
            names.iter().map(label).collect::<Vec<_>>().join(", ")
        }
    }
}
