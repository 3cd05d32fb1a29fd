//! Writing: numbers seven bits a byte, each text once, parts that may wait by themselves.

use super::{Packed, Str};
use rustc_hash::FxHashMap;

/// The most texts of a pack.
pub(crate) const MAX_TEXTS: usize = 1 << 18;

/// How a text is named that was not named before: it is the next on the shelf. Others are named by their place, from 1.
pub(super) const FRESH: u32 = 0;

/// What is written of a value.
#[derive(Debug, Default)]
pub struct Packer {
    /// The value, with the names of what follows.
    pub(crate) head: Vec<u8>,
    /// The texts in the order in which they are first named, each closed by a zero.
    pub(crate) texts: Vec<u8>,
    /// The parts that may wait, end to end in the order of the head.
    pub(crate) parts: Vec<u8>,
    places: FxHashMap<Str, u32>,
    failed: bool,
}

/// Writes values; `None` when they have too many texts, or one that holds what closes texts.
pub(crate) fn write(pack: impl FnOnce(&mut Packer)) -> Option<Packer> {
    let mut packer = Packer::default();
    pack(&mut packer);
    (!packer.failed).then_some(packer)
}

impl Packer {
    /// Which variant of an enum.
    pub(crate) fn tag(&mut self, tag: u8) {
        self.head.push(tag);
    }
    /// The value cannot be written.
    pub(crate) fn fail(&mut self) {
        self.failed = true;
    }
    pub(super) fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.head.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.head.push(number.to_le_bytes()[0]);
    }
    /// The sign in the lowest bit.
    pub(super) fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }
    /// Names a text of the shelf.
    pub(super) fn text(&mut self, text: &Str) {
        if let Some(place) = self.places.get(text) {
            return self.number(u64::from(*place));
        }
        let count = self.places.len();
        if count >= MAX_TEXTS || text.contains('\0') {
            self.failed = true;
            return;
        }
        self.texts.extend_from_slice(text.as_bytes());
        self.texts.push(0);
        // INVARIANT: no more than MAX_TEXTS.
        self.places.insert(text.clone(), u32::try_from(count + 1).unwrap_or(FRESH));
        self.number(u64::from(FRESH));
    }
    /// Puts a part on the shelf, and writes how long it is and how many texts it is the first to name.
    pub(super) fn part(&mut self, part: &impl Packed) {
        let before = self.places.len();
        let head = std::mem::take(&mut self.head);
        part.pack(self);
        let bytes = std::mem::replace(&mut self.head, head);
        self.number(bytes.len() as u64);
        self.number((self.places.len() - before) as u64);
        self.parts.extend_from_slice(&bytes);
    }
}
