//! What selections reach.

use crate::check::Checker;
use crate::check::versions::Days;
use crate::exact::{Date, ProvisionId};
use crate::model::{
    Body, Entry, Form, Headings, Holds, Known, Model, Offence, PenaltySpec, Provision, Selection, Version,
};
use crate::packed::Str;

/// How deep groups may name groups.
const MAX_DEPTH: usize = 64;

/// What a selection says of a provision on a day, under the default readings.
pub(crate) fn holds(model: &Model, selection: &Selection, id: &ProvisionId, headings: &Headings, day: Date) -> Holds {
    held(model, selection, id, headings, day, 0)
}

fn held(model: &Model, selection: &Selection, id: &ProvisionId, headings: &Headings, day: Date, depth: usize) -> Holds {
    let group = |at: u32| {
        let version = model.provisions.get(at as usize).and_then(|group| group.version_on(day));
        let Some(Body::Group(group)) = version.map(|version| &version.body) else { return Holds::No };
        if depth >= MAX_DEPTH {
            return Holds::Unknown;
        }
        let within = |selection: &Selection| held(model, selection, id, headings, day, depth + 1);
        let members = match &group.members.plain {
            Known::Text(selection) => within(selection),
            Known::Gap { at_most: Some(most), .. } if within(most) == Holds::No => Holds::No,
            Known::Gap { .. } => Holds::Unknown,
        };
        match (members, within(&group.excluding)) {
            (_, Holds::Yes) => Holds::No,
            (Holds::Yes, Holds::Unknown) => Holds::Unknown,
            (members, _) => members,
        }
    };
    selection.holds(id, &|| Some(headings), &group)
}

/// As [`holds`], of a selection that may be a gap.
pub(crate) fn known_holds(
    model: &Model,
    known: &Known<Selection>,
    id: &ProvisionId,
    headings: &Headings,
    day: Date,
) -> Holds {
    match known {
        Known::Text(selection) => holds(model, selection, id, headings, day),
        Known::Gap { at_most: Some(most), .. } => match holds(model, most, id, headings, day) {
            Holds::No => Holds::No,
            _ => Holds::Unknown,
        },
        Known::Gap { .. } => Holds::Unknown,
    }
}

/// Whether a selection may reach a provision, or a letter or row of it.
pub(crate) fn reaches(
    model: &Model,
    known: &Known<Selection>,
    provision: &Provision,
    version: &Version,
    day: Date,
) -> bool {
    let Some(id) = provision.provision_id() else { return false };
    let ids = std::iter::once(id.clone()).chain(parts(version).iter().map(|part| id.letter(part)).collect::<Vec<_>>());
    ids.into_iter().any(|id| known_holds(model, known, &id, &provision.headings, day) != Holds::No)
}

/// The letters and rows of a version.
pub(crate) fn parts(version: &Version) -> Vec<Str> {
    let rows = |spec: &Known<PenaltySpec>| match spec {
        Known::Text(PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows)) => {
            rows.iter().map(|row| row.name.clone()).collect()
        }
        _ => Vec::new(),
    };
    match &version.body {
        Body::Offence(offence) => {
            let mut all = letters(offence);
            offence.penalties.iter().for_each(|line| all.extend(rows(&line.penalty)));
            all
        }
        Body::Penalty(rule) => rows(&rule.penalty),
        _ => Vec::new(),
    }
}

/// The letters of an offence.
pub(crate) fn letters(offence: &Offence) -> Vec<Str> {
    let lettered = offence.elements.iter().filter_map(|element| match &element.form {
        Form::OneOf(letters) => Some(letters),
        _ => None,
    });
    lettered.flatten().map(|letter| letter.name.clone()).collect()
}

/// The days of a version.
pub(crate) fn days(version: &Version) -> Days {
    Days { since: version.since, until: version.until }
}

/// Whether a selection names an id that is not encoded, so that nothing sure can be said of what it reaches.
pub(crate) fn is_open(checker: &Checker, known: &Known<Selection>) -> bool {
    let selection = match known {
        Known::Text(selection) => selection,
        Known::Gap { at_most: Some(most), .. } => most,
        Known::Gap { .. } => return true,
    };
    selection.include.iter().any(|entry| match entry {
        Entry::Id(id) => !checker.names.is_encoded(id),
        Entry::Range(..) | Entry::Heading(..) | Entry::Law(_) => true,
        Entry::Group(_) | Entry::Every => false,
    })
}
