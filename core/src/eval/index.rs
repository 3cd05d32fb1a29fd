//! Where things stand in the model: made when a law is loaded, and asked by every stage.

use super::bearing::{self, Together};
use super::context::Compiled;
use super::naming::{self, Reads};
use super::reach::{self, Reach};
use super::sieve::Sieve;
use super::turns::{self, Texts};
use crate::exact::{Date, ProvisionId};
use crate::model::{Body, FactIx, Headings, Kind, Model, Version};
use crate::packed::Str;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Where things stand in the model, made once when a law is loaded.
#[derive(Debug, Default)]
pub(crate) struct Index {
    by_kind: FxHashMap<Kind, Vec<usize>>,
    by_id: FxHashMap<Kind, FxHashMap<Str, usize>>,
    /// The facts, by name.
    facts: FxHashMap<Str, FactIx>,
    /// The facts that say when the act was.
    pub(crate) act: ActDays,
    /// The first provision of an id.
    firsts: FxHashMap<Str, usize>,
    /// The ids of the provisions that have an address of the law.
    ids: Vec<Option<ProvisionId>>,
    /// The days on which each provision has another text, with the places of its texts.
    turns: Vec<Vec<(Date, Texts)>>,
    /// Groups that stand in a taxonomy.
    pub(crate) taxonomies: Vec<usize>,
    /// First days of every span in which no rule changes, in order.
    pub(crate) boundaries: Vec<Date>,
    /// The same of the presumptions alone.
    presumptions: Vec<Date>,
    /// The same of the groups.
    groups: Vec<Date>,
    /// The same of the offences, the groups and the rules of conflict.
    #[cfg_attr(not(feature = "tables"), allow(dead_code, reason = "only tables remember what was displaced"))]
    conflicts: Vec<Date>,
    /// What may bear on each offence, by provision; found when it is first asked for.
    reaches: Vec<OnceLock<Reach>>,
    /// The offences that may displace each offence, likewise.
    rivals: Vec<OnceLock<Vec<usize>>>,
    /// The rules of conflict by which each offence may yield, likewise.
    yielding: Vec<OnceLock<Vec<usize>>>,
    /// What may exclude each offence, likewise.
    doubts: Vec<OnceLock<Vec<Together>>>,
    /// The ids under which each provision may be charged, likewise.
    charged: Vec<OnceLock<Vec<ProvisionId>>>,
    /// What the conditions of each provision read, likewise.
    reads: Vec<OnceLock<Reads>>,
    sieve: OnceLock<Sieve>,
    /// The rules of prescription that others give way to.
    given_way: OnceLock<Vec<usize>>,
}

/// The facts of a vocabulary that say when the act was.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ActDays {
    pub(crate) date: Option<FactIx>,
    pub(crate) ongoing: Option<FactIx>,
    pub(crate) ended: Option<FactIx>,
    pub(crate) continued: Option<FactIx>,
}

impl Index {
    pub(crate) fn new(model: &Model) -> Index {
        let turns = model.provisions.iter().map(turns::of_provision).collect();
        let mut index = Index { turns, ..Index::default() };
        let of_kind = |kind: fn(Kind) -> bool| {
            let some = model.provisions.iter().zip(&index.turns).filter(|(provision, _)| kind(provision.kind));
            some.flat_map(|(_, turns)| turns).map(|(day, _)| *day).collect::<Vec<Date>>()
        };
        let in_order = |mut days: Vec<Date>| {
            days.sort_unstable();
            days.dedup();
            days
        };
        let own = model.conflicts.iter().flat_map(|c| [Some(c.since), c.until.map(Date::next)]).flatten();
        let mut conflicts = of_kind(|kind| matches!(kind, Kind::Group | Kind::Offence));
        conflicts.extend(own);
        index.boundaries = in_order(of_kind(|_| true));
        index.presumptions = in_order(of_kind(|kind| kind == Kind::Presumption));
        index.groups = in_order(of_kind(|kind| kind == Kind::Group));
        index.conflicts = in_order(conflicts);
        for (at, provision) in model.provisions.iter().enumerate() {
            index.by_kind.entry(provision.kind).or_default().push(at);
            index.by_id.entry(provision.kind).or_default().insert(provision.id.clone(), at);
            index.firsts.entry(provision.id.clone()).or_insert(at);
            index.ids.push(provision.provision_id());
            let listed = |v: &Version| matches!(&v.body, Body::Group(group) if group.taxonomy.is_some());
            index.taxonomies.extend(provision.versions.iter().any(listed).then_some(at));
        }
        for (at, fact) in model.facts.iter().enumerate() {
            index.facts.entry(fact.name.clone()).or_insert(FactIx::new(at));
        }
        let fact = |name: &str| index.fact(name);
        index.act = ActDays {
            date: fact("act.date"),
            ongoing: fact("act.ongoing"),
            ended: fact("act.ended"),
            continued: fact("act.continued"),
        };
        index.reaches = later(model);
        index.rivals = later(model);
        index.yielding = later(model);
        index.doubts = later(model);
        index.charged = later(model);
        index.reads = later(model);
        index
    }
    /// The days on which a provision has another text, with the places of its texts of the day before and of the day.
    pub(super) fn turns(&self, at: usize) -> &[(Date, Texts)] {
        &self.turns[at]
    }
    /// The rules of prescription that others give way to.
    pub(super) fn given_way(&self, model: &Model) -> &[usize] {
        self.given_way.get_or_init(|| reach::given_way(model, self))
    }
    /// Provisions of a kind, in catalogue order.
    pub(crate) fn of(&self, kind: Kind) -> &[usize] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }
    /// The provision of an id and kind.
    pub(crate) fn find(&self, id: &str, kind: Kind) -> Option<usize> {
        self.by_id.get(&kind)?.get(id).copied()
    }
    /// A fact by its name.
    pub(crate) fn fact(&self, name: &str) -> Option<FactIx> {
        self.facts.get(name).copied()
    }
    /// The offence that an id, perhaps with a letter, belongs to: the nearest above it.
    pub(crate) fn offence_of(&self, id: &ProvisionId) -> Option<usize> {
        let mut text = id.as_str();
        loop {
            if let Some(at) = self.find(text, Kind::Offence) {
                return Some(at);
            }
            // An article is the shortest address there is.
            text = text.rfind(':').map(|end| &text[..end]).filter(|above| above.contains(':'))?;
        }
    }
    /// The address of a provision, when it has one.
    pub(crate) fn id(&self, at: usize) -> Option<&ProvisionId> {
        self.ids[at].as_ref()
    }
    /// The headings of an id or of the provision it lies in.
    pub(crate) fn headings<'m>(&self, model: &'m Model, id: &ProvisionId) -> Option<&'m Headings> {
        let mut text = id.as_str();
        loop {
            if let Some(at) = self.first(text) {
                return Some(&model.provisions[at].headings);
            }
            text = &text[..text.rfind(':')?];
        }
    }
    /// The first provision of an id, of any kind.
    pub(crate) fn first(&self, id: &str) -> Option<usize> {
        self.firsts.get(id).copied()
    }
    /// What may bear on an offence, by its provision.
    pub(crate) fn reach(&self, model: &Model, offence: usize) -> &Reach {
        self.reaches[offence].get_or_init(|| Reach::find(model, self, offence))
    }
    /// The offences that may displace one, by provision.
    pub(crate) fn rivals(&self, model: &Model, offence: usize) -> &[usize] {
        self.rivals[offence].get_or_init(|| bearing::rivals(model, self, offence))
    }
    /// The rules of conflict by which an offence may yield, by its provision.
    pub(crate) fn yielding(&self, model: &Model, offence: usize) -> &[usize] {
        self.yielding[offence].get_or_init(|| bearing::yielding(model, self, offence))
    }
    /// What may exclude an offence whose elements are met, by provision.
    pub(crate) fn doubts(&self, model: &Model, offence: usize) -> &[Together] {
        self.doubts[offence].get_or_init(|| bearing::doubts(model, self.reach(model, offence)))
    }
    /// The ids under which a provision may be charged.
    pub(crate) fn charged_as(&self, model: &Model, at: usize) -> &[ProvisionId] {
        self.charged[at].get_or_init(|| naming::charged_as(model, self, at))
    }
    /// What the conditions of a provision read.
    pub(super) fn reads(&self, model: &Model, at: usize) -> &Reads {
        self.reads[at].get_or_init(|| naming::reads(model, at))
    }
    /// Which offences facts leave possible; made when it is first asked for.
    pub(crate) fn sieve(&self, law: Compiled<'_>) -> &Sieve {
        self.sieve.get_or_init(|| Sieve::new(law.model, law.circuit, self))
    }
    /// How many spans of days there are in which no group changes.
    pub(crate) fn group_spans(&self) -> usize {
        self.groups.len() + 1
    }
    /// The span that a day lies in.
    pub(crate) fn group_span(&self, day: Date) -> usize {
        self.groups.partition_point(|turn| *turn <= day)
    }
    /// The span that a day lies in, of those in which the same charges displace the same.
    #[cfg(feature = "tables")]
    pub(crate) fn conflict_span(&self, day: Date) -> usize {
        self.conflicts.partition_point(|turn| *turn <= day)
    }
    /// A day with the same presumptions, the same for all days that have them.
    pub(crate) fn presumed_alike(&self, day: Date) -> Date {
        match self.presumptions.partition_point(|turn| *turn <= day) {
            0 => Date::MIN,
            at => self.presumptions[at - 1],
        }
    }
}

/// Room for what is found of each provision when it is first asked for.
fn later<T>(model: &Model) -> Vec<OnceLock<T>> {
    model.provisions.iter().map(|_| OnceLock::new()).collect()
}
