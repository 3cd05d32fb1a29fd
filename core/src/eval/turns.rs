//! The days on which the law of an offence turns, and whether a turn says anything to the facts of a count: a rule whose
//! conditions fail before and after it has nothing to say on either day.

use super::context::Frame;
use super::reach::Reach;
use super::run::Wires;
use crate::exact::Date;
use crate::model::{Body, Cond, CondKind, Kind, Model, Version, Wire};
use std::collections::{BTreeMap, BTreeSet};

/// A day, and the rules that have another text from it on.
#[derive(Debug)]
pub(crate) struct Turn {
    pub(crate) day: Date,
    changes: Vec<Change>,
}

/// A rule, and the places of its texts of the day before and of the day.
#[derive(Debug)]
struct Change {
    provision: usize,
    texts: [Option<usize>; 2],
}

/// The turns of some provisions, in order.
pub(super) fn turns<'p>(model: &Model, provisions: impl Iterator<Item = &'p usize>) -> Vec<Turn> {
    let mut days: BTreeMap<Date, Vec<Change>> = BTreeMap::new();
    for provision in provisions.copied() {
        let versions = &model.provisions[provision].versions;
        let text_on = |day: Date| versions.iter().position(|version| version.holds_on(day));
        let own: BTreeSet<Date> = versions.iter().flat_map(Version::turns).collect();
        for day in own {
            let texts = [text_on(day.previous()), text_on(day)];
            days.entry(day).or_default().push(Change { provision, texts });
        }
    }
    days.into_iter().map(|(day, changes)| Turn { day, changes }).collect()
}

/// The days after one, up to another, on which the law may begin to say something else of an offence in a count.
pub(crate) fn that_bear<'r>(
    turns: &'r [Turn],
    frame: &'r Frame<'_>,
    reach: &'r Reach,
    (from, to): (Date, Date),
) -> impl Iterator<Item = Date> + 'r {
    let mut before = from;
    let between = turns.iter().filter(move |turn| turn.day > from && turn.day <= to);
    let bears = move |turn: &&Turn| {
        let (then, now) = (frame.wires(std::mem::replace(&mut before, turn.day)), frame.wires(turn.day));
        !then.same(&now) || turn.changes.iter().any(|change| change.bears(frame, &now, reach, turn.day))
    };
    between.filter(bears).map(|turn| turn.day)
}

impl Change {
    fn bears(&self, frame: &Frame<'_>, wires: &Wires<'_>, reach: &Reach, day: Date) -> bool {
        let provision = frame.context.provision(self.provision);
        let speaks = || {
            let texts = self.texts.iter().flatten().map(|at| &provision.versions[*at].body);
            texts.into_iter().any(|body| speaks(wires, frame.context.model, body))
        };
        match provision.kind {
            _ if reach.always(self.provision) => true,
            // Whether a presumption lifts anything is told by the wires.
            Kind::Presumption => false,
            Kind::Group => reach.regroups(frame.context, self.provision, day),
            Kind::Prescription => reach.prescribes(self.provision) && speaks(),
            Kind::Negligence => speaks() || reach.follows_negligence(frame.context.model, wires),
            _ => speaks(),
        }
    }
}

/// Whether a text may have something to say: some condition that it rests on does not surely fail.
fn speaks(wires: &Wires<'_>, model: &Model, body: &Body) -> bool {
    let may = |condition: &Cond| !fails(wires, model, condition);
    match body {
        Body::Modifier(rule) => rule.letters.iter().any(|letter| may(&letter.condition)),
        Body::Exclusion(rule) => rule.letters.iter().any(|letter| may(&letter.condition)),
        Body::Penalty(rule) => rule.when.as_ref().is_none_or(may),
        Body::Grading(rule) => rule.requires.is_some() || rule.when.as_ref().is_some_and(may),
        Body::Prescription(rule) => !rule.of_case && rule.when.as_ref().is_none_or(may),
        _ => true,
    }
}

/// Whether a condition surely fails, in every view, whatever the charge is.
pub(super) fn fails(wires: &Wires<'_>, model: &Model, condition: &Cond) -> bool {
    match &condition.kind {
        _ if condition.wire != Wire::NONE => wires.fails(condition.wire),
        CondKind::Term(at) => fails(wires, model, &model.term_at(*at).condition),
        CondKind::All(of) => of.iter().any(|one| fails(wires, model, one)),
        CondKind::Any(of) => of.iter().all(|one| fails(wires, model, one)),
        _ => false,
    }
}
