//! What may bear on an offence at all, whatever the facts, the day and the readings: found once for each offence, so that
//! judging it asks neither every rule of the law nor every day on which some rule changes.

use super::context::{CEILING, Context, FLOOR};
use super::index::Index;
use super::run::Wires;
use super::selecting::{Among, group_by_reading};
use super::turns::{self, Turn};
use crate::exact::{Date, ProvisionId};
use crate::model::{AtomIx, Body, Holds, Kind, Model, PenaltySpec};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU8, Ordering};

// What was found of a group; 0: nothing yet.
const NO: u8 = 1;
const YES: u8 = 2;
const OPEN: u8 = 3;

/// Whether groups that the readings decide hold an id, within one evaluation: by offence, group, place of the id, span of days.
pub(crate) type ByReading = FxHashMap<(usize, u32, usize, usize), Holds>;

/// The kinds of rules that stages ask of every charge.
const KINDS: [Kind; 17] = [
    Kind::Aggravation,
    Kind::Attenuation,
    Kind::Substitution,
    Kind::Exclusion,
    Kind::Extinction,
    Kind::Attempt,
    Kind::Participation,
    Kind::Negligence,
    Kind::Error,
    Kind::Excess,
    Kind::Recidivism,
    Kind::Concurrence,
    Kind::Penalty,
    Kind::Prosecution,
    Kind::Prescription,
    Kind::Measure,
    Kind::Reading,
];

/// The rules that may bear on an offence, and the days on which what is judged of it may change.
#[derive(Debug)]
pub(crate) struct Reach {
    /// Its provision.
    offence: usize,
    rules: FxHashMap<Kind, Vec<usize>>,
    /// The ids under which the offence may be charged or punished, with their places.
    ids: FxHashMap<ProvisionId, usize>,
    /// The groups that may hold one of them, with their places; `None` where the readings decide.
    groups: FxHashMap<u32, Option<usize>>,
    /// What was found of groups, by group, span of days without change of groups, and id.
    held: Vec<AtomicU8>,
    spans: usize,
    /// First days of the spans in which the law says the same of the offence, in order.
    pub(crate) days: Vec<Date>,
    /// The same days, with what changes on each.
    pub(crate) turns: Vec<Turn>,
    /// The days on which the rules of prescription may begin to say something else of the offence, with what changes.
    pub(crate) limits: Vec<Turn>,
    /// What bears on the offence whatever the facts are: any rule.
    every_day: bool,
    /// Penalties that other penalties refer to, whatever their own condition says.
    referred: Places,
    /// Gradings that punish as the rule of negligence does.
    as_negligence: Vec<usize>,
    /// No later offence may stand in its place.
    alone: bool,
    /// Every atom of the conditions that may bear on it, in order.
    atoms: Vec<AtomIx>,
}

impl Reach {
    /// The rules of a kind, in catalogue order.
    pub(crate) fn of(&self, kind: Kind) -> &[usize] {
        self.rules.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Whether some condition that may bear on the offence reads an atom.
    pub(crate) fn reads(&self, atom: AtomIx) -> bool {
        self.atoms.binary_search(&atom).is_ok()
    }

    /// Whether a group may hold some id under which the offence is charged or punished.
    pub(super) fn may_group(&self, group: u32) -> bool {
        self.groups.contains_key(&group)
    }

    /// Whether a group holds an id, in a span of days without change of groups; `find` finds it the first time.
    ///
    /// What the readings decide is found once for each evaluation.
    pub(crate) fn group_holds(
        &self,
        group: u32,
        id: &ProvisionId,
        span: usize,
        (read, find): (&RefCell<ByReading>, impl Fn() -> Holds),
    ) -> Holds {
        let Some(id) = self.ids.get(id) else { return find() };
        match self.groups.get(&group) {
            None => Holds::No,
            Some(None) => {
                let key = (self.offence, group, *id, span);
                let known = read.borrow().get(&key).copied();
                known.unwrap_or_else(|| {
                    let found = find();
                    read.borrow_mut().insert(key, found);
                    found
                })
            }
            Some(Some(group)) => {
                let known = &self.held[(group * self.spans + span) * self.ids.len() + id];
                match known.load(Ordering::Relaxed) {
                    NO => Holds::No,
                    YES => Holds::Yes,
                    OPEN => Holds::Unknown,
                    _ => {
                        let found = find();
                        let mark = match found {
                            Holds::No => NO,
                            Holds::Yes => YES,
                            Holds::Unknown => OPEN,
                        };
                        known.store(mark, Ordering::Relaxed);
                        found
                    }
                }
            }
        }
    }

    /// Whether a change of a provision bears on the offence whatever the facts are.
    pub(super) fn always(&self, provision: usize) -> bool {
        self.every_day || self.referred.has(provision)
    }

    /// Whether a group holds something else of the offence from a day on.
    pub(super) fn regroups(&self, context: &Context<'_>, group: usize, day: Date) -> bool {
        let own = u32::try_from(group).ok().filter(|own| self.alone && self.groups.contains_key(own));
        // What other offences may be in is not kept.
        let Some(own) = own else { return true };
        let holds = |id: &ProvisionId, day: Date| {
            let find = || context.quietly(|| context.group_holds(group, id, day, 0));
            self.group_holds(own, id, context.index.group_span(day), (&context.by_reading_quietly, find))
        };
        self.ids.keys().any(|id| holds(id, day.previous()) != holds(id, day))
    }

    /// Whether a rule of prescription may be asked about the offence.
    pub(super) fn prescribes(&self, context: &Context<'_>, rule: usize) -> bool {
        context.index.given_way(context.model).contains(&rule) || self.of(Kind::Prescription).contains(&rule)
    }

    /// Whether some grading that may be met punishes as the rule of negligence does.
    pub(super) fn follows_negligence(&self, model: &Model, wires: &Wires<'_>) -> bool {
        self.as_negligence.iter().flat_map(|at| &model.provisions[*at].versions).any(|version| match &version.body {
            Body::Grading(rule) => rule.when.as_ref().is_some_and(|when| !turns::fails(wires, model, when)),
            _ => false,
        })
    }

    /// Of the offence at this place of the model.
    pub(crate) fn find(model: &Model, index: &Index, offence: usize) -> Reach {
        let mut search = Search {
            model,
            index,
            rules: FxHashMap::default(),
            ids: FxHashMap::default(),
            groups: Vec::new(),
            seen: Places::none(model),
            every_day: false,
            referred: Places::none(model),
            alone: true,
        };
        search.offence(offence);
        // Rules that reach whatever the offence is, and those that other rules name.
        for kind in [Kind::Presumption, Kind::Parameter, Kind::Negligence] {
            search.seen.add_all(index.of(kind));
        }
        search.charged();
        // What is told of a charge beside its range is read from the law of one day.
        let judged = |at: &usize| match model.provisions[*at].kind {
            Kind::Prescription | Kind::Prosecution | Kind::Measure => false,
            Kind::Parameter => [CEILING, FLOOR].contains(&model.provisions[*at].id.as_str()),
            _ => true,
        };
        let turns = if search.every_day {
            turns::turns(index, 0..model.provisions.len())
        } else {
            turns::turns(index, search.seen.iter().filter(judged))
        };
        let days = turns.iter().map(|turn| turn.day).collect();
        let grouped = search.seen.iter().filter(|at| model.provisions[*at].kind == Kind::Group);
        let limits = turns::turns(index, grouped.chain(index.of(Kind::Prescription).iter().copied()));
        let as_negligence = search.as_negligence();
        let mut places = 0_usize..;
        let mut place = |group: u32| (group, if group_by_reading(model, group, 0) { None } else { places.next() });
        let groups: FxHashMap<u32, Option<usize>> = search.groups.iter().map(|group| place(*group)).collect();
        let spans = index.group_spans();
        let room = groups.len() * spans * search.ids.len();
        let held = std::iter::repeat_with(|| AtomicU8::new(0)).take(room).collect();
        let atoms = search.atoms();
        let Search { rules, ids, every_day, referred, alone, .. } = search;
        Reach {
            offence,
            rules,
            ids,
            groups,
            held,
            spans,
            days,
            turns,
            limits,
            every_day,
            referred,
            as_negligence,
            alone,
            atoms,
        }
    }
}

/// Some provisions, by their place.
#[derive(Debug)]
struct Places(Vec<bool>);

impl Places {
    fn none(model: &Model) -> Places {
        Places(vec![false; model.provisions.len()])
    }
    fn has(&self, at: usize) -> bool {
        self.0[at]
    }
    /// Adds one; whether it is new.
    fn add(&mut self, at: usize) -> bool {
        !std::mem::replace(&mut self.0[at], true)
    }
    fn add_all(&mut self, all: &[usize]) {
        all.iter().for_each(|at| self.0[*at] = true);
    }
    /// In catalogue order.
    fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, has)| **has).map(|(at, _)| at)
    }
}

struct Search<'a> {
    model: &'a Model,
    index: &'a Index,
    /// Of the offence that is looked for.
    rules: FxHashMap<Kind, Vec<usize>>,
    ids: FxHashMap<ProvisionId, usize>,
    groups: Vec<u32>,
    /// Every provision whose change may change the answer.
    seen: Places,
    /// What the facts name decides: any rule may change it.
    every_day: bool,
    /// What penalties refer to.
    referred: Places,
    /// No successor was found.
    alone: bool,
}

impl Search<'_> {
    fn offence(&mut self, offence: usize) {
        let own = self.index.charged_as(self.model, offence);
        let mut ids = own.to_vec();
        let among = Among::new(self.model, self.index, own);
        for at in self.index.of(Kind::Penalty).iter().filter(|at| among.ruled_by(**at)) {
            ids.extend_from_slice(self.index.charged_as(self.model, *at));
        }
        ids.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
        ids.dedup();
        let among = Among::new(self.model, self.index, &ids);
        self.see(offence);
        let first = self.rules.is_empty();
        for kind in KINDS {
            let rules: Vec<usize> = self.index.of(kind).iter().copied().filter(|at| among.ruled_by(*at)).collect();
            rules.iter().for_each(|at| self.see(*at));
            if first {
                self.rules.insert(kind, rules);
            }
        }
        let groups = self.index.of(Kind::Group).iter();
        let groups: Vec<usize> = groups.copied().filter(|at| among.some_in_group(*at, 0)).collect();
        self.seen.add_all(&groups);
        if first {
            self.groups = groups.iter().filter_map(|at| u32::try_from(*at).ok()).collect();
            self.ids = ids.into_iter().zip(0..).collect();
        }
        let id = &self.model.provisions[offence].id;
        self.seen.add_all(self.index.find(id, Kind::Gap).as_slice());
        let successors: Vec<usize> = self.model.provisions[offence]
            .versions
            .iter()
            .filter_map(|version| match &version.body {
                Body::Offence(offence) => Some(&offence.succeeded_by),
                _ => None,
            })
            .flatten()
            .flat_map(|id| [Kind::Offence, Kind::Participation].map(|kind| self.index.find(id.as_str(), kind)))
            .flatten()
            .collect();
        for at in successors {
            self.alone = false;
            if !self.seen.has(at) {
                self.offence(at);
            }
        }
    }

    /// Notes a provision and those that its penalties refer to.
    fn see(&mut self, at: usize) {
        if !self.seen.add(at) {
            return;
        }
        let model = self.model;
        for version in &model.provisions[at].versions {
            version.body.penalties(&mut |spec| self.refers(spec));
        }
    }
    fn refers(&mut self, spec: &PenaltySpec) {
        match spec {
            PenaltySpec::SameAs { id, .. } => {
                let places = [Kind::Offence, Kind::Penalty].into_iter().flat_map(|kind| self.index.of(kind));
                let named = |at: &usize| self.index.id(*at).is_some_and(|own| own.covers(id));
                let places: Vec<usize> = places.copied().filter(named).collect();
                self.referred.add_all(&places);
                places.into_iter().for_each(|at| self.see(at));
            }
            PenaltySpec::AsParticipant { .. } => self.every_day = true,
            _ => {}
        }
    }

    /// Offences that some condition asks to be made out beside another.
    fn charged(&mut self) {
        let named: Vec<&ProvisionId> =
            self.seen.iter().flat_map(|at| &self.index.reads(self.model, at).charges).collect();
        let of =
            |at: &usize| self.index.id(*at).is_some_and(|own| named.iter().any(|id| own.covers(id) || id.covers(own)));
        let found: Vec<usize> = self.index.of(Kind::Offence).iter().copied().filter(of).collect();
        self.seen.add_all(&found);
    }

    /// The atoms of every condition of what was seen.
    fn atoms(&self) -> Vec<AtomIx> {
        let mut atoms: Vec<AtomIx> =
            self.seen.iter().flat_map(|at| &self.index.reads(self.model, at).atoms).copied().collect();
        atoms.sort_unstable();
        atoms.dedup();
        atoms
    }

    /// The gradings with a row that punishes as negligence.
    fn as_negligence(&self) -> Vec<usize> {
        let follows = |at: &usize| {
            self.model.provisions[*at].versions.iter().any(|version| match &version.body {
                Body::Grading(rule) => {
                    let under = rule.rows.under.iter().flat_map(|(_, _, rows)| rows);
                    rule.rows.plain.iter().chain(under).any(|row| row.as_negligence.is_some())
                }
                _ => false,
            })
        };
        self.rules.values().flatten().copied().filter(follows).collect()
    }
}

/// The rules of prescription that others give way to, whatever their own condition says.
pub(super) fn given_way(model: &Model, index: &Index) -> Vec<usize> {
    let all = index.of(Kind::Prescription);
    let versions = || all.iter().flat_map(|at| &model.provisions[*at].versions);
    let given = |id: &ProvisionId| {
        let own = Among::new(model, index, std::slice::from_ref(id));
        versions().any(|version| match &version.body {
            Body::Prescription(rule) => own.some_in(&rule.gives_way),
            _ => false,
        })
    };
    all.iter().copied().filter(|at| index.id(*at).is_some_and(given)).collect()
}
