//! What stands in each row of a block, and what must be judged as a single case.

use super::block::{AsOf, Block, Span};
use super::cone::Run;
use super::logic::Logic;
use super::offences::{Asked, Matcher};
use super::plane::Plane;
use super::text::ByLetter;
use crate::eval::Index;
use crate::model::Model;
use crate::packed::Str;
use crate::verdict::Status;

/// What stands in a block.
#[derive(Debug)]
pub(crate) struct Standing<'m, const W: usize> {
    /// Rows of which something must be judged in a single case: all of `may` where the row is set aside, else what `singly`
    /// names.
    pub(crate) hard: Plane<W>,
    /// The offences, by their places, that must be judged in a single case, and in which rows: those that are hard, and those
    /// that apply beside them. Whatever else stands there is undetermined, and `found` has it.
    pub(crate) singly: Vec<(usize, Plane<W>)>,
    /// What stands in the other rows, offences in catalogue order.
    pub(crate) found: Vec<Stands<'m, W>>,
    /// The rows in which an offence, by its provision, is not surely out: those in which it may stand, or would under a text
    /// of another day.
    pub(crate) may: Vec<(usize, Plane<W>)>,
}

/// An offence that stands in some rows.
#[derive(Debug)]
pub(crate) struct Stands<'m, const W: usize> {
    /// Its place among the offences.
    pub(crate) place: usize,
    /// Its id, with the letter by which it is charged.
    pub(crate) name: &'m Str,
    pub(crate) status: Status,
    pub(crate) rows: Plane<W>,
}

/// An offence as its versions say it in a block.
struct Sifted<const W: usize> {
    /// Rows in which it is not surely out under a text of some day.
    may: Plane<W>,
    /// Rows in which it applies by its elements.
    applies: Plane<W>,
    /// Rows in which a letter is open.
    open: Plane<W>,
    /// Rows in which it must be judged in a single case.
    hard: Plane<W>,
}

impl Matcher {
    /// What stands in each row of a block. `displaces` answers whether one charge displaces another, both by their ids, on a
    /// day from 1970.
    #[inline(always)]
    pub(crate) fn sift<'m, const W: usize, L: Logic<W>>(
        &'m self,
        (model, index): (&Model, &Index),
        run: &Run<L>,
        block: &Block<'_, W>,
        displaces: &mut dyn FnMut(&'m Str, &'m Str, i32) -> bool,
    ) -> Standing<'m, W> {
        let span = Span::of(block);
        let aside = block.aside;
        let mut standing = Standing { hard: aside, singly: Vec::new(), found: Vec::new(), may: Vec::new() };
        let mut open_letters: Vec<(usize, Plane<W>)> = Vec::new();
        for (place, offence) in self.offences.iter().enumerate() {
            let from = standing.found.len();
            let mut sifted = offence.sift(place, run, (block, &span), &mut standing.found);
            if !sifted.may.is_empty() {
                standing.may.push((offence.provision, sifted.may));
            }
            // What is undetermined stays so, whatever may exclude it.
            if !sifted.applies.is_empty() {
                let doubt = self.bearing(offence, model, index).doubt(run);
                sifted.hard = sifted.hard.or(doubt.and(sifted.applies));
                open_letters.push((place, sifted.open));
            }
            let hard = sifted.hard.less(aside);
            if !hard.is_empty() {
                standing.singly.push((place, hard));
                standing.hard = standing.hard.or(hard);
            }
            standing.found[from..].iter_mut().for_each(|stands| stands.rows = stands.rows.less(hard).less(aside));
        }
        standing.found.retain(|stands| !stands.rows.is_empty());
        self.displace((model, index), block, &open_letters, &mut standing, displaces);
        standing.gather();
        standing
    }

    /// Displaces what applies where what displaces it applies too.
    fn displace<'m, const W: usize>(
        &'m self,
        (model, index): (&Model, &Index),
        block: &Block<'_, W>,
        open_letters: &[(usize, Plane<W>)],
        standing: &mut Standing<'m, W>,
        displaces: &mut dyn FnMut(&'m Str, &'m Str, i32) -> bool,
    ) {
        let applies = |stands: &Stands<'_, W>| stands.status == Status::Applies;
        let mut found = Vec::with_capacity(standing.found.len());
        let mut hard = standing.hard;
        for under in &standing.found {
            let mut displaced = Plane::NONE;
            let rivals =
                if applies(under) { &self.bearing(&self.offences[under.place], model, index).rivals[..] } else { &[] };
            let open =
                open_letters.iter().find(|(place, _)| *place == under.place).map_or(Plane::NONE, |(_, open)| *open);
            for over in standing.found.iter().filter(|o| !rivals.is_empty() && applies(o) && rivals.contains(&o.place))
            {
                for row in under.rows.and(over.rows).less(displaced).less(hard).rows() {
                    let Some(day) = block.days.get(row) else { continue };
                    if displaces(over.name, under.name, *day) {
                        // Whether it stands by a letter that is open is for a closer look.
                        if open.has(row) { hard.set(row) } else { displaced.set(row) }
                    }
                }
            }
            let rows = |status, rows| Stands { place: under.place, name: under.name, status, rows };
            found.push(rows(under.status, under.rows.less(displaced)));
            found.push(rows(Status::Displaced, displaced));
        }
        standing.hard = hard;
        standing.found = found;
    }
}

impl<const W: usize> Standing<'_, W> {
    /// Leaves what applies in a hard row to the single case, where it is weighed against what else is judged there.
    fn gather(&mut self) {
        for stands in self.found.iter_mut().filter(|stands| stands.status != Status::Undetermined) {
            let hard = stands.rows.and(self.hard);
            if !hard.is_empty() {
                self.singly.push((stands.place, hard));
                stands.rows = stands.rows.less(hard);
            }
        }
        self.singly.sort_by_key(|(place, _)| *place);
        self.found.retain(|stands| !stands.rows.is_empty());
    }
}

impl Asked {
    /// What the versions of an offence say; adds to `found` how it stands.
    #[inline(always)]
    fn sift<'m, const W: usize, L: Logic<W>>(
        &'m self,
        place: usize,
        run: &Run<L>,
        (block, span): (&Block<'_, W>, &Span<W>),
        found: &mut Vec<Stands<'m, W>>,
    ) -> Sifted<W> {
        let mut sifted = Sifted { may: Plane::NONE, applies: Plane::NONE, open: Plane::NONE, hard: Plane::NONE };
        for (at, text) in self.versions.iter().enumerate().filter(|(_, text)| !text.never) {
            let asked = text.asked(block, span, text.after);
            if asked.is_empty() {
                continue;
            }
            let judged = text.judge(run);
            let here = asked.less(judged.no());
            if here.is_empty() {
                continue;
            }
            sifted.may = sifted.may.or(here);
            // Before its first day there is no text, and nothing stands.
            let here = here.and(text.asked(block, span, text.since));
            if here.is_empty() {
                continue;
            }
            let lettered = text.letters(run);
            let unseen = if text.exact { span.loose.or(judged.murky()).or(lettered.doubtful) } else { Plane::ALL };
            sifted.hard = sifted.hard.or(here.and(unseen));
            sifted.open = sifted.open.or(here.and(lettered.open));
            sifted.hard = sifted.hard.or(self.later(at, here, (&judged, &lettered), run, block.as_of));
            sifted.applies = sifted.applies.or(here.and(judged.yes()));
            let statuses = [(Status::Applies, here.and(judged.yes())), (Status::Undetermined, here.less(judged.yes()))];
            for (status, rows) in statuses.into_iter().filter(|(_, rows)| !rows.is_empty()) {
                let mut push = |name: &'m Str, rows: Plane<W>| {
                    if !rows.is_empty() {
                        found.push(Stands { place, name, status, rows });
                    }
                };
                text.letters.iter().for_each(|letter| push(&letter.charged, rows.and(run.at(letter.at).yes())));
                push(&self.name, rows.less(lettered.some));
            }
        }
        sifted
    }

    /// The rows in which a later law, up to the day of the examination, may say something else.
    #[inline(always)]
    fn later<const W: usize, L: Logic<W>>(
        &self,
        at: usize,
        here: Plane<W>,
        (judged, lettered): (&L, &ByLetter<W>),
        run: &Run<L>,
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
            let same = then.yes().or(then.no().not().less(judged.yes())).less(then.murky().or(letters.doubtful));
            let named = own.letters.iter().fold(Plane::NONE, |named, letter| {
                let theirs = text.letters.iter().filter(|other| other.name == letter.name);
                theirs.fold(named, |named, other| named.or(run.at(letter.at).yes().and(run.at(other.at).yes())))
            });
            let unnamed = lettered.some.or(letters.some).not();
            hard = hard.or(asked.less(same.and(named.or(unnamed))));
        }
        // Nothing stands in its place on the day of the examination, or something else does.
        if until == i32::MAX { hard } else { hard.or(here.and(as_of.from(until.saturating_add(1)))) }
    }
}
