//! The traced runner: the nodes of the circuit for one count, in each of its views, as they are asked for.

use super::context::Context;
use crate::compile::{Circuit, Node};
use crate::exact::Date;
use crate::facts::{Count, Truth, atom_truth};
use crate::model::{AtomIx, Cond, CondKind, Model, Test, Wire};
use std::cell::Cell;
use std::ops::Not;
use std::rc::Rc;

/// The circuit laid out to be run: made once when a law is loaded.
#[derive(Debug)]
pub(crate) struct Program {
    steps: Vec<Step>,
    /// The operands of all steps, in one row.
    operands: Vec<u32>,
    /// The steps that depend on the day whose law is asked.
    presumed: Vec<u32>,
    /// The steps that ask of an offence that a fact names whether a group holds it.
    in_groups: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Atom(AtomIx),
    And(u32, u32),
    Or(u32, u32),
    Not(u32),
    SomeVictim(u32),
    EveryVictim(u32),
    Presumed,
}

impl Program {
    pub(crate) fn new(model: &Model, circuit: &Circuit) -> Program {
        let mut program =
            Program { steps: Vec::new(), operands: Vec::new(), presumed: Vec::new(), in_groups: Vec::new() };
        for (at, node) in (0_u32..).zip(&circuit.nodes) {
            let step = match node {
                Node::Atom(atom) => {
                    let of_group = matches!(model.atom_at(*atom).test, Test::InGroup(..));
                    program.in_groups.extend(of_group.then_some(at));
                    Step::Atom(*atom)
                }
                Node::And(of) => program.join(of, Step::And),
                Node::Or(of) => program.join(of, Step::Or),
                Node::Not(of) => Step::Not(*of),
                Node::SomeVictim(of) => Step::SomeVictim(*of),
                Node::EveryVictim(of) => Step::EveryVictim(*of),
                Node::Presumed { .. } => {
                    program.presumed.push(at);
                    Step::Presumed
                }
            };
            program.steps.push(step);
        }
        program
    }
    fn join(&mut self, of: &[u32], step: fn(u32, u32) -> Step) -> Step {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let from = place(self.operands.len());
        self.operands.extend(of);
        step(from, place(self.operands.len()))
    }
    fn operands(&self, from: u32, to: u32) -> &[u32] {
        &self.operands[from as usize..to as usize]
    }
}

/// What was found of the circuit for one count, in each of its views, under the presumptions of one day.
///
/// A node is found when it is first asked for: an element that fails early leaves the rest of its rule alone.
pub(crate) struct Found {
    law_date: Date,
    views: usize,
    /// By node, then by view; `None`: not asked for yet.
    nodes: Vec<Cell<Option<Truth>>>,
    /// Room for the nodes that wait for their operands.
    waiting: Cell<Vec<Waiting>>,
}

/// The circuit over a count under the law of a day.
#[derive(Clone)]
pub(crate) struct Wires<'a> {
    context: &'a Context<'a>,
    count: &'a Count,
    found: Rc<Found>,
}

impl<'a> Wires<'a> {
    /// Nothing is found yet; presumptions hold when in force on the date of law.
    pub(crate) fn new(context: &'a Context<'a>, count: &'a Count, law_date: Date) -> Wires<'a> {
        let views = count.views.len();
        let nodes = vec![Cell::new(None); context.law.program.steps.len() * views];
        let wires =
            Wires { context, count, found: Rc::new(Found { law_date, views, nodes, waiting: Cell::default() }) };
        // A reading that decides what a group holds counts as used when some fact names an offence (contract §6).
        for at in &context.law.program.in_groups {
            for view in 0..views {
                wires.node(*at, view);
            }
        }
        wires
    }
    /// The same nodes, found for a count before.
    pub(crate) fn of(context: &'a Context<'a>, count: &'a Count, found: Rc<Found>) -> Wires<'a> {
        Wires { context, count, found }
    }
    /// What is found of them, to be kept.
    pub(crate) fn found(&self) -> Rc<Found> {
        Rc::clone(&self.found)
    }

    /// Whether another day's law presumes the same: then every wire is the same on that day.
    pub(crate) fn alike(&self, law_date: Date) -> bool {
        self.context
            .law
            .program
            .presumed
            .iter()
            .all(|at| (0..self.views()).all(|view| self.node(*at, view) == self.presumed(*at, view, law_date)))
    }

    /// Whether these are the same nodes: the laws of both days presume the same.
    pub(crate) fn same(&self, other: &Wires<'_>) -> bool {
        Rc::ptr_eq(&self.found, &other.found)
    }

    /// How many views there are.
    pub(crate) fn views(&self) -> usize {
        self.found.views
    }
    /// A wired condition in one view.
    pub(crate) fn wire(&self, at: Wire, view: usize) -> Truth {
        self.node(at.0, view)
    }
    /// Whether a wired condition fails in every view.
    pub(crate) fn fails(&self, at: Wire) -> bool {
        (0..self.views()).all(|view| self.node(at.0, view) == Truth::False)
    }

    fn known(&self, at: u32, view: usize) -> &Cell<Option<Truth>> {
        &self.found.nodes[at as usize * self.found.views + view]
    }
    fn node(&self, at: u32, view: usize) -> Truth {
        self.at_hand(at, view).unwrap_or_else(|| self.find(at, view))
    }
    /// A node that is known, or that is an atom.
    fn at_hand(&self, at: u32, view: usize) -> Option<Truth> {
        let known = self.known(at, view);
        if known.get().is_none()
            && let Step::Atom(atom) = self.context.law.program.steps[at as usize]
        {
            let model = self.context.model;
            let atom = model.atom_at(atom);
            let in_group = |group: u32, version: u32, id: &str| self.context.named_in_group(group, version, id);
            known.set(Some(atom_truth(model, atom, &self.count.views[view][atom.fact.usize()].value, &in_group)));
        }
        known.get()
    }
    /// Finds a node and the operands that decide it. A list of what waits, not calls within calls: how deep a circuit goes is
    /// for the pack to say.
    fn find(&self, at: u32, view: usize) -> Truth {
        let mut waiting = self.found.waiting.take();
        waiting.clear();
        waiting.push(Waiting::new(at, view));
        let mut last = Truth::Unknown;
        while let Some(own) = waiting.last_mut() {
            match self.go_on(own) {
                Ok(truth) => {
                    self.known(own.at, own.view).set(Some(truth));
                    waiting.pop();
                    last = truth;
                }
                Err((operand, view)) => waiting.push(Waiting::new(operand, view)),
            }
        }
        self.found.waiting.set(waiting);
        last
    }
    /// A node from its operands, or the first operand that is to be found before.
    fn go_on(&self, own: &mut Waiting) -> Result<Truth, (u32, usize)> {
        let program = self.context.law.program;
        let Waiting { at, view, next, .. } = *own;
        let operands = |from: u32, to: u32| program.operands(from, to)[next..].iter().map(move |of| (*of, view));
        let of_victims = |of: u32| (next..self.views()).map(move |victim| (of, victim));
        match program.steps[at as usize] {
            Step::Atom(_) => Ok(self.node(at, view)),
            Step::And(from, to) => self.least(own, operands(from, to), |truth| truth),
            Step::Or(from, to) => self.least(own, operands(from, to), Not::not).map(Not::not),
            Step::Not(of) => self.at_hand(of, view).ok_or((of, view)).map(Not::not),
            Step::EveryVictim(of) => self.least(own, of_victims(of), |truth| truth),
            Step::SomeVictim(of) => self.least(own, of_victims(of), Not::not).map(Not::not),
            Step::Presumed => {
                let Node::Presumed { term, by } = &self.context.law.circuit.nodes[at as usize] else {
                    return Ok(Truth::Unknown);
                };
                self.at_hand(*term, view).ok_or((*term, view))?;
                for (_, _, when, _) in &by[next..] {
                    self.at_hand(*when, view).ok_or((*when, view))?;
                    own.next += 1;
                }
                Ok(self.presumed(at, view, self.found.law_date))
            }
        }
    }
    /// The least of the operands that were not looked at yet, and of those before them; what follows one that is `False` is left
    /// alone.
    fn least(
        &self,
        own: &mut Waiting,
        operands: impl Iterator<Item = (u32, usize)>,
        as_read: impl Fn(Truth) -> Truth,
    ) -> Result<Truth, (u32, usize)> {
        for (of, view) in operands {
            let truth = self.at_hand(of, view).ok_or((of, view))?;
            own.next += 1;
            own.least = own.least.and(as_read(truth));
            if own.least == Truth::False {
                break;
            }
        }
        Ok(own.least)
    }
    /// A term, whose operands are known, as the presumptions in force on a day leave it.
    fn presumed(&self, at: u32, view: usize, law_date: Date) -> Truth {
        let Node::Presumed { term, by } = &self.context.law.circuit.nodes[at as usize] else { return Truth::Unknown };
        by.iter().fold(self.node(*term, view), |truth, (provision, version, when, conclusive)| {
            let version = &self.context.model.provisions[*provision as usize].versions[*version as usize];
            let met = version.holds_on(law_date) && self.node(*when, view) == Truth::True;
            if met && (*conclusive || truth == Truth::Unknown) { Truth::True } else { truth }
        })
    }
}

/// A node that waits for its operands: how many were looked at, and the least of them.
#[derive(Clone, Copy)]
struct Waiting {
    at: u32,
    view: usize,
    next: usize,
    least: Truth,
}

impl Waiting {
    fn new(at: u32, view: usize) -> Waiting {
        Waiting { at, view, next: 0, least: Truth::True }
    }
}

/// Answers tests of the charge being judged.
pub(crate) type ChargeTruth<'a> = &'a dyn Fn(&crate::model::ChargeTest) -> Truth;

/// The truth of a condition in one view; conditions that read charges are walked.
pub(crate) fn truth_in(
    model: &Model,
    wires: &Wires<'_>,
    condition: &Cond,
    view: usize,
    charge: ChargeTruth<'_>,
) -> Truth {
    if condition.wire != Wire::NONE {
        return wires.wire(condition.wire, view);
    }
    // A decided join still asks what charges are asked for: that may depend on a reading, which then counts as used.
    let join = |of: &[Cond], neutral: Truth, with: fn(Truth, Truth) -> Truth| {
        of.iter().fold(neutral, |so_far, one| {
            let decided = so_far == !neutral && one.wire != Wire::NONE;
            if decided { so_far } else { with(so_far, truth_in(model, wires, one, view, charge)) }
        })
    };
    match &condition.kind {
        CondKind::All(of) => join(of, Truth::True, Truth::and),
        CondKind::Any(of) => join(of, Truth::False, Truth::or),
        CondKind::Not(of) => !truth_in(model, wires, of, view, charge),
        CondKind::Term(at) => truth_in(model, wires, &model.term_at(*at).condition, view, charge),
        CondKind::Victims { every, of } => {
            let all = (0..wires.views()).map(|v| truth_in(model, wires, of, v, charge));
            if *every { all.fold(Truth::True, Truth::and) } else { all.fold(Truth::False, Truth::or) }
        }
        CondKind::Charge(test) => charge(test),
        // Atoms and members are always wired.
        CondKind::Atom(_) | CondKind::Members { .. } => Truth::Unknown,
    }
}

/// The truth of a condition over a count: met if it is met for some victim (contract §3).
pub(crate) fn truth(model: &Model, wires: &Wires<'_>, condition: &Cond, charge: ChargeTruth<'_>) -> Truth {
    (0..wires.views()).map(|view| truth_in(model, wires, condition, view, charge)).fold(Truth::False, Truth::or)
}

/// The view that decides a condition: the first with the truth of the whole.
pub(crate) fn deciding_view(model: &Model, wires: &Wires<'_>, condition: &Cond, charge: ChargeTruth<'_>) -> usize {
    if wires.views() == 1 {
        return 0;
    }
    let whole = truth(model, wires, condition, charge);
    (0..wires.views()).find(|view| truth_in(model, wires, condition, *view, charge) == whole).unwrap_or(0)
}
