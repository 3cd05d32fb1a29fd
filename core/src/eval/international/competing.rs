//! Several requests for one person: which goes first.

use super::requests::{Plea, Ruling, rules};
use crate::eval::context::Context;
use crate::eval::reasons::met;
use crate::facts::{FactValue, Truth};
use crate::model::{Criterion, FactIx, Role, Says};
use crate::verdict::{Element, Reason, ReasonOp};

/// A request that may be preferred.
pub(super) struct Candidate<'p> {
    pub(super) plea: &'p Plea,
    /// It rests on a treaty.
    pub(super) treaty: bool,
    /// Another State asks, and it need not be refused.
    pub(super) open: bool,
}

/// For each request whether it goes before the others for the same person; nothing where there is no other.
pub(super) fn prefer(context: &Context<'_>, candidates: &[Candidate<'_>]) -> Vec<Option<Element>> {
    let mut found: Vec<Option<Element>> = candidates.iter().map(|_| None).collect();
    let rules = rules(context, context.case.as_of);
    let order: Vec<(&Ruling<'_>, &Criterion, bool)> = rules
        .iter()
        .filter_map(|ruling| match &ruling.rule.says {
            Says::Prefers { by, among_treaties } => Some((ruling, by, *among_treaties)),
            _ => None,
        })
        .collect();
    for at in 0..candidates.len() {
        let same = |other: &usize| {
            let (one, two) = (&candidates[at], &candidates[*other]);
            two.open && one.plea.accused == two.plea.accused && shares(one.plea, two.plea)
        };
        let rivals: Vec<usize> = (0..candidates.len()).filter(same).collect();
        if candidates[at].open && rivals.len() > 1 && found[at].is_none() {
            rank(context, candidates, rivals, &order, &mut found);
        }
    }
    found
}

/// Requests in a table concern each its own row.
fn shares(one: &Plea, two: &Plea) -> bool {
    one.id.is_some() && two.id.is_some() || std::ptr::eq(one, two)
}

/// Criterion after criterion, those that do not reach the best of it fall out.
fn rank(
    context: &Context<'_>,
    candidates: &[Candidate<'_>],
    mut left: Vec<usize>,
    order: &[(&Ruling<'_>, &Criterion, bool)],
    found: &mut [Option<Element>],
) {
    for (ruling, criterion, among_treaties) in order {
        if *among_treaties && !left.iter().all(|at| candidates[*at].treaty) {
            continue;
        }
        let scores: Vec<Option<Vec<i128>>> =
            left.iter().map(|at| score(context, &candidates[*at], criterion)).collect();
        let Some(known) = scores.iter().cloned().collect::<Option<Vec<Vec<i128>>>>() else {
            // From here on the order is open.
            left.iter().for_each(|at| found[*at] = Some(element(context, ruling, Truth::Unknown)));
            return;
        };
        let best = known.iter().max().cloned().unwrap_or_default();
        let (stay, fall): (Vec<_>, Vec<_>) = left.iter().copied().zip(known).partition(|(_, own)| *own == best);
        fall.iter().for_each(|(at, _)| found[*at] = Some(element(context, ruling, Truth::False)));
        left = stay.into_iter().map(|(at, _)| at).collect();
        if let [only] = left.as_slice() {
            found[*only] = Some(element(context, ruling, Truth::True));
            return;
        }
    }
    if let Some((last, ..)) = order.last() {
        left.iter().for_each(|at| found[*at] = Some(element(context, last, Truth::Unknown)));
    }
}

/// How a request stands by a criterion, the greater the better; `None`: not known.
fn score(context: &Context<'_>, candidate: &Candidate<'_>, criterion: &Criterion) -> Option<Vec<i128>> {
    let plea = candidate.plea;
    let term = |fact: FactIx| match plea.value(fact) {
        FactValue::Term(term) => Some(i128::from(term.whole_days())),
        _ => None,
    };
    match criterion {
        Criterion::Treaty => plea.state(context.model).map(|_| vec![i128::from(candidate.treaty)]),
        Criterion::Place => {
            let (state, fact) = (plea.state(context.model)?, context.index.fact("act.place.country")?);
            let here = |at: &usize| match &context.case.counts[*at].views[0][fact.usize()].value {
                FactValue::OneOf(places) if places.len() == 1 => Some(places.has(state)),
                _ => None,
            };
            let all = plea.counts.iter().map(here).collect::<Option<Vec<bool>>>()?;
            Some(vec![i128::from(all.into_iter().any(|here| here))])
        }
        Criterion::Gravest { death, min, max } => {
            let death = match death.map(|fact| plea.value(fact)) {
                Some(FactValue::Flag(death)) => i128::from(*death),
                Some(_) => return None,
                None => 0,
            };
            Some(vec![death, term(*max)?, term(*min)?])
        }
        Criterion::Earliest(facts) => {
            let days = facts.iter().filter_map(|fact| match plea.value(*fact) {
                FactValue::Date(from, to) if from == to => Some(i128::from(from.to_days())),
                _ => None,
            });
            days.min().map(|day| vec![-day])
        }
    }
}

fn element(context: &Context<'_>, ruling: &Ruling<'_>, truth: Truth) -> Element {
    let provision = context.provision(ruling.provision);
    Element {
        id: provision.id.clone(),
        role: Role::Preference,
        status: met(truth),
        text: provision.name.clone(),
        by: provision.id.clone(),
        because: Reason {
            op: ReasonOp::All,
            status: met(truth),
            name: None,
            fact: None,
            test: None,
            given: None,
            of: Vec::new(),
        },
    }
}
