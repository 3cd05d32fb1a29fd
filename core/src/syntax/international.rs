//! What rules of jurisdiction and extradition are written with (docs/language.md §21).

use super::tree::{Amount, At};
use crate::exact::Date;
use crate::packed::Str;

/// Tests that only these rules may make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeyondExpr {
    /// `charge applies`
    Applies,
    /// `charge expired`
    Expired,
    /// `mean of charge at least AMOUNT`, `mean of FACT at least AMOUNT`: the facts are `FACT.min` and `FACT.max`
    Mean(Option<At<Str>>, Amount),
    /// `FACT is after FACT`
    After(At<Str>, At<Str>),
    /// `jurisdiction by ID, …`
    Jurisdiction(Vec<At<Str>>),
}

/// `prefers …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrefersExpr {
    /// `treaty`
    Treaty,
    /// `place`
    Place,
    /// `the gravest FACT`
    Gravest(At<Str>),
    /// `the earliest FACT, …`
    Earliest(Vec<At<Str>>),
}

/// The payloads of lines that no other rule has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InternationalValue {
    /// `prefers CRITERION [among treaties]`
    Prefers(PrefersExpr, bool),
}

/// What an example expects of jurisdiction and extradition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InternationalExpect {
    /// `jurisdiction STATUS [by ID]`, `federal STATUS [by ID]`
    Jurisdiction {
        /// The order of the courts rather than the law that applies.
        federal: bool,
        /// `met`, `unmet`, `unknown`
        status: At<Str>,
        /// A ground with that status.
        by: Option<At<Str>>,
    },
    /// `extradition CONCLUSION [by ID]`
    Extradition(At<Str>, Option<At<Str>>),
    /// `undertaking ID given|missing|unknown`
    Undertaking(At<Str>, At<Str>),
    /// `due DATE by ID`
    Due(At<Date>, At<Str>),
    /// `governs treaty|statute`
    Governs(At<Str>),
}
