//! Penalties, effects, consequences and steps in words.

use super::page::{Colour, Page};
use super::values::{counted, ends, money, number, terms};
use super::words::{Words, fill};
use crate::exact::Term;
use crate::model::{Basis, Choice, Op};
use crate::verdict::{Consequence, EffectShape, Fine, Met, Penalty, PenaltyOutcome, Step, StepKind};

/// A penalty's ranges in one line, its options after it.
pub(crate) fn penalty(words: &Words, penalty: &Penalty) -> String {
    if !penalty.options.is_empty() {
        let options: Vec<String> = penalty.options.iter().map(|option| self::penalty(words, option)).collect();
        return options.join(&format!("; {} ", words.option));
    }
    let mut parts = Vec::new();
    if let Some(prison) = &penalty.prison {
        parts.push(fill(words.prison, &[&terms(words, prison.min, prison.max)]));
    }
    parts.extend(penalty.fines.iter().map(|fine| fill(words.fine, &[&fine_range(words, fine)])));
    if let Some(work) = &penalty.community_work {
        let low = work.min.filter(|min| *min != work.max).map(number);
        let high = counted(words.work_days, work.max);
        let range = if work.min == Some(work.max) { high } else { ends(words, low, &high) };
        parts.push(fill(words.work, &[&range]));
    }
    if parts.is_empty() {
        return words.no_penalty.to_owned();
    }
    let mut out = parts.join(words.joined(penalty.choice));
    if penalty.choice == Choice::OrBoth && parts.len() > 1 {
        out.push_str(words.or_both);
    }
    out
}

fn fine_range(words: &Words, fine: &Fine) -> String {
    let high = format!("{} {}", number(fine.max), words.fine_unit(fine.unit, fine.max != 1));
    match fine.min {
        Some(min) if min == fine.max => high,
        min => ends(words, min.map(number), &high),
    }
}

/// Fines in pesos, for those that have them.
pub(super) fn pesos(words: &Words, penalty: &Penalty) -> Vec<String> {
    let mut out = Vec::new();
    for amount in penalty.fines.iter().filter_map(|fine| fine.pesos.as_ref()) {
        let zone = amount.zone.as_ref().map(|zone| format!(", {zone}")).unwrap_or_default();
        let range = ends(words, amount.min.map(money), &money(amount.max));
        let from = super::values::date(words, amount.unit_from);
        out.push(fill(words.pesos, &[&range, &money(amount.unit_value), &from, &zone]));
    }
    out
}

/// What an effect does, in words.
pub(crate) fn effect(words: &Words, effect: &EffectShape) -> String {
    let part = if effect.parts.len() == 1 || effect.parts.len() == 2 {
        effect.parts.iter().map(|part| words.part(*part)).collect::<Vec<_>>().join(words.and)
    } else {
        words.whole_penalty.to_owned()
    };
    let fraction = effect.fraction.as_deref().map(|f| words.fraction(f)).unwrap_or_default();
    let to = effect.to_fraction.as_deref().map(|f| words.fraction(f)).unwrap_or_default();
    let mut out = match effect.op {
        Op::Added | Op::Replaced => fill(
            words.op(effect.op),
            &[&effect.penalty.as_ref().map(|p| with_consequences(words, p)).unwrap_or_default()],
        ),
        op => fill(words.op(op), &[&part, fraction, to]),
    };
    match effect.of {
        Basis::Maximum => out.push_str(words.of_maximum),
        Basis::WhatCorresponds => out.push_str(words.of_what_corresponds),
        Basis::Base => {}
    }
    if effect.may { fill(words.may, &[&out]) } else { out }
}

/// A penalty's ranges, and the consequences that stand with or in place of them.
fn with_consequences(words: &Words, shape: &Penalty) -> String {
    let kinds: Vec<&str> = shape.consequences.iter().map(|c| c.text.get(words.lang)).collect();
    let empty = shape.prison.is_none() && shape.fines.is_empty() && shape.community_work.is_none();
    match (empty && shape.options.is_empty(), kinds.is_empty()) {
        (_, true) => penalty(words, shape),
        (true, false) => kinds.join(words.or),
        (false, false) => format!("{}, {}", penalty(words, shape), kinds.join(", ")),
    }
}

/// The computation, line by line, and the two ranges.
pub(super) fn outcome(page: &mut Page, outcome: &PenaltyOutcome) {
    let words = page.words;
    page.heading(4, words.penalty);
    let base = outcome.base.as_ref().map_or_else(|| words.no_range.to_owned(), |base| penalty(words, base));
    let by = page.paint(Colour::Cyan, &outcome.by);
    page.line(6, &format!("{by} · {}: {base}", words.base));
    for one in &outcome.steps {
        step(page, 6, one);
    }
    match &outcome.established {
        Some(established) => {
            let text = page.paint(Colour::Bold, &penalty(words, established));
            page.filled(6, words.result, &[&text]);
            for line in pesos(words, established) {
                page.line(8, &line);
            }
        }
        None if outcome.base.is_some() => page.filled(6, words.result, &[words.no_range]),
        None => {}
    }
    if let Some(possible) = outcome.possible.as_ref().filter(|_| outcome.possible != outcome.established) {
        page.filled(6, words.possible, &[&penalty(words, possible)]);
        for line in pesos(words, possible) {
            page.line(8, &line);
        }
    }
    if let Some(shape) = outcome.established.as_ref().or(outcome.base.as_ref()) {
        consequences(page, words.consequences, &shape.consequences);
    }
}

/// One step: its rule, what it does, before and after.
pub(super) fn step(page: &mut Page, indent: usize, step: &Step) {
    let words = page.words;
    let said = page.say(&step.text).to_owned();
    let what = match &step.effect {
        Some(shape) => effect(words, shape),
        None if !said.is_empty() => said,
        None => words.step(step.kind).to_owned(),
    };
    let by = page.paint(Colour::Cyan, &step.by);
    let mut line = format!("{by} · {}: {what}", words.step(step.kind));
    if let Some(reading) = &step.reading {
        line.push_str(&format!(" [{}]", fill(words.reading_used, &[reading])));
    }
    page.line(indent, &line);
    if step.before != step.after {
        let arrow = format!("{} → {}", penalty(words, &step.before), penalty(words, &step.after));
        page.line(indent + 2, &arrow);
    } else if step.kind == StepKind::Penalty {
        page.line(indent + 2, &penalty(words, &step.after));
    }
}

/// Accessory consequences under a heading.
pub(super) fn consequences(page: &mut Page, heading: &str, all: &[Consequence]) {
    if all.is_empty() {
        return;
    }
    page.heading(4, heading);
    for one in all {
        let line = consequence(page.words, one);
        page.line(6, &format!("· {line}"));
    }
}

/// One consequence.
pub(super) fn consequence(words: &Words, one: &Consequence) -> String {
    let mut line = one.text.get(words.lang).to_owned();
    if one.status == Met::Unknown && line.ends_with('.') {
        line.pop();
    }
    if let Some(term) = &one.term {
        let min = term.min.filter(|min| *min != Term::zero());
        line.push_str(&format!(", {}", terms(words, min, term.max)));
    }
    if one.permanent {
        line.push_str(&format!(", {}", words.permanent));
    }
    if one.status == Met::Unknown {
        line.push_str(&format!(", {}", words.if_met));
    }
    if !one.by.is_empty() {
        line.push_str(&format!(" ({})", one.by));
    }
    line
}
