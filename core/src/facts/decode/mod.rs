//! Values of facts: from nested JSON, from the cells of a flat row, from text.

mod cell;
mod events;
mod number;
mod scalar;
mod sets;
mod write;

pub use cell::{decode_cell, decode_member, decode_row_value};
pub use events::decode_events;
pub use number::{MAX_MONEY, NumberError, scaled, unscaled};
use scalar::interval;
pub(crate) use scalar::{bad_date, bounds, date_ends, number_ends};
pub use sets::member_index;
pub(crate) use sets::{complete, member_count};
pub use write::written;

use super::json::Json;
use super::path::Path;
use super::{FactValue, Members};
use crate::error::Error;
use crate::model::{Fact, FactType};

/// A value as decoded, and as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded {
    /// The value; unknown when given as `null`.
    pub value: FactValue,
    /// Members given as `null`: `closed_world` leaves them unknown.
    pub open: Members,
    /// The value as read; `None` when unknown.
    pub given: Option<serde_json::Value>,
}

impl Decoded {
    /// A value and how it was read.
    pub fn new(value: FactValue, given: serde_json::Value) -> Decoded {
        Decoded { value, open: Members::default(), given: Some(given) }
    }
}

/// Decodes a value of nested JSON.
///
/// # Errors
/// When the value has another form than its fact's type asks, or lies outside its domain.
pub fn decode_json(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<Decoded, Error> {
    if *json == Json::Null {
        return Ok(Decoded::default());
    }
    let value = match &fact.kind {
        FactType::Flag => match json {
            Json::Bool(flag) => FactValue::Flag(*flag),
            _ => return Err(wrong_type(fact, json, path)),
        },
        FactType::Number { .. } | FactType::Money => scalar::number(fact, json, path)?,
        FactType::Date => scalar::date(fact, json, path)?,
        FactType::OneOf | FactType::Country => sets::one_of(fact, json, path)?,
        FactType::AnyOf | FactType::Countries => return sets::any_of(fact, json, path),
        FactType::Offences => sets::offences(fact, json, path)?,
        FactType::Term => scalar::term(fact, json, path)?,
        FactType::Text => match json {
            Json::Text(text) => FactValue::Text(text.clone().into()),
            _ => return Err(wrong_type(fact, json, path)),
        },
        FactType::Events => return Err(wrong_type(fact, json, path)),
    };
    if value == FactValue::Unknown { Ok(Decoded::default()) } else { Ok(Decoded::new(value, json.to_value())) }
}

/// What values of a fact look like, in words.
pub fn expected(fact: &Fact) -> String {
    match &fact.kind {
        FactType::Flag => "`true` or `false`".to_owned(),
        FactType::Number { unit, min, max, scale } => {
            let whole = if *scale == 0 { "a whole number" } else { "a number" };
            format!("{whole} of {unit} from {} to {}", unscaled(*min, *scale), unscaled(*max, *scale))
        }
        FactType::Money => "an amount of pesos such as `1500.00`".to_owned(),
        FactType::Date => "a date such as `2009-05-01`, `2009-05` or `2009`".to_owned(),
        FactType::OneOf => format!("one of {}", listed(fact)),
        FactType::AnyOf => format!("a list of any of {}", listed(fact)),
        FactType::Country => "an ISO 3166-1 alpha-2 code such as `MX`".to_owned(),
        FactType::Countries => "a list of ISO 3166-1 alpha-2 codes such as `MX`".to_owned(),
        FactType::Offences => "a list of ids of offences such as `CPF:201`".to_owned(),
        FactType::Term => "a term such as `P1Y6M`".to_owned(),
        FactType::Text => "a text".to_owned(),
        FactType::Events => format!("a list of events of kind {}", listed(fact)),
    }
}

/// The first members of a fact, quoted.
fn listed(fact: &Fact) -> String {
    const SHOWN: usize = 12;
    let names: Vec<String> = fact.values.iter().take(SHOWN).map(|value| format!("`{}`", value.name)).collect();
    let more = fact.values.len().saturating_sub(SHOWN);
    if more == 0 { names.join(", ") } else { format!("{} and {more} more", names.join(", ")) }
}

/// The value has another form than the fact's type.
pub(crate) fn wrong_type(fact: &Fact, json: &Json, path: &Path<'_>) -> Error {
    let message = format!("`{}` cannot be {}", fact.name, shown(json));
    Error::new("case.wrong_type", message).at(path.to_string()).expected(expected(fact))
}

/// A value in a message: short ones as written, long ones by their sort.
pub(crate) fn shown(json: &Json) -> String {
    match json {
        Json::Bool(flag) => format!("`{flag}`"),
        Json::Number(text) if text.len() <= 40 => format!("`{text}`"),
        Json::Text(text) if text.len() <= 80 && !text.contains(char::is_control) => format!("the text `{text}`"),
        _ => json.sort().to_owned(),
    }
}
