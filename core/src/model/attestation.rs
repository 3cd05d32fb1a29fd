//! What reports say of the law: documents beside it, and no part of the compiled pack.

use super::{PenaltyRange, ProvisionId};
use crate::exact::{Date, Text};
use crate::packed::Str;

/// The statements of the reports, and the reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attested {
    /// Names and titles of the reports, in the order of the files.
    pub reports: Vec<(Str, Text)>,
    /// The statements, in the order of the files.
    pub statements: Vec<Attestation>,
}

/// One statement of a report on the law of a day, compared with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Attestation {
    /// Its name.
    pub name: Str,
    /// What it is about.
    pub label: Text,
    /// The report.
    pub report: Str,
    /// Where it says so: `para. 33`.
    pub place: Str,
    /// The provisions that it is compared with.
    pub provision: Attests,
    /// What it says.
    pub states: StatedBy,
    /// The day whose law it is compared with.
    pub on: Date,
    /// What came of it.
    pub verdict: Verdict,
    /// Why, unless they agree.
    pub reason: Option<Text>,
}

/// What a statement is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attests {
    /// Provisions of laws that are encoded or named.
    Ids(Vec<ProvisionId>),
    /// A law that has no siglum here.
    Words(Text),
}

/// What a report says.
#[allow(clippy::large_enum_variant, reason = "a few hundred, held only while rules are checked")]
#[derive(Clone, Debug, PartialEq)]
pub enum StatedBy {
    /// A penalty.
    Penalty(PenaltyRange),
    /// Anything else, in words.
    Words(Text),
}

/// What came of comparing a statement with the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The official text of that day says so.
    Agrees,
    /// It says otherwise.
    Differs,
    /// The text of that day is not known.
    Gap,
    /// It is no federal law: a treaty, state law.
    OtherLaw,
    /// It is no penal rule.
    NotPenal,
}

impl Verdict {
    /// Every verdict with its word in the language.
    pub const ALL: [(&'static str, Verdict); 5] = [
        ("agrees", Verdict::Agrees),
        ("differs", Verdict::Differs),
        ("gap", Verdict::Gap),
        ("other_law", Verdict::OtherLaw),
        ("not_penal", Verdict::NotPenal),
    ];
}
