//! The native half of the Python package `tipicidad`: what Python cannot do quickly, in the shapes that Rust has.
//!
//! It is private: the classes that people see are those of `python/tipicidad`, one for each of these.

mod case;
mod errors;
mod law;
mod quiz;
mod rules;
mod sample;
mod table;
mod value;
mod verdict;

use pyo3::prelude::*;
use std::ffi::OsString;

/// The native half of tipicidad.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::law::Law;
    #[pymodule_export]
    use super::quiz::Quiz;
    #[pymodule_export]
    use super::run;
    #[pymodule_export]
    use super::table::{Answers, Work};
    #[pymodule_export]
    use super::verdict::Verdict;

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "the name that packages of Python give it")]
    const __version__: &str = tipicidad::verdict::VERSION;
}

/// Runs the command `tipicidad` with these arguments, the first of which is its name, and gives its exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| tipicidad_cli::run(arguments))
}
