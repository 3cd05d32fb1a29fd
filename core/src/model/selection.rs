//! Selections of provisions: ids with their descendants, ranges, headings, laws and groups.

use super::{Headings, ProvisionId};
use crate::exact::compare_ids;
use crate::packed::Str;
use std::cmp::Ordering;

/// A selection: what it includes, less what it excepts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Included.
    pub include: Vec<Entry>,
    /// Taken out.
    pub except: Vec<Entry>,
}

/// One entry of a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An id and its descendants.
    Id(ProvisionId),
    /// Two ids and all between them in the order of the statute.
    Range(ProvisionId, ProvisionId),
    /// A whole law.
    Law(Str),
    /// A heading: siglum, book, title, chapter.
    Heading(Str, Option<Str>, Option<Str>, Option<Str>),
    /// A group: the index of its provision.
    Group(u32),
    /// Every offence.
    Every,
}

/// What a selection says of a provision when groups may have gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// It is selected.
    Yes,
    /// It is not.
    No,
    /// A group that decides is a gap on the date.
    Unknown,
}

impl Selection {
    /// Whether the selection holds an id: `headings` are those it stands under, `group` answers for groups.
    pub fn holds<'h>(
        &self,
        id: &ProvisionId,
        headings: &dyn Fn() -> Option<&'h Headings>,
        group: &dyn Fn(u32) -> Holds,
    ) -> Holds {
        let any = |entries: &[Entry]| {
            let mut sum = Holds::No;
            for entry in entries {
                match entry.holds(id, headings, group) {
                    Holds::Yes => return Holds::Yes,
                    Holds::Unknown => sum = Holds::Unknown,
                    Holds::No => {}
                }
            }
            sum
        };
        let included = any(&self.include);
        match (included, if included == Holds::No { Holds::No } else { any(&self.except) }) {
            (Holds::No, _) | (_, Holds::Yes) => Holds::No,
            (included, Holds::No) => included,
            _ => Holds::Unknown,
        }
    }
    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty()
    }
}

impl Entry {
    /// Whether the entry holds an id; as [`Selection::holds`].
    pub(crate) fn holds<'h>(
        &self,
        id: &ProvisionId,
        headings: &dyn Fn() -> Option<&'h Headings>,
        group: &dyn Fn(u32) -> Holds,
    ) -> Holds {
        let yes = match self {
            Entry::Id(entry) => entry.covers(id),
            Entry::Range(from, to) => {
                from.law() == id.law()
                    && (compare_ids(from, id) != Ordering::Greater || from.covers(id))
                    && (compare_ids(id, to) != Ordering::Greater || to.covers(id))
            }
            Entry::Law(siglum) => siglum == id.law(),
            Entry::Heading(law, book, title, chapter) => headings().is_some_and(|h| {
                let is = |wanted: &Option<Str>, own: &Option<Str>| wanted.is_none() || wanted == own;
                law == id.law() && is(book, &h.book) && is(title, &h.title) && is(chapter, &h.chapter)
            }),
            Entry::Group(at) => return group(*at),
            Entry::Every => true,
        };
        if yes { Holds::Yes } else { Holds::No }
    }
}
