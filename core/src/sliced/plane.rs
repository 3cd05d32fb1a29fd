//! Bits of a block of rows, 64 a word, in arrays of a fixed length that compilers turn into vectors.

use crate::facts::Truth;

/// Words of a plane.
const WORDS: usize = 8;
/// Rows of a block.
pub(crate) const BLOCK_ROWS: usize = WORDS * 64;

/// One bit a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plane([u64; WORDS]);

impl Plane {
    pub(crate) const NONE: Plane = Plane([0; WORDS]);
    pub(crate) const ALL: Plane = Plane([u64::MAX; WORDS]);

    pub(crate) fn set(&mut self, row: usize) {
        self.0[row / 64] |= 1 << (row % 64);
    }
    #[cfg(test)]
    pub(crate) fn has(&self, row: usize) -> bool {
        self.0[row / 64] >> (row % 64) & 1 == 1
    }
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }
    pub(crate) fn is_full(&self) -> bool {
        self.0.iter().all(|word| *word == u64::MAX)
    }
    pub(crate) fn and(self, other: Plane) -> Plane {
        Plane(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }
    pub(crate) fn or(self, other: Plane) -> Plane {
        Plane(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }
    pub(crate) fn not(self) -> Plane {
        Plane(std::array::from_fn(|at| !self.0[at]))
    }
    /// The rows whose bit is set, in order.
    pub(crate) fn rows(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }
    /// The bits of these codes in a table of bits, a row each.
    pub(crate) fn of_codes(codes: &[u32], table: &[bool]) -> Plane {
        let mut plane = Plane::NONE;
        for (word, codes) in plane.0.iter_mut().zip(codes.chunks(64)) {
            for (bit, code) in codes.iter().enumerate() {
                *word |= u64::from(table[*code as usize]) << bit;
            }
        }
        plane
    }
}

/// What is surely met and surely unmet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Planes {
    pub(crate) yes: Plane,
    pub(crate) no: Plane,
}

impl Planes {
    /// Nothing is sure.
    pub(crate) const OPEN: Planes = Planes { yes: Plane::NONE, no: Plane::NONE };

    /// The same in every row.
    pub(crate) fn all(truth: Truth) -> Planes {
        match truth {
            Truth::True => Planes { yes: Plane::ALL, no: Plane::NONE },
            Truth::False => Planes { yes: Plane::NONE, no: Plane::ALL },
            Truth::Unknown => Planes::OPEN,
        }
    }
    pub(crate) fn and(self, other: Planes) -> Planes {
        Planes { yes: self.yes.and(other.yes), no: self.no.or(other.no) }
    }
    pub(crate) fn or(self, other: Planes) -> Planes {
        Planes { yes: self.yes.or(other.yes), no: self.no.and(other.no) }
    }
    pub(crate) fn not(self) -> Planes {
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
            assert_eq!(Planes::all(truth).truth(BLOCK_ROWS - 1), truth);
        }
    }

    #[test]
    fn bits_are_found_where_they_were_set() {
        let mut plane = Plane::NONE;
        let rows = [0, 1, 63, 64, 200, BLOCK_ROWS - 1];
        rows.iter().for_each(|row| plane.set(*row));
        assert_eq!(plane.rows().collect::<Vec<_>>(), rows);
        assert!(plane.not().and(plane).is_empty() && plane.not().or(plane).is_full());
        let codes: Vec<u32> = (0..130).map(|row| row % 3).collect();
        let found = Plane::of_codes(&codes, &[false, true, false]);
        assert_eq!(found.rows().collect::<Vec<_>>(), (0..130).filter(|row| row % 3 == 1).collect::<Vec<_>>());
    }
}
