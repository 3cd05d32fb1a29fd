//! Values of facts: three-valued flags, intervals, sets of possible values, partial sets.

use crate::exact::{Date, Term};
use crate::model::{FactIx, MAX_VALUES};
use crate::packed::Str;

/// Kleene's three truth values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Truth {
    /// Unmet.
    False,
    /// Unknown.
    #[default]
    Unknown,
    /// Met.
    True,
}

impl Truth {
    /// Conjunction.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }
    /// Disjunction.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Truth::False => "unmet",
            Truth::Unknown => "unknown",
            Truth::True => "met",
        }
    }
}
impl std::ops::Not for Truth {
    type Output = Truth;
    fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }
}
impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }
}

/// A set of members of a one-of or any-of fact, by index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Members([u64; MAX_VALUES / 64]);

impl Members {
    /// The first `count` members.
    pub fn all(count: usize) -> Members {
        let count = count.min(MAX_VALUES);
        Members(std::array::from_fn(|word| match count.saturating_sub(word * 64) {
            left @ 0..64 => (1 << left) - 1,
            _ => u64::MAX,
        }))
    }
    /// These less others.
    #[must_use]
    pub fn without(self, others: &Members) -> Members {
        Members(std::array::from_fn(|word| self.0[word] & !others.0[word]))
    }
    /// These and others.
    #[must_use]
    pub(crate) fn with(self, others: &Members) -> Members {
        Members(std::array::from_fn(|word| self.0[word] | others.0[word]))
    }
    /// Adds a member.
    pub fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }
    /// Removes a member.
    pub fn remove(&mut self, at: usize) {
        self.0[at / 64] &= !(1 << (at % 64));
    }
    /// Whether a member is in the set.
    pub fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
    /// Every other.
    pub(crate) fn complement(&self) -> Members {
        Members(self.0.map(|word| !word))
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }
    /// The members, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(word, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                (left != 0).then(|| {
                    left &= left - 1;
                    word * 64 + bit
                })
            })
        })
    }
}

/// A step of the procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Index of its kind in [`crate::model::Fact::values`].
    pub kind: usize,
    /// The day, or the first and last possible day.
    pub date: (Date, Date),
    /// The accused it concerns; `None`: all.
    pub accused: Option<Str>,
    /// The act it concerns; `None`: all.
    pub act: Option<Str>,
}

/// The value of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FactValue {
    /// Nothing is known.
    #[default]
    Unknown,
    /// A flag.
    Flag(bool),
    /// A number between two ends, at the fact's scale; money at scale 2.
    Number(i64, i64),
    /// A day between two days.
    Date(Date, Date),
    /// One of these members (one-of, country).
    OneOf(Members),
    /// Members known to hold, and known not to hold (any-of, countries).
    AnyOf {
        /// Known to hold.
        yes: Members,
        /// Known not to hold.
        no: Members,
    },
    /// Ids of offences, and whether the list is complete.
    Offences(Vec<Str>, bool),
    /// A term.
    Term(Term),
    /// Text.
    Text(Str),
    /// Events, complete.
    Events(Vec<Event>),
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Absent, or given as unknown.
    #[default]
    Absent,
    /// Given.
    Given,
    /// Assumed by the vocabulary.
    Assumed,
    /// `closed_world` made it false.
    Closed,
    /// Computed from other facts.
    Derived,
}

/// A fact's value in a view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slot {
    /// The value.
    pub value: FactValue,
    /// Where it comes from.
    pub origin: Origin,
    /// The value as read, for reasons; derived and assumed values in the form of contract §2.
    pub given: Option<serde_json::Value>,
}

/// All facts as they stand for one accused, one act and one victim (or none): one slot a fact, in vocabulary order.
pub type View = Vec<Slot>;

/// Which offences a count judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All (a flat row; an act without victims).
    All,
    /// Offences without victim, and those for which many victims are one offence.
    Act,
    /// Offences for which each victim is an offence.
    Victim,
}

/// One accused × one act × one victim or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The accused, when named.
    pub accused: Option<Str>,
    /// The act, when named.
    pub act: Option<Str>,
    /// The victim, when the count is of one and it is named.
    pub victim: Option<Str>,
    /// What it judges.
    pub scope: Scope,
    /// The facts, once for each victim of the act; a single view when there is none, or one. Never empty.
    pub views: Vec<View>,
    /// The ids of the victims of the views, when named.
    pub view_victims: Vec<Option<Str>>,
}

/// A request for extradition.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Its name, when it has one.
    pub id: Option<Str>,
    /// Whose extradition is asked; `None`: every accused.
    pub accused: Option<Str>,
    /// The acts it is asked for; empty: all.
    pub acts: Vec<Str>,
    /// The `request.*` facts and how they stand, in vocabulary order.
    pub facts: Vec<(FactIx, Slot)>,
}

impl Request {
    /// Whether it concerns a count.
    pub fn concerns(&self, count: &Count) -> bool {
        let accused = self.accused.is_none() || self.accused == count.accused;
        accused && (self.acts.is_empty() || count.act.as_ref().is_some_and(|act| self.acts.contains(act)))
    }
}

/// A decoded case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its name, returned as given.
    pub case: Option<Str>,
    /// Its title, returned as given.
    pub title: Option<Str>,
    /// The day it is judged on.
    pub as_of: Date,
    /// Readings chosen, by name.
    pub readings: Vec<(Str, Str)>,
    /// Its counts, in order of unfolding.
    pub counts: Vec<Count>,
    /// Pairs of acts joined by `same_conduct` or `continues`: (act, other, continued).
    pub joined: Vec<(Str, Str, bool)>,
    /// Its requests for extradition, in order. The views of a count hold the `request.*` facts of the first that concerns it.
    pub requests: Vec<Request>,
}
