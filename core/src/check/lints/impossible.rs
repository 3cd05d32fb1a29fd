//! Conditions that can never be met.

use super::logic::Sure;
use crate::check::Checker;
use crate::check::report::Spot;
use crate::model::{Body, Cond, CondKind, Kind};

/// Reports a conjunction whose parts exclude each other.
pub(crate) fn conjunction(checker: &Checker, at: Spot, condition: &Cond) {
    if matches!(condition.kind, CondKind::All(_)) && Sure::of(&checker.model, condition).contradicts(&checker.model) {
        let help = "two of its parts exclude each other; alternatives are joined by `or`";
        checker.report.error(at, "condition.impossible", "this condition can never be met", help);
    }
}

/// Reports offences whose elements exclude each other.
pub(crate) fn check(checker: &Checker) {
    for (plan, provision) in checker.plans.iter().zip(&checker.model.provisions) {
        if plan.kind != Kind::Offence {
            continue;
        }
        for part in &plan.parts {
            let place = &checker.places[part.place];
            if !checker.report.is_sound(place) {
                continue;
            }
            for version in provision.versions.iter().filter(|v| part.life.days.has(v.since)) {
                let Body::Offence(offence) = &version.body else { continue };
                if Sure::offence(&checker.model, offence).contradicts(&checker.model) {
                    let message = format!("the elements of `{}` can never be met together", provision.id);
                    let help = "two of them exclude each other";
                    checker.report.error(place.named(), "condition.impossible", message, help);
                }
            }
        }
    }
}
