//! Where a value stands in its case, written out only when something is wrong with it.

use super::names::clipped;
use std::fmt;

/// A path such as `acts[1].victims[0].age`.
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// The case itself.
    Root,
    /// A key of an object.
    Key(&'a Path<'a>, &'a str),
    /// An item of a list.
    Item(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    /// The path to a key below.
    pub fn key(&'a self, key: &'a str) -> Path<'a> {
        Path::Key(self, key)
    }
    /// The path to an item below.
    pub fn item(&'a self, at: usize) -> Path<'a> {
        Path::Item(self, at)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Key(Path::Root, key) => f.write_str(&clipped(key)),
            Path::Key(above, key) => write!(f, "{above}.{}", clipped(key)),
            Path::Item(above, at) => write!(f, "{above}[{at}]"),
        }
    }
}
