//! Scenes: the examples of the rules as cases, varied by chance and judged again.

use super::chance::Chance;
use super::item::Row;
use crate::Law;
use crate::exact::{Date, ProvisionId, Text};
use crate::facts::{Case, CaseOptions};
use crate::model::{Body, Example, FactType, Form, Kind, Letter, Offence, Provision};
use crate::verdict::{Charge, Citation, Element, Met, Status, Verdict};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

/// How far a date is moved at most, in days, and an age, in years.
const MOVED_DAYS: i64 = 20;
const MOVED_YEARS: i64 = 2;

/// Examples near by that are drawn before none is found.
const DRAWS: usize = 8;
/// How far apart examples stand that are near, either way.
const NEARBY: usize = 60;

/// What questions are made from: a law and its examples.
pub(super) struct Desk<'a> {
    pub(super) law: &'a Law,
    /// The examples that are variations of one another: the first of its family, for each.
    first: Vec<usize>,
    /// The examples that expect an offence to apply, by its provision.
    charging: FxHashMap<usize, Vec<usize>>,
    /// Each offence by its id.
    offences: FxHashMap<&'a str, usize>,
}

/// A case and its verdict.
pub(super) struct Scene {
    /// The example that it was made from.
    pub(super) example: usize,
    pub(super) rows: Vec<Row>,
    pub(super) as_of: Date,
    pub(super) case: Case,
    pub(super) verdict: Verdict,
}

impl<'a> Desk<'a> {
    pub(super) fn new(law: &'a Law) -> Desk<'a> {
        let model = law.model();
        let mut families: FxHashMap<&str, usize> = FxHashMap::default();
        let first = model.examples.iter().enumerate().map(|(at, e)| *families.entry(family(e)).or_insert(at)).collect();
        let offences: FxHashMap<&str, usize> =
            law.offences().iter().map(|at| (model.provisions[*at].id.as_str(), *at)).collect();
        let mut desk = Desk { law, first, charging: FxHashMap::default(), offences };
        let mut charging: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (at, example) in model.examples.iter().enumerate() {
            for id in &example.charges {
                if let Some((offence, _)) = desk.offence(id.as_str()) {
                    charging.entry(offence).or_default().push(at);
                }
            }
        }
        desk.charging = charging;
        desk
    }

    /// How many examples there are.
    pub(super) fn examples(&self) -> usize {
        self.first.len()
    }
    /// The examples of one family.
    pub(super) fn family(&self, example: usize) -> Vec<usize> {
        let first = self.first[example];
        (first..self.first.len()).take_while(|at| self.first[*at] == first).collect()
    }
    /// The example of its family that the others vary.
    pub(super) fn first(&self, example: usize) -> usize {
        self.first[example]
    }
    /// An example of the same title that stands near another in the rules; itself when chance finds none.
    pub(super) fn nearby(&self, example: usize, chance: &mut Chance) -> usize {
        let from = example.saturating_sub(NEARBY);
        let to = (example + NEARBY).min(self.first.len().saturating_sub(1));
        let own = self.title(example);
        let drawn = (0..DRAWS).map(|_| from + chance.below(to - from + 1)).find(|at| self.title(*at) == own);
        drawn.unwrap_or(example)
    }
    /// Law and title of the offence that an example's family is about.
    fn title(&self, example: usize) -> Option<(&'a str, Option<&'a str>)> {
        let (at, _) = self.offence(self.charges(self.first(example)).first()?.as_str())?;
        let provision = self.provision(at);
        Some((provision.law.as_str(), provision.headings.title.as_deref()))
    }
    /// What an example expects to apply.
    pub(super) fn charges(&self, example: usize) -> &'a [ProvisionId] {
        &self.law.model().examples[example].charges
    }
    /// Examples in which an offence applies.
    pub(super) fn charging(&self, offence: usize) -> &[usize] {
        self.charging.get(&offence).map_or(&[], Vec::as_slice)
    }
    /// Whether a row of an example has a fact whose name begins so.
    pub(super) fn speaks_of(&self, example: usize, prefix: &str) -> bool {
        self.law.model().examples[example].row.contains(&format!("\"{prefix}"))
    }

    /// The offence that an id names, and the letter.
    pub(super) fn offence(&self, id: &str) -> Option<(usize, Option<String>)> {
        let mut holder = id;
        let mut letter = None;
        loop {
            if let Some(at) = self.offences.get(holder) {
                return Some((*at, letter));
            }
            let (above, last) = holder.rsplit_once(':')?;
            letter = Some(last.to_owned());
            holder = above;
        }
    }
    pub(super) fn provision(&self, at: usize) -> &'a Provision {
        &self.law.model().provisions[at]
    }
    /// The text of an offence on a day.
    pub(super) fn offence_on(&self, at: usize, day: Date) -> Option<&'a Offence> {
        match &self.provision(at).version_on(day)?.body {
            Body::Offence(offence) => Some(offence),
            _ => None,
        }
    }

    /// An example as a case, its facts as they stand; `None` when something in it is unknown or it cannot be read.
    pub(super) fn scene(&self, example: usize, as_of: Option<Date>) -> Option<Scene> {
        let own = &self.law.model().examples[example].as_of;
        let row = self.row(example);
        let certain = |v: &Value| !v.is_null() && !v.is_object();
        let day = row
            .get("act.ended")
            .or_else(|| row.get("act.date"))
            .and_then(Value::as_str)
            .and_then(|d| Date::parse(d).ok());
        let as_of = as_of.or(*own).or(day).filter(|_| row.values().all(certain))?;
        self.judged(example, vec![row], as_of)
    }
    /// Rows as a case.
    pub(super) fn judged(&self, example: usize, rows: Vec<Row>, as_of: Date) -> Option<Scene> {
        let json = json!({ "as_of": as_of, "counts": rows }).to_string();
        let case = self.law.read_case(json.as_bytes(), &CaseOptions::default()).ok()?;
        let verdict = self.law.evaluate(&case);
        Some(Scene { example, rows, as_of, case, verdict })
    }
    /// The scene with other facts, judged again.
    pub(super) fn with(&self, scene: &Scene, change: impl FnOnce(&mut Row)) -> Option<Scene> {
        let mut rows = scene.rows.clone();
        change(rows.first_mut()?);
        self.judged(scene.example, rows, scene.as_of)
    }

    /// An example as a case that `usable` finds fit, varied by chance.
    pub(super) fn told(&self, example: usize, chance: &mut Chance, usable: impl Fn(&Charge) -> bool) -> Option<Scene> {
        let scene = self.scene(example, None)?;
        only_charge(&scene).filter(|charge| usable(charge))?;
        Some(self.lean(self.varied(scene, chance)))
    }
    /// The scene without what decides nothing: ages, numbers of nothing and flags that are not raised.
    pub(super) fn lean(&self, scene: Scene) -> Scene {
        self.lean_while(scene, |_| true)
    }
    /// The same, as long as something holds.
    pub(super) fn lean_while(&self, scene: Scene, holds: impl Fn(&Scene) -> bool) -> Scene {
        let mut scene = scene;
        let idle = |(name, value): (&String, &Value)| {
            let none = value.as_bool() == Some(false) || value.as_i64() == Some(0) || value.as_str() == Some("0.00");
            (none || name.ends_with(".age")).then(|| name.clone())
        };
        let names: Vec<String> = scene.rows.first().into_iter().flatten().filter_map(idle).collect();
        // Mostly all of it is idle, and one judgment says so.
        let bare = self.with(&scene, |row| row.retain(|name, _| !names.contains(name)));
        if let Some(bare) = bare.filter(|bare| alike(&bare.verdict, &scene.verdict) && holds(bare)) {
            return bare;
        }
        for name in names {
            let without = self.with(&scene, |row| {
                row.remove(&name);
            });
            if let Some(without) = without.filter(|w| alike(&w.verdict, &scene.verdict) && holds(w)) {
                scene = without;
            }
        }
        scene
    }
    /// The scene with another day, other ages and another relation, as far as these change nothing in the answer.
    pub(super) fn varied(&self, scene: Scene, chance: &mut Chance) -> Scene {
        let mut scene = scene;
        for name in ["act.date", "victim.age", "accused.age", "relation"] {
            let moved = self.moved(&scene, name, chance);
            let Some(value) = moved.filter(|value| Some(value) != scene.rows[0].get(name)) else { continue };
            let other = self.with(&scene, |row| {
                row.insert(name.to_owned(), value);
            });
            if let Some(other) = other.filter(|other| alike(&other.verdict, &scene.verdict)) {
                scene = other;
            }
        }
        scene
    }
    fn moved(&self, scene: &Scene, name: &str, chance: &mut Chance) -> Option<Value> {
        let row = scene.rows.first()?;
        let model = self.law.model();
        let fact = model.fact_at(model.fact(name)?);
        let given = row.get(name)?;
        match &fact.kind {
            // Only when no other day would have to move with it.
            FactType::Date if dates(self.law, row) == 1 => {
                let day = Date::parse(given.as_str()?).ok()?;
                let by = i32::try_from(chance.around(MOVED_DAYS)).ok()?;
                let moved = Date::from_days(day.to_days() + by).ok()?;
                (moved <= scene.as_of || scene.as_of == day).then(|| json!(moved.min(scene.as_of)))
            }
            FactType::Number { min, max, scale: 0, .. } => {
                let moved = given.as_i64()? + chance.around(MOVED_YEARS);
                (*min..=*max).contains(&moved).then(|| json!(moved))
            }
            FactType::AnyOf if given.as_array().is_some_and(|all| all.len() == 1) => {
                let other = self.row(self.nearby(scene.example, chance)).remove(name)?;
                other.as_array().is_some_and(|all| all.len() == 1).then_some(other)
            }
            _ => None,
        }
    }

    /// The name of a charge with its letter: *Corrupción de menores: exhibicionismo o actos sexuales*.
    pub(super) fn named(&self, id: &str, day: Date) -> Text {
        let Some((at, letter)) = self.offence(id) else { return super::say::address(id) };
        let name = &self.provision(at).name;
        let label = letter.and_then(|letter| self.letters(at, day).into_iter().find(|l| l.name == letter));
        match label {
            Some(label) => {
                Text::new(format!("{}: {}", name.es, label.label.es), format!("{}: {}", name.en, label.label.en))
            }
            None => name.clone(),
        }
    }
    /// The letters of an offence's elements on a day.
    pub(super) fn letters(&self, at: usize, day: Date) -> Vec<&'a Letter> {
        let elements = self.offence_on(at, day).map_or(&[][..], |offence| &offence.elements);
        let lettered = elements.iter().filter_map(|element| match &element.form {
            Form::OneOf(letters) => Some(letters),
            _ => None,
        });
        lettered.flatten().collect()
    }
    /// What an id cites on a day.
    pub(super) fn cite(&self, id: &str, day: Date) -> Option<Citation> {
        let model = self.law.model();
        let parsed = ProvisionId::parse(id)?;
        let mut holder = id;
        let gazette = loop {
            let found = model.provisions.iter().filter(|p| p.id == holder).find_map(|p| p.version_on(day));
            if let Some(version) = found {
                break version.gazette.clone();
            }
            match holder.rsplit_once(':') {
                Some((above, _)) if above.contains(':') => holder = above,
                _ => break Vec::new(),
            }
        };
        Some(Citation {
            id: id.into(),
            law: model.law_name(parsed.law()),
            article: parsed.article().into(),
            clause: parsed.clause().map(Into::into),
            gazette,
        })
    }
    /// Offences that one element alone keeps from being made out, each with it: at most so many, those of the same title first.
    pub(super) fn neighbours(&self, scene: &Scene, charge: &Charge, most: usize) -> Vec<(Charge, Element)> {
        let own = self.offence(&charge.offence).map(|(at, _)| at);
        let headings = |at: usize| (&self.provision(at).law, &self.provision(at).headings.title);
        let mut near: Vec<usize> = self.law.near_misses(&scene.case).into_iter().map(|(at, ..)| at).collect();
        near.retain(|at| Some(*at) != own);
        near.sort_by_key(|at| own.is_none_or(|own| headings(own) != headings(*at)));
        near.truncate(most);
        self.misses(scene, &near)
    }
    /// Of these offences, those that one unmet element alone keeps from being made out.
    pub(super) fn misses(&self, scene: &Scene, offences: &[usize]) -> Vec<(Charge, Element)> {
        if offences.is_empty() {
            return Vec::new();
        }
        let judged = self.law.judge_these(&scene.case, offences);
        let charges = judged.counts.into_iter().next().map(|count| count.charges).unwrap_or_default();
        let mut found: Vec<(usize, Charge, Element)> = Vec::new();
        for charge in charges.into_iter().filter(|c| c.status == Status::NotMadeOut && c.elements.len() > 1) {
            let Some((at, _)) = self.offence(&charge.offence) else { continue };
            let failing: Vec<&Element> =
                charge.elements.iter().filter(|e| matches!(e.status, Met::Unmet | Met::Unknown)).collect();
            let raised = charge.exceptions.iter().any(|e| matches!(e.status, Met::Met | Met::Unknown));
            if let ([only], false) = (failing.as_slice(), raised)
                && only.status == Met::Unmet
            {
                let only = (*only).clone();
                found.push((at, charge, only));
            }
        }
        found.sort_by_key(|(at, ..)| offences.iter().position(|own| own == at));
        found.into_iter().map(|(_, charge, only)| (charge, only)).collect()
    }
    /// The row of an example as it stands in the rules.
    pub(super) fn row(&self, example: usize) -> Row {
        serde_json::from_str(&self.law.model().examples[example].row).unwrap_or_default()
    }
    /// What a provision says, in a sentence.
    pub(super) fn gist(&self, id: &str) -> Option<Text> {
        let found = self.law.model().provisions.iter().find(|p| p.id == id && !p.gist.es.is_empty())?;
        Some(Text::new(super::say::sentence(&found.gist.es), super::say::sentence(&found.gist.en)))
    }
}

/// The only charge that stands, nothing being open.
pub(super) fn only_charge(scene: &Scene) -> Option<&Charge> {
    let charges = &scene.verdict.counts.first().filter(|_| scene.verdict.counts.len() == 1)?.charges;
    let mut standing = charges.iter().filter(|c| matches!(c.status, Status::Applies | Status::Undetermined));
    let only = standing.next().filter(|c| c.status == Status::Applies && c.may_be_displaced_by.is_empty());
    only.filter(|_| standing.next().is_none())
}

/// The variations of an example carry its name and a number.
fn family(example: &Example) -> &str {
    let name = example.name.es.as_str();
    let numbered = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    numbered.filter(|(_, n)| n.bytes().all(|b| b.is_ascii_digit())).map_or(name, |(base, _)| base)
}

fn dates(law: &Law, row: &Row) -> usize {
    let model = law.model();
    let dated = |name: &String| {
        model.fact(name).is_some_and(|at| matches!(model.fact_at(at).kind, FactType::Date | FactType::Events))
    };
    row.keys().filter(|name| dated(name)).count()
}

/// Whether two verdicts differ only in days.
fn alike(a: &Verdict, b: &Verdict) -> bool {
    let sign = |verdict: &Verdict| {
        let charge = |c: &Charge| {
            let qualifiers: Vec<_> = c.qualifiers.iter().map(|q| (q.id.clone(), q.status)).collect();
            let prison = c
                .penalty
                .established
                .as_ref()
                .map(|p| (p.prison.clone(), p.fines.iter().map(|f| (f.min, f.max)).collect::<Vec<_>>()));
            let since = (c.version.since, c.prescription.as_ref().map(|p| p.status));
            let open = (c.penalty.possible == c.penalty.established, c.may_be_displaced_by.is_empty());
            (c.offence.clone(), c.status, qualifiers, prison, since, open)
        };
        let counts: Vec<Vec<_>> =
            verdict.counts.iter().map(|count| count.charges.iter().map(charge).collect()).collect();
        let requests = verdict.extradition.iter().flat_map(|e| &e.requests).map(|r| r.conclusion).collect::<Vec<_>>();
        (counts, requests)
    };
    sign(a) == sign(b)
}

/// The name of a provision, or of what holds it.
pub(super) fn name_of(law: &Law, id: &str) -> Option<Text> {
    let model = law.model();
    let mut holder = id;
    loop {
        let found = model
            .provisions
            .iter()
            .find(|p| p.id == holder && !matches!(p.kind, Kind::Group | Kind::Reading | Kind::Gap));
        if let Some(provision) = found {
            return Some(provision.name.clone());
        }
        holder = holder.rsplit_once(':').map(|(above, _)| above).filter(|above| above.contains(':'))?;
    }
}
