//! A table for spreadsheets.

use super::say::{explained, feedback, key, letter};
use crate::exact::Lang;
use crate::quiz::{Form, Quiz};

/// A quiz as CSV (RFC 4180, UTF-8), in one language: a line an item, after a header. The columns are `id`, `kind`, `form`,
/// `difficulty`, `scenario`, `question`, then `option_a`, `why_a` and so on for as many options as the longest item has, `key` (the
/// letter of the right option, or the letters in the right order with spaces between), `explanation`, `provisions` and
/// `elements` (joined by `|`).
pub fn csv(quiz: &Quiz, lang: Lang) -> String {
    let width = quiz.items.iter().map(|item| item.options.len()).max().unwrap_or_default();
    let mut header: Vec<String> = ["id", "kind", "form", "difficulty", "scenario", "question"].map(String::from).into();
    for index in 0..width {
        let letter = letter(index).to_lowercase();
        header.extend([format!("option_{letter}"), format!("why_{letter}")]);
    }
    header.extend(["key", "explanation", "provisions", "elements"].map(String::from));
    let mut out = line(&header);
    for item in &quiz.items {
        let form = match item.form {
            Form::Choice => "choice",
            Form::Order => "order",
        };
        let mut cells = vec![
            item.id.clone(),
            item.kind.word().to_owned(),
            form.to_owned(),
            item.difficulty.to_string(),
            item.scenario.get(lang).to_owned(),
            item.stem.get(lang).to_owned(),
        ];
        for index in 0..width {
            let option = item.options.get(index);
            cells.push(option.map(|option| option.text.get(lang).to_owned()).unwrap_or_default());
            cells.push(option.map(|option| feedback(option, lang)).unwrap_or_default());
        }
        cells.push(key(item).join(" "));
        cells.push(explained(item, lang));
        cells.extend([item.provisions.join("|"), item.elements.join("|")]);
        out.push_str(&line(&cells));
    }
    out
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\n", cells.join(","))
}

/// A cell, in quotes where its text could be taken for more than a cell.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(quoted("plain; text"), "plain; text");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("a\nb"), "\"a\nb\"");
    }
}
