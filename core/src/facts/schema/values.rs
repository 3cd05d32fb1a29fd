//! Schemas of values (contract §2).

use super::alternatives;
use super::parts::{
    any_of, closed, list, list_up_to, object, one_of, only, or_null, pattern, reference, texts, typed, with,
};
use crate::facts::decode::{MAX_MONEY, bounds};
use crate::facts::{COUNTRIES, MAX_EVENTS};
use crate::model::{Fact, FactType, Model};
use serde_json::{Map, Value};

/// The days that exist, leap years counted.
pub(super) const DAY: &str = "(?:[1-9][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|\
    (?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|\
    (?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)";
const MONTH: &str = "[1-9][0-9]{3}-(?:0[1-9]|1[0-2])";
const YEAR: &str = "[1-9][0-9]{3}";
pub(super) const OFFENCE: &str = "[A-Z][A-Z0-9]+:[0-9][0-9A-Za-z]*(?:-[0-9A-Za-z]+)*(?::[0-9A-Za-z_-]+)*";

const TERM: &str = "^P(?=[0-9])(?:[0-9]{1,9}Y)?(?:[0-9]{1,9}M)?(?:[0-9]{1,9}D)?$";

/// A day, month or year, as part of a pattern.
pub(super) fn date_pattern() -> String {
    format!("(?:{DAY}|{MONTH}|{YEAR})")
}

/// The definitions that facts share.
pub(super) fn definitions() -> Map<String, Value> {
    let date = pattern(&date_pattern());
    let end = or_null(date.clone());
    let interval = between(("from", "to"), &end);
    let given = |key: &str| with(only("properties", only(key, typed(&["string"]))), "required", texts(&[key]));
    let known = only("allOf", Value::Array(vec![interval.clone(), any_of(&[given("from"), given("to")])]));
    let mut cells: Vec<Value> = vec![true.into(), false.into(), Value::Null, 1.into(), 0.into()];
    cells.extend(["true", "false", "1", "0", "", "null"].map(Value::from));
    let entries = [
        ("flag", typed(&["boolean", "null"])),
        ("cell_flag", one_of(&cells)),
        ("blank", only("enum", texts(&["", "null"]))),
        ("id", pattern("[A-Za-z0-9_-]{1,64}")),
        ("day", pattern(DAY)),
        ("date_text", date.clone()),
        ("date", any_of(&[date.clone(), typed(&["null"]), interval])),
        ("known_date", any_of(&[date, known])),
        ("country", only("enum", texts(&COUNTRIES))),
        ("offence", pattern(OFFENCE)),
        ("term", with(typed(&["string", "null"]), "pattern", TERM.into())),
        ("text", typed(&["string", "null"])),
    ];
    entries.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

/// What lies between two ends, of which one is given at least.
fn between((low, high): (&str, &str), end: &Value) -> Value {
    let ends = only("properties", with(only(low, end.clone()), high, end.clone()));
    with(closed(with(ends, "type", "object".into())), "minProperties", 1.into())
}

/// Members, each with whether it is one.
fn partial(member: &Value) -> Value {
    with(with(typed(&["object"]), "propertyNames", member.clone()), "additionalProperties", reference("flag"))
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
            let between = between(("min", "max"), &one);
            any_of(&[one, between])
        }
        FactType::Date => reference("date"),
        FactType::OneOf | FactType::Country => {
            let member = member(fact);
            let not = object(&[("not", list(member.clone()))], &["not"]);
            any_of(&[member, typed(&["null"]), not])
        }
        FactType::AnyOf | FactType::Countries => several(member(fact)),
        FactType::Offences => several(reference("offence")),
        FactType::Term => reference("term"),
        FactType::Text => reference("text"),
        FactType::Events => events(fact),
    }
}

/// A member or several, as a list or each with whether it is one.
fn several(member: Value) -> Value {
    let (list, partial) = (list(member.clone()), partial(&member));
    any_of(&[member, typed(&["null"]), list, partial])
}

/// One member of a one-of, any-of, country or events fact.
fn member(fact: &Fact) -> Value {
    match fact.kind {
        FactType::Country | FactType::Countries => reference("country"),
        _ => only("enum", texts(&fact.values.iter().map(|value| value.name.as_str()).collect::<Vec<_>>())),
    }
}

/// A number as nested JSON writes it, or unknown.
pub(super) fn number(fact: &Fact) -> Value {
    let (min, max, scale) = bounds(fact);
    let unit = 10_i64.pow(u32::from(scale.min(18)));
    if scale == 0 {
        return with(with(typed(&["integer", "null"]), "minimum", min.into()), "maximum", max.into());
    }
    // Whole bounds, so that no float stands in the schema; the decoder looks at the decimals.
    let (least, greatest) = (min.div_euclid(unit), max.div_euclid(unit) + i64::from(max.rem_euclid(unit) > 0));
    let bound = if max == MAX_MONEY { "exclusiveMaximum" } else { "maximum" };
    let number = with(with(typed(&["number", "null"]), "minimum", least.into()), bound, greatest.into());
    any_of(&[number, pattern(&format!("-?[0-9]+(?:\\.[0-9]{{1,{scale}}}0*)?"))])
}

/// The list of events.
fn events(fact: &Fact) -> Value {
    let id = typed(&["string", "null"]);
    let keys = [("kind", member(fact)), ("date", reference("known_date")), ("accused", id.clone()), ("act", id)];
    any_of(&[typed(&["null"]), list_up_to(MAX_EVENTS, object(&keys, &["kind", "date"]))])
}

/// A value of a fact in a row: as nested, or the text of a cell.
pub(super) fn row(fact: &Fact) -> Value {
    let names = || match fact.kind {
        FactType::Countries => alternatives(COUNTRIES.into_iter()),
        _ => alternatives(fact.values.iter().map(|value| value.name.as_str())),
    };
    let list = |one: &str| pattern(&format!("(?:-|{one}(?:\\|{one})*)"));
    let text = match fact.kind {
        FactType::Flag => return reference("cell_flag"),
        FactType::Number { .. } | FactType::Money => number_text(),
        FactType::AnyOf | FactType::Countries => list(&names()),
        FactType::Offences => list(OFFENCE),
        FactType::Events => {
            let one = format!("{}@{}", names(), date_pattern());
            pattern(&format!("(?:-|{one}(?:;{one})*)"))
        }
        _ => reference("blank"),
    };
    any_of(&[nested(fact), text, reference("blank")])
}

/// A number in a cell of text; its range is for the decoder.
pub(super) fn number_text() -> Value {
    pattern("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
}
