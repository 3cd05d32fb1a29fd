//! The milder law (CPF 56): whole results compared, from the law of the act to the law of `as_of`.

use super::amounts::{Amounts, Ends};
use super::charge::{in_doubt, span};
use super::context::Frame;
use super::judge::{Judged, judge, judge_as_participant};
use super::shapes::{FineDay, penalty};
use super::turns::that_bear;
use super::wording;
use crate::exact::{Date, ProvisionId, Ratio};
use crate::model::{Body, Kind};
use crate::verdict::{Compare, Milder, Penalty, Status};
use std::cmp::Ordering;

/// A later law that governs or was compared.
pub(crate) struct Later<'a> {
    pub(crate) milder: Milder,
    /// The judgment under the later law when it governs.
    pub(crate) governs: Option<Judged<'a>>,
    /// The later law knows no such offence.
    pub(crate) decriminalised: bool,
}

/// What a charge may come to when one law or another may turn out to be the milder: `laws` are the possible ranges of the others.
/// A law that is nowhere below the one that governs as things stand is left aside: by prison first, in the first part that differs.
pub(crate) fn possible(governs: &Amounts, laws: &[Amounts], every_part: bool) -> Amounts {
    let below = |law: &&Amounts| {
        let parts = parts(law).into_iter().zip(parts(governs)).filter(|(theirs, own)| theirs != own);
        let mut lower = parts.map(|(theirs, own)| theirs.max < own.max || theirs.min < own.min);
        if every_part { lower.any(|lower| lower) } else { lower.next() == Some(true) }
    };
    let open: Vec<&Amounts> = laws.iter().filter(below).collect();
    let mut all = open.iter().fold(governs.clone(), |all, law| all.hull(law));
    // By prison first, the greatest maximum is never more than the least of those of the laws.
    let least = open.iter().copied().chain([governs]).map(|law| law.prison.map(|prison| prison.max)).min().flatten();
    if let (Some(prison), Some(least), false) = (&mut all.prison, least, every_part) {
        prison.max = least;
    }
    all
}

/// Compares the law of the act with every later one up to `as_of`; `compared` takes what each may come to.
pub(crate) fn later<'a>(
    frame: &'a Frame<'a>,
    judged: &Judged<'a>,
    as_of: Date,
    fine_day: &FineDay<'_>,
    compared: &mut Vec<Amounts>,
) -> Option<Later<'a>> {
    let context = frame.context;
    let own = judged.established.as_ref();
    let every_part = context.reading("milder_order") == Some("every_part");
    let order = context.reading("milder_order").unwrap_or("prison_first");
    let from = judged.bench.law_date;
    let mut best: Option<(Judged<'a>, Compare)> = None;
    let mut other: Option<(Judged<'a>, Compare)> = None;
    let reach = context.reach(judged.provision);
    for day in that_bear(&reach.turns, frame, reach, (from, as_of)) {
        let Some(then) = under(frame, judged, day) else {
            if repealed(frame, judged.provision, day) {
                return Some(decriminalised(judged, day, order));
            }
            continue;
        };
        // What a day of gaps would give is not known: it is never the milder law.
        if touches_gap(&then) {
            continue;
        }
        let gone = match judged.status {
            Status::Applies => matches!(then.status, Status::NotMadeOut | Status::Excluded),
            // What is open under a text that nobody has is closed by a later one that excludes it.
            _ => then.status == Status::Excluded,
        };
        if gone {
            // The later law asks more, or excludes: its result is no penalty at all.
            let mut found = decriminalised(judged, day, order);
            found.milder.version = span(then.version);
            return Some(found);
        }
        let (Some(own), Some(theirs)) = (own, &then.established) else { continue };
        compared.extend(then.possible.clone());
        let current = best.as_ref().and_then(|(best, _)| best.established.as_ref()).unwrap_or(own);
        match compare(theirs, current, every_part) {
            Compare::Milder => best = Some((then, Compare::Milder)),
            Compare::Equal => {}
            verdict => {
                let against_own = compare(theirs, own, every_part);
                // The first day of those that give the same is told.
                let told = other.as_ref().is_some_and(|(known, _)| known.established == then.established);
                if against_own != Compare::Equal && !told {
                    other = Some((then, if best.is_some() { against_own } else { verdict }));
                }
            }
        }
    }
    let (then, verdict) = match (best, other) {
        (Some(best), _) => best,
        (None, Some(other)) => other,
        (None, None) => return None,
    };
    let since = then.bench.law_date;
    let milder = Milder {
        version: span(then.version),
        offence: then.id.text(),
        compare: verdict,
        applied: verdict == Compare::Milder,
        penalty: then.established.as_ref().map(|a| penalty(context, a, fine_day)),
        because: wording::milder(verdict, since, order),
    };
    let governs = milder.applied.then_some(then);
    Some(Later { milder, governs, decriminalised: false })
}

/// Whether what a law gives rests on a text that nobody has.
fn touches_gap(judged: &Judged<'_>) -> bool {
    judged.qualified.iter().any(|q| q.gap.is_some() || in_doubt(judged, &q.rule.applies_to).is_some())
        || judged.graded.iter().any(|g| g.gap.is_some())
        || judged.notes.iter().any(|(code, ..)| *code == "gap")
}

/// The offence, or what replaced it, under a later law. What the facts no longer meet may be met as its successor.
fn under<'a>(frame: &'a Frame<'a>, judged: &Judged<'a>, day: Date) -> Option<Judged<'a>> {
    let own = judge(frame, judged.provision, day);
    if own.as_ref().is_some_and(|own| own.status != Status::NotMadeOut) {
        return own;
    }
    successor(frame, judged, day).or(own)
}

/// What a later law has in the offence's place: the first successor that is met, else the first there is. Where a successor
/// is a form of participation, whoever did the act takes part in what another carries out: the other successors are
/// then judged without asking for their conduct.
fn successor<'a>(frame: &'a Frame<'a>, judged: &Judged<'a>, day: Date) -> Option<Judged<'a>> {
    let context = frame.context;
    let versions = context.provision(judged.provision).versions.iter();
    let before = versions.filter(|v| v.since >= judged.version.since && v.since < day);
    let ids: Vec<&ProvisionId> = before
        .filter_map(|version| match &version.body {
            Body::Offence(offence) => Some(&offence.succeeded_by),
            _ => None,
        })
        .flatten()
        .collect();
    let in_force = |kind: Kind| {
        let places = ids.iter().filter_map(move |id| context.index.find(id.as_str(), kind));
        places.filter(|at| context.version(*at, day).is_some())
    };
    let as_participant = in_force(Kind::Participation).next().is_some();
    let mut found: Vec<Judged<'a>> = in_force(Kind::Offence)
        .filter_map(|at| if as_participant { judge_as_participant(frame, at, day) } else { judge(frame, at, day) })
        .collect();
    let met = found.iter().position(|judged| judged.status != Status::NotMadeOut);
    match met {
        Some(at) => Some(found.swap_remove(at)),
        // Whose offence it would be is not said: nothing to compare with.
        None if as_participant || found.is_empty() => None,
        None => Some(found.swap_remove(0)),
    }
}

/// Whether the offence is gone on a day without successor and without a gap.
fn repealed(frame: &Frame<'_>, provision: usize, day: Date) -> bool {
    let context = frame.context;
    let provision = context.provision(provision);
    let gone = provision.versions.iter().all(|v| v.until.is_some_and(|until| until < day));
    let succeeded = provision
        .versions
        .last()
        .is_some_and(|v| matches!(&v.body, crate::model::Body::Offence(offence) if !offence.succeeded_by.is_empty()));
    let gap = context
        .index
        .of(Kind::Gap)
        .iter()
        .any(|at| context.version(*at, day).is_some() && context.provision(*at).id == provision.id);
    gone && !succeeded && !gap
}

fn decriminalised<'a>(judged: &Judged<'a>, day: Date, order: &str) -> Later<'a> {
    let milder = Milder {
        version: crate::verdict::Span { since: Some(day), until: None, open_start: false },
        offence: judged.id.text(),
        compare: Compare::Milder,
        applied: true,
        penalty: Some(Penalty::none()),
        because: wording::milder(Compare::Milder, day, order),
    };
    Later { milder, governs: None, decriminalised: true }
}

/// Prison, the greatest fine and work; what there is not counts as nothing.
fn parts(amounts: &Amounts) -> [Ends; 3] {
    let nothing = Ends { min: Ratio::default(), max: Ratio::default() };
    let fine = amounts.fines.iter().map(|(fine, _)| *fine).max_by_key(|fine| (fine.max, fine.min));
    [amounts.prison, fine, amounts.work].map(|part| part.unwrap_or(nothing))
}

/// How `theirs` compares with `own`: by prison maximum, minimum, then fine, or part by part.
pub(crate) fn compare(theirs: &Amounts, own: &Amounts, every_part: bool) -> Compare {
    let key = |amounts| {
        let [prison, fine, work] = parts(amounts);
        [prison.max, prison.min, fine.max, fine.min, work.max, work.min]
    };
    let (theirs, own) = (key(theirs), key(own));
    if every_part {
        let lower = theirs.iter().zip(&own).any(|(t, o)| t < o);
        let higher = theirs.iter().zip(&own).any(|(t, o)| t > o);
        return match (lower, higher) {
            (true, true) => Compare::Incomparable,
            (true, false) => Compare::Milder,
            (false, true) => Compare::Harsher,
            (false, false) => Compare::Equal,
        };
    }
    match theirs.cmp(&own) {
        Ordering::Less => Compare::Milder,
        Ordering::Equal => Compare::Equal,
        Ordering::Greater => Compare::Harsher,
    }
}
