//! The same decisions on tipicidad and on other engines, one thread. `benches/peers/run` is how this is started.
//!
//!     tipicidad-peers FOLDER [--quick]
//!
//! Writes what it measured to FOLDER/rust.json, and beside it the rules, cases, columns and right answers for the engines
//! that are called from Python. An engine is timed only after its answers were found equal to the right ones.
#![warn(missing_docs)]

mod by_hand;
mod engine;
mod generator;
mod peers;
mod tables;
mod timing;
mod tipicidad_side;
mod words;

use engine::Engine;
use generator::{Case, RULE_COUNTS, Rule, applies, cases, rules};
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::Path;
use timing::{Effort, each, effort};
use tipicidad_side::{Depth, Single, law};

/// How many single cases there are.
const CASES: usize = 2_000;
/// The cases that take turns when one is timed: too many to be learnt by heart, and few enough that what is timed is the engine
/// and not the way to memory.
const TIMED: usize = 100;

/// What was measured, one line a figure.
pub struct Figures(Vec<Value>);

impl Figures {
    /// Adds a figure; `rows`: over how many rows of a table it is the mean.
    pub fn add(&mut self, measure: &str, engine: &str, rules: usize, nanoseconds: f64, rows: Option<usize>) {
        eprintln!("{measure:6} {rules:5} rules  {engine:45} {nanoseconds:>14.1} ns");
        self.0.push(json!({
            "measure": measure, "engine": engine, "language": "rust", "rules": rules, "ns": nanoseconds, "rows": rows,
        }));
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().expect("a folder to write to");
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let (folder, effort) = (Path::new(folder), effort(quick));
    let mut figures = Figures(Vec::new());
    let all: Vec<Case> = cases(1).take(CASES).collect();
    for count in RULE_COUNTS {
        let own = rules(count);
        single(&all, &own, effort, &mut figures);
    }
    tables::measure(folder, quick, effort, &mut figures);
    hand_over(folder, &all);
    write(&folder.join("rust.json"), &json!(figures.0).to_string());
}

/// Writes a file that the other half reads.
pub fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// The rules that apply to a case.
fn right(rules: &[Rule], case: &Case) -> Vec<u16> {
    (0..).zip(rules).filter(|(_, rule)| applies(rule, case)).map(|(at, _)| at).collect()
}

fn single(all: &[Case], rules: &[Rule], effort: Effort, figures: &mut Figures) {
    let law = law(rules);
    engine(Single::new(&law, Depth::Match), all, rules, effort, figures);
    engine(Single::new(&law, Depth::Verdict), all, rules, effort, figures);
    engine(ByHand(rules.len()), all, rules, effort, figures);
    engine(peers::ZenTable::new(rules), all, rules, effort, figures);
    engine(peers::ZenExpressions::new(rules), all, rules, effort, figures);
    engine(peers::Regorus::new(rules), all, rules, effort, figures);
    match peers::RegorusVm::new(rules) {
        Ok(machine) => engine(machine, all, rules, effort, figures),
        Err(error) => eprintln!("{} rules: regorus, virtual machine: {error}", rules.len()),
    }
    engine(peers::Cel::new(rules), all, rules, effort, figures);
    engine(peers::Cedar::new(rules), all, rules, effort, figures);
}

/// The rules written by hand, on one case.
struct ByHand(usize);

impl Engine for ByHand {
    type Input = by_hand::Facts;
    fn name(&self) -> &'static str {
        "Rust by hand"
    }
    fn read(&self, json: &str) -> by_hand::Facts {
        serde_json::from_str(json).expect("a case")
    }
    fn of(&self, case: &Case) -> by_hand::Facts {
        by_hand::Facts::of(case)
    }
    fn decide(&mut self, input: &by_hand::Facts, out: &mut Vec<u16>) {
        let mut push = |rule| out.push(rule);
        match self.0 {
            25 => by_hand::apply_25(input, &mut push),
            250 => by_hand::apply_250(input, &mut push),
            _ => by_hand::apply_1000(input, &mut push),
        }
    }
}

fn engine<E: Engine>(mut engine: E, all: &[Case], rules: &[Rule], effort: Effort, figures: &mut Figures) {
    let texts: Vec<String> = all.iter().map(|case| engine.text(case)).collect();
    let inputs: Vec<E::Input> = texts.iter().map(|text| engine.read(text)).collect();
    let mut out = Vec::new();
    for (case, input) in all.iter().zip(&inputs) {
        let right = right(rules, case);
        for input in [input, &engine.of(case)] {
            out.clear();
            engine.decide(input, &mut out);
            out.sort_unstable();
            assert_eq!(out, right, "{} answers otherwise on {case:?}", engine.name());
        }
    }
    let name = engine.name();
    let took = each(effort, |at| {
        out.clear();
        engine.decide(black_box(&inputs[at % TIMED]), &mut out);
        black_box(&out);
    });
    figures.add("case", name, rules.len(), took, None);
    let took = each(effort, |at| {
        out.clear();
        let input = engine.read(black_box(&texts[at % TIMED]));
        engine.decide(&input, &mut out);
        black_box(&out);
    });
    figures.add("json", name, rules.len(), took, None);
    // tipicidad and the rules by hand have tables of their own.
    if !name.starts_with("tipicidad") && name != "Rust by hand" {
        let took = each(effort, |at| {
            out.clear();
            let input = engine.of(black_box(&all[at % CASES]));
            engine.decide(&input, &mut out);
            black_box(&out);
        });
        figures.add("table", name, rules.len(), took, Some(CASES));
    }
}

/// Writes what the Python half needs to ask the same.
fn hand_over(folder: &Path, all: &[Case]) {
    let texts: Vec<String> = all.iter().map(words::case_json).collect();
    write(&folder.join("cases.jsonl"), &texts.join("\n"));
    for count in RULE_COUNTS {
        let rules = rules(count);
        let answers: Vec<Vec<u16>> = all.iter().map(|case| right(&rules, case)).collect();
        write(&folder.join(format!("answers-{count}.json")), &json!(answers).to_string());
        write(&folder.join(format!("zen-{count}.json")), &words::zen_table(&rules).to_string());
        write(&folder.join(format!("cedar-{count}.cedar")), &words::cedar(&rules).join("\n"));
    }
    write(&folder.join("rules.json"), &words::plain_rules(&rules(RULE_COUNTS[2])).to_string());
}
