//! A view: what the layers of a case say of one accused, one act and one victim, with what is assumed, closed and derived.

use super::decode::{Decoded, member_count, written};
use super::header::Fill;
use super::layer::Layer;
use super::names::key_of;
use super::{FactValue, Members, Origin, Slot, View, derive};
use crate::error::Error;
use crate::model::{AssumedValue, Fact, FactIx, FactType, Model};
use crate::packed::Str;
use serde_json::Value;
use std::cell::Cell;
use std::fmt;

/// Where a layer stands in the case.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Person(usize),
    Act(usize),
    Accused(usize, usize),
    Victim(usize, usize),
    Relation(usize),
    Procedure,
    Request(usize),
    Row(usize),
    LoneRow,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Person(at) => write!(f, "persons[{at}]"),
            Place::Act(at) => write!(f, "acts[{at}]"),
            Place::Accused(act, at) => write!(f, "acts[{act}].accused[{at}]"),
            Place::Victim(act, at) => write!(f, "acts[{act}].victims[{at}]"),
            Place::Relation(at) => write!(f, "relations[{at}]"),
            Place::Procedure => f.write_str("procedure"),
            Place::Request(at) => write!(f, "requests[{at}]"),
            Place::Row(at) => write!(f, "counts[{at}]"),
            Place::LoneRow => Ok(()),
        }
    }
}

impl Place {
    /// The path of a fact given here.
    pub(super) fn of(self, fact: &Fact) -> String {
        match self {
            Place::LoneRow => fact.name.to_string(),
            Place::Row(_) => format!("{self}.{}", fact.name),
            _ if key_of(fact).is_empty() => format!("{self}.is"),
            _ => format!("{self}.{}", key_of(fact)),
        }
    }
}

/// What a view is made from.
pub(super) struct Sources<'a> {
    /// The layers, the nearest last: it replaces what those before it say.
    pub layers: Vec<(Place, Source<'a>)>,
    /// How many victims and accused the act lists.
    pub victims: Option<usize>,
    pub accused: Option<usize>,
}

/// The facts of a layer that count: of some subjects only.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub layer: &'a Layer,
    /// Empty: all.
    pub subjects: &'static [&'static str],
}

/// The slot of each fact and the place it was given at.
pub(super) struct Draft {
    pub view: View,
    pub given_at: Vec<Option<Place>>,
}

/// What the given values of all views may weigh together: texts by their bytes, other values by [`NODE`]. A value stands
/// in every view that it holds for, so a short case may ask for far more memory than it has bytes.
const MAX_WEIGHT: usize = 64 * 1024 * 1024;
/// The weight of one value.
const NODE: usize = 64;

fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => NODE + text.len(),
        Value::Array(items) => NODE + items.iter().map(weight).sum::<usize>(),
        Value::Object(entries) => NODE + entries.iter().map(|(key, value)| key.len() + weight(value)).sum::<usize>(),
        _ => NODE,
    }
}

/// Makes views.
#[derive(Clone, Copy)]
pub(super) struct ViewMaker<'a> {
    pub model: &'a Model,
    pub fill: Fill,
    /// What the views made so far weigh.
    pub weight: &'a Cell<usize>,
    /// How each fact stands that is absent, when that was found before.
    pub absent: Option<&'a [Slot]>,
    pub ended: Option<FactIx>,
    pub date: Option<FactIx>,
}

impl ViewMaker<'_> {
    /// A view of these sources; facts that are conditions on others are added by [`derive::conditions`].
    pub(super) fn draft(&self, sources: &Sources<'_>) -> Result<Draft, Error> {
        let facts = &self.model.facts;
        let mut found: Vec<Option<(Place, &Decoded)>> = vec![None; facts.len()];
        for (place, source) in &sources.layers {
            for (ix, decoded) in source.layer {
                let subject = facts[ix.usize()].subject.as_str();
                if source.subjects.is_empty() || source.subjects.contains(&subject) {
                    found[ix.usize()] = Some((*place, decoded));
                }
            }
        }
        let added: usize = found.iter().flatten().filter_map(|(_, decoded)| decoded.given.as_ref()).map(weight).sum();
        self.weight.set(self.weight.get().saturating_add(added));
        if self.weight.get() > MAX_WEIGHT {
            let message = "the long values of the case would be repeated over too many counts";
            return Err(Error::new("case.limit", message).hint("split the case"));
        }
        let view = facts
            .iter()
            .zip(&found)
            .enumerate()
            .map(|(at, (fact, found))| self.slot(at, fact, found.map(|(_, decoded)| decoded)));
        let view: View = view.collect();
        let mut draft = Draft { view, given_at: found.iter().map(|found| found.map(|(place, _)| place)).collect() };
        self.complete(&mut draft, (sources.victims, sources.accused))?;
        Ok(draft)
    }

    /// Adds to what is given what follows from it; `listed`: how many victims and accused the act lists.
    pub(super) fn complete(&self, draft: &mut Draft, listed: (Option<usize>, Option<usize>)) -> Result<(), Error> {
        self.one_day(draft);
        derive::ages_and_numbers(self.model, draft, listed)?;
        for (at, fact) in self.model.facts.iter().enumerate().filter(|(_, fact)| fact.derived.is_some()) {
            self.assume_underived(fact, &mut draft.view[at], draft.given_at[at]);
        }
        Ok(())
    }

    pub(super) fn slot(&self, at: usize, fact: &Fact, found: Option<&Decoded>) -> Slot {
        match found {
            Some(Decoded { value: FactValue::Unknown, .. }) => Slot::default(),
            Some(decoded) => {
                let value = if self.fill.closed_world { closed(fact, decoded) } else { decoded.value.clone() };
                Slot { value, origin: Origin::Given, given: decoded.given.clone() }
            }
            None if fact.derived.is_some() => Slot::default(),
            None => self.absent.and_then(|all| all.get(at)).cloned().unwrap_or_else(|| self.absent(fact)),
        }
    }

    /// How every fact stands that is absent.
    pub(super) fn all_absent(&self) -> Vec<Slot> {
        let derived = |fact: &Fact| fact.derived.is_some();
        let slot = |fact: &Fact| if derived(fact) { Slot::default() } else { self.absent(fact) };
        self.model.facts.iter().map(slot).collect()
    }

    /// What an absent fact counts as.
    fn absent(&self, fact: &Fact) -> Slot {
        let (value, origin) = match (assumed(fact).filter(|_| self.fill.assume), self.fill.closed_world) {
            (Some(value), _) => (value, Origin::Assumed),
            (None, true) => match nothing(fact) {
                Some(value) => (value, Origin::Closed),
                None => return Slot::default(),
            },
            (None, false) => return Slot::default(),
        };
        let given = written(fact, &value);
        Slot { value, origin, given }
    }

    /// A derived fact that could not be computed counts as assumed when it was not given.
    fn assume_underived(&self, fact: &Fact, slot: &mut Slot, given_at: Option<Place>) {
        if slot.value == FactValue::Unknown && given_at.is_none() && fact.assumed.is_some() && self.fill.assume {
            *slot = self.absent(fact);
        }
    }

    /// An act is assumed to have lasted one day (contract §2).
    fn one_day(&self, draft: &mut Draft) {
        let (Some(ended), Some(date)) = (self.ended, self.date) else { return };
        let (ended, date) = (ended.usize(), date.usize());
        if self.fill.assume && draft.given_at[ended].is_none() && matches!(draft.view[date].value, FactValue::Date(..))
        {
            let Slot { value, given, .. } = draft.view[date].clone();
            draft.view[ended] = Slot { value, origin: Origin::Assumed, given };
        }
    }
}

/// The value that the vocabulary assumes; of events that none took place.
pub(super) fn assumed(fact: &Fact) -> Option<FactValue> {
    let members = |names: &[Str]| {
        let mut members = Members::default();
        names.iter().filter_map(|name| super::member_index(fact, name)).for_each(|at| members.insert(at));
        members
    };
    match (&fact.assumed, &fact.kind) {
        (_, FactType::Events) => Some(FactValue::Events(Vec::new())),
        (None, _) => None,
        (Some(AssumedValue::Flag(flag)), _) => Some(FactValue::Flag(*flag)),
        (Some(AssumedValue::Number(number)), _) => Some(FactValue::Number(*number, *number)),
        (Some(AssumedValue::Members(names)), FactType::OneOf | FactType::Country) => {
            Some(FactValue::OneOf(members(names)))
        }
        (Some(AssumedValue::Members(names)), FactType::Offences) => Some(FactValue::Offences(names.clone(), true)),
        (Some(AssumedValue::Members(names)), _) => Some(super::decode::complete(fact, members(names))),
    }
}

/// What an absent fact is in a closed world: flags and members do not hold; numbers, dates and one-ofs stay unknown.
fn nothing(fact: &Fact) -> Option<FactValue> {
    match fact.kind {
        FactType::Flag => Some(FactValue::Flag(false)),
        FactType::AnyOf | FactType::Countries => Some(super::decode::complete(fact, Members::default())),
        FactType::Offences => Some(FactValue::Offences(Vec::new(), true)),
        _ => None,
    }
}

/// The value of a fact that a row does not give, when nothing else derives it; `slot` is how it stands absent.
#[cfg(feature = "tables")]
pub(crate) fn absent_value(fact: &Fact, slot: &Slot) -> FactValue {
    let derived = fact.derived.is_some().then(|| assumed(fact).filter(|_| fact.assumed.is_some()));
    derived.map_or_else(|| slot.value.clone(), Option::unwrap_or_default)
}

/// The value that a cell gives a fact, in a closed world or not.
#[cfg(feature = "tables")]
pub(crate) fn held(fact: &Fact, decoded: &Decoded, closed_world: bool) -> FactValue {
    if closed_world { closed(fact, decoded) } else { decoded.value.clone() }
}

/// In a closed world the members that a partial set does not name do not hold.
fn closed(fact: &Fact, decoded: &Decoded) -> FactValue {
    match &decoded.value {
        FactValue::AnyOf { yes, .. } => {
            let no = Members::all(member_count(fact)).without(yes).without(&decoded.open);
            FactValue::AnyOf { yes: *yes, no }
        }
        FactValue::Offences(ids, _) => FactValue::Offences(ids.clone(), true),
        other => other.clone(),
    }
}
