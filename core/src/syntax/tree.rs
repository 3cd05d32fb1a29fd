//! The syntax tree of a `.tip` file: what was written, where, and the comments around it.
//!
//! The tree knows the shape of the language and nothing of names or types: `check` gives it meaning. Equality ignores
//! spans, so that a printed and re-parsed tree equals the first.

use crate::exact::{Date, Fraction};
use crate::packed::Str;

/// A place in the source: byte offsets, `end` exclusive. All spans are equal, so that trees compare by content.
#[derive(Clone, Copy, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}
impl PartialEq for Span {
    fn eq(&self, _: &Span) -> bool {
        true
    }
}
impl Eq for Span {}

/// A value with its place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// Comments kept with a node: whole-line comments before it, and one at the end of its (last) line. Text after `#`, trimmed right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// Whole-line comments before the node. Before an item, `"\n"` stands for a blank line between them.
    pub before: Vec<String>,
    /// A comment on the node's last line (for an item: after its opening brace, or at its end).
    pub after: Option<String>,
}

/// A label or text in both languages: `"es" / "en"`. A missing half is `None` and is the checker's to report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Spanish.
    pub es: At<Str>,
    /// English, when given.
    pub en: Option<At<Str>>,
}

/// One parsed file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Items in the order of the text.
    pub items: Vec<Item>,
    /// Comments after the last item.
    pub trailing: Vec<String>,
}

/// The kinds of item (docs/language.md). The keyword is the snake-case name with spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the item of its own name in docs/language.md")]
pub enum ItemKind {
    Pack,
    Law,
    Named,
    Book,
    Title,
    Chapter,
    Subject,
    Fact,
    Term,
    Presume,
    Parameter,
    Unit,
    Group,
    Consequence,
    Interest,
    Offence,
    Penalty,
    Aggravation,
    Attenuation,
    Substitution,
    Exclusion,
    NoExcuse,
    Extinction,
    Attempt,
    Participation,
    Negligence,
    Error,
    Excess,
    Recidivism,
    Concurrence,
    Prevails,
    Prosecution,
    Prescription,
    Jurisdiction,
    Extradition,
    Measure,
    Discretion,
    Reading,
    Transitory,
    Gap,
    Report,
    Attests,
    Example,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Comments around its first line.
    pub comments: Comments,
    /// The whole item.
    pub span: Span,
    /// Its kind.
    pub kind: ItemKind,
    /// The name: an id, a word, a number (headings); empty for `prevails` and `example`.
    pub name: At<Str>,
    /// The label after the name.
    pub label: Option<Label>,
    /// What the header holds beside name and label.
    pub header: Header,
    /// Lines between the braces.
    pub lines: Vec<Line>,
    /// Comments before the closing brace.
    pub inner_trailing: Vec<String>,
}

/// What an item's header may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Header {
    /// Nothing more.
    Plain,
    /// `subject person … roles accused LABEL, victim LABEL`
    Roles(Vec<(At<Str>, Label)>),
    /// `term NAME LABEL [by ID] = COND`
    Definition {
        /// The provision that defines the term.
        by: Option<At<Str>>,
        /// What it means.
        condition: Expr,
    },
    /// `prevails A over B`
    Over(Selection, Selection),
    /// `prevails none between A and B`
    NoneBetween(Selection, Selection),
}

/// The lines an item's body may hold; which belong to which item is the checker's to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the line of its own name in docs/language.md")]
pub enum LineKind {
    InForce,
    Gazette,
    Gist,
    Known,
    Note,
    By,
    Version,
    LawAsOf,
    New,
    WordingUncertain,
    // roles
    Agent,
    Victim,
    Conduct,
    Means,
    Object,
    Result,
    Purpose,
    Knowing,
    Circumstance,
    Except,
    Penalty,
    Also,
    May,
    Effect,
    When,
    Requires,
    AppliesTo,
    Punishes,
    InsteadOf,
    Besides,
    OnlyFor,
    Otherwise,
    Covers,
    Members,
    Excluding,
    NotFor,
    Prosecuted,
    OnComplaint,
    ExOfficio,
    Consummated,
    Victims,
    Protects,
    DefinedIn,
    Consent,
    WithoutPrejudice,
    WithAnyOther,
    YieldsTo,
    Succeeds,
    SucceededBy,
    SupplementedBy,
    Alias,
    Bars,
    Grades,
    Basis,
    AsNegligence,
    Because,
    Rebuttable,
    Conclusive,
    Default,
    Other,
    Concerns,
    Type,
    Assumed,
    Derived,
    Ask,
    UnitOf,
    Zones,
    From,
    Given,
    Expect,
    But,
    // prescription and concurrence
    Of,
    Term,
    StartsFrom,
    Never,
    MultipliedBy,
    SuspendedFrom,
    InterruptedBy,
    ExtendedBy,
    MetBy,
    GivesWayTo,
    Level,
    Joins,
    Combines,
    AsRealFor,
    // jurisdiction and extradition
    Gives,
    RefusedWhen,
    Undertakes,
    Carries,
    DiscretionaryWhen,
    PostponedWhen,
    Prefers,
    TreatyWith,
    Taxonomy,
    Source,
    Provision,
    States,
    On,
    Verdict,
}

/// One line of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Comments around it.
    pub comments: Comments,
    /// The whole line.
    pub span: Span,
    /// Its keyword.
    pub kind: LineKind,
    /// `for a, b` after the keyword (`penalty for …`, `effect for …`), or trailing `for` of `also`, `consummated`.
    pub letters: Vec<At<Str>>,
    /// `under READING=VALUE` after the keyword.
    pub under: Option<(At<Str>, At<Str>)>,
    /// One entry without a period, or dated entries.
    pub entries: Vec<Entry>,
}

/// One payload of a line, perhaps dated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Comments around it (dated entries only).
    pub comments: Comments,
    /// Where.
    pub span: Span,
    /// `A .. B:` before the payload.
    pub period: Option<Period>,
    /// The payload.
    pub value: Value,
}

/// `[before] A .. [B]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Where.
    pub span: Span,
    /// The text is older than `since`.
    pub before: bool,
    /// First day.
    pub since: Date,
    /// Last day; `None`: still in force.
    pub until: Option<Date>,
}

/// `(zone, value)` of a parameter; no value is `unknown`.
pub type ZoneValue = (Option<At<Str>>, Option<At<Str>>);

/// The payloads of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: `new`, `rebuttable`, `without prejudice`.
    Nothing,
    /// A period: `in force`.
    Period(Period),
    /// `wording uncertain A .. B LABEL`
    PeriodLabel(Period, Label),
    /// Dates: `gazette`, `law as of`, `on`.
    Dates(Vec<At<Date>>),
    /// A label: `gist`, `ask`, `known`, `note`, `alias`; `provision` and `states` in words.
    Label(Label),
    /// A string: `version`.
    Text(At<Str>),
    /// A fixed phrase as one word with single spaces (`prosecuted`: `ex officio`, `on complaint`; `consummated`: `instantly`,
    /// `permanent`; `victims`: `none`, `many are one offence`, `each is an offence`; `consent`: `irrelevant`; `otherwise`:
    /// `excluded`; `taxonomy`: `protocol act`, `opsc` …), or words or ids joined by commas: `by`, `protects`, `bars`, `because`, `basis`, `grades`, `zones`, `unit`, `defined in`,
    /// `as negligence`, `succeeds`, `succeeded by`, `supplemented by`, `provision`.
    Words(Vec<At<Str>>),
    /// A condition, with `personal` / `objective` when stated after it.
    Condition(Expr, Option<At<Str>>),
    /// `[waived when COND] one of { … }` and `waived when COND` before a plain condition.
    Lettered {
        /// `waived when COND`
        waived: Option<Expr>,
        /// The letters; one unnamed letter for a plain waived condition.
        letters: Vec<Letter>,
    },
    /// `except NAME [by ID]: COND`
    Exception {
        /// Its name.
        name: At<Str>,
        /// The clause that makes the exception.
        by: Option<At<Str>>,
        /// When it holds.
        condition: Expr,
    },
    /// A selection of provisions.
    Selection(Selection),
    /// `SELECTION when COND` (prosecution).
    SelectionWhen(Selection, Option<Expr>),
    /// A penalty.
    Penalty(PenaltyExpr),
    /// One effect, or several in rows.
    Effect(EffectExpr),
    /// Consequences.
    Consequences(ConsequenceExpr),
    /// A type: `type any of { … }`.
    Type(TypeExpr),
    /// `assumed V`: words of a set, or one word.
    Assumed(Literal),
    /// `derived age at act.date` · `derived number of victims` · `derived when COND`.
    Derived(DerivedExpr),
    /// `default NAME LABEL`, `other NAME LABEL`.
    Choice(At<Str>, Label),
    /// `concerns IDS on IDS [unless COND]`
    Concerns(Selection, Selection, Option<Expr>),
    /// `from DATE: VALUE, …, gazette DATE`: values with an optional zone word before them; `None` is `unknown`.
    From {
        /// The first day.
        date: At<Date>,
        /// `(zone, value)`
        values: Vec<ZoneValue>,
        /// Where it was published.
        gazette: Option<At<Date>>,
    },
    /// Facts given in an example.
    Given(Vec<GivenExpr>),
    /// Expectations of an example.
    Expect(Vec<ExpectExpr>),
    /// `but GIVEN: EXPECT`
    But(Vec<GivenExpr>, Vec<ExpectExpr>),
    /// A line of jurisdiction or extradition.
    International(Box<super::international::InternationalValue>),
    /// A line of prescription or concurrence.
    Time(Box<super::time::TimeValue>),
    /// `source REPORT, "PLACE"`
    Source(At<Str>, At<Str>),
    /// `verdict agrees`, `verdict differs LABEL` …
    Verdict(At<Str>, Option<Label>),
    /// `gap LABEL [, at most VALUE]`
    Gap(Label, Option<Box<Value>>),
}

/// A letter of an element, aggravation or exclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Comments around it.
    pub comments: Comments,
    /// Where.
    pub span: Span,
    /// `a`, `II`, `p3`, `VIII:A`
    pub name: At<Str>,
    /// Its label.
    pub label: Option<Label>,
    /// `personal` or `objective`.
    pub reach: Option<At<Str>>,
    /// `except for IDS`
    pub except_for: Option<Selection>,
    /// When it is met; dated when more than one.
    pub condition: Vec<(Option<Period>, Expr)>,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ExprKind,
}

/// The forms of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// `A and B and C`
    And(Vec<Expr>),
    /// `A or B or C`
    Or(Vec<Expr>),
    /// `not A`
    Not(Box<Expr>),
    /// `( A )`: kept so that the printer writes what was read.
    Paren(Box<Expr>),
    /// `some victim A` / `every victim A`
    Victims {
        /// `every` rather than `some`.
        every: bool,
        /// The condition.
        of: Box<Expr>,
    },
    /// A flag fact or a term.
    Name(At<Str>),
    /// `FACT has V` (one value), `FACT any of …`, `all of`, `none of`
    Members(At<Str>, Quantifier, Vec<At<Str>>),
    /// `FACT is [not] V`
    Is(At<Str>, bool, At<Str>),
    /// `FACT under|at most|over|at least N [unit]`
    Compare(At<Str>, Comparison, At<Str>, Option<At<Str>>),
    /// `FACT any`
    AnyOffence(At<Str>),
    /// `FACT in group G` (`charge in group G` when the name is `charge`)
    InGroup(At<Str>, At<Str>),
    /// `charge is ID, …`
    ChargeIs(Vec<At<Str>>),
    /// `qualified by ID`
    QualifiedBy(At<Str>),
    /// `charged ID`
    Charged(At<Str>),
    /// `charge has PART` / `charge only KIND, …`: parts of a penalty, and consequences
    ChargePenalty {
        /// Nothing but these.
        only: bool,
        /// `prison`, `fine`, `work`, consequences.
        kinds: Vec<At<Str>>,
    },
    /// `charge on complaint`
    ChargeOnComplaint,
    /// `charge permanent`
    ChargePermanent,
    /// What only rules of jurisdiction and extradition may ask.
    Beyond(Box<super::international::BeyondExpr>),
    /// A quoted element.
    Quoted(Label),
}

/// How a set is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Quantifier {
    Has,
    Any,
    All,
    None,
}

/// The four comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Comparison {
    Under,
    AtMost,
    Over,
    AtLeast,
}

/// A selection of provisions: entries, and entries after `except`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What is selected.
    pub entries: Vec<At<SelectionEntry>>,
    /// What is taken out.
    pub except: Vec<At<SelectionEntry>>,
}

/// One entry of a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectionEntry {
    /// An id (with its descendants) or a group's name.
    Name(Str),
    /// `A .. B`, positional.
    Range(Str, Str),
    /// `law L`
    Law(Str),
    /// `[L] book N [title N [chapter N]]` or `title N`: (siglum, book, title, chapter)
    Heading(Option<Str>, Option<Str>, Option<Str>, Option<Str>),
    /// `every offence`
    EveryOffence,
    /// `nothing`
    Nothing,
}

/// A penalty as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PenaltyExpr {
    /// Parts joined by `and` / `or` / `or … or both`.
    Parts {
        /// In the order written.
        parts: Vec<PartExpr>,
        /// `and`, `or` or `or_both`.
        choice: Choice,
    },
    /// `same as ID [, with its consequences]`
    SameAs(At<Str>, bool),
    /// `not stated, discretion ID`
    NotStated(At<Str>),
    /// `as participant ID in FACT`
    AsParticipant(At<Str>, At<Str>),
    /// `first of { … }`
    FirstOf(Vec<RowExpr>),
    /// `gravest of { … }`
    GravestOf(Vec<RowExpr>),
}

/// How the parts of a penalty combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract")]
pub enum Choice {
    And,
    Or,
    OrBoth,
}

/// `prison RANGE`, `fine RANGE unit`, `work RANGE sessions`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartExpr {
    /// Where.
    pub span: Span,
    /// Which part.
    pub part: Part,
    /// The lower end; `None`: `up to`.
    pub min: Option<Amount>,
    /// The upper end.
    pub max: Amount,
}

/// The parts of a penalty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract")]
pub enum Part {
    Prison,
    Fine,
    CommunityWork,
}

/// A number of units: `3 years 6 months`, `500 days`, `1000 uma`, `2 1/2 years`. The lower end of a range may leave its unit to the upper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Where.
    pub span: Span,
    /// `(number as written, unit)`: number is `6`, `7.50`, `1/2`, `2 1/2`; unit `None` when left to the other end.
    pub terms: Vec<(Str, Option<Str>)>,
}

/// A row of `first of` / `gravest of`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowExpr {
    /// Comments around it.
    pub comments: Comments,
    /// Where.
    pub span: Span,
    /// Its name.
    pub name: At<Str>,
    /// Its label.
    pub label: Option<Label>,
    /// When it holds; none: the rest.
    pub when: Option<Expr>,
    /// Its penalty.
    pub penalty: PenaltyExpr,
}

/// An `effect` payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectExpr {
    /// Effects joined by `;`.
    All(Vec<OneEffect>),
    /// `first of { row [when COND]: EFFECT; EFFECT … }`
    FirstOf(Vec<EffectRow>),
    /// `as negligence ID` inside a row or alone.
    AsNegligence(At<Str>),
}

/// A row of `effect first of`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectRow {
    /// Comments around it.
    pub comments: Comments,
    /// Where.
    pub span: Span,
    /// Its name.
    pub name: At<Str>,
    /// When it holds; none: the rest.
    pub when: Option<Expr>,
    /// What it does (never `FirstOf`).
    pub effect: EffectExpr,
}

/// One effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneEffect {
    /// Where.
    pub span: Span,
    /// `may`
    pub may: bool,
    /// The parts it moves; empty for `penalty` (all three).
    pub parts: Vec<Part>,
    /// What it does.
    pub op: OpExpr,
    /// `for each FACT`: a penalty is added as many times as the fact says.
    pub each: Option<At<Str>>,
    /// `of the base` / `of what corresponds`
    pub of: Option<Basis>,
}

/// What an effect is measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the contract")]
pub enum Basis {
    Base,
    WhatCorresponds,
    Maximum,
}

/// The operators of docs/language.md §9.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the operator of its own name")]
pub enum OpExpr {
    IncreasedBy(Fraction),
    IncreasedUpTo(Fraction),
    BothEndsIncreasedUpTo(Fraction),
    MaximumIncreasedUpTo(Fraction),
    IncreasedBetween(Fraction, Fraction),
    Doubled,
    UpToDoubled,
    OneMoreTanto,
    Added(PenaltyExpr),
    ReplacedBy(PenaltyExpr),
    Becomes(Fraction),
    BecomesUpTo(Fraction),
    MaximumBecomesUpTo(Fraction),
    ReducedBy(Fraction),
    ReducedUpTo(Fraction),
    /// `replaced by one of NAME, …`: consequences stand in the penalty's place.
    ReplacedByOneOf(Vec<At<Str>>),
}

/// `also …` / `may …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsequenceExpr {
    /// `one of`
    pub one_of: bool,
    /// The kinds.
    pub names: Vec<At<Str>>,
    /// A text of its own.
    pub label: Option<Label>,
    /// How long.
    pub length: Length,
    /// When.
    pub when: Option<Expr>,
}

/// How long a consequence lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Length {
    /// Not said.
    Unstated,
    /// `A to B`
    Range(Amount, Amount),
    /// `up to A`
    UpTo(Amount),
    /// `for the prison imposed`
    AsPrison,
    /// `up to the prison imposed`
    UpToPrison,
    /// `permanent`
    Permanent,
}

/// A fact's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeExpr {
    /// `flag`
    Flag,
    /// `years 0 to 120 [scale N]`
    Number {
        /// The unit's word.
        unit: At<Str>,
        /// Least value.
        min: At<Str>,
        /// Greatest value.
        max: At<Str>,
        /// Decimals.
        scale: Option<At<Str>>,
    },
    /// `date`
    Date,
    /// `money`
    Money,
    /// `one of { … }`
    OneOf(Vec<ValueDef>),
    /// `any of { … }`
    AnyOf(Vec<ValueDef>),
    /// `country`
    Country,
    /// `countries`
    Countries,
    /// `offences`
    Offences,
    /// `term`
    Term,
    /// `text`: structural text such as an id.
    Text,
    /// `events of { … }`
    Events(Vec<ValueDef>),
}

/// A value of a one-of or any-of, or a kind of event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueDef {
    /// Comments around it.
    pub comments: Comments,
    /// Its name.
    pub name: At<Str>,
    /// Its label.
    pub label: Option<Label>,
}

/// How a derived fact comes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DerivedExpr {
    /// `age at FACT`
    AgeAt(At<Str>),
    /// `number of victims`
    NumberOfVictims,
    /// `number of accused`
    NumberOfAccused,
    /// `when COND`
    When(Expr),
    /// `FACT in UNIT, … on FACT`
    AmountIn {
        /// An amount of money.
        amount: At<Str>,
        /// Parameters in pesos: the first that has a value on the day.
        units: Vec<At<Str>>,
        /// The day.
        on: At<Str>,
    },
}

/// A value as written in an example or `assumed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `true`, a word, a country, an id.
    Word(At<Str>),
    /// `none`: the empty set.
    None,
    /// `{a, b}`: complete.
    Set(Vec<At<Str>>),
    /// A number as written.
    Number(At<Str>),
    /// `A to B`
    NumberRange(At<Str>, At<Str>),
    /// A date.
    Date(At<Date>),
    /// A string.
    Text(At<Str>),
    /// `unknown`
    Unknown,
}

/// One given of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenExpr {
    /// `FACT VALUE`, and a bare `FACT` / `not FACT` for flags.
    Fact(At<Str>, Literal),
    /// `without FACT`
    Without(At<Str>),
    /// `like "…"`: the Spanish name of another example.
    Like(At<Str>),
    /// `as of DATE`
    AsOf(At<Date>),
    /// `under READING=VALUE`
    Under(At<Str>, At<Str>),
}

/// One expectation of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectExpr {
    /// `ID [by ID] [with ID, …]`
    Charge {
        /// The offence, with its letter.
        id: At<Str>,
        /// The penalty rule.
        by: Option<At<Str>>,
        /// Qualifiers and gradings, with letters.
        with: Vec<At<Str>>,
    },
    /// `not ID`: neither applies nor undetermined.
    Not(At<Str>),
    /// `undetermined ID`
    Undetermined(At<Str>),
    /// `excluded ID [by ID]`
    Excluded(At<Str>, Option<At<Str>>),
    /// `displaced ID by ID`
    Displaced(At<Str>, At<Str>),
    /// `unmet ROLE`: of the last `not`, the only element that fails.
    Unmet(At<Str>),
    /// `prison RANGE` / `fine RANGE` / `work RANGE` of the last charge, established.
    Range(PartExpr),
    /// `possible PART RANGE`
    Possible(PartExpr),
    /// `prison none`, `fine none`, `work none`
    NoPart(Part),
    /// `penalty not stated`
    NotStated,
    /// `also NAME`
    Also(At<Str>),
    /// `missing FACT`
    Missing(At<Str>),
    /// `notice CODE [ID]`
    Notice(At<Str>, Option<At<Str>>),
    /// `milder DATE`: a version from that day governs.
    Milder(At<Date>),
    /// `under READING=VALUE`: for the rest of this line.
    Under(At<Str>, At<Str>),
    /// What became of a prescription, of the last charge.
    Prescription(Box<super::time::PrescriptionExpect>),
    /// `concurrence [possible] PART RANGE`
    Concurrence(bool, PartExpr),
    /// What is expected of jurisdiction or extradition.
    International(Box<super::international::InternationalExpect>),
}
