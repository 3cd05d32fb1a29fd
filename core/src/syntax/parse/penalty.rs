//! Penalties, amounts and consequences (docs/language.md §8, §10).

use super::condition::condition;
use super::input::{In, Refusal, Res, Wanted};
use super::terminal::{block, id, label, named, names, sign, words};
use crate::packed::Str;
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{
    Amount, At, Choice, Comments, ConsequenceExpr, Length, Part, PartExpr, PenaltyExpr, RowExpr,
};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::multi::separated_list1;
use nom::sequence::preceded;

/// The units of an amount.
const UNITS: [&str; 10] = ["years", "year", "months", "month", "days", "day", "sessions", "uma", "wages", "pesos"];

/// A penalty as written.
pub fn penalty(i: In) -> Res<PenaltyExpr> {
    i.expecting("a penalty", penalty_kind)
}

fn penalty_kind(i: In) -> Res<PenaltyExpr> {
    if i.are("same as") {
        let (i, of) = id(i.skip(2))?;
        if i.kind(0) == Some(Kind::Comma) && i.is(1, "with") {
            return map(words("with its consequences"), |()| PenaltyExpr::SameAs(of.clone(), true)).parse(i.skip(1));
        }
        return Ok((i, PenaltyExpr::SameAs(of, false)));
    }
    if i.are("not stated") {
        let (i, ()) = sign(Kind::Comma)(i.skip(2))?;
        return map(preceded(words("discretion"), id), PenaltyExpr::NotStated).parse(i);
    }
    if i.are("as participant") {
        let (i, by) = id(i.skip(2))?;
        let by = move |fact| PenaltyExpr::AsParticipant(by.clone(), fact);
        return map(preceded(words("in"), named("a fact")), by).parse(i);
    }
    if i.are("first of") {
        return map(rows, PenaltyExpr::FirstOf).parse(i.skip(2));
    }
    if i.are("gravest of") {
        return map(rows, PenaltyExpr::GravestOf).parse(i.skip(2));
    }
    parts(i)
}

fn rows(i: In) -> Res<Vec<RowExpr>> {
    block(i, "a row", row)
}

fn row(start: In) -> Res<RowExpr> {
    let (i, name) = named("a row")(start)?;
    let (i, label) = if i.kind(0) == Some(Kind::String) { map(label, Some).parse(i)? } else { (i, None) };
    let (i, when) = opt(preceded(words("when"), condition)).parse(i)?;
    let (i, ()) = sign(Kind::Colon)(i)?;
    let (i, penalty) = penalty(i)?;
    Ok((i, RowExpr { comments: Comments::default(), span: start.span_to(i), name, label, when, penalty }))
}

fn parts(i: In) -> Res<PenaltyExpr> {
    let (i, first) = part_range(i)?;
    let mut parts = vec![first];
    let Some(word) = ["and", "or"].into_iter().find(|word| i.is(0, word)) else {
        i.want(Wanted::Exactly("and"));
        i.want(Wanted::Exactly("or"));
        return Ok((i, PenaltyExpr::Parts { parts, choice: Choice::And }));
    };
    let mut i = i;
    while i.is(0, word) && !i.is(1, "both") {
        let (rest, next) = part_range(i.skip(1))?;
        parts.push(next);
        i = rest;
    }
    i.want(Wanted::Exactly(word));
    if parts.len() > 1 && i.are("or both") && word == "or" {
        return Ok((i.skip(2), PenaltyExpr::Parts { parts, choice: Choice::OrBoth }));
    }
    if i.is(0, "and") || i.is(0, "or") {
        return i.refuse(Refusal::Mixed);
    }
    let choice = if word == "and" { Choice::And } else { Choice::Or };
    Ok((i, PenaltyExpr::Parts { parts, choice }))
}

/// `prison`, `fine` or `work`.
pub fn part(i: In) -> Res<Part> {
    let word = |word, part| value(part, words(word));
    alt((word("prison", Part::Prison), word("fine", Part::Fine), word("work", Part::CommunityWork))).parse(i)
}

/// `prison RANGE`
pub fn part_range(start: In) -> Res<PartExpr> {
    let (i, part) = part(start)?;
    let (i, (min, max)) = range(i)?;
    Ok((i, PartExpr { span: start.span_to(i), part, min, max }))
}

/// `up to A`, `A to B`, `A`; the lower end is `None` after `up to`.
fn range(i: In) -> Res<(Option<Amount>, Amount)> {
    if i.are("up to") {
        return map(amount, |max| (None, max)).parse(i.skip(2));
    }
    let (i, min) = amount(i)?;
    if i.is(0, "to") {
        return map(amount, |max| (Some(min.clone()), max)).parse(i.skip(1));
    }
    i.want(Wanted::Exactly("to"));
    Ok((i, (Some(min.clone()), min)))
}

/// Numbers with their units: `3 years 6 months`.
pub fn amount(start: In) -> Res<Amount> {
    let (mut i, first) = amount_term(start)?;
    let mut terms = vec![first];
    while terms.last().is_some_and(|(_, unit)| unit.is_some()) && number_ahead(i).is_some_and(|n| unit_ahead(i, n)) {
        let (rest, next) = amount_term(i)?;
        terms.push(next);
        i = rest;
    }
    Ok((i, Amount { span: start.span_to(i), terms }))
}

/// How many tokens the number here has.
fn number_ahead(i: In) -> Option<usize> {
    match (i.kind(0)?, i.kind(1)) {
        (Kind::Integer, Some(Kind::Fraction)) => Some(2),
        (Kind::Integer | Kind::Decimal | Kind::Fraction, _) => Some(1),
        _ => None,
    }
}

fn unit_ahead(i: In, ahead: usize) -> bool {
    (i.kind(ahead) == Some(Kind::Word) && UNITS.contains(&i.text(ahead))) || i.skip(ahead).are("times the value")
}

fn amount_term(i: In) -> Res<(Str, Option<Str>)> {
    let Some(count) = number_ahead(i) else {
        return i.miss(Wanted::Thing("an amount"));
    };
    let number = (0..count).map(|ahead| i.text(ahead)).collect::<Vec<_>>().join(" ");
    let i = i.skip(count);
    if i.are("times the value") {
        return Ok((i.skip(3), (number.into(), Some("times the value".into()))));
    }
    if unit_ahead(i, 0) {
        return Ok((i.skip(1), (number.into(), Some(i.text(0).into()))));
    }
    i.want(Wanted::Thing("a unit"));
    Ok((i, (number.into(), None)))
}

/// What `also` and `may` bring, and the letters they are for.
pub fn consequences(i: In) -> Res<(ConsequenceExpr, Vec<At<Str>>)> {
    let (i, one_of) = opt(words("one of")).parse(i)?;
    let (i, names) = separated_list1(sign(Kind::Comma), named("a consequence")).parse(i)?;
    let (i, label) = if i.kind(0) == Some(Kind::String) { map(label, Some).parse(i)? } else { (i, None) };
    let (i, length) = length(i)?;
    let (i, letters) = trailing_letters(i)?;
    let (i, when) = opt(preceded(words("when"), condition)).parse(i)?;
    Ok((i, (ConsequenceExpr { one_of: one_of.is_some(), names, label, length, when }, letters)))
}

/// `for a, b` at the end of a line.
pub fn trailing_letters(i: In) -> Res<Vec<At<Str>>> {
    if i.is(0, "for") { names(i.skip(1)) } else { Ok((i, Vec::new())) }
}

fn length(i: In) -> Res<Length> {
    for (text, length) in [
        ("for the prison imposed", Length::AsPrison),
        ("up to the prison imposed", Length::UpToPrison),
        ("permanent", Length::Permanent),
    ] {
        if i.are(text) {
            return Ok((i.skip(text.split(' ').count()), length));
        }
    }
    if i.are("up to") {
        return map(amount, Length::UpTo).parse(i.skip(2));
    }
    if number_ahead(i).is_none() {
        return Ok((i, Length::Unstated));
    }
    let (i, min) = amount(i)?;
    map(preceded(words("to"), amount), move |max| Length::Range(min.clone(), max)).parse(i)
}
