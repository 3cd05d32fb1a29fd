//! Bits of a block of rows, 64 a word, in arrays of a fixed length that compilers turn into vectors.

use crate::facts::Truth;
use wide::u8x16;

/// Words of a plane of a table.
const WORDS: usize = 8;
/// Rows of a block of a table.
pub(crate) const BLOCK_ROWS: usize = WORDS * WORD_ROWS;
/// Rows of a word.
const WORD_ROWS: usize = 64;
/// Codes that are compared at once.
const LANES: usize = 16;

/// One bit a row. A table has planes of many words, a single case of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plane<const W: usize = WORDS>([u64; W]);

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
    /// The words, 64 rows each.
    #[cfg(feature = "tables")]
    pub(crate) fn words(&self) -> &[u64; W] {
        &self.0
    }
    /// The first words that there are; the rest is empty.
    pub(crate) fn of_words(words: &[u64]) -> Self {
        Plane(std::array::from_fn(|at| words.get(at).copied().unwrap_or_default()))
    }
    /// The bits of these codes in a table of bits, a row each.
    pub(crate) fn of_codes<C: Copy + Into<u32>>(codes: &[C], table: &[bool]) -> Self {
        let mut plane = Plane::NONE;
        for (word, codes) in plane.0.iter_mut().zip(codes.chunks(WORD_ROWS)) {
            for (bit, code) in codes.iter().enumerate() {
                let code: u32 = (*code).into();
                *word |= u64::from(table[code as usize]) << bit;
            }
        }
        plane
    }
    /// The rows whose codes lie between two, both included.
    pub(crate) fn between(codes: &[u8], (from, to): (u8, u8)) -> Self {
        let mut plane = Plane::NONE;
        let (low, high) = (u8x16::splat(from), u8x16::splat(to));
        for (word, codes) in plane.0.iter_mut().zip(codes.chunks(WORD_ROWS)) {
            for (at, own) in codes.chunks(LANES).enumerate() {
                let mut lanes = [0; LANES];
                lanes[..own.len()].copy_from_slice(own);
                let lanes = u8x16::new(lanes);
                let met = if from == to { lanes.simd_eq(low) } else { lanes.simd_ge(low) & lanes.simd_le(high) };
                let bits = u64::from(met.to_bitmask()) & ((1 << own.len()) - 1);
                *word |= bits << (LANES * at);
            }
        }
        plane
    }
}

/// What is surely met and surely unmet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Planes<const W: usize = WORDS> {
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
    use super::{BLOCK_ROWS, Plane, Planes};
    use crate::facts::Truth;

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
        let codes: Vec<u32> = (0..130).map(|row| row % 3).collect();
        let found: Plane = Plane::of_codes(&codes, &[false, true, false]);
        assert_eq!(found.rows().collect::<Vec<_>>(), (0..130).filter(|row| row % 3 == 1).collect::<Vec<_>>());
    }

    /// Codes compared many at once are those compared one by one, whatever the number of rows.
    #[test]
    fn codes_between_two_are_found() {
        for rows in [0, 1, 15, 16, 17, 63, 64, 65, 511, BLOCK_ROWS] {
            let codes: Vec<u8> = (0..rows).map(|row| u8::try_from(row * 7 % 256).unwrap()).collect();
            for ends in [(0, 0), (0, 255), (9, 9), (3, 200), (255, 255), (128, 127)] {
                let found: Plane = Plane::between(&codes, ends);
                let expected = (0..rows).filter(|row| ends.0 <= codes[*row] && codes[*row] <= ends.1);
                assert_eq!(found.rows().collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{rows} rows, {ends:?}");
            }
        }
        for rows in [0, 1, 64, 65, BLOCK_ROWS] {
            let first: Plane = Plane::first(rows);
            assert_eq!(first.rows().collect::<Vec<_>>(), (0..rows).collect::<Vec<_>>());
        }
    }
}
