//! What the sliced runner sees of a chunk: the planes of every atom, and the day of every act.

use super::columns::Inputs;
use super::encode::{Cell, Coded, Codes, Numbers};
use crate::exact::Date;
use crate::facts::{Column, Derived, FactValue, Origin, Slot, Truth, absent_value, atom_truth, held};
use crate::model::{AtomIx, Derivation, FactIx, Model, Test};
use crate::sliced::{BLOCK_ROWS, BLOCK_WORDS, Cone, Digits, Logic, Plane, Planes};
use std::borrow::Cow;

/// The most spans of codes that are compared one by one; more are looked up.
const MAX_SPANS: usize = 6;

/// How many bounds for each binary digit of its numbers make a column worth taking by digits.
const BOUNDS_A_DIGIT: usize = 2;

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

    /// What an atom says in every row of every chunk, where no column decides it.
    pub fn always(&self, model: &Model, at: AtomIx, in_group: &dyn Fn(u32, u32, &str) -> Truth) -> Option<Truth> {
        let atom = model.atom_at(at);
        match &self.facts[atom.fact.usize()] {
            Source::Always(value) => Some(atom_truth(model, atom, value, in_group)),
            Source::Members(members, closed) => match atom.test {
                Test::Has(wanted) if members.iter().all(|(member, _)| *member != usize::from(wanted)) => {
                    Some(if *closed { Truth::False } else { Truth::Unknown })
                }
                _ => None,
            },
            Source::Column(_) | Source::Unseen => None,
        }
    }
}

/// The cells of a column that pass a test.
#[derive(Debug)]
struct Passing {
    /// Whether the empty one does, where a bitmap says which cells are empty.
    empty: bool,
    codes: Passes,
}

/// The codes of a column that pass a test.
#[derive(Debug)]
enum Passes {
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
    /// A column of numbers or days, by its place: the last that the test says the same of, and whether it is met up to there
    /// or after it.
    UpTo(usize, i64, bool),
    /// The same, by digits: their place among those of a block.
    Digits(usize, usize, i64, bool),
}

/// A column of numbers that are compared by their digits.
#[derive(Debug)]
struct ByDigits {
    place: usize,
    least: i32,
    digits: u32,
}

/// A block of a chunk, made ready for atoms to be asked of it.
#[derive(Debug, Default)]
pub(super) struct AtHand {
    block: usize,
    rows: usize,
    digits: Vec<Digits>,
}

/// A chunk as the sliced runner sees it.
pub(super) struct Seen<'a> {
    columns: &'a [Option<Coded>],
    /// How each atom that is asked is seen.
    looks: Vec<Look>,
    /// The columns with cells that must be looked at beside their values.
    aside: Vec<(usize, Passing)>,
    /// The days of the column of days, by code.
    day: Option<(usize, Vec<Option<i32>>)>,
    sight: Sight,
    digits: Vec<ByDigits>,
}

/// How much there is to see of what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// Every atom is met or unmet in every row.
    Known,
    /// Some may be unknown.
    Open,
    /// Some condition may be murky.
    Dim,
}

impl<'a> Seen<'a> {
    /// For what a cone asks. `in_group` answers whether an id belongs to a version of a group.
    pub fn new(
        model: &Model,
        (sources, cone): (&Sources, &Cone),
        columns: &'a [Option<Coded>],
        in_group: &dyn Fn(u32, u32, &str) -> Truth,
    ) -> Seen<'a> {
        let mut looks = Vec::new();
        looks.resize_with(model.atoms.len(), || Look::Always(None));
        let (mut known, mut dim) = (!cone.is_open(), cone.presumes());
        for at in cone.atoms() {
            let look = look(model, sources, columns, at, in_group);
            known &= look.is_known(columns);
            dim |= matches!(look, Look::Always(None));
            looks[at.usize()] = look;
        }
        let sight = match (dim, known) {
            (true, _) => Sight::Dim,
            (false, true) => Sight::Known,
            (false, false) => Sight::Open,
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
        let digits = by_digits(&mut looks, columns);
        Seen { columns, looks, aside: out.collect(), day: days, sight, digits }
    }

    /// How much there is to see.
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// Makes a block ready.
    #[inline(always)]
    pub fn take(&self, at_hand: &mut AtHand, block: usize, rows: usize) {
        (at_hand.block, at_hand.rows) = (block, rows);
        at_hand.digits.resize_with(self.digits.len(), Digits::default);
        let here = block * BLOCK_ROWS..block * BLOCK_ROWS + rows;
        for (own, digits) in self.digits.iter().zip(&mut at_hand.digits) {
            match self.columns[own.place].as_ref().map(|coded| &coded.codes) {
                Some(Codes::Numbers(Numbers::Short(all), _)) => digits.take(&all[here.clone()], own.least, own.digits),
                Some(Codes::Numbers(Numbers::Middle(all), _)) => digits.take(&all[here.clone()], own.least, own.digits),
                _ => {}
            }
        }
    }

    /// An atom over a block that is at hand.
    #[inline(always)]
    pub fn atom<L: Logic<{ BLOCK_WORDS }>>(&self, at: AtomIx, at_hand: &AtHand) -> L {
        let (block, rows) = (at_hand.block, at_hand.rows);
        let look = &self.looks[at.usize()];
        let coded = |place: usize| self.columns[place].as_ref();
        let (planes, murky) = match look {
            Look::Always(Some(truth)) => return L::all(*truth),
            Look::Always(None) => (Planes::OPEN, Plane::ALL),
            Look::Bits(place) => match coded(*place) {
                Some(Coded { codes: Codes::Bits(bits), valid, .. }) => {
                    let yes = Plane::of_bits(bits, block);
                    (either(yes, valid.as_ref().map(|valid| Plane::of_bits(valid, block))), Plane::NONE)
                }
                _ => (Planes::OPEN, Plane::ALL),
            },
            Look::Codes(place, [yes, no, murky]) => match coded(*place) {
                Some(coded) => {
                    let plane = |passing| coded.passing(passing, block, rows);
                    (Planes { yes: plane(yes), no: plane(no) }, plane(murky))
                }
                None => (Planes::OPEN, Plane::ALL),
            },
            Look::Whether(place, met) => match coded(*place) {
                Some(coded) => (either(coded.met(met, block, rows), coded.known(block, rows)), Plane::NONE),
                None => (Planes::OPEN, Plane::ALL),
            },
            Look::UpTo(place, last, up_to) => match coded(*place) {
                Some(coded) => {
                    let low = coded.up_to(*last, block, rows);
                    (either(if *up_to { low } else { low.not() }, coded.known(block, rows)), Plane::NONE)
                }
                None => (Planes::OPEN, Plane::ALL),
            },
            Look::Digits(place, own, last, up_to) => match coded(*place) {
                Some(coded) => {
                    let low = at_hand.digits[*own].up_to(*last);
                    (either(if *up_to { low } else { low.not() }, coded.known(block, rows)), Plane::NONE)
                }
                None => (Planes::OPEN, Plane::ALL),
            },
        };
        L::seen(planes, murky)
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

    /// The single day of each act of a block, and the rows in which there is one.
    pub fn days(&self, block: usize, rows: usize) -> (Cow<'_, [i32]>, Plane) {
        let from = block * BLOCK_ROWS;
        let Some((coded, days)) =
            self.day.as_ref().and_then(|(place, days)| Some((self.columns[*place].as_ref()?, days)))
        else {
            return (Cow::Owned(vec![i32::MAX; rows]), Plane::NONE);
        };
        if let Codes::Days(days) = &coded.codes {
            return (Cow::Borrowed(&days[from..from + rows]), coded.known(block, rows).unwrap_or(Plane::ALL));
        }
        let mut dated = Plane::NONE;
        let day = |at: usize| {
            let day = days[coded.place(from + at)];
            day.iter().for_each(|_| dated.set(at));
            day.unwrap_or(i32::MAX)
        };
        let days = (0..rows).map(day).collect();
        (Cow::Owned(days), dated)
    }
}

/// Leaves to their digits the columns of numbers that are compared with many bounds.
fn by_digits(looks: &mut [Look], columns: &[Option<Coded>]) -> Vec<ByDigits> {
    let mut found: Vec<ByDigits> = Vec::new();
    for (place, coded) in columns.iter().enumerate() {
        let Some(Codes::Numbers(numbers, _)) = coded.as_ref().map(|coded| &coded.codes) else { continue };
        let own = |look: &&mut Look| matches!(look, Look::UpTo(at, ..) if *at == place);
        let bounds = looks.iter_mut().filter(own).count();
        let Some((least, greatest)) = numbers.ends().filter(|_| bounds > 0) else { continue };
        let (Some(digits), Ok(least)) = (Digits::between(least, greatest), i32::try_from(least)) else { continue };
        if bounds < BOUNDS_A_DIGIT * digits as usize {
            continue;
        }
        for look in looks.iter_mut().filter(own) {
            if let Look::UpTo(place, last, up_to) = look {
                *look = Look::Digits(*place, found.len(), *last, *up_to);
            }
        }
        found.push(ByDigits { place, least, digits });
    }
    found
}

/// Met rows, and the others unmet where they are known.
#[inline(always)]
fn either(yes: Plane, known: Option<Plane>) -> Planes {
    match known {
        Some(known) => Planes { yes: yes.and(known), no: known.less(yes) },
        None => Planes { yes, no: yes.not() },
    }
}

/// How an atom is seen in a chunk.
fn look(
    model: &Model,
    sources: &Sources,
    columns: &[Option<Coded>],
    at: AtomIx,
    in_group: &dyn Fn(u32, u32, &str) -> Truth,
) -> Look {
    let atom = model.atom_at(at);
    match &sources.facts[atom.fact.usize()] {
        Source::Always(_) => Look::Always(sources.always(model, at, in_group)),
        Source::Unseen => Look::Always(None),
        Source::Column(place) => match &columns[*place] {
            Some(coded) => {
                let fact = model.fact_at(atom.fact);
                let of = |cell: &Cell| match cell {
                    Cell::Fact(decoded) => {
                        let closed = sources.closed_world && decoded.value != FactValue::Unknown;
                        Some(atom_truth(model, atom, &held(fact, decoded, closed), in_group))
                    }
                    _ => Some(Truth::Unknown),
                };
                match (&coded.codes, atom.test.turn()) {
                    (Codes::Numbers(..) | Codes::Days(_), Some((turn, above))) => {
                        match coded.cells.first().and_then(of) {
                            Some(Truth::Unknown) => {
                                let unit = if let Codes::Numbers(_, unit) = coded.codes { unit } else { 1 };
                                Look::UpTo(*place, turn.saturating_sub(1).div_euclid(unit), !above)
                            }
                            // Every number that the fact may have says the same.
                            same => Look::Always(same),
                        }
                    }
                    (Codes::Numbers(..) | Codes::Days(_), None) => Look::Always(None),
                    _ => look_at(*place, coded, of),
                }
            }
            None => Look::Always(None),
        },
        Source::Members(members, _) => {
            let Test::Has(wanted) = atom.test else { return Look::Always(None) };
            match members.iter().find(|(member, _)| *member == usize::from(wanted)) {
                Some((_, place)) => match &columns[*place] {
                    Some(coded) => look_at(*place, coded, |cell| match cell {
                        Cell::Member(Some(held)) => Some(Truth::from(*held)),
                        _ => Some(Truth::Unknown),
                    }),
                    None => Look::Always(None),
                },
                None => Look::Always(sources.always(model, at, in_group)),
            }
        }
    }
}

impl Look {
    /// Whether the atom is met or unmet in every row.
    fn is_known(&self, columns: &[Option<Coded>]) -> bool {
        let filled = |place: usize| columns[place].as_ref().is_some_and(|coded| !coded.has_empty());
        match self {
            Look::Always(truth) => matches!(truth, Some(Truth::True | Truth::False)),
            Look::Bits(place) | Look::Whether(place, _) => filled(*place),
            Look::UpTo(place, ..) | Look::Digits(place, ..) => filled(*place),
            Look::Codes(..) => false,
        }
    }
}

fn look_at(place: usize, coded: &Coded, of: impl Fn(&Cell) -> Option<Truth>) -> Look {
    let truths: Vec<Option<Truth>> = coded.cells.iter().map(of).collect();
    if let (Codes::Bits(_), [Some(Truth::Unknown), Some(Truth::False), Some(Truth::True)]) =
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

/// The codes with which a table of cells says yes.
fn passing(codes: &Codes, table: &[bool]) -> Passing {
    let empty = table.first().copied().unwrap_or_default();
    let table = match codes {
        Codes::Narrow(_, before) => table.get(usize::from(*before)..).unwrap_or_default(),
        _ => table,
    };
    if !table.contains(&true) {
        return Passing { empty, codes: Passes::None };
    }
    let mut spans: Vec<(u8, u8)> = Vec::new();
    for (code, _) in (0_u8..=u8::MAX).zip(table).filter(|(_, passes)| **passes) {
        match spans.last_mut() {
            Some(last) if last.1.checked_add(1) == Some(code) => last.1 = code,
            _ => spans.push((code, code)),
        }
    }
    let few = matches!(codes, Codes::Narrow(..)) && spans.len() <= MAX_SPANS;
    Passing { empty, codes: if few { Passes::Spans(spans) } else { Passes::Table(table.to_vec()) } }
}

impl Coded {
    /// The rows of a block whose cells are not empty; `None`: all.
    #[inline(always)]
    fn known(&self, block: usize, rows: usize) -> Option<Plane> {
        let from = block * BLOCK_ROWS;
        match (&self.valid, &self.codes) {
            (Some(valid), _) => Some(Plane::of_bits(valid, block)),
            (None, Codes::Narrow(codes, 0)) if self.may_be_empty => {
                Some(Plane::of(&codes[from..from + rows], |code| code != 0))
            }
            (None, Codes::Wide(codes)) if self.may_be_empty => {
                Some(Plane::of(&codes[from..from + rows], |code| code != 0))
            }
            _ => None,
        }
    }

    /// The rows of a block whose number or day is at most this; what an empty cell says is not asked.
    #[inline(always)]
    fn up_to(&self, last: i64, block: usize, rows: usize) -> Plane {
        #[inline(always)]
        fn up_to<T: Copy + Ord + TryFrom<i64>>(numbers: &[T], last: i64) -> Plane {
            match T::try_from(last) {
                Ok(last) => Plane::of(numbers, |number| number <= last),
                // The bound lies beyond every number of this length.
                Err(_) if last > 0 => Plane::ALL,
                Err(_) => Plane::NONE,
            }
        }
        let from = block * BLOCK_ROWS;
        let here = from..from + rows;
        match &self.codes {
            Codes::Numbers(Numbers::Short(own), _) => up_to(&own[here], last),
            Codes::Numbers(Numbers::Middle(own), _) | Codes::Days(own) => up_to(&own[here], last),
            Codes::Numbers(Numbers::Long(own), _) => up_to(&own[here], last),
            Codes::Bits(_) | Codes::Narrow(..) | Codes::Wide(_) => Plane::NONE,
        }
    }

    /// The rows of a block whose codes pass; what an empty cell says is not asked where bits tell it.
    #[inline(always)]
    fn met(&self, passing: &Passing, block: usize, rows: usize) -> Plane {
        let from = block * BLOCK_ROWS;
        match (&passing.codes, &self.codes) {
            (Passes::Spans(spans), Codes::Narrow(codes, _)) => {
                let codes = &codes[from..from + rows];
                let mut any = Plane::NONE;
                for (first, last) in spans {
                    any = any.or(match first == last {
                        true => Plane::of(codes, |code| code == *first),
                        false => Plane::of(codes, |code| *first <= code && code <= *last),
                    });
                }
                any
            }
            (Passes::Table(table), Codes::Narrow(codes, _)) => Plane::of_codes(&codes[from..from + rows], table),
            (Passes::Table(table), Codes::Wide(codes)) => Plane::of_codes(&codes[from..from + rows], table),
            (Passes::Table(table), Codes::Bits(bits)) => {
                let yes: Plane = Plane::of_bits(bits, block);
                match (table.get(1), table.get(2)) {
                    (Some(true), Some(true)) => Plane::ALL,
                    (Some(true), _) => yes.not(),
                    (_, Some(true)) => yes,
                    _ => Plane::NONE,
                }
            }
            // Spans are of bytes; numbers and days are compared as they are, and have no cell but the empty one.
            _ => Plane::NONE,
        }
    }

    /// The rows of a block whose cells pass.
    fn passing(&self, passing: &Passing, block: usize, rows: usize) -> Plane {
        let own = self.met(passing, block, rows);
        match &self.valid {
            Some(valid) => {
                let known = Plane::of_bits(valid, block);
                let empty = if passing.empty { Plane::first(rows).less(known) } else { Plane::NONE };
                own.and(known).or(empty)
            }
            None => own,
        }
    }
}
