//! A bound on how deep nested parts of a pack may go, so that a hostile pack cannot exhaust the stack.

use serde::{Deserialize, Deserializer, de};
use std::cell::Cell;

/// The deepest nesting of conditions and penalties, twice what the language allows.
pub const MAX_NESTING: usize = 128;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Deserialises one level deeper.
pub(super) fn bounded<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    let depth = DEPTH.get();
    if depth >= MAX_NESTING {
        return Err(de::Error::custom("nested too deep"));
    }
    DEPTH.set(depth + 1);
    let value = T::deserialize(deserializer);
    DEPTH.set(depth);
    value
}
