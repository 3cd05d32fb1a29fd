//! The language read, printed and damaged.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use super::*;
use crate::syntax::tree::Item;
use std::sync::Arc;

const SAMPLES: [&str; 2] = [include_str!("samples/law.tip"), include_str!("samples/vocabulary.tip")];

fn source(text: &str) -> Source {
    Source { path: "test.tip".to_owned(), text: Arc::from(text) }
}

fn read(text: &str) -> Parsed {
    parse(&source(text))
}

fn shown(parsed: &Parsed) -> Vec<String> {
    let line = |found: &Diagnostic| format!("{:?} {} `{}`: {}", found.position(), found.code, found.underlined(), found.message);
    parsed.diagnostics.iter().map(line).collect()
}

fn round_trip(text: &str) -> String {
    let first = read(text);
    assert!(first.diagnostics.is_empty(), "{:#?}\n{text}", shown(&first));
    let printed = print(&first.file);
    let second = read(&printed);
    assert!(second.diagnostics.is_empty(), "{:#?}\n{printed}", shown(&second));
    assert_eq!(first.file, second.file, "the tree changed:\n{text}\n=>\n{printed}");
    assert_eq!(printed, print(&second.file), "printing is not idempotent");
    printed
}

#[test]
fn samples_are_canonical() {
    for sample in SAMPLES {
        let printed = round_trip(sample);
        if std::env::var_os("TIP_SHOW").is_some() {
            println!("{printed}");
        }
        for line in printed.lines() {
            assert!(line.chars().count() <= 120 || line.contains('"'), "too wide: {line}");
        }
        let comments = |text: &str| text.matches(" # ").count() + text.matches("\n#").count();
        assert!(comments(&printed) > 0);
    }
}

/// The stretches of a canonical text that belong to one item each.
fn item_ranges(text: &str) -> Vec<std::ops::Range<usize>> {
    let parsed = read(text);
    parsed.file.items.iter().map(|item: &Item| item.span.start..item.span.end).collect()
}

/// Damages each item in turn; returns how many damages there were and how many left exactly one finding.
fn damage(text: &str, pieces: &[std::ops::Range<usize>]) -> (usize, usize) {
    let whole = read(text);
    let ranges = item_ranges(text);
    let (mut broken, mut single) = (0, 0);
    for piece in pieces {
        let Some(at) = ranges.iter().position(|range| range.start <= piece.start && piece.end <= range.end) else { continue };
        let damaged = format!("{}{}", &text[..piece.start], &text[piece.end..]);
        let parsed = read(&damaged);
        if parsed.diagnostics.is_empty() {
            continue;
        }
        broken += 1;
        single += usize::from(parsed.diagnostics.len() == 1);
        let end = ranges[at].end - piece.len();
        let report = || format!("deleting `{}` at {piece:?}:\n{:#?}", &text[piece.clone()], shown(&parsed));
        if std::env::var_os("TIP_SHOW").is_some() && parsed.diagnostics.len() != 1 {
            println!("{}", report());
        }
        for found in &parsed.diagnostics {
            assert!(ranges[at].start <= found.span.start && found.span.end <= end, "outside its item: {}", report());
        }
        for (other, item) in whole.file.items.iter().enumerate().filter(|(other, _)| *other != at) {
            let same = |found: &Item| found.kind == item.kind && found.lines == item.lines && found.header == item.header;
            assert!(parsed.file.items.iter().any(same), "item {other} was lost: {}", report());
        }
    }
    (broken, single)
}

#[test]
fn a_lost_token_is_one_finding_in_its_item() {
    let (mut broken, mut single) = (0, 0);
    for sample in SAMPLES {
        let tokens = lexer::lex(&source(sample)).tokens;
        let pieces: Vec<_> = tokens.iter().map(|token| token.span.start..token.span.end).collect();
        let (b, s) = damage(sample, &pieces);
        broken += b;
        single += s;
    }
    println!("{single} of {broken} single");
    assert!(single * 100 >= broken * 95, "{single} of {broken}");
}

#[test]
fn a_lost_quote_or_brace_stays_in_its_item() {
    for sample in SAMPLES {
        let at = |c: char| sample.match_indices(c).map(|(at, _)| at..at + 1).collect::<Vec<_>>();
        for c in ['"', '{', '}'] {
            let (broken, single) = damage(sample, &at(c));
            println!("{c} {single} of {broken}");
        }
    }
}
