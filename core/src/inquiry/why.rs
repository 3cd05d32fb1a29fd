//! Why an offence applies or not, and the smallest changes of facts that would alter it (contract §7).

use super::cells::{Cell, alternatives};
use crate::error::Error;
use crate::eval::{self, Context, Keep, atoms_of, explain};
use crate::exact::{ProvisionId, nearest};
use crate::facts::{Case, Origin, Slot};
use crate::law::Law;
use crate::model::{FactIx, Kind, Role};
use crate::packed::Str;
use crate::verdict::{Charge, Element, Met, Reason, ReasonOp, Status};
use serde::Serialize;
use std::collections::BTreeMap;

/// The most changes that are told.
pub const MAX_CHANGES: usize = 10;
/// The most facts that one change sets.
pub const MAX_CHANGED_FACTS: usize = 3;
/// The most evaluations spent on the changes of one count.
const MAX_TRIES: usize = 6_000;

/// Why an offence applies or not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// The id that was asked about.
    pub offence: Str,
    /// One entry a count that judges it.
    pub counts: Vec<WhyCount>,
}

/// The same in one count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhyCount {
    /// The accused, when named.
    pub accused: Option<Str>,
    /// The act, when named.
    pub act: Option<Str>,
    /// The victim, when named.
    pub victim: Option<Str>,
    /// What became of the offence.
    pub status: Status,
    /// The elements that are unmet; when none is, those that are unknown; and exceptions that are raised.
    pub failing: Vec<Element>,
    /// Minimal changes, each evaluated again.
    pub changes: Vec<Change>,
}

/// A change of facts and what it gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Facts and their new values, in the form of contract §2.
    pub set: BTreeMap<Str, serde_json::Value>,
    /// The status it leads to.
    pub gives: Status,
}

/// Answers `why`.
///
/// # Errors
/// When no offence has this id.
pub fn why(law: &Law, case: &Case, id: &str) -> Result<Why, Error> {
    let (provision, letter) = find(law, id)?;
    let context = law.context(case);
    let verdict = eval::evaluate(&context, Keep::These(&[provision]));
    let mut counts = Vec::new();
    for (at, count) in case.counts.iter().enumerate() {
        let Some(explained) = explain(&context, at, provision, letter.as_deref()) else { continue };
        // The verdict also knows who displaces whom and the milder law; a letter that fails has no charge there.
        let judged = verdict.counts[at].charges.iter().find(|c| of_offence(&context, provision, &c.offence));
        let status = match (explained.status, judged) {
            (Status::NotMadeOut, _) | (_, None) => explained.status,
            (_, Some(charge)) => charge.status,
        };
        let mut failing = explained.failing;
        failing.extend(judged.filter(|_| status != Status::NotMadeOut).and_then(standing_in_the_way));
        counts.push(WhyCount {
            accused: count.accused.clone(),
            act: count.act.clone(),
            victim: count.victim.clone(),
            status,
            failing,
            changes: changes(law, case, at, provision, letter.as_deref(), status),
        });
    }
    Ok(Why { offence: id.into(), counts })
}

/// What displaces or excludes a charge that is made out, told as one more thing that fails.
fn standing_in_the_way(charge: &Charge) -> Option<Element> {
    let (id, by, text) = match (&charge.displaced_by, &charge.excluded_by) {
        (Some(over), _) => ("displaced", &over.by, eval::displaced(&over.id, over.ground)),
        (None, Some(by)) => ("excluded", &by.id, eval::excluded(&by.id)),
        (None, None) => return None,
    };
    let because =
        Reason { op: ReasonOp::All, status: Met::Met, name: None, fact: None, test: None, given: None, of: Vec::new() };
    Some(Element { id: id.into(), role: Role::Exception, status: Met::Met, text, by: by.clone(), because })
}

/// Whether a charge is of an offence, not of another whose address lies below it.
fn of_offence(context: &Context<'_>, provision: usize, charge: &str) -> bool {
    ProvisionId::parse(charge).is_some_and(|id| context.offence_of(&id) == Some(provision))
}

/// The provision of an offence's id, and the letter it names.
fn find(law: &Law, id: &str) -> Result<(usize, Option<Str>), Error> {
    let unknown = |hint: Option<&str>| {
        let error = Error::new("query.unknown_offence", format!("no offence has the id `{id}`"));
        match hint {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.expected("an id such as `CPF:201` or `CPF:201:f`"),
        }
    };
    let model = law.model();
    let offences = law.index().of(Kind::Offence);
    for at in offences {
        let own = model.provisions[*at].id.as_str();
        if own == id {
            return Ok((*at, None));
        }
        let letter = id.strip_prefix(own).and_then(|rest| rest.strip_prefix(':'));
        let known = letter.filter(|name| {
            model.provisions[*at].versions.iter().any(|v| match &v.body {
                crate::model::Body::Offence(o) => eval::letters_of(o).any(|l| l.name == **name),
                _ => false,
            })
        });
        if let Some(letter) = known {
            return Ok((*at, Some(letter.into())));
        }
    }
    let names: Vec<&str> = offences.iter().map(|at| model.provisions[*at].id.as_str()).collect();
    let near = ProvisionId::parse(id).and_then(|_| nearest(id, names.iter().copied()));
    Err(unknown(near))
}

/// A fact of some views and an answer it could have.
struct Option_ {
    fact: FactIx,
    cell: Cell,
}

/// Minimal sets of changed facts after which the status is another: applies, or no longer applies.
fn changes(
    law: &Law,
    case: &Case,
    count: usize,
    provision: usize,
    letter: Option<&str>,
    status: Status,
) -> Vec<Change> {
    let context = law.context(case);
    let wanted = |s: Status| if status == Status::Applies { s != Status::Applies } else { s == Status::Applies };
    let most = if status == Status::Applies { 1 } else { MAX_CHANGED_FACTS };
    let options = options(&context, count, provision, status == Status::Excluded);
    let mut found: Vec<(Vec<usize>, Change)> = Vec::new();
    let mut tries = 0;
    let mut sets: Vec<Vec<usize>> = (0..options.len()).map(|at| vec![at]).collect();
    for size in 1..=most {
        let mut next = Vec::new();
        for set in sets {
            if found.len() >= MAX_CHANGES || tries >= MAX_TRIES {
                break;
            }
            if found.iter().any(|(smaller, _)| smaller.iter().all(|at| set.contains(at))) {
                continue;
            }
            tries += 1;
            let changed = with(case, count, &set.iter().map(|at| &options[*at]).collect::<Vec<_>>());
            let gives = status_of(law, &changed, count, provision, letter);
            if wanted(gives) {
                let names = set.iter().map(|at| &options[*at]);
                let set_ = names.map(|o| (context.model.fact_at(o.fact).name.clone(), o.cell.set.clone())).collect();
                found.push((set.clone(), Change { set: set_, gives }));
                continue;
            }
            if size < most {
                let from = set.last().map_or(0, |at| at + 1);
                let free =
                    (from..options.len()).filter(|at| set.iter().all(|own| options[*own].fact != options[*at].fact));
                next.extend(free.map(|at| set.iter().copied().chain([at]).collect::<Vec<_>>()));
            }
        }
        sets = next;
        sets.truncate(MAX_TRIES);
    }
    found.into_iter().take(MAX_CHANGES).map(|(_, change)| change).collect()
}

/// The status of an offence after a change: cheaply, and with conflicts and the milder law when it would apply.
fn status_of(law: &Law, case: &Case, count: usize, provision: usize, letter: Option<&str>) -> Status {
    let context = law.context(case);
    match explain(&context, count, provision, letter) {
        Some(explained) if explained.status == Status::Applies => {
            let verdict = eval::evaluate(&context, Keep::These(&[provision]));
            let found = verdict.counts[count].charges.iter().find(|c| of_offence(&context, provision, &c.offence));
            found.map_or(Status::NotMadeOut, |c| c.status)
        }
        Some(explained) => explained.status,
        None => Status::NotMadeOut,
    }
}

/// What could be otherwise: every distinguishable answer of every fact that the offence reads.
fn options(context: &Context<'_>, count: usize, provision: usize, excluded: bool) -> Vec<Option_> {
    let atoms = atoms_of(context, provision, excluded);
    let mut facts: Vec<FactIx> = atoms.iter().map(|at| context.model.atom_at(*at).fact).collect();
    facts.sort_unstable();
    facts.dedup();
    let view = &context.case.counts[count].views[0];
    let slot = |fact: FactIx| &view[fact.usize()];
    facts
        .into_iter()
        .flat_map(|fact| {
            let cells = alternatives(context.model, fact, slot(fact), &atoms);
            cells.into_iter().map(move |cell| Option_ { fact, cell })
        })
        .filter(|o| slot(o.fact).value != o.cell.value)
        .collect()
}

/// The case with facts set in every view of one count.
fn with(case: &Case, count: usize, set: &[&Option_]) -> Case {
    let mut case = case.clone();
    for option in set {
        for view in &mut case.counts[count].views {
            view[option.fact.usize()] =
                Slot { value: option.cell.value.clone(), origin: Origin::Given, given: Some(option.cell.set.clone()) };
        }
    }
    case
}
