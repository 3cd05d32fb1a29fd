//! Facts that are computed from others: ages, numbers of persons, conditions.

use super::amount;
use super::decode::{bounds, unscaled, written};
use super::view::{Draft, Sources};
use super::{FactValue, Origin, Slot, Truth, atom_truth};
use crate::error::Error;
use crate::exact::Date;
use crate::model::{Cond, CondKind, Derivation, Fact, FactIx, Model, Quantifier};

/// Computes ages and numbers of persons.
///
/// The age is that on the day of the act; of a permanent or continued act, on its first day: who was a minor on any day of
/// it was one then.
pub(super) fn ages_and_numbers(model: &Model, draft: &mut Draft, sources: &Sources<'_>) -> Result<(), Error> {
    for (at, fact) in model.facts.iter().enumerate() {
        let (computed, from) = match &fact.derived {
            Some(Derivation::AgeAt(date)) => match age(model, fact, *date, draft)? {
                Some((ends, from)) => (ends, from),
                None => continue,
            },
            Some(Derivation::NumberOfVictims) => match sources.victims {
                Some(number) => (exactly(fact, number), "the victims that the act lists".to_owned()),
                None => continue,
            },
            Some(Derivation::NumberOfAccused) => match sources.accused {
                Some(number) => (exactly(fact, number), "the accused that the act lists".to_owned()),
                None => continue,
            },
            Some(Derivation::AmountIn { amount, units, on }) => {
                match amount::in_units(model, fact, (*amount, units, *on), draft) {
                    Some(found) => found,
                    None => continue,
                }
            }
            Some(Derivation::When(_)) | None => continue,
        };
        let derived = FactValue::Number(computed.0, computed.1);
        let slot = &mut draft.view[at];
        if let FactValue::Number(low, high) = slot.value {
            let both = (low.max(computed.0), high.min(computed.1));
            if both.0 > both.1 {
                let path = draft.given_at[at].map(|place| place.of(fact));
                return Err(disagree(fact, &slot.value, &derived, &from, path));
            }
            slot.value = FactValue::Number(both.0, both.1);
        } else {
            let given = written(fact, &derived);
            *slot = Slot { value: derived, origin: Origin::Derived, given };
        }
    }
    Ok(())
}

fn exactly(fact: &Fact, number: usize) -> (i64, i64) {
    let scaled = i64::try_from(number).unwrap_or(i64::MAX).saturating_mul(10_i64.pow(u32::from(bounds(fact).2.min(9))));
    (scaled, scaled)
}

pub(super) type Computed = ((i64, i64), String);

/// Whole years from the person's `birth_date` to the day of the act, between two ends when the days are rough.
fn age(model: &Model, fact: &Fact, date: FactIx, draft: &Draft) -> Result<Option<Computed>, Error> {
    let birth_name = format!("{}.birth_date", fact.subject);
    let Some(birth_at) = model.fact(&birth_name) else { return Ok(None) };
    let ends = |ix: FactIx| match draft.view[ix.usize()].value {
        FactValue::Date(first, last) => Some((first, last)),
        _ => None,
    };
    let (Some(birth), Some(day)) = (ends(birth_at), ends(date)) else { return Ok(None) };
    let date_name = &model.fact_at(date).name;
    let path = draft.given_at[birth_at.usize()].map(|place| place.of(model.fact_at(birth_at)));
    let placed = |error: Error| Error { path: path.clone(), ..error };
    if birth.0 > day.1 {
        let message = format!("`{birth_name}` `{}` lies after `{date_name}` `{}`", birth.0, day.1);
        return Err(placed(Error::new("case.conflict", message)));
    }
    let (least, greatest, scale) = bounds(fact);
    let unit = 10_i64.pow(u32::from(scale.min(9)));
    let years = |from: Date, to: Date| i64::from(from.years_until(to)) * unit;
    let (low, high) = (years(birth.1, day.0).max(least), years(birth.0, day.1).min(greatest));
    if low > high {
        let message = format!(
            "`{birth_name}` `{}` and `{date_name}` `{}` make `{}` more than {}",
            birth.1,
            day.0,
            fact.name,
            unscaled(greatest, scale)
        );
        return Err(placed(Error::new("case.out_of_range", message)));
    }
    Ok(Some(((low, high), format!("`{birth_name}` and `{date_name}`"))))
}

fn disagree(fact: &Fact, given: &FactValue, derived: &FactValue, from: &str, path: Option<String>) -> Error {
    let shown = |value| match written(fact, value) {
        Some(serde_json::Value::String(text)) => text,
        Some(other) => other.to_string(),
        None => "unknown".to_owned(),
    };
    let verb = if from.contains(" and ") { "make" } else { "give" };
    let message = format!("`{}` is given as `{}`, but {from} {verb} it `{}`", fact.name, shown(given), shown(derived));
    Error { path, ..Error::new("case.conflict", message).hint(format!("leave out `{}`: it is computed", fact.name)) }
}

/// Computes the flags that are conditions, for every view of an act together. Truth grows only from unknown to known, so
/// repeating until nothing changes ends at the one answer, whatever the order of the facts.
pub(super) fn conditions(model: &Model, drafts: &mut [Draft]) -> Result<(), Error> {
    let conditional = |fact: &Fact| matches!(fact.derived, Some(Derivation::When(_)));
    let flags: Vec<usize> = (0..model.facts.len()).filter(|at| conditional(&model.facts[*at])).collect();
    let mut changed = !flags.is_empty();
    while changed {
        changed = false;
        for at in flags.iter().copied() {
            let fact = &model.facts[at];
            let Some(Derivation::When(condition)) = &fact.derived else { continue };
            for view in 0..drafts.len() {
                let truth = holds(model, condition, drafts, view);
                let draft = &mut drafts[view];
                let computed = match truth {
                    Truth::Unknown => continue,
                    known => FactValue::Flag(known == Truth::True),
                };
                if draft.view[at].value == FactValue::Unknown {
                    let given = written(fact, &computed);
                    draft.view[at] = Slot { value: computed, origin: Origin::Derived, given };
                    changed = true;
                } else if draft.view[at].value != computed {
                    let path = draft.given_at[at].map(|place| place.of(fact));
                    return Err(disagree(fact, &draft.view[at].value, &computed, "its own condition", path));
                }
            }
        }
    }
    Ok(())
}

/// The truth of a condition in a view; groups and charges are for later stages, here they are unknown.
fn holds(model: &Model, condition: &Cond, drafts: &[Draft], view: usize) -> Truth {
    let atom = |at: &crate::model::AtomIx| {
        let atom = model.atom_at(*at);
        let value = &drafts[view].view[atom.fact.usize()].value;
        atom_truth(model, atom, value, &|_, _, _| Truth::Unknown)
    };
    let all = |truths: &mut dyn Iterator<Item = Truth>| truths.fold(Truth::True, Truth::and);
    let any = |truths: &mut dyn Iterator<Item = Truth>| truths.fold(Truth::False, Truth::or);
    match &condition.kind {
        CondKind::Atom(at) => atom(at),
        CondKind::Members { quantifier: Quantifier::Any, atoms, .. } => any(&mut atoms.iter().map(atom)),
        CondKind::Members { quantifier: Quantifier::All, atoms, .. } => all(&mut atoms.iter().map(atom)),
        CondKind::Members { quantifier: Quantifier::None, atoms, .. } => !any(&mut atoms.iter().map(atom)),
        CondKind::Term(at) => holds(model, &model.term_at(*at).condition, drafts, view),
        CondKind::All(of) => all(&mut of.iter().map(|condition| holds(model, condition, drafts, view))),
        CondKind::Any(of) => any(&mut of.iter().map(|condition| holds(model, condition, drafts, view))),
        CondKind::Not(of) => !holds(model, of, drafts, view),
        CondKind::Victims { every, of } => {
            let mut each = (0..drafts.len()).map(|view| holds(model, of, drafts, view));
            if *every { all(&mut each) } else { any(&mut each) }
        }
        CondKind::Charge(_) => Truth::Unknown,
    }
}
