//! What the elements of an offence ask of single facts at the least, found in the circuit without any facts.

use crate::compile::{Circuit, Node};
use crate::facts::Members;
use crate::model::{AtomIx, Cond, FactIx, Form, Model, Offence, Test, Wire};

/// What must hold for a condition to be met, or not surely to fail.
#[derive(Clone, Debug, Default)]
pub(crate) struct Least {
    /// Atoms that must be met, or must be unmet; in order, each once.
    pub(crate) all: Vec<(AtomIx, bool)>,
    /// Facts of which one of some members must hold, each once.
    pub(crate) some: Vec<(FactIx, Members)>,
}

/// What the nodes below the elements of some offences ask at the least.
pub(crate) struct Asks {
    nodes: Vec<Option<Least>>,
}

impl Least {
    /// All of some conditions: what each asks, and of sets the narrowest.
    fn all<'l>(of: impl Iterator<Item = &'l Least>) -> Least {
        let mut least = Least::default();
        for one in of {
            least.all.extend(&one.all);
            for (fact, members) in &one.some {
                match least.some.iter_mut().find(|(known, _)| known == fact) {
                    Some((_, known)) if members.len() < known.len() => *known = *members,
                    Some(_) => {}
                    None => least.some.push((*fact, *members)),
                }
            }
        }
        least.all.sort_unstable();
        least.all.dedup();
        least
    }
    /// Any of some conditions: what every one asks.
    fn any<'l>(mut of: impl Iterator<Item = &'l Least>) -> Least {
        let Some(mut least) = of.next().cloned() else { return Least::default() };
        for one in of {
            least.all.retain(|atom| one.all.binary_search(atom).is_ok());
            least.some.retain_mut(|(fact, members)| {
                let theirs = one.some.iter().find(|(known, _)| known == fact);
                theirs.inspect(|(_, theirs)| *members = members.with(theirs)).is_some()
            });
        }
        least
    }
    fn of_atom(model: &Model, at: AtomIx) -> Least {
        let atom = model.atom_at(at);
        let mut least = Least { all: vec![(at, true)], ..Least::default() };
        if let Test::Is(member) | Test::Has(member) = atom.test {
            let mut members = Members::default();
            members.insert(usize::from(member));
            least.some.push((atom.fact, members));
        }
        least
    }
}

impl Asks {
    /// Of the nodes that the elements of these offences rest on.
    pub(crate) fn new<'m>(model: &Model, circuit: &Circuit, offences: impl Iterator<Item = &'m Offence>) -> Asks {
        let mut needed = vec![false; circuit.nodes.len()];
        offences.flat_map(elements).flatten().for_each(|wire| needed[wire] = true);
        // Operands stand before what they make, so one walk from the end finds all.
        for at in (0..circuit.nodes.len()).rev() {
            if needed[at] {
                mark(&circuit.nodes[at], &mut needed);
            }
        }
        let mut asks = Asks { nodes: Vec::with_capacity(circuit.nodes.len()) };
        for (node, needed) in circuit.nodes.iter().zip(needed) {
            let least = needed.then(|| match node {
                Node::Atom(at) => Least::of_atom(model, *at),
                Node::And(of) => Least::all(of.iter().filter_map(|at| asks.node(*at))),
                Node::Or(of) => Least::any(of.iter().filter_map(|at| asks.node(*at))),
                Node::SomeVictim(of) | Node::EveryVictim(of) => asks.node(*of).cloned().unwrap_or_default(),
                Node::Not(of) => Least { all: unmet(circuit, *of), ..Least::default() },
                // A presumption may lift it.
                Node::Presumed { .. } => Least::default(),
            });
            asks.nodes.push(least);
        }
        asks
    }
    fn node(&self, at: u32) -> Option<&Least> {
        self.nodes.get(at as usize)?.as_ref()
    }
    /// What an offence asks.
    pub(crate) fn of_offence(&self, offence: &Offence) -> Least {
        let each: Vec<Least> = elements(offence)
            .map(|any| Least::any(any.into_iter().filter_map(|wire| self.nodes[wire].as_ref())))
            .collect();
        Least::all(each.iter())
    }
}

/// The wires of each element that nothing waives: one of them must be met.
fn elements(offence: &Offence) -> impl Iterator<Item = Vec<usize>> {
    offence.elements.iter().filter(|element| element.waived.is_none()).filter_map(|element| {
        let wire = |condition: &Cond| (condition.wire != Wire::NONE).then(|| condition.wire.usize());
        match &element.form {
            Form::Plain(condition) | Form::Gap(_, Some(condition)) => wire(condition).map(|wire| vec![wire]),
            Form::OneOf(letters) => letters.iter().map(|letter| wire(&letter.condition)).collect(),
            Form::Gap(_, None) => None,
        }
    })
}

/// The atoms that must be unmet for a node to be unmet, in order: its own, or each of which one would do.
fn unmet(circuit: &Circuit, at: u32) -> Vec<(AtomIx, bool)> {
    let atom = |at: u32| match &circuit.nodes[at as usize] {
        Node::Atom(at) => Some((*at, false)),
        _ => None,
    };
    let mut atoms: Vec<(AtomIx, bool)> = match &circuit.nodes[at as usize] {
        Node::Or(of) => of.iter().filter_map(|at| atom(*at)).collect(),
        _ => atom(at).into_iter().collect(),
    };
    atoms.sort_unstable();
    atoms.dedup();
    atoms
}

/// Marks the nodes that one rests on.
fn mark(node: &Node, needed: &mut [bool]) {
    match node {
        Node::And(of) | Node::Or(of) => of.iter().for_each(|of| needed[*of as usize] = true),
        Node::Not(of) | Node::SomeVictim(of) | Node::EveryVictim(of) => needed[*of as usize] = true,
        Node::Atom(_) | Node::Presumed { .. } => {}
    }
}
