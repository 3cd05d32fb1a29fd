//! How long each part of the engine takes on the embedded law: loading, reading, one case, rows.
//!
//!     cd benches/parts && cargo bench
#![allow(clippy::unwrap_used, reason = "what is measured is known to work")]

use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;
use tipicidad::Law;
use tipicidad::facts::{Case, CaseOptions};
use tipicidad::quiz::QuizPlan;
use tipicidad::tables::{Chunk, TableOptions};

const GUARDIAN: &str = include_str!("../../../examples/guardian.json");
/// The same act as a flat row.
const ROW: &str = r#"{"as_of":"2026-07-31","counts":[{"act.date":"2024-03-01","act.verb":"induce","act.result":"sexual_act",
    "act.purpose":"sexual","act.means":"-","victim.age":12,"relation":"guardian"}]}"#;
/// A case of which little is known.
const OPEN: &str = r#"{"as_of":"2026-07-31","counts":[{"act.date":"2024-03-01","act.verb":"induce","act.result":"sexual_act"}]}"#;
const ROWS: usize = 16_384;

fn law() -> &'static Law {
    tipicidad_mx_federal::law()
}

fn case(text: &str) -> Case {
    let options = CaseOptions { as_of: Some(tipicidad::exact::Date::parse("2026-07-31").unwrap()), readings: vec![] };
    law().read_case(text.as_bytes(), &options).unwrap()
}

fn loading(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    group.bench_function("the embedded law", |b| b.iter(|| Law::from_embedded(tipicidad_mx_federal::pack()).unwrap()));
    group.bench_function("a pack from anywhere", |b| b.iter(|| Law::from_pack(tipicidad_mx_federal::pack()).unwrap()));
    let first = || Law::from_embedded(tipicidad_mx_federal::pack()).unwrap();
    let guardian = case(GUARDIAN);
    group.bench_function("the embedded law, and the first verdict", |b| b.iter(|| first().evaluate(&guardian)));
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    for (name, text) in [("persons and acts", GUARDIAN), ("a flat row", ROW)] {
        group.bench_function(name, |b| b.iter(|| case(black_box(text))));
    }
}

fn judging(c: &mut Criterion) {
    let mut group = c.benchmark_group("judge");
    let (guardian, open) = (case(GUARDIAN), case(OPEN));
    group.bench_function("match", |b| b.iter(|| law().match_only(black_box(&guardian))));
    group.bench_function("match, much unknown", |b| b.iter(|| law().match_only(black_box(&open))));
    group.bench_function("verdict", |b| b.iter(|| law().evaluate(black_box(&guardian))));
    group.bench_function("verdict, much unknown", |b| b.iter(|| law().evaluate(black_box(&open))));
    group.bench_function("verdict as JSON", |b| {
        let verdict = law().evaluate(&guardian);
        b.iter(|| verdict.to_json());
    });
    group.bench_function("why", |b| b.iter(|| law().why(black_box(&guardian), "CPF:203").unwrap()));
    group.sample_size(10);
    group.bench_function("ask", |b| b.iter(|| law().ask(black_box(&open))));
    group.bench_function("ten questions of a quiz", |b| b.iter(|| law().quiz(&QuizPlan::of(1, 10)).unwrap()));
}

/// Rows that differ in age, conduct and relation.
fn batch() -> RecordBatch {
    let pick = |of: &'static [&'static str]| {
        Arc::new(StringArray::from_iter_values((0..ROWS).map(|row| of[row * 7 % 31 % of.len()]))) as ArrayRef
    };
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("act.date", pick(&["2013-05-02", "2019-06-10", "2024-03-01"])),
        ("act.verb", pick(&["induce", "exploit", "take", "kill"])),
        ("act.result", pick(&["sexual_act", "prostitution", "-"])),
        ("act.purpose", pick(&["sexual", "-"])),
        ("relation", pick(&["guardian", "-"])),
        ("victim.age", Arc::new(Int64Array::from_iter_values((0..ROWS).map(|row| (row % 60) as i64)))),
        ("accused.public_servant", Arc::new(BooleanArray::from_iter((0..ROWS).map(|row| Some(row % 5 == 0))))),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

fn rows(c: &mut Criterion) {
    let mut group = c.benchmark_group("rows");
    group.throughput(Throughput::Elements(ROWS as u64)).sample_size(10);
    let batch = batch();
    let mut table = |name: &str, options: TableOptions| {
        let table = law().table(&batch.schema(), &options).unwrap();
        let chunk = Chunk::new(batch.clone(), 0);
        group.bench_function(name, |b| b.iter(|| table.classify(black_box(&chunk)).unwrap()));
    };
    let as_of = Some(tipicidad::exact::Date::parse("2026-07-31").unwrap());
    let plain = TableOptions { as_of, closed_world: true, ..TableOptions::default() };
    table("match", TableOptions { match_only: true, ..plain.clone() });
    table("leading charge and range", plain);
}

criterion_group!(parts, loading, reading, judging, rows);
criterion_main!(parts);
