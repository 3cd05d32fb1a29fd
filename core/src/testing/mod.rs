//! Running the examples of rules, and saying which rules no example exercises.
//!
//! An example without `as of` is judged on the last day of its act (`act.ended`, else `act.date`), so that no later and
//! milder law (CPF 56) answers in its place; one about a milder law states `as of`.

mod amounts;
mod coverage;
mod expect;
mod international;
mod prescription;
mod run;

pub use coverage::{Uncovered, coverage};
pub use run::{last_day_of_act, run_examples};

use crate::diagnostic::{Diagnostic, Source};
use crate::exact::Text;
use crate::syntax::tree::Span;
use serde::Serialize;

/// What became of an example.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// Its name.
    pub name: Text,
    /// The expectations that do not hold.
    pub mismatches: Vec<Mismatch>,
}

/// An expectation that does not hold.
#[derive(Clone, Debug, Serialize)]
pub struct Mismatch {
    /// What the example expects.
    pub expected: String,
    /// What the engine answers.
    pub found: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    #[serde(skip)]
    diagnostic: Diagnostic,
}

impl Outcome {
    /// Whether every expectation holds.
    pub fn passed(&self) -> bool {
        self.mismatches.is_empty()
    }
    /// The mismatches as diagnostics about the example's text.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.mismatches.iter().map(|one| one.diagnostic.clone()).collect()
    }
}

impl Mismatch {
    fn new(name: &Text, source: &Source, span: Span, expected: String, found: String) -> Mismatch {
        let message = format!("example `{}`: expected {expected}", name.es);
        let diagnostic = Diagnostic::error("example.failed", message, source, span).label(format!("found {found}"));
        let (line, column) = diagnostic.position();
        Mismatch { expected, found, file: source.path.clone(), line, column, diagnostic }
    }
}
