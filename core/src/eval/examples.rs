//! What examples of rules ask: the offences that they name, and those that one element alone keeps away.

use super::context::{Bench, Context, Frame};
use super::governed::governing_day;
use super::subsume::{element_status, offence_on};
use crate::exact::Date;
#[cfg(feature = "language")]
use crate::exact::ProvisionId;
use crate::model::{Element, Kind, Offence};
use crate::packed::Str;
use crate::verdict::Met;

/// The offences that some ids name, in whole or in part.
#[cfg(feature = "language")]
pub(crate) fn offences_named(context: &Context<'_>, ids: &[&str]) -> Vec<usize> {
    let ids: Vec<ProvisionId> = ids.iter().filter_map(|id| ProvisionId::parse(id)).collect();
    let named = |at: &usize| context.id(*at).is_some_and(|own| ids.iter().any(|id| own.covers(id) || id.covers(own)));
    context.index.of(Kind::Offence).iter().copied().filter(named).collect()
}

/// The offences that one element or exception alone keeps from being made out, in any count, with the day whose law was asked.
pub(crate) fn near_misses(context: &Context<'_>) -> Vec<(usize, Date, Str)> {
    let mut found = Vec::new();
    for count in &context.case.counts {
        let frame = Frame::new(context, count);
        for provision in context.index.of(Kind::Offence).iter().copied() {
            let Some(day) = governing_day(&frame, provision) else { continue };
            let (Some(offence), Some(id)) = (offence_on(&frame, provision, day), context.id(provision)) else {
                continue;
            };
            if let [only] = failing(&Bench::new(&frame, day, id.clone()), offence).as_slice() {
                found.push((provision, day, only.id.clone()));
            }
        }
    }
    found
}

/// The elements that are unmet or unknown, and the exceptions that are met.
fn failing<'a>(bench: &Bench<'_>, offence: &'a Offence) -> Vec<&'a Element> {
    let failing = offence.elements.iter().filter(|e| matches!(element_status(bench, e), Met::Unmet | Met::Unknown));
    failing.chain(offence.exceptions.iter().filter(|e| element_status(bench, e) == Met::Met)).collect()
}
