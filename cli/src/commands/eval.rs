//! `tipicidad eval`: a case judged.

use crate::arguments::{CaseArguments, Format};
use crate::failure::Failure;
use crate::input;
use crate::output::{Screen, print};
use tipicidad::Law;
use tipicidad::verdict::text;

/// Prints the verdict.
pub fn run(law: &Law, arguments: &CaseArguments, screen: &Screen) -> Result<(), Failure> {
    let case = input::case(law, arguments)?;
    let verdict = law.evaluate(&case);
    let answer = match arguments.format {
        Format::Json => format!("{}\n", verdict.to_json()),
        Format::Text => text::render(&verdict, law.model(), screen.lang, &screen.style),
    };
    Ok(print(&answer)?)
}
