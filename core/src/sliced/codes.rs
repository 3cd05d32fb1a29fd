//! Planes from the columns of a table: words of bits, and codes compared many at once.

use super::plane::{BLOCK_WORDS, Plane, WORD_ROWS};
use wide::u8x16;

/// Rows of a block of a table.
pub(crate) const BLOCK_ROWS: usize = BLOCK_WORDS * WORD_ROWS;
/// Codes that are compared at once.
const LANES: usize = 16;

impl<const W: usize> Plane<W> {
    /// The words, 64 rows each.
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
    #[inline(always)]
    pub(crate) fn between(codes: &[u8], (from, to): (u8, u8)) -> Self {
        let mut plane = Plane::NONE;
        let (low, high) = (u8x16::splat(from), u8x16::splat(to));
        let mut words = plane.0.iter_mut();
        let (whole, rest) = codes.as_chunks::<WORD_ROWS>();
        for (codes, word) in whole.iter().zip(&mut words) {
            for (at, lanes) in codes.as_chunks::<LANES>().0.iter().enumerate() {
                let lanes = u8x16::new(*lanes);
                let met = if from == to { lanes.simd_eq(low) } else { lanes.simd_ge(low) & lanes.simd_le(high) };
                *word |= u64::from(met.to_bitmask()) << (LANES * at);
            }
        }
        if let Some(word) = words.next() {
            for (bit, code) in rest.iter().enumerate() {
                *word |= u64::from(from <= *code && *code <= to) << bit;
            }
        }
        plane
    }
    /// The rows that pass a test of their number.
    pub(crate) fn passing<T: Copy>(numbers: &[T], test: impl Fn(T) -> bool) -> Self {
        let mut plane = Plane::NONE;
        for (word, numbers) in plane.0.iter_mut().zip(numbers.chunks(WORD_ROWS)) {
            for (bit, number) in numbers.iter().enumerate() {
                *word |= u64::from(test(*number)) << bit;
            }
        }
        plane
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK_ROWS, Plane};

    #[test]
    fn codes_are_looked_up_in_a_table() {
        let codes: Vec<u32> = (0..130).map(|row| row % 3).collect();
        let found: Plane = Plane::of_codes(&codes, &[false, true, false]);
        assert_eq!(found.rows().collect::<Vec<_>>(), (0..130).filter(|row| row % 3 == 1).collect::<Vec<_>>());
    }

    /// Codes compared many at once are those compared one by one, whatever the number of rows.
    #[test]
    fn codes_between_two_are_found() {
        for rows in [0, 1, 15, 16, 17, 63, 64, 65, 511, BLOCK_ROWS] {
            let codes: Vec<u8> = (0..rows).map(|row| (row * 7 % 256) as u8).collect();
            for ends in [(0, 0), (0, 255), (9, 9), (3, 200), (255, 255), (128, 127)] {
                let found: Plane = Plane::between(&codes, ends);
                let expected = (0..rows).filter(|row| ends.0 <= codes[*row] && codes[*row] <= ends.1);
                assert_eq!(found.rows().collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{rows} rows, {ends:?}");
            }
        }
    }
}
