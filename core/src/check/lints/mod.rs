//! What is looked at once everything is read.
//!
//! Errors are looked for in every item that is sound so far; what asks whether something is *missing* from the whole waits
//! until the whole is sound, so that one mistake is not told twice.

pub(crate) mod accept;
mod circles;
mod conflicts;
pub(crate) mod impossible;
mod logic;
mod penalties;
mod qualifiers;
mod reach;
pub(crate) mod rows;
mod sources;
mod usage;

use super::Checker;

/// Runs every lint.
pub(crate) fn run(checker: &Checker) {
    penalties::check(checker);
    circles::check(checker);
    impossible::check(checker);
    qualifiers::check(checker);
    conflicts::forbidden(checker);
    if checker.report.errors() == 0 {
        conflicts::check(checker);
        usage::check(checker);
        sources::check(checker);
    }
}
