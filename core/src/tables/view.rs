//! What the sliced runner sees of a chunk: the planes of every atom, and the day of every act.

use super::columns::Inputs;
use super::encode::{Cell, Coded, Codes};
use crate::exact::Date;
use crate::facts::{Column, FactValue, Origin, Slot, Truth, absent_value, held};
use crate::model::{Atom, AtomIx, Derivation, FactIx, Model, Test};
use crate::sliced::{AtomPlanes, BLOCK_ROWS, Plane, Planes, truth};

/// The most spans of codes that are compared one by one; more are looked up.
const MAX_SPANS: usize = 6;
/// Words of 64 rows in a block.
pub(super) const BLOCK_WORDS: usize = BLOCK_ROWS / 64;

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
        let own = place(&Column::ClosedWorld).is_some();
        let closed_world = closed_world && !own;
        let named = |ix: FactIx| inputs.read.iter().any(|input| input.of(ix));
        let given = |name: &str| model.fact(name).is_some_and(named);
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
            // Whether other columns may settle it, or make it narrower than its own says. Persons are not counted from a row.
            let computed = match &fact.derived {
                Some(Derivation::AgeAt(_)) => given(&format!("{}.birth_date", fact.subject)),
                Some(Derivation::AmountIn { amount, .. }) => named(*amount),
                Some(Derivation::When(_)) => true,
                Some(Derivation::NumberOfVictims | Derivation::NumberOfAccused) | None => false,
            };
            // What is assumed when nothing derives it.
            let assumed = || absent_value(fact, &absent[at]);
            match column {
                // The end of an act is settled by other columns.
                _ if fact.name == "act.ended" || parts || computed => Source::Unseen,
                Some(place) => Source::Column(place),
                None if !members.is_empty() => Source::Members(members, closed_world),
                None if own && absent[at].origin != Origin::Assumed => Source::Unseen,
                None => Source::Always(assumed()),
            }
        };
        let facts = (0..model.facts.len()).map(source).collect();
        let alone = !given("act.ended") && !given("act.ongoing");
        let day = model.fact("act.date").and_then(|ix| place(&Column::Fact(ix))).filter(|_| alone);
        Sources { facts, closed_world, day }
    }

    /// Whether an atom may be murky in some row.
    pub fn may_be_murky(&self, model: &Model, at: AtomIx) -> bool {
        let atom = model.atom_at(at);
        matches!(self.facts[atom.fact.usize()], Source::Unseen) || matches!(atom.test, Test::InGroup(..))
    }
}

/// The codes of a column whose cells pass a test.
#[derive(Debug)]
enum Passing {
    None,
    Spans(Vec<(u8, u8)>),
    Table(Vec<bool>),
}

/// How an atom is seen.
#[derive(Debug)]
enum Look {
    /// The same in every row; `None`: murky.
    Always(Option<Truth>),
    /// A column of flags, by its place.
    Bits(usize),
    /// A column of codes, by its place: those met, unmet, murky.
    Codes(usize, [Passing; 3]),
}

/// A chunk as the sliced runner sees it.
pub(super) struct Seen<'a> {
    columns: &'a [Option<Coded>],
    looks: Vec<Look>,
    /// The columns with cells that must be looked at beside their values.
    aside: Vec<(usize, Passing)>,
    /// The days of the column of days, by code.
    day: Option<(usize, Vec<Option<i32>>)>,
}

impl<'a> Seen<'a> {
    pub fn new(model: &Model, sources: &Sources, columns: &'a [Option<Coded>]) -> Seen<'a> {
        let look = |atom: &Atom| match &sources.facts[atom.fact.usize()] {
            Source::Always(value) => Look::Always(truth(model, atom, value)),
            Source::Unseen => Look::Always(None),
            Source::Column(place) => match &columns[*place] {
                Some(coded) => {
                    let fact = model.fact_at(atom.fact);
                    let of = |cell: &Cell| match cell {
                        Cell::Fact(decoded) => {
                            let closed = sources.closed_world && decoded.value != FactValue::Unknown;
                            truth(model, atom, &held(fact, decoded, closed))
                        }
                        _ => Some(Truth::Unknown),
                    };
                    look_at(*place, coded, of)
                }
                None => Look::Always(None),
            },
            Source::Members(members, closed) => {
                let Test::Has(wanted) = atom.test else { return Look::Always(None) };
                match members.iter().find(|(member, _)| *member == usize::from(wanted)) {
                    Some((_, place)) => match &columns[*place] {
                        Some(coded) => look_at(*place, coded, |cell| match cell {
                            Cell::Member(Some(held)) => Some(Truth::from(*held)),
                            _ => Some(Truth::Unknown),
                        }),
                        None => Look::Always(None),
                    },
                    None => Look::Always(Some(if *closed { Truth::False } else { Truth::Unknown })),
                }
            }
        };
        let out = columns.iter().enumerate().filter_map(|(place, coded)| {
            let coded = coded.as_ref()?;
            let out: Vec<bool> = coded.cells.iter().map(Coded::stands_out).collect();
            out.contains(&true).then(|| (place, passing(&coded.codes, &out)))
        });
        let day = |cell: &Cell| match cell {
            Cell::Fact(decoded) => match decoded.value {
                FactValue::Date(first, last) if first == last => Some(Date::to_days(first)),
                _ => None,
            },
            _ => None,
        };
        let days = sources.day.and_then(|place| {
            let coded = columns[place].as_ref()?;
            Some((place, coded.cells.iter().map(day).collect()))
        });
        Seen { columns, looks: model.atoms.iter().map(look).collect(), aside: out.collect(), day: days }
    }

    /// An atom over a block.
    #[inline(always)]
    pub fn atom(&self, at: AtomIx, block: usize, rows: usize) -> AtomPlanes<{ BLOCK_WORDS }> {
        match &self.looks[at.usize()] {
            Look::Always(Some(truth)) => (Planes::all(*truth), Plane::NONE),
            Look::Always(None) => (Planes::OPEN, Plane::ALL),
            Look::Bits(place) => match self.columns[*place].as_ref().map(|coded| &coded.codes) {
                Some(Codes::Bits { yes, no }) => {
                    let own = |words: &[u64]| Plane::of_words(words.get(block * BLOCK_WORDS..).unwrap_or_default());
                    (Planes { yes: own(yes), no: own(no) }, Plane::NONE)
                }
                _ => (Planes::OPEN, Plane::ALL),
            },
            Look::Codes(place, [yes, no, murky]) => match &self.columns[*place] {
                Some(coded) => {
                    let plane = |passing| coded.passing(passing, block, rows);
                    (Planes { yes: plane(yes), no: plane(no) }, plane(murky))
                }
                None => (Planes::OPEN, Plane::ALL),
            },
        }
    }

    /// The rows of a block in which some cell must be looked at beside its value.
    pub fn aside(&self, block: usize, rows: usize) -> Plane {
        let all =
            self.aside.iter().filter_map(|(place, out)| Some(self.columns[*place].as_ref()?.passing(out, block, rows)));
        all.fold(Plane::NONE, Plane::or)
    }

    /// The day of the examination of each row of a block, where it is known; `other`: of rows that name none.
    pub fn as_of(&self, place: usize, block: usize, rows: usize, other: Option<Date>) -> Vec<Option<i32>> {
        let from = block * BLOCK_ROWS;
        let Some(coded) = &self.columns[place] else { return vec![None; rows] };
        let day = |row| match coded.cell(row) {
            Cell::AsOf(day) => day.or(other).filter(|day| !crate::law::far(*day)).map(Date::to_days),
            _ => None,
        };
        (from..from + rows).map(day).collect()
    }

    /// The single day of each act of a block.
    pub fn days(&self, block: usize, rows: usize) -> Vec<Option<i32>> {
        let from = block * BLOCK_ROWS;
        match &self.day {
            Some((place, days)) => match &self.columns[*place] {
                Some(coded) => (from..from + rows).map(|row| days[coded.place(row)]).collect(),
                None => vec![None; rows],
            },
            None => vec![None; rows],
        }
    }
}

fn look_at(place: usize, coded: &Coded, of: impl Fn(&Cell) -> Option<Truth>) -> Look {
    let truths: Vec<Option<Truth>> = coded.cells.iter().map(of).collect();
    if let (Codes::Bits { .. }, [Some(Truth::Unknown), Some(Truth::False), Some(Truth::True)]) =
        (&coded.codes, truths.as_slice())
    {
        return Look::Bits(place);
    }
    let with = |wanted: Option<Truth>| {
        let table: Vec<bool> = truths.iter().map(|truth| *truth == wanted).collect();
        passing(&coded.codes, &table)
    };
    Look::Codes(place, [with(Some(Truth::True)), with(Some(Truth::False)), with(None)])
}

/// The codes with which a table says yes.
fn passing(codes: &Codes, table: &[bool]) -> Passing {
    if !table.contains(&true) {
        return Passing::None;
    }
    let mut spans: Vec<(u8, u8)> = Vec::new();
    for (code, _) in (0_u8..=u8::MAX).zip(table).filter(|(_, passes)| **passes) {
        match spans.last_mut() {
            Some(last) if last.1.checked_add(1) == Some(code) => last.1 = code,
            _ => spans.push((code, code)),
        }
    }
    match codes {
        Codes::Narrow { .. } if spans.len() <= MAX_SPANS => Passing::Spans(spans),
        _ => Passing::Table(table.to_vec()),
    }
}

impl Coded {
    /// The rows of a block whose cells pass.
    #[inline(always)]
    fn passing(&self, passing: &Passing, block: usize, rows: usize) -> Plane {
        let from = block * BLOCK_ROWS;
        let with_empty = |own: Plane, valid: &Option<Vec<u64>>, empty: bool| match valid {
            Some(valid) => {
                let valid = Plane::of_words(valid.get(block * BLOCK_WORDS..).unwrap_or_default());
                if empty { own.and(valid).or(Plane::first(rows).less(valid)) } else { own.and(valid) }
            }
            None => own,
        };
        match (passing, &self.codes) {
            (Passing::None, _) => Plane::NONE,
            (Passing::Spans(spans), Codes::Narrow { codes, valid }) => {
                let codes = &codes[from..from + rows];
                let own = spans.iter().fold(Plane::NONE, |any, span| any.or(Plane::between(codes, *span)));
                with_empty(own, valid, spans.first().is_some_and(|span| span.0 == 0))
            }
            (Passing::Table(table), Codes::Narrow { codes, valid }) => {
                with_empty(Plane::of_codes(&codes[from..from + rows], table), valid, table[0])
            }
            (Passing::Table(table), Codes::Wide(codes)) => Plane::of_codes(&codes[from..from + rows], table),
            (Passing::Table(table), Codes::Bits { yes, no }) => {
                let own = |words: &[u64]| Plane::of_words(words.get(block * BLOCK_WORDS..).unwrap_or_default());
                let (yes, no) = (own(yes), own(no));
                let all = Plane::first(rows);
                let cells = [(table[0], all.less(yes).less(no)), (table[1], no), (table[2], yes)];
                cells.into_iter().filter(|(passes, _)| *passes).fold(Plane::NONE, |any, (_, own)| any.or(own))
            }
            // Spans are of bytes.
            (Passing::Spans(_), _) => Plane::NONE,
        }
    }
}
