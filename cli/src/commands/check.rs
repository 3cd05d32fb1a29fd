//! `tipicidad check`: every mistake in rules.

use crate::arguments::Format;
use crate::failure::{Failure, rendered};
use crate::output::{json, print};
use crate::rules;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tipicidad::check::codes::PEDANTIC;
use tipicidad::codes;
use tipicidad::diagnostic::{Diagnostic, Level};
use tipicidad::error::Error;

/// Checks rules; warnings fail only when pedantic.
pub fn run(paths: &[PathBuf], format: Format, list_codes: bool, pedantic: bool) -> Result<(), Failure> {
    if list_codes {
        return list(format);
    }
    let checked = tipicidad::check::check(&rules::sources(paths)?);
    let shown = |found: &Diagnostic| pedantic || !PEDANTIC.contains(&found.code);
    let (errors, warnings): (Vec<Diagnostic>, Vec<Diagnostic>) =
        checked.diagnostics.into_iter().filter(shown).partition(|found| pedantic || found.level == Level::Error);
    eprint!("{}{}", rendered(&errors), rendered(&warnings));
    match format {
        Format::Json => {
            let list = |found: &[Diagnostic]| found.iter().map(Error::from).collect::<Vec<_>>();
            print(&json(&BTreeMap::from([("errors", list(&errors)), ("warnings", list(&warnings))]))?)?;
        }
        Format::Text => {
            let held = checked.model.as_ref().map_or_else(String::new, |model| {
                format!(
                    "{} provisions, {} facts, {} examples; ",
                    model.provisions.len(),
                    model.facts.len(),
                    model.examples.len()
                )
            });
            print(&format!("{held}{}, {}\n", counted(errors.len(), "error"), counted(warnings.len(), "warning")))?;
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Failure::Told) }
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn list(format: Format) -> Result<(), Failure> {
    let codes: Vec<_> = codes::all().collect();
    let answer = match format {
        Format::Json => json(&BTreeMap::from([("codes", codes)]))?,
        Format::Text => codes.iter().map(|one| format!("{:<32} {}\n", one.code, one.title)).collect(),
    };
    Ok(print(&answer)?)
}
