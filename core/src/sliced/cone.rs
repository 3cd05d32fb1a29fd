//! The part of the circuit below some of its wires, run over planes: what a table leaves the same in every row is left out.

use super::logic::Logic;
use crate::compile::{Circuit, Node};
use crate::facts::Truth;
use crate::model::{AtomIx, FactIx, Model, Test};
use rustc_hash::FxHashMap;

#[derive(Clone, Debug)]
enum Step {
    Always(Truth),
    Atom(AtomIx),
    /// All, or any, of some operands: a span of the row of operands.
    And(usize, usize),
    Or(usize, usize),
    Not(usize),
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

// The places of the steps with which every cone begins: what is the same in every row.
const TRUE: usize = 0;
const FALSE: usize = 1;
const UNKNOWN: usize = 2;

/// What every node of a circuit says in every row of a table, where that is the same in all of them.
pub(crate) struct Settled(Vec<Option<Truth>>);

impl Settled {
    /// From the atoms that are the same in every row.
    pub(crate) fn new(circuit: &Circuit, atom: impl Fn(AtomIx) -> Option<Truth>) -> Settled {
        let mut settled: Vec<Option<Truth>> = Vec::with_capacity(circuit.nodes.len());
        for node in &circuit.nodes {
            let of = |at: &u32| settled[*at as usize];
            settled.push(match node {
                Node::Atom(ix) => atom(*ix),
                Node::And(operands) => joined(operands.iter().map(of), Truth::False),
                Node::Or(operands) => joined(operands.iter().map(of), Truth::True),
                Node::Not(operand) => of(operand).map(|truth| !truth),
                Node::SomeVictim(operand) | Node::EveryVictim(operand) => of(operand),
                Node::Presumed { term, by } => match of(term) {
                    Some(Truth::True) => Some(Truth::True),
                    own if by.iter().all(|(_, _, when, _)| of(when) == Some(Truth::False)) => own,
                    _ => None,
                },
            });
        }
        Settled(settled)
    }
    /// What a node says.
    pub(crate) fn of(&self, node: u32) -> Option<Truth> {
        self.0[node as usize]
    }
}

/// What operands say together, of which one that is `decisive` decides.
fn joined(operands: impl Iterator<Item = Option<Truth>>, decisive: Truth) -> Option<Truth> {
    let (mut all, mut settled) = (!decisive, true);
    for operand in operands {
        match operand {
            Some(own) if own == decisive => return Some(decisive),
            Some(Truth::Unknown) => all = Truth::Unknown,
            Some(_) => {}
            None => settled = false,
        }
    }
    settled.then_some(all)
}

/// What was found of every step of a cone over a block of rows.
#[derive(Clone, Debug)]
pub(crate) struct Run<L>(Vec<L>);

impl<L> Default for Run<L> {
    fn default() -> Self {
        Run(Vec::new())
    }
}

impl<L> Run<L> {
    /// What was found, by place.
    #[inline(always)]
    pub(super) fn found(&self) -> &[L] {
        &self.0
    }
    /// What was found at a place.
    #[inline(always)]
    pub(crate) fn at(&self, place: usize) -> &L {
        &self.0[place]
    }
}

impl Cone {
    /// What lies below these nodes and is not settled.
    pub(crate) fn below(
        (model, circuit): (&Model, &Circuit),
        settled: &Settled,
        roots: impl Iterator<Item = u32>,
    ) -> Cone {
        let mut needed = vec![false; circuit.nodes.len()];
        roots.for_each(|root| needed[root as usize] = true);
        // Operands stand before what they make, so one walk from the end finds all.
        for at in (0..circuit.nodes.len()).rev() {
            if needed[at] && settled.0[at].is_none() {
                operands(&circuit.nodes[at]).for_each(|of| needed[of as usize] = true);
            }
        }
        let steps = [Truth::True, Truth::False, Truth::Unknown].map(Step::Always).to_vec();
        let mut cone = Cone { steps, operands: Vec::new(), places: vec![None; circuit.nodes.len()] };
        let mut turns: FxHashMap<(FactIx, i64), (usize, bool)> = FxHashMap::default();
        for (at, node) in circuit.nodes.iter().enumerate().filter(|(at, _)| needed[*at]) {
            let place = match settled.0[at] {
                Some(Truth::True) => TRUE,
                Some(Truth::False) => FALSE,
                Some(Truth::Unknown) => UNKNOWN,
                None => cone.place_of(model, node, &mut turns),
            };
            cone.places[at] = Some(place);
        }
        cone
    }

    /// The place of a node that is not settled, whose operands have theirs.
    fn place_of(&mut self, model: &Model, node: &Node, turns: &mut FxHashMap<(FactIx, i64), (usize, bool)>) -> usize {
        let place = |of: &u32| self.places[*of as usize].unwrap_or(UNKNOWN);
        match node {
            Node::Atom(ix) => {
                let atom = model.atom_at(*ix);
                let Some((turn, above)) = atom.test.turn() else { return self.push(Step::Atom(*ix)) };
                // Comparisons with one bound are one another or their opposites.
                match turns.get(&(atom.fact, turn)) {
                    Some((own, same)) if *same == above => *own,
                    Some((own, _)) => self.push(Step::Not(*own)),
                    None => {
                        let own = self.push(Step::Atom(*ix));
                        turns.insert((atom.fact, turn), (own, above));
                        own
                    }
                }
            }
            Node::And(of) => {
                let operands = of.iter().map(place).filter(|at| *at != TRUE).collect();
                self.join(operands, Step::And)
            }
            Node::Or(of) => {
                let operands = of.iter().map(place).filter(|at| *at != FALSE).collect();
                self.join(operands, Step::Or)
            }
            Node::Not(of) => match self.steps[place(of)] {
                Step::Not(inner) => inner,
                _ => self.push(Step::Not(place(of))),
            },
            // A row has one victim or none: what holds for some victim holds for every one, and for the row.
            Node::SomeVictim(of) | Node::EveryVictim(of) => place(of),
            Node::Presumed { term, by } => {
                let by = by.iter().map(|(_, _, when, conclusive)| (place(when), *conclusive));
                let by: Vec<_> = by.filter(|(when, _)| *when != FALSE).collect();
                let term = place(term);
                if by.is_empty() { term } else { self.push(Step::Presumed(term, by)) }
            }
        }
    }

    fn push(&mut self, step: Step) -> usize {
        self.steps.push(step);
        self.steps.len() - 1
    }

    fn join(&mut self, mut operands: Vec<usize>, step: impl Fn(usize, usize) -> Step) -> usize {
        operands.sort_unstable();
        operands.dedup();
        if let [one] = operands.as_slice() {
            return *one;
        }
        let from = self.operands.len();
        self.operands.extend(operands);
        self.push(step(from, self.operands.len()))
    }

    /// The atoms that are looked at.
    pub(crate) fn atoms(&self) -> impl Iterator<Item = AtomIx> {
        self.steps.iter().filter_map(|step| match step {
            Step::Atom(ix) => Some(*ix),
            _ => None,
        })
    }
    /// Whether some step reads a condition that is unknown in every row.
    pub(crate) fn is_open(&self) -> bool {
        let presumed = |step: &Step| match step {
            Step::Not(of) => *of == UNKNOWN,
            Step::Presumed(term, by) => *term == UNKNOWN || by.iter().any(|(when, _)| *when == UNKNOWN),
            _ => false,
        };
        self.operands.contains(&UNKNOWN) || self.steps.iter().any(presumed) || self.places.contains(&Some(UNKNOWN))
    }
    /// Whether some step may be murky though every atom is seen.
    pub(crate) fn presumes(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Presumed(..)))
    }

    /// Runs every step.
    #[inline(always)]
    pub(crate) fn run<const W: usize, L: Logic<W>>(&self, Run(found): &mut Run<L>, atom: impl Fn(AtomIx) -> L) {
        found.clear();
        found.reserve(self.steps.len());
        for step in &self.steps {
            let own = match step {
                Step::Always(truth) => L::all(*truth),
                Step::Atom(ix) => atom(*ix),
                Step::And(from, to) => L::every(found, &self.operands[*from..*to]),
                Step::Or(from, to) => L::some(found, &self.operands[*from..*to]),
                Step::Not(of) => found[*of].not(),
                Step::Presumed(term, by) => {
                    found[*term].presumed(by.iter().map(|(when, conclusive)| (found[*when], *conclusive)))
                }
            };
            found.push(own);
        }
    }

    /// The place of a node among the steps, when it is in this part.
    pub(crate) fn place(&self, node: u32) -> Option<usize> {
        self.places.get(node as usize).copied().flatten()
    }
    /// Whether what stands at a place is met in every row.
    pub(crate) fn always(place: usize) -> bool {
        place == TRUE
    }
}

impl Test {
    /// For a comparison with a bound: the first number, or day, for which it says something else than for the one before it,
    /// and whether it is met from there on.
    pub(crate) fn turn(&self) -> Option<(i64, bool)> {
        match self {
            Test::Under(bound) => Some((*bound, false)),
            Test::AtLeast(bound) => Some((*bound, true)),
            Test::AtMost(bound) => Some((bound.checked_add(1)?, false)),
            Test::Over(bound) => Some((bound.checked_add(1)?, true)),
            Test::Before(day) => Some((i64::from(day.to_days()), false)),
            Test::OnOrBefore(day) => Some((i64::from(day.to_days()) + 1, false)),
            _ => None,
        }
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
