//! The events of the procedure.

use super::{Decoded, scalar, sets, shown, wrong_type};
use crate::error::Error;
use crate::facts::json::Json;
use crate::facts::names::{clipped, near};
use crate::facts::nested::{MAX_EVENTS, limited};
use crate::facts::path::Path;
use crate::facts::{Event, FactValue};
use crate::model::Fact;
use crate::packed::Str;
use serde_json::{Map, Value};

/// The keys of an event.
pub(crate) const EVENT_KEYS: [&str; 4] = ["kind", "date", "accused", "act"];

/// Decodes a list of events; whether the accused and acts that they name exist is for the caller to see.
///
/// # Errors
/// When the value is no list of events.
pub fn decode_events(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<Decoded, Error> {
    let items = match json {
        Json::Null => return Ok(Decoded::default()),
        Json::List(_) => limited(json, MAX_EVENTS, path)?,
        _ => return Err(wrong_type(fact, json, path)),
    };
    let events = items.iter().enumerate().map(|(at, item)| event(fact, item, &path.item(at)));
    Ok(Decoded::new(FactValue::Events(events.collect::<Result<_, _>>()?), json.to_value()))
}

fn event(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<Event, Error> {
    let Json::Object(entries) = json else {
        let message = format!("an event cannot be {}", shown(json));
        return Err(Error::new("case.wrong_type", message).at(path.to_string()).expected("an object"));
    };
    if let Some((key, _)) = entries.iter().find(|(key, _)| !EVENT_KEYS.contains(&key.as_str())) {
        let error = Error::new("case.unknown_key", format!("an event has no key `{}`", clipped(key)))
            .at(path.key(key).to_string());
        let error = error.expected("`kind`, `date`, `accused` or `act`");
        return Err(match near(key, EVENT_KEYS) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error,
        });
    }
    let text = |key: &str| match json.get(key) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Text(text)) => Ok(Some(text.as_str())),
        Some(other) => {
            let message = format!("`{key}` of an event cannot be {}", shown(other));
            Err(Error::new("case.wrong_type", message).at(path.key(key).to_string()).expected("a text"))
        }
    };
    let missing =
        |key: &str| Error::new("case.missing_key", format!("an event needs `{key}`")).at(path.key(key).to_string());
    let kind = text("kind")?.ok_or_else(|| missing("kind"))?;
    let date = json.get("date").ok_or_else(|| missing("date"))?;
    let FactValue::Date(first, last) = scalar::date(fact, date, &path.key("date"))? else {
        return Err(missing("date"));
    };
    Ok(Event {
        kind: sets::member(fact, kind, &path.key("kind"))?,
        date: (first, last),
        accused: text("accused")?.map(Str::from),
        act: text("act")?.map(Str::from),
    })
}

/// Decodes `kind@date;kind@date`; `-` is none.
pub(super) fn events_cell(fact: &Fact, text: &str, path: &Path<'_>) -> Result<Decoded, Error> {
    let parts = if text == "-" { Vec::new() } else { text.split(';').collect() };
    let (mut events, mut given) = (Vec::with_capacity(parts.len()), Vec::with_capacity(parts.len()));
    for part in parts {
        let Some((kind, date)) = part.split_once('@') else {
            let error = wrong_type(fact, &Json::Text(part.to_owned()), path);
            return Err(error.expected("`kind@date;kind@date`, or `-` for none"));
        };
        let at = sets::member(fact, kind, path)?;
        events.push(Event { kind: at, date: super::interval(&fact.name, date, path)?, accused: None, act: None });
        let entry = [("kind", kind), ("date", date)].map(|(key, text)| (key.to_owned(), Value::from(text)));
        given.push(Value::Object(Map::from_iter(entry)));
    }
    Ok(Decoded::new(FactValue::Events(events), Value::Array(given)))
}
