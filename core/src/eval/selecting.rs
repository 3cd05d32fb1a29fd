//! What selections may hold, on some day and under some readings; and whether the readings decide it.

use super::index::Index;
use crate::exact::ProvisionId;
use crate::model::{Body, Entry, Known, Model, Selection};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// How deep groups may name groups, and penalties hold penalties, before more is taken to be possible.
pub(super) const MAX_DEPTH: usize = 16;

/// Whether selections may hold ids, on some day and under some readings. What a group may hold is found once.
pub(super) struct May<'a> {
    model: &'a Model,
    index: &'a Index,
    grouped: RefCell<FxHashMap<(usize, ProvisionId), bool>>,
}

impl<'a> May<'a> {
    pub(super) fn new(model: &'a Model, index: &'a Index) -> May<'a> {
        May { model, index, grouped: RefCell::default() }
    }
    pub(super) fn hold(&self, selection: &Selection, id: &ProvisionId) -> bool {
        self.hold_within(selection, id, 0)
    }
    pub(super) fn hold_any(&self, selection: &Selection, ids: &[ProvisionId]) -> bool {
        ids.iter().any(|id| self.hold(selection, id))
    }
    pub(super) fn hold_known(&self, known: &Known<Selection>, ids: &[ProvisionId]) -> bool {
        match known {
            Known::Text(selection) | Known::Gap { at_most: Some(selection), .. } => self.hold_any(selection, ids),
            Known::Gap { at_most: None, .. } => true,
        }
    }
    fn hold_within(&self, selection: &Selection, id: &ProvisionId, depth: usize) -> bool {
        let headings = || self.index.headings(self.model, id);
        selection.may_hold(id, &headings, &|group| self.group(group as usize, id, depth + 1))
    }
    pub(super) fn group(&self, group: usize, id: &ProvisionId, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return true;
        }
        let key = (group, id.clone());
        let known = self.grouped.borrow().get(&key).copied();
        known.unwrap_or_else(|| {
            let found = self.model.provisions[group].versions.iter().any(|version| match &version.body {
                Body::Group(rule) => {
                    let variants = rule.members.under.iter().map(|(_, _, members)| members);
                    std::iter::once(&rule.members.plain).chain(variants).any(|members| match members {
                        Known::Text(own) | Known::Gap { at_most: Some(own), .. } => self.hold_within(own, id, depth),
                        Known::Gap { at_most: None, .. } => true,
                    })
                }
                _ => false,
            });
            self.grouped.borrow_mut().insert(key, found);
            found
        })
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
