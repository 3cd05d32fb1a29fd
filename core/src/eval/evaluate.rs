//! A case to its verdict: every count over every offence, then what is weighed across counts.

use super::amounts::Amounts;
use super::asked::{Asked, ask_about, ask_for, missing, whom};
use super::charge::Charged;
use super::concurrence::{Counted, concurrence};
use super::context::{Context, Frame};
use super::international;
use super::matching::single_day;
use super::notices::standing_gaps;
use super::over_time::{Told, over_time};
use super::prescription::{of_case, of_continued, redate};
use super::resolve::{Rival, resolve};
use super::sieve::Which;
use super::wording;
use crate::exact::Text;
use crate::facts::{Count, FactValue, Scope};
use crate::model::Kind;
use crate::packed::Str;
use crate::verdict::{
    Charge, Concurrence, CountVerdict, FORMAT, Matched, Notice, Pack, Status, TimelineEntry, VERSION, Verdict,
};

/// Which charges a verdict holds beside those that are made out, in doubt, displaced or excluded.
#[derive(Clone, Copy)]
pub(crate) enum Keep<'k> {
    /// None.
    Standing,
    /// Every offence, also those that are not made out or not in force.
    All,
    /// These offences, by provision.
    These(&'k [usize]),
}

impl Keep<'_> {
    fn keeps(self, offence: usize) -> bool {
        match self {
            Keep::Standing => false,
            Keep::All => true,
            Keep::These(some) => some.contains(&offence),
        }
    }
}

/// The verdict of a case.
pub(crate) fn evaluate(context: &Context<'_>, keep: Keep<'_>) -> Verdict {
    evaluate_among(context, keep, context.index.of(Kind::Offence))
}

/// The same when it is known that no other offence than these is made out, nor would be in a later text of it.
pub(crate) fn evaluate_among(context: &Context<'_>, keep: Keep<'_>, offences: &[usize]) -> Verdict {
    let case = context.case;
    let mut notices: Vec<Notice> = Vec::new();
    let mut asked: Vec<Asked> = Vec::new();
    let mut timeline: Vec<TimelineEntry> = Vec::new();
    let mut flat: Vec<(usize, Rival, Charge)> = Vec::new();
    let mut ranges: Vec<(Option<Amounts>, Option<Amounts>)> = Vec::new();
    let mut grounds: Vec<Vec<international::Ground>> = Vec::new();
    for (place, count) in case.counts.iter().enumerate() {
        let frame = Frame::new(context, count);
        let from = flat.len();
        for provision in &possible(&frame, keep, offences) {
            let Some(found) = over_time(&frame, *provision, (keep.keeps(*provision), Told::Whole), &mut notices) else {
                continue;
            };
            let rival = rival(count, &found);
            ask_for(context, count, &found, &mut asked);
            if matches!(found.charge.status, Status::Applies | Status::Undetermined) {
                let own = found.timeline.into_iter().chain(versions_of(context, *provision, &found.charge));
                timeline.extend(own.map(|entry| TimelineEntry { count: Some(place), ..entry }));
            }
            ranges.push((found.established, found.possible));
            flat.push((place, rival, found.charge));
        }
        let own: Vec<&Charge> = flat[from..].iter().map(|(_, _, charge)| charge).collect();
        grounds.push(international::grounds(&frame, &own, international::Tell::Shown));
        standing_gaps(&frame, &mut notices);
        dates_of(context, count, place, &mut timeline);
    }
    let places: Vec<usize> = flat.iter().map(|(place, ..)| *place).collect();
    let mut charges: Vec<(Rival, Charge)> = flat.into_iter().map(|(_, rival, charge)| (rival, charge)).collect();
    resolve(context, &mut charges);
    let concurrence = across_counts(context, &places, &mut charges, &ranges, &mut notices);
    for (place, (_, charge)) in places.iter().zip(&charges) {
        redate(&mut timeline, *place, charge);
    }
    let mut counts: Vec<CountVerdict> = case
        .counts
        .iter()
        .map(|c| CountVerdict {
            accused: c.accused.clone(),
            act: c.act.clone(),
            victim: c.victim.clone(),
            charges: Vec::new(),
        })
        .collect();
    for (place, (_, charge)) in places.into_iter().zip(charges) {
        counts[place].charges.push(charge);
    }
    for count in &mut counts {
        // Stable: within a status the order of the catalogue stays.
        count.charges.sort_by_key(|c| c.status);
    }
    let (jurisdiction, mut needs) = international::over_acts(context, grounds);
    let (extradition, others) = international::weigh(context, &counts, &mut notices);
    needs.extend(others);
    for need in needs {
        let of = whom(context, &case.counts[need.count], need.fact, need.view);
        ask_about(need.fact, of, need.by, &mut asked);
    }
    if let Some(seen) = context.model.pack.law_as_of.filter(|seen| *seen < case.as_of) {
        notices.push(Notice { code: "law_as_of", by: None, text: wording::law_seen_until(seen) });
    }
    timeline.push(TimelineEntry {
        date: case.as_of,
        until: None,
        kind: "as_of",
        count: None,
        text: Text::new("día del examen", "day of evaluation"),
    });
    timeline.sort_by(|a, b| (a.date, a.kind).cmp(&(b.date, b.kind)));
    timeline.dedup();
    let pack = &context.model.pack;
    Verdict {
        format: FORMAT,
        tipicidad: VERSION,
        case: case.case.clone(),
        title: case.title.clone(),
        as_of: case.as_of,
        pack: Pack {
            name: pack.name.clone(),
            version: pack.version.clone(),
            law_as_of: pack.law_as_of,
            digest: pack.digest.clone(),
        },
        readings: context.readings_used(),
        counts,
        concurrence,
        jurisdiction,
        extradition,
        timeline,
        missing: missing(context, asked),
        notices,
    }
}

/// The offences that the facts of a count leave possible, or that are kept whatever became of them.
fn possible(frame: &Frame<'_>, keep: Keep<'_>, offences: &[usize]) -> Vec<usize> {
    let Some(day) = single_day(frame) else { return offences.to_vec() };
    let sieve = frame.context.sieve();
    let left = sieve.left(&frame.count.views, day, Which::Asked).into_iter().map(|at| sieve.texts[at].provision);
    if matches!(keep, Keep::Standing) && offences.len() == frame.context.index.of(Kind::Offence).len() {
        return left.collect();
    }
    let left: Vec<usize> = left.collect();
    offences.iter().copied().filter(|at| keep.keeps(*at) || left.contains(at)).collect()
}

/// Which offence of each count has which status, those that are left out left out; among offences of which it is known
/// that no other can be made out.
pub(crate) fn matched(context: &Context<'_>, offences: &[usize]) -> Vec<Vec<Matched>> {
    let found = matched_by_offence(context, offences).into_iter();
    found.map(|count| count.into_iter().map(|(_, matched)| matched).collect()).collect()
}

/// The same, each with the offence, by its provision.
pub(crate) fn matched_by_offence(context: &Context<'_>, offences: &[usize]) -> Vec<Vec<(usize, Matched)>> {
    let mut places = Vec::new();
    let mut charges: Vec<(Rival, Charge)> = Vec::new();
    for (place, count) in context.case.counts.iter().enumerate() {
        let frame = Frame::new(context, count);
        for provision in &possible(&frame, Keep::Standing, offences) {
            let Some(found) = over_time(&frame, *provision, (false, Told::Status), &mut Vec::new()) else { continue };
            places.push((place, *provision));
            charges.push((rival(count, &found), found.charge));
        }
    }
    resolve(context, &mut charges);
    let mut found = vec![Vec::new(); context.case.counts.len()];
    for ((place, provision), (_, charge)) in places.into_iter().zip(charges) {
        found[place].push((provision, Matched { offence: charge.offence, status: charge.status }));
    }
    found
}

/// A charge of a count as the conflict of norms sees it.
fn rival(count: &Count, found: &Charged) -> Rival {
    Rival {
        provision: found.provision,
        accused: count.accused.clone(),
        act: count.act.clone(),
        victim: (count.scope != Scope::Act).then(|| count.victim.clone()).flatten(),
        victims_of_act: count.views.len(),
        law_date: found.charge.law_date,
        letters: found.letters.clone(),
    }
}

/// What looks at all charges of an accused: the action of the gravest, and the sum of the penalties.
fn across_counts(
    context: &Context<'_>,
    places: &[usize],
    charges: &mut [(Rival, Charge)],
    ranges: &[(Option<Amounts>, Option<Amounts>)],
    notices: &mut Vec<Notice>,
) -> Option<Concurrence> {
    of_continued(context, places, charges);
    let mut accused: Vec<Option<Str>> = charges.iter().map(|(rival, _)| rival.accused.clone()).collect();
    accused.sort_unstable();
    accused.dedup();
    for who in accused {
        let own = charges.iter_mut().filter(|(rival, _)| rival.accused == who);
        of_case(context, &mut own.map(|(_, charge)| charge).collect::<Vec<_>>());
    }
    let all: Vec<Counted<'_>> = charges
        .iter()
        .zip(places)
        .zip(ranges)
        .map(|(((rival, charge), place), (established, possible))| Counted {
            place: *place,
            accused: rival.accused.as_deref(),
            act: rival.act.as_deref(),
            victims: &context.case.counts[*place].view_victims,
            charge,
            established: established.as_ref(),
            possible: possible.as_ref(),
        })
        .collect();
    concurrence(context, &all, notices)
}

/// The versions of an offence that were in force from the act to `as_of`.
fn versions_of(context: &Context<'_>, provision: usize, charge: &Charge) -> Vec<TimelineEntry> {
    let versions = context.provision(provision).versions.iter().filter(|version| {
        version.since <= context.case.as_of && version.until.is_none_or(|until| until >= charge.law_date)
    });
    versions
        .map(|version| TimelineEntry {
            date: version.since,
            until: version.until,
            kind: "version",
            count: None,
            text: wording::version(&charge.offence),
        })
        .collect()
}

/// The conduct of a count on the time line.
fn dates_of(context: &Context<'_>, count: &Count, place: usize, timeline: &mut Vec<TimelineEntry>) {
    let Some(at) = context.index.act.date else { return };
    if let FactValue::Date(from, to) = &count.views[0][at.usize()].value {
        timeline.push(TimelineEntry {
            date: *from,
            until: (from != to).then_some(*to),
            kind: "conduct",
            count: Some(place),
            text: Text::new("el hecho", "the act"),
        });
    }
}
