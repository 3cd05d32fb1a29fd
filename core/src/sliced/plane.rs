//! Bits of a block of rows, 64 a word, in arrays of a fixed length that compilers turn into vectors.

use crate::facts::Truth;

/// Words of a plane of a table.
pub(crate) const BLOCK_WORDS: usize = 8;
/// Rows of a word.
pub(crate) const WORD_ROWS: usize = 64;

/// One bit a row. A table has planes of many words, a single case of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plane<const W: usize = BLOCK_WORDS>(pub(super) [u64; W]);

impl<const W: usize> Plane<W> {
    pub(crate) const NONE: Self = Plane([0; W]);
    pub(crate) const ALL: Self = Plane([u64::MAX; W]);

    /// The first rows.
    pub(crate) fn first(rows: usize) -> Self {
        Plane(std::array::from_fn(|at| match rows.saturating_sub(at * WORD_ROWS) {
            0 => 0,
            some if some >= WORD_ROWS => u64::MAX,
            some => (1 << some) - 1,
        }))
    }
    pub(crate) fn set(&mut self, row: usize) {
        self.0[row / WORD_ROWS] |= 1 << (row % WORD_ROWS);
    }
    pub(crate) fn has(&self, row: usize) -> bool {
        self.0[row / WORD_ROWS] >> (row % WORD_ROWS) & 1 == 1
    }
    #[inline(always)]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |all, word| all | word) == 0
    }
    #[inline(always)]
    pub(crate) fn and(self, other: Self) -> Self {
        Plane(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }
    #[inline(always)]
    pub(crate) fn or(self, other: Self) -> Self {
        Plane(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }
    #[inline(always)]
    pub(crate) fn not(self) -> Self {
        Plane(std::array::from_fn(|at| !self.0[at]))
    }
    /// Those that are not in another.
    #[inline(always)]
    pub(crate) fn less(self, other: Self) -> Self {
        Plane(std::array::from_fn(|at| self.0[at] & !other.0[at]))
    }
    /// The rows whose bit is set, in order.
    pub(crate) fn rows(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(at * WORD_ROWS + bit)
            })
        })
    }
}

/// What is surely met and surely unmet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Planes<const W: usize = BLOCK_WORDS> {
    pub(crate) yes: Plane<W>,
    pub(crate) no: Plane<W>,
}

impl<const W: usize> Planes<W> {
    /// Nothing is sure.
    pub(crate) const OPEN: Self = Planes { yes: Plane::NONE, no: Plane::NONE };

    /// The same in every row.
    pub(crate) fn all(truth: Truth) -> Self {
        match truth {
            Truth::True => Planes { yes: Plane::ALL, no: Plane::NONE },
            Truth::False => Planes { yes: Plane::NONE, no: Plane::ALL },
            Truth::Unknown => Planes::OPEN,
        }
    }
    #[inline(always)]
    pub(crate) fn and(self, other: Self) -> Self {
        Planes { yes: self.yes.and(other.yes), no: self.no.or(other.no) }
    }
    #[inline(always)]
    pub(crate) fn or(self, other: Self) -> Self {
        Planes { yes: self.yes.or(other.yes), no: self.no.and(other.no) }
    }
    #[inline(always)]
    pub(crate) fn not(self) -> Self {
        Planes { yes: self.no, no: self.yes }
    }
    /// The truth in one row.
    #[cfg(test)]
    pub(crate) fn truth(&self, row: usize) -> Truth {
        match (self.yes.has(row), self.no.has(row)) {
            (true, _) => Truth::True,
            (_, true) => Truth::False,
            _ => Truth::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK_WORDS, Plane, Planes, WORD_ROWS};
    use crate::facts::Truth;

    const BLOCK_ROWS: usize = BLOCK_WORDS * WORD_ROWS;
    const TRUTHS: [Truth; 3] = [Truth::False, Truth::Unknown, Truth::True];

    fn mixed(step: usize) -> Planes {
        let mut planes = Planes::OPEN;
        for row in 0..BLOCK_ROWS {
            match TRUTHS[row / step % 3] {
                Truth::True => planes.yes.set(row),
                Truth::False => planes.no.set(row),
                Truth::Unknown => {}
            }
        }
        planes
    }

    /// Kleene's logic, bit by bit, over every pair of truths.
    #[test]
    fn planes_join_as_truths_do() {
        let (a, b) = (mixed(1), mixed(3));
        for row in 0..BLOCK_ROWS {
            assert_eq!(a.and(b).truth(row), a.truth(row).and(b.truth(row)));
            assert_eq!(a.or(b).truth(row), a.truth(row).or(b.truth(row)));
            assert_eq!(a.not().truth(row), !a.truth(row));
        }
        for truth in TRUTHS {
            assert_eq!(Planes::<8>::all(truth).truth(BLOCK_ROWS - 1), truth);
        }
    }

    #[test]
    fn bits_are_found_where_they_were_set() {
        let mut plane: Plane = Plane::NONE;
        let rows = [0, 1, 63, 64, 200, BLOCK_ROWS - 1];
        rows.iter().for_each(|row| plane.set(*row));
        assert_eq!(plane.rows().collect::<Vec<_>>(), rows);
        assert!(plane.less(plane).is_empty() && plane.not().or(plane) == Plane::ALL);
    }

    #[test]
    fn the_first_rows_are_those_there_are() {
        for rows in [0, 1, 64, 65, BLOCK_ROWS] {
            let first: Plane = Plane::first(rows);
            assert_eq!(first.rows().collect::<Vec<_>>(), (0..rows).collect::<Vec<_>>());
        }
    }
}
