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
    /// The words, 64 rows each.
    pub(crate) fn words(&self) -> &[u64; W] {
        &self.0
    }
    /// The rows whose value passes a test.
    #[inline(always)]
    pub(crate) fn of<T: Copy>(values: &[T], test: impl Fn(T) -> bool) -> Self {
        let mut plane = Plane::NONE;
        let (whole, rest) = values.as_chunks::<WORD_ROWS>();
        let mut words = plane.0.iter_mut();
        for (values, word) in whole.iter().zip(&mut words) {
            let mut passes = [0_u8; WORD_ROWS];
            for (passes, value) in passes.iter_mut().zip(values) {
                *passes = if test(*value) { u8::MAX } else { 0 };
            }
            *word = packed(&passes);
        }
        if let Some(word) = words.next() {
            for (bit, value) in rest.iter().enumerate() {
                *word |= u64::from(test(*value)) << bit;
            }
        }
        plane
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

/// The highest bit of each byte, as a word.
#[inline(always)]
fn packed(bytes: &[u8; WORD_ROWS]) -> u64 {
    const LANES: usize = 16;
    let mut word = 0;
    for (at, lanes) in bytes.as_chunks::<LANES>().0.iter().enumerate() {
        word |= u64::from(wide::u8x16::new(*lanes).to_bitmask()) << (LANES * at);
    }
    word
}
/// The highest bit of each byte, as a word.
#[cfg(not(feature = "tables"))]
fn packed(bytes: &[u8; WORD_ROWS]) -> u64 {
    bytes.iter().rev().fold(0, |word, byte| word << 1 | u64::from(byte >> 7))
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
    use super::super::logic::Logic;
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
            assert_eq!(Planes::some(&[a, b], &[0, 1]).truth(row), a.truth(row).or(b.truth(row)));
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
