//! How a table is classified.

use crate::exact::Date;
use crate::facts::RowOptions;

/// How a table is classified, and what is written of the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// The day for rows that do not name one, and for nested cases.
    pub as_of: Option<Date>,
    /// The day when nothing else names one.
    pub today: Option<Date>,
    /// What is absent is false, for rows that do not say so themselves.
    pub closed_world: bool,
    /// Readings by name; the last of a name wins.
    pub readings: Vec<(String, String)>,
    /// Only which offences apply, are undetermined, displaced or excluded.
    pub match_only: bool,
    /// The columns of the answer to write; `None`: all.
    pub columns: Option<Vec<String>>,
    /// One row a charge instead of one a count.
    pub per_charge: bool,
    /// Consecutive rows of one `case` are judged as one case.
    pub by_case: bool,
    /// Columns of the table that are carried along, beside those named `x.…`.
    pub keep: Vec<String>,
    /// What becomes of a row that cannot be read.
    pub on_error: OnError,
}

/// What becomes of a row that cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// The first one ends the work.
    #[default]
    Stop,
    /// It is written with its error and no answer.
    Null,
    /// It is set aside.
    Reject,
}

impl TableOptions {
    /// How each row is read.
    pub(super) fn rows(&self) -> RowOptions {
        RowOptions {
            as_of: self.as_of.or(self.today),
            closed_world: self.closed_world,
            assume: true,
            readings: self.readings.clone(),
        }
    }
}
