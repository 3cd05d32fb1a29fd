//! What a condition says for sure, what contradicts it, and what follows from it. Only the shape of conditions is read:
//! a contradiction that is found is one, but not every one is found.

use crate::exact::Date;
use crate::model::{
    Atom, AtomIx, Cond, CondKind, Element, FactIx, FactType, Form, Model, Offence, Quantifier, TermIx, Test,
};
use std::collections::{BTreeMap, BTreeSet};

/// What must hold for a condition to be met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sure {
    /// Atoms that hold, or do not.
    pub literals: BTreeSet<(AtomIx, bool)>,
    /// At least one atom of each holds.
    pub clauses: Vec<Vec<AtomIx>>,
    /// Terms that hold.
    pub terms: BTreeSet<TermIx>,
}

impl Sure {
    /// What is sure when a condition is met.
    pub(crate) fn of(model: &Model, condition: &Cond) -> Sure {
        let mut sure = Sure::default();
        sure.add(model, condition, true);
        sure
    }

    /// Adds what is sure when a condition is met, or is not.
    pub(crate) fn add(&mut self, model: &Model, condition: &Cond, met: bool) {
        match &condition.kind {
            CondKind::Atom(at) => {
                self.literals.insert((*at, met));
            }
            CondKind::Members { quantifier, atoms, .. } => {
                let every = match (quantifier, met) {
                    (Quantifier::All, true) => Some(true),
                    (Quantifier::None, true) | (Quantifier::Any, false) => Some(false),
                    _ => None,
                };
                match every {
                    Some(holds) => self.literals.extend(atoms.iter().map(|at| (*at, holds))),
                    None if met || *quantifier == Quantifier::None => self.clause(atoms.clone()),
                    None => {}
                }
            }
            CondKind::Term(at) => {
                if met {
                    self.terms.insert(*at);
                }
                if let Some(term) = model.terms.get(at.usize()) {
                    self.add(model, &term.condition, met);
                }
            }
            CondKind::All(of) if met => of.iter().for_each(|one| self.add(model, one, true)),
            CondKind::Any(of) if !met => of.iter().for_each(|one| self.add(model, one, false)),
            CondKind::Any(of) => {
                let atoms: Option<Vec<AtomIx>> = of
                    .iter()
                    .map(|one| match &one.kind {
                        CondKind::Atom(at) => Some(*at),
                        _ => None,
                    })
                    .collect();
                if let Some(atoms) = atoms {
                    self.clause(atoms);
                }
            }
            CondKind::Not(of) => self.add(model, of, !met),
            CondKind::All(_) | CondKind::Victims { .. } | CondKind::Charge(_) => {}
        }
    }

    fn clause(&mut self, atoms: Vec<AtomIx>) {
        match atoms.as_slice() {
            [only] => {
                self.literals.insert((*only, true));
            }
            _ => self.clauses.push(atoms),
        }
    }

    /// What is sure when an element is met; a lettered element adds nothing of its own.
    fn element(&mut self, model: &Model, element: &Element, met: bool) {
        if element.waived.is_some() {
            return;
        }
        if let Form::Plain(condition) = &element.form {
            self.add(model, condition, met);
        }
    }

    /// What is sure when an offence is made out.
    pub(crate) fn offence(model: &Model, offence: &Offence) -> Sure {
        let mut sure = Sure::default();
        offence.elements.iter().for_each(|element| sure.element(model, element, true));
        offence.exceptions.iter().for_each(|exception| sure.element(model, exception, false));
        sure
    }

    /// Both together.
    pub(crate) fn and(&self, other: &Sure) -> Sure {
        let mut sum = self.clone();
        sum.literals.extend(&other.literals);
        sum.clauses.extend(other.clauses.iter().cloned());
        sum.terms.extend(&other.terms);
        sum
    }

    /// Whether it cannot be: two facts of it exclude each other.
    pub(crate) fn contradicts(&self, model: &Model) -> bool {
        let mut ranges: BTreeMap<FactIx, (i128, i128)> = BTreeMap::new();
        let mut is: BTreeMap<FactIx, u16> = BTreeMap::new();
        for (at, met) in &self.literals {
            if *met && self.literals.contains(&(*at, false)) {
                return true;
            }
            let Some(atom) = model.atoms.get(at.usize()) else { continue };
            if let Some((low, high)) = range(model, atom, *met) {
                let own = ranges.entry(atom.fact).or_insert_with(|| domain(model, atom.fact));
                *own = (own.0.max(low), own.1.min(high));
                if own.0 > own.1 {
                    return true;
                }
            }
            if let (Test::Is(value), true) = (&atom.test, met)
                && is.insert(atom.fact, *value).is_some_and(|other| other != *value)
            {
                return true;
            }
        }
        self.clauses.iter().any(|clause| clause.iter().all(|at| self.refuted(model, *at, &is)))
    }

    fn refuted(&self, model: &Model, at: AtomIx, is: &BTreeMap<FactIx, u16>) -> bool {
        if self.literals.contains(&(at, false)) {
            return true;
        }
        match model.atoms.get(at.usize()) {
            Some(Atom { fact, test: Test::Is(value) }) => is.get(fact).is_some_and(|other| other != value),
            _ => false,
        }
    }

    /// Whether a condition is surely met as well.
    pub(crate) fn implies(&self, model: &Model, condition: &Cond) -> bool {
        match &condition.kind {
            CondKind::Atom(at) => self.holds(model, *at),
            CondKind::Members { quantifier, atoms, .. } => match quantifier {
                Quantifier::Any => self.any(model, atoms),
                Quantifier::All => atoms.iter().all(|at| self.holds(model, *at)),
                Quantifier::None => atoms.iter().all(|at| self.literals.contains(&(*at, false))),
            },
            CondKind::Term(at) => {
                self.terms.contains(at)
                    || model.terms.get(at.usize()).is_some_and(|term| self.implies(model, &term.condition))
            }
            CondKind::All(of) => !of.is_empty() && of.iter().all(|one| self.implies(model, one)),
            CondKind::Any(of) => {
                let atoms = of.iter().filter_map(|one| match &one.kind {
                    CondKind::Atom(at) => Some(*at),
                    _ => None,
                });
                let members = of.iter().filter_map(|one| match &one.kind {
                    CondKind::Members { quantifier: Quantifier::Any, atoms, .. } => Some(atoms),
                    _ => None,
                });
                let all: Vec<AtomIx> = atoms.chain(members.flatten().copied()).collect();
                self.any(model, &all) || of.iter().any(|one| self.implies(model, one))
            }
            CondKind::Not(of) => match &of.kind {
                CondKind::Atom(at) => self.literals.contains(&(*at, false)),
                _ => false,
            },
            CondKind::Victims { every: false, of } => self.implies(model, of),
            CondKind::Victims { .. } | CondKind::Charge(_) => false,
        }
    }

    fn any(&self, model: &Model, atoms: &[AtomIx]) -> bool {
        let within = |clause: &Vec<AtomIx>| clause.iter().all(|at| atoms.contains(at));
        atoms.iter().any(|at| self.holds(model, *at)) || self.clauses.iter().any(within)
    }

    /// An atom holds when it is stated, or when the numbers stated lie within it.
    fn holds(&self, model: &Model, at: AtomIx) -> bool {
        if self.literals.contains(&(at, true)) {
            return true;
        }
        let Some(atom) = model.atoms.get(at.usize()) else { return false };
        let Some((low, high)) = range(model, atom, true) else { return false };
        self.literals.iter().any(|(other, met)| {
            let other = model.atoms.get(other.usize()).filter(|other| other.fact == atom.fact);
            let own = other.and_then(|other| range(model, other, *met));
            own.is_some_and(|(from, to)| low <= from && to <= high)
        })
    }
}

/// The numbers or days for which an atom holds, or does not.
fn range(model: &Model, atom: &Atom, met: bool) -> Option<(i128, i128)> {
    let (low, high) = domain(model, atom.fact);
    let day = |date: &Date| i128::from(date.to_days());
    let cut = match &atom.test {
        Test::Under(n) => i128::from(*n) - 1,
        Test::AtMost(n) => i128::from(*n),
        Test::Before(date) => day(date) - 1,
        Test::OnOrBefore(date) => day(date),
        // these hold above the cut
        Test::Over(n) => return Some(if met { (i128::from(*n) + 1, high) } else { (low, i128::from(*n)) }),
        Test::AtLeast(n) => return Some(if met { (i128::from(*n), high) } else { (low, i128::from(*n) - 1) }),
        _ => return None,
    };
    Some(if met { (low, cut) } else { (cut + 1, high) })
}

/// The least and the greatest value of a fact.
pub(crate) fn domain(model: &Model, fact: FactIx) -> (i128, i128) {
    match model.facts.get(fact.usize()).map(|fact| &fact.kind) {
        Some(FactType::Number { min, max, .. }) => (i128::from(*min), i128::from(*max)),
        Some(FactType::Money) => (0, i128::from(i64::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    }
}

/// The numbers of one fact for which a condition is met, as ranges; `None` when it reads anything else.
pub(crate) fn over_one_number(model: &Model, condition: &Cond) -> Option<(FactIx, Vec<(i128, i128)>)> {
    match &condition.kind {
        CondKind::Atom(at) => {
            let atom = model.atoms.get(at.usize())?;
            Some((atom.fact, vec![range(model, atom, true)?]))
        }
        CondKind::Not(of) => match &of.kind {
            CondKind::Atom(at) => {
                let atom = model.atoms.get(at.usize())?;
                Some((atom.fact, vec![range(model, atom, false)?]))
            }
            _ => None,
        },
        CondKind::All(of) => {
            let mut all: Option<(FactIx, Vec<(i128, i128)>)> = None;
            for one in of {
                let (fact, ranges) = over_one_number(model, one)?;
                all = Some(match all {
                    None => (fact, ranges),
                    Some((known, before)) if known == fact => {
                        let mut both = Vec::new();
                        for (a, b) in &before {
                            both.extend(
                                ranges.iter().map(|(c, d)| (*a.max(c), *b.min(d))).filter(|(low, high)| low <= high),
                            );
                        }
                        (fact, both)
                    }
                    Some(_) => return None,
                });
            }
            all
        }
        CondKind::Any(of) => {
            let mut all: Option<(FactIx, Vec<(i128, i128)>)> = None;
            for one in of {
                let (fact, ranges) = over_one_number(model, one)?;
                match &mut all {
                    None => all = Some((fact, ranges)),
                    Some((known, before)) if *known == fact => before.extend(ranges),
                    Some(_) => return None,
                }
            }
            all
        }
        CondKind::Term(at) => over_one_number(model, &model.terms.get(at.usize())?.condition),
        _ => None,
    }
}

/// The atoms of the elements of a role.
pub(crate) fn atoms_of(model: &Model, elements: &[&Element]) -> BTreeSet<AtomIx> {
    let mut atoms = BTreeSet::new();
    for element in elements {
        let mut add = |condition: &Cond| condition.atoms(&model.terms, &mut |at| atoms.extend([at]));
        match &element.form {
            Form::Plain(condition) => add(condition),
            Form::OneOf(letters) => letters.iter().for_each(|letter| add(&letter.condition)),
            Form::Gap(..) => {}
        }
    }
    atoms
}
