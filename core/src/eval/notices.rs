//! What must be said beside the charges: gaps, offences that were not in force, doubts.

use super::charge::{Charged, charge, in_doubt, span};
use super::context::{Bench, Context, Frame};
use super::governed::days;
use super::judge::{Judged, decide, judge};
use super::shapes::FineDay;
use super::subsume::surely_not;
use super::wording;
use crate::exact::{Date, Text};
use crate::facts::Truth;
use crate::model::{Body, ChargeTest, Cond, CondKind, Kind, Known, Role};
use crate::packed::Str;
use crate::verdict::{Met, Notice, Status};

/// An offence without text on the day: a notice when the facts would meet a later one, and its charge for `why`.
pub(crate) fn outside<'a>(
    frame: &'a Frame<'a>,
    provision: usize,
    day: Date,
    all: bool,
    notices: &mut Vec<Notice>,
) -> Option<Charged> {
    let context = frame.context;
    let own = context.provision(provision);
    let next = own.versions.iter().find(|v| v.since > day).or(own.versions.last())?;
    if next.since <= day && !all {
        return None;
    }
    if !all && surely_not(frame, provision, next.since) {
        return None;
    }
    let judged = decide(frame, provision, next.since)?;
    let conduct = judged
        .subsumed
        .offence
        .elements
        .iter()
        .zip(&judged.subsumed.elements)
        .any(|(e, status)| e.role == Role::Conduct && *status == Met::Met);
    if next.since > day && conduct && judged.status != Status::NotMadeOut {
        let (code, by, text) = earlier(context, &judged, next.since, day);
        push(notices, Notice { code, by: Some(by), text });
    }
    if !all {
        return None;
    }
    let judged = judge(frame, provision, next.since)?;
    let mut charged = charge(&judged, &FineDay { day, view: frame.count.views.first() });
    charged.charge.status = Status::NotInForce;
    charged.charge.version = span(next);
    charged.charge.law_date = day;
    // Only the day decides.
    charged.charge.assumptions.clear();
    charged.charge.missing.clear();
    charged.missing.clear();
    Some(charged)
}

/// Why there is no text on a day: a declared gap, an earlier text that is not encoded, or no offence yet.
pub(crate) fn earlier(context: &Context<'_>, judged: &Judged<'_>, since: Date, day: Date) -> (&'static str, Str, Text) {
    let provision = context.provision(judged.provision);
    for at in context.index.of(Kind::Gap) {
        let gap = context.provision(*at);
        let Some(version) = context.version(*at, day) else { continue };
        let Body::Gap(body) = &version.body else { continue };
        let covered = gap.id == provision.id
            || context
                .id(judged.provision)
                .is_some_and(|id| context.holds(&body.covers, id, day) == crate::model::Holds::Yes);
        if covered {
            let from = (!version.open_start).then_some(version.since);
            return ("gap", gap.id.clone(), wording::gap(&provision.name, &gap.gist, from, version.until));
        }
    }
    if judged.subsumed.offence.is_new {
        ("not_in_force", provision.id.clone(), wording::not_yet_in_force(&provision.name, since))
    } else {
        ("gap", provision.id.clone(), wording::earlier_text(&provision.name, since))
    }
}

/// Gaps of their own (an offence whose text nobody has) that the facts may concern.
pub(crate) fn standing_gaps<'a>(frame: &'a Frame<'a>, notices: &mut Vec<Notice>) {
    let context = frame.context;
    let (from, to) = days(frame).act;
    for at in context.index.of(Kind::Gap) {
        let provision = context.provision(*at);
        if context.index.find(&provision.id, Kind::Offence).is_some() {
            continue;
        }
        for version in provision.versions.iter().filter(|v| v.since <= to && v.until.is_none_or(|until| until >= from))
        {
            let Body::Gap(gap) = &version.body else { continue };
            let Some(id) = context.id(*at).filter(|_| gap.covers.is_empty()) else { continue };
            let bench = Bench::new(frame, version.since, id.clone());
            if bench.truth_or_met(gap.when.as_ref()) != Truth::False {
                let from = (!version.open_start).then_some(version.since);
                let text = wording::gap(&provision.name, &provision.gist, from, version.until);
                push(notices, Notice { code: "gap", by: Some(provision.id.clone()), text });
            }
        }
    }
}

/// The notices a judgment calls for.
pub(crate) fn note(judged: &Judged<'_>, notices: &mut Vec<Notice>) {
    if judged.status == Status::NotMadeOut {
        return;
    }
    let context = judged.bench.context;
    for (code, by, text) in &judged.notes {
        push(notices, Notice { code, by: Some(by.clone()), text: text.clone() });
    }
    if let Some(text) = &judged.version.uncertain {
        let provision = context.provision(judged.provision);
        let text = wording::uncertain(&provision.name, text);
        push(notices, Notice { code: "wording_uncertain", by: Some(provision.id.clone()), text });
    }
    for q in &judged.qualified {
        if let Some(doubt) = in_doubt(judged, &q.rule.applies_to) {
            let provision = context.provision(q.provision);
            let version = context.version(q.provision, judged.bench.law_date);
            let span = version.map(|v| (Some(v.since), v.until)).unwrap_or_default();
            let text = wording::gap(&provision.name, &doubt, span.0, span.1);
            push(notices, Notice { code: "gap", by: Some(provision.id.clone()), text });
        }
    }
    for when in judged.graded.iter().flat_map(|g| &g.rows).filter_map(|row| row.when.as_ref()) {
        group_gaps(judged, when, notices);
    }
}

/// A group whose members are a gap on the date leaves a test of the charge unknown.
pub(crate) fn group_gaps(judged: &Judged<'_>, condition: &Cond, notices: &mut Vec<Notice>) {
    let context = judged.bench.context;
    if let CondKind::Charge(ChargeTest::InGroup(group)) = &condition.kind
        && judged.bench.truth(condition) == Truth::Unknown
        && let Some(version) = context.version(*group as usize, judged.bench.law_date)
        && let Body::Group(body) = &version.body
    {
        let provision = context.provision(*group as usize);
        let note = match context.variant(&body.members).0 {
            Known::Gap { note, .. } => note.clone(),
            Known::Text(_) => provision.gist.clone(),
        };
        let by = provision.by.as_ref().map_or_else(|| provision.id.clone(), |id| id.text());
        let text = wording::gap(&provision.name, &note, Some(version.since), version.until);
        push(notices, Notice { code: "gap", by: Some(by), text });
    }
    condition.children().iter().for_each(|child| group_gaps(judged, child, notices));
}

pub(crate) fn push(notices: &mut Vec<Notice>, notice: Notice) {
    if !notices.contains(&notice) {
        notices.push(notice);
    }
}
