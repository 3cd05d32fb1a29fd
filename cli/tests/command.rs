//! The command from outside: exit codes, streams and forms of answers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A case that any rules with the common vocabulary can read.
const CASE: &str = r#"{"case": "A-17", "as_of": "2026-03-01",
    "persons": [{"id": "ana"}, {"id": "v1", "age": 12}],
    "acts": [{"id": "a1", "date": "2024-03-01", "verb": ["induce"], "accused": ["ana"], "victims": ["v1"]}]}"#;

fn tipicidad() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tipicidad"));
    command.env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str]) -> Output {
    tipicidad().args(arguments).output().unwrap()
}

fn with_stdin(arguments: &[&str], input: &str) -> Output {
    let mut child = tipicidad()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_str(&stdout(output)).unwrap()
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Rules of one offence, in canonical form or not.
fn rules(name: &str, offence: &str) -> PathBuf {
    let folder = folder(name);
    std::fs::write(folder.join("pack.tip"), PACK).unwrap();
    std::fs::write(folder.join("law.tip"), offence).unwrap();
    folder
}

const PACK: &str = r#"pack tiny {
  version     "1.0.0"
  law as of   2026-01-01
}

subject act "hecho" / "act"

interest property "patrimonio" / "property"

fact act.date "fecha del hecho" / "date of the act" {
  type        date
  ask         "¿Cuándo?" / "When?"
}

fact act.theft "apoderamiento" / "taking" {
  type        flag
  ask         "¿Hubo apoderamiento?" / "Was there a taking?"
}
"#;

const LAW: &str = r#"law CPF "Código Penal Federal" / "Federal Criminal Code"

offence 367 "Robo" / "Theft" {
  in force    2000-01-01 ..
  gazette     1999-12-31
  gist        "Tomar lo ajeno." / "To take what is another's."
  conduct     act.theft
  penalty     prison 6 months to 5 years
  prosecuted  ex officio
  consummated instantly
  victims     none
  protects    property
}

example "Un robo" / "A theft" {
  given       act.date 2024-03-01, act.theft
  expect      367, prison 6 months to 5 years
  but         not act.theft: not 367, unmet conduct
}
"#;

#[test]
fn wrong_usage_is_2() {
    for arguments in [
        &["nothing"][..],
        &[],
        &["eval"],
        &["eval", "case.json", "--as-of", "yesterday"],
        &["eval", "case.json", "--as-of", "2024-02-30"],
        &["eval", "case.json", "--reading", "up_to"],
        &["eval", "case.json", "--format", "xml"],
        &["check"],
    ] {
        assert_eq!(code(&run(arguments)), 2, "{arguments:?}");
    }
    assert_eq!(code(&run(&["--version"])), 0);
    assert_eq!(code(&run(&["eval", "--help"])), 0);
}

#[test]
fn a_case_from_stdin_is_judged() {
    let text = with_stdin(&["eval", "-"], CASE);
    assert_eq!(code(&text), 0, "{}", stderr(&text));
    assert!(stdout(&text).starts_with("Caso A-17\n"), "{}", stdout(&text));
    assert!(!stdout(&text).contains('\u{1b}'));
    let english = with_stdin(&["eval", "-", "--lang", "en"], CASE);
    assert!(stdout(&english).contains("This is not legal advice"));
    let answer = with_stdin(&["eval", "-", "--format", "json"], CASE);
    assert_eq!(stdout(&answer).matches('\n').count(), 1);
    assert_eq!(json(&answer)["case"], "A-17");
    assert_eq!(json(&answer)["as_of"], "2026-03-01");
    let later = with_stdin(&["eval", "-", "--format", "json", "--as-of", "2026-04-01"], CASE);
    assert_eq!(json(&later)["as_of"], "2026-04-01");
}

#[test]
fn without_a_day_today_is_used() {
    let undated = CASE.replace(r#""as_of": "2026-03-01","#, "");
    let answer = with_stdin(&["eval", "-", "--format", "json"], &undated);
    assert_eq!(code(&answer), 0, "{}", stderr(&answer));
    assert_eq!(json(&answer)["as_of"].as_str().unwrap().len(), 10);
}

#[test]
fn errors_are_1_and_json_when_asked() {
    let text = with_stdin(&["eval", "-"], "{");
    assert_eq!((code(&text), stdout(&text).as_str()), (1, ""));
    assert!(stderr(&text).starts_with("error[json."), "{}", stderr(&text));
    let answer = with_stdin(&["eval", "-", "--format", "json"], "{");
    assert_eq!(code(&answer), 1);
    assert!(json(&answer)["errors"][0]["code"].as_str().unwrap().starts_with("json."));
    assert!(!stderr(&answer).is_empty());
    let absent = run(&["eval", "no-such-file.json"]);
    assert_eq!(code(&absent), 1);
    assert!(stderr(&absent).contains("file.read"));
}

#[test]
fn a_large_file_fails_fast() {
    let path = folder("large").join("case.json");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    let begun = Instant::now();
    let output = run(&["eval", path.to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("json.size"), "{}", stderr(&output));
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let mut child = tipicidad().arg("catalogue").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert!(!told.contains("panicked"), "{told}");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_embedded_law_answers_about_itself() {
    for arguments in [
        &["catalogue"][..],
        &["facts"],
        &["show", "CPF:201"],
        &["show", "205-Bis"],
        &["diff", "2010-01-01", "2026-01-01"],
    ] {
        let output = run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
        assert!(!stdout(&output).is_empty());
    }
    let catalogue = json(&run(&["catalogue", "--format", "json"]));
    let keys: Vec<&String> = catalogue.as_object().unwrap().keys().collect();
    assert!(keys.iter().any(|key| *key == "provisions"), "{keys:?}");
    let unknown = run(&["show", "CPF:20l"]);
    assert_eq!(code(&unknown), 1);
    assert!(stderr(&unknown).contains("did you mean"), "{}", stderr(&unknown));
}

#[test]
fn rules_are_checked_compiled_and_used() {
    let folder = rules("used", LAW);
    let path = folder.to_str().unwrap();
    let checked = run(&["check", path]);
    assert_eq!(code(&checked), 0, "{}", stderr(&checked));
    let pack = folder.join("tiny.pack");
    let pack = pack.to_str().unwrap();
    assert_eq!(code(&run(&["compile", path, "-o", pack])), 0);
    let row = r#"{"as_of": "2024-03-01", "counts": [{"act.date": "2024-03-01", "act.theft": true}]}"#;
    let answers: Vec<serde_json::Value> = [path, pack]
        .iter()
        .map(|rules| json(&with_stdin(&["eval", "-", "--rules", rules, "--format", "json"], row)))
        .collect();
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0]["counts"][0]["charges"][0]["offence"], "CPF:367");
    // Without its examples a pack says the same of a case, and makes no questions.
    let lean = folder.join("lean.pack");
    let lean = lean.to_str().unwrap();
    assert_eq!(code(&run(&["compile", path, "--without-examples", "-o", lean])), 0);
    assert_eq!(json(&with_stdin(&["eval", "-", "--rules", lean, "--format", "json"], row)), answers[0]);
    let damaged = folder.join("damaged.pack");
    std::fs::write(&damaged, b"not a pack").unwrap();
    assert_eq!(code(&run(&["catalogue", "--rules", damaged.to_str().unwrap()])), 1);
}

#[test]
fn mistakes_in_rules_are_shown() {
    let folder = rules("mistaken", &LAW.replace("conduct     act.theft", "conduct     act.thefts"));
    let path = folder.to_str().unwrap();
    let text = run(&["check", path]);
    assert_eq!(code(&text), 1);
    assert!(stderr(&text).contains("act.thefts"), "{}", stderr(&text));
    let answer = run(&["check", path, "--format", "json"]);
    assert_eq!(code(&answer), 1);
    assert_eq!(json(&answer)["errors"][0]["file"], "law.tip");
    assert_eq!(code(&run(&["catalogue", "--rules", path])), 1);
    assert_eq!(code(&run(&["check", folder.join("nowhere").to_str().unwrap()])), 1);
}

#[test]
fn examples_are_run() {
    let folder = rules("examples", LAW);
    let path = folder.to_str().unwrap();
    let passed = run(&["test", path]);
    assert_eq!(code(&passed), 0, "{}{}", stdout(&passed), stderr(&passed));
    std::fs::write(
        folder.join("law.tip"),
        LAW.replace("expect      367, prison 6 months", "expect      367, prison 5 months"),
    )
    .unwrap();
    let failed = run(&["test", path]);
    assert_eq!(code(&failed), 1);
    assert!(stderr(&failed).contains("expected prison 5 months to 5 years"), "{}", stderr(&failed));
    assert!(stderr(&failed).contains("found prison 6 months to 5 years"), "{}", stderr(&failed));
    std::fs::write(folder.join("law.tip"), LAW.replace("  but         not act.theft: not 367, unmet conduct\n", ""))
        .unwrap();
    let uncovered = run(&["test", path, "--coverage", "--lang", "en"]);
    assert_eq!(code(&uncovered), 1);
    assert!(stdout(&uncovered).contains("no example in which only `conduct` fails"), "{}", stdout(&uncovered));
}

#[test]
fn rules_are_formatted() {
    let folder = rules("formatted", &LAW.replace("  conduct     act.theft", "      conduct act.theft"));
    let path = folder.to_str().unwrap();
    let file = folder.join("law.tip");
    assert_eq!(code(&run(&["fmt", "--check", path])), 1);
    assert_eq!(code(&run(&["fmt", path])), 0);
    let once = std::fs::read_to_string(&file).unwrap();
    assert_eq!(code(&run(&["fmt", "--check", path])), 0);
    assert_eq!(code(&run(&["fmt", path])), 0);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), once);
}

#[test]
fn codes_are_explained() {
    let codes = run(&["check", "--codes"]);
    assert_eq!(code(&codes), 0);
    assert!(stdout(&codes).contains("case.unknown_fact"));
    let known = run(&["explain", "case.unknown_fact"]);
    assert_eq!(code(&known), 0);
    assert!(stdout(&known).starts_with("case.unknown_fact: "));
    let unknown = run(&["explain", "case.unknown_fcat"]);
    assert_eq!(code(&unknown), 1);
    assert!(stderr(&unknown).contains("did you mean `case.unknown_fact`?"), "{}", stderr(&unknown));
}

#[test]
fn shells_are_completed() {
    for shell in ["bash", "zsh", "fish"] {
        let output = run(&["completions", shell]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains("tipicidad"));
    }
}

/// Protects whoever scripts quizzes: the same seed gives the same bytes, a plan that cannot be kept says so, and a file for a
/// platform is written where it is wanted.
#[test]
fn a_quiz_is_written_by_its_seed() {
    let arguments =
        ["quiz", "--seed", "1", "--number", "4", "--title", "CPF:8", "--kind", "range,element", "--format", "json"];
    let (first, second) = (run(&arguments), run(&arguments));
    assert_eq!((code(&first), &first.stdout), (0, &second.stdout));
    let quiz = json(&first);
    let items = quiz["items"].as_array().unwrap();
    assert_eq!(items.len(), 4);
    assert!(items.iter().all(|item| item["kind"] == "range" || item["kind"] == "element"));
    let file = folder("quiz").join("quiz.gift");
    let written = run(&["quiz", "--seed", "1", "--number", "2", "--format", "gift", "-o", file.to_str().unwrap()]);
    assert_eq!((code(&written), stdout(&written).as_str()), (0, ""));
    assert!(std::fs::read_to_string(&file).unwrap().contains("::"));
    let unknown = run(&["quiz", "--seed", "1", "--title", "88"]);
    assert_eq!(code(&unknown), 1);
    assert!(stderr(&unknown).contains("quiz.unknown_title"), "{}", stderr(&unknown));
    assert_eq!(code(&run(&["quiz", "--seed", "1", "--kind", "riddle"])), 2);
    assert_eq!(code(&run(&["quiz", "--seed", "1", "--format", "papyrus"])), 2);
}
