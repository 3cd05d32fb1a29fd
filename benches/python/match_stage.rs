//! The Rust half of `benches/python/run`: writes the rules, cases and columns, and times the match stage and single cases.
//!
//!     match_stage write FOLDER              the 25 rules of benches/peers for every engine, and cases
//!     match_stage time FOLDER TABLE TRIES   nanoseconds a row for FOLDER/TABLE.parquet, one figure a line for each try
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a tool of the benchmarks fails by panicking"
)]
#![allow(dead_code, reason = "the generator makes more than is asked of it here")]

#[path = "../peers/src/generator.rs"]
mod generator;
#[path = "../peers/src/words.rs"]
mod words;

/// What the words of the peers take from their engine.
mod tipicidad_side {
    pub const AS_OF: &str = "2026-01-01";
}

use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::{File, write};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use tipicidad::exact::Date;
use tipicidad::tables::{Chunk, TableOptions};

const RULES: usize = 25;
const CASES: usize = 2_000;
/// The rows of a chunk, as the Python package cuts them in the end.
const CHUNK_ROWS: usize = 262_144;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", folder] => rules(Path::new(folder)),
        ["time", folder, table, tries] => time(Path::new(folder), table, tries.parse().expect("a number")),
        _ => panic!("match_stage write FOLDER | match_stage time FOLDER TABLE TRIES"),
    }
}

fn rules(folder: &Path) {
    let rules = generator::rules(RULES);
    let cases: Vec<_> = generator::cases(1).take(CASES).collect();
    let lines = |text: fn(&generator::Case) -> String| cases.iter().map(text).collect::<Vec<_>>().join("\n");
    std::fs::create_dir_all(folder.join("rules")).expect("a folder");
    for (name, text) in [
        ("rules/peers.tip", words::tip(&rules)),
        ("zen.json", words::zen_table(&rules).to_string()),
        ("cedar.cedar", words::cedar(&rules).join("\n")),
        ("rules.json", words::plain_rules(&rules).to_string()),
        ("cases.jsonl", lines(words::case_json)),
        ("counts.jsonl", lines(|case| words::count_json(case, "2024-03-01"))),
    ] {
        write(folder.join(name), text).expect("a file");
    }
}

fn time(folder: &Path, table: &str, tries: usize) {
    let file = File::open(folder.join(format!("{table}.parquet"))).expect("a table");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
    let reader = reader.with_batch_size(CHUNK_ROWS).build().expect("a reader");
    let batches: Vec<RecordBatch> = reader.map(|batch| batch.expect("rows")).collect();
    let pack = folder.join("rules.pack");
    let loaded =
        (table == "peers").then(|| tipicidad::Law::from_pack(&std::fs::read(&pack).expect("a pack")).expect("a law"));
    let law = loaded.as_ref().unwrap_or_else(|| tipicidad_mx_federal::law());
    let options = TableOptions {
        as_of: Some(Date::parse(tipicidad_side::AS_OF).expect("a day")),
        match_only: true,
        closed_world: true,
        ..TableOptions::default()
    };
    for _ in 0..tries {
        let since = Instant::now();
        let judge = law.table(&batches[0].schema(), &options).expect("columns of the law");
        let mut rows = 0;
        for batch in &batches {
            black_box(judge.classify(&Chunk::new(batch.clone(), rows)).expect("answers"));
            rows += batch.num_rows() as u64;
        }
        println!("{}", since.elapsed().as_nanos() / u128::from(rows));
    }
}
