//! The smallest parsers: words, signs, names, labels, dates and numbers.

use super::input::{In, Refusal, Res, Wanted};
use crate::exact::{Date, Fraction};
use crate::packed::Str;
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{At, Label, Period};
use nom::Parser;
use nom::combinator::{map, opt};
use nom::multi::separated_list1;

/// Words of the language that follow each other.
pub fn words<'a>(expected: &'static str) -> impl Fn(In<'a>) -> Res<'a, ()> {
    move |i| {
        let mut rest = i;
        for word in expected.split(' ') {
            if !rest.is(0, word) {
                return rest.miss(Wanted::Exactly(word));
            }
            rest = rest.skip(1);
        }
        Ok((rest, ()))
    }
}

/// A sign.
pub fn sign<'a>(kind: Kind) -> impl Fn(In<'a>) -> Res<'a, ()> {
    move |i| if i.kind(0) == Some(kind) { Ok((i.skip(1), ())) } else { i.miss(Wanted::Exactly(sign_text(kind))) }
}

fn sign_text(kind: Kind) -> &'static str {
    match kind {
        Kind::OpenBrace => "{",
        Kind::CloseBrace => "}",
        Kind::OpenParen => "(",
        Kind::CloseParen => ")",
        Kind::Comma => ",",
        Kind::Colon => ":",
        Kind::Semicolon => ";",
        Kind::Slash => "/",
        Kind::Equals => "=",
        _ => "..",
    }
}

fn token<'a>(i: In<'a>, kinds: &[Kind], thing: &'static str) -> Res<'a, At<Str>> {
    match i.kind(0) {
        Some(kind) if kinds.contains(&kind) => Ok((i.skip(1), i.at_to(i.skip(1), i.text(0).into()))),
        _ => i.miss(Wanted::Thing(thing)),
    }
}

/// A name: a word, an id or an article.
pub fn name(i: In) -> Res<At<Str>> {
    token(i, &[Kind::Word, Kind::Id, Kind::Integer], "a name")
}
/// A name, described as what it names.
pub fn named<'a>(thing: &'static str) -> impl Fn(In<'a>) -> Res<'a, At<Str>> {
    move |i| token(i, &[Kind::Word, Kind::Id, Kind::Integer], thing)
}
/// An address of the law.
pub fn id(i: In) -> Res<At<Str>> {
    token(i, &[Kind::Id, Kind::Integer], "an article")
}
/// A fact or a term.
pub fn fact(i: In) -> Res<At<Str>> {
    token(i, &[Kind::Word, Kind::Id], "a fact")
}
/// A whole or decimal number, as written.
pub fn number(i: In) -> Res<At<Str>> {
    token(i, &[Kind::Integer, Kind::Decimal], "a number")
}
/// A number, a fraction or a date, as written.
pub fn measure(i: In) -> Res<At<Str>> {
    token(i, &[Kind::Integer, Kind::Decimal, Kind::Fraction, Kind::Date], "a number")
}
/// A value a fact may have.
pub fn value(i: In) -> Res<At<Str>> {
    token(i, &[Kind::Word, Kind::Id, Kind::Integer, Kind::Decimal, Kind::Date], "a value")
}

/// Names with commas between them.
pub fn names(i: In) -> Res<Vec<At<Str>>> {
    separated_list1(sign(Kind::Comma), name).parse(i)
}

/// The text of a string, its escapes read.
pub fn text(i: In) -> Res<At<Str>> {
    if i.kind(0) != Some(Kind::String) {
        return i.miss(Wanted::Thing("a text in quotes"));
    }
    let written = i.text(0);
    let inner = written.strip_prefix('"').unwrap_or(written);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut read = String::with_capacity(inner.len());
    let mut escaped = false;
    for c in inner.chars() {
        if c == '\\' && !escaped {
            escaped = true;
            continue;
        }
        read.push(c);
        escaped = false;
    }
    Ok((i.skip(1), i.at_to(i.skip(1), read.into())))
}

/// `"es" / "en"`
pub fn label(i: In) -> Res<Label> {
    let (i, es) = i.expecting("a label", text)?;
    if i.kind(0) != Some(Kind::Slash) {
        i.want(Wanted::Exactly("/"));
        return Ok((i, Label { es, en: None }));
    }
    map(text, move |en| Label { es: es.clone(), en: Some(en) }).parse(i.skip(1))
}

/// A day.
pub fn date(i: In) -> Res<At<Date>> {
    if i.kind(0) != Some(Kind::Date) {
        return i.miss(Wanted::Thing("a date"));
    }
    match Date::parse(i.text(0)) {
        Ok(date) => Ok((i.skip(1), i.at_to(i.skip(1), date))),
        Err(_) => i.refuse(Refusal::NoSuchDay),
    }
}

/// `[before] A .. [B]`
pub fn period(start: In) -> Res<Period> {
    let (i, before) = opt(words("before")).parse(start)?;
    let (i, since) = date(i)?;
    let (i, ()) = sign(Kind::DotDot)(i)?;
    let (i, until) = if i.kind(0) == Some(Kind::Date) { map(date, Some).parse(i)? } else { (i, None) };
    let span = start.span_to(i);
    Ok((i, Period { span, before: before.is_some(), since: since.value, until: until.map(|date| date.value) }))
}

/// Whether a dated entry begins here.
pub fn period_begins(i: In) -> bool {
    let skip = usize::from(i.is(0, "before"));
    i.kind(skip) == Some(Kind::Date) && i.kind(skip + 1) == Some(Kind::DotDot)
}

/// `1/2`, `2`, `1 1/2`, above zero.
pub fn fraction(i: In) -> Res<Fraction> {
    let whole = |text: &str| text.parse::<u32>().ok();
    let broken = |text: &str| text.split_once('/').and_then(|(n, d)| Some((whole(n)?, whole(d)?)));
    let (rest, parts) = match (i.kind(0), i.kind(1)) {
        (Some(Kind::Integer), Some(Kind::Fraction)) => {
            let sum = whole(i.text(0)).zip(broken(i.text(1)));
            let parts = sum.and_then(|(n, (top, bottom))| Some((n.checked_mul(bottom)?.checked_add(top)?, bottom)));
            (i.skip(2), parts)
        }
        (Some(Kind::Integer), _) => (i.skip(1), whole(i.text(0)).map(|n| (n, 1))),
        (Some(Kind::Fraction), _) => (i.skip(1), broken(i.text(0))),
        _ => return i.miss(Wanted::Thing("a fraction")),
    };
    match parts.and_then(|(top, bottom)| Fraction::new(top, bottom)) {
        Some(fraction) => Ok((rest, fraction)),
        None => i.refuse(Refusal::NoFraction),
    }
}

/// `{ A B C }` of one parser, at least one.
pub fn block<'a, T>(i: In<'a>, thing: &'static str, parser: impl Fn(In<'a>) -> Res<'a, T> + Copy) -> Res<'a, Vec<T>> {
    let (i, ()) = sign(Kind::OpenBrace)(i)?;
    i.deeper(|i| {
        let (mut i, first) = i.expecting(thing, parser)?;
        let mut all = vec![first];
        while i.kind(0) != Some(Kind::CloseBrace) {
            i.want(Wanted::Exactly("}"));
            let (rest, next) = i.expecting(thing, parser)?;
            all.push(next);
            i = rest;
        }
        Ok((i.skip(1), all))
    })
}
