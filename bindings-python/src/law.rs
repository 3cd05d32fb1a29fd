//! A law, and what may be asked of it. Answers go to Python as JSON text, whose bytes are those of the command.

use crate::case::{Chosen, read};
use crate::errors::About;
use crate::quiz::Quiz;
use crate::rules;
use crate::sample;
use crate::table::{Options, Work};
use crate::verdict::Verdict;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;
use tipicidad::catalogue::{catalogue, pack};
use tipicidad::facts::{self, Case};
use tipicidad::quiz::QuizPlan;
use tipicidad_cli::Rules;

/// A compiled law.
#[pyclass(frozen, module = "tipicidad._native")]
pub struct Law {
    rules: Arc<Rules>,
}

impl Law {
    fn case(&self, py: Python<'_>, case: &Bound<'_, PyAny>, chosen: Chosen<'_>) -> PyResult<Case> {
        read(py, &self.rules, case, chosen)
    }
}

#[pymethods]
impl Law {
    /// The law of a folder of rules or a compiled pack; without a path, the embedded one.
    #[new]
    #[pyo3(signature = (path=None))]
    fn new(py: Python<'_>, path: Option<PathBuf>) -> PyResult<Law> {
        Ok(Law { rules: Arc::new(rules::load(py, path.as_deref())?) })
    }
    /// The law of the bytes of a pack.
    #[staticmethod]
    fn from_pack(py: Python<'_>, bytes: &[u8]) -> PyResult<Law> {
        let law = py.detach(|| tipicidad::Law::from_pack(bytes)).map_err(|error| About::Rules.raise(py, &error))?;
        Ok(Law { rules: Arc::new(Rules::Loaded(Box::new(law))) })
    }
    /// The bytes of its pack.
    fn to_pack<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let pack = py.detach(|| self.rules.to_pack()).map_err(|error| About::Rules.raise(py, &error))?;
        Ok(PyBytes::new(py, &pack))
    }
    /// Whether it is the law of the package.
    fn embedded(&self) -> bool {
        matches!(*self.rules, Rules::Embedded(_))
    }
    /// Its name, version, day and digest.
    fn pack(&self) -> String {
        json(&pack(self.rules.model()))
    }
    /// Judges a case.
    fn evaluate(
        &self,
        py: Python<'_>,
        case: &Bound<'_, PyAny>,
        as_of: Option<Bound<'_, PyAny>>,
        readings: Vec<(String, String)>,
    ) -> PyResult<Verdict> {
        let case = self.case(py, case, Chosen { as_of, readings })?;
        Ok(Verdict::new(py.detach(|| self.rules.evaluate(&case)), Arc::clone(&self.rules)))
    }
    /// Which offences stand in each count.
    fn match_only(
        &self,
        py: Python<'_>,
        case: &Bound<'_, PyAny>,
        as_of: Option<Bound<'_, PyAny>>,
        readings: Vec<(String, String)>,
    ) -> PyResult<String> {
        let case = self.case(py, case, Chosen { as_of, readings })?;
        let named = |matched: &tipicidad::verdict::Matched| serde_json::json!({"offence": *matched.offence, "status": matched.status});
        let counts = py.detach(|| self.rules.match_only(&case));
        Ok(json(&counts.iter().map(|count| count.iter().map(named).collect()).collect::<Vec<Vec<_>>>()))
    }
    /// Why an offence applies or not.
    fn why(
        &self,
        py: Python<'_>,
        case: &Bound<'_, PyAny>,
        id: &str,
        as_of: Option<Bound<'_, PyAny>>,
        readings: Vec<(String, String)>,
    ) -> PyResult<String> {
        let case = self.case(py, case, Chosen { as_of, readings })?;
        let why = py.detach(|| self.rules.why(&case, id)).map_err(|error| About::Case.raise(py, &error))?;
        Ok(json(&why))
    }
    /// The next questions.
    fn ask(
        &self,
        py: Python<'_>,
        case: &Bound<'_, PyAny>,
        as_of: Option<Bound<'_, PyAny>>,
        readings: Vec<(String, String)>,
    ) -> PyResult<String> {
        let case = self.case(py, case, Chosen { as_of, readings })?;
        Ok(json(&py.detach(|| self.rules.ask(&case))))
    }
    /// Every provision and version.
    fn catalogue(&self, py: Python<'_>) -> String {
        py.detach(|| catalogue(self.rules.model()).to_json())
    }
    /// The vocabulary.
    fn facts(&self, py: Python<'_>) -> String {
        py.detach(|| json(&facts::list(self.rules.model())))
    }
    /// The JSON Schema of a case.
    fn json_schema(&self, py: Python<'_>) -> String {
        py.detach(|| json(&facts::json_schema(self.rules.model())))
    }
    /// The examples of the rules, each a case that may be judged.
    fn examples(&self, py: Python<'_>) -> String {
        py.detach(|| json(&sample::examples(&self.rules)))
    }
    /// Synthetic cases, the same for the same seed.
    fn sample(&self, py: Python<'_>, number: usize, seed: u64) -> String {
        py.detach(|| json(&sample::cases(&self.rules, number, seed)))
    }
    /// Questions made by a plan, as JSON.
    fn quiz(&self, py: Python<'_>, plan: &str) -> PyResult<Quiz> {
        let made = py.detach(|| self.rules.quiz(&QuizPlan::read(plan.as_bytes())?));
        Ok(Quiz::new(made.map_err(|error| About::Quiz.raise(py, &error))?))
    }
    /// A table being classified.
    fn work(&self, py: Python<'_>, table: &Bound<'_, PyAny>, options: Options<'_>) -> PyResult<Work> {
        Work::begin(py, Arc::clone(&self.rules), table, options)
    }
}

/// An answer as one line of JSON.
pub fn json(answer: &impl Serialize) -> String {
    // INVARIANT: every key is a string and every number an integer, so serialising cannot fail.
    serde_json::to_string(answer).unwrap_or_default()
}
