//! Numbers of a block as planes of their binary digits: many bounds are compared with them at the cost of one digit each.

use super::plane::{BLOCK_WORDS, Plane};

/// The most digits that are worth the while.
pub(crate) const MOST_DIGITS: u32 = 16;

/// The digits of how far each number of a block lies above the least of its column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Digits {
    least: i64,
    /// The rows whose digit is *not* set, the lowest digit first.
    clear: Vec<Plane<BLOCK_WORDS>>,
}

impl Digits {
    /// How many digits tell the numbers between two apart; `None`: too many.
    pub(crate) fn between(least: i64, greatest: i64) -> Option<u32> {
        let span = greatest.checked_sub(least)?;
        Some(i64::BITS - span.leading_zeros()).filter(|digits| *digits <= MOST_DIGITS)
    }

    /// Takes the numbers of a block, none of which lies below the least or has more digits above it.
    #[inline(always)]
    pub(crate) fn take<T: Copy + Into<i32>>(&mut self, numbers: &[T], least: i32, digits: u32) {
        self.least = i64::from(least);
        self.clear.clear();
        for digit in 0..digits {
            // Digits are those of the lower half of the difference, whatever overflows above them.
            self.clear.push(Plane::of(numbers, |number| number.into().wrapping_sub(least) >> digit & 1 == 0));
        }
    }

    /// The rows whose number is at most this.
    #[inline(always)]
    pub(crate) fn up_to(&self, last: i64) -> Plane<BLOCK_WORDS> {
        let Ok(bound) = u64::try_from(last.saturating_sub(self.least)) else { return Plane::NONE };
        if bound >> self.clear.len() != 0 {
            return Plane::ALL;
        }
        // What is equal in all lower digits is at most the bound; a higher digit decides against them.
        let mut at_most = Plane::ALL;
        for (digit, clear) in self.clear.iter().enumerate() {
            at_most = if bound >> digit & 1 == 1 { at_most.or(*clear) } else { at_most.and(*clear) };
        }
        at_most
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK_WORDS, Digits, MOST_DIGITS, Plane};

    /// Bounds compared digit by digit say what bounds compared number by number say, below, among and above the numbers.
    #[test]
    fn digits_say_what_the_numbers_do() {
        for (least, greatest) in [(0, 0), (0, 1), (-3, 4), (100, 355), (-20_000, 32_767)] {
            let span = greatest - least + 1;
            let numbers: Vec<i32> = (0..500).map(|row| least + row * 7_919 % span).chain([least, greatest]).collect();
            let digits = Digits::between(least.into(), greatest.into()).filter(|digits| *digits <= MOST_DIGITS);
            let mut own = Digits::default();
            own.take(&numbers, least, digits.unwrap_or_default());
            assert!(digits.is_some());
            for bound in
                [least - 2, least - 1, least, least + 1, (least + greatest) / 2, greatest - 1, greatest, greatest + 9]
            {
                let wanted: Plane<BLOCK_WORDS> = Plane::of(&numbers, |number| number <= bound);
                let rows = Plane::first(numbers.len());
                assert_eq!(own.up_to(bound.into()).and(rows), wanted, "{bound} among {least} to {greatest}");
            }
        }
        assert_eq!(Digits::between(0, 65_535), Some(MOST_DIGITS));
        assert_eq!(Digits::between(0, 65_536), None);
        assert_eq!(Digits::between(i64::MIN, i64::MAX), None);
    }
}
