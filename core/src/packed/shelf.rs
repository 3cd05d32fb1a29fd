//! The shelf of a pack: each of its texts once, and the parts that may wait.

use super::packer::MAX_TEXTS;
use super::{Packed, Str, unpacker};
use memchr::memchr_iter;
use std::ops::Range;
use std::sync::Arc;

/// The texts and parts of a pack.
#[derive(Debug)]
pub(crate) enum Shelf {
    /// Of a pack that lies in the program: each is read in place when it is asked for.
    Fixed {
        /// The texts.
        texts: &'static str,
        /// Where each is closed.
        ends: Vec<u32>,
        /// The parts, end to end.
        parts: &'static [u8],
    },
    /// Of a pack from anywhere: read at once.
    Own {
        /// The texts.
        texts: Vec<Str>,
        /// The parts, end to end.
        parts: Vec<u8>,
    },
}

impl Shelf {
    /// The shelf of a pack that lies in the program; `None` when its texts are no texts or the last is not closed.
    pub(crate) fn fixed(texts: &'static [u8], parts: &'static [u8]) -> Option<Shelf> {
        let texts = std::str::from_utf8(texts).ok()?;
        let ends = memchr_iter(0, texts.as_bytes()).map(u32::try_from).collect::<Result<_, _>>().ok()?;
        (texts.is_empty() || texts.ends_with('\0')).then_some(Shelf::Fixed { texts, ends, parts })
    }
    /// The shelf of a pack from anywhere; `None` when its texts are no texts, too many, or the last is not closed.
    pub(crate) fn copied(texts: &[u8], parts: &[u8]) -> Option<Shelf> {
        let texts = std::str::from_utf8(texts).ok()?;
        let closed = texts.is_empty() || texts.ends_with('\0');
        let count = texts.bytes().filter(|byte| *byte == 0).count();
        let texts = (closed && count <= MAX_TEXTS).then(|| texts.split_terminator('\0').map(Str::from).collect())?;
        Some(Shelf::Own { texts, parts: parts.to_vec() })
    }
    pub(super) fn text(&self, place: usize) -> Option<Str> {
        match self {
            Shelf::Fixed { texts, ends, .. } => {
                let from = if place == 0 { 0 } else { *ends.get(place - 1)? as usize + 1 };
                texts.get(from..*ends.get(place)? as usize).map(Str::fixed)
            }
            Shelf::Own { texts, .. } => texts.get(place).cloned(),
        }
    }
    fn bytes(&self, at: Range<usize>) -> Option<&[u8]> {
        match self {
            Shelf::Fixed { parts, .. } => parts.get(at),
            Shelf::Own { parts, .. } => parts.get(at),
        }
    }
    /// Reads a value to its last byte, and every part of the shelf that it names; `None` when it cannot be read so, or
    /// leaves a part over.
    pub(crate) fn read<T: Packed>(self: &Arc<Shelf>, bytes: &[u8]) -> Option<T> {
        let (value, next) = unpacker::read(self, bytes, 0)?;
        self.bytes(next..next + 1).is_none().then_some(value)
    }
}

/// Where a part stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    shelf: Arc<Shelf>,
    at: Range<usize>,
    /// The place of the first text that nothing before it names.
    fresh: u32,
}

impl Place {
    /// A part between two places; `None` when they lie off the shelf.
    pub(super) fn new(shelf: &Arc<Shelf>, at: Range<usize>, fresh: u32) -> Option<Place> {
        shelf.bytes(at.clone())?;
        Some(Place { shelf: Arc::clone(shelf), at, fresh })
    }
    /// Whether the part may wait.
    pub(super) fn patient(&self) -> bool {
        matches!(*self.shelf, Shelf::Fixed { .. })
    }
    /// Reads the part to its last byte.
    pub(super) fn read<T: Packed>(&self) -> Option<T> {
        let bytes = self.shelf.bytes(self.at.clone())?;
        unpacker::read(&self.shelf, bytes, self.fresh).map(|(value, _)| value)
    }
}
