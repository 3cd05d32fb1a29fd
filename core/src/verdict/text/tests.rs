//! Snapshots of a verdict made by hand.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::{Style, render};
use crate::exact::{Date, Lang, Money, Term, Text};
use crate::model::{Basis, Choice, Fact, FactType, FactValueDef, FineUnit, Model, Op, Part, Role};
use crate::verdict::*;
use std::collections::BTreeMap;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn fact(name: &str, label: Text, kind: FactType, values: &[(&str, &str, &str)]) -> Fact {
    let values = values.iter().map(|(name, es, en)| FactValueDef { name: (*name).into(), label: Text::new(*es, *en) });
    Fact {
        name: name.into(),
        subject: "act".into(),
        declared_for: "act".into(),
        label,
        question: Text::default(),
        kind,
        values: values.collect(),
        assumed: None,
        derived: None,
    }
}

fn model() -> Model {
    let years = FactType::Number { unit: "years".into(), min: 0, max: 120, scale: 0 };
    Model {
        facts: vec![
            fact("act.verb", Text::new("conducta", "conduct"), FactType::AnyOf, &[("induce", "inducir", "induce")]),
            fact("victim.age", Text::new("edad de la víctima", "age of the victim"), years, &[]),
            fact(
                "relation",
                Text::new("relación con la víctima", "relation to the victim"),
                FactType::AnyOf,
                &[("guardian", "tutor", "guardian")],
            ),
            fact("act.completed", Text::new("hecho consumado", "completed act"), FactType::Flag, &[]),
        ],
        ..Model::default()
    }
}

fn leaf(fact: &str, status: Met, test: &str, given: serde_json::Value) -> Reason {
    Reason {
        op: ReasonOp::Fact,
        status,
        name: None,
        fact: Some(fact.into()),
        test: Some(test.into()),
        given: Some(given),
        of: Vec::new(),
    }
}

fn element(id: &str, role: Role, status: Met, text: Text, because: Reason) -> Element {
    Element { id: id.into(), role, status, text, by: "CPF:201".into(), because }
}

fn penalty(years: (u32, u32), fine: (i64, i64)) -> Penalty {
    Penalty {
        prison: Some(TermRange { min: Some(Term::of(years.0, 0, 0)), max: Term::of(years.1, 0, 0), exact: None }),
        choice: Choice::And,
        fines: vec![Fine { min: Some(fine.0), max: fine.1, unit: FineUnit::DayFine, pesos: None }],
        community_work: None,
        consequences: Vec::new(),
        options: Vec::new(),
    }
}

fn charge() -> Charge {
    let conduct = leaf("act.verb", Met::Met, "any of induce", serde_json::json!(["induce"]));
    let age = leaf("victim.age", Met::Met, "< 18", serde_json::json!(12));
    let doubled = EffectShape {
        op: Op::Doubled,
        parts: vec![Part::Prison, Part::Fine, Part::CommunityWork],
        fraction: None,
        to_fraction: None,
        of: Basis::Base,
        may: false,
        penalty: None,
    };
    let mut established = penalty((14, 24), (1600, 5000));
    established.fines[0].pesos = Some(Pesos {
        unit_value: Money::from_cents(10_857),
        unit_from: day("2024-02-01"),
        zone: None,
        min: Some(Money::from_cents(17_371_200)),
        max: Money::from_cents(54_285_000),
    });
    established.consequences = vec![Consequence {
        kind: "guardianship".into(),
        text: Text::new("pierde la tutela", "loses guardianship"),
        term: None,
        permanent: true,
        by: "CPF:205-Bis".into(),
        letters: Vec::new(),
        status: Met::Met,
    }];
    Charge {
        offence: "CPF:201:f".into(),
        status: Status::Applies,
        name: Text::new("Corrupción de menores", "Corruption of minors"),
        version: Span { since: Some(day("2007-03-28")), until: None, open_start: false },
        milder_version: None,
        law_date: day("2024-03-01"),
        elements: vec![
            element("conduct", Role::Conduct, Met::Met, Text::new("obligar o inducir", "oblige or induce"), conduct),
            element("victim", Role::Victim, Met::Met, Text::new("persona menor", "minor"), age),
        ],
        exceptions: Vec::new(),
        qualifiers: vec![Qualifier {
            id: "CPF:205-Bis".into(),
            name: Text::new("Relación con la víctima", "Relation to the victim"),
            letters: vec!["b".into()],
            unknown_letters: vec!["i".into()],
            status: Met::Met,
            effect: Some(doubled.clone()),
            because: leaf("relation", Met::Met, "any of guardian", serde_json::json!(["guardian"])),
        }],
        grading: Vec::new(),
        penalty: PenaltyOutcome {
            by: "CPF:201".into(),
            base: Some(penalty((7, 12), (800, 2500))),
            steps: vec![Step {
                by: "CPF:205-Bis:b".into(),
                kind: StepKind::Qualifier,
                effect: Some(doubled),
                reading: Some("doubling_basis=base".into()),
                before: penalty((7, 12), (800, 2500)),
                after: penalty((14, 24), (1600, 5000)),
                text: Text::default(),
            }],
            established: Some(established.clone()),
            possible: Some(penalty((14, 36), (1600, 7500))),
        },
        prosecution: Prosecution { mode: "ex_officio", by: "CPF:201".into() },
        prescription: None,
        measures: Vec::new(),
        taxonomy: Taxonomy::default(),
        citations: vec![Citation {
            id: "CPF:201:f".into(),
            law: Text::new("Código Penal Federal", "Federal Criminal Code"),
            article: "201".into(),
            clause: Some("f".into()),
            gazette: vec![day("2007-03-27")],
        }],
        assumptions: vec![Assumption { fact: "act.completed".into(), value: true.into(), by: None }],
        missing: vec!["victim.age".into()],
        excluded_by: None,
        displaced_by: None,
        may_be_displaced_by: Vec::new(),
    }
}

fn verdict() -> Verdict {
    let count =
        CountVerdict { accused: Some("ana".into()), act: Some("a1".into()), victim: None, charges: vec![charge()] };
    Verdict {
        format: FORMAT,
        tipicidad: VERSION,
        case: Some("A-17".into()),
        title: None,
        as_of: day("2026-03-01"),
        pack: Pack {
            name: "mx-federal".into(),
            version: "0.1.0".into(),
            law_as_of: Some(day("2026-07-31")),
            digest: "sha256:0".into(),
        },
        readings: BTreeMap::from([("doubling_basis".into(), "base".into())]),
        counts: vec![count],
        concurrence: None,
        jurisdiction: Vec::new(),
        extradition: None,
        timeline: Vec::new(),
        missing: vec![Missing {
            fact: "act.means".into(),
            of: Of { act: Some("a1".into()), ..Of::default() },
            question: Text::new("¿Qué medios se usaron?", "What means were used?"),
            settles: vec!["CPF:205-Bis".into()],
        }],
        notices: vec![Notice {
            code: "gap",
            by: Some("CPF:194".into()),
            text: Text::new("Falta un texto.", "A text is missing."),
        }],
    }
}

#[test]
fn a_verdict_in_spanish() {
    insta::assert_snapshot!(render(&verdict(), &model(), Lang::Es, &Style::plain()));
}

#[test]
fn a_verdict_in_english() {
    insta::assert_snapshot!(render(&verdict(), &model(), Lang::En, &Style::plain()));
}

#[test]
fn colours_only_when_wanted() {
    assert!(!render(&verdict(), &model(), Lang::Es, &Style::plain()).contains('\u{1b}'));
    assert!(render(&verdict(), &model(), Lang::Es, &Style { colour: true, width: 80 }).contains('\u{1b}'));
}

#[test]
fn an_empty_verdict_says_so() {
    let mut empty = verdict();
    empty.counts[0].charges.clear();
    let text = render(&empty, &model(), Lang::Es, &Style::plain());
    assert!(text.contains("Ningún delito de estas reglas se configura"), "{text}");
}
