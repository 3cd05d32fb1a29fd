//! From what was computed to the shapes of the verdict.

use super::amounts::{Amounts, Ends};
use super::context::Context;
use crate::exact::{Date, Money, Ratio, Term};
use crate::facts::{FactValue, View};
use crate::model::{Effect, FineUnit};
use crate::packed::Str;
use crate::verdict::{EffectShape, ExactRange, Fine, Penalty, Pesos, TermRange, WorkRange};

/// The day and place that fines are counted on.
pub(crate) struct FineDay<'v> {
    pub(crate) day: Date,
    pub(crate) view: Option<&'v View>,
}

fn whole(number: Ratio) -> i64 {
    i64::try_from(number.to_integer()).unwrap_or(i64::MAX)
}

/// A range of prison.
pub(crate) fn term_range(ends: Ends) -> TermRange {
    let (min, max) = (Term::from_days(ends.min), Term::from_days(ends.max));
    let lost = min.fraction() != Ratio::default() || max.fraction() != Ratio::default();
    TermRange {
        min: Some(min),
        max,
        exact: lost.then(|| ExactRange { min: min.exact().into(), max: max.exact().into() }),
    }
}

/// A penalty without its accessory consequences.
pub(crate) fn penalty(context: &Context<'_>, amounts: &Amounts, fine_day: &FineDay<'_>) -> Penalty {
    let fines = amounts.fines.iter().map(|(ends, unit)| {
        let (min, max) = (whole(ends.min), whole(ends.max));
        Fine { min: Some(min), max, unit: *unit, pesos: pesos(context, min, max, *unit, fine_day) }
    });
    let parts = [amounts.prison.is_some(), !amounts.fines.is_empty(), amounts.work.is_some()];
    let alone = parts.iter().filter(|p| **p).count() <= 1;
    Penalty {
        prison: amounts.prison.map(term_range),
        choice: if alone { crate::model::Choice::And } else { amounts.choice },
        fines: fines.collect(),
        community_work: amounts.work.map(|ends| WorkRange { min: Some(whole(ends.min)), max: whole(ends.max) }),
        consequences: Vec::new(),
        options: Vec::new(),
    }
}

/// A fine in money: the unit's value on the day of consummation (CPF 29 p3). Day-fines are shown at their floor.
fn pesos(context: &Context<'_>, min: i64, max: i64, unit: FineUnit, fine_day: &FineDay<'_>) -> Option<Pesos> {
    let names: &[&str] = match unit {
        FineUnit::DayFine => &["uma", "minimum_wage"],
        FineUnit::Uma => &["uma"],
        FineUnit::MinimumWage => &["minimum_wage"],
        FineUnit::Peso | FineUnit::TimesValue => return None,
    };
    let (unit_value, unit_from, zone) = names.iter().find_map(|name| unit_value(context, name, fine_day))?;
    let times = |count: i64| unit_value.times(Ratio::from_integer(i128::from(count)));
    Some(Pesos { unit_value, unit_from, zone, min: Some(times(min)), max: times(max) })
}

/// The value of a unit on a day, in the zone of the act when values differ by zone.
fn unit_value(context: &Context<'_>, name: &str, fine_day: &FineDay<'_>) -> Option<(Money, Date, Option<Str>)> {
    let (parameter, at) = context.parameter(name, fine_day.day)?;
    let value = &parameter.values[at];
    let first = value.values.first().copied().flatten();
    let same = value.values.iter().flatten().all(|v| Some(*v) == first) && value.values.iter().all(Option::is_some);
    if parameter.zones.is_empty() || same && first.is_some() {
        return first.map(|money| (money, value.since, None));
    }
    let fact = context.index.fact("act.wage_zone")?;
    let FactValue::OneOf(members) = &fine_day.view?[fact.usize()].value else { return None };
    let mut zones = members.iter();
    let zone = match (zones.next(), zones.next()) {
        (Some(one), None) => &context.model.fact_at(fact).values.get(one)?.name,
        _ => return None,
    };
    let place = parameter.zones.iter().position(|known| known == zone)?;
    value.values.get(place).copied().flatten().map(|money| (money, value.since, Some(zone.clone())))
}

/// An effect as the contract shows it.
pub(crate) fn effect(context: &Context<'_>, effect: &Effect, fine_day: &FineDay<'_>) -> EffectShape {
    let range = effect.penalty.as_ref().map(|range| {
        let rules = super::amounts::Rules { far_end_only: false, prison_floor: Ratio::from_integer(1) };
        penalty(context, &Amounts::stated(range, &rules), fine_day)
    });
    EffectShape {
        op: effect.op,
        parts: effect.parts.clone(),
        fraction: effect.fraction.map(|f| f.to_string().into()),
        to_fraction: effect.to_fraction.map(|f| f.to_string().into()),
        of: effect.of,
        may: effect.may,
        penalty: range,
    }
}
