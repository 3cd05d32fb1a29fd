//! The catalogue: every provision and version as data (contract §6), one provision at length, and what changed between
//! two days.

mod diff;
mod facts;
mod penalties;
mod selections;
mod show;
#[cfg(all(test, feature = "language"))]
mod tests;
mod words;

pub use diff::{Change, Diff, diff};
pub use facts::facts_read;
pub use penalties::range_shape;
pub use show::{Citing, Letter, Requirement, Rule, Show, ShowVersion, show};
pub use words::{decimal, describe};

use crate::exact::{Date, ProvisionId, Text};
use crate::model::{Body, Consummation, Kind, Known, Model, ProsecutionMode, Provision, Version, VictimsMode};
use crate::packed::Str;
use crate::verdict::{EffectShape, FORMAT, Pack, Penalty, VERSION};
use serde::Serialize;

/// Every provision of a pack, each version its own entry, in catalogue order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Catalogue {
    pub format: u32,
    pub tipicidad: &'static str,
    pub pack: Pack,
    pub provisions: Vec<Entry>,
}

/// One version of one provision.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct Entry {
    pub id: Str,
    pub kind: Kind,
    pub law: Str,
    pub article: Option<Str>,
    pub clause: Option<Str>,
    pub name: Text,
    pub gist: Text,
    pub since: Date,
    pub until: Option<Date>,
    pub gazette: Vec<Date>,
    pub penalties: Vec<StatedPenalty>,
    pub effects: Vec<StatedEffect>,
    pub applies_to: Vec<Str>,
    pub punishes: Vec<Str>,
    pub instead_of: Vec<Str>,
    pub prosecution: Option<ProsecutionMode>,
    pub consummation: Option<&'static str>,
    pub victims: Option<&'static str>,
    pub facts: Vec<Str>,
    pub status: EntryStatus,
}

/// A range that a provision states.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct StatedPenalty {
    #[serde(rename = "for")]
    pub letters: Vec<Str>,
    pub row: Option<Str>,
    pub when: Option<Text>,
    pub penalty: Penalty,
    #[serde(rename = "as")]
    pub same_as: Option<Str>,
}

/// An effect that a provision states.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "contract §6 describes each key")]
pub struct StatedEffect {
    pub letters: Vec<Str>,
    pub effect: EffectShape,
}

/// How much of a version is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryStatus {
    /// All of it.
    Encoded,
    /// Part of it is text that nobody has.
    Gap,
    /// The penalty is certain, the wording is not.
    WordingUncertain,
}

/// The catalogue of a model.
pub fn catalogue(model: &Model) -> Catalogue {
    Catalogue {
        format: FORMAT,
        tipicidad: VERSION,
        pack: pack(model),
        provisions: in_order(model)
            .into_iter()
            .flat_map(|provision| provision.versions.iter().map(|version| entry(model, provision, version)))
            .collect(),
    }
}

/// By law, and within it by article as in the statute, then by kind; what has no article comes last.
fn in_order(model: &Model) -> Vec<&Provision> {
    let mut provisions: Vec<&Provision> = model.provisions.iter().collect();
    let first = |provision: &Provision| provision.versions.first().map(|version| version.since);
    // Those that have an article are in order.
    provisions.sort_by_cached_key(|provision| {
        let apart = provision.provision_id().is_none();
        (&provision.law, apart, apart.then(|| (provision.kind, first(provision))))
    });
    provisions
}

impl Catalogue {
    /// The bytes of the contract: compact JSON, one line.
    pub fn to_json(&self) -> String {
        // INVARIANT: every key is a string and every number an integer, so serialising cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What an answer says of the rules it rests on.
pub fn pack(model: &Model) -> Pack {
    Pack {
        name: model.pack.name.clone(),
        version: model.pack.version.clone(),
        law_as_of: model.pack.law_as_of,
        digest: model.pack.digest.clone(),
    }
}

/// The entry of one version.
pub fn entry(model: &Model, provision: &Provision, version: &Version) -> Entry {
    let id = ProvisionId::parse(&provision.id);
    let (mut applies_to, mut punishes, mut instead_of) = (Vec::new(), Vec::new(), Vec::new());
    let list = |selection: &_| selections::strings(model, selection);
    let known = |selection: &Known<_>| match selection {
        Known::Text(selection) => list(selection),
        Known::Gap { .. } => Vec::new(),
    };
    match &version.body {
        Body::Penalty(rule) => {
            punishes = known(&rule.punishes);
            instead_of = list(&rule.instead_of);
        }
        Body::Modifier(rule) => {
            applies_to = known(&rule.applies_to);
            instead_of = rule.instead_of.iter().map(ProvisionId::text).collect();
        }
        Body::Grading(rule) => applies_to = known(&rule.applies_to),
        Body::Exclusion(rule) => applies_to = known(&rule.applies_to),
        Body::Group(group) => {
            applies_to = known(&group.members.plain);
            applies_to.extend(list(&group.excluding).into_iter().map(|entry| format!("except {entry}").into()));
        }
        Body::Gap(gap) => applies_to = list(&gap.covers),
        Body::Note(note) => applies_to = known(&note.applies_to),
        Body::Prosecution(rule) => {
            applies_to = rule.on_complaint.iter().chain(&rule.ex_officio).flat_map(|(s, _)| list(s)).collect();
        }
        Body::Reading(reading) => {
            applies_to = reading.concerns.iter().flat_map(|concern| list(&concern.offences)).collect();
        }
        Body::Prescription(rule) => applies_to = known(&rule.applies_to),
        Body::Jurisdiction(rule) => applies_to = known(&rule.applies_to),
        Body::Concurrence(rule) => applies_to = list(&rule.as_real_for),
        Body::Offence(_) | Body::Presumption(_) | Body::Parameter(_) | Body::Extradition(_) => {}
    }
    let offence = match &version.body {
        Body::Offence(offence) => Some(offence),
        _ => None,
    };
    let mut penalties = penalties::stated(model, version);
    let consequences = penalties.iter_mut().flat_map(|stated| &mut stated.penalty.consequences);
    consequences.filter(|one| one.by.is_empty()).for_each(|one| one.by.clone_from(&provision.id));
    Entry {
        id: provision.id.clone(),
        kind: provision.kind,
        law: provision.law.clone(),
        article: id.as_ref().map(|id| id.article().into()),
        clause: id.as_ref().and_then(|id| id.clause().map(Str::from)),
        name: provision.name.clone(),
        gist: provision.gist.clone(),
        since: version.since,
        until: version.until,
        gazette: version.gazette.clone(),
        penalties,
        effects: penalties::effects(model, &version.body),
        applies_to,
        punishes,
        instead_of,
        prosecution: offence.map(|o| o.prosecution),
        consummation: offence.and_then(|o| consummation(&o.consummation)),
        victims: offence.map(|o| match o.victims {
            VictimsMode::None => "none",
            VictimsMode::OneOffence => "one_offence",
            VictimsMode::Each => "each",
        }),
        facts: facts_read(model, &version.body).into_iter().map(|at| model.fact_at(at).name.clone()).collect(),
        status: status(version),
    }
}

fn consummation(stated: &[(Vec<Str>, Consummation)]) -> Option<&'static str> {
    let (_, first) = stated.first()?;
    if stated.iter().any(|(_, other)| other != first) {
        return Some("by_letter");
    }
    Some(match first {
        Consummation::Instant => "instant",
        Consummation::Permanent => "permanent",
    })
}

fn status(version: &Version) -> EntryStatus {
    if penalties::has_gap(&version.body) {
        EntryStatus::Gap
    } else if version.uncertain.is_some() {
        EntryStatus::WordingUncertain
    } else {
        EntryStatus::Encoded
    }
}
