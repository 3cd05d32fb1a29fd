//! The requests of a case, the rules that were in force on their day, the treaty and the dates.

use crate::eval::context::Context;
use crate::exact::{Date, Term};
use crate::facts::{Count, FactValue, Origin, Slot, Truth};
use crate::model::{Body, Direction, Due, ExtraditionRule, FactIx, Kind, Model, Says, Version};
use crate::packed::Str;
use crate::verdict::DueDate;

/// The facts of a request that the engine reads by name.
pub(super) const DIRECTION: &str = "request.direction";
const STATE: &str = "request.state";
const DATE: &str = "request.date";

/// A request and the counts it concerns.
pub(super) struct Plea {
    pub(super) id: Option<Str>,
    pub(super) accused: Option<Str>,
    pub(super) facts: Vec<(FactIx, Slot)>,
    pub(super) counts: Vec<usize>,
}

impl Plea {
    pub(super) fn value(&self, fact: FactIx) -> &FactValue {
        const UNKNOWN: &FactValue = &FactValue::Unknown;
        self.facts.iter().find(|(at, _)| *at == fact).map_or(UNKNOWN, |(_, slot)| &slot.value)
    }
    fn named(&self, model: &Model, name: &str) -> &FactValue {
        const UNKNOWN: &FactValue = &FactValue::Unknown;
        model.fact(name).map_or(UNKNOWN, |fact| self.value(fact))
    }
    /// The other State, when it is known.
    pub(super) fn state(&self, model: &Model) -> Option<usize> {
        match self.named(model, STATE) {
            FactValue::OneOf(states) if states.len() == 1 => states.iter().next(),
            _ => None,
        }
    }
    pub(super) fn day(&self, context: &Context<'_>) -> Date {
        match self.named(context.model, DATE) {
            FactValue::Date(_, last) => *last,
            _ => context.case.as_of,
        }
    }
}

/// The requests of a case; a row of a table that speaks of one is a request of its own.
pub(super) fn pleas(context: &Context<'_>) -> Vec<Plea> {
    let case = context.case;
    let concerned = |request: &crate::facts::Request| -> Vec<usize> {
        (0..case.counts.len()).filter(|at| request.concerns(&case.counts[*at])).collect()
    };
    if !case.requests.is_empty() {
        let plea = |request: &crate::facts::Request| Plea {
            id: request.id.clone(),
            accused: request.accused.clone(),
            facts: request.facts.clone(),
            counts: concerned(request),
        };
        return case.requests.iter().map(plea).collect();
    }
    let own: Vec<FactIx> = (0..context.model.facts.len())
        .filter(|at| context.model.facts[*at].subject == "request")
        .map(FactIx::new)
        .collect();
    let speaks = |count: &Count| own.iter().any(|fact| count.views[0][fact.usize()].origin == Origin::Given);
    let rows = case.counts.iter().enumerate().filter(|(_, count)| speaks(count));
    rows.map(|(at, count)| Plea {
        id: None,
        accused: count.accused.clone(),
        facts: own.iter().map(|fact| (*fact, count.views[0][fact.usize()].clone())).collect(),
        counts: vec![at],
    })
    .collect()
}

/// A rule in force on the day of the request.
#[derive(Clone, Copy)]
pub(super) struct Ruling<'a> {
    pub(super) provision: usize,
    pub(super) version: &'a Version,
    pub(super) rule: &'a ExtraditionRule,
}

pub(super) fn rules<'a>(context: &Context<'a>, day: Date) -> Vec<Ruling<'a>> {
    let all = context.index.of(Kind::Extradition).iter();
    all.filter_map(|at| {
        let version = context.version(*at, day)?;
        match &version.body {
            Body::Extradition(rule) => Some(Ruling { provision: *at, version, rule }),
            _ => None,
        }
    })
    .collect()
}

/// Rules whose text on the day of a request nobody has.
pub(super) fn unknown_rules(context: &Context<'_>, plea: &Plea, day: Date) -> Vec<usize> {
    let older = |at: &usize| {
        let first = context.provision(*at).versions.first();
        first.is_some_and(|v| match &v.body {
            Body::Extradition(ExtraditionRule { of, says: Says::Asks(..), .. }) => {
                v.open_start && day < v.since && direction(context.model, plea, of) != Truth::False
            }
            _ => false,
        })
    };
    context.index.of(Kind::Extradition).iter().copied().filter(older).collect()
}

/// The count with the facts of one request.
pub(super) fn overlay(count: &Count, plea: &Plea) -> Count {
    let mut count = count.clone();
    for view in &mut count.views {
        for (fact, slot) in &plea.facts {
            view[fact.usize()] = slot.clone();
        }
    }
    count
}

/// Whether a request is of one of these directions.
pub(super) fn direction(model: &Model, plea: &Plea, of: &[Direction]) -> Truth {
    let Some(fact) = model.fact(DIRECTION) else { return Truth::Unknown };
    let FactValue::OneOf(open) = plea.value(fact) else { return Truth::Unknown };
    let values = &model.fact_at(fact).values;
    let named = |at: usize| values.get(at).is_some_and(|value| of.iter().any(|one| one.word() == value.name));
    match (open.iter().any(named), open.iter().all(named)) {
        (true, true) => Truth::True,
        (false, _) => Truth::False,
        _ => Truth::Unknown,
    }
}

/// The treaty with the other State.
pub(super) fn governing_treaty<'a>(context: &Context<'a>, plea: &Plea, rules: &[Ruling<'a>]) -> Option<Ruling<'a>> {
    let day = plea.day(context);
    let state = plea.state(context.model)?;
    let with = |rule: &ExtraditionRule| match &rule.says {
        Says::Treaty(countries) => countries.iter().any(|country| usize::from(*country) == state),
        _ => false,
    };
    // A treaty that is older than what is known of it may have been in force too; its text says so.
    let older = context.index.of(Kind::Extradition).iter().filter_map(|at| {
        let version = context.provision(*at).versions.first().filter(|v| v.open_start && day < v.since)?;
        match &version.body {
            Body::Extradition(rule) => Some(Ruling { provision: *at, version, rule }),
            _ => None,
        }
    });
    rules.iter().copied().chain(older).find(|ruling| with(ruling.rule))
}

/// The days on which the terms of the procedure have run, as far as the day they run from is known.
pub(super) fn dates(context: &Context<'_>, plea: &Plea, rules: &[Ruling<'_>]) -> Vec<DueDate> {
    let mut dates = Vec::new();
    for ruling in rules {
        let Says::Due(due) = &ruling.rule.says else { continue };
        if direction(context.model, plea, &ruling.rule.of) != Truth::True {
            continue;
        }
        let provision = context.provision(ruling.provision);
        if let Some(date) = due_day(context, plea, due) {
            dates.push(DueDate { by: provision.id.clone(), date, text: provision.name.clone() });
        }
    }
    dates
}

fn due_day(context: &Context<'_>, plea: &Plea, due: &Due) -> Option<Date> {
    let FactValue::Date(from, to) = plea.value(due.from) else { return None };
    if from != to {
        return None;
    }
    let length = context.variant(&due.term).0;
    let start = if due.after { from.next() } else { *from };
    // Months by the calendar, then days: sixty days are not two months.
    let months = start.plus(Term::of(0, length.months, 0)).ok()?;
    Date::from_days(months.to_days().checked_add(i32::try_from(length.days).ok()?)?).ok()
}
