//! A quiz, kept as the engine made it until somebody reads it.

use crate::errors::About;
use crate::law::json;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tipicidad::exact::Lang;
use tipicidad::quiz::{next, read_answers};
use tipicidad_cli::quiz::{Platform, file};

/// Questions made from a law.
#[pyclass(frozen, module = "tipicidad._native")]
pub struct Quiz {
    quiz: tipicidad::quiz::Quiz,
}

impl Quiz {
    pub fn new(quiz: tipicidad::quiz::Quiz) -> Quiz {
        Quiz { quiz }
    }
}

#[pymethods]
impl Quiz {
    /// The bytes of the command, without the newline.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| json(&self.quiz))
    }
    /// The file of a platform: Spanish, or English.
    fn export<'py>(&self, py: Python<'py>, platform: &str, english: bool) -> PyResult<Bound<'py, PyBytes>> {
        let Some(platform) = Platform::named(platform) else {
            return Err(PyValueError::new_err(format!(
                "no format is called {platform:?}: choose one of {}",
                Platform::names()
            )));
        };
        let lang = if english { Lang::En } else { Lang::Es };
        let made = py.detach(|| file(&self.quiz, platform, lang)).map_err(|error| About::Quiz.raise(py, &error))?;
        Ok(PyBytes::new(py, &made))
    }
    /// What to train next, from answers as JSON.
    fn next(&self, py: Python<'_>, answers: &str) -> PyResult<String> {
        let answers = read_answers(answers.as_bytes()).map_err(|error| About::Quiz.raise(py, &error))?;
        Ok(py.detach(|| json(&next(&self.quiz.items, &answers))))
    }
}
