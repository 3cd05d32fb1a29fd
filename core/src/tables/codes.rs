//! The codes of what can be wrong with a table.

/// Code, title and explanation of every error of this module.
pub const CODES: &[(&str, &str, &str)] = &[
    (
        "table.column_twice",
        "a column stands twice",
        "Two columns of the table have one name, or a column that is carried along has the name of a column of the answer.",
    ),
    (
        "table.column_type",
        "a column of another type",
        "The column has a type in which its fact cannot be written; docs/tables.md lists what each fact accepts.",
    ),
    ("table.unknown_column", "no such column", "An option names a column that neither the table nor the answer has."),
    (
        "table.late_column",
        "a column that came late",
        "In JSON Lines the columns that are carried along are those of the first rows. Name later ones with `--keep`.",
    ),
    (
        "table.fields",
        "a row of another length",
        "The row has more or fewer fields than the header, so its cells cannot be told apart. Quote cells that hold commas.",
    ),
    (
        "table.case_rejected",
        "another row of the case is wrong",
        "Rows joined to one case are judged together: when one of them cannot be read, none of them is judged.",
    ),
    ("table.case_rows", "a case of too many rows", "A case joins at most 10,000 rows."),
    ("table.utf8", "not UTF-8", "A cell is not valid UTF-8 text. Save the file as UTF-8."),
    (
        "table.interrupted",
        "interrupted",
        "The work was interrupted. The rows answered until then stand, whole, in a file that ends in `.part`.",
    ),
    ("table.batch", "a batch of another schema", "The batch does not have the columns for which the table was made."),
    ("table.format", "an unknown format of table", "Tables end in `.csv`, `.jsonl`, `.ndjson` or `.parquet`."),
];
