//! Facts: what a case may say.

use super::{Cond, index};
use crate::exact::Text;
use crate::packed::Str;

index!(FactIx, "The place of a fact in the vocabulary.");

/// The most members a one-of or any-of fact may have.
pub const MAX_VALUES: usize = 256;

/// Who or what facts are about: `accused`, `victim`, `act`, `relation`, `procedure`, `request`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its name.
    pub name: Str,
    /// Its label.
    pub label: Text,
    /// `person` for the roles of a person.
    pub role_of: Option<Str>,
}

/// A typed attribute of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// `victim.age`, `relation`, `CPF:387:IV#conduct`
    pub name: Str,
    /// `victim`, `relation`; `act` for a quoted element.
    pub subject: Str,
    /// `person` when declared for both roles.
    pub declared_for: Str,
    /// Its label.
    pub label: Text,
    /// The question that asks for it.
    pub question: Text,
    /// Its type.
    pub kind: FactType,
    /// Members of a one-of, any-of or events fact; the countries of a country fact are not listed.
    pub values: Vec<FactValueDef>,
    /// What an absent fact counts as.
    pub assumed: Option<AssumedValue>,
    /// How it is computed.
    pub derived: Option<Derivation>,
}

/// A member of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactValueDef {
    /// `induce`
    pub name: Str,
    /// Its label.
    pub label: Text,
}

/// The types of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactType {
    /// True or false.
    Flag,
    /// A number in a unit, `min` and `max` at the scale.
    Number {
        /// `years`, `days`, `count`, `sessions`, `milligrams`, `wages`, `uma`
        unit: Str,
        /// Least value, times 10^scale.
        min: i64,
        /// Greatest value, times 10^scale.
        max: i64,
        /// Decimals.
        scale: u8,
    },
    /// A civil date.
    Date,
    /// Pesos, at scale 2.
    Money,
    /// One of the values.
    OneOf,
    /// Any of the values.
    AnyOf,
    /// One ISO 3166-1 code.
    Country,
    /// Any of the ISO 3166-1 codes.
    Countries,
    /// A set of ids of offences.
    Offences,
    /// A foreign penalty, `P1Y6M`.
    Term,
    /// Free text, never tested.
    Text,
    /// Dated events of the procedure, kinds as values.
    Events,
}

/// What an absent fact counts as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssumedValue {
    /// A flag.
    Flag(bool),
    /// A complete set of member names (one-of: a single member; empty: none).
    Members(Vec<Str>),
    /// A number at the fact's scale.
    Number(i64),
}

/// How a fact is computed from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// Whole years from the person's `birth_date` to a date fact (index), and to `act.ended`.
    AgeAt(FactIx),
    /// Victims of the act.
    NumberOfVictims,
    /// Accused of the act.
    NumberOfAccused,
    /// A flag that is this condition.
    When(Cond),
    /// An amount of money, in a unit whose value depends on the day.
    AmountIn {
        /// The amount.
        amount: FactIx,
        /// Parameters in pesos: the first that has a value on the day.
        units: Vec<Str>,
        /// The day.
        on: FactIx,
    },
}

impl FactType {
    /// The word of the contract for it.
    pub fn word(&self) -> &'static str {
        match self {
            FactType::Flag => "flag",
            FactType::Number { .. } => "number",
            FactType::Date => "date",
            FactType::Money => "money",
            FactType::OneOf => "one_of",
            FactType::AnyOf => "any_of",
            FactType::Country => "country",
            FactType::Countries => "countries",
            FactType::Offences => "offences",
            FactType::Term => "term",
            FactType::Text => "text",
            FactType::Events => "events",
        }
    }
}
