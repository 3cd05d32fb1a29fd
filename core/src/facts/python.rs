//! The types of a case for the type checkers of Python, made from its JSON Schema.

use super::COUNTRIES;
use super::json_schema;
use crate::model::Model;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The columns of a line, after which a long list of values is broken.
const WIDTH: usize = 120;

const HEAD: &str = r#""""The types of a case, for type checkers: `Case`, and its parts.

Written by `tipicidad facts --format python` from the vocabulary: change the vocabulary, not this file. Numbers may also be those
of NumPy, days those of pandas, and sets may stand for lists; columns `x.…` of a row are carried along and have no type here.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, Optional, TypedDict, Union

Number = Union[int, float, Decimal]
Day = Union[str, datetime.date]
"#;

/// Definitions of the schema that Python writes in a way of its own.
const OWN: [(&str, &str); 11] = [
    ("flag", "Optional[bool]"),
    ("cell_flag", "Union[bool, int, str, None]"),
    ("blank", "str"),
    ("id", "str"),
    ("day", "Day"),
    ("date_text", "Day"),
    ("country", "str"),
    ("offence", "str"),
    ("term", "Optional[str]"),
    ("text", "Optional[str]"),
    ("known_date", "Union[Day, Days]"),
];

/// The source of a Python module that declares the types of a case.
pub fn python_types(model: &Model) -> String {
    let schema = json_schema(model);
    let empty = Map::new();
    let definitions = schema["$defs"].as_object().unwrap_or(&empty);
    let mut page = Page { definitions, out: HEAD.to_owned(), named: BTreeMap::new(), values: Vec::new() };
    let cases: Vec<String> = schema["anyOf"]
        .as_array()
        .into_iter()
        .flatten()
        .zip(["NestedCase", "FlatCase"])
        .map(|(case, name)| page.object(name, case))
        .collect();
    page.say(&format!("Case = Union[{}]", cases.join(", ")));
    page.out
}

struct Page<'a> {
    definitions: &'a Map<String, Value>,
    out: String,
    /// The classes that are written, by name, with what they hold.
    named: BTreeMap<String, String>,
    /// The aliases of lists of values.
    values: Vec<(Value, String)>,
}

impl Page<'_> {
    fn say(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }

    /// The type of a schema that stands at a place of this name.
    fn kind(&mut self, name: &str, schema: &Value) -> String {
        if let Some(reference) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.reference(reference);
        }
        if let Some(values) = schema["enum"].as_array() {
            return self.literal(name, values);
        }
        for key in ["anyOf", "allOf"] {
            if let Some(parts) = schema[key].as_array() {
                return union(parts.iter().map(|part| self.kind(name, part)));
            }
        }
        match &schema["type"] {
            Value::String(one) => self.plain(name, one, schema),
            Value::Array(several) => {
                union(several.iter().filter_map(Value::as_str).map(|one| self.plain(name, one, schema)))
            }
            _ => "Any".to_owned(),
        }
    }

    fn plain(&mut self, name: &str, kind: &str, schema: &Value) -> String {
        match kind {
            "null" => "None".to_owned(),
            "boolean" => "bool".to_owned(),
            "integer" | "number" => "Number".to_owned(),
            "string" => "str".to_owned(),
            "array" => format!("Sequence[{}]", self.kind(name, &schema["items"])),
            _ if schema["properties"].is_object() => self.object(name, schema),
            _ => {
                let keys = match &schema["propertyNames"] {
                    Value::Null => "str".to_owned(),
                    keys => self.kind(name, keys),
                };
                format!("Mapping[{keys}, {}]", self.kind(name, &schema["additionalProperties"]))
            }
        }
    }

    fn reference(&mut self, name: &str) -> String {
        if let Some((_, own)) = OWN.iter().find(|(known, _)| *known == name) {
            if own.contains("Days") {
                self.reference("date");
            }
            return (*own).to_owned();
        }
        let definitions = self.definitions;
        let schema = &definitions[name];
        if name == "date" {
            // Texts of a day, a month or a year; `datetime.date`; or an interval.
            self.class(
                "Days",
                vec![("from".to_owned(), "Optional[Day]".to_owned()), ("to".to_owned(), "Optional[Day]".to_owned())],
                &[],
            );
            return "Union[Day, Days, None]".to_owned();
        }
        self.kind(&camel(name.strip_prefix("fact:").unwrap_or(name)), schema)
    }

    /// A choice of values; a long one has a name, and is written once.
    fn literal(&mut self, name: &str, values: &[Value]) -> String {
        let all = Value::Array(values.to_vec());
        if let Some((_, alias)) = self.values.iter().find(|(known, _)| *known == all) {
            return alias.clone();
        }
        let shown = |value: &Value| if value.is_null() { "None".to_owned() } else { value.to_string() };
        let shown: Vec<String> = values.iter().map(shown).collect();
        if shown.len() <= 3 {
            return format!("Literal[{}]", shown.join(", "));
        }
        let mut alias = format!("{name}Value");
        while self.values.iter().any(|(_, known)| *known == alias) {
            alias.push('s');
        }
        let line = format!("{alias} = Literal[{}]", shown.join(", "));
        if line.len() <= WIDTH {
            self.say(&line);
        } else {
            self.say(&format!("{alias} = Literal["));
            shown.iter().for_each(|value| self.say(&format!("    {value},")));
            self.say("]");
        }
        self.values.push((all, alias.clone()));
        alias
    }

    /// An object as a class of dicts.
    fn object(&mut self, name: &str, schema: &Value) -> String {
        let empty = Map::new();
        let properties: BTreeMap<&String, &Value> = schema["properties"].as_object().unwrap_or(&empty).iter().collect();
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let keys: Vec<&str> = properties.keys().map(|key| key.as_str()).collect();
        let name = match keys.as_slice() {
            ["max", "min"] => "Interval".to_owned(),
            ["not"] => format!("{name}Not"),
            ["accused", "act", "date", "kind"] => "Event".to_owned(),
            _ => name.to_owned(),
        };
        let mut fields = Vec::new();
        for (key, schema) in &properties {
            if properties.contains_key(&parent(key)) && is_country(key) {
                continue;
            }
            fields.push(((*key).clone(), self.kind(&format!("{name}{}", camel(key)), schema)));
        }
        self.class(&name, fields, &required)
    }

    /// Writes a class, once; another of the same name and other fields gets another name.
    fn class(&mut self, name: &str, fields: Vec<(String, String)>, required: &[&str]) -> String {
        let mut body = String::new();
        let (must, may): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(key, _)| required.contains(&key.as_str()));
        // Keys that are no identifiers stand in a dict; where both kinds of key are, the required ones are those of a class.
        let base = if must.is_empty() || may.is_empty() { "%NAME%" } else { "_%NAME%" };
        let written = if may.is_empty() { &must } else { &may };
        let _ = writeln!(body, "{base} = TypedDict(\n    \"{base}\",\n    {{");
        for (key, kind) in written {
            let _ = writeln!(body, "        {}: {kind},", Value::from(key.as_str()));
        }
        let total = if may.is_empty() { "" } else { "    total=False,\n" };
        let _ = writeln!(body, "    }},\n{total})");
        if !must.is_empty() && !may.is_empty() {
            let _ = writeln!(body, "\n\nclass %NAME%({base}):");
            for (key, kind) in &must {
                let _ = writeln!(body, "    {key}: {kind}");
            }
            body.push('\n');
        }
        let mut name = name.to_owned();
        loop {
            match self.named.get(&name) {
                Some(known) if *known == body => return name,
                Some(_) => name.push_str("Of"),
                None => break,
            }
        }
        self.out.push_str(&body.replace("%NAME%", &name));
        self.named.insert(name.clone(), body);
        name
    }
}

/// `nationality` of `nationality.MX`.
fn parent(key: &str) -> String {
    key.rsplit_once('.').map_or_else(String::new, |(parent, _)| parent.to_owned())
}

/// Whether a column is one of the many that hold a country each.
fn is_country(key: &str) -> bool {
    key.rsplit_once('.').is_some_and(|(_, last)| COUNTRIES.contains(&last))
}

/// `ActVerb` of `act.verb`.
fn camel(name: &str) -> String {
    let capital = |part: &str| {
        let mut rest = part.chars();
        rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect::<String>()
    };
    name.split(|c: char| !c.is_alphanumeric()).map(capital).collect()
}

/// A union of types, each once.
fn union(kinds: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for kind in kinds {
        let inner = kind.strip_prefix("Union[").and_then(|inner| inner.strip_suffix(']'));
        for part in inner.map_or_else(|| vec![kind.clone()], split) {
            let (part, none) = match part.strip_prefix("Optional[").and_then(|inner| inner.strip_suffix(']')) {
                Some(inner) => (inner.to_owned(), true),
                None => (part, false),
            };
            for part in std::iter::once(part).chain(none.then(|| "None".to_owned())) {
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
        }
    }
    let none = parts.iter().any(|part| part == "None");
    parts.retain(|part| part != "None");
    match (parts.as_slice(), none) {
        ([], _) => "None".to_owned(),
        ([one], false) => one.clone(),
        ([one], true) => format!("Optional[{one}]"),
        (several, false) => format!("Union[{}]", several.join(", ")),
        (several, true) => format!("Union[{}, None]", several.join(", ")),
    }
}

/// The parts of a list that commas outside brackets part.
fn split(list: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_usize);
    for c in list.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match parts.last_mut() {
            _ if c == ',' && depth == 0 => parts.push(String::new()),
            Some(last) => last.push(c),
            None => {}
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}
