//! One offence over time: the law of the act, what other possible days would say, the milder law, prescription.

use super::charge::{Charged, charge};
use super::context::{Context, Frame};
use super::governed::{days, epochs, governing, in_scope};
use super::judge::{Judged, judge};
use super::milder::{Later, later};
use super::notices::{note, outside, push};
use super::prescription::prescribe;
use super::shapes::FineDay;
use super::subsume::surely_not;
use super::wording;
use crate::exact::Date;
use crate::model::{Bars, Body, Kind};
use crate::verdict::{ExcludedBy, Notice, Status};

/// How much is told of a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// Everything.
    Whole,
    /// Which offence it is, its status and the day of its law: what conflicts of norms ask for.
    Status,
}

/// Judges one offence on the law of the act; `None` when it is left out. `all`: also when it is not made out or not in force.
pub(crate) fn over_time<'a>(
    frame: &'a Frame<'a>,
    provision: usize,
    (all, told): (bool, Told),
    notices: &mut Vec<Notice>,
) -> Option<Charged> {
    let context = frame.context;
    let any = context.provision(provision).versions.iter().find_map(|v| match &v.body {
        Body::Offence(offence) => Some(offence),
        _ => None,
    })?;
    if !in_scope(frame.count.scope, any.victims) {
        return None;
    }
    let span = governing(frame, provision, &days(frame));
    let view = frame.count.views.first();
    let fine_day = FineDay { day: span.1, view };
    if span.0 == span.1 && !all && surely_not(frame, provision, span.1) {
        return None;
    }
    let mut judged = match judge(frame, provision, span.1) {
        Some(judged) => judged,
        None => {
            return outside(frame, provision, span.1, all, notices);
        }
    };
    let mut date_unknown = false;
    let others = if span.0 == span.1 { Vec::new() } else { epochs(context, provision, span) };
    for day in others.into_iter().skip(1) {
        date_unknown |= differs(frame, &mut judged, day);
    }
    if judged.status == Status::NotMadeOut && !all {
        return None;
    }
    let certain = span.0 == span.1 && matches!(judged.status, Status::Applies | Status::Undetermined);
    let found = if certain { later(frame, &judged, context.case.as_of, &fine_day) } else { None };
    let law_date = judged.bench.law_date;
    let tell =
        |judged: &Judged<'_>| if told == Told::Whole { charge(judged, &fine_day) } else { Charged::bare(judged) };
    let add = |judged: &Judged<'_>, charged: &mut Charged, notices: &mut Vec<Notice>| {
        if told == Told::Whole {
            note(judged, notices);
            prescribed(judged, law_date, charged, notices);
        }
    };
    let mut charged = match found {
        Some(Later { milder, governs, decriminalised }) => {
            // A milder text governs an offence that is made out under the law of the act, and no other.
            let doubt = (judged.status == Status::Undetermined && governs.is_some()).then(|| tell(&judged));
            let governing = governs.unwrap_or(judged);
            let mut charged = tell(&governing);
            if let Some(own) = doubt {
                charged.charge.status = Status::Undetermined;
                charged.also_missing(own);
            }
            add(&governing, &mut charged, notices);
            charged.charge.milder_version = Some(milder);
            if decriminalised {
                charged.charge.status = Status::Excluded;
                charged.charge.excluded_by = Some(ExcludedBy { id: favourable_rule(context), bars: Bars::Punishment });
            }
            charged
        }
        None => {
            let mut charged = tell(&judged);
            add(&judged, &mut charged, notices);
            charged
        }
    };
    charged.charge.law_date = law_date;
    if date_unknown {
        if let Some(fact) = context.index.act.date {
            charged.missing.push((fact, 0));
            charged.charge.missing.push("act.date".into());
        }
        push(
            notices,
            Notice { code: "unknown_date", by: Some(charged.charge.offence.clone()), text: wording::unknown_date() },
        );
    }
    Some(charged)
}

/// Adds what prescription says of a charge.
pub(crate) fn prescribed(judged: &Judged<'_>, law_date: Date, charged: &mut Charged, notices: &mut Vec<Notice>) {
    let found = prescribe(judged, &charged.charge, law_date);
    charged.charge.prescription = found.prescription;
    charged.timeline = found.timeline;
    found.notices.into_iter().for_each(|notice| push(notices, notice));
    for (fact, view) in found.missing {
        if !charged.missing.contains(&(fact, view)) {
            charged.missing.push((fact, view));
        }
    }
}

/// The provision that lets the milder law govern, as the reading `milder_order` cites it.
pub(crate) fn favourable_rule(context: &Context<'_>) -> String {
    let at = context.index.find("milder_order", Kind::Reading);
    at.and_then(|at| context.provision(at).by.as_ref()).map_or_else(String::new, |id| id.as_str().to_owned())
}

/// Joins what the law of another possible day would say; whether it says something else.
pub(crate) fn differs<'a>(frame: &'a Frame<'a>, judged: &mut Judged<'a>, day: Date) -> bool {
    let other = judge(frame, judged.provision, day);
    let status = other.as_ref().map_or(Status::NotInForce, |o| o.status);
    let same_range = other.as_ref().is_some_and(|o| o.possible == judged.possible);
    let left_out = |s: Status| matches!(s, Status::NotMadeOut | Status::NotInForce);
    if left_out(status) && left_out(judged.status) || status == judged.status && same_range {
        return false;
    }
    if status != judged.status {
        if let Some(other) = other.filter(|_| judged.status == Status::NotMadeOut) {
            *judged = other;
        }
        judged.status = Status::Undetermined;
    } else if let Some(other) = other {
        judged.possible = match (&judged.possible, &other.possible) {
            (Some(own), Some(theirs)) => Some(own.hull(theirs)),
            _ => None,
        };
    }
    true
}
