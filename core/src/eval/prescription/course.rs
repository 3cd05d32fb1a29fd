//! One clock under the law of one day: its term, where it starts, and when it runs out.

use super::days::{Days, End, Ran, Run};
use super::rules::{Desk, Reaching};
use super::text;
use crate::eval::states::{State, States};
use crate::exact::{Date, DateError, Ratio, Term};
use crate::facts::Truth;
use crate::model::{Clock, TermRule};
use crate::packed::Str;
use crate::verdict::PrescriptionStep;

/// What becomes of a clock.
#[derive(Clone, Debug)]
pub(super) struct Course {
    /// It never runs out.
    pub(super) never: Truth,
    /// The established term.
    pub(super) term: Option<Term>,
    pub(super) starts: Days,
    pub(super) expires: Days,
    /// The end of the established term, when its start is certain.
    pub(super) established: Option<Date>,
    /// The day on which half of the term has run, when it is certain.
    pub(super) half: Option<Date>,
    /// The rule of the term, or that it never runs out.
    pub(super) by: Str,
    pub(super) steps: Vec<PrescriptionStep>,
    /// The victim's majority, when the term starts there.
    pub(super) majority: Option<Days>,
    /// Rules whose text on this day nobody has.
    pub(super) gaps: Vec<usize>,
    /// No rule states a term for such a penalty.
    pub(super) no_term: bool,
    /// Rules that were used.
    pub(super) used: Vec<usize>,
}

/// The shortest and the longest possible term, and the established one.
struct Length {
    least: Term,
    most: Term,
    established: Option<Term>,
    by: Str,
}

fn step(
    by: &str,
    kind: &'static str,
    date: Option<Date>,
    term: Option<Term>,
    text: crate::exact::Text,
) -> PrescriptionStep {
    PrescriptionStep { by: by.into(), kind, date, term, text }
}

impl Course {
    /// Nothing is said of it.
    pub(super) fn nothing() -> Course {
        Course { no_term: true, ..Course::open(Vec::new()) }
    }

    fn open(gaps: Vec<usize>) -> Course {
        Course {
            never: Truth::False,
            term: None,
            starts: Days::NEVER,
            expires: Days::NEVER,
            established: None,
            half: None,
            by: Str::default(),
            steps: Vec::new(),
            majority: None,
            gaps,
            no_term: false,
            used: Vec::new(),
        }
    }

    /// The word of the contract.
    pub(super) fn status(&self, as_of: Date) -> &'static str {
        if self.never == Truth::True {
            return "imprescriptible";
        }
        if self.term.is_none() && self.expires.to.is_none() && (self.no_term || !self.gaps.is_empty()) {
            return "undetermined";
        }
        if self.never == Truth::False && self.expires.to.is_some_and(|day| day <= as_of) {
            return "expired";
        }
        if !self.gaps.is_empty() && self.expires.from.is_none_or(|day| day <= as_of) {
            return "undetermined";
        }
        if self.never == Truth::Unknown {
            return "undetermined";
        }
        if self.starts.from.is_none_or(|from| from > as_of) {
            return "not_started";
        }
        if self.starts.to.is_none_or(|to| to > as_of) {
            return "undetermined";
        }
        if self.expires.from.is_none_or(|day| day > as_of) { "running" } else { "undetermined" }
    }
}

/// The course of a clock under the law of the desk's day; `None` when no rule speaks of it.
pub(super) fn course(desk: &Desk<'_, '_>, clock: Clock, range: Option<&States>) -> Result<Option<Course>, DateError> {
    let (rules, gaps) = desk.rules(clock);
    let Some(mut own) = of_rules(desk, clock, range, &rules, gaps.clone())? else { return Ok(None) };
    for (at, reaching) in rules.iter().enumerate().filter(|(_, r)| r.truth == Truth::True) {
        let instead = desk.given_way(reaching.rule);
        if instead.is_empty() {
            continue;
        }
        let mut others = rules.clone();
        others.splice(at..=at, instead);
        if let Some(other) = of_rules(desk, clock, range, &others, gaps.clone())? {
            own = give_way(own, other)?;
        }
    }
    Ok(Some(own))
}

/// A term that would begin once another has run does not begin; it may, when its start is not certain.
fn give_way(own: Course, other: Course) -> Result<Course, DateError> {
    let Some(run) = other.expires.to else { return Ok(own) };
    if own.starts.from.is_some_and(|start| start >= run) {
        return Ok(other);
    }
    if own.starts.to.is_some_and(|start| other.expires.from.is_some_and(|first| start < first)) {
        return Ok(own);
    }
    // At the latest it begins on the last day of the other.
    let latest = own.term.map(|term| run.previous().plus(term)).transpose()?;
    let own_end = match (own.expires.to, latest) {
        (Some(end), Some(latest)) => Some(end.min(latest)),
        (end, latest) => end.or(latest),
    };
    let span = Days { from: own.expires.from, to: own_end }.hull(other.expires);
    Ok(Course { expires: span, established: None, half: None, ..own })
}

/// The course of a clock by these rules.
fn of_rules(
    desk: &Desk<'_, '_>,
    clock: Clock,
    range: Option<&States>,
    rules: &[Reaching<'_>],
    gaps: Vec<usize>,
) -> Result<Option<Course>, DateError> {
    let mut course = Course::open(gaps);
    let speaks = rules.iter().any(|r| r.rule.never || r.rule.term.is_some());
    if !speaks && course.gaps.is_empty() {
        course.no_term = true;
        return Ok((clock == Clock::Action).then_some(course));
    }
    for reaching in rules.iter().filter(|r| r.rule.never) {
        if reaching.truth > course.never {
            course.never = reaching.truth;
            course.by = desk.id(reaching.provision);
        }
    }
    course.used.extend(rules.iter().filter(|r| desk.at_work(r.rule)).map(|r| r.provision));
    if course.never == Truth::True {
        let by = course.by.clone();
        course.steps.push(step(&by, "expiry", None, None, text::never()));
        return Ok(Some(course));
    }
    let stated = range.is_some_and(|states| states.established.now.is_some());
    if clock == Clock::Action && !stated && course.gaps.is_empty() {
        course.no_term = true;
        return Ok(Some(course));
    }
    let Some(length) = length(desk, rules, range, &mut course) else {
        // A penalty whose length is not told has a term, which is not known.
        let imposed =
            rules.iter().find(|r| r.truth == Truth::True && matches!(r.rule.term, Some(TermRule::Imposed { .. })));
        course.by = imposed.map_or_else(Str::default, |reaching| desk.id(reaching.provision));
        course.no_term = course.gaps.is_empty() && imposed.is_none();
        return Ok(Some(course));
    };
    course.by.clone_from(&length.by);
    course.term = length.established;
    starts(desk, rules, &mut course)?;
    expiry(desk, rules, &length, &mut course)?;
    if !course.gaps.is_empty() {
        // A text that nobody has may lengthen the term: only its earliest end is known.
        (course.expires.to, course.established, course.half) = (None, None, None);
        course.steps.retain(|step| step.kind != "expiry");
    }
    Ok(Some(course))
}

/// The term by the rules that fit, multiplied.
fn length(desk: &Desk<'_, '_>, rules: &[Reaching<'_>], range: Option<&States>, course: &mut Course) -> Option<Length> {
    let mut length: Option<Length> = None;
    for reaching in rules {
        let Some(rule) = &reaching.rule.term else { continue };
        let by = desk.id(reaching.provision);
        let found = match rule {
            TermRule::Fixed(term) => {
                Some(Length { least: *term, most: *term, established: Some(*term), by: by.clone() })
            }
            TermRule::Mean(at_least) => mean(range, *at_least, &by, course),
            TermRule::Imposed { part, remaining, more, at_least } => desk.imposed(*part, *remaining).map(|imposed| {
                let term = imposed.plus(imposed.times(more.ratio()));
                let term = at_least.map_or(term, |least| term.max(least));
                Length { least: term, most: term, established: Some(term), by: by.clone() }
            }),
            TermRule::Gravest => None,
        };
        let Some(found) = found else { continue };
        if let TermRule::Fixed(term) = rule
            && reaching.truth == Truth::True
        {
            course.steps.push(step(&by, "mean", None, Some(*term), text::fixed()));
        }
        length = Some(match length {
            None => Length { established: found.established.filter(|_| reaching.truth == Truth::True), ..found },
            Some(known) => Length {
                least: known.least.min(found.least),
                most: known.most.max(found.most),
                established: known.established.or(found.established.filter(|_| reaching.truth == Truth::True)),
                by: known.by,
            },
        });
    }
    let mut length = length?;
    let once = desk.bench.context.reading_is("doublings", "once");
    let mut multiplied = false;
    for reaching in rules {
        let Some(factor) = reaching.rule.factor else { continue };
        let met = reaching.truth == Truth::True;
        if once && multiplied {
            continue;
        }
        multiplied |= met;
        length.most = length.most.times(factor.ratio());
        if met {
            length.least = length.least.times(factor.ratio());
            length.established = length.established.map(|term| term.times(factor.ratio()));
            let by = desk.id(reaching.provision);
            course.steps.push(step(&by, "multiplier", None, length.established, text::multiplied(&factor.to_string())));
        }
    }
    Some(length)
}

/// The mean of the range of prison of every course the penalty may take.
fn mean(range: Option<&States>, at_least: Option<Term>, by: &str, course: &mut Course) -> Option<Length> {
    let states = range?;
    let half = Ratio::new(1, 2);
    let of = |state: &State| {
        let ends = state.now.as_ref()?.prison?;
        Some(Term::from_days((ends.min + ends.max) * half))
    };
    let floored = |term: Term| at_least.map_or(term, |least| term.max(least));
    let established = of(&states.established);
    let possible: Vec<Term> = states.possible.iter().filter_map(of).map(floored).collect();
    let least = possible.iter().copied().min().or(established.map(floored))?;
    let most = possible.iter().copied().max().or(established.map(floored))?;
    if let Some(mean) = established {
        course.steps.push(step(by, "mean", None, Some(mean), text::mean()));
        if floored(mean) > mean {
            course.steps.push(step(by, "floor", None, Some(floored(mean)), text::floor()));
        }
    }
    let established = established.map(floored);
    let least = established.map_or(least, |term| term.min(least));
    let most = established.map_or(most, |term| term.max(most));
    Some(Length { least, most, established, by: by.into() })
}

/// Where the term starts: of several starts that are met the last.
fn starts(desk: &Desk<'_, '_>, rules: &[Reaching<'_>], course: &mut Course) -> Result<(), DateError> {
    let mut found: Option<Days> = None;
    let mut open: Vec<Days> = Vec::new();
    let mut last: Option<(Str, Days)> = None;
    for reaching in rules {
        for start in &reaching.rule.starts {
            let truth = reaching.truth.and(desk.truth(start.when.as_ref()));
            if truth == Truth::False {
                continue;
            }
            let days = desk.start(start)?;
            if truth == Truth::Unknown {
                open.push(days);
                continue;
            }
            if desk.of_victim(start) {
                course.majority = Some(days);
            }
            if last.as_ref().is_none_or(|(_, known)| known.from.is_some() && days.later(*known) == days) {
                last = Some((desk.id(reaching.provision), days));
            }
            found = Some(found.map_or(days, |known| known.later(days)));
        }
    }
    let base = found.or_else(|| open.first().copied());
    course.starts = base.unwrap_or(Days::NEVER);
    for days in open {
        let with = base.map_or(days, |base| if found.is_some() { base.later(days) } else { days });
        course.starts = course.starts.hull(with);
    }
    if let Some((by, days)) = last {
        course.steps.push(step(
            &by,
            "start",
            days.certain(),
            None,
            text::start(days, desk.bench.frame.context.case.as_of),
        ));
    }
    Ok(())
}

/// When the term runs out, with suspensions and interruptions.
fn expiry(desk: &Desk<'_, '_>, rules: &[Reaching<'_>], length: &Length, course: &mut Course) -> Result<(), DateError> {
    let context = desk.bench.context;
    let acts = desk.acts(rules);
    let (pauses, pausing): (Vec<_>, Vec<_>) = desk.pauses(rules).into_iter().unzip();
    let term_rule = crate::exact::ProvisionId::parse(&length.by);
    let capped = rules.iter().filter(|r| r.truth != Truth::False).find_map(|reaching| {
        let (most, of) = reaching.rule.extended.as_ref()?;
        let holds =
            term_rule.as_ref().is_some_and(|id| context.holds(of, id, desk.bench.law_date) == crate::model::Holds::Yes);
        holds.then(|| (most.ratio(), desk.id(reaching.provision)))
    });
    let from_each_restart = !acts.is_empty() && context.reading_is("half_term", "from_each_restart");
    let run = Run { acts: &acts, pauses: &pauses, most: capped.as_ref().map(|(most, _)| *most), from_each_restart };
    let unknown_events = desk.events().is_none() && rules.iter().any(|r| !r.rule.interrupted.is_empty());
    let end = |start: Option<Date>, term: Term, end: End| match start {
        Some(start) => run.expires(start, term, end).map(Some),
        None => Ok(None),
    };
    let earliest = end(course.starts.from, length.least, End::Earliest)?;
    let latest = end(course.starts.to, length.most, End::Latest)?;
    course.expires = Days {
        from: earliest.and_then(|ran| ran.expires),
        to: match (&latest, unknown_events, &capped) {
            (Some(_), true, Some((most, _))) => {
                course.starts.to.map(|to| to.plus(length.most)?.plus(length.most.times(*most))).transpose()?
            }
            (Some(_), true, None) => None,
            (latest, ..) => latest.as_ref().and_then(|ran| ran.expires),
        },
    };
    let (Some(start), Some(term)) = (course.starts.certain(), length.established) else { return Ok(()) };
    let ran = run.expires(start, term, End::Latest)?;
    course.established = ran.expires;
    course.half = Some(start.plus(term.times(Ratio::new(1, 2)))?);
    let kinds = |kind: usize| {
        let fact = context.index.fact("procedure.events");
        let value = fact.and_then(|fact| context.model.fact_at(fact).values.get(kind));
        value.map(|value| value.label.clone()).unwrap_or_default()
    };
    for (at, act) in acts.iter().enumerate() {
        let what = kinds(act.kind);
        let restarted = ran.restarts.iter().find(|(place, ..)| *place == at);
        let text = match restarted {
            Some((_, _, Some(resumed))) => text::interrupted(&what, *resumed),
            Some((_, _, None)) => text::stands_still(&what),
            None => text::too_late(&what, act.on.0 < start),
        };
        course.steps.push(step(&act.by, "interruption", Some(act.on.0), None, text));
    }
    for ((from, to), by) in pauses.iter().zip(&pausing) {
        course.steps.push(step(by, "suspension", Some(*from), None, text::suspended(*to)));
    }
    finish(course, &ran, capped.map(|(_, by)| by), &length.by);
    Ok(())
}

fn finish(course: &mut Course, ran: &Ran, cap: Option<Str>, by: &str) {
    if ran.capped
        && let Some(cap) = cap
    {
        course.steps.push(step(&cap, "limit", ran.expires, None, text::capped()));
    }
    if ran.expires.is_some() {
        course.steps.push(step(by, "expiry", ran.expires, None, text::expiry()));
    }
}
