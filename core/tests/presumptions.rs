//! A presumption whose condition is a term that stands later than the term it presumes (docs/language.md §5).

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use tipicidad::Law;
use tipicidad::check::check;
use tipicidad::diagnostic::Source;
use tipicidad::facts::CaseOptions;

const RULES: &str = r#"
pack small { version "0.1.0"  law as of 2026-01-01 }
law CPF "Código" / "Code"
subject person "la persona" / "the person" roles accused "la persona imputada" / "the accused", victim "la víctima" / "the victim"
subject act "el hecho" / "the act"
interest property "patrimonio" / "property"

fact act.date "fecha" / "date" {
  type        date
  ask         "¿Cuándo?" / "When?"
}
fact act.planned "planeado" / "planned" {
  type        flag
  ask         "¿Se planeó?" / "Was it planned?"
}
fact act.with_poison "con veneno" / "with poison" {
  type        flag
  ask         "¿Con veneno?" / "With poison?"
}
term deliberate "premeditado" / "deliberate" = act.planned
term insidious "insidioso" / "insidious" = act.with_poison
presume deliberate "por el medio" / "from the means" {
  in force    2000-01-01 ..
  gazette     1999-12-31
  by          CPF:315
  rebuttable
  when        insidious
}
offence 315 "Hecho" / "Act" {
  in force    2000-01-01 ..
  gazette     1999-12-31
  gist        "Texto." / "Text."
  conduct     deliberate
  penalty     prison 1 to 2 years
  prosecuted  ex officio
  consummated instantly
  victims     none
  protects    property
}
"#;

/// Protects presumptions from being dropped by the order in which terms are written: with poison it is presumed, without it is
/// not known, and what is known is not presumed otherwise.
#[test]
fn a_presumption_may_rest_on_a_later_term() {
    let found = check(&[Source { path: "small.tip".into(), text: RULES.into() }]);
    let law = Law::from_model(found.model.unwrap_or_else(|| {
        let said: Vec<_> = found.diagnostics.iter().map(|d| (d.code, &d.message)).collect();
        panic!("{said:?}")
    }));
    let status = |facts: &str| {
        let case = format!(
            r#"{{"as_of": "2026-01-01", "persons": [{{"id": "ana"}}], "acts": [{{"id": "a", "date": "2020-01-01", "accused": ["ana"]{facts}}}]}}"#
        );
        let case = law.read_case(case.as_bytes(), &CaseOptions::default()).unwrap();
        let verdict = serde_json::to_value(law.evaluate(&case)).unwrap();
        verdict["counts"][0]["charges"][0]["status"].as_str().map(str::to_owned)
    };
    assert_eq!(status(r#", "with_poison": true"#).as_deref(), Some("applies"));
    assert_eq!(status(r#", "with_poison": false"#).as_deref(), Some("undetermined"));
    assert_eq!(status(r#", "with_poison": true, "planned": false"#), None);
}
