//! From what a kind of question says to an item: wrong answers chosen, mixed and named.

use super::chance::Chance;
use super::desk::{Desk, Scene};
use super::item::{Form, Item, ItemCase, ItemKind, ItemOption, Mistake, Row};
use super::plan::HARDEST;
use super::prose;
use crate::exact::{Date, Text};
use crate::model::Role;
use sha2::{Digest, Sha256};

/// Wrong answers of a question: at most, and at least.
const MOST_WRONG: usize = 3;
const LEAST_WRONG: usize = 2;
/// Hexadecimal digits of an id.
const ID_DIGITS: usize = 12;

/// A question before its answers are mixed.
pub(super) struct Draft {
    pub(super) kind: ItemKind,
    pub(super) form: Form,
    /// Points that make it harder, from 1.
    pub(super) difficulty: u8,
    pub(super) rows: Vec<Row>,
    pub(super) as_of: Date,
    /// The day of law for its citations.
    pub(super) day: Date,
    pub(super) stem: Text,
    pub(super) options: Vec<ItemOption>,
    pub(super) explanation: Text,
    /// Ids of the provisions that it trains, the charge first.
    pub(super) provisions: Vec<String>,
    pub(super) elements: Vec<String>,
}

impl Draft {
    /// A question about a scene, without answers yet.
    pub(super) fn of(kind: ItemKind, scene: &Scene, day: Date, stem: Text) -> Draft {
        Draft {
            kind,
            form: Form::Choice,
            difficulty: 1,
            rows: scene.rows.clone(),
            as_of: scene.as_of,
            day,
            stem,
            options: Vec::new(),
            explanation: Text::default(),
            provisions: Vec::new(),
            elements: Vec::new(),
        }
    }
    /// Adds an answer.
    pub(super) fn answer(&mut self, text: Text, mistake: Option<Mistake>, why: Text, citations: &[&str]) {
        self.options.push(ItemOption {
            text,
            correct: mistake.is_none(),
            place: None,
            mistake: mistake.map(Into::into),
            changes: Row::new(),
            why,
            citations: unique(citations.iter().map(|&id| id.to_owned())),
        });
    }
    /// Says what it trains.
    pub(super) fn trains(
        &mut self,
        provisions: impl IntoIterator<Item = impl Into<String>>,
        elements: impl IntoIterator<Item = String>,
    ) {
        self.provisions = unique(self.provisions.drain(..).chain(provisions.into_iter().map(Into::into)));
        self.elements = unique(self.elements.drain(..).chain(elements));
    }

    /// The item; `None` when too few wrong answers differ from the right one and from each other.
    pub(super) fn finish(mut self, desk: &Desk<'_>, chance: &mut Chance) -> Option<Item> {
        if self.form == Form::Choice {
            self.options = chosen(self.options, chance)?;
        } else {
            let all = &self.options;
            let alike = |a: &ItemOption, b: &ItemOption| a.text.es == b.text.es || a.text.en == b.text.en;
            if all.len() <= LEAST_WRONG || all.iter().enumerate().any(|(at, a)| all[..at].iter().any(|b| alike(a, b))) {
                return None;
            }
        }
        let before: Vec<Option<u32>> = self.options.iter().map(|o| o.place).collect();
        chance.shuffle(&mut self.options);
        // An order to be found must not be shown.
        if self.form == Form::Order && self.options.iter().map(|o| o.place).eq(before) {
            self.options.rotate_left(1);
        }
        let scenario = prose::scenario(desk.law.model(), &self.rows);
        let named = self.provisions.iter().chain(self.options.iter().filter(|o| o.correct).flat_map(|o| &o.citations));
        let citations = unique(named.cloned()).iter().filter_map(|id| desk.cite(id, self.day)).collect();
        let mut item = Item {
            id: String::new(),
            kind: self.kind,
            form: self.form,
            difficulty: self.difficulty.clamp(1, HARDEST),
            scenario,
            stem: self.stem,
            options: self.options,
            explanation: self.explanation,
            citations,
            provisions: self.provisions,
            elements: self.elements,
            case: ItemCase { as_of: self.as_of, counts: self.rows },
        };
        // INVARIANT: every key is a text and every number whole, so serialising cannot fail.
        let text = serde_json::to_vec(&item).unwrap_or_default();
        let digest = format!("{:x}", Sha256::digest(text));
        item.id = format!("{}-{}", item.kind.word(), &digest[..ID_DIGITS]);
        Some(item)
    }
}

/// The right answer and a few wrong ones, no two with the same text, of as many mistakes as can be.
fn chosen(options: Vec<ItemOption>, chance: &mut Chance) -> Option<Vec<ItemOption>> {
    let (right, mut wrong): (Vec<_>, Vec<_>) = options.into_iter().partition(|option| option.correct);
    let mut kept = vec![right.into_iter().next()?];
    chance.shuffle(&mut wrong);
    for fresh in [true, false] {
        for option in &wrong {
            let told = kept.iter().any(|own| own.text.es == option.text.es || own.text.en == option.text.en);
            let mistaken = kept.iter().any(|own| own.mistake == option.mistake);
            if kept.len() <= MOST_WRONG && !told && (!fresh || !mistaken) {
                kept.push(option.clone());
            }
        }
    }
    (kept.len() > LEAST_WRONG).then_some(kept)
}

/// Each once, in order.
pub(super) fn unique(all: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

/// The word of a role, as plans name it.
pub(super) fn role_word(role: Role) -> String {
    match serde_json::to_value(role) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
