//! Jurisdiction over the acts, and requests for extradition: the last stages, over the charges that stand.

mod competing;
mod extradition;
mod jurisdiction;
mod requests;
mod text;

pub(crate) use extradition::weigh;
pub(crate) use jurisdiction::{Ground, Tell, grounds, over_acts};

use super::context::{Bench, Computed, Frame};
use super::subsume::offence_on;
use crate::exact::{ProvisionId, Ratio};
use crate::facts::{FactValue, Slot, Truth};
use crate::model::{BeyondTest, Consummation, FactIx, MeanOf};
use crate::packed::Str;
use crate::verdict::{Charge, Penalty, Status, TermRange};

/// An unknown fact of a count that a rule of these stages rests on.
pub(crate) struct Need {
    pub(crate) count: usize,
    pub(crate) fact: FactIx,
    pub(crate) view: usize,
    pub(crate) by: Str,
}

/// What became of a charge, for the rules of these stages.
#[derive(Clone, Debug)]
pub(crate) struct Beyond {
    applies: Truth,
    expired: Truth,
    /// The mean of its prison lies between these, in days; `None`: no range is stated.
    mean: Option<(Ratio, Ratio)>,
    /// Grounds of jurisdiction over it; `None` when there is no charge.
    grounds: Option<Vec<(ProvisionId, Truth)>>,
}

impl Beyond {
    /// No charge stands.
    fn nothing() -> Beyond {
        Beyond { applies: Truth::False, expired: Truth::Unknown, mean: None, grounds: None }
    }

    fn of(charge: &Charge, grounds: Vec<(ProvisionId, Truth)>) -> Beyond {
        let applies = if charge.status == Status::Applies { Truth::True } else { Truth::Unknown };
        let status = |word: &str| match word {
            "expired" => Truth::True,
            "undetermined" => Truth::Unknown,
            _ => Truth::False,
        };
        let expired = charge.prescription.as_ref().map_or(Truth::Unknown, |found| {
            let penalty = || found.limits.iter().filter(|limit| limit.kind == crate::model::Clock::Penalty);
            // Once the sentence is final there is no action left to prescribe.
            let last = penalty().find(|limit| limit.status != "undetermined").map(|limit| status(limit.status));
            last.unwrap_or_else(|| penalty().map(|limit| status(limit.status)).fold(status(found.status), Truth::or))
        });
        Beyond { applies, expired, mean: mean(charge), grounds: Some(grounds) }
    }
}

/// Between which ends the mean of the prison of a charge lies.
fn mean(charge: &Charge) -> Option<(Ratio, Ratio)> {
    let days = |range: &TermRange| (range.min.map_or(Ratio::default(), |min| min.days()), range.max.days());
    let (established, possible) = (charge.penalty.established.as_ref()?, charge.penalty.possible.as_ref()?);
    match (&established.prison, &possible.prison) {
        (None, None) => Some((Ratio::default(), Ratio::default())),
        (Some(own), Some(all)) if own == all => {
            let (min, max) = days(own);
            let mean = (min + max) / Ratio::from_integer(2);
            Some((mean, mean))
        }
        // Of the outcomes within the hull only its ends are known.
        (_, Some(all)) => Some(days(all)),
        (Some(_), None) => None,
    }
}

/// What a test comes to for the charge on the bench.
pub(crate) fn truth(bench: &Bench<'_>, test: &BeyondTest) -> Truth {
    let known = bench.beyond.borrow();
    let value = |fact: &FactIx| slot(bench, *fact).value.clone();
    match test {
        BeyondTest::Applies => known.as_ref().map_or(Truth::Unknown, |own| own.applies),
        BeyondTest::Expired => known.as_ref().map_or(Truth::Unknown, |own| own.expired),
        BeyondTest::Mean(MeanOf::Charge, least) => {
            at_least(known.as_ref().and_then(|own| own.mean).map(|(lo, hi)| (Some(lo), Some(hi))), least.days())
        }
        BeyondTest::Mean(MeanOf::Facts(min, max), least) => {
            let term = |fact: &FactIx| match value(fact) {
                FactValue::Term(term) => Some(term.days()),
                _ => None,
            };
            let half = Ratio::new(1, 2);
            let ends = match (term(min), term(max)) {
                (Some(min), Some(max)) => (Some((min + max) * half), Some((min + max) * half)),
                // A mean lies between the ends, and above half the maximum.
                (Some(min), None) => (Some(min), None),
                (None, Some(max)) => (Some(max * half), Some(max)),
                (None, None) => (None, None),
            };
            at_least(Some(ends), least.days())
        }
        BeyondTest::After(a, b) => match (value(a), value(b)) {
            (FactValue::Date(first, _), FactValue::Date(_, last)) if first > last => Truth::True,
            (FactValue::Date(_, last), FactValue::Date(first, _)) if last <= first => Truth::False,
            _ => Truth::Unknown,
        },
        BeyondTest::Jurisdiction(ids) => {
            known.as_ref().and_then(|own| own.grounds.as_ref()).map_or(Truth::Unknown, |all| {
                let named = |by: &ProvisionId| ids.iter().any(|id| id.covers(by));
                all.iter().filter(|(by, _)| named(by)).map(|(_, truth)| *truth).fold(Truth::False, Truth::or)
            })
        }
    }
}

/// Whether what lies between two ends is at least so much.
fn at_least(ends: Option<(Option<Ratio>, Option<Ratio>)>, least: Ratio) -> Truth {
    match ends {
        Some((Some(low), _)) if low >= least => Truth::True,
        Some((_, Some(high))) if high < least => Truth::False,
        _ => Truth::Unknown,
    }
}

/// A fact of the count; these rules read facts of the act, the accused and the request, which every view shares.
fn slot<'b>(bench: &'b Bench<'_>, fact: FactIx) -> &'b Slot {
    &bench.frame.count.views[0][fact.usize()]
}

/// A bench on the law of a charge that knows what became of it.
fn bench_of<'a>(frame: &'a Frame<'a>, charge: &Charge, grounds: Vec<(ProvisionId, Truth)>) -> Option<Bench<'a>> {
    let id = ProvisionId::parse(&charge.offence)?;
    let computed = computed(frame, &id, charge);
    let bench = match frame.context.offence_of(&id) {
        Some(offence) => Bench::of_offence(frame, charge.law_date, offence, id),
        None => Bench::new(frame, charge.law_date, id),
    };
    *bench.computed.borrow_mut() = Some(computed);
    *bench.beyond.borrow_mut() = Some(Beyond::of(charge, grounds));
    Some(bench)
}

fn computed(frame: &Frame<'_>, id: &ProvisionId, charge: &Charge) -> Computed {
    let parts = |penalty: &Penalty| {
        Computed::parts(penalty.prison.is_some(), !penalty.fines.is_empty(), penalty.community_work.is_some())
    };
    let offence = frame.context.offence_of(id).and_then(|at| offence_on(frame, at, charge.law_date));
    let permanent = offence.is_some_and(|offence| {
        let letter = id.as_str().rsplit(':').next().unwrap_or_default();
        let holds = |letters: &[Str]| letters.is_empty() || letters.iter().any(|own| own == letter);
        offence.consummation.iter().any(|(letters, when)| *when == Consummation::Permanent && holds(letters))
    });
    Computed::of(charge, vec![charge.penalty.established.as_ref().map(parts)], permanent)
}

/// Whether a charge stands, or may.
fn stands(charge: &Charge) -> bool {
    matches!(charge.status, Status::Applies | Status::Undetermined)
}
