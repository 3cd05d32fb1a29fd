//! Which offences are made out in which rows: from the planes of what their elements ask.

use super::block::{Block, Span};
use super::cone::{Cone, Run, Settled};
use super::logic::Logic;
use super::plane::Plane;
use super::text::{Text, never, wires};
use crate::compile::Circuit;
use crate::eval::{GRADINGS, Index, Together, doubts};
use crate::exact::Date;
use crate::facts::Truth;
use crate::model::{AtomIx, Body, Cond, CondKind, Kind, Model, Wire};
use crate::packed::Str;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Every offence of a law, ready to be asked of blocks of rows.
#[derive(Debug)]
pub(crate) struct Matcher {
    pub(super) cone: Cone,
    pub(super) offences: Vec<Asked>,
    /// The place among the offences of each provision.
    pub(super) places: Vec<Option<usize>>,
}

/// An offence.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) provision: usize,
    /// Its id.
    pub(super) name: Str,
    pub(super) versions: Vec<Text>,
    bearing: OnceLock<Bearing>,
}

/// What may make something else of it than its elements do; found when it first applies in some row.
#[derive(Debug)]
pub(super) struct Bearing {
    /// Places that may exclude it, each when none of them is unmet; `None`: something may always.
    doubts: Option<Vec<Vec<usize>>>,
    /// The places among the offences of those that may displace it.
    pub(super) rivals: Vec<usize>,
}

impl Matcher {
    /// For every offence of a law, over rows in all of which some atoms say the same: what they settle is left out.
    pub(crate) fn new(
        model: &Model,
        circuit: &Circuit,
        index: &Index,
        same: impl Fn(AtomIx) -> Option<Truth>,
    ) -> Matcher {
        let settled = Settled::new(circuit, same);
        let offences = || index.of(Kind::Offence).iter().copied();
        let bodies = || {
            offences().flat_map(|at| &model.provisions[at].versions).filter_map(|version| match &version.body {
                Body::Offence(offence) if !never(&settled, offence) => Some(offence),
                _ => None,
            })
        };
        // Whatever may exclude an offence is asked beside its elements.
        let rules = [Kind::Exclusion, Kind::Extinction].into_iter().chain(GRADINGS);
        let others = rules.flat_map(|kind| index.of(kind)).flat_map(|at| &model.provisions[*at].versions);
        let mut roots: BTreeSet<u32> = bodies().flat_map(wires).collect();
        others.for_each(|version| version.body.conditions(&mut |condition| roots.extend(below(model, condition))));
        let cone = Cone::below((model, circuit), &settled, roots.into_iter());
        let mut places = vec![None; model.provisions.len()];
        offences().enumerate().for_each(|(place, at)| places[at] = Some(place));
        let asked = |provision: usize| {
            let mut after = i32::MIN;
            let mut versions = Vec::new();
            for version in &model.provisions[provision].versions {
                let until = version.until.map_or(i32::MAX, Date::to_days);
                if let Body::Offence(offence) = &version.body {
                    let days = (after, version.since.to_days(), until);
                    versions.push(match never(&settled, offence) {
                        true => Text::never(days),
                        false => Text::of(&cone, index.id(provision), offence, days),
                    });
                }
                after = until.saturating_add(1);
            }
            let name = model.provisions[provision].id.as_str().into();
            Asked { provision, name, versions, bearing: OnceLock::new() }
        };
        let offences = offences().map(asked).collect();
        Matcher { cone, offences, places }
    }
    /// What is asked of every row.
    pub(crate) fn cone(&self) -> &Cone {
        &self.cone
    }
    /// The place among the offences of a provision.
    pub(crate) fn place(&self, provision: usize) -> Option<usize> {
        self.places.get(provision).copied().flatten()
    }
    /// The provision of the offence at a place.
    pub(crate) fn provision(&self, place: usize) -> usize {
        self.offences[place].provision
    }

    /// Runs what the offences ask over a block.
    #[inline(always)]
    pub(crate) fn run<const W: usize, L: Logic<W>>(&self, run: &mut Run<L>, atom: impl Fn(AtomIx) -> L) {
        self.cone.run(run, atom);
    }

    /// How each offence is made out by its elements on the day of the act, whatever else may bear on it: tells for each
    /// offence, by its place, the rows in which it is met, in which it is unmet, and in which the planes cannot say.
    #[inline(always)]
    pub(crate) fn made_out<const W: usize, L: Logic<W>>(
        &self,
        run: &Run<L>,
        block: &Block<'_, W>,
        mut tell: impl FnMut(usize, Plane<W>, Plane<W>, Plane<W>),
    ) {
        let span = Span::of(block);
        for (place, offence) in self.offences.iter().enumerate() {
            let (yes, no, murky) = offence.made_out(run, block, &span);
            tell(place, yes, no, murky);
        }
    }

    pub(super) fn bearing<'a>(&self, offence: &'a Asked, model: &Model, index: &Index) -> &'a Bearing {
        offence.bearing.get_or_init(|| {
            let places = |together: Together| -> Option<Vec<usize>> {
                let places: Vec<usize> = together.iter().filter_map(|wire| self.cone.place(*wire)).collect();
                (!places.is_empty()).then_some(places)
            };
            let reach = index.reach(model, offence.provision);
            Bearing {
                doubts: doubts(model, reach).into_iter().map(places).collect(),
                rivals: index.rivals(model, offence.provision).iter().filter_map(|at| self.places[*at]).collect(),
            }
        })
    }
}

impl Asked {
    /// The rows of a block in which it is met, in which it is unmet, and in which the planes cannot say.
    #[inline(always)]
    fn made_out<const W: usize, L: Logic<W>>(
        &self,
        run: &Run<L>,
        block: &Block<'_, W>,
        span: &Span<W>,
    ) -> (Plane<W>, Plane<W>, Plane<W>) {
        let whole = self.versions.iter().find(|text| text.exact && span.within(text.since, text.until));
        if let Some(text) = whole {
            let judged = text.judge(run);
            let murky = block.aside.or(judged.murky()).and(block.rows);
            return (judged.yes().and(block.rows).less(murky), judged.no().and(block.rows).less(murky), murky);
        }
        let (mut yes, mut no, mut murky) = (Plane::NONE, block.rows, block.aside);
        for text in &self.versions {
            let own = text.asked(block, span, text.since);
            if own.is_empty() {
                continue;
            }
            let judged = text.judge(run);
            let dated = own.less(span.loose);
            no = no.less(own.less(judged.no()));
            yes = yes.or(dated.and(judged.yes()));
            murky = murky.or(dated.and(judged.murky())).or(own.and(span.loose).less(judged.no()));
            if !text.exact {
                murky = murky.or(own.less(judged.no()));
            }
        }
        (yes.less(murky), no.less(murky), murky)
    }
}

impl Bearing {
    /// The rows in which something may exclude the offence.
    pub(super) fn doubt<const W: usize, L: Logic<W>>(&self, run: &Run<L>) -> Plane<W> {
        let Some(doubts) = &self.doubts else { return Plane::ALL };
        let open = |together: &Vec<usize>| together.iter().fold(Plane::ALL, |all, at| all.less(run.at(*at).no()));
        doubts.iter().fold(Plane::NONE, |any, together| any.or(open(together)))
    }
}

/// The wires of a condition, or of what it is made of.
fn below(model: &Model, condition: &Cond) -> Vec<u32> {
    match &condition.kind {
        _ if condition.wire != Wire::NONE => vec![condition.wire.0],
        CondKind::Term(at) => below(model, &model.term_at(*at).condition),
        _ => condition.children().iter().flat_map(|child| below(model, child)).collect(),
    }
}
