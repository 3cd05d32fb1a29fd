//! What the sliced runner sees of a chunk: the planes of every atom, and the day of every act.

use super::columns::Inputs;
use super::encode::{Cell, Coded};
use crate::exact::Date;
use crate::facts::{Column, FactValue, Slot, Truth, atom_truth, held};
use crate::model::{AtomIx, FactIx, Model, Test};
use crate::sliced::{Plane, Planes};
use std::ops::Range;

/// Where the values of a fact come from.
#[derive(Clone, Debug)]
enum Source {
    /// The same in every row.
    Always(FactValue),
    /// A column of its own, by its place among the inputs.
    Column(usize),
    /// A column for each of some members, by their places; the others are false in a closed world.
    Members(Vec<(usize, usize)>, bool),
    /// Not looked at: derived, or in parts.
    Unseen,
}

/// Where the facts of a table come from: found once for its columns.
#[derive(Clone, Debug)]
pub(super) struct Sources {
    facts: Vec<Source>,
    closed_world: bool,
    /// The place among the inputs of a day of the act that is the only one there is.
    day: Option<usize>,
}

impl Sources {
    /// `absent`: how facts stand that no column gives.
    pub fn new(model: &Model, inputs: &Inputs, absent: &[Slot], closed_world: bool) -> Sources {
        let place = |column: &Column| inputs.read.iter().position(|input| input.column == *column);
        // A row may say that its world is not closed: then what is absent is open.
        let closed_world = closed_world && place(&Column::ClosedWorld).is_none();
        let own = place(&Column::ClosedWorld).is_some();
        let source = |at: usize| {
            let ix = FactIx::new(at);
            let fact = model.fact_at(ix);
            let column = place(&Column::Fact(ix));
            let members: Vec<(usize, usize)> = inputs
                .read
                .iter()
                .enumerate()
                .filter_map(|(place, input)| match input.column {
                    Column::Member(of, member) if of == ix => Some((member, place)),
                    _ => None,
                })
                .collect();
            let parts = inputs.read.iter().any(|i| i.column == Column::Least(ix) || i.column == Column::Greatest(ix));
            match column {
                // The end of an act is settled by other columns, and a derived value may be narrower than a given one.
                _ if fact.name == "act.ended" || parts => Source::Unseen,
                Some(place) => Source::Column(place),
                None if !members.is_empty() => Source::Members(members, closed_world),
                None if fact.derived.is_some() => Source::Unseen,
                None if own && absent[at].origin != crate::facts::Origin::Assumed => Source::Unseen,
                None => Source::Always(absent[at].value.clone()),
            }
        };
        let facts = (0..model.facts.len()).map(source).collect();
        let named = |name: &str| model.fact(name).is_some_and(|ix| inputs.read.iter().any(|i| i.of(ix)));
        let alone = !named("act.ended") && !named("act.ongoing");
        let day = model.fact("act.date").and_then(|ix| place(&Column::Fact(ix))).filter(|_| alone);
        Sources { facts, closed_world, day }
    }
}

/// A chunk as the sliced runner sees it.
pub(super) struct Seen<'a> {
    model: &'a Model,
    sources: &'a Sources,
    columns: &'a [Option<Coded>],
    /// By atom: the codes of its fact's column with which it is met, and with which it is unmet.
    tables: Vec<Option<(Vec<bool>, Vec<bool>)>>,
}

impl<'a> Seen<'a> {
    pub fn new(model: &'a Model, sources: &'a Sources, columns: &'a [Option<Coded>]) -> Seen<'a> {
        let table = |atom: &crate::model::Atom| {
            let Source::Column(place) = sources.facts[atom.fact.usize()] else { return None };
            let fact = model.fact_at(atom.fact);
            let truth = |cell: &Cell| match cell {
                Cell::Fact(decoded) => {
                    let value = held(fact, decoded, sources.closed_world && decoded.value != FactValue::Unknown);
                    // Whether a group holds an id depends on the readings: it is left open.
                    atom_truth(model, atom, &value, &|_, _, _| Truth::Unknown)
                }
                _ => Truth::Unknown,
            };
            let truths: Vec<Truth> = columns[place].as_ref()?.cells.iter().map(truth).collect();
            let with = |wanted| truths.iter().map(|truth| *truth == wanted).collect();
            Some((with(Truth::True), with(Truth::False)))
        };
        Seen { model, sources, columns, tables: model.atoms.iter().map(table).collect() }
    }

    /// The planes of an atom over some rows.
    pub fn atom(&self, at: AtomIx, rows: &Range<usize>) -> Planes {
        let atom = self.model.atom_at(at);
        match &self.sources.facts[atom.fact.usize()] {
            Source::Always(value) => Planes::all(atom_truth(self.model, atom, value, &|_, _, _| Truth::Unknown)),
            Source::Column(place) => match (&self.tables[at.usize()], &self.columns[*place]) {
                (Some((yes, no)), Some(coded)) => {
                    let codes = &coded.codes[rows.clone()];
                    Planes { yes: Plane::of_codes(codes, yes), no: Plane::of_codes(codes, no) }
                }
                _ => Planes::OPEN,
            },
            Source::Members(members, closed) => {
                let Test::Has(wanted) = atom.test else { return Planes::OPEN };
                match members.iter().find(|(member, _)| *member == usize::from(wanted)) {
                    Some((_, place)) => self.member(*place, rows),
                    None if *closed => Planes::all(Truth::False),
                    None => Planes::OPEN,
                }
            }
            Source::Unseen => Planes::OPEN,
        }
    }

    fn member(&self, place: usize, rows: &Range<usize>) -> Planes {
        let Some(coded) = &self.columns[place] else { return Planes::OPEN };
        let with = |wanted| -> Vec<bool> {
            coded.cells.iter().map(|cell| matches!(cell, Cell::Member(Some(held)) if *held == wanted)).collect()
        };
        let codes = &coded.codes[rows.clone()];
        Planes { yes: Plane::of_codes(codes, &with(true)), no: Plane::of_codes(codes, &with(false)) }
    }

    /// The single day of each act.
    pub fn days(&self, rows: &Range<usize>) -> Vec<Option<i32>> {
        let column = self.sources.day.and_then(|place| self.columns[place].as_ref());
        let day = |row| match column?.cell(row) {
            Cell::Fact(decoded) => match decoded.value {
                FactValue::Date(first, last) if first == last => Some(Date::to_days(first)),
                _ => None,
            },
            _ => None,
        };
        rows.clone().map(day).collect()
    }
}
