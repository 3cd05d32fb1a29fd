//! Types of facts, values, and the lines of parameters (docs/language.md §5, §11).

use super::condition::condition;
use super::input::{In, Res, Wanted};
use super::terminal::{block, date, label, name, named, number, sign, text, words};
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{Comments, DerivedExpr, Literal, TypeExpr, Value, ValueDef, ZoneValue};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::multi::separated_list0;
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded};

/// A fact's type.
pub fn type_of_fact(i: In) -> Res<TypeExpr> {
    i.expecting("a type", |i| {
        for (words, build) in [
            ("one of", TypeExpr::OneOf as fn(Vec<ValueDef>) -> TypeExpr),
            ("any of", TypeExpr::AnyOf),
            ("events of", TypeExpr::Events),
        ] {
            if i.are(words) {
                let (i, values) = block(i.skip(2), "a value", value_definition)?;
                return Ok((i, build(values)));
            }
        }
        if i.kind(0) == Some(Kind::Word) && matches!(i.kind(1), Some(Kind::Integer | Kind::Decimal)) {
            return numeric(i);
        }
        for (word, of_type) in [
            ("flag", TypeExpr::Flag),
            ("date", TypeExpr::Date),
            ("money", TypeExpr::Money),
            ("country", TypeExpr::Country),
            ("countries", TypeExpr::Countries),
            ("offences", TypeExpr::Offences),
            ("term", TypeExpr::Term),
            ("text", TypeExpr::Text),
        ] {
            if i.is(0, word) {
                return Ok((i.skip(1), of_type));
            }
        }
        i.miss(Wanted::Thing("a type"))
    })
}

fn numeric(i: In) -> Res<TypeExpr> {
    let (i, unit) = name(i)?;
    let (i, min) = number(i)?;
    let (i, max) = preceded(words("to"), number).parse(i)?;
    let (i, scale) = opt(preceded(words("scale"), number)).parse(i)?;
    Ok((i, TypeExpr::Number { unit, min, max, scale }))
}

fn value_definition(i: In) -> Res<ValueDef> {
    let (i, name) = named("a value")(i)?;
    let (i, label) = if i.kind(0) == Some(Kind::String) { map(label, Some).parse(i)? } else { (i, None) };
    Ok((i, ValueDef { comments: Comments::default(), name, label }))
}

/// A value as written in an example or after `assumed`.
pub fn literal(i: In) -> Res<Literal> {
    match i.kind(0) {
        Some(Kind::OpenBrace) => {
            let list = separated_list0(sign(Kind::Comma), named("a value"));
            map(delimited(sign(Kind::OpenBrace), list, sign(Kind::CloseBrace)), Literal::Set).parse(i)
        }
        Some(Kind::String) => map(text, Literal::Text).parse(i),
        Some(Kind::Date) => map(date, Literal::Date).parse(i),
        Some(Kind::Integer | Kind::Decimal) => {
            let (i, min) = number(i)?;
            if i.is(0, "to") {
                return map(number, |max| Literal::NumberRange(min.clone(), max)).parse(i.skip(1));
            }
            i.want(Wanted::Exactly("to"));
            Ok((i, Literal::Number(min)))
        }
        _ if i.is(0, "none") => Ok((i.skip(1), Literal::None)),
        _ if i.is(0, "unknown") => Ok((i.skip(1), Literal::Unknown)),
        _ => map(named("a value"), Literal::Word).parse(i),
    }
}

/// `age at FACT`, `number of victims`, `number of accused`, `when COND`, `FACT in UNIT, … on FACT`
pub fn derived(i: In) -> Res<DerivedExpr> {
    alt((
        map(preceded(words("age at"), named("a fact")), DerivedExpr::AgeAt),
        map(words("number of victims"), |()| DerivedExpr::NumberOfVictims),
        map(words("number of accused"), |()| DerivedExpr::NumberOfAccused),
        map(preceded(words("when"), condition), DerivedExpr::When),
        amount_in,
    ))
    .parse(i)
}

fn amount_in(i: In) -> Res<DerivedExpr> {
    let (i, amount) = named("a fact")(i)?;
    let (i, units) = preceded(words("in"), separated_list1(sign(Kind::Comma), named("a parameter"))).parse(i)?;
    let (i, on) = preceded(words("on"), named("a fact")).parse(i)?;
    Ok((i, DerivedExpr::AmountIn { amount, units, on }))
}

/// `DATE: [ZONE] VALUE, …[, gazette DATE]`
pub fn from(i: In) -> Res<Value> {
    let (i, date) = date(i)?;
    let (i, ()) = sign(Kind::Colon)(i)?;
    let (mut i, first) = zone_value(i)?;
    let mut values = vec![first];
    loop {
        if i.kind(0) != Some(Kind::Comma) {
            i.want(Wanted::Exactly(","));
            return Ok((i, Value::From { date, values, gazette: None }));
        }
        if i.is(1, "gazette") && i.kind(2) == Some(Kind::Date) {
            let (i, gazette) = super::terminal::date(i.skip(2))?;
            return Ok((i, Value::From { date, values, gazette: Some(gazette) }));
        }
        let (rest, next) = zone_value(i.skip(1))?;
        values.push(next);
        i = rest;
    }
}

/// A number, a word or `unknown`, after the zone it is for.
fn zone_value(i: In) -> Res<ZoneValue> {
    let valued = |kind| matches!(kind, Some(Kind::Integer | Kind::Decimal));
    let zoned = matches!(i.kind(0), Some(Kind::Word | Kind::Id)) && (valued(i.kind(1)) || i.is(1, "unknown"));
    let (i, zone) = if zoned { map(name, Some).parse(i)? } else { (i, None) };
    if i.is(0, "unknown") {
        return Ok((i.skip(1), (zone, None)));
    }
    if valued(i.kind(0)) {
        return map(number, move |value| (zone.clone(), Some(value))).parse(i);
    }
    map(named("a value"), move |value| (zone.clone(), Some(value))).parse(i)
}
