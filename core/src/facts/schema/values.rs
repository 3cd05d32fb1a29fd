//! Schemas of values (contract §2).

use super::{alternatives, reference};
use crate::facts::decode::{MAX_MONEY, bounds};
use crate::facts::{COUNTRIES, MAX_EVENTS};
use crate::model::{Fact, FactType, Model};
use serde_json::{Map, Value, json};

/// The days that exist, leap years counted.
pub(super) const DAY: &str = "(?:[1-9][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|\
    (?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|\
    (?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)";
const MONTH: &str = "[1-9][0-9]{3}-(?:0[1-9]|1[0-2])";
const YEAR: &str = "[1-9][0-9]{3}";
pub(super) const OFFENCE: &str = "[A-Z][A-Z0-9]+:[0-9][0-9A-Za-z]*(?:-[0-9A-Za-z]+)*(?::[0-9A-Za-z_-]+)*";

/// A day, month or year, as part of a pattern.
pub(super) fn date_pattern() -> String {
    format!("(?:{DAY}|{MONTH}|{YEAR})")
}

/// The definitions that facts share.
pub(super) fn definitions() -> Map<String, Value> {
    let date = json!({"type": "string", "pattern": format!("^{}$", date_pattern())});
    let end = json!({"anyOf": [date, {"type": "null"}]});
    let interval = json!({
        "type": "object", "properties": {"from": end, "to": end}, "additionalProperties": false, "minProperties": 1,
    });
    let given = |key: &str| json!({"properties": {key: {"type": "string"}}, "required": [key]});
    let known = json!({"allOf": [interval, {"anyOf": [given("from"), given("to")]}]});
    let entries = [
        ("flag", json!({"type": ["boolean", "null"]})),
        ("cell_flag", json!({"enum": [true, false, null, 1, 0, "true", "false", "1", "0", "", "null"]})),
        ("blank", json!({"enum": ["", "null"]})),
        ("id", json!({"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"})),
        ("day", json!({"type": "string", "pattern": format!("^{DAY}$")})),
        ("date_text", date.clone()),
        ("date", json!({"anyOf": [date, {"type": "null"}, interval]})),
        ("known_date", json!({"anyOf": [date, known]})),
        ("country", json!({ "enum": COUNTRIES.to_vec() })),
        ("offence", json!({"type": "string", "pattern": format!("^{OFFENCE}$")})),
        (
            "term",
            json!({"type": ["string", "null"], "pattern": "^P(?=[0-9])(?:[0-9]{1,9}Y)?(?:[0-9]{1,9}M)?(?:[0-9]{1,9}D)?$"}),
        ),
        ("text", json!({"type": ["string", "null"]})),
    ];
    entries.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

/// The definitions of the facts that have none in common.
pub(super) fn of_facts(model: &Model) -> impl Iterator<Item = (String, Value)> + '_ {
    let own = |fact: &&Fact| !matches!(fact.kind, FactType::Flag | FactType::Date | FactType::Term | FactType::Text);
    model.facts.iter().filter(own).map(|fact| (format!("fact:{}", fact.name), form(fact)))
}

/// A value of a fact in nested JSON, by its definition.
pub(super) fn nested(fact: &Fact) -> Value {
    match fact.kind {
        FactType::Flag | FactType::Date | FactType::Term | FactType::Text => form(fact),
        _ => reference(&format!("fact:{}", fact.name)),
    }
}

/// A value of a fact in nested JSON, spelled out.
pub(super) fn form(fact: &Fact) -> Value {
    match fact.kind {
        FactType::Flag => reference("flag"),
        FactType::Number { .. } | FactType::Money => {
            let one = number(fact);
            let object = json!({
                "type": "object", "properties": {"min": one, "max": one}, "additionalProperties": false, "minProperties": 1,
            });
            json!({"anyOf": [one, object]})
        }
        FactType::Date => reference("date"),
        FactType::OneOf | FactType::Country => {
            let member = member(fact);
            let not = json!({
                "type": "object", "properties": {"not": {"type": "array", "items": member}}, "required": ["not"],
                "additionalProperties": false,
            });
            json!({"anyOf": [member, {"type": "null"}, not]})
        }
        FactType::AnyOf | FactType::Countries => {
            let member = member(fact);
            let partial = json!({"type": "object", "propertyNames": member, "additionalProperties": reference("flag")});
            json!({"anyOf": [member, {"type": "null"}, {"type": "array", "items": member}, partial]})
        }
        FactType::Offences => {
            let id = reference("offence");
            let partial = json!({"type": "object", "propertyNames": id, "additionalProperties": reference("flag")});
            json!({"anyOf": [id, {"type": "null"}, {"type": "array", "items": id}, partial]})
        }
        FactType::Term => reference("term"),
        FactType::Text => reference("text"),
        FactType::Events => events(fact),
    }
}

/// One member of a one-of, any-of, country or events fact.
fn member(fact: &Fact) -> Value {
    match fact.kind {
        FactType::Country | FactType::Countries => reference("country"),
        _ => json!({"enum": fact.values.iter().map(|value| value.name.as_str()).collect::<Vec<_>>()}),
    }
}

/// A number as nested JSON writes it, or unknown.
pub(super) fn number(fact: &Fact) -> Value {
    let (min, max, scale) = bounds(fact);
    let unit = 10_i64.pow(u32::from(scale.min(18)));
    if scale == 0 {
        return json!({"type": ["integer", "null"], "minimum": min, "maximum": max});
    }
    // Whole bounds, so that no float stands in the schema; the decoder looks at the decimals.
    let (least, greatest) = (min.div_euclid(unit), max.div_euclid(unit) + i64::from(max.rem_euclid(unit) > 0));
    let bound = if max == MAX_MONEY { "exclusiveMaximum" } else { "maximum" };
    let number = json!({"type": ["number", "null"], "minimum": least, bound: greatest});
    let pattern = format!("^-?[0-9]+(?:\\.[0-9]{{1,{scale}}}0*)?$");
    json!({"anyOf": [number, {"type": "string", "pattern": pattern}]})
}

/// The list of events.
fn events(fact: &Fact) -> Value {
    let id = json!({"type": ["string", "null"]});
    let event = json!({
        "type": "object",
        "properties": {"kind": member(fact), "date": reference("known_date"), "accused": id, "act": id},
        "required": ["kind", "date"],
        "additionalProperties": false,
    });
    json!({"anyOf": [{"type": "null"}, {"type": "array", "items": event, "maxItems": MAX_EVENTS}]})
}

/// A value of a fact in a row: as nested, or the text of a cell.
pub(super) fn row(fact: &Fact) -> Value {
    let names = || match fact.kind {
        FactType::Countries => alternatives(COUNTRIES.into_iter()),
        _ => alternatives(fact.values.iter().map(|value| value.name.as_str())),
    };
    let list = |one: &str| json!({"type": "string", "pattern": format!("^(?:-|{one}(?:\\|{one})*)$")});
    let text = match fact.kind {
        FactType::Flag => return reference("cell_flag"),
        FactType::Number { .. } | FactType::Money => number_text(),
        FactType::AnyOf | FactType::Countries => list(&names()),
        FactType::Offences => list(OFFENCE),
        FactType::Events => {
            let one = format!("{}@{}", names(), date_pattern());
            json!({"type": "string", "pattern": format!("^(?:-|{one}(?:;{one})*)$")})
        }
        _ => reference("blank"),
    };
    json!({"anyOf": [nested(fact), text, reference("blank")]})
}

/// A number in a cell of text; its range is for the decoder.
pub(super) fn number_text() -> Value {
    json!({"type": "string", "pattern": "^-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$"})
}
