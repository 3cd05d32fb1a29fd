//! Tables: rows classified by the million over Arrow record batches (contract §4 and §5).
//!
//! [`Law::table`] checks the columns of a schema once and makes a [`Table`]; [`Table::classify`] answers one batch after
//! another, so that memory is bounded by the batch. [`Law::lines`] does the same for JSON Lines, whose rows have no schema.
//!
//! `columns` reads a schema, `cells` a cell, `encode` a column, each different cell once; `view` shows a chunk to the sliced
//! runner, which says which offences may stand in which rows (`blocks`); `lists` and `made_out` take its word for what it
//! decides; `rows` judges the others as single cases are judged, alone or by case; `answer` keeps of a verdict what a table
//! says, and `output` writes it into columns.

mod answer;
mod batch;
mod blocks;
mod cells;
mod codes;
mod columns;
mod encode;
mod lines;
mod lists;
mod made_out;
mod metadata;
mod options;
mod output;
mod rows;
mod table;
mod view;

pub use batch::{Chunk, Classified, RowError};
pub use cells::cell;
pub use codes::CODES;
pub use lines::{Lines, Shape};
pub use metadata::{METADATA_KEY, metadata};
pub use options::{OnError, TableOptions};
pub use output::JSON_FIELD;
pub use table::Table;

use crate::Law;
use crate::error::Error;
use arrow_schema::Schema;

impl Law {
    /// Checks the columns of a table and makes ready to classify batches of it.
    ///
    /// # Errors
    /// A column that is not of the vocabulary (with the nearest name), of a type that its fact cannot have, or that says
    /// what another column says; an option that names no column.
    pub fn table(&self, schema: &Schema, options: &TableOptions) -> Result<Table<'_>, Error> {
        Table::new(self, schema, options)
    }
    /// The same for JSON Lines: each line a row or a nested case. The shape says which columns there are to carry along.
    ///
    /// # Errors
    /// An option that names no column.
    pub fn lines(&self, shape: &Shape, options: &TableOptions) -> Result<Lines<'_>, Error> {
        Lines::new(self, shape, options)
    }
}
