//! A small complete law gives the expected model.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use tipicidad::check::{Checked, check, digest};
use tipicidad::diagnostic::Source;
use tipicidad::exact::{Date, Fraction, ProvisionId, Text};
use tipicidad::model::{
    Atom, Basis, Body, Cond, CondKind, Derivation, Effect, Entry, FactType, Form, GradingKind, Ground, Kind, Known,
    Model, Offence, Op, Part, PenaltySpec, Provision, Quantifier, Reach, Role, Test,
};
use tipicidad::packed::Str;
use tipicidad::syntax::tree::ExpectExpr;

const VOCABULARY: &str = r#"
pack mini { version "0.2.0"  law as of 2026-01-01 }
subject person "la persona" / "the person" roles accused "la persona imputada" / "the accused", victim "la víctima" / "the victim"
subject act "el hecho" / "the act"
consequence confiscation "decomiso" / "confiscation"
consequence closure "clausura" / "closure"
interest peace "la paz pública" / "public peace"
fact act.date "fecha" / "date" { type date  ask "¿Cuándo?" / "When?" }
fact act.verb "conducta" / "conduct" {
  type any of { oblige "obligar" / "force"  induce "inducir" / "induce"  enable "facilitar" / "enable" }
  ask "¿Qué hizo?" / "What was done?"
}
fact act.stage "grado" / "stage" {
  type one of { attempted "tentativa" / "attempted"  completed "consumado" / "completed" }
  assumed completed
  ask "¿Se consumó?" / "Was it completed?"
}
fact act.other "otro delito" / "other offence" { type offences  assumed none  ask "¿Qué delito?" / "Which offence?" }
fact act.amount "valor" / "value" { type money  ask "¿Cuánto valía?" / "What was it worth?" }
fact person.birth_date "nacimiento" / "birth" { type date  ask "¿Cuándo nació {}?" / "When was {} born?" }
fact person.age "edad" / "age" { type years 0 to 120  derived age at act.date  ask "¿{} qué edad tenía?" / "How old was {}?" }
fact person.height "estatura" / "height" { type milligrams 0.5 to 3 scale 2  ask "¿?" / "?" }
fact relation "vínculo" / "relation" { type any of { guardian "tutor" / "guardian" }  ask "¿Qué vínculo?" / "Which relation?" }
term young "muy joven" / "very young" = child and victim.age under 10
term child "menor" / "child" by CPF:9 = victim.age under 18
reading up_to "hasta" / "up to" { default both "ambos" / "both"  other low "mínimo" / "lower" }
"#;

const LAW: &str = r##"
law CPF "Código Penal" / "Criminal Code"
book 2
title 8 "Delitos" / "Offences"
chapter 1 "Primero" / "First"

group listed "listados" / "listed" {
  in force 2005-01-01 ..
  by 10
  members
    2005-01-01 .. 2011-12-31: gap "lista" / "list", at most 9
    2012-01-01 ..: 9, 10 .. 10-Ter except 10-Bis
}

offence 10 "Inducción" / "Inducement" {
  in force   before 2007-03-28 ..
  gazette    2007-03-27, 2015-06-30
  wording uncertain 2007-03-28 .. 2015-06-30 "redacción" / "wording"
  gist       "Inducir." / "Inducing."
  conduct    act.verb any of oblige, induce, enable
  conduct    act.other in group listed
  victim     waived when act.stage is attempted: child
  result     one of {
    a   "bebe" / "drinks": "consumo de alcohol" / "drinking alcohol"
    b   "baila" / "dances":
        2007-03-28 .. 2015-06-30: "baile" / "dance" and not act.amount over 100.50
        2015-07-01 ..: act.amount at least 100.50
  }
  except     school by 9: relation has guardian
  penalty for a: prison 6 months to 5 years and fine 300 to 500 days
  penalty for b:
    2007-03-28 .. 2015-06-30: gap "pena" / "penalty", at most prison 9 years
    2015-07-01 ..: prison 2 1/2 years or work up to 20 sessions or both
  penalty for b under up_to=low: same as 9, with its consequences
  also       confiscation, closure up to 2 years for a when qualified by 11
  prosecuted on complaint
  consummated permanent for a
  consummated instantly for b
  victims    many are one offence
  protects   peace
  yields to  9
}

offence 9 "Nueve" / "Nine" {
  in force   2007-03-28 .. 2010-01-01
  gazette    2007-03-27
  gist       "Nueve." / "Nine."
  conduct    "lo nueve" / "the nine"
  penalty    first of { p1 "poco" / "little" when act.amount under 10: prison 1 year  p2: prison 2 years }
  prosecuted ex officio
  consummated instantly
  victims    none
  protects   peace
  new
}
offence 9 "Nueve bis" / "Nine again" {
  in force   2010-01-02 ..
  gazette    2010-01-01
  gist       "Nueve otra vez." / "Nine again."
  conduct    "lo nueve" / "the nine"
  penalty    not stated, discretion 10
  prosecuted ex officio
  consummated instantly
  victims    each is an offence
  protects   peace
}

aggravation 11 "Agravante" / "Aggravation" {
  in force   2007-03-28 ..
  gazette    2007-03-27
  applies to title 8 except 9
  when       one of { i "tutor" / "guardian" personal except for 9: relation has guardian  j "mucho" / "much" objective: young }
  effect for i: penalty increased from 1/3 up to 1/2
  effect for j: may prison, fine doubled, of what corresponds
  effect under up_to=low: penalty added prison 1 to 2 months
}

attempt 63 "Tentativa" / "Attempt" {
  in force   2007-03-28 ..
  gazette    2007-03-27
  when       act.stage is attempted
  effect     first of { p3 when charge in group listed: prison maximum becomes up to 2/3; fine reduced by 1/3  p1: penalty becomes up to 2/3 }
}

attenuation 69-Bis "Imputabilidad disminuida" / "Diminished capacity" {
  in force   2007-03-28 ..
  gazette    2007-03-27
  applies to every offence
  when       act.verb has induce personal
  effect     penalty becomes up to 2/3
  grades     diminished_capacity
}

prevails 10 over 9 { in force 2007-03-28 ..  because speciality  by 9  note "especial" / "special" }

example "Uno" / "One" {
  given  act.date 2016-01-01, act.verb {induce}, victim.age 12 to 14, relation none, act.amount 73.04, CPF:10:a#result, as of 2020-01-01
  expect 10:a with 11:j, prison 6 months to 5 years
  but    without victim.age, under up_to=low: not 10
}
example "Dos" / "Two" { given like "Uno", not 9#conduct, act.other {9, CPF:10}, act.stage completed  expect 10:a }
"##;

fn sources() -> Vec<Source> {
    // given in another order than that of their paths
    vec![
        Source { path: "law.tip".into(), text: LAW.into() },
        Source { path: "a/vocabulary.tip".into(), text: VOCABULARY.into() },
    ]
}
fn checked() -> Checked {
    let checked = check(&sources());
    let errors: Vec<_> =
        checked.diagnostics.iter().filter(|d| d.level == tipicidad::diagnostic::Level::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    checked
}
fn model() -> Model {
    checked().model.expect("a sound law")
}
fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}
fn id(text: &str) -> ProvisionId {
    ProvisionId::parse(text).unwrap()
}
fn provision<'m>(model: &'m Model, id: &str, kind: Kind) -> &'m Provision {
    model.provision(id, kind).expect("encoded")
}
fn offence<'m>(model: &'m Model, id: &str, on: &str) -> &'m Offence {
    match &provision(model, id, Kind::Offence).version_on(day(on)).expect("in force").body {
        Body::Offence(offence) => offence,
        other => panic!("{other:?}"),
    }
}
fn test_of(model: &Model, condition: &Cond) -> (Str, Test) {
    match &condition.kind {
        CondKind::Atom(at) => {
            let Atom { fact, test } = model.atom_at(*at);
            (model.fact_at(*fact).name.clone(), test.clone())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_pack_and_its_laws() {
    let model = model();
    assert_eq!((model.pack.name.as_str(), model.pack.version.as_str()), ("mini", "0.2.0"));
    assert_eq!(model.pack.law_as_of, Some(day("2026-01-01")));
    assert_eq!(model.pack.digest, digest(&sources()));
    assert_eq!(model.laws.len(), 1);
    assert_eq!(model.law_name("CPF"), Text::new("Código Penal", "Criminal Code"));
}

#[test]
fn facts_of_a_person_stand_for_each_role() {
    let model = model();
    let names: Vec<&str> = model.facts.iter().map(|fact| fact.name.as_str()).collect();
    let expected = [
        "act.date",
        "act.verb",
        "act.stage",
        "act.other",
        "act.amount",
        "accused.birth_date",
        "victim.birth_date",
        "accused.age",
        "victim.age",
        "accused.height",
        "victim.height",
        "relation",
        "CPF:9#conduct",
        "CPF:10:a#result",
        "CPF:10:b#result",
    ];
    assert_eq!(names, expected);
    let age = model.fact_at(model.fact("victim.age").unwrap());
    assert_eq!((age.subject.as_str(), age.declared_for.as_str()), ("victim", "person"));
    assert_eq!(age.question, Text::new("¿La víctima qué edad tenía?", "How old was the victim?"));
    assert_eq!(age.derived, Some(Derivation::AgeAt(model.fact("act.date").unwrap())));
    let height = &model.fact_at(model.fact("accused.height").unwrap()).kind;
    assert_eq!(*height, FactType::Number { unit: "milligrams".into(), min: 50, max: 300, scale: 2 });
    let quoted = model.fact_at(model.fact("CPF:10:a#result").unwrap());
    assert_eq!((quoted.kind.clone(), quoted.subject.as_str()), (FactType::Flag, "act"));
    assert_eq!(quoted.label, Text::new("consumo de alcohol", "drinking alcohol"));
    let subjects: Vec<_> = model.subjects.iter().map(|s| (s.name.as_str(), s.role_of.as_deref())).collect();
    assert_eq!(subjects, [("accused", Some("person")), ("victim", Some("person")), ("act", None), ("relation", None)]);
}

#[test]
fn terms_name_only_terms_before_them() {
    let model = model();
    let names: Vec<&str> = model.terms.iter().map(|term| term.name.as_str()).collect();
    assert_eq!(names, ["child", "young"]);
    assert_eq!(model.terms[0].by, Some(id("CPF:9")));
}

#[test]
fn atoms_are_distinct() {
    let model = model();
    let mut seen = std::collections::HashSet::new();
    assert!(model.atoms.iter().all(|atom| seen.insert(atom.clone())));
}

#[test]
fn provisions_stand_in_the_order_of_the_catalogue() {
    let model = model();
    let order: Vec<_> = model.provisions.iter().map(|p| (p.id.as_str(), p.kind)).collect();
    let expected = [
        ("CPF:9", Kind::Offence),
        ("CPF:10", Kind::Offence),
        ("CPF:11", Kind::Aggravation),
        ("CPF:63", Kind::Attempt),
        ("CPF:69-Bis", Kind::Attenuation),
        ("listed", Kind::Group),
        ("up_to", Kind::Reading),
    ];
    assert_eq!(order, expected);
    let ten = provision(&model, "CPF:10", Kind::Offence);
    assert_eq!(ten.headings.chapter.as_deref(), Some("1"));
    assert_eq!(ten.headings.title_name, Some(Text::new("Delitos", "Offences")));
    let listed = provision(&model, "listed", Kind::Group);
    assert_eq!((listed.by.clone(), listed.law.as_str()), (Some(id("CPF:10")), "CPF"));
}

#[test]
fn versions_are_cut_where_lines_letters_and_groups_change() {
    let model = model();
    let ten = provision(&model, "CPF:10", Kind::Offence);
    let spans: Vec<_> = ten.versions.iter().map(|v| (v.since, v.until, v.open_start, v.uncertain.is_some())).collect();
    let expected = [
        (day("2007-03-28"), Some(day("2011-12-31")), true, true),
        (day("2012-01-01"), Some(day("2015-06-30")), false, true),
        (day("2015-07-01"), None, false, false),
    ];
    assert_eq!(spans, expected);
    let gazette: Vec<_> = ten.versions.iter().map(|v| v.gazette.clone()).collect();
    assert_eq!(gazette[1], [day("2007-03-27")]);
    assert_eq!(gazette[2], [day("2007-03-27"), day("2015-06-30")]);
    let group = model.provisions.iter().position(|p| p.id == "listed").unwrap() as u32;
    for (on, version) in [("2010-01-01", 0), ("2013-01-01", 1), ("2016-01-01", 1)] {
        let Form::Plain(condition) = &offence(&model, "CPF:10", on).elements[1].form else { panic!() };
        assert_eq!(test_of(&model, condition), ("act.other".into(), Test::InGroup(group, version)));
    }
    let nine = provision(&model, "CPF:9", Kind::Offence);
    assert_eq!(nine.name, Text::new("Nueve bis", "Nine again"));
    assert_eq!(nine.versions.len(), 2);
    assert!(offence(&model, "CPF:9", "2008-01-01").is_new);
}

#[test]
fn elements_speak_both_languages() {
    let model = model();
    let ten = offence(&model, "CPF:10", "2016-01-01");
    let elements: Vec<_> = ten.elements.iter().map(|e| (e.id.as_str(), e.role)).collect();
    let expected =
        [("conduct", Role::Conduct), ("conduct_2", Role::Conduct), ("victim", Role::Victim), ("result", Role::Result)];
    assert_eq!(elements, expected);
    let texts: Vec<_> = ten.elements.iter().map(|e| e.text.clone()).collect();
    assert_eq!(texts[0], Text::new("conducta: obligar, inducir o facilitar", "conduct: force, induce or enable"));
    assert_eq!(texts[1], Text::new("otro delito: uno de listados", "other offence: one of listed"));
    assert_eq!(texts[2], Text::new("menor", "child"));
    assert_eq!(texts[3], Text::new("a) bebe; b) baila", "a) drinks; b) dances"));
    assert!(ten.elements[2].waived.is_some());
    let exception = &ten.exceptions[0];
    assert_eq!((exception.id.as_str(), exception.role, &exception.by), ("school", Role::Exception, &id("CPF:9")));
    let Form::Plain(conduct) = &ten.elements[0].form else { panic!() };
    assert!(matches!(&conduct.kind, CondKind::Members { quantifier: Quantifier::Any, atoms, .. } if atoms.len() == 3));
    let Form::OneOf(letters) = &ten.elements[3].form else { panic!() };
    assert_eq!(test_of(&model, &letters[0].condition), ("CPF:10:a#result".into(), Test::True));
    assert_eq!(test_of(&model, &letters[1].condition), ("act.amount".into(), Test::AtLeast(10_050)));
}

#[test]
fn penalties_follow_their_letters_readings_and_gaps() {
    let model = model();
    let then = offence(&model, "CPF:10", "2010-01-01");
    let lines: Vec<_> = then.penalties.iter().map(|line| (line.letters.join(","), line.under.clone())).collect();
    let low = Some(("up_to".into(), "low".into()));
    assert_eq!(lines, [("a".to_owned(), None), ("b".to_owned(), None), ("b".to_owned(), low)]);
    assert!(matches!(&then.penalties[1].penalty, Known::Gap { at_most: Some(PenaltySpec::Range(_)), .. }));
    let now = offence(&model, "CPF:10", "2016-01-01");
    let Known::Text(PenaltySpec::Range(range)) = &now.penalties[1].penalty else { panic!() };
    assert_eq!(range.prison.map(|p| p.max.to_string()).as_deref(), Some("P2Y6M"));
    assert_eq!(range.prison.and_then(|p| p.min).map(|p| p.to_string()).as_deref(), Some("P2Y6M"));
    assert_eq!(range.work.map(|w| w.min.is_none()), Some(true));
    let Known::Text(PenaltySpec::SameAs { id: of, with_consequences: true }) = &now.penalties[2].penalty else {
        panic!()
    };
    assert_eq!(*of, id("CPF:9"));
    let kinds: Vec<_> =
        now.consequences.iter().map(|c| (c.kinds.join(","), c.letters.join(","), c.when.is_some())).collect();
    assert_eq!(
        kinds,
        [("confiscation".to_owned(), "a".to_owned(), true), ("closure".to_owned(), "a".to_owned(), true)]
    );
    assert_eq!(now.yields_to.include, [Entry::Id(id("CPF:9"))]);
    let Known::Text(PenaltySpec::FirstOf(rows)) = &offence(&model, "CPF:9", "2008-01-01").penalties[0].penalty else {
        panic!()
    };
    assert_eq!(
        rows.iter().map(|row| (row.name.as_str(), row.when.is_some())).collect::<Vec<_>>(),
        [("p1", true), ("p2", false)]
    );
}

#[test]
fn modifiers_and_gradings() {
    let model = model();
    let Body::Modifier(modifier) = &provision(&model, "CPF:11", Kind::Aggravation).versions[0].body else { panic!() };
    let Known::Text(applies) = &modifier.applies_to else { panic!() };
    assert_eq!(applies.include, [Entry::Heading("CPF".into(), Some("2".into()), Some("8".into()), None)]);
    assert_eq!(
        modifier.letters.iter().map(|l| l.reach).collect::<Vec<_>>(),
        [Some(Reach::Personal), Some(Reach::Objective)]
    );
    let (letters, doubled) = &modifier.effects.plain[1];
    assert_eq!(letters, &["j"]);
    let parts = vec![Part::Prison, Part::Fine];
    let expected = Effect {
        each: None,
        op: Op::Doubled,
        parts,
        fraction: None,
        to_fraction: None,
        of: Basis::WhatCorresponds,
        may: true,
        penalty: None,
        consequences: Vec::new(),
    };
    assert_eq!(*doubled, expected);
    let (reading, value, effects) = &modifier.effects.under[0];
    assert_eq!((reading.as_str(), value.as_str(), effects.len()), ("up_to", "low", 3));
    let Body::Grading(attempt) = &provision(&model, "CPF:63", Kind::Attempt).versions[0].body else { panic!() };
    assert_eq!(attempt.rows.plain[0].effects.len(), 2);
    assert_eq!(attempt.rows.plain[0].effects[0].fraction, Fraction::new(2, 3));
    assert_eq!(attempt.kind, GradingKind::Attempt);
    let Body::Grading(diminished) = &provision(&model, "CPF:69-Bis", Kind::Attenuation).versions[0].body else {
        panic!()
    };
    assert_eq!(diminished.kind, GradingKind::DiminishedCapacity);
    assert_eq!(model.conflicts[0].ground, Some(Ground::Speciality));
}

#[test]
fn examples_become_rows() {
    let checked = checked();
    let rows: Vec<String> =
        checked.examples.iter().map(|e| serde_json::Value::Object(e.row.clone()).to_string()).collect();
    assert_eq!(
        rows[0],
        r##"{"CPF:10:a#result":true,"act.amount":73.04,"act.date":"2016-01-01","act.verb":["induce"],"relation":[],"victim.age":{"max":14,"min":12}}"##
    );
    assert!(rows[1].contains(r#""victim.age":null"#));
    assert!(rows[2].contains(r##""CPF:9#conduct":false"##) && rows[2].contains(r#""act.other":["CPF:9","CPF:10"]"#));
    let names: Vec<_> = checked.examples.iter().map(|e| e.name.en.as_str()).collect();
    assert_eq!(names, ["One", "One (1)", "Two"]);
    assert_eq!(checked.examples[0].as_of, Some(day("2020-01-01")));
    assert_eq!(checked.examples[1].readings.get("up_to").map(String::as_str), Some("low"));
    let ExpectExpr::Charge { id: charged, with, .. } = &checked.examples[0].expects[0] else { panic!() };
    assert_eq!((charged.value.as_str(), with[0].value.as_str()), ("CPF:10:a", "CPF:11:j"));
    let model = checked.model.expect("a sound law");
    assert_eq!(model.examples[0].charges, [id("CPF:10:a")]);
    assert_eq!(model.examples.len(), 3);
}

#[test]
fn the_digest_is_that_of_the_contract() {
    // printf 'b.tip\0%d\0x\n' and so on, through sha256sum
    let one = Source { path: "b.tip".into(), text: "x\r\n".into() };
    let two = Source { path: "a.tip".into(), text: "".into() };
    assert_eq!(digest(&[one.clone(), two.clone()]), digest(&[two, Source { text: "x\n".into(), ..one }]));
    assert!(digest(&[]).ends_with("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}
