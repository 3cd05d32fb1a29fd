//! Aggravations that reach nothing, and circumstances that an offence already contains.

use super::logic::Sure;
use super::penalties::line_of;
use super::reach::{days, holds, is_open, known_holds, reaches};
use crate::check::Checker;
use crate::check::names::{is_reached, listed};
use crate::check::place::Place;
use crate::model::{Body, Cond, Form, Holds, Kind, Letter, Modifier, Offence, Provision, Version};
use crate::syntax::tree::LineKind;

pub(crate) fn check(checker: &Checker) {
    for (plan, provision) in checker.plans.iter().zip(&checker.model.provisions) {
        for part in &plan.parts {
            let place = &checker.places[part.place];
            if !checker.report.is_sound(place) {
                continue;
            }
            for span in &part.spans {
                let Some(version) = provision.versions.iter().find(|v| v.since == span.since) else { continue };
                let Body::Modifier(modifier) = &version.body else { continue };
                if !checker.report.has_syntax_errors() {
                    reaches_something(checker, place, provision, version, modifier);
                }
                if plan.kind == Kind::Aggravation && checker.report.errors() == 0 {
                    inherence(checker, place, provision, version, modifier);
                }
            }
        }
    }
}

fn reaches_something(checker: &Checker, place: &Place, provision: &Provision, version: &Version, modifier: &Modifier) {
    if is_open(checker, &modifier.applies_to) {
        return;
    }
    let model = &checker.model;
    let reached = model.provisions.iter().filter(|other| is_reached(other.kind)).any(|other| {
        let together = other.versions.iter().filter(|v| days(v).meets(days(version)));
        together.into_iter().any(|v| reaches(model, &modifier.applies_to, other, v, v.since.max(version.since)))
    });
    if !reached {
        let message = format!("`{}` reaches no offence from {}", provision.id, version.since);
        let help = "`applies to` names offences, penalties or rows that are in force on the same days";
        checker.report.error(line_of(place, LineKind::AppliesTo), "modifier.reaches_nothing", message, help);
    }
}

fn inherence(checker: &Checker, place: &Place, provision: &Provision, version: &Version, modifier: &Modifier) {
    let model = &checker.model;
    for letter in &modifier.letters {
        let mut contain: Vec<&str> = Vec::new();
        for other in model.provisions.iter().filter(|other| other.kind == Kind::Offence) {
            let Some(id) = other.provision_id() else { continue };
            let inherent = other.versions.iter().any(|v| {
                let Body::Offence(offence) = &v.body else { return false };
                let day = v.since.max(version.since);
                days(v).meets(days(version))
                    && known_holds(model, &modifier.applies_to, &id, &other.headings, day) != Holds::No
                    && holds(model, &letter.except_for, &id, &other.headings, day) == Holds::No
                    && contains(checker, offence, &letter.condition)
            });
            if inherent && !read(checker, provision, letter, other) {
                contain.push(&other.id);
            }
        }
        if contain.is_empty() {
            continue;
        }
        let spot = letter_spot(place, letter);
        let what =
            if letter.name.is_empty() { "this circumstance".to_owned() } else { format!("letter `{}`", letter.name) };
        let message = format!("{what} is already contained in {}", listed(contain.into_iter()));
        let help = "say with `reading NAME … { concerns LETTER on OFFENCE … }` whether it counts again";
        checker.report.warning(spot, "inherence.unstated", message, help);
    }
}

/// Whether a condition is met whenever an offence is made out.
fn contains(checker: &Checker, offence: &Offence, condition: &Cond) -> bool {
    let model = &checker.model;
    let sure = Sure::offence(model, offence);
    if sure.implies(model, condition) {
        return true;
    }
    offence.elements.iter().any(|element| match &element.form {
        Form::OneOf(letters) if element.waived.is_none() && !letters.is_empty() => letters.iter().all(|letter| {
            let mut with = sure.clone();
            with.add(model, &letter.condition, true);
            with.implies(model, condition)
        }),
        _ => false,
    })
}

/// Whether a reading concerns a letter on an offence.
fn read(checker: &Checker, modifier: &Provision, letter: &Letter, offence: &Provision) -> bool {
    let model = &checker.model;
    let (Some(id), Some(of)) = (modifier.provision_id(), offence.provision_id()) else { return true };
    let own = if letter.name.is_empty() { id } else { id.letter(&letter.name) };
    let readings = model.provisions.iter().filter(|p| p.kind == Kind::Reading);
    readings.flat_map(|p| &p.versions).any(|version| match &version.body {
        Body::Reading(reading) => reading.concerns.iter().any(|concern| {
            concern.letters.iter().any(|id| id.covers(&own))
                && holds(model, &concern.offences, &of, &offence.headings, version.since) != Holds::No
        }),
        _ => false,
    })
}

fn letter_spot(place: &Place, letter: &Letter) -> crate::check::report::Spot {
    let entries = place.lines(LineKind::When).flat_map(|line| &line.entries);
    let written =
        entries.flat_map(crate::check::walk::letters).find(|l| !letter.name.is_empty() && l.name.value == letter.name);
    written.map_or_else(|| line_of(place, LineKind::When), |l| place.spot(l.name.span))
}
