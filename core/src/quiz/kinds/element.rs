//! Which element is missing.

use super::{asked, element_text};
use crate::exact::{Lang, Text};
use crate::quiz::desk::{Desk, Scene};
use crate::quiz::draft::{Draft, role_word};
use crate::quiz::item::{ItemKind, Mistake};
use crate::quiz::prose;
use crate::quiz::say::{self, both};
use crate::verdict::text::words::Words;
use crate::verdict::{Charge, Element, Met, Reason};
use serde_json::Value;

/// Offences near by whose elements are borrowed.
const NEIGHBOURS: usize = 4;

pub(super) fn draft(desk: &Desk<'_>, example: usize) -> Option<Draft> {
    let scene = desk.scene(example, None)?;
    let told = |scene: &Scene| near_miss(desk, scene).map(|(charge, missing)| (charge.offence, missing.id));
    let before = told(&scene).filter(|_| scene.verdict.counts.len() == 1)?;
    let scene = desk.lean_while(scene, |leaner| told(leaner).as_ref() == Some(&before));
    let (charge, missing) = near_miss(desk, &scene)?;
    let name = desk.named(&desk.provision(desk.offence(&charge.offence)?.0).id, charge.law_date);
    let address = say::address(&desk.provision(desk.offence(&charge.offence)?.0).id);
    let stem = Text::new(
        format!("¿Qué elemento falta para que se integre el delito de «{}» ({})?", name.es, address.es),
        format!("Which element is missing for “{}” ({}) to be made out?", name.en, address.en),
    );
    let mut draft = Draft::of(ItemKind::Element, &scene, charge.law_date, stem);
    let why = Text::new(
        format!("Es lo único que falta. {}", because(desk, &missing).es),
        format!("It is all that is missing. {}", because(desk, &missing).en),
    );
    draft.answer(element_text(desk, &missing), None, why.clone(), &[&missing.by]);
    draft.explanation = why;
    for met in charge.elements.iter().filter(|e| e.status == Met::Met) {
        let said = because(desk, met);
        let why = Text::new(format!("Este elemento se da. {}", said.es), format!("This element is met. {}", said.en));
        draft.answer(element_text(desk, met), Some(Mistake::ElementMet), why, &[&met.by]);
    }
    foreign(desk, &scene, &charge, &mut draft);
    let none = Text::new("Ninguno: el delito se integra", "None: the offence is made out");
    let why = Text::new(
        format!("Falta un elemento. {}.", element_text(desk, &missing).es),
        format!("An element is missing. {}.", element_text(desk, &missing).en),
    );
    draft.answer(none, Some(Mistake::NothingMissing), why, &[&missing.by]);
    draft.difficulty += u8::from(charge.elements.len() > 2) + u8::from(charge.elements.len() > 4) + hidden(&missing);
    draft.trains([charge.offence.clone()], [role_word(missing.role)]);
    Some(draft)
}

/// An element that is a choice of letters is harder to see.
fn hidden(missing: &Element) -> u8 {
    u8::from(missing.because.of.len() > 1)
}

/// The offence that the family of the example is about, kept away by one element alone.
fn near_miss(desk: &Desk<'_>, scene: &Scene) -> Option<(Charge, Element)> {
    let expected = desk.charges(desk.first(scene.example)).iter().filter_map(|id| desk.offence(id.as_str()));
    let wanted: Vec<usize> = expected.map(|(at, _)| at).collect();
    desk.misses(scene, &wanted).into_iter().next().filter(|_| scene.verdict.counts.len() == 1)
}

/// The facts that decide an element, as they were given.
fn because(desk: &Desk<'_>, element: &Element) -> Text {
    let mut facts: Vec<(&str, &Value)> = Vec::new();
    given(&element.because, &mut facts);
    both(|lang| {
        let said = facts.iter().map(|(name, value)| {
            say::sentence(&match value {
                Value::Bool(true) => format!("{}: {}", prose::label(desk.law.model(), lang, name), Words::of(lang).yes),
                Value::Bool(false) => format!("{}: {}", prose::label(desk.law.model(), lang, name), Words::of(lang).no),
                _ => prose::stated(desk.law.model(), lang, name, value),
            })
        });
        said.collect::<Vec<_>>().join(" ")
    })
}

fn given<'r>(reason: &'r Reason, out: &mut Vec<(&'r str, &'r Value)>) {
    if let (Some(fact), Some(value)) = (&reason.fact, &reason.given)
        && !out.iter().any(|(name, _)| name == fact)
    {
        out.push((fact, value));
    }
    reason.of.iter().for_each(|child| given(child, out));
}

/// What the neighbours ask and this offence does not.
fn foreign(desk: &Desk<'_>, scene: &Scene, charge: &Charge, draft: &mut Draft) {
    let roles: Vec<_> = charge.elements.iter().map(|e| e.role).collect();
    for (other, _) in &desk.neighbours(scene, charge, NEIGHBOURS) {
        for element in other.elements.iter().filter(|e| !roles.contains(&e.role)) {
            // What this offence asks under another name is not foreign to it.
            let same = |own: &Element| asked(desk, own, Lang::Es) == asked(desk, element, Lang::Es);
            if charge.elements.iter().any(same) {
                continue;
            }
            let name = desk.named(&other.offence, other.law_date);
            let why = Text::new(
                format!("Este delito no lo pide; lo pide otro: {}.", name.es),
                format!("This offence does not ask for it; another does: {}.", name.en),
            );
            draft.answer(element_text(desk, element), Some(Mistake::ElementForeign), why, &[&element.by]);
        }
    }
}
