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
    let line = |found: &Diagnostic| {
        format!("{:?} {} `{}`: {}", found.position(), found.code, found.underlined(), found.message)
    };
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
        assert_eq!(printed, sample);
        for line in printed.lines() {
            assert!(line.chars().count() <= 120 || line.contains('"'), "too wide: {line}");
        }
    }
}

/// The stretches of a canonical text that belong to one item each.
fn item_ranges(text: &str) -> Vec<std::ops::Range<usize>> {
    let parsed = read(text);
    parsed
        .file
        .items
        .iter()
        .map(|item: &Item| item.span.start..text[item.span.end..].find('\n').map_or(text.len(), |n| item.span.end + n))
        .collect()
}

/// Damages each item in turn; returns how many damages there were and how many left exactly one finding.
fn damage(text: &str, pieces: &[std::ops::Range<usize>]) -> (usize, usize) {
    let whole = read(text);
    let ranges = item_ranges(text);
    let (mut broken, mut single) = (0, 0);
    for piece in pieces {
        let Some(at) = ranges.iter().position(|range| range.start <= piece.start && piece.end <= range.end) else {
            continue;
        };
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
            let same =
                |found: &Item| found.kind == item.kind && found.lines == item.lines && found.header == item.header;
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

/// A mistake with what is said of it: code, underlined text, message, help.
const MISTAKES: &[(&str, &str, &str, &str, &str)] = &[
    ("offense 200 {\n}", "syntax.unknown_item", "offense", "no item begins with `offense`", "did you mean `offence`?"),
    (
        "offence 200 {\n  condcut a\n  victim b\n}",
        "syntax.unknown_line",
        "condcut",
        "no line begins with `condcut`",
        "did you mean `conduct`?",
    ),
    (
        "offence 200 {\n  in forse 2007-03-28 ..\n}",
        "syntax.unknown_line",
        "in",
        "no line begins with `in`",
        "did you mean `in force`?",
    ),
    (
        "offence 200 {\n  agent and b\n  victim b\n}",
        "syntax.expected",
        "b",
        "expected a test such as `has`, the next line, `and` or `or`, found `b`",
        "",
    ),
    ("offence 200 {\n  agent ,\n}", "syntax.expected", ",", "expected a condition, found `,`", ""),
    ("offence 200 {\n  agent a and\n}", "syntax.expected", "}", "expected a condition, found `}`", ""),
    (
        "offence 200 {\n  agent a and b or c\n}",
        "syntax.expected",
        "or",
        "`and` and `or` do not mix without parentheses",
        "put parentheses around what belongs together",
    ),
    (
        "offence 200 {\n  in force 2023-02-30 ..\n}",
        "syntax.expected",
        "2023-02-30",
        "expected a date, found `2023-02-30`",
        "no such day in the calendar",
    ),
    (
        "aggravation 1 {\n  effect penalty increased by 0/2\n}",
        "syntax.expected",
        "0/2",
        "expected a fraction above zero, found `0/2`",
        "write a fraction such as `1/2`, `2/3` or `1`",
    ),
    (
        "aggravation 1 {\n  effect penalty grows\n}",
        "syntax.expected",
        "grows",
        "expected an operation such as `increased by`, found `grows`",
        "",
    ),
    ("offence 200 {\n  penalty jail 3 years\n}", "syntax.expected", "jail", "expected a penalty, found `jail`", ""),
    (
        "offence 200 {\n  penalty prison 3 to years\n}",
        "syntax.expected",
        "years",
        "expected an amount, found `years`",
        "",
    ),
    (
        "offence 200 {\n  gist \"uno\" \"one\"\n}",
        "syntax.expected",
        "\"one\"",
        "expected the next line or `/`, found `\"one\"`",
        "",
    ),
    (
        "offence 200 {\n  victims several\n}",
        "syntax.expected",
        "several",
        "expected `each is an offence`, `many are one offence` or `none`, found `several`",
        "",
    ),
    (
        "offence 200 {\n  agent a\n",
        "syntax.brace",
        "{",
        "`{` is never closed",
        "write `}` after the last line of the item",
    ),
    ("offence 200 \"a\" / \"b\"\n  agent a\n}", "syntax.expected", "agent", "expected `{`, found `agent`", ""),
    (
        "law CPF \"a\" / \"b\"\n  gazette 2001-01-01\n}",
        "syntax.brace",
        "gazette",
        "expected `{`, found `gazette`",
        "the lines of an item stand between `{` and `}`",
    ),
    (
        "interest a \"a\" / \"b\"\n}",
        "syntax.brace",
        "}",
        "`}` closes nothing",
        "take it out, or write the `{` it belongs to",
    ),
    (
        "offence 200 {\n  gist \"uno / \"one\"\n}",
        "syntax.string",
        "\"",
        "a string is not closed on its line",
        "close it with `\"`",
    ),
    (
        "offence 200 {\n  gist \"a\\n\" / \"b\"\n}",
        "syntax.string",
        "\"a\\n\"",
        "a `\\` in a string stands only before `\"` or `\\`",
        "write `\\\\` for a backslash",
    ),
    (
        "offence 200 {\n  agent a @ b\n}",
        "syntax.character",
        "@",
        "the character `@` has no meaning here",
        "text for people stands between `\"`",
    ),
    (
        "offence 200 {\n  agent año\n}",
        "syntax.character",
        "año",
        "`año` has a letter that names may not have",
        "names are written with a to z, digits and `_`",
    ),
    ("fact act.x \"a\" / \"b\" { type colour }", "syntax.expected", "colour", "expected a type, found `colour`", ""),
    (
        "term a \"a\" / \"b\" victim.age under 18",
        "syntax.expected",
        "victim.age",
        "expected `=` or `by`, found `victim.age`",
        "",
    ),
];

#[test]
fn mistakes_are_named() {
    for (text, code, underlined, message, help) in MISTAKES {
        let parsed = read(text);
        let [found] = parsed.diagnostics.as_slice() else { panic!("{text}\n{:#?}", shown(&parsed)) };
        let seen = (found.code, found.underlined(), found.message.as_str(), found.help.as_deref().unwrap_or(""));
        assert_eq!(seen, (*code, *underlined, *message, *help), "{text}");
    }
}

#[test]
fn every_mistake_is_reported_in_one_run() {
    let text = "offence 200 {\n  agent ,\n  victim b\n  penalty x\n}\noffense 3 {\n}\noffence 4 {\n  victim )\n}\n";
    let parsed = read(text);
    assert_eq!(parsed.diagnostics.len(), 4, "{:#?}", shown(&parsed));
    assert_eq!(parsed.file.items.len(), 2);
    assert_eq!(parsed.file.items[0].lines.len(), 1);
}

#[test]
fn loose_text_becomes_canonical() {
    let cases = [
        ("book 2 title 8 \"a\"/\"b\" chapter 1", "book 2\ntitle 8 \"a\" / \"b\"\nchapter 1\n"),
        (
            "  offence 1{penalty prison 1 to 2 years new}offence 2{}",
            "offence 1 {\n  penalty     prison 1 to 2 years\n  new\n}\n\noffence 2 {\n}\n",
        ),
        (
            "offence 1 {\npenalty prison 1 to 2 years\nvictims none\n}",
            "offence 1 {\n  penalty     prison 1 to 2 years\n  victims     none\n}\n",
        ),
        (
            "prevails law A,\nlaw B over\ntitle 8 { because x }",
            "prevails law A, law B over title 8 {\n  because     x\n}\n",
        ),
        ("offence 1 { # a\n agent a, # b\n}", ""),
        (
            "offence 1 { # a\n agent x any of a, # b\n  # c\n  b # d\n} # e\n# f",
            "offence 1 {  # a\n  # b\n  # c\n  agent       x any of a, b  # d\n  # e\n}\n\n# f\n",
        ),
        (
            "offence 1 {\n applies to # a\n 2001-01-01 ..: 2\n}",
            "offence 1 {\n  # a\n  applies to\n    2001-01-01 ..: 2\n}\n",
        ),
        ("# a\n\n\n# b\n\nbook 1\n\n\n# c", "# a\n\n# b\n\nbook 1\n\n# c\n"),
        ("law A # x\n", "law A  # x\n"),
        ("term a \"b\" / # one\n# two\n\"c\" = d # three\n", "# one\n# two\nterm a \"b\" / \"c\" = d  # three\n"),
        (
            "aggravation 1 { effect as negligence 60 effect penalty reduced by 2/4 }",
            "aggravation 1 {\n  effect      as negligence 60\n  effect      penalty reduced by 1/2\n}\n",
        ),
        ("", ""),
        ("# only", "# only\n"),
    ];
    for (text, expected) in cases {
        match format(&source(text)) {
            Ok(printed) => {
                assert_eq!(printed, expected, "{text}");
                round_trip(text);
            }
            Err(_) => assert_eq!(expected, "", "{text}"),
        }
    }
    assert_eq!(normalise("\u{feff}a\r\nb\rc"), "a\nb\rc");
}

struct Shift(u64);
impl Shift {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap()
    }
}

#[test]
fn damaged_text_never_panics_and_clean_text_round_trips() {
    let words = [
        "{",
        "}",
        "(",
        ")",
        "\"",
        ",",
        ":",
        ";",
        "..",
        "/",
        "=",
        "#",
        "# c\n",
        "\n",
        "offence",
        "\noffence",
        "penalty",
        "one of",
        "for",
        "when",
        "not",
        "and",
        "or",
        "gap",
        "2016-06-18",
        "2016-06-18 ..",
        "201:f",
        "1/2",
        "9",
        "é",
        "\u{0}",
        "\\",
        "by",
        "except",
        "first of {",
    ];
    let mut random = Shift(0x9E37_79B9_7F4A_7C15);
    let mut clean = 0;
    for round in 0..3000 {
        let sample = SAMPLES[round % 2];
        let chars: Vec<char> = sample.chars().collect();
        let from = random.next(chars.len());
        let mut text: Vec<char> = chars[from..(from + 200 + random.next(1500)).min(chars.len())].to_vec();
        for _ in 0..random.next(4) {
            let at = random.next(text.len());
            match random.next(3) {
                0 => text.truncate(text.len() - random.next(text.len().min(40))),
                1 => drop(text.drain(at..(at + 1 + random.next(20)).min(text.len()))),
                _ => drop(text.splice(at..at, words[random.next(words.len())].chars())),
            }
        }
        let text: String = text.into_iter().collect();
        // from the first item on, so that some texts stay whole
        let text = if round % 3 == 0 { text.find("\n\n").map_or("", |at| &text[at..]).to_owned() } else { text };
        let parsed = read(&text);
        if parsed.diagnostics.is_empty() {
            clean += usize::from(!parsed.file.items.is_empty());
            round_trip(&text);
        }
        for found in &parsed.diagnostics {
            assert!(text.get(found.span.start..found.span.end).is_some(), "{text}");
            assert!(!found.message.contains('\n') && !found.message.is_empty());
        }
    }
    assert!(clean > 30, "{clean}");
}

#[test]
fn a_comment_anywhere_is_kept() {
    for sample in SAMPLES {
        let tokens = lexer::lex(&source(sample)).tokens;
        for (nth, token) in tokens.iter().enumerate().step_by(3) {
            for comment in [" # kept\n", "\n# kept\n"] {
                let at = token.span.end;
                let text = format!("{}{comment}{}", &sample[..at], &sample[at..]);
                let parsed = read(&text);
                if !parsed.diagnostics.is_empty() {
                    continue; // an item's keyword that the comment moved to the first column
                }
                assert_eq!(print(&parsed.file).matches("# kept").count(), 1, "after token {nth}");
                if nth % 30 == 0 {
                    round_trip(&text);
                }
            }
        }
    }
}

#[test]
fn depth_and_size_are_bounded() {
    let million = 1_000_000;
    for text in [
        format!("term a \"a\" / \"b\" = {}", "(".repeat(million)),
        format!("term a \"a\" / \"b\" = {}", "not ".repeat(million)),
        format!("offence 1 {{ penalty {}", "first of { a: ".repeat(100_000)),
        format!("group a {{ members {}", "gap \"a\" / \"b\", at most ".repeat(100_000)),
    ] {
        let parsed = read(&text);
        assert_eq!(parsed.diagnostics.len(), 1);
        assert_eq!(parsed.diagnostics[0].code, "syntax.depth");
    }
    for text in [
        "{".repeat(million),
        "}".repeat(million),
        "offence 1 {\n".repeat(million / 10),
        " offence 1 {\n".repeat(million / 500),
    ] {
        assert!(!read(&text).diagnostics.is_empty());
    }
    let allowed = |depth| format!("term a \"a\" / \"b\" = {}c{}", "(".repeat(depth), ")".repeat(depth));
    round_trip(&allowed(MAX_DEPTH));
    assert_eq!(read(&allowed(MAX_DEPTH + 1)).diagnostics[0].code, "syntax.depth");
    let large = read(&" ".repeat(9 * 1024 * 1024));
    assert_eq!(large.diagnostics[0].code, "syntax.size");
}

#[test]
#[ignore = "a measurement: cargo test --release -- --ignored syntax"]
fn a_megabyte_is_read_at_once() {
    let text = SAMPLES[0].repeat(1_000_000 / SAMPLES[0].len() + 1);
    let begin = std::time::Instant::now();
    let parsed = read(&text);
    let read_in = begin.elapsed();
    let printed = print(&parsed.file);
    println!("{} bytes read in {read_in:?}, read and printed in {:?}", printed.len(), begin.elapsed());
    assert!(read_in.as_millis() < 1000);
}
