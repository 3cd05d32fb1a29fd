//! Plain rows read straight from their text: the same case as by the thorough reader, or left to it.

use super::*;
use crate::facts::straight;

/// Cells of every sort, well written and not.
const CELLS: [&str; 44] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "-0",
    "-3",
    "12",
    "012",
    "200",
    "99999999999999999999",
    "1500.00",
    "1500.005",
    "12.",
    "1e2",
    "\"\"",
    "\"null\"",
    "\"-\"",
    "\"|\"",
    "\"true\"",
    "\"1\"",
    "\"12\"",
    "\"1500.00\"",
    "\"2024-03-01\"",
    "\"2024-02-30\"",
    "\"2024-03\"",
    "\"woman\"",
    "\"wom\\u0061n\"",
    "\"MX\"",
    "\"mx\"",
    "\"induce|oblige\"",
    "\"induce|\"",
    "\"CPF:201\"",
    "\"report@2024-05-02\"",
    "\"P1Y\"",
    "[]",
    "[ \"induce\" , \"oblige\" ]",
    "[\"MX\",\"HN\"]",
    "[null]",
    "[\"induce\",]",
    "{}",
    "{\"min\": 3}",
    "{\"not\": [\"man\"]}",
    "tru",
];

/// What stands beside the rows.
const HEADS: [&str; 9] = [
    "",
    r#""closed_world": true, "#,
    r#""assume": false, "#,
    r#""closed_world": true, "assume": false, "case": "A", "title": "T", "format": 1, "#,
    r#""as_of": "2026-03-01", "#,
    r#""readings": {"up_to": "both_ends"}, "#,
    r#""procedure": {"complaint_filed": true}, "#,
    r#""format": 2, "#,
    r#""persons": [], "#,
];

fn thorough(text: &str) -> Result<Case, Error> {
    let model = model();
    let names = Names::new(&model);
    CaseReader { model: &model, names: &names }.read(&Json::read(text.as_bytes())?, &CaseOptions::default())
}

/// Protects every plain case: one value of each sort in each column, under each head, alone and beside others, is read
/// straight to what the thorough reader makes of it, or not at all.
#[test]
fn what_is_read_straight_is_what_the_thorough_reader_reads() {
    let model = model();
    let names = Names::new(&model);
    let reader = CaseReader { model: &model, names: &names };
    let own = ["case", "accused.id", "act.id", "victim.id", "as_of", "closed_world", "x.note", "relation.guardian"];
    let columns: Vec<&str> = model.facts.iter().map(|fact| fact.name.as_str()).chain(own).collect();
    let (mut straight, mut left, mut at) = (0, 0, 0);
    for head in HEADS {
        for column in &columns {
            for cell in CELLS {
                at += 1;
                let beside = if at % 3 == 0 { r#", "act.date": "2024-03-01", "victim.age": 12"# } else { "" };
                let again = if at % 7 == 0 { r#", {"accused.id": "ana", "act.verb": "induce"}"# } else { "" };
                let text =
                    format!(r#"{{ {head}"counts": [{{"{column}":{cell}{beside}}}{again}], "as_of":"2026-03-01" }}"#);
                match straight::read(&reader, text.as_bytes(), &CaseOptions::default()) {
                    Some(case) => {
                        straight += 1;
                        assert_eq!(Ok(case), thorough(&text).map_err(|error| format!("{error:?}")), "{text}");
                    }
                    None => left += 1,
                }
            }
        }
    }
    assert!(straight > 1_000 && left > 2_000, "{straight} rows were read straight, {left} were left");
}

/// Protects the way that most cases take: plain rows are not left to the thorough reader.
#[test]
fn plain_rows_are_read_straight() {
    let (model, options) = (model(), CaseOptions::default());
    let names = Names::new(&model);
    let reader = CaseReader { model: &model, names: &names };
    let read = |text: &str| straight::read(&reader, text.as_bytes(), &options);
    let row = r#"{"as_of": "2026-03-01", "counts": [{"act.date": "2024-03-01", "act.verb": ["induce"], "act.means": "deceit|violence",
        "victim.age": 12, "victim.sex": "woman", "act.gain": 1500.50, "act.education": false, "relation": "-"}]}"#;
    assert!(read(row).is_some());
    for (text, why) in [
        (r#"{"counts": [{}]}"#, "no day"),
        (r#"{"as_of": "2026-03-01", "counts": [{"victim.age": 12, "victim.age": 13}]}"#, "a key stands twice"),
        (r#"{"as_of": "2026-03-01", "counts": [{}], "counts": [{}]}"#, "a key stands twice"),
        (r#"{"as_of": "2026-03-01", "counts": [{}]} x"#, "something follows"),
        (r#"{"as_of": "2026-03-01", "counts": [{"victim.age": 12}}"#, "a list is not closed"),
        (r#"{"as_of": "2026-03-01", "counts": [{"victim.age": 121}]}"#, "outside the domain"),
        (r#"{"as_of": "2026-03-01", "counts": [{"victm.age": 12}]}"#, "no such column"),
    ] {
        assert!(read(text).is_none(), "{why}: {text}");
    }
}

/// Protects the bound on what views may weigh: a longer text is left to the reader that weighs it, one at the limit is not.
#[test]
fn a_long_text_is_left_to_the_thorough_reader() {
    let (model, options) = (model(), CaseOptions::default());
    let names = Names::new(&model);
    let reader = CaseReader { model: &model, names: &names };
    let row = r#"{"as_of": "2026-03-01", "counts": [{}]}"#;
    let filled = |length: usize| format!("{row}{}", " ".repeat(length - row.len()));
    assert!(straight::read(&reader, filled(straight::MAX_TEXT).as_bytes(), &options).is_some());
    assert!(straight::read(&reader, filled(straight::MAX_TEXT + 1).as_bytes(), &options).is_none());
}
