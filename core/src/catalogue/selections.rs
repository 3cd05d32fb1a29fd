//! Selections as lists of strings: ids, `A..B`, `law L`, headings, names of groups, `except …`.

use crate::model::{Entry, Model, Selection};

/// A selection, entry by entry.
pub fn strings(model: &Model, selection: &Selection) -> Vec<String> {
    let included = selection.include.iter().map(|entry| written(model, entry));
    let excepted = selection.except.iter().map(|entry| format!("except {}", written(model, entry)));
    included.chain(excepted).collect()
}

fn written(model: &Model, entry: &Entry) -> String {
    match entry {
        Entry::Id(id) => id.to_string(),
        Entry::Range(from, to) => format!("{from}..{to}"),
        Entry::Law(siglum) => format!("law {siglum}"),
        Entry::Heading(law, book, title, chapter) => {
            let mut words = law.clone();
            for (word, number) in [("book", book), ("title", title), ("chapter", chapter)] {
                if let Some(number) = number {
                    words.push_str(&format!(" {word} {number}"));
                }
            }
            words
        }
        Entry::Group(at) => model.provisions.get(*at as usize).map_or_else(String::new, |group| group.id.clone()),
        Entry::Every => "every offence".to_owned(),
    }
}
