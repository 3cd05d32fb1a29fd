//! An amount of money counted in a unit whose value depends on the day, and perhaps on the zone.

use super::FactValue;
use super::decode::bounds;
use super::derive::Computed;
use super::view::Draft;
use crate::exact::{Date, Money};
use crate::model::{Body, Fact, FactIx, Kind, Model, Parameter};
use crate::packed::Str;

/// The zone of the act, where the value of a unit depends on it.
pub(super) const ZONE: &str = "act.wage_zone";

/// The number of units between two ends, rounded down to the decimals of the fact; `None` when the amount is not known, or
/// no value of the unit is.
pub(super) fn in_units(
    model: &Model,
    fact: &Fact,
    (amount, units, on): (FactIx, &Units<'_>, FactIx),
    draft: &Draft,
) -> Option<Computed> {
    let FactValue::Number(low, high) = draft.view[amount.usize()].value else { return None };
    let FactValue::Date(from, to) = draft.view[on.usize()].value else { return None };
    let (least, greatest) = values(model, units, from, to, draft)?;
    let (min, max, scale) = bounds(fact);
    let scaled = |cents: i64, unit: Money| {
        let ten = i128::from(cents).checked_mul(10_i128.pow(u32::from(scale)))?;
        let whole = ten.checked_div(i128::from(unit.cents()))?;
        Some(i64::try_from(whole).unwrap_or(i64::MAX).clamp(min, max))
    };
    let from = format!("`{}` and `{}`", model.fact_at(amount).name, model.fact_at(on).name);
    Some(((scaled(low, greatest)?, scaled(high, least)?), from))
}

/// The units that an amount is counted in, each with the versions of its parameter.
pub(super) struct Units<'m>(Vec<Vec<(Date, Option<Date>, &'m Parameter)>>);

impl<'m> Units<'m> {
    pub(super) fn new(model: &'m Model, names: &[Str]) -> Units<'m> {
        Units(names.iter().map(|name| lives(model, name)).collect())
    }
}

/// The least and the greatest value of the unit over some days.
fn values(model: &Model, Units(parameters): &Units<'_>, from: Date, to: Date, draft: &Draft) -> Option<(Money, Money)> {
    let turns = parameters.iter().flatten().flat_map(|(since, until, parameter)| {
        let values = parameter.values.iter().map(|value| value.since);
        values.chain([Some(*since), until.map(Date::next)].into_iter().flatten())
    });
    let turned: Vec<Date> =
        if from < to { turns.filter(|day| from < *day && *day <= to).collect() } else { Vec::new() };
    let days = turned.into_iter().chain([from]);
    let mut ends: Option<(Money, Money)> = None;
    for day in days {
        let (low, high) = parameters.iter().find_map(|lives| on_day(model, lives, day, draft)).flatten()?;
        ends = Some(ends.map_or((low, high), |(least, greatest)| (least.min(low), greatest.max(high))));
    }
    ends
}

/// The versions of a parameter.
fn lives<'m>(model: &'m Model, name: &str) -> Vec<(Date, Option<Date>, &'m Parameter)> {
    let own = model.provisions.iter().filter(|p| p.kind == Kind::Parameter && p.id == name);
    let versions = own.flat_map(|p| &p.versions).filter_map(|version| match &version.body {
        Body::Parameter(parameter) => Some((version.since, version.until, parameter)),
        _ => None,
    });
    versions.collect()
}

/// The value on a day: `None` when the parameter has none then, `Some(None)` when it is not known.
fn on_day(
    model: &Model,
    lives: &[(Date, Option<Date>, &Parameter)],
    day: Date,
    draft: &Draft,
) -> Option<Option<(Money, Money)>> {
    let (_, _, parameter) =
        lives.iter().find(|(since, until, _)| *since <= day && until.is_none_or(|end| day <= end))?;
    let value = parameter.values.iter().rev().find(|value| value.since <= day)?;
    let possible = |place: usize| match model.fact(ZONE).map(|at| (at, &draft.view[at.usize()].value)) {
        Some((at, FactValue::OneOf(members))) => {
            let names = members.iter().filter_map(|member| model.fact_at(at).values.get(member));
            names.into_iter().any(|known| parameter.zones.get(place) == Some(&known.name))
        }
        _ => true,
    };
    let places = (0..value.values.len()).filter(|place| parameter.zones.is_empty() || possible(*place));
    let known: Option<Vec<Money>> = places.map(|place| value.values[place].filter(|unit| unit.cents() > 0)).collect();
    Some(known.and_then(|all| Some((*all.iter().min()?, *all.iter().max()?))))
}
