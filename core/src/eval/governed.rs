//! The day whose law governs an act, and the days on which different laws may.

use super::context::{Context, Days, Frame};
use super::judge::decide;
use super::subsume::offence_on;
use crate::exact::Date;
use crate::facts::{FactValue, Origin, Scope, Slot, Truth};
use crate::model::{Body, Consummation, FactIx, GradingKind, VictimsMode};
use crate::packed::Str;

/// Offences that a count judges.
pub(crate) fn in_scope(scope: Scope, victims: VictimsMode) -> bool {
    match scope {
        Scope::All => true,
        Scope::Act => victims != VictimsMode::Each,
        Scope::Victim => victims == VictimsMode::Each,
    }
}

/// First and last possible day of the act, and of its end.
pub(crate) fn days(frame: &Frame<'_>) -> Days {
    *frame.days.get_or_init(|| days_of(frame))
}

pub(crate) fn days_of(frame: &Frame<'_>) -> Days {
    let context = frame.context;
    let as_of = context.case.as_of;
    let (facts, view) = (context.index.act, &frame.count.views[0]);
    let slot = |fact: Option<FactIx>| fact.map(|at| &view[at.usize()]);
    let range = |slot: Option<&Slot>| match slot.map(|s| &s.value) {
        Some(FactValue::Date(from, to)) => Some((*from, *to)),
        _ => None,
    };
    let act = range(slot(facts.date)).unwrap_or((Date::MIN, as_of));
    let ongoing = matches!(slot(facts.ongoing).map(|s| &s.value), Some(FactValue::Flag(true)));
    let end = match slot(facts.ended) {
        _ if ongoing => (as_of, as_of),
        Some(slot) if range(Some(slot)).is_some() => range(Some(slot)).unwrap_or(act),
        // Given as null: unknown. Absent: the act lasted one day.
        Some(slot) if slot.origin == Origin::Given || slot.given == Some(serde_json::Value::Null) => {
            (act.0, as_of.max(act.0))
        }
        _ => act,
    };
    Days { act, end: (end.0.max(act.0), end.1.max(act.1)) }
}

/// The days on which different laws may rule an offence within a span: its last day, and the last day of every earlier epoch.
pub(crate) fn epochs(context: &Context<'_>, offence: usize, (from, to): (Date, Date)) -> Vec<Date> {
    let mut days = vec![to];
    days.extend(context.reach(offence).days.iter().rev().filter(|b| **b > from && **b <= to).map(|b| b.previous()));
    days
}

/// The day whose law governs the offence: the end of a permanent or attempted act, else its day.
pub(crate) fn governing<'a>(frame: &'a Frame<'a>, provision: usize, days: &Days) -> (Date, Date) {
    let context = frame.context;
    let permanent = |day: Date| {
        offence_on(frame, provision, day).is_some_and(|o| {
            let met = |letters: &[Str]| {
                letters.is_empty()
                    || decide(frame, provision, day).is_some_and(|j| {
                        j.subsumed.letters.iter().any(|l| l.truth == Truth::True && letters.contains(&l.letter.name))
                    })
            };
            o.consummation.iter().any(|(letters, when)| *when == Consummation::Permanent && met(letters))
        })
    };
    // One day, one law.
    if days.act == days.end {
        return days.act;
    }
    let continued = matches!(
        context.index.act.continued.map(|at| &frame.count.views[0][at.usize()].value),
        Some(FactValue::Flag(true))
    );
    let attempted = || {
        decide(frame, provision, days.end.1)
            .is_some_and(|j| j.graded.iter().any(|g| g.rule.kind == GradingKind::Attempt && g.truth == Truth::True))
    };
    if !(continued || permanent(days.end.1) || permanent(days.act.1) || attempted()) { days.act } else { days.end }
}

/// The (last possible) day whose law governs an offence in a count; `None` when the count does not judge it.
pub(crate) fn governing_day(frame: &Frame<'_>, provision: usize) -> Option<Date> {
    let victims = frame.context.provision(provision).versions.iter().find_map(|v| match &v.body {
        Body::Offence(offence) => Some(offence.victims),
        _ => None,
    })?;
    in_scope(frame.count.scope, victims).then(|| governing(frame, provision, &days(frame)).1)
}
