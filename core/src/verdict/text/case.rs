//! A whole verdict in words.

use super::charge::{charge, element};
use super::page::{Colour, Page};
use super::penalty::{penalty, pesos};
use super::reason::grounds;
use super::words::{fill, word_of};
use crate::exact::Text;
use crate::model::Role;
use crate::packed::Str;
use crate::verdict::{Concurrence, CountVerdict, Element, Extradition, Met, Missing, Of, Verdict};

/// The whole answer.
pub(super) fn verdict(page: &mut Page, verdict: &Verdict) {
    let words = page.words;
    if let Some(name) = verdict.case.as_deref().or(verdict.title.as_deref()) {
        let title = verdict.title.as_deref().filter(|title| *title != name);
        let name = title.map_or_else(|| name.to_owned(), |title| format!("{name} · {title}"));
        page.heading(0, &fill(words.case, &[&name]));
    }
    page.filled(0, words.judged, &[&page.date(verdict.as_of), &verdict.pack.name, &verdict.pack.version]);
    if !verdict.readings.is_empty() {
        let readings: Vec<String> = verdict.readings.iter().map(|(name, value)| format!("{name}={value}")).collect();
        page.filled(0, words.readings, &[&readings.join(", ")]);
    }
    if verdict.counts.iter().all(|count| count.charges.is_empty()) {
        page.blank();
        page.line(0, words.nothing);
    }
    for (at, one) in verdict.counts.iter().enumerate().filter(|(_, count)| !count.charges.is_empty()) {
        count(page, at + 1, one, verdict.counts.len());
    }
    if let Some(concurrence) = &verdict.concurrence {
        concurrences(page, concurrence);
    }
    jurisdictions(page, verdict);
    if let Some(extradition) = &verdict.extradition {
        extraditions(page, extradition);
    }
    super::timeline::timeline(page, verdict);
    questions(page, &verdict.missing);
    notices(page, verdict);
    closing(page, verdict.pack.law_as_of);
}

fn count(page: &mut Page, number: usize, count: &CountVerdict, of: usize) {
    let of_whom = Of { accused: count.accused.clone(), act: count.act.clone(), victim: count.victim.clone() };
    let named = whom(page, &of_whom);
    page.blank();
    match (of > 1, named.is_empty()) {
        (true, true) => page.heading(0, &fill(page.words.count, &[&number.to_string()])),
        (true, false) => page.heading(0, &format!("{}: {named}", fill(page.words.count, &[&number.to_string()]))),
        (false, false) => page.heading(0, &named),
        (false, true) => {}
    }
    for (at, one) in count.charges.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        charge(page, one);
    }
}

/// The accused, the act and the victim that have names.
pub(super) fn whom(page: &Page, of: &Of) -> String {
    let words = page.words;
    let parts = [(words.accused, &of.accused), (words.act, &of.act), (words.victim, &of.victim)];
    let named = parts.iter().filter_map(|(template, name)| name.as_ref().map(|name| fill(template, &[name])));
    named.collect::<Vec<_>>().join(", ")
}

fn concurrences(page: &mut Page, concurrence: &Concurrence) {
    let words = page.words;
    page.blank();
    page.heading(0, words.concurrence);
    for one in &concurrence.by_accused {
        if let Some(accused) = &one.accused {
            page.line(2, &fill(words.accused, &[accused]));
        }
        for group in &one.groups {
            let kind = word_of(&words.groups, group.kind);
            let counts: Vec<String> = group.counts.iter().map(|n| (n + 1).to_string()).collect();
            let counts = fill(words.counts, &[&counts.join(", ")]);
            page.line(4, &format!("· {kind}: {counts} ({})", group.by));
        }
        for step in &one.steps {
            let said = page.say(&step.text).to_owned();
            page.line(4, &format!("· {}: {said}", step.by));
        }
        if let Some(shape) = &one.established {
            page.filled(4, words.result, &[&penalty(words, shape)]);
            pesos(words, shape).iter().for_each(|line| page.line(6, line));
        }
        if let Some(shape) = one.possible.as_ref().filter(|_| one.possible != one.established) {
            page.filled(4, words.possible, &[&penalty(words, shape)]);
        }
    }
}

fn jurisdictions(page: &mut Page, verdict: &Verdict) {
    if verdict.jurisdiction.is_empty() {
        return;
    }
    let words = page.words;
    page.blank();
    page.heading(0, words.jurisdiction);
    for one in &verdict.jurisdiction {
        let mut said: Vec<String> = one.act.iter().map(|act| fill(words.act, &[act])).collect();
        said.push(fill(words.republic, &[words.met(one.status)]));
        said.push(fill(words.federal, &[words.met(one.federal)]));
        page.line(2, &said.join("; "));
        one.grounds.iter().for_each(|ground| element(page, 4, ground));
    }
}

fn extraditions(page: &mut Page, extradition: &Extradition) {
    let words = page.words;
    page.blank();
    page.heading(0, words.extradition);
    for request in &extradition.requests {
        let conclusion = word_of(&words.conclusion, request.conclusion.word());
        let governs = match &request.treaty {
            Some(treaty) => fill(words.governs[0], &[treaty]),
            None => words.governs[1].to_owned(),
        };
        let id = request.id.as_ref().map_or_else(String::new, |id| format!("{id}: "));
        page.line(2, &format!("{id}{conclusion} ({governs})"));
        request.conditions.iter().for_each(|one| condition(page, 4, one));
        for charge in &request.charges {
            let conclusion = word_of(&words.conclusion, charge.conclusion.word());
            page.line(4, &format!("{}: {conclusion}", charge.offence));
            charge.conditions.iter().for_each(|one| condition(page, 6, one));
        }
        if !request.undertakings.is_empty() {
            page.heading(4, words.undertakings);
        }
        for one in &request.undertakings {
            let said = page.say(&one.text).to_owned();
            let mark = match one.status {
                "given" => "✓",
                "missing" => "✗",
                _ => "?",
            };
            page.line(6, &format!("{mark} {said} ({})", one.by));
        }
        if !request.dates.is_empty() {
            page.heading(4, words.due);
        }
        for one in &request.dates {
            let (day, said) = (page.date(one.date), page.say(&one.text).to_owned());
            page.line(6, &format!("{day}: {said} ({})", one.by));
        }
    }
}

/// A condition of extradition. What does not stand in the way of it is not told, unless it was required.
fn condition(page: &mut Page, indent: usize, one: &Element) {
    let hinders = matches!(one.role, Role::Bar | Role::Discretion | Role::Postponement);
    let mark = match (one.status, hinders) {
        (Met::Met, true) if one.role != Role::Bar => "!",
        (Met::Unmet, true) if one.by == one.id => return,
        (Met::Met, false) | (Met::Unmet, true) => "✓",
        (Met::Unmet, false) | (Met::Met, true) => "✗",
        _ => "?",
    };
    let (role, said) = (page.words.role(one.role), page.say(&one.text).to_owned());
    page.line(indent, &format!("{mark} {role}: {said} ({})", one.by));
    if mark != "✓" {
        let why = grounds(page, &one.because);
        super::charge::because(page, indent + 4, &why);
    }
}

fn questions(page: &mut Page, missing: &[Missing]) {
    if missing.is_empty() {
        return;
    }
    page.blank();
    page.heading(0, page.words.questions);
    for one in missing {
        question(page, &one.fact, &one.of, &one.question, &one.settles);
    }
}

/// A question, of whom it is asked and what it settles.
pub(super) fn question(page: &mut Page, fact: &str, of: &Of, question: &Text, settles: &[Str]) {
    let whom = whom(page, of);
    let whom = if whom.is_empty() { String::new() } else { format!(" [{whom}]") };
    let fact = page.paint(Colour::Cyan, fact);
    page.line(2, &format!("· {}{whom} — {fact}", page.say(question)));
    if !settles.is_empty() {
        let settles = page.paint(Colour::Dim, &fill(page.words.settles, &[&settles.join(", ")]));
        page.line(6, &settles);
    }
}

fn notices(page: &mut Page, verdict: &Verdict) {
    if verdict.notices.is_empty() {
        return;
    }
    page.blank();
    page.heading(0, page.words.notices);
    for notice in &verdict.notices {
        let by = notice.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
        let text = page.say(&notice.text).to_owned();
        page.line(2, &format!("· {text}{by}"));
    }
}

/// The line that closes every answer about a case.
pub(super) fn closing(page: &mut Page, law_as_of: Option<crate::exact::Date>) {
    page.blank();
    let line = match law_as_of {
        Some(day) => fill(page.words.closing, &[&page.date(day)]),
        None => page.words.closing_undated.to_owned(),
    };
    let line = page.paint(Colour::Dim, &line);
    page.line(0, &line);
}
