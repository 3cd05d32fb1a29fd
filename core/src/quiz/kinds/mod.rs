//! The kinds of question, one file each: from a scene to a draft, or nothing when the scene has no such question.

mod change;
mod concurrence;
mod conflict;
mod element;
mod extradition;
mod milder;
mod offence;
mod prescription;
mod range;
mod steps;
mod version;

use super::chance::Chance;
use super::desk::Desk;
use super::draft::Draft;
use super::item::ItemKind;
use super::say::{both, capital, penalty};
use crate::exact::{Lang, Text};
use crate::model::{Body, Kind};
use crate::verdict::text::words::Words;
use crate::verdict::{Charge, Element, Penalty};

/// A question of a kind about an example; `None` when it has none.
pub(super) fn draft(desk: &Desk<'_>, kind: ItemKind, example: usize, chance: &mut Chance) -> Option<Draft> {
    // Requests and proceedings are told only where the question is about them.
    let of_request = kind == ItemKind::Extradition;
    let of_procedure = of_request || kind == ItemKind::Prescription;
    if desk.speaks_of(example, "request.") != of_request || (desk.speaks_of(example, "procedure.") && !of_procedure) {
        return None;
    }
    match kind {
        ItemKind::Offence => offence::draft(desk, example, chance),
        ItemKind::Range => range::draft(desk, example, chance),
        ItemKind::Element => element::draft(desk, example),
        ItemKind::Change => change::draft(desk, example, chance),
        ItemKind::Version => version::draft(desk, example, chance),
        ItemKind::Milder => milder::draft(desk, example),
        ItemKind::Prescription => prescription::draft(desk, example, chance),
        ItemKind::Extradition => extradition::draft(desk, example, chance),
        ItemKind::Conflict => conflict::draft(desk, example, chance),
        ItemKind::Concurrence => concurrence::draft(desk, example, chance),
        ItemKind::Steps => steps::draft(desk, example, chance),
    }
}

/// A charge that has a range, whatever is unknown.
fn settled(charge: &Charge) -> Option<&Penalty> {
    let range = charge.penalty.established.as_ref().filter(|p| charge.penalty.possible.as_ref() == Some(p))?;
    (range.options.is_empty() && (range.prison.is_some() || !range.fines.is_empty())).then_some(range)
}

/// A penalty in both languages, as an answer.
fn ranged(shape: &Penalty) -> Text {
    both(|lang| capital(&penalty(lang, shape)))
}

/// What an element asks, without the name of the fact that it asks of.
fn asked(desk: &Desk<'_>, element: &Element, lang: Lang) -> String {
    let text = element.text.get(lang);
    let named = |(label, _): &(&str, &str)| desk.law.model().facts.iter().any(|fact| fact.label.get(lang) == *label);
    text.split_once(": ").filter(named).map_or(text, |(_, rest)| rest).to_owned()
}

/// *Conducta: obligar, inducir, facilitar o procurar.*
fn element_text(desk: &Desk<'_>, element: &Element) -> Text {
    both(|lang| format!("{}: {}", capital(Words::of(lang).role(element.role)), asked(desk, element, lang)))
}

/// What of an offence fails, as a reason.
fn fails(desk: &Desk<'_>, element: &Element) -> Text {
    let text = element_text(desk, element);
    Text::new(
        format!("No se integra, pues falta un elemento. {}.", text.es),
        format!("It is not made out, for an element is missing. {}.", text.en),
    )
}

/// Readings of the law that a computation follows, each in a sentence.
fn readings<'r>(desk: &Desk<'_>, chosen: impl Iterator<Item = &'r str>) -> Text {
    let named = |name: &str| desk.law.model().provisions.iter().find(|p| p.kind == Kind::Reading && p.id == name);
    let mut out = Text::default();
    for (name, value) in super::draft::unique(chosen.map(str::to_owned)).iter().filter_map(|r| r.split_once('=')) {
        let values = named(name).and_then(|p| p.versions.last()).map(|version| &version.body);
        let Some(Body::Reading(reading)) = values else { continue };
        if let Some((_, text)) = reading.values.iter().find(|(own, _)| own == value) {
            out.es.push_str(&format!(" Se sigue esta lectura: {}.", text.es));
            out.en.push_str(&format!(" This reading is followed: {}.", text.en));
        }
    }
    out
}

/// *Corrupción de menores (art. 201, inciso f, CPF)*
fn offence_text(desk: &Desk<'_>, charge: &Charge) -> Text {
    let (name, address) = (desk.named(&charge.offence, charge.law_date), super::say::address(&charge.offence));
    Text::new(format!("{} ({})", name.es, address.es), format!("{} ({})", name.en, address.en))
}
