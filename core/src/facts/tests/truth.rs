//! The truth of atoms (contract §2).

use super::model::{ix, of};
use super::*;
use crate::exact::Date;
use crate::model::{Atom, Test};
use Truth::{False as F, True as T, Unknown as U};

fn truth(name: &str, json: &str, test: Test) -> Truth {
    let value = decode_json(&of(name), &Json::read(json.as_bytes()).unwrap(), &Path::Root).unwrap().value;
    let group = |provision: u32, version: u32, id: &str| match (provision, version, id) {
        (7, 1, "CPF:201") => T,
        (7, 1, "CPF:202") => U,
        _ => F,
    };
    atom_truth(&model(), &Atom { fact: ix(name), test }, &value, &group)
}

#[test]
fn atoms() {
    let day = |text: &str| Date::parse(text).unwrap();
    let mx = u16::try_from(country("MX").unwrap()).unwrap();
    for (name, json, test, wanted) in [
        ("act.education", "true", Test::True, T),
        ("act.education", "false", Test::True, F),
        ("act.education", "null", Test::True, U),
        ("victim.age", "17", Test::Under(18), T),
        ("victim.age", "18", Test::Under(18), F),
        ("victim.age", r#"{"min": 17, "max": 18}"#, Test::Under(18), U),
        ("victim.age", r#"{"min": 18}"#, Test::Under(18), F),
        ("victim.age", r#"{"max": 17}"#, Test::Under(18), T),
        ("victim.age", "null", Test::Under(18), U),
        ("victim.age", "null", Test::AtMost(120), T),
        ("victim.age", "null", Test::Under(0), F),
        ("victim.age", "null", Test::AtLeast(0), T),
        ("victim.age", "18", Test::AtMost(18), T),
        ("victim.age", "19", Test::AtMost(18), F),
        ("victim.age", "18", Test::Over(18), F),
        ("victim.age", "19", Test::Over(18), T),
        ("victim.age", r#"{"min": 18, "max": 19}"#, Test::Over(18), U),
        ("victim.age", "18", Test::AtLeast(18), T),
        ("victim.age", "17", Test::AtLeast(18), F),
        ("act.date", r#""2009-05-01""#, Test::Before(day("2009-05-02")), T),
        ("act.date", r#""2009-05-01""#, Test::Before(day("2009-05-01")), F),
        ("act.date", r#""2009-05-01""#, Test::OnOrBefore(day("2009-05-01")), T),
        ("act.date", r#""2009-05""#, Test::OnOrBefore(day("2009-05-30")), U),
        ("act.date", "null", Test::Before(day("2009-05-01")), U),
        ("act.date", "null", Test::OnOrBefore(Date::MAX), T),
        ("accused.participation", r#""aider""#, Test::Is(1), T),
        ("accused.participation", r#""aider""#, Test::Is(0), F),
        ("accused.participation", r#"{"not": ["author"]}"#, Test::Is(0), F),
        ("accused.participation", r#"{"not": ["author"]}"#, Test::Is(1), U),
        ("accused.participation", r#"{"not": ["author", "inducer"]}"#, Test::Is(1), T),
        ("accused.participation", "null", Test::Is(1), U),
        ("act.place.country", r#""MX""#, Test::Is(mx), T),
        ("act.place.country", "null", Test::Is(mx), U),
        ("accused.nationality", r#"["MX"]"#, Test::Has(mx), T),
        ("accused.nationality", r#"["HN"]"#, Test::Has(mx), F),
        ("act.verb", r#"["induce"]"#, Test::Has(0), T),
        ("act.verb", r#"["induce"]"#, Test::Has(1), F),
        ("act.verb", r#"{"induce": true}"#, Test::Has(1), U),
        ("act.verb", r#"{"induce": false}"#, Test::Has(0), F),
        ("act.verb", "null", Test::Has(0), U),
        ("act.other_offence", r#"["CPF:300"]"#, Test::AnyOffence, T),
        ("act.other_offence", "[]", Test::AnyOffence, F),
        ("act.other_offence", "{}", Test::AnyOffence, U),
        ("act.other_offence", "null", Test::AnyOffence, U),
        ("act.other_offence", r#"["CPF:300", "CPF:201"]"#, Test::InGroup(7, 1), T),
        ("act.other_offence", r#"["CPF:300", "CPF:202"]"#, Test::InGroup(7, 1), U),
        ("act.other_offence", r#"["CPF:300"]"#, Test::InGroup(7, 1), F),
        ("act.other_offence", r#"{"CPF:300": true}"#, Test::InGroup(7, 1), U),
        ("act.other_offence", "[]", Test::InGroup(7, 1), F),
    ] {
        assert_eq!(truth(name, json, test.clone()), wanted, "{name} {json} {test:?}");
    }
}

#[test]
fn a_value_of_another_type_is_unknown() {
    let atom = |test| Atom { fact: ix("victim.age"), test };
    for test in [Test::True, Test::Is(0), Test::Has(0), Test::AnyOffence, Test::Before(Date::MAX)] {
        assert_eq!(atom_truth(&model(), &atom(test), &FactValue::Number(1, 1), &|_, _, _| T), U);
    }
}
