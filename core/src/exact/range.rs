//! Ordered ranges.

use serde::{Deserialize, Serialize};

/// A closed range. INVARIANT: `min <= max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Range<T> {
    min: T,
    max: T,
}

impl<T: Copy + Ord> Range<T> {
    /// The range from `min` to `max`; `None` when inverted.
    pub fn new(min: T, max: T) -> Option<Range<T>> {
        (min <= max).then_some(Range { min, max })
    }
    /// The range of two ends in either order.
    pub fn between(a: T, b: T) -> Range<T> {
        Range { min: a.min(b), max: a.max(b) }
    }
    /// The lower end.
    pub fn min(self) -> T {
        self.min
    }
    /// The upper end.
    pub fn max(self) -> T {
        self.max
    }
    /// The smallest range that holds both.
    pub fn hull(self, other: Range<T>) -> Range<T> {
        Range { min: self.min.min(other.min), max: self.max.max(other.max) }
    }
}
