//! Checks a folder of rules named by `TIP_DIR` and prints what is found: for people, not part of the suite.

use std::path::Path;
use tipicidad::check::check;
use tipicidad::diagnostic::{Level, Source};

fn gather(root: &Path, dir: &Path, sources: &mut Vec<Source>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    let mut entries: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            gather(root, &path, sources);
        } else if path.extension().is_some_and(|ext| ext == "tip") {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            sources.push(Source { path: name, text: text.into() });
        }
    }
}

#[test]
#[ignore = "reads the folder of TIP_DIR"]
fn folder() {
    let Ok(dir) = std::env::var("TIP_DIR") else { return };
    let mut sources = Vec::new();
    gather(Path::new(&dir), Path::new(&dir), &mut sources);
    let start = std::time::Instant::now();
    let checked = check(&sources);
    let took = start.elapsed();
    for found in &checked.diagnostics {
        let (line, column) = found.position();
        let level = if found.level == Level::Error { "E" } else { "W" };
        let help = found.help.as_deref().unwrap_or("");
        let (path, text) = (&found.source.path, found.underlined());
        println!("{level} {path}:{line}:{column} {} {} [{text}] — {help}", found.code, found.message);
    }
    let errors = checked.diagnostics.iter().filter(|d| d.level == Level::Error).count();
    let warnings = checked.diagnostics.len() - errors;
    println!(
        "{} files, {errors} errors, {warnings} warnings, {} examples, {took:?}",
        sources.len(),
        checked.examples.len()
    );
    if let Some(model) = checked.model {
        println!(
            "{} facts, {} terms, {} atoms, {} provisions, {} conflicts",
            model.facts.len(),
            model.terms.len(),
            model.atoms.len(),
            model.provisions.len(),
            model.conflicts.len()
        );
    }
}
