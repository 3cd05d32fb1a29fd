//! What examples give and expect (docs/language.md §12).

use super::input::{In, Res, Wanted};
use super::penalty::{part, part_range};
use super::terminal::{date, fact, id, named, sign, text, words};
use super::vocabulary::literal;
use crate::packed::Str;
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{At, ExpectExpr, GivenExpr, Literal};
use nom::Parser;
use nom::combinator::{map, opt};
use nom::multi::separated_list1;
use nom::sequence::preceded;

/// Words that begin the next line of an example, and hence are never the value of a fact.
const NEXT_LINE: [&str; 5] = ["given", "expect", "but", "note", "gist"];

/// Facts joined by commas.
pub fn given(i: In) -> Res<Vec<GivenExpr>> {
    separated_list1(sign(Kind::Comma), one_given).parse(i)
}

fn one_given(start: In) -> Res<GivenExpr> {
    let i = start;
    if i.is(0, "like") && i.kind(1) == Some(Kind::String) {
        return map(text, GivenExpr::Like).parse(i.skip(1));
    }
    if i.is(0, "without") {
        return map(fact, GivenExpr::Without).parse(i.skip(1));
    }
    if i.are("as of") {
        return map(date, GivenExpr::AsOf).parse(i.skip(2));
    }
    if i.is(0, "under") {
        return map(setting, |(reading, value)| GivenExpr::Under(reading, value)).parse(i.skip(1));
    }
    if i.is(0, "not") {
        let (rest, of) = fact(i.skip(1))?;
        return Ok((rest, GivenExpr::Fact(of, Literal::Word(i.at_to(rest, "false".into())))));
    }
    let (i, of) = fact(i)?;
    let next_line = i.kind(0) == Some(Kind::Word) && NEXT_LINE.contains(&i.text(0));
    let bare = matches!(i.kind(0), None | Some(Kind::Comma | Kind::Colon | Kind::CloseBrace));
    if next_line || bare {
        return Ok((i, GivenExpr::Fact(of, Literal::Word(start.at_to(i, "true".into())))));
    }
    map(literal, move |value| GivenExpr::Fact(of.clone(), value)).parse(i)
}

/// `READING=VALUE`
pub fn setting(i: In) -> Res<(At<Str>, At<Str>)> {
    let (i, reading) = named("the name of a reading")(i)?;
    let (i, ()) = sign(Kind::Equals)(i)?;
    map(named("a choice of the reading"), move |choice| (reading.clone(), choice)).parse(i)
}

/// Expectations joined by commas.
pub fn expect(i: In) -> Res<Vec<ExpectExpr>> {
    separated_list1(sign(Kind::Comma), expected_one).parse(i)
}

fn expected_one(i: In) -> Res<ExpectExpr> {
    i.expecting("an expectation", one_expect)
}

fn one_expect(i: In) -> Res<ExpectExpr> {
    let by = |i| opt(preceded(words("by"), id)).parse(i);
    if i.are("penalty not stated") {
        return Ok((i.skip(3), ExpectExpr::NotStated));
    }
    if ["prison", "fine", "work"].iter().any(|word| i.is(0, word)) {
        if i.is(1, "none") {
            return map(part, ExpectExpr::NoPart).parse(i).map(|(i, expect)| (i.skip(1), expect));
        }
        return map(part_range, ExpectExpr::Range).parse(i);
    }
    if matches!(i.kind(0), Some(Kind::Id | Kind::Integer)) {
        return charge(i);
    }
    let rest = i.skip(1);
    match i.text(0) {
        "prescription" | "limit" | "never" | "expired" => super::time::expectation(i),
        "jurisdiction" | "federal" | "extradition" | "undertaking" | "due" | "governs" => {
            super::international::expectation(i)
        }
        "concurrence" => {
            let (i, possible) = opt(words("possible")).parse(rest)?;
            map(part_range, move |part| ExpectExpr::Concurrence(possible.is_some(), part)).parse(i)
        }
        "not" => map(id, ExpectExpr::Not).parse(rest),
        "undetermined" => map(id, ExpectExpr::Undetermined).parse(rest),
        "excluded" => {
            let (i, of) = id(rest)?;
            map(by, move |by| ExpectExpr::Excluded(of.clone(), by)).parse(i)
        }
        "displaced" => {
            let (i, of) = id(rest)?;
            map(preceded(words("by"), id), move |by| ExpectExpr::Displaced(of.clone(), by)).parse(i)
        }
        "unmet" => map(named("a role"), ExpectExpr::Unmet).parse(rest),
        "possible" => map(part_range, ExpectExpr::Possible).parse(rest),
        "also" => map(named("a consequence"), ExpectExpr::Also).parse(rest),
        "missing" => map(fact, ExpectExpr::Missing).parse(rest),
        "notice" => {
            let (i, code) = named("the code of a notice")(rest)?;
            if matches!(i.kind(0), Some(Kind::Id | Kind::Integer)) {
                return map(id, move |about| ExpectExpr::Notice(code.clone(), Some(about))).parse(i);
            }
            Ok((i, ExpectExpr::Notice(code, None)))
        }
        "milder" => map(date, ExpectExpr::Milder).parse(rest),
        "under" => map(setting, |(reading, choice)| ExpectExpr::Under(reading, choice)).parse(rest),
        _ => i.miss(Wanted::Thing("an expectation")),
    }
}

/// `ID [by ID] [with ID, …]`
fn charge(i: In) -> Res<ExpectExpr> {
    let (i, of) = id(i)?;
    let (i, by) = opt(preceded(words("by"), id)).parse(i)?;
    let (i, with) = opt(preceded(words("with"), separated_list1(sign(Kind::Comma), id))).parse(i)?;
    Ok((i, ExpectExpr::Charge { id: of, by, with: with.unwrap_or_default() }))
}
