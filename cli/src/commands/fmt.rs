//! `tipicidad fmt`: rules in their canonical form.

use crate::failure::Failure;
use crate::output::print;
use crate::rules;
use std::fs;
use std::path::PathBuf;
use tipicidad::error::Error;
use tipicidad::syntax;

/// Rewrites files, or says which would change. Files that do not parse are left as they are.
pub fn run(paths: &[PathBuf], check: bool) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    let mut changed = Vec::new();
    for file in rules::files(paths)? {
        match syntax::format(&file.source) {
            Ok(text) if text == *file.source.text => {}
            Ok(text) => {
                if !check {
                    fs::write(&file.file, text).map_err(|error| {
                        let name = file.file.display().to_string();
                        Error { file: Some(name.clone()), ..Error::new("file.write", format!("`{name}`: {error}")) }
                    })?;
                }
                changed.push(file.file.display().to_string());
            }
            Err(diagnostics) => wrong.extend(diagnostics),
        }
    }
    print(&changed.iter().map(|name| format!("{name}\n")).collect::<String>())?;
    if !wrong.is_empty() {
        return Err(Failure::Rules(wrong));
    }
    if check && !changed.is_empty() {
        eprintln!("{} files are not formatted; `tipicidad fmt` formats them", changed.len());
        return Err(Failure::Told);
    }
    Ok(())
}
