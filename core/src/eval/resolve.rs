//! Conflict of norms: which charge displaces which, among the charges of one accused for one act.

use super::context::Context;
use crate::exact::{Date, ProvisionId};
use crate::facts::Truth;
use crate::model::{Body, Conflict, Ground, Holds, Offence};
use crate::packed::Str;
use crate::verdict::{Charge, DisplacedBy, Status};

/// A charge as the conflict of norms sees it.
pub(crate) struct Rival {
    /// The offence, by its provision.
    pub(crate) provision: usize,
    pub(crate) accused: Option<Str>,
    pub(crate) act: Option<Str>,
    /// The victims it concerns; `None`: all of the act.
    pub(crate) victim: Option<Str>,
    pub(crate) victims_of_act: usize,
    pub(crate) law_date: Date,
    /// The letters of the offence that are met or unknown.
    pub(crate) letters: Vec<(ProvisionId, Truth)>,
}

/// Displaces what yields. Charges and rivals run in step.
pub(crate) fn resolve(context: &Context<'_>, charges: &mut [(Rival, Charge)]) {
    let made_out: Vec<Status> = charges.iter().map(|(_, c)| c.status).collect();
    let ids: Vec<Option<ProvisionId>> = charges.iter().map(|(_, c)| ProvisionId::parse(&c.offence)).collect();
    for under in 0..charges.len() {
        if !matches!(made_out[under], Status::Applies | Status::Undetermined) {
            continue;
        }
        let Some(under_id) = &ids[under] else { continue };
        let rivals = context.index.rivals(context.model, charges[under].0.provision);
        for over in 0..charges.len() {
            let Some(over_id) = &ids[over] else { continue };
            let may = over != under && rivals.contains(&charges[over].0.provision);
            if !may || !same_matter(&charges[over].0, &charges[under].0) {
                continue;
            }
            let rival = &charges[under].0;
            let Some((ground, by)) = ground(context, over_id, under_id, rival.law_date) else { continue };
            let yields = yields(context, over_id, rival);
            if yields == Truth::False {
                continue;
            }
            let over_name = charges[over].1.offence.clone();
            let charge = &mut charges[under].1;
            match made_out[over] {
                // The first that displaces is named.
                Status::Applies if made_out[under] == Status::Applies && charge.displaced_by.is_some() => {}
                Status::Applies if made_out[under] == Status::Applies && yields == Truth::True => {
                    charge.status = Status::Displaced;
                    // Where no rule says so, what displaces it is cited.
                    let by = if by.is_empty() { over_name.clone() } else { by };
                    charge.displaced_by = Some(DisplacedBy { id: over_name, ground, by });
                }
                Status::Applies | Status::Undetermined if !charge.may_be_displaced_by.contains(&over_name) => {
                    charge.may_be_displaced_by.push(over_name);
                }
                _ => {}
            }
        }
        if charges[under].1.displaced_by.is_some() {
            charges[under].1.may_be_displaced_by.clear();
        }
    }
}

/// Whether a charge yields by every letter that is met: it stands by one that does not yield, and it is not known whether it
/// yields while such a letter is unknown.
fn yields(context: &Context<'_>, over: &ProvisionId, under: &Rival) -> Truth {
    let staying = under.letters.iter().filter(|(id, _)| ground(context, over, id, under.law_date).is_none());
    !staying.map(|(_, truth)| *truth).fold(Truth::False, Truth::or)
}

/// The same accused and act; a charge about one victim touches one about all only when it is the only victim.
fn same_matter(over: &Rival, under: &Rival) -> bool {
    let people = over.accused == under.accused && over.act == under.act;
    let victims =
        over.victim == under.victim || over.victim.is_none() || (under.victim.is_none() && under.victims_of_act <= 1);
    people && victims
}

/// Whether a charge displaces another on a day, when both apply to the same matter.
#[cfg(feature = "tables")]
pub(crate) fn displaces(context: &Context<'_>, over: &str, under: &str, day: Date) -> bool {
    let ids = ProvisionId::parse(over).zip(ProvisionId::parse(under));
    ids.is_some_and(|(over, under)| ground(context, &over, &under, day).is_some())
}

/// The ground on which one charge yields to another on a day, and the rule it follows from.
fn ground(context: &Context<'_>, over: &ProvisionId, under: &ProvisionId, day: Date) -> Option<(Ground, Str)> {
    let free = |id: &ProvisionId| offence(context, id, day).is_some_and(|o| o.without_prejudice);
    if free(over) || free(under) || offence(context, under, day).is_some_and(|o| o.with_any_other) {
        return None;
    }
    let yielding = context.offence_of(under).map_or(&[][..], |at| context.index.yielding(context.model, at));
    let mut stated = yielding.iter().map(|at| &context.model.conflicts[*at]);
    let stated = stated.find(|c| holds(context, c, over, under, day));
    if let Some(conflict) = stated {
        let by = conflict.by.as_ref().map_or_else(Str::default, |id| id.text());
        return conflict.ground.map(|ground| (ground, by));
    }
    let yields = offence(context, under, day).is_some_and(|o| context.holds(&o.yields_to, over, day) == Holds::Yes);
    yields.then(|| (Ground::Subsidiarity, under.text()))
}

/// The offence that an id belongs to, as it stands on a day.
fn offence<'a>(context: &Context<'a>, id: &ProvisionId, day: Date) -> Option<&'a Offence> {
    match &context.version(context.offence_of(id)?, day)?.body {
        Body::Offence(offence) => Some(offence),
        _ => None,
    }
}

fn holds(context: &Context<'_>, conflict: &Conflict, over: &ProvisionId, under: &ProvisionId, day: Date) -> bool {
    conflict.ground.is_some()
        && conflict.since <= day
        && conflict.until.is_none_or(|until| day <= until)
        && context.holds(&conflict.over, over, day) == Holds::Yes
        && context.holds(&conflict.under, under, day) == Holds::Yes
}
