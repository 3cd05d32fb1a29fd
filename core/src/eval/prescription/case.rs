//! Several charges of one accused: their actions prescribe with that of the gravest penalty (CPF 108, by the rules).

use super::text;
use crate::eval::concurrence::{joined_acts, same_precept};
use crate::eval::context::Context;
use crate::eval::resolve::Rival;
use crate::exact::{Date, Term};
use crate::model::{Body, Clock, Kind, TermRule};
use crate::verdict::{Charge, DateRange, Prescription, PrescriptionStep, Status};

/// The order of gravity of a charge: prison maximum, minimum, then fine.
fn gravity(charge: &Charge) -> Option<(Term, Term, i64)> {
    let penalty = charge.penalty.established.as_ref()?;
    let prison = penalty.prison.as_ref();
    let fine = penalty.fines.iter().map(|fine| fine.max).max().unwrap_or(0);
    let none = Term::zero();
    Some((prison.map_or(none, |p| p.max), prison.and_then(|p| p.min).unwrap_or(none), fine))
}

/// The charges of a continued offence run from its last conduct: each has the course of the last.
pub(crate) fn of_continued(context: &Context<'_>, places: &[usize], charges: &mut [(Rival, Charge)]) {
    let victims = |at: usize| context.case.counts[places[at]].view_victims.as_slice();
    let last: Vec<Option<usize>> = (0..charges.len())
        .map(|at| {
            let (own, charge) = &charges[at];
            let act = own.act.as_deref().filter(|_| charge.status == Status::Applies)?;
            let later = charges.iter().enumerate().filter(|(other, (rival, found))| {
                let apart = *other == at || rival.accused != own.accused || found.status != Status::Applies;
                let joined = rival.act.as_deref().is_some_and(|other| joined_acts(context, act, other, true));
                !apart && joined && same_precept((charge, victims(at)), (found, victims(*other)))
            });
            let (last, (_, found)) = later.max_by_key(|(other, (_, found))| (found.law_date, *other))?;
            (found.law_date > charge.law_date).then_some(last)
        })
        .collect();
    for (at, last) in last.into_iter().enumerate() {
        if let Some(last) = last {
            charges[at].1.prescription = charges[last].1.prescription.clone();
        }
    }
}

/// Gives the charges of one accused the expiry of the gravest.
///
/// Charges of equal gravity keep their own; the others follow the last of them. A term that had run before the other offence
/// was committed is neither revived nor shortened by it, and what never prescribes goes on so.
pub(crate) fn of_case(context: &Context<'_>, charges: &mut [&mut Charge]) {
    let live: Vec<usize> = (0..charges.len()).filter(|at| charges[*at].status == Status::Applies).collect();
    let Some(most) = live.iter().map(|at| gravity(charges[*at])).max() else { return };
    let (gravest, lesser): (Vec<usize>, Vec<usize>) = live.into_iter().partition(|at| gravity(charges[*at]) == most);
    let key = |at: usize| charges[at].prescription.as_ref().map(|p| (p.expires, p.possible.map(|p| p.to)));
    let Some(last) = gravest.into_iter().max_by_key(|at| (key(*at), std::cmp::Reverse(*at))) else { return };
    let law_date = charges[last].law_date;
    let rule = context.index.of(Kind::Prescription).iter().find(|at| {
        let body = context.version(**at, law_date).map(|v| &v.body);
        matches!(body, Some(Body::Prescription(rule)) if rule.of_case && rule.term == Some(TermRule::Gravest))
    });
    let Some(by) = rule.map(|at| context.provision(*at).id.clone()) else { return };
    let Some(course) = charges[last].prescription.as_ref().map(Followed::of) else { return };
    let name = charges[last].offence.clone();
    for at in lesser {
        let committed = charges[at].law_date;
        let Some(own) = charges[at].prescription.as_mut() else { continue };
        // Only terms that ran together follow each other.
        let apart = own.expires.is_some_and(|end| end <= law_date) || course.ends_by(committed);
        // A right to complain that has lapsed is not given back.
        let lapsed = own.limits.iter().any(|limit| limit.kind == Clock::Complaint && limit.status == "expired");
        let open = own.status == "imprescriptible" || own.status == "undetermined";
        if open || apart || lapsed || course.same(own) {
            continue;
        }
        course.give(own);
        let text = text::with_the_gravest(&name);
        own.steps.push(PrescriptionStep { by: by.clone(), kind: "limit", date: course.expires, term: None, text });
    }
}

/// What the gravest charge gives the others.
struct Followed {
    status: &'static str,
    expires: Option<Date>,
    possible: Option<DateRange>,
}

impl Followed {
    fn of(gravest: &Prescription) -> Followed {
        Followed { status: gravest.status, expires: gravest.expires, possible: gravest.possible }
    }
    fn ends_by(&self, day: Date) -> bool {
        self.expires.is_some_and(|end| end <= day)
    }
    fn same(&self, own: &Prescription) -> bool {
        // What has no day to give leaves the others theirs.
        let silent = self.expires.is_none() && self.possible.is_none();
        silent || (self.expires, self.possible) == (own.expires, own.possible)
    }
    fn give(&self, own: &mut Prescription) {
        (own.expires, own.possible) = (self.expires, self.possible);
        own.status = match self.status {
            "expired" | "undetermined" => self.status,
            _ if own.status == "expired" => "running",
            _ => own.status,
        };
    }
}
