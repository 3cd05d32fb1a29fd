//! What is looked at once everything is read.

pub(crate) mod accept;

use super::Checker;

/// Runs every lint.
pub(crate) fn run(checker: &Checker) {
    let _ = checker;
}
