//! One offence over time: the law of the act, what other possible days would say, the milder law, prescription.

use super::amounts::Amounts;
use super::charge::{Charged, charge};
use super::context::{Context, Frame};
use super::governed::{days, epochs, governing, in_scope};
use super::judge::{Judged, judge};
use super::milder::{Later, compare, later, possible};
use super::notices::{note, outside, push};
use super::prescription::prescribe;
use super::shapes::FineDay;
use super::subsume::surely_not;
use super::wording;
use crate::exact::Date;
use crate::facts::Truth;
use crate::model::{Bars, Body, Kind};
use crate::packed::Str;
use crate::verdict::{Compare, ExcludedBy, Milder, Notice, Status};

/// The most laws of possible days of an act that are each compared with later ones. Where the day is less certain, its range is
/// that of them all.
const MOST_LAWS: usize = 16;

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
    let mut on_day = match OnDay::new(frame, provision, span.1, &fine_day) {
        Some(on_day) => on_day,
        None => {
            return outside(frame, provision, span.1, all, notices);
        }
    };
    let mut date_unknown = false;
    let others = if span.0 == span.1 { Vec::new() } else { epochs(context, provision, span) };
    let few = others.len() <= MOST_LAWS;
    for day in others.into_iter().skip(1) {
        let other = if few {
            OnDay::new(frame, provision, day, &fine_day)
        } else {
            judge(frame, provision, day).map(|own| OnDay { own, later: None })
        };
        date_unknown |= on_day.differs(other);
    }
    if on_day.own.status == Status::NotMadeOut && !all {
        return None;
    }
    let law_date = on_day.own.bench.law_date;
    let tell =
        |judged: &Judged<'_>| if told == Told::Whole { charge(judged, &fine_day) } else { Charged::bare(judged) };
    // A milder text governs an offence that is made out under the law of the act, and no other.
    let doubt = (on_day.own.status == Status::Undetermined && on_day.governed_later()).then(|| tell(&on_day.own));
    let status = on_day.status();
    let (governing, milder) = on_day.governing();
    let mut charged = tell(&governing);
    if let Some(own) = doubt {
        charged.also_missing(own);
    }
    charged.charge.status = status;
    if told == Told::Whole {
        note(&governing, notices);
        prescribed(&governing, law_date, &mut charged, notices);
    }
    let decriminalised = milder.as_ref().is_some_and(|(_, decriminalised)| *decriminalised);
    charged.charge.milder_version = milder.map(|(milder, _)| milder);
    if let Some(milder) = charged.charge.milder_version.as_mut().filter(|milder| milder.applied && !decriminalised) {
        // With the consequences that the charge was found to have.
        milder.penalty = charged.charge.penalty.established.clone().or(milder.penalty.take());
    }
    if decriminalised && status == Status::Excluded {
        charged.charge.excluded_by = Some(ExcludedBy { id: favourable_rule(context), bars: Bars::Punishment });
    }
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
pub(crate) fn favourable_rule(context: &Context<'_>) -> Str {
    let at = context.index.find("milder_order", Kind::Reading);
    at.and_then(|at| context.provision(at).by.as_ref()).map_or_else(Str::default, |id| id.text())
}

/// What the law of one possible day of the act comes to, with a later one where there is one that is milder.
struct OnDay<'a> {
    own: Judged<'a>,
    later: Option<Later<'a>>,
}

impl<'a> OnDay<'a> {
    /// `None` when the offence is not in force on the day.
    fn new(frame: &'a Frame<'a>, provision: usize, day: Date, fine_day: &FineDay<'_>) -> Option<OnDay<'a>> {
        let own = judge(frame, provision, day)?;
        let stands = matches!(own.status, Status::Applies | Status::Undetermined);
        let mut compared = Vec::new();
        let later = if stands { later(frame, &own, frame.context.case.as_of, fine_day, &mut compared) } else { None };
        let mut on_day = OnDay { own, later };
        on_day.widen(compared);
        Some(on_day)
    }
    /// Lets `possible` hold what any of the compared laws may come to, where what is unknown may decide which is the milder.
    fn widen(&mut self, mut laws: Vec<Amounts>) {
        let open = |judged: &Judged<'_>| judged.possible.is_some() && judged.possible != judged.established;
        if !open(&self.own) && !open(self.judged()) {
            return;
        }
        laws.extend(self.own.possible.clone());
        let every_part = self.own.bench.context.reading_is("milder_order", "every_part");
        let governs = match &mut self.later {
            Some(Later { governs: Some(governs), .. }) => governs,
            _ => &mut self.own,
        };
        governs.possible = governs.possible.as_ref().map(|own| possible(own, &laws, every_part));
    }
    fn governed_later(&self) -> bool {
        self.later.as_ref().is_some_and(|later| later.governs.is_some())
    }
    /// The status of the charge: that of the law that governs it, in doubt while it is in doubt under the law of the act.
    fn status(&self) -> Status {
        match &self.later {
            // What may turn out not to be made out stays open: a later law takes away only what is.
            Some(later) if later.decriminalised && self.own.subsumed.truth == Truth::True => Status::Excluded,
            Some(Later { governs: Some(governs), .. }) if self.own.status != Status::Undetermined => governs.status,
            _ => self.own.status,
        }
    }
    fn judged(&self) -> &Judged<'a> {
        self.later.as_ref().and_then(|later| later.governs.as_ref()).unwrap_or(&self.own)
    }
    /// The judgment that governs, and what was compared: whether it takes the offence away.
    fn governing(self) -> (Judged<'a>, Option<(Milder, bool)>) {
        match self.later {
            Some(Later { milder, governs, decriminalised }) => {
                (governs.unwrap_or(self.own), Some((milder, decriminalised)))
            }
            None => (self.own, None),
        }
    }

    /// Joins what another possible day comes to; whether it is something else. Of ranges that differ the milder is told.
    fn differs(&mut self, other: Option<OnDay<'a>>) -> bool {
        let left_out = |status: Status| matches!(status, Status::NotMadeOut | Status::NotInForce);
        let status = other.as_ref().map_or(Status::NotInForce, OnDay::status);
        let range = |on_day: &OnDay<'a>| (on_day.judged().established.clone(), on_day.judged().possible.clone());
        let same_range = other.as_ref().is_some_and(|other| range(other) == range(self));
        if left_out(status) && left_out(self.status()) || status == self.status() && same_range {
            return false;
        }
        if status != self.status() {
            if let Some(other) = other.filter(|_| self.own.status == Status::NotMadeOut) {
                *self = other;
            }
            self.own.status = Status::Undetermined;
            self.later.take_if(|later| later.decriminalised);
        } else if let Some(other) = other {
            let (own, theirs) = (range(self), range(&other));
            let milder = matches!((&own.0, &theirs.0), (Some(own), Some(theirs)) if compare(theirs, own, false) == Compare::Milder);
            if milder {
                *self = other;
            }
            let possible = own.1.zip(theirs.1).map(|(own, theirs)| own.hull(&theirs));
            match &mut self.later {
                Some(Later { governs: Some(governs), .. }) => governs.possible = possible,
                _ => self.own.possible = possible,
            }
        }
        true
    }
}
