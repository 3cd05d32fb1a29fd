//! Amounts of money counted in a unit whose value depends on the day and on the zone (docs/language.md §5).

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use serde_json::{Value, json};
use tipicidad::Law;
use tipicidad::check::check;
use tipicidad::diagnostic::Source;
use tipicidad::facts::CaseOptions;

const RULES: &str = r#"
pack small { version "0.1.0"  law as of 2026-01-01 }
law CPF "Código" / "Code"
named CPEUM "Constitución" / "Constitution"
subject person "la persona" / "the person" roles accused "la persona imputada" / "the accused", victim "la víctima" / "the victim"
subject act "el hecho" / "the act"

fact act.date "fecha" / "date" {
  type        date
  ask         "¿Cuándo?" / "When?"
}
fact act.wage_zone "área" / "area" {
  type        one of {
    A "A" / "A"
    B "B" / "B"
  }
  ask         "¿Qué área?" / "Which area?"
}
fact act.value "valor" / "value" {
  type        money
  ask         "¿Cuánto valía?" / "What was it worth?"
}
fact act.value_in_wages "valor en salarios" / "value in wages" {
  type        wages 0 to 100000000 scale 6
  derived     act.value in unit_of_account, minimum_wage on act.date
  ask         "¿Cuántos salarios?" / "How many wages?"
}
fact act.taken "apoderamiento" / "taking" {
  type        flag
  ask         "¿Hubo apoderamiento?" / "Was it taken?"
}
parameter minimum_wage "salario" / "wage" {
  by          CPEUM:123
  unit        pesos
  zones       A, B
  from        2015-01-01: A 70.10, B 68.28
}
parameter unit_of_account "unidad" / "unit" {
  by          CPEUM:123
  unit        pesos
  from        2016-01-28: 73.04
}
offence 367 "Robo" / "Theft" {
  in force    2000-01-01 ..
  gazette     1999-12-31
  gist        "Texto." / "Text."
  conduct     act.taken
  penalty     first of {
    p1 when act.value_in_wages at most 100: prison up to 2 years
    p2 when act.value_in_wages at most 500: prison 2 to 4 years
    p3: prison 4 to 10 years
  }
  prosecuted  ex officio
  consummated instantly
  victims     none
  protects    property
}
interest property "patrimonio" / "property"
"#;

fn law() -> Law {
    let found = check(&[Source { path: "small.tip".into(), text: RULES.into() }]);
    Law::from_model(found.model.unwrap_or_else(|| {
        let said: Vec<_> = found.diagnostics.iter().map(|d| (d.code, &d.message)).collect();
        panic!("{said:?}")
    }))
}

fn prison(law: &Law, act: Value) -> (String, String, Vec<String>) {
    let mut act = act;
    act["id"] = "a".into();
    act["accused"] = json!(["ana"]);
    act["taken"] = true.into();
    let case = json!({"as_of": "2026-01-01", "persons": [{"id": "ana"}], "acts": [act]}).to_string();
    let case = law.read_case(case.as_bytes(), &CaseOptions::default()).unwrap();
    let verdict = serde_json::to_value(law.evaluate(&case)).unwrap();
    let charge = &verdict["counts"][0]["charges"][0];
    let prison = &charge["penalty"]["possible"]["prison"];
    let missing = charge["missing"].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect();
    (prison["min"].as_str().unwrap().into(), prison["max"].as_str().unwrap().into(), missing)
}

/// Protects the limits of a statute in wages: 7,010.00 pesos are a hundred wages of 70.10 exactly, one centavo more is over;
/// with a zone unknown 6,900.00 are 98.4 wages in A and 101.05 in B; from 2016 the unit of account counts: 7,304.00 are a hundred.
#[test]
fn limits_hold_to_the_centavo() {
    let law = law();
    let of =
        |value: &str, date: &str, zone: Value| prison(&law, json!({"date": date, "value": value, "wage_zone": zone}));
    assert_eq!(of("7010.00", "2015-05-01", "A".into()).1, "P2Y");
    assert_eq!(of("7010.01", "2015-05-01", "A".into()).1, "P4Y");
    let (min, max, missing) = of("6900.00", "2015-05-01", Value::Null);
    assert_eq!((min.as_str(), max.as_str()), ("P0D", "P4Y"));
    assert!(missing.contains(&"act.value_in_wages".to_owned()), "{missing:?}");
    assert_eq!(of("7304.00", "2024-05-01", Value::Null).1, "P2Y");
    assert_eq!(of("7304.01", "2024-05-01", Value::Null).1, "P4Y");
    // A year in which the unit changed: 7,020.00 pesos were over a hundred wages in area A and B before, and under 97 since.
    assert_eq!(of("7020.00", "2015-12", "A".into()).1, "P4Y");
    let rough =
        prison(&law, json!({"date": {"from": "2016-01-20", "to": "2016-02-10"}, "value": "7020.00", "wage_zone": "A"}));
    assert_eq!((rough.0.as_str(), rough.1.as_str()), ("P0D", "P4Y"));
    // Before the first known value nothing is guessed.
    assert_eq!(of("1.00", "2014-05-01", "A".into()).1, "P10Y");
}
