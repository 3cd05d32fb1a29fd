//! Rules of prescription and concurrence, and what examples expect of them (docs/language.md §19, §20).

use super::condition::condition;
use super::input::{In, Res, Wanted};
use super::penalty::{amount, part};
use super::selection::selection;
use super::terminal::{date, fact, fraction, named, names, sign, words};
use crate::syntax::lexer::Kind;
use crate::syntax::time::{
    CombinesExpr, InterruptionExpr, PointExpr, PrescriptionExpect, StartExpr, TermExpr, TimeValue,
};
use crate::syntax::tree::{Amount, ExpectExpr, LineKind, Value};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, value};
use nom::multi::separated_list1;
use nom::sequence::{pair, preceded, separated_pair, terminated};

/// The payload of a line of these rules.
pub fn payload(i: In, kind: LineKind) -> Res<Value> {
    let (i, found) = match kind {
        LineKind::Term => map(term, TimeValue::Term).parse(i)?,
        LineKind::StartsFrom => map(start, TimeValue::Start).parse(i)?,
        LineKind::MultipliedBy => map(fraction, TimeValue::Factor).parse(i)?,
        LineKind::SuspendedFrom => {
            let kinds = separated_pair(named("a kind of event"), words("until"), names);
            map(kinds, |(from, until)| TimeValue::Suspension(from, until)).parse(i)?
        }
        LineKind::InterruptedBy => map(interruption, TimeValue::Interruption).parse(i)?,
        LineKind::ExtendedBy => {
            let (i, ()) = words("at most")(i)?;
            let extension = separated_pair(fraction, words("of"), selection);
            map(extension, |(most, of)| TimeValue::Extension(most, of)).parse(i)?
        }
        _ => map(combines, TimeValue::Combines).parse(i)?,
    };
    Ok((i, Value::Time(Box::new(found))))
}

fn term(i: In) -> Res<TermExpr> {
    i.expecting("a term", |i| {
        if i.are("mean of prison") {
            return map(at_least, TermExpr::Mean).parse(i.skip(3));
        }
        if i.are("of the gravest charge") {
            return Ok((i.skip(4), TermExpr::Gravest));
        }
        if i.is(1, "imposed") || i.is(1, "remaining") {
            let remaining = i.is(1, "remaining");
            let (i, part) = part(i)?;
            let (i, more) = preceded(words("and"), terminated(fraction, words("more"))).parse(i.skip(1))?;
            let imposed = move |at_least| TermExpr::Imposed { part, remaining, more, at_least };
            return map(at_least, imposed).parse(i);
        }
        map(amount, TermExpr::Fixed).parse(i)
    })
}

fn at_least(i: In) -> Res<Option<Amount>> {
    if i.kind(0) != Some(Kind::Comma) {
        i.want(Wanted::Exactly(","));
        return Ok((i, None));
    }
    map(preceded(words("at least"), amount), Some).parse(i.skip(1))
}

fn start(i: In) -> Res<StartExpr> {
    let (i, after) = opt(words("the day after")).parse(i)?;
    let (i, point) = i.expecting("a point in time", |i| {
        alt((
            value(PointExpr::Consummation, words("consummation")),
            value(PointExpr::LastAct, words("last act")),
            value(PointExpr::Cessation, words("cessation")),
            map(preceded(words("event"), names), PointExpr::Event),
            map(fact, PointExpr::Fact),
        ))
        .parse(i)
    })?;
    let (i, plus) = opt(preceded(words("plus"), amount)).parse(i)?;
    let (i, when) = opt(preceded(words("when"), condition)).parse(i)?;
    Ok((i, StartExpr { after: after.is_some(), point, plus, when }))
}

fn interruption(i: In) -> Res<InterruptionExpr> {
    let (i, by) = names(i)?;
    let (i, until) = opt(preceded(words("until"), names)).parse(i)?;
    let (i, within) = opt(preceded(words("within"), terminated(fraction, words("of the term")))).parse(i)?;
    Ok((i, InterruptionExpr { by, until: until.unwrap_or_default(), within }))
}

fn combines(i: In) -> Res<CombinesExpr> {
    if i.are("every penalty") {
        return Ok((i.skip(2), CombinesExpr::Every));
    }
    let (i, ()) = words("the gravest")(i)?;
    let (i, ()) = sign(Kind::Comma)(i)?;
    let parts = alt((value(Vec::new(), words("penalty")), separated_list1(sign(Kind::Comma), part)));
    let (i, (parts, ())) = pair(parts, words("increased up to")).parse(i)?;
    let (i, up_to) = terminated(fraction, words("of")).parse(i)?;
    let own = value(true, words("its own maximum"));
    map(alt((own, value(false, words("the maximum of the others")))), move |own| CombinesExpr::Gravest {
        parts: parts.clone(),
        up_to,
        own,
    })
    .parse(i)
}

/// The states a prescription may be in, as examples write them.
const STATES: [&str; 6] = ["running", "expired", "not_started", "imprescriptible", "undetermined", "met"];

/// `prescription …`, `limit CLOCK …`, `never prescribes`, `expired DATE`; after its first word.
pub fn expectation(start: In) -> Res<ExpectExpr> {
    let word = |i: In, at: usize, text: &str| i.skip(at).at_to(i.skip(at + 1), text.into());
    let done = |(i, found)| Ok((i, ExpectExpr::Prescription(Box::new(found))));
    if start.are("never prescribes") {
        let status = Some(word(start, 0, "imprescriptible"));
        return done((start.skip(2), PrescriptionExpect { status, ..PrescriptionExpect::default() }));
    }
    if start.is(0, "expired") {
        let (i, day) = date(start.skip(1))?;
        let status = Some(word(start, 0, "expired"));
        return done((i, PrescriptionExpect { status, expires: Some((day, None)), ..PrescriptionExpect::default() }));
    }
    let mut found = PrescriptionExpect::default();
    let mut i = start.skip(1);
    if start.is(0, "limit") {
        let (rest, clock) = named("a clock such as `complaint`")(i)?;
        (i, found.limit) = (rest, Some(clock));
    }
    if let Some(state) = STATES.iter().find(|state| i.is(0, state)) {
        found.status = Some(word(i, 0, state));
        i = i.skip(1);
    }
    if i.is(0, "term") {
        let (rest, term) = amount(i.skip(1))?;
        (i, found.term) = (rest, Some(term));
    }
    if i.is(0, "starts") {
        let (rest, day) = date(i.skip(1))?;
        (i, found.starts) = (rest, Some(day));
    }
    if i.is(0, "expires") {
        let (rest, from) = date(i.skip(1))?;
        let (rest, to) = opt(preceded(words("to"), date)).parse(rest)?;
        (i, found.expires) = (rest, Some((from, to)));
    }
    if found == (PrescriptionExpect { limit: found.limit.clone(), ..PrescriptionExpect::default() }) {
        return i.miss(Wanted::Thing("`term`, `starts`, `expires` or a status"));
    }
    done((i, found))
}
