//! Items where they stand: their file, their law and the headings above them.

use super::report::{Report, Spot};
use crate::exact::Text;
use crate::model::Headings;
use crate::packed::Str;
use crate::syntax::tree::{At, Entry, File, Item, ItemKind, Label, Line, LineKind, Span};
use std::collections::HashMap;

/// The most items a folder of rules may have.
pub const MAX_ITEMS: usize = 100_000;

/// An item where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Place<'a> {
    /// The file.
    pub file: usize,
    /// The item.
    pub item: &'a Item,
    /// The siglum of the section it stands in; empty outside.
    pub law: Str,
    /// The headings above it.
    pub headings: Headings,
}

impl<'a> Place<'a> {
    /// A place in this item's file.
    pub(crate) fn spot(&self, span: Span) -> Spot {
        Spot { file: self.file, span }
    }
    /// The name of the item, or its first word when it has none.
    pub(crate) fn named(&self) -> Spot {
        let name = self.item.name.span;
        if name.start < name.end {
            return self.spot(name);
        }
        let start = self.item.span.start;
        let end = self.item.span.end.min(start + keyword(self.item.kind).len());
        self.spot(Span { start, end })
    }
    /// The lines of a kind.
    pub(crate) fn lines(&self, kind: LineKind) -> impl Iterator<Item = &'a Line> + use<'a> {
        self.item.lines.iter().filter(move |line| line.kind == kind)
    }
    /// The first line of a kind.
    pub(crate) fn line(&self, kind: LineKind) -> Option<&'a Line> {
        self.lines(kind).next()
    }
    /// The first entry of the first line of a kind.
    pub(crate) fn entry(&self, kind: LineKind) -> Option<&'a Entry> {
        self.line(kind).and_then(|line| line.entries.first())
    }
}

/// The words that begin an item.
pub(crate) fn keyword(kind: ItemKind) -> &'static str {
    crate::syntax::keywords::item_keyword(kind)
}

/// Every item of every file, with the law and the headings it stands under.
pub(crate) fn gather<'a>(files: &'a [File], report: &Report) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    for (file, tree) in files.iter().enumerate() {
        let mut law = Str::default();
        let mut headings = Headings::default();
        for item in &tree.items {
            let name = || Some(item.name.value.clone());
            match item.kind {
                ItemKind::Law => {
                    law.clone_from(&item.name.value);
                    headings = Headings::default();
                }
                ItemKind::Book => headings = Headings { book: name(), ..Headings::default() },
                ItemKind::Title => {
                    headings = Headings {
                        book: headings.book.take(),
                        title: name(),
                        title_name: item.label.as_ref().map(text_of),
                        ..Headings::default()
                    };
                }
                ItemKind::Chapter => {
                    headings.chapter = name();
                    headings.chapter_name = item.label.as_ref().map(text_of);
                }
                _ => {}
            }
            if places.len() >= MAX_ITEMS {
                let at = Spot { file, span: item.name.span };
                report.error(at, "limit.items", format!("more than {MAX_ITEMS} items"), "split the rules into packs");
                return places;
            }
            places.push(Place { file, item, law: law.clone(), headings: headings.clone() });
        }
    }
    name_headings(&mut places);
    places
}

/// Gives a heading that is repeated without its name the name it has elsewhere.
fn name_headings(places: &mut [Place]) {
    type Key = (Str, Option<Str>, Option<Str>, Option<Str>);
    let key = |place: &Place, chapter: bool| -> Key {
        let h = &place.headings;
        let chapter = if chapter { h.chapter.clone() } else { None };
        (place.law.clone(), h.book.clone(), h.title.clone(), chapter)
    };
    let mut names: HashMap<Key, Text> = HashMap::new();
    for place in places.iter() {
        let (chapter, name) = match place.item.kind {
            ItemKind::Title => (false, &place.headings.title_name),
            ItemKind::Chapter => (true, &place.headings.chapter_name),
            _ => continue,
        };
        if let Some(name) = name {
            names.entry(key(place, chapter)).or_insert_with(|| name.clone());
        }
    }
    for place in places {
        if place.headings.title.is_some() && place.headings.title_name.is_none() {
            place.headings.title_name = names.get(&key(place, false)).cloned();
        }
        if place.headings.chapter.is_some() && place.headings.chapter_name.is_none() {
            place.headings.chapter_name = names.get(&key(place, true)).cloned();
        }
    }
}

/// A label as text; a missing half stays empty.
pub(crate) fn text_of(label: &Label) -> Text {
    Text::new(label.es.value.clone(), label.en.as_ref().map(|en| en.value.clone()).unwrap_or_default())
}

/// The place of a list of names.
pub(crate) fn span_of(names: &[At<Str>]) -> Span {
    match (names.first(), names.last()) {
        (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
        _ => Span::default(),
    }
}
