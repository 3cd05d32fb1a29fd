//! Facts that are computed from others: ages, numbers of persons, conditions.

use super::amount::{self, Units};
use super::decode::{bounds, unscaled, written};
use super::view::Draft;
use super::{FactValue, Origin, Slot, Truth, atom_truth};
use crate::error::Error;
use crate::exact::Date;
use crate::model::{Cond, CondKind, Derivation, Fact, FactIx, Model, Quantifier};

/// Computes ages and numbers of persons.
///
/// The age is that on the day of the act; of a permanent or continued act, on its first day: who was a minor on any day of
/// it was one then.
pub(super) fn ages_and_numbers(
    model: &Model,
    draft: &mut Draft,
    listed: (Option<usize>, Option<usize>),
) -> Result<(), Error> {
    (0..model.facts.len()).try_for_each(|at| age_or_number(model, at, draft, listed, None))
}

/// Computes one fact from others of its view, and from how many victims and accused the act lists; `known`: the units of an
/// amount, when they were found before.
fn age_or_number(
    model: &Model,
    at: usize,
    draft: &mut Draft,
    (victims, accused): (Option<usize>, Option<usize>),
    known: Option<&Units<'_>>,
) -> Result<(), Error> {
    let fact = &model.facts[at];
    let found = match &fact.derived {
        Some(Derivation::AgeAt(date)) => age(model, fact, *date, draft)?,
        Some(Derivation::NumberOfVictims) => {
            victims.map(|number| (exactly(fact, number), "the victims that the act lists".to_owned()))
        }
        Some(Derivation::NumberOfAccused) => {
            accused.map(|number| (exactly(fact, number), "the accused that the act lists".to_owned()))
        }
        Some(Derivation::AmountIn { amount, units, on }) => {
            // The units are looked for only when there is something to count in them.
            if [*amount, *on].iter().any(|of| draft.view[of.usize()].value == FactValue::Unknown) {
                return Ok(());
            }
            let own;
            let units = match known {
                Some(known) => known,
                None => {
                    own = Units::new(model, units);
                    &own
                }
            };
            amount::in_units(model, fact, (*amount, units, *on), draft)
        }
        Some(Derivation::When(_)) | None => None,
    };
    let Some((computed, from)) = found else { return Ok(()) };
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
    Ok(())
}

/// A fact that is computed from others of the same row, for many rows.
#[cfg(feature = "tables")]
pub(crate) struct Derived<'m> {
    model: &'m Model,
    at: usize,
    draft: Draft,
    /// Of an amount.
    units: Option<Units<'m>>,
}

#[cfg(feature = "tables")]
impl<'m> Derived<'m> {
    /// The facts that one is computed from; `None`: it is not computed from others of its row.
    pub(crate) fn from(model: &Model, fact: &Fact) -> Option<Vec<FactIx>> {
        match &fact.derived {
            Some(Derivation::AgeAt(date)) => Some(vec![model.fact(&format!("{}.birth_date", fact.subject))?, *date]),
            Some(Derivation::AmountIn { amount, on, .. }) => {
                Some([*amount, *on].into_iter().chain(model.fact(amount::ZONE)).collect())
            }
            _ => None,
        }
    }
    /// Of rows whose absent facts stand like this.
    pub(crate) fn new(model: &'m Model, at: FactIx, absent: &[Slot]) -> Derived<'m> {
        let draft = Draft { view: absent.to_vec(), given_at: vec![None; absent.len()] };
        let units = match &model.fact_at(at).derived {
            Some(Derivation::AmountIn { units, .. }) => Some(Units::new(model, units)),
            _ => None,
        };
        Derived { model, at: at.usize(), draft, units }
    }
    /// Its value, from those of the facts it is computed from and what a column of its own says, if there is one.
    ///
    /// # Errors
    /// What contradicts itself.
    pub(crate) fn value(
        &mut self,
        given: impl Iterator<Item = (FactIx, FactValue)>,
        own: Option<FactValue>,
    ) -> Result<FactValue, Error> {
        given.for_each(|(at, value)| self.draft.view[at.usize()].value = value);
        let alone = own.is_none();
        self.draft.view[self.at] = Slot { value: own.unwrap_or_default(), ..Slot::default() };
        age_or_number(self.model, self.at, &mut self.draft, (None, None), self.units.as_ref())?;
        let value = self.draft.view[self.at].value.clone();
        let fact = &self.model.facts[self.at];
        let assumed = || super::view::assumed(fact).filter(|_| alone && fact.assumed.is_some());
        Ok(if value == FactValue::Unknown { assumed().unwrap_or(value) } else { value })
    }
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
