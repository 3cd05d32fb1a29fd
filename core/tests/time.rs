//! Prescription and concurrence over whole cases of the federal law, each figure derived from the statute.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

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

fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    LAW.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/mx-federal");
        let mut sources = Vec::new();
        gather(&root, &root, &mut sources);
        Law::from_model(check(&sources).model.expect("the rules are sound"))
    })
}

fn judge(case: &Value) -> Result<Value, tipicidad::Error> {
    let case = law().read_case(case.to_string().as_bytes(), &CaseOptions::default())?;
    Ok(serde_json::to_value(law().evaluate(&case)).unwrap())
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
    let own = json!({"verb": ["keep"], "result": ["slavery"], "victims": victims});
    act(id, "2020-03-01", own)
}

/// 201 f carries 7 to 12 years and 800 to 2,500 days; 200 carries 6 months to 5 years and 300 to 500 days. Two conducts (64 p2):
/// the gravest, which may be raised by the other: 7 to 17 years, 800 to 3,000 days. One (64 p1): by half of the other's maximum,
/// prison only: 7 to 14 years 6 months, and the fine of the gravest.
#[test]
fn real_and_ideal_concurrence() {
    let real =
        judge(&case("2020-01-10", "2010-01-01", vec![corrupting("a", "2020-01-08"), showing("b", "2020-01-09")]))
            .unwrap();
    assert_eq!(sum(&real), ("P7Y".into(), "P17Y".into()));
    assert_eq!(kinds(&real), ["real"]);
    assert_eq!(real["concurrence"]["by_accused"][0]["final"]["fines"][0]["max"], 3000);
    let mut second = showing("b", "2020-01-08");
    second["same_conduct"] = "a".into();
    let ideal = judge(&case("2020-01-10", "2010-01-01", vec![corrupting("a", "2020-01-08"), second])).unwrap();
    assert_eq!(sum(&ideal), ("P7Y".into(), "P14Y6M".into()));
    assert_eq!(kinds(&ideal), ["ideal"]);
    assert_eq!(ideal["concurrence"]["by_accused"][0]["final"]["fines"][0]["max"], 2500);
}

/// Before 18-06-2016 the penalties of all offences were imposed in real concurrence: 7 years 6 months to 17 years.
#[test]
fn concurrence_before_2016() {
    let verdict =
        judge(&case("2014-01-10", "2004-01-01", vec![corrupting("a", "2014-01-08"), showing("b", "2014-01-09")]))
            .unwrap();
    assert_eq!(sum(&verdict), ("P7Y6M".into(), "P17Y".into()));
}

/// LGPSEDMTP 11 punishes whoever keeps «a una persona» or several as the rules say: one charge for one conduct. Two conducts
/// carry 15 to 30 years each: 15 to 60 (64 p2). Five: 15 to 150, for the ceiling of 25 does not reach other laws.
#[test]
fn trafficking_is_never_multiplied_and_has_no_ceiling() {
    let one = judge(&case("2020-03-02", "1990-01-01", vec![slavery("a", &["v1", "v2", "v3"])])).unwrap();
    let charges = one["counts"].as_array().unwrap().iter();
    let eleven = charges.flat_map(|c| c["charges"].as_array().unwrap()).filter(|c| c["offence"] == "LGPSEDMTP:11");
    println!("{} charges, concurrence {}", eleven.count(), one["concurrence"]);
    let acts = |n: usize| (0..n).map(|at| slavery(&format!("a{at}"), &["v1"])).collect::<Vec<_>>();
    let two = judge(&case("2020-03-02", "1990-01-01", acts(2))).unwrap();
    assert_eq!(sum(&two), ("P15Y".into(), "P60Y".into()));
    let five = judge(&case("2020-03-02", "1990-01-01", acts(5))).unwrap();
    assert_eq!(sum(&five), ("P15Y".into(), "P150Y".into()));
}

/// Six of 201 f, 12 years at most each: 72, cut at 60 (25). Beside LGPSEDMTP 11 (15 to 30) the Code's part is cut and the rest added:
/// 60 + 30; under the reading `mixed_ceiling=none` 72 + 30.
#[test]
fn the_ceiling_cuts_what_the_code_punishes() {
    let mut acts: Vec<Value> = (0..6).map(|at| corrupting(&format!("a{at}"), "2020-01-08")).collect();
    let six = judge(&case("2020-03-02", "2010-01-01", acts.clone())).unwrap();
    assert_eq!(sum(&six), ("P7Y".into(), "P60Y".into()));
    let mut other = slavery("b", &["v1"]);
    other["date"] = "2020-01-08".into();
    acts.push(other);
    let all = case("2020-03-02", "2010-01-01", acts);
    let verdict = judge(&all).unwrap();
    println!("{}", verdict["concurrence"]);
    let max = sum(&verdict).1;
    let mut none = all;
    none["readings"] = json!({"mixed_ceiling": "none"});
    let unbounded = sum(&judge(&none).unwrap()).1;
    assert_ne!(max, unbounded);
}

/// Facts of 01-05-2011 and a victim of age on 20-06-2018: 200 alone prescribes on 20-06-2021 (3 years); with 201 f, of mean 9 years
/// 6 months, both prescribe on 20-12-2027 (108).
#[test]
fn charges_prescribe_with_the_gravest() {
    let alone = judge(&case("2026-03-01", "2000-06-20", vec![showing("b", "2011-05-01")])).unwrap();
    assert_eq!(charge(&alone, "CPF:200")["prescription"]["expires"], "2021-06-20");
    let both =
        judge(&case("2026-03-01", "2000-06-20", vec![corrupting("a", "2011-05-01"), showing("b", "2011-05-01")]))
            .unwrap();
    let of = |offence: &str| charge(&both, offence)["prescription"].clone();
    assert_eq!(of("CPF:201:f")["expires"], "2027-12-20");
    assert_eq!(of("CPF:200")["expires"], "2027-12-20");
    assert_eq!(of("CPF:200")["status"], "running");
}

/// A later day of evaluation never turns what has expired into what runs.
#[test]
fn time_only_runs_forward() {
    let mut expired = false;
    for year in 2012..2040 {
        let verdict = judge(&case(&format!("{year}-01-15"), "2000-06-20", vec![showing("b", "2011-05-01")])).unwrap();
        let status = charge(&verdict, "CPF:200")["prescription"]["status"].clone();
        assert!(!expired || status == "expired", "{year}: {status}");
        expired = status == "expired";
    }
    assert!(expired);
}

#[test]
fn dates_out_of_order_are_refused() {
    let mut early = case("2026-03-01", "2000-06-20", vec![showing("b", "2011-05-01")]);
    early["procedure"] = json!({"events": [{"kind": "complaint", "date": "2011-04-30"}]});
    let error = judge(&early).unwrap_err();
    assert_eq!(error.code, "case.order");
    assert!(error.message.contains("2011-04-30") && error.message.contains("2011-05-01"), "{}", error.message);
    let mut late = case("9998-01-01", "9960-06-20", vec![slavery("b", &["v1"])]);
    late["acts"][0]["date"] = "9990-05-01".into();
    late["persons"][0]["birth_date"] = "9960-01-01".into();
    assert_eq!(judge(&late).unwrap_err().code, "case.beyond_calendar");
}

/// 246 and 258 of the report: two years for the civil action, three for the administration over a public servant, one for little.
#[test]
fn other_limits() {
    let mut servant = case("2012-01-01", "2000-06-20", vec![showing("b", "2011-05-01")]);
    servant["persons"][0]["public_servant"] = true.into();
    let verdict = judge(&servant).unwrap();
    let limits = charge(&verdict, "CPF:200")["prescription"]["limits"].clone();
    let of = |kind: &str| limits.as_array().unwrap().iter().find(|l| l["kind"] == kind).cloned().unwrap_or_default();
    assert_eq!(
        (of("civil_action")["expires"].clone(), of("civil_action")["by"].clone()),
        ("2013-05-01".into(), "CRCMEX1:246".into())
    );
    assert_eq!(of("administrative")["expires"], "2014-05-02");
    servant["acts"][0]["lesser_administrative_gain"] = true.into();
    let verdict = judge(&servant).unwrap();
    let limits = charge(&verdict, "CPF:200")["prescription"]["limits"].clone();
    let of = |kind: &str| limits.as_array().unwrap().iter().find(|l| l["kind"] == kind).cloned().unwrap_or_default();
    assert_eq!(of("administrative")["expires"], "2012-05-02");
}
