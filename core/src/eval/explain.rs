//! One offence, or one of its letters, in one count: its status and what fails.

use super::context::{Context, Frame};
use super::governed::governing_day;
use super::judge::decide;
use super::reasons::{Reasons, Touched};
use super::subsume::element_status;
use crate::facts::Truth;
use crate::model::{AtomIx, Body, Form};
use crate::verdict::{Element, Met, Status};

/// What `why` needs to know of an offence in a count.
pub(crate) struct Explained {
    pub(crate) status: Status,
    pub(crate) failing: Vec<Element>,
}

/// The status of an offence (or of a letter of it) in a count, conflicts of norms apart; `None` out of scope.
pub(crate) fn explain(
    context: &Context<'_>,
    count: usize,
    provision: usize,
    letter: Option<&str>,
) -> Option<Explained> {
    let frame = Frame::new(context, &context.case.counts[count]);
    let day = governing_day(&frame, provision)?;
    let Some(judged) = decide(&frame, provision, day) else {
        return Some(Explained { status: Status::NotInForce, failing: Vec::new() });
    };
    let bench = &judged.bench;
    let touched = Touched::default();
    let reasons = Reasons { bench, touched: &touched };
    let shape = |element: &crate::model::Element, status: Met, because| Element {
        id: element.id.clone(),
        role: element.role,
        status,
        text: element.text.clone(),
        by: element.by.text(),
        because,
    };
    let mut elements: Vec<Element> = Vec::new();
    let mut letter_truth = Truth::True;
    for element in &judged.subsumed.offence.elements {
        let mut status = element_status(bench, element);
        let mut because = None;
        if let (Some(wanted), Form::OneOf(letters)) = (letter, &element.form)
            && let Some(one) = letters.iter().find(|l| l.name == wanted)
            && status != Met::Waived
        {
            let truth = bench.truth(&one.condition);
            letter_truth = letter_truth.and(truth);
            status = super::reasons::met(truth);
            because = Some(reasons.of_letters(&[one]));
        }
        let because = because.unwrap_or_else(|| reasons.of_element(element, status));
        elements.push(shape(element, status, because));
    }
    let exceptions = judged.subsumed.offence.exceptions.iter().zip(&judged.subsumed.exceptions);
    let raised: Vec<Element> = exceptions
        .filter(|(_, status)| matches!(status, Met::Met | Met::Unknown))
        .map(|(element, status)| shape(element, *status, reasons.of_element(element, *status)))
        .collect();
    let status = match (judged.status, letter_truth) {
        (_, Truth::False) => Status::NotMadeOut,
        (Status::Applies, Truth::Unknown) => Status::Undetermined,
        (status, _) => status,
    };
    let unmet: Vec<Element> = elements.iter().filter(|e| e.status == Met::Unmet).cloned().collect();
    let mut failing =
        if unmet.is_empty() { elements.into_iter().filter(|e| e.status == Met::Unknown).collect() } else { unmet };
    failing.extend(raised);
    Some(Explained { status, failing })
}

/// Every atom that an offence's conditions, and the exclusions of the law, compare.
pub(crate) fn atoms_of(context: &Context<'_>, provision: usize, with_exclusions: bool) -> Vec<AtomIx> {
    let mut atoms = Vec::new();
    let mut take = |version: &crate::model::Version| {
        version.body.conditions(&mut |condition| condition.atoms(&context.model.terms, &mut |at| atoms.push(at)));
    };
    context.provision(provision).versions.iter().for_each(&mut take);
    if with_exclusions {
        let others = context.model.provisions.iter().flat_map(|p| &p.versions);
        others.filter(|v| matches!(v.body, Body::Exclusion(_) | Body::Grading(_))).for_each(&mut take);
    }
    atoms.sort_unstable();
    atoms.dedup();
    atoms
}
