//! Text to syntax tree and back.

pub mod international;
pub mod keywords;
pub mod lexer;
mod parse;
mod print;
#[cfg(test)]
mod tests;
pub mod time;
pub mod tree;

pub use lexer::{MAX_SOURCE_BYTES, normalise};
pub use parse::{MAX_DEPTH, Parsed, parse};
pub use print::print;

use crate::diagnostic::{Diagnostic, Source};

/// The canonical text of a source.
///
/// # Errors
/// The syntax errors, when there are any: text that is not understood is never rewritten.
///
/// ```
/// use tipicidad::{diagnostic::Source, syntax::format};
/// let source = Source { path: "a.tip".into(), text: "term minor \"menor\"/\"minor\"=victim.age under 18".into() };
/// assert_eq!(format(&source).unwrap_or_default(), "term minor \"menor\" / \"minor\" = victim.age under 18\n");
/// ```
pub fn format(source: &Source) -> Result<String, Vec<Diagnostic>> {
    let parsed = parse(source);
    if parsed.diagnostics.is_empty() { Ok(print(&parsed.file)) } else { Err(parsed.diagnostics) }
}

/// What an example expects of jurisdiction or extradition, as it is written.
pub(crate) fn print_international(expected: &international::InternationalExpect) -> String {
    print::international(expected)
}

/// What an example expects of a prescription, as it is written.
pub(crate) fn print_prescription(expected: &time::PrescriptionExpect) -> String {
    print::prescription(expected)
}
