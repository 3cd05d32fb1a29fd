//! One line of a body: its keyword, its letters, its entries.

use super::condition::{condition, condition_or_letters, exception};
use super::effect::effect;
use super::example::{expect, given, setting};
use super::input::{In, Res, Wanted};
use super::international;
use super::penalty::{consequences, penalty, trailing_letters};
use super::selection::selection;
use super::terminal::{date, label, named, names, period, period_begins, sign, text, words};
use super::time;
use super::vocabulary::{derived, from, literal, type_of_fact};
use crate::syntax::keywords::LINES;
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{At, Comments, Entry, Line, LineKind, Value};
use nom::Parser;
use nom::combinator::{map, opt};
use nom::multi::separated_list1;
use nom::sequence::{pair, preceded, separated_pair};

/// The line that begins here, with the number of its keyword's words.
pub fn line_begins(i: In) -> Option<(LineKind, usize)> {
    if i.kind(0) != Some(Kind::Word) {
        return None;
    }
    let first = i.text(0);
    LINES
        .iter()
        .filter(|(_, words)| words.split(' ').next() == Some(first) && i.are(words))
        .map(|(kind, words)| (*kind, words.split(' ').count()))
        .max_by_key(|(_, count)| *count)
}

/// A line whose keyword has been found.
pub fn line<'a>(start: In<'a>, kind: LineKind, keyword: usize) -> Res<'a, Line> {
    let mut i = start.skip(keyword);
    let mut letters = Vec::new();
    let mut under = None;
    if takes_letters(kind) && i.is(0, "for") {
        (i, letters) = names(i.skip(1))?;
    }
    if takes_reading(kind) && i.is(0, "under") {
        let (rest, found) = setting(i.skip(1))?;
        (i, under) = (rest, Some(found));
    }
    if !letters.is_empty() || under.is_some() {
        i = sign(Kind::Colon)(i)?.0;
    }
    let dated = !matches!(kind, LineKind::InForce | LineKind::WordingUncertain);
    let mut entries = Vec::new();
    if dated && period_begins(i) {
        while period_begins(i) {
            let (rest, period) = period(i)?;
            let (rest, ()) = sign(Kind::Colon)(rest)?;
            let (rest, value) = payload(rest, kind)?;
            let span = i.span_to(rest);
            entries.push(Entry { comments: Comments::default(), span, period: Some(period), value });
            i = rest;
        }
    } else {
        let begin = i;
        let value;
        (i, value) = if matches!(kind, LineKind::Also | LineKind::May) && !gap_begins(i) {
            let (rest, (consequence, trailing)) = consequences(i)?;
            letters.extend(trailing);
            (rest, Value::Consequences(consequence))
        } else {
            payload(i, kind)?
        };
        if kind == LineKind::Consummated {
            let (rest, trailing) = trailing_letters(i)?;
            letters.extend(trailing);
            i = rest;
        }
        let span = begin.span_to(i);
        entries.push(Entry { comments: Comments::default(), span, period: None, value });
    }
    Ok((i, Line { comments: Comments::default(), span: start.span_to(i), kind, letters, under, entries }))
}

/// Whether `for a, b:` may stand after the keyword.
fn takes_letters(kind: LineKind) -> bool {
    matches!(kind, LineKind::Penalty | LineKind::Effect | LineKind::Also | LineKind::May | LineKind::Consummated)
}

/// Whether `under READING=VALUE:` may stand after the keyword.
fn takes_reading(kind: LineKind) -> bool {
    use LineKind as L;
    matches!(kind, L::Penalty | L::Members | L::Effect | L::Of | L::Term | L::RefusedWhen)
}

fn gap_begins(i: In) -> bool {
    i.is(0, "gap") && i.kind(1) == Some(Kind::String)
}

fn payload(i: In, kind: LineKind) -> Res<Value> {
    if kind == LineKind::Verdict || !gap_begins(i) {
        return known_payload(i, kind);
    }
    let (i, label) = label(i.skip(1))?;
    if i.kind(0) == Some(Kind::Comma) && i.skip(1).are("at most") {
        let (i, most) = i.skip(3).deeper(|i| payload(i, kind))?;
        return Ok((i, Value::Gap(label, Some(Box::new(most)))));
    }
    i.want(Wanted::Exactly(","));
    Ok((i, Value::Gap(label, None)))
}

fn known_payload(i: In, kind: LineKind) -> Res<Value> {
    use LineKind as L;
    match kind {
        L::InForce => map(period, Value::Period).parse(i),
        L::WordingUncertain => map(pair(period, label), |(period, label)| Value::PeriodLabel(period, label)).parse(i),
        L::Gazette | L::LawAsOf => map(separated_list1(sign(Kind::Comma), date), Value::Dates).parse(i),
        L::Gist | L::Known | L::Note | L::Alias | L::Ask => map(label, Value::Label).parse(i),
        L::Of | L::MetBy => map(names, Value::Words).parse(i),
        L::Never => Ok((i, Value::Nothing)),
        L::Level => phrase(i, &["case"]),
        L::Joins => phrase(i, &["ideal", "real"]),
        L::AsRealFor | L::GivesWayTo => map(selection, Value::Selection).parse(i),
        L::Term | L::StartsFrom | L::MultipliedBy | L::SuspendedFrom | L::InterruptedBy | L::ExtendedBy => {
            time::payload(i, kind)
        }
        L::Combines => time::payload(i, kind),
        L::RefusedWhen | L::Undertakes | L::Carries | L::DiscretionaryWhen | L::PostponedWhen => {
            map(condition, |expr| Value::Condition(expr, None)).parse(i)
        }
        L::Gives | L::TreatyWith => map(names, Value::Words).parse(i),
        L::Prefers => international::prefers(i),
        L::Version => map(text, Value::Text).parse(i),
        L::New | L::Rebuttable | L::Conclusive | L::WithoutPrejudice | L::WithAnyOther => Ok((i, Value::Nothing)),
        L::Agent | L::Victim | L::Conduct | L::Means | L::Object | L::Result | L::Purpose | L::Knowing => {
            condition_or_letters(i)
        }
        L::Circumstance | L::When | L::Requires => condition_or_letters(i),
        L::Except => exception(i),
        L::Penalty => map(penalty, Value::Penalty).parse(i),
        L::Also | L::May => map(dated_consequences, Value::Consequences).parse(i),
        L::Effect => map(effect, Value::Effect).parse(i),
        L::AppliesTo | L::Punishes | L::InsteadOf | L::Besides | L::OnlyFor | L::Covers | L::Members => {
            map(selection, Value::Selection).parse(i)
        }
        L::Excluding | L::NotFor | L::YieldsTo => map(selection, Value::Selection).parse(i),
        L::OnComplaint | L::ExOfficio => {
            map(pair(selection, opt(preceded(words("when"), condition))), |(of, when)| Value::SelectionWhen(of, when))
                .parse(i)
        }
        L::Taxonomy => phrase(i, &["protocol act", "protocol means", "protocol purpose", "opsc", "cndh"]),
        L::Source => {
            let place = preceded(sign(Kind::Comma), text);
            map(pair(named("the name of a report"), place), |(report, place)| Value::Source(report, place)).parse(i)
        }
        L::Provision if i.kind(0) == Some(Kind::String) => map(label, Value::Label).parse(i),
        L::Provision => map(names, Value::Words).parse(i),
        L::States if i.kind(0) == Some(Kind::String) => map(label, Value::Label).parse(i),
        L::States => map(penalty, Value::Penalty).parse(i),
        L::On => map(date, |date| Value::Dates(vec![date])).parse(i),
        L::Verdict => verdict(i),
        L::Prosecuted => phrase(i, &["ex officio", "on complaint"]),
        L::Consummated => phrase(i, &["instantly", "permanent"]),
        L::Victims => phrase(i, &["none", "many are one offence", "each is an offence"]),
        L::Consent => phrase(i, &["irrelevant"]),
        L::Otherwise => phrase(i, &["excluded"]),
        L::By | L::Protects | L::DefinedIn | L::Succeeds | L::SucceededBy | L::SupplementedBy | L::Bars | L::Grades => {
            map(names, Value::Words).parse(i)
        }
        L::Basis | L::AsNegligence | L::Because | L::UnitOf | L::Zones => map(names, Value::Words).parse(i),
        L::Default | L::Other => {
            map(pair(named("the name of a choice"), label), |(name, label)| Value::Choice(name, label)).parse(i)
        }
        L::Concerns => {
            let pair_of = separated_pair(selection, words("on"), selection);
            map(pair(pair_of, opt(preceded(words("unless"), condition))), |((which, on), unless)| {
                Value::Concerns(which, on, unless)
            })
            .parse(i)
        }
        L::Type => map(type_of_fact, Value::Type).parse(i),
        L::Assumed => map(literal, Value::Assumed).parse(i),
        L::Derived => map(derived, Value::Derived).parse(i),
        L::From => from(i),
        L::Given => map(given, Value::Given).parse(i),
        L::Expect => map(expect, Value::Expect).parse(i),
        L::But => {
            map(separated_pair(given, sign(Kind::Colon), expect), |(given, expect)| Value::But(given, expect)).parse(i)
        }
    }
}

/// What came of comparing a statement with the law, with its reason unless they agree.
fn verdict(i: In) -> Res<Value> {
    let (i, word) = named("a verdict")(i)?;
    let (i, reason) = if word.value == "agrees" { (i, None) } else { map(label, Some).parse(i)? };
    Ok((i, Value::Verdict(word, reason)))
}

/// In a dated entry the letters stand before the period, never at its end.
fn dated_consequences(i: In) -> Res<crate::syntax::tree::ConsequenceExpr> {
    let (rest, (consequence, letters)) = consequences(i)?;
    if letters.is_empty() { Ok((rest, consequence)) } else { i.miss(Wanted::Thing("a consequence for every letter")) }
}

/// One of some fixed phrases, kept as one word with single spaces.
fn phrase<'a>(i: In<'a>, phrases: &'static [&'static str]) -> Res<'a, Value> {
    for phrase in phrases {
        if i.are(phrase) {
            let rest = i.skip(phrase.split(' ').count());
            return Ok((rest, Value::Words(vec![At { value: (*phrase).into(), span: i.span_to(rest) }])));
        }
        i.want(Wanted::Exactly(phrase));
    }
    Err(nom::Err::Error(super::input::Miss))
}
