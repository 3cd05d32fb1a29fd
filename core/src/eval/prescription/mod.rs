//! Prescription of a charge: its clocks under the law of the act, and what later texts would say.
//!
//! Runs after grading and before the conflict of norms. It reads the range before recidivism, floored and capped.

mod course;
mod days;
mod rules;
mod text;

pub(crate) use case::{of_case, of_continued};
mod case;
#[cfg(test)]
mod tests;

use super::amounts::Amounts;
use super::context::{Bench, Computed, Context};
use super::judge::Judged;
use super::reasons::Touched;
use super::turns::that_bear;
use super::wording;
use crate::exact::{Date, DateError};
use crate::facts::{FactValue, Truth};
use crate::model::{Body, Clock, Consummation, FactIx, Kind};
use crate::packed::Str;
use crate::verdict::{Charge, DateRange, Limit, Notice, Prescription, PrescriptionStep, Status, TimelineEntry};
use course::{Course, course};
use days::Days;
use rules::{Desk, is_one};

/// The expiry on the time line follows what concurrence made of it.
pub(crate) fn redate(timeline: &mut [TimelineEntry], place: usize, charge: &Charge) {
    let Some(expires) = charge.prescription.as_ref().and_then(|p| p.expires) else { return };
    let text = text::expires(&charge.offence);
    for entry in timeline.iter_mut().filter(|e| e.kind == "expiry" && e.count == Some(place) && e.text == text) {
        (entry.date, entry.until) = (expires, None);
    }
}

/// What was found about a charge.
pub(crate) struct Found {
    pub(crate) prescription: Option<Prescription>,
    pub(crate) missing: Vec<(FactIx, usize)>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) timeline: Vec<TimelineEntry>,
}

/// The clock that governs the action under the law of one day.
struct Outcome {
    shown: Course,
    /// Both the action's clock and the complaint's are possible.
    either: Option<Course>,
}

/// The prescription of a charge; `law_date` is the day whose law governs the act.
pub(crate) fn prescribe(judged: &Judged<'_>, charge: &Charge, law_date: Date) -> Found {
    let mut found = Found { prescription: None, missing: Vec::new(), notices: Vec::new(), timeline: Vec::new() };
    let context = judged.bench.context;
    let left_out = matches!(charge.status, Status::NotMadeOut | Status::NotInForce);
    if left_out || context.index.of(Kind::Prescription).is_empty() {
        return found;
    }
    let touched = Touched::default();
    let computed = computed(judged, charge);
    match weigh(judged, charge, law_date, &computed, &touched, &mut found) {
        Ok(prescription) => found.prescription = Some(prescription),
        Err(_) => {
            let text = text::beyond_the_calendar();
            found.notices.push(Notice { code: "beyond_calendar", by: Some(charge.offence.clone()), text });
            found.prescription = Some(Prescription {
                status: "undetermined",
                limits: Vec::new(),
                term: None,
                starts: None,
                expires: None,
                possible: None,
                steps: Vec::new(),
                missing: Vec::new(),
            });
        }
    }
    let open = |prescription: &&mut Prescription| {
        let penalty = |limit: &Limit| limit.kind == Clock::Penalty && limit.status == "undetermined";
        prescription.status == "undetermined" || prescription.limits.iter().any(penalty)
    };
    if let Some(prescription) = found.prescription.as_mut().filter(open) {
        found.missing = touched.missing();
        for (fact, _) in &found.missing {
            let name = &context.model.fact_at(*fact).name;
            if !prescription.missing.contains(name) {
                prescription.missing.push(name.clone());
            }
        }
    }
    found
}

/// What the rules of prescription may ask of the charge.
fn computed(judged: &Judged<'_>, charge: &Charge) -> Computed {
    let courses = judged.prescribed.iter().flat_map(|states| [&states.established].into_iter().chain(&states.possible));
    let parts = |own: &Amounts| Computed::parts(own.prison.is_some(), !own.fines.is_empty(), own.work.is_some());
    let mut parts: Vec<_> = courses.map(|course| course.now.as_ref().map(parts)).collect();
    parts.dedup();
    let permanent = judged.subsumed.offence.consummation.iter().any(|(letters, when)| {
        let met = |name: &Str| judged.subsumed.letters.iter().any(|l| l.truth == Truth::True && l.letter.name == *name);
        *when == Consummation::Permanent && (letters.is_empty() || letters.iter().any(met))
    });
    Computed::of(charge, parts, permanent)
}

/// A bench on the law of a day that knows what the charge came to.
fn bench_on<'a>(judged: &Judged<'a>, day: Date, computed: &Computed) -> Bench<'a> {
    let mut bench = Bench::of_offence(judged.bench.frame, day, judged.provision, judged.id.clone());
    bench.charged_by(judged.bench.letters.clone());
    bench.punished_by(judged.bench.rows.clone());
    *bench.computed.borrow_mut() = Some(computed.clone());
    *bench.qualified.borrow_mut() = judged.bench.qualified.borrow().clone();
    bench
}

fn weigh(
    judged: &Judged<'_>,
    charge: &Charge,
    law_date: Date,
    computed: &Computed,
    touched: &Touched,
    found: &mut Found,
) -> Result<Prescription, DateError> {
    let context = judged.bench.context;
    let as_of = context.case.as_of;
    let bench = bench_on(judged, law_date, computed);
    let desk = Desk::new(&bench, touched);
    let mut governing = outcome(&desk, judged)?;
    let own_gaps = governing.shown.gaps.clone();
    let mut since = None;
    let mut others: Vec<(Date, Outcome)> = Vec::new();
    let running_terms = context.reading_is("prescription_law", "running_terms");
    let quiet = Touched::default();
    let reach = context.reach(judged.provision);
    for day in that_bear(&reach.limits, judged.bench.frame, reach, (law_date, as_of)) {
        let bench = bench_on(judged, day, computed);
        let later = outcome(&Desk::new(&bench, &quiet), judged)?;
        if same(&later, &governing) {
            continue;
        }
        let replaces = if running_terms {
            // A term that has run is not revived.
            governing.shown.never == Truth::True || governing.latest().is_none_or(|end| end > day)
        } else {
            later.known() && later.latest().is_some_and(|end| governing.latest().is_none_or(|own| end < own))
        };
        if replaces {
            since = Some(day);
            let before = std::mem::replace(&mut governing, later);
            if !running_terms && before.known() {
                others.push((law_date, before));
            }
        } else if others.last().is_none_or(|(_, last)| !same(last, &later)) {
            others.push((day, later));
        }
    }
    let Outcome { mut shown, either } = governing;
    if since.is_some() && !own_gaps.is_empty() {
        // A later text bounds it: what nobody has may only have been shorter.
        shown.gaps = own_gaps;
        (shown.established, shown.expires.from) = (None, None);
    }
    note(context, &shown, law_date, charge, found);
    if let Some(since) = since {
        shown.steps.push(PrescriptionStep {
            by: shown.by.clone(),
            kind: "limit",
            date: Some(since),
            term: None,
            text: text::governing(since),
        });
    }
    for (day, other) in others.into_iter().filter(|(_, other)| other.known()) {
        let never = other.shown.never == Truth::True;
        let says = if never { text::never() } else { text::on_day(other.latest()) };
        shown.steps.push(PrescriptionStep {
            by: other.shown.by.clone(),
            kind: "limit",
            date: other.latest(),
            term: other.shown.term,
            text: text::not_governing(day, &says),
        });
    }
    found.timeline = timeline(&shown, charge);
    let mut limits = Vec::new();
    for clock in [Clock::Complaint, Clock::Penalty, Clock::CivilAction, Clock::Administrative] {
        if clock == Clock::Complaint && computed.on_complaint == Truth::False {
            continue;
        }
        if let Some(course) = course(&desk, clock, judged.prescribed.as_ref())?.filter(|c| !c.no_term) {
            let met = clock == Clock::Complaint && complaint_met(&desk, &course) == Truth::True;
            // A limit that may not concern the accused at all says nothing certain.
            let doubtful = clock != Clock::Complaint && course.term.is_none() && course.never != Truth::True;
            let status = match (met, doubtful) {
                (true, _) => "met",
                (false, true) => "undetermined",
                (false, false) => course.status(as_of),
            };
            let mut limit = limit(clock, &course, status);
            if let Some(gap) = course.gaps.first().filter(|_| limit.by.is_empty()) {
                limit.by = desk.id(*gap);
            }
            limits.push(limit);
        }
    }
    let status = match &either {
        Some(other) if other.status(as_of) != shown.status(as_of) => "undetermined",
        _ => shown.status(as_of),
    };
    let expires = either.as_ref().map_or(shown.expires, |other| shown.expires.hull(other.expires));
    let never = shown.never == Truth::True;
    Ok(Prescription {
        status,
        limits,
        term: shown.term.filter(|_| !never),
        starts: shown.starts.certain().filter(|_| !never),
        expires: expires.certain().or(shown.established.filter(|_| either.is_none())).filter(|_| !never),
        possible: span(expires).filter(|_| !never),
        steps: shown.steps,
        missing: Vec::new(),
    })
}

impl Outcome {
    fn latest(&self) -> Option<Date> {
        if self.shown.never != Truth::False {
            return None;
        }
        match &self.either {
            Some(other) => self.shown.expires.hull(other.expires).to,
            None => self.shown.expires.to,
        }
    }
    /// It says something certain enough to be compared.
    fn known(&self) -> bool {
        !self.shown.no_term && self.shown.gaps.is_empty()
    }
}

fn same(a: &Outcome, b: &Outcome) -> bool {
    a.shown.never == b.shown.never && a.shown.expires == b.shown.expires && a.shown.starts == b.shown.starts
}

fn span(days: Days) -> Option<DateRange> {
    let (from, to) = days.from.zip(days.to)?;
    (from != to).then_some(DateRange { from, to })
}

fn limit(kind: Clock, course: &Course, status: &'static str) -> Limit {
    let never = course.never == Truth::True;
    Limit {
        kind,
        status,
        term: course.term.filter(|_| !never),
        starts: course.starts.certain().filter(|_| !never),
        expires: course.expires.certain().or(course.established).filter(|_| !never),
        possible: span(course.expires).filter(|_| !never),
        by: course.by.clone(),
    }
}

/// Which clock governs the action: until the complaint is filed, the first to run out of its own and the complaint's; then its
/// own.
fn outcome(desk: &Desk<'_, '_>, judged: &Judged<'_>) -> Result<Outcome, DateError> {
    let range = judged.prescribed.as_ref();
    let action = course(desk, Clock::Action, range)?;
    let complaint = course(desk, Clock::Complaint, range)?.filter(|c| !c.no_term);
    let Some(action) = action else {
        return Ok(Outcome { shown: Course::nothing(), either: None });
    };
    let Some(complaint) = complaint else { return Ok(Outcome { shown: action, either: None }) };
    let until_filed = first_to_run_out(&action, complaint.clone());
    let on_complaint = desk.bench.computed.borrow().as_ref().map_or(Truth::Unknown, |c| c.on_complaint);
    Ok(match complaint_met(desk, &complaint).or(!on_complaint) {
        Truth::True => Outcome { shown: action, either: None },
        Truth::False => Outcome { shown: until_filed, either: None },
        Truth::Unknown => Outcome { shown: action, either: Some(until_filed) },
    })
}

/// The clock of the complaint, or that of the action where it has certainly run out before; neither outlives the other.
fn first_to_run_out(action: &Course, mut complaint: Course) -> Course {
    if action.no_term || !action.gaps.is_empty() || action.never != Truth::False {
        return complaint;
    }
    let (own, theirs) = (action.expires, complaint.expires);
    match (own.to, theirs.from) {
        (Some(last), Some(first)) if last < first => action.clone(),
        _ => {
            let first = |own: Option<Date>, theirs: Option<Date>| own.into_iter().chain(theirs).min();
            complaint.expires = Days { from: first(own.from, theirs.from), to: first(own.to, theirs.to) };
            complaint
        }
    }
}

/// Whether what the complaint's clock asks was done before it ran out.
fn complaint_met(desk: &Desk<'_, '_>, complaint: &Course) -> Truth {
    let context = desk.bench.context;
    let (rules, _) = desk.rules(Clock::Complaint);
    let view = &desk.bench.frame.count.views[0];
    let before = |(from, to): (Date, Date)| match (complaint.expires.from, complaint.expires.to) {
        (None, None) => Truth::True,
        (Some(first), _) if to < first => Truth::True,
        (_, Some(last)) if from >= last => Truth::False,
        _ => Truth::Unknown,
    };
    let mut met = Truth::False;
    for reaching in rules.iter().filter(|r| !r.rule.met_by.is_empty() || !r.rule.met_when.is_empty()) {
        let events = desk.events().unwrap_or_default();
        let filed: Vec<_> = events.iter().filter(|event| is_one(event, &reaching.rule.met_by)).collect();
        met = filed.iter().map(|event| before(event.date)).fold(met, Truth::or);
        if !filed.is_empty() {
            continue;
        }
        for fact in &reaching.rule.met_when {
            let slot = &view[fact.usize()];
            met = met.or(match slot.value {
                FactValue::Flag(true) => {
                    // Filed, on a day that is not known.
                    let first = desk.act_days("act.date").from.unwrap_or(Date::MIN);
                    before((first, context.case.as_of))
                }
                FactValue::Flag(false) => Truth::False,
                _ if desk.events_given() => Truth::False,
                _ => {
                    desk.touched.need(*fact, 0);
                    Truth::Unknown
                }
            });
        }
    }
    met
}

/// Notices of what was used and is not certain.
fn note(context: &Context<'_>, course: &Course, law_date: Date, charge: &Charge, found: &mut Found) {
    for at in &course.gaps {
        let provision = context.provision(*at);
        let until = provision.versions.first().map(|version| version.since.previous());
        let text = wording::gap(&provision.name, &provision.gist, None, until);
        found.notices.push(Notice { code: "gap", by: Some(provision.id.clone()), text });
    }
    for at in &course.used {
        let provision = context.provision(*at);
        let Some(version) = context.version(*at, law_date) else { continue };
        let Body::Prescription(_) = &version.body else { continue };
        if let Some(doubt) = &version.uncertain {
            let text = wording::uncertain(&provision.name, doubt);
            found.notices.push(Notice { code: "wording_uncertain", by: Some(provision.id.clone()), text });
        }
    }
    if course.no_term && course.gaps.is_empty() && course.never == Truth::False {
        let text = text::no_term();
        found.notices.push(Notice { code: "no_term", by: Some(charge.offence.clone()), text });
    }
}

fn timeline(course: &Course, charge: &Charge) -> Vec<TimelineEntry> {
    let mut all = Vec::new();
    let mut add = |days: Days, kind: &'static str, text: crate::exact::Text| {
        if let Some(date) = days.from {
            all.push(TimelineEntry { date, until: days.to.filter(|to| *to != date), kind, count: None, text });
        }
    };
    if course.never == Truth::True {
        return Vec::new();
    }
    if let Some(majority) = course.majority {
        add(majority, "majority", text::majority());
    }
    for step in course.steps.iter().filter(|step| step.kind == "interruption") {
        add(Days { from: step.date, to: step.date }, "interruption", step.text.clone());
    }
    if let Some(half) = course.half {
        add(Days { from: Some(half), to: Some(half) }, "half_term", text::half_term(&charge.offence));
    }
    add(course.expires, "expiry", text::expires(&charge.offence));
    all
}
