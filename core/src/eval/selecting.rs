//! What selections may hold, on some day and under some readings; and whether the readings decide it.

use super::index::Index;
use crate::exact::ProvisionId;
use crate::model::{Body, Entry, Headings, Holds, Known, Model, Selection};
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};

/// How deep groups may name groups, and penalties hold penalties, before more is taken to be possible.
pub(super) const MAX_DEPTH: usize = 16;

/// What selections may hold of some ids, on some day and under some readings. What a group may hold of them is found once.
pub(super) struct Among<'a> {
    model: &'a Model,
    index: &'a Index,
    ids: &'a [ProvisionId],
    /// Those that lie in no other of them.
    tops: Vec<&'a ProvisionId>,
    /// The headings of each, once they are asked for.
    headings: OnceCell<Vec<Option<&'a Headings>>>,
    grouped: RefCell<FxHashMap<usize, bool>>,
}

impl<'a> Among<'a> {
    /// `ids`: in the order of their texts, so that an id stands before those that lie in it.
    pub(super) fn new(model: &'a Model, index: &'a Index, ids: &'a [ProvisionId]) -> Among<'a> {
        let mut tops: Vec<&ProvisionId> = Vec::new();
        for id in ids {
            if !tops.iter().any(|top| top.covers(id)) {
                tops.push(id);
            }
        }
        Among { model, index, ids, tops, headings: OnceCell::new(), grouped: RefCell::default() }
    }
    /// Whether a selection may hold one of them.
    pub(super) fn some_in(&self, selection: &Selection) -> bool {
        self.some_within(selection, 0)
    }
    fn known_within(&self, known: &Known<Selection>, depth: usize) -> bool {
        match known {
            Known::Text(selection) | Known::Gap { at_most: Some(selection), .. } => self.some_within(selection, depth),
            Known::Gap { at_most: None, .. } => true,
        }
    }
    fn some_within(&self, selection: &Selection, depth: usize) -> bool {
        selection.include.iter().any(|entry| {
            let holds = |id: &ProvisionId, headings: Option<&Headings>| {
                entry.holds(id, &|| headings, &|_| Holds::No) != Holds::No
            };
            let any = |ids: &[ProvisionId]| ids.iter().any(|id| holds(id, None));
            match entry {
                Entry::Group(group) => self.some_in_group(*group as usize, depth + 1),
                Entry::Heading(..) => self.ids.iter().zip(self.headings()).any(|(id, own)| holds(id, *own)),
                Entry::Id(_) => any(self.ids),
                // What lies in an id stands between the same others as the id, unless they lie in it too.
                Entry::Range(from, to) if self.tops.iter().any(|top| top.covers(from) || top.covers(to)) => {
                    any(self.ids)
                }
                Entry::Range(..) | Entry::Law(_) | Entry::Every => self.tops.iter().any(|top| holds(top, None)),
            }
        })
    }
    /// Whether a group may hold one of them.
    pub(super) fn some_in_group(&self, group: usize, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        let known = self.grouped.borrow().get(&group).copied();
        known.unwrap_or_else(|| {
            let found = self.model.provisions[group].versions.iter().any(|version| match &version.body {
                Body::Group(rule) => {
                    let variants = rule.members.under.iter().map(|(_, _, members)| members);
                    std::iter::once(&rule.members.plain).chain(variants).any(|known| self.known_within(known, depth))
                }
                _ => false,
            });
            self.grouped.borrow_mut().insert(group, found);
            found
        })
    }
    /// Whether a rule may apply to one of them.
    pub(super) fn ruled_by(&self, rule: usize) -> bool {
        let applies = |to: &Known<Selection>| self.known_within(to, 0);
        self.model.provisions[rule].versions.iter().any(|version| match &version.body {
            Body::Penalty(rule) => applies(&rule.punishes),
            Body::Modifier(rule) => applies(&rule.applies_to),
            Body::Grading(rule) => applies(&rule.applies_to),
            Body::Exclusion(rule) => applies(&rule.applies_to),
            Body::Prescription(rule) => applies(&rule.applies_to),
            Body::Note(rule) => applies(&rule.applies_to),
            Body::Prosecution(rule) => {
                rule.on_complaint.iter().chain(&rule.ex_officio).any(|(selection, _)| self.some_in(selection))
            }
            Body::Reading(rule) => rule.concerns.iter().any(|concern| self.some_in(&concern.offences)),
            _ => false,
        })
    }
    fn headings(&self) -> &[Option<&'a Headings>] {
        self.headings.get_or_init(|| self.ids.iter().map(|id| self.index.headings(self.model, id)).collect())
    }
}

/// Whether the readings decide what a selection holds.
pub(super) fn by_reading(model: &Model, selection: &Selection) -> bool {
    names_by_reading(model, selection, 0)
}
fn names_by_reading(model: &Model, selection: &Selection, depth: usize) -> bool {
    selection.include.iter().chain(&selection.except).any(|entry| match entry {
        Entry::Group(group) => group_by_reading(model, *group, depth + 1),
        _ => false,
    })
}
/// Whether the readings decide what a group holds, or what a group it names does.
pub(super) fn group_by_reading(model: &Model, group: u32, depth: usize) -> bool {
    let named = |known: &Known<Selection>| match known {
        Known::Text(own) | Known::Gap { at_most: Some(own), .. } => names_by_reading(model, own, depth),
        Known::Gap { at_most: None, .. } => false,
    };
    depth > MAX_DEPTH
        || model.provisions[group as usize].versions.iter().any(|version| match &version.body {
            Body::Group(rule) => {
                !rule.members.under.is_empty()
                    || named(&rule.members.plain)
                    || names_by_reading(model, &rule.excluding, depth)
            }
            _ => false,
        })
}
