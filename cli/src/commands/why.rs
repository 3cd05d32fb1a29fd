//! `tipicidad why`: what an offence lacks.

use crate::arguments::{CaseArguments, Format};
use crate::failure::Failure;
use crate::input;
use crate::output::{Screen, json, print};
use tipicidad::Law;
use tipicidad::verdict::text;

/// Prints what fails and what would change it.
pub fn run(law: &Law, arguments: &CaseArguments, id: &str, screen: &Screen) -> Result<(), Failure> {
    let case = input::case(law, arguments)?;
    let why = law.why(&case, id)?;
    let answer = match arguments.format {
        Format::Json => json(&why)?,
        Format::Text => text::render_why(&why, law.model(), screen.lang, &screen.style),
    };
    Ok(print(&answer)?)
}
