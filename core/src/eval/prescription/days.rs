//! Days that are only known between two ends, and how a term runs from them.

use crate::exact::{Date, DateError, Ratio, Term};
use crate::packed::Str;

/// The first and last possible day; no day: it has not come, or may never come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

impl Days {
    /// It has not come.
    pub(crate) const NEVER: Days = Days { from: None, to: None };

    pub(crate) fn of((from, to): (Date, Date)) -> Days {
        Days { from: Some(from), to: Some(to) }
    }
    /// The day, when it is certain.
    pub(crate) fn certain(self) -> Option<Date> {
        self.from.filter(|from| self.to == Some(*from))
    }
    /// The later of both.
    pub(crate) fn later(self, other: Days) -> Days {
        let max = |a: Option<Date>, b: Option<Date>| a.zip(b).map(|(a, b)| a.max(b));
        Days { from: max(self.from, other.from), to: max(self.to, other.to) }
    }
    /// The smallest span that holds both.
    pub(crate) fn hull(self, other: Days) -> Days {
        let from = match (self.from, other.from) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        };
        Days { from, to: self.to.zip(other.to).map(|(a, b)| a.max(b)) }
    }
    /// Each end moved.
    pub(crate) fn each(self, f: impl Fn(Date) -> Result<Date, DateError>) -> Result<Days, DateError> {
        Ok(Days { from: self.from.map(&f).transpose()?, to: self.to.map(&f).transpose()? })
    }
}

/// An act that begins the term anew.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    /// When it took place.
    pub(crate) on: (Date, Date),
    /// The term stands still until this day; `Some(None)`: still.
    pub(crate) until: Option<Option<Date>>,
    /// It counts only while no more than this part of the term has run.
    pub(crate) within: Option<Ratio>,
    /// The rule that says so.
    pub(crate) by: Str,
    /// What it was: index of its kind.
    pub(crate) kind: usize,
}

/// A span in which the term stands still; no end: still.
pub(crate) type Pause = (Date, Option<Date>);

/// How a term runs.
#[derive(Clone, Debug)]
pub(crate) struct Run<'a> {
    pub(crate) acts: &'a [Act],
    pub(crate) pauses: &'a [Pause],
    /// Interruptions lengthen the term by at most this part of it.
    pub(crate) most: Option<Ratio>,
    /// Half of the term is measured from each restart rather than once from the start.
    pub(crate) from_each_restart: bool,
}

/// Which end of what is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Earliest,
    Latest,
}

/// What came of an act: its place, the day it counts on, and when the term began anew.
pub(crate) type Restart = (usize, Date, Option<Date>);

/// The end of a term and the restarts on the way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ran {
    pub(crate) expires: Option<Date>,
    pub(crate) restarts: Vec<Restart>,
    /// The cap was reached.
    pub(crate) capped: bool,
}

impl Run<'_> {
    /// When a term that begins on a day runs out; no day: it stands still.
    ///
    /// A later start, a longer term or one act more never brings the day forward: an act counts only from the start on, and
    /// the term it begins is as long as the first.
    pub(crate) fn expires(&self, start: Date, term: Term, end: End) -> Result<Ran, DateError> {
        let cap = match self.most.filter(|_| !self.acts.is_empty()) {
            Some(most) => Some(start.plus(term)?.plus(term.times(most))?),
            None => None,
        };
        let mut ran = Ran { expires: Some(start.plus(term)?), ..Ran::default() };
        let mut order: Vec<usize> = (0..self.acts.len()).collect();
        order.sort_by_key(|at| (if end == End::Earliest { self.acts[*at].on.0 } else { self.acts[*at].on.1 }, *at));
        let mut from = start;
        for at in order {
            let act = &self.acts[at];
            let limit = match act.within {
                Some(within) => Some(from.plus(term.times(within))?),
                None => None,
            };
            let Some(expires) = ran.expires else { break };
            let Some(day) = counted(act, start, limit, expires, end) else { continue };
            let resumed = match act.until {
                None => Some(day.next()),
                Some(until) => until.map(|until| until.max(day).next()),
            };
            ran.restarts.push((at, day, resumed));
            ran.expires = match resumed {
                Some(resumed) => Some(expires.max(resumed.plus(term)?)),
                None => None,
            };
            if self.from_each_restart
                && let Some(resumed) = resumed
            {
                from = resumed;
            }
        }
        if let Some(cap) = cap.filter(|cap| ran.expires.is_none_or(|expires| expires > *cap)) {
            ran.expires = Some(cap);
            ran.capped = true;
        }
        for (from, to) in self.pauses {
            let Some(expires) = ran.expires.filter(|expires| from < expires && *from >= start) else { continue };
            ran.expires = match to {
                Some(to) => Some(Date::from_days(expires.to_days() + (to.to_days() - from.to_days()).max(0))?),
                None => None,
            };
        }
        Ok(ran)
    }
}

/// The day an act counts on, when it counts at this end of what is possible.
fn counted(act: &Act, start: Date, limit: Option<Date>, expires: Date, end: End) -> Option<Date> {
    let (first, last) = act.on;
    match end {
        End::Earliest => {
            let in_time = first >= start && last < expires && limit.is_none_or(|limit| last <= limit);
            in_time.then_some(first)
        }
        End::Latest => {
            let last = limit.map_or(last, |limit| last.min(limit)).min(expires.previous());
            let first = first.max(start);
            (first <= last).then_some(last)
        }
    }
}
