//! Which of two texts is milder, and governs.

use super::range::ends;
use super::{ranged, settled};
use crate::exact::{Lang, Text};
use crate::quiz::desk::{Desk, only_charge};
use crate::quiz::draft::Draft;
use crate::quiz::item::{ItemKind, Mistake};
use crate::quiz::say::{self, both};
use crate::verdict::{Charge, Compare, Milder, Penalty};

pub(super) fn draft(desk: &Desk<'_>, example: usize) -> Option<Draft> {
    let today = desk.law.model().pack.law_as_of?;
    let whole = desk.scene(example, None)?;
    // Few cases have such a question: this is seen before facts are left out one by one.
    compared(only_charge(&desk.judged(example, whole.rows.clone(), today)?)?)?;
    let own = desk.lean(whole);
    let scene = desk.judged(example, own.rows.clone(), today)?;
    let before = only_charge(&own)?;
    let charge = only_charge(&scene)?;
    let later = compared(charge)?;
    let since = later.version.since.filter(|since| *since > before.law_date)?;
    let old = settled(before)?;
    let new = later.penalty.as_ref().filter(|p| p.options.is_empty() && p.prison.is_some())?;
    if later.applied {
        settled(charge).filter(|range| *range == new || ranged(range) == ranged(new))?;
    }
    let name = super::offence_text(desk, before);
    let stem = both(|lang| {
        let (changed, as_of) = (say::date(lang, since), say::date(lang, scene.as_of));
        match lang {
            Lang::Es => format!(
                "El {changed} cambió la ley para {}. Si se juzga el {as_of}, ¿qué texto se aplica y con qué pena?",
                name.es
            ),
            Lang::En => format!(
                "On {changed} the law changed for {}. If judgment is given on {as_of}, which text applies and with which penalty?",
                name.en
            ),
        }
    });
    let mut draft = Draft::of(ItemKind::Milder, &scene, before.law_date, stem);
    let of = |es: &str, en: &str, range: &Penalty| {
        let range = ranged(range);
        Text::new(format!("{es}: {}", say::small(&range.es)), format!("{en}: {}", say::small(&range.en)))
    };
    let first = of("El del día del hecho", "That of the day of the act", old);
    let second = of("El posterior", "The later one", new);
    let cite = charge.offence.as_str();
    let reason = said(later.applied).then(&super::used(desk, &scene, "milder_order"));
    let (right, wrong, mistake) =
        if later.applied { (second, first, Mistake::MilderLawDenied) } else { (first, second, Mistake::HarsherLaw) };
    draft.answer(right, None, reason.clone(), &[cite]);
    draft.explanation = reason.clone();
    draft.answer(wrong, Some(mistake), reason, &[cite]);
    let why = Text::new(
        "Se aplica una ley entera, la más favorable por su resultado; no se toman partes de dos.",
        "One law is applied whole, the milder by its result; parts of two are not taken.",
    );
    let mixed = [ends(old, new), ends(new, old), fines_of(old, new), fines_of(new, old)];
    for mixed in mixed.into_iter().flatten() {
        let range = ranged(&mixed);
        if range == ranged(old) || range == ranged(new) {
            continue;
        }
        let text = of("Una combinación de ambos", "A combination of both", &mixed);
        draft.answer(text, Some(Mistake::LawsMixed), why.clone(), &[cite]);
    }
    draft.difficulty += 2 + u8::from(!later.applied);
    draft.trains([charge.offence.clone()], ["milder".to_owned()]);
    Some(draft)
}

/// The later law of a charge, where one of the two is milder.
fn compared(charge: &Charge) -> Option<&Milder> {
    charge.milder_version.as_ref().filter(|m| matches!(m.compare, Compare::Milder | Compare::Harsher))
}

fn said(applied: bool) -> Text {
    if applied {
        Text::new("Se aplica el texto posterior, por ser más favorable.", "The later text applies, being milder.")
    } else {
        Text::new(
            "Se aplica el texto del día del hecho: el posterior es más gravoso.",
            "The text of the day of the act applies: the later one is harsher.",
        )
    }
}

/// The prison of one and the fine of the other.
fn fines_of(prison: &Penalty, fines: &Penalty) -> Option<Penalty> {
    (!fines.fines.is_empty()).then(|| Penalty { prison: prison.prison.clone(), ..fines.clone() })
}
