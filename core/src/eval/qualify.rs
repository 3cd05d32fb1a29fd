//! Aggravations, attenuations and substitutions: which reach the charge, and with which letters.

use super::context::Bench;
use super::subsume::{each_exclusion, known};
use super::wording;
use crate::exact::{ProvisionId, Ratio, Text};
use crate::facts::{FactValue, Truth};
use crate::model::{
    Bars, Basis, Body, Cond, Effect, ExactNumber, FactType, Holds, Kind, Known, Letter, Model, Modifier, Reach,
    Selection, Stated,
};
use crate::packed::Str;
use std::borrow::Cow;

/// A qualifier that is met or unknown.
pub(crate) struct Qualified<'a> {
    pub(crate) provision: usize,
    pub(crate) id: ProvisionId,
    pub(crate) rule: &'a Modifier,
    pub(crate) kind: Kind,
    /// What its effect is, is not known on the day.
    pub(crate) gap: Option<Text>,
    /// Letters met, and letters unknown.
    pub(crate) met: Vec<&'a Letter>,
    pub(crate) unknown: Vec<&'a Letter>,
    pub(crate) truth: Truth,
    /// A reading that left letters out or chose the effect.
    pub(crate) reading: Option<Str>,
    /// What decided whether letters go beyond what the offence contains.
    pub(crate) beyond: Vec<&'a Cond>,
    /// Whether it reaches the charge under whichever of its open letters punishes.
    pub(crate) everywhere: bool,
    /// Places of the qualifiers it stands in place of when it turns out to be met.
    pub(crate) alternatives: Vec<usize>,
    /// Its effects by letters, with what is added for each of a number multiplied out.
    effects: Vec<(&'a [Str], Cow<'a, Effect>)>,
    /// The reading that chose them.
    pub(crate) chosen: Option<Str>,
}

/// A letter that is met, and that a reading does not count because the offence contains it. What the law orders beside the
/// increase still follows.
pub(crate) struct Inherent<'a> {
    pub(crate) id: ProvisionId,
    pub(crate) rule: &'a Modifier,
    pub(crate) letter: &'a Letter,
    pub(crate) truth: Truth,
}

/// Every qualifier of the charge of an offence that is met or unknown: first those of catalogue order, then substitutions.
pub(crate) fn qualify<'a>(bench: &Bench<'a>, own: &ProvisionId) -> (Vec<Qualified<'a>>, Vec<Inherent<'a>>) {
    let context = bench.context;
    let mut inherent: Vec<Inherent<'a>> = Vec::new();
    let mut found: Vec<Qualified<'a>> = Vec::new();
    let mut places: Vec<(Kind, usize)> = Vec::new();
    for kind in [Kind::Aggravation, Kind::Attenuation] {
        places.extend(bench.rules(kind).iter().map(|at| (kind, *at)));
    }
    places.sort_by_key(|(_, at)| *at);
    places.extend(bench.rules(Kind::Substitution).iter().map(|at| (Kind::Substitution, *at)));
    for (kind, at) in places {
        let Some((version, earlier)) = bench.in_force_or_older(at) else { continue };
        let (Body::Modifier(rule), Some(id)) = (&version.body, context.id(at)) else { continue };
        let gap_before = earlier.then_some(version.since);
        let reached = bench.reached(&rule.applies_to).and(known(gap_before));
        if reached == Truth::False {
            continue;
        }
        let mut qualified = Qualified {
            provision: at,
            id: id.clone(),
            rule,
            kind,
            gap: gap_before.map(wording::older_text).or_else(|| rule.gap.clone()),
            met: Vec::new(),
            unknown: Vec::new(),
            truth: Truth::False,
            reading: None,
            beyond: Vec::new(),
            everywhere: everywhere(bench, own, &rule.applies_to),
            alternatives: Vec::new(),
            effects: Vec::new(),
            chosen: None,
        };
        for letter in &rule.letters {
            let (truth, contained) = letter_truth(bench, id, letter, &mut qualified);
            if contained != Truth::False {
                inherent.push(Inherent { id: id.clone(), rule, letter, truth: contained.and(reached) });
            }
            let truth = truth.and(known(gap_before));
            qualified.truth = qualified.truth.or(truth);
            match truth {
                Truth::True => qualified.met.push(letter),
                Truth::Unknown => qualified.unknown.push(letter),
                Truth::False => {}
            }
        }
        qualified.truth = qualified.truth.and(reached);
        bench.qualified.borrow_mut().push((id.clone(), qualified.truth));
        if qualified.truth != Truth::False {
            let (effects, chosen) = context.variant(&rule.effects);
            qualified.effects = effects.iter().map(|(of, effect)| (of.as_slice(), multiplied(bench, effect))).collect();
            qualified.chosen = chosen;
            found.push(qualified);
        }
    }
    stand_instead(&mut found);
    (found, inherent)
}

/// Whether a qualifier that reaches the charge reaches it under each of its letters by which it may come to be punished.
fn everywhere(bench: &Bench<'_>, own: &ProvisionId, applies_to: &Known<Selection>) -> bool {
    let Known::Text(applies_to) = applies_to else { return true };
    let mut letters = bench.rows.iter().filter(|row| own.covers(row) && **row != bench.charge);
    letters.all(|row| bench.holds(applies_to, row) == Holds::Yes)
}

/// An effect with what it adds for each of a number multiplied by that number, least and most.
fn multiplied<'a>(bench: &Bench<'_>, effect: &'a Effect) -> Cow<'a, Effect> {
    let Some(fact) = effect.each else { return Cow::Borrowed(effect) };
    let value = bench.frame.count.views.first().map(|view| &view[fact.usize()].value);
    let (least, most) = match (value, &bench.context.model.fact_at(fact).kind) {
        (Some(FactValue::Number(least, most)), _) => (*least, *most),
        (_, FactType::Number { min, max, .. }) => (*min, *max),
        _ => return Cow::Borrowed(effect),
    };
    let mut effect = effect.clone();
    let times = |n: i64| Ratio::from_integer(i128::from(n));
    let (least, most) = (times(least), times(most));
    if let Some(range) = &mut effect.penalty {
        let number = |s: Stated<ExactNumber>| Stated {
            min: Some(ExactNumber(s.min.unwrap_or(s.max).0 * least)),
            max: ExactNumber(s.max.0 * most),
        };
        range.prison =
            range.prison.map(|s| Stated { min: Some(s.min.unwrap_or(s.max).times(least)), max: s.max.times(most) });
        range.fine = range.fine.map(|(s, unit)| (number(s), unit));
        range.work = range.work.map(number);
    }
    Cow::Owned(effect)
}

/// A letter for this charge: within its scope, not inherent, not cut by CPF 53, communicated by CPF 54; and, where a reading
/// does not count it, its own truth.
fn letter_truth<'a>(bench: &Bench<'a>, id: &ProvisionId, letter: &Letter, found: &mut Qualified<'a>) -> (Truth, Truth) {
    let full = if letter.name.is_empty() { id.clone() } else { id.letter(&letter.name) };
    let own = if bench.selected(&letter.except_for) { Truth::False } else { bench.truth(&letter.condition) };
    if own == Truth::False {
        return (Truth::False, Truth::False);
    }
    let counts = beyond(bench, &full, found);
    if counts == Truth::False {
        return (Truth::False, own);
    }
    let mut truth = own.and(counts);
    if letter.reach == Some(Reach::Objective) {
        truth = truth.and(communicated(bench));
    }
    if truth != Truth::False && rests_on_victim(bench.context.model, letter) {
        each_exclusion(bench, |_, rule, gap_before| {
            if rule.bars == Bars::Aggravation {
                let ignored = rule.letters.iter().map(|l| bench.truth(&l.condition)).fold(Truth::False, Truth::or);
                truth = truth.and(!ignored.and(bench.reached(&rule.applies_to)).and(known(gap_before)));
            }
        });
    }
    (truth, Truth::False)
}

/// Whether the circumstance goes beyond what the offence already contains, where a reading says that this does not count again.
fn beyond<'a>(bench: &Bench<'a>, letter: &ProvisionId, found: &mut Qualified<'a>) -> Truth {
    let context = bench.context;
    let mut counts = Truth::True;
    for at in bench.rules(Kind::Reading) {
        let provision = context.provision(*at);
        let Some(Body::Reading(rule)) = provision.versions.first().map(|v| &v.body) else { continue };
        for concern in &rule.concerns {
            if !concern.letters.iter().any(|l| l.covers(letter)) {
                continue;
            }
            let on_charge = bench.concerned(&concern.offences);
            if on_charge == Truth::False {
                continue;
            }
            let chosen = context.reading(&provision.id).unwrap_or_default();
            if chosen == "not_counted" {
                found.beyond.extend(&concern.unless);
                let unless = concern.unless.as_ref().map_or(Truth::False, |unless| bench.truth(unless));
                counts = counts.and((!on_charge).or(unless));
            }
            found.reading = Some(format!("{}={chosen}", provision.id).into());
        }
    }
    counts
}

/// What an objective circumstance needs to reach this accused.
fn communicated(bench: &Bench<'_>) -> Truth {
    let context = bench.context;
    let rules = context.index.of(Kind::Participation).iter().filter_map(|at| context.version(*at, bench.law_date));
    rules
        .filter_map(|version| match &version.body {
            Body::Grading(rule) => rule.requires.as_ref(),
            _ => None,
        })
        .map(|requires| bench.truth(requires))
        .fold(Truth::True, Truth::and)
}

/// Whether a letter rests on circumstances of the victim.
fn rests_on_victim(model: &Model, letter: &Letter) -> bool {
    let mut found = false;
    letter.condition.atoms(&model.terms, &mut |at| {
        found |= model.fact_at(model.atom_at(at).fact).subject == "victim";
    });
    found
}

/// A met qualifier takes away those it stands in place of; an unknown one keeps them as its alternatives.
fn stand_instead(found: &mut Vec<Qualified<'_>>) {
    let met: Vec<ProvisionId> =
        found.iter().filter(|q| q.truth == Truth::True).flat_map(|q| q.rule.instead_of.iter().cloned()).collect();
    found.retain(|q| !met.iter().any(|id| id.covers(&q.id)));
    for at in 0..found.len() {
        let replaces = found[at].rule.instead_of.clone();
        let places = found.iter().enumerate().filter(|(_, q)| replaces.iter().any(|id| id.covers(&q.id)));
        found[at].alternatives = places.map(|(place, _)| place).filter(|place| *place != at).collect();
    }
}

/// The effects of some letters of a qualifier.
pub(crate) fn effects<'q>(qualified: &'q Qualified<'_>, with_unknown: bool) -> Vec<&'q Effect> {
    let counts = |name: &Str| {
        qualified.met.iter().any(|l| l.name == *name)
            || with_unknown && qualified.unknown.iter().any(|l| l.name == *name)
    };
    let any = !qualified.met.is_empty() || with_unknown && !qualified.unknown.is_empty();
    qualified
        .effects
        .iter()
        .filter(|(letters, _)| if letters.is_empty() { any } else { letters.iter().any(counts) })
        .map(|(_, effect)| effect.as_ref())
        .collect()
}

/// Whether an effect is measured on "what corresponds".
pub(crate) fn on_what_corresponds(effect: &Effect) -> bool {
    effect.of == Basis::WhatCorresponds
}
