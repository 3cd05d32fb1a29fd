//! The circuit: every condition of the law as shared and/or/not nodes over atoms, in topological order.
//!
//! Only rewrites that hold in Kleene's logic are made: flattening, order and repetition of operands, double negation.

use super::visit::all_conditions_mut;
use crate::model::{AtomIx, Body, Cond, CondKind, Model, Quantifier, TermIx, Wire};
use crate::packed::packed;
use std::collections::HashMap;

/// A node; operands are earlier nodes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// An atom's truth.
    Atom(AtomIx),
    /// All of these.
    And(Vec<u32>),
    /// Any of these.
    Or(Vec<u32>),
    /// Not this.
    Not(u32),
    /// This for some victim of the act.
    SomeVictim(u32),
    /// This for every victim of the act.
    EveryVictim(u32),
    /// A term as presumptions leave it: what it says, and what presumes it.
    Presumed {
        /// The term's own condition.
        term: u32,
        /// `(provision index, version index, when, conclusive)`
        by: Vec<(u32, u32, u32, bool)>,
    },
}

/// The compiled conditions of a law.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circuit {
    /// Nodes in topological order.
    pub nodes: Vec<Node>,
    /// The node of each term, presumptions included.
    pub terms: Vec<u32>,
}

packed! {
    enum Node { Atom(a), And(a), Or(a), Not(a), SomeVictim(a), EveryVictim(a), Presumed { term, by } }
    struct Circuit { nodes, terms }
}

/// Wires every condition of the model.
pub fn compile(model: &mut Model) -> Circuit {
    let presumptions: Vec<(TermIx, u32, u32, Cond, bool)> = model
        .provisions
        .iter()
        .enumerate()
        .flat_map(|(p, provision)| provision.versions.iter().enumerate().map(move |(v, version)| (p, v, version)))
        .filter_map(|(p, v, version)| match &version.body {
            Body::Presumption(rule) => Some((rule.term, index(p), index(v), rule.when.clone(), rule.conclusive)),
            _ => None,
        })
        .collect();
    let mut builder = Builder::default();
    for (at, term) in model.terms.iter_mut().enumerate() {
        let own = builder.wire(&mut term.condition);
        let by: Vec<_> = presumptions
            .iter()
            .filter(|(presumed, ..)| presumed.usize() == at)
            .map(|(_, p, v, when, conclusive)| (*p, *v, builder.wire(&mut when.clone()), *conclusive))
            .filter(|(_, _, when, _)| *when != Wire::NONE.0)
            .collect();
        let node = match own {
            NONE => NONE,
            own if by.is_empty() => own,
            own => builder.node(Node::Presumed { term: own, by }),
        };
        builder.circuit.terms.push(node);
    }
    all_conditions_mut(model, &mut |condition| {
        builder.wire(condition);
    });
    builder.circuit
}

const NONE: u32 = Wire::NONE.0;

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

#[derive(Default)]
struct Builder {
    circuit: Circuit,
    known: HashMap<Node, u32>,
}

impl Builder {
    fn node(&mut self, node: Node) -> u32 {
        if let Some(at) = self.known.get(&node) {
            return *at;
        }
        let at = index(self.circuit.nodes.len());
        self.circuit.nodes.push(node.clone());
        self.known.insert(node, at);
        at
    }

    /// Sets the wire of a condition and of all below it; `NONE` when it reads a charge.
    fn wire(&mut self, condition: &mut Cond) -> u32 {
        let wire = match &mut condition.kind {
            CondKind::Atom(at) => self.node(Node::Atom(*at)),
            CondKind::Members { quantifier, atoms, .. } => {
                let nodes: Vec<u32> = atoms.iter().map(|at| self.node(Node::Atom(*at))).collect();
                match quantifier {
                    Quantifier::All => self.join(nodes, true),
                    Quantifier::Any => self.join(nodes, false),
                    Quantifier::None => {
                        let any = self.join(nodes, false);
                        self.not(any)
                    }
                }
            }
            CondKind::Term(at) => self.circuit.terms.get(at.usize()).copied().unwrap_or(NONE),
            CondKind::All(of) => self.wire_all(of, true),
            CondKind::Any(of) => self.wire_all(of, false),
            CondKind::Not(of) => match self.wire(of) {
                NONE => NONE,
                of => self.not(of),
            },
            CondKind::Victims { every, of } => match self.wire(of) {
                NONE => NONE,
                of if *every => self.node(Node::EveryVictim(of)),
                of => self.node(Node::SomeVictim(of)),
            },
            CondKind::Charge(_) => NONE,
        };
        condition.wire = Wire(wire);
        wire
    }

    fn wire_all(&mut self, of: &mut [Cond], all: bool) -> u32 {
        let nodes: Vec<u32> = of.iter_mut().map(|c| self.wire(c)).collect();
        if nodes.contains(&NONE) { NONE } else { self.join(nodes, all) }
    }

    fn join(&mut self, nodes: Vec<u32>, all: bool) -> u32 {
        let mut flat = Vec::new();
        for at in nodes {
            match (&self.circuit.nodes[at as usize], all) {
                (Node::And(of), true) | (Node::Or(of), false) => flat.extend(of),
                _ => flat.push(at),
            }
        }
        flat.sort_unstable();
        flat.dedup();
        match (flat.as_slice(), all) {
            ([one], _) => *one,
            (_, true) => self.node(Node::And(flat)),
            (_, false) => self.node(Node::Or(flat)),
        }
    }

    fn not(&mut self, of: u32) -> u32 {
        match self.circuit.nodes[of as usize] {
            Node::Not(inner) => inner,
            _ => self.node(Node::Not(of)),
        }
    }
}
