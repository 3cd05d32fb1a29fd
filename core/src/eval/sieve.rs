//! Which offences the facts of a count leave possible: a few words of bits for each fact, joined, in place of a look at every
//! rule.
//!
//! A text falls when one fact makes one of its elements fail in every view. What the bits do not see stays: no text that may be
//! made out falls.

use super::asks::{Asks, Least};
use super::index::Index;
use crate::compile::Circuit;
use crate::exact::Date;
use crate::facts::{FactValue, Members, View};
use crate::model::{AtomIx, Body, FactIx, Kind, Model, Offence, Test};
use crate::packed::Str;

/// Words of bits that need no room of their own: 2,048 texts.
const ROOM: usize = 32;

/// What each fact makes of the offences of a law.
#[derive(Debug)]
pub(crate) struct Sieve {
    /// The versions of offences, a bit each, in catalogue order.
    pub(crate) texts: Vec<Text>,
    facts: Vec<(usize, Tells)>,
    /// First days of the spans in which the same texts are in force, in order; the first span lies before all.
    days: Vec<Date>,
    /// By span: the texts in force.
    in_force: Vec<usize>,
    /// By span: the texts that are asked, those in force and the first to come of offences without one.
    asked: Vec<usize>,
    rows: Rows,
}

/// A version of an offence.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) provision: usize,
    pub(crate) version: usize,
    /// The id of the offence.
    pub(crate) name: Str,
}

/// Rows of bits, one a text.
#[derive(Debug)]
struct Rows {
    words: usize,
    bits: Vec<u64>,
}

/// The rows of the texts that fall, by the value of a fact.
#[derive(Debug)]
enum Tells {
    Flag { when_true: usize, when_false: usize },
    Number(Bounds<i64>),
    Date(Bounds<Date>),
    Members(Sets),
}

/// Numbers or days that texts compare a fact with, in order, and the first of the rows by how many of them lie at or below an
/// end: those that fall by the lower end, by the upper, and by both where they are one.
#[derive(Debug)]
struct Bounds<T> {
    bounds: Vec<T>,
    by_low: usize,
    by_high: usize,
    by_both: usize,
}

/// The texts that need one of some members, and the first of the rows by member: of those that it keeps, of those that it makes
/// fall, and of all that fall where it is the only one; the last of these rows is for any member that no text names.
#[derive(Debug)]
struct Sets {
    needing: usize,
    kept: usize,
    falling: usize,
    alone: usize,
    members: usize,
}

/// Which of the texts in force or to come on a day are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    InForce,
    Asked,
}

impl Sieve {
    /// Of every offence of a law.
    pub(crate) fn new(model: &Model, circuit: &Circuit, index: &Index) -> Sieve {
        let offences: Vec<(usize, usize, &Offence)> = offences(model, index).collect();
        let text = |(provision, version, _): &(usize, usize, &Offence)| Text {
            provision: *provision,
            version: *version,
            name: model.provisions[*provision].id.as_str().into(),
        };
        let mut rows = Rows { words: offences.len().div_ceil(64).max(1), bits: Vec::new() };
        let mut needed: Vec<(FactIx, usize, Need)> = Vec::new();
        let asks = Asks::new(model, circuit, offences.iter().map(|(.., offence)| *offence));
        for (at, (.., offence)) in offences.iter().enumerate() {
            let least = asks.of_offence(offence);
            needed.extend(needs(model, least).into_iter().map(|(fact, need)| (fact, at, need)));
        }
        needed.sort_by_key(|(fact, ..)| *fact);
        let facts = needed
            .chunk_by(|(one, ..), (other, ..)| one == other)
            .map(|of_fact| (of_fact[0].0.usize(), tells(model, of_fact, &mut rows)))
            .collect();
        let days = in_order(
            offences
                .iter()
                .flat_map(|(provision, version, _)| model.provisions[*provision].versions[*version].turns())
                .collect(),
        );
        let (mut in_force, mut asked) = (Vec::new(), Vec::new());
        // Before the first turn the law is that of the first day there is.
        for day in std::iter::once(Date::MIN).chain(days.iter().copied()) {
            let (own, to_come) = (rows.empty(), rows.empty());
            for (at, (provision, version, _)) in offences.iter().enumerate() {
                let versions = &model.provisions[*provision].versions;
                let standing = versions.iter().position(|text| text.holds_on(day));
                let next = standing.or_else(|| versions.iter().position(|text| text.since > day));
                if standing == Some(*version) {
                    rows.set(own, at);
                }
                if next == Some(*version) {
                    rows.set(to_come, at);
                }
            }
            in_force.push(own);
            asked.push(to_come);
        }
        Sieve { texts: offences.iter().map(text).collect(), facts, days, in_force, asked, rows }
    }

    /// The places of the texts of a day that the views of a count leave possible, in catalogue order.
    pub(crate) fn left(&self, views: &[View], day: Date, which: Which) -> Vec<usize> {
        let span = self.days.partition_point(|turn| *turn <= day);
        let standing = self.rows.row(if which == Which::InForce { self.in_force[span] } else { self.asked[span] });
        let (mut room, mut more) = ([0; ROOM], Vec::new());
        let fallen = room_of(&mut room, &mut more, self.rows.words);
        match views {
            [view] => self.facts.iter().for_each(|(fact, tells)| self.fall(tells, &view[*fact].value, fallen)),
            views => self.fall_in_all(views, fallen),
        }
        let mut left = Vec::new();
        for (word, (standing, fallen)) in standing.iter().zip(fallen.iter()).enumerate() {
            let mut rest = standing & !fallen;
            while rest != 0 {
                left.push(word * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
        left
    }

    /// A need fails when it does in every view: what fails for one victim may be met for another.
    fn fall_in_all(&self, views: &[View], fallen: &mut [u64]) {
        let (mut one_room, mut one_more, mut all_room, mut all_more) = ([0; ROOM], Vec::new(), [0; ROOM], Vec::new());
        let one = room_of(&mut one_room, &mut one_more, self.rows.words);
        let all = room_of(&mut all_room, &mut all_more, self.rows.words);
        for ((fact, tells), half) in self.facts.iter().flat_map(|of| [(of, Half::First), (of, Half::Second)]) {
            // Two members may make two elements fail, each in another view.
            if half == Half::Second && matches!(tells, Tells::Members(_)) {
                continue;
            }
            all.fill(u64::MAX);
            for view in views {
                one.fill(0);
                self.fall_by_half(tells, half, &view[*fact].value, one);
                all.iter_mut().zip(one.iter()).for_each(|(all, one)| *all &= one);
            }
            fallen.iter_mut().zip(all.iter()).for_each(|(fallen, all)| *fallen |= all);
        }
    }

    /// The texts that fall by a value in the only view there is.
    fn fall(&self, tells: &Tells, value: &FactValue, fallen: &mut [u64]) {
        let rows = &self.rows;
        match (tells, value) {
            (_, FactValue::Unknown) => {}
            (Tells::Flag { when_true, when_false }, FactValue::Flag(flag)) => {
                rows.join(if *flag { *when_true } else { *when_false }, fallen);
            }
            (Tells::Number(bounds), FactValue::Number(low, high)) if low == high => bounds.at(rows, low, fallen),
            (Tells::Date(bounds), FactValue::Date(first, last)) if first == last => bounds.at(rows, first, fallen),
            (Tells::Members(sets), FactValue::OneOf(possible)) if possible.len() == 1 => {
                let member = possible.iter().next().unwrap_or(sets.members);
                rows.join(sets.alone + member.min(sets.members), fallen);
            }
            (Tells::Members(sets), FactValue::AnyOf { yes, no }) => {
                sets.lack(rows, &no.complement(), fallen);
                sets.have(rows, yes, fallen);
            }
            (tells, value) => {
                self.fall_by_half(tells, Half::First, value, fallen);
                self.fall_by_half(tells, Half::Second, value, fallen);
            }
        }
    }

    /// The texts that fall by one half of what a fact tells.
    fn fall_by_half(&self, tells: &Tells, half: Half, value: &FactValue, fallen: &mut [u64]) {
        let (rows, first) = (&self.rows, half == Half::First);
        match (tells, value) {
            (Tells::Flag { when_true, .. }, FactValue::Flag(true)) if first => rows.join(*when_true, fallen),
            (Tells::Flag { when_false, .. }, FactValue::Flag(false)) if !first => rows.join(*when_false, fallen),
            (Tells::Number(bounds), FactValue::Number(low, _)) if first => bounds.below(rows, low, fallen),
            (Tells::Number(bounds), FactValue::Number(_, high)) => bounds.from(rows, high, fallen),
            (Tells::Date(bounds), FactValue::Date(day, _)) if first => bounds.below(rows, day, fallen),
            (Tells::Date(bounds), FactValue::Date(_, day)) => bounds.from(rows, day, fallen),
            (Tells::Members(sets), FactValue::OneOf(possible)) if first => sets.lack(rows, possible, fallen),
            (Tells::Members(sets), FactValue::OneOf(possible)) if possible.len() == 1 => {
                sets.have(rows, possible, fallen);
            }
            (Tells::Members(sets), FactValue::AnyOf { no, .. }) if first => {
                sets.lack(rows, &no.complement(), fallen);
            }
            (Tells::Members(sets), FactValue::AnyOf { yes, .. }) => sets.have(rows, yes, fallen),
            _ => {}
        }
    }
}

/// What a fact tells has two halves: that it is true or false, its lower or its upper end, what it lacks or has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    First,
    Second,
}

fn room_of<'r>(room: &'r mut [u64; ROOM], more: &'r mut Vec<u64>, words: usize) -> &'r mut [u64] {
    if words <= ROOM {
        &mut room[..words]
    } else {
        more.resize(words, 0);
        more
    }
}

impl<T: Ord> Bounds<T> {
    /// By a value: what had to lie elsewhere.
    fn at(&self, rows: &Rows, value: &T, fallen: &mut [u64]) {
        rows.join(self.by_both + self.bounds.partition_point(|bound| bound <= value), fallen);
    }
    /// By the lower end: what had to lie below a bound.
    fn below(&self, rows: &Rows, low: &T, fallen: &mut [u64]) {
        rows.join(self.by_low + self.bounds.partition_point(|bound| bound <= low), fallen);
    }
    /// By the upper end: what had to lie at or above a bound.
    fn from(&self, rows: &Rows, high: &T, fallen: &mut [u64]) {
        rows.join(self.by_high + self.bounds.partition_point(|bound| bound <= high), fallen);
    }
}

impl Sets {
    /// What needed one of some members, of which none is possible.
    fn lack(&self, rows: &Rows, possible: &Members, fallen: &mut [u64]) {
        let needing = rows.row(self.needing);
        for (word, fallen) in fallen.iter_mut().enumerate() {
            let kept = self.own(possible).fold(0, |kept, member| kept | rows.word(self.kept + member, word));
            *fallen |= needing[word] & !kept;
        }
    }
    /// What none of these members may be of.
    fn have(&self, rows: &Rows, certain: &Members, fallen: &mut [u64]) {
        self.own(certain).for_each(|member| rows.join(self.falling + member, fallen));
    }
    /// Those of some members that there are rows of.
    fn own(&self, members: &Members) -> impl Iterator<Item = usize> {
        members.iter().take_while(|member| *member < self.members)
    }
}

impl Rows {
    fn empty(&mut self) -> usize {
        self.empties(1)
    }
    /// So many new rows; the place of the first.
    fn empties(&mut self, count: usize) -> usize {
        let at = self.bits.len() / self.words;
        self.bits.resize(self.bits.len() + count * self.words, 0);
        at
    }
    fn set(&mut self, row: usize, text: usize) {
        self.bits[row * self.words + text / 64] |= 1 << (text % 64);
    }
    fn word(&self, row: usize, word: usize) -> u64 {
        self.bits[row * self.words + word]
    }
    fn row(&self, at: usize) -> &[u64] {
        &self.bits[at * self.words..(at + 1) * self.words]
    }
    fn join(&self, at: usize, into: &mut [u64]) {
        into.iter_mut().zip(self.row(at)).for_each(|(into, own)| *into |= own);
    }
}

/// The versions of the offences, in catalogue order.
fn offences<'m>(model: &'m Model, index: &'m Index) -> impl Iterator<Item = (usize, usize, &'m Offence)> {
    index.of(Kind::Offence).iter().flat_map(|provision| {
        let versions = model.provisions[*provision].versions.iter().enumerate();
        versions.filter_map(|(version, text)| match &text.body {
            Body::Offence(offence) => Some((*provision, version, offence)),
            _ => None,
        })
    })
}

/// What a text needs of a fact.
enum Need {
    Flag(bool),
    /// To lie below this, or at or above it.
    Below(i64),
    From(i64),
    Before(Date),
    Since(Date),
    /// To have, or to be, one of these.
    Some(Members),
    /// Not to have, or not to be, this.
    Not(u16),
}

fn needs(model: &Model, least: Least) -> Vec<(FactIx, Need)> {
    let atom = |(at, met): &(AtomIx, bool)| {
        let atom = model.atom_at(*at);
        let day_after = |day: Date| (day < Date::MAX).then(|| day.next());
        let need = match (&atom.test, met) {
            (Test::True, met) => Need::Flag(*met),
            (Test::Under(bound), true) | (Test::AtLeast(bound), false) => Need::Below(*bound),
            (Test::AtLeast(bound), true) | (Test::Under(bound), false) => Need::From(*bound),
            (Test::AtMost(bound), true) | (Test::Over(bound), false) => Need::Below(bound.checked_add(1)?),
            (Test::Over(bound), true) | (Test::AtMost(bound), false) => Need::From(bound.checked_add(1)?),
            (Test::Before(day), true) => Need::Before(*day),
            (Test::Before(day), false) => Need::Since(*day),
            (Test::OnOrBefore(day), true) => Need::Before(day_after(*day)?),
            (Test::OnOrBefore(day), false) => Need::Since(day_after(*day)?),
            (Test::Is(member) | Test::Has(member), false) => Need::Not(*member),
            // What must be met of sets is told by `some`.
            (Test::Is(_) | Test::Has(_), true) | (Test::AnyOffence | Test::InGroup(..), _) => return None,
        };
        Some((atom.fact, need))
    };
    let mut needs: Vec<(FactIx, Need)> = least.all.iter().filter_map(atom).collect();
    needs.extend(least.some.into_iter().map(|(fact, members)| (fact, Need::Some(members))));
    needs
}

/// Each once, in order.
fn in_order<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
}

/// The rows of a fact, from what texts need of it: one at least.
fn tells(model: &Model, needs: &[(FactIx, usize, Need)], rows: &mut Rows) -> Tells {
    use crate::model::FactType;
    match model.fact_at(needs[0].0).kind {
        FactType::Flag => {
            let (when_true, when_false) = (rows.empty(), rows.empty());
            for (_, text, need) in needs {
                match need {
                    Need::Flag(true) => rows.set(when_false, *text),
                    Need::Flag(false) => rows.set(when_true, *text),
                    _ => {}
                }
            }
            Tells::Flag { when_true, when_false }
        }
        FactType::Date => Tells::Date(bounds(rows, needs, |need| match need {
            Need::Before(day) => Some((*day, true)),
            Need::Since(day) => Some((*day, false)),
            _ => None,
        })),
        FactType::Number { .. } | FactType::Money => Tells::Number(bounds(rows, needs, |need| match need {
            Need::Below(bound) => Some((*bound, true)),
            Need::From(bound) => Some((*bound, false)),
            _ => None,
        })),
        _ => Tells::Members(sets(rows, needs)),
    }
}

/// `of`: the bound of a need, and whether the fact must lie below it, rather than at or above it.
fn bounds<T: Ord + Copy>(
    rows: &mut Rows,
    needs: &[(FactIx, usize, Need)],
    of: impl Fn(&Need) -> Option<(T, bool)>,
) -> Bounds<T> {
    let own: Vec<(usize, T, bool)> =
        needs.iter().filter_map(|(_, text, need)| of(need).map(|(bound, below)| (*text, bound, below))).collect();
    let bounds = in_order(own.iter().map(|(_, bound, _)| *bound).collect());
    let by_low = rows.empties(bounds.len() + 1);
    let by_high = rows.empties(bounds.len() + 1);
    let by_both = rows.empties(bounds.len() + 1);
    for (text, bound, below) in own {
        let place = bounds.partition_point(|other| *other < bound);
        // So many bounds lie at or below the end: it has passed this one, or has not reached it.
        let (first, fallen) = if below { (by_low, place + 1..=bounds.len()) } else { (by_high, 0..=place) };
        for count in fallen {
            rows.set(first + count, text);
            rows.set(by_both + count, text);
        }
    }
    Bounds { bounds, by_low, by_high, by_both }
}

fn sets(rows: &mut Rows, needs: &[(FactIx, usize, Need)]) -> Sets {
    let last = |need: &Need| match need {
        Need::Some(members) => members.iter().last(),
        Need::Not(member) => Some(usize::from(*member)),
        _ => None,
    };
    let members = needs.iter().filter_map(|(.., need)| last(need)).max().map_or(0, |last| last + 1);
    let (needing, kept, falling) = (rows.empty(), rows.empties(members), rows.empties(members));
    let alone = rows.empties(members + 1);
    for (_, text, need) in needs {
        match need {
            Need::Some(some) => {
                rows.set(needing, *text);
                some.iter().for_each(|member| rows.set(kept + member, *text));
            }
            Need::Not(member) => rows.set(falling + usize::from(*member), *text),
            _ => {}
        }
    }
    // What needs one of some members falls by any other.
    for (member, word) in (0..=members).flat_map(|member| (0..rows.words).map(move |word| (member, word))) {
        let of = |first: usize| if member < members { rows.word(first + member, word) } else { 0 };
        let lacking = rows.word(needing, word) & !of(kept);
        let all = lacking | of(falling);
        rows.bits[(alone + member) * rows.words + word] = all;
    }
    Sets { needing, kept, falling, alone, members }
}
