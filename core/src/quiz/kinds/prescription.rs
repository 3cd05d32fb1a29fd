//! When the action prescribes.

use super::settled;
use crate::exact::{Date, Lang, Term, Text};
use crate::model::Clock;
use crate::quiz::chance::Chance;
use crate::quiz::desk::{Desk, only_charge};
use crate::quiz::draft::Draft;
use crate::quiz::item::{ItemKind, Mistake};
use crate::quiz::say::{self, both};
use crate::verdict::{Charge, Prescription, TermRange};

pub(super) fn draft(desk: &Desk<'_>, example: usize, chance: &mut Chance) -> Option<Draft> {
    let scene = desk.told(example, chance, |c| c.prescription.is_some())?;
    let charge = only_charge(&scene)?;
    let found = charge.prescription.as_ref()?;
    let name = super::offence_text(desk, charge);
    let stem = Text::new(
        format!("Se imputa el delito de {}. Si no ocurre nada más, ¿cuándo prescribe la acción penal?", name.es),
        format!("The offence charged is {}. If nothing else happens, when does the action prescribe?", name.en),
    );
    let mut draft = Draft::of(ItemKind::Prescription, &scene, charge.law_date, stem);
    match (found.status, found.expires, found.starts, found.term) {
        ("imprescriptible", ..) => never(charge, found, &mut draft)?,
        ("running" | "expired", Some(expires), Some(starts), Some(term)) => {
            dated(&scene.rows[0], charge, found, (starts, term, expires), &mut draft)?
        }
        _ => return None,
    }
    draft.explanation = draft.explanation.then(&super::used(desk, &scene, "prescription_law"));
    let turns =
        found.steps.iter().filter(|step| matches!(step.kind, "floor" | "multiplier" | "interruption" | "suspension"));
    draft.difficulty += 1 + u8::try_from(turns.count().min(3)).unwrap_or(3);
    let rules = found.steps.iter().map(|step| step.by.clone());
    draft.trains([charge.offence.clone()].into_iter().chain(rules), ["prescription".to_owned()]);
    Some(draft)
}

/// *El 1 de marzo de 2029*
fn on(day: Date) -> Text {
    both(|lang| match lang {
        Lang::Es => format!("El {}", say::date(lang, day)),
        Lang::En => format!("On {}", say::date(lang, day)),
    })
}

fn nowhen() -> Text {
    Text::new("Nunca: es imprescriptible", "Never: it is imprescriptible")
}

/// The steps, one sentence each.
fn computation(found: &Prescription) -> Text {
    both(|lang| {
        let steps = found.steps.iter().filter(|step| step.kind != "limit").map(|step| {
            let mut line = say::capital(step.text.get(lang));
            if let Some(term) = step.term {
                line.push_str(&format!(": {}", say::term(lang, term)));
            }
            if let Some(day) = step.date {
                line.push_str(&format!(": {}", say::date(lang, day)));
            }
            format!("{line} ({}).", say::address_in(lang, &step.by))
        });
        steps.collect::<Vec<_>>().join(" ")
    })
}

fn dated(
    row: &crate::quiz::item::Row,
    charge: &Charge,
    found: &Prescription,
    (starts, term, expires): (Date, Term, Date),
    draft: &mut Draft,
) -> Option<()> {
    let by: Vec<&str> = found.steps.iter().map(|step| step.by.as_str()).collect();
    let why = computation(found);
    draft.answer(on(expires), None, why.clone(), &by);
    draft.explanation = why;
    // What was not computed from prison has no mean to mistake.
    let mean = found.steps.iter().find(|step| step.kind == "mean").and_then(|step| step.term);
    if let (Some(prison), Some(mean)) = (settled(charge).and_then(|p| p.prison.as_ref()), mean) {
        of_prison(prison, mean, starts, draft, &by);
    }
    for (at, step) in found.steps.iter().enumerate().filter(|(_, s)| matches!(s.kind, "floor" | "multiplier")) {
        let Some(before) =
            found.steps[..at].iter().rev().find_map(|s| s.term).filter(|before| Some(*before) != step.term)
        else {
            continue;
        };
        let why = both(|lang| {
            let lead = say::either(lang, "Olvida esta regla", "It leaves out this rule");
            format!("{lead}: {} ({}).", step.text.get(lang), say::address_in(lang, &step.by))
        });
        draft.answer(on(starts.plus(before).ok()?), Some(Mistake::RuleOfTimeLeftOut), why, &[&step.by]);
    }
    let act = row.get("act.date").and_then(|v| v.as_str()).and_then(|text| Date::parse(text).ok());
    for first in [act, found.steps.iter().find(|s| s.kind == "start").and_then(|s| s.date)].into_iter().flatten() {
        let day = first.plus(term).ok()?;
        if day != expires {
            let why = both(|lang| {
                let (from, real) = (say::date(lang, first), say::date(lang, starts));
                match lang {
                    Lang::Es => format!(
                        "Cuenta desde el {from}; el plazo corre desde el {real}, y lo rige lo dicho en la respuesta correcta."
                    ),
                    Lang::En => format!(
                        "It counts from {from}; the term runs from {real}, and the right answer says what governs it."
                    ),
                }
            });
            draft.answer(on(day), Some(Mistake::RuleOfTimeLeftOut), why, &by);
        }
    }
    for limit in found.limits.iter().filter(|limit| limit.kind == Clock::Complaint) {
        let Some(day) = limit.expires.filter(|day| *day != expires) else { continue };
        let why = both(|lang| {
            let by = say::address_in(lang, &limit.by);
            say::either(
                lang,
                &format!("Ese día vence el plazo de la querella ({by}), no el de la acción."),
                &format!("On that day the term of the complaint runs out ({by}), not that of the action."),
            )
        });
        draft.answer(on(day), Some(Mistake::ComplaintForAction), why, &[&limit.by]);
    }
    let why = Text::new("La ley señala un plazo para este delito.", "The law states a term for this offence.");
    draft.answer(nowhen(), Some(Mistake::ImprescriptibleMistaken), why, &by);
    Some(())
}

/// The maximum and the minimum taken for the mean.
fn of_prison(prison: &TermRange, mean: Term, starts: Date, draft: &mut Draft, by: &[&str]) {
    for (taken, mistake, es, en) in [
        (Some(prison.max), Mistake::MaximumForMean, "el máximo", "the maximum"),
        (prison.min, Mistake::MinimumForMean, "el mínimo", "the minimum"),
    ] {
        let Some(day) = taken.and_then(|taken| starts.plus(taken).ok()) else { continue };
        let why = both(|lang| {
            let mean = say::term(lang, mean);
            say::either(
                lang,
                &format!("Toma {es} de la prisión; cuenta su término medio, de {mean}."),
                &format!("It takes {en} of prison; its mean counts, of {mean}."),
            )
        });
        draft.answer(on(day), Some(mistake), why, by);
    }
}

fn never(charge: &Charge, found: &Prescription, draft: &mut Draft) -> Option<()> {
    let by: Vec<&str> = found.steps.iter().map(|step| step.by.as_str()).collect();
    let why = both(|lang| {
        let lead = say::either(lang, "La acción no prescribe", "The action never prescribes");
        let by: Vec<String> = by.iter().map(|id| say::address_in(lang, id)).collect();
        format!("{lead} ({}).", by.join("; "))
    });
    draft.answer(nowhen(), None, why.clone(), &by);
    draft.explanation = why.clone();
    let prison = settled(charge)?.prison.as_ref()?;
    let min = prison.min?;
    let mean = Term::from_days((min.days() + prison.max.days()) / crate::exact::Ratio::from_integer(2));
    for (term, mistake) in [
        (mean, Mistake::ImprescriptibleMistaken),
        (prison.max, Mistake::MaximumForMean),
        (min, Mistake::MinimumForMean),
    ] {
        draft.answer(on(charge.law_date.plus(term).ok()?), Some(mistake), why.clone(), &by);
    }
    Some(())
}
