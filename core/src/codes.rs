//! Every code that a diagnostic or an error may have, with its explanation.

use serde::Serialize;

/// A code at length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// `case.unknown_fact`
    pub code: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// What it means, and what to do about it.
    pub text: &'static str,
}

/// Codes that belong to no other module.
const OWN: &[(&str, &str, &str)] = &[
    (
        "catalogue.unknown_id",
        "unknown provision",
        "The rules have no provision with this id or name. Ids are written `CPF:201` or `201:f`; \
         `tipicidad catalogue` lists all.",
    ),
    (
        "example.failed",
        "an example does not hold",
        "The engine answers an example of the rules otherwise than the example expects. Either the rule or the \
         expectation is wrong: the message says what was expected and what was found.",
    ),
    (
        "example.unreadable",
        "an example cannot be judged",
        "The facts of an example are not a case; the message is that of the case error.",
    ),
    (
        "explain.unknown_code",
        "unknown code",
        "No diagnostic or error has this code; `tipicidad check --codes` lists all.",
    ),
    ("file.no_rules", "no rules", "None of the paths is, or holds, a `.tip` file."),
    (
        "file.read",
        "a file cannot be read",
        "The operating system refuses to open or read the file, or it is not UTF-8.",
    ),
    ("file.write", "a file cannot be written", "The operating system refuses to write the file or stdout."),
    (
        "pack.damaged",
        "a damaged pack",
        "The file of the compiled rules was cut short or changed: its digest does not match, or it cannot be read to its \
         end. Compile the rules again.",
    ),
    (
        "pack.format",
        "a pack of another version",
        "The rules were compiled for another version of the engine. Compile them with this one.",
    ),
    (
        "pack.inconsistent",
        "an inconsistent pack",
        "Something in the compiled rules points outside them. A pack that `tipicidad compile` wrote never does.",
    ),
    (
        "pack.magic",
        "no compiled pack",
        "The file does not begin as compiled rules do. `--rules` takes a folder of `.tip` files or what \
         `tipicidad compile` wrote.",
    ),
    ("pack.size", "too large a pack", "Compiled rules may have 64 MiB."),
    ("pack.write", "rules that cannot be packed", "A text or a count of the rules is larger than a pack can hold."),
    (
        "query.unknown_offence",
        "unknown offence",
        "The rules have no offence with the id that was asked about; `tipicidad catalogue` lists all.",
    ),
];

/// Every code, by module.
pub fn all() -> impl Iterator<Item = Explanation> {
    let rest = crate::facts::CODES.iter().chain(tables()).chain(quizzes()).chain(OWN);
    rules().chain(rest.map(|&(code, title, text)| Explanation { code, title, text }))
}

#[cfg(feature = "language")]
fn rules() -> impl Iterator<Item = Explanation> {
    crate::check::codes::CODES.iter().map(|&(code, _, title, text)| Explanation { code, title, text })
}

#[cfg(feature = "tables")]
fn tables() -> &'static [(&'static str, &'static str, &'static str)] {
    crate::tables::CODES
}

#[cfg(not(feature = "tables"))]
fn tables() -> &'static [(&'static str, &'static str, &'static str)] {
    &[]
}

#[cfg(feature = "quiz")]
fn quizzes() -> &'static [(&'static str, &'static str, &'static str)] {
    crate::quiz::CODES
}

#[cfg(not(feature = "quiz"))]
fn quizzes() -> &'static [(&'static str, &'static str, &'static str)] {
    &[]
}

#[cfg(not(feature = "language"))]
fn rules() -> impl Iterator<Item = Explanation> {
    std::iter::empty()
}

/// What a code means.
pub fn explain(code: &str) -> Option<Explanation> {
    all().find(|one| one.code == code)
}

#[cfg(test)]
mod tests {
    use super::{all, explain};
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_explained() {
        let codes: Vec<_> = all().map(|one| one.code).collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        assert!(all().all(|one| !one.title.is_empty() && !one.text.is_empty()));
        assert!(explain("file.read").is_some());
        assert!(explain("nothing.of_the_kind").is_none());
    }
}
