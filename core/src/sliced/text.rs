//! A version of an offence: whether its elements are met, and by which letter it is charged.

use super::block::{Block, Span};
use super::cone::{Cone, Run, Settled};
use super::logic::Logic;
use super::plane::Plane;
use crate::exact::ProvisionId;
use crate::facts::Truth;
use crate::model::{Cond, Element, Form, Letter, Offence, Wire};
use crate::packed::Str;

/// A version of an offence.
#[derive(Debug)]
pub(super) struct Text {
    /// The days on whose law it stands, from 1970, and the first of those before it that have no text.
    pub(super) since: i32,
    pub(super) until: i32,
    pub(super) after: i32,
    /// An element is never met, or an exception always: there is nothing to judge.
    pub(super) never: bool,
    /// Places of elements with one condition.
    elements: Vec<usize>,
    /// Places that make an element when one is met.
    any_of: Vec<Vec<usize>>,
    /// Places of exceptions.
    exceptions: Vec<usize>,
    /// Letters by which it is charged.
    pub(super) letters: Vec<Lettered>,
    /// Every condition has a place and no text is missing.
    pub(super) exact: bool,
}

/// A letter of an offence.
#[derive(Debug)]
pub(super) struct Lettered {
    pub(super) name: String,
    /// The id of the offence with it.
    pub(super) charged: Str,
    /// The place of its condition.
    pub(super) at: usize,
}

/// The letters of a version in the rows of a block.
pub(super) struct ByLetter<const W: usize> {
    /// Some letter is met.
    pub(super) some: Plane<W>,
    /// Which one names the charge is not seen.
    pub(super) doubtful: Plane<W>,
    /// Some letter is neither met nor unmet.
    pub(super) open: Plane<W>,
}

/// The conditions of an element's form.
fn form(element: &Element) -> Vec<&Cond> {
    match &element.form {
        Form::Plain(condition) => vec![condition],
        Form::OneOf(letters) => letters.iter().map(|letter| &letter.condition).collect(),
        Form::Gap(_, bound) => bound.iter().collect(),
    }
}

fn is_gap(element: &Element) -> bool {
    matches!(element.form, Form::Gap(..))
}

/// Whether a version cannot be made out in any row.
pub(super) fn never(settled: &Settled, offence: &Offence) -> bool {
    let is = |condition: &Cond, truth| condition.wire != Wire::NONE && settled.of(condition.wire.0) == Some(truth);
    let asked = |element: &Element| !form(element).is_empty() || element.waived.is_some();
    let unmet = |element: &Element| {
        asked(element) && form(element).into_iter().chain(&element.waived).all(|one| is(one, Truth::False))
    };
    let met = |exception: &Element| {
        let own = form(exception).into_iter().filter(|_| !is_gap(exception)).chain(&exception.waived);
        own.into_iter().any(|one| is(one, Truth::True))
    };
    offence.elements.iter().any(unmet) || offence.exceptions.iter().any(met)
}

/// The wires of everything that a version asks.
pub(super) fn wires(offence: &Offence) -> Vec<u32> {
    let elements = offence.elements.iter().chain(&offence.exceptions);
    let conditions = elements.flat_map(|element| form(element).into_iter().chain(&element.waived));
    conditions.filter(|condition| condition.wire != Wire::NONE).map(|condition| condition.wire.0).collect()
}

impl Text {
    /// A version that is never made out.
    pub(super) fn never((after, since, until): (i32, i32, i32)) -> Text {
        Text {
            since,
            until,
            after,
            never: true,
            elements: Vec::new(),
            any_of: Vec::new(),
            exceptions: Vec::new(),
            letters: Vec::new(),
            exact: true,
        }
    }

    pub(super) fn of(cone: &Cone, own: Option<&ProvisionId>, offence: &Offence, days: (i32, i32, i32)) -> Text {
        let place = |condition: &Cond| cone.place(condition.wire.0).filter(|_| condition.wire != Wire::NONE);
        let both = || offence.elements.iter().chain(&offence.exceptions);
        let all = |element: &Element| form(element).into_iter().chain(&element.waived).map(place).collect::<Vec<_>>();
        let exact = both().all(|element| !is_gap(element) && all(element).iter().all(Option::is_some));
        let mut text = Text { never: false, exact, ..Text::never(days) };
        for element in &offence.elements {
            // A gap without a bound, or a condition that reads a charge, is never surely unmet.
            let places: Option<Vec<usize>> = all(element).into_iter().collect();
            match places.as_deref() {
                None | Some([]) => {}
                Some(places) if places.iter().any(|at| Cone::always(*at)) => {}
                Some([one]) => text.elements.push(*one),
                Some(places) => text.any_of.push(places.to_vec()),
            }
            if let Form::OneOf(letters) = &element.form {
                let charged = |name: &str| match own {
                    Some(own) if name.is_empty() => own.as_str().into(),
                    Some(own) => own.letter(name).as_str().into(),
                    None => "".into(),
                };
                let lettered = |letter: &Letter| {
                    let at = place(&letter.condition)?;
                    Some(Lettered { name: letter.name.to_string(), charged: charged(&letter.name), at })
                };
                text.letters.extend(letters.iter().filter_map(lettered));
            }
        }
        for exception in &offence.exceptions {
            let own = form(exception).into_iter().filter(|_| !is_gap(exception)).chain(&exception.waived);
            text.exceptions.extend(own.filter_map(place));
        }
        text
    }

    /// The rows whose day lies between a first day and the last of the version, or is not known.
    #[inline(always)]
    pub(super) fn asked<const W: usize>(&self, block: &Block<'_, W>, span: &Span<W>, from: i32) -> Plane<W> {
        block.between(span, from, self.until)
    }

    /// Whether every element is met and no exception.
    #[inline(always)]
    pub(super) fn judge<const W: usize, L: Logic<W>>(&self, run: &Run<L>) -> L {
        if self.never {
            return L::all(Truth::False);
        }
        let mut all = L::every(run.found(), &self.elements);
        for places in &self.any_of {
            all = all.and(L::some(run.found(), places));
        }
        for at in &self.exceptions {
            all = all.and(run.at(*at).not());
        }
        all
    }

    #[inline(always)]
    pub(super) fn letters<const W: usize, L: Logic<W>>(&self, run: &Run<L>) -> ByLetter<W> {
        let (mut some, mut doubtful, mut open) = (Plane::NONE, Plane::NONE, Plane::NONE);
        for letter in &self.letters {
            let own = run.at(letter.at);
            doubtful = doubtful.or(some.and(own.yes())).or(own.murky());
            some = some.or(own.yes());
            open = open.or(own.yes().or(own.no()).not());
        }
        ByLetter { some, doubtful, open }
    }
}
