//! Subsumption: elements, exceptions and exclusions of an offence over the facts of a count.

use super::context::{Bench, Frame};
use crate::exact::{Date, ProvisionId};
use crate::facts::Truth;
use crate::model::{
    Bars, Body, Cond, CondKind, Element, Exclusion, Form, Kind, Letter, NamedCondition, Offence, Role, Wire,
};
use crate::verdict::{Met, Status};

/// The truth of a letter of a form and its place.
#[derive(Clone, Debug)]
pub(crate) struct LetterTruth<'a> {
    pub(crate) letter: &'a Letter,
    pub(crate) truth: Truth,
}

/// The status of an element.
pub(crate) fn element_status(bench: &Bench<'_>, element: &Element) -> Met {
    if bench.conduct_of_another && element.role == Role::Conduct {
        return Met::Met;
    }
    let form = match &element.form {
        Form::Plain(condition) => bench.truth(condition),
        Form::OneOf(letters) => letters.iter().map(|l| bench.truth(&l.condition)).fold(Truth::False, Truth::or),
        // Whatever the text was, it asked no less than its bound.
        Form::Gap(_, bound) => bench.truth_or_met(bound.as_ref()).and(Truth::Unknown),
    };
    match (element.waived.as_ref().map(|w| bench.truth(w)), form) {
        (Some(Truth::True), _) => Met::Waived,
        (_, Truth::True) => Met::Met,
        (Some(Truth::Unknown), _) | (_, Truth::Unknown) => Met::Unknown,
        (_, Truth::False) => Met::Unmet,
    }
}

fn as_truth(met: Met) -> Truth {
    match met {
        Met::Met | Met::Waived => Truth::True,
        Met::Unmet => Truth::False,
        Met::Unknown => Truth::Unknown,
    }
}

/// Whether an offence is made out: every element met and no exception.
pub(crate) fn made_out(bench: &Bench<'_>, offence: &Offence) -> Truth {
    let elements = offence.elements.iter().map(|e| as_truth(element_status(bench, e)));
    let exceptions = offence.exceptions.iter().map(|e| !as_truth(element_status(bench, e)));
    elements.chain(exceptions).fold(Truth::True, Truth::and)
}

/// Whether an offence in force on a day fails by an element that nothing else can decide: it is not made out.
pub(crate) fn surely_not(frame: &Frame<'_>, offence: usize, day: Date) -> bool {
    let Some(offence) = offence_on(frame, offence, day) else { return false };
    let wires = frame.wires(day);
    let fails = |condition: &Cond| condition.wire != Wire::NONE && wires.fails(condition.wire);
    offence.elements.iter().any(|element| match &element.form {
        Form::Plain(condition) => element.waived.is_none() && fails(condition),
        _ => false,
    })
}

/// An exclusion that bears on a charge.
pub(crate) struct Excluding {
    pub(crate) id: ProvisionId,
    pub(crate) bars: Bars,
    pub(crate) truth: Truth,
    /// The first day of this text, when the one in force is older and not known: then it may exclude.
    pub(crate) gap_before: Option<Date>,
}

/// What subsumption says of one offence.
pub(crate) struct Subsumed<'a> {
    pub(crate) offence: &'a Offence,
    pub(crate) elements: Vec<Met>,
    pub(crate) exceptions: Vec<Met>,
    /// Letters met and unknown, over all lettered elements, in order.
    pub(crate) letters: Vec<LetterTruth<'a>>,
    pub(crate) status: Status,
    /// Exclusions that are met or unknown; the first met one decides.
    pub(crate) excluding: Vec<Excluding>,
    /// Whether the elements are met and no exception is.
    pub(crate) truth: Truth,
}

impl<'a> Subsumed<'a> {
    /// Decides the exclusions for the charge on the bench, and the status with them.
    pub(crate) fn exclude(&mut self, bench: &Bench<'_>) {
        self.excluding = if self.truth == Truth::False { Vec::new() } else { exclusions(bench, self.offence) };
        let excluded = self.excluding.iter().map(|e| e.truth).fold(Truth::False, Truth::or);
        self.status = match (self.truth, excluded) {
            (Truth::False, _) => Status::NotMadeOut,
            (Truth::True, Truth::True) => Status::Excluded,
            (Truth::True, Truth::False) => Status::Applies,
            _ => Status::Undetermined,
        };
    }
    /// The first exclusion that is met.
    pub(crate) fn excluded_by(&self) -> Option<(ProvisionId, Bars)> {
        self.excluding.iter().find(|e| e.truth == Truth::True).map(|e| (e.id.clone(), e.bars))
    }
    /// The same offence with no letter decided.
    pub(crate) fn without_letters(&self) -> Subsumed<'a> {
        Subsumed {
            offence: self.offence,
            elements: self.elements.clone(),
            exceptions: self.exceptions.clone(),
            letters: Vec::new(),
            status: self.status,
            excluding: Vec::new(),
            truth: self.truth,
        }
    }
}

/// Judges the elements and exceptions of an offence on a date of law; exclusions are decided for the charge that results.
pub(crate) fn elements<'a>(bench: &Bench<'a>, offence: &'a Offence) -> Subsumed<'a> {
    let elements: Vec<Met> = offence.elements.iter().map(|e| element_status(bench, e)).collect();
    let exceptions: Vec<Met> = offence.exceptions.iter().map(|e| element_status(bench, e)).collect();
    let letters = offence
        .elements
        .iter()
        .filter_map(|element| match &element.form {
            Form::OneOf(letters) => Some(letters),
            _ => None,
        })
        .flatten()
        .map(|letter| LetterTruth { letter, truth: bench.truth(&letter.condition) })
        .filter(|letter| letter.truth != Truth::False)
        .collect();
    let met = elements.iter().map(|status| as_truth(*status));
    let truth = met.chain(exceptions.iter().map(|status| !as_truth(*status))).fold(Truth::True, Truth::and);
    Subsumed { offence, elements, exceptions, letters, status: Status::NotMadeOut, excluding: Vec::new(), truth }
}

/// Exclusions and extinctions that reach the charge and are met or unknown.
fn exclusions(bench: &Bench<'_>, offence: &Offence) -> Vec<Excluding> {
    let mut found = Vec::new();
    each_exclusion(bench, |id, rule, gap_before| {
        let reached = bench.reached(&rule.applies_to).and(known(gap_before));
        if rule.bars == Bars::Aggravation || reached == Truth::False {
            return;
        }
        for letter in rule.letters.iter().filter(|letter| reaches(bench, offence, letter)) {
            let truth = bench.truth(&letter.condition).and(reached);
            if truth != Truth::False {
                let id = if letter.name.is_empty() { id.clone() } else { id.letter(&letter.name) };
                found.push(Excluding { id, bars: rule.bars, truth, gap_before });
            }
        }
    });
    found
}

/// The term by which rules name the consent of the holder (CPF 15 III).
const CONSENT: &str = "consent";

/// Whether a letter of an exclusion may exclude this offence: within its scope, and no consent where it is irrelevant.
pub(crate) fn reaches(bench: &Bench<'_>, offence: &Offence, letter: &Letter) -> bool {
    let terms = &bench.context.model.terms;
    let consent = offence.consent_irrelevant && names_term(&letter.condition, terms, CONSENT);
    !consent && !bench.selected(&letter.except_for)
}

fn names_term(condition: &Cond, terms: &[NamedCondition], name: &str) -> bool {
    match &condition.kind {
        CondKind::Term(at) => terms[at.usize()].name == name || names_term(&terms[at.usize()].condition, terms, name),
        _ => condition.children().iter().any(|child| names_term(child, terms, name)),
    }
}

/// Whether what is in force is known: not, where it is older than a text that begins on a day.
pub(crate) fn known(gap_before: Option<Date>) -> Truth {
    if gap_before.is_some() { Truth::Unknown } else { Truth::True }
}

/// Calls `f` for every exclusion and extinction in force; where an older text is, which nobody has, with the first one that
/// is known and its first day.
pub(crate) fn each_exclusion<'a>(bench: &Bench<'a>, mut f: impl FnMut(&ProvisionId, &'a Exclusion, Option<Date>)) {
    for kind in [Kind::Exclusion, Kind::Extinction] {
        for at in bench.rules(kind) {
            let Some((version, earlier)) = bench.in_force_or_older(*at) else { continue };
            if let (Body::Exclusion(rule), Some(id)) = (&version.body, bench.context.id(*at)) {
                f(id, rule, earlier.then_some(version.since));
            }
        }
    }
}

/// The offence of a provision on a date of law.
pub(crate) fn offence_on<'a>(frame: &Frame<'a>, provision: usize, law_date: Date) -> Option<&'a Offence> {
    match &frame.context.version(provision, law_date)?.body {
        Body::Offence(offence) => Some(offence),
        _ => None,
    }
}
