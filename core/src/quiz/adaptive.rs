//! What to train next, from what a learner answered: a pure function, nothing is kept.

use super::item::Item;
use crate::error::Error;
use crate::exact::Ratio;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Answers that tell how hard the next item may be.
const RECENT: usize = 4;

/// An answer of a learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The id of the item.
    pub item: String,
    /// Whether it was answered rightly.
    pub correct: bool,
}

/// How well an element is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mastery {
    /// `victim`, `prescription` …
    pub element: String,
    /// Items answered that train it.
    pub asked: usize,
    /// Of these, rightly.
    pub right: usize,
}

/// What to train next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// Elements of the bank, the least known first.
    pub elements: Vec<Mastery>,
    /// Ids of the items that were not answered, the most useful first.
    pub items: Vec<String>,
}

/// Reads the items of a quiz, as its JSON holds them.
///
/// # Errors
/// When the text holds something else: the message says where.
pub fn read_items(json: &[u8]) -> Result<Vec<Item>, Error> {
    read("quiz.items", "items", json)
}

/// Reads the answers of a learner: `[{"item": "range-0123456789ab", "correct": true}]`.
///
/// # Errors
/// When the text holds something else: the message says where.
pub fn read_answers(json: &[u8]) -> Result<Vec<Answer>, Error> {
    read("quiz.answers", "answers", json)
}

fn read<T: DeserializeOwned>(code: &'static str, what: &str, json: &[u8]) -> Result<Vec<T>, Error> {
    serde_json::from_slice(json).map_err(|error| Error::new(code, format!("{what} cannot be read: {error}")))
}

/// Orders the items of a bank by what a learner has still to learn: those first that train what is known least, and are as hard
/// as the last answers went well. Answers to items that are not in the bank are passed over.
///
/// How well an element is known is estimated as (right + 1) / (asked + 2): what was never asked stands between what is known
/// and what is not.
pub fn next(bank: &[Item], answers: &[Answer]) -> Next {
    let by_id: BTreeMap<&str, &Item> = bank.iter().map(|item| (item.id.as_str(), item)).collect();
    let mut known: BTreeMap<&str, (usize, usize)> =
        bank.iter().flat_map(|item| &item.elements).map(|element| (element.as_str(), (0, 0))).collect();
    for answer in answers {
        for element in by_id.get(answer.item.as_str()).map_or(&[][..], |item| &item.elements) {
            let entry = known.entry(element).or_default();
            entry.0 += 1;
            entry.1 += usize::from(answer.correct);
        }
    }
    let share = |(asked, right): (usize, usize)| {
        let whole = |n: usize| i128::try_from(n).unwrap_or(i128::MAX - 2);
        Ratio::new(whole(right) + 1, whole(asked) + 2)
    };
    let mut ranked: Vec<(&str, (usize, usize))> = known.into_iter().collect();
    ranked.sort_by_key(|(name, counts)| (share(*counts), counts.0, *name));
    let place = |element: &String| ranked.iter().position(|(name, _)| name == element).unwrap_or(ranked.len());
    let recent = answers.iter().rev().take(RECENT).filter(|answer| answer.correct).count();
    let fitting = u8::try_from(1 + recent).unwrap_or(u8::MAX);
    let answered: BTreeSet<&str> = answers.iter().map(|answer| answer.item.as_str()).collect();
    let mut open: Vec<(usize, &Item)> =
        bank.iter().enumerate().filter(|(_, item)| !answered.contains(item.id.as_str())).collect();
    open.sort_by_key(|(at, item)| {
        let weakest = item.elements.iter().map(place).min().unwrap_or(usize::MAX);
        (weakest, item.difficulty.abs_diff(fitting), *at)
    });
    Next {
        elements: ranked
            .iter()
            .map(|(name, (asked, right))| Mastery { element: (*name).to_owned(), asked: *asked, right: *right })
            .collect(),
        items: open.into_iter().map(|(_, item)| item.id.clone()).collect(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Answer, next, read_answers, read_items};
    use crate::quiz::Item;

    /// Items of the bank by hand: one of prescription (difficulty 3), one of base and aggravation (4).
    fn bank() -> Vec<Item> {
        serde_json::from_str(include_str!("by-hand.json")).unwrap()
    }
    fn answer(item: &str, correct: bool) -> Answer {
        Answer { item: item.to_owned(), correct }
    }

    #[test]
    fn what_was_answered_wrongly_comes_first_and_no_item_again() {
        let mut bank = bank();
        let mut third = bank[0].clone();
        third.id = "prescription-000000000000".to_owned();
        bank.push(third);
        // 1/3 known is less than 1/2, unasked.
        let told = next(&bank, &[answer(&bank[0].id, false)]);
        assert_eq!(told.elements[0].element, "prescription");
        assert_eq!((told.elements[0].asked, told.elements[0].right), (1, 0));
        assert_eq!(told.items, [bank[2].id.clone(), bank[1].id.clone()]);
        // 2/3 known is more than 1/2: what was never asked goes first.
        let told = next(&bank, &[answer(&bank[0].id, true)]);
        assert_eq!(told.items, [bank[1].id.clone(), bank[2].id.clone()]);
    }

    #[test]
    fn items_and_answers_are_read_or_refused() {
        let text = serde_json::to_string(&bank()).unwrap();
        assert_eq!(read_items(text.as_bytes()).unwrap(), bank());
        assert_eq!(read_answers(br#"[{"item": "a-0", "correct": true}]"#).unwrap(), [answer("a-0", true)]);
        assert_eq!(read_items(b"[{}]").unwrap_err().code, "quiz.items");
        for wrong in ["", "{}", r#"[{"item": "a-0"}]"#, r#"[{"item": 1, "correct": true}]"#] {
            assert_eq!(read_answers(wrong.as_bytes()).unwrap_err().code, "quiz.answers", "{wrong}");
        }
    }

    #[test]
    fn answers_to_strange_items_are_passed_over() {
        let bank = bank();
        assert_eq!(next(&bank, &[answer("riddle-000000000000", false)]).items.len(), 2);
        assert_eq!(next(&[], &[answer("riddle-000000000000", false)]).items, [""; 0]);
    }
}
