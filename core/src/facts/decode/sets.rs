//! One-of, any-of, countries and offences.

use super::{Decoded, expected, shown, wrong_type};
use crate::error::Error;
use crate::exact::ProvisionId;
use crate::facts::countries::{COUNTRIES, country};
use crate::facts::json::Json;
use crate::facts::names::near;
use crate::facts::path::Path;
use crate::facts::{FactValue, Members};
use crate::model::{Fact, FactType};

/// How many members a fact has.
pub(crate) fn member_count(fact: &Fact) -> usize {
    match fact.kind {
        FactType::Country | FactType::Countries => COUNTRIES.len(),
        _ => fact.values.len(),
    }
}

/// The index of a member of a one-of, any-of, country or events fact.
pub fn member_index(fact: &Fact, name: &str) -> Option<usize> {
    match fact.kind {
        FactType::Country | FactType::Countries => country(name),
        _ => fact.values.iter().position(|value| value.name == name),
    }
}

/// The index of a member, or the error that it is none.
pub(crate) fn member(fact: &Fact, name: &str, path: &Path<'_>) -> Result<usize, Error> {
    if let Some(at) = member_index(fact, name) {
        return Ok(at);
    }
    let shown = shown(&Json::Text(name.to_owned()));
    let message = format!("`{}` cannot be {shown}", fact.name);
    let (code, near) = match fact.kind {
        FactType::Country | FactType::Countries => {
            let upper = name.to_ascii_uppercase();
            ("case.unknown_country", country(&upper).map(|at| COUNTRIES[at]))
        }
        _ => ("case.unknown_value", near(name, fact.values.iter().map(|value| value.name.as_str()))),
    };
    let error = Error::new(code, message).at(path.to_string()).expected(expected(fact));
    Err(match near {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    })
}

/// Decodes `"value"` or `{"not": ["a", "b"]}`.
pub(super) fn one_of(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<FactValue, Error> {
    let mut members = Members::default();
    match json {
        Json::Text(name) => members.insert(member(fact, name, path)?),
        Json::Object(entries) => {
            let [(key, Json::List(names))] = entries.as_slice() else { return Err(wrong_type(fact, json, path)) };
            if key != "not" {
                return Err(wrong_type(fact, json, path));
            }
            members = Members::all(member_count(fact));
            named(fact, names, &path.key("not"))?.iter().for_each(|at| members.remove(at));
            if members.is_empty() {
                let message = format!("`{}` must have a value, but every one is ruled out", fact.name);
                return Err(Error::new("case.conflict", message).at(path.to_string()));
            }
        }
        _ => return Err(wrong_type(fact, json, path)),
    }
    Ok(FactValue::OneOf(members))
}

/// The members that a list names.
fn named(fact: &Fact, items: &[Json], path: &Path<'_>) -> Result<Members, Error> {
    let mut found = Members::default();
    for (at, item) in items.iter().enumerate() {
        let path = path.item(at);
        let Json::Text(name) = item else { return Err(wrong_item(fact, item, &path)) };
        found.insert(member(fact, name, &path)?);
    }
    Ok(found)
}

fn wrong_item(fact: &Fact, item: &Json, path: &Path<'_>) -> Error {
    let message = format!("a list of `{}` cannot hold {}", fact.name, shown(item));
    Error::new("case.wrong_type", message).at(path.to_string()).expected(expected(fact))
}

/// These members of an any-of fact and no other.
pub(crate) fn complete(fact: &Fact, yes: Members) -> FactValue {
    FactValue::AnyOf { yes, no: Members::all(member_count(fact)).without(&yes) }
}

/// Decodes `["a", "b"]`, `"a"` or `{"a": true, "b": false}`.
pub(super) fn any_of(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<Decoded, Error> {
    let complete = |yes: Members| Decoded::new(complete(fact, yes), json.to_value());
    match json {
        Json::List(items) => Ok(complete(named(fact, items, path)?)),
        Json::Text(name) => {
            let mut only = Members::default();
            only.insert(member(fact, name, path)?);
            Ok(complete(only))
        }
        Json::Object(entries) => {
            let (mut yes, mut no, mut open) = (Members::default(), Members::default(), Members::default());
            for (name, held) in entries {
                let path = path.key(name);
                let at = member(fact, name, &path)?;
                match held {
                    Json::Bool(true) => yes.insert(at),
                    Json::Bool(false) => no.insert(at),
                    Json::Null => open.insert(at),
                    _ => {
                        let message = format!("whether `{}` has `{name}` cannot be {}", fact.name, shown(held));
                        let error = Error::new("case.wrong_type", message).at(path.to_string());
                        return Err(error.expected("`true` or `false`"));
                    }
                }
            }
            Ok(Decoded { value: FactValue::AnyOf { yes, no }, open, given: Some(json.to_value()) })
        }
        _ => Err(wrong_type(fact, json, path)),
    }
}

/// Decodes `["CPF:201"]`, `"CPF:201"` or `{"CPF:201": true}`.
pub(super) fn offences(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<FactValue, Error> {
    match json {
        Json::List(items) => {
            let mut ids = Vec::with_capacity(items.len());
            for (at, item) in items.iter().enumerate() {
                let path = path.item(at);
                let Json::Text(id) = item else { return Err(wrong_item(fact, item, &path)) };
                offence(fact, id, &path)?;
                ids.push(id.clone().into());
            }
            Ok(FactValue::Offences(ids, true))
        }
        Json::Text(id) => {
            offence(fact, id, path)?;
            Ok(FactValue::Offences(vec![id.clone().into()], true))
        }
        Json::Object(entries) => {
            let mut ids = Vec::new();
            for (id, held) in entries {
                let path = path.key(id);
                offence(fact, id, &path)?;
                match held {
                    Json::Bool(true) => ids.push(id.clone().into()),
                    Json::Bool(false) | Json::Null => {}
                    _ => return Err(wrong_item(fact, held, &path)),
                }
            }
            Ok(FactValue::Offences(ids, false))
        }
        _ => Err(wrong_type(fact, json, path)),
    }
}

/// Refuses what is not an id.
pub(super) fn offence(fact: &Fact, id: &str, path: &Path<'_>) -> Result<(), Error> {
    if ProvisionId::parse(id).is_some() {
        return Ok(());
    }
    let message = format!("`{}` cannot name {}", fact.name, shown(&Json::Text(id.to_owned())));
    Err(Error::new("case.unknown_value", message).at(path.to_string()).expected(expected(fact)))
}
