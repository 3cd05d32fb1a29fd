//! A million rows: tipicidad over Arrow batches, and Rust by hand over arrays.

use crate::Figures;
use crate::by_hand::{self, BLOCK, Columns};
use crate::generator::{Case, Kind, RULE_COUNTS, Rule, cases, facts, met, rules};
use crate::timing::{Effort, pass};
use crate::tipicidad_side::{Classifier, How, Planes, Rows, known, law, read_columns};
use arrow_array::RecordBatch;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many rows a table has: a multiple of a block, and of the bits of a word.
const ROWS: usize = 1_000_000;
/// How many rows stand in a batch.
const BATCH: usize = 32_000;
/// How long a pass may take before a table is measured on fewer rows.
const PATIENCE: Duration = Duration::from_secs(4);
/// How many rows tell how long the others will take.
const SAMPLE: usize = 1_280;

/// The rows, as cases and as columns.
struct Tables {
    cases: Vec<Case>,
    whole: Rows,
    /// The same, with some facts left out.
    gappy: Rows,
}

/// Measures every table, and writes the columns and the right answers for the Python half.
pub fn measure(folder: &Path, quick: bool, effort: Effort, figures: &mut Figures) {
    let count = if quick { BATCH } else { ROWS };
    let all: Vec<Case> = cases(2).take(count).collect();
    let (whole, gappy) = (Rows::new(&all, BATCH, false), Rows::new(&all, BATCH, true));
    let tables = Tables { cases: all, whole, gappy };
    let all = &tables.cases;
    let mut columns = Columns::default();
    all.iter().for_each(|case| columns.push(case));
    write_columns(folder, all);
    let took = pass(effort, || {
        black_box(read_columns(black_box(&tables.whole)));
    });
    for number in RULE_COUNTS {
        let own = rules(number);
        figures.add("table", "reading the columns alone", number, took / count as f64, Some(count));
        let right = by_rows(&columns, number, count);
        check(all, &own, &right);
        let bytes: Vec<u8> = right.applies.iter().flatten().flat_map(|word| word.to_le_bytes()).collect();
        let path = folder.join(format!("planes-{number}.bin"));
        std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        by_hand(&columns, &right, number, count, effort, figures);
        tipicidad(&tables, &own, &right, effort, figures);
    }
}

fn by_hand(columns: &Columns, right: &Planes, number: usize, count: usize, effort: Effort, figures: &mut Figures) {
    let mut planes = vec![vec![0_u64; count.div_ceil(64)]; number];
    let mut take = |figures: &mut Figures, name: &str, write: &dyn Fn(&mut [Vec<u64>])| {
        let took = pass(effort, || write(black_box(&mut planes)));
        assert!(planes == right.applies, "{name} answers otherwise");
        planes.iter_mut().for_each(|rule| rule.fill(0));
        figures.add("table", name, number, took / count as f64, Some(count));
    };
    take(figures, "Rust by hand, a row at a time", &|planes| write_rows(columns, number, count, planes));
    take(figures, "Rust by hand, a column at a time", &|planes| write_columns_of(columns, number, count, planes));
}

/// Asks every row after every rule, a row at a time.
fn write_rows(columns: &Columns, number: usize, count: usize, planes: &mut [Vec<u64>]) {
    planes.iter_mut().for_each(|rule| rule.fill(0));
    for from in (0..count).step_by(BLOCK) {
        let block = columns.block(from);
        for row in 0..BLOCK {
            let (word, bit) = ((from + row) / 64, 1 << ((from + row) % 64));
            let mut out = |rule: u16| planes[usize::from(rule)][word] |= bit;
            match number {
                25 => by_hand::rows_25(&block, row, &mut out),
                250 => by_hand::rows_250(&block, row, &mut out),
                _ => by_hand::rows_1000(&block, row, &mut out),
            }
        }
    }
}

/// Asks some rows together after one rule after another.
fn write_columns_of(columns: &Columns, number: usize, count: usize, planes: &mut [Vec<u64>]) {
    for from in (0..count).step_by(BLOCK) {
        let block = columns.block(from);
        let mut out = |rule: usize, met: &[u8; BLOCK]| {
            let words = &mut planes[rule][from / 64..(from + BLOCK) / 64];
            for (word, bytes) in words.iter_mut().zip(met.as_chunks::<64>().0) {
                *word = packed(bytes);
            }
        };
        match number {
            25 => by_hand::columns_25(&block, &mut out),
            250 => by_hand::columns_250(&block, &mut out),
            _ => by_hand::columns_1000(&block, &mut out),
        }
    }
}

/// Sixty-four bytes of 0 or 1 as bits.
fn packed(bytes: &[u8; 64]) -> u64 {
    let mut word = 0;
    for (at, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
        // The product gathers the lowest bit of each byte in its highest byte.
        let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        word |= bits << (8 * at);
    }
    word
}

fn by_rows(columns: &Columns, number: usize, count: usize) -> Planes {
    let mut planes = Planes::new(number, count);
    write_rows(columns, number, count, &mut planes.applies);
    for (applies, fails) in planes.applies.iter().zip(&mut planes.fails) {
        fails.iter_mut().zip(applies).for_each(|(fails, applies)| *fails = !applies);
    }
    planes
}

/// The rules by hand against the plainest way to say them, on the first rows.
fn check(all: &[Case], rules: &[Rule], planes: &Planes) {
    for (row, case) in all.iter().take(20_000).enumerate() {
        for (rule, plane) in rules.iter().zip(&planes.applies) {
            let said = plane[row / 64] >> (row % 64) & 1 == 1;
            assert_eq!(said, crate::applies(rule, case), "Rust by hand answers otherwise");
        }
    }
}

/// What is surely so where facts are unknown: a rule fails by one condition that is unmet, and applies when all are met.
fn surely(all: &[Case], rules: &[Rule]) -> Planes {
    let mut planes = Planes::new(rules.len(), all.len());
    for (row, case) in all.iter().enumerate() {
        let (known, word, bit) = (known(row, true), row / 64, 1 << (row % 64));
        for (at, rule) in rules.iter().enumerate() {
            let known = |fact: usize| known >> fact & 1 == 1;
            if rule.iter().any(|one| known(one.fact) && !met(&one.test, case[one.fact])) {
                planes.fails[at][word] |= bit;
            } else if rule.iter().all(|one| known(one.fact)) {
                planes.applies[at][word] |= bit;
            }
        }
    }
    planes
}

/// What is asked of tipicidad: with all facts known, or with some left out.
const ASKED: [(&str, How, bool); 5] = [
    ("tipicidad, both planes", How::Planes, false),
    ("tipicidad, both planes; a fact in twenty unknown", How::Planes, true),
    ("tipicidad, which apply", How::Match, false),
    ("tipicidad, which apply; a fact in twenty unknown", How::Match, true),
    ("tipicidad, everything", How::Everything, false),
];

fn tipicidad(tables: &Tables, own: &[Rule], right: &Planes, effort: Effort, figures: &mut Figures) {
    let law = law(own);
    let unsure = surely(&tables.cases, own);
    for (name, how, unknown) in ASKED {
        let (rows, right) = if unknown { (&tables.gappy, &unsure) } else { (&tables.whole, right) };
        let table = Classifier::new(&law, &rows.schema, how);
        let batches = feasible(&table, rows);
        let mut planes = Planes::new(own.len(), tables.cases.len());
        let mut first = 0;
        for batch in &batches {
            table.note(&table.answer(batch, first), first, &mut planes);
            first += batch.num_rows();
        }
        equal(name, &planes, right, first);
        let took = pass(effort, || {
            let mut first = 0;
            for batch in &batches {
                black_box(table.answer(black_box(batch), first));
                first += batch.num_rows();
            }
        });
        figures.add("table", name, own.len(), took / first as f64, Some(first));
    }
}

/// As many rows as can be answered in a while: whole batches, or a part of the first.
fn feasible(table: &Classifier<'_>, rows: &Rows) -> Vec<RecordBatch> {
    let first = &rows.batches[0];
    black_box(table.answer(&first.slice(0, SAMPLE), 0));
    let start = Instant::now();
    black_box(table.answer(&first.slice(0, SAMPLE), 0));
    let each = start.elapsed().as_nanos().max(1) / SAMPLE as u128;
    let most = usize::try_from(PATIENCE.as_nanos() / each.max(1)).unwrap_or(usize::MAX);
    match most / BATCH {
        0 => vec![first.slice(0, (most / SAMPLE).max(1) * SAMPLE)],
        batches => rows.batches.iter().take(batches).cloned().collect(),
    }
}

fn equal(name: &str, said: &Planes, right: &Planes, rows: usize) {
    for (said, right) in [(&said.applies, &right.applies), (&said.fails, &right.fails)] {
        for (rule, (said, right)) in said.iter().zip(right).enumerate() {
            for (word, (said, right)) in said.iter().zip(right).enumerate().take(rows / 64) {
                assert_eq!(said, right, "{name} answers otherwise on rule {rule}, rows from {}", word * 64);
            }
        }
    }
}

/// The columns as NumPy reads them, a file each: flags, values and members a byte, numbers two.
fn write_columns(folder: &Path, all: &[Case]) {
    let write = |name: &str, bytes: Vec<u8>| {
        let path = folder.join(format!("column-{name}.bin"));
        std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    };
    for (at, fact) in facts().iter().enumerate() {
        match fact.kind {
            Kind::AnyOf(members) => (0..members).for_each(|member| {
                let bytes = all.iter().map(|case| (case[at] >> member & 1) as u8).collect();
                write(&format!("{}_m{member}", fact.name), bytes);
            }),
            Kind::Number(_) => write(&fact.name, all.iter().flat_map(|case| case[at].to_le_bytes()).collect()),
            _ => write(&fact.name, all.iter().map(|case| case[at] as u8).collect()),
        }
    }
}
