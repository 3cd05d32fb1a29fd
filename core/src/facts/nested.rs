//! The nested case: persons, acts, relations, procedure and requests, before they are unfolded into counts.

use super::decode::{Decoded, decode_events, decode_json};
use super::header::{self, Fill, wrong};
use super::json::Json;
use super::layer::{Layer, LayerReader};
use super::names::{Home, Names, clipped, near};
use super::{FactValue, Path, dates};
use crate::error::Error;
use crate::model::Model;
use crate::packed::Str;
use std::collections::{HashMap, HashSet};

/// The most persons of a case.
pub const MAX_PERSONS: usize = 1_000;
/// The most acts of a case.
pub const MAX_ACTS: usize = 1_000;

/// The most requests for extradition of a case.
pub const MAX_REQUESTS: usize = 1_000;
/// The most events of a procedure.
pub const MAX_EVENTS: usize = 10_000;

/// A person and what holds for them in every act.
pub(super) struct Person {
    pub id: Str,
    pub facts: Layer,
}

/// A person's part in an act.
pub(super) struct Entry {
    /// Place of the person among the persons.
    pub person: usize,
    pub facts: Layer,
}

/// An act.
pub(super) struct Act {
    pub id: Option<Str>,
    pub facts: Layer,
    pub accused: Vec<Entry>,
    /// `None` when the case does not say whether there are victims.
    pub victims: Option<Vec<Entry>>,
}

/// A request for extradition.
pub(super) struct Plea {
    pub id: Option<Str>,
    pub accused: Option<Str>,
    pub acts: Vec<Str>,
    /// The same, to look an act up.
    pub named: HashSet<Str>,
    pub facts: Layer,
}

/// The facts of the procedure; the events are filtered for each count.
#[derive(Default)]
pub(super) struct Procedure {
    pub facts: Layer,
    pub events: Option<Decoded>,
}

/// Facts of relations by accused and victim, with the place of the entry.
pub(super) type Relations = HashMap<(usize, usize), (usize, Layer)>;

/// A nested case as read.
pub(super) struct Nested {
    pub persons: Vec<Person>,
    pub acts: Vec<Act>,
    pub relations: Relations,
    pub procedure: Procedure,
    pub requests: Vec<Plea>,
    pub joined: Vec<(Str, Str, bool)>,
}

/// The ids that a case names, for what refers to them.
#[derive(Default)]
pub(super) struct Ids {
    persons: HashMap<Str, usize>,
    acts: HashSet<Str>,
}

impl Ids {
    /// Ids of accused and acts of flat rows.
    pub(super) fn of_rows(persons: impl Iterator<Item = Str>, acts: impl Iterator<Item = Str>) -> Ids {
        Ids { persons: persons.map(|id| (id, 0)).collect(), acts: acts.collect() }
    }
    fn person(&self, id: &str, path: &Path<'_>) -> Result<usize, Error> {
        self.persons.get(id).copied().ok_or_else(|| {
            let error =
                Error::new("case.unknown_person", format!("no person of the case has the id `{}`", clipped(id)));
            meant(error, near(id, self.persons.keys().map(Str::as_str))).at(path.to_string())
        })
    }
    fn act(&self, id: &str, path: &Path<'_>) -> Result<(), Error> {
        if self.acts.contains(id) {
            return Ok(());
        }
        let error = Error::new("case.unknown_act", format!("no act of the case has the id `{}`", clipped(id)));
        Err(meant(error, near(id, self.acts.iter().map(Str::as_str))).at(path.to_string()))
    }
}

fn meant(error: Error, near: Option<&str>) -> Error {
    match near {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    }
}

/// Reads every key but those named.
fn facts_by(reader: &LayerReader<'_>, json: &Json, but: &[&str], path: &Path<'_>) -> Result<Layer, Error> {
    let Json::Object(entries) = json else { return Err(wrong(json, path, "an object")) };
    let mut layer = Layer::new();
    for (key, value) in entries.iter().filter(|(key, _)| !but.contains(&key.as_str())) {
        reader.read(&mut layer, key, value, &path.key(key))?;
    }
    Ok(layer)
}

/// The ids that acts name as accused, whatever else is wrong with the acts.
fn accused_of(json: &Json) -> HashSet<&str> {
    let Some(Json::List(acts)) = json.get("acts") else { return HashSet::new() };
    let entries = acts.iter().filter_map(|act| match act.get("accused") {
        Some(Json::List(entries)) => Some(entries),
        _ => None,
    });
    entries.flatten().filter_map(entry_id).collect()
}

/// The person that an entry of an act names.
fn entry_id(entry: &Json) -> Option<&str> {
    match entry {
        Json::Text(id) => Some(id),
        entry => match entry.get("person")? {
            Json::Text(id) => Some(id),
            _ => None,
        },
    }
}

/// Reads the parts of a case in their order.
pub(super) struct NestedReader<'a> {
    pub model: &'a Model,
    pub names: &'a Names,
    pub fill: Fill,
}

impl NestedReader<'_> {
    pub(super) fn read(&self, json: &Json) -> Result<Nested, Error> {
        let root = Path::Root;
        let (mut ids, mut persons, mut acts) = (Ids::default(), Vec::new(), Vec::new());
        let (accused, path) = (accused_of(json), root.key("persons"));
        for (at, item) in limited(needed(json, "persons")?, MAX_PERSONS, &path)?.iter().enumerate() {
            let person = self.person(item, &accused, &path.item(at))?;
            if ids.persons.insert(person.id.clone(), at).is_some() {
                return Err(taken(&person.id, "persons", &path.item(at)));
            }
            persons.push(person);
        }
        let path = root.key("acts");
        let items = limited(needed(json, "acts")?, MAX_ACTS, &path)?;
        for (at, item) in items.iter().enumerate() {
            if let Some(id) = own_id(item, &path.item(at))?.filter(|id| !ids.acts.insert(id.clone())) {
                return Err(taken(&id, "acts", &path.item(at)));
            }
        }
        let mut joined = Vec::new();
        for (at, item) in items.iter().enumerate() {
            acts.push(self.act(item, &ids, &mut joined, &path.item(at))?);
        }
        let relations = self.relations(json.get("relations"), &ids)?;
        let procedure = self.procedure(json.get("procedure"), &ids)?;
        let requests = self.requests(json.get("requests"), &ids)?;
        Ok(Nested { persons, acts, relations, procedure, requests, joined })
    }

    fn reader(&self, home: Home) -> LayerReader<'_> {
        LayerReader { model: self.model, names: self.names, home, only_victim: false }
    }

    /// Reads every key but those named.
    fn facts(&self, home: Home, json: &Json, but: &[&str], path: &Path<'_>) -> Result<Layer, Error> {
        facts_by(&self.reader(home), json, but, path)
    }

    fn person(&self, json: &Json, accused: &HashSet<&str>, path: &Path<'_>) -> Result<Person, Error> {
        let id = own_id(json, path)?.ok_or_else(|| missing("a person", "id", path))?;
        let kind_is_fact = !self.names.at(Home::Person, "kind").is_empty();
        if !kind_is_fact {
            let kind = header::text(json.get("kind"), &path.key("kind"))?;
            if let Some(kind) = kind.filter(|kind| kind != "natural" && kind != "legal") {
                let error =
                    Error::new("case.unknown_value", format!("the kind of a person cannot be `{}`", clipped(&kind)));
                let error = error.at(path.key("kind").to_string()).expected("`natural` or `legal`");
                return Err(meant(error, near(&kind, ["natural", "legal"])));
            }
        }
        let but: &[&str] = if kind_is_fact { &["id"] } else { &["id", "kind"] };
        let only_victim = !accused.is_empty() && !accused.contains(id.as_str());
        let reader = LayerReader { only_victim, ..self.reader(Home::Person) };
        Ok(Person { id, facts: facts_by(&reader, json, but, path)? })
    }

    fn act(&self, json: &Json, ids: &Ids, joined: &mut Vec<(Str, Str, bool)>, path: &Path<'_>) -> Result<Act, Error> {
        const BUT: [&str; 9] =
            ["id", "accused", "victims", "same_conduct", "continues", "conducts", "ongoing", "date", "ended"];
        let id = own_id(json, path)?;
        let mut facts = self.facts(Home::Act, json, &BUT, path)?;
        dates::read(&self.reader(Home::Act), &mut facts, json, self.fill.as_of, path)?;
        let accused = self.entries(Home::AccusedEntry, json.get("accused"), "accused", ids, path)?.unwrap_or_default();
        if accused.is_empty() {
            return Err(missing("an act", "accused", path).hint("name at least one accused"));
        }
        let victims = self.entries(Home::VictimEntry, json.get("victims"), "victims", ids, path)?;
        for (key, continued) in [("same_conduct", false), ("continues", true)] {
            let path_to = path.key(key);
            let Some(other) = header::text(json.get(key), &path_to)? else { continue };
            let Some(own) = &id else { return Err(missing("an act that is joined to another", "id", path)) };
            ids.act(&other, &path_to)?;
            if other == *own {
                let message = format!("the act `{own}` cannot be joined to itself");
                return Err(Error::new("case.conflict", message).at(path_to.to_string()));
            }
            joined.push((own.clone(), other, continued));
        }
        Ok(Act { id, facts, accused, victims })
    }

    fn entries(
        &self,
        home: Home,
        json: Option<&Json>,
        key: &str,
        ids: &Ids,
        path: &Path<'_>,
    ) -> Result<Option<Vec<Entry>>, Error> {
        let path = path.key(key);
        let Some(json) = json.filter(|json| **json != Json::Null) else { return Ok(None) };
        let (mut seen, mut entries) = (HashSet::new(), Vec::new());
        for (at, item) in limited(json, MAX_PERSONS, &path)?.iter().enumerate() {
            let path = path.item(at);
            let (id, place, facts) = match item {
                Json::Text(id) => (Str::from(id), path, Layer::new()),
                Json::Object(_) => {
                    let person = path.key("person");
                    let id = header::text(item.get("person"), &person)?;
                    let id = id.ok_or_else(|| missing(&format!("an entry of `{key}`"), "person", &path))?;
                    ids.person(&id, &person)?;
                    (id, path, self.facts(home, item, &["person"], &path)?)
                }
                other => return Err(wrong(other, &path, "the id of a person, or an object with `person`")),
            };
            let person = ids.person(&id, &place)?;
            if !seen.insert(person) {
                let message = format!("the person `{id}` stands twice in `{key}` of one act");
                return Err(Error::new("case.duplicate_id", message)
                    .at(path.to_string())
                    .hint("list each person once"));
            }
            entries.push(Entry { person, facts });
        }
        Ok(Some(entries))
    }

    fn relations(&self, json: Option<&Json>, ids: &Ids) -> Result<Relations, Error> {
        let (root, mut relations) = (Path::Root, Relations::new());
        let path = root.key("relations");
        let Some(json) = json.filter(|json| **json != Json::Null) else { return Ok(relations) };
        for (at, item) in list(json, &path)?.iter().enumerate() {
            let path = path.item(at);
            let mut facts = self.facts(Home::Relation, item, &["accused", "victim", "is"], &path)?;
            let person = |key: &str| {
                let id =
                    header::text(item.get(key), &path.key(key))?.ok_or_else(|| missing("a relation", key, &path))?;
                ids.person(&id, &path.key(key))
            };
            let pair = (person("accused")?, person("victim")?);
            if let Some(json) = item.get("is") {
                let path = path.key("is");
                let Some(ix) = self.names.fact("relation") else {
                    return Err(self.names.unknown(self.model, Home::Relation, "is", &path));
                };
                facts.insert(ix, decode_json(self.model.fact_at(ix), json, &path)?);
            }
            if relations.insert(pair, (at, facts)).is_some() {
                let message = "the relation of this accused to this victim stands twice";
                return Err(Error::new("case.conflict", message).at(path.to_string()));
            }
        }
        Ok(relations)
    }

    pub(super) fn procedure(&self, json: Option<&Json>, ids: &Ids) -> Result<Procedure, Error> {
        let root = Path::Root;
        let path = root.key("procedure");
        let Some(json) = json.filter(|json| **json != Json::Null) else { return Ok(Procedure::default()) };
        let facts = self.facts(Home::Procedure, json, &["events"], &path)?;
        let path = path.key("events");
        let events = match (json.get("events"), self.names.fact("procedure.events")) {
            (None, _) => None,
            (Some(_), None) => return Err(self.names.unknown(self.model, Home::Procedure, "events", &path)),
            (Some(json), Some(ix)) => Some(decode_events(self.model.fact_at(ix), json, &path)?),
        };
        if let Some(Decoded { value: FactValue::Events(events), .. }) = &events {
            for (at, event) in events.iter().enumerate() {
                let path = path.item(at);
                event.accused.as_deref().map_or(Ok(0), |id| ids.person(id, &path.key("accused")))?;
                event.act.as_deref().map_or(Ok(()), |id| ids.act(id, &path.key("act")))?;
            }
        }
        Ok(Procedure { facts, events })
    }

    pub(super) fn requests(&self, json: Option<&Json>, ids: &Ids) -> Result<Vec<Plea>, Error> {
        let root = Path::Root;
        let path = root.key("requests");
        let Some(json) = json.filter(|json| **json != Json::Null) else { return Ok(Vec::new()) };
        let (mut seen, mut requests) = (HashSet::new(), Vec::new());
        for (at, item) in limited(json, MAX_REQUESTS, &path)?.iter().enumerate() {
            let path = path.item(at);
            let facts = self.facts(Home::Request, item, &["id", "accused", "acts"], &path)?;
            let id = own_id(item, &path)?;
            if let Some(id) = id.as_ref().filter(|id| !seen.insert((*id).clone())) {
                return Err(taken(id, "requests", &path));
            }
            let accused = header::text(item.get("accused"), &path.key("accused"))?;
            accused.as_deref().map_or(Ok(0), |id| ids.person(id, &path.key("accused")))?;
            let mut acts = Vec::new();
            let acts_path = path.key("acts");
            if let Some(json) = item.get("acts").filter(|json| **json != Json::Null) {
                for (at, item) in limited(json, MAX_ACTS, &acts_path)?.iter().enumerate() {
                    let path = acts_path.item(at);
                    let Json::Text(act) = item else { return Err(wrong(item, &path, "the id of an act")) };
                    ids.act(act, &path)?;
                    acts.push(Str::from(act));
                }
            }
            let named = acts.iter().cloned().collect();
            requests.push(Plea { id, accused, acts, named, facts });
        }
        Ok(requests)
    }
}

/// The key that a case cannot do without.
fn needed<'j>(json: &'j Json, key: &str) -> Result<&'j Json, Error> {
    let missing = || missing("a case", key, &Path::Root).hint("a case has `persons` and `acts`, or `counts`");
    json.get(key).filter(|json| **json != Json::Null).ok_or_else(missing)
}

fn missing(what: &str, key: &str, path: &Path<'_>) -> Error {
    Error::new("case.missing_key", format!("{what} needs `{key}`")).at(path.key(key).to_string())
}

fn taken(id: &str, list: &str, path: &Path<'_>) -> Error {
    Error::new("case.duplicate_id", format!("the id `{id}` stands twice in `{list}`"))
        .at(path.key("id").to_string())
        .hint("give each its own id")
}

pub(super) fn list<'j>(json: &'j Json, path: &Path<'_>) -> Result<&'j [Json], Error> {
    match json {
        Json::List(items) => Ok(items),
        other => Err(wrong(other, path, "a list")),
    }
}

/// A list of at most so many.
pub(super) fn limited<'j>(json: &'j Json, most: usize, path: &Path<'_>) -> Result<&'j [Json], Error> {
    let items = list(json, path)?;
    if items.len() > most {
        let message = format!("`{path}` has {} entries; a case may have {most}", items.len());
        return Err(Error::new("case.limit", message).at(path.to_string()));
    }
    Ok(items)
}

/// The `id` of an object: 1 to 64 letters, digits, `_` or `-`.
fn own_id(json: &Json, path: &Path<'_>) -> Result<Option<Str>, Error> {
    let Json::Object(_) = json else { return Err(wrong(json, path, "an object")) };
    let path = path.key("id");
    let Some(id) = header::text(json.get("id"), &path)? else { return Ok(None) };
    let well_formed = (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if well_formed {
        return Ok(Some(id));
    }
    let error = Error::new("case.bad_id", format!("`{}` cannot be an id", clipped(&id))).at(path.to_string());
    Err(error.expected("1 to 64 of the letters A to Z and a to z, digits, `_` and `-`"))
}
