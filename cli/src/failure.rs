//! What went wrong, and how it is told.

use crate::arguments::Format;
use crate::output;
use miette::{GraphicalReportHandler, GraphicalTheme};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use tipicidad::diagnostic::Diagnostic;
use tipicidad::error::Error;

/// Why a command ends with exit code 1.
pub enum Failure {
    /// Errors about a case, a pack or a file.
    Errors(Vec<Error>),
    /// What is wrong with rules.
    Rules(Vec<Diagnostic>),
    /// The command has already said what is wrong.
    Told,
}

impl Failure {
    /// Tells stderr, and stdout as JSON when that is the format.
    pub fn report(&self, format: Format) {
        let errors: Vec<Error> = match self {
            Failure::Errors(errors) => {
                errors.iter().for_each(|error| eprintln!("{}", written(error)));
                errors.clone()
            }
            Failure::Rules(diagnostics) => {
                eprint!("{}", rendered(diagnostics));
                diagnostics.iter().map(Error::from).collect()
            }
            Failure::Told => return,
        };
        if format == Format::Json {
            // What cannot be written has been said on stderr.
            let _ = output::json(&BTreeMap::from([("errors", errors)])).and_then(|text| output::print(&text));
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Errors(vec![error])
    }
}

/// An error in text.
fn written(error: &Error) -> String {
    let colour = output::colour(&std::io::stderr());
    let head =
        if colour { format!("\u{1b}[31merror[{}]\u{1b}[0m", error.code) } else { format!("error[{}]", error.code) };
    let mut out = format!("{head}: {}", error.message);
    let place = match (&error.file, error.line, error.column) {
        (Some(file), Some(line), Some(column)) => Some(format!("{file}:{line}:{column}")),
        (Some(file), _, _) => Some(file.clone()),
        (None, Some(line), Some(column)) => Some(format!("line {line}, column {column}")),
        _ => None,
    };
    for (word, said) in [("in", &place), ("at", &error.path), ("expected", &error.expected), ("hint", &error.hint)] {
        if let Some(said) = said {
            out.push_str(&format!("\n  {word}: {said}"));
        }
    }
    out
}

/// Diagnostics with the text they are about.
pub fn rendered(diagnostics: &[Diagnostic]) -> String {
    let theme = match (output::colour(&std::io::stderr()), std::io::stderr().is_terminal()) {
        (true, _) => GraphicalTheme::unicode(),
        (false, true) => GraphicalTheme::unicode_nocolor(),
        (false, false) => GraphicalTheme::none(),
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(output::width(&std::io::stderr()));
    let mut out = String::new();
    for found in diagnostics {
        if handler.render_report(&mut out, found).is_err() {
            out.push_str(&format!("{}: {}\n", found.code, found.message));
        }
    }
    out
}
