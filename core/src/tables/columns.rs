//! The columns of a table: which fact each holds, and whether its type can hold it.

use super::cells::Cells;
use super::options::TableOptions;
use crate::error::Error;
use crate::exact::nearest;
use crate::facts::{Column, Names, column};
use crate::model::{Derivation, FactIx, FactType, Model};
use arrow_schema::{DataType, Schema};
use rustc_hash::FxHashSet;

/// A column that is read.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// Its place in the batch.
    pub at: usize,
    pub name: String,
    pub column: Column,
    /// How its cells are read.
    pub cells: Cells,
}

impl Input {
    /// Whether it says something of a fact.
    pub fn of(&self, ix: FactIx) -> bool {
        match &self.column {
            Column::Fact(own) | Column::Member(own, _) | Column::Least(own) | Column::Greatest(own) => *own == ix,
            _ => false,
        }
    }
    /// Whether what it says is weighed against what other columns say when the row is read.
    pub fn crosses(&self, model: &Model, all: &[Input]) -> bool {
        let ix = match &self.column {
            Column::Least(_) | Column::Greatest(_) | Column::ClosedWorld => return true,
            Column::Fact(ix) => *ix,
            _ => return false,
        };
        let fact = model.fact_at(ix);
        let derived = match &fact.derived {
            Some(Derivation::When(_)) => true,
            Some(Derivation::AmountIn { amount, .. }) => all.iter().any(|input| input.of(*amount)),
            _ => false,
        };
        let dated = fact.subject == "procedure" && matches!(fact.kind, FactType::Date | FactType::Events);
        let days = matches!(fact.name.as_str(), "act.ended" | "act.ongoing") || fact.name.ends_with(".birth_date");
        derived || dated || days
    }
}

/// The columns of a schema.
#[derive(Clone, Debug, Default)]
pub(super) struct Inputs {
    /// What is read, in the order of the schema.
    pub read: Vec<Input>,
    /// The places of the columns that are carried along, in the order of the schema.
    pub kept: Vec<usize>,
    /// The place of the column `case`.
    pub case: Option<usize>,
    /// Whether `accused.id`, `act.id`, `victim.id` are there.
    pub ids: [bool; 3],
}

impl Inputs {
    /// Reads a schema.
    ///
    /// # Errors
    /// The first column that cannot be read.
    pub fn new(model: &Model, names: &Names, schema: &Schema, options: &TableOptions) -> Result<Inputs, Error> {
        let mut inputs = Inputs::default();
        let mut names_seen = FxHashSet::default();
        for (at, field) in schema.fields().iter().enumerate() {
            let name = field.name();
            if !names_seen.insert(name) {
                return Err(twice(name));
            }
            inputs.add(model, names, (at, name, field.data_type()), options)?;
        }
        for name in &options.keep {
            if schema.fields().iter().all(|field| field.name() != name) {
                return Err(unknown(name, "the table has", schema.fields().iter().map(|field| field.name().as_str())));
            }
        }
        inputs.whole_or_parts(model)?;
        Ok(inputs)
    }

    fn add(
        &mut self,
        model: &Model,
        names: &Names,
        (at, name, kind): (usize, &str, &DataType),
        options: &TableOptions,
    ) -> Result<(), Error> {
        let asked = options.keep.iter().any(|kept| kept == name);
        let found = match column(model, names, name) {
            Ok(Column::Kept) => None,
            Ok(found) => Some(found),
            Err(_) if asked => None,
            Err(error) => return Err(error.at(format!("column {name}"))),
        };
        if asked || found.is_none() {
            self.kept.push(at);
        }
        let Some(column) = found else { return Ok(()) };
        match column {
            Column::Case => self.case = Some(at),
            Column::Accused => self.ids[0] = true,
            Column::Act => self.ids[1] = true,
            Column::Victim => self.ids[2] = true,
            _ => {}
        }
        let sort = Sort::of(model, &column);
        let cells = Cells::of(kind).filter(|cells| sort.accepts(*cells)).ok_or_else(|| {
            let message = format!("the column `{name}` cannot be of type {kind}");
            let error = Error::new("table.column_type", message).at(format!("column {name}")).expected(sort.expected());
            match (kind, sort) {
                (DataType::Timestamp(_, Some(_)), Sort::Date) => {
                    error.hint("take the zone off: a day is a day where it was")
                }
                (DataType::Float64 | DataType::Float32, Sort::Money) => {
                    error.hint("amounts of money are not floats: cast the column to a decimal")
                }
                _ => error,
            }
        })?;
        self.read.push(Input { at, name: name.to_owned(), column, cells });
        Ok(())
    }

    /// A fact stands in one column of its own, or in columns for its parts.
    fn whole_or_parts(&self, model: &Model) -> Result<(), Error> {
        let fact = |column: &Column| match column {
            Column::Member(ix, _) | Column::Least(ix) | Column::Greatest(ix) => Some(*ix),
            _ => None,
        };
        let whole = |ix: FactIx| self.read.iter().any(|other| other.column == Column::Fact(ix));
        for input in &self.read {
            if let Some(ix) = fact(&input.column).filter(|ix| whole(*ix)) {
                let name = &model.fact_at(ix).name;
                let message = format!("`{name}` stands in a column of its own and in `{}`", input.name);
                let error = Error::new("case.conflict", message).at(format!("column {}", input.name));
                return Err(error.hint("keep one of the two"));
            }
        }
        Ok(())
    }
}

/// The error of a name that stands twice.
pub(super) fn twice(name: &str) -> Error {
    Error::new("table.column_twice", format!("the column `{name}` would stand twice")).at(format!("column {name}"))
}

/// The error of an option that names no column.
pub(super) fn unknown<'n>(name: &str, who: &str, known: impl IntoIterator<Item = &'n str>) -> Error {
    let error = Error::new("table.unknown_column", format!("{who} no column `{name}`"));
    match nearest(name, known) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    }
}

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Flag,
    Number,
    Money,
    Date,
    Set,
    Text,
}

impl Sort {
    fn of(model: &Model, column: &Column) -> Sort {
        match column {
            Column::Case | Column::Accused | Column::Act | Column::Victim | Column::Kept => Sort::Text,
            Column::AsOf => Sort::Date,
            Column::ClosedWorld | Column::Member(..) => Sort::Flag,
            Column::Fact(ix) | Column::Least(ix) | Column::Greatest(ix) => match model.fact_at(*ix).kind {
                FactType::Flag => Sort::Flag,
                FactType::Number { .. } => Sort::Number,
                FactType::Money => Sort::Money,
                FactType::Date => Sort::Date,
                FactType::AnyOf | FactType::Countries | FactType::Offences => Sort::Set,
                FactType::OneOf | FactType::Country | FactType::Term | FactType::Text | FactType::Events => Sort::Text,
            },
        }
    }
    /// Text is read as a cell of CSV, whatever the fact.
    fn accepts(self, cells: Cells) -> bool {
        match cells {
            Cells::Null | Cells::Text => true,
            Cells::Flag => self == Sort::Flag,
            Cells::Whole => matches!(self, Sort::Flag | Sort::Number | Sort::Money),
            Cells::Decimal => matches!(self, Sort::Number | Sort::Money),
            Cells::Float => self == Sort::Number,
            Cells::Day => self == Sort::Date,
            Cells::List => self == Sort::Set,
        }
    }
    fn expected(self) -> &'static str {
        match self {
            Sort::Flag => "booleans, whole numbers 0 and 1, or text",
            Sort::Number => "whole numbers, decimals, floats or text",
            Sort::Money => "decimals, whole numbers or text",
            Sort::Date => "dates, timestamps at midnight without zone, or text",
            Sort::Set => "lists of text, text such as `a|b`, or a column of flags for each member",
            Sort::Text => "text",
        }
    }
}
