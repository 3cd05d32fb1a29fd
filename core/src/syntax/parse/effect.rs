//! What aggravations, attenuations and gradings do to a penalty (docs/language.md §9).

use super::condition::condition;
use super::input::{In, Res};
use super::penalty::{part, penalty};
use super::terminal::{block, fraction, id, named, names, sign, words};
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{Basis, Comments, EffectExpr, EffectRow, OneEffect, OpExpr, Part};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::multi::separated_list1;
use nom::sequence::{pair, preceded};

/// `first of { rows }`, or effects joined by `;`.
pub fn effect(i: In) -> Res<EffectExpr> {
    if i.are("first of") {
        let (i, rows) = block(i.skip(2), "a row", row)?;
        return Ok((i, EffectExpr::FirstOf(rows)));
    }
    plain(i)
}

fn plain(i: In) -> Res<EffectExpr> {
    if i.are("as negligence") {
        return map(id, EffectExpr::AsNegligence).parse(i.skip(2));
    }
    map(separated_list1(sign(Kind::Semicolon), one_effect), EffectExpr::All).parse(i)
}

fn row(start: In) -> Res<EffectRow> {
    let (i, name) = named("a row")(start)?;
    let (i, when) = opt(preceded(words("when"), condition)).parse(i)?;
    let (i, ()) = sign(Kind::Colon)(i)?;
    let (i, effect) = plain(i)?;
    Ok((i, EffectRow { comments: Comments::default(), span: start.span_to(i), name, when, effect }))
}

fn one_effect(start: In) -> Res<OneEffect> {
    start.expecting("an effect", |i| {
        let (i, may) = opt(words("may")).parse(i)?;
        let (i, parts) = parts(i)?;
        let (i, op) = i.expecting("an operation such as `increased by`", operation)?;
        let (i, each) = match op {
            OpExpr::Added(_) => opt(preceded(words("for each"), named("the name of a fact"))).parse(i)?,
            _ => (i, None),
        };
        let (i, of) = measured(i)?;
        Ok((i, OneEffect { span: start.span_to(i), may: may.is_some(), parts, op, each, of }))
    })
}

fn parts(i: In) -> Res<Vec<Part>> {
    alt((value(Vec::new(), words("penalty")), separated_list1(sign(Kind::Comma), part))).parse(i)
}

fn operation(i: In) -> Res<OpExpr> {
    alt((
        preceded(words("increased"), increased),
        value(OpExpr::Doubled, words("doubled")),
        value(OpExpr::UpToDoubled, words("up to doubled")),
        value(OpExpr::OneMoreTanto, words("one more tanto")),
        map(preceded(words("added"), penalty), OpExpr::Added),
        map(preceded(words("replaced by one of"), names), OpExpr::ReplacedByOneOf),
        map(preceded(words("replaced by"), penalty), OpExpr::ReplacedBy),
        map(preceded(words("becomes up to"), fraction), OpExpr::BecomesUpTo),
        map(preceded(words("becomes"), fraction), OpExpr::Becomes),
        map(preceded(words("maximum becomes up to"), fraction), OpExpr::MaximumBecomesUpTo),
        map(preceded(words("reduced by"), fraction), OpExpr::ReducedBy),
        map(preceded(words("reduced up to"), fraction), OpExpr::ReducedUpTo),
    ))
    .parse(i)
}

fn increased(i: In) -> Res<OpExpr> {
    alt((
        map(preceded(words("by"), fraction), OpExpr::IncreasedBy),
        map(pair(preceded(words("from"), fraction), preceded(words("up to"), fraction)), |(from, to)| {
            OpExpr::IncreasedBetween(from, to)
        }),
        increased_up_to,
    ))
    .parse(i)
}

fn increased_up_to(i: In) -> Res<OpExpr> {
    let (i, fraction) = preceded(words("up to"), fraction).parse(i)?;
    if i.kind(0) == Some(Kind::Comma) && i.skip(1).are("both ends") {
        return Ok((i.skip(3), OpExpr::BothEndsIncreasedUpTo(fraction)));
    }
    if i.are("of the maximum") {
        return Ok((i.skip(3), OpExpr::MaximumIncreasedUpTo(fraction)));
    }
    Ok((i, OpExpr::IncreasedUpTo(fraction)))
}

/// `, of the base`
fn measured(i: In) -> Res<Option<Basis>> {
    if i.kind(0) != Some(Kind::Comma) {
        return Ok((i, None));
    }
    let word = |text, basis| value(Some(basis), words(text));
    alt((
        word("of the base", Basis::Base),
        word("of the maximum", Basis::Maximum),
        word("of what corresponds", Basis::WhatCorresponds),
    ))
    .parse(i.skip(1))
}
