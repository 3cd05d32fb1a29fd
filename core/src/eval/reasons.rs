//! Reasons: the walk of a condition that keeps only what decides it, and notes the facts it met on the way.

use super::context::Bench;
use super::run::{deciding_view, truth, truth_in};
use crate::exact::ProvisionId;
use crate::facts::{FactValue, Origin, Truth};
use crate::model::{
    AtomIx, BeyondTest, ChargeTest, Cond, CondKind, Element, FactIx, FactType, Form, Letter, MeanOf, Model, Quantifier,
    Test,
};
use crate::packed::Str;
use crate::verdict::{Met, Reason, ReasonOp};
use std::cell::RefCell;

/// Facts met while reasons were made.
#[derive(Default)]
pub(crate) struct Touched {
    /// Unknown facts and the view they are unknown in, in order of use.
    missing: RefCell<Vec<(FactIx, usize)>>,
    /// Facts that were assumed, in order of use.
    assumed: RefCell<Vec<(FactIx, usize)>>,
    /// Terms that were presumed, and the provision that presumes them.
    presumed: RefCell<Vec<(Str, Str)>>,
}

impl Touched {
    fn note(list: &RefCell<Vec<(FactIx, usize)>>, fact: FactIx, view: usize) {
        if !list.borrow().iter().any(|(known, at)| *known == fact && *at == view) {
            list.borrow_mut().push((fact, view));
        }
    }
    /// A fact that a rule reads directly and that is unknown.
    pub(crate) fn need(&self, fact: FactIx, view: usize) {
        Touched::note(&self.missing, fact, view);
    }
    pub(crate) fn missing(&self) -> Vec<(FactIx, usize)> {
        self.missing.borrow().clone()
    }
    pub(crate) fn assumed(&self) -> Vec<(FactIx, usize)> {
        self.assumed.borrow().clone()
    }
    pub(crate) fn presumed(&self) -> Vec<(Str, Str)> {
        self.presumed.borrow().clone()
    }
}

pub(crate) fn met(truth: Truth) -> Met {
    match truth {
        Truth::True => Met::Met,
        Truth::False => Met::Unmet,
        Truth::Unknown => Met::Unknown,
    }
}

fn node(op: ReasonOp, status: Met, of: Vec<Reason>) -> Reason {
    Reason { op, status, name: None, fact: None, test: None, given: None, of }
}

/// Makes the reasons of one charge.
pub(crate) struct Reasons<'b, 'a> {
    pub(crate) bench: &'b Bench<'a>,
    pub(crate) touched: &'b Touched,
}

impl Reasons<'_, '_> {
    fn model(&self) -> &Model {
        self.bench.context.model
    }

    /// Why a condition has its truth over the count: the view that decides it.
    pub(crate) fn of(&self, condition: &Cond) -> Reason {
        let charge = |test: &ChargeTest| self.bench.charge_truth(test);
        let view = deciding_view(self.model(), &self.bench.wires, condition, &charge);
        self.in_view(condition, view)
    }

    /// Why an element has its status.
    pub(crate) fn of_element(&self, element: &Element, status: Met) -> Reason {
        let charge = |test: &ChargeTest| self.bench.charge_truth(test);
        if let (Met::Waived, Some(waived)) = (status, &element.waived) {
            return node(ReasonOp::Waived, Met::Waived, vec![self.of(waived)]);
        }
        let own = match &element.form {
            Form::Plain(condition) => self.of(condition),
            Form::OneOf(letters) => self.of_letters(&letters.iter().collect::<Vec<_>>()),
            Form::Gap(_, Some(bound)) if status == Met::Unmet => self.of(bound),
            Form::Gap(..) => node(ReasonOp::Fact, Met::Unknown, Vec::new()),
        };
        match &element.waived {
            Some(waived) if status == Met::Unknown => {
                let unknown = truth(self.model(), &self.bench.wires, waived, &charge) == Truth::Unknown;
                let of = if unknown { vec![own, self.of(waived)] } else { vec![own] };
                node(ReasonOp::Any, status, of)
            }
            _ => own,
        }
    }

    /// Why letters are met or not: those that decide, each under its name.
    pub(crate) fn of_letters(&self, letters: &[&Letter]) -> Reason {
        let truths: Vec<Truth> = letters.iter().map(|l| self.bench.truth(&l.condition)).collect();
        let whole = truths.iter().copied().fold(Truth::False, Truth::or);
        let of: Vec<Reason> = letters
            .iter()
            .zip(&truths)
            .filter(|(_, truth)| **truth == whole)
            .map(|(letter, truth)| {
                let inner = self.of(&letter.condition);
                if letter.name.is_empty() {
                    return inner;
                }
                Reason { name: Some(letter.name.clone()), ..node(ReasonOp::All, met(*truth), vec![inner]) }
            })
            .collect();
        match <[Reason; 1]>::try_from(of) {
            Ok([one]) if letters.len() == 1 => one,
            Ok([one]) => node(ReasonOp::Any, met(whole), vec![one]),
            Err(of) => node(ReasonOp::Any, met(whole), of),
        }
    }

    fn truth_in(&self, condition: &Cond, view: usize) -> Truth {
        truth_in(self.model(), &self.bench.wires, condition, view, &|test| self.bench.charge_truth(test))
    }

    fn in_view(&self, condition: &Cond, view: usize) -> Reason {
        let status = self.truth_in(condition, view);
        match &condition.kind {
            CondKind::Atom(at) => self.leaf(&[*at], None, status, view),
            CondKind::Members { quantifier, atoms, .. } => self.leaf(atoms, Some(*quantifier), status, view),
            CondKind::All(of) => self.deciding(of, status, view, ReasonOp::All, Truth::True),
            CondKind::Any(of) => self.deciding(of, status, view, ReasonOp::Any, Truth::False),
            CondKind::Not(of) => node(ReasonOp::Not, met(status), vec![self.in_view(of, view)]),
            CondKind::Term(at) => {
                let term = self.model().term_at(*at);
                let own = self.truth_in(&term.condition, view);
                let inner = self.in_view(&term.condition, view);
                let op = if own == status { ReasonOp::Term } else { ReasonOp::Presumed };
                if op == ReasonOp::Presumed {
                    let by = self.presuming(at.usize());
                    self.touched.presumed.borrow_mut().push((term.name.clone(), by));
                }
                Reason { name: Some(term.name.clone()), ..node(op, met(status), vec![inner]) }
            }
            CondKind::Victims { every, of } => {
                let op = if *every { ReasonOp::All } else { ReasonOp::Any };
                let views = 0..self.bench.wires.views();
                let of = views.filter(|v| self.truth_in(of, *v) == status).map(|v| self.in_view(of, v)).collect();
                node(op, met(status), of)
            }
            CondKind::Charge(ChargeTest::Beyond(test)) => self.beyond(test, status, view),
            CondKind::Charge(test) => Reason {
                name: Some("charge".into()),
                test: Some(self.charge_test(test).into()),
                ..node(ReasonOp::Fact, met(status), Vec::new())
            },
        }
    }

    fn deciding(&self, of: &[Cond], status: Truth, view: usize, op: ReasonOp, neutral: Truth) -> Reason {
        // Met all: every child; met any: the met ones; and the other way round. Unknown: the unknown ones.
        let keep = |truth: Truth| status == neutral || truth == status;
        let of = of.iter().filter(|c| keep(self.truth_in(c, view))).map(|c| self.in_view(c, view)).collect();
        node(op, met(status), of)
    }

    /// Notes the facts that decide a condition, as `of` does, without making the reason.
    pub(crate) fn touch(&self, condition: &Cond) {
        let charge = |test: &ChargeTest| self.bench.charge_truth(test);
        self.touch_in(condition, deciding_view(self.model(), &self.bench.wires, condition, &charge));
    }
    fn touch_in(&self, condition: &Cond, view: usize) {
        let status = self.truth_in(condition, view);
        let some = |of: &[Cond], neutral: Truth| {
            let keep = |c: &&Cond| status == neutral || self.truth_in(c, view) == status;
            of.iter().filter(keep).for_each(|c| self.touch_in(c, view));
        };
        match &condition.kind {
            CondKind::Atom(at) => self.touch_leaf(self.model().atom_at(*at).fact, status, view),
            CondKind::Members { atoms, .. } => {
                atoms.first().into_iter().for_each(|at| self.touch_leaf(self.model().atom_at(*at).fact, status, view));
            }
            CondKind::All(of) => some(of, Truth::True),
            CondKind::Any(of) => some(of, Truth::False),
            CondKind::Not(of) => self.touch_in(of, view),
            CondKind::Term(at) => {
                let term = self.model().term_at(*at);
                if self.truth_in(&term.condition, view) != status {
                    self.touched.presumed.borrow_mut().push((term.name.clone(), self.presuming(at.usize())));
                }
                self.touch_in(&term.condition, view);
            }
            CondKind::Victims { of, .. } => {
                let views = (0..self.bench.wires.views()).filter(|v| self.truth_in(of, *v) == status);
                views.for_each(|v| self.touch_in(of, v));
            }
            CondKind::Charge(_) => {}
        }
    }
    fn touch_leaf(&self, fact: FactIx, status: Truth, view: usize) {
        if status == Truth::Unknown {
            Touched::note(&self.touched.missing, fact, view);
        }
        if self.bench.frame.count.views[view][fact.usize()].origin == Origin::Assumed {
            Touched::note(&self.touched.assumed, fact, view);
        }
    }

    fn presuming(&self, term: usize) -> Str {
        let context = self.bench.context;
        let found = context.index.of(crate::model::Kind::Presumption).iter().find(|at| {
            context
                .version(**at, self.bench.law_date)
                .is_some_and(|v| matches!(&v.body, crate::model::Body::Presumption(rule) if rule.term.usize() == term))
        });
        found.map_or_else(Str::default, |at| context.provision(*at).id.clone())
    }

    fn leaf(&self, atoms: &[AtomIx], quantifier: Option<Quantifier>, status: Truth, view: usize) -> Reason {
        let model = self.model();
        let Some(first) = atoms.first() else { return node(ReasonOp::Fact, met(status), Vec::new()) };
        let at = model.atom_at(*first).fact;
        let fact = model.fact_at(at);
        let slot = &self.bench.frame.count.views[view][at.usize()];
        self.touch_leaf(at, status, view);
        let test = match quantifier {
            None => test_text(model, &model.atom_at(*first).test, at),
            Some(quantifier) => {
                let names: Vec<Str> = atoms.iter().map(|a| member(model, &model.atom_at(*a).test, at)).collect();
                let word = match quantifier {
                    Quantifier::Any => "any of",
                    Quantifier::All => "all of",
                    Quantifier::None => "none of",
                };
                format!("{word} {}", names.join(", "))
            }
        };
        Reason {
            fact: Some(fact.name.clone()),
            test: Some(test.into()),
            given: slot.given.clone(),
            ..node(ReasonOp::Fact, met(status), Vec::new())
        }
    }

    /// A test of jurisdiction or extradition: dates are told with their fact, the rest as a test of the charge.
    fn beyond(&self, test: &BeyondTest, status: Truth, view: usize) -> Reason {
        let model = self.model();
        let slot = |fact: &FactIx| &self.bench.frame.count.views[view][fact.usize()];
        for fact in test.facts() {
            if status == Truth::Unknown && slot(&fact).value == FactValue::Unknown {
                self.touched.need(fact, view);
            }
        }
        if let BeyondTest::After(a, b) = test {
            return Reason {
                fact: Some(model.fact_at(*a).name.clone()),
                test: Some(format!("> {}", model.fact_at(*b).name).into()),
                given: slot(a).given.clone(),
                ..node(ReasonOp::Fact, met(status), Vec::new())
            };
        }
        Reason {
            name: Some("charge".into()),
            test: Some(self.charge_test(&ChargeTest::Beyond(test.clone())).into()),
            ..node(ReasonOp::Fact, met(status), Vec::new())
        }
    }

    fn charge_test(&self, test: &ChargeTest) -> String {
        let ids = |ids: &[ProvisionId]| ids.iter().map(ProvisionId::as_str).collect::<Vec<_>>().join(", ");
        match test {
            ChargeTest::InGroup(group) => format!("in group {}", self.model().provisions[*group as usize].id),
            ChargeTest::Is(of) => format!("is {}", ids(of)),
            ChargeTest::QualifiedBy(id) => format!("qualified by {id}"),
            ChargeTest::Charged(id) => format!("charged {id}"),
            ChargeTest::Has(_) => "has".to_owned(),
            ChargeTest::Only(_) => "only".to_owned(),
            ChargeTest::OnComplaint => "on complaint".to_owned(),
            ChargeTest::Permanent => "permanent".to_owned(),
            ChargeTest::Beyond(test) => match test {
                BeyondTest::Applies => "applies".to_owned(),
                BeyondTest::Expired => "expired".to_owned(),
                BeyondTest::Mean(MeanOf::Charge, least) => format!("mean of prison {least}"),
                BeyondTest::Mean(MeanOf::Facts(..), least) => format!("mean of the foreign penalty {least}"),
                BeyondTest::After(..) => "after".to_owned(),
                BeyondTest::Jurisdiction(of) => format!("jurisdiction by {}", ids(of)),
            },
        }
    }
}

fn member(model: &Model, test: &Test, fact: FactIx) -> Str {
    let fact = model.fact_at(fact);
    match test {
        Test::Is(at) | Test::Has(at) => match fact.kind {
            FactType::Country | FactType::Countries => {
                crate::facts::COUNTRIES.get(usize::from(*at)).copied().unwrap_or_default().into()
            }
            _ => fact.values.get(usize::from(*at)).map_or_else(Str::default, |v| v.name.clone()),
        },
        _ => Str::default(),
    }
}

/// A number at a scale, as text.
pub(crate) fn number_text(number: i64, scale: u8) -> String {
    if scale == 0 {
        return number.to_string();
    }
    let unit = 10_i64.saturating_pow(u32::from(scale));
    format!("{}.{:0width$}", number / unit, (number % unit).abs(), width = usize::from(scale))
}

/// The test of an atom as contract §6 writes it: `< 18`, `has induce`.
pub(crate) fn test_text(model: &Model, test: &Test, fact: FactIx) -> String {
    let scale = match model.fact_at(fact).kind {
        FactType::Number { scale, .. } => scale,
        FactType::Money => 2,
        _ => 0,
    };
    let number = |n: &i64| number_text(*n, scale);
    match test {
        Test::True => "is true".to_owned(),
        Test::Under(n) => format!("< {}", number(n)),
        Test::AtMost(n) => format!("<= {}", number(n)),
        Test::Over(n) => format!("> {}", number(n)),
        Test::AtLeast(n) => format!(">= {}", number(n)),
        Test::Before(day) => format!("< {day}"),
        Test::OnOrBefore(day) => format!("<= {day}"),
        Test::Is(_) => format!("is {}", member(model, test, fact)),
        Test::Has(_) => format!("has {}", member(model, test, fact)),
        Test::AnyOffence => "any".to_owned(),
        Test::InGroup(group, _) => format!("in group {}", model.provisions[*group as usize].id),
    }
}
