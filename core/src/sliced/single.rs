//! A single case as a block of one row.

use super::cone::Run;
use super::offences::{AsOf, Block, Matcher};
use super::plane::{Plane, Planes};
use crate::eval::Index;
use crate::exact::Date;
use crate::facts::{Case, FactValue, Origin, Slot, Truth, atom_truth};
use crate::model::{Atom, AtomIx, Model};
use crate::verdict::Matched;
use std::cell::Cell;
use std::sync::Arc;

/// Which offences stand in a case, with their status, in catalogue order; or else those that are not surely out.
pub(crate) type Single = Result<Vec<Matched>, Vec<usize>>;

/// What stands in a case of one count and one view; `None`: it is another case. `displaces` answers whether one charge
/// displaces another on the day of the act.
pub(crate) fn single(
    (model, index): (&Model, &Index),
    matcher: &Matcher,
    case: &Case,
    mut displaces: impl FnMut(&str, &str, Date) -> bool,
) -> Option<Single> {
    let [count] = case.counts.as_slice() else { return None };
    let [view] = count.views.as_slice() else { return None };
    let day = single_day(model, view);
    let block: Block<'_, 1> =
        Block { rows: Plane::first(1), days: &[day.map(Date::to_days)], as_of: AsOf::All(case.as_of.to_days()), aside: Plane::NONE };
    let mut run = Run::default();
    matcher.run(matcher.all_may_be_murky(), &mut run, |at: AtomIx| {
        let atom = model.atom_at(at);
        match truth(model, atom, &view[atom.fact.usize()].value) {
            Some(truth) => (Planes::all(truth), Plane::NONE),
            None => (Planes::OPEN, Plane::ALL),
        }
    });
    let mut ask = |over: &'_ Arc<str>, under: &'_ Arc<str>, _: i32| day.is_some_and(|day| displaces(over, under, day));
    let standing = matcher.sift((model, index), &run, &block, &mut ask);
    if standing.hard.has(0) {
        return Some(Err(standing.may.iter().map(|(provision, _)| *provision).collect()));
    }
    let found = standing.found.iter().map(|s| Matched { offence: Arc::clone(s.name), status: s.status });
    Some(Ok(found.collect()))
}

/// The day of an act that has one day, and ends on it.
fn single_day(model: &Model, view: &[Slot]) -> Option<Date> {
    let slot = |name: &str| model.fact(name).map(|at| &view[at.usize()]);
    let FactValue::Date(day, last) = slot("act.date")?.value else { return None };
    let ongoing = slot("act.ongoing").is_some_and(|slot| slot.value == FactValue::Flag(true));
    let ends = slot("act.ended").is_none_or(|slot| match slot.value {
        FactValue::Date(from, to) => (from, to) == (day, day),
        _ => slot.origin != Origin::Given && slot.given.is_none(),
    });
    (day == last && !ongoing && ends).then_some(day)
}

/// The truth of an atom; `None` where it depends on what a group holds: that is for the readings to say.
pub(crate) fn truth(model: &Model, atom: &Atom, value: &FactValue) -> Option<Truth> {
    let asked = Cell::new(false);
    let found = atom_truth(model, atom, value, &|_, _, _| {
        asked.set(true);
        Truth::Unknown
    });
    (!asked.get()).then_some(found)
}
