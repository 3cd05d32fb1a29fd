//! Which fact, changed, would change the charge.

use super::{fails, offence_text};
use crate::exact::{Lang, Text};
use crate::model::{FactType, Test};
use crate::quiz::chance::Chance;
use crate::quiz::desk::{Desk, Scene, only_charge};
use crate::quiz::draft::{Draft, role_word};
use crate::quiz::item::{ItemKind, Mistake};
use crate::quiz::prose;
use crate::quiz::say::{self, both, either};
use crate::verdict::text::words::Words;
use crate::verdict::{Charge, Met, Status};
use serde_json::{Value, json};

/// Changes that are tried.
const TRIES: usize = 24;

/// Examples near by whose values are borrowed.
const NEARBY: usize = 4;

/// A fact and its other value.
struct Change {
    fact: String,
    to: Value,
}

pub(super) fn draft(desk: &Desk<'_>, example: usize, chance: &mut Chance) -> Option<Draft> {
    let scene = desk.told(example, chance, |_| true)?;
    let charge = only_charge(&scene)?;
    let (own, _) = desk.offence(&charge.offence)?;
    let name = offence_text(desk, charge);
    let stem = Text::new(
        format!("Se integra el delito de {}. ¿Con cuál de estos cambios dejaría de imputarse?", name.es),
        format!("The offence made out is {}. With which of these changes would it no longer be charged?", name.en),
    );
    let mut draft = Draft::of(ItemKind::Change, &scene, charge.law_date, stem);
    // What the examples themselves vary comes first: it was written to tell offences apart.
    let (mut changes, mut others) = (varied(desk, &scene), changes(desk, &scene, chance));
    chance.shuffle(&mut changes);
    chance.shuffle(&mut others);
    changes.append(&mut others);
    changes.truncate(TRIES);
    let mut key = None;
    for change in &changes {
        let Some(other) = desk.with(&scene, |row| {
            row.insert(change.fact.clone(), change.to.clone());
        }) else {
            continue;
        };
        let charges = &other.verdict.counts.first()?.charges;
        let then = charges.iter().find(|c| desk.offence(&c.offence).is_some_and(|(at, _)| at == own));
        let text = told(desk, &scene, change);
        match then.map(|c| c.status) {
            Some(Status::Applies) => {
                let same = then.is_some_and(|c| c.penalty.established == charge.penalty.established);
                let why = if same {
                    Text::new("El delito y su pena son los mismos.", "The offence and its penalty are the same.")
                } else {
                    Text::new("Cambia la pena, no el delito.", "The penalty changes, not the offence.")
                };
                draft.answer(text, Some(Mistake::ChangeWithoutEffect), why, &[&charge.offence]);
                changes_what(&mut draft, change);
            }
            Some(Status::Undetermined) => {}
            status => {
                if key.is_none() {
                    let (why, role) = reason(desk, &other, own, status)?;
                    key = Some(role);
                    draft.explanation = why.clone();
                    draft.answer(text, None, why, &[&charge.offence]);
                    changes_what(&mut draft, change);
                }
            }
        }
    }
    draft.difficulty += 1 + u8::from(charge.elements.len() > 3) + u8::from(key.as_deref() == Some("conflict")) * 2;
    draft.trains([charge.offence.clone()], [key?]);
    Some(draft)
}

/// The last answer is this change.
fn changes_what(draft: &mut Draft, change: &Change) {
    if let Some(last) = draft.options.last_mut() {
        last.changes.insert(change.fact.clone(), change.to.clone());
    }
}

/// Why the charge no longer stands, and what that trains.
fn reason(desk: &Desk<'_>, other: &Scene, own: usize, status: Option<Status>) -> Option<(Text, String)> {
    let all = desk.law.judge_all(&other.case);
    let charges = &all.counts.first()?.charges;
    let charge: &Charge = charges.iter().find(|c| desk.offence(&c.offence).is_some_and(|(at, _)| at == own))?;
    match status {
        None => {
            let failing = charge.elements.iter().find(|e| e.status == Met::Unmet);
            let raised = charge.exceptions.iter().find(|e| e.status == Met::Met);
            if let Some(element) = failing {
                return Some((fails(desk, element), role_word(element.role)));
            }
            let element = raised?;
            let why = Text::new(
                format!("Hay una excepción. {}.", say::capital(&element.text.es)),
                format!("There is an exception. {}.", say::capital(&element.text.en)),
            );
            Some((why, "exception".to_owned()))
        }
        Some(Status::Displaced) => {
            let by = charge.displaced_by.as_ref()?;
            let (name, address) = (desk.named(&by.id, charge.law_date), say::address(&by.id));
            let why = Text::new(
                format!("Se integra, pero cede ante otro: {} ({}).", name.es, address.es),
                format!("It is made out, but yields to another: {} ({}).", name.en, address.en),
            );
            Some((why, "conflict".to_owned()))
        }
        Some(Status::Excluded) => {
            let by = charge.excluded_by.as_ref()?;
            let name = super::super::desk::name_of(desk.law, &by.id).unwrap_or_default();
            let bars = |lang| Words::of(lang).bars(by.bars);
            let (es, en) = (say::address_in(Lang::Es, &by.id), say::address_in(Lang::En, &by.id));
            let why = Text::new(
                format!("{} ({es}): {}.", name.es, bars(Lang::Es)),
                format!("{} ({en}): {}.", name.en, bars(Lang::En)),
            );
            Some((why, "exclusion".to_owned()))
        }
        _ => None,
    }
}

/// *Edad de la víctima: 18 años, en lugar de 15 años.*
fn told(desk: &Desk<'_>, scene: &Scene, change: &Change) -> Text {
    let model = desk.law.model();
    let old = scene.rows[0].get(&change.fact).cloned().unwrap_or(Value::Null);
    both(|lang| {
        let label = say::capital(&prose::label(model, lang, &change.fact));
        let nothing = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        let said = |value: &Value| {
            let words = value.is_string() || value.is_array();
            match (nothing(value), prose::value(model, lang, &change.fact, value)) {
                (true, _) => either(lang, "nada", "nothing"),
                (false, told) if words => either(lang, &format!("«{told}»"), &format!("“{told}”")),
                (false, told) => told,
            }
        };
        format!("{label}: {}{}{}", said(&change.to), either(lang, ", en lugar de ", ", instead of "), said(&old))
    })
}

/// The changes of one fact by which the examples of the family differ from this one.
fn varied(desk: &Desk<'_>, scene: &Scene) -> Vec<Change> {
    let own = desk.row(scene.example);
    let mut found = Vec::new();
    for example in desk.family(scene.example) {
        let other = desk.row(example);
        let differs = |name: &&String| own.get(*name) != other.get(*name);
        let names: Vec<&String> =
            own.keys().chain(other.keys().filter(|name| !own.contains_key(*name))).filter(differs).collect();
        if let [name] = names.as_slice()
            && let Some(to) = other.get(*name).filter(|v| !v.is_null() && !v.is_object())
            && !name.ends_with(".date")
        {
            found.push(Change { fact: (*name).clone(), to: to.clone() });
        }
    }
    found
}

/// Other values of the facts that the case states, at the bounds that the law tells apart.
fn changes(desk: &Desk<'_>, scene: &Scene, chance: &mut Chance) -> Vec<Change> {
    let model = desk.law.model();
    let mut found = Vec::new();
    for (name, given) in &scene.rows[0] {
        let Some(at) = model.fact(name) else { continue };
        let fact = model.fact_at(at);
        let mut push = |to: Value| {
            if to != *given {
                found.push(Change { fact: name.clone(), to });
            }
        };
        match (&fact.kind, given) {
            (FactType::Flag, Value::Bool(now)) if !name.contains('#') => push(json!(!now)),
            (FactType::Number { min, max, scale: 0, .. }, Value::Number(_)) => {
                for atom in model.atoms.iter().filter(|a| a.fact == at) {
                    let bound = match atom.test {
                        Test::Under(n) | Test::AtLeast(n) => [n - 1, n],
                        Test::AtMost(n) | Test::Over(n) => [n, n + 1],
                        _ => continue,
                    };
                    bound.iter().filter(|n| (min..=max).contains(n)).for_each(|n| push(json!(n)));
                }
            }
            (FactType::OneOf, Value::String(_)) => {
                fact.values.iter().for_each(|value| push(json!(value.name)));
            }
            (FactType::AnyOf, Value::Array(now)) => {
                // One member less, one other member instead, one more where there was none.
                if now.len() == 1 {
                    push(json!([]));
                }
                if now.len() <= 1 {
                    let near = (0..NEARBY).map(|_| desk.row(desk.nearby(scene.example, chance)));
                    near.filter_map(|mut row| row.remove(name)).filter(|to| members(to) == Some(1)).for_each(&mut push);
                }
            }
            _ => {}
        }
    }
    found
}

/// How many members a set has.
fn members(value: &Value) -> Option<usize> {
    value.as_array().map(Vec::len)
}
