//! The part of the circuit below some of its wires, run over planes.

use super::plane::Planes;
use crate::compile::{Circuit, Node};
use crate::model::AtomIx;

#[derive(Clone, Debug)]
enum Step {
    Atom(AtomIx),
    And(Vec<u32>),
    Or(Vec<u32>),
    Not(u32),
    /// A row has one victim or none: what holds for some victim holds for every one, and for the row.
    Same(u32),
    /// A term, and what presumes it whatever was said: on which days, is not looked at here.
    Presumed(u32, Vec<u32>),
}

/// A part of the circuit, its operands before what they make.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cone {
    steps: Vec<Step>,
    /// The place of each node of the circuit among the steps.
    places: Vec<Option<u32>>,
}

impl Cone {
    /// What lies below these nodes.
    pub(crate) fn below(circuit: &Circuit, roots: impl Iterator<Item = u32>) -> Cone {
        let mut needed = vec![false; circuit.nodes.len()];
        roots.for_each(|root| needed[root as usize] = true);
        // Operands stand before what they make, so one walk from the end finds all.
        for at in (0..circuit.nodes.len()).rev() {
            if needed[at] {
                operands(&circuit.nodes[at]).for_each(|of| needed[of as usize] = true);
            }
        }
        let mut cone = Cone { steps: Vec::new(), places: vec![None; circuit.nodes.len()] };
        for (at, node) in circuit.nodes.iter().enumerate().filter(|(at, _)| needed[*at]) {
            let place = |of: &u32| cone.places[*of as usize].unwrap_or_default();
            let all = |of: &[u32]| of.iter().map(place).collect::<Vec<_>>();
            let step = match node {
                Node::Atom(atom) => Step::Atom(*atom),
                Node::And(of) => Step::And(all(of)),
                Node::Or(of) => Step::Or(all(of)),
                Node::Not(of) => Step::Not(place(of)),
                Node::SomeVictim(of) | Node::EveryVictim(of) => Step::Same(place(of)),
                Node::Presumed { term, by } => {
                    let conclusive = by.iter().filter(|(.., conclusive)| *conclusive);
                    Step::Presumed(place(term), conclusive.map(|(_, _, when, _)| place(when)).collect())
                }
            };
            cone.places[at] = u32::try_from(cone.steps.len()).ok();
            cone.steps.push(step);
        }
        cone
    }

    /// The planes of every step.
    pub(crate) fn run(&self, atom: impl Fn(AtomIx) -> Planes) -> Vec<Planes> {
        let mut planes: Vec<Planes> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let at = |of: &u32| planes[*of as usize];
            let found = match step {
                Step::Atom(ix) => atom(*ix),
                Step::And(of) => of.iter().map(at).fold(Planes::all(crate::facts::Truth::True), Planes::and),
                Step::Or(of) => of.iter().map(at).fold(Planes::all(crate::facts::Truth::False), Planes::or),
                Step::Not(of) => at(of).not(),
                Step::Same(of) => at(of),
                // What might be presumed is not surely unmet: whatever is not surely unpresumed stays open.
                Step::Presumed(term, by) => {
                    let own = at(term);
                    let never = by.iter().map(at).fold(super::Plane::ALL, |never, when| never.and(when.no));
                    Planes { yes: own.yes, no: own.no.and(never) }
                }
            };
            planes.push(found);
        }
        planes
    }

    /// The place of a node among the steps, when it is in this part.
    pub(crate) fn place(&self, node: u32) -> Option<usize> {
        self.places.get(node as usize).copied().flatten().map(|at| at as usize)
    }
}

fn operands(node: &Node) -> Box<dyn Iterator<Item = u32> + '_> {
    match node {
        Node::Atom(_) => Box::new(std::iter::empty()),
        Node::And(of) | Node::Or(of) => Box::new(of.iter().copied()),
        Node::Not(of) | Node::SomeVictim(of) | Node::EveryVictim(of) => Box::new(std::iter::once(*of)),
        Node::Presumed { term, by } => {
            let conclusive = by.iter().filter(|(.., conclusive)| *conclusive).map(|(_, _, when, _)| *when);
            Box::new(std::iter::once(*term).chain(conclusive))
        }
    }
}
