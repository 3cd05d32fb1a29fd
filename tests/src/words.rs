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
    /// `["P5Y", "P10Y"]`; the lower end is `null` where the text says «hasta».
    pub prison: Option<[Option<String>; 2]>,
    /// `[500, 1000, "day_fine"]`; the lower end is `null` where the text says «hasta».
    pub fine: Option<(Option<i64>, i64, String)>,
    /// Its row, where the penalty depends on a circumstance (LFCDO 4).
    pub row: Option<String>,
    /// Sessions.
    pub work: Option<[i64; 2]>,
    /// The operator of an effect.
    pub op: Option<String>,
    /// Its fraction.
    pub fraction: Option<String>,
    /// The parts that the effect moves; every part where it is absent.
    pub parts: Option<Vec<String>>,
    /// The text is known and its effect is not computed: the provision says so.
    pub gap: bool,
    /// "The same penalty as" this provision.
    #[serde(rename = "as")]
    pub same_as: Option<String>,
    /// A consequence.
    pub consequence: Option<String>,
    /// `as_prison`, `up_to_prison`, `P5Y` or `up_to:P1Y`.
    pub term: Option<String>,
    /// Why no rule states it.
    pub reason: Option<String>,
}

/// One range of articles of one law.
#[derive(Debug)]
pub struct Range {
    /// As a person cites it.
    pub name: &'static str,
    /// Its words.
    pub words: PenalWords,
}

/// Every range that `scripts/penal-words` lists, in its order.
pub fn ranges() -> [Range; 9] {
    let read = |name, text| Range { name, words: serde_json::from_str(text).expect("what scripts/penal-words wrote") };
    [
        read("CPF, arts. 193 to 199", include_str!("../data/penal-words/cpf-title-07.json")),
        read("CPF, arts. 200 to 209 Quintus", include_str!("../data/penal-words/cpf-title-08.json")),
        read("CPF, arts. 212 to 224", include_str!("../data/penal-words/cpf-title-10.json")),
        read("CPF, arts. 259 Bis to 276 Bis", include_str!("../data/penal-words/cpf-title-15.json")),
        read("CPF, arts. 288 to 343 Quáter", include_str!("../data/penal-words/cpf-title-19.json")),
        read("CPF, arts. 364 to 366 Quáter", include_str!("../data/penal-words/cpf-title-21.json")),
        read("CPF, arts. 367 to 399 Bis", include_str!("../data/penal-words/cpf-title-22.json")),
        read("LFCDO, arts. 2 to 5", include_str!("../data/penal-words/lfcdo.json")),
        read("LGPSEDMTP, arts. 10 to 47", include_str!("../data/penal-words/lgpsedmtp.json")),
    ]
}
