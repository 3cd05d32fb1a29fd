//! A case as Python gives it: a dict, JSON text, bytes, or the path of a file.

use crate::errors::About;
use crate::value::{self, Failed, day};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use tipicidad::facts::{Case, CaseOptions, MAX_BYTES};
use tipicidad::{Error, Law};

/// The day and the readings that the caller chose.
pub struct Chosen<'py> {
    pub as_of: Option<Bound<'py, PyAny>>,
    pub readings: Vec<(String, String)>,
}

/// Reads a case: judged on the day that was chosen, else its own, else today.
pub fn read(py: Python<'_>, law: &Law, case: &Bound<'_, PyAny>, chosen: Chosen<'_>) -> PyResult<Case> {
    let raise = |error: &Error| About::Case.raise(py, error);
    let text = text(case).map_err(|failed| failed.raise(py, About::Case))?;
    let as_of = chosen.as_of.map(|own| day(&own, "as_of")).transpose();
    let as_of = as_of.map_err(|failed| failed.raise(py, About::Case))?;
    let mut options = CaseOptions { as_of, readings: chosen.readings };
    match py.detach(|| law.read_case(&text, &options)) {
        Err(error) if error.code == "case.missing_as_of" => {
            options.as_of = Some(today(py).map_err(|failed| failed.raise(py, About::Case))?);
            py.detach(|| law.read_case(&text, &options)).map_err(|error| raise(&error))
        }
        read => read.map_err(|error| raise(&error)),
    }
}

/// The local civil day.
pub fn today(py: Python<'_>) -> Result<tipicidad::exact::Date, Failed> {
    day(&value::date_class(py)?.call_method0("today")?, "as_of")
}

/// The JSON text of a case.
fn text(case: &Bound<'_, PyAny>) -> Result<Vec<u8>, Failed> {
    if let Ok(dict) = case.cast::<PyDict>() {
        return value::text(dict.as_any());
    }
    if let Ok(text) = case.cast::<PyString>() {
        let text = value::characters(text)?;
        return match named(&text) {
            Some(path) => Ok(file(&path)?),
            None => Ok(text.into_owned().into_bytes()),
        };
    }
    if let Ok(bytes) = case.cast::<PyBytes>() {
        return Ok(bytes.as_bytes().to_vec());
    }
    if case.hasattr("__fspath__")? {
        return Ok(file(&case.extract::<PathBuf>()?)?);
    }
    value::text(case)
}

/// The path that a text names: it is no JSON of a case, and ends like a file or is one.
fn named(text: &str) -> Option<PathBuf> {
    let first = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).chars().next()?;
    let path = Path::new(text);
    let like_a_file = || path.extension().is_some_and(|ending| ending == "json") || path.is_file();
    (!matches!(first, '{' | '[' | '"') && like_a_file()).then(|| path.to_owned())
}

/// The bytes of a file; of what is too large only enough to see that it is.
fn file(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let most = MAX_BYTES as u64 + 1;
    match File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Error {
            file: Some(path.display().to_string()),
            ..Error::new("file.read", format!("`{}` cannot be read: {error}", path.display()))
        }),
    }
}
