//! Which of two charges yields.

use super::offence_text;
use crate::exact::{Date, Lang, ProvisionId, Text};
use crate::model::{Ground, Holds};
use crate::quiz::chance::Chance;
use crate::quiz::desk::{Desk, Scene, only_charge};
use crate::quiz::draft::Draft;
use crate::quiz::item::{ItemKind, Mistake};
use crate::quiz::say;
use crate::verdict::text::words::Words;
use crate::verdict::{Charge, Status};

const GROUNDS: [Ground; 4] = [Ground::Speciality, Ground::Subsidiarity, Ground::Consumption, Ground::Alternativity];

pub(super) fn draft(desk: &Desk<'_>, example: usize, chance: &mut Chance) -> Option<Draft> {
    let scene = desk.scene(example, None)?;
    // Few cases have such a question: this is seen before the case is varied.
    if yielding(&scene)?.is_empty() {
        return None;
    }
    let scene = desk.lean(desk.varied(scene, chance));
    let over = only_charge(&scene)?;
    let yields = yielding(&scene)?;
    let under = *yields.get(chance.below(yields.len()))?;
    let by = under.displaced_by.as_ref()?;
    let (a, b) = (offence_text(desk, over), offence_text(desk, under));
    let swapped = chance.below(2) == 1;
    let (first, second) = if swapped { (&b, &a) } else { (&a, &b) };
    let stem = Text::new(
        format!("Los hechos reúnen los elementos de dos delitos. A: {}. B: {}. ¿Cuál queda?", first.es, second.es),
        format!("The facts meet the elements of two offences. A: {}. B: {}. Which stands?", first.en, second.en),
    );
    let mut draft = Draft::of(ItemKind::Conflict, &scene, over.law_date, stem);
    let (kept, gone) = if swapped { ("B", "A") } else { ("A", "B") };
    let answer = |kept: &str, gone: &str, ground: Ground| {
        Text::new(
            format!("Queda {kept}; {gone} cede por {}", Words::of(Lang::Es).ground(ground)),
            format!("{kept} stands; {gone} yields by {}", Words::of(Lang::En).ground(ground)),
        )
    };
    let note = note(desk, &scene, (&over.offence, &under.offence), by.ground, over.law_date).unwrap_or_default();
    // Where a reading decides, jurists differ: neither answer is wrong enough.
    if note.es.contains('`') {
        return None;
    }
    let why = Text::new(
        format!("Prevalece {kept}, por {}. {}", Words::of(Lang::Es).ground(by.ground), note.es).trim_end().to_owned(),
        format!("{kept} prevails, by {}. {}", Words::of(Lang::En).ground(by.ground), note.en).trim_end().to_owned(),
    );
    let cites = [by.by.as_str(), &over.offence, &under.offence];
    draft.answer(answer(kept, gone, by.ground), None, why.clone(), &cites);
    draft.explanation = why.clone();
    draft.answer(answer(gone, kept, by.ground), Some(Mistake::YieldingReversed), why.clone(), &cites);
    let both = Text::new("Quedan los dos, en concurso ideal", "Both stand, in ideal concurrence");
    let not_both =
        Text::new(format!("No subsisten los dos. {}", why.es), format!("They do not both stand. {}", why.en));
    draft.answer(both, Some(Mistake::BothKept), not_both, &cites);
    let others: Vec<Ground> = GROUNDS.into_iter().filter(|g| *g != by.ground).collect();
    let other = others[chance.below(others.len())];
    draft.answer(answer(kept, gone, other), Some(Mistake::OtherGround), why.clone(), &cites);
    draft.difficulty += 2 + u8::from(yields.len() > 1);
    draft.trains([over.offence.clone(), under.offence.clone()], ["conflict".to_owned()]);
    Some(draft)
}

/// The charges that yield to the only one that applies.
fn yielding(scene: &Scene) -> Option<Vec<&Charge>> {
    let over = only_charge(scene)?;
    let yields =
        |c: &&Charge| c.status == Status::Displaced && c.displaced_by.as_ref().is_some_and(|by| by.id == over.offence);
    Some(scene.verdict.counts[0].charges.iter().filter(yields).collect())
}

/// Why one prevails, in the words of its rule.
fn note(desk: &Desk<'_>, scene: &Scene, (over, under): (&str, &str), ground: Ground, day: Date) -> Option<Text> {
    let (over, under) = (ProvisionId::parse(over)?, ProvisionId::parse(under)?);
    let context = desk.law.context(&scene.case);
    let found = desk.law.model().conflicts.iter().find(|c| {
        let rules = c.ground == Some(ground) && c.since <= day && c.until.is_none_or(|until| day <= until);
        rules && context.holds(&c.over, &over, day) == Holds::Yes && context.holds(&c.under, &under, day) == Holds::Yes
    })?;
    (!found.note.es.is_empty()).then(|| Text::new(say::sentence(&found.note.es), say::sentence(&found.note.en)))
}
