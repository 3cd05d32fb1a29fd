//! `tipicidad compile`: a folder of rules to a pack.

use crate::failure::Failure;
use crate::output::print;
use crate::rules;
use std::fs;
use std::path::Path;
use tipicidad::error::Error;

/// Writes the pack of a folder.
pub fn run(folder: &Path, output: &Path) -> Result<(), Failure> {
    let law = rules::compiled(folder)?;
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
