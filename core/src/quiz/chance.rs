//! Chance that is the same everywhere: drawn from a seed, by integers alone.

/// A stream of numbers drawn from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// The stream of a seed; `purpose` keeps the streams of one seed apart.
    pub(super) fn new(seed: u64, purpose: u64) -> Chance {
        let mut chance = Chance(seed ^ purpose.wrapping_mul(0xD1B5_4A32_D192_ED03));
        chance.next();
        chance
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    /// A number below `bound`; 0 when the bound is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let Ok(bound) = u64::try_from(bound) else { return 0 };
        if bound == 0 {
            return 0;
        }
        // The remainder favours small numbers by less than one in 2^32: no list here is longer.
        usize::try_from(self.next() % bound).unwrap_or_default()
    }
    /// A number from `-reach` to `reach`.
    pub(super) fn around(&mut self, reach: i64) -> i64 {
        let width = usize::try_from(2 * reach + 1).unwrap_or(1);
        i64::try_from(self.below(width)).unwrap_or_default() - reach
    }
    /// Puts a list in an order of chance.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_same_seed_draws_the_same() {
        // The first number of SplitMix64 from the seed 0 (Steele, Lea, Flood 2014).
        assert_eq!(Chance(0).next(), 0xE220_A839_7B1D_CDAF);
        let draw = |seed, purpose| {
            let mut chance = Chance::new(seed, purpose);
            (0..8).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, 0), draw(1, 0));
        assert_ne!(draw(1, 0), draw(2, 0));
        assert_ne!(draw(1, 0), draw(1, 1));
    }

    #[test]
    fn numbers_stay_within_their_bounds() {
        let mut chance = Chance::new(7, 0);
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.below(1), 0);
        let drawn: Vec<i64> = (0..200).map(|_| chance.around(2)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&2)));
        let mut list = [1, 2, 3, 4, 5];
        chance.shuffle(&mut list);
        list.sort_unstable();
        assert_eq!(list, [1, 2, 3, 4, 5]);
    }
}
