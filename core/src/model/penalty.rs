//! Penalties and effects as the law states them.

use super::{Cond, FactIx, ProvisionId};
use crate::exact::{Fraction, Ratio, Term, Text};
use crate::packed::Str;
use serde::Serialize;

/// How the parts of a penalty combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// All parts together.
    And,
    /// One part or the other.
    Or,
    /// One part, the other, or both.
    OrBoth,
}

/// The parts of a penalty that scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Prison.
    Prison,
    /// Fine.
    Fine,
    /// Community work.
    CommunityWork,
}

/// The units of a fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FineUnit {
    /// Day-fines (CPF 29).
    DayFine,
    /// Times the minimum wage.
    MinimumWage,
    /// Times the UMA.
    Uma,
    /// Pesos.
    Peso,
    /// Times the value of the thing, damage or gain.
    TimesValue,
}

/// A range whose lower end the law may leave open ("hasta …").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The lower end, `None` when the law says only "up to".
    pub min: Option<T>,
    /// The upper end.
    pub max: T,
}

/// A penalty range as stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PenaltyRange {
    /// Prison.
    pub prison: Option<Stated<Term>>,
    /// Fine and its unit.
    pub fine: Option<(Stated<ExactNumber>, FineUnit)>,
    /// Community work, in sessions.
    pub work: Option<Stated<ExactNumber>>,
    /// How they combine.
    pub choice: Choice,
}

/// An exact rational that can be packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExactNumber(pub Ratio);

/// What the text gives, or a gap: text that nobody has, perhaps with a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known<T> {
    /// The text is encoded.
    Text(T),
    /// It is not.
    Gap {
        /// What is known of it.
        note: Text,
        /// What it can be at most.
        at_most: Option<T>,
    },
}

/// A value, and what stands in its place under a named reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variants<T> {
    /// The default.
    pub plain: T,
    /// `(reading, value, what)`
    pub under: Vec<(Str, Str, T)>,
}

/// The penalty of an offence or penalty rule.
#[allow(clippy::large_enum_variant, reason = "most are ranges, and a few hundred live for the life of the law")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PenaltySpec {
    /// A range.
    Range(PenaltyRange),
    /// The penalty table of another provision, read with this charge's facts.
    SameAs {
        /// The other.
        id: ProvisionId,
        /// Its consequences too.
        with_consequences: bool,
    },
    /// The law gives no range.
    NotStated {
        /// The rule that leaves it to the judge.
        discretion: ProvisionId,
    },
    /// The penalty of the offences that a fact names, as a participant in them.
    AsParticipant {
        /// The form of participation.
        by: ProvisionId,
        /// The offences fact.
        fact: FactIx,
    },
    /// The first met row.
    FirstOf(Vec<PenaltyRow>),
    /// The gravest met row.
    GravestOf(Vec<PenaltyRow>),
}

/// A row of a penalty table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PenaltyRow {
    /// `p1`
    pub name: Str,
    /// Its label.
    pub label: Option<Text>,
    /// When it holds; `None`: the rest.
    pub when: Option<Cond>,
    /// Its penalty.
    pub penalty: PenaltySpec,
}

/// A `penalty` line of an offence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PenaltyLine {
    /// The letters it is for; empty: all.
    pub letters: Vec<Str>,
    /// Only under a reading.
    pub under: Option<(Str, Str)>,
    /// The penalty.
    pub penalty: Known<PenaltySpec>,
}

/// The operators of the contract, one a wording of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the operator of its own name in the contract and docs/language.md")]
pub enum Op {
    Increased,
    IncreasedUpTo,
    BothEndsIncreasedUpTo,
    MaximumIncreasedUpTo,
    IncreasedBetween,
    Doubled,
    UpToDoubled,
    OneMoreTanto,
    Added,
    Replaced,
    Becomes,
    BecomesUpTo,
    MaximumBecomesUpTo,
    Reduced,
    ReducedUpTo,
}

/// What an effect is measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The base range, with the penalty rule that stands instead of it.
    Base,
    /// What corresponds: the base, or the running range under `doubling_basis=running`.
    WhatCorresponds,
    /// The maximum.
    Maximum,
}

/// An effect on a penalty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// What it does.
    pub op: Op,
    /// The parts it moves.
    pub parts: Vec<Part>,
    /// By how much.
    pub fraction: Option<Fraction>,
    /// Up to how much (`increased_between`).
    pub to_fraction: Option<Fraction>,
    /// What it is measured on.
    pub of: Basis,
    /// At the judge's discretion.
    pub may: bool,
    /// The range added or put in its place.
    pub penalty: Option<PenaltyRange>,
    /// A number: the range is added as many times as it says.
    pub each: Option<super::FactIx>,
    /// Consequences put in the penalty's place (`replaced by one of …`).
    pub consequences: Vec<Str>,
}

/// How long a consequence lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsequenceTerm {
    /// Not said.
    Unstated,
    /// A range; the lower end may be open.
    Range(Stated<Term>),
    /// As long as the prison imposed.
    AsPrison,
    /// Up to the prison imposed.
    UpToPrison,
    /// For ever.
    Permanent,
}

/// An accessory consequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsequenceRule {
    /// Kinds; more than one only with `one_of`.
    pub kinds: Vec<Str>,
    /// One of them.
    pub one_of: bool,
    /// At the judge's discretion.
    pub may: bool,
    /// A text of its own, in place of the kind's name.
    pub text: Option<Text>,
    /// How long.
    pub term: ConsequenceTerm,
    /// The letters it is for; empty: all.
    pub letters: Vec<Str>,
    /// When.
    pub when: Option<Cond>,
}
