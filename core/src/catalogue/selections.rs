//! Selections as lists of strings: ids, `A..B`, `law L`, headings, names of groups, `except …`.

use crate::model::{Entry, Model, Selection};
use crate::packed::Str;

/// A selection, entry by entry.
pub fn strings(model: &Model, selection: &Selection) -> Vec<Str> {
    let included = selection.include.iter().map(|entry| written(model, entry));
    let excepted = selection.except.iter().map(|entry| format!("except {}", written(model, entry)).into());
    included.chain(excepted).collect()
}

fn written(model: &Model, entry: &Entry) -> Str {
    match entry {
        Entry::Id(id) => id.text(),
        Entry::Range(from, to) => format!("{from}..{to}").into(),
        Entry::Law(siglum) => format!("law {siglum}").into(),
        Entry::Heading(law, book, title, chapter) => {
            let mut words = law.to_string();
            for (word, number) in [("book", book), ("title", title), ("chapter", chapter)] {
                if let Some(number) = number {
                    words.push_str(&format!(" {word} {number}"));
                }
            }
            words.into()
        }
        Entry::Group(at) => model.provisions.get(*at as usize).map_or_else(Str::default, |group| group.id.clone()),
        Entry::Every => "every offence".into(),
    }
}
