//! A block of rows, and the days on which its acts and examinations took place.

use super::plane::Plane;

/// A block of rows.
pub(crate) struct Block<'b, const W: usize> {
    /// The rows there are.
    pub(crate) rows: Plane<W>,
    /// The day of each act, from 1970.
    pub(crate) days: &'b [i32],
    /// The rows whose act has a single day that is known.
    pub(crate) dated: Plane<W>,
    /// The day of the examination of each, or of all; a row without one is set aside.
    pub(crate) as_of: AsOf<'b>,
    /// Rows in which something else than the elements must be looked at.
    pub(crate) aside: Plane<W>,
}

/// The days of examination of a block of rows, from 1970.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AsOf<'b> {
    All(i32),
    Each(&'b [i32]),
}

impl AsOf<'_> {
    /// The rows examined on a day or later.
    #[inline(always)]
    pub(super) fn from<const W: usize>(self, day: i32) -> Plane<W> {
        match self {
            AsOf::All(own) if own >= day => Plane::ALL,
            AsOf::All(_) => Plane::NONE,
            AsOf::Each(days) => Plane::of(days, |own| own >= day),
        }
    }
}

/// Between which days the acts of a block lie.
pub(super) struct Span<const W: usize> {
    pub(super) first: i32,
    pub(super) last: i32,
    /// Rows without a single day.
    pub(super) loose: Plane<W>,
}

impl<const W: usize> Span<W> {
    #[inline(always)]
    pub(super) fn of(block: &Block<'_, W>) -> Span<W> {
        let loose = block.rows.less(block.dated);
        let ends = |(first, last): (i32, i32), day: &i32| (first.min(*day), last.max(*day));
        let none = (i32::MAX, i32::MIN);
        let (first, last) = match loose.is_empty() {
            true => block.days.iter().fold(none, ends),
            // What stands in place of a day that is not known is no day.
            false => block.dated.rows().filter_map(|row| block.days.get(row)).fold(none, ends),
        };
        Span { first, last, loose }
    }
    /// Whether every act lies between two days.
    #[inline(always)]
    pub(super) fn within(&self, from: i32, until: i32) -> bool {
        from <= self.first && self.last <= until && self.loose.is_empty()
    }
}

impl<const W: usize> Block<'_, W> {
    /// The rows whose day lies between two, or is not known.
    #[inline(always)]
    pub(super) fn between(&self, span: &Span<W>, from: i32, until: i32) -> Plane<W> {
        if from <= span.first && span.last <= until {
            return self.rows;
        }
        if span.last < from || until < span.first {
            return self.rows.and(span.loose);
        }
        let on = Plane::of(self.days, |day| from <= day && day <= until);
        on.and(self.dated).or(span.loose).and(self.rows)
    }
}
