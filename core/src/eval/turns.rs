//! The days on which the law of an offence turns, and whether a turn says anything to the facts of a count: a rule whose
//! conditions fail before and after it has nothing to say on either day.

use super::context::Frame;
use super::index::Index;
use super::reach::Reach;
use super::run::Wires;
use crate::exact::Date;
use crate::model::{Body, Cond, CondKind, Kind, Model, Provision, Version, Wire};

/// A day, and the rules that have another text from it on.
#[derive(Debug)]
pub(crate) struct Turn {
    pub(crate) day: Date,
    changes: Vec<Change>,
}

/// A rule, and the places of its texts of the day before and of the day.
#[derive(Clone, Copy, Debug)]
struct Change {
    provision: usize,
    texts: Texts,
}

/// The places of the texts of a rule of the day before one, and of that day.
pub(super) type Texts = [Option<usize>; 2];

/// The days on which a provision has another text, in order, with the places of its texts.
pub(super) fn of_provision(provision: &Provision) -> Vec<(Date, Texts)> {
    let versions = provision.versions.as_slice();
    let text_on = |day: Date| versions.iter().position(|version| version.holds_on(day));
    let mut days: Vec<Date> = versions.iter().flat_map(Version::turns).collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(|day| (day, [text_on(day.previous()), text_on(day)])).collect()
}

/// The turns of some provisions, in order.
pub(super) fn turns(index: &Index, provisions: impl Iterator<Item = usize>) -> Vec<Turn> {
    let of = |provision: usize| index.turns(provision).iter().map(move |(day, texts)| (*day, provision, *texts));
    let mut all: Vec<(Date, usize, Texts)> = provisions.flat_map(of).collect();
    all.sort_by_key(|(day, ..)| *day);
    let changes = |(_, provision, texts): &(Date, usize, Texts)| Change { provision: *provision, texts: *texts };
    all.chunk_by(|a, b| a.0 == b.0)
        .map(|of_day| Turn { day: of_day[0].0, changes: of_day.iter().map(changes).collect() })
        .collect()
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
            Kind::Prescription => reach.prescribes(frame.context, self.provision) && speaks(),
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
