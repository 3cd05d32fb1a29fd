//! The shapes of contract §6. Serialising one gives the bytes of the contract.

use crate::exact::{Date, Money, Term, Text};
use crate::model::{Bars, Basis, Choice, FineUnit, GradingKind, Op, Part, Role};
use crate::packed::Str;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format of cases, verdicts and catalogues.
pub const FORMAT: u32 = 1;
/// The version of the engine.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The answer to a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Verdict {
    pub format: u32,
    pub tipicidad: &'static str,
    pub case: Option<Str>,
    pub title: Option<Str>,
    pub as_of: Date,
    pub pack: Pack,
    pub readings: BTreeMap<Str, Str>,
    pub counts: Vec<CountVerdict>,
    pub concurrence: Option<Concurrence>,
    pub jurisdiction: Vec<Jurisdiction>,
    pub extradition: Option<Extradition>,
    pub timeline: Vec<TimelineEntry>,
    pub missing: Vec<Missing>,
    pub notices: Vec<Notice>,
}

/// The rules an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Pack {
    pub name: Str,
    pub version: Str,
    pub law_as_of: Option<Date>,
    pub digest: Str,
}

/// The charges of one count.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct CountVerdict {
    pub accused: Option<Str>,
    pub act: Option<Str>,
    pub victim: Option<Str>,
    pub charges: Vec<Charge>,
}

/// What became of an offence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract, in its order")]
pub enum Status {
    Applies,
    Undetermined,
    Displaced,
    Excluded,
    NotMadeOut,
    NotInForce,
}

/// A version's span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Span {
    /// The first day of which this text is known; `None` when none was in force.
    pub since: Option<Date>,
    pub until: Option<Date>,
    /// It was in force before that day too, since when is not known.
    #[serde(skip)]
    pub open_start: bool,
}

/// An offence that stands, and how: a charge without penalty and reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matched {
    /// Its id, with the letter by which it is charged.
    pub offence: Str,
    /// Applies, undetermined, displaced or excluded.
    pub status: Status,
}

/// One charge.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Charge {
    pub offence: Str,
    pub status: Status,
    pub name: Text,
    pub version: Span,
    pub milder_version: Option<Milder>,
    pub law_date: Date,
    pub elements: Vec<Element>,
    pub exceptions: Vec<Element>,
    pub qualifiers: Vec<Qualifier>,
    pub grading: Vec<Grading>,
    pub penalty: PenaltyOutcome,
    pub prosecution: Prosecution,
    pub prescription: Option<Prescription>,
    pub measures: Vec<Consequence>,
    pub taxonomy: Taxonomy,
    pub citations: Vec<Citation>,
    pub assumptions: Vec<Assumption>,
    pub missing: Vec<Str>,
    pub excluded_by: Option<ExcludedBy>,
    pub displaced_by: Option<DisplacedBy>,
    pub may_be_displaced_by: Vec<Str>,
}

/// The status of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract")]
pub enum Met {
    Met,
    Unmet,
    Unknown,
    Waived,
}

/// An element and what decided it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Element {
    pub id: Str,
    pub role: Role,
    pub status: Met,
    pub text: Text,
    pub by: Str,
    pub because: Reason,
}

/// An aggravation, attenuation or substitution.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Qualifier {
    pub id: Str,
    pub name: Text,
    pub letters: Vec<Str>,
    pub unknown_letters: Vec<Str>,
    pub status: Met,
    pub effect: Option<EffectShape>,
    pub because: Reason,
}

/// A grading.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Grading {
    pub by: Str,
    pub kind: GradingKind,
    pub status: Met,
    pub because: Reason,
}

/// The operators of a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract")]
pub enum ReasonOp {
    All,
    Any,
    Not,
    Fact,
    Term,
    Presumed,
    Waived,
}

/// Why a condition is met, unmet or unknown: only the children that decide it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Reason {
    pub op: ReasonOp,
    pub status: Met,
    pub name: Option<Str>,
    pub fact: Option<Str>,
    pub test: Option<Str>,
    pub given: Option<serde_json::Value>,
    pub of: Vec<Reason>,
}

/// The base, the steps and the two ranges of a charge.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct PenaltyOutcome {
    pub by: Str,
    pub base: Option<Penalty>,
    pub steps: Vec<Step>,
    #[serde(rename = "final")]
    pub established: Option<Penalty>,
    pub possible: Option<Penalty>,
}

/// A penalty.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Penalty {
    pub prison: Option<TermRange>,
    pub choice: Choice,
    pub fines: Vec<Fine>,
    pub community_work: Option<WorkRange>,
    pub consequences: Vec<Consequence>,
    pub options: Vec<Penalty>,
}

impl Penalty {
    /// That nothing is imposed.
    pub(crate) fn none() -> Penalty {
        Penalty {
            prison: None,
            choice: Choice::And,
            fines: Vec::new(),
            community_work: None,
            consequences: Vec::new(),
            options: Vec::new(),
        }
    }
}

/// A range of terms; `min` is null in a catalogue when the law leaves it open.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §1 describes each key")]
pub struct TermRange {
    pub min: Option<Term>,
    pub max: Term,
    pub exact: Option<ExactRange>,
}

/// Ends with the fraction of a day that was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §1 describes each key")]
pub struct ExactRange {
    pub min: Str,
    pub max: Str,
}

/// Days of community work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct WorkRange {
    pub min: Option<i64>,
    pub max: i64,
}

/// A fine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Fine {
    pub min: Option<i64>,
    pub max: i64,
    pub unit: FineUnit,
    pub pesos: Option<Pesos>,
}

/// A fine in money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Pesos {
    pub unit_value: Money,
    pub unit_from: Date,
    pub zone: Option<Str>,
    pub min: Option<Money>,
    pub max: Money,
}

/// An accessory consequence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Consequence {
    pub kind: Str,
    pub text: Text,
    pub term: Option<ConsequenceRange>,
    pub permanent: bool,
    pub by: Str,
    pub letters: Vec<Str>,
    pub status: Met,
}

/// How long a consequence lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct ConsequenceRange {
    pub min: Option<Term>,
    pub max: Term,
}

/// The kinds of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract")]
pub enum StepKind {
    Penalty,
    Qualifier,
    Substitution,
    Grading,
    Reading,
    Floor,
    Ceiling,
    Concurrence,
}

/// One step of the computation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Step {
    pub by: Str,
    pub kind: StepKind,
    pub effect: Option<EffectShape>,
    pub reading: Option<Str>,
    pub before: Penalty,
    pub after: Penalty,
    pub text: Text,
}

/// An effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct EffectShape {
    pub op: Op,
    pub parts: Vec<Part>,
    pub fraction: Option<Str>,
    pub to_fraction: Option<Str>,
    pub of: Basis,
    pub may: bool,
    pub penalty: Option<Penalty>,
}

/// How two results compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract")]
pub enum Compare {
    Milder,
    Harsher,
    Equal,
    Incomparable,
}

/// A later version and how it compares (CPF 56).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Milder {
    pub version: Span,
    pub offence: Str,
    pub compare: Compare,
    pub applied: bool,
    pub penalty: Option<Penalty>,
    pub because: Text,
}

/// How a charge is prosecuted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Prosecution {
    pub mode: &'static str,
    pub by: Str,
}

/// Prescription of the action.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Prescription {
    pub status: &'static str,
    pub limits: Vec<Limit>,
    pub term: Option<Term>,
    pub starts: Option<Date>,
    pub expires: Option<Date>,
    pub possible: Option<DateRange>,
    pub steps: Vec<PrescriptionStep>,
    pub missing: Vec<Str>,
}

/// Another clock beside that of the action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Limit {
    pub kind: crate::model::Clock,
    pub status: &'static str,
    pub term: Option<Term>,
    pub starts: Option<Date>,
    pub expires: Option<Date>,
    pub possible: Option<DateRange>,
    pub by: Str,
}

/// A step of the computation of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct PrescriptionStep {
    pub by: Str,
    pub kind: &'static str,
    pub date: Option<Date>,
    pub term: Option<Term>,
    pub text: Text,
}

/// From one day to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "two days")]
pub struct DateRange {
    pub from: Date,
    pub to: Date,
}

/// Where a charge stands in the taxonomies.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Taxonomy {
    pub title: Text,
    pub chapter: Option<Text>,
    pub interest: Option<Str>,
    pub protocol: Protocol,
    pub opsc: Vec<Str>,
    pub cndh: Vec<Str>,
}

/// The elements of the trafficking protocol.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Protocol {
    pub act: Vec<Str>,
    pub means: Vec<Str>,
    pub purpose: Vec<Str>,
}

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Citation {
    pub id: Str,
    pub law: Text,
    pub article: Str,
    pub clause: Option<Str>,
    pub gazette: Vec<Date>,
}

/// A fact that was assumed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Assumption {
    pub fact: Str,
    pub value: serde_json::Value,
    pub by: Option<Str>,
}

/// What excludes a charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct ExcludedBy {
    pub id: Str,
    pub bars: Bars,
}

/// What displaces a charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct DisplacedBy {
    pub id: Str,
    pub ground: crate::model::Ground,
    pub by: Str,
}

/// How counts combine.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Concurrence {
    pub by_accused: Vec<ConcurrenceOf>,
}

/// How the charges of one accused combine.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct ConcurrenceOf {
    pub accused: Option<Str>,
    pub groups: Vec<ConcurrenceGroup>,
    #[serde(rename = "final")]
    pub established: Option<Penalty>,
    pub possible: Option<Penalty>,
    pub steps: Vec<Step>,
}

/// Counts that combine in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct ConcurrenceGroup {
    pub kind: &'static str,
    pub counts: Vec<usize>,
    pub by: Str,
}

/// Jurisdiction over an act.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Jurisdiction {
    pub act: Option<Str>,
    pub status: Met,
    pub federal: Met,
    pub grounds: Vec<Element>,
}

/// Extradition requests.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Extradition {
    pub requests: Vec<RequestVerdict>,
}

/// What a request comes to, the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract, in its order")]
pub enum Conclusion {
    Refused,
    Incomplete,
    Discretionary,
    Postponed,
    Undetermined,
    MayBeGranted,
}

impl Conclusion {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Conclusion::Refused => "refused",
            Conclusion::Incomplete => "incomplete",
            Conclusion::Discretionary => "discretionary",
            Conclusion::Postponed => "postponed",
            Conclusion::Undetermined => "undetermined",
            Conclusion::MayBeGranted => "may_be_granted",
        }
    }
}

/// A request for extradition.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct RequestVerdict {
    pub id: Option<Str>,
    pub conclusion: Conclusion,
    pub governs: &'static str,
    pub treaty: Option<Str>,
    pub charges: Vec<RequestCharge>,
    pub conditions: Vec<Element>,
    pub undertakings: Vec<Undertaking>,
    pub dates: Vec<DueDate>,
}

/// A charge of a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct RequestCharge {
    pub offence: Str,
    pub conclusion: Conclusion,
    pub conditions: Vec<Element>,
}

/// What the requesting State is to undertake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Undertaking {
    pub id: Str,
    pub status: &'static str,
    pub by: Str,
    pub text: Text,
}

/// The day on which a term of the procedure has run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct DueDate {
    pub by: Str,
    pub date: Date,
    pub text: Text,
}

/// A day that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct TimelineEntry {
    pub date: Date,
    pub until: Option<Date>,
    pub kind: &'static str,
    pub count: Option<usize>,
    pub text: Text,
}

/// A fact whose answer would settle something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Missing {
    pub fact: Str,
    pub of: Of,
    pub question: Text,
    pub settles: Vec<Str>,
}

/// Whom a fact is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, PartialOrd, Ord)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Of {
    pub accused: Option<Str>,
    pub act: Option<Str>,
    pub victim: Option<Str>,
}

/// Something the reader must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Notice {
    pub code: &'static str,
    pub by: Option<Str>,
    pub text: Text,
}

impl Verdict {
    /// The bytes of the contract: compact JSON, one line.
    pub fn to_json(&self) -> String {
        // INVARIANT: every key is a string and every number an integer, so serialising cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}
