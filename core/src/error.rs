//! Errors about cases, tables, readings and packs: one shape everywhere.

use serde::Serialize;

/// What is wrong with an input, where, and what was expected (contract §7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// A stable code: `case.unknown_fact`.
    pub code: &'static str,
    /// One line, lower case, the user's words in backticks.
    pub message: String,
    /// `acts[0].victims[0].age`
    pub path: Option<String>,
    /// What to do: `did you mean …?`
    pub hint: Option<String>,
    /// What was expected.
    pub expected: Option<String>,
    /// The rule file.
    pub file: Option<String>,
    /// Its line, from 1.
    pub line: Option<usize>,
    /// Its column, from 1.
    pub column: Option<usize>,
}

impl Error {
    /// An error with a code and a message.
    pub fn new(code: &'static str, message: impl Into<String>) -> Error {
        Error {
            code,
            message: message.into(),
            path: None,
            hint: None,
            expected: None,
            file: None,
            line: None,
            column: None,
        }
    }
    /// At a place in the input.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Error {
        self.path = Some(path.into());
        self
    }
    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Error {
        self.hint = Some(hint.into());
        self
    }
    /// With what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Error {
        self.expected = Some(expected.into());
        self
    }
}

#[cfg(feature = "language")]
impl From<&crate::diagnostic::Diagnostic> for Error {
    fn from(found: &crate::diagnostic::Diagnostic) -> Error {
        let (line, column) = found.position();
        Error {
            hint: found.help.clone(),
            file: Some(found.source.path.clone()),
            line: Some(line),
            column: Some(column),
            ..Error::new(found.code, found.message.clone())
        }
    }
}
