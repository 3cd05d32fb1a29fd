//! Cases without an author: the examples of the rules, and variations of them.

use serde::Serialize;
use serde_json::{Map, Value, json};
use tipicidad::Law;
use tipicidad::exact::{Date, Text};
use tipicidad::facts::CaseOptions;
use tipicidad::model::FactType;
use tipicidad::testing::last_day_of_act;

/// Of so many facts of an example one is left out.
const LEFT_OUT: u64 = 20;
/// How far an age is moved, in years, either way.
const YEARS: u64 = 3;

/// An example of the rules as a case.
#[derive(Debug, Serialize)]
pub struct Example {
    name: Text,
    case: Value,
    charges: Vec<String>,
}

/// The examples of a law.
pub fn examples(law: &Law) -> Vec<Example> {
    let of = |(row, as_of): (Map<String, Value>, Option<Date>)| json!({"as_of": as_of, "counts": [row]});
    let example = |example: &tipicidad::model::Example| Example {
        name: example.name.clone(),
        case: of(row_of(law, example)),
        charges: example.charges.iter().map(ToString::to_string).collect(),
    };
    law.model().examples.iter().map(example).collect()
}

/// The row of an example, and the day it is judged on: its own, else the last day of its act.
fn row_of(law: &Law, example: &tipicidad::model::Example) -> (Map<String, Value>, Option<Date>) {
    let row: Map<String, Value> = serde_json::from_str(&example.row).unwrap_or_default();
    let row = Value::Object(row);
    let as_of = example.as_of.or_else(|| last_day_of_act(&row)).or(law.model().pack.law_as_of);
    match row {
        Value::Object(row) => (row, as_of),
        _ => (Map::new(), as_of),
    }
}

/// Synthetic cases: examples of the rules moved to other days between the first and the last of their acts, with ages some years
/// off and some facts left out, judged on the day up to which the law was followed.
///
/// Every value is a flag, a number or a text, of one type for each fact, so that the rows make a table.
pub fn cases(law: &Law, number: usize, seed: u64) -> Vec<Value> {
    let readable = |case: &Value| law.read_case(case.to_string().as_bytes(), &CaseOptions::default()).is_ok();
    let of = |name: &str, as_of: Option<Date>, row| json!({"case": name, "as_of": as_of, "counts": [row]});
    let rows = law.model().examples.iter().map(|example| row_of(law, example));
    let rows = rows.map(|(row, as_of)| (cells(law, row), as_of));
    let rows: Vec<_> = rows.filter(|(row, as_of)| readable(&of("", *as_of, row.clone()))).collect();
    let days: Vec<i32> = rows.iter().filter_map(|(row, _)| act_day(row)).map(Date::to_days).collect();
    let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else { return Vec::new() };
    let followed = law.model().pack.law_as_of;
    let last = followed.map_or(last, |day| last.min(day.to_days()));
    let mut chance = Chance(seed);
    let mut case = |at: usize| {
        let (row, as_of) = &rows[chance.below(rows.len() as u64) as usize];
        let name = format!("sample-{}", at + 1);
        let case = of(&name, followed.or(*as_of), varied(law, row, (first, last), &mut chance));
        // A variation may be no case, of a person older than their years: then the example itself stands.
        if readable(&case) { case } else { of(&name, *as_of, row.clone()) }
    };
    (0..number).map(&mut case).collect()
}

/// The cells of a row: what has none, such as an interval, is left out.
fn cells(law: &Law, row: Map<String, Value>) -> Map<String, Value> {
    row.into_iter().filter_map(|(name, value)| cell(law, &name, value).map(|value| (name, value))).collect()
}

fn cell(law: &Law, name: &str, value: Value) -> Option<Value> {
    let kind = law.model().fact(name).map(|ix| &law.model().fact_at(ix).kind);
    let whole = matches!(kind, Some(FactType::Number { scale: 0, .. }));
    let amount = matches!(kind, Some(FactType::Number { .. } | FactType::Money));
    match value {
        Value::String(text) if whole => text.parse::<i64>().ok().map(Value::from),
        Value::Number(number) if amount && !whole => Some(number.to_string().into()),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(item).collect();
            let between = if matches!(kind, Some(FactType::Events)) { ";" } else { "|" };
            items.map(|items| if items.is_empty() { "-".into() } else { items.join(between).into() })
        }
        Value::Object(_) | Value::Null => None,
        value => Some(value),
    }
}

/// An item of a list: a text, or an event as `kind@day`.
fn item(item: &Value) -> Option<String> {
    match (item.as_str(), item["kind"].as_str(), item["date"].as_str()) {
        (Some(text), ..) => Some(text.to_owned()),
        (_, Some(kind), Some(day)) => Some(format!("{kind}@{day}")),
        _ => None,
    }
}

fn act_day(row: &Map<String, Value>) -> Option<Date> {
    row.get("act.date").and_then(Value::as_str).and_then(|day| Date::parse(day).ok())
}

fn varied(law: &Law, row: &Map<String, Value>, (first, last): (i32, i32), chance: &mut Chance) -> Map<String, Value> {
    let to = first + chance.below(u64::try_from(last - first + 1).unwrap_or(1)) as i32;
    let days = act_day(row).map_or(0, |day| to - day.to_days());
    let mut out = Map::new();
    for (name, value) in row {
        let mut value = value.clone();
        move_days(&mut value, days);
        let fact = law.model().fact(name).map(|ix| &law.model().fact_at(ix).kind);
        if let (Some(FactType::Number { unit, min, max, scale: 0 }), Some(years)) = (fact, value.as_i64())
            && unit == "years"
        {
            let off = chance.below(2 * YEARS + 1) as i64 - YEARS as i64;
            value = (years + off).clamp(*min, *max).into();
        }
        if name == "act.date" || chance.below(LEFT_OUT) > 0 {
            out.insert(name.clone(), value);
        }
    }
    out
}

/// Moves every day inside a value: also those of events, `kind@day;kind@day`.
fn move_days(value: &mut Value, days: i32) {
    match value {
        Value::String(text) => {
            let moved = |part: &str| match Date::parse(part).map(|day| Date::from_days(day.to_days() + days)) {
                Ok(Ok(day)) => day.to_string(),
                _ => part.to_owned(),
            };
            let event = |event: &str| event.split('@').map(moved).collect::<Vec<_>>().join("@");
            *text = text.split(';').map(event).collect::<Vec<_>>().join(";");
        }
        Value::Array(items) => items.iter_mut().for_each(|item| move_days(item, days)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| move_days(entry, days)),
        _ => {}
    }
}

/// SplitMix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }
    /// A number below `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        self.word() % bound.max(1)
    }
}
