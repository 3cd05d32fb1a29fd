//! The model as JSON for readers outside Rust (`tests/solver`): conditions as trees over typed facts, and what selections
//! hold on the days on which the law changed. Selections are resolved here, slowly, as the naive evaluator does.

use crate::naive::Naive;
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use tipicidad::exact::{Date, ProvisionId};
use tipicidad::facts::{COUNTRIES, Case};
use tipicidad::model::{
    AssumedValue, Bars, Body, ChargeTest, Cond, CondKind, Derivation, Element, Entry, Exclusion, Fact, FactType, Form,
    Ground, Headings, Holds, Kind, Known, Letter, Model, Offence, Parameter, PenaltySpec, Quantifier, Reach, Selection,
    Test, Version,
};
use tipicidad::packed::Str;

/// The export of a model. The case gives the readings: none, for the default ones.
pub fn export(model: &Model, case: &Case) -> Value {
    Export::new(model, case).whole()
}

type Cache<K> = RefCell<BTreeMap<K, Holds>>;

struct Export<'a> {
    model: &'a Model,
    case: &'a Case,
    /// Every id that a selection may be asked about: offences, their letters, penalty rules, rows.
    ids: Vec<(ProvisionId, Headings)>,
    groups: Cache<(u32, usize, Date)>,
    sets: RefCell<(BTreeMap<Vec<usize>, usize>, Vec<Vec<usize>>)>,
}

impl<'a> Export<'a> {
    fn new(model: &'a Model, case: &'a Case) -> Export<'a> {
        let mut ids: BTreeMap<String, (ProvisionId, Headings)> = BTreeMap::new();
        for provision in model.provisions.iter().filter(|p| matches!(p.kind, Kind::Offence | Kind::Penalty)) {
            let id = provision.provision_id().expect("offences and penalties have ids");
            let parts: BTreeSet<Str> = provision.versions.iter().flat_map(parts).collect();
            for own in std::iter::once(id.clone()).chain(parts.iter().map(|part| id.letter(part))) {
                ids.entry(own.as_str().to_owned()).or_insert((own, provision.headings.clone()));
            }
        }
        Export { model, case, ids: ids.into_values().collect(), groups: Cache::default(), sets: RefCell::default() }
    }

    fn naive(&self, day: Date) -> Naive<'a> {
        Naive { model: self.model, case: self.case, count: &self.case.counts[0], day }
    }

    fn whole(&self) -> Value {
        let offences: Vec<Value> = self.each(|provision, version, body| match body {
            Body::Offence(offence) => Some(self.offence(provision, version, offence)),
            _ => None,
        });
        let qualifiers: Vec<Value> = self.each(|provision, version, body| match body {
            Body::Modifier(rule) => {
                let letters: Vec<Value> = rule.letters.iter().map(|l| self.qualifying(l)).collect();
                let instead: Vec<&str> = rule.instead_of.iter().map(ProvisionId::as_str).collect();
                let kind = self.model.provisions[provision].kind;
                Some(self.dated(provision, version, json!({"kind": kind, "letters": letters, "instead_of": instead})))
            }
            _ => None,
        });
        let presumptions: Vec<Value> = self.each(|provision, version, body| match body {
            Body::Presumption(rule) => {
                let own = json!({"term": rule.term.0, "when": cond(&rule.when), "conclusive": rule.conclusive});
                Some(self.dated(provision, version, own))
            }
            _ => None,
        });
        let bars = self.bars();
        let days: Vec<Value> = self.days().into_iter().map(|day| self.day(day, &bars)).collect();
        let ids: Vec<&str> = self.ids.iter().map(|(id, _)| id.as_str()).collect();
        let terms: Vec<Value> =
            self.model.terms.iter().map(|t| json!({"name": t.name, "condition": cond(&t.condition)})).collect();
        json!({
            "law_as_of": self.model.pack.law_as_of, "ids": ids,
            "facts": self.model.facts.iter().map(fact).collect::<Vec<_>>(),
            "atoms": self.model.atoms.iter().map(|a| self.atom(a)).collect::<Vec<_>>(),
            "terms": terms, "presumptions": presumptions, "offences": offences, "qualifiers": qualifiers,
            "bars": bars.iter().map(|bar| json!({"by": bar.by, "since": bar.version.since, "until": bar.version.until,
                                                 "condition": bar.condition})).collect::<Vec<_>>(),
            "days": days, "sets": self.sets.borrow().1,
        })
    }

    /// What every version of every provision gives.
    fn each<T>(&self, f: impl Fn(usize, &'a Version, &'a Body) -> Option<T>) -> Vec<T> {
        let versions =
            self.model.provisions.iter().enumerate().flat_map(|(at, p)| p.versions.iter().map(move |v| (at, v)));
        versions.filter_map(|(at, version)| f(at, version, &version.body)).collect()
    }

    fn dated(&self, provision: usize, version: &Version, mut own: Value) -> Value {
        own["id"] = self.model.provisions[provision].id.as_str().into();
        own["since"] = json!(version.since);
        own["until"] = json!(version.until);
        own
    }

    fn offence(&self, provision: usize, version: &Version, offence: &Offence) -> Value {
        let elements = |of: &[Element]| of.iter().map(element).collect::<Vec<_>>();
        let own = json!({
            "elements": elements(&offence.elements), "exceptions": elements(&offence.exceptions),
            "with_any_other": offence.with_any_other, "without_prejudice": offence.without_prejudice,
            "victims": offence.victims,
        });
        self.dated(provision, version, own)
    }

    fn qualifying(&self, letter: &Letter) -> Value {
        let mut on_victim = false;
        letter.condition.atoms(&self.model.terms, &mut |at| {
            on_victim |= self.model.fact_at(self.model.atom_at(at).fact).subject == "victim";
        });
        json!({"name": letter.name, "condition": cond(&letter.condition), "on_victim": on_victim,
               "objective": letter.reach == Some(Reach::Objective)})
    }

    fn atom(&self, atom: &tipicidad::model::Atom) -> Value {
        let fact = self.model.fact_at(atom.fact);
        let (test, value) = match &atom.test {
            Test::True => ("true", Value::Null),
            Test::Under(n) => ("under", json!(n)),
            Test::AtMost(n) => ("at_most", json!(n)),
            Test::Over(n) => ("over", json!(n)),
            Test::AtLeast(n) => ("at_least", json!(n)),
            Test::Before(day) => ("under", json!(day.to_days())),
            Test::OnOrBefore(day) => ("at_most", json!(day.to_days())),
            Test::Is(member) => ("is", json!(members(fact)[usize::from(*member)])),
            Test::Has(member) => ("has", json!(members(fact)[usize::from(*member)])),
            Test::AnyOffence => ("any", Value::Null),
            Test::InGroup(group, version) => {
                let day = self.model.provisions[*group as usize].versions[*version as usize].since;
                let held = |wanted| {
                    let offences = self.model.provisions.iter().filter(|p| p.kind == Kind::Offence);
                    let ids = offences.filter_map(|p| self.ids.iter().position(|(id, _)| id.as_str() == p.id));
                    self.set(ids.filter(|at| self.group(*group, *at, day) == wanted).collect())
                };
                ("in", json!({"yes": held(Holds::Yes), "maybe": held(Holds::Unknown)}))
            }
        };
        json!({"fact": fact.name, "test": test, "value": value})
    }

    /// The days on which an offence, a qualifier or a rule of conflict begins, or a rule of conflict ends; and the last day.
    fn days(&self) -> BTreeSet<Date> {
        let begins = self.model.provisions.iter().flat_map(|p| &p.versions);
        let begins = begins.filter(|v| matches!(v.body, Body::Offence(_) | Body::Modifier(_) | Body::Group(_)));
        let ends = self.model.conflicts.iter().filter_map(|c| c.until).map(Date::next);
        let last = self.model.pack.law_as_of.expect("the rules say up to which day they follow the law");
        let days = begins.map(|v| v.since).chain(self.model.conflicts.iter().map(|c| c.since)).chain(ends);
        days.filter(|day| *day <= last).chain([last]).collect()
    }

    fn day(&self, day: Date, bars: &[Bar<'_>]) -> Value {
        let mut reach = Map::new();
        for provision in &self.model.provisions {
            if let Some(Body::Modifier(rule)) = provision.version_on(day).map(|v| &v.body) {
                let letters: Map<String, Value> = rule
                    .letters
                    .iter()
                    .filter(|l| !l.except_for.is_empty())
                    .map(|l| (l.name.to_string(), self.held(&l.except_for, day, |h| h == Holds::Yes).into()))
                    .collect();
                let key = format!("{} {}", json!(provision.kind).as_str().unwrap_or_default(), provision.id);
                reach.insert(
                    key,
                    json!({"yes": self.known(&rule.applies_to, day, |h| h == Holds::Yes),
                    "maybe": self.known(&rule.applies_to, day, |h| h == Holds::Unknown), "except": letters}),
                );
            }
        }
        let live = self.model.conflicts.iter().filter(|c| c.since <= day && c.until.is_none_or(|until| day <= until));
        let named = |selection: &Selection| self.held(selection, day, |h| h != Holds::No);
        let mut conflicts: Vec<Value> = live
            .map(|c| {
                let own = c.under.include.iter().filter_map(|entry| match entry {
                    Entry::Id(id) => Some(id.as_str()),
                    _ => None,
                });
                let by_id: Vec<&str> = own.collect();
                json!({"over": named(&c.over), "under": named(&c.under), "by_id": by_id, "ground": c.ground})
            })
            .collect();
        for provision in &self.model.provisions {
            if let Some(Body::Offence(offence)) = provision.version_on(day).map(|v| &v.body)
                && !offence.yields_to.is_empty()
            {
                let own = provision.provision_id().expect("an offence has an id");
                let under: Vec<usize> = (0..self.ids.len()).filter(|at| own.covers(&self.ids[*at].0)).collect();
                let ground = Some(Ground::Subsidiarity);
                conflicts.push(json!({"over": named(&offence.yields_to), "under": self.set(under), "by_id": [own.as_str()], "ground": ground}));
            }
        }
        let bars: Vec<Value> = bars
            .iter()
            .enumerate()
            .filter(|(_, bar)| bar.version.holds_on(day))
            .map(|(at, bar)| {
                let spared: Vec<usize> = (0..self.ids.len()).filter(|id| self.spares(bar, *id, day)).collect();
                json!([at, self.set(spared)])
            })
            .collect();
        json!({"day": day, "number": day.to_days(), "reach": reach, "conflicts": conflicts, "bars": bars,
               "amounts": self.amounts(day), "concerns": self.concerns(day), "requires": self.requires(day),
               "ignored": self.ignored(day)})
    }

    /// What a unit is worth on a day, for amounts counted in it.
    fn amounts(&self, day: Date) -> Vec<Value> {
        let mut found = Vec::new();
        for fact in &self.model.facts {
            let Some(Derivation::AmountIn { amount, units, .. }) = &fact.derived else { continue };
            let value = units.iter().find_map(|unit| {
                let own = self.model.provisions.iter().find(|p| p.kind == Kind::Parameter && p.id == *unit)?;
                let Some(Body::Parameter(parameter)) = own.version_on(day).map(|v| &v.body) else { return None };
                worth(parameter, day)
            });
            let Some((zones, cents)) = value else { continue };
            found.push(
                json!({"fact": fact.name, "of": self.model.fact_at(*amount).name, "zones": zones, "cents": cents}),
            );
        }
        found
    }

    /// What offences already contain, by the default readings.
    fn concerns(&self, day: Date) -> Vec<Value> {
        let readings = self.model.provisions.iter().filter_map(|p| match &p.versions.first()?.body {
            Body::Reading(reading) => Some(reading),
            _ => None,
        });
        let uncounted = readings.filter(|r| r.values.first().is_some_and(|(value, _)| value == "not_counted"));
        uncounted
            .flat_map(|reading| &reading.concerns)
            .map(|concern| {
                let letters: Vec<&str> = concern.letters.iter().map(ProvisionId::as_str).collect();
                json!({"letters": letters, "on": self.held(&concern.offences, day, |h| h == Holds::Yes),
                       "unless": concern.unless.as_ref().map(cond)})
            })
            .collect()
    }

    /// What an objective circumstance needs to reach the accused (CPF 54).
    fn requires(&self, day: Date) -> Vec<Value> {
        let live = self.model.provisions.iter().filter(|p| p.kind == Kind::Participation);
        live.filter_map(|p| match &p.version_on(day)?.body {
            Body::Grading(rule) => rule.requires.as_ref().map(cond),
            _ => None,
        })
        .collect()
    }

    /// When a circumstance of the victim does not aggravate (CPF 53), and for which charges.
    fn ignored(&self, day: Date) -> Vec<Value> {
        let live = self.model.provisions.iter().filter_map(|p| match &p.version_on(day)?.body {
            Body::Exclusion(rule) if rule.bars == Bars::Aggravation => Some(rule),
            _ => None,
        });
        live.map(|rule| {
            let letters: Vec<Value> = rule.letters.iter().map(|l| cond(&l.condition)).collect();
            json!({"reaches": self.known(&rule.applies_to, day, |h| h == Holds::Yes), "when": {"any": letters}})
        })
        .collect()
    }

    /// Rules that keep a charge that is made out from standing: exclusions, and gradings that some offences do not have.
    fn bars(&self) -> Vec<Bar<'a>> {
        let mut found = Vec::new();
        for provision in &self.model.provisions {
            for version in &provision.versions {
                match &version.body {
                    Body::Exclusion(rule) if rule.bars != Bars::Aggravation => {
                        found.extend(rule.letters.iter().map(|letter| Bar {
                            by: provision.id.to_string(),
                            version,
                            condition: cond(&letter.condition),
                            of: BarOf::Letter(rule, letter),
                        }));
                    }
                    Body::Grading(rule) => {
                        let Some(when) = &rule.when else { continue };
                        let bar = |condition, of| Bar { by: provision.id.to_string(), version, condition, of };
                        if let Some(only) = rule.only_for.as_ref().filter(|_| rule.otherwise_excluded) {
                            found.push(bar(cond(when), BarOf::Outside(&rule.applies_to, only)));
                        }
                        let mut earlier = vec![cond(when)];
                        for row in &rule.rows.plain {
                            let own = row.when.as_ref().map_or(json!({"all": []}), cond);
                            if let Some(id) = &row.as_negligence {
                                let all: Vec<Value> = earlier.iter().cloned().chain([own.clone()]).collect();
                                found.push(bar(json!({ "all": all }), BarOf::Negligence(&rule.applies_to, id)));
                            }
                            earlier.push(json!({ "not": own }));
                        }
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// Whether a bar leaves a charge alone.
    fn spares(&self, bar: &Bar<'_>, at: usize, day: Date) -> bool {
        let holds = |selection: &Selection| self.holds(selection, at, day) == Holds::Yes;
        let reached = |known: &Known<Selection>| self.known_holds(known, at, day) != Holds::No;
        match &bar.of {
            BarOf::Letter(rule, letter) => {
                let consent = self.naive(day).names(&letter.condition, "consent") && self.consent_irrelevant(at, day);
                !reached(&rule.applies_to) || consent || holds(&letter.except_for)
            }
            BarOf::Outside(applies_to, only) => !reached(applies_to) || holds(only),
            BarOf::Negligence(applies_to, id) => {
                let followed = self.model.provision(id.as_str(), Kind::Negligence).and_then(|p| p.version_on(day));
                let only = match followed.map(|v| &v.body) {
                    Some(Body::Grading(rule)) => rule.only_for.as_ref(),
                    _ => None,
                };
                !reached(applies_to) || only.is_none_or(holds)
            }
        }
    }

    fn consent_irrelevant(&self, at: usize, day: Date) -> bool {
        let own = self.model.provisions.iter().filter(|p| p.kind == Kind::Offence);
        let own =
            own.filter(|p| p.provision_id().is_some_and(|own| own.covers(&self.ids[at].0))).max_by_key(|p| p.id.len());
        let body = own.and_then(|p| p.version_on(day)).map(|v| &v.body);
        matches!(body, Some(Body::Offence(offence)) if offence.consent_irrelevant)
    }

    fn set(&self, of: Vec<usize>) -> usize {
        let (known, all) = &mut *self.sets.borrow_mut();
        *known.entry(of.clone()).or_insert_with(|| {
            all.push(of);
            all.len() - 1
        })
    }

    fn held(&self, selection: &Selection, day: Date, wanted: impl Fn(Holds) -> bool) -> usize {
        self.set((0..self.ids.len()).filter(|at| wanted(self.holds(selection, *at, day))).collect())
    }

    fn known(&self, known: &Known<Selection>, day: Date, wanted: impl Fn(Holds) -> bool) -> usize {
        self.set((0..self.ids.len()).filter(|at| wanted(self.known_holds(known, *at, day))).collect())
    }

    fn known_holds(&self, known: &Known<Selection>, at: usize, day: Date) -> Holds {
        match known {
            Known::Text(selection) => self.holds(selection, at, day),
            Known::Gap { at_most: Some(most), .. } if self.holds(most, at, day) == Holds::No => Holds::No,
            Known::Gap { .. } => Holds::Unknown,
        }
    }

    fn holds(&self, selection: &Selection, at: usize, day: Date) -> Holds {
        if let [Entry::Every] = selection.include.as_slice()
            && selection.except.is_empty()
        {
            return Holds::Yes;
        }
        let (id, headings) = &self.ids[at];
        selection.holds(id, &|| Some(headings), &|group| self.group(group, at, day))
    }

    fn group(&self, group: u32, at: usize, day: Date) -> Holds {
        if let Some(known) = self.groups.borrow().get(&(group, at, day)) {
            return *known;
        }
        let version = self.model.provisions[group as usize].version_on(day);
        let holds = match version.map(|v| &v.body) {
            Some(Body::Group(own)) => {
                match (self.known_holds(&own.members.plain, at, day), self.holds(&own.excluding, at, day)) {
                    (Holds::No, _) | (_, Holds::Yes) => Holds::No,
                    (Holds::Yes, Holds::No) => Holds::Yes,
                    _ => Holds::Unknown,
                }
            }
            _ => Holds::No,
        };
        self.groups.borrow_mut().insert((group, at, day), holds);
        holds
    }
}

/// A rule that bars a charge while its condition is met.
struct Bar<'a> {
    by: String,
    version: &'a Version,
    condition: Value,
    of: BarOf<'a>,
}

enum BarOf<'a> {
    Letter(&'a Exclusion, &'a Letter),
    Outside(&'a Known<Selection>, &'a Selection),
    Negligence(&'a Known<Selection>, &'a ProvisionId),
}

/// The letters and rows of a version.
fn parts(version: &Version) -> Vec<Str> {
    let rows = |spec: &Known<PenaltySpec>| match spec {
        Known::Text(PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows)) => {
            rows.iter().map(|row| row.name.clone()).filter(|name| !name.is_empty()).collect()
        }
        _ => Vec::new(),
    };
    match &version.body {
        Body::Offence(offence) => {
            let lettered = offence.elements.iter().filter_map(|e| match &e.form {
                Form::OneOf(letters) => Some(letters),
                _ => None,
            });
            let letters = lettered.flatten().map(|l| l.name.clone()).filter(|name| !name.is_empty());
            letters.chain(offence.penalties.iter().flat_map(|line| rows(&line.penalty))).collect()
        }
        Body::Penalty(rule) => rows(&rule.penalty),
        _ => Vec::new(),
    }
}

/// The value of a parameter on a day, zone by zone, in centavos.
fn worth(parameter: &Parameter, day: Date) -> Option<(Vec<Str>, Vec<Option<i64>>)> {
    let value = parameter.values.iter().rev().find(|value| value.since <= day)?;
    Some((parameter.zones.clone(), value.values.iter().map(|money| money.map(|money| money.cents())).collect()))
}

fn members(fact: &Fact) -> Vec<&str> {
    match fact.kind {
        FactType::Country | FactType::Countries => COUNTRIES.to_vec(),
        _ => fact.values.iter().map(|value| value.name.as_str()).collect(),
    }
}

fn fact(fact: &Fact) -> Value {
    let (min, max, scale) = match &fact.kind {
        FactType::Number { min, max, scale, .. } => (Some(*min), Some(*max), *scale),
        FactType::Money => (Some(0), Some(i64::MAX), 2),
        _ => (None, None, 0),
    };
    let assumed = fact.assumed.as_ref().map(|assumed| match assumed {
        AssumedValue::Flag(flag) => json!(flag),
        AssumedValue::Members(names) => json!(names),
        AssumedValue::Number(number) => json!(number),
    });
    json!({"name": fact.name, "subject": fact.subject, "type": fact.kind.word(), "values": members(fact),
           "min": min, "max": max, "scale": scale, "assumed": assumed})
}

fn element(element: &Element) -> Value {
    let form = match &element.form {
        Form::Plain(condition) => json!({"plain": cond(condition)}),
        Form::OneOf(letters) => {
            let of: Vec<Value> =
                letters.iter().map(|l| json!({"name": l.name, "condition": cond(&l.condition)})).collect();
            json!({"letters": of})
        }
        Form::Gap(_, bound) => json!({"gap": bound.as_ref().map(cond)}),
    };
    json!({"id": element.id, "role": element.role, "waived": element.waived.as_ref().map(cond), "form": form})
}

/// A condition as a tree.
fn cond(condition: &Cond) -> Value {
    let each = |of: &[Cond]| of.iter().map(cond).collect::<Vec<_>>();
    match &condition.kind {
        CondKind::Atom(at) => json!({"atom": at.0}),
        CondKind::Members { quantifier, atoms, .. } => {
            let of: Vec<Value> = atoms.iter().map(|at| json!({"atom": at.0})).collect();
            match quantifier {
                Quantifier::Any => json!({"any": of}),
                Quantifier::All => json!({"all": of}),
                Quantifier::None => json!({"not": {"any": of}}),
            }
        }
        CondKind::Term(at) => json!({"term": at.0}),
        CondKind::All(of) => json!({"all": each(of)}),
        CondKind::Any(of) => json!({"any": each(of)}),
        CondKind::Not(of) => json!({"not": cond(of)}),
        CondKind::Victims { every, of } => json!({if *every { "every_victim" } else { "some_victim" }: cond(of)}),
        CondKind::Charge(test) => json!({"charge": asked(test)}),
    }
}

/// A test of the charge, in words: what is decided beyond single conditions.
fn asked(test: &ChargeTest) -> String {
    format!("{test:?}")
}
