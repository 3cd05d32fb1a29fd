//! What every stage reads: the law, its index, the readings, and one count with its wires.

use super::index::Index;
use super::reach::{ByReading, Reach};
use super::run::{Found, Program, Wires, truth};
use super::sieve::Sieve;
use crate::compile::Circuit;
use crate::exact::{Date, ProvisionId};
use crate::facts::{Case, Count, Truth};
use crate::model::{
    Body, ChargeTest, Cond, Holds, Kind, Known, Model, Part, PenaltyKind, Provision, Selection, Variants, Version,
};
use crate::packed::Str;
use crate::verdict::{Charge, Met};
use rustc_hash::FxHashMap;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The parameter of the longest prison that a charge may reach, and that of the shortest.
pub(crate) const CEILING: &str = "prison_ceiling";
pub(crate) const FLOOR: &str = "prison_floor";

/// How deep groups may name groups.
const MAX_GROUP_DEPTH: usize = 16;

/// The readings chosen for a case, and those that were used.
pub(crate) struct Readings<'a> {
    chosen: FxHashMap<&'a str, (&'a str, Cell<bool>)>,
    /// What is read now does not count as used.
    quiet: Cell<bool>,
}

/// A law as it is run.
#[derive(Clone, Copy)]
pub(crate) struct Compiled<'a> {
    pub(crate) model: &'a Model,
    pub(crate) circuit: &'a Circuit,
    pub(crate) program: &'a Program,
}

/// One evaluation of a case.
pub(crate) struct Context<'a> {
    pub(super) law: Compiled<'a>,
    pub(crate) model: &'a Model,
    pub(crate) index: &'a Index,
    pub(crate) case: &'a Case,
    readings: Readings<'a>,
    pub(super) by_reading: RefCell<ByReading>,
    /// The same of what was asked quietly.
    pub(super) by_reading_quietly: RefCell<ByReading>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(law: Compiled<'a>, index: &'a Index, case: &'a Case) -> Context<'a> {
        let model = law.model;
        let defaults = index.of(Kind::Reading).iter().filter_map(|at| {
            let provision = &model.provisions[*at];
            match &provision.versions.first()?.body {
                Body::Reading(reading) => Some((provision.id.as_str(), reading.values.first()?.0.as_str())),
                _ => None,
            }
        });
        let named = case.readings.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let chosen = defaults.chain(named).map(|(name, value)| (name, (value, Cell::new(false)))).collect();
        Context {
            law,
            model,
            index,
            case,
            readings: Readings { chosen, quiet: Cell::new(false) },
            by_reading: RefCell::default(),
            by_reading_quietly: RefCell::default(),
        }
    }

    /// The chosen value of a reading, noted as used.
    pub(crate) fn reading(&self, name: &str) -> Option<&'a str> {
        let (value, used) = self.readings.chosen.get(name)?;
        used.set(used.get() || !self.readings.quiet.get());
        Some(value)
    }
    /// What is found without counting the readings that it rests on as used: whether to look is not the answer.
    pub(super) fn quietly<T>(&self, find: impl FnOnce() -> T) -> T {
        let before = self.readings.quiet.replace(true);
        let found = find();
        self.readings.quiet.set(before);
        found
    }
    /// Whether a reading has a value, noted as used when the reading exists.
    pub(crate) fn reading_is(&self, name: &str, value: &str) -> bool {
        self.reading(name).is_some_and(|chosen| chosen == value)
    }
    /// The readings that were used so far.
    pub(crate) fn readings_used(&self) -> BTreeMap<Str, Str> {
        let used = self.readings.chosen.iter().filter(|(_, (_, used))| used.get());
        used.map(|(name, (value, _))| ((*name).into(), (*value).into())).collect()
    }
    /// The variant that the readings choose, and the reading that chose it.
    pub(crate) fn variant<'v, T>(&self, variants: &'v Variants<T>) -> (&'v T, Option<Str>) {
        let mut note = None;
        for (name, value, what) in &variants.under {
            if self.reading_is(name, value) {
                return (what, Some(format!("{name}={value}").into()));
            }
            note = self.reading(name).map(|chosen| format!("{name}={chosen}").into());
        }
        (&variants.plain, note)
    }

    /// The version of a provision in force on a day.
    pub(crate) fn version(&self, provision: usize, day: Date) -> Option<&'a Version> {
        self.model.provisions[provision].version_on(day)
    }
    pub(crate) fn provision(&self, at: usize) -> &'a Provision {
        &self.model.provisions[at]
    }
    /// The address of a provision, when it has one.
    pub(crate) fn id(&self, at: usize) -> Option<&'a ProvisionId> {
        self.index.id(at)
    }
    /// Which offences the facts of a count leave possible.
    pub(crate) fn sieve(&self) -> &'a Sieve {
        self.index.sieve(self.law)
    }
    /// What may bear on an offence.
    pub(crate) fn reach(&self, offence: usize) -> &'a Reach {
        self.index.reach(self.model, offence)
    }

    /// The offence that an id, perhaps with a letter, belongs to: the nearest above it.
    pub(crate) fn offence_of(&self, id: &ProvisionId) -> Option<usize> {
        self.index.offence_of(id)
    }

    /// Whether a selection holds an id on a day.
    pub(crate) fn holds(&self, selection: &Selection, id: &ProvisionId, day: Date) -> Holds {
        self.holds_within(selection, id, day, 0)
    }
    fn holds_within(&self, selection: &Selection, id: &ProvisionId, day: Date, depth: usize) -> Holds {
        let headings = || self.index.headings(self.model, id);
        selection.holds(id, &headings, &|group| self.group_holds(group as usize, id, day, depth + 1))
    }
    /// The same of a selection that may be a gap.
    pub(crate) fn known_holds(&self, known: &Known<Selection>, id: &ProvisionId, day: Date) -> Holds {
        self.known_holds_within(known, id, day, 0)
    }
    fn known_holds_within(&self, known: &Known<Selection>, id: &ProvisionId, day: Date, depth: usize) -> Holds {
        match known {
            Known::Text(selection) => self.holds_within(selection, id, day, depth),
            Known::Gap { at_most: Some(bound), .. } => match self.holds_within(bound, id, day, depth) {
                Holds::No => Holds::No,
                _ => Holds::Unknown,
            },
            Known::Gap { at_most: None, .. } => Holds::Unknown,
        }
    }
    /// Whether a group holds an id on a day; a group that is not in force holds nothing.
    pub(crate) fn group_holds(&self, group: usize, id: &ProvisionId, day: Date, depth: usize) -> Holds {
        match self.version(group, day) {
            Some(version) if depth <= MAX_GROUP_DEPTH => self.group_version_holds(version, id, day, depth),
            Some(_) => Holds::Unknown,
            None => Holds::No,
        }
    }
    fn group_version_holds(&self, version: &Version, id: &ProvisionId, day: Date, depth: usize) -> Holds {
        let Body::Group(group) = &version.body else { return Holds::No };
        let (members, _) = self.variant(&group.members);
        match (self.known_holds_within(members, id, day, depth), self.holds_within(&group.excluding, id, day, depth)) {
            (Holds::No, _) | (_, Holds::Yes) => Holds::No,
            (held, Holds::No) => held,
            _ => Holds::Unknown,
        }
    }
    /// For atoms: whether a version of a group holds an id named by a fact.
    pub(crate) fn named_in_group(&self, group: u32, version: u32, id: &str) -> Truth {
        let version = &self.model.provisions[group as usize].versions[version as usize];
        let Some(id) = ProvisionId::parse(id) else { return Truth::Unknown };
        match self.group_version_holds(version, &id, version.since, 1) {
            Holds::Yes => Truth::True,
            Holds::No => Truth::False,
            Holds::Unknown => Truth::Unknown,
        }
    }

    /// The value of a parameter on a day: the numbers by zone, and the day that value began.
    pub(crate) fn parameter(&self, name: &str, day: Date) -> Option<(&'a crate::model::Parameter, usize)> {
        let at = self.index.find(name, Kind::Parameter)?;
        let Body::Parameter(parameter) = &self.version(at, day)?.body else { return None };
        let value = parameter.values.iter().rposition(|value| value.since <= day)?;
        Some((parameter, value))
    }
    /// The single whole value of a parameter on a day.
    pub(crate) fn number(&self, name: &str, day: Date) -> Option<i64> {
        let (parameter, at) = self.parameter(name, day)?;
        parameter.values[at].values.first().copied().flatten().map(|n| n.cents())
    }
    /// The citation of a parameter.
    pub(crate) fn parameter_source(&self, name: &str) -> Str {
        self.index
            .find(name, Kind::Parameter)
            .and_then(|at| self.provision(at).by.as_ref())
            .map_or_else(|| name.into(), ProvisionId::text)
    }
}

/// One count and its wires on the dates of law asked for.
pub(crate) struct Frame<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) count: &'a Count,
    /// The days of the act, once they were asked for.
    pub(crate) days: OnceCell<Days>,
    /// What was found of the circuit, by the first day of the span with the same presumptions.
    found: RefCell<Vec<(Date, Rc<Found>)>>,
}

/// First and last possible day of the act, and of its end.
#[derive(Clone, Copy)]
pub(crate) struct Days {
    pub(crate) act: (Date, Date),
    pub(crate) end: (Date, Date),
}

impl<'a> Frame<'a> {
    pub(crate) fn new(context: &'a Context<'a>, count: &'a Count) -> Frame<'a> {
        Frame { context, count, days: OnceCell::new(), found: RefCell::default() }
    }
    /// The wires on a date of law.
    pub(crate) fn wires(&self, law_date: Date) -> Wires<'a> {
        let key = self.context.index.presumed_alike(law_date);
        let mut known = self.found.borrow_mut();
        let wires = |found: &Rc<Found>| Wires::of(self.context, self.count, Rc::clone(found));
        if let Some((_, found)) = known.iter().find(|(day, _)| *day == key) {
            return wires(found);
        }
        let alike = known.iter().map(|(_, found)| wires(found)).find(|wires| wires.alike(law_date));
        let wires = alike.unwrap_or_else(|| Wires::new(self.context, self.count, law_date));
        known.push((key, wires.found()));
        wires
    }
}

/// What a charge came to, for the rules of prescription.
#[derive(Clone, Debug)]
pub(crate) struct Computed {
    /// The parts of its penalty, on each course that it may take; `None`: no range is stated.
    pub(crate) parts: Vec<Option<Vec<Part>>>,
    /// Consequences that are ordered.
    pub(crate) consequences: Vec<Str>,
    /// It is prosecuted on complaint.
    pub(crate) on_complaint: Truth,
    /// The offence is permanent.
    pub(crate) permanent: Truth,
}

impl Computed {
    /// Of a charge: the parts of its ranges, and what the charge says of itself.
    pub(crate) fn of(charge: &Charge, parts: Vec<Option<Vec<Part>>>, permanent: bool) -> Computed {
        let penalty = charge.penalty.established.as_ref();
        let ordered = penalty.into_iter().flat_map(|p| &p.consequences).filter(|c| c.status == Met::Met);
        Computed {
            parts,
            consequences: ordered.flat_map(|c| c.kind.split('|').map(Str::from)).collect(),
            on_complaint: match charge.prosecution.mode {
                "complaint" => Truth::True,
                "ex_officio" => Truth::False,
                _ => Truth::Unknown,
            },
            permanent: permanent.into(),
        }
    }
    /// The parts that there are, in the order of the contract.
    pub(crate) fn parts(prison: bool, fine: bool, work: bool) -> Vec<Part> {
        let has = [(Part::Prison, prison), (Part::Fine, fine), (Part::CommunityWork, work)];
        has.into_iter().filter(|(_, has)| *has).map(|(part, _)| part).collect()
    }
    fn on_every_course(&self, holds: impl Fn(&[Part]) -> bool) -> Truth {
        let each = self.parts.iter().map(|parts| parts.as_ref().map_or(Truth::Unknown, |parts| holds(parts).into()));
        agreed(each).unwrap_or(Truth::Unknown)
    }
    fn truth(&self, test: &ChargeTest) -> Truth {
        match test {
            ChargeTest::Has(PenaltyKind::Part(part)) => self.on_every_course(|parts| parts.contains(part)),
            ChargeTest::Has(PenaltyKind::Consequence(kind)) => self.consequences.contains(kind).into(),
            ChargeTest::Only(kinds) => self.on_every_course(|parts| {
                let named = |kind: PenaltyKind| kinds.contains(&kind);
                let accessory = kinds.iter().any(|kind| matches!(kind, PenaltyKind::Consequence(_)));
                let within = parts.iter().all(|part| named(PenaltyKind::Part(*part)))
                    && (!accessory
                        || self.consequences.iter().all(|kind| named(PenaltyKind::Consequence(kind.clone()))));
                let some = !parts.is_empty() || (accessory && !self.consequences.is_empty());
                within && some
            }),
            ChargeTest::OnComplaint => self.on_complaint,
            ChargeTest::Permanent => self.permanent,
            _ => Truth::Unknown,
        }
    }
}

/// What all of some truths say; unknown when they differ, `None` when there are none.
fn agreed(mut truths: impl Iterator<Item = Truth>) -> Option<Truth> {
    let first = truths.next()?;
    Some(truths.fold(first, |all, one| if one == all { all } else { Truth::Unknown }))
}

/// The charge a stage is judging: what its conditions may ask of it.
pub(crate) struct Bench<'a> {
    pub(crate) frame: &'a Frame<'a>,
    pub(crate) context: &'a Context<'a>,
    pub(crate) wires: Wires<'a>,
    pub(crate) law_date: Date,
    /// What may bear on the charge; `None`: any rule.
    pub(crate) reach: Option<&'a Reach>,
    /// The offence with its gravest letter, when known.
    pub(crate) charge: ProvisionId,
    /// Another carries the conduct out, and the accused takes part in it.
    pub(crate) conduct_of_another: bool,
    /// The letters by which it may come to be charged, while none is met.
    pub(crate) letters: Vec<ProvisionId>,
    /// The letters, penalty rules and rows that may punish it, once they are known.
    pub(crate) rows: Vec<ProvisionId>,
    /// The groups that were asked for, and whether they hold the charge.
    pub(crate) grouped: RefCell<Vec<(u32, Truth)>>,
    /// What the penalty came to, once it is computed.
    pub(crate) computed: RefCell<Option<Computed>>,
    /// What became of it, for jurisdiction and extradition.
    pub(crate) beyond: RefCell<Option<super::international::Beyond>>,
    /// Qualifiers decided so far.
    pub(crate) qualified: RefCell<Vec<(ProvisionId, Truth)>>,
}

impl<'a> Bench<'a> {
    pub(crate) fn new(frame: &'a Frame<'a>, law_date: Date, charge: ProvisionId) -> Bench<'a> {
        Bench {
            frame,
            context: frame.context,
            wires: frame.wires(law_date),
            law_date,
            reach: None,
            charge,
            letters: Vec::new(),
            rows: Vec::new(),
            grouped: RefCell::default(),
            conduct_of_another: false,
            computed: RefCell::default(),
            beyond: RefCell::default(),
            qualified: RefCell::default(),
        }
    }
    /// The same for a charge of an offence, by its provision.
    pub(crate) fn of_offence(frame: &'a Frame<'a>, law_date: Date, offence: usize, charge: ProvisionId) -> Bench<'a> {
        Bench { reach: Some(frame.context.reach(offence)), ..Bench::new(frame, law_date, charge) }
    }
    /// Takes note of the letters by which it may come to be charged.
    pub(crate) fn charged_by(&mut self, letters: Vec<ProvisionId>) {
        self.letters = letters;
        self.grouped.get_mut().clear();
    }
    /// Takes note of what punishes the charge.
    pub(crate) fn punished_by(&mut self, rows: Vec<ProvisionId>) {
        self.rows = rows;
        self.grouped.get_mut().clear();
    }
    /// The rules of a kind that may bear on the charge, in catalogue order.
    pub(crate) fn rules(&self, kind: Kind) -> &'a [usize] {
        self.reach.map_or_else(|| self.context.index.of(kind), |reach| reach.of(kind))
    }
    /// The text of a rule that is in force, or its first one when what was in force is older than the pack covers: then what
    /// it said is a gap, and this is true.
    pub(crate) fn in_force_or_older(&self, provision: usize) -> Option<(&'a Version, bool)> {
        if let Some(version) = self.context.version(provision, self.law_date) {
            return Some((version, false));
        }
        let first = self.context.provision(provision).versions.first()?;
        (first.open_start && self.law_date < first.since).then_some((first, true))
    }
    /// What a test of the charge is.
    pub(crate) fn charge_truth(&self, test: &ChargeTest) -> Truth {
        match test {
            ChargeTest::InGroup(group) => self.grouped(*group),
            ChargeTest::Is(ids) => ids.iter().any(|id| id.covers(&self.charge)).into(),
            ChargeTest::QualifiedBy(id) => self
                .qualified
                .borrow()
                .iter()
                .filter(|(by, _)| id.covers(by) || by.covers(id))
                .map(|(_, truth)| *truth)
                .fold(Truth::False, Truth::or),
            ChargeTest::Charged(id) => self.charged(id),
            ChargeTest::Beyond(test) => super::international::truth(self, test),
            later => self.computed.borrow().as_ref().map_or(Truth::Unknown, |computed| computed.truth(later)),
        }
    }
    /// Whether another offence is made out on the same facts and date; its own later rules are not asked.
    fn charged(&self, id: &ProvisionId) -> Truth {
        let context = self.context;
        context
            .index
            .of(Kind::Offence)
            .iter()
            .filter(|at| context.id(**at).is_some_and(|own| own.covers(id) || id.covers(own)))
            .filter_map(|at| context.version(*at, self.law_date))
            .filter_map(|version| match &version.body {
                Body::Offence(offence) => Some(super::subsume::made_out(self, offence)),
                _ => None,
            })
            .fold(Truth::False, Truth::or)
    }
    /// The truth of a condition for this charge.
    pub(crate) fn truth(&self, condition: &Cond) -> Truth {
        truth(self.context.model, &self.wires, condition, &|test| self.charge_truth(test))
    }
    /// The truth of a condition, `True` when there is none.
    pub(crate) fn truth_or_met(&self, condition: Option<&Cond>) -> Truth {
        condition.map_or(Truth::True, |c| self.truth(c))
    }
    /// Whether a selection holds the charge, or else what punishes it.
    pub(crate) fn concerned(&self, selection: &Selection) -> Truth {
        self.held(|id| self.holds(selection, id))
    }
    /// The same of a selection that may be a gap.
    pub(crate) fn reached(&self, selection: &Known<Selection>) -> Truth {
        match selection {
            Known::Text(selection) => self.concerned(selection),
            Known::Gap { at_most: Some(bound), .. } => self.held(|id| match self.holds(bound, id) {
                Holds::No => Holds::No,
                _ => Holds::Unknown,
            }),
            Known::Gap { .. } => self.held(|_| Holds::Unknown),
        }
    }
    /// Whether the charge is held, or else what punishes it: in doubt, when that may be one thing or another.
    fn held(&self, holds: impl Fn(&ProvisionId) -> Holds) -> Truth {
        let truth = |id: &ProvisionId| match holds(id) {
            Holds::Yes => Truth::True,
            Holds::No => Truth::False,
            Holds::Unknown => Truth::Unknown,
        };
        let own = agreed(self.letters.iter().map(truth)).unwrap_or_else(|| truth(&self.charge));
        if own == Truth::True {
            return own;
        }
        agreed(self.rows.iter().map(|row| own.or(truth(row)))).unwrap_or(own)
    }
    /// Whether a group holds the charge, or else what punishes it.
    fn grouped(&self, group: u32) -> Truth {
        let known = self.grouped.borrow().iter().find(|(own, _)| *own == group).map(|(_, truth)| *truth);
        known.unwrap_or_else(|| {
            let found = self.held(|id| self.in_group(group, id));
            self.grouped.borrow_mut().push((group, found));
            found
        })
    }
    /// Whether a group may hold the charge on some day, under an id of its offence.
    pub(super) fn may_group(&self, group: u32) -> bool {
        self.reach.is_none_or(|reach| reach.may_group(group))
    }
    /// Whether a group holds an id on the date of law.
    pub(super) fn in_group(&self, group: u32, id: &ProvisionId) -> Holds {
        let find = || self.context.group_holds(group as usize, id, self.law_date, 0);
        let span = || self.context.index.group_span(self.law_date);
        self.reach.map_or_else(find, |reach| reach.group_holds(group, id, span(), (&self.context.by_reading, find)))
    }
    /// Whether a selection holds an id on the date of law.
    pub(crate) fn holds(&self, selection: &Selection, id: &ProvisionId) -> Holds {
        let headings = || self.context.index.headings(self.context.model, id);
        selection.holds(id, &headings, &|group| self.in_group(group, id))
    }
    /// Whether a selection holds the charge for certain.
    pub(crate) fn selected(&self, selection: &Selection) -> bool {
        self.holds(selection, &self.charge) == Holds::Yes
    }
}
