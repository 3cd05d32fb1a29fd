//! Subjects and facts.

use super::Checker;
use super::conditions::{Holder, Scope, Stage};
use super::ids::is_id;
use super::names::{did_you_mean, duplicate, listed};
use super::number::at_scale;
use super::place::{Place, text_of};
use super::report::Spot;
use crate::exact::{Date, Text};
use crate::model::{
    AssumedValue, Derivation, Fact, FactIx, FactType, FactValueDef, Kind, MAX_VALUES, Subject, country_index,
};
use crate::packed::Str;
use crate::syntax::tree::{At, DerivedExpr, Header, ItemKind, LineKind, Literal, TypeExpr, Value, ValueDef};
use std::collections::{BTreeSet, HashMap};

/// The most facts a vocabulary may have.
pub const MAX_FACTS: usize = 20_000;
/// The units a number may have.
const UNITS: [&str; 7] = ["years", "days", "count", "sessions", "milligrams", "wages", "uma"];
/// The most decimals of a number.
const MAX_SCALE: u8 = 9;

/// A person and the roles it plays.
pub(crate) struct Person {
    name: Str,
    roles: Vec<(Str, Text)>,
}

impl<'a> Checker<'a> {
    /// Declares subjects and facts; what facts are derived from comes later.
    pub(crate) fn vocabulary(&mut self) {
        let persons = self.subjects();
        for at in 0..self.places.len() {
            if self.places[at].item.kind == ItemKind::Fact {
                self.fact(&self.places[at], &persons);
            }
        }
    }

    fn subjects(&mut self) -> Vec<Person> {
        let mut persons = Vec::new();
        for place in self.places.iter().filter(|place| place.item.kind == ItemKind::Subject) {
            let item = place.item;
            let label = item.label.as_ref().map(text_of).unwrap_or_default();
            if let Header::Roles(roles) = &item.header {
                for (role, label) in roles {
                    let subject = Subject {
                        name: role.value.clone(),
                        label: text_of(label),
                        role_of: Some(item.name.value.clone()),
                    };
                    self.subject(place.spot(role.span), subject);
                }
                let roles = roles.iter().map(|(role, label)| (role.value.clone(), text_of(label))).collect();
                persons.push(Person { name: item.name.value.clone(), roles });
            } else {
                self.subject(place.named(), Subject { name: item.name.value.clone(), label, role_of: None });
            }
        }
        persons
    }

    fn subject(&mut self, at: Spot, subject: Subject) {
        if self.model.subjects.iter().any(|other| other.name == subject.name) {
            duplicate(self.report, at, &subject.name);
        } else {
            self.model.subjects.push(subject);
        }
    }

    fn fact(&mut self, place: &'a Place<'a>, persons: &[Person]) {
        let name = &place.item.name;
        let label = place.item.label.as_ref().map(text_of).unwrap_or_default();
        if is_id(&name.value) || name.value.contains('#') {
            let help = "a fact is named by its subject and a word, such as `act.verb`";
            self.report.error(
                place.named(),
                "id.malformed",
                format!("`{}` is not the name of a fact", name.value),
                help,
            );
            return;
        }
        let (subject, own) = name.value.split_once('.').map_or((name.value.as_str(), None), |(s, own)| (s, Some(own)));
        let person = persons.iter().find(|person| person.name == subject);
        let known = person.is_some() || self.model.subjects.iter().any(|s| s.name == subject);
        if !known && own.is_some() {
            let names =
                persons.iter().map(|p| p.name.as_str()).chain(self.model.subjects.iter().map(|s| s.name.as_str()));
            let help = did_you_mean(subject, names)
                .unwrap_or_else(|| format!("declare it: `subject {subject} \"…\" / \"…\"`"));
            self.report.error(place.named(), "subject.unknown", format!("no subject `{subject}` is declared"), help);
            self.names.broken_facts.insert(name.value.clone());
            return;
        }
        if !known {
            let label = label.clone();
            self.model.subjects.push(Subject { name: subject.into(), label, role_of: None });
        }
        let typed = place.entry(LineKind::Type).and_then(|entry| match &entry.value {
            Value::Type(expr) => self.fact_type(place, expr),
            _ => None,
        });
        let question = match place.entry(LineKind::Ask).map(|entry| &entry.value) {
            Some(Value::Label(label)) => text_of(label),
            _ => Text::default(),
        };
        let every = match (person, own) {
            (Some(person), Some(own)) => person
                .roles
                .iter()
                .map(|(role, label)| (format!("{role}.{own}").into(), role.clone(), Some(label)))
                .collect(),
            _ => vec![(name.value.clone(), subject.into(), self.role_label(subject))],
        };
        let every: Vec<(Str, Str, Option<Text>)> =
            every.into_iter().map(|(name, subject, label)| (name, subject, label.cloned())).collect();
        let Some((kind, values)) = typed else {
            self.names.broken_facts.insert(name.value.clone());
            self.names.broken_facts.extend(every.into_iter().map(|(name, _, _)| name));
            return;
        };
        let assumed = place.entry(LineKind::Assumed).and_then(|entry| match &entry.value {
            Value::Assumed(literal) => self.assumed(place, place.spot(entry.span), &kind, &values, literal),
            _ => None,
        });
        for (full, subject, role) in every {
            if self.names.facts.contains_key(&full) {
                duplicate(self.report, place.named(), &full);
                continue;
            }
            if self.model.facts.len() >= MAX_FACTS {
                self.report.error(place.named(), "limit.facts", format!("more than {MAX_FACTS} facts"), "");
                return;
            }
            let at = FactIx::new(self.model.facts.len());
            let filled = |text: &Text| match &role {
                Some(role) => Text::new(fill(&text.es, &role.es), fill(&text.en, &role.en)),
                None => text.clone(),
            };
            self.names.facts.insert(full.clone(), at);
            self.fact_places.push(self.places.iter().position(|other| std::ptr::eq(other.item, place.item)));
            self.model.facts.push(Fact {
                name: full,
                subject,
                declared_for: name.value.split('.').next().unwrap_or_default().into(),
                label: filled(&label),
                question: filled(&question),
                kind: kind.clone(),
                values: values.clone(),
                assumed: assumed.clone(),
                derived: None,
            });
        }
    }

    fn role_label(&self, subject: &str) -> Option<&Text> {
        self.model.subjects.iter().find(|s| s.name == subject && s.role_of.is_some()).map(|s| &s.label)
    }

    fn fact_type(&self, place: &Place, expr: &TypeExpr) -> Option<(FactType, Vec<FactValueDef>)> {
        let plain = |kind| Some((kind, Vec::new()));
        match expr {
            TypeExpr::Flag => plain(FactType::Flag),
            TypeExpr::Date => plain(FactType::Date),
            TypeExpr::Money => plain(FactType::Money),
            TypeExpr::Country => plain(FactType::Country),
            TypeExpr::Countries => plain(FactType::Countries),
            TypeExpr::Offences => plain(FactType::Offences),
            TypeExpr::Term => plain(FactType::Term),
            TypeExpr::Text => plain(FactType::Text),
            TypeExpr::OneOf(values) => Some((FactType::OneOf, self.values(place, values))),
            TypeExpr::AnyOf(values) => Some((FactType::AnyOf, self.values(place, values))),
            TypeExpr::Events(values) => Some((FactType::Events, self.values(place, values))),
            TypeExpr::Number { unit, min, max, scale } => self.number_type(place, unit, min, max, scale.as_ref()),
        }
    }

    fn number_type(
        &self,
        place: &Place,
        unit: &At<Str>,
        min: &At<Str>,
        max: &At<Str>,
        scale: Option<&At<Str>>,
    ) -> Option<(FactType, Vec<FactValueDef>)> {
        if !UNITS.contains(&unit.value.as_str()) {
            let help = did_you_mean(&unit.value, UNITS)
                .unwrap_or_else(|| format!("a number is in {}", listed(UNITS.into_iter())));
            self.report.error(place.spot(unit.span), "type.unit", format!("no number is in `{}`", unit.value), help);
            return None;
        }
        let digits = scale.map_or(Some(0), |s| s.value.parse::<u8>().ok().filter(|n| *n <= MAX_SCALE));
        let Some(digits) = digits else {
            let span = scale.map(|s| s.span).unwrap_or_default();
            let message = format!("a number has at most {MAX_SCALE} decimals");
            self.report.error(place.spot(span), "type.number", message, "write `scale 2` for two decimals");
            return None;
        };
        let read = |number: &At<Str>| {
            let found = at_scale(&number.value, digits);
            if found.is_none() {
                let message = format!("`{}` is not a number with {digits} decimals", number.value);
                self.report.error(
                    place.spot(number.span),
                    "type.number",
                    message,
                    "write digits, and `scale N` for decimals",
                );
            }
            found
        };
        let (least, most) = (read(min)?, read(max)?);
        if least >= most {
            let message = format!("no number lies between `{}` and `{}`", min.value, max.value);
            self.report.error(place.spot(max.span), "type.number", message, "write the least number first");
            return None;
        }
        Some((FactType::Number { unit: unit.value.clone(), min: least, max: most, scale: digits }, Vec::new()))
    }

    fn values(&self, place: &Place, values: &[ValueDef]) -> Vec<FactValueDef> {
        if let Some(over) = values.get(MAX_VALUES) {
            let message = format!("a fact has at most {MAX_VALUES} values");
            self.report.error(place.spot(over.name.span), "limit.values", message, "divide it into two facts");
        }
        let mut known = BTreeSet::new();
        let mut all = Vec::new();
        for value in values.iter().take(MAX_VALUES) {
            if !known.insert(&value.name.value) {
                duplicate(self.report, place.spot(value.name.span), &value.name.value);
                continue;
            }
            if value.label.is_none() {
                let message = format!("`{}` has no label", value.name.value);
                self.report.error(
                    place.spot(value.name.span),
                    "label.missing",
                    message,
                    "write `\"…\" / \"…\"` after it",
                );
            }
            let label = value.label.as_ref().map(text_of).unwrap_or_default();
            all.push(FactValueDef { name: value.name.value.clone(), label });
        }
        all
    }

    fn assumed(
        &self,
        place: &Place,
        at: Spot,
        kind: &FactType,
        values: &[FactValueDef],
        literal: &Literal,
    ) -> Option<AssumedValue> {
        let wrong = |help: String| {
            self.report.error(at, "type.mismatch", format!("{} cannot be assumed so", type_words(kind)), help);
            None
        };
        let member = |name: &At<Str>| {
            let known = match kind {
                FactType::Country | FactType::Countries => country_index(&name.value).is_some(),
                FactType::Offences => is_id(&name.value),
                _ => values.iter().any(|value| value.name == name.value),
            };
            if !known {
                let near = did_you_mean(&name.value, values.iter().map(|v| v.name.as_str()));
                let message = format!("`{}` is not a value of this fact", name.value);
                self.report.error(place.spot(name.span), "value.unknown", message, near);
            }
            known.then(|| name.value.clone())
        };
        match (kind, literal) {
            (FactType::Flag, Literal::Word(word)) if word.value == "true" => Some(AssumedValue::Flag(true)),
            (FactType::Flag, Literal::Word(word)) if word.value == "false" => Some(AssumedValue::Flag(false)),
            (FactType::Flag, _) => wrong("write `assumed true` or `assumed false`".into()),
            (FactType::OneOf | FactType::Country, Literal::Word(word)) => {
                Some(AssumedValue::Members(vec![member(word)?]))
            }
            (FactType::OneOf | FactType::Country, _) => wrong("write `assumed` and one of its values".into()),
            (FactType::AnyOf | FactType::Countries | FactType::Offences | FactType::Events, Literal::None) => {
                Some(AssumedValue::Members(Vec::new()))
            }
            (FactType::AnyOf | FactType::Countries | FactType::Offences, Literal::Set(names)) => {
                Some(AssumedValue::Members(names.iter().map(member).collect::<Option<_>>()?))
            }
            (FactType::AnyOf | FactType::Countries | FactType::Offences | FactType::Events, _) => {
                wrong("write `assumed none`, or a set such as `assumed {author}`".into())
            }
            (FactType::Number { min, max, scale, .. }, Literal::Number(number)) => {
                match at_scale(&number.value, *scale).filter(|n| min <= n && n <= max) {
                    Some(number) => Some(AssumedValue::Number(number)),
                    None => wrong("write a number within its limits".into()),
                }
            }
            (FactType::Money, Literal::Number(number)) => match at_scale(&number.value, 2) {
                Some(number) => Some(AssumedValue::Number(number)),
                None => wrong("write pesos, with at most two decimals".into()),
            },
            _ => wrong("leave `assumed` out".into()),
        }
    }

    /// Reads what facts are derived from, once every fact has its place.
    pub(crate) fn derivations(&mut self) {
        for at in 0..self.model.facts.len() {
            let Some(place) = self.fact_places.get(at).copied().flatten().map(|place| &self.places[place]) else {
                continue;
            };
            let Some(entry) = place.entry(LineKind::Derived) else { continue };
            let Value::Derived(expr) = &entry.value else { continue };
            let derived = self.derivation(place, place.spot(entry.span), FactIx::new(at), expr);
            self.model.facts[at].derived = derived;
        }
        self.derivation_cycles();
    }

    fn derivation(
        &mut self,
        place: &'a Place<'a>,
        at: Spot,
        fact: FactIx,
        expr: &'a DerivedExpr,
    ) -> Option<Derivation> {
        let own = self.model.fact_at(fact);
        let wants = |right: bool, what: &str| {
            if !right {
                let message = format!("{} cannot be derived so", type_words(&own.kind));
                self.report.error(at, "type.mismatch", message, format!("only {what} can"));
            }
            right
        };
        let unit_is = |wanted: &str| matches!(&own.kind, FactType::Number { unit, .. } if unit == wanted);
        match expr {
            DerivedExpr::NumberOfVictims => wants(unit_is("count"), "a count").then_some(Derivation::NumberOfVictims),
            DerivedExpr::NumberOfAccused => wants(unit_is("count"), "a count").then_some(Derivation::NumberOfAccused),
            DerivedExpr::AgeAt(date) => {
                if !wants(unit_is("years"), "a number of years") {
                    return None;
                }
                let born = Str::from(format!("{}.birth_date", own.subject));
                let is_date = |at: &FactIx| self.model.fact_at(*at).kind == FactType::Date;
                if !self.names.facts.get(&born).is_some_and(is_date) && !self.names.broken_facts.contains(&born) {
                    let message = format!("an age needs the date fact `{born}`");
                    self.report.error(at, "name.unknown", message, "declare it with `type date`");
                    return None;
                }
                let on = self.fact_named(place, date)?;
                if !is_date(&on) {
                    let message = format!("`{}` is not a date", date.value);
                    self.report.error(place.spot(date.span), "type.mismatch", message, "an age is counted on a date");
                    return None;
                }
                Some(Derivation::AgeAt(on))
            }
            DerivedExpr::AmountIn { amount, units, on } => {
                if !wants(unit_is("wages") || unit_is("uma"), "a number of wages or uma") {
                    return None;
                }
                let money =
                    self.fact_of_type(place, amount, &FactType::Money, "only an amount of money is counted in units")?;
                let day = self.fact_of_type(place, on, &FactType::Date, "the value of a unit is that of a date")?;
                let known =
                    |unit: &&At<Str>| self.plans.iter().any(|p| p.kind == Kind::Parameter && p.id == unit.value);
                for unit in units.iter().filter(|unit| !known(unit)) {
                    let names = self.plans.iter().filter(|p| p.kind == Kind::Parameter).map(|p| p.id.as_str());
                    let help = did_you_mean(&unit.value, names).unwrap_or_else(|| "declare the parameter".into());
                    let message = format!("no parameter `{}` is declared", unit.value);
                    self.report.error(place.spot(unit.span), "name.unknown", message, help);
                }
                let units = units.iter().map(|unit| unit.value.clone()).collect();
                Some(Derivation::AmountIn { amount: money, units, on: day })
            }
            DerivedExpr::When(condition) => {
                if !wants(own.kind == FactType::Flag, "a flag") {
                    return None;
                }
                let role = (own.declared_for != own.subject).then(|| (own.declared_for.clone(), own.subject.clone()));
                let scope = Scope { place, day: Date::MIN, stage: Stage::Facts, holder: Holder::none(), role };
                Some(Derivation::When(self.condition(&scope, condition)))
            }
        }
    }

    fn fact_of_type(&self, place: &Place, name: &At<Str>, kind: &FactType, help: &str) -> Option<FactIx> {
        let at = self.fact_named(place, name)?;
        if self.model.fact_at(at).kind == *kind {
            return Some(at);
        }
        let message =
            format!("`{}` is {}, not {}", name.value, type_words(&self.model.fact_at(at).kind), type_words(kind));
        self.report.error(place.spot(name.span), "type.mismatch", message, help);
        None
    }

    fn derivation_cycles(&self) {
        let reads: HashMap<usize, BTreeSet<usize>> = (0..self.model.facts.len())
            .filter_map(|at| match &self.model.facts[at].derived {
                Some(Derivation::When(condition)) => {
                    let mut facts = BTreeSet::new();
                    condition.atoms(&self.model.terms, &mut |atom| {
                        facts.insert(self.model.atom_at(atom).fact.usize());
                    });
                    Some((at, facts))
                }
                _ => None,
            })
            .collect();
        for cycle in super::cycles::cycles(&reads) {
            let Some(place) = cycle.first().and_then(|at| self.fact_places.get(*at).copied().flatten()) else {
                continue;
            };
            let place = &self.places[place];
            let names = listed(cycle.iter().map(|at| self.model.facts[*at].name.as_str()));
            self.report.error(
                place.named(),
                "cycle.fact",
                format!("{names} are derived from each other"),
                "break the circle",
            );
        }
    }
}

/// `a flag`, `a number of years`
pub(crate) fn type_words(kind: &FactType) -> String {
    match kind {
        FactType::Flag => "a flag".into(),
        FactType::Number { unit, .. } if unit == "count" => "a count".into(),
        FactType::Number { unit, .. } => format!("a number of {unit}"),
        FactType::Date => "a date".into(),
        FactType::Money => "an amount of money".into(),
        FactType::OneOf => "a one-of fact".into(),
        FactType::AnyOf => "an any-of fact".into(),
        FactType::Country => "a country".into(),
        FactType::Countries => "a set of countries".into(),
        FactType::Offences => "a set of offences".into(),
        FactType::Term => "a term".into(),
        FactType::Text => "a text".into(),
        FactType::Events => "a list of events".into(),
    }
}

/// A text with a role in place of `{}`; a role that begins it, or follows `¿`, begins with a capital.
fn fill(text: &str, role: &str) -> String {
    let Some(at) = text.find("{}") else { return text.to_owned() };
    let begins = !text[..at].contains(char::is_alphanumeric);
    let mut letters = role.chars();
    let capital: String = letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect();
    let (before, after) = text.split_at(at);
    format!("{before}{}{}", if begins { &capital } else { role }, after[2..].replace("{}", role))
}
