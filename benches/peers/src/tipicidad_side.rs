//! tipicidad: every call of its API that is measured stands here.

use crate::engine::Engine;
use crate::generator::{Case, Chance, FACTS, Fact, Kind, Rule, facts};
use crate::words;
use arrow_array::cast::AsArray;
use arrow_array::types::Int8Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int8Array, Int16Array, ListArray, RecordBatch,
    StringArray,
};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::{Field, Schema, SchemaRef};
use std::sync::Arc;
use tipicidad::Law;
use tipicidad::check::check;
use tipicidad::diagnostic::Source;
use tipicidad::exact::Date;
use tipicidad::facts::CaseOptions;
use tipicidad::tables::{Chunk, Table, TableOptions};
use tipicidad::verdict::Status;

/// The day on which every case is judged.
pub const AS_OF: &str = "2026-01-01";
/// The first day of an act, in days since 1970, and how many follow: from 2001 to 2025.
const FIRST_DAY: i32 = 11_323;
const DAYS: u16 = 9_000;
/// How many rows in a hundred leave a fact unknown, where some do.
const UNKNOWN: u16 = 5;

/// The rules as a law.
pub fn law(rules: &[Rule]) -> Law {
    let found = check(&[Source { path: "peers.tip".into(), text: words::tip(rules).into() }]);
    let errors = found.diagnostics.iter().filter(|found| found.level == tipicidad::diagnostic::Level::Error);
    let said: Vec<String> = errors.map(|found| format!("{} {}", found.code, found.message)).take(5).collect();
    Law::from_model(found.model.unwrap_or_else(|| panic!("the rules are sound: {said:?}")))
}

/// The day of the act of a case: any of twenty-five years, told by the case itself.
pub fn day(case: &Case) -> i32 {
    let seed = case.iter().fold(0, |seed: u64, value| seed.wrapping_mul(31).wrapping_add(u64::from(*value)));
    FIRST_DAY + i32::from(Chance::new(seed).below(DAYS))
}

/// What is asked of a single case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Which offences apply.
    Match,
    /// The whole verdict, with penalties and reasons.
    Verdict,
}

/// A single case after another.
pub struct Single<'l> {
    law: &'l Law,
    depth: Depth,
    options: CaseOptions,
}

impl<'l> Single<'l> {
    /// Over the rules of a law.
    pub fn new(law: &'l Law, depth: Depth) -> Single<'l> {
        Single { law, depth, options: CaseOptions::default() }
    }
}

/// The place of the rule of an offence: `CPF:8` is the eighth.
fn place(offence: &str) -> u16 {
    let number = offence.rsplit(':').next().and_then(|number| number.parse::<u16>().ok());
    number.expect("an offence") - 1
}

impl Engine for Single<'_> {
    type Input = tipicidad::facts::Case;
    fn name(&self) -> &'static str {
        match self.depth {
            Depth::Match => "tipicidad",
            Depth::Verdict => "tipicidad, full verdict with reasons",
        }
    }
    fn read(&self, json: &str) -> Self::Input {
        self.law.read_case(json.as_bytes(), &self.options).expect("a case")
    }
    fn of(&self, case: &Case) -> Self::Input {
        self.read(&self.text(case))
    }
    fn decide(&mut self, input: &Self::Input, out: &mut Vec<u16>) {
        match self.depth {
            Depth::Match => {
                let found = self.law.match_only(input);
                let standing = found.iter().flatten().filter(|one| one.status == Status::Applies);
                out.extend(standing.map(|one| place(&one.offence)));
            }
            Depth::Verdict => {
                let verdict = self.law.evaluate(input);
                let charges = verdict.counts.iter().flat_map(|count| &count.charges);
                let standing = charges.filter(|charge| charge.status == Status::Applies);
                out.extend(standing.map(|charge| place(&charge.offence)));
            }
        }
    }
    fn text(&self, case: &Case) -> String {
        words::count_json(case, &Date::from_days(day(case)).expect("a day").to_string())
    }
}

/// Rows as Arrow batches, with a validity bitmap on every column.
pub struct Rows {
    /// The columns.
    pub schema: SchemaRef,
    /// The rows, some at a time.
    pub batches: Vec<RecordBatch>,
}

impl Rows {
    /// The rows of cases; `unknown`: some facts are left out.
    pub fn new(cases: &[Case], batch_rows: usize, unknown: bool) -> Rows {
        let batches: Vec<RecordBatch> =
            cases.chunks(batch_rows).enumerate().map(|(at, some)| batch(some, at * batch_rows, unknown)).collect();
        Rows { schema: batches[0].schema(), batches }
    }
}

/// Which facts of a row are known, as bits by place.
pub fn known(row: usize, unknown: bool) -> u32 {
    let mut chance = Chance::new(row as u64 ^ 0xfac7);
    (0..FACTS).filter(|_| !unknown || !chance.percent(UNKNOWN)).fold(0, |set, fact| set | 1 << fact)
}

fn batch(cases: &[Case], first: usize, unknown: bool) -> RecordBatch {
    let held: Vec<u32> = (0..cases.len()).map(|row| known(first + row, unknown)).collect();
    let all = || Some(NullBuffer::new_valid(cases.len()));
    let days = Date32Array::new(cases.iter().map(day).collect::<Vec<i32>>().into(), all());
    let mut fields = vec![Field::new("act.date", days.data_type().clone(), true)];
    let mut columns: Vec<ArrayRef> = vec![Arc::new(days)];
    for (at, Fact { name, kind }) in facts().iter().enumerate() {
        let valid = || {
            let bits = BooleanBuffer::collect_bool(cases.len(), |row| held[row] >> at & 1 == 1);
            Some(if unknown { NullBuffer::new(bits) } else { NullBuffer::new_valid(cases.len()) })
        };
        let bits = |member: u16| -> ArrayRef {
            let bits = BooleanBuffer::collect_bool(cases.len(), |row| cases[row][at] >> member & 1 == 1);
            Arc::new(BooleanArray::new(bits, valid()))
        };
        let mut push = |name: String, column: ArrayRef| {
            fields.push(Field::new(name, column.data_type().clone(), true));
            columns.push(column);
        };
        let name = format!("act.{name}");
        match kind {
            Kind::Flag => push(name, bits(0)),
            Kind::AnyOf(members) => (0..*members).for_each(|member| push(format!("{name}.m{member}"), bits(member))),
            Kind::Number(_) => {
                let values: Vec<i16> = cases.iter().map(|case| case[at] as i16).collect();
                push(name, Arc::new(Int16Array::new(values.into(), valid())));
            }
            Kind::OneOf(values) => {
                let keys: Vec<i8> = cases.iter().map(|case| case[at] as i8).collect();
                let words = StringArray::from_iter_values((0..*values).map(|value| format!("v{value}")));
                let keys = Int8Array::new(keys.into(), valid());
                let column = DictionaryArray::<Int8Type>::try_new(keys, Arc::new(words)).expect("a dictionary");
                push(name, Arc::new(column));
            }
        }
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("a batch")
}

/// The sum of everything that lies in the columns: what it costs to read them and do nothing.
pub fn read_columns(rows: &Rows) -> u64 {
    let mut sum = 0_u64;
    for batch in &rows.batches {
        for column in batch.columns() {
            let data = column.to_data();
            let validity = data.nulls().map(NullBuffer::buffer);
            for buffer in data.buffers().iter().chain(validity) {
                let (words, rest) = buffer.as_slice().as_chunks::<8>();
                sum = words.iter().fold(sum, |sum, word| sum.wrapping_add(u64::from_le_bytes(*word)));
                sum = rest.iter().fold(sum, |sum, byte| sum.wrapping_add(u64::from(*byte)));
            }
        }
    }
    sum
}

/// Which rules surely apply in which rows, and which surely do not: a bit a row, the words of a rule together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planes {
    /// Surely applies.
    pub applies: Vec<Vec<u64>>,
    /// Surely does not.
    pub fails: Vec<Vec<u64>>,
}

impl Planes {
    /// Nothing said of any row.
    pub fn new(rules: usize, rows: usize) -> Planes {
        let empty = || vec![vec![0; rows.div_ceil(64)]; rules];
        Planes { applies: empty(), fails: empty() }
    }
}

/// How a table is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Whether each offence is made out in each row, surely or surely not: two bits a row and rule.
    Planes,
    /// Which offences apply or are undetermined, as lists a row.
    Match,
    /// Everything that a table says.
    Everything,
}

/// A table ready to be answered.
pub struct Classifier<'l> {
    table: Table<'l>,
    how: How,
}

impl<'l> Classifier<'l> {
    /// Checks the columns.
    pub fn new(law: &'l Law, schema: &Schema, how: How) -> Classifier<'l> {
        let as_of = Some(Date::parse(AS_OF).expect("a day"));
        let options = TableOptions { as_of, match_only: how != How::Everything, ..TableOptions::default() };
        Classifier { table: law.table(schema, &options).expect("a table"), how }
    }
    /// Answers a batch whose first row has this place.
    pub fn answer(&self, batch: &RecordBatch, first: usize) -> RecordBatch {
        let chunk = Chunk::new(batch.clone(), first as u64);
        match self.how {
            How::Planes => self.table.made_out(&chunk).expect("answers"),
            How::Match | How::Everything => self.table.classify(&chunk).expect("answers").answers,
        }
    }
    /// Writes what the answers say of rows into planes, where it can be compared.
    pub fn note(&self, answers: &RecordBatch, first: usize, planes: &mut Planes) {
        match self.how {
            How::Planes => note_columns(answers, first, planes),
            How::Match | How::Everything => note_lists(answers, first, planes),
        }
    }
}

/// A column of truths an offence.
fn note_columns(answers: &RecordBatch, first: usize, planes: &mut Planes) {
    for (field, column) in answers.schema_ref().fields().iter().zip(answers.columns()) {
        let (rule, column) = (usize::from(place(field.name())), column.as_boolean());
        for row in (0..column.len()).filter(|row| column.is_valid(*row)) {
            let plane = if column.value(row) { &mut planes.applies } else { &mut planes.fails };
            plane[rule][(first + row) / 64] |= 1 << ((first + row) % 64);
        }
    }
}

/// Lists of offences a row.
fn note_lists(answers: &RecordBatch, first: usize, planes: &mut Planes) {
    let column = |name: &str| {
        let list = answers.column_by_name(name).and_then(|column| column.as_list_opt::<i32>());
        list.expect("a list a row").clone()
    };
    let (applies, undetermined) = (column("applies"), column("undetermined"));
    let rules = |list: &ListArray, row: usize| -> Vec<usize> {
        let items = list.value(row);
        items.as_string::<i32>().iter().flatten().map(|offence| usize::from(place(offence))).collect()
    };
    for row in 0..answers.num_rows() {
        let (word, bit) = ((first + row) / 64, 1 << ((first + row) % 64));
        planes.fails.iter_mut().for_each(|rule| rule[word] |= bit);
        for rule in rules(&applies, row) {
            planes.applies[rule][word] |= bit;
            planes.fails[rule][word] &= !bit;
        }
        rules(&undetermined, row).into_iter().for_each(|rule| planes.fails[rule][word] &= !bit);
    }
}
