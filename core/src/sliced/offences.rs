//! Which offences stand in which rows, and how: from the planes of what their elements ask.

use super::cone::{AtomPlanes, Cone, Run};
use super::plane::Plane;
use crate::compile::Circuit;
use crate::eval::{GRADINGS, Index, Together, doubts};
use crate::exact::{Date, ProvisionId};
use crate::model::{AtomIx, Body, Cond, CondKind, Element, Form, Kind, Letter, Model, Offence, Wire};
use crate::verdict::Status;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Every offence of a law, ready to be asked of blocks of rows.
#[derive(Debug)]
pub(crate) struct Matcher {
    cone: Cone,
    offences: Vec<Asked>,
    /// The place among the offences of each provision.
    places: Vec<Option<usize>>,
}

/// An offence.
#[derive(Debug)]
struct Asked {
    provision: usize,
    /// Its id.
    name: Arc<str>,
    versions: Vec<Text>,
    bearing: OnceLock<Bearing>,
}

/// What may make something else of it than its elements do; found when it first stands in some row.
#[derive(Debug)]
struct Bearing {
    /// Places that may exclude it, each when none of them is unmet; `None`: something may always.
    doubts: Option<Vec<Vec<usize>>>,
    /// The places among the offences of those that may displace it.
    rivals: Vec<usize>,
}

/// A version.
#[derive(Debug)]
struct Text {
    /// The days on whose law it stands, from 1970, and the first of those before it that have no text.
    since: i32,
    until: i32,
    after: i32,
    /// Places that make an element when one is met.
    elements: Vec<Vec<usize>>,
    /// Places of exceptions.
    exceptions: Vec<usize>,
    /// Letters by which it is charged.
    letters: Vec<Lettered>,
    /// Every condition has a place and no text is missing.
    exact: bool,
}

/// A letter of an offence.
#[derive(Debug)]
struct Lettered {
    name: String,
    /// The id of the offence with it.
    charged: Arc<str>,
    /// The place of its condition.
    at: usize,
}

/// The single day of the act in each row, from 1970; `None`: not known, or not one.
pub(crate) type Days<'a> = &'a [Option<i32>];

/// A block of rows.
pub(crate) struct Block<'b, const W: usize> {
    /// The rows there are.
    pub(crate) rows: Plane<W>,
    /// The day of each.
    pub(crate) days: Days<'b>,
    /// The day of the examination of each, or of all; a row without one is set aside.
    pub(crate) as_of: AsOf<'b>,
    /// Rows in which something else than the elements must be looked at.
    pub(crate) aside: Plane<W>,
}

/// The days of examination of a block of rows, from 1970.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AsOf<'b> {
    All(i32),
    #[cfg_attr(not(feature = "tables"), allow(dead_code, reason = "only rows of tables have days of their own"))]
    Each(&'b [i32]),
}

impl AsOf<'_> {
    /// The rows examined on a day or later.
    #[inline(always)]
    fn from<const W: usize>(self, day: i32) -> Plane<W> {
        match self {
            AsOf::All(own) if own >= day => Plane::ALL,
            AsOf::All(_) => Plane::NONE,
            AsOf::Each(days) => {
                let mut plane = Plane::NONE;
                days.iter().enumerate().filter(|(_, own)| **own >= day).for_each(|(row, _)| plane.set(row));
                plane
            }
        }
    }
}

/// What stands in a block.
#[derive(Debug)]
pub(crate) struct Standing<'m, const W: usize> {
    /// Rows for which the elements are not enough: each is judged as a single case, over the offences of `may`.
    pub(crate) hard: Plane<W>,
    /// What stands in the other rows, offences in catalogue order.
    pub(crate) found: Vec<Stands<'m, W>>,
    /// The rows in which an offence is not surely out: those in which it may stand, or would under a text of another day.
    pub(crate) may: Vec<(usize, Plane<W>)>,
}

/// An offence that stands in some rows.
#[derive(Debug)]
pub(crate) struct Stands<'m, const W: usize> {
    /// Its place among the offences.
    place: usize,
    /// Its id, with the letter by which it is charged.
    pub(crate) name: &'m Arc<str>,
    pub(crate) status: Status,
    pub(crate) rows: Plane<W>,
}

/// How a version stands in the rows of a block.
struct Judged<const W: usize> {
    yes: Plane<W>,
    no: Plane<W>,
    murky: Plane<W>,
}

impl Matcher {
    /// For every offence of a law.
    pub(crate) fn new(model: &Model, circuit: &Circuit, index: &Index) -> Matcher {
        let offences = || index.of(Kind::Offence).iter().copied();
        let bodies = || {
            offences().flat_map(|at| &model.provisions[at].versions).filter_map(|version| match &version.body {
                Body::Offence(offence) => Some(offence),
                _ => None,
            })
        };
        // Whatever may exclude an offence is asked beside its elements.
        let rules = [Kind::Exclusion, Kind::Extinction].into_iter().chain(GRADINGS);
        let others = rules.flat_map(|kind| index.of(kind)).flat_map(|at| &model.provisions[*at].versions);
        let roots: BTreeSet<u32> = bodies()
            .flat_map(wires)
            .chain(others.flat_map(crate::compile::conditions).flat_map(|condition| below(model, &condition)))
            .collect();
        let cone = Cone::below(circuit, roots.into_iter());
        let mut places = vec![None; model.provisions.len()];
        offences().enumerate().for_each(|(place, at)| places[at] = Some(place));
        let asked = |provision: usize| {
            let mut after = i32::MIN;
            let mut versions = Vec::new();
            for version in &model.provisions[provision].versions {
                let until = version.until.map_or(i32::MAX, Date::to_days);
                if let Body::Offence(offence) = &version.body {
                    let own = index.id(provision);
                    versions.push(Text::of(&cone, own, offence, (after, version.since.to_days(), until)));
                }
                after = until.saturating_add(1);
            }
            let name = model.provisions[provision].id.as_str().into();
            Asked { provision, name, versions, bearing: OnceLock::new() }
        };
        let offences = offences().map(asked).collect();
        Matcher { cone, offences, places }
    }
    /// Which steps may be murky when these atoms may be.
    #[cfg(feature = "tables")]
    pub(crate) fn may_be_murky(&self, atom: impl Fn(AtomIx) -> bool) -> Vec<bool> {
        self.cone.may_be_murky(atom)
    }
    /// Runs what the offences ask over a block.
    #[inline(always)]
    pub(crate) fn run<const W: usize>(
        &self,
        may_be_murky: &[bool],
        run: &mut Run<W>,
        atom: impl Fn(AtomIx) -> AtomPlanes<W>,
    ) {
        self.cone.run(may_be_murky, run, atom);
    }

    /// How each offence is made out by its elements on the day of the act, whatever else may bear on it: met rows, unmet
    /// rows, and rows in which the planes cannot say; offences in catalogue order.
    #[cfg(feature = "tables")]
    #[inline(always)]
    pub(crate) fn made_out<const W: usize>(
        &self,
        run: &Run<W>,
        block: &Block<'_, W>,
        mut tell: impl FnMut(Plane<W>, Plane<W>, Plane<W>),
    ) {
        let span = Span::of(block);
        for offence in &self.offences {
            let (mut yes, mut no, mut murky) = (Plane::NONE, block.rows, block.aside);
            for text in &offence.versions {
                let own = text.asked(block, &span, text.since);
                if own.is_empty() {
                    continue;
                }
                let judged = text.judge(run);
                let dated = own.less(span.loose);
                no = no.less(own.less(judged.no));
                yes = yes.or(dated.and(judged.yes));
                murky = murky.or(dated.and(judged.murky)).or(own.and(span.loose).less(judged.no));
                if !text.exact {
                    murky = murky.or(own.less(judged.no));
                }
            }
            tell(yes.less(murky), no.less(murky), murky);
        }
    }

    /// What stands in each row of a block. `displaces` answers whether one charge displaces another, both by their ids, on a
    /// day from 1970.
    #[inline(always)]
    pub(crate) fn sift<'m, const W: usize>(
        &'m self,
        (model, index): (&Model, &Index),
        run: &Run<W>,
        block: &Block<'_, W>,
        displaces: &mut dyn FnMut(&'m Arc<str>, &'m Arc<str>, i32) -> bool,
    ) -> Standing<'m, W> {
        let span = Span::of(block);
        let mut standing = Standing { hard: block.aside, found: Vec::new(), may: Vec::new() };
        // By offence that stands: the rows in which a letter is open.
        let mut open_letters: Vec<(usize, Plane<W>)> = Vec::new();
        for (place, offence) in self.offences.iter().enumerate() {
            let (mut may, mut own, mut open) = (Plane::NONE, Plane::NONE, Plane::NONE);
            for (at, text) in offence.versions.iter().enumerate() {
                let asked = text.asked(block, &span, text.after);
                if asked.is_empty() {
                    continue;
                }
                let judged = text.judge(run);
                let here = asked.less(judged.no);
                if here.is_empty() {
                    continue;
                }
                may = may.or(here);
                // Before its first day there is no text, and nothing stands.
                let here = here.and(text.asked(block, &span, text.since));
                if here.is_empty() {
                    continue;
                }
                own = own.or(here);
                standing.hard = standing.hard.or(here.and(span.loose.or(judged.murky)));
                if !text.exact {
                    standing.hard = standing.hard.or(here);
                }
                let lettered = text.letters(run);
                standing.hard = standing.hard.or(here.and(lettered.doubtful));
                open = open.or(here.and(lettered.open));
                standing.hard = standing.hard.or(offence.later(at, here, (&judged, &lettered), run, block.as_of));
                let statuses = [(Status::Applies, here.and(judged.yes)), (Status::Undetermined, here.less(judged.yes))];
                for (status, rows) in statuses.into_iter().filter(|(_, rows)| !rows.is_empty()) {
                    let mut push = |name: &'m Arc<str>, rows: Plane<W>| {
                        if !rows.is_empty() {
                            standing.found.push(Stands { place, name, status, rows });
                        }
                    };
                    text.letters.iter().for_each(|letter| push(&letter.charged, rows.and(run.planes[letter.at].yes)));
                    push(&offence.name, rows.less(lettered.some));
                }
            }
            if !may.is_empty() {
                standing.may.push((offence.provision, may));
            }
            if !own.is_empty() {
                let bearing = self.bearing(offence, model, index);
                standing.hard = standing.hard.or(bearing.doubt(run).and(own));
                open_letters.push((place, open));
            }
        }
        standing.found.iter_mut().for_each(|stands| stands.rows = stands.rows.less(standing.hard));
        standing.found.retain(|stands| !stands.rows.is_empty());
        self.displace((model, index), block, &open_letters, &mut standing, displaces);
        standing
    }

    /// Displaces what applies where what displaces it applies too.
    fn displace<'m, const W: usize>(
        &'m self,
        (model, index): (&Model, &Index),
        block: &Block<'_, W>,
        open_letters: &[(usize, Plane<W>)],
        standing: &mut Standing<'m, W>,
        displaces: &mut dyn FnMut(&'m Arc<str>, &'m Arc<str>, i32) -> bool,
    ) {
        let applies = |stands: &Stands<'_, W>| stands.status == Status::Applies;
        let mut found = Vec::with_capacity(standing.found.len());
        for under in &standing.found {
            let mut displaced = Plane::NONE;
            let rivals =
                if applies(under) { &self.bearing(&self.offences[under.place], model, index).rivals[..] } else { &[] };
            let open =
                open_letters.iter().find(|(place, _)| *place == under.place).map_or(Plane::NONE, |(_, open)| *open);
            for over in standing.found.iter().filter(|o| !rivals.is_empty() && applies(o) && rivals.contains(&o.place))
            {
                for row in under.rows.and(over.rows).less(displaced).rows() {
                    let Some(Some(day)) = block.days.get(row) else { continue };
                    if displaces(over.name, under.name, *day) {
                        // Whether it stands by a letter that is open is for a closer look.
                        if open.has(row) { standing.hard.set(row) } else { displaced.set(row) }
                    }
                }
            }
            let rows = |status, rows| Stands { place: under.place, name: under.name, status, rows };
            found.push(rows(under.status, under.rows.less(displaced)));
            found.push(rows(Status::Displaced, displaced));
        }
        found.iter_mut().for_each(|stands| stands.rows = stands.rows.less(standing.hard));
        found.retain(|stands| !stands.rows.is_empty());
        standing.found = found;
    }

    fn bearing<'a>(&self, offence: &'a Asked, model: &Model, index: &Index) -> &'a Bearing {
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

impl Bearing {
    /// The rows in which something may exclude the offence.
    fn doubt<const W: usize>(&self, run: &Run<W>) -> Plane<W> {
        let Some(doubts) = &self.doubts else { return Plane::ALL };
        let open = |together: &Vec<usize>| together.iter().fold(Plane::ALL, |all, at| all.less(run.planes[*at].no));
        doubts.iter().fold(Plane::NONE, |any, together| any.or(open(together)))
    }
}

/// The days of a block.
struct Span<const W: usize> {
    first: i32,
    last: i32,
    /// Rows without a single day.
    loose: Plane<W>,
}

impl<const W: usize> Span<W> {
    fn of(block: &Block<'_, W>) -> Span<W> {
        let (mut first, mut last, mut loose) = (i32::MAX, i32::MIN, Plane::NONE);
        for (row, day) in block.days.iter().enumerate() {
            match day {
                Some(day) => (first, last) = (first.min(*day), last.max(*day)),
                None => loose.set(row),
            }
        }
        Span { first, last, loose }
    }
}

/// The letters of a version in the rows of a block.
struct ByLetter<const W: usize> {
    /// Some letter is met.
    some: Plane<W>,
    /// Which one names the charge is not seen.
    doubtful: Plane<W>,
    /// Some letter is neither met nor unmet.
    open: Plane<W>,
}

impl Asked {
    /// The rows in which a later law, up to the day of the examination, may say something else.
    #[inline(always)]
    fn later<const W: usize>(
        &self,
        at: usize,
        here: Plane<W>,
        (judged, lettered): (&Judged<W>, &ByLetter<W>),
        run: &Run<W>,
        as_of: AsOf<'_>,
    ) -> Plane<W> {
        let own = &self.versions[at];
        let mut hard = Plane::NONE;
        let mut until = own.until;
        for text in &self.versions[at + 1..] {
            let asked = here.and(as_of.from(text.since));
            if asked.is_empty() {
                break;
            }
            if text.since != until.saturating_add(1) || !text.exact {
                return hard.or(here.and(as_of.from(until.saturating_add(1))));
            }
            until = text.until;
            let then = text.judge(run);
            let letters = text.letters(run);
            // What applies must apply, and what is open must not be out, by the same letter.
            let same = then.yes.or(then.no.not().less(judged.yes)).less(then.murky.or(letters.doubtful));
            let named = own.letters.iter().fold(Plane::NONE, |named, letter| {
                let theirs = text.letters.iter().filter(|other| other.name == letter.name);
                theirs.fold(named, |named, other| named.or(run.planes[letter.at].yes.and(run.planes[other.at].yes)))
            });
            let unnamed = lettered.some.or(letters.some).not();
            hard = hard.or(asked.less(same.and(named.or(unnamed))));
        }
        // Nothing stands in its place on the day of the examination, or something else does.
        if until == i32::MAX { hard } else { hard.or(here.and(as_of.from(until.saturating_add(1)))) }
    }
}

/// The conditions of an element's form.
fn form(element: &Element) -> Vec<&Cond> {
    match &element.form {
        Form::Plain(condition) => vec![condition],
        Form::OneOf(letters) => letters.iter().map(|letter| &letter.condition).collect(),
        Form::Gap(_, bound) => bound.iter().collect(),
    }
}

fn wires(offence: &Offence) -> Vec<u32> {
    let elements = offence.elements.iter().chain(&offence.exceptions);
    let conditions = elements.flat_map(|element| form(element).into_iter().chain(&element.waived));
    conditions.filter(|condition| condition.wire != Wire::NONE).map(|condition| condition.wire.0).collect()
}

/// The wires of a condition, or of what it is made of.
fn below(model: &Model, condition: &Cond) -> Vec<u32> {
    match &condition.kind {
        _ if condition.wire != Wire::NONE => vec![condition.wire.0],
        CondKind::Term(at) => below(model, &model.term_at(*at).condition),
        _ => condition.children().iter().flat_map(|child| below(model, child)).collect(),
    }
}

impl Text {
    fn of(cone: &Cone, own: Option<&ProvisionId>, offence: &Offence, (after, since, until): (i32, i32, i32)) -> Text {
        let place = |condition: &Cond| cone.place(condition.wire.0).filter(|_| condition.wire != Wire::NONE);
        let gap = |element: &Element| matches!(element.form, Form::Gap(..));
        let both = || offence.elements.iter().chain(&offence.exceptions);
        let all = |element: &Element| form(element).into_iter().chain(&element.waived).map(place).collect::<Vec<_>>();
        let exact = both().all(|element| !gap(element) && all(element).iter().all(Option::is_some));
        let mut text =
            Text { since, until, after, elements: Vec::new(), exceptions: Vec::new(), letters: Vec::new(), exact };
        for element in &offence.elements {
            // A gap without a bound, or a condition that reads a charge, is never surely unmet.
            let places: Option<Vec<usize>> = all(element).into_iter().collect();
            text.elements.extend(places.filter(|places| !places.is_empty()));
            if let Form::OneOf(letters) = &element.form {
                let charged = |name: &str| match own {
                    Some(own) if name.is_empty() => own.as_str().into(),
                    Some(own) => own.letter(name).as_str().into(),
                    None => "".into(),
                };
                let lettered = |letter: &Letter| {
                    let at = place(&letter.condition)?;
                    Some(Lettered { name: letter.name.clone(), charged: charged(&letter.name), at })
                };
                text.letters.extend(letters.iter().filter_map(lettered));
            }
        }
        for exception in &offence.exceptions {
            let own = form(exception).into_iter().filter(|_| !gap(exception)).chain(&exception.waived);
            text.exceptions.extend(own.filter_map(place));
        }
        text
    }

    /// The rows whose day lies between a first day and the last of the version, or is not known.
    #[inline(always)]
    fn asked<const W: usize>(&self, block: &Block<'_, W>, span: &Span<W>, from: i32) -> Plane<W> {
        if from <= span.first && span.last <= self.until {
            return block.rows;
        }
        if span.last < from || self.until < span.first {
            return block.rows.and(span.loose);
        }
        let mut asked = span.loose;
        let on = |day: &Option<i32>| day.is_some_and(|day| from <= day && day <= self.until);
        block.days.iter().enumerate().filter(|(_, day)| on(day)).for_each(|(row, _)| asked.set(row));
        asked.and(block.rows)
    }

    /// Whether every element is met and no exception.
    #[inline(always)]
    fn judge<const W: usize>(&self, run: &Run<W>) -> Judged<W> {
        let (mut yes, mut no, mut murky) = (Plane::ALL, Plane::NONE, Plane::NONE);
        for element in &self.elements {
            let (mut met, mut unmet) = (Plane::NONE, Plane::ALL);
            for at in element {
                met = met.or(run.planes[*at].yes);
                unmet = unmet.and(run.planes[*at].no);
                murky = murky.or(run.murky[*at]);
            }
            yes = yes.and(met);
            no = no.or(unmet);
        }
        for at in &self.exceptions {
            yes = yes.and(run.planes[*at].no);
            no = no.or(run.planes[*at].yes);
            murky = murky.or(run.murky[*at]);
        }
        // What is surely met or unmet is so whatever the murky parts are.
        Judged { yes, no, murky: murky.less(yes).less(no) }
    }

    #[inline(always)]
    fn letters<const W: usize>(&self, run: &Run<W>) -> ByLetter<W> {
        let (mut some, mut doubtful, mut open) = (Plane::NONE, Plane::NONE, Plane::NONE);
        for letter in &self.letters {
            let met = run.planes[letter.at].yes;
            doubtful = doubtful.or(some.and(met)).or(run.murky[letter.at]);
            some = some.or(met);
            open = open.or(met.or(run.planes[letter.at].no).not());
        }
        ByLetter { some, doubtful, open }
    }
}
