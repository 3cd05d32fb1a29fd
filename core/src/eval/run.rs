//! The traced runner: every atom and node of the circuit for one count, once for each of its views.

use crate::compile::{Circuit, Node};
use crate::exact::Date;
use crate::facts::{Count, Truth, atom_truth};
use crate::model::{AtomIx, Cond, CondKind, Model, Wire};

/// The truth of every atom and node for each view of a count.
pub(crate) struct Wires {
    views: usize,
    atoms: Vec<Truth>,
    nodes: Vec<Truth>,
}

/// How ids of offences are found in groups: provision, version, id.
pub(crate) type InGroup<'a> = &'a dyn Fn(u32, u32, &str) -> Truth;

impl Wires {
    /// Runs the circuit over the views of a count; presumptions hold when in force on the date of law.
    pub(crate) fn run(model: &Model, circuit: &Circuit, count: &Count, law_date: Date, in_group: InGroup<'_>) -> Wires {
        let views = count.views.len();
        let mut atoms = Vec::with_capacity(model.atoms.len() * views);
        for atom in &model.atoms {
            for view in &count.views {
                atoms.push(atom_truth(model, atom, &view[atom.fact.usize()].value, in_group));
            }
        }
        let mut nodes: Vec<Truth> = Vec::with_capacity(circuit.nodes.len() * views);
        for node in &circuit.nodes {
            for view in 0..views {
                let at = |of: &u32| nodes[*of as usize * views + view];
                let truth = match node {
                    Node::Atom(atom) => atoms[atom.usize() * views + view],
                    Node::And(of) => of.iter().map(at).fold(Truth::True, Truth::and),
                    Node::Or(of) => of.iter().map(at).fold(Truth::False, Truth::or),
                    Node::Not(of) => !at(of),
                    Node::SomeVictim(of) => {
                        (0..views).map(|v| nodes[*of as usize * views + v]).fold(Truth::False, Truth::or)
                    }
                    Node::EveryVictim(of) => {
                        (0..views).map(|v| nodes[*of as usize * views + v]).fold(Truth::True, Truth::and)
                    }
                    Node::Presumed { term, by } => by.iter().fold(at(term), |truth, (p, v, when, conclusive)| {
                        let in_force = model.provisions[*p as usize].versions[*v as usize].holds_on(law_date);
                        let met = in_force && at(when) == Truth::True;
                        if met && (*conclusive || truth == Truth::Unknown) { Truth::True } else { truth }
                    }),
                };
                nodes.push(truth);
            }
        }
        Wires { views, atoms, nodes }
    }

    /// How many views there are.
    pub(crate) fn views(&self) -> usize {
        self.views
    }
    /// An atom in one view.
    pub(crate) fn atom(&self, at: AtomIx, view: usize) -> Truth {
        self.atoms[at.usize() * self.views + view]
    }
    /// A wired condition in one view.
    pub(crate) fn wire(&self, at: Wire, view: usize) -> Truth {
        self.nodes[at.usize() * self.views + view]
    }
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
        CondKind::Atom(at) => wires.atom(*at, view),
        CondKind::Members { .. } => Truth::Unknown,
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
