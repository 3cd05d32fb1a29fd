//! What rules of prescription and concurrence are written with (docs/language.md §19, §20).

use super::tree::{Amount, At, Expr, Part, Selection};
use crate::exact::{Date, Fraction};
use crate::packed::Str;

/// `term …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermExpr {
    /// `mean of prison [, at least AMOUNT]`
    Mean(Option<Amount>),
    /// `AMOUNT`
    Fixed(Amount),
    /// `of the gravest charge`
    Gravest,
    /// `PART imposed|remaining and F more [, at least AMOUNT]`
    Imposed {
        /// Which part of the sentence.
        part: Part,
        /// What is left of it rather than the whole.
        remaining: bool,
        /// What is added to it.
        more: Fraction,
        /// Never less.
        at_least: Option<Amount>,
    },
}

/// From where a term runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointExpr {
    /// `consummation`
    Consummation,
    /// `last act`
    LastAct,
    /// `cessation`
    Cessation,
    /// `event KIND, …`: the first of them
    Event(Vec<At<Str>>),
    /// A date fact.
    Fact(At<Str>),
}

/// `starts from [the day after] POINT [plus AMOUNT] [when COND]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartExpr {
    /// `the day after`
    pub after: bool,
    /// From where.
    pub point: PointExpr,
    /// `plus AMOUNT`
    pub plus: Option<Amount>,
    /// When.
    pub when: Option<Expr>,
}

/// `interrupted by KIND, … [until KIND, …] [within F of the term]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterruptionExpr {
    /// Kinds of event.
    pub by: Vec<At<Str>>,
    /// The term stands still until one of these.
    pub until: Vec<At<Str>>,
    /// Only while no more than this part of the term has run.
    pub within: Option<Fraction>,
}

/// `combines …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CombinesExpr {
    /// `every penalty`: all are added, minimum and maximum.
    Every,
    /// `the gravest, PARTS increased up to F of [its own|the] maximum [of the others]`
    Gravest {
        /// The parts that may grow; empty: all.
        parts: Vec<Part>,
        /// How far.
        up_to: Fraction,
        /// Measured on the gravest itself rather than on the others.
        own: bool,
    },
}

/// The payloads of the lines of these rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeValue {
    /// `term …`
    Term(TermExpr),
    /// `starts from …`
    Start(StartExpr),
    /// `multiplied by N`
    Factor(Fraction),
    /// `suspended from KIND until KIND, …`
    Suspension(At<Str>, Vec<At<Str>>),
    /// `interrupted by …`
    Interruption(InterruptionExpr),
    /// `extended by at most F of SELECTION`
    Extension(Fraction, Selection),
    /// `combines …`
    Combines(CombinesExpr),
}

/// What an example expects of a prescription: `prescription …`, `limit CLOCK …`, `never prescribes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrescriptionExpect {
    /// Another limit than that of the action.
    pub limit: Option<At<Str>>,
    /// `running`, `expired`, `not_started`, `imprescriptible`, `undetermined`, `met`
    pub status: Option<At<Str>>,
    /// `term AMOUNT`
    pub term: Option<Amount>,
    /// `starts DATE`
    pub starts: Option<At<Date>>,
    /// `expires DATE [to DATE]`
    pub expires: Option<(At<Date>, Option<At<Date>>)>,
}
