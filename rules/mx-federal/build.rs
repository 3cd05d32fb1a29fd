//! Checks and compiles the rule files of this crate, and leaves the pack where `src/lib.rs` embeds it.
//!
//! A mistake in the rules fails the build with the same diagnostics that `tipicidad check` shows.

use miette::{GraphicalReportHandler, GraphicalTheme};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tipicidad::Law;
use tipicidad::diagnostic::{Level, Source};

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names no folder of the crate")?);
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo names no folder for the output")?);
    println!("cargo::rerun-if-changed=build.rs");
    let mut sources = Vec::new();
    collect(&folder, &folder, &mut sources)?;
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let checked = tipicidad::check::check(&sources);
    let errors: Vec<_> = checked.diagnostics.iter().filter(|found| found.level == Level::Error).collect();
    if !errors.is_empty() {
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
        let mut report = format!("{} mistakes in the rules\n", errors.len());
        for found in errors {
            handler.render_report(&mut report, found)?;
        }
        return Err(report.into());
    }
    let model = checked.model.ok_or("the rules gave no model, and no reason why")?;
    let pack = Law::from_model(model).to_pack()?;
    // The law is read in place: whether all of it can be read is found out here.
    Law::from_pack(&pack)?;
    fs::write(out.join("mx-federal.pack"), pack)?;
    Ok(())
}

/// Every rule file below a folder, its path relative to the root, with `/`.
fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("src") && !path.ends_with("target") {
                collect(root, &path, sources)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "tip") {
            println!("cargo::rerun-if-changed={}", path.display());
            let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let relative = path.strip_prefix(root)?.components().map(|part| part.as_os_str().to_string_lossy());
            let relative = relative.collect::<Vec<_>>().join("/");
            sources.push(Source { path: relative, text: text.replace("\r\n", "\n").into() });
        }
    }
    Ok(())
}
