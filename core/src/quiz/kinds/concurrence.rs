//! How the charges of an accused add up.

use super::{ranged, settled};
use crate::exact::{Lang, Text};
use crate::quiz::chance::Chance;
use crate::quiz::desk::{Desk, Scene, only_charge};
use crate::quiz::draft::Draft;
use crate::quiz::item::{ItemKind, Mistake, Row};
use crate::quiz::say::{self, both};
use crate::verdict::text::words::{Words, word_of};
use crate::verdict::{Charge, ConcurrenceGroup, ConcurrenceOf, Penalty, Status, TermRange, Verdict};
use serde_json::json;

/// Other examples that are tried beside one.
const TRIES: usize = 6;

pub(super) fn draft(desk: &Desk<'_>, example: usize, chance: &mut Chance) -> Option<Draft> {
    let scene = desk.lean(desk.scene(example, None)?);
    if only_charge(&scene).is_some() { real(desk, &scene, chance) } else { ideal(desk, &scene) }
}

/// Charges of one conduct.
fn ideal(desk: &Desk<'_>, scene: &Scene) -> Option<Draft> {
    let charges = &scene.verdict.counts.first().filter(|_| scene.verdict.counts.len() == 1)?.charges;
    let live: Vec<&Charge> = charges.iter().filter(|c| c.status == Status::Applies).collect();
    let open = charges.iter().any(|c| c.status == Status::Undetermined || !c.may_be_displaced_by.is_empty());
    let sum = (live.len() == 2 && !open).then(|| whole(&scene.verdict)).flatten()?;
    question(desk, scene, &live, sum, "ideal", None)
}

/// The charges of two conducts of one person.
fn real(desk: &Desk<'_>, scene: &Scene, chance: &mut Chance) -> Option<Draft> {
    let first = scene.rows.first().filter(|row| alone(row))?;
    for _ in 0..TRIES {
        let other = chance.below(desk.examples());
        let Some(second) = desk
            .scene(other, None)
            .map(|scene| desk.lean(scene))
            .filter(|s| desk.first(other) != desk.first(scene.example) && only_charge(s).is_some())
        else {
            continue;
        };
        let Some(row) = second.rows.first().filter(|row| alone(row)) else { continue };
        let rows = vec![named(first, 1), named(row, 2)];
        let Some(both) = desk.judged(scene.example, rows, scene.as_of.max(second.as_of)) else { continue };
        let live: Vec<&Charge> =
            both.verdict.counts.iter().flat_map(|c| &c.charges).filter(|c| c.status == Status::Applies).collect();
        let open = both
            .verdict
            .counts
            .iter()
            .flat_map(|c| &c.charges)
            .any(|c| c.status == Status::Undetermined || !c.may_be_displaced_by.is_empty());
        let Some(sum) = (live.len() == 2 && !open).then(|| whole(&both.verdict)).flatten() else { continue };
        // The same two charges, had they been one conduct.
        let mut joined = both.case.clone();
        joined.joined.push(("h1".into(), "h2".into(), false));
        let as_ideal = whole(&desk.law.evaluate(&joined)).and_then(|sum| sum.established.clone());
        let found = question(desk, &both, &live, sum, "real", as_ideal);
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Whether a row can stand beside another: nothing of the proceedings, which all acts share.
fn alone(row: &Row) -> bool {
    row.keys().all(|name| !name.starts_with("procedure.") && !name.starts_with("request."))
}

/// A row with names for its person, its act and its victim.
fn named(row: &Row, act: usize) -> Row {
    let mut row = row.clone();
    row.insert("accused.id".to_owned(), json!("a"));
    row.insert("act.id".to_owned(), json!(format!("h{act}")));
    if row.keys().any(|name| name.starts_with("victim.") || name.starts_with("relation")) {
        row.insert("victim.id".to_owned(), json!(format!("v{act}")));
    }
    row
}

/// The sum, when all of it is known.
fn whole(verdict: &Verdict) -> Option<&ConcurrenceOf> {
    let [only] = verdict.concurrence.as_ref()?.by_accused.as_slice() else { return None };
    let known = only.established.is_some() && only.established == only.possible;
    known.then_some(only)
}

fn question(
    desk: &Desk<'_>,
    scene: &Scene,
    live: &[&Charge],
    sum: &ConcurrenceOf,
    kind: &str,
    as_other: Option<Penalty>,
) -> Option<Draft> {
    // Charges of one conduct that the law adds as if of several would leave both answers right.
    let plain = |group: &&ConcurrenceGroup| {
        sum.groups.len() == 1 && sum.steps.iter().all(|step| step.by == group.by || !step.by.contains(':'))
    };
    let group = sum.groups.iter().find(|group| group.kind == kind).filter(plain)?;
    let range = sum.established.as_ref().filter(|p| p.options.is_empty() && p.prison.is_some())?;
    let ranges: Vec<&Penalty> =
        live.iter().map(|c| settled(c).filter(|p| p.prison.is_some())).collect::<Option<_>>()?;
    let names: Vec<Text> = live.iter().map(|c| super::offence_text(desk, c)).collect();
    let stem = both(|lang| {
        let each: Vec<String> = names
            .iter()
            .zip(&ranges)
            .map(|(name, range)| format!("{}: {}", name.get(lang), say::penalty(lang, range)))
            .collect();
        match lang {
            Lang::Es => format!(
                "La misma persona responde de dos delitos. {}. ¿Cómo concurren y qué pena resulta?",
                each.join(". ")
            ),
            Lang::En => format!(
                "One person answers for two offences. {}. How do they concur, and which penalty results?",
                each.join(". ")
            ),
        }
    });
    let day = live.iter().map(|c| c.law_date).max()?;
    let mut draft = Draft::of(ItemKind::Concurrence, scene, day, stem);
    let text = |kind: &str, range: &Penalty| {
        both(|lang| format!("{}: {}", say::capital(word_of(&Words::of(lang).groups, kind)), say::penalty(lang, range)))
    };
    let other = if kind == "real" { "ideal" } else { "real" };
    let (as_other_mistake, es, en) = if kind == "real" {
        (
            Mistake::RealAsIdeal,
            "Son varias conductas: el concurso es real.",
            "These are several conducts: the concurrence is real.",
        )
    } else {
        (
            Mistake::IdealAsReal,
            "Es una sola conducta: el concurso es ideal.",
            "It is one conduct: the concurrence is ideal.",
        )
    };
    let gist = desk.gist(&group.by).unwrap_or_default();
    let why =
        Text::new(format!("{es} {}", gist.es).trim_end().to_owned(), format!("{en} {}", gist.en).trim_end().to_owned());
    draft.answer(text(kind, range), None, why.clone(), &[&group.by]);
    draft.explanation = why;
    let wrong_kind = Text::new(es, en);
    let gravest = ranges.iter().max_by_key(|p| p.prison.as_ref().map(|t| (t.max, t.min)))?;
    let alone = Text::new("El otro delito también cuenta.", "The other offence counts as well.");
    draft.answer(text(kind, gravest), Some(Mistake::GravestAlone), alone, &[&group.by]);
    // Only the amounts may be wrong: «o» in place of «y» is another mistake, and shows less.
    let added = added(&ranges).map(|added| Penalty { choice: range.choice, ..added });
    if let Some(added) = added {
        let (mistake, kind, why) = if kind == "ideal" {
            (as_other_mistake, other, wrong_kind.clone())
        } else {
            (
                Mistake::PenaltiesAdded,
                kind,
                Text::new(
                    "Las penas no se suman sin más, extremo con extremo.",
                    "Penalties are not simply added, end by end.",
                ),
            )
        };
        if ranged(&added) != ranged(range) {
            draft.answer(text(kind, &added), Some(mistake), why, &[&group.by]);
        }
    }
    if let Some(as_other) = as_other.filter(|p| p.options.is_empty()) {
        draft.answer(text(other, &as_other), Some(as_other_mistake), wrong_kind.clone(), &[&group.by]);
    }
    draft.answer(text(other, range), Some(as_other_mistake), wrong_kind, &[&group.by]);
    draft.difficulty += 3;
    draft.trains(live.iter().map(|c| c.offence.clone()).chain([group.by.clone()]), ["concurrence".to_owned()]);
    Some(draft)
}

/// All ranges added, end by end.
fn added(ranges: &[&Penalty]) -> Option<Penalty> {
    let mut out = (*ranges.first()?).clone();
    for other in &ranges[1..] {
        let (own, theirs) = (out.prison.as_ref()?, other.prison.as_ref()?);
        let min = own.min.zip(theirs.min).map(|(a, b)| a.plus(b));
        out.prison = Some(TermRange { min, max: own.max.plus(theirs.max), exact: None });
        for fine in &other.fines {
            match out.fines.iter_mut().find(|own| own.unit == fine.unit) {
                Some(own) => {
                    own.min = own.min.zip(fine.min).map(|(a, b)| a + b);
                    own.max += fine.max;
                }
                None => out.fines.push(fine.clone()),
            }
        }
    }
    Some(out)
}
