//! The rules of prescription that reach a charge, and what the facts say of their points in time.

use super::days::{Act, Days, Pause};
use crate::eval::context::Bench;
use crate::eval::reasons::{Reasons, Touched};
use crate::exact::{Date, Term};
use crate::facts::{Event, FactValue, Origin, Truth};
use crate::model::{Body, Clock, Cond, Derivation, FactIx, Holds, Kind, Part, Point, Prescription, StartRule};
use crate::packed::Str;
use std::cell::OnceCell;

/// A rule that reaches the charge, or may.
#[derive(Clone, Copy)]
pub(super) struct Reaching<'a> {
    pub(super) provision: usize,
    pub(super) rule: &'a Prescription,
    pub(super) truth: Truth,
}

/// A rule that may speak of some clocks on a day: in force, or in its first text when that is older than what is known.
struct Speaking<'a> {
    provision: usize,
    rule: &'a Prescription,
    clocks: &'a [Clock],
    in_force: bool,
    /// Whether it reaches the charge, once that was asked.
    reached: OnceCell<Truth>,
}

/// What a clock reads: the rules in force and the facts.
pub(super) struct Desk<'b, 'a> {
    pub(super) bench: &'b Bench<'a>,
    pub(super) touched: &'b Touched,
    speaking: Vec<Speaking<'a>>,
}

impl<'b, 'a> Desk<'b, 'a> {
    pub(super) fn new(bench: &'b Bench<'a>, touched: &'b Touched) -> Desk<'b, 'a> {
        let context = bench.context;
        let speaking = bench.rules(Kind::Prescription).iter().filter_map(|at| {
            let provision = context.provision(*at);
            let version = context.version(*at, bench.law_date);
            let first = provision.versions.first().filter(|v| v.open_start && bench.law_date < v.since);
            let Some(Body::Prescription(rule)) = version.or(first).map(|v| &v.body) else { return None };
            let speaking = || Speaking {
                provision: *at,
                rule,
                clocks: context.variant(&rule.of).0,
                in_force: version.is_some(),
                reached: OnceCell::new(),
            };
            (!rule.of_case).then(speaking)
        });
        Desk { bench, touched, speaking: speaking.collect() }
    }
    pub(super) fn id(&self, provision: usize) -> Str {
        self.bench.context.provision(provision).id.clone()
    }

    /// The truth of a condition; an unknown one leaves its facts missing.
    pub(super) fn truth(&self, condition: Option<&Cond>) -> Truth {
        let truth = self.bench.truth_or_met(condition);
        if let Some(condition) = condition.filter(|_| truth == Truth::Unknown) {
            Reasons { bench: self.bench, touched: self.touched }.touch(condition);
        }
        truth
    }

    /// The rules of a clock that are in force and reach the charge, in the order of the statute; and those whose earlier
    /// text is a gap on this day.
    pub(super) fn rules(&self, clock: Clock) -> (Vec<Reaching<'a>>, Vec<usize>) {
        let (mut found, mut gaps) = (Vec::new(), Vec::new());
        for Speaking { provision, rule, in_force, reached, .. } in
            self.speaking.iter().filter(|own| own.clocks.contains(&clock))
        {
            let reached = *reached.get_or_init(|| self.bench.reached(&rule.applies_to));
            if reached == Truth::False {
                continue;
            }
            let truth = reached.and(self.truth(rule.when.as_ref()));
            match (truth, in_force) {
                (Truth::False, _) => {}
                (truth, false) => gaps.extend(self.bears(rule, truth).then_some(*provision)),
                (truth, true) => found.push(Reaching { provision: *provision, rule, truth }),
            }
        }
        (found, gaps)
    }

    /// The rules in force that a rule gives way to, whatever their own condition says.
    pub(super) fn given_way(&self, rule: &Prescription) -> Vec<Reaching<'a>> {
        let context = self.bench.context;
        let mut found = Vec::new();
        if rule.gives_way.is_empty() {
            return found;
        }
        for at in context.index.of(Kind::Prescription) {
            let Some(Body::Prescription(own)) = context.version(*at, self.bench.law_date).map(|v| &v.body) else {
                continue;
            };
            let named = |id| context.holds(&rule.gives_way, id, self.bench.law_date) == Holds::Yes;
            if context.id(*at).is_some_and(named) {
                found.push(Reaching { provision: *at, rule: own, truth: Truth::True });
            }
        }
        found
    }

    /// Whether the rule has anything to do with what happened; one that only lets events count needs such an event.
    pub(super) fn at_work(&self, rule: &Prescription) -> bool {
        let idle = rule.term.is_none() && rule.starts.is_empty() && rule.factor.is_none() && !rule.never;
        let events = self.events().unwrap_or_default();
        let interrupts = |event: &Event| {
            let by = rule.interrupted.iter().any(|found| is_one(event, &found.by));
            by || rule.suspended.iter().any(|(from, _)| event.kind == usize::from(*from))
        };
        !idle || events.iter().any(interrupts)
    }

    /// Whether a rule whose text nobody has on this day would bear on the clock: it states a term, or what it lengthens terms
    /// for has happened.
    fn bears(&self, rule: &Prescription, truth: Truth) -> bool {
        let interrupts = |event: &Event| rule.interrupted.iter().any(|found| is_one(event, &found.by));
        let lengthens = rule.factor.is_some() || self.events().is_some_and(|e| e.iter().any(interrupts));
        rule.term.is_some() || (truth == Truth::True && lengthens)
    }

    fn value(&self, fact: FactIx, view: usize) -> &FactValue {
        &self.bench.frame.count.views[view][fact.usize()].value
    }

    /// The days a fact leaves possible: of the last of several victims the latest.
    fn fact_days(&self, fact: FactIx) -> Days {
        let views = self.bench.frame.count.views.len();
        let each = (0..views).map(|view| self.fact_days_in(fact, view));
        each.reduce(Days::later).unwrap_or(Days::NEVER)
    }

    fn fact_days_in(&self, fact: FactIx, view: usize) -> Days {
        match self.value(fact, view) {
            FactValue::Date(from, to) => Days::of((*from, *to)),
            _ => self.birth_by_age(fact, view).unwrap_or_else(|| {
                self.missing(fact, view);
                let born = self.bench.context.model.fact_at(fact).name.ends_with(".birth_date");
                // Who was born is born before the act; anything else comes after it.
                let act = self.act_days("act.date");
                if born { Days { from: Some(Date::MIN), to: act.to } } else { Days { from: act.from, to: None } }
            }),
        }
    }

    fn missing(&self, fact: FactIx, view: usize) {
        self.touched.need(fact, view);
    }

    /// A day of birth that follows from an age: after the anniversary that would make one year more, up to the one that
    /// makes this age.
    fn birth_by_age(&self, fact: FactIx, view: usize) -> Option<Days> {
        let model = self.bench.context.model;
        let subject = model.fact_at(fact).name.strip_suffix(".birth_date")?;
        let age = self.bench.context.index.fact(&format!("{subject}.age"))?;
        let Some(Derivation::AgeAt(date)) = &model.fact_at(age).derived else { return None };
        let FactValue::Number(least, most) = self.value(age, view) else { return None };
        let FactValue::Date(first, last) = self.value(*date, view) else { return None };
        let years_before = |day: Date, years: i64| {
            let year = i64::from(day.year()) - years;
            let year = i16::try_from(year).ok()?;
            Date::new(year, day.month(), day.day()).or_else(|_| Date::new(year, day.month(), 28)).ok()
        };
        self.missing(fact, view);
        Some(Days::of((years_before(*first, most + 1)?.next(), years_before(*last, *least)?)))
    }

    /// The days of a fact of the act.
    pub(super) fn act_days(&self, name: &str) -> Days {
        let Some(fact) = self.bench.context.index.fact(name) else { return Days::NEVER };
        match self.value(fact, 0) {
            FactValue::Date(from, to) => Days::of((*from, *to)),
            _ => Days { from: Some(Date::MIN), to: None },
        }
    }

    /// The last conduct of the act, or the day it ceased.
    fn ended(&self, ceased: bool) -> Days {
        let index = self.bench.context.index;
        let date = self.act_days("act.date");
        let flag = |name: &str| match index.fact(name).map(|fact| self.value(fact, 0)) {
            Some(FactValue::Flag(flag)) => *flag,
            _ => false,
        };
        if ceased && flag("act.ongoing") {
            return Days::NEVER;
        }
        let Some(fact) = index.act.ended else { return date };
        let slot = &self.bench.frame.count.views[0][fact.usize()];
        match &slot.value {
            FactValue::Date(from, to) => Days::of((*from, *to)).later(date),
            _ if slot.origin == Origin::Given || slot.given == Some(serde_json::Value::Null) => {
                self.missing(fact, 0);
                Days { from: date.from, to: None }
            }
            _ => date,
        }
    }

    /// The days of a start.
    pub(super) fn start(&self, start: &StartRule) -> Result<Days, crate::exact::DateError> {
        let point = match &start.point {
            Point::Consummation => self.act_days("act.date"),
            Point::LastAct => self.ended(false),
            Point::Cessation => self.ended(true),
            Point::Event(kinds) => self.first_event(kinds),
            Point::Fact(fact) => self.fact_days(*fact),
        };
        point.each(|day| {
            let day = if start.after { day.next() } else { day };
            day.plus(start.plus.unwrap_or(Term::zero()))
        })
    }

    /// What was imposed, or what is left of it.
    pub(super) fn imposed(&self, part: Part, remaining: bool) -> Option<Term> {
        let name = match (part, remaining) {
            (Part::Prison, false) => "procedure.imposed_prison",
            (Part::Prison, true) => "procedure.remaining_prison",
            _ => return None,
        };
        let fact = self.bench.context.index.fact(name)?;
        match self.value(fact, 0) {
            FactValue::Term(term) => Some(*term),
            _ => {
                self.missing(fact, 0);
                None
            }
        }
    }

    /// Whether a start reads who was a victim: the day is one of majority.
    pub(super) fn of_victim(&self, start: &StartRule) -> bool {
        let model = self.bench.context.model;
        matches!(&start.point, Point::Fact(fact) if model.fact_at(*fact).subject == "victim")
    }

    /// What happened in the procedure; `None`: unknown.
    pub(super) fn events(&self) -> Option<&[Event]> {
        let fact = self.bench.context.index.fact("procedure.events")?;
        match self.value(fact, 0) {
            FactValue::Events(events) => Some(events),
            _ => {
                self.missing(fact, 0);
                None
            }
        }
    }

    /// Whether the list of events was given, and so is complete.
    pub(super) fn events_given(&self) -> bool {
        let fact = self.bench.context.index.fact("procedure.events");
        fact.is_some_and(|fact| self.bench.frame.count.views[0][fact.usize()].origin == Origin::Given)
    }

    /// The first event of some kinds.
    pub(super) fn first_event(&self, kinds: &[u16]) -> Days {
        let Some(events) = self.events() else {
            return Days { from: self.act_days("act.date").from, to: None };
        };
        let of_kind = events.iter().filter(|event| is_one(event, kinds));
        let day = of_kind.map(|event| event.date).reduce(|a, b| (a.0.min(b.0), a.1.min(b.1)));
        day.map_or(Days::NEVER, Days::of)
    }

    /// The acts that begin a term anew, by the rules that reach the charge.
    pub(super) fn acts(&self, rules: &[Reaching<'_>]) -> Vec<Act> {
        let mut acts = Vec::new();
        for reaching in rules.iter().filter(|reaching| reaching.truth == Truth::True) {
            for interruption in &reaching.rule.interrupted {
                let events = self.events().unwrap_or_default();
                for event in events.iter().filter(|event| is_one(event, &interruption.by)) {
                    let ends = events.iter().filter(|end| is_one(end, &interruption.until));
                    let until = ends.map(|end| end.date.1).filter(|day| *day >= event.date.0).min();
                    acts.push(Act {
                        on: event.date,
                        until: (!interruption.until.is_empty()).then_some(until),
                        within: interruption.within.map(|within| within.ratio()),
                        by: self.id(reaching.provision),
                        kind: event.kind,
                    });
                }
            }
        }
        acts
    }

    /// The spans in which a term stands still, with the rule that says so.
    pub(super) fn pauses(&self, rules: &[Reaching<'_>]) -> Vec<(Pause, Str)> {
        let mut pauses = Vec::new();
        for reaching in rules.iter().filter(|reaching| reaching.truth == Truth::True) {
            for (from, until) in &reaching.rule.suspended {
                let events = self.events().unwrap_or_default();
                for event in events.iter().filter(|event| event.kind == usize::from(*from)) {
                    let ends = events.iter().filter(|end| is_one(end, until)).map(|end| end.date.1);
                    let end = ends.filter(|day| *day >= event.date.0).min();
                    pauses.push(((event.date.0, end), self.id(reaching.provision)));
                }
            }
        }
        pauses
    }
}

pub(super) fn is_one(event: &Event, kinds: &[u16]) -> bool {
    kinds.iter().any(|kind| usize::from(*kind) == event.kind)
}
