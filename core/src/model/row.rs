//! The row of an example in a pack: its cells, whose names and values are texts that other rows share.

use super::Example;
use crate::packed::{Packed, Packer, Str, Unpacker, packed};
use serde_json::{Map, Value};

enum Row {
    /// The name and the value of each cell, the value as JSON.
    Cells(Vec<(Str, Str)>),
    /// A row that is not written as its cells would be.
    Text(Str),
}
packed! {
    enum Row { Cells(a), Text(a) }
}

impl Packed for Example {
    fn pack(&self, to: &mut Packer) {
        self.name.pack(to);
        row(&self.row).pack(to);
        self.as_of.pack(to);
        self.charges.pack(to);
    }
    fn unpack(from: &mut Unpacker<'_>) -> Example {
        let name = Packed::unpack(from);
        let row = match Packed::unpack(from) {
            // A few cells of a hostile pack may name a long text over and over.
            Row::Cells(cells) if from.unfold(length(&cells)) => written(&cells),
            Row::Text(text) if from.unfold(text.len()) => text.into(),
            _ => String::new(),
        };
        Example { name, row, as_of: Packed::unpack(from), charges: Packed::unpack(from) }
    }
}

fn row(text: &str) -> Row {
    let cells = serde_json::from_str::<Map<String, Value>>(text).map(|cells| {
        let both = |(name, value): (&String, &Value)| (Str::from(name), Str::from(value.to_string()));
        cells.iter().map(both).collect::<Vec<(Str, Str)>>()
    });
    match cells {
        Ok(cells) if written(&cells) == text => Row::Cells(cells),
        _ => Row::Text(text.into()),
    }
}

fn length(cells: &[(Str, Str)]) -> usize {
    cells.iter().map(|(name, value)| name.len() + value.len()).sum()
}

/// The cells as one JSON object, as serde_json writes it when no name needs an escape.
fn written(cells: &[(Str, Str)]) -> String {
    // Quotes, colon and comma of each, and the braces.
    let mut row = String::with_capacity(length(cells) + 4 * cells.len() + 2);
    row.push('{');
    for (at, (name, value)) in cells.iter().enumerate() {
        row.push_str(if at == 0 { "\"" } else { ",\"" });
        row.push_str(name);
        row.push_str("\":");
        row.push_str(value);
    }
    row.push('}');
    row
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what must hold")]
mod tests {
    use crate::model::Example;
    use crate::packed::{MAX_UNFOLDED, Packed, Shelf, write};
    use std::sync::Arc;

    fn again(rows: &[String]) -> Option<Vec<String>> {
        let example =
            |row: &String| Example { name: Default::default(), row: row.clone(), as_of: None, charges: vec![] };
        let written = write(|to| rows.iter().map(example).collect::<Vec<_>>().pack(to)).unwrap();
        let shelf = Shelf::copied(&written.texts, &written.parts).unwrap();
        let read: Vec<Example> = Arc::new(shelf).read(&written.head)?;
        Some(read.into_iter().map(|example| example.row).collect())
    }

    #[test]
    fn rows_are_read_as_they_were_written() {
        let rows = [
            r#"{"act.date":"2024-03-01","act.gain":"1500.00","act.verb":["induce"],"victim.age":{"max":17}}"#,
            r#"{"x.\"note\"":"línea\n"}"#,
            "{}",
            // As its cells would not be written, like the one before; and no row at all.
            r#"{ "victim.age": 12 }"#,
            r#"{"b":1,"a":2}"#,
            "12",
            "",
        ];
        let rows = rows.map(str::to_owned);
        assert_eq!(again(&rows).unwrap(), rows);
    }

    /// Protects from hostile packs: rows share their texts, and could unfold into far more memory than the pack has bytes.
    #[test]
    fn rows_unfold_to_a_limit() {
        const ROWS: usize = 16;
        let row = |length: usize| format!("{{\"a\":\"{}\"}}", "x".repeat(length));
        // A name of one letter, and the quotes of the value.
        let mut rows = vec![row(MAX_UNFOLDED / ROWS - 3); ROWS];
        assert!(again(&rows).is_some());
        rows[0] = row(MAX_UNFOLDED / ROWS - 2);
        assert!(again(&rows).is_none());
    }
}
