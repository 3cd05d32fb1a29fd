//! The corpus: cases with the charges and ranges that the statute gives, derived by hand (tests/cases).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use tipicidad::facts::CaseOptions;
use tipicidad_tests::{day, files, law};

fn list(value: &Value) -> Vec<String> {
    let texts = value.as_array().map_or(&[][..], Vec::as_slice).iter();
    texts.map(|v| v.as_str().expect("a text").to_owned()).collect()
}

fn range(penalty: &Value, part: &str) -> Value {
    let found = match part {
        "fine" => match penalty["fines"].as_array().map_or(&[][..], Vec::as_slice) {
            [fine] => return serde_json::json!([fine["min"], fine["max"], fine["unit"]]),
            [] => return Value::Null,
            several => panic!("several fines: {several:?}"),
        },
        part => &penalty[part],
    };
    if found.is_null() { Value::Null } else { serde_json::json!([found["min"], found["max"]]) }
}

/// Every key that an expected charge may have, and what the verdict says there.
fn compare(expected: &Value, found: &Value, wrong: &mut Vec<String>) {
    let offence = &expected["offence"];
    for (key, value) in expected.as_object().unwrap() {
        let (established, possible) = (&found["penalty"]["final"], &found["penalty"]["possible"]);
        let mut equal = |own: Value| {
            if own != *value {
                wrong.push(format!("{offence} {key}: expected {value}, found {own}"));
            }
        };
        match key.as_str() {
            "offence" | "status" => equal(found[key].clone()),
            "prison" | "fine" => equal(range(established, key)),
            "work" => equal(range(established, "community_work")),
            "possible_prison" => equal(range(possible, "prison")),
            "possible_fine" => equal(range(possible, "fine")),
            "milder" => equal(found["milder_version"]["compare"].clone()),
            "measures" => {
                let own: Vec<&str> =
                    found[key].as_array().unwrap().iter().filter_map(|measure| measure["by"].as_str()).collect();
                let absent: Vec<String> = list(value).into_iter().filter(|id| !own.contains(&id.as_str())).collect();
                if !absent.is_empty() {
                    wrong.push(format!("{offence} measures: expected {absent:?} among {own:?}"));
                }
            }
            "displaced_by" | "excluded_by" => equal(found[key]["id"].clone()),
            "missing" => equal(found[key].clone()),
            "prescription" => {
                for (key, value) in value.as_object().unwrap() {
                    let own = &found["prescription"][key.as_str()];
                    if own != value {
                        wrong.push(format!("{offence} prescription {key}: expected {value}, found {own}"));
                    }
                }
            }
            "qualifiers" => {
                let met = found[key].as_array().unwrap().iter().filter(|q| q["status"] == "met");
                let mut ids: Vec<String> = met
                    .flat_map(|q| {
                        let id = q["id"].as_str().unwrap().to_owned();
                        let letters: Vec<String> = list(&q["letters"]).into_iter().filter(|l| !l.is_empty()).collect();
                        if letters.is_empty() {
                            vec![id]
                        } else {
                            letters.iter().map(|l| format!("{id}:{l}")).collect()
                        }
                    })
                    .collect();
                ids.sort();
                equal(ids.into());
            }
            "grading" => {
                let by: Vec<&str> = found[key].as_array().unwrap().iter().filter_map(|g| g["by"].as_str()).collect();
                let steps = found["penalty"]["steps"].as_array().unwrap().iter().filter_map(|s| s["by"].as_str());
                let by: Vec<&str> = by.into_iter().chain(steps).collect();
                let absent: Vec<String> = list(value).into_iter().filter(|id| !by.contains(&id.as_str())).collect();
                if !absent.is_empty() {
                    wrong.push(format!("{offence} grading: expected {absent:?} among {by:?}"));
                }
            }
            "consequences" => {
                let kinds: Vec<&str> = established["consequences"]
                    .as_array()
                    .map_or(&[][..], Vec::as_slice)
                    .iter()
                    .filter_map(|c| c["kind"].as_str())
                    .collect();
                let absent: Vec<String> = list(value).into_iter().filter(|k| !kinds.contains(&k.as_str())).collect();
                if !absent.is_empty() {
                    wrong.push(format!("{offence} consequences: expected {absent:?} among {kinds:?}"));
                }
            }
            other => panic!("the corpus has no key `{other}`"),
        }
    }
}

/// What is expected of jurisdiction (one entry an act, grounds by id) and of extradition (one entry a request).
fn international(expected: &Value, verdict: &Value, wrong: &mut Vec<String>) {
    let empty = Vec::new();
    for (at, expected) in expected["jurisdiction"].as_array().unwrap_or(&empty).iter().enumerate() {
        let found = &verdict["jurisdiction"][at];
        for key in ["act", "status", "federal"] {
            if !expected[key].is_null() && found[key] != expected[key] {
                wrong.push(format!("jurisdiction {at} {key}: expected {}, found {}", expected[key], found[key]));
            }
        }
        let grounds: Vec<Value> =
            found["grounds"].as_array().unwrap_or(&empty).iter().map(|ground| ground["id"].clone()).collect();
        for id in list(&expected["grounds"]).into_iter().filter(|id| !grounds.contains(&Value::from(id.as_str()))) {
            wrong.push(format!("jurisdiction {at}: {id} is not among {grounds:?}"));
        }
    }
    for (at, expected) in expected["extradition"].as_array().unwrap_or(&empty).iter().enumerate() {
        let found = &verdict["extradition"]["requests"][at];
        for key in ["id", "conclusion", "governs", "treaty"] {
            if expected.get(key).is_some_and(|value| *value != found[key]) {
                wrong.push(format!("request {at} {key}: expected {}, found {}", expected[key], found[key]));
            }
        }
        let charges: Vec<Value> = found["charges"].as_array().unwrap_or(&empty).clone();
        let concluded: Vec<Value> =
            charges.iter().map(|charge| serde_json::json!([charge["offence"], charge["conclusion"]])).collect();
        if !expected["charges"].is_null() && expected["charges"] != Value::from(concluded.clone()) {
            wrong.push(format!("request {at} charges: expected {}, found {concluded:?}", expected["charges"]));
        }
        let mut elements: Vec<Value> = found["conditions"].as_array().unwrap_or(&empty).clone();
        elements.extend(charges.iter().flat_map(|charge| charge["conditions"].as_array().unwrap().clone()));
        for (by, status) in expected["conditions"].as_object().into_iter().flatten() {
            if !elements.iter().any(|element| element["by"] == *by.as_str() && element["status"] == *status) {
                wrong.push(format!("request {at}: {by} is not {status}"));
            }
        }
        for (key, list) in [("undertakings", "status"), ("dates", "date")] {
            for (by, value) in expected[key].as_object().into_iter().flatten() {
                let all = found[key].as_array().unwrap_or(&empty);
                if !all.iter().any(|one| one["by"] == *by.as_str() && one[list] == *value) {
                    wrong.push(format!("request {at} {key}: {by} is not {value} in {all:?}"));
                }
            }
        }
    }
}

fn check(name: &str, case: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let options = CaseOptions { as_of: Some(day(case["as_of"].as_str().expect("as_of"))), readings: Vec::new() };
    let read = match law().read_case(case["case"].to_string().as_bytes(), &options) {
        Ok(read) => read,
        Err(error) => return vec![format!("not readable: {error:?}")],
    };
    let verdict: Value = serde_json::from_str(&law().evaluate(&read).to_json()).expect("a verdict is JSON");
    let counts = verdict["counts"].as_array().unwrap();
    let expected = case["expect"]["counts"].as_array().unwrap_or_else(|| panic!("{name}: expect.counts"));
    // A count that only judges offences of one victim is listed when the act has victims: leave out what has no charge.
    let charged: Vec<&Value> = counts.iter().filter(|c| !c["charges"].as_array().unwrap().is_empty()).collect();
    let wanted: Vec<&Value> = expected.iter().filter(|c| !c["charges"].as_array().unwrap().is_empty()).collect();
    if charged.len() != wanted.len() {
        wrong.push(format!("{} counts with charges, not {}", charged.len(), wanted.len()));
    }
    for (own, wanted) in charged.iter().zip(&wanted) {
        if let Some(victim) = wanted.get("victim")
            && own["victim"] != *victim
        {
            wrong.push(format!("the count is of {}, not {victim}", own["victim"]));
        }
        let charges = own["charges"].as_array().unwrap();
        for expected in wanted["charges"].as_array().unwrap() {
            match charges.iter().find(|c| c["offence"] == expected["offence"]) {
                Some(found) => compare(expected, found, &mut wrong),
                None => wrong.push(format!("{} is not charged", expected["offence"])),
            }
        }
        for found in charges {
            if !wanted["charges"].as_array().unwrap().iter().any(|c| c["offence"] == found["offence"]) {
                wrong.push(format!("{} {} is charged besides", found["offence"], found["status"]));
            }
        }
    }
    for own in charged.iter().skip(wanted.len()) {
        for found in own["charges"].as_array().unwrap() {
            wrong.push(format!("{} {} is charged besides", found["offence"], found["status"]));
        }
    }
    if let Some(wanted) = case["expect"].get("concurrence") {
        let own = &verdict["concurrence"]["by_accused"][0];
        let groups = own["groups"].as_array().map_or(&[][..], Vec::as_slice).iter();
        let kinds: Vec<Value> = groups.map(|group| group["kind"].clone()).collect();
        let found = serde_json::json!({"groups": kinds, "prison": range(&own["final"], "prison")});
        if found != *wanted {
            wrong.push(format!("concurrence: expected {wanted}, found {found}"));
        }
    }
    international(&case["expect"], &verdict, &mut wrong);
    for notice in list(&case["expect"]["notices"]) {
        let (code, by) = notice.split_once(' ').expect("`code id`");
        if !verdict["notices"].as_array().unwrap().iter().any(|n| n["code"] == code && n["by"] == by) {
            wrong.push(format!("no notice `{notice}`: {}", verdict["notices"]));
        }
    }
    if let Some(first) = case["expect"].get("missing_first")
        && verdict["missing"][0]["fact"] != *first
    {
        wrong.push(format!("missing first: {}", verdict["missing"][0]["fact"]));
    }
    wrong
}

/// Protects the answers: every case of the corpus gives the charges, ranges, qualifiers and notices that its derivation
/// reads from the statute, and no other charge.
#[test]
fn every_case_is_answered_as_the_statute_says() {
    let files = files("cases", "json");
    assert!(files.len() >= 140, "the corpus holds {} cases", files.len());
    let mut wrong = Vec::new();
    for path in &files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case: Value =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).expect("a case of the corpus is JSON");
        let keys: Vec<&String> = case.as_object().unwrap().keys().collect();
        let mut own = keys.iter().filter(|key| **key != "waits").map(|key| key.as_str());
        assert!(own.by_ref().eq(["as_of", "case", "derivation", "expect"]), "{name}: {keys:?}");
        assert!(case["derivation"].as_str().unwrap().chars().any(|c| c.is_ascii_digit()), "{name} cites no article");
        let found = check(&name, &case);
        match case["waits"].as_str() {
            // What the engine is known not to do yet: when it does, `waits` goes.
            Some(why) if found.is_empty() => wrong.push(format!("{name}: holds now, and need not wait: {why}")),
            Some(_) => {}
            None => wrong.extend(found.into_iter().map(|what| format!("{name}: {what}"))),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Protects the runner above from finding nothing wrong whatever it is given: a case expected to be one year graver fails.
#[test]
fn a_wrong_expectation_is_found() {
    let path = files("cases", "json").into_iter().find(|p| p.ends_with("guardian.json")).expect("the guardian's case");
    let mut case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(check("guardian", &case), Vec::<String>::new());
    case["expect"]["counts"][0]["charges"][0]["prison"] = serde_json::json!(["P15Y", "P24Y"]);
    assert_eq!(check("guardian", &case).len(), 1);
    case["expect"]["counts"][0]["charges"] = serde_json::json!([]);
    assert!(!check("guardian", &case).is_empty());
}
