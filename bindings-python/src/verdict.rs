//! A verdict, kept as the engine made it until somebody reads it.

use pyo3::prelude::*;
use std::sync::Arc;
use tipicidad::exact::Lang;
use tipicidad::verdict::text::{self, Style};
use tipicidad_cli::Rules;

/// The answer to a case.
#[pyclass(frozen, module = "tipicidad._native")]
pub struct Verdict {
    verdict: tipicidad::verdict::Verdict,
    rules: Arc<Rules>,
}

impl Verdict {
    pub fn new(verdict: tipicidad::verdict::Verdict, rules: Arc<Rules>) -> Verdict {
        Verdict { verdict, rules }
    }
}

#[pymethods]
impl Verdict {
    /// The bytes of the command, without the newline.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.verdict.to_json())
    }
    /// The verdict in prose: Spanish, or English.
    fn explain(&self, py: Python<'_>, english: bool, width: usize) -> String {
        let lang = if english { Lang::En } else { Lang::Es };
        let style = Style { colour: false, width };
        py.detach(|| text::render(&self.verdict, self.rules.model(), lang, &style))
    }
}
