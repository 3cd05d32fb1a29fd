//! The checked law: every name resolved, every version cut, nothing left to guess. Made by `check`, read by all later stages.
//!
//! The model knows no rule text and no spans. Conditions carry the wire of the compiled circuit that computes them.

mod provision;
pub(crate) use provision::index;
mod attestation;
mod condition;
mod countries;
mod international;
mod packed;
mod penalty;
mod row;
mod selection;
mod time;
mod vocabulary;
mod walk;

pub use attestation::{Attestation, Attested, Attests, StatedBy, Verdict};
pub use condition::*;
pub use countries::*;
pub use international::*;
pub use penalty::*;
pub use provision::*;
pub use selection::*;
pub use time::*;
pub use vocabulary::*;

use crate::exact::{Date, Text};
pub use crate::packed::MAX_NESTING;
use crate::packed::{Deferred, Str};

/// The whole checked law of a folder of rules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Name, version, day and digest of the rules.
    pub pack: PackInfo,
    /// The laws, in the order of their sections.
    pub laws: Vec<LawInfo>,
    /// Who or what facts are about.
    pub subjects: Vec<Subject>,
    /// Facts, in vocabulary order; a person fact stands once for each role.
    pub facts: Vec<Fact>,
    /// Named conditions.
    pub terms: Vec<NamedCondition>,
    /// Kinds of accessory consequence, by name.
    pub consequences: Vec<(Str, Text)>,
    /// Protected interests, by name.
    pub interests: Vec<(Str, Text)>,
    /// Every distinct comparison of a fact with a constant.
    pub atoms: Vec<Atom>,
    /// Provisions in catalogue order.
    pub provisions: Vec<Provision>,
    /// Which offence prevails over which.
    pub conflicts: Vec<Conflict>,
    /// The examples of the rules.
    pub examples: Deferred<Vec<Example>>,
}

/// What the rules say of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackInfo {
    /// `mx-federal`
    pub name: Str,
    /// Version of the rules.
    pub version: Str,
    /// The day up to which the law was followed.
    pub law_as_of: Option<Date>,
    /// `sha256:…` over the rule files.
    pub digest: Str,
}

/// A law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawInfo {
    /// `CPF`
    pub siglum: Str,
    /// Its name.
    pub name: Text,
    /// Only named in references, never charged.
    pub named_only: bool,
    /// The law that this one replaced.
    pub succeeds: Option<Str>,
}

/// An example of the rules: a row of facts and what was expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its name.
    pub name: Text,
    /// A flat row (contract §4) as JSON text.
    pub row: String,
    /// The day it is judged on.
    pub as_of: Option<Date>,
    /// Offences (with letter) it expects to apply.
    pub charges: Vec<ProvisionId>,
}

pub use crate::exact::ProvisionId;

impl Model {
    /// The provision of an id and kind.
    pub fn provision(&self, id: &str, kind: Kind) -> Option<&Provision> {
        self.provisions.iter().find(|p| p.id == id && p.kind == kind)
    }
    /// The index of a fact by its name.
    pub fn fact(&self, name: &str) -> Option<FactIx> {
        self.facts.iter().position(|f| f.name == name).map(FactIx::new)
    }
    /// The fact at an index.
    pub fn fact_at(&self, at: FactIx) -> &Fact {
        &self.facts[at.usize()]
    }
    /// The atom at an index.
    pub fn atom_at(&self, at: AtomIx) -> &Atom {
        &self.atoms[at.usize()]
    }
    /// The term at an index.
    pub fn term_at(&self, at: TermIx) -> &NamedCondition {
        &self.terms[at.usize()]
    }
    /// The name of a law.
    pub fn law_name(&self, siglum: &str) -> Text {
        self.laws.iter().find(|l| l.siglum == siglum).map_or_else(|| Text::new(siglum, siglum), |l| l.name.clone())
    }
    /// The name of a kind of consequence.
    pub fn consequence_name(&self, kind: &str) -> Text {
        self.consequences
            .iter()
            .find(|(name, _)| name == kind)
            .map_or_else(|| Text::new(kind, kind), |(_, text)| text.clone())
    }
}
