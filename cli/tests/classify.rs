//! `classify` from outside: tables in and out, rows that cannot be read, and what is left on disk.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const RULES: &str = r#"pack tiny { version "1.0.0"  law as of 2026-01-01 }
subject person "la persona" / "the person" roles accused "la persona imputada" / "the accused", victim "la víctima" / "the victim"
subject act "el hecho" / "the act"
interest property "patrimonio" / "property"
fact act.date "fecha" / "date" { type date  ask "¿Cuándo?" / "When?" }
fact act.theft "apoderamiento" / "taking" { type flag  ask "¿Hubo apoderamiento?" / "Was there a taking?" }
fact victim.age "edad" / "age" { type        years 0 to 120  ask "¿Qué edad?" / "What age?" }
law CPF "Código" / "Code"
offence 367 "Robo" / "Theft" {
  in force 2000-01-01 ..
  gazette 1999-12-31
  gist "Tomar lo ajeno." / "To take what is another's."
  conduct act.theft
  victim victim.age under 18
  penalty prison 6 months to 5 years
  prosecuted ex officio
  consummated instantly
  victims none
  protects property
}
"#;

const TABLE: &str = "case,act.date,act.theft,victim.age,x.note\n\
                     a,2024-03-01,true,12,\"one, two\"\n\
                     b,2024-03-01,true,doce,\"broken\nin two\"\n\
                     c,2024-03-01,false,12,\n\
                     d,2024-03-01,true,,-\n";

/// A folder of its own with rules and a table.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("classify-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("rules")).unwrap();
    std::fs::write(folder.join("rules/pack.tip"), RULES).unwrap();
    std::fs::write(folder.join("in.csv"), TABLE).unwrap();
    folder
}

fn classify(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tipicidad"))
        .current_dir(folder)
        .args(["--rules", "rules", "--lang", "en", "classify"])
        .args(arguments)
        .args(["--as-of", "2026-01-01"])
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// What stands in the folder beside the input.
fn left(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "rules" && name != "in.csv").collect();
    names.sort();
    names
}

#[test]
fn a_wrong_row_ends_the_work_and_leaves_nothing() {
    let folder = folder("stop");
    let output = classify(&folder, &["in.csv", "-o", "out.csv"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("row 1 (line 3), column victim.age"), "{}", stderr(&output));
    assert!(left(&folder).is_empty(), "{:?}", left(&folder));
    let answer = classify(&folder, &["in.csv", "-o", "out.csv", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(answer["errors"][0]["code"], "case.wrong_type");
}

#[test]
fn rejected_rows_stand_in_a_file_of_their_own() {
    let folder = folder("rejects");
    let output = classify(&folder, &["in.csv", "-o", "out.csv", "--match", "--on-error", "rejects=bad.csv"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).starts_with("4 rows: 3 written, 1 rejected"), "{}", stderr(&output));
    assert_eq!(
        text(&folder, "out.csv"),
        "x.note,case,row,applies,undetermined,displaced,excluded\n\
         \"one, two\",a,0,CPF:367,-,-,-\n\
         ,c,2,-,-,-,-\n\
         -,d,3,-,CPF:367,-,-\n"
    );
    assert_eq!(
        text(&folder, "bad.csv"),
        "case,act.date,act.theft,victim.age,x.note,row,column,code,message\n\
         b,2024-03-01,true,doce,\"broken\nin two\",1,victim.age,case.wrong_type,`victim.age` cannot be the text `doce`\n"
    );
    let meta: serde_json::Value = serde_json::from_str(&text(&folder, "out.csv.meta.json")).unwrap();
    assert_eq!((meta["pack"]["name"].as_str(), meta["as_of"].as_str()), (Some("tiny"), Some("2026-01-01")));
    assert_eq!(left(&folder), ["bad.csv", "out.csv", "out.csv.meta.json"]);
}

#[test]
fn every_form_of_table_says_the_same() {
    let folder = folder("forms");
    let on_error = ["--on-error", "null", "--columns", "case,row,applies,undetermined,prison_max"];
    let run = |from: &str, to: &str| {
        let output = classify(&folder, &[&[from, "-o", to][..], &on_error[..]].concat());
        assert_eq!(code(&output), 0, "{from} to {to}: {}", stderr(&output));
    };
    run("in.csv", "out.jsonl");
    let lines = text(&folder, "out.jsonl");
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["applies"], serde_json::json!(["CPF:367"]));
    assert_eq!((first["prison_max"].as_str(), first["row"].as_u64()), (Some("P5Y"), Some(0)));
    let second: serde_json::Value = serde_json::from_str(lines.lines().nth(1).unwrap()).unwrap();
    assert!(second["applies"].is_null() && second["error"].as_str().unwrap().starts_with("case.wrong_type: "));
    // The table as Parquet, made by carrying every column along, answers as the table does.
    let keep = ["--keep", "act.date,act.theft,victim.age", "--columns", "case", "--on-error", "rejects=bad.csv"];
    let output = classify(&folder, &[&["in.csv", "-o", "kept.parquet"][..], &keep[..]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    run("kept.parquet", "parquet.csv");
    std::fs::write(folder.join("in.jsonl"), "{\"case\":\"a\",\"act.date\":\"2024-03-01\",\"act.theft\":true,\"victim.age\":12,\"x.note\":{\"n\":1.50}}\n\nnot json\n").unwrap();
    run("in.jsonl", "lines.csv");
    run("in.csv", "csv.csv");
    let rows = |name: &str| text(&folder, name).lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(rows("parquet.csv").iter().any(|line| line.ends_with("a,0,CPF:367,-,P5Y,")), "{:?}", rows("parquet.csv"));
    assert!(rows("csv.csv").iter().any(|line| line.ends_with("a,0,CPF:367,-,P5Y,")), "{:?}", rows("csv.csv"));
    let lines = rows("lines.csv");
    assert_eq!(lines[1], "\"{\"\"n\"\":1.50}\",a,0,CPF:367,-,P5Y,");
    assert!(lines[2].starts_with(",,1,,,,\"json.syntax: "), "{lines:?}");
}

#[test]
fn a_line_for_each_charge() {
    let folder = folder("charges");
    let output = classify(&folder, &["in.csv", "-o", "out.csv", "--per", "charge", "--on-error", "rejects=bad.jsonl"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let rows: Vec<String> = text(&folder, "out.csv").lines().map(str::to_owned).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[1].contains("0,CPF:367,applies,2000-01-01,P6M,P5Y,180,1800,180,1800"), "{rows:?}");
    assert!(rows[2].contains("3,CPF:367,undetermined"), "{rows:?}");
    assert!(text(&folder, "bad.jsonl").contains("\"code\":\"case.wrong_type\""));
}

#[test]
fn rows_of_another_length_are_rows_that_cannot_be_read() {
    let folder = folder("fields");
    std::fs::write(folder.join("in.csv"), "act.theft,victim.age\ntrue,12\ntrue\ntrue,12,13\n").unwrap();
    let output = classify(&folder, &["in.csv", "-o", "out.csv", "--on-error", "rejects=bad.csv"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).starts_with("3 rows: 1 written, 2 rejected"), "{}", stderr(&output));
    assert_eq!(text(&folder, "bad.csv").matches("table.fields").count(), 2);
}

#[test]
fn a_case_is_not_cut_between_chunks() {
    let folder = folder("cases");
    // More rows than are read at once, and a case that lies across the border.
    let row = |at: usize| format!("c{},p,2024-03-01,true,12\n", at / 3);
    let rows: String = (0..9000).map(row).collect();
    std::fs::write(folder.join("in.csv"), format!("case,act.id,act.date,act.theft,victim.age\n{rows}")).unwrap();
    let output = classify(&folder, &["in.csv", "-o", "out.csv", "--by-case", "--columns", "case,row,applies"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let out = text(&folder, "out.csv");
    assert_eq!(out.lines().count(), 9001);
    let wanted = |at: usize| format!("c{},{at},CPF:367", at / 3);
    assert!(out.lines().skip(1).enumerate().all(|(at, line)| line == wanted(at)));
}

#[test]
fn files_are_not_written_over_themselves() {
    let folder = folder("apart");
    for arguments in
        [&["in.csv", "-o", "in.csv"][..], &["in.csv", "-o", "out.csv", "--on-error", "rejects=out.csv"][..]]
    {
        let output = classify(&folder, arguments);
        assert_eq!(code(&output), 1, "{arguments:?}");
        assert!(stderr(&output).contains("file.write"), "{}", stderr(&output));
    }
    assert_eq!(text(&folder, "in.csv"), TABLE);
    assert_eq!(code(&classify(&folder, &["in.csv", "-o", "out.xlsx"])), 1);
    assert_eq!(code(&classify(&folder, &["in.csv", "-o", "out.csv", "--on-error", "ignore"])), 2);
    assert_eq!(code(&classify(&folder, &["in.csv", "-o", "out.csv", "--threads", "0"])), 2);
    assert_eq!(code(&classify(&folder, &["no-such.csv", "-o", "out.csv"])), 1);
    let unknown = classify(&folder, &["in.csv", "-o", "out.csv", "--columns", "aplies"]);
    assert!(stderr(&unknown).contains("did you mean `applies`?"), "{}", stderr(&unknown));
}

/// A quote that nothing closes makes the rest of a file one row: it is refused before it fills the memory, and a long row that
/// ends is read.
#[test]
fn a_row_that_never_ends_is_refused() {
    let folder = folder("endless");
    let row = |cells: usize, end: &str| {
        format!("act.date,act.theft,x.note\n2024-03-01,true,\"{}{end}", "lorem\n".repeat(cells))
    };
    std::fs::write(folder.join("long.csv"), row(1 << 18, "\"\n")).unwrap();
    let output = classify(&folder, &["long.csv", "-o", "out.csv", "--match"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    std::fs::write(folder.join("endless.csv"), row(4 << 20, "")).unwrap();
    let output = classify(&folder, &["endless.csv", "-o", "out2.csv", "--match"]);
    assert_ne!(code(&output), 0);
    assert!(stderr(&output).contains("a row is longer than 16777216 bytes"), "{}", stderr(&output));
}
