//! The penal words of the official text, by place, and what each is tied to (scripts/penal-words).

use serde::Deserialize;

/// The file that `scripts/penal-words` writes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PenalWords {
    /// In the order of the statute.
    pub articles: Vec<Article>,
}

/// The words of one article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// `CPF:201`
    pub article: String,
    /// Of the normalised text.
    pub sha256: String,
    /// In order.
    pub words: Vec<Word>,
}

/// One penal word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// Characters from the beginning of the normalised article.
    pub at: usize,
    /// Its kind: `prison`, `day_fine`, …
    pub word: String,
    /// What it is tied to.
    pub ties: Vec<Tie>,
}

/// What the statute says at a penal word, as data, or why it says nothing that a rule states.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tie {
    /// The provision that states it.
    pub provision: String,
    /// Its kind.
    pub kind: String,
    /// Its letters; empty: the whole provision.
    #[serde(rename = "for")]
    pub letters: Vec<String>,
    /// `["P5Y", "P10Y"]`
    pub prison: Option<[String; 2]>,
    /// `[500, 1000, "day_fine"]`
    pub fine: Option<(i64, i64, String)>,
    /// Sessions.
    pub work: Option<[i64; 2]>,
    /// The operator of an effect.
    pub op: Option<String>,
    /// Its fraction.
    pub fraction: Option<String>,
    /// "The same penalty as" this provision.
    #[serde(rename = "as")]
    pub same_as: Option<String>,
    /// A consequence whose length is told by the penalty imposed.
    pub consequence: Option<String>,
    /// `as_prison` or `up_to_prison`.
    pub term: Option<String>,
    /// Why no rule states it.
    pub reason: Option<String>,
}

/// The penal words of Title VIII.
pub fn title_08() -> PenalWords {
    serde_json::from_str(include_str!("../data/penal-words/cpf-title-08.json")).expect("what scripts/penal-words wrote")
}
