//! `tipicidad ask`: the next questions.

use crate::arguments::{CaseArguments, Format};
use crate::failure::Failure;
use crate::input;
use crate::output::{Screen, json, print};
use tipicidad::Law;
use tipicidad::verdict::text;

/// Prints the questions, the most useful first.
pub fn run(law: &Law, arguments: &CaseArguments, screen: &Screen) -> Result<(), Failure> {
    let case = input::case(law, arguments)?;
    let ask = law.ask(&case);
    let answer = match arguments.format {
        Format::Json => json(&ask)?,
        Format::Text => text::render_ask(&ask, law.model(), screen.lang, &screen.style),
    };
    Ok(print(&answer)?)
}
