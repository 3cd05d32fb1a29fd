//! In which order a penalty, or a term of prescription, is computed.

use super::range::{computation, done, trained};
use super::settled;
use crate::exact::Text;
use crate::quiz::chance::Chance;
use crate::quiz::desk::{Desk, name_of, only_charge};
use crate::quiz::draft::Draft;
use crate::quiz::item::{Form, ItemKind, ItemOption, Row};
use crate::quiz::say;
use crate::verdict::{Charge, Step};

/// With fewer rules that change the range there is no order to ask for.
const LEAST_RULES: usize = 2;

pub(super) fn draft(desk: &Desk<'_>, example: usize, chance: &mut Chance) -> Option<Draft> {
    let scene = desk.told(example, chance, |c| merged(c).is_some_and(|groups| groups.len() >= LEAST_RULES))?;
    let charge = only_charge(&scene)?;
    let range = settled(charge)?;
    let name = super::offence_text(desk, charge);
    let stem = Text::new(
        format!("Ordene los pasos para calcular la pena de {}.", name.es),
        format!("Put the steps of computing the penalty for {} in order.", name.en),
    );
    let mut draft = Draft::of(ItemKind::Steps, &scene, charge.law_date, stem);
    draft.form = Form::Order;
    let base = charge.penalty.base.as_ref()?;
    let first = say::both(|lang| {
        let lead = say::either(lang, "Tomar el marco del delito", "Take the range of the offence");
        format!("{lead} ({}): {}", say::address_in(lang, &charge.penalty.by), say::penalty(lang, base))
    });
    let why = Text::new("Sin marco no hay nada que modificar.", "Without a range there is nothing to change.");
    place(&mut draft, first, why, &charge.penalty.by);
    for group in merged(charge)? {
        let Some(step) = group.first() else { continue };
        let text = say::both(|lang| {
            let name = name_of(desk.law, &step.by).map_or_else(String::new, |name| format!("{}: ", name.get(lang)));
            let what: Vec<String> = group.iter().map(|step| done(desk, lang, step)).collect();
            format!("{name}{} ({})", what.join("; "), say::address_in(lang, &step.by))
        });
        let why = say::both(|lang| {
            let lead = say::either(lang, "Opera sobre", "It works on");
            format!("{lead} {}.", say::penalty(lang, &step.before))
        });
        place(&mut draft, text, why, &step.by);
    }
    let last = say::both(|lang| {
        let lead = say::either(
            lang,
            "Individualizar la pena entre los extremos que resultan",
            "Set the penalty between the ends that result",
        );
        format!("{lead}: {}", say::penalty(lang, range))
    });
    let why =
        Text::new("Se individualiza dentro del marco ya calculado.", "It is set within the range already computed.");
    place(&mut draft, last, why, &charge.offence);
    draft.explanation = computation(desk, charge);
    draft.difficulty += u8::try_from(draft.options.len().saturating_sub(2)).unwrap_or(3);
    draft.trains(
        [charge.offence.clone()].into_iter().chain(charge.penalty.steps.iter().map(|s| s.by.clone())),
        trained(charge),
    );
    Some(draft)
}

/// The steps that change the range, those of one rule together; `None` when two follow each other whose order changes nothing.
fn merged(charge: &Charge) -> Option<Vec<Vec<&Step>>> {
    let mut groups: Vec<Vec<&Step>> = Vec::new();
    for step in charge.penalty.steps.iter().filter(|step| step.before != step.after) {
        match groups.last_mut().filter(|group| group[0].by == step.by) {
            Some(group) => group.push(step),
            None => groups.push(vec![step]),
        }
    }
    let rank = |step: &Step| (step.kind, charge.grading.iter().find(|g| g.by == step.by).map(|g| g.kind));
    let told_apart = groups.windows(2).all(|pair| rank(pair[0][0]) != rank(pair[1][0]));
    told_apart.then_some(groups)
}

fn place(draft: &mut Draft, text: Text, why: Text, by: &str) {
    let place = u32::try_from(draft.options.len() + 1).ok();
    let (changes, citations) = (Row::new(), vec![by.to_owned()]);
    draft.options.push(ItemOption { text, correct: true, place, mistake: None, changes, why, citations });
}
