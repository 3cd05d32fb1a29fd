//! Selections of provisions.

use super::Checker;
use super::ids::{complete_text, is_id};
use super::names::{Refers, did_you_mean};
use super::order::group_of;
use super::place::Place;
use crate::exact::compare_ids;
use crate::model::{Entry, Known, Selection};
use crate::packed::Str;
use crate::syntax::tree::{self, At, SelectionEntry, Span, Value};
use std::cmp::Ordering;

impl Checker<'_> {
    /// A selection; entries that are wrong are reported and left out.
    pub(crate) fn selection(&self, place: &Place, selection: &tree::Selection, refers: Refers) -> Selection {
        let nothing = |entry: &At<SelectionEntry>| entry.value == SelectionEntry::Nothing;
        if selection.entries.len() + selection.except.len() > 1
            && let Some(entry) = selection.entries.iter().chain(&selection.except).find(|entry| nothing(entry))
        {
            let help = "write `nothing` alone, or leave it out";
            self.report.error(
                place.spot(entry.span),
                "selection.nothing",
                "`nothing` stands among other entries",
                help,
            );
        }
        let entries = |entries: &[At<SelectionEntry>]| {
            entries.iter().filter_map(|entry| self.selected(place, entry, refers)).collect()
        };
        Selection { include: entries(&selection.entries), except: entries(&selection.except) }
    }

    fn selected(&self, place: &Place, entry: &At<SelectionEntry>, refers: Refers) -> Option<Entry> {
        let span = entry.span;
        match &entry.value {
            SelectionEntry::EveryOffence => Some(Entry::Every),
            SelectionEntry::Nothing => None,
            SelectionEntry::Law(siglum) => {
                self.names.siglum(self.report, place.spot(span), siglum).then(|| Entry::Law(siglum.clone()))
            }
            SelectionEntry::Heading(law, book, title, chapter) => {
                self.heading(place, span, [law.as_ref(), book.as_ref(), title.as_ref(), chapter.as_ref()], refers)
            }
            SelectionEntry::Name(name) => {
                if let Some(group) = group_of(&self.names.groups, place, name) {
                    return Some(Entry::Group(u32::try_from(group).unwrap_or(u32::MAX)));
                }
                if !is_id(name) {
                    let mut names: Vec<&str> = self.names.groups.keys().map(Str::as_str).collect();
                    names.sort_unstable();
                    let help = did_you_mean(name, names).unwrap_or_else(|| "declare it with `group`".to_owned());
                    self.report.error(
                        place.spot(span),
                        "group.unknown",
                        format!("no group `{name}` is declared"),
                        help,
                    );
                    return None;
                }
                let id = complete_text(self.report, place, name, span)?;
                self.names.exists(self.report, place, &id, span, refers);
                Some(Entry::Id(id))
            }
            SelectionEntry::Range(from, to) => {
                let first = complete_text(self.report, place, from, span)?;
                let last = complete_text(self.report, place, to, span)?;
                if first.law() != last.law() {
                    let message = format!("`{first} .. {last}` goes from one law to another");
                    self.report.error(place.spot(span), "selection.range", message, "write one range a law");
                    return None;
                }
                if compare_ids(&first, &last) == Ordering::Greater {
                    let message = format!("`{first}` comes after `{last}` in the law");
                    self.report.error(place.spot(span), "selection.range", message, "write the first provision first");
                    return None;
                }
                if !self.names.siglum(self.report, place.spot(span), first.law()) {
                    return None;
                }
                Some(Entry::Range(first, last))
            }
        }
    }

    fn heading(&self, place: &Place, span: Span, words: [Option<&Str>; 4], refers: Refers) -> Option<Entry> {
        let [law, book, title, chapter] = words;
        let siglum = law.cloned().unwrap_or_else(|| place.law.clone());
        if siglum.is_empty() {
            let help = "write the siglum before it, such as `CPF book 2 title 8`";
            self.report.error(place.spot(span), "id.no_law", "the heading does not say of which law", help);
            return None;
        }
        if !self.names.siglum(self.report, place.spot(span), &siglum) {
            return None;
        }
        let own =
            |wanted: Option<&Str>, own: &Option<Str>| wanted.cloned().or_else(|| own.clone().filter(|_| law.is_none()));
        let book = own(book, &place.headings.book);
        let title =
            title.cloned().or_else(|| place.headings.title.clone().filter(|_| chapter.is_some() && law.is_none()));
        let chapter = chapter.cloned();
        let is = |wanted: &Option<Str>, own: &Option<Str>| wanted.is_none() || wanted == own;
        let known = self
            .names
            .headings
            .iter()
            .any(|(of, h)| *of == siglum && is(&book, &h.book) && is(&title, &h.title) && is(&chapter, &h.chapter));
        let named_only = self.names.law_of(&siglum).is_some_and(|law| law.named_only);
        if !known && !named_only && refers == Refers::Rule {
            let help = "headings are declared by `book`, `title` and `chapter` in the files";
            self.report.warning(
                place.spot(span),
                "heading.unknown",
                format!("`{siglum}` has no such heading in these rules"),
                help,
            );
        }
        Some(Entry::Heading(siglum, book, title, chapter))
    }

    /// A selection, or a gap in its place; `None` when the payload is neither.
    pub(crate) fn known_selection(&self, place: &Place, value: &Value, refers: Refers) -> Option<Known<Selection>> {
        match value {
            Value::Selection(selection) => Some(Known::Text(self.selection(place, selection, refers))),
            Value::Gap(note, at_most) => {
                let at_most = at_most.as_deref().and_then(|most| match most {
                    Value::Selection(selection) => Some(self.selection(place, selection, refers)),
                    _ => None,
                });
                Some(Known::Gap { note: super::place::text_of(note), at_most })
            }
            _ => None,
        }
    }
}
