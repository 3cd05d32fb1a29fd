//! What came after the act cannot come before it.

use super::{Case, Count, FactValue, Request};
use crate::error::Error;
use crate::exact::Date;
use crate::model::{FactType, Model};

/// Checks that no event or date of the procedure and no request lies before every act it concerns.
///
/// # Errors
/// The first that does, with both days.
pub(super) fn check(model: &Model, case: &Case, flat: bool) -> Result<(), Error> {
    let Some(events) = model.fact("procedure.events") else { return Ok(()) };
    let value = |count: &Count| match &count.views[0][events.usize()].value {
        FactValue::Events(events) => events.clone(),
        _ => Vec::new(),
    };
    for (at, count) in case.counts.iter().enumerate() {
        for event in value(count) {
            // An event that names no act may belong to any of them.
            let concerned = case.counts.iter().filter(|other| value(other).contains(&event));
            let Some(first) = concerned.map(|other| act_day(model, other)).min().flatten() else { continue };
            if event.date.1 < first {
                let kinds = &model.fact_at(events).values;
                let kind = kinds.get(event.kind).map_or("event", |kind| kind.name.as_str());
                let path = if flat { format!("counts[{at}].procedure.events") } else { "procedure.events".to_owned() };
                return Err(before(kind, event.date.1, first).at(path));
            }
        }
    }
    dates(model, case, flat)?;
    for (at, request) in case.requests.iter().enumerate() {
        ends(model, request).map_err(|error| error.at(format!("requests[{at}]")))?;
    }
    let Some(date) = model.fact("request.date") else { return Ok(()) };
    for (at, request) in case.requests.iter().enumerate() {
        let slot = request.facts.iter().find(|(fact, _)| *fact == date).map(|(_, slot)| &slot.value);
        let Some(FactValue::Date(_, last)) = slot else { continue };
        let concerned = case.counts.iter().filter(|count| request.concerns(count));
        if let Some(first) = concerned.map(|count| act_day(model, count)).min().flatten()
            && *last < first
        {
            return Err(before("request", *last, first).at(format!("requests[{at}].date")));
        }
    }
    Ok(())
}

/// The date facts of the procedure: none may lie before every act.
fn dates(model: &Model, case: &Case, flat: bool) -> Result<(), Error> {
    let own = model.facts.iter().enumerate().filter(|(_, f)| f.subject == "procedure" && f.kind == FactType::Date);
    for (fact, of) in own {
        let days = case.counts.iter().enumerate().filter_map(|(at, count)| match &count.views[0][fact].value {
            FactValue::Date(_, last) => Some((at, *last, act_day(model, count)?)),
            _ => None,
        });
        let days: Vec<_> = days.collect();
        let in_order = |own: &(usize, Date, Date)| own.1 >= own.2;
        // A day of the whole case may belong to any of its acts; a row has its own.
        let wrong = if flat { days.iter().find(|own| !in_order(own)) } else { days.first() };
        if let Some((at, last, act)) = wrong.filter(|_| flat || !days.iter().any(in_order)) {
            let path = if flat { format!("counts[{at}].{}", of.name) } else { of.name.to_string() };
            return Err(before(&of.name, *last, *act).at(path));
        }
    }
    Ok(())
}

/// A range of terms does not end below where it begins.
fn ends(model: &Model, request: &Request) -> Result<(), Error> {
    let terms = || {
        request.facts.iter().filter_map(|(fact, slot)| match slot.value {
            FactValue::Term(term) => Some((model.fact_at(*fact).name.as_str(), term)),
            _ => None,
        })
    };
    for (name, min) in terms() {
        let Some(of) = name.strip_suffix(".min") else { continue };
        let above = terms().find(|(other, max)| other.strip_suffix(".max") == Some(of) && *max < min);
        if let Some((_, max)) = above {
            let message = format!("`{of}` ends at `{max}`, below its minimum `{min}`");
            return Err(Error::new("case.conflict", message).hint("write the shorter term as the minimum"));
        }
    }
    Ok(())
}

fn act_day(model: &Model, count: &Count) -> Option<Date> {
    let fact = model.fact("act.date")?;
    match count.views[0][fact.usize()].value {
        FactValue::Date(first, _) => Some(first),
        _ => None,
    }
}

fn before(what: &str, day: Date, act: Date) -> Error {
    Error::new("case.order", format!("`{what}` is dated `{day}`, before `act.date` `{act}`"))
        .hint("what follows the act comes after it: correct one of the two days")
}
