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
use super::plan::HARDEST;
use super::say::{both, capital, penalty};
use crate::exact::{Lang, Text};
use crate::model::{Body, Kind};
use crate::verdict::text::reason;
use crate::verdict::text::words::Words;
use crate::verdict::{Charge, Element, Penalty};
use std::ops::RangeInclusive;

/// A question of a kind about an example; `None` when it has none.
pub(super) fn draft(desk: &Desk<'_>, kind: ItemKind, example: usize, chance: &mut Chance) -> Option<Draft> {
    // Requests and proceedings are told only where the question is about them.
    let of_request = kind == ItemKind::Extradition;
    let of_procedure = of_request || kind == ItemKind::Prescription;
    if desk.speaks_of(example, "request.") != of_request || (desk.speaks_of(example, "procedure.") && !of_procedure) {
        return None;
    }
    // An example that expects no charge has no question about one; this is known without judging it.
    let of_charge = !matches!(kind, ItemKind::Element | ItemKind::Extradition);
    if of_charge && desk.charges(example).is_empty() {
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

/// Whether questions of a kind may train an element: most kinds after the charge train one of their own.
pub(super) fn may_train(kind: ItemKind, element: &str) -> bool {
    const OWN: [ItemKind; 6] = [
        ItemKind::Concurrence,
        ItemKind::Conflict,
        ItemKind::Extradition,
        ItemKind::Milder,
        ItemKind::Prescription,
        ItemKind::Version,
    ];
    if OWN.contains(&kind) {
        return element == kind.word();
    }
    // A change of the facts may let another charge prevail.
    OWN.iter().all(|own| own.word() != element) || (kind == ItemKind::Change && element == ItemKind::Conflict.word())
}

/// The difficulties that questions of a kind may have.
pub(super) fn difficulties(kind: ItemKind) -> RangeInclusive<u8> {
    match kind {
        ItemKind::Offence | ItemKind::Range => 1..=HARDEST,
        ItemKind::Element => 1..=4,
        ItemKind::Change | ItemKind::Version | ItemKind::Prescription | ItemKind::Steps => 2..=HARDEST,
        ItemKind::Milder | ItemKind::Extradition | ItemKind::Conflict => 3..=4,
        ItemKind::Concurrence => 4..=4,
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
    let text = text.split_once(": ").filter(named).map_or(text, |(_, rest)| rest);
    let parts: Vec<String> = text.split("; ").map(lettered).collect();
    // Groups are named in the plural, without an article.
    parts.join("; ").replace("uno de delitos", "uno de los delitos")
}

/// One letter of a list: those that the law gives are told, the names that rows have among us are not.
fn lettered(part: &str) -> String {
    let Some((name, rest)) = part.split_once(") ") else { return part.to_owned() };
    let roman = |name: &str| !name.is_empty() && name.bytes().all(|b| b"IVXLC".contains(&b));
    let single = |name: &str| name.len() == 1 && name.bytes().all(|b| b.is_ascii_lowercase());
    match name.split_once(':') {
        _ if roman(name) || single(name) => part.to_owned(),
        Some((fraction, letter)) if roman(fraction) && single(letter) => format!("{fraction} {letter}) {rest}"),
        _ if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') => rest.to_owned(),
        _ => part.to_owned(),
    }
}

/// The same of an element that is met: of its letters only those that are.
fn met_text(desk: &Desk<'_>, element: &Element) -> Text {
    let letters = reason::letters(&element.because);
    let whole = element_text(desk, element);
    both(|lang| {
        let parts = element.text.get(lang).split("; ");
        let met: Vec<String> = parts
            .filter(|part| {
                part.split_once(") ")
                    .is_some_and(|(name, _)| letters.contains(&name.rsplit(' ').next().unwrap_or(name)))
            })
            .map(lettered)
            .collect();
        if met.is_empty() {
            return whole.get(lang).to_owned();
        }
        format!("{}: {}", capital(Words::of(lang).role(element.role)), met.join("; "))
    })
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
            out = out.then(&Text::new(
                format!(" Se sigue esta lectura: {}.", text.es),
                format!(" This reading is followed: {}.", text.en),
            ));
        }
    }
    out
}

/// A reading that the answer to a case follows, in a sentence.
fn used(desk: &Desk<'_>, scene: &super::desk::Scene, name: &str) -> Text {
    let chosen = scene.verdict.readings.get(name).map(|value| format!("{name}={value}"));
    readings(desk, chosen.as_deref().into_iter())
}

/// *Corrupción de menores (art. 201, inciso f, CPF)*
fn offence_text(desk: &Desk<'_>, charge: &Charge) -> Text {
    let (name, address) = (desk.named(&charge.offence, charge.law_date), super::say::address(&charge.offence));
    Text::new(format!("{} ({})", name.es, address.es), format!("{} ({})", name.en, address.en))
}
