//! The law that a folder of rules or a compiled pack holds.

use crate::errors::About;
use miette::{GraphicalReportHandler, GraphicalTheme};
use pyo3::prelude::*;
use std::path::Path;
use tipicidad::Error;
use tipicidad::diagnostic::Diagnostic;
use tipicidad_cli::{Failure, Rules};

/// Columns of a report, as of a terminal that says nothing of its own.
const WIDTH: usize = 100;

/// Loads rules.
pub fn load(py: Python<'_>, path: Option<&Path>) -> PyResult<Rules> {
    py.detach(|| tipicidad_cli::law(path)).map_err(|failure| match failure {
        Failure::Errors(errors) => About::Rules.raise_all(py, &errors, ""),
        Failure::Rules(found) => {
            let errors: Vec<Error> = found.iter().map(Error::from).collect();
            About::Rules.raise_all(py, &errors, &report(&found))
        }
        Failure::Told => About::Rules.raise_all(py, &[], ""),
    })
}

/// Diagnostics with the text they underline, without colours: an exception does not know where it is shown.
fn report(found: &[Diagnostic]) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(WIDTH);
    let mut out = String::new();
    for one in found {
        if handler.render_report(&mut out, one).is_err() {
            out.push_str(&format!("{}: {}\n", one.code, one.message));
        }
    }
    out
}
