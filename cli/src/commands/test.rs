//! `tipicidad test`: the examples of the rules, run.

use crate::arguments::Format;
use crate::failure::{Failure, rendered};
use crate::output::{Screen, json, print};
use crate::rules;
use serde::Serialize;
use std::path::PathBuf;
use tipicidad::Law;
use tipicidad::testing::{self, Outcome};

/// What is said as JSON.
#[derive(Serialize)]
struct Report<'a> {
    examples: &'a [Outcome],
    uncovered: Option<&'a Vec<tipicidad::testing::Uncovered>>,
}

/// Runs examples and says which expectations fail.
pub fn run(paths: &[PathBuf], coverage: bool, format: Format, screen: &Screen) -> Result<(), Failure> {
    let checked = tipicidad::check::check(&rules::sources(paths)?);
    let errors = rules::errors(&checked);
    let Some(model) = checked.model.filter(|_| errors.is_empty()) else { return Err(Failure::Rules(errors)) };
    let law = Law::from_model(model);
    let outcomes = testing::run_examples(&law, &checked.examples);
    let failed: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.passed()).collect();
    let uncovered = if coverage { testing::coverage(&law, &checked.examples) } else { Vec::new() };
    match format {
        Format::Json => {
            let covered = coverage.then_some(&uncovered);
            print(&json(&Report { examples: &outcomes, uncovered: covered })?)?;
        }
        Format::Text => {
            for outcome in &failed {
                eprint!("{}", rendered(&outcome.diagnostics()));
            }
            let mut text = String::new();
            for one in &uncovered {
                text.push_str(&format!("{}\n", one.text.get(screen.lang)));
            }
            text.push_str(&format!("{} examples, {} failed", outcomes.len(), failed.len()));
            if coverage {
                text.push_str(&format!(", {} not covered", uncovered.len()));
            }
            print(&format!("{text}\n"))?;
        }
    }
    if failed.is_empty() && uncovered.is_empty() { Ok(()) } else { Err(Failure::Told) }
}
