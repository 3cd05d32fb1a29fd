//! What the law changed between two days.

use super::{Entry, EntryStatus, entry, pack};
use crate::exact::{Date, Text};
use crate::model::{Kind, Model, Provision};
use crate::packed::Str;
use crate::verdict::{FORMAT, Pack, VERSION};
use serde::Serialize;

/// The provisions whose version differs between two days.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diff {
    /// The format of the answer.
    pub format: u32,
    /// The version of the engine.
    pub tipicidad: &'static str,
    /// The rules.
    pub pack: Pack,
    /// The earlier day.
    pub from: Date,
    /// The later day.
    pub to: Date,
    /// In catalogue order.
    pub changes: Vec<Change>,
}

/// One provision that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Its id.
    pub id: Str,
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: Text,
    /// What changed: `appears`, `disappears`, `penalties`, `effects`, `applies_to`, `prosecution`, `facts`, `gap`, `text`.
    pub what: Vec<&'static str>,
    /// The version of the earlier day.
    pub before: Option<Entry>,
    /// The version of the later day.
    pub after: Option<Entry>,
}

/// What differs between two days; the days may be given in either order.
pub fn diff(model: &Model, one: Date, other: Date) -> Diff {
    let (from, to) = (one.min(other), one.max(other));
    Diff {
        format: FORMAT,
        tipicidad: VERSION,
        pack: pack(model),
        from,
        to,
        changes: model.provisions.iter().filter_map(|provision| change(model, provision, from, to)).collect(),
    }
}

fn change(model: &Model, provision: &Provision, from: Date, to: Date) -> Option<Change> {
    let (before, after) = (provision.version_on(from), provision.version_on(to));
    if before.map(|version| version.since) == after.map(|version| version.since) {
        return None;
    }
    let before = before.map(|version| entry(model, provision, version));
    let after = after.map(|version| entry(model, provision, version));
    let what = match (&before, &after) {
        (None, Some(_)) => vec!["appears"],
        (Some(_), None) => vec!["disappears"],
        (Some(before), Some(after)) => differences(before, after),
        (None, None) => return None,
    };
    Some(Change { id: provision.id.clone(), kind: provision.kind, name: provision.name.clone(), what, before, after })
}

fn differences(before: &Entry, after: &Entry) -> Vec<&'static str> {
    let mut what = Vec::new();
    let mut say = |changed: bool, word| {
        if changed {
            what.push(word);
        }
    };
    say(before.penalties != after.penalties, "penalties");
    say(before.effects != after.effects, "effects");
    let reach = |e: &Entry| (e.applies_to.clone(), e.punishes.clone(), e.instead_of.clone());
    say(reach(before) != reach(after), "applies_to");
    say(before.prosecution != after.prosecution, "prosecution");
    say(before.facts != after.facts, "facts");
    say((before.status == EntryStatus::Gap) != (after.status == EntryStatus::Gap), "gap");
    if what.is_empty() {
        what.push("text");
    }
    what
}
