//! The next questions: each fact scored by what its answers would settle (contract §7).

use super::cells::{Cell, cells};
use crate::eval::{self, Context, Keep, StatusOf, statuses, statuses_among, whom};
use crate::exact::{Date, Text};
use crate::facts::{Case, Origin, Slot, Truth, atom_truth};
use crate::law::Law;
use crate::model::{AtomIx, FactIx, FactType};
use crate::packed::Str;
use crate::verdict::{Met, Missing, Of, Status, Verdict};
use rustc_hash::FxHashMap;
use serde::Serialize;

/// The questions a case leaves open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ask {
    /// The case's name.
    pub case: Option<Str>,
    /// The day it is judged on.
    pub as_of: Date,
    /// The most useful first.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// The fact asked for.
    pub fact: Str,
    /// Whom it is of.
    pub of: Of,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its unit.
    pub unit: Option<Str>,
    /// Its values, when it has a list of them.
    pub options: Vec<QuestionOption>,
    /// The question.
    pub question: Text,
    /// Why it matters.
    pub why: Text,
    /// The charges it bears on.
    pub settles: Vec<Str>,
}

/// A value that may answer a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionOption {
    /// Its name.
    pub value: Str,
    /// Its label.
    pub label: Text,
}

/// Answers `ask`.
pub fn ask(law: &Law, case: &Case) -> Ask {
    let context = law.context(case);
    let verdict = eval::evaluate(&context, Keep::Standing);
    let open: Vec<StatusOf> = statuses(&context).into_iter().filter(|status| !status.known).collect();
    // Whatever the law compares a fact with cuts its answers into cells.
    let atoms: Vec<AtomIx> = (0..context.model.atoms.len()).map(AtomIx::new).collect();
    let mut tried = case.clone();
    let mut scored: Vec<(Score, &Missing)> = verdict
        .missing
        .iter()
        .filter_map(|missing| {
            let fact = context.model.fact(&missing.fact)?;
            Some((score(law, &mut tried, fact, &missing.of, &open, &atoms), missing))
        })
        .collect();
    let useful = scored.iter().any(|(score, _)| score.settled > 0);
    if useful {
        scored.retain(|(score, _)| score.settled > 0);
        // Means compared exactly: a/b > c/d is a·d > c·b. Stable: ties keep the vocabulary's order.
        scored.sort_by_key(|(_, m)| context.model.fact(&m.fact));
        scored.sort_by(|(a, _), (b, _)| (b.settled * a.cells).cmp(&(a.settled * b.cells)));
    } else {
        // Nothing settles anything alone: the fact that most undetermined conditions read. A milder text that governs may
        // leave something open that the law of the act does not.
        scored.truncate(usize::from(!open.is_empty() || leaves_open(&verdict)));
    }
    let questions = scored.into_iter().map(|(_, missing)| question(&context, missing)).collect();
    Ask { case: case.case.clone(), as_of: case.as_of, questions }
}

/// Whether a charge or a qualifier is unknown.
fn leaves_open(verdict: &Verdict) -> bool {
    verdict.counts.iter().flat_map(|count| &count.charges).any(|charge| {
        charge.status == Status::Undetermined || charge.qualifiers.iter().any(|q| q.status == Met::Unknown)
    })
}

/// How much is settled, summed over the cells.
struct Score {
    settled: usize,
    cells: usize,
}

/// The score of a fact among what is open; the case is given back as it was.
fn score(law: &Law, case: &mut Case, fact: FactIx, of: &Of, open: &[StatusOf], atoms: &[AtomIx]) -> Score {
    let (touched, cells) = {
        let context = law.context(case);
        let touched = places(&context, case, fact, of);
        let Some((count, view)) = touched.first() else { return Score { settled: 0, cells: 1 } };
        let cells = answers(&context, fact, &case.counts[*count].views[*view][fact.usize()], atoms);
        (touched, cells)
    };
    // What is settled may only change in the counts that the fact belongs to, for offences that read it.
    let mut places: Vec<(usize, usize)> = open.iter().map(|was| (was.count, was.offence)).collect();
    places.dedup();
    places.retain(|(count, _)| touched.iter().any(|(own, _)| own == count));
    let model = law.model();
    let own = model.fact_at(fact);
    let plain = !OF_THE_LAW.contains(&own.name.as_str()) && !matches!(own.kind, FactType::Offences);
    let tests: Vec<AtomIx> = atoms.iter().copied().filter(|at| model.atom_at(*at).fact == fact).collect();
    let tests = plain.then_some(tests.as_slice());
    let mut trials: Vec<Trial> = places.iter().map(|place| Trial::new(law, tests, *place)).collect();
    trials.retain(|trial| trial.atoms.as_ref().is_none_or(|atoms| !atoms.is_empty()));
    let tried = |was: &&StatusOf| trials.iter().any(|trial| trial.place == (was.count, was.offence));
    let open: Vec<&StatusOf> = open.iter().filter(tried).collect();
    if trials.is_empty() {
        return Score { settled: 0, cells: cells.len().max(1) };
    }
    let before: Vec<Slot> =
        touched.iter().map(|(count, view)| case.counts[*count].views[*view][fact.usize()].clone()).collect();
    let mut settled = 0;
    for cell in &cells {
        for (count, view) in &touched {
            case.counts[*count].views[*view][fact.usize()] =
                Slot { value: cell.value.clone(), origin: Origin::Given, given: Some(cell.set.clone()) };
        }
        let after: Vec<StatusOf> = after(law, case, cell, &mut trials);
        let known = |was: &&&StatusOf| {
            let same = after
                .iter()
                .find(|now| now.count == was.count && now.offence == was.offence && now.qualifier == was.qualifier);
            same.is_none_or(|now| now.known)
        };
        settled += open.iter().filter(known).count();
    }
    for ((count, view), slot) in touched.iter().zip(before) {
        case.counts[*count].views[*view][fact.usize()] = slot;
    }
    Score { settled, cells: cells.len().max(1) }
}

/// Facts that decide which law governs: every answer is tried.
const OF_THE_LAW: [&str; 5] = ["act.date", "act.ended", "act.ongoing", "act.continued", "act.conducts"];

/// An offence in a count, and what was found of it: answers that it cannot tell apart are tried once.
struct Trial {
    place: (usize, usize),
    /// The tests of the fact that bear on it; `None`: every answer is tried.
    atoms: Option<Vec<AtomIx>>,
    found: FxHashMap<Vec<Truth>, Vec<StatusOf>>,
}

impl Trial {
    /// `tests`: the atoms of the fact, when answers that agree on them are alike.
    fn new(law: &Law, tests: Option<&[AtomIx]>, place: (usize, usize)) -> Trial {
        let reach = law.index().reach(law.model(), place.1);
        let atoms = tests.map(|tests| tests.iter().copied().filter(|at| reach.reads(*at)).collect());
        Trial { place, atoms, found: FxHashMap::default() }
    }
    /// What the offence sees of an answer.
    fn seen(&self, law: &Law, cell: &Cell) -> Option<Vec<Truth>> {
        let model = law.model();
        let truth = |at: &AtomIx| atom_truth(model, model.atom_at(*at), &cell.value, &|_, _, _| Truth::Unknown);
        Some(self.atoms.as_ref()?.iter().map(truth).collect())
    }
}

/// The statuses under an answer that the case holds.
fn after(law: &Law, case: &Case, cell: &Cell, trials: &mut [Trial]) -> Vec<StatusOf> {
    let seen: Vec<Option<Vec<Truth>>> = trials.iter().map(|trial| trial.seen(law, cell)).collect();
    let new = |(trial, seen): &(&Trial, &Option<Vec<Truth>>)| {
        seen.as_ref().is_none_or(|seen| !trial.found.contains_key(seen))
    };
    let places: Vec<(usize, usize)> = trials.iter().zip(&seen).filter(new).map(|(trial, _)| trial.place).collect();
    let found = if places.is_empty() { Vec::new() } else { statuses_among(&law.context(case), places.into_iter()) };
    let mut all = Vec::new();
    for (trial, seen) in trials.iter_mut().zip(seen) {
        let own = || found.iter().filter(|status| (status.count, status.offence) == trial.place).cloned().collect();
        match seen {
            Some(seen) => all.extend(trial.found.entry(seen).or_insert_with(own).iter().cloned()),
            None => all.extend::<Vec<StatusOf>>(own()),
        }
    }
    all
}

/// The cells of a fact; the day of the act is cut by the days on which the law changed.
fn answers(context: &Context<'_>, fact: FactIx, slot: &Slot, atoms: &[AtomIx]) -> Vec<Cell> {
    if context.model.fact_at(fact).name == "act.date" {
        return super::cells::epochs(slot, &context.index.boundaries, context.case.as_of);
    }
    cells(context.model, fact, slot, atoms)
}

/// Every view of every count in which the fact is of the same somebody.
fn places(context: &Context<'_>, case: &Case, fact: FactIx, of: &Of) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, count) in case.counts.iter().enumerate() {
        for view in 0..count.views.len() {
            if whom(context, count, fact, view) == *of {
                found.push((at, view));
            }
        }
    }
    found
}

fn question(context: &Context<'_>, missing: &Missing) -> Question {
    let fact = context.model.fact(&missing.fact).map(|at| context.model.fact_at(at));
    let ids = missing.settles.join(", ");
    let many = missing.settles.len();
    let why = Text::new(
        format!("De ello {} {ids}.", if many == 1 { "depende" } else { "dependen" }),
        format!("{ids} {} on it.", if many == 1 { "depends" } else { "depend" }),
    );
    Question {
        fact: missing.fact.clone(),
        of: missing.of.clone(),
        kind: fact.map_or("text", |f| f.kind.word()),
        unit: fact.and_then(|f| match &f.kind {
            FactType::Number { unit, .. } => Some(unit.clone()),
            FactType::Money => Some("pesos".into()),
            _ => None,
        }),
        options: fact.map_or_else(Vec::new, |f| {
            f.values.iter().map(|v| QuestionOption { value: v.name.clone(), label: v.label.clone() }).collect()
        }),
        question: missing.question.clone(),
        why,
        settles: missing.settles.clone(),
    }
}
