//! What a pack holds once: its texts, and the parts that are read when they are first asked for.
//!
//! A law is written and read by serde. What serde cannot say, that a text was written before and that a part may wait,
//! is kept on a *shelf*: while a pack is written or read, its shelf is at hand on the thread that does it.

mod deferred;
mod shelf;
#[cfg(test)]
mod tests;
mod text;

pub use deferred::Deferred;
#[cfg(test)]
pub(crate) use shelf::MAX_UNFOLDED;
pub(crate) use shelf::{Shelf, unfold, write};
pub use text::Str;
