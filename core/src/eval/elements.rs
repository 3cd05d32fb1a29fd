//! Whether offences are made out by their elements, whatever else may bear on them.

use super::context::{Bench, Context, Frame};
use super::governed::{days, epochs, governing};
use super::subsume::{made_out, offence_on};
use crate::facts::Truth;

/// Whether offences are made out by their elements alone in the first count: on the day whose law governs, or on every day on
/// which it may.
pub(crate) fn made_out_each(context: &Context<'_>, offences: &[usize]) -> Vec<Truth> {
    let Some(count) = context.case.counts.first() else { return Vec::new() };
    let frame = Frame::new(context, count);
    let truth = |provision: usize| {
        let truths = epochs(context, provision, governing(&frame, provision, &days(&frame))).into_iter().map(|day| {
            let own = context.id(provision).cloned();
            match (offence_on(&frame, provision, day), own) {
                (Some(offence), Some(own)) => made_out(&Bench::of_offence(&frame, day, provision, own), offence),
                _ => Truth::False,
            }
        });
        truths.reduce(|all, one| if all == one { all } else { Truth::Unknown }).unwrap_or_default()
    };
    offences.iter().map(|provision| truth(*provision)).collect()
}
