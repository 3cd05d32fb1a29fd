//! Named conditions, in an order in which each names only terms before it.

use super::Checker;
use super::conditions::{Holder, Scope, Stage};
use super::names::{Refers, duplicate, listed};
use super::place::{Place, text_of};
use super::walk::{conditions, walk};
use crate::exact::{Date, Text};
use crate::model::{BeyondTest, ChargeTest, Cond, CondKind, NamedCondition, TermIx};
use crate::syntax::tree::{ExprKind, Header, ItemKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The longest chain of terms that name each other.
pub const MAX_TERM_DEPTH: usize = 16;
/// The most conditions a term may come to when every term in it is written out.
pub const MAX_TERM_SIZE: u64 = 100_000;

impl<'a> Checker<'a> {
    /// Reads the terms.
    pub(crate) fn terms(&mut self) {
        let places = self.places;
        let mut terms: BTreeMap<usize, &'a Place<'a>> = BTreeMap::new();
        let mut at: HashMap<&str, usize> = HashMap::new();
        for (index, place) in places.iter().enumerate().filter(|(_, place)| place.item.kind == ItemKind::Term) {
            let name = &place.item.name.value;
            if at.contains_key(name.as_str()) || self.names.facts.contains_key(name) {
                duplicate(self.report, place.named(), name);
            } else {
                at.insert(name, index);
                terms.insert(index, place);
            }
        }
        // A term needs those that it names, and those that decide whether it is presumed.
        let mut edges: HashMap<usize, BTreeSet<usize>> = terms.keys().map(|index| (*index, BTreeSet::new())).collect();
        for (index, place) in places.iter().enumerate() {
            let user = match place.item.kind {
                ItemKind::Term => Some(index),
                ItemKind::Presume => at.get(place.item.name.value.as_str()).copied(),
                _ => None,
            };
            let Some(named) = user.and_then(|user| edges.get_mut(&user)) else { continue };
            for condition in conditions(place.item) {
                walk(condition, &mut |expr| {
                    if let ExprKind::Name(name) = &expr.kind {
                        named.extend(at.get(name.value.as_str()));
                    }
                });
            }
        }
        for cycle in super::cycles::cycles(&edges) {
            if let Some(place) = cycle.first().map(|at| &places[*at]) {
                let names = listed(cycle.iter().map(|at| places[*at].item.name.value.as_str()));
                let message = if cycle.len() == 1 {
                    format!("the term {names} names itself")
                } else {
                    format!("the terms {names} name each other")
                };
                self.report.error(
                    place.named(),
                    "cycle.term",
                    message,
                    "break the circle: a term names only terms that do not need it",
                );
            }
        }
        self.in_order(&terms, edges);
    }

    /// Reads terms whose own terms are read, until none is left but those in circles.
    fn in_order(&mut self, terms: &BTreeMap<usize, &'a Place<'a>>, mut edges: HashMap<usize, BTreeSet<usize>>) {
        let mut depth: HashMap<usize, usize> = HashMap::new();
        let mut users: HashMap<usize, Vec<usize>> = HashMap::new();
        for (user, used) in &edges {
            used.iter().for_each(|used| users.entry(*used).or_default().push(*user));
        }
        let mut ready: BTreeSet<usize> = edges.iter().filter(|(_, used)| used.is_empty()).map(|(at, _)| *at).collect();
        while let Some(next) = ready.pop_first() {
            let Some(place) = terms.get(&next) else { continue };
            let own = depth.get(&next).copied().unwrap_or(1);
            if own > MAX_TERM_DEPTH {
                let message = format!("terms name each other more than {MAX_TERM_DEPTH} deep");
                self.report.error(place.named(), "limit.terms", message, "write some of these conditions out");
                break;
            }
            self.term(place);
            for user in users.remove(&next).unwrap_or_default() {
                let deep = depth.entry(user).or_insert(1);
                *deep = (*deep).max(own + 1);
                if let Some(left) = edges.get_mut(&user) {
                    left.remove(&next);
                    if left.is_empty() {
                        ready.insert(user);
                    }
                }
            }
        }
    }

    fn term(&mut self, place: &'a Place<'a>) {
        let Header::Definition { by, condition } = &place.item.header else { return };
        let scope = Scope { place, day: Date::MIN, stage: Stage::Extradition, holder: Holder::none(), role: None };
        let condition = self.condition(&scope, condition);
        let stage = self.asks(&condition);
        let size = self.size(&condition);
        if size > MAX_TERM_SIZE {
            let message = format!("the term `{}` comes to more than {MAX_TERM_SIZE} conditions", place.item.name.value);
            self.report.error(place.named(), "limit.terms", message, "name fewer terms in it");
            return;
        }
        self.term_size.push(size);
        let by = by.as_ref().and_then(|by| self.names.id(self.report, place, by, Refers::Rule));
        let name = place.item.name.value.clone();
        let label = place.item.label.as_ref().map_or_else(|| Text::new(name.clone(), name.clone()), text_of);
        self.names.terms.insert(name.clone(), TermIx::new(self.model.terms.len()));
        self.term_stage.push(stage);
        self.model.terms.push(NamedCondition { name, label, by, condition });
    }

    /// How many conditions there are when terms are written out.
    fn size(&self, condition: &Cond) -> u64 {
        match &condition.kind {
            CondKind::Term(at) => self.term_size.get(at.usize()).copied().unwrap_or(1),
            CondKind::Members { atoms, .. } => atoms.len() as u64,
            _ => condition.children().iter().map(|c| self.size(c)).fold(1, u64::saturating_add),
        }
    }

    /// The first stage that can decide a condition.
    fn asks(&self, condition: &Cond) -> Stage {
        match &condition.kind {
            CondKind::Charge(ChargeTest::QualifiedBy(_)) => Stage::Penalties,
            CondKind::Charge(
                ChargeTest::Has(_) | ChargeTest::Only(_) | ChargeTest::OnComplaint | ChargeTest::Permanent,
            ) => Stage::Computed,
            CondKind::Charge(ChargeTest::Beyond(BeyondTest::Jurisdiction(_))) => Stage::Extradition,
            CondKind::Charge(ChargeTest::Beyond(_)) => Stage::Jurisdiction,
            CondKind::Charge(_) => Stage::Later,
            CondKind::Term(at) => self.term_stage.get(at.usize()).copied().unwrap_or(Stage::Facts),
            _ => condition.children().iter().map(|c| self.asks(c)).max().unwrap_or(Stage::Facts),
        }
    }
}
