//! How conditions are joined over a block of rows, by what there is to see in them.
//!
//! Most tables need less than the whole: where every fact is known a condition that is not met is unmet, and one plane says
//! both; where nothing is murky there are two.

use super::plane::{Plane, Planes};
use crate::facts::Truth;

/// What is found of a condition over a block of rows.
pub(crate) trait Logic<const W: usize>: Copy {
    /// What is surely met and surely unmet, and the rows in which that is not all there is to know.
    fn seen(planes: Planes<W>, murky: Plane<W>) -> Self;
    fn and(self, other: Self) -> Self;
    fn not(self) -> Self;
    /// All of what was found at some places.
    fn every(found: &[Self], places: &[usize]) -> Self;
    /// Any of it.
    fn some(found: &[Self], places: &[usize]) -> Self;
    /// A term, lifted by what presumes it: by a condition, and whether nothing may be proved against it.
    fn presumed(self, by: impl Iterator<Item = (Self, bool)>) -> Self;
    fn yes(&self) -> Plane<W>;
    fn no(&self) -> Plane<W>;
    fn murky(&self) -> Plane<W>;

    /// The same in every row.
    #[inline(always)]
    fn all(truth: Truth) -> Self {
        Self::seen(Planes::all(truth), Plane::NONE)
    }
}

/// Joins planes, one place after another.
#[inline(always)]
fn joined<const W: usize>(places: &[usize], first: Plane<W>, with: impl Fn(Plane<W>, usize) -> Plane<W>) -> Plane<W> {
    let mut joined = first;
    // A loop of its own, so that it is compiled for the machine that was found: a fold may not be.
    for at in places {
        joined = with(joined, *at);
    }
    joined
}

/// Every fact is known in every row: what is not met is unmet.
impl<const W: usize> Logic<W> for Plane<W> {
    #[inline(always)]
    fn seen(planes: Planes<W>, _: Plane<W>) -> Self {
        planes.yes
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Plane::and(self, other)
    }
    #[inline(always)]
    fn not(self) -> Self {
        Plane::not(self)
    }
    #[inline(always)]
    fn every(found: &[Self], places: &[usize]) -> Self {
        joined(places, Plane::ALL, |all, at| all.and(found[at]))
    }
    #[inline(always)]
    fn some(found: &[Self], places: &[usize]) -> Self {
        joined(places, Plane::NONE, |any, at| any.or(found[at]))
    }
    fn presumed(self, _: impl Iterator<Item = (Self, bool)>) -> Self {
        self
    }
    #[inline(always)]
    fn yes(&self) -> Plane<W> {
        *self
    }
    #[inline(always)]
    fn no(&self) -> Plane<W> {
        Plane::not(*self)
    }
    #[inline(always)]
    fn murky(&self) -> Plane<W> {
        Plane::NONE
    }
}

/// Facts may be unknown, and nothing else may.
impl<const W: usize> Logic<W> for Planes<W> {
    #[inline(always)]
    fn seen(planes: Planes<W>, _: Plane<W>) -> Self {
        planes
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Planes { yes: self.yes.and(other.yes), no: self.no.or(other.no) }
    }
    #[inline(always)]
    fn not(self) -> Self {
        Planes { yes: self.no, no: self.yes }
    }
    // One plane after the other: an accumulator of one fits the registers of every machine.
    #[inline(always)]
    fn every(found: &[Self], places: &[usize]) -> Self {
        let yes = joined(places, Plane::ALL, |all, at| all.and(found[at].yes));
        Planes { yes, no: joined(places, Plane::NONE, |any, at| any.or(found[at].no)) }
    }
    #[inline(always)]
    fn some(found: &[Self], places: &[usize]) -> Self {
        let yes = joined(places, Plane::NONE, |any, at| any.or(found[at].yes));
        Planes { yes, no: joined(places, Plane::ALL, |all, at| all.and(found[at].no)) }
    }
    fn presumed(self, _: impl Iterator<Item = (Self, bool)>) -> Self {
        self
    }
    #[inline(always)]
    fn yes(&self) -> Plane<W> {
        self.yes
    }
    #[inline(always)]
    fn no(&self) -> Plane<W> {
        self.no
    }
    #[inline(always)]
    fn murky(&self) -> Plane<W> {
        Plane::NONE
    }
}

/// Conditions may be murky: they read what the planes do not see. Every other row is exact: met, unmet or unknown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dim<const W: usize> {
    planes: Planes<W>,
    murky: Plane<W>,
}

impl<const W: usize> Logic<W> for Dim<W> {
    #[inline(always)]
    fn seen(planes: Planes<W>, murky: Plane<W>) -> Self {
        Dim { planes, murky }
    }
    // What is surely met or unmet is so whatever the murky parts are.
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        let planes = self.planes.and(other.planes);
        Dim { planes, murky: self.murky.or(other.murky).less(planes.no) }
    }
    #[inline(always)]
    fn not(self) -> Self {
        Dim { planes: self.planes.not(), murky: self.murky }
    }
    #[inline(always)]
    fn every(found: &[Self], places: &[usize]) -> Self {
        let yes = joined(places, Plane::ALL, |all, at| all.and(found[at].planes.yes));
        let no = joined(places, Plane::NONE, |any, at| any.or(found[at].planes.no));
        let murky = joined(places, Plane::NONE, |any, at| any.or(found[at].murky));
        Dim { planes: Planes { yes, no }, murky: murky.less(no) }
    }
    #[inline(always)]
    fn some(found: &[Self], places: &[usize]) -> Self {
        let yes = joined(places, Plane::NONE, |any, at| any.or(found[at].planes.yes));
        let no = joined(places, Plane::ALL, |all, at| all.and(found[at].planes.no));
        let murky = joined(places, Plane::NONE, |any, at| any.or(found[at].murky));
        Dim { planes: Planes { yes, no }, murky: murky.less(yes) }
    }
    fn presumed(self, by: impl Iterator<Item = (Self, bool)>) -> Self {
        let Planes { yes, no } = self.planes;
        // A presumption may lift the term where its condition may be met: when it was in force is not seen.
        let lifted = by.fold(self.murky, |any, (when, conclusive)| {
            let may = when.planes.yes.or(when.murky).less(yes);
            any.or(if conclusive { may } else { may.less(no) })
        });
        Dim { planes: Planes { yes, no: no.less(lifted) }, murky: lifted }
    }
    #[inline(always)]
    fn yes(&self) -> Plane<W> {
        self.planes.yes
    }
    #[inline(always)]
    fn no(&self) -> Plane<W> {
        self.planes.no
    }
    #[inline(always)]
    fn murky(&self) -> Plane<W> {
        self.murky
    }
}

#[cfg(test)]
mod tests {
    use super::{Dim, Logic, Plane, Planes};
    use crate::facts::Truth;

    const TRUTHS: [Truth; 3] = [Truth::False, Truth::Unknown, Truth::True];

    /// The truth of the only row, or none where it is murky.
    fn row<L: Logic<1>>(found: L) -> Option<Truth> {
        let truth = match (found.yes().has(0), found.no().has(0)) {
            (true, _) => Truth::True,
            (_, true) => Truth::False,
            _ => Truth::Unknown,
        };
        (!found.murky().has(0)).then_some(truth)
    }

    /// Protects the lesser logics from saying otherwise than the whole one where they are used.
    #[test]
    fn every_logic_joins_as_truths_do() {
        for a in TRUTHS {
            for b in TRUTHS {
                let wanted = [a.and(b), a.and(b), a.or(b), !a].map(Some);
                fn joined<L: Logic<1>>(a: Truth, b: Truth) -> [Option<Truth>; 4] {
                    let (c, d) = (L::all(a), L::all(b));
                    let both = [c, d];
                    [row(c.and(d)), row(L::every(&both, &[0, 1])), row(L::some(&both, &[0, 1])), row(c.not())]
                }
                assert_eq!(joined::<Dim<1>>(a, b), wanted, "{a:?}, {b:?}");
                assert_eq!(joined::<Planes<1>>(a, b), wanted, "{a:?}, {b:?}");
                if a != Truth::Unknown && b != Truth::Unknown {
                    assert_eq!(joined::<Plane<1>>(a, b), wanted, "{a:?}, {b:?}");
                }
            }
        }
    }

    /// Protects rows from being decided by what is not seen: murk goes where the rest does not decide, and only there.
    #[test]
    fn what_is_murky_stays_so_unless_the_rest_decides() {
        let murky = Dim::seen(Planes::OPEN, Plane::ALL);
        for (other, and, or) in [
            (Truth::True, None, Some(Truth::True)),
            (Truth::Unknown, None, None),
            (Truth::False, Some(Truth::False), None),
        ] {
            let both = [murky, Dim::<1>::all(other)];
            assert_eq!([row(murky.and(both[1])), row(Dim::every(&both, &[0, 1]))], [and; 2]);
            assert_eq!(row(Dim::some(&both, &[0, 1])), or);
        }
        assert_eq!(row::<Dim<1>>(murky.not()), None);
    }

    /// A presumption is murky where it may lift its term, and only there: conclusive, also a term that is unmet.
    #[test]
    fn a_presumption_is_murky_where_it_may_lift() {
        for (term, when, conclusive, wanted) in [
            (Truth::Unknown, Truth::True, false, None),
            (Truth::False, Truth::True, false, Some(Truth::False)),
            (Truth::False, Truth::True, true, None),
            (Truth::True, Truth::True, true, Some(Truth::True)),
            (Truth::Unknown, Truth::Unknown, true, Some(Truth::Unknown)),
        ] {
            let by = std::iter::once((Dim::<1>::all(when), conclusive));
            assert_eq!(row(Dim::all(term).presumed(by)), wanted, "{term:?} {when:?} {conclusive}");
        }
    }
}
