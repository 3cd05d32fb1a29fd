//! `tipicidad compile`: a folder of rules to a pack.

use crate::failure::Failure;
use crate::output::print;
use crate::rules;
use std::fs;
use std::path::Path;
use tipicidad::Law;
use tipicidad::error::Error;

/// Writes the pack of a folder, with the examples of its rules or without.
pub fn run(folder: &Path, output: &Path, with_examples: bool) -> Result<(), Failure> {
    let mut model = rules::model(folder)?;
    if !with_examples {
        model.examples = Vec::new().into();
    }
    let law = Law::from_model(model);
    let pack = law.to_pack()?;
    fs::write(output, &pack).map_err(|error| {
        let name = output.display().to_string();
        Error { file: Some(name.clone()), ..Error::new("file.write", format!("`{name}` cannot be written: {error}")) }
    })?;
    let info = &law.model().pack;
    Ok(print(&format!(
        "{}: {} {}, {} bytes, {}\n",
        output.display(),
        info.name,
        info.version,
        pack.len(),
        info.digest
    ))?)
}
