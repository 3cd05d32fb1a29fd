//! Status of every charge and qualifier, without reasons.

use super::context::{Context, Frame};
use super::governed::{days, epochs, governing, in_scope};
use super::judge::{Judged, decide};
use super::subsume::surely_not;
use crate::facts::Truth;
use crate::model::{Body, Kind};
use crate::packed::Str;
use crate::verdict::Status;

/// The status of an offence or qualifier in a count, for `ask` and `why`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatusOf {
    pub(crate) count: usize,
    /// The offence's provision.
    pub(crate) offence: usize,
    /// The qualifier; `None` for the charge itself.
    pub(crate) qualifier: Option<Str>,
    pub(crate) known: bool,
    pub(crate) status: Status,
}

/// The status of every charge and qualifier of every count, without reasons.
pub(crate) fn statuses(context: &Context<'_>) -> Vec<StatusOf> {
    let offences = context.index.of(Kind::Offence);
    let all = (0..context.case.counts.len()).flat_map(|count| offences.iter().map(move |offence| (count, *offence)));
    statuses_among(context, all)
}

/// The same of some offences in some counts, given count by count.
pub(crate) fn statuses_among(context: &Context<'_>, some: impl Iterator<Item = (usize, usize)>) -> Vec<StatusOf> {
    let mut found = Vec::new();
    let mut last: Option<(usize, Frame<'_>)> = None;
    for (place, offence) in some {
        if last.as_ref().is_none_or(|(at, _)| *at != place) {
            last = None;
        }
        let (_, frame) = last.get_or_insert_with(|| (place, Frame::new(context, &context.case.counts[place])));
        statuses_of(frame, place, offence, &mut found);
    }
    found
}

pub(crate) fn statuses_of<'a>(frame: &'a Frame<'a>, count: usize, provision: usize, found: &mut Vec<StatusOf>) {
    let context = frame.context;
    let victims = context.provision(provision).versions.iter().find_map(|v| match &v.body {
        Body::Offence(offence) => Some(offence.victims),
        _ => None,
    });
    if !victims.is_some_and(|victims| in_scope(frame.count.scope, victims)) {
        return;
    }
    let span = governing(frame, provision, &days(frame));
    if span.0 == span.1 && surely_not(frame, provision, span.1) {
        let status = Status::NotMadeOut;
        return found.push(StatusOf { count, offence: provision, qualifier: None, known: true, status });
    }
    let days = if span.0 == span.1 { vec![span.1] } else { epochs(context, provision, span) };
    let judged: Vec<Option<Judged<'_>>> = days.into_iter().map(|day| decide(frame, provision, day)).collect();
    let status = |j: &Option<Judged<'_>>| j.as_ref().map_or(Status::NotInForce, |j| j.status);
    let first = judged.first().map_or(Status::NotInForce, status);
    let left_out = |s: Status| matches!(s, Status::NotInForce | Status::NotMadeOut);
    let agree = judged.iter().all(|j| status(j) == first || left_out(status(j)) && left_out(first));
    let status = if agree { first } else { Status::Undetermined };
    found.push(StatusOf { count, offence: provision, qualifier: None, known: status != Status::Undetermined, status });
    if left_out(status) {
        return;
    }
    let mut seen: Vec<(Str, Truth)> = Vec::new();
    for (id, truth) in judged.iter().flatten().flat_map(|j| j.qualifier_truths().collect::<Vec<_>>()) {
        match seen.iter_mut().find(|(known, _)| *known == id) {
            Some((_, known)) if *known != truth => *known = Truth::Unknown,
            Some(_) => {}
            None => seen.push((id, truth)),
        }
    }
    found.extend(seen.into_iter().map(|(id, truth)| StatusOf {
        count,
        offence: provision,
        qualifier: Some(id),
        known: truth != Truth::Unknown,
        status,
    }));
}
