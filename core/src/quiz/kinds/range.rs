//! Which range of penalty follows.

use super::{ranged, settled};
use crate::exact::{Lang, Ratio, Text};
use crate::model::{Op, Part};
use crate::packed::Str;
use crate::quiz::chance::Chance;
use crate::quiz::desk::{Desk, Scene, name_of, only_charge};
use crate::quiz::draft::Draft;
use crate::quiz::item::{ItemKind, Mistake};
use crate::quiz::say;
use crate::verdict::text::words::Words;
use crate::verdict::{Charge, EffectShape, Met, Penalty, Status, Step, StepKind, TermRange};

/// Relatives of an example that are judged for their ranges.
const RELATIVES: usize = 6;
/// Neighbours whose ranges are borrowed.
const NEIGHBOURS: usize = 3;

pub(super) fn draft(desk: &Desk<'_>, example: usize, chance: &mut Chance) -> Option<Draft> {
    let scene = desk.told(example, chance, |c| settled(c).is_some())?;
    let charge = only_charge(&scene)?;
    let range = settled(charge)?;
    let name = super::offence_text(desk, charge);
    let stem = Text::new(
        format!("Se integra el delito de {}. ¿Entre qué mínimo y qué máximo se individualiza la pena?", name.es),
        format!("The offence made out is {}. Between which minimum and maximum is the penalty to be set?", name.en),
    );
    let mut draft = Draft::of(ItemKind::Range, &scene, charge.law_date, stem);
    let why = computation(desk, charge);
    let cites: Vec<&str> =
        std::iter::once(charge.penalty.by.as_str()).chain(effective(charge).map(|s| s.by.as_str())).collect();
    draft.answer(ranged(range), None, why.clone(), &cites);
    draft.explanation = why;
    for step in effective(charge) {
        wrong_step(desk, charge, step, &mut draft);
    }
    relatives(desk, &scene, charge, &mut draft, chance);
    borrowed(desk, &scene, charge, &mut draft);
    let steps = effective(charge).count();
    draft.difficulty += u8::try_from(steps.min(3)).unwrap_or(3) + u8::from(steps > 1);
    let rules: Vec<Str> = cites.iter().map(|&id| id.into()).collect();
    draft.trains(std::iter::once(charge.offence.clone()).chain(rules), trained(charge));
    Some(draft)
}

/// Steps that change the range.
fn effective(charge: &Charge) -> impl Iterator<Item = &Step> {
    charge.penalty.steps.iter().filter(|step| {
        step.before.prison != step.after.prison
            || step.before.fines != step.after.fines
            || step.before.community_work != step.after.community_work
    })
}

/// What a range trains: the base alone, or what changes it.
pub(super) fn trained(charge: &Charge) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for step in effective(charge) {
        let grading = charge.grading.iter().find(|g| g.by == step.by);
        let word = match (step.kind, grading) {
            (_, Some(grading)) => serde_json::to_value(grading.kind).ok().and_then(|v| v.as_str().map(str::to_owned)),
            (StepKind::Qualifier | StepKind::Substitution, None) => Some("qualifier".to_owned()),
            (StepKind::Floor | StepKind::Ceiling, None) => Some("limits".to_owned()),
            _ => Some("penalty".to_owned()),
        };
        found.extend(word);
    }
    if found.is_empty() { vec!["penalty".to_owned()] } else { found }
}

/// *Marco del delito: … Art. 205 Bis, CPF: la pena se duplica; resulta …*
pub(super) fn computation(desk: &Desk<'_>, charge: &Charge) -> Text {
    say::both(|lang| {
        let mut out = String::new();
        if let Some(base) = &charge.penalty.base {
            let lead = say::either(lang, "Marco del delito", "Range of the offence");
            let by = say::address_in(lang, &charge.penalty.by);
            out.push_str(&format!("{lead} ({by}): {}.", say::penalty(lang, base)));
        }
        for step in effective(charge) {
            let gives = say::either(lang, "resulta", "this gives");
            let what = done(desk, lang, step);
            out.push_str(&format!(
                " {}: {what}; {gives} {}.",
                say::capital(&say::address_in(lang, &step.by)),
                say::penalty(lang, &step.after)
            ));
        }
        out.push_str(super::readings(desk, effective(charge).filter_map(|s| s.reading.as_deref())).get(lang));
        out
    })
}

/// What a step does, in words.
pub(super) fn done(desk: &Desk<'_>, lang: Lang, step: &Step) -> String {
    let words = Words::of(lang);
    match &step.effect {
        Some(shape) => say::effect(lang, shape),
        None if !step.text.get(lang).is_empty() => step.text.get(lang).to_owned(),
        None => name_of(desk.law, &step.by)
            .map_or_else(|| words.step(step.kind).to_owned(), |name| name.get(lang).to_owned()),
    }
}

/// The mistakes that can be made at one step.
fn wrong_step(desk: &Desk<'_>, charge: &Charge, step: &Step, draft: &mut Draft) {
    let name = name_of(desk.law, &step.by).unwrap_or_default();
    let address = say::address(&step.by);
    let graded = charge.grading.iter().any(|g| g.by == step.by && g.status == Met::Met);
    let left_out = if graded { Mistake::GradingLeftOut } else { Mistake::QualifierLeftOut };
    let why = Text::new(
        format!("Olvida esta regla: {} ({}).", name.es, address.es),
        format!("It leaves out this rule: {} ({}).", name.en, address.en),
    );
    draft.answer(ranged(&step.before), Some(left_out), why, &[&step.by]);
    let Some(shape) = &step.effect else { return };
    let (es, en) = (say::effect(Lang::Es, shape), say::effect(Lang::En, shape));
    // Where a reading says which ends are reached, jurists differ: neither answer is wrong enough.
    if step.reading.is_none()
        && !matches!(shape.op, Op::MaximumIncreasedUpTo | Op::MaximumBecomesUpTo | Op::Replaced | Op::Added)
    {
        let why = Text::new(
            format!("El efecto alcanza los dos extremos ({}): {es}.", address.es),
            format!("The effect reaches both ends ({}): {en}.", address.en),
        );
        for mixed in [ends(&step.before, &step.after), ends(&step.after, &step.before)].into_iter().flatten() {
            draft.answer(ranged(&mixed), Some(Mistake::OneEndOnly), why.clone(), &[&step.by]);
        }
    }
    let letters =
        charge.qualifiers.iter().find(|q| q.id == step.by && q.status == Met::Met).map_or(0, |q| q.letters.len());
    if let Some(stacked) = (letters > 1).then(|| stacked(&step.before, shape, letters)).flatten() {
        let why = Text::new(
            format!("Concurren {letters} incisos, pero el efecto se aplica una sola vez ({}).", address.es),
            format!("{letters} letters are met, but the effect applies only once ({}).", address.en),
        );
        draft.answer(ranged(&stacked), Some(Mistake::LettersStacked), why, &[&step.by]);
    }
}

/// The lower end of one range and the upper end of another; `None` when they do not make a range.
pub(super) fn ends(low: &Penalty, high: &Penalty) -> Option<Penalty> {
    let mut out = high.clone();
    if let (Some(own), Some(other)) = (&mut out.prison, &low.prison) {
        (own.min, own.exact) = (other.min, None);
        if own.min.is_some_and(|min| min > own.max) {
            return None;
        }
    }
    for (own, other) in out.fines.iter_mut().zip(&low.fines) {
        own.min = other.min;
        if own.min.is_some_and(|min| min > own.max) {
            return None;
        }
    }
    Some(out)
}

/// The effect counted once for each letter.
fn stacked(before: &Penalty, shape: &EffectShape, letters: usize) -> Option<Penalty> {
    let fraction = match shape.op {
        Op::Doubled | Op::OneMoreTanto => Ratio::from_integer(1),
        Op::Increased => shape.fraction.as_deref().and_then(|text| text.parse().ok())?,
        _ => return None,
    };
    let factor = Ratio::from_integer(1) + fraction * Ratio::from_integer(i128::try_from(letters).ok()?);
    let mut out = before.clone();
    if let Some(prison) = out.prison.as_mut().filter(|_| shape.parts.is_empty() || shape.parts.contains(&Part::Prison))
    {
        *prison = TermRange { min: prison.min.map(|m| m.times(factor)), max: prison.max.times(factor), exact: None };
    }
    if shape.parts.is_empty() || shape.parts.contains(&Part::Fine) {
        let times = |n: i64| i64::try_from((Ratio::from_integer(i128::from(n)) * factor).to_integer()).ok();
        for fine in &mut out.fines {
            (fine.min, fine.max, fine.pesos) = (fine.min.and_then(times), times(fine.max)?, None);
        }
    }
    Some(out)
}

/// Ranges of the same offence in cases near by, with something that is not met here or without something that is.
fn relatives(desk: &Desk<'_>, scene: &Scene, charge: &Charge, draft: &mut Draft, chance: &mut Chance) {
    let mut family = desk.family(scene.example);
    chance.shuffle(&mut family);
    let met = |c: &Charge| -> Vec<Str> {
        let qualifiers = c.qualifiers.iter().filter(|q| q.status == Met::Met).map(|q| q.id.clone());
        qualifiers.chain(c.grading.iter().filter(|g| g.status == Met::Met).map(|g| g.by.clone())).collect()
    };
    let own = met(charge);
    for example in family.into_iter().filter(|at| *at != scene.example).take(RELATIVES) {
        let Some(other) = desk.scene(example, None) else { continue };
        let Some(theirs) = only_charge(&other).filter(|c| c.offence == charge.offence && c.version == charge.version)
        else {
            continue;
        };
        let Some(range) = settled(theirs) else { continue };
        let Some(added) = met(theirs).into_iter().find(|id| !own.contains(id)) else { continue };
        let (name, address) = (name_of(desk.law, &added).unwrap_or_default(), say::address(&added));
        let why = Text::new(
            format!("Aplica lo que aquí no se da: {} ({}).", name.es, address.es),
            format!("It applies what is not met here: {} ({}).", name.en, address.en),
        );
        draft.answer(ranged(range), Some(Mistake::QualifierAdded), why, &[&added]);
    }
}

/// Ranges of offences that yield, and of neighbours.
fn borrowed(desk: &Desk<'_>, scene: &Scene, charge: &Charge, draft: &mut Draft) {
    for other in scene.verdict.counts[0].charges.iter().filter(|c| c.status == Status::Displaced) {
        let Some(range) = settled(other) else { continue };
        let text = super::offence_text(desk, other);
        let why = Text::new(
            format!("Es el marco de un delito que cede: {}.", text.es),
            format!("It is the range of an offence that yields: {}.", text.en),
        );
        draft.answer(ranged(range), Some(Mistake::OtherRange), why, &[&other.offence]);
    }
    for (other, failing) in &desk.neighbours(scene, charge, NEIGHBOURS) {
        let Some((at, _)) = desk.offence(&other.offence) else { continue };
        let found = desk.charging(at).iter().take(2).find_map(|example| {
            let scene = desk.scene(*example, None)?;
            let theirs = only_charge(&scene).filter(|c| desk.offence(&c.offence).is_some_and(|(own, _)| own == at))?;
            let same_law = theirs.version.since <= Some(charge.law_date)
                && theirs.version.until.is_none_or(|until| charge.law_date <= until);
            same_law.then(|| settled(theirs).map(|range| (range.clone(), super::offence_text(desk, theirs)))).flatten()
        });
        let Some((range, text)) = found else { continue };
        let why = Text::new(
            format!(
                "Es un marco de otro delito, que aquí no se integra: {}. Falta: {}.",
                text.es,
                super::asked(desk, failing, Lang::Es)
            ),
            format!(
                "It is a range of another offence, not made out here: {}. Missing: {}.",
                text.en,
                super::asked(desk, failing, Lang::En)
            ),
        );
        draft.answer(ranged(&range), Some(Mistake::OtherRange), why, &[&other.offence]);
    }
}
