//! Reasons in words: the facts that decided a condition.

use super::page::Page;
use super::values::{label, value};
use super::words::fill;
use crate::verdict::{Reason, ReasonOp};
use serde_json::Value;

/// The facts that decided, each once: what was given, and the test.
pub(crate) fn grounds(page: &Page, reason: &Reason) -> Vec<String> {
    let mut out = Vec::new();
    leaves(page, reason, &mut out);
    let mut seen = Vec::with_capacity(out.len());
    for said in out {
        if !seen.contains(&said) {
            seen.push(said);
        }
    }
    seen
}

/// The letters that decided.
pub(crate) fn letters(reason: &Reason) -> Vec<&str> {
    match (reason.op, &reason.name) {
        (ReasonOp::All, Some(letter)) => vec![letter],
        (ReasonOp::Any, _) => reason.of.iter().flat_map(letters).collect(),
        _ => Vec::new(),
    }
}

fn leaves(page: &Page, reason: &Reason, out: &mut Vec<String>) {
    let words = page.words;
    match reason.op {
        ReasonOp::Fact if reason.fact.is_none() => out.extend(charge_test(page, reason)),
        ReasonOp::Fact => out.push(fact(page, reason)),
        ReasonOp::Presumed => {
            let term = reason.name.as_deref().or(reason.fact.as_deref()).unwrap_or_default();
            out.push(fill(words.presumed, &[term_label(page, term)]));
        }
        ReasonOp::Waived => {
            out.push(words.waived.to_owned());
            reason.of.iter().for_each(|child| leaves(page, child, out));
        }
        ReasonOp::Term if reason.of.is_empty() => {
            let term = reason.name.as_deref().unwrap_or_default();
            out.push(format!("{}: {}", term_label(page, term), words.met(reason.status)));
        }
        ReasonOp::All | ReasonOp::Any | ReasonOp::Not | ReasonOp::Term => {
            reason.of.iter().for_each(|child| leaves(page, child, out));
        }
    }
}

fn term_label<'a>(page: &'a Page, name: &'a str) -> &'a str {
    page.model.terms.iter().find(|term| term.name == name).map_or(name, |term| page.say(&term.label))
}

fn fact(page: &Page, reason: &Reason) -> String {
    let words = page.words;
    let name = reason.fact.as_deref().unwrap_or_default();
    let declared = page.model.fact(name).map(|at| page.model.fact_at(at));
    let given = reason.given.as_ref().unwrap_or(&Value::Null);
    let said = format!("{}: {}", label(words, page.model, name), value(words, declared, given));
    match reason.test.as_deref().filter(|test| compares(test)) {
        Some(test) => format!("{said} ({test})"),
        None => said,
    }
}

/// A test of the charge itself: `in group serious`.
fn charge_test(page: &Page, reason: &Reason) -> Option<String> {
    let words = page.words;
    let test = reason.test.as_deref()?;
    let (template, rest) =
        words.charge_tests.iter().find_map(|(code, word)| Some((word, test.strip_prefix(code)?.trim())))?;
    let term = crate::exact::Term::parse(rest).map(|term| super::values::term(words, term));
    if let Some(term) = term {
        let said = fill(words.the_charge, &[&fill(template, &[&term])]);
        return Some(format!("{said}: {}", words.met(reason.status)));
    }
    let named = page.model.provisions.iter().find(|p| p.id == rest).map_or(rest, |p| page.say(&p.name));
    let said = fill(words.the_charge, &[&fill(template, &[named])]);
    Some(format!("{said}: {}", words.met(reason.status)))
}

/// Whether a test compares numbers or days, and so says more than the value.
fn compares(test: &str) -> bool {
    test.starts_with(['<', '>', '≤', '≥', '='])
}
