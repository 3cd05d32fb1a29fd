//! Provisions, their versions, and the kinds of rule there are.

use super::{Cond, ConsequenceRule, Effect, Known, PenaltyLine, PenaltySpec, ProvisionId, Selection, TermIx, Variants};
use crate::exact::{Date, Money, Text};
use crate::packed::{Deferred, Str};
use serde::Serialize;

/// Makes a typed index.
macro_rules! index {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);
        impl $name {
            /// The index of a place in a list; lists are shorter than 2^32.
            pub fn new(at: usize) -> $name {
                $name(u32::try_from(at).unwrap_or(u32::MAX))
            }
            /// As a place in a list.
            pub fn usize(self) -> usize {
                self.0 as usize
            }
        }
        crate::packed::packed! {
            struct $name(at)
        }
    };
}
pub(crate) use index;

/// The kinds of provision, in the order of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the construct of its own name in docs/language.md")]
pub enum Kind {
    Offence,
    Penalty,
    Aggravation,
    Attenuation,
    Substitution,
    Exclusion,
    Extinction,
    Attempt,
    Participation,
    Negligence,
    Error,
    Excess,
    Recidivism,
    Concurrence,
    Prosecution,
    Prescription,
    Jurisdiction,
    Extradition,
    Measure,
    Discretion,
    Transitory,
    Presumption,
    Parameter,
    Group,
    Reading,
    Gap,
    NoExcuse,
}

/// Where in its law a provision stands: the words of the headings above it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headings {
    /// `2`
    pub book: Option<Str>,
    /// `8`
    pub title: Option<Str>,
    /// `1`
    pub chapter: Option<Str>,
    /// The name of the title.
    pub title_name: Option<Text>,
    /// The name of the chapter.
    pub chapter_name: Option<Text>,
}

/// A provision and its versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Provision {
    /// A full id, or the name of a reading, group or parameter that has none.
    pub id: Str,
    /// Its kind.
    pub kind: Kind,
    /// Its law's siglum; empty for what belongs to the pack.
    pub law: Str,
    /// Where it stands.
    pub headings: Headings,
    /// Its name.
    pub name: Text,
    /// What it says, in our own words.
    pub gist: Text,
    /// The provision it cites when its id is a name (parameters, groups, readings).
    pub by: Option<ProvisionId>,
    /// Versions in order; they never overlap.
    pub versions: Deferred<Vec<Version>>,
}

/// A version of a provision.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// First day; what is older than the pack covers begins here too (`open_start`).
    pub since: Date,
    /// The text is older than `since`; what it said before is a gap.
    pub open_start: bool,
    /// Last day; `None`: still in force.
    pub until: Option<Date>,
    /// Days of publication.
    pub gazette: Vec<Date>,
    /// The wording of this span is uncertain.
    pub uncertain: Option<Text>,
    /// What it rules.
    pub body: Body,
}

impl Version {
    /// Its first day, and the first day after it.
    pub(crate) fn turns(&self) -> impl Iterator<Item = Date> + Clone + use<> {
        std::iter::once(self.since).chain(self.until.map(Date::next))
    }
    /// Whether it is in force on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl Provision {
    /// The version in force on a day.
    pub fn version_on(&self, day: Date) -> Option<&Version> {
        self.versions.iter().find(|v| v.holds_on(day))
    }
    /// The full id, when it has one.
    pub fn provision_id(&self) -> Option<ProvisionId> {
        ProvisionId::parse(&self.id)
    }
}

/// What a version rules.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a few hundred live for the life of the law")]
pub enum Body {
    /// An offence.
    Offence(Offence),
    /// A penalty rule apart from its offence.
    Penalty(PenaltyRule),
    /// An aggravation, attenuation or substitution.
    Modifier(Modifier),
    /// Attempt, participation, negligence, error, excess, recidivism, diminished capacity, continued offence.
    Grading(Grading),
    /// An exclusion or extinction.
    Exclusion(Exclusion),
    /// Prosecution on complaint or ex officio.
    Prosecution(ProsecutionRule),
    /// A presumption.
    Presumption(Presumption),
    /// A group of provisions.
    Group(Group),
    /// Dated values.
    Parameter(Parameter),
    /// A choice of interpretation.
    Reading(Reading),
    /// Text that nobody has.
    Gap(Gap),
    /// Prescription.
    Prescription(super::Prescription),
    /// Concurrence of offences.
    Concurrence(super::ConcurrenceRule),
    /// A ground of jurisdiction.
    Jurisdiction(super::JurisdictionRule),
    /// A rule of extradition.
    Extradition(super::ExtraditionRule),
    /// What is stated and cited: measures, discretion, definitions, rules of time.
    Note(Note),
}

/// The dogmatic roles of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the dogmatics")]
pub enum Role {
    Agent,
    Victim,
    Conduct,
    Means,
    Object,
    Result,
    Purpose,
    Knowing,
    Circumstance,
    Exception,
    // Of jurisdiction and extradition.
    Ground,
    Requirement,
    Bar,
    Paper,
    Discretion,
    Postponement,
    Preference,
}

/// An element of an offence, or an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// `victim`; `purpose_2` for a second of its role; the name of an exception.
    pub id: Str,
    /// Its role.
    pub role: Role,
    /// The clause it comes from.
    pub by: ProvisionId,
    /// What it asks, in both languages.
    pub text: Text,
    /// When it is not required.
    pub waived: Option<Cond>,
    /// What it asks.
    pub form: Form,
}

/// The form of an element, aggravation or exclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// One condition.
    Plain(Cond),
    /// At least one letter.
    OneOf(Vec<Letter>),
    /// Text that nobody has, and what it asked at the least, when that is known.
    Gap(Text, Option<Cond>),
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// `d`
    pub name: Str,
    /// Its label.
    pub label: Text,
    /// Whether it holds only for the person in whom it is met (CPF 54).
    pub reach: Option<Reach>,
    /// Offences it does not reach.
    pub except_for: Selection,
    /// When it is met.
    pub condition: Cond,
}

/// Whom a circumstance reaches (CPF 54).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Only the person in whom it is met.
    Personal,
    /// Every participant who knew of it.
    Objective,
}

/// Which judge acts without being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract")]
pub enum ProsecutionMode {
    ExOfficio,
    Complaint,
}

/// When an offence is complete (CPF 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words of the law")]
pub enum Consummation {
    Instant,
    Permanent,
}

/// How several victims count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VictimsMode {
    /// The offence has no victim.
    None,
    /// "Una o varias personas".
    OneOffence,
    /// Each victim is an offence.
    Each,
}

/// An offence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offence {
    /// Elements in the order of the rule; all must be met.
    pub elements: Vec<Element>,
    /// Exceptions; none may be met.
    pub exceptions: Vec<Element>,
    /// Penalty lines; empty when a penalty rule punishes it.
    pub penalties: Vec<PenaltyLine>,
    /// Accessory consequences.
    pub consequences: Vec<ConsequenceRule>,
    /// How it is prosecuted.
    pub prosecution: ProsecutionMode,
    /// When it is complete, by letters (empty: all).
    pub consummation: Vec<(Vec<Str>, Consummation)>,
    /// How victims count.
    pub victims: VictimsMode,
    /// Names of protected interests.
    pub protects: Vec<Str>,
    /// Where the conduct is defined when elsewhere.
    pub defined_in: Option<ProvisionId>,
    /// Consent does not exclude it.
    pub consent_irrelevant: bool,
    /// Neither displaces nor is displaced.
    pub without_prejudice: bool,
    /// Always stands beside other offences.
    pub with_any_other: bool,
    /// Steps back before these.
    pub yields_to: Selection,
    /// What it replaced.
    pub succeeds: Vec<ProvisionId>,
    /// What replaced it.
    pub succeeded_by: Vec<ProvisionId>,
    /// No earlier text existed.
    pub is_new: bool,
}

/// A penalty apart from its offence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PenaltyRule {
    /// The offences it punishes.
    pub punishes: Known<Selection>,
    /// The penalties it stands in place of.
    pub instead_of: Selection,
    /// The penalties it is added to.
    pub besides: Selection,
    /// When.
    pub when: Option<Cond>,
    /// The penalty.
    pub penalty: Known<PenaltySpec>,
    /// Accessory consequences.
    pub consequences: Vec<ConsequenceRule>,
}

/// An aggravation, attenuation or substitution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// What it applies to.
    pub applies_to: Known<Selection>,
    /// Its letters; one with an empty name for a plain condition.
    pub letters: Vec<Letter>,
    /// Effects, each for some letters (empty: any).
    pub effects: Variants<Vec<(Vec<Str>, Effect)>>,
    /// The effect is a gap.
    pub gap: Option<Text>,
    /// Accessory consequences.
    pub consequences: Vec<ConsequenceRule>,
    /// Qualifiers it stands in place of.
    pub instead_of: Vec<ProvisionId>,
}

/// The kinds of grading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract, in the order of computing")]
pub enum GradingKind {
    Attempt,
    Participation,
    Negligence,
    Excess,
    Error,
    DiminishedCapacity,
    Continued,
    Recidivism,
}

/// A rule that grades the penalty by execution, participation or culpability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grading {
    /// Its kind.
    pub kind: GradingKind,
    /// What it applies to.
    pub applies_to: Known<Selection>,
    /// The only offences that have this form; with `otherwise_excluded` others are excluded.
    pub only_for: Option<Selection>,
    /// Offences outside `only_for` are excluded.
    pub otherwise_excluded: bool,
    /// When it applies; `None` for definitions (CPF 13).
    pub when: Option<Cond>,
    /// Its rows; one with an empty name for a plain effect.
    pub rows: Variants<Vec<GradingRow>>,
    /// The effect is a gap.
    pub gap: Option<Text>,
    /// Starts again from the basic type (`base`), or keeps the modality.
    pub from_base: bool,
    /// What an objective circumstance needs to reach a mere participant (CPF 54).
    pub requires: Option<Cond>,
    /// Accessory consequences.
    pub consequences: Vec<ConsequenceRule>,
}

/// A row of a grading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradingRow {
    /// `p3`
    pub name: Str,
    /// When; `None`: the rest.
    pub when: Option<Cond>,
    /// What it does.
    pub effects: Vec<Effect>,
    /// As the negligence rule of this id.
    pub as_negligence: Option<ProvisionId>,
}

/// What an exclusion bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract")]
pub enum Bars {
    Offence,
    Guilt,
    Punishment,
    Prosecution,
    Action,
    Aggravation,
}

/// An exclusion or extinction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// What it applies to.
    pub applies_to: Known<Selection>,
    /// What it bars.
    pub bars: Bars,
    /// Its letters; one with an empty name for a plain condition.
    pub letters: Vec<Letter>,
}

/// Prosecution by circumstance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProsecutionRule {
    /// On complaint, when.
    pub on_complaint: Vec<(Selection, Option<Cond>)>,
    /// Ex officio, when.
    pub ex_officio: Vec<(Selection, Option<Cond>)>,
}

/// A presumption: a term counts as met when it is otherwise unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presumption {
    /// The term presumed.
    pub term: TermIx,
    /// When.
    pub when: Cond,
    /// It cannot be rebutted.
    pub conclusive: bool,
}

/// A group of provisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its members.
    pub members: Variants<Known<Selection>>,
    /// Taken out.
    pub excluding: Selection,
    /// The list of a charge's taxonomy that it stands in.
    pub taxonomy: Option<TaxonomyList>,
    /// When a charge that it holds counts in that list.
    pub when: Option<Cond>,
}

/// The lists that researchers count charges by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxonomyList {
    /// The acts of the trafficking protocol.
    ProtocolAct,
    /// Its means.
    ProtocolMeans,
    /// Its purposes.
    ProtocolPurpose,
    /// The categories of the Optional Protocol on the sale of children.
    Opsc,
    /// The groups of the diagnosis of the National Human Rights Commission.
    Cndh,
}

/// Values over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// `pesos`, `years`, `days`, `fines`
    pub unit: Str,
    /// Zones, when its value depends on one.
    pub zones: Vec<Str>,
    /// Values by their first day.
    pub values: Vec<ParameterValue>,
    /// What it does not bind.
    pub not_for: Known<Selection>,
}

/// A value of a parameter and the day it began to rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterValue {
    /// First day.
    pub since: Date,
    /// One a zone (or a single one): the number in centavos when the unit is pesos, else whole; `None`: unknown.
    pub values: Vec<Option<Money>>,
    /// Where it was published.
    pub gazette: Option<Date>,
}

/// A choice of interpretation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The values, the default first.
    pub values: Vec<(Str, Text)>,
    /// What it concerns (inherence).
    pub concerns: Vec<Concern>,
}

/// Letters or qualifiers that offences already contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// The letters or qualifiers.
    pub letters: Vec<ProvisionId>,
    /// On which offences.
    pub offences: Selection,
    /// What of them no offence contains: while it is met, the letter counts.
    pub unless: Option<Cond>,
}

/// Text that nobody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The provisions whose earlier text it is; empty: its own id.
    pub covers: Selection,
    /// When a case may concern it.
    pub when: Option<Cond>,
    /// What replaced it.
    pub succeeded_by: Vec<ProvisionId>,
}

/// What is stated and cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it applies to.
    pub applies_to: Known<Selection>,
    /// When.
    pub when: Option<Cond>,
    /// Consequences it orders.
    pub consequences: Vec<ConsequenceRule>,
}

/// The grounds on which one offence prevails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the dogmatics")]
pub enum Ground {
    Speciality,
    Subsidiarity,
    Consumption,
    Alternativity,
}

/// One offence prevails over another, or both are declared to stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which prevails.
    pub over: Selection,
    /// Which yields.
    pub under: Selection,
    /// Why; `None`: both stand.
    pub ground: Option<Ground>,
    /// The rule it follows from.
    pub by: Option<ProvisionId>,
    /// In words.
    pub note: Text,
    /// First day.
    pub since: Date,
    /// Last day.
    pub until: Option<Date>,
}
