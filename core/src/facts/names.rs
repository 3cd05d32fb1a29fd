//! The names of the vocabulary, ready to be looked up, and where in a case each may stand.

use super::Path;
use super::straight::Cells;
use crate::error::Error;
use crate::exact::nearest;
use crate::model::{Fact, FactIx, Model};
use crate::packed::Str;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

/// The facts of a vocabulary by name. Made once for a model, used for every case.
#[derive(Clone, Debug, Default)]
pub struct Names {
    by_name: FxHashMap<Str, FactIx>,
    subjects: FxHashMap<Str, SubjectNames>,
    /// Made when a plain row is first read.
    cells: OnceLock<Cells>,
}

/// The facts of a subject by their name without its prefix.
#[derive(Clone, Debug, Default)]
struct SubjectNames {
    facts: BTreeMap<Str, FactIx>,
    /// `place` of `act.place.country`.
    groups: HashSet<Str>,
}

/// The places of a nested case where facts stand without the prefix of their subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    Person,
    Act,
    AccusedEntry,
    VictimEntry,
    Relation,
    Procedure,
    Request,
}

impl Home {
    /// The subjects whose facts may stand here, the nearest first. In a person a key is a fact of every subject that has
    /// it; elsewhere of the first.
    pub(super) fn subjects(self) -> &'static [&'static str] {
        match self {
            Home::Person => &["accused", "victim"],
            Home::Act => &["act", "accused"],
            Home::AccusedEntry => &["accused", "act"],
            Home::VictimEntry => &["victim", "act", "relation"],
            Home::Relation => &["relation"],
            Home::Procedure => &["procedure"],
            Home::Request => &["request"],
        }
    }
    /// The keys that are no facts.
    pub(super) fn structure(self) -> &'static [&'static str] {
        match self {
            Home::Person => &["id", "kind"],
            Home::Act => {
                &["id", "date", "ended", "ongoing", "conducts", "accused", "victims", "same_conduct", "continues"]
            }
            Home::AccusedEntry | Home::VictimEntry => &["person"],
            Home::Relation => &["accused", "victim", "is"],
            Home::Procedure => &["events"],
            Home::Request => &["id", "accused", "acts"],
        }
    }
    /// What it is called in messages.
    fn called(self) -> &'static str {
        match self {
            Home::Person => "a person",
            Home::Act => "an act",
            Home::AccusedEntry => "an accused",
            Home::VictimEntry => "a victim",
            Home::Relation => "a relation",
            Home::Procedure => "the procedure",
            Home::Request => "a request",
        }
    }
}

/// The name of a fact without the prefix of its subject; empty for `relation`, whole for a quoted element.
pub(super) fn key_of(fact: &Fact) -> &str {
    match fact.name.strip_prefix(fact.subject.as_str()) {
        Some("") => "",
        Some(rest) => rest.strip_prefix('.').unwrap_or(&fact.name),
        None => &fact.name,
    }
}

impl Names {
    /// The names of a model's vocabulary.
    pub fn new(model: &Model) -> Names {
        let mut names = Names::default();
        for (at, fact) in model.facts.iter().enumerate() {
            let (ix, key) = (FactIx::new(at), key_of(fact));
            names.by_name.insert(fact.name.clone(), ix);
            if key.is_empty() {
                continue;
            }
            let subject = names.subjects.entry(fact.subject.clone()).or_default();
            subject.facts.insert(key.into(), ix);
            subject.groups.extend(key.match_indices('.').map(|(dot, _)| key[..dot].into()));
        }
        names
    }
    /// The fact of a full name.
    pub fn fact(&self, name: &str) -> Option<FactIx> {
        self.by_name.get(name).copied()
    }
    /// What the keys of plain rows mean.
    pub(super) fn cells(&self, model: &Model) -> &Cells {
        self.cells.get_or_init(|| Cells::new(model, self))
    }
    /// The facts that a key may mean at a place: every role's in a person, the nearest subject's elsewhere.
    pub(super) fn at(&self, home: Home, key: &str) -> Vec<FactIx> {
        let found = home.subjects().iter().filter_map(|s| self.subjects.get(*s)?.facts.get(key).copied());
        if home == Home::Person { found.collect() } else { found.take(1).collect() }
    }
    /// Whether facts of this place begin with a key and a dot.
    pub(super) fn is_group(&self, home: Home, key: &str) -> bool {
        home.subjects().iter().any(|s| self.subjects.get(*s).is_some_and(|names| names.groups.contains(key)))
    }
    /// The keys of a place that begin with a key and a dot.
    pub(super) fn group(&self, home: Home, key: &str) -> Vec<Str> {
        let starts = format!("{key}.");
        let of = home.subjects().iter().filter_map(|s| self.subjects.get(*s));
        of.flat_map(|names| names.facts.keys()).filter(|name| name.starts_with(&starts)).cloned().collect()
    }
    /// The keys and facts that may stand at a place, each key with its first fact (all roles' in a person).
    pub(super) fn keys(&self, home: Home) -> BTreeMap<&str, Vec<FactIx>> {
        let mut keys: BTreeMap<&str, Vec<FactIx>> = BTreeMap::new();
        for names in home.subjects().iter().filter_map(|s| self.subjects.get(*s)) {
            for (key, ix) in &names.facts {
                let found = keys.entry(key).or_default();
                if found.is_empty() || home == Home::Person {
                    found.push(*ix);
                }
            }
        }
        keys
    }

    /// The error of a key that is no fact at a place.
    pub(super) fn unknown(&self, model: &Model, home: Home, key: &str, path: &Path<'_>) -> Error {
        let message = format!("{} has no fact `{}`", home.called(), clipped(key));
        let error = Error::new("case.unknown_fact", message).at(path.to_string());
        if let Some(fact) = self.fact(key).map(|ix| model.fact_at(ix)) {
            let key = key_of(fact);
            return if home.subjects().contains(&fact.subject.as_str()) && !key.is_empty() {
                error.hint(format!("write `{key}` here, without the subject"))
            } else {
                error.hint(format!("`{}` is a fact of another subject", fact.name))
            };
        }
        let keys = self.keys(home);
        let Some(near) = near(key, keys.keys().copied().chain(home.structure().iter().copied())) else {
            return error;
        };
        let full = keys.get(near).and_then(|found| found.first()).map(|ix| model.fact_at(*ix).name.as_str());
        let bare = home == Home::Person || home.structure().contains(&near);
        let shown = if bare { near } else { full.unwrap_or(near) };
        error.hint(format!("did you mean `{shown}`?"))
    }
}

/// The nearest name; what is longer than any name has none.
pub(super) fn near<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const LONGEST: usize = 200;
    if wanted.len() > LONGEST { None } else { nearest(wanted, names) }
}

/// Words of the user, cut when they are long.
pub(super) fn clipped(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some(_) => text.chars().take(LONGEST - 3).chain("...".chars()).collect(),
    }
}
