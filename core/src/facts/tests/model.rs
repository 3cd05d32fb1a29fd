//! A small vocabulary of every type of fact, made by hand.

use crate::exact::{Date, Text};
use crate::model::{
    AssumedValue, Atom, AtomIx, Body, Cond, CondKind, Derivation, Fact, FactIx, FactType, FactValueDef, Kind, Model,
    Provision, Reading, Subject, Test, Version,
};
use crate::packed::Str;

fn text(name: &str) -> Text {
    Text::new(format!("{name} (es)"), format!("{name} (en)"))
}

fn fact(name: &str, kind: FactType, values: &[&str]) -> Fact {
    let subject = if name.contains('#') { "act" } else { name.split('.').next().unwrap() };
    let values = values.iter().map(|name| FactValueDef { name: (*name).into(), label: text(name) });
    Fact {
        name: name.into(),
        subject: subject.into(),
        declared_for: subject.into(),
        label: text(name),
        question: text(name),
        kind,
        values: values.collect(),
        assumed: None,
        derived: None,
    }
}

fn number(unit: &str, min: i64, max: i64, scale: u8) -> FactType {
    FactType::Number { unit: unit.into(), min, max, scale }
}

const ACCUSED_QUALITY: &[&str] = &["public_servant", "minister", "relative"];
const VICTIM_QUALITY: &[&str] = &["pregnant", "disabled", "relative"];

pub fn model() -> Model {
    use FactType::*;
    let mut model = Model::default();
    for name in ["accused", "victim", "relation", "act", "procedure", "request"] {
        let role_of = ["accused", "victim"].contains(&name).then(|| "person".into());
        model.subjects.push(Subject { name: name.into(), label: text(name), role_of });
    }
    let facts = &mut model.facts;
    for role in ["accused", "victim"] {
        let person = |name: &str, kind, values: &[&str]| Fact {
            declared_for: "person".into(),
            ..fact(&format!("{role}.{name}"), kind, values)
        };
        facts.push(person("age", number("years", 0, 120, 0), &[]));
        facts.push(person("birth_date", Date, &[]));
        facts.push(person("nationality", Countries, &[]));
        facts.push(person("sex", OneOf, &["woman", "man"]));
    }
    facts.push(fact("accused.quality", AnyOf, ACCUSED_QUALITY));
    facts.push(fact("victim.quality", AnyOf, VICTIM_QUALITY));
    facts.push(fact("accused.participation", OneOf, &["author", "aider", "inducer"]));
    facts.push(fact("accused.recidivist", Flag, &[]));
    facts.push(fact("accused.defence", AnyOf, &["self_defence", "necessity"]));
    facts.push(fact("victim.minor", Flag, &[]));
    facts.push(fact("act.date", Date, &[]));
    facts.push(fact("act.ended", Date, &[]));
    facts.push(fact("act.ongoing", Flag, &[]));
    facts.push(fact("act.continued", Flag, &[]));
    facts.push(fact("act.place.country", Country, &[]));
    facts.push(fact("act.place.state", OneOf, &["JAL", "CMX", "BCN"]));
    facts.push(fact("act.verb", AnyOf, &["induce", "oblige", "facilitate"]));
    facts.push(fact("act.means", AnyOf, &["deceit", "violence"]));
    facts.push(fact("act.education", Flag, &[]));
    facts.push(fact("act.gain", Money, &[]));
    facts.push(fact("act.alcohol", number("milligrams", 0, 50_000, 2), &[]));
    facts.push(fact("act.other_offence", Offences, &[]));
    facts.push(fact("act.note", Text, &[]));
    facts.push(fact("act.victims", number("count", 0, 1_000, 0), &[]));
    facts.push(fact("act.accused_count", number("count", 0, 1_000, 0), &[]));
    facts.push(fact("CPF:387:IV#conduct", Flag, &[]));
    facts.push(fact("relation", AnyOf, &["guardian", "parent", "teacher"]));
    facts.push(fact("relation.abused", Flag, &[]));
    facts.push(fact("procedure.complaint_filed", Flag, &[]));
    facts.push(fact("procedure.events", Events, &["report", "complaint", "arrest", "judgment"]));
    facts.push(fact("request.direction", OneOf, &["passive", "active"]));
    facts.push(fact("request.state", Country, &[]));
    facts.push(fact("request.foreign_penalty.min", Term, &[]));
    facts.push(fact("request.foreign_penalty.max", Term, &[]));
    facts.push(fact("request.foreign_penalty.death", Flag, &[]));

    let at = |model: &Model, name: &str| model.fact(name).unwrap();
    let date = at(&model, "act.date");
    for name in ["accused.age", "victim.age"] {
        let ix = at(&model, name);
        model.facts[ix.usize()].derived = Some(Derivation::AgeAt(date));
    }
    let set = |model: &mut Model, name: &str, change: &dyn Fn(&mut Fact)| {
        let ix = at(model, name);
        change(&mut model.facts[ix.usize()]);
    };
    let members = |names: &[&str]| Some(AssumedValue::Members(names.iter().map(|n| (*n).into()).collect()));
    set(&mut model, "act.victims", &|fact| fact.derived = Some(Derivation::NumberOfVictims));
    set(&mut model, "act.accused_count", &|fact| {
        fact.derived = Some(Derivation::NumberOfAccused);
        fact.assumed = Some(AssumedValue::Number(1));
    });
    set(&mut model, "accused.participation", &|fact| fact.assumed = members(&["author"]));
    set(&mut model, "accused.defence", &|fact| fact.assumed = members(&[]));
    set(&mut model, "accused.recidivist", &|fact| fact.assumed = Some(AssumedValue::Flag(false)));
    let minor = Atom { fact: at(&model, "victim.age"), test: Test::Under(18) };
    model.atoms.push(minor);
    let condition = Cond::new(CondKind::Atom(AtomIx::new(0)));
    set(&mut model, "victim.minor", &|fact| fact.derived = Some(Derivation::When(condition.clone())));
    model.provisions.push(reading());
    model
}

fn reading() -> Provision {
    let values = ["both_ends", "maximum"].map(|name| (name.into(), text(name))).to_vec();
    let body = Body::Reading(Reading { values, concerns: Vec::new() });
    let since = Date::parse("2000-01-01").unwrap();
    let version = Version { since, open_start: false, until: None, gazette: Vec::new(), uncertain: None, body };
    Provision {
        id: "up_to".into(),
        kind: Kind::Reading,
        law: Str::default(),
        headings: Default::default(),
        name: text("up_to"),
        gist: text("up_to"),
        by: None,
        versions: vec![version].into(),
    }
}

pub fn ix(name: &str) -> FactIx {
    model().fact(name).unwrap()
}

pub fn of(name: &str) -> Fact {
    let model = model();
    model.fact_at(model.fact(name).unwrap()).clone()
}
