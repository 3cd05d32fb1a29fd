//! A single case as a block of one row.

use super::block::{AsOf, Block};
use super::cone::Run;
use super::logic::{Dim, Logic};
use super::offences::{DayFacts, Matcher};
use super::plane::Plane;
use crate::eval::Index;
use crate::exact::Date;
use crate::facts::{Case, FactValue, Origin, Slot, Truth, atom_truth};
use crate::model::{AtomIx, FactIx, Model};
use crate::verdict::Matched;
use std::sync::Arc;

/// Which offences stand in a case, with their status, in catalogue order; or else those that are not surely out.
pub(crate) type Single = Result<Vec<Matched>, Vec<usize>>;

/// What stands in a case of one count and one view; `None`: it is another case. `displaces` answers whether one charge
/// displaces another on the day of the act, `in_group` whether an id belongs to a version of a group.
pub(crate) fn single(
    (model, index): (&Model, &Index),
    matcher: &Matcher,
    case: &Case,
    (in_group, mut displaces): (&dyn Fn(u32, u32, &str) -> Truth, impl FnMut(&str, &str, Date) -> bool),
) -> Option<Single> {
    let [count] = case.counts.as_slice() else { return None };
    let [view] = count.views.as_slice() else { return None };
    let day = single_day(matcher.days(), view);
    let block: Block<'_, 1> = Block {
        rows: Plane::first(1),
        days: &[day.map_or(i32::MAX, Date::to_days)],
        dated: if day.is_some() { Plane::first(1) } else { Plane::NONE },
        as_of: AsOf::All(case.as_of.to_days()),
        aside: Plane::NONE,
    };
    let mut run: Run<Dim<1>> = Run::default();
    matcher.run(&mut run, |at: AtomIx| {
        let atom = model.atom_at(at);
        Dim::all(atom_truth(model, atom, &view[atom.fact.usize()].value, in_group))
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
fn single_day(days: &DayFacts, view: &[Slot]) -> Option<Date> {
    let slot = |at: Option<FactIx>| at.map(|at| &view[at.usize()]);
    let FactValue::Date(day, last) = slot(days.date)?.value else { return None };
    let ongoing = slot(days.ongoing).is_some_and(|slot| slot.value == FactValue::Flag(true));
    let ends = slot(days.ended).is_none_or(|slot| match slot.value {
        FactValue::Date(from, to) => (from, to) == (day, day),
        _ => slot.origin != Origin::Given && slot.given.is_none(),
    });
    (day == last && !ongoing && ends).then_some(day)
}
