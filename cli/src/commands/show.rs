//! `tipicidad show`: one provision.

use crate::arguments::Format;
use crate::failure::Failure;
use crate::output::{Screen, json, print};
use tipicidad::Law;
use tipicidad::catalogue;
use tipicidad::verdict::text;

/// Prints the provision of an id.
pub fn run(law: &Law, id: &str, format: Format, screen: &Screen) -> Result<(), Failure> {
    let show = catalogue::show(law.model(), id)?;
    let answer = match format {
        Format::Json => json(&show)?,
        Format::Text => text::render_show(&show, law.model(), screen.lang, &screen.style),
    };
    Ok(print(&answer)?)
}
