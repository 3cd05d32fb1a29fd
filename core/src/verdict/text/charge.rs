//! One charge in words.

use super::page::{Colour, Page};
use super::penalty::{consequences, outcome, penalty};
use super::reason::{grounds, letters};
use super::values::{label, term, value};
use super::words::{fill, word_of};
use crate::exact::Date;
use crate::packed::Str;
use crate::verdict::{Assumption, Charge, Citation, Element, Met, Milder, Prescription, Qualifier, Span, Status};

/// A charge: what it is, why, what it carries and where that is written.
pub(super) fn charge(page: &mut Page, charge: &Charge) {
    headline(page, charge);
    page.heading(4, page.words.elements);
    for one in &charge.elements {
        element(page, 6, one);
    }
    let raised: Vec<&Element> =
        charge.exceptions.iter().filter(|e| matches!(e.status, Met::Met | Met::Unknown)).collect();
    if !raised.is_empty() {
        page.heading(4, page.words.exceptions);
        raised.into_iter().for_each(|one| element(page, 6, one));
    }
    qualifiers(page, &charge.qualifiers);
    gradings(page, charge);
    outcome(page, &charge.penalty);
    consequences(page, page.words.measures, &charge.measures);
    prosecution(page, charge);
    if let Some(found) = &charge.prescription {
        prescription(page, found);
    }
    if let Some(milder) = &charge.milder_version {
        later_law(page, milder);
    }
    assumptions(page, &charge.assumptions);
    if !charge.missing.is_empty() {
        let labels: Vec<String> = charge.missing.iter().map(|fact| named(page, fact)).collect();
        page.filled(4, page.words.missing, &[&labels.join("; ")]);
    }
    citations(page, &charge.citations);
}

fn headline(page: &mut Page, charge: &Charge) {
    let words = page.words;
    let name = page.paint(Colour::Bold, page.say(&charge.name));
    let id = page.paint(Colour::Cyan, &charge.offence);
    let status = status(page, charge.status);
    page.line(2, &format!("{name} ({id}): {status}"));
    let dates = format!("{}; {}", span(page, charge.version), fill(words.law_date, &[&page.date(charge.law_date)]));
    let dates = page.paint(Colour::Dim, &dates);
    page.line(4, &dates);
    if let Some(by) = &charge.excluded_by {
        page.filled(4, words.excluded_by, &[&by.id, words.bars(by.bars)]);
    }
    if let Some(by) = &charge.displaced_by {
        page.filled(4, words.displaced_by, &[&by.id, words.ground(by.ground), &by.by]);
    }
    if !charge.may_be_displaced_by.is_empty() {
        page.filled(4, words.may_be_displaced, &[&charge.may_be_displaced_by.join(", ")]);
    }
}

/// A status in its colour.
pub(super) fn status(page: &Page, status: Status) -> String {
    let colour = match status {
        Status::Applies => Colour::Red,
        Status::Undetermined => Colour::Yellow,
        Status::Displaced | Status::Excluded => Colour::Cyan,
        Status::NotMadeOut | Status::NotInForce => Colour::Dim,
    };
    page.paint(colour, &page.words.status(status).to_uppercase())
}

/// The days of a version.
pub(super) fn span(page: &Page, span: Span) -> String {
    let first = |since| {
        let day = page.date(since);
        if span.open_start { fill(page.words.or_before, &[&day]) } else { day }
    };
    match (span.since, span.until) {
        (Some(since), Some(until)) => fill(page.words.in_force, &[&first(since), &page.date(until)]),
        (Some(since), None) => fill(page.words.in_force_since, &[&first(since)]),
        (None, _) => page.words.not_in_force.to_owned(),
    }
}

/// The mark of a status.
pub(super) fn mark(page: &Page, met: Met) -> String {
    match met {
        Met::Met => page.paint(Colour::Green, "✓"),
        Met::Unmet => page.paint(Colour::Red, "✗"),
        Met::Unknown => page.paint(Colour::Yellow, "?"),
        Met::Waived => page.paint(Colour::Dim, "–"),
    }
}

/// An element and the facts that decided it.
pub(super) fn element(page: &mut Page, indent: usize, element: &Element) {
    let words = page.words;
    let mark = mark(page, element.status);
    let role = words.role(element.role);
    // A text that begins with the name of its fact may repeat the role.
    let text = page.say(&element.text);
    let text = text.strip_prefix(role).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(text).to_owned();
    let mut line = format!("{mark} {role}: {text}");
    let letters = letters(&element.because);
    if !letters.is_empty() && element.status != Met::Unmet {
        line.push_str(&format!(" ({})", lettered(page, &letters)));
    }
    if element.status != Met::Met {
        line.push_str(&format!(" [{}]", words.met(element.status)));
    }
    page.line(indent, &line);
    let mut why = grounds(page, &element.because);
    why.retain(|ground| *ground != page.say(&element.text));
    because(page, indent + 4, &why);
}

/// The facts that decided, under what they decided.
pub(super) fn because(page: &mut Page, indent: usize, why: &[String]) {
    if !why.is_empty() {
        let why = page.paint(Colour::Dim, &why.join("; "));
        page.line(indent, &why);
    }
}

fn lettered(page: &Page, letters: &[&str]) -> String {
    fill(page.words.letters[usize::from(letters.len() > 1)], &[&letters.join(", ")])
}

fn qualifiers(page: &mut Page, all: &[Qualifier]) {
    if all.is_empty() {
        return;
    }
    let words = page.words;
    page.heading(4, words.qualifiers);
    for one in all {
        let mark = mark(page, one.status);
        let id = page.paint(Colour::Cyan, &one.id);
        let mut line = format!("{mark} {} ({id})", page.say(&one.name));
        if !one.letters.is_empty() {
            let letters: Vec<&str> = one.letters.iter().map(Str::as_str).collect();
            line.push_str(&format!(", {}", lettered(page, &letters)));
        }
        if !one.unknown_letters.is_empty() {
            line.push_str(&format!(", {}", fill(words.unknown_letters, &[&one.unknown_letters.join(", ")])));
        }
        if let Some(shape) = &one.effect {
            line.push_str(&format!(": {}", super::penalty::effect(words, shape)));
        }
        page.line(6, &line);
        let why = grounds(page, &one.because);
        because(page, 10, &why);
    }
}

fn gradings(page: &mut Page, charge: &Charge) {
    let said: Vec<_> = charge.grading.iter().filter(|g| matches!(g.status, Met::Met | Met::Unknown)).collect();
    if said.is_empty() {
        return;
    }
    page.heading(4, page.words.gradings);
    for one in said {
        let id = page.paint(Colour::Cyan, &one.by);
        let mark = mark(page, one.status);
        page.line(6, &format!("{mark} {} ({id})", page.words.grading(one.kind)));
        let why = grounds(page, &one.because);
        because(page, 10, &why);
    }
}

fn prosecution(page: &mut Page, charge: &Charge) {
    let words = page.words;
    let mode = match charge.prosecution.mode {
        "ex_officio" => words.ex_officio,
        "complaint" => words.complaint,
        _ => words.undetermined_mode,
    };
    page.filled(4, words.prosecution, &[mode, &charge.prosecution.by]);
}

fn prescription(page: &mut Page, found: &Prescription) {
    let words = page.words;
    let mut said = vec![word_of(&words.prescription_status, found.status).to_owned()];
    if let Some(length) = found.term {
        said.push(fill(words.term, &[&term(words, length)]));
    }
    let mut day = |template, date: Option<Date>| {
        if let Some(date) = date {
            said.push(fill(template, &[&page.date(date)]));
        }
    };
    day(words.starts, found.starts);
    day(words.expires, found.expires);
    if let (None, Some(possible)) = (found.expires, &found.possible) {
        let between = fill(words.range, &[&page.date(possible.from), &page.date(possible.to)]);
        said.push(fill(words.expires, &[&between]));
    }
    page.filled(4, words.prescription, &[&said.join(", ")]);
    for step in &found.steps {
        let mut line = format!("· {}: {}", step.by, page.say(&step.text));
        if let Some(length) = step.term {
            line.push_str(&format!(", {}", term(words, length)));
        }
        if let Some(date) = step.date {
            line.push_str(&format!(", {}", page.date(date)));
        }
        page.line(6, &line);
    }
    for limit in &found.limits {
        let mut said = vec![word_of(&words.prescription_status, limit.status).to_owned()];
        said.extend(limit.term.map(|length| fill(words.term, &[&term(words, length)])));
        said.extend(limit.expires.map(|date| fill(words.expires, &[&page.date(date)])));
        let kind = word_of(&words.limits, limit.kind.word());
        page.line(6, &format!("· {kind}: {} ({})", said.join(", "), limit.by));
    }
}

fn later_law(page: &mut Page, milder: &Milder) {
    let words = page.words;
    let applied = if milder.applied { words.milder_applied } else { words.milder_not_applied };
    let version = format!("{}, {}", milder.offence, span(page, milder.version));
    let because = format!("{}. {applied}", page.say(&milder.because).trim_end_matches('.'));
    page.filled(4, words.milder, &[&version, words.compare(milder.compare), &because]);
    if let Some(shape) = milder.penalty.as_ref().filter(|_| !milder.applied) {
        page.line(6, &penalty(words, shape));
    }
}

fn assumptions(page: &mut Page, all: &[Assumption]) {
    if all.is_empty() {
        return;
    }
    let words = page.words;
    let one = |assumed: &Assumption| {
        let fact = page.model.fact(&assumed.fact).map(|at| page.model.fact_at(at));
        let said = format!("{}: {}", label(words, page.model, &assumed.fact), value(words, fact, &assumed.value));
        assumed.by.as_ref().map_or(said.clone(), |by| format!("{said} ({by})"))
    };
    let all: Vec<String> = all.iter().map(one).collect();
    let line = page.paint(Colour::Dim, &fill(words.assumed, &[&all.join("; ")]));
    page.line(4, &line);
}

/// A fact's label with its name.
pub(super) fn named(page: &Page, fact: &str) -> String {
    let label = label(page.words, page.model, fact);
    if label == fact { fact.to_owned() } else { format!("{label} (`{fact}`)") }
}

/// Sources: each article once, with its clauses and days of publication.
fn citations(page: &mut Page, all: &[Citation]) {
    if all.is_empty() {
        return;
    }
    let words = page.words;
    let mut articles: Vec<(&Citation, Vec<&str>)> = Vec::new();
    for citation in all {
        let same = |other: &Citation| other.law == citation.law && other.article == citation.article;
        let at = match articles.iter().position(|(first, _)| same(first)) {
            Some(at) => at,
            None => {
                articles.push((citation, Vec::new()));
                articles.len() - 1
            }
        };
        let clauses = &mut articles[at].1;
        clauses.extend(citation.clause.as_deref().filter(|clause| !clauses.contains(clause)));
    }
    let one = |(citation, clauses): &(&Citation, Vec<&str>)| {
        let mut said = fill(words.article, &[page.say(&citation.law), &citation.article]);
        if !clauses.is_empty() {
            said.push_str(&fill(words.clause, &[&clauses.join(", ")]));
        }
        if !citation.gazette.is_empty() {
            let days: Vec<String> = citation.gazette.iter().map(ToString::to_string).collect();
            said.push_str(&fill(words.gazette, &[&days.join(", ")]));
        }
        said
    };
    let sources: Vec<String> = articles.iter().map(one).collect();
    let line = page.paint(Colour::Dim, &fill(words.citations, &[&sources.join("; ")]));
    page.line(4, &line);
}
