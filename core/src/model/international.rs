//! Rules of jurisdiction and of extradition.

use super::{Cond, FactIx, Known, ProvisionId, Selection, Variants};
use crate::exact::Term;
use crate::packed::Str;

/// What only rules of jurisdiction and extradition may ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeyondTest {
    /// The charge applies.
    Applies,
    /// Its prescription has run.
    Expired,
    /// The mean of a range of prison is at least this.
    Mean(MeanOf, Term),
    /// The first date lies after the second.
    After(FactIx, FactIx),
    /// One of these grounds of jurisdiction is met.
    Jurisdiction(Vec<ProvisionId>),
}

/// Whose mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeanOf {
    /// The prison of the charge.
    Charge,
    /// Two facts: the minimum and the maximum.
    Facts(FactIx, FactIx),
}

impl BeyondTest {
    /// The facts it reads.
    pub fn facts(&self) -> Vec<FactIx> {
        match self {
            BeyondTest::Mean(MeanOf::Facts(a, b), _) | BeyondTest::After(a, b) => vec![*a, *b],
            _ => Vec::new(),
        }
    }
}

/// A rule of jurisdiction: a ground on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JurisdictionRule {
    /// The criminal law of the Republic applies.
    pub republic: bool,
    /// The federal courts decide.
    pub federal: bool,
    /// The charges it concerns.
    pub applies_to: Known<Selection>,
    /// When it is at hand.
    pub when: Option<Cond>,
    /// What it then asks.
    pub requires: Option<Cond>,
}

/// Who asks whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Another State asks Mexico.
    Passive,
    /// Mexico asks another State.
    Active,
}

impl Direction {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Passive => "passive",
            Direction::Active => "active",
        }
    }
}

/// A rule of extradition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraditionRule {
    /// Of which requests it speaks.
    pub of: Vec<Direction>,
    /// When it is at hand.
    pub when: Option<Cond>,
    /// When it is not: name, provision, condition.
    pub exceptions: Vec<(Str, ProvisionId, Cond)>,
    /// What it says.
    pub says: Says,
}

/// What a rule of extradition says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// A condition, and what follows from it.
    Asks(Asks, Variants<Cond>),
    /// A term and the day it runs from.
    Due(Due),
    /// Which of several requests goes first.
    Prefers {
        /// By what.
        by: Criterion,
        /// Only among requests that rest on a treaty.
        among_treaties: bool,
    },
    /// A treaty with these countries (places among the ISO codes).
    Treaty(Vec<u16>),
}

/// What follows from a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Unmet: refused.
    Requires,
    /// Met: refused.
    Bars,
    /// Unmet: the requesting State has yet to undertake it.
    Undertakes,
    /// Unmet: the request has to be completed.
    Carries,
    /// Met: at the discretion of the Executive.
    Discretion,
    /// Met: the surrender is postponed.
    Postpones,
}

/// A term of the procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// How long.
    pub term: Variants<Length>,
    /// From the day after.
    pub after: bool,
    /// From which day.
    pub from: FactIx,
}

/// A length by the calendar: sixty days are not two months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Months, years included.
    pub months: u32,
    /// Days.
    pub days: u32,
}

/// Which of several requests goes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// That of a treaty.
    Treaty,
    /// That of the State where the act was done.
    Place,
    /// That of the gravest penalty: death, then maximum, then minimum.
    Gravest {
        /// A flag: death.
        death: Option<FactIx>,
        /// The minimum.
        min: FactIx,
        /// The maximum.
        max: FactIx,
    },
    /// The first to ask: the earliest of these dates.
    Earliest(Vec<FactIx>),
}

impl ExtraditionRule {
    /// Calls `f` for every condition.
    pub fn conditions<'a>(&'a self, f: &mut dyn FnMut(&'a Cond)) {
        self.when.iter().for_each(&mut *f);
        self.exceptions.iter().for_each(|(_, _, condition)| f(condition));
        if let Says::Asks(_, asked) = &self.says {
            f(&asked.plain);
            asked.under.iter().for_each(|(_, _, condition)| f(condition));
        }
    }
    /// The same, to change them.
    pub fn conditions_mut(&mut self, f: &mut dyn FnMut(&mut Cond)) {
        self.when.iter_mut().for_each(&mut *f);
        self.exceptions.iter_mut().for_each(|(_, _, condition)| f(condition));
        if let Says::Asks(_, asked) = &mut self.says {
            f(&mut asked.plain);
            asked.under.iter_mut().for_each(|(_, _, condition)| f(condition));
        }
    }
    /// The facts it reads beside its conditions.
    pub fn facts(&self) -> Vec<FactIx> {
        match &self.says {
            Says::Due(due) => vec![due.from],
            Says::Prefers { by: Criterion::Gravest { death, min, max }, .. } => {
                death.iter().copied().chain([*min, *max]).collect()
            }
            Says::Prefers { by: Criterion::Earliest(dates), .. } => dates.clone(),
            _ => Vec::new(),
        }
    }
}
