//! Several charges of one accused: their actions prescribe with that of the gravest penalty (CPF 108, by the rules).

use super::text;
use crate::eval::context::Context;
use crate::exact::{Date, Term};
use crate::model::{Body, Kind, TermRule};
use crate::verdict::{Charge, PrescriptionStep, Status};

/// The order of gravity of a charge: prison maximum, minimum, then fine.
fn gravity(charge: &Charge) -> Option<(Term, Term, i64)> {
    let penalty = charge.penalty.established.as_ref()?;
    let prison = penalty.prison.as_ref();
    let fine = penalty.fines.iter().map(|fine| fine.max).max().unwrap_or(0);
    let none = Term::zero();
    Some((prison.map_or(none, |p| p.max), prison.and_then(|p| p.min).unwrap_or(none), fine))
}

/// Gives the charges of one accused the expiry of the gravest.
///
/// A term that had run before the gravest offence was committed is not revived, and what never prescribes goes on so.
pub(crate) fn of_case(context: &Context<'_>, charges: &mut [&mut Charge]) {
    let as_of = context.case.as_of;
    let live: Vec<usize> = (0..charges.len()).filter(|at| charges[*at].status == Status::Applies).collect();
    if live.len() < 2 {
        return;
    }
    let Some(gravest) = live.iter().copied().max_by_key(|at| (gravity(charges[*at]), std::cmp::Reverse(*at))) else {
        return;
    };
    let law_date = charges[gravest].law_date;
    let rule = context.index.of(Kind::Prescription).iter().find(|at| {
        let body = context.version(**at, law_date).map(|v| &v.body);
        matches!(body, Some(Body::Prescription(rule)) if rule.of_case && rule.term == Some(TermRule::Gravest))
    });
    let Some(by) = rule.map(|at| context.provision(*at).id.clone()) else { return };
    let Some((expires, name)) = charges[gravest]
        .prescription
        .as_ref()
        .and_then(|p| p.expires)
        .map(|expires| (expires, charges[gravest].offence.clone()))
    else {
        return;
    };
    for at in live.into_iter().filter(|at| *at != gravest) {
        let Some(own) = charges[at].prescription.as_mut() else { continue };
        let run_before = own.expires.is_some_and(|own: Date| own <= law_date);
        if own.status == "imprescriptible" || own.expires.is_none() || run_before || own.expires == Some(expires) {
            continue;
        }
        own.expires = Some(expires);
        own.possible = None;
        own.status = if expires <= as_of { "expired" } else { "running" };
        own.steps.push(PrescriptionStep {
            by: by.clone(),
            kind: "limit",
            date: Some(expires),
            term: None,
            text: text::with_the_gravest(&name),
        });
    }
}
