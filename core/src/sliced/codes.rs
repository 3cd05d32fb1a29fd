//! Planes from the buffers of columns: bits as they lie there, and codes looked up in tables.

use super::plane::{BLOCK_WORDS, Plane, WORD_ROWS};

/// Rows of a block of a table.
pub(crate) const BLOCK_ROWS: usize = BLOCK_WORDS * WORD_ROWS;
/// Bytes of a word.
const WORD_BYTES: usize = WORD_ROWS / 8;

impl<const W: usize> Plane<W> {
    /// The bits of a block of a column; past the last row they say nothing.
    #[inline(always)]
    pub(crate) fn of_bits(bits: &[u8], block: usize) -> Self {
        let bits = bits.get(block * W * WORD_BYTES..).unwrap_or_default();
        let (whole, rest) = bits.as_chunks::<WORD_BYTES>();
        let mut plane = Plane::NONE;
        if let Some(whole) = whole.first_chunk::<W>() {
            plane.0.iter_mut().zip(whole).for_each(|(word, bytes)| *word = u64::from_le_bytes(*bytes));
            return plane;
        }
        let mut last = [0; WORD_BYTES];
        last.iter_mut().zip(rest).for_each(|(last, byte)| *last = *byte);
        let words = whole.iter().chain(std::iter::once(&last));
        plane.0.iter_mut().zip(words).for_each(|(word, bytes)| *word = u64::from_le_bytes(*bytes));
        plane
    }
    /// The bits of these codes in a table of bits, a row each.
    pub(crate) fn of_codes<C: Copy + Into<u32>>(codes: &[C], table: &[bool]) -> Self {
        let mut plane = Plane::NONE;
        for (word, codes) in plane.0.iter_mut().zip(codes.chunks(WORD_ROWS)) {
            for (bit, code) in codes.iter().enumerate() {
                let code: u32 = (*code).into();
                *word |= u64::from(table.get(code as usize).copied().unwrap_or_default()) << bit;
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

    /// Values tested many at once are those tested one by one, whatever the number of rows.
    #[test]
    fn values_between_two_are_found() {
        for rows in [0, 1, 15, 16, 17, 63, 64, 65, 511, BLOCK_ROWS] {
            let codes: Vec<u8> = (0..rows).map(|row| (row * 7 % 256) as u8).collect();
            for (from, to) in [(0, 0), (0, 255), (9, 9), (3, 200), (255, 255), (128, 127)] {
                let found: Plane = Plane::of(&codes, |code| from <= code && code <= to);
                let expected = (0..rows).filter(|row| from <= codes[*row] && codes[*row] <= to);
                assert_eq!(
                    found.rows().collect::<Vec<_>>(),
                    expected.collect::<Vec<_>>(),
                    "{rows} rows, {from} to {to}"
                );
            }
        }
    }

    /// The bits of a block are those that lie there, also where the buffer ends within a word.
    #[test]
    fn bits_are_read_to_the_end_of_their_buffer() {
        let bytes: Vec<u8> = (0..150_u32).map(|at| (at * 37 % 251) as u8).collect();
        for length in [0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 150] {
            for block in 0..3 {
                let found: Plane = Plane::of_bits(&bytes[..length], block);
                let bit = |row: &usize| {
                    let at = block * BLOCK_ROWS + row;
                    bytes[..length].get(at / 8).is_some_and(|byte| byte >> (at % 8) & 1 == 1)
                };
                assert_eq!(found.rows().collect::<Vec<_>>(), (0..BLOCK_ROWS).filter(bit).collect::<Vec<_>>());
            }
        }
    }
}
