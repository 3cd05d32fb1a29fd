//! A case to its verdict: every count over every offence, the law of the act, the milder law, conflicts, what is missing.

use super::amounts::Amounts;
use super::charge::{Charged, charge, in_doubt, span};
use super::concurrence::{Counted, concurrence};
use super::context::{Context, Days, Frame};
use super::international;
use super::judge::{Judged, decide, judge};
use super::milder::{Later, later};
use super::prescription::{of_case, of_continued, prescribe, redate};
use super::resolve::{Rival, resolve};
use super::shapes::FineDay;
use super::subsume::offence_on;
use super::wording;
use crate::exact::{Date, Text};
use crate::facts::{Count, FactValue, Origin, Scope, Slot, Truth};
use crate::model::{
    Bars, Body, ChargeTest, Cond, CondKind, Consummation, FactIx, GradingKind, Kind, Known, Role, VictimsMode,
};
use crate::verdict::{
    Charge, Concurrence, CountVerdict, ExcludedBy, FORMAT, Met, Missing, Notice, Of, Pack, Status, TimelineEntry,
    VERSION, Verdict,
};

/// The verdict of a case. `all` keeps charges that are not made out or not in force.
pub(crate) fn evaluate(context: &Context<'_>, all: bool) -> Verdict {
    let case = context.case;
    let mut notices: Vec<Notice> = Vec::new();
    let mut asked: Vec<Asked> = Vec::new();
    let mut timeline: Vec<TimelineEntry> = Vec::new();
    let mut flat: Vec<(usize, Rival, Charge)> = Vec::new();
    let mut ranges: Vec<(Option<Amounts>, Option<Amounts>)> = Vec::new();
    let mut grounds: Vec<Vec<international::Ground>> = Vec::new();
    for (place, count) in case.counts.iter().enumerate() {
        let frame = Frame::new(context, count);
        let from = flat.len();
        for provision in context.index.of(Kind::Offence) {
            let Some(found) = over_time(&frame, *provision, all, &mut notices) else { continue };
            let rival = Rival {
                accused: count.accused.clone(),
                act: count.act.clone(),
                victim: (count.scope != Scope::Act).then(|| count.victim.clone()).flatten(),
                victims_of_act: count.views.len(),
                law_date: found.charge.law_date,
            };
            ask_for(context, count, &found, &mut asked);
            if matches!(found.charge.status, Status::Applies | Status::Undetermined) {
                let own = found.timeline.into_iter().chain(versions_of(context, *provision, &found.charge));
                timeline.extend(own.map(|entry| TimelineEntry { count: Some(place), ..entry }));
            }
            ranges.push((found.established, found.possible));
            flat.push((place, rival, found.charge));
        }
        let own: Vec<&Charge> = flat[from..].iter().map(|(_, _, charge)| charge).collect();
        grounds.push(international::grounds(&frame, &own, international::Tell::Shown));
        standing_gaps(&frame, &mut notices);
        dates_of(context, count, place, &mut timeline);
    }
    let places: Vec<usize> = flat.iter().map(|(place, ..)| *place).collect();
    let mut charges: Vec<(Rival, Charge)> = flat.into_iter().map(|(_, rival, charge)| (rival, charge)).collect();
    resolve(context, &mut charges);
    let concurrence = across_counts(context, &places, &mut charges, &ranges, &mut notices);
    for (place, (_, charge)) in places.iter().zip(&charges) {
        redate(&mut timeline, *place, charge);
    }
    let mut counts: Vec<CountVerdict> = case
        .counts
        .iter()
        .map(|c| CountVerdict {
            accused: c.accused.clone(),
            act: c.act.clone(),
            victim: c.victim.clone(),
            charges: Vec::new(),
        })
        .collect();
    for (place, (_, charge)) in places.into_iter().zip(charges) {
        counts[place].charges.push(charge);
    }
    for count in &mut counts {
        // Stable: within a status the order of the catalogue stays.
        count.charges.sort_by_key(|c| c.status);
    }
    let (jurisdiction, mut needs) = international::over_acts(context, grounds);
    let (extradition, others) = international::weigh(context, &counts, &mut notices);
    needs.extend(others);
    for need in needs {
        let of = whom(context, &case.counts[need.count], need.fact, need.view);
        ask_about(need.fact, of, need.by, &mut asked);
    }
    if let Some(seen) = context.model.pack.law_as_of.filter(|seen| *seen < case.as_of) {
        notices.push(Notice { code: "law_as_of", by: None, text: wording::law_seen_until(seen) });
    }
    timeline.push(TimelineEntry {
        date: case.as_of,
        until: None,
        kind: "as_of",
        count: None,
        text: Text::new("día del examen", "day of evaluation"),
    });
    timeline.sort_by(|a, b| (a.date, a.kind).cmp(&(b.date, b.kind)));
    timeline.dedup();
    let pack = &context.model.pack;
    Verdict {
        format: FORMAT,
        tipicidad: VERSION,
        case: case.case.clone(),
        title: case.title.clone(),
        as_of: case.as_of,
        pack: Pack {
            name: pack.name.clone(),
            version: pack.version.clone(),
            law_as_of: pack.law_as_of,
            digest: pack.digest.clone(),
        },
        readings: context.readings_used(),
        counts,
        concurrence,
        jurisdiction,
        extradition,
        timeline,
        missing: missing(context, asked),
        notices,
    }
}

/// Offences that a count judges.
fn in_scope(scope: Scope, victims: VictimsMode) -> bool {
    match scope {
        Scope::All => true,
        Scope::Act => victims != VictimsMode::Each,
        Scope::Victim => victims == VictimsMode::Each,
    }
}

/// First and last possible day of the act, and of its end.
fn days(frame: &Frame<'_>) -> Days {
    *frame.days.get_or_init(|| days_of(frame))
}

fn days_of(frame: &Frame<'_>) -> Days {
    let context = frame.context;
    let as_of = context.case.as_of;
    let slot = |name: &str| context.model.fact(name).map(|at| &frame.count.views[0][at.usize()]);
    let range = |slot: Option<&Slot>| match slot.map(|s| &s.value) {
        Some(FactValue::Date(from, to)) => Some((*from, *to)),
        _ => None,
    };
    let act = range(slot("act.date")).unwrap_or((Date::MIN, as_of));
    let ongoing = matches!(slot("act.ongoing").map(|s| &s.value), Some(FactValue::Flag(true)));
    let end = match slot("act.ended") {
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

/// The days on which different laws may rule within a span: its last day, and the last day of every earlier epoch.
fn epochs(context: &Context<'_>, (from, to): (Date, Date)) -> Vec<Date> {
    let mut days = vec![to];
    days.extend(context.index.boundaries.iter().rev().filter(|b| **b > from && **b <= to).map(|b| b.previous()));
    days
}

/// The day whose law governs the offence: the end of a permanent or attempted act, else its day.
fn governing<'a>(frame: &'a Frame<'a>, provision: usize, days: &Days) -> (Date, Date) {
    let context = frame.context;
    let permanent = |day: Date| {
        offence_on(frame, provision, day).is_some_and(|o| {
            let met = |letters: &[String]| {
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
        context.model.fact("act.continued").map(|at| &frame.count.views[0][at.usize()].value),
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

/// Judges one offence on the law of the act; `None` when it is left out.
fn over_time<'a>(frame: &'a Frame<'a>, provision: usize, all: bool, notices: &mut Vec<Notice>) -> Option<Charged> {
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
    let mut judged = match judge(frame, provision, span.1) {
        Some(judged) => judged,
        None => {
            return outside(frame, provision, span.1, all, notices);
        }
    };
    let mut date_unknown = false;
    let others = if span.0 == span.1 { Vec::new() } else { epochs(context, span) };
    for day in others.into_iter().skip(1) {
        date_unknown |= differs(frame, &mut judged, day);
    }
    if judged.status == Status::NotMadeOut && !all {
        return None;
    }
    let certain = span.0 == span.1 && matches!(judged.status, Status::Applies | Status::Undetermined);
    let found = if certain { later(frame, &judged, context.case.as_of, &fine_day) } else { None };
    let law_date = judged.bench.law_date;
    let mut charged = match found {
        Some(Later { milder, governs, decriminalised }) => {
            // A milder text governs an offence that is made out under the law of the act, and no other.
            let doubt =
                (judged.status == Status::Undetermined && governs.is_some()).then(|| charge(&judged, &fine_day));
            let governing = governs.unwrap_or(judged);
            note(&governing, notices);
            let mut charged = charge(&governing, &fine_day);
            if let Some(own) = doubt {
                charged.charge.status = Status::Undetermined;
                charged.also_missing(own);
            }
            prescribed(&governing, law_date, &mut charged, notices);
            charged.charge.milder_version = Some(milder);
            if decriminalised {
                charged.charge.status = Status::Excluded;
                charged.charge.excluded_by = Some(ExcludedBy { id: favourable_rule(context), bars: Bars::Punishment });
            }
            charged
        }
        None => {
            note(&judged, notices);
            let mut charged = charge(&judged, &fine_day);
            prescribed(&judged, law_date, &mut charged, notices);
            charged
        }
    };
    charged.charge.law_date = law_date;
    if date_unknown {
        if let Some(fact) = context.model.fact("act.date") {
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
fn prescribed(judged: &Judged<'_>, law_date: Date, charged: &mut Charged, notices: &mut Vec<Notice>) {
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

/// What looks at all charges of an accused: the action of the gravest, and the sum of the penalties.
fn across_counts(
    context: &Context<'_>,
    places: &[usize],
    charges: &mut [(Rival, Charge)],
    ranges: &[(Option<Amounts>, Option<Amounts>)],
    notices: &mut Vec<Notice>,
) -> Option<Concurrence> {
    of_continued(context, places, charges);
    let mut accused: Vec<Option<String>> = charges.iter().map(|(rival, _)| rival.accused.clone()).collect();
    accused.sort_unstable();
    accused.dedup();
    for who in accused {
        let own = charges.iter_mut().filter(|(rival, _)| rival.accused == who);
        of_case(context, &mut own.map(|(_, charge)| charge).collect::<Vec<_>>());
    }
    let all: Vec<Counted<'_>> = charges
        .iter()
        .zip(places)
        .zip(ranges)
        .map(|(((rival, charge), place), (established, possible))| Counted {
            place: *place,
            accused: rival.accused.as_deref(),
            act: rival.act.as_deref(),
            victims: &context.case.counts[*place].view_victims,
            charge,
            established: established.as_ref(),
            possible: possible.as_ref(),
        })
        .collect();
    concurrence(context, &all, notices)
}

/// The versions of an offence that were in force from the act to `as_of`.
fn versions_of(context: &Context<'_>, provision: usize, charge: &Charge) -> Vec<TimelineEntry> {
    let versions = context.provision(provision).versions.iter().filter(|version| {
        version.since <= context.case.as_of && version.until.is_none_or(|until| until >= charge.law_date)
    });
    versions
        .map(|version| TimelineEntry {
            date: version.since,
            until: version.until,
            kind: "version",
            count: None,
            text: wording::version(&charge.offence),
        })
        .collect()
}

/// The provision that lets the milder law govern, as the reading `milder_order` cites it.
fn favourable_rule(context: &Context<'_>) -> String {
    let at = context.index.find("milder_order", Kind::Reading);
    at.and_then(|at| context.provision(at).by.as_ref()).map_or_else(String::new, |id| id.as_str().to_owned())
}

/// Joins what the law of another possible day would say; whether it says something else.
fn differs<'a>(frame: &'a Frame<'a>, judged: &mut Judged<'a>, day: Date) -> bool {
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

/// An offence without text on the day: a notice when the facts would meet a later one, and its charge for `why`.
fn outside<'a>(
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
    Some(charged)
}

/// Why there is no text on a day: a declared gap, an earlier text that is not encoded, or no offence yet.
fn earlier(context: &Context<'_>, judged: &Judged<'_>, since: Date, day: Date) -> (&'static str, String, Text) {
    let provision = context.provision(judged.provision);
    for at in context.index.of(Kind::Gap) {
        let gap = context.provision(*at);
        let Some(version) = context.version(*at, day) else { continue };
        let Body::Gap(body) = &version.body else { continue };
        let covered = gap.id == provision.id
            || provision
                .provision_id()
                .is_some_and(|id| context.holds(&body.covers, &id, day) == crate::model::Holds::Yes);
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
fn standing_gaps<'a>(frame: &'a Frame<'a>, notices: &mut Vec<Notice>) {
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
            let Some(id) = provision.provision_id().filter(|_| gap.covers.is_empty()) else { continue };
            let bench = super::context::Bench::new(frame, version.since, id);
            if bench.truth_or_met(gap.when.as_ref()) != Truth::False {
                let from = (!version.open_start).then_some(version.since);
                let text = wording::gap(&provision.name, &provision.gist, from, version.until);
                push(notices, Notice { code: "gap", by: Some(provision.id.clone()), text });
            }
        }
    }
}

/// The notices a judgment calls for.
fn note(judged: &Judged<'_>, notices: &mut Vec<Notice>) {
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
fn group_gaps(judged: &Judged<'_>, condition: &Cond, notices: &mut Vec<Notice>) {
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
        let by = provision.by.as_ref().map_or_else(|| provision.id.clone(), |id| id.as_str().to_owned());
        let text = wording::gap(&provision.name, &note, Some(version.since), version.until);
        push(notices, Notice { code: "gap", by: Some(by), text });
    }
    condition.children().iter().for_each(|child| group_gaps(judged, child, notices));
}

fn push(notices: &mut Vec<Notice>, notice: Notice) {
    if !notices.contains(&notice) {
        notices.push(notice);
    }
}

/// The conduct of a count on the time line.
fn dates_of(context: &Context<'_>, count: &Count, place: usize, timeline: &mut Vec<TimelineEntry>) {
    let Some(at) = context.model.fact("act.date") else { return };
    if let FactValue::Date(from, to) = &count.views[0][at.usize()].value {
        timeline.push(TimelineEntry {
            date: *from,
            until: (from != to).then_some(*to),
            kind: "conduct",
            count: Some(place),
            text: Text::new("el hecho", "the act"),
        });
    }
}

/// An unknown fact of somebody, and the charges it bears on.
struct Asked {
    fact: FactIx,
    of: Of,
    settles: Vec<String>,
}

/// Whom a fact is of, in a view of a count.
pub(crate) fn whom(context: &Context<'_>, count: &Count, fact: FactIx, view: usize) -> Of {
    let subject = context.model.fact_at(fact).subject.as_str();
    let victim = count.view_victims.get(view).cloned().flatten().or_else(|| count.victim.clone());
    match subject {
        "accused" => Of { accused: count.accused.clone(), act: count.act.clone(), victim: None },
        "victim" => Of { accused: None, act: count.act.clone(), victim },
        "relation" => Of { accused: count.accused.clone(), act: count.act.clone(), victim },
        _ => Of { accused: None, act: count.act.clone(), victim: None },
    }
}

fn ask_for(context: &Context<'_>, count: &Count, found: &Charged, asked: &mut Vec<Asked>) {
    if !matches!(found.charge.status, Status::Applies | Status::Undetermined) {
        return;
    }
    for (fact, view) in &found.missing {
        let of = whom(context, count, *fact, *view);
        ask_about(*fact, of, found.charge.offence.clone(), asked);
    }
}

fn ask_about(fact: FactIx, of: Of, id: String, asked: &mut Vec<Asked>) {
    match asked.iter_mut().find(|a| a.fact == fact && a.of == of) {
        Some(known) if !known.settles.contains(&id) => known.settles.push(id),
        Some(_) => {}
        None => asked.push(Asked { fact, of, settles: vec![id] }),
    }
}

/// What is missing: the facts that bear on most charges first, ties in vocabulary order.
fn missing(context: &Context<'_>, mut asked: Vec<Asked>) -> Vec<Missing> {
    asked.sort_by(|a, b| {
        let key = |x: &Asked| (std::cmp::Reverse(x.settles.len()), x.fact);
        key(a).cmp(&key(b)).then_with(|| a.of.cmp(&b.of))
    });
    asked
        .into_iter()
        .map(|a| {
            let fact = context.model.fact_at(a.fact);
            Missing { fact: fact.name.clone(), of: a.of, question: fact.question.clone(), settles: a.settles }
        })
        .collect()
}

/// The status of an offence or qualifier in a count, for `ask` and `why`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatusOf {
    pub(crate) count: usize,
    /// The offence's provision.
    pub(crate) offence: usize,
    /// The qualifier; `None` for the charge itself.
    pub(crate) qualifier: Option<String>,
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

fn statuses_of<'a>(frame: &'a Frame<'a>, count: usize, provision: usize, found: &mut Vec<StatusOf>) {
    let context = frame.context;
    let victims = context.provision(provision).versions.iter().find_map(|v| match &v.body {
        Body::Offence(offence) => Some(offence.victims),
        _ => None,
    });
    if !victims.is_some_and(|victims| in_scope(frame.count.scope, victims)) {
        return;
    }
    let span = governing(frame, provision, &days(frame));
    let days = if span.0 == span.1 { vec![span.1] } else { epochs(context, span) };
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
    let mut seen: Vec<(String, Truth)> = Vec::new();
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
