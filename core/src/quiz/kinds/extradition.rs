//! Whether extradition may be granted, and why not.

use crate::exact::Text;
use crate::model::Role;
use crate::packed::Str;
use crate::quiz::chance::Chance;
use crate::quiz::desk::Desk;
use crate::quiz::draft::Draft;
use crate::quiz::item::{ItemKind, Mistake};
use crate::quiz::say::{self, both};
use crate::verdict::text::words::{Words, word_of};
use crate::verdict::{Conclusion, Element, Met, RequestVerdict};

/// What one condition or undertaking would lead to, and whether it does.
struct Ground {
    leads_to: Conclusion,
    at_hand: bool,
    /// What stands in the way is that something is missing.
    lacking: bool,
    text: Text,
    by: Str,
}

pub(super) fn draft(desk: &Desk<'_>, example: usize, chance: &mut Chance) -> Option<Draft> {
    if !desk.speaks_of(example, "request.") {
        return None;
    }
    let scene = desk.lean(desk.varied(desk.scene(example, None)?, chance));
    let request = scene.verdict.extradition.as_ref()?.requests.first()?;
    if request.conclusion == Conclusion::Undetermined {
        return None;
    }
    let grounds = grounds(request);
    let stem = Text::new(
        "¿Qué procede ante esta solicitud de extradición, según la ley?",
        "What follows from this request for extradition, under the statute?",
    );
    let day = scene.verdict.counts.iter().flat_map(|c| &c.charges).map(|c| c.law_date).next().unwrap_or(scene.as_of);
    let mut draft = Draft::of(ItemKind::Extradition, &scene, day, stem);
    let deciding = grounds.iter().find(|g| g.at_hand && g.leads_to == request.conclusion);
    if deciding.is_none() && request.conclusion != Conclusion::MayBeGranted {
        return None;
    }
    let (key, why, cites) = match deciding {
        Some(ground) => (answer(ground.leads_to, Some(ground)), decided(desk, ground), vec![ground.by.as_str()]),
        None => {
            let why = Text::new(
                "Se cumplen los requisitos y nada de lo que impide la entrega se da.",
                "The requirements are met and nothing that forbids the surrender is at hand.",
            );
            (answer(Conclusion::MayBeGranted, None), why, Vec::new())
        }
    };
    draft.answer(key, None, why.clone(), &cites);
    draft.explanation = why.clone();
    if request.conclusion != Conclusion::MayBeGranted {
        draft.answer(answer(Conclusion::MayBeGranted, None), Some(Mistake::OtherConclusion), why.clone(), &cites);
    }
    for ground in grounds.iter().filter(|g| !g.at_hand) {
        let es = format!(
            "No es así: por esto no hay obstáculo. {} ({}).",
            say::capital(&ground.text.es),
            say::address(&ground.by).es
        );
        let en = format!(
            "It is not so: nothing of this stands in the way. {} ({}).",
            say::capital(&ground.text.en),
            say::address(&ground.by).en
        );
        let text = answer(ground.leads_to, Some(ground));
        draft.answer(text, Some(Mistake::ConditionMet), Text::new(es, en), &[&ground.by]);
    }
    if let Some(ground) = deciding {
        for other in [Conclusion::Refused, Conclusion::Incomplete, Conclusion::Discretionary, Conclusion::Postponed] {
            if other != request.conclusion {
                let text = answer(other, Some(ground));
                draft.answer(text, Some(Mistake::OtherConclusion), why.clone(), &cites);
            }
        }
    }
    draft.difficulty += 2 + u8::from(grounds.iter().filter(|g| g.at_hand).count() > 1);
    let rules = deciding.map(|g| g.by.clone());
    let offences = request.charges.iter().map(|c| c.offence.clone());
    draft.trains(offences.chain(rules), ["extradition".to_owned()]);
    Some(draft)
}

/// *Debe negarse: …*
fn answer(conclusion: Conclusion, ground: Option<&Ground>) -> Text {
    both(|lang| {
        let words = Words::of(lang);
        let said = say::capital(word_of(&words.conclusion, conclusion.word()));
        match ground {
            Some(ground) if ground.lacking => {
                let lacking = say::either(lang, "falta", "missing");
                format!("{said}; {lacking}: {}", say::small(ground.text.get(lang)))
            }
            Some(ground) => format!("{said}: {}", say::small(ground.text.get(lang))),
            None => said,
        }
    })
}

fn decided(desk: &Desk<'_>, ground: &Ground) -> Text {
    let address = say::address(&ground.by);
    let gist = desk.gist(&ground.by).unwrap_or_default();
    Text::new(
        format!("Decide esto. {} ({}). {}", say::capital(&ground.text.es), address.es, gist.es).trim_end().to_owned(),
        format!("This decides. {} ({}). {}", say::capital(&ground.text.en), address.en, gist.en).trim_end().to_owned(),
    )
}

/// Every condition and undertaking of a request.
fn grounds(request: &RequestVerdict) -> Vec<Ground> {
    let conditions = request.conditions.iter().chain(request.charges.iter().flat_map(|c| &c.conditions));
    let mut found: Vec<Ground> = conditions.filter_map(of_condition).collect();
    found.extend(request.undertakings.iter().filter(|u| u.status != "unknown").map(|u| Ground {
        leads_to: Conclusion::Incomplete,
        at_hand: u.status == "missing",
        lacking: true,
        text: u.text.clone(),
        by: u.by.clone(),
    }));
    found
}

fn of_condition(condition: &Element) -> Option<Ground> {
    let (leads_to, when) = match condition.role {
        Role::Bar => (Conclusion::Refused, Met::Met),
        Role::Requirement => (Conclusion::Refused, Met::Unmet),
        Role::Paper => (Conclusion::Incomplete, Met::Unmet),
        Role::Discretion => (Conclusion::Discretionary, Met::Met),
        Role::Postponement => (Conclusion::Postponed, Met::Met),
        _ => return None,
    };
    let known = matches!(condition.status, Met::Met | Met::Unmet);
    known.then(|| Ground {
        leads_to,
        at_hand: condition.status == when,
        lacking: when == Met::Unmet,
        text: condition.text.clone(),
        by: condition.by.clone(),
    })
}
