//! Errors of the engine as exceptions of the package.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};
use tipicidad::Error;

/// What an error is about: the exception that tells it.
#[derive(Clone, Copy, Debug)]
pub enum About {
    /// Rules or a pack.
    Rules,
    /// A case.
    Case,
    /// A table.
    Table,
    /// A quiz.
    Quiz,
}

/// An id that no provision has is a mistake of neither rules, case nor table.
const UNKNOWN_ID: [&str; 2] = ["catalogue.", "query."];

impl About {
    /// The exception of an error.
    pub fn raise(self, py: Python<'_>, error: &Error) -> PyErr {
        self.exception(py, error).unwrap_or_else(|failed| failed)
    }
    /// The exception of mistakes in rules, with all of them, and the text they underline.
    pub fn raise_all(self, py: Python<'_>, errors: &[Error], report: &str) -> PyErr {
        let Some(first) = errors.first() else {
            return self.raise(py, &Error::new("file.no_rules", "the rules give no law"));
        };
        let told = || {
            let exception = self.exception(py, first)?;
            let all = serde_json::to_string(errors).unwrap_or_default();
            exception.value(py).call_method1("tell_all", (all, report))?;
            Ok(exception)
        };
        told().unwrap_or_else(|failed: PyErr| failed)
    }
    fn exception(self, py: Python<'_>, error: &Error) -> PyResult<PyErr> {
        let given = PyDict::new(py);
        given.set_item("code", error.code)?;
        given.set_item("path", &error.path)?;
        given.set_item("hint", &error.hint)?;
        given.set_item("expected", &error.expected)?;
        given.set_item("file", &error.file)?;
        given.set_item("line", error.line)?;
        given.set_item("column", error.column)?;
        let class = self.class(py, error.code)?;
        Ok(PyErr::from_value(class.call((&error.message,), Some(&given))?))
    }
    fn class<'py>(self, py: Python<'py>, code: &str) -> PyResult<&'py Bound<'py, PyType>> {
        static GENERAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        static RULES: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        static CASE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        static TABLE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let (place, name) = match self {
            _ if UNKNOWN_ID.iter().any(|of| code.starts_with(of)) => (&GENERAL, "TipicidadError"),
            About::Quiz => (&GENERAL, "TipicidadError"),
            About::Rules => (&RULES, "RulesError"),
            About::Case => (&CASE, "CaseError"),
            About::Table => (&TABLE, "TableError"),
        };
        place.import(py, "tipicidad.errors", name)
    }
}
