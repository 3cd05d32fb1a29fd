//! Which offence is made out.

use super::{fails, met_text, offence_text};
use crate::eval::explain;
use crate::exact::Text;
use crate::quiz::chance::Chance;
use crate::quiz::desk::{Desk, Scene, only_charge};
use crate::quiz::draft::{Draft, role_word};
use crate::quiz::item::{ItemKind, Mistake};
use crate::quiz::say;
use crate::verdict::{Charge, Met, Status};

/// Neighbours to choose from.
const NEIGHBOURS: usize = 6;

pub(super) fn draft(desk: &Desk<'_>, example: usize, chance: &mut Chance) -> Option<Draft> {
    let scene = desk.told(example, chance, |_| true)?;
    let charge = only_charge(&scene)?;
    let stem = Text::new("¿Qué delito integran los hechos?", "Which offence do the facts make out?");
    let mut draft = Draft::of(ItemKind::Offence, &scene, charge.law_date, stem);
    let met: Vec<Text> = charge.elements.iter().filter(|e| e.status == Met::Met).map(|e| met_text(desk, e)).collect();
    let join = |pick: fn(&Text) -> &str| met.iter().map(pick).collect::<Vec<_>>().join("; ");
    let why = Text::new(
        format!("Se dan todos sus elementos. {}.", join(|t| &t.es)),
        format!("All its elements are met. {}.", join(|t| &t.en)),
    );
    draft.answer(offence_text(desk, charge), None, why.clone(), &[&charge.offence]);
    draft.explanation = why;
    displaced(desk, &scene, &mut draft);
    other_letters(desk, &scene, charge, &mut draft);
    for (other, failing) in &desk.neighbours(&scene, charge, NEIGHBOURS) {
        let text = offence_text(desk, other);
        draft.answer(text, Some(Mistake::NeighbouringOffence), fails(desk, failing), &[&other.offence, &failing.by]);
    }
    // Nothing at all is the answer of last resort: it teaches least.
    if draft.options.len() <= 3 {
        let none = Text::new("Ninguno: los hechos no integran delito", "None: the facts make out no offence");
        let why = Text::new(
            format!("Se integra: {}.", offence_text(desk, charge).es),
            format!("One is made out: {}.", offence_text(desk, charge).en),
        );
        draft.answer(none, Some(Mistake::NoOffence), why, &[&charge.offence]);
    }
    let yields = scene.verdict.counts[0].charges.iter().any(|c| c.status == Status::Displaced);
    let lettered = desk.offence(&charge.offence).is_some_and(|(_, letter)| letter.is_some());
    draft.difficulty += u8::from(yields) * 2 + u8::from(lettered) + u8::from(charge.elements.len() > 3);
    draft.trains([charge.offence.clone()], charge.elements.iter().map(|e| role_word(e.role)));
    Some(draft)
}

/// Charges that are made out and yield.
fn displaced(desk: &Desk<'_>, scene: &Scene, draft: &mut Draft) {
    for other in scene.verdict.counts[0].charges.iter().filter(|c| c.status == Status::Displaced) {
        let Some(by) = &other.displaced_by else { continue };
        let name = desk.named(&by.id, other.law_date);
        let address = say::address(&by.id);
        let words = |lang| crate::verdict::text::words::Words::of(lang).ground(by.ground);
        let why = Text::new(
            format!(
                "También se integra, pero cede por {} ante otro: {} ({}).",
                words(crate::exact::Lang::Es),
                name.es,
                address.es
            ),
            format!(
                "It is made out too, but yields by {} to another: {} ({}).",
                words(crate::exact::Lang::En),
                name.en,
                address.en
            ),
        );
        draft.answer(offence_text(desk, other), Some(Mistake::DisplacedOffence), why, &[&other.offence, &by.by]);
    }
}

/// The letters of the same offence that are not met.
fn other_letters(desk: &Desk<'_>, scene: &Scene, charge: &Charge, draft: &mut Draft) {
    let Some((at, Some(_))) = desk.offence(&charge.offence) else { return };
    let context = desk.law.context(&scene.case);
    for letter in desk.letters(at, charge.law_date) {
        let told = explain(&context, 0, at, Some(&letter.name));
        if told.is_none_or(|told| told.status != Status::NotMadeOut) {
            continue;
        }
        let id = format!("{}:{}", desk.provision(at).id, letter.name);
        let (name, address) = (desk.named(&id, charge.law_date), say::address(&id));
        let text = Text::new(format!("{} ({})", name.es, address.es), format!("{} ({})", name.en, address.en));
        let why = Text::new(
            format!("No se da lo que pide: {}.", letter.label.es),
            format!("What it asks is not met: {}.", letter.label.en),
        );
        draft.answer(text, Some(Mistake::OtherLetter), why, &[&id]);
    }
}
