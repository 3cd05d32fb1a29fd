//! The documents: every example of the language reference is rule text, also when it is damaged; generated pages are fresh.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::ops::Range;
use tipicidad::diagnostic::{Level, Source};
use tipicidad::syntax::{lexer, parse};
use tipicidad_tests::{coverage, root};

fn source(text: &str) -> Source {
    Source { path: "docs/language.md".into(), text: text.into() }
}

/// The ```tip blocks of docs/language.md, with the line each begins on.
fn blocks() -> Vec<(usize, String)> {
    let text = std::fs::read_to_string(root().join("docs/language.md")).unwrap();
    let mut found = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, line) in text.lines().enumerate() {
        match &mut open {
            None if line.trim() == "```tip" => open = Some((at + 2, String::new())),
            Some(_) if line.trim() == "```" => found.extend(open.take()),
            Some((_, block)) => {
                block.push_str(line);
                block.push('\n');
            }
            None => {}
        }
    }
    assert!(!found.is_empty(), "docs/language.md shows no rule text");
    found
}

/// Protects the reader of the language reference: every example parses, and one that is a whole pack also checks.
#[test]
fn every_example_of_the_reference_is_rule_text() {
    let mut wrong = Vec::new();
    for (line, text) in blocks() {
        let source = source(&text);
        let parsed = parse(&source);
        wrong.extend(
            parsed.diagnostics.iter().map(|d| format!("line {}: {} {}", line + d.position().0 - 1, d.code, d.message)),
        );
        assert!(!parsed.file.items.is_empty(), "the example on line {line} holds nothing");
        if text.lines().any(|line| line.starts_with("pack ")) {
            let checked = tipicidad::check::check(&[source]);
            let errors = checked.diagnostics.iter().filter(|d| d.level == Level::Error);
            wrong.extend(errors.map(|d| format!("line {}: {} {}", line + d.position().0 - 1, d.code, d.message)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Protects whoever edits an example: with any one token deleted nothing panics, every syntax error lies inside the item
/// that was damaged, the items around it are still read, and nine in ten of the deletions that leave errors leave one.
#[test]
fn an_example_with_a_token_deleted_says_so_once_and_in_its_place() {
    let (mut with_errors, mut with_one) = (0, 0);
    for (line, text) in blocks() {
        let whole = parse(&source(&text)).file;
        let spans: Vec<Range<usize>> = whole.items.iter().map(|item| item.span.start..item.span.end).collect();
        for token in &lexer::lex(&source(&text)).tokens {
            let piece = token.span.start..token.span.end;
            let cut = format!("{}{}", &text[..piece.start], &text[piece.end..]);
            let parsed = parse(&source(&cut));
            let Some(item) = spans.iter().position(|span| span.contains(&piece.start)) else { continue };
            let gone = piece.len();
            let report = format!("line {line}, without `{}` at {piece:?}", &text[piece.clone()]);
            let end = spans.get(item + 1).map_or(cut.len(), |next| next.start - gone);
            for found in &parsed.diagnostics {
                let inside = found.span.start >= spans[item].start && found.span.start <= end;
                assert!(inside, "{report}: an error outside the item: {} at {:?}", found.message, found.span);
            }
            if !parsed.diagnostics.is_empty() {
                with_errors += 1;
                with_one += usize::from(parsed.diagnostics.len() == 1);
            }
            for (other, own) in whole.items.iter().enumerate().filter(|(other, _)| *other != item) {
                let same = |read: &tipicidad::syntax::tree::Item| {
                    read.kind == own.kind && read.lines == own.lines && read.header == own.header
                };
                assert!(parsed.file.items.iter().any(same), "{report}: item {other} is lost");
            }
        }
    }
    assert!(with_errors > 20, "only {with_errors} deletions leave errors");
    assert!(with_one * 10 >= with_errors * 9, "{with_one} of {with_errors} deletions leave one error");
}

/// Protects the generated pages from lagging behind the law: docs/coverage.md and docs/vocabulary.md are what
/// `cargo run -p tipicidad-tests --example generate_docs` writes.
#[test]
fn generated_pages_are_fresh() {
    for (name, fresh) in coverage::pages() {
        let stands = std::fs::read_to_string(root().join("docs").join(name)).unwrap_or_default();
        assert!(
            stands.replace("\r\n", "\n") == fresh,
            "docs/{name} is stale: run `cargo run -p tipicidad-tests --example generate_docs`"
        );
    }
}
