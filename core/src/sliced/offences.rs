//! Which offences may stand in which rows: those that no element surely fails and no exception surely bars.

use super::cone::Cone;
use super::plane::{Plane, Planes};
use crate::compile::Circuit;
use crate::model::{AtomIx, Body, Cond, Element, Form, Kind, Model, Offence, Wire};
use std::collections::BTreeSet;

/// What tells the offences that may stand from those that cannot.
#[derive(Clone, Debug)]
pub(crate) struct Sieve {
    cone: Cone,
    offences: Vec<Sifted>,
}

/// An offence and its versions.
#[derive(Clone, Debug)]
struct Sifted {
    provision: usize,
    versions: Vec<Bars>,
}

/// What keeps a version from being made out.
#[derive(Clone, Debug)]
struct Bars {
    /// The days on whose law the version is asked, from 1970: its own, and those before it that have no text.
    days: (i32, i32),
    /// Places that are all unmet.
    unmet: Vec<Vec<usize>>,
    /// Places of which one is met.
    met: Vec<usize>,
}

/// The single day of the act in each row, from 1970; `None`: not known, or not one.
pub(crate) type Days<'a> = &'a [Option<i32>];

impl Sieve {
    /// For every offence of a law.
    pub(crate) fn new(model: &Model, circuit: &Circuit) -> Sieve {
        let mut roots = BTreeSet::new();
        let offences = || model.provisions.iter().enumerate().filter(|(_, provision)| provision.kind == Kind::Offence);
        for (_, provision) in offences() {
            for version in &provision.versions {
                if let Body::Offence(offence) = &version.body {
                    roots.extend(wires(offence));
                }
            }
        }
        let cone = Cone::below(circuit, roots.into_iter());
        let sifted = |(provision, own): (usize, &crate::model::Provision)| {
            let mut from = i32::MIN;
            let mut versions = Vec::new();
            for version in &own.versions {
                let until = version.until.map_or(i32::MAX, crate::exact::Date::to_days);
                match &version.body {
                    Body::Offence(offence) => versions.push(Bars::of(&cone, offence, (from, until))),
                    // What is no offence bars nothing.
                    _ => versions.push(Bars { days: (from, until), unmet: Vec::new(), met: Vec::new() }),
                }
                from = until.saturating_add(1);
            }
            Sifted { provision, versions }
        };
        let offences = offences().map(sifted).collect();
        Sieve { cone, offences }
    }

    /// The offences that may stand in each row, in catalogue order, from the planes of the atoms.
    pub(crate) fn sift(&self, days: Days<'_>, atom: impl Fn(AtomIx) -> Planes) -> Vec<Vec<usize>> {
        let planes = self.cone.run(atom);
        let mut found = vec![Vec::new(); days.len()];
        let known = || days.iter().flatten().copied();
        let ends = (known().min().unwrap_or(i32::MAX), known().max().unwrap_or(i32::MIN));
        let loose = days.iter().any(Option::is_none);
        let mut rows = Plane::NONE;
        (0..days.len()).for_each(|row| rows.set(row));
        for offence in &self.offences {
            let mut may = Plane::NONE;
            for version in &offence.versions {
                let (from, to) = version.days;
                if !loose && (to < ends.0 || from > ends.1) {
                    continue;
                }
                let mut standing = version.standing(&planes);
                if from > ends.0 || to < ends.1 {
                    let mut asked = Plane::NONE;
                    let on = |day: &Option<i32>| day.is_none_or(|day| from <= day && day <= to);
                    days.iter().enumerate().filter(|(_, day)| on(day)).for_each(|(row, _)| asked.set(row));
                    standing = standing.and(asked);
                }
                may = may.or(standing);
                if may.is_full() {
                    break;
                }
            }
            may.and(rows).rows().for_each(|row| found[row].push(offence.provision));
        }
        found
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

impl Bars {
    fn of(cone: &Cone, offence: &Offence, days: (i32, i32)) -> Bars {
        let place = |condition: &Cond| cone.place(condition.wire.0).filter(|_| condition.wire != Wire::NONE);
        let mut bars = Bars { days, unmet: Vec::new(), met: Vec::new() };
        for element in &offence.elements {
            let conditions = form(element);
            // A gap without a bound, or a condition that reads a charge, is never surely unmet.
            let all: Option<Vec<usize>> = conditions.iter().copied().chain(&element.waived).map(place).collect();
            bars.unmet.extend(all.filter(|_| !conditions.is_empty()));
        }
        for exception in &offence.exceptions {
            let gap = matches!(exception.form, Form::Gap(..));
            let own = form(exception).into_iter().filter(|_| !gap).chain(&exception.waived);
            bars.met.extend(own.filter_map(place));
        }
        bars
    }

    /// The rows in which nothing bars it for sure.
    fn standing(&self, planes: &[Planes]) -> Plane {
        let mut standing = Plane::ALL;
        for all in &self.unmet {
            let unmet = all.iter().fold(Plane::ALL, |unmet, at| unmet.and(planes[*at].no));
            standing = standing.and(unmet.not());
            if standing.is_empty() {
                return standing;
            }
        }
        self.met.iter().fold(standing, |standing, at| standing.and(planes[*at].yes.not()))
    }
}
