//! The part of the circuit below some of its wires, run over planes.

use super::plane::{Plane, Planes};
use crate::compile::{Circuit, Node};
use crate::facts::Truth;
use crate::model::AtomIx;

#[derive(Clone, Debug)]
enum Step {
    Atom(AtomIx),
    /// All, or any, of some operands: a span of the row of operands.
    And(usize, usize),
    Or(usize, usize),
    Not(usize),
    /// A row has one victim or none: what holds for some victim holds for every one, and for the row.
    Same(usize),
    /// A term, and what presumes it: on which days, is not looked at here.
    Presumed(usize, Vec<(usize, bool)>),
}

/// A part of the circuit, its operands before what they make.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cone {
    steps: Vec<Step>,
    /// The operands of all steps, in one row.
    operands: Vec<usize>,
    /// The place of each node of the circuit among the steps.
    places: Vec<Option<usize>>,
}

/// What was found of every step of a cone over a block of rows.
///
/// A bit of `murky` says that the step cannot be decided here in that row: it reads what the planes do not see. Every other
/// row is exact: met, unmet or unknown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run<const W: usize> {
    pub(crate) planes: Vec<Planes<W>>,
    pub(crate) murky: Vec<Plane<W>>,
}

/// An atom over a block of rows: its planes, and the rows in which it is murky.
pub(crate) type AtomPlanes<const W: usize> = (Planes<W>, Plane<W>);

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
        let mut cone = Cone { places: vec![None; circuit.nodes.len()], ..Cone::default() };
        for (at, node) in circuit.nodes.iter().enumerate().filter(|(at, _)| needed[*at]) {
            let place = |of: &u32| cone.places[*of as usize].unwrap_or_default();
            let step = match node {
                Node::Atom(atom) => Step::Atom(*atom),
                Node::And(of) | Node::Or(of) => {
                    let from = cone.operands.len();
                    let own: Vec<usize> = of.iter().map(place).collect();
                    cone.operands.extend(own);
                    let to = cone.operands.len();
                    if matches!(node, Node::And(_)) { Step::And(from, to) } else { Step::Or(from, to) }
                }
                Node::Not(of) => Step::Not(place(of)),
                Node::SomeVictim(of) | Node::EveryVictim(of) => Step::Same(place(of)),
                Node::Presumed { term, by } => {
                    let by = by.iter().map(|(_, _, when, conclusive)| (place(when), *conclusive));
                    Step::Presumed(place(term), by.collect())
                }
            };
            cone.places[at] = Some(cone.steps.len());
            cone.steps.push(step);
        }
        cone
    }

    /// Which steps may be murky in some row, when these atoms may be.
    pub(crate) fn may_be_murky(&self, atom: impl Fn(AtomIx) -> bool) -> Vec<bool> {
        let mut murky: Vec<bool> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            murky.push(match step {
                Step::Atom(ix) => atom(*ix),
                Step::And(from, to) | Step::Or(from, to) => self.operands[*from..*to].iter().any(|at| murky[*at]),
                Step::Not(of) | Step::Same(of) => murky[*of],
                Step::Presumed(..) => true,
            });
        }
        murky
    }

    /// Runs every step; those that may be murky are known.
    #[inline(always)]
    pub(crate) fn run<const W: usize>(
        &self,
        may_be_murky: &[bool],
        run: &mut Run<W>,
        atom: impl Fn(AtomIx) -> AtomPlanes<W>,
    ) {
        let Run { planes, murky } = run;
        planes.clear();
        murky.clear();
        planes.reserve(self.steps.len());
        murky.reserve(self.steps.len());
        for (step, unclear) in self.steps.iter().zip(may_be_murky) {
            let among = |of: &[usize]| {
                if *unclear { of.iter().fold(Plane::NONE, |any, at| any.or(murky[*at])) } else { Plane::NONE }
            };
            let (found, unseen) = match step {
                Step::Atom(ix) => atom(*ix),
                Step::And(from, to) => {
                    let of = &self.operands[*from..*to];
                    let all = of.iter().fold(Planes::all(Truth::True), |all, at| all.and(planes[*at]));
                    (all, among(of).less(all.no))
                }
                Step::Or(from, to) => {
                    let of = &self.operands[*from..*to];
                    let any = of.iter().fold(Planes::all(Truth::False), |any, at| any.or(planes[*at]));
                    (any, among(of).less(any.yes))
                }
                Step::Not(of) => (planes[*of].not(), murky[*of]),
                Step::Same(of) => (planes[*of], murky[*of]),
                Step::Presumed(term, by) => {
                    let own = planes[*term];
                    // A presumption may lift the term where its condition may be met: when it was in force is not seen.
                    let lifted = by.iter().fold(murky[*term], |any, (when, conclusive)| {
                        let may = planes[*when].yes.or(murky[*when]).less(own.yes);
                        any.or(if *conclusive { may } else { may.less(own.no) })
                    });
                    (Planes { yes: own.yes, no: own.no.less(lifted) }, lifted)
                }
            };
            planes.push(found);
            murky.push(unseen);
        }
    }

    /// The place of a node among the steps, when it is in this part.
    pub(crate) fn place(&self, node: u32) -> Option<usize> {
        self.places.get(node as usize).copied().flatten()
    }
}

fn operands(node: &Node) -> Box<dyn Iterator<Item = u32> + '_> {
    match node {
        Node::Atom(_) => Box::new(std::iter::empty()),
        Node::And(of) | Node::Or(of) => Box::new(of.iter().copied()),
        Node::Not(of) | Node::SomeVictim(of) | Node::EveryVictim(of) => Box::new(std::iter::once(*of)),
        Node::Presumed { term, by } => Box::new(std::iter::once(*term).chain(by.iter().map(|(_, _, when, _)| *when))),
    }
}
