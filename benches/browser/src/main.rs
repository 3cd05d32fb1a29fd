//! Writes the rules and cases of `benches/peers` for the engines that run in JavaScript: `inputs FOLDER`.
#![allow(dead_code, reason = "the modules of benches/peers know more engines than are asked here")]

#[path = "../../peers/src/generator.rs"]
mod generator;
#[path = "../../peers/src/words.rs"]
mod words;
/// What `words` asks of tipicidad.
mod tipicidad_side {
    /// The day on which every case is judged.
    pub const AS_OF: &str = "2026-01-01";
}

use generator::{Case, Rule, applies, cases, rules};
use serde_json::{Value, json};
use std::path::Path;

/// How many rules there are, and cases.
const RULES: usize = 25;
const CASES: usize = 2_000;
/// The day of every act.
const DATE: &str = "2020-06-01";

fn main() {
    let folder = std::env::args().nth(1).expect("a folder to write to");
    let folder = Path::new(&folder);
    let (rules, cases): (Vec<Rule>, Vec<Case>) = (rules(RULES), cases(1).take(CASES).collect());
    let read = |text: String| serde_json::from_str::<Value>(&text).expect("a case is JSON");
    let right = |case: &Case| rules.iter().enumerate().filter(|(_, rule)| applies(rule, case)).map(|(at, _)| at).collect();
    let all = json!({
        "cedar": words::cedar(&rules),
        "zen": words::zen_table(&rules),
        "zen_expressions": words::zen_expressions(&rules),
        "cases": cases.iter().map(|case| read(words::case_json(case))).collect::<Vec<_>>(),
        "counts": cases.iter().map(|case| read(words::count_json(case, DATE))).collect::<Vec<_>>(),
        "right": cases.iter().map(right).collect::<Vec<Vec<usize>>>(),
    });
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("the folder can be written");
    write("inputs.json", &all.to_string());
    std::fs::create_dir_all(folder.join("rules")).expect("the folder can be written");
    write("rules/peers.tip", &words::tip(&rules));
}
