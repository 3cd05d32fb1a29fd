//! Conditions over atoms, and the terms that name them.

use super::{FactIx, ProvisionId, index};
use crate::exact::{Date, Text};
use crate::packed::Str;

index!(AtomIx, "The place of an atom in the model.");
index!(TermIx, "The place of a term in the model.");
index!(Wire, "The place of a condition's value in the compiled circuit.");

impl Wire {
    /// A condition that the circuit does not compute, because it reads charges.
    pub const NONE: Wire = Wire(u32::MAX);
}

/// A fact compared with a constant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Atom {
    /// The fact.
    pub fact: FactIx,
    /// The comparison.
    pub test: Test,
}

/// The comparisons of an atom. Numbers are at the fact's scale.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// A flag that is true.
    True,
    /// `under n`
    Under(i64),
    /// `at most n`
    AtMost(i64),
    /// `over n`
    Over(i64),
    /// `at least n`
    AtLeast(i64),
    /// A date before.
    Before(Date),
    /// A date on or before.
    OnOrBefore(Date),
    /// A one-of fact is this member (index of [`super::Fact::values`]).
    Is(u16),
    /// An any-of fact has this member.
    Has(u16),
    /// An offences fact names at least one.
    AnyOffence,
    /// An offences fact names one that this version of a group holds: provision index, version index.
    InGroup(u32, u32),
}

/// A condition and the wire that computes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cond {
    /// What it says.
    pub kind: CondKind,
    /// Where the circuit computes it.
    pub wire: Wire,
}

/// The forms of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CondKind {
    /// One comparison.
    Atom(AtomIx),
    /// Members of a set: `has`, `any of`, `all of`, `none of`.
    Members {
        /// The any-of fact.
        fact: FactIx,
        /// How they combine.
        quantifier: Quantifier,
        /// One `Has` atom a member.
        atoms: Vec<AtomIx>,
    },
    /// A named condition.
    Term(TermIx),
    /// Every one.
    All(Vec<Cond>),
    /// At least one.
    Any(Vec<Cond>),
    /// Not.
    Not(Box<Cond>),
    /// Met for some, or for every, victim of the act.
    Victims {
        /// `every` rather than `some`.
        every: bool,
        /// The condition.
        of: Box<Cond>,
    },
    /// A test of the charge being judged, decided in a later stage.
    Charge(ChargeTest),
}

/// How members of a set are tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one.
    Any,
    /// Every one.
    All,
    /// Not one.
    None,
}

/// What later stages may ask of a charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChargeTest {
    /// The charge belongs to a group (provision index), on the date of law.
    InGroup(u32),
    /// The charge is one of these.
    Is(Vec<ProvisionId>),
    /// A qualifier is met.
    QualifiedBy(ProvisionId),
    /// Another charge of the count applies.
    Charged(ProvisionId),
    /// The penalty of the charge has this part or consequence.
    Has(PenaltyKind),
    /// The penalty of the charge is nothing but these.
    Only(Vec<PenaltyKind>),
    /// The charge is prosecuted on complaint.
    OnComplaint,
    /// The offence is permanent.
    Permanent,
    /// What only rules of jurisdiction and extradition may ask.
    Beyond(super::BeyondTest),
}

/// A part of a penalty, or a kind of consequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PenaltyKind {
    /// Prison, fine or community work.
    Part(super::Part),
    /// A consequence, by name.
    Consequence(Str),
}

impl Cond {
    /// A condition not yet wired.
    pub fn new(kind: CondKind) -> Cond {
        Cond { kind, wire: Wire::NONE }
    }
    /// The conditions directly below.
    pub fn children(&self) -> &[Cond] {
        match &self.kind {
            CondKind::All(of) | CondKind::Any(of) => of,
            CondKind::Not(of) | CondKind::Victims { of, .. } => std::slice::from_ref(of),
            _ => &[],
        }
    }
    /// Whether it, or a term it names, tests a charge.
    pub fn reads_charge(&self, terms: &[NamedCondition]) -> bool {
        match &self.kind {
            CondKind::Charge(_) => true,
            CondKind::Term(at) => terms[at.usize()].condition.reads_charge(terms),
            _ => self.children().iter().any(|c| c.reads_charge(terms)),
        }
    }
    /// Calls `f` for every atom below, terms followed.
    pub fn atoms(&self, terms: &[NamedCondition], f: &mut impl FnMut(AtomIx)) {
        match &self.kind {
            CondKind::Atom(at) => f(*at),
            CondKind::Members { atoms, .. } => atoms.iter().for_each(|at| f(*at)),
            CondKind::Term(at) => terms[at.usize()].condition.atoms(terms, f),
            _ => self.children().iter().for_each(|c| c.atoms(terms, f)),
        }
    }
}

/// A named condition. INVARIANT: a term names only terms before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCondition {
    /// `protected_person`
    pub name: Str,
    /// Its label.
    pub label: Text,
    /// The provision that defines it.
    pub by: Option<ProvisionId>,
    /// What it means.
    pub condition: Cond,
}
