//! Examples: rows of facts and what is expected of them.

use super::Checker;
use super::ids::complete;
use super::names::{Refers, did_you_mean};
use super::number::at_scale;
use super::place::{Place, text_of};
use crate::diagnostic::Source;
use crate::exact::{Date, Term, Text};
use crate::model::{Example, FactIx, FactType, ProvisionId};
use crate::packed::Str;
use crate::syntax::international::InternationalExpect;
use crate::syntax::tree::{At, ExpectExpr, GivenExpr, ItemKind, LineKind, Literal, Span, Value};
use serde_json::{Map, Number, Value as Json, json};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// An example to be run.
#[derive(Clone, Debug)]
pub struct ExampleCase {
    /// Its name; variations are numbered.
    pub name: Text,
    /// The file.
    pub source: Source,
    /// The line that states what is expected.
    pub span: Span,
    /// A flat row (contract §4).
    pub row: Map<String, Json>,
    /// The day it is judged on.
    pub as_of: Option<Date>,
    /// The readings chosen.
    pub readings: BTreeMap<String, String>,
    /// What is expected; ids are full.
    pub expects: Vec<ExpectExpr>,
}

/// What is given, before and after variations.
#[derive(Clone, Debug, Default)]
struct Given {
    row: Map<String, Json>,
    as_of: Option<Date>,
    readings: BTreeMap<String, String>,
}

impl<'a> Checker<'a> {
    /// Reads the examples; those that build on others after these.
    pub(crate) fn examples(&mut self) {
        let places: Vec<&'a Place<'a>> =
            self.places.iter().filter(|place| place.item.kind == ItemKind::Example).collect();
        let name = |place: &Place| place.item.label.as_ref().map(text_of).unwrap_or_default();
        let mut by_name: HashMap<Str, usize> = HashMap::new();
        for (at, place) in places.iter().enumerate() {
            let es = name(place).es;
            match by_name.entry(es) {
                Entry::Occupied(taken) => super::names::duplicate(self.report, place.named(), taken.key()),
                Entry::Vacant(free) => {
                    free.insert(at);
                }
            }
        }
        let mut done: HashMap<usize, Given> = HashMap::new();
        for at in 0..places.len() {
            let mut chain = vec![at];
            while let Some(next) = chain.last().and_then(|at| self.like(places[*at], &by_name)) {
                if done.contains_key(&next) || chain.contains(&next) {
                    break;
                }
                chain.push(next);
            }
            if let Some(next) = chain.last().and_then(|at| self.like(places[*at], &by_name))
                && chain.contains(&next)
                && let Some(last) = chain.last()
            {
                let message = "this example starts from itself, through others";
                self.report.error(
                    places[*last].named(),
                    "example.cycle",
                    message,
                    "write out what is given in one of them",
                );
            }
            for at in chain.into_iter().rev() {
                if !done.contains_key(&at) {
                    let start =
                        self.like(places[at], &by_name).and_then(|like| done.get(&like)).cloned().unwrap_or_default();
                    let given = self.example(places[at], name(places[at]), start);
                    done.insert(at, given);
                }
            }
        }
        let told = self.cases.iter().map(|case| {
            let charges = case.expects.iter().filter_map(|expect| match expect {
                ExpectExpr::Charge { id, .. } => ProvisionId::parse(&id.value),
                _ => None,
            });
            let row = Json::Object(case.row.clone()).to_string();
            Example { name: case.name.clone(), row, as_of: case.as_of, charges: charges.collect() }
        });
        self.model.examples = told.collect();
    }

    fn like(&self, place: &Place, by_name: &HashMap<Str, usize>) -> Option<usize> {
        let given =
            place.lines(LineKind::Given).flat_map(|line| &line.entries).find_map(|entry| match &entry.value {
                Value::Given(all) => all.iter().find_map(|one| match one {
                    GivenExpr::Like(name) => Some(name),
                    _ => None,
                }),
                _ => None,
            })?;
        let found = by_name.get(&given.value).copied();
        if found.is_none() {
            let mut names: Vec<&str> = by_name.keys().map(Str::as_str).collect();
            names.sort_unstable();
            let near = did_you_mean(&given.value, names);
            let help = near.unwrap_or_else(|| "write the Spanish name of another example".to_owned());
            self.report.error(
                place.spot(given.span),
                "example.unknown",
                format!("no example is called `{}`", given.value),
                help,
            );
        }
        found
    }

    fn example(&mut self, place: &'a Place<'a>, name: Text, start: Given) -> Given {
        let mut given = start;
        for entry in place.lines(LineKind::Given).flat_map(|line| &line.entries) {
            if let Value::Given(all) = &entry.value {
                self.give(place, all, &mut given);
            }
        }
        let mut expects: Vec<ExpectExpr> = Vec::new();
        let mut span = None;
        for entry in place.lines(LineKind::Expect).flat_map(|line| &line.entries) {
            if let Value::Expect(all) = &entry.value {
                // `under` holds for the rest of its line only: the next line begins anew
                if expects.iter().any(|expect| matches!(expect, ExpectExpr::Under(..))) {
                    self.push_case(
                        place,
                        span.unwrap_or(entry.span),
                        name.clone(),
                        &given,
                        std::mem::take(&mut expects),
                    );
                }
                span = Some(entry.span);
                expects.extend(all.iter().map(|expect| self.expect(place, expect)));
            }
        }
        if let Some(span) = span {
            self.push_case(place, span, name.clone(), &given, expects);
        }
        let mut count = 0;
        for entry in place.lines(LineKind::But).flat_map(|line| &line.entries) {
            if let Value::But(facts, all) = &entry.value {
                count += 1;
                let mut varied = given.clone();
                self.give(place, facts, &mut varied);
                let expects = all.iter().map(|expect| self.expect(place, expect)).collect();
                let name = Text::new(format!("{} ({count})", name.es), format!("{} ({count})", name.en));
                self.push_case(place, entry.span, name, &varied, expects);
            }
        }
        given
    }

    fn push_case(&mut self, place: &Place, span: Span, name: Text, given: &Given, expects: Vec<ExpectExpr>) {
        let Some(source) = self.report.sources().get(place.file) else { return };
        self.cases.push(ExampleCase {
            name,
            source: source.clone(),
            span,
            row: given.row.clone(),
            as_of: given.as_of,
            readings: given.readings.clone(),
            expects,
        });
    }

    fn give(&self, place: &Place, all: &[GivenExpr], given: &mut Given) {
        for one in all {
            match one {
                GivenExpr::Like(_) => {}
                GivenExpr::AsOf(date) => given.as_of = Some(date.value),
                GivenExpr::Under(reading, value) => {
                    if self.names.reading(self.report, place, reading, value) {
                        given.readings.insert(reading.value.to_string(), value.value.to_string());
                    }
                }
                GivenExpr::Without(name) => {
                    if let Some(fact) = self.fact_named(place, name) {
                        given.row.insert(self.model.fact_at(fact).name.to_string(), Json::Null);
                    }
                }
                GivenExpr::Fact(name, literal) => {
                    let Some(fact) = self.fact_named(place, name) else { continue };
                    if let Some(value) = self.given_value(place, fact, name, literal) {
                        given.row.insert(self.model.fact_at(fact).name.to_string(), value);
                    }
                }
            }
        }
    }

    fn given_value(&self, place: &Place, fact: FactIx, name: &At<Str>, literal: &Literal) -> Option<Json> {
        let kind = &self.model.fact_at(fact).kind;
        let wrong = |help: &str| {
            let message = format!("`{}` is {}", name.value, super::vocabulary::type_words(kind));
            self.report.error(place.spot(name.span), "type.mismatch", message, help);
            None
        };
        let text = |value: &At<Str>| Json::String(value.value.to_string());
        match (kind, literal) {
            (_, Literal::Unknown) => Some(Json::Null),
            (FactType::Flag, Literal::Word(word)) if word.value == "true" => Some(json!(true)),
            (FactType::Flag, Literal::Word(word)) if word.value == "false" => Some(json!(false)),
            (FactType::Flag, _) => wrong("name it alone, or after `not`"),
            (FactType::OneOf | FactType::Country, Literal::Word(word)) if !is_bare(literal, name) => {
                self.value(place, fact, word).map(|_| text(word))
            }
            (FactType::OneOf | FactType::Country, _) => wrong("write one of its values"),
            (FactType::AnyOf | FactType::Countries, Literal::None) => Some(json!([])),
            (FactType::AnyOf | FactType::Countries, Literal::Set(values)) => {
                let all: Vec<Option<Json>> =
                    values.iter().map(|v| self.value(place, fact, v).map(|_| text(v))).collect();
                all.into_iter().collect::<Option<Vec<Json>>>().map(Json::Array)
            }
            (FactType::AnyOf | FactType::Countries, _) => {
                wrong("write a set of its values, such as `{a, b}`, or `none`")
            }
            (FactType::Offences, Literal::None) => Some(json!([])),
            (FactType::Offences, Literal::Set(values)) => {
                let ids = values.iter().map(|v| self.names.id(self.report, place, v, Refers::Members));
                ids.map(|id| id.map(|id| Json::String(id.to_string()))).collect::<Option<Vec<Json>>>().map(Json::Array)
            }
            (FactType::Offences, _) => wrong("write a set of ids, such as `{201:f}`, or `none`"),
            (FactType::Number { scale, min, max, .. }, Literal::Number(number)) => {
                self.number_given(place, number, *scale, Some((*min, *max)))
            }
            (FactType::Money, Literal::Number(number)) => self.number_given(place, number, 2, None),
            (FactType::Number { scale, min, max, .. }, Literal::NumberRange(from, to)) => {
                self.range_given(place, from, to, *scale, Some((*min, *max)))
            }
            (FactType::Money, Literal::NumberRange(from, to)) => self.range_given(place, from, to, 2, None),
            (FactType::Number { .. } | FactType::Money, _) => wrong("write a number, or a range such as `12 to 17`"),
            (FactType::Date, Literal::Date(date)) => Some(Json::String(date.value.to_string())),
            (FactType::Date, Literal::Number(year)) if year.value.len() == 4 => {
                Some(Json::String(year.value.to_string()))
            }
            (FactType::Date, _) => wrong("write a day such as `2012-06-15`"),
            (FactType::Term, Literal::Word(word)) if Term::parse(&word.value).is_some() => Some(text(word)),
            (FactType::Term, Literal::Text(word)) if Term::parse(&word.value).is_some() => Some(text(word)),
            (FactType::Term, _) => wrong("write a term such as `P1Y6M`"),
            (FactType::Text, Literal::Text(word) | Literal::Word(word)) => Some(text(word)),
            (FactType::Text, _) => wrong("write a text in quotes"),
            (FactType::Events, Literal::None) => Some(json!([])),
            (FactType::Events, Literal::Text(word)) => Some(text(word)),
            (FactType::Events, _) => wrong("write `none`, or a text such as `\"report@2024-05-02\"`"),
        }
    }

    fn number_given(&self, place: &Place, number: &At<Str>, scale: u8, domain: Option<(i64, i64)>) -> Option<Json> {
        let at = place.spot(number.span);
        let Some(value) = at_scale(&number.value, scale) else {
            let message = format!("`{}` has too many decimals", number.value);
            self.report.error(at, "type.number", message, format!("this fact has {scale}"));
            return None;
        };
        if let Some((min, max)) = domain
            && !(min..=max).contains(&value)
        {
            let (min, max) = (super::conditions::decimal(min, scale), super::conditions::decimal(max, scale));
            let message = format!("`{}` lies outside this fact's limits", number.value);
            self.report.error(at, "type.domain", message, format!("it goes from {min} to {max}"));
            return None;
        }
        serde_json::from_str::<Number>(number.value.trim_start_matches('0'))
            .or_else(|_| serde_json::from_str::<Number>(&number.value))
            .ok()
            .map(Json::Number)
    }

    fn range_given(
        &self,
        place: &Place,
        from: &At<Str>,
        to: &At<Str>,
        scale: u8,
        domain: Option<(i64, i64)>,
    ) -> Option<Json> {
        let min = self.number_given(place, from, scale, domain);
        let max = self.number_given(place, to, scale, domain);
        if at_scale(&from.value, scale) > at_scale(&to.value, scale) {
            let message = format!("`{} to {}` ends below where it begins", from.value, to.value);
            self.report.error(place.spot(to.span), "penalty.inverted", message, "write the lower number first");
            return None;
        }
        Some(json!({"min": min?, "max": max?}))
    }

    /// An expectation with full ids and known names.
    fn expect(&self, place: &Place, expect: &ExpectExpr) -> ExpectExpr {
        let id = |name: &At<Str>| match complete(self.report, place, name) {
            Some(id) => {
                self.letter_exists(place, &id, name.span);
                At { value: id.text(), span: name.span }
            }
            None => name.clone(),
        };
        match expect {
            ExpectExpr::Charge { id: of, by, with } => {
                ExpectExpr::Charge { id: id(of), by: by.as_ref().map(id), with: with.iter().map(id).collect() }
            }
            ExpectExpr::Not(of) => ExpectExpr::Not(id(of)),
            ExpectExpr::Undetermined(of) => ExpectExpr::Undetermined(id(of)),
            ExpectExpr::Excluded(of, by) => ExpectExpr::Excluded(id(of), by.as_ref().map(id)),
            ExpectExpr::Displaced(of, by) => ExpectExpr::Displaced(id(of), id(by)),
            ExpectExpr::Notice(code, about) => ExpectExpr::Notice(code.clone(), about.as_ref().map(id)),
            ExpectExpr::International(of) => ExpectExpr::International(Box::new(Self::expect_international(of, &id))),
            ExpectExpr::Also(kind) => {
                self.names.known_words(
                    self.report,
                    place,
                    std::slice::from_ref(kind),
                    super::names::Words::Consequences,
                );
                expect.clone()
            }
            ExpectExpr::Missing(fact) => {
                let named = self.fact_named(place, fact);
                let full = named.map(|at| self.model.fact_at(at).name.clone());
                ExpectExpr::Missing(At { value: full.unwrap_or_else(|| fact.value.clone()), span: fact.span })
            }
            ExpectExpr::Under(reading, value) => {
                self.names.reading(self.report, place, reading, value);
                expect.clone()
            }
            ExpectExpr::Unmet(role) => {
                let roles =
                    ["agent", "victim", "conduct", "means", "object", "result", "purpose", "knowing", "circumstance"];
                let base = role.value.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
                let near = did_you_mean(&role.value, roles);
                if let (false, Some(near)) = (roles.contains(&base), near) {
                    self.report.error(
                        place.spot(role.span),
                        "word.unknown",
                        format!("`{}` is not a role", role.value),
                        near,
                    );
                }
                expect.clone()
            }
            _ => expect.clone(),
        }
    }

    /// The same of jurisdiction and extradition.
    fn expect_international(expect: &InternationalExpect, id: &dyn Fn(&At<Str>) -> At<Str>) -> InternationalExpect {
        use InternationalExpect as E;
        match expect {
            E::Jurisdiction { federal, status, by } => {
                E::Jurisdiction { federal: *federal, status: status.clone(), by: by.as_ref().map(id) }
            }
            E::Extradition(conclusion, by) => E::Extradition(conclusion.clone(), by.as_ref().map(id)),
            E::Undertaking(of, status) => E::Undertaking(id(of), status.clone()),
            E::Due(day, by) => E::Due(day.clone(), id(by)),
            E::Governs(_) => expect.clone(),
        }
    }

    /// An example names what is encoded: a provision, or a letter or row of one.
    fn letter_exists(&self, place: &Place, id: &ProvisionId, span: Span) {
        if self.names.encoded.contains(id.as_str()) {
            return;
        }
        let below = format!("{id}:");
        let at = place.spot(span);
        if self.names.encoded.range(Str::from(&below)..).next().is_some_and(|next| next.starts_with(&below)) {
            return;
        }
        let near = did_you_mean(id.as_str(), self.names.encoded.iter().map(Str::as_str));
        let help = near.unwrap_or_else(|| "an example names provisions that these rules encode".to_owned());
        self.report.error(at, "id.unknown", format!("`{id}` is not encoded in these rules"), help);
    }
}

/// A bare fact reads as `true`; of a one-of that is no value.
fn is_bare(literal: &Literal, name: &At<Str>) -> bool {
    matches!(literal, Literal::Word(word) if word.value == "true" && word.span.start <= name.span.start)
}
