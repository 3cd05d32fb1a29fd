//! `tipicidad explain`: a code at length.

use crate::failure::Failure;
use crate::output::print;
use tipicidad::codes;
use tipicidad::error::Error;
use tipicidad::exact::nearest;

/// Prints what a code means and what to do about it.
pub fn run(code: &str) -> Result<(), Failure> {
    match codes::explain(code) {
        Some(found) => Ok(print(&format!("{}: {}\n\n{}\n", found.code, found.title, found.text))?),
        None => {
            let error = Error::new("explain.unknown_code", format!("no diagnostic or error has the code `{code}`"));
            Err(match nearest(code, codes::all().map(|one| one.code)) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint("`tipicidad check --codes` lists every code"),
            }
            .into())
        }
    }
}
