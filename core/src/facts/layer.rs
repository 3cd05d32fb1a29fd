//! The facts that one place of a case states.

use super::Path;
use super::decode::{Decoded, decode_json, member_index, shown};
use super::json::Json;
use super::names::{Home, Names};
use crate::error::Error;
use crate::model::{Fact, FactIx, FactType, Model};
use std::collections::BTreeMap;

/// Facts as one place states them; a fact that is absent here may stand in another layer.
pub(super) type Layer = BTreeMap<FactIx, Decoded>;

/// Reads the facts of one place.
pub(super) struct LayerReader<'a> {
    pub model: &'a Model,
    pub names: &'a Names,
    pub home: Home,
    /// The person is only a victim in this case: errors name the victim's fact.
    pub only_victim: bool,
}

impl LayerReader<'_> {
    /// Reads one key: a fact, or a dotted group of facts.
    pub(super) fn read(&self, layer: &mut Layer, key: &str, json: &Json, path: &Path<'_>) -> Result<(), Error> {
        let found = self.names.at(self.home, key);
        if !found.is_empty() {
            for (ix, decoded) in self.decode(&found, json, path)? {
                self.put(layer, ix, decoded, path)?;
            }
            return Ok(());
        }
        if !self.names.is_group(self.home, key) {
            return Err(self.names.unknown(self.model, self.home, key, path));
        }
        match json {
            Json::Object(entries) => entries
                .iter()
                .try_for_each(|(name, json)| self.read(layer, &format!("{key}.{name}"), json, &path.key(name))),
            Json::Null => self.names.group(self.home, key).iter().try_for_each(|key| self.read(layer, key, json, path)),
            _ => {
                let names: Vec<_> = self.names.group(self.home, key).iter().map(|key| format!("`{key}`")).collect();
                let message = format!("the group `{key}` cannot be {}", shown(json));
                let error = Error::new("case.wrong_type", message).at(path.to_string());
                Err(error.expected(format!("an object, for {}", names.join(", "))))
            }
        }
    }

    /// Adds a fact that must not stand in the layer already.
    pub(super) fn put(&self, layer: &mut Layer, ix: FactIx, decoded: Decoded, path: &Path<'_>) -> Result<(), Error> {
        if layer.insert(ix, decoded).is_some() {
            let message = format!("`{}` is given twice", self.model.fact_at(ix).name);
            return Err(Error::new("case.conflict", message).at(path.to_string()));
        }
        Ok(())
    }

    /// A value for the one fact, or for those roles of a person that know it.
    fn decode(&self, found: &[FactIx], json: &Json, path: &Path<'_>) -> Result<Vec<(FactIx, Decoded)>, Error> {
        let fact = |ix: FactIx| self.model.fact_at(ix);
        let [first, second] = *found else {
            return found.iter().map(|ix| Ok((*ix, decode_json(fact(*ix), json, path)?))).collect();
        };
        let (one, other) = (fact(first), fact(second));
        if one.kind == other.kind && (one.declared_for == other.declared_for || same_values(one, other)) {
            let decoded = decode_json(if self.only_victim { other } else { one }, json, path)?;
            return Ok(vec![(first, decoded.clone()), (second, decoded)]);
        }
        let mut taken = Vec::new();
        let mut refused = None;
        for (ix, own, across) in [(first, one, other), (second, other, one)] {
            let Some(share) = share(own, across, json) else { continue };
            match decode_json(own, &share, path) {
                Ok(decoded) => {
                    taken.push((ix, Decoded { given: decoded.given.map(|_| json.to_value()), ..decoded }));
                }
                Err(error) => refused = refused.filter(|e: &Error| e.hint.is_some()).or(Some(error)),
            }
        }
        match refused {
            Some(error) if taken.is_empty() || one.kind == other.kind => Err(error),
            _ => Ok(taken),
        }
    }
}

fn same_values(one: &Fact, other: &Fact) -> bool {
    one.values.len() == other.values.len() && one.values.iter().zip(&other.values).all(|(a, b)| a.name == b.name)
}

/// The part of a person's value that a role's fact is to read: names that only the other role knows are left out, and all
/// of it when nothing remains.
fn share(own: &Fact, across: &Fact, json: &Json) -> Option<Json> {
    if !matches!(own.kind, FactType::OneOf | FactType::AnyOf) {
        return Some(json.clone());
    }
    let foreign = |name: &str| member_index(own, name).is_none() && member_index(across, name).is_some();
    let kept = |items: &[Json]| {
        let stays = |item: &&Json| !matches!(item, Json::Text(name) if foreign(name));
        items.iter().filter(stays).cloned().collect::<Vec<_>>()
    };
    match json {
        Json::Text(name) => (!foreign(name)).then(|| json.clone()),
        Json::List(items) => {
            let kept = kept(items);
            (items.is_empty() || !kept.is_empty()).then_some(Json::List(kept))
        }
        Json::Object(entries) => {
            let stays = |entry: &&(String, Json)| !foreign(&entry.0);
            let narrowed = |(key, value): &(String, Json)| match value {
                Json::List(items) => (key.clone(), Json::List(kept(items))),
                _ => (key.clone(), value.clone()),
            };
            let kept: Vec<_> = entries.iter().filter(stays).map(narrowed).collect();
            (entries.is_empty() || !kept.is_empty()).then_some(Json::Object(kept))
        }
        _ => Some(json.clone()),
    }
}
