//! Selections of provisions (docs/language.md §11).

use super::input::{In, Res};
use super::terminal::{named, sign};
use crate::packed::Str;
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{At, Selection, SelectionEntry};
use nom::Parser;
use nom::combinator::map;
use nom::multi::separated_list1;

/// Entries joined by commas, then `except` entries.
pub fn selection(i: In) -> Res<Selection> {
    let (i, entries) = separated_list1(sign(Kind::Comma), entry).parse(i)?;
    // `except NAME:` and `except NAME by ID:` are lines of their own
    let line = i.kind(2) == Some(Kind::Colon) || (i.is(2, "by") && i.kind(4) == Some(Kind::Colon));
    if !i.is(0, "except") || i.is(1, "for") || line {
        return Ok((i, Selection { entries, except: Vec::new() }));
    }
    let (i, except) = separated_list1(sign(Kind::Comma), entry).parse(i.skip(1))?;
    Ok((i, Selection { entries, except }))
}

fn entry(start: In) -> Res<At<SelectionEntry>> {
    let (rest, entry) = start.expecting("a provision or a group", entry_kind)?;
    Ok((rest, start.at_to(rest, entry)))
}

fn entry_kind(i: In) -> Res<SelectionEntry> {
    if i.are("every offence") {
        return Ok((i.skip(2), SelectionEntry::EveryOffence));
    }
    if i.is(0, "law") {
        return map(named("the siglum of a law"), |law| SelectionEntry::Law(law.value)).parse(i.skip(1));
    }
    if ["book", "title", "chapter"].iter().any(|word| i.is(0, word)) {
        return heading(i, None);
    }
    let (i, first) = named("a provision or a group")(i)?;
    if i.is(0, "book") {
        return heading(i, Some(first.value));
    }
    if i.kind(0) == Some(Kind::DotDot) {
        return map(named("the last provision"), move |last| SelectionEntry::Range(first.value.clone(), last.value))
            .parse(i.skip(1));
    }
    if first.value == "nothing" {
        return Ok((i, SelectionEntry::Nothing));
    }
    Ok((i, SelectionEntry::Name(first.value)))
}

fn heading(i: In, law: Option<Str>) -> Res<SelectionEntry> {
    let level = |i, word| level(i, word);
    let (i, book) = level(i, "book")?;
    let (i, title) = level(i, "title")?;
    let (i, chapter) = level(i, "chapter")?;
    Ok((i, SelectionEntry::Heading(law, book, title, chapter)))
}

fn level<'a>(i: In<'a>, word: &str) -> Res<'a, Option<Str>> {
    if i.is(0, word) { map(named("a number"), |number| Some(number.value)).parse(i.skip(1)) } else { Ok((i, None)) }
}
