//! `tipicidad catalogue`: every provision and version.

use crate::arguments::Format;
use crate::failure::Failure;
use crate::output::{Screen, print};
use tipicidad::Law;
use tipicidad::catalogue::catalogue;
use tipicidad::verdict::text;

/// Prints the catalogue.
pub fn run(law: &Law, format: Format, screen: &Screen) -> Result<(), Failure> {
    let catalogue = catalogue(law.model());
    let answer = match format {
        Format::Json => format!("{}\n", catalogue.to_json()),
        Format::Text => text::render_catalogue(&catalogue, law.model(), screen.lang, &screen.style),
    };
    Ok(print(&answer)?)
}
