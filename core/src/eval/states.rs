//! The running ranges of a charge: the established one, with its steps, and all that are still possible.

use super::amounts::{Amounts, Applied, Rules};
use crate::model::Effect;

/// The most different ranges followed at once; beyond it they are joined into their hull.
const MAX_STATES: usize = 64;

/// One course the computation may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// The range that increases are measured on; `None`: no range is stated.
    pub(crate) base: Option<Amounts>,
    /// The range as it stands.
    pub(crate) now: Option<Amounts>,
}

/// The established course and all possible ones.
#[derive(Clone, Debug)]
pub(crate) struct States {
    pub(crate) established: State,
    pub(crate) possible: Vec<State>,
}

/// How an effect is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// On the base of the charge, so that increments add up.
    Base,
    /// On the range as it stands (gradings; `doubling_basis=running`).
    Running,
}

impl State {
    /// Applies an effect; nothing moves where there is no range.
    pub(crate) fn apply(&self, effect: &Effect, measure: Measure, rules: &Rules) -> (State, Applied) {
        let Some(now) = &self.now else {
            return (self.clone(), Applied { nothing_to_move: true, ..Applied::default() });
        };
        let basis = if measure == Measure::Running { now } else { self.base.as_ref().unwrap_or(now) };
        let (after, applied) = now.apply(effect, basis, rules);
        (State { base: self.base.clone(), now: Some(after) }, applied)
    }
}

impl States {
    /// The courses that begin at these bases.
    pub(crate) fn new(open: &[Option<Amounts>], established: usize) -> States {
        let state = |amounts: &Option<Amounts>| State { base: amounts.clone(), now: amounts.clone() };
        let possible: Vec<State> = open.iter().map(state).collect();
        let established = possible.get(established).cloned().unwrap_or(State { base: None, now: None });
        States { established, possible }
    }

    /// Every possible course forks into these ways of going on.
    pub(crate) fn fork(&mut self, ways: &[&dyn Fn(&State) -> State]) {
        let mut next: Vec<State> = Vec::new();
        for state in &self.possible {
            for way in ways {
                let after = way(state);
                if !next.contains(&after) {
                    next.push(after);
                }
            }
        }
        if next.len() > MAX_STATES {
            next = joined(&next);
        }
        self.possible = next;
    }

    /// The smallest range that holds all possible courses; `None` when one of them has no range.
    pub(crate) fn hull(&self) -> Option<Amounts> {
        let mut ranges = self.possible.iter().map(|state| state.now.as_ref());
        let first = ranges.next()??.clone();
        ranges.try_fold(first, |hull, range| range.map(|range| hull.hull(range)))
    }
}

fn joined(states: &[State]) -> Vec<State> {
    let join = |pick: &dyn Fn(&State) -> &Option<Amounts>| {
        states.iter().map(|s| pick(s).as_ref()).try_fold(None, |hull: Option<Amounts>, range| {
            range.map(|range| Some(hull.map_or_else(|| range.clone(), |h| h.hull(range))))
        })
    };
    vec![State { base: join(&|s| &s.base).flatten(), now: join(&|s| &s.now).flatten() }]
}
