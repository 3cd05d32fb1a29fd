//! The traced runner: every node of the circuit for one count, once for each of its views.

use super::context::Compiled;
use crate::compile::{Circuit, Node};
use crate::exact::Date;
use crate::facts::{Count, Truth, atom_truth};
use crate::model::{AtomIx, Cond, CondKind, Model, Wire};

/// The circuit laid out to be run: made once when a law is loaded.
#[derive(Debug)]
pub(crate) struct Program {
    steps: Vec<Step>,
    /// The operands of all steps, in one row.
    operands: Vec<u32>,
    /// The steps that depend on the day whose law is asked.
    presumed: Vec<u32>,
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
    pub(crate) fn new(circuit: &Circuit) -> Program {
        let mut program = Program { steps: Vec::new(), operands: Vec::new(), presumed: Vec::new() };
        for (at, node) in (0_u32..).zip(&circuit.nodes) {
            let step = match node {
                Node::Atom(atom) => Step::Atom(*atom),
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

/// The truth of every node for each view of a count.
pub(crate) struct Wires {
    views: usize,
    nodes: Vec<Truth>,
}

/// How ids of offences are found in groups: provision, version, id.
pub(crate) type InGroup<'a> = &'a dyn Fn(u32, u32, &str) -> Truth;

impl Wires {
    /// Runs the circuit over the views of a count; presumptions hold when in force on the date of law.
    pub(crate) fn run(law: Compiled<'_>, count: &Count, law_date: Date, in_group: InGroup<'_>) -> Wires {
        let Compiled { model, program, .. } = law;
        let views = count.views.len();
        let mut wires = Wires { views, nodes: Vec::with_capacity(program.steps.len() * views) };
        for (place, step) in program.steps.iter().enumerate() {
            for view in 0..views {
                let at = |of: &u32| wires.nodes[*of as usize * views + view];
                let truth = match *step {
                    Step::Atom(atom) => {
                        let atom = model.atom_at(atom);
                        atom_truth(model, atom, &count.views[view][atom.fact.usize()].value, in_group)
                    }
                    Step::And(from, to) => least(program.operands(from, to).iter().map(at)),
                    Step::Or(from, to) => !least(program.operands(from, to).iter().map(|of| !at(of))),
                    Step::Not(of) => !at(&of),
                    Step::SomeVictim(of) => wires.of_victims(of).fold(Truth::False, Truth::or),
                    Step::EveryVictim(of) => wires.of_victims(of).fold(Truth::True, Truth::and),
                    Step::Presumed => wires.presumed(law, place, view, law_date),
                };
                wires.nodes.push(truth);
            }
        }
        wires
    }

    /// Whether another day's law presumes the same: then every wire is the same on that day.
    pub(crate) fn alike(&self, law: Compiled<'_>, law_date: Date) -> bool {
        law.program.presumed.iter().all(|at| {
            let place = *at as usize;
            (0..self.views)
                .all(|view| self.presumed(law, place, view, law_date) == self.nodes[place * self.views + view])
        })
    }

    fn of_victims(&self, of: u32) -> impl Iterator<Item = Truth> {
        let from = of as usize * self.views;
        self.nodes[from..from + self.views].iter().copied()
    }

    /// A term as the presumptions in force on a day leave it.
    fn presumed(&self, law: Compiled<'_>, place: usize, view: usize, law_date: Date) -> Truth {
        let Node::Presumed { term, by } = &law.circuit.nodes[place] else { return Truth::Unknown };
        let at = |of: &u32| self.nodes[*of as usize * self.views + view];
        by.iter().fold(at(term), |truth, (p, v, when, conclusive)| {
            let in_force = law.model.provisions[*p as usize].versions[*v as usize].holds_on(law_date);
            let met = in_force && at(when) == Truth::True;
            if met && (*conclusive || truth == Truth::Unknown) { Truth::True } else { truth }
        })
    }

    /// How many views there are.
    pub(crate) fn views(&self) -> usize {
        self.views
    }
    /// A wired condition in one view.
    pub(crate) fn wire(&self, at: Wire, view: usize) -> Truth {
        self.nodes[at.usize() * self.views + view]
    }
    /// Whether a wired condition fails in every view.
    pub(crate) fn fails(&self, at: Wire) -> bool {
        let from = at.usize() * self.views;
        self.nodes[from..from + self.views].iter().all(|truth| *truth == Truth::False)
    }
}

/// The least of some truths; the rest is not looked at once it is `False`.
fn least(mut of: impl Iterator<Item = Truth>) -> Truth {
    of.try_fold(Truth::True, |so_far, truth| (truth != Truth::False).then(|| so_far.and(truth))).unwrap_or(Truth::False)
}

/// Answers tests of the charge being judged.
pub(crate) type ChargeTruth<'a> = &'a dyn Fn(&crate::model::ChargeTest) -> Truth;

/// The truth of a condition in one view; conditions that read charges are walked.
pub(crate) fn truth_in(model: &Model, wires: &Wires, condition: &Cond, view: usize, charge: ChargeTruth<'_>) -> Truth {
    if condition.wire != Wire::NONE {
        return wires.wire(condition.wire, view);
    }
    let each = |of: &[Cond]| of.iter().map(|c| truth_in(model, wires, c, view, charge)).collect::<Vec<_>>();
    match &condition.kind {
        CondKind::All(of) => each(of).into_iter().fold(Truth::True, Truth::and),
        CondKind::Any(of) => each(of).into_iter().fold(Truth::False, Truth::or),
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
pub(crate) fn truth(model: &Model, wires: &Wires, condition: &Cond, charge: ChargeTruth<'_>) -> Truth {
    (0..wires.views()).map(|view| truth_in(model, wires, condition, view, charge)).fold(Truth::False, Truth::or)
}

/// The view that decides a condition: the first with the truth of the whole.
pub(crate) fn deciding_view(model: &Model, wires: &Wires, condition: &Cond, charge: ChargeTruth<'_>) -> usize {
    let whole = truth(model, wires, condition, charge);
    (0..wires.views()).find(|view| truth_in(model, wires, condition, *view, charge) == whole).unwrap_or(0)
}
