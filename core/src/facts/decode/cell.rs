//! Cells of flat rows: texts as in CSV, and JSON values.

use super::{Decoded, decode_json, events, expected, scalar, scaled, shown, wrong_type};
use crate::error::Error;
use crate::facts::FactValue;
use crate::facts::json::Json;
use crate::facts::path::Path;
use crate::model::{Fact, FactType};
use serde_json::Value;

/// Decodes the text of a cell; empty and `null` are unknown. Its errors have no path: the caller knows row and column.
///
/// # Errors
/// When the text has another form than its fact's type asks, or lies outside its domain.
pub fn decode_cell(fact: &Fact, text: &str) -> Result<Decoded, Error> {
    cell(fact, text, &Path::Root).map_err(|error| Error { path: error.path.filter(|path| !path.is_empty()), ..error })
}

/// Decodes a JSON value of a row: a text as in CSV, `1` and `0` as flags, all else as in nested JSON.
///
/// # Errors
/// As [`decode_cell`], with the path.
pub fn decode_row_value(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<Decoded, Error> {
    match (json, &fact.kind) {
        (Json::Text(text), _) => cell(fact, text, path),
        (Json::Number(text), FactType::Flag) if matches!(scaled(text, 0), Ok(0 | 1)) => {
            Ok(flag(scaled(text, 0) == Ok(1)))
        }
        (Json::List(_), FactType::Events) => events::decode_events(fact, json, path),
        _ => decode_json(fact, json, path),
    }
}

/// Decodes the cell of one member of an any-of fact; `None` is unknown.
///
/// # Errors
/// `case.wrong_type` when it is no flag.
pub fn decode_member(fact: &Fact, member: &str, json: &Json, path: &Path<'_>) -> Result<Option<bool>, Error> {
    let text = match json {
        Json::Null => return Ok(None),
        Json::Bool(flag) => return Ok(Some(*flag)),
        Json::Number(text) => match scaled(text, 0) {
            Ok(0) => "0",
            Ok(1) => "1",
            _ => "?",
        },
        Json::Text(text) => text.as_str(),
        Json::List(_) | Json::Object(_) => "?",
    };
    match text {
        "" | "null" => Ok(None),
        "true" | "1" => Ok(Some(true)),
        "false" | "0" => Ok(Some(false)),
        _ => {
            let message = format!("whether `{}` has `{member}` cannot be {}", fact.name, shown(json));
            Err(Error::new("case.wrong_type", message).at(path.to_string()).expected("`true` or `false`"))
        }
    }
}

fn flag(flag: bool) -> Decoded {
    Decoded::new(FactValue::Flag(flag), Value::Bool(flag))
}

fn cell(fact: &Fact, text: &str, path: &Path<'_>) -> Result<Decoded, Error> {
    if matches!(text, "" | "null") {
        return Ok(Decoded::default());
    }
    let as_text = || Json::Text(text.to_owned());
    match fact.kind {
        FactType::Flag => match text {
            "true" | "1" => Ok(flag(true)),
            "false" | "0" => Ok(flag(false)),
            _ => {
                let error = wrong_type(fact, &as_text(), path);
                let lower = text.to_ascii_lowercase();
                let known = matches!(lower.as_str(), "true" | "false");
                Err(if known { error.hint(format!("did you mean `{lower}`?")) } else { error })
            }
        },
        FactType::Number { .. } | FactType::Money => {
            let number = scalar::number_in(fact, text, path)?;
            Ok(Decoded::new(FactValue::Number(number, number), Json::Number(text.to_owned()).to_value()))
        }
        FactType::Term if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            decode_json(fact, &Json::Number(text.to_owned()), path)
        }
        FactType::AnyOf | FactType::Countries | FactType::Offences => {
            let names = if text == "-" { Vec::new() } else { text.split('|').collect() };
            if names.contains(&"") {
                let message = format!("`{}` has an empty name in `{text}`", fact.name);
                return Err(Error::new("case.wrong_type", message).at(path.to_string()).expected(expected(fact)));
            }
            let list = Json::List(names.into_iter().map(|name| Json::Text(name.to_owned())).collect());
            decode_json(fact, &list, path).map_err(|error| Error { path: Some(path.to_string()), ..error })
        }
        FactType::Events => events::events_cell(fact, text, path),
        FactType::Date | FactType::OneOf | FactType::Country | FactType::Term | FactType::Text => {
            decode_json(fact, &as_text(), path)
        }
    }
}
