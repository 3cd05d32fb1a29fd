//! Rules of jurisdiction and extradition, and what examples expect of them (docs/language.md §21).

use super::input::{In, Res, Wanted};
use super::penalty::amount;
use super::terminal::{date, fact, id, named, names, words};
use crate::packed::Str;
use crate::syntax::international::{BeyondExpr, InternationalExpect, InternationalValue, PrefersExpr};
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{At, ExpectExpr, ExprKind, Value};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::multi::separated_list1;
use nom::sequence::preceded;

/// `charge applies`, `charge expired`, `mean of …`, `jurisdiction by …`, when one stands here.
pub fn test(i: In) -> Option<Res<ExprKind>> {
    let done = |test| ExprKind::Beyond(Box::new(test));
    if i.are("charge applies") {
        return Some(Ok((i.skip(2), done(BeyondExpr::Applies))));
    }
    if i.are("charge expired") {
        return Some(Ok((i.skip(2), done(BeyondExpr::Expired))));
    }
    if i.are("mean of") {
        return Some(mean(i.skip(2)).map(|(i, of)| (i, done(of))));
    }
    if i.are("jurisdiction by") {
        let ids = |i| separated_list1(super::terminal::sign(Kind::Comma), id).parse(i);
        return Some(ids(i.skip(2)).map(|(i, ids)| (i, done(BeyondExpr::Jurisdiction(ids)))));
    }
    None
}

fn mean(i: In) -> Res<BeyondExpr> {
    let (i, of) = if i.is(0, "charge") { (i.skip(1), None) } else { map(fact, Some).parse(i)? };
    let (i, least) = preceded(words("at least"), amount).parse(i)?;
    Ok((i, BeyondExpr::Mean(of, least)))
}

/// `after FACT`, once `FACT is` was read.
pub fn after(i: In, of: At<Str>) -> Res<ExprKind> {
    map(fact, move |than| ExprKind::Beyond(Box::new(BeyondExpr::After(of.clone(), than)))).parse(i)
}

/// `prefers CRITERION [among treaties]`, after its first word.
pub fn prefers(i: In) -> Res<Value> {
    let (i, what) = i.expecting("a criterion", |i| {
        alt((
            value(PrefersExpr::Treaty, words("treaty")),
            value(PrefersExpr::Place, words("place")),
            map(preceded(words("the gravest"), fact), PrefersExpr::Gravest),
            map(preceded(words("the earliest"), names), PrefersExpr::Earliest),
        ))
        .parse(i)
    })?;
    let (i, among) = opt(words("among treaties")).parse(i)?;
    Ok((i, Value::International(Box::new(InternationalValue::Prefers(what, among.is_some())))))
}

const STATUSES: [&str; 3] = ["met", "unmet", "unknown"];
const CONCLUSIONS: [&str; 6] =
    ["refused", "incomplete", "discretionary", "postponed", "undetermined", "may_be_granted"];
const GIVEN: [&str; 3] = ["given", "missing", "unknown"];

/// One of some words.
fn one_of<'a>(i: In<'a>, known: &'static [&'static str], thing: &'static str) -> Res<'a, At<Str>> {
    if known.iter().any(|word| i.is(0, word)) {
        return named(thing)(i);
    }
    i.miss(Wanted::Thing(thing))
}

/// An expectation, whose first word is one of `jurisdiction`, `federal`, `extradition`, `undertaking`, `due`, `governs`.
pub fn expectation(start: In) -> Res<ExpectExpr> {
    let by = |i| opt(preceded(words("by"), id)).parse(i);
    let rest = start.skip(1);
    let (i, found) = match start.text(0) {
        word @ ("jurisdiction" | "federal") => {
            let federal = word == "federal";
            let (i, status) = one_of(rest, &STATUSES, "`met`, `unmet` or `unknown`")?;
            let (i, by) = by(i)?;
            (i, InternationalExpect::Jurisdiction { federal, status, by })
        }
        "extradition" => {
            let (i, conclusion) = one_of(rest, &CONCLUSIONS, "a conclusion such as `refused`")?;
            let (i, by) = by(i)?;
            (i, InternationalExpect::Extradition(conclusion, by))
        }
        "undertaking" => {
            let (i, of) = id(rest)?;
            let (i, status) = one_of(i, &GIVEN, "`given`, `missing` or `unknown`")?;
            (i, InternationalExpect::Undertaking(of, status))
        }
        "due" => {
            let (i, day) = date(rest)?;
            let (i, by) = preceded(words("by"), id).parse(i)?;
            (i, InternationalExpect::Due(day, by))
        }
        _ => {
            let (i, what) = one_of(rest, &["treaty", "statute"], "`treaty` or `statute`")?;
            (i, InternationalExpect::Governs(what))
        }
    };
    Ok((i, ExpectExpr::International(Box::new(found))))
}
