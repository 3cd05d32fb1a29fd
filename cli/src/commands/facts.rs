//! `tipicidad facts`: the vocabulary.

use crate::arguments::FactsFormat;
use crate::failure::Failure;
use crate::output::{Screen, json, print};
use tipicidad::Law;
use tipicidad::facts;
use tipicidad::verdict::text;

/// Prints what a case may say.
pub fn run(law: &Law, format: FactsFormat, screen: &Screen) -> Result<(), Failure> {
    let model = law.model();
    let answer = match format {
        FactsFormat::Text => text::render_facts(model, screen.lang, &screen.style),
        FactsFormat::Json => json(&facts::list(model))?,
        FactsFormat::JsonSchema => json(&facts::json_schema(model))?,
        FactsFormat::Typescript => facts::typescript(model),
        FactsFormat::Python => facts::python_types(model),
        FactsFormat::CsvHeader => format!("{}\n", facts::csv_header(model)),
    };
    Ok(print(&answer)?)
}
