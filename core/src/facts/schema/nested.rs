//! The schema of the nested case.

use super::parts::{any_of, list, list_up_to, object_of, one_of, or_null, reference, typed, with};
use super::{head, values};
use crate::facts::names::{Home, Names};
use crate::facts::{MAX_ACTS, MAX_PERSONS, MAX_REQUESTS};
use crate::model::{Fact, FactIx, FactType, Model};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The nested case; the definition of each fact is added to those given.
pub(super) fn case(model: &Model, names: &Names, definitions: &mut Map<String, Value>) -> Value {
    let maker = Maker { model, names };
    let id = typed(&["string"]);
    let perhaps_id = typed(&["string", "null"]);
    let own_id = or_null(reference("id"));
    let entry = |name: &str| any_of(&[typed(&["string"]), reference(name)]);
    let mut person = vec![("id", reference("id"))];
    if names.at(Home::Person, "kind").is_empty() {
        person.push(("kind", one_of(&["natural".into(), "legal".into(), Value::Null])));
    }
    let at_least_one = |list: Value| with(list, "minItems", 1.into());
    let act = vec![
        ("id", own_id.clone()),
        ("date", reference("date")),
        ("ended", reference("date")),
        ("ongoing", reference("flag")),
        ("conducts", or_null(at_least_one(list(reference("known_date"))))),
        ("accused", at_least_one(list_up_to(MAX_PERSONS, entry("accused_entry")))),
        ("victims", or_null(list_up_to(MAX_PERSONS, entry("victim_entry")))),
        ("same_conduct", perhaps_id.clone()),
        ("continues", perhaps_id.clone()),
    ];
    let mut relation = vec![("accused", id.clone()), ("victim", id.clone())];
    if let Some(ix) = names.fact("relation") {
        relation.push(("is", values::nested(model.fact_at(ix))));
    }
    let events = names.fact("procedure.events").map(|ix| ("events", values::nested(model.fact_at(ix))));
    let acts = with(with(typed(&["array", "null"]), "items", id.clone()), "maxItems", MAX_ACTS.into());
    let request = vec![("id", own_id), ("accused", perhaps_id), ("acts", acts)];
    for (name, home, keys, required) in [
        ("person", Home::Person, person, &["id"][..]),
        ("act", Home::Act, act, &["accused"]),
        ("accused_entry", Home::AccusedEntry, vec![("person", id.clone())], &["person"]),
        ("victim_entry", Home::VictimEntry, vec![("person", id)], &["person"]),
        ("relation", Home::Relation, relation, &["accused", "victim"]),
        ("procedure", Home::Procedure, events.into_iter().collect(), &[]),
        ("request", Home::Request, request, &[]),
    ] {
        definitions.insert(name.to_owned(), object_of(maker.properties(home, keys), required));
    }
    let mut properties = head(model);
    for (key, schema) in [
        ("persons", list_up_to(MAX_PERSONS, reference("person"))),
        ("acts", list_up_to(MAX_ACTS, reference("act"))),
        ("relations", or_null(list(reference("relation")))),
        ("procedure", or_null(reference("procedure"))),
        ("requests", or_null(list_up_to(MAX_REQUESTS, reference("request")))),
        ("counts", typed(&["null"])),
    ] {
        properties.insert(key.to_owned(), schema);
    }
    object_of(properties, &["persons", "acts"])
}

struct Maker<'a> {
    model: &'a Model,
    names: &'a Names,
}

impl Maker<'_> {
    /// The facts of a place and its structural keys, which win.
    fn properties(&self, home: Home, structure: Vec<(&str, Value)>) -> Map<String, Value> {
        let facts = self.names.keys(home).into_iter().map(|(key, found)| (key.to_owned(), self.of(&found)));
        let mut properties = grouped(&facts.collect());
        for key in home.structure().iter().filter(|key| **key != "kind") {
            properties.remove(*key);
        }
        properties.extend(structure.into_iter().map(|(key, schema)| (key.to_owned(), schema)));
        properties
    }

    /// A value for one fact, or for the roles of a person that know it.
    fn of(&self, found: &[FactIx]) -> Value {
        let facts: Vec<&Fact> = found.iter().map(|ix| self.model.fact_at(*ix)).collect();
        match facts.as_slice() {
            [one, other] if one.values == other.values && one.kind == other.kind => values::nested(one),
            [one, other] if one.kind == other.kind => values::form(&both(one, other)),
            [one, other] => any_of(&[values::nested(one), values::nested(other)]),
            facts => facts.first().map_or(Value::Bool(false), |fact| values::nested(fact)),
        }
    }
}

/// A fact that takes the values of either.
fn both(one: &Fact, other: &Fact) -> Fact {
    let mut fact = one.clone();
    if matches!(fact.kind, FactType::OneOf | FactType::AnyOf) {
        let new = other.values.iter().filter(|value| one.values.iter().all(|known| known.name != value.name));
        fact.values.extend(new.cloned());
    }
    fact
}

/// The keys, and for each dotted one the groups it may stand in: `place.country`, `place: {country}`.
fn grouped(keys: &BTreeMap<String, Value>) -> Map<String, Value> {
    let mut groups: BTreeMap<&str, BTreeMap<String, Value>> = BTreeMap::new();
    for (key, schema) in keys {
        for (dot, _) in key.match_indices('.') {
            groups.entry(&key[..dot]).or_default().insert(key[dot + 1..].to_owned(), schema.clone());
        }
    }
    let mut properties: Map<String, Value> =
        groups.into_iter().map(|(key, inner)| (key.to_owned(), or_null(object_of(grouped(&inner), &[])))).collect();
    properties.extend(keys.iter().map(|(key, schema)| (key.clone(), schema.clone())));
    properties
}
