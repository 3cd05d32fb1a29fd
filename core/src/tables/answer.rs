//! What a table says of a count: taken from its verdict.

use crate::exact::{Date, ProvisionId, Ratio, Term};
use crate::facts::{Case, Count};
use crate::model::{Choice, FineUnit};
use crate::packed::Str;
use crate::verdict::{Charge, CountVerdict, Matched, Met, Status, Verdict};

/// The most missing facts that are named.
const MAX_MISSING: usize = 8;

/// What is said of one count.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Answer {
    /// The name of its case.
    pub case: Option<Str>,
    /// The accused, the act, the victim.
    pub ids: [Option<Str>; 3],
    /// Offences that apply, are undetermined, displaced, excluded.
    pub lists: [Vec<Str>; 4],
    /// The charges that are told in figures: the leading one, or all.
    pub charges: Vec<Figures>,
    pub missing: Vec<Str>,
    pub assumptions: Vec<Str>,
    pub notices: Vec<Str>,
}

/// A charge in figures.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figures {
    pub offence: Str,
    pub status: Status,
    pub since: Option<Date>,
    pub milder_since: Option<Date>,
    /// Least and greatest.
    pub prison: [Option<Term>; 2],
    /// The same of what is possible.
    pub possible: [Option<Term>; 2],
    pub fine: Option<(Option<i64>, i64, FineUnit)>,
    pub choice: Option<Choice>,
    pub prescription: Option<&'static str>,
    pub prescribed_on: Option<Date>,
    pub qualifiers: Vec<Str>,
}

/// How much of a verdict is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// The four lists.
    Match,
    /// With the leading charge in figures.
    Leading,
    /// With every charge in figures.
    Charges,
}

/// The answers of a verdict, one a count.
pub(super) fn answers(verdict: Verdict, depth: Depth) -> Vec<Answer> {
    let mut notices: Vec<Str> = Vec::new();
    if depth == Depth::Leading {
        verdict.notices.iter().for_each(|notice| add(&mut notices, notice.code));
    }
    let lone = verdict.counts.len() == 1;
    let answer = |count: CountVerdict| {
        let mut answer = Answer { case: verdict.case.clone(), ..Answer::default() };
        for charge in &count.charges {
            if let Some(list) = place(charge.status) {
                answer.lists[list].push(charge.offence.as_str().into());
            }
        }
        match depth {
            Depth::Match => {}
            Depth::Leading => {
                answer.charges.extend(leading(&count.charges).map(Figures::of));
                count.charges.iter().flat_map(|charge| &charge.assumptions).for_each(|assumption| {
                    add(&mut answer.assumptions, &assumption.fact);
                });
                answer.notices.clone_from(&notices);
                // What is asked of another count of the case is not missing here.
                let own = |asked: &Option<Str>, own: &Option<Str>| asked.is_none() || asked == own;
                for missing in &verdict.missing {
                    let of = &missing.of;
                    let here =
                        own(&of.accused, &count.accused) && own(&of.act, &count.act) && own(&of.victim, &count.victim);
                    if (lone || here) && answer.missing.len() < MAX_MISSING {
                        add(&mut answer.missing, &missing.fact);
                    }
                }
            }
            Depth::Charges => answer.charges.extend(count.charges.iter().map(Figures::of)),
        }
        answer.ids = [count.accused, count.act, count.victim];
        answer
    };
    verdict.counts.into_iter().map(answer).collect()
}

/// The answers of the counts of a case of which only the offences that stand are known.
pub(super) fn matched(case: &Case, found: Vec<Vec<Matched>>) -> Vec<Answer> {
    let answer = |(count, charges): (&Count, Vec<Matched>)| {
        let ids = [count.accused.clone(), count.act.clone(), count.victim.clone()];
        let mut answer = Answer { case: case.case.clone(), ids, ..Answer::default() };
        for Matched { offence, status } in charges {
            if let Some(list) = place(status) {
                answer.lists[list].push(offence);
            }
        }
        answer
    };
    case.counts.iter().zip(found).map(answer).collect()
}

/// The list that a status belongs to.
pub(super) fn place(status: Status) -> Option<usize> {
    match status {
        Status::Applies => Some(0),
        Status::Undetermined => Some(1),
        Status::Displaced => Some(2),
        Status::Excluded => Some(3),
        Status::NotMadeOut | Status::NotInForce => None,
    }
}

fn add(list: &mut Vec<Str>, name: &str) {
    if list.iter().all(|known| known != name) {
        list.push(name.into());
    }
}

/// The applying charge with the longest prison, by its maximum, then its minimum; on a tie the first of the catalogue.
fn leading(charges: &[Charge]) -> Option<&Charge> {
    let length = |charge: &Charge| -> Option<(Ratio, Ratio)> {
        let prison = charge.penalty.established.as_ref()?.prison.as_ref()?;
        Some((prison.max.days(), prison.min.unwrap_or_default().days()))
    };
    let applying = charges.iter().filter(|charge| charge.status == Status::Applies);
    applying.reduce(|best, other| if length(other) > length(best) { other } else { best })
}

impl Figures {
    fn of(charge: &Charge) -> Figures {
        let ends = |penalty: &Option<crate::verdict::Penalty>| {
            let prison = penalty.as_ref().and_then(|penalty| penalty.prison.as_ref());
            [prison.and_then(|prison| prison.min), prison.map(|prison| prison.max)]
        };
        let established = charge.penalty.established.as_ref();
        let fine = established.and_then(|penalty| penalty.fines.first());
        Figures {
            offence: charge.offence.clone(),
            status: charge.status,
            since: charge.version.since,
            milder_since: charge.milder_version.as_ref().filter(|m| m.applied).and_then(|m| m.version.since),
            prison: ends(&charge.penalty.established),
            possible: ends(&charge.penalty.possible),
            fine: fine.map(|fine| (fine.min, fine.max, fine.unit)),
            choice: established.map(|penalty| penalty.choice),
            prescription: charge.prescription.as_ref().map(|prescription| prescription.status),
            prescribed_on: charge.prescription.as_ref().and_then(|prescription| prescription.expires),
            qualifiers: qualifiers(charge),
        }
    }
}

/// The qualifiers that are met: each by its letters, when it has any.
fn qualifiers(charge: &Charge) -> Vec<Str> {
    let mut found = Vec::new();
    for qualifier in charge.qualifiers.iter().filter(|qualifier| qualifier.status == Met::Met) {
        let id = ProvisionId::parse(&qualifier.id).filter(|_| !qualifier.letters.is_empty());
        match id {
            Some(id) => found.extend(qualifier.letters.iter().map(|letter| id.letter(letter).text())),
            None => found.push(qualifier.id.clone()),
        }
    }
    found
}
