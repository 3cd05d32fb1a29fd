//! A nested case unfolded into counts (contract §3): for each act and accused, one count for the offences without victim and
//! those for which many victims are one offence, then one count a victim.

use super::decode::Decoded;
use super::derive;
use super::layer::Layer;
use super::nested::{Act, Entry, Nested, Plea, Procedure};
use super::view::{Draft, Place, Source, Sources, ViewMaker};
use super::{Count, FactValue, Request, Scope, View};
use crate::error::Error;
use crate::model::{Derivation, FactIx, Model};
use crate::packed::Str;
use std::collections::HashMap;

/// The most counts of a case, unfolded or as rows.
pub const MAX_COUNTS: usize = 10_000;

const ACCUSED: &[&str] = &["accused"];
const VICTIM: &[&str] = &["victim"];

/// Unfolds the acts.
pub(super) fn counts(maker: &ViewMaker<'_>, nested: &Nested, events: Option<FactIx>) -> Result<Vec<Count>, Error> {
    let unfolded = nested.acts.iter().map(|act| act.accused.len() * (1 + act.victims.as_ref().map_or(0, Vec::len)));
    if unfolded.clone().sum::<usize>() > MAX_COUNTS {
        let message = format!("the acts unfold into more than {MAX_COUNTS} counts");
        return Err(Error::new("case.limit", message).at("acts"));
    }
    ages_on_several_days(maker, nested)?;
    let mut counts = Vec::new();
    for (act_at, act) in nested.acts.iter().enumerate() {
        for accused_at in 0..act.accused.len() {
            let unfolding = Unfolding { maker, nested, events, act_at, act, accused_at };
            unfolding.counts(&mut counts)?;
        }
    }
    Ok(counts)
}

/// One accused of one act.
struct Unfolding<'a> {
    maker: &'a ViewMaker<'a>,
    nested: &'a Nested,
    events: Option<FactIx>,
    act_at: usize,
    act: &'a Act,
    accused_at: usize,
}

impl Unfolding<'_> {
    fn counts(&self, counts: &mut Vec<Count>) -> Result<(), Error> {
        let entry = &self.act.accused[self.accused_at];
        let id = |entry: &Entry| self.nested.persons[entry.person].id.clone();
        let accused = id(entry);
        let listed = self.act.victims.as_deref().unwrap_or_default();
        let others: Vec<usize> = (0..listed.len()).filter(|at| listed[*at].person != entry.person).collect();
        let procedure = self.nested.procedure.layer(self.events, Some(&accused), self.act.id.as_deref());
        let mut drafts = if others.is_empty() {
            vec![self.draft(None, &procedure)?]
        } else {
            others.iter().map(|at| self.draft(Some(*at), &procedure)).collect::<Result<Vec<_>, _>>()?
        };
        derive::conditions(self.maker.model, &mut drafts)?;
        let views: Vec<View> = drafts.into_iter().map(|draft| draft.view).collect();
        let count = |victim: Option<Str>, scope, views, view_victims| Count {
            accused: Some(accused.clone()),
            act: self.act.id.clone(),
            victim,
            scope,
            views,
            view_victims,
        };
        if others.is_empty() {
            counts.push(count(None, Scope::All, views, vec![None]));
            return Ok(());
        }
        let ids: Vec<Str> = others.iter().map(|at| id(&listed[*at])).collect();
        let named = ids.iter().cloned().map(Some).collect();
        counts.push(count(None, Scope::Act, views.clone(), named));
        for (id, view) in ids.into_iter().zip(views) {
            counts.push(count(Some(id.clone()), Scope::Victim, vec![view], vec![Some(id)]));
        }
        Ok(())
    }

    /// The facts as they stand for a victim, or for none.
    fn draft(&self, victim: Option<usize>, procedure: &Layer) -> Result<Draft, Error> {
        let (nested, act) = (self.nested, self.act);
        let entry = &act.accused[self.accused_at];
        let all = |layer| Source { layer, subjects: &[] };
        let empty = Layer::new();
        let request = nested
            .requests
            .iter()
            .position(|plea| plea.concerns(Some(&nested.persons[entry.person].id), act.id.as_deref()));
        let mut layers = vec![
            (Place::Procedure, all(procedure)),
            (Place::Request(request.unwrap_or(0)), all(request.map_or(&empty, |at| &nested.requests[at].facts))),
            (Place::Person(entry.person), Source { layer: &nested.persons[entry.person].facts, subjects: ACCUSED }),
            (Place::Act(self.act_at), all(&act.facts)),
            (Place::Accused(self.act_at, self.accused_at), all(&entry.facts)),
        ];
        if let Some((at, victim)) = victim.and_then(|at| Some((at, act.victims.as_ref()?.get(at)?))) {
            let person = Source { layer: &nested.persons[victim.person].facts, subjects: VICTIM };
            layers.push((Place::Person(victim.person), person));
            if let Some((at, relation)) = nested.relations.get(&(entry.person, victim.person)) {
                layers.push((Place::Relation(*at), all(relation)));
            }
            layers.push((Place::Victim(self.act_at, at), all(&victim.facts)));
        }
        let victims = act.victims.as_ref().map(Vec::len);
        self.maker.draft(&Sources { layers, victims, accused: Some(act.accused.len()) })
    }
}

/// The events that concern an accused and an act: those that name another are left out.
pub(super) fn concerning(events: &Decoded, accused: Option<&str>, act: Option<&str>) -> Decoded {
    let FactValue::Events(all) = &events.value else { return events.clone() };
    let concerns = |named: &Option<Str>, own: Option<&str>| named.is_none() || named.as_deref() == own;
    let kept: Vec<usize> =
        (0..all.len()).filter(|at| concerns(&all[*at].accused, accused) && concerns(&all[*at].act, act)).collect();
    let given = match &events.given {
        Some(serde_json::Value::Array(given)) => kept.iter().filter_map(|at| given.get(*at).cloned()).collect(),
        _ => Vec::new(),
    };
    let value = FactValue::Events(kept.into_iter().map(|at| all[at].clone()).collect());
    Decoded::new(value, serde_json::Value::Array(given))
}

impl Plea {
    /// Whether it concerns an accused and an act.
    pub(super) fn concerns(&self, accused: Option<&str>, act: Option<&str>) -> bool {
        let own = self.accused.is_none() || self.accused.as_deref() == accused;
        own && (self.acts.is_empty() || act.is_some_and(|act| self.named.contains(act)))
    }
}

/// The requests, each with its own facts filled in.
pub(super) fn requests(maker: &ViewMaker<'_>, pleas: &[Plea]) -> Vec<Request> {
    let of_request =
        |model: &Model| (0..model.facts.len()).filter(|at| model.facts[*at].subject == "request").collect();
    let own: Vec<usize> = of_request(maker.model);
    let request = |plea: &Plea| Request {
        id: plea.id.clone(),
        accused: plea.accused.clone(),
        acts: plea.acts.clone(),
        facts: own
            .iter()
            .map(|at| (FactIx::new(*at), maker.slot(*at, &maker.model.facts[*at], plea.facts.get(&FactIx::new(*at)))))
            .collect(),
    };
    pleas.iter().map(request).collect()
}

/// An age given once for a person holds on one day: with acts on several days it must stand in each entry, or follow from
/// the day of birth.
fn ages_on_several_days(maker: &ViewMaker<'_>, nested: &Nested) -> Result<(), Error> {
    let facts = &maker.model.facts;
    let known = |layer: &Layer, ix: FactIx| layer.get(&ix).is_some_and(|given| given.value != FactValue::Unknown);
    let mut days: HashMap<usize, Option<&FactValue>> = HashMap::new();
    let mut refused: Option<(usize, FactIx)> = None;
    for (at, fact) in facts.iter().enumerate() {
        let Some(Derivation::AgeAt(date)) = &fact.derived else { continue };
        let age = FactIx::new(at);
        let birth = maker.model.fact(&format!("{}.birth_date", fact.subject));
        for act in &nested.acts {
            let entries = if fact.subject == "accused" { Some(&act.accused) } else { act.victims.as_ref() };
            let day = act.facts.get(date).map(|given| &given.value);
            for entry in entries.into_iter().flatten() {
                let person = &nested.persons[entry.person].facts;
                let born = birth.is_some_and(|birth| known(person, birth) || known(&entry.facts, birth));
                let rests_on_person = known(person, age) && !entry.facts.contains_key(&age) && !born;
                if rests_on_person && *days.entry(entry.person).or_insert(day) != day {
                    // The first person in the order of the case, by the first fact.
                    if refused.is_none_or(|(first, _)| entry.person < first) {
                        refused = Some((entry.person, age));
                    }
                }
            }
        }
    }
    let Some((person, age)) = refused else { return Ok(()) };
    let message = format!("`{}` has one age, but takes part in acts on several days", nested.persons[person].id);
    let error = Error::new("case.age_needs_act", message).at(Place::Person(person).of(&facts[age.usize()]));
    Err(error.hint("give `birth_date`, or `age` in each entry of `accused` or `victims`"))
}

impl Procedure {
    /// The facts with the events that concern an accused and an act.
    pub(super) fn layer(&self, events: Option<FactIx>, accused: Option<&str>, act: Option<&str>) -> Layer {
        let mut layer = self.facts.clone();
        if let Some((ix, all)) = events.zip(self.events.as_ref()) {
            layer.insert(ix, concerning(all, accused, act));
        }
        layer
    }
}
