//! What follows the charge, over whole cases of the federal law: each figure derived from the statute.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod concurrence;
mod course;
mod input;
mod international;
mod properties;

use serde_json::{Value, json};
use std::path::Path;
use std::sync::OnceLock;
use tipicidad::Law;
use tipicidad::check::check;
use tipicidad::diagnostic::Source;
use tipicidad::facts::CaseOptions;

fn gather(root: &Path, dir: &Path, sources: &mut Vec<Source>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if path.is_dir() {
            gather(root, &path, sources);
        } else if path.extension().is_some_and(|ext| ext == "tip") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            sources.push(Source { path: name, text: std::fs::read_to_string(&path).unwrap().into() });
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/mx-federal");
    let mut sources = Vec::new();
    gather(&root, &root, &mut sources);
    sources
}

fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    LAW.get_or_init(|| Law::from_model(check(&sources()).model.expect("the rules are sound")))
}

/// The law with an offence of the test's own for each range of prison: `TST:1`, `TST:2`, …
fn law_with(ranges: &[&str]) -> Law {
    let mut sources = sources();
    let mut text = "law TST \"Ley de prueba\" / \"Law of the test\"\n".to_owned();
    for (at, range) in ranges.iter().enumerate() {
        let n = at + 1;
        text.push_str(&format!(
            "offence {n} \"Delito {n}\" / \"Offence {n}\" {{\n  in force 2017-01-01 ..\n  gazette 2016-12-31\n  gist \"Uno\" / \"One\"\n  \
             conduct \"conducta {n}\" / \"conduct {n}\"\n  penalty prison {range}\n  prosecuted ex officio\n  \
             consummated instantly\n  victims many are one offence\n  protects human_groups\n  with any other offence\n  new\n}}\n"
        ));
    }
    sources.push(Source { path: "test.tip".into(), text: text.into() });
    let checked = check(&sources);
    Law::from_model(checked.model.unwrap_or_else(|| panic!("the rules of the test: {:?}", checked.diagnostics)))
}

fn judge_by(law: &Law, case: &Value) -> Result<Value, tipicidad::Error> {
    let case = law.read_case(case.to_string().as_bytes(), &CaseOptions::default())?;
    Ok(serde_json::to_value(law.evaluate(&case)).unwrap())
}

fn judge(case: &Value) -> Result<Value, tipicidad::Error> {
    judge_by(law(), case)
}

fn act(id: &str, date: &str, more: Value) -> Value {
    let mut act = json!({"id": id, "date": date, "accused": ["ana"], "victims": ["v1"]});
    act.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    act
}

fn case(as_of: &str, born: &str, acts: Vec<Value>) -> Value {
    json!({"as_of": as_of, "closed_world": true, "persons": [{"id": "ana", "birth_date": "1970-01-01", "nationality": ["MX"]},
        {"id": "v1", "birth_date": born}, {"id": "v2", "birth_date": born}, {"id": "v3", "birth_date": born}], "acts": acts})
}

fn showing(id: &str, date: &str) -> Value {
    act(id, date, json!({"verb": ["exhibit"], "object": ["pornographic_material"]}))
}

fn corrupting(id: &str, date: &str) -> Value {
    act(id, date, json!({"verb": ["induce"], "result": ["sexual_act"], "purpose": ["sexual"]}))
}

fn sum(verdict: &Value) -> (String, String) {
    let prison = &verdict["concurrence"]["by_accused"][0]["final"]["prison"];
    (prison["min"].as_str().unwrap_or("-").into(), prison["max"].as_str().unwrap_or("-").into())
}

fn kinds(verdict: &Value) -> Vec<&str> {
    let groups = verdict["concurrence"]["by_accused"][0]["groups"].as_array();
    groups.into_iter().flatten().filter_map(|group| group["kind"].as_str()).collect()
}

fn charge<'v>(verdict: &'v Value, offence: &str) -> &'v Value {
    let counts = verdict["counts"].as_array().unwrap();
    let mut all = counts.iter().flat_map(|count| count["charges"].as_array().unwrap());
    all.find(|charge| charge["offence"] == offence && charge["status"] == "applies").unwrap_or(&Value::Null)
}

fn slavery(id: &str, victims: &[&str]) -> Value {
    enslaving(id, "2020-03-01", victims)
}

/// LGPSEDMTP 10 III on several victims: a person recruited for sexual exploitation.
fn recruiting(id: &str, date: &str, victims: &[&str]) -> Value {
    act(id, date, json!({"verb": ["recruit"], "purpose": ["sexual_exploitation"], "victims": victims}))
}

/// The case with these events, each `kind@date`.
fn with_events(mut case: Value, events: &[&str]) -> Value {
    let of = |event: &&str| {
        let (kind, date) = event.split_once('@').unwrap();
        json!({"kind": kind, "date": date})
    };
    case["procedure"]["events"] = events.iter().map(of).collect();
    case
}

/// Status, term, start, expiry and possible span of the action.
fn action(verdict: &Value, offence: &str) -> [String; 5] {
    let own = &charge(verdict, offence)["prescription"];
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let span = &own["possible"];
    let possible = if span.is_null() { "-".into() } else { format!("{} {}", text(&span["from"]), text(&span["to"])) };
    [text(&own["status"]), text(&own["term"]), text(&own["starts"]), text(&own["expires"]), possible]
}

/// The steps of the action, each `rule kind date term`.
fn steps(verdict: &Value, offence: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let steps = charge(verdict, offence)["prescription"]["steps"].as_array().cloned().unwrap_or_default();
    let said = |s: &Value| format!("{} {} {} {}", text(&s["by"]), text(&s["kind"]), text(&s["date"]), text(&s["term"]));
    steps.iter().map(said).collect()
}

/// Status, term, start and expiry of another clock, and its rule.
fn limit(verdict: &Value, offence: &str, kind: &str) -> [String; 5] {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let limits = charge(verdict, offence)["prescription"]["limits"].as_array().cloned().unwrap_or_default();
    let own = limits.into_iter().find(|limit| limit["kind"] == kind).unwrap_or_default();
    ["status", "term", "starts", "expires", "by"].map(|key| text(&own[key]))
}

fn notices(verdict: &Value) -> Vec<String> {
    let all = verdict["notices"].as_array().unwrap().iter();
    all.map(|n| format!("{} {}", n["code"].as_str().unwrap(), n["by"].as_str().unwrap_or("-"))).collect()
}

/// LGPSEDMTP 11: 15 to 30 years, an offence for each victim.
fn enslaving(id: &str, date: &str, victims: &[&str]) -> Value {
    act(id, date, json!({"verb": ["keep"], "result": ["slavery"], "victims": victims}))
}
