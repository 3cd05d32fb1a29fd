//! Values written in the form of contract §2: what was assumed or derived is shown as if it had been given.

use super::{bounds, unscaled};
use crate::exact::Date;
use crate::facts::countries::COUNTRIES;
use crate::facts::{FactValue, Members};
use crate::model::{Fact, FactType};
use serde_json::{Map, Value};

/// The value as nested JSON would give it; `None` when unknown.
pub fn written(fact: &Fact, value: &FactValue) -> Option<Value> {
    let name = |at: usize| match fact.kind {
        FactType::Country | FactType::Countries => COUNTRIES.get(at).copied(),
        _ => fact.values.get(at).map(|value| value.name.as_str()),
    };
    let names = |members: &Members| members.iter().filter_map(name).map(Value::from).collect::<Vec<_>>();
    let object = |entries: Vec<(&str, Value)>| {
        Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    };
    Some(match value {
        FactValue::Unknown => return None,
        FactValue::Flag(flag) => Value::Bool(*flag),
        FactValue::Number(low, high) => {
            let (least, greatest, scale) = bounds(fact);
            let one = |n: i64| if scale == 0 { Value::from(n) } else { Value::String(unscaled(n, scale)) };
            if low == high {
                return Some(one(*low));
            }
            let ends = [("min", *low, least), ("max", *high, greatest)];
            object(ends.into_iter().filter(|(_, n, end)| n != end).map(|(key, n, _)| (key, one(n))).collect())
        }
        FactValue::Date(first, last) if first == last => Value::String(first.to_string()),
        FactValue::Date(first, last) => {
            let ends = [("from", *first, Date::MIN), ("to", *last, Date::MAX)];
            let known = ends.into_iter().filter(|(_, day, end)| day != end);
            object(known.map(|(key, day, _)| (key, Value::String(day.to_string()))).collect())
        }
        FactValue::OneOf(members) if members.len() == 1 => names(members).pop()?,
        FactValue::OneOf(members) => {
            let mut others = Members::all(super::member_count(fact));
            members.iter().for_each(|at| others.remove(at));
            object(vec![("not", Value::Array(names(&others)))])
        }
        FactValue::AnyOf { yes, no } if yes.len() + no.len() >= super::member_count(fact) => Value::Array(names(yes)),
        FactValue::AnyOf { yes, no } => {
            let held = [(yes, true), (no, false)].into_iter();
            let entries = held.flat_map(|(set, held)| set.iter().filter_map(name).map(move |n| (n.to_owned(), held)));
            Value::Object(entries.map(|(name, held)| (name, Value::Bool(held))).collect::<Map<_, _>>())
        }
        FactValue::Offences(ids, true) => Value::Array(ids.iter().map(|id| Value::from(id.as_str())).collect()),
        FactValue::Offences(ids, false) => {
            Value::Object(ids.iter().map(|id| (id.to_string(), Value::Bool(true))).collect::<Map<_, _>>())
        }
        FactValue::Term(term) => Value::String(term.to_string()),
        FactValue::Text(text) => Value::String(text.to_string()),
        FactValue::Events(events) => Value::Array(
            events
                .iter()
                .map(|event| {
                    let date = if event.date.0 == event.date.1 {
                        Value::String(event.date.0.to_string())
                    } else {
                        object(vec![
                            ("from", Value::String(event.date.0.to_string())),
                            ("to", Value::String(event.date.1.to_string())),
                        ])
                    };
                    let kind = name(event.kind).unwrap_or_default();
                    object(vec![("kind", Value::from(kind)), ("date", date)])
                })
                .collect(),
        ),
    })
}
