//! The case as TypeScript types, made from the vocabulary: what the JSON Schema says, for a checker.

use super::COUNTRIES;
use super::names::{Home, Names};
use super::schema::readings;
use crate::model::{Fact, FactIx, FactType, Model};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The forms that values share.
const VALUES: &str = r#"/** A flag. Of every fact: `null` is unknown, and a key left out too, unless the fact is assumed. */
export type Flag = boolean | null;
/** A number, or its text, or between two ends. */
export type Quantity = number | string | null | { min?: number | string | null; max?: number | string | null };
/** A day, `2009-05-01`; a month, `2009-05`; a year, `2009`; or from one to another. */
export type DateOrRange = string | null | { from?: string | null; to?: string | null };
/** One of the values, or known not to be some of them. */
export type OneOf<V extends string> = V | null | { not: V[] };
/** Those of a list and no others; or what is known of each. */
export type AnyOf<V extends string> = V | V[] | null | { [value in V]?: Flag };
/** A term of a foreign penalty: `P1Y6M`. */
export type ForeignTerm = string | null;
"#;

/// The forms that the cells of a row have beside those of a nested case.
const CELLS: &str = r#"/** The text of a cell that says nothing. */
export type Blank = "" | "null";
export type FlagCell = Flag | 0 | 1 | "true" | "false" | "1" | "0" | Blank;
/** Also as text: `a|b`, `-` for none. */
export type AnyOfCell<V extends string> = AnyOf<V> | `${V}|${string}` | "-" | Blank;
"#;

/// The types of a case for a vocabulary; the text of a `.d.ts` file whose `Case` is what may be judged.
pub fn typescript(model: &Model) -> String {
    let maker = Maker { model, names: &Names::new(model) };
    let pack = &model.pack;
    let mut out = format!(
        "// What a case of the rules `{}` {} may say ({}).\n// Made by `tipicidad facts --format typescript`.\n\n",
        pack.name, pack.version, pack.digest
    );
    out.push_str(VALUES);
    out.push_str(CELLS);
    line(&mut out, &format!("export type Country = {};", union(COUNTRIES.into_iter())));
    for fact in model.facts.iter().filter(|fact| !fact.values.is_empty()) {
        let values = union(fact.values.iter().map(|value| value.name.as_str()));
        line(&mut out, &format!("{}export type {} = {values};", comment(fact), values_of(fact)));
    }
    let chosen: Vec<Key> = readings(model)
        .into_iter()
        .map(|(name, values)| Key::optional(name, format!("{} | null", union(values.into_iter()))))
        .collect();
    interface(&mut out, "Readings", "How the law is read, where it can be read in more than one way.", &chosen);
    maker.nested(&mut out);
    maker.flat(&mut out);
    line(&mut out, "/** A case: persons, acts and relations; or rows, one a count. */");
    line(&mut out, "export type Case = NestedCase | FlatCase;");
    out
}

/// A key of an object type.
struct Key {
    name: String,
    /// Its comment, or nothing.
    about: String,
    kind: String,
    required: bool,
}

impl Key {
    fn required(name: &str, kind: impl Into<String>) -> Key {
        Key { name: name.to_owned(), about: String::new(), kind: kind.into(), required: true }
    }
    fn optional(name: &str, kind: impl Into<String>) -> Key {
        Key { required: false, ..Key::required(name, kind) }
    }
    fn written(&self) -> String {
        format!("{}{}: {}", quoted_if_needed(&self.name), if self.required { "" } else { "?" }, self.kind)
    }
}

struct Maker<'a> {
    model: &'a Model,
    names: &'a Names,
}

impl Maker<'_> {
    /// The nested case and what it holds.
    fn nested(&self, out: &mut String) {
        let text = "string | null";
        let mut person = vec![Key::required("id", "string")];
        if self.names.at(Home::Person, "kind").is_empty() {
            person.push(Key::optional("kind", r#""natural" | "legal" | null"#));
        }
        let act = vec![
            Key::optional("id", text),
            Key::optional("date", "DateOrRange"),
            Key::optional("ended", "DateOrRange"),
            Key::optional("ongoing", "Flag"),
            Key::optional("conducts", "NonNullable<DateOrRange>[] | null"),
            Key::required("accused", "(string | AccusedEntry)[]"),
            Key::optional("victims", "(string | VictimEntry)[] | null"),
            Key::optional("same_conduct", text),
            Key::optional("continues", text),
        ];
        let of = |name: &str| self.names.fact(name).map(|ix| nested(self.model.fact_at(ix)));
        let mut relation = vec![Key::required("accused", "string"), Key::required("victim", "string")];
        relation.extend(of("relation").map(|kind| Key::optional("is", kind)));
        let events = of("procedure.events").map(|kind| Key::optional("events", kind));
        let request =
            vec![Key::optional("id", text), Key::optional("accused", text), Key::optional("acts", "string[] | null")];
        let entry = || vec![Key::required("person", "string")];
        for (name, about, home, keys) in [
            ("Person", "A person; in one act accused, in another perhaps victim.", Home::Person, person),
            ("Act", "An act. Its facts hold for all who take part, unless an entry says otherwise.", Home::Act, act),
            ("AccusedEntry", "An accused, with facts that hold in this act.", Home::AccusedEntry, entry()),
            ("VictimEntry", "A victim, with facts that hold in this act.", Home::VictimEntry, entry()),
            ("Relation", "What the accused is to the victim.", Home::Relation, relation),
            ("Procedure", "What happened in the procedure.", Home::Procedure, events.into_iter().collect()),
            ("Request", "A request for extradition.", Home::Request, request),
        ] {
            interface(out, name, about, &self.keys(home, keys));
        }
        let mut keys = head();
        keys.extend([
            Key::required("persons", "Person[]"),
            Key::required("acts", "Act[]"),
            Key::optional("relations", "Relation[] | null"),
            Key::optional("procedure", "Procedure | null"),
            Key::optional("requests", "Request[] | null"),
            Key::optional("counts", "null"),
        ]);
        interface(out, "NestedCase", "A case by its persons and acts.", &keys);
    }

    /// The flat case and its rows.
    fn flat(&self, out: &mut String) {
        let text = "string | null";
        let mut keys: Vec<Key> =
            ["case", "accused.id", "act.id", "victim.id"].into_iter().map(|key| Key::optional(key, text)).collect();
        keys.push(Key::optional("as_of", text));
        keys.push(Key::optional("closed_world", "FlagCell"));
        let mut members = Vec::new();
        for fact in &self.model.facts {
            keys.push(Key { about: comment(fact), ..Key::optional(&fact.name, cell(fact)) });
            let (ends, kind) = match fact.kind {
                FactType::Number { .. } | FactType::Money => (["min", "max"], "number | string | null"),
                FactType::Date => (["from", "to"], text),
                FactType::AnyOf | FactType::Countries => {
                    members.push(format!("`{}.${{{}}}`", fact.name, values_of(fact)));
                    continue;
                }
                _ => continue,
            };
            let free = |name: &String| self.names.fact(name).is_none();
            let ends = ends.into_iter().map(|end| format!("{}.{end}", fact.name)).filter(free);
            keys.extend(ends.map(|name| Key::optional(&name, kind)));
        }
        interface(out, "RowFacts", "The columns that hold a fact each, or an end of one.", &keys);
        line(out, "/** A row: one count. Columns named `x.…` are carried through. */");
        let members = if members.is_empty() { "never".to_owned() } else { members.join(" | ") };
        line(
            out,
            &format!(
                "export type Row = RowFacts & {{ [member in {members}]?: FlagCell }} & {{ [kept: `x.${{string}}`]: unknown }};"
            ),
        );
        let mut keys = head();
        keys.extend([
            Key::required("counts", "Row[]"),
            Key::optional("procedure", "Procedure | null"),
            Key::optional("requests", "Request[] | null"),
        ]);
        keys.extend(["persons", "acts", "relations"].into_iter().map(|key| Key::optional(key, "null")));
        interface(out, "FlatCase", "A case by rows.", &keys);
    }

    /// The keys of a place: its structure, which wins, then the facts that may stand there.
    fn keys(&self, home: Home, mut structure: Vec<Key>) -> Vec<Key> {
        let facts = self.names.keys(home).into_iter().map(|(key, found)| {
            let facts: Vec<&Fact> = found.iter().map(|ix: &FactIx| self.model.fact_at(*ix)).collect();
            let about = facts.first().map_or_else(String::new, |fact| comment(fact));
            (key.to_owned(), Key { about, ..Key::optional(key, of_roles(&facts)) })
        });
        let taken = |name: &str| home.structure().contains(&name) && name != "kind";
        let facts = grouped(facts.filter(|(key, _)| !taken(key)).collect());
        structure.extend(facts);
        structure
    }
}

/// The keys that nested and flat cases share.
fn head() -> Vec<Key> {
    [
        ("format", "1 | null"),
        ("case", "string | null"),
        ("title", "string | null"),
        ("as_of", "string | null"),
        ("closed_world", "Flag"),
        ("assume", "Flag"),
        ("readings", "Readings | null"),
    ]
    .into_iter()
    .map(|(key, kind)| Key::optional(key, kind))
    .collect()
}

/// The keys, and for each dotted one the groups it may stand in: `place.country`, `place: {country}`.
fn grouped(keys: BTreeMap<String, Key>) -> Vec<Key> {
    let mut groups: BTreeMap<String, BTreeMap<String, Key>> = BTreeMap::new();
    for (name, key) in &keys {
        if let Some((group, rest)) = name.split_once('.') {
            let inner = Key::optional(rest, key.kind.clone());
            groups.entry(group.to_owned()).or_default().insert(rest.to_owned(), inner);
        }
    }
    groups.retain(|group, _| !keys.contains_key(group));
    let groups = groups.into_iter().map(|(group, inner)| {
        let inner: Vec<String> = grouped(inner).iter().map(Key::written).collect();
        Key::optional(&group, format!("{{ {} }} | null", inner.join("; ")))
    });
    let groups: Vec<Key> = groups.collect();
    keys.into_values().chain(groups).collect()
}

/// A value in a nested case.
fn nested(fact: &Fact) -> String {
    let values = values_of(fact);
    match fact.kind {
        FactType::Flag => "Flag".to_owned(),
        FactType::Number { .. } | FactType::Money => "Quantity".to_owned(),
        FactType::Date => "DateOrRange".to_owned(),
        FactType::OneOf | FactType::Country => format!("OneOf<{values}>"),
        FactType::AnyOf | FactType::Countries | FactType::Offences => format!("AnyOf<{values}>"),
        FactType::Term => "ForeignTerm".to_owned(),
        FactType::Text => "string | null".to_owned(),
        FactType::Events => format!(
            "{{ kind: {values}; date: NonNullable<DateOrRange>; accused?: string | null; act?: string | null }}[] | null"
        ),
    }
}

/// A value for one fact, or for the roles of a person that know it.
fn of_roles(facts: &[&Fact]) -> String {
    match facts {
        [one, other] if one.kind == other.kind && one.values == other.values => nested(one),
        [one, other] => format!("{} | {}", nested(one), nested(other)),
        facts => facts.first().map_or_else(|| "never".to_owned(), |fact| nested(fact)),
    }
}

/// A value in a row.
fn cell(fact: &Fact) -> String {
    let values = values_of(fact);
    match fact.kind {
        FactType::Flag => "FlagCell".to_owned(),
        FactType::OneOf | FactType::Country => format!("{} | Blank", nested(fact)),
        FactType::AnyOf | FactType::Countries | FactType::Offences => format!("AnyOfCell<{values}>"),
        FactType::Events => format!("{} | `${{{values}}}@${{string}}` | \"-\" | Blank", nested(fact)),
        FactType::Number { .. } | FactType::Money | FactType::Date | FactType::Term | FactType::Text => nested(fact),
    }
}

/// The name of the type of a fact's values.
fn values_of(fact: &Fact) -> String {
    match fact.kind {
        FactType::Country | FactType::Countries => "Country".to_owned(),
        FactType::Offences => "string".to_owned(),
        _ => {
            let words = fact.name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let capital = |word: &str| {
                let mut letters = word.chars();
                letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
            };
            format!("{}Value", words.filter_map(capital).collect::<String>())
        }
    }
}

/// The label of a fact, with the range of a number.
fn comment(fact: &Fact) -> String {
    let range = match &fact.kind {
        FactType::Number { unit, min, max, scale: 0 } => format!(" ({min} to {max} {unit})"),
        FactType::Number { unit, .. } => format!(" ({unit})"),
        _ => String::new(),
    };
    let label = format!("{} / {}{range}", fact.label.es, fact.label.en);
    format!("/** {} */\n", label.replace("*/", "* /").replace(['\n', '\r'], " "))
}

fn union<'v>(values: impl Iterator<Item = &'v str>) -> String {
    let quoted: Vec<String> = values.map(quoted).collect();
    if quoted.is_empty() { "never".to_owned() } else { quoted.join(" | ") }
}

/// A text as JSON writes it, which TypeScript reads alike.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn quoted_if_needed(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_';
    if name.starts_with(begins) && name.chars().all(plain) { name.to_owned() } else { quoted(name) }
}

fn interface(out: &mut String, name: &str, about: &str, keys: &[Key]) {
    line(out, &format!("/** {about} */\nexport interface {name} {{"));
    for key in keys {
        let about = if key.about.is_empty() { String::new() } else { format!("  {}", key.about) };
        line(out, &format!("{about}  {};", key.written()));
    }
    line(out, "}");
}

fn line(out: &mut String, text: &str) {
    // INVARIANT: writing to a text cannot fail.
    let _ = writeln!(out, "{text}");
}
