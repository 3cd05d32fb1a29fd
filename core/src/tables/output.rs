//! The columns of the answers (contract §5).

use super::answer::{Answer, Figures};
use super::columns::{twice, unknown};
use super::options::{OnError, TableOptions};
use crate::error::Error;
use crate::exact::{Date, Term};
use crate::packed::Str;
use arrow_array::builder::{Date32Builder, Int32Builder, ListBuilder, StringBuilder, UInt64Builder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, UInt64Array, new_null_array};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};
use rustc_hash::FxHashSet;
use std::collections::HashMap;
use std::sync::Arc;

/// The metadata of a column of text whose cells are JSON.
pub const JSON_FIELD: (&str, &str) = ("tipicidad", "json");

/// A column of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    Case,
    Row,
    Id(usize),
    List(usize),
    Offence,
    Status,
    Qualifiers,
    Leading,
    Since,
    MilderSince,
    Prison(usize),
    PrisonDays(usize),
    PossibleDays(usize),
    FineMin,
    FineMax,
    FineUnit,
    Choice,
    Prescription,
    PrescriptionDate,
    Missing,
    Assumptions,
    Notices,
    Error,
}

const IDS: [(&str, Tells); 3] = [("accused", Tells::Id(0)), ("act", Tells::Id(1)), ("victim", Tells::Id(2))];
const LISTS: [(&str, Tells); 4] = [
    ("applies", Tells::List(0)),
    ("undetermined", Tells::List(1)),
    ("displaced", Tells::List(2)),
    ("excluded", Tells::List(3)),
];
const PRISON: [(&str, Tells); 6] = [
    ("prison_min", Tells::Prison(0)),
    ("prison_max", Tells::Prison(1)),
    ("prison_min_days", Tells::PrisonDays(0)),
    ("prison_max_days", Tells::PrisonDays(1)),
    ("prison_possible_min_days", Tells::PossibleDays(0)),
    ("prison_possible_max_days", Tells::PossibleDays(1)),
];
const FINE: [(&str, Tells); 3] =
    [("fine_min", Tells::FineMin), ("fine_max", Tells::FineMax), ("fine_unit", Tells::FineUnit)];
const PRESCRIPTION: [(&str, Tells); 2] =
    [("prescription", Tells::Prescription), ("prescription_date", Tells::PrescriptionDate)];

/// What of its input an answer may carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Carried {
    /// Fields carried along.
    pub kept: Vec<FieldRef>,
    /// The type of the column `case`, when there is one.
    pub case: Option<FieldRef>,
    /// Whether `accused`, `act` and `victim` are named.
    pub ids: [bool; 3],
}

/// The schema of the answers, and how to fill it.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub schema: SchemaRef,
    tells: Vec<Tells>,
    pub long: bool,
}

/// One row of the answer.
pub(super) struct Line<'a> {
    /// The row of the table, from 0.
    pub row: u64,
    /// What it says; or what was wrong.
    pub said: Result<(&'a Answer, Option<&'a Figures>), &'a Error>,
}

impl Output {
    /// The columns that the options ask for.
    ///
    /// # Errors
    /// When an option names a column that there is not, or a carried column would stand twice.
    pub fn new(carried: &Carried, options: &TableOptions, metadata: String) -> Result<Output, Error> {
        let all = columns(carried, options);
        let mut chosen = all.clone();
        if let Some(names) = &options.columns {
            for name in names {
                if all.iter().all(|(own, _)| own != name) {
                    return Err(unknown(name, "the answer has", all.iter().map(|(own, _)| *own)));
                }
            }
            let asked = |name: &str| names.iter().any(|own| own == name);
            chosen.retain(|(name, tells)| asked(name) || *tells == Tells::Error);
        }
        let field = |(name, tells): &(&'static str, Tells)| match (tells, &carried.case) {
            (Tells::Case, Some(case)) => Arc::clone(case),
            (tells, _) => Arc::new(Field::new(*name, tells.kind(), *tells != Tells::Row)),
        };
        let fields: Vec<FieldRef> = carried.kept.iter().cloned().chain(chosen.iter().map(field)).collect();
        let mut seen = FxHashSet::default();
        if let Some(again) = fields.iter().find(|field| !seen.insert(field.name().as_str())) {
            return Err(twice(again.name()));
        }
        let metadata = HashMap::from([(super::METADATA_KEY.to_owned(), metadata)]);
        Ok(Output {
            schema: Arc::new(Schema::new_with_metadata(fields, metadata)),
            tells: chosen.into_iter().map(|(_, tells)| tells).collect(),
            long: options.per_charge,
        })
    }

    /// The answers as a batch. `carried` gives the columns that are carried along, in order, and that of `case`.
    ///
    /// # Errors
    /// Never in practice: the columns are those of the schema.
    pub fn batch(
        &self,
        lines: &[Line<'_>],
        kept: Vec<ArrayRef>,
        case: Option<&ArrayRef>,
    ) -> Result<RecordBatch, Error> {
        let mut columns = kept;
        for tells in &self.tells {
            columns.push(match (tells, case) {
                (Tells::Case, Some(case)) => Arc::clone(case),
                _ => tells.column(lines),
            });
        }
        let options = RecordBatchOptions::new().with_row_count(Some(lines.len()));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options).map_err(|error| arrow(&error))
    }

    /// Lists alone as a batch: rows from the first, with the columns of ids that there are, and what is carried along.
    ///
    /// # Errors
    /// Never in practice: the columns are those of the schema.
    pub fn lists(
        &self,
        (first, rows): (u64, usize),
        lists: &[ArrayRef],
        ids: &[Option<ArrayRef>; 3],
        kept: Vec<ArrayRef>,
        case: Option<&ArrayRef>,
    ) -> Result<RecordBatch, Error> {
        let mut columns = kept;
        for tells in &self.tells {
            let given = match tells {
                Tells::Case => case,
                Tells::Id(at) => ids[*at].as_ref(),
                Tells::List(at) => lists.get(*at),
                _ => None,
            };
            columns.push(match (given, tells) {
                (Some(own), _) => Arc::clone(own),
                (None, Tells::Row) => {
                    Arc::new((0..rows as u64).map(|at| first.saturating_add(at)).collect::<UInt64Array>())
                }
                (None, other) => new_null_array(&other.kind(), rows),
            });
        }
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options).map_err(|error| arrow(&error))
    }
}

/// An error of Arrow.
pub(super) fn arrow(error: &ArrowError) -> Error {
    Error::new("table.batch", format!("the batch cannot be made: {error}"))
}

/// The columns of the answer, in the order of the contract.
fn columns(carried: &Carried, options: &TableOptions) -> Vec<(&'static str, Tells)> {
    let mut columns = Vec::new();
    if options.per_charge {
        columns.extend([("row", Tells::Row), ("offence", Tells::Offence), ("status", Tells::Status)]);
        columns.push(("version_since", Tells::Since));
        columns.extend(PRISON);
        columns.extend(FINE);
        columns.extend(PRESCRIPTION);
        columns.push(("qualifiers", Tells::Qualifiers));
        if options.match_only {
            columns.truncate(3);
        }
    } else {
        columns.extend(carried.case.iter().map(|_| ("case", Tells::Case)));
        columns.push(("row", Tells::Row));
        columns.extend(IDS.into_iter().zip(carried.ids).filter(|(_, given)| *given).map(|(column, _)| column));
        columns.extend(LISTS);
        if !options.match_only {
            columns.extend([("qualifiers", Tells::Qualifiers), ("leading", Tells::Leading)]);
            columns.extend([("version_since", Tells::Since), ("milder_since", Tells::MilderSince)]);
            columns.extend(PRISON);
            columns.extend(FINE);
            columns.push(("choice", Tells::Choice));
            columns.extend(PRESCRIPTION);
            columns.extend([("missing", Tells::Missing), ("assumptions", Tells::Assumptions)]);
            columns.push(("notices", Tells::Notices));
        }
    }
    if options.on_error == OnError::Null {
        columns.push(("error", Tells::Error));
    }
    columns
}

/// The word of the contract for a value that has one.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

impl Tells {
    fn kind(self) -> DataType {
        match self {
            Tells::Row => DataType::UInt64,
            Tells::List(_) | Tells::Qualifiers | Tells::Missing | Tells::Assumptions | Tells::Notices => {
                DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)))
            }
            Tells::Since | Tells::MilderSince | Tells::PrescriptionDate => DataType::Date32,
            Tells::PrisonDays(_) | Tells::PossibleDays(_) | Tells::FineMin | Tells::FineMax => DataType::Int32,
            _ => DataType::Utf8,
        }
    }

    fn column(self, lines: &[Line<'_>]) -> ArrayRef {
        match self {
            Tells::Row => {
                let mut builder = UInt64Builder::with_capacity(lines.len());
                lines.iter().for_each(|line| builder.append_value(line.row));
                Arc::new(builder.finish())
            }
            Tells::List(at) => lists(lines, |answer, _| &answer.lists[at]),
            Tells::Qualifiers => lists(lines, |_, figures| figures.map_or(&[], |figures| &figures.qualifiers)),
            Tells::Missing => lists(lines, |answer, _| &answer.missing),
            Tells::Assumptions => lists(lines, |answer, _| &answer.assumptions),
            Tells::Notices => lists(lines, |answer, _| &answer.notices),
            Tells::Since | Tells::MilderSince | Tells::PrescriptionDate => {
                let mut builder = Date32Builder::with_capacity(lines.len());
                lines.iter().for_each(|line| {
                    builder.append_option(line.figures().and_then(|f| self.day(f)).map(Date::to_days))
                });
                Arc::new(builder.finish())
            }
            Tells::PrisonDays(_) | Tells::PossibleDays(_) | Tells::FineMin | Tells::FineMax => {
                let mut builder = Int32Builder::with_capacity(lines.len());
                lines.iter().for_each(|line| builder.append_option(line.figures().and_then(|f| self.number(f))));
                Arc::new(builder.finish())
            }
            _ => {
                let mut builder = StringBuilder::new();
                lines.iter().for_each(|line| builder.append_option(self.text(line)));
                Arc::new(builder.finish())
            }
        }
    }

    fn day(self, figures: &Figures) -> Option<Date> {
        match self {
            Tells::Since => figures.since,
            Tells::MilderSince => figures.milder_since,
            _ => figures.prescribed_on,
        }
    }

    fn number(self, figures: &Figures) -> Option<i32> {
        let small = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
        match self {
            Tells::PrisonDays(end) => figures.prison[end].map(Term::whole_days),
            Tells::PossibleDays(end) => figures.possible[end].map(Term::whole_days),
            Tells::FineMin => figures.fine.and_then(|(min, ..)| min).map(small),
            _ => figures.fine.map(|(_, max, _)| small(max)),
        }
    }

    fn text(self, line: &Line<'_>) -> Option<String> {
        let (answer, figures) = match &line.said {
            Ok((answer, figures)) => (*answer, *figures),
            Err(error) if self == Tells::Error => return Some(format!("{}: {}", error.code, error.message)),
            Err(_) => return None,
        };
        match self {
            Tells::Case => answer.case.as_ref().map(Str::to_string),
            Tells::Id(at) => answer.ids[at].as_ref().map(Str::to_string),
            Tells::Offence | Tells::Leading => Some(figures?.offence.to_string()),
            Tells::Status => Some(word(&figures?.status)),
            Tells::Prison(end) => figures?.prison[end].map(|term| term.to_string()),
            Tells::FineUnit => figures?.fine.map(|(_, _, unit)| word(&unit)),
            Tells::Choice => figures?.choice.map(|choice| word(&choice)),
            Tells::Prescription => figures?.prescription.map(str::to_owned),
            _ => None,
        }
    }
}

/// A column of lists of texts; null where nothing is said.
fn lists<'a, S: AsRef<str> + 'a>(
    lines: &'a [Line<'a>],
    items: impl Fn(&'a Answer, Option<&'a Figures>) -> &'a [S],
) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new());
    for line in lines {
        if let Ok((answer, figures)) = &line.said {
            items(answer, *figures).iter().for_each(|item| builder.values().append_value(item));
        }
        builder.append(line.said.is_ok());
    }
    Arc::new(builder.finish())
}

impl Line<'_> {
    fn figures(&self) -> Option<&Figures> {
        self.said.as_ref().ok().and_then(|(_, figures)| *figures)
    }
}
