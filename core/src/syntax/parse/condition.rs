//! Conditions and what stands around them: letters, exceptions (docs/language.md §6, §7).

use super::input::{In, Refusal, Res, Wanted};
use super::selection::selection;
use super::terminal::{block, fact, id, label, measure, name, named, names, period, period_begins, sign, value, words};
use crate::packed::Str;
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{At, Comments, Comparison, Expr, ExprKind, Letter, Period, Quantifier, Value};
use nom::Parser;
use nom::combinator::{map, opt};
use nom::multi::separated_list1;
use nom::sequence::{pair, preceded};

/// The units a comparison may state.
pub const UNITS: [&str; 14] = [
    "years",
    "year",
    "months",
    "month",
    "days",
    "day",
    "hours",
    "count",
    "sessions",
    "milligrams",
    "pesos",
    "uma",
    "wages",
    "persons",
];

/// A condition.
pub fn condition(i: In) -> Res<Expr> {
    let (rest, first) = unit(i)?;
    let both = [("and", ExprKind::And as fn(Vec<Expr>) -> ExprKind), ("or", ExprKind::Or)];
    let Some((word, build)) = both.into_iter().find(|(word, _)| rest.is(0, word)) else {
        rest.want(Wanted::Exactly("and"));
        rest.want(Wanted::Exactly("or"));
        return Ok((rest, first));
    };
    let mut all = vec![first];
    let mut rest = rest;
    while rest.is(0, word) {
        let (after, next) = unit(rest.skip(1))?;
        all.push(next);
        rest = after;
    }
    rest.want(Wanted::Exactly(word));
    if rest.is(0, "and") || rest.is(0, "or") {
        return rest.refuse(Refusal::Mixed);
    }
    Ok((rest, Expr { span: i.span_to(rest), kind: build(all) }))
}

fn unit(i: In) -> Res<Expr> {
    let (rest, kind) = i.expecting("a condition", unit_kind)?;
    Ok((rest, Expr { span: i.span_to(rest), kind }))
}

fn unit_kind(i: In) -> Res<ExprKind> {
    if i.kind(0) == Some(Kind::OpenParen) {
        let (i, inner) = i.skip(1).deeper(condition)?;
        let (i, ()) = sign(Kind::CloseParen)(i)?;
        return Ok((i, ExprKind::Paren(Box::new(inner))));
    }
    if i.kind(0) == Some(Kind::String) {
        return map(label, ExprKind::Quoted).parse(i);
    }
    if i.is(0, "not") {
        return map(deeper_unit, |of| ExprKind::Not(Box::new(of))).parse(i.skip(1));
    }
    if (i.is(0, "some") || i.is(0, "every")) && i.is(1, "victim") {
        let every = i.is(0, "every");
        return map(deeper_unit, move |of| ExprKind::Victims { every, of: Box::new(of) }).parse(i.skip(2));
    }
    if i.are("charge is") {
        return map(names, ExprKind::ChargeIs).parse(i.skip(2));
    }
    if i.are("charge on complaint") {
        return Ok((i.skip(3), ExprKind::ChargeOnComplaint));
    }
    if i.are("charge permanent") {
        return Ok((i.skip(2), ExprKind::ChargePermanent));
    }
    if i.are("charge has") || i.are("charge only") {
        let only = i.is(1, "only");
        if !only {
            let has = |kind| ExprKind::ChargePenalty { only, kinds: vec![kind] };
            return map(named("a part of a penalty"), has).parse(i.skip(2));
        }
        return map(names, move |kinds| ExprKind::ChargePenalty { only, kinds }).parse(i.skip(2));
    }
    if let Some(found) = super::international::test(i) {
        return found;
    }
    if i.are("qualified by") {
        return map(id, ExprKind::QualifiedBy).parse(i.skip(2));
    }
    if i.is(0, "charged") && matches!(i.kind(1), Some(Kind::Id | Kind::Integer)) {
        return map(id, ExprKind::Charged).parse(i.skip(1));
    }
    let (i, of) = fact(i)?;
    test(i, of)
}

fn deeper_unit(i: In) -> Res<Expr> {
    i.deeper(unit)
}

/// What is said of a fact; nothing, for a flag.
fn test(i: In, of: At<Str>) -> Res<ExprKind> {
    for (words, quantifier) in [
        ("any of", Quantifier::Any),
        ("all of", Quantifier::All),
        ("none of", Quantifier::None),
        ("has", Quantifier::Has),
    ] {
        if i.are(words) {
            let i = i.skip(words.split(' ').count());
            let (i, values) = if quantifier == Quantifier::Has {
                map(named("a value"), |value| vec![value]).parse(i)?
            } else {
                separated_list1(sign(Kind::Comma), named("a value")).parse(i)?
            };
            return Ok((i, ExprKind::Members(of, quantifier, values)));
        }
    }
    for (words, comparison) in [
        ("under", Comparison::Under),
        ("at most", Comparison::AtMost),
        ("over", Comparison::Over),
        ("at least", Comparison::AtLeast),
    ] {
        if i.are(words) {
            let (i, amount) = measure(i.skip(words.split(' ').count()))?;
            let (i, unit) = if i.kind(0) == Some(Kind::Word) && UNITS.contains(&i.text(0)) {
                map(name, Some).parse(i)?
            } else {
                (i, None)
            };
            return Ok((i, ExprKind::Compare(of, comparison, amount, unit)));
        }
    }
    if i.are("is after") {
        return super::international::after(i.skip(2), of);
    }
    if i.is(0, "is") {
        let (i, not) = opt(words("not")).parse(i.skip(1))?;
        let (i, value) = value(i)?;
        return Ok((i, ExprKind::Is(of, not.is_some(), value)));
    }
    if i.are("in group") {
        let (i, group) = named("the name of a group")(i.skip(2))?;
        return Ok((i, ExprKind::InGroup(of, group)));
    }
    if i.is(0, "any") {
        return Ok((i.skip(1), ExprKind::AnyOffence(of)));
    }
    i.want(Wanted::Thing("a test such as `has`"));
    Ok((i, ExprKind::Name(of)))
}

/// A condition, `one of { letters }`, or either after `waived when COND`.
pub fn condition_or_letters(i: In) -> Res<Value> {
    if !i.are("waived when") {
        if i.are("one of") {
            return map(letters, |letters| Value::Lettered { waived: None, letters }).parse(i);
        }
        return map(condition_with_reach, |(expr, reach)| Value::Condition(expr, reach)).parse(i);
    }
    let (i, waived) = condition(i.skip(2))?;
    if i.are("one of") {
        let (i, letters) = letters(i)?;
        return Ok((i, Value::Lettered { waived: Some(waived), letters }));
    }
    i.want(Wanted::Exactly("one"));
    let (start, ()) = sign(Kind::Colon)(i)?;
    let (i, (expr, reach)) = condition_with_reach(start)?;
    let letter = Letter {
        comments: Comments::default(),
        span: start.span_to(i),
        name: At { value: Str::default(), span: expr.span },
        label: None,
        reach,
        except_for: None,
        condition: vec![(None, expr)],
    };
    Ok((i, Value::Lettered { waived: Some(waived), letters: vec![letter] }))
}

fn letters(i: In) -> Res<Vec<Letter>> {
    block(i.skip(2), "a letter", letter)
}

fn condition_with_reach(i: In) -> Res<(Expr, Option<At<Str>>)> {
    pair(condition, reach).parse(i)
}

/// `personal` or `objective`, when it is there.
fn reach(i: In) -> Res<Option<At<Str>>> {
    if i.is(0, "personal") || i.is(0, "objective") { map(name, Some).parse(i) } else { Ok((i, None)) }
}

/// `NAME [LABEL] [personal|objective] [except for IDS]: COND`
fn letter(start: In) -> Res<Letter> {
    let (i, name) = named("a letter")(start)?;
    let (i, label) = if i.kind(0) == Some(Kind::String) { map(label, Some).parse(i)? } else { (i, None) };
    let (i, reach) = reach(i)?;
    let (i, except_for) = opt(preceded(words("except for"), selection)).parse(i)?;
    let (i, ()) = sign(Kind::Colon)(i)?;
    let (i, condition) = dated_condition(i)?;
    let comments = Comments::default();
    Ok((i, Letter { comments, span: start.span_to(i), name, label, reach, except_for, condition }))
}

/// `COND`, or `A .. B: COND` one after the other.
fn dated_condition(i: In) -> Res<Vec<(Option<Period>, Expr)>> {
    if !period_begins(i) {
        return map(condition, |expr| vec![(None, expr)]).parse(i);
    }
    let mut all = Vec::new();
    let mut i = i;
    while period_begins(i) {
        let (rest, period) = period(i)?;
        let (rest, ()) = sign(Kind::Colon)(rest)?;
        let (rest, expr) = condition(rest)?;
        all.push((Some(period), expr));
        i = rest;
    }
    Ok((i, all))
}

/// `NAME [by ID]: COND`
pub fn exception(i: In) -> Res<Value> {
    let (i, name) = named("the name of the exception")(i)?;
    let (i, by) = opt(preceded(words("by"), id)).parse(i)?;
    let (i, ()) = sign(Kind::Colon)(i)?;
    let (i, condition) = condition(i)?;
    Ok((i, Value::Exception { name, by, condition }))
}
