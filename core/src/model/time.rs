//! Rules of prescription and of concurrence.

use super::{Cond, FactIx, Known, Part, Selection, Variants};
use crate::exact::{Fraction, Term};
use serde::Serialize;

/// What runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// The criminal action.
    Action,
    /// The right to complain.
    Complaint,
    /// The penalty imposed.
    Penalty,
    /// The civil action for the damage.
    CivilAction,
    /// The powers of the administration over public servants.
    Administrative,
}

impl Clock {
    /// Every clock.
    pub const ALL: [Clock; 5] =
        [Clock::Action, Clock::Complaint, Clock::Penalty, Clock::CivilAction, Clock::Administrative];
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Clock::Action => "action",
            Clock::Complaint => "complaint",
            Clock::Penalty => "penalty",
            Clock::CivilAction => "civil_action",
            Clock::Administrative => "administrative",
        }
    }
}

/// A rule of prescription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prescription {
    /// Of which clocks it speaks.
    pub of: Variants<Vec<Clock>>,
    /// The offences it concerns.
    pub applies_to: Known<Selection>,
    /// When.
    pub when: Option<Cond>,
    /// It looks at all charges of the accused together.
    pub of_case: bool,
    /// How long the term is.
    pub term: Option<TermRule>,
    /// From where it runs; of several that are met the last counts.
    pub starts: Vec<StartRule>,
    /// It never runs out.
    pub never: bool,
    /// The term is multiplied.
    pub factor: Option<Fraction>,
    /// The term stands still: from one kind of event until others.
    pub suspended: Vec<(u16, Vec<u16>)>,
    /// The term begins anew.
    pub interrupted: Vec<Interruption>,
    /// Interruptions lengthen the terms of these rules by at most this part.
    pub extended: Option<(Fraction, Selection)>,
    /// Kinds of event that meet what the clock asks.
    pub met_by: Vec<u16>,
    /// Flags that say that it was met, without a day.
    pub met_when: Vec<FactIx>,
    /// Rules whose term governs instead, once it has run when this one would begin.
    pub gives_way: Selection,
}

/// How long a term is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermRule {
    /// The arithmetic mean of the range of prison, never less than this.
    Mean(Option<Term>),
    /// A stated length.
    Fixed(Term),
    /// That of the gravest charge.
    Gravest,
    /// What was imposed, or what is left of it, and a part more.
    Imposed {
        /// Which part of the sentence.
        part: Part,
        /// What is left rather than the whole.
        remaining: bool,
        /// What is added.
        more: Fraction,
        /// Never less.
        at_least: Option<Term>,
    },
}

/// From where a term runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartRule {
    /// The day after it.
    pub after: bool,
    /// The point.
    pub point: Point,
    /// A length later.
    pub plus: Option<Term>,
    /// When this start counts.
    pub when: Option<Cond>,
}

/// A point in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// The day of the act.
    Consummation,
    /// Its last conduct.
    LastAct,
    /// When it ceased.
    Cessation,
    /// The first event of these kinds.
    Event(Vec<u16>),
    /// A date fact.
    Fact(FactIx),
}

/// What begins a term anew, from the day after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interruption {
    /// Kinds of event.
    pub by: Vec<u16>,
    /// The term stands still until one of these.
    pub until: Vec<u16>,
    /// Only while no more than this part of the term has run.
    pub within: Option<Fraction>,
}

/// The kinds of plurality of offences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Plurality {
    /// One conduct.
    Ideal,
    /// Several conducts.
    Real,
}

/// A rule of concurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcurrenceRule {
    /// What it joins.
    pub joins: Plurality,
    /// How.
    pub combines: Combines,
    /// With one of these the rule of several conducts governs.
    pub as_real_for: Selection,
}

/// How penalties combine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Combines {
    /// All are added, minimum and maximum.
    Every,
    /// The gravest, which may grow.
    Gravest {
        /// The parts that may grow.
        parts: Vec<Part>,
        /// How far.
        up_to: Fraction,
        /// Measured on itself rather than on the others.
        own: bool,
    },
}
