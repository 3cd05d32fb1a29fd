//! The stages: in force, subsume, punish, qualify, grade, resolve. Each reads what the ones before it made.

mod amounts;
mod asked;
mod asks;
mod bearing;
mod charge;
mod concurrence;
mod context;
#[cfg(feature = "tables")]
mod elements;
mod evaluate;
#[cfg(any(feature = "language", feature = "quiz"))]
mod examples;
mod explain;
mod governed;
mod grade;
mod index;
mod international;
mod judge;
mod matching;
mod milder;
mod naming;
mod notices;
mod over_time;
mod prescription;
mod punish;
mod qualify;
mod reach;
mod reasons;
mod resolve;
mod run;
mod selecting;
mod shapes;
mod sieve;
mod states;
mod statuses;
mod subsume;
mod taxonomy;
mod turns;
mod wording;

pub(crate) use asked::whom;
#[cfg(feature = "tables")]
pub(crate) use bearing::{Together, doubts};
pub(crate) use context::{Compiled, Context, Frame};
#[cfg(feature = "tables")]
pub(crate) use elements::made_out_each;
pub(crate) use evaluate::{Keep, evaluate};
#[cfg(feature = "tables")]
pub(crate) use evaluate::{evaluate_among, matched_by_offence};
#[cfg(any(feature = "language", feature = "quiz"))]
pub(crate) use examples::near_misses;
#[cfg(feature = "language")]
pub(crate) use examples::offences_named;
pub(crate) use explain::{atoms_of, explain};
#[cfg(feature = "tables")]
pub(crate) use grade::GRADINGS;
pub(crate) use index::Index;
pub(crate) use matching::matches;
pub(crate) use reasons::number_text;
#[cfg(feature = "tables")]
pub(crate) use resolve::displaces;
pub(crate) use run::Program;
pub(crate) use statuses::{StatusOf, statuses, statuses_among};
pub(crate) use wording::{displaced, excluded};

use crate::model::{Form, Letter, Offence};

/// The letters of an offence, in order.
pub(crate) fn letters_of(offence: &Offence) -> impl Iterator<Item = &Letter> {
    offence
        .elements
        .iter()
        .filter_map(|element| match &element.form {
            Form::OneOf(letters) => Some(letters),
            _ => None,
        })
        .flatten()
}
