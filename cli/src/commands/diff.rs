//! `tipicidad diff`: what the law changed between two days.

use crate::arguments::Format;
use crate::failure::Failure;
use crate::output::{Screen, json, print};
use tipicidad::Law;
use tipicidad::catalogue;
use tipicidad::exact::Date;
use tipicidad::verdict::text;

/// Prints what differs.
pub fn run(law: &Law, (from, to): (Date, Date), format: Format, screen: &Screen) -> Result<(), Failure> {
    let diff = catalogue::diff(law.model(), from, to);
    let answer = match format {
        Format::Json => json(&diff)?,
        Format::Text => text::render_diff(&diff, law.model(), screen.lang, &screen.style),
    };
    Ok(print(&answer)?)
}
