//! What the sliced runner sees of a chunk: the planes of every atom, and the day of every act.

use super::columns::Inputs;
use super::encode::{Cell, Coded, Codes};
use crate::exact::Date;
use crate::facts::{Column, Derived, FactValue, Origin, Slot, Truth, absent_value, atom_truth, held};
use crate::model::{Atom, AtomIx, Derivation, FactIx, Model, Test};
use crate::sliced::{AtomPlanes, BLOCK_ROWS, BLOCK_WORDS, Plane, Planes};

/// The most spans of codes that are compared one by one; more are looked up.
const MAX_SPANS: usize = 6;

/// Where the values of a fact come from.
#[derive(Clone, Debug)]
enum Source {
    /// The same in every row.
    Always(FactValue),
    /// A column of its own, by its place among the inputs, and after them among those that are computed.
    Column(usize),
    /// A column for each of some members, by their places; the others are false in a closed world.
    Members(Vec<(usize, usize)>, bool),
    /// Not looked at: derived, or in parts.
    Unseen,
}

/// A fact that is computed from columns.
#[derive(Clone, Debug)]
struct Computed {
    fact: FactIx,
    /// The columns that it is computed from, with their facts.
    from: Vec<(FactIx, usize)>,
    /// A column of its own.
    own: Option<usize>,
}

/// Where the facts of a table come from: found once for its columns.
#[derive(Clone, Debug)]
pub(super) struct Sources {
    facts: Vec<Source>,
    /// Facts that are computed from other columns: their place among the columns follows the inputs.
    computed: Vec<Computed>,
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
        let mut facts: Vec<Source> = (0..model.facts.len()).map(source).collect();
        let mut computed = Vec::new();
        for (at, fact) in model.facts.iter().enumerate() {
            let Some(from) = Derived::from(model, fact).filter(|_| matches!(facts[at], Source::Unseen) && !own) else {
                continue;
            };
            let columns = || from.iter().filter_map(|from| place(&Column::Fact(*from)).map(|place| (*from, place)));
            let seen = from.iter().all(|from| !matches!(facts[from.usize()], Source::Unseen | Source::Members(..)));
            if seen && inputs.read.iter().all(|i| !i.of(FactIx::new(at)) || i.column == Column::Fact(FactIx::new(at))) {
                let (fact, own) = (FactIx::new(at), place(&Column::Fact(FactIx::new(at))));
                facts[at] = Source::Column(inputs.read.len() + computed.len());
                computed.push(Computed { fact, from: columns().collect(), own });
            }
        }
        let alone = !given("act.ended") && !given("act.ongoing");
        let day = model.fact("act.date").and_then(|ix| place(&Column::Fact(ix))).filter(|_| alone);
        Sources { facts, computed, closed_world, day }
    }

    /// Whether a column is weighed against others only in what is computed from it.
    pub fn computes(&self, place: usize) -> bool {
        self.computed.iter().any(|own| own.own == Some(place) || own.from.iter().any(|(_, from)| *from == place))
    }

    /// The columns that are computed, from those that are read.
    pub fn computed(
        &self,
        model: &Model,
        absent: &[Slot],
        columns: &[Option<Coded>],
        rows: usize,
    ) -> Vec<Option<Coded>> {
        let value = |cell: &Cell| match cell {
            Cell::Fact(decoded) => decoded.value.clone(),
            _ => FactValue::Unknown,
        };
        let column = |computed: &Computed| {
            let mut derived = Derived::new(model, computed.fact, absent);
            let from: Option<Vec<(FactIx, &Coded)>> =
                computed.from.iter().map(|(fact, place)| Some((*fact, columns[*place].as_ref()?))).collect();
            let (from, own) = (from?, computed.own.and_then(|place| columns[place].as_ref()));
            Some(Coded::each(
                rows,
                |row| {
                    (from.iter().map(|(_, coded)| coded.place(row)).collect::<Vec<_>>(), own.map(|own| own.place(row)))
                },
                |row| {
                    let given = from.iter().map(|(fact, coded)| (*fact, value(&coded.cell(row))));
                    derived.value(given, own.map(|own| value(&own.cell(row))))
                },
            ))
        };
        self.computed.iter().map(column).collect()
    }

    /// Whether an atom may be murky in some row.
    pub fn may_be_murky(&self, model: &Model, at: AtomIx) -> bool {
        let atom = model.atom_at(at);
        matches!(self.facts[atom.fact.usize()], Source::Unseen)
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
    /// A column of codes, by its place: those met; the others are unmet, but for the empty one.
    Whether(usize, Passing),
    /// A column of days, by its place: the day before which, or on or before which, the test is met.
    Days(usize, i32),
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
    /// `in_group` answers whether an id belongs to a version of a group.
    pub fn new(
        model: &Model,
        sources: &Sources,
        columns: &'a [Option<Coded>],
        in_group: &dyn Fn(u32, u32, &str) -> Truth,
    ) -> Seen<'a> {
        let truth = |atom: &Atom, value: &FactValue| Some(atom_truth(model, atom, value, in_group));
        let look = |atom: &Atom| match &sources.facts[atom.fact.usize()] {
            Source::Always(value) => Look::Always(truth(atom, value)),
            Source::Unseen => Look::Always(None),
            Source::Column(place) => match &columns[*place] {
                Some(coded) => {
                    let fact = model.fact_at(atom.fact);
                    let of = |cell: &Cell| match cell {
                        Cell::Fact(decoded) => {
                            let closed = sources.closed_world && decoded.value != FactValue::Unknown;
                            truth(atom, &held(fact, decoded, closed))
                        }
                        _ => Some(Truth::Unknown),
                    };
                    match (&coded.codes, &atom.test) {
                        (Codes::Days { .. }, Test::Before(day)) => Look::Days(*place, day.to_days()),
                        (Codes::Days { .. }, Test::OnOrBefore(day)) => {
                            Look::Days(*place, day.to_days().saturating_add(1))
                        }
                        (Codes::Days { .. }, _) => Look::Always(None),
                        _ => look_at(*place, coded, of),
                    }
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
            Look::Whether(place, met) => match &self.columns[*place] {
                Some(coded) => {
                    let (yes, known) = (coded.passing(met, block, rows), coded.known(block, rows));
                    (Planes { yes, no: known.less(yes) }, Plane::NONE)
                }
                None => (Planes::OPEN, Plane::ALL),
            },
            Look::Days(place, end) => match self.columns[*place].as_ref().map(|coded| (coded, &coded.codes)) {
                Some((coded, Codes::Days { days, .. })) => {
                    let from = block * BLOCK_ROWS;
                    let known = coded.known(block, rows);
                    let yes = Plane::passing(&days[from..from + rows], |day| day < *end).and(known);
                    (Planes { yes, no: known.less(yes) }, Plane::NONE)
                }
                _ => (Planes::OPEN, Plane::ALL),
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
        let day = |row| match &*coded.cell(row) {
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
                Some(coded) if days.is_empty() => (from..from + rows).map(|row| coded.day(row)).collect(),
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
    // Exactly the empty cell is open: what is not met is unmet.
    if truths.first() == Some(&Some(Truth::Unknown))
        && truths[1..].iter().all(|truth| matches!(truth, Some(Truth::True | Truth::False)))
    {
        let met: Vec<bool> = truths.iter().map(|truth| *truth == Some(Truth::True)).collect();
        return Look::Whether(place, passing(&coded.codes, &met));
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
        Codes::Narrow { .. } | Codes::Ranks { .. } if spans.len() <= MAX_SPANS => Passing::Spans(spans),
        _ => Passing::Table(table.to_vec()),
    }
}

impl Coded {
    /// The rows of a block whose cells are not empty.
    #[inline(always)]
    fn known(&self, block: usize, rows: usize) -> Plane {
        let from = block * BLOCK_ROWS;
        match &self.codes {
            Codes::Narrow { valid: Some(valid), .. }
            | Codes::Ranks { valid: Some(valid), .. }
            | Codes::Days { valid: Some(valid), .. } => {
                Plane::of_words(valid.get(block * BLOCK_WORDS..).unwrap_or_default())
            }
            Codes::Narrow { codes, valid: None } if self.may_be_empty => {
                Plane::between(&codes[from..from + rows], (1, u8::MAX))
            }
            Codes::Wide(codes) => Plane::passing(&codes[from..from + rows], |code| code != 0),
            Codes::Bits { yes, no } => {
                let own = |words: &[u64]| Plane::of_words(words.get(block * BLOCK_WORDS..).unwrap_or_default());
                own(yes).or(own(no))
            }
            Codes::Narrow { .. } | Codes::Ranks { .. } | Codes::Days { .. } => Plane::first(rows),
        }
    }

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
            (Passing::Spans(spans), Codes::Narrow { codes, valid } | Codes::Ranks { ranks: codes, valid, .. }) => {
                let codes = &codes[from..from + rows];
                let own = spans.iter().fold(Plane::NONE, |any, span| any.or(Plane::between(codes, *span)));
                with_empty(own, valid, spans.first().is_some_and(|span| span.0 == 0))
            }
            (Passing::Table(table), Codes::Narrow { codes, valid } | Codes::Ranks { ranks: codes, valid, .. }) => {
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
            // Spans are of bytes, and days are compared as they are.
            (Passing::Spans(_), _) | (_, Codes::Days { .. }) => Plane::NONE,
        }
    }
}
