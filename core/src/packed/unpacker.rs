//! Reading.

use super::packer::FRESH;
use super::shelf::{Place, Shelf};
use super::{Packed, Str};
use std::sync::Arc;

/// The deepest nesting of conditions and penalties, twice what the language allows: a hostile pack cannot exhaust the stack.
pub const MAX_NESTING: usize = 128;
/// What may be put together from the texts of a shelf in one reading, in bytes.
pub(crate) const MAX_UNFOLDED: usize = 16 << 20;
/// What a list may ask for before its members are read, in bytes.
const CAUTIOUS: usize = 1 << 16;

/// The bytes of a value that is being read. After a failure nothing is left of them, and every value comes out as the first of
/// its type: so the reading of a type has no course for failures, and ends soon.
#[derive(Debug)]
pub struct Unpacker<'p> {
    rest: &'p [u8],
    shelf: &'p Arc<Shelf>,
    failed: bool,
    /// Where the next part begins. Each is taken once, in order: a hostile head cannot name one of them twice.
    next: usize,
    /// The place of the next text that was not named before.
    fresh: u32,
    unfolded: usize,
    depth: usize,
}

/// Reads a value to the last of its bytes, in which the first new text has a place; and says where the next part begins.
/// `None` when it cannot be read so.
pub(super) fn read<T: Packed>(shelf: &Arc<Shelf>, bytes: &[u8], fresh: u32) -> Option<(T, usize)> {
    let mut from = Unpacker { rest: bytes, shelf, failed: false, next: 0, fresh, unfolded: 0, depth: 0 };
    let value = T::unpack(&mut from);
    (!from.failed && from.rest.is_empty()).then_some((value, from.next))
}

impl Unpacker<'_> {
    /// The value that is being read counts for nothing.
    pub(crate) fn fail(&mut self) {
        self.rest = &[];
        self.failed = true;
    }
    fn byte(&mut self) -> u8 {
        let Some((byte, rest)) = self.rest.split_first() else {
            self.fail();
            return 0;
        };
        self.rest = rest;
        *byte
    }
    /// Which of so many variants.
    pub(crate) fn tag(&mut self, count: usize) -> u8 {
        let tag = self.byte();
        if usize::from(tag) < count {
            return tag;
        }
        self.fail();
        0
    }
    pub(super) fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte();
            let seven = u64::from(byte & 0x7f);
            number |= seven << shift;
            if seven << shift >> shift != seven {
                break;
            }
            if byte < 0x80 {
                return number;
            }
        }
        self.fail();
        0
    }
    /// A number with its sign in the lowest bit.
    pub(super) fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }
    /// A number in the bounds of its type.
    pub(super) fn within<T: TryFrom<u64> + Default>(&mut self) -> T {
        let number = self.number();
        T::try_from(number).unwrap_or_else(|_| self.failing())
    }
    pub(crate) fn failing<T: Default>(&mut self) -> T {
        self.fail();
        T::default()
    }
    /// Each member takes a byte at the least.
    pub(super) fn list<T: Packed>(&mut self) -> Vec<T> {
        let count: usize = self.within();
        if count > self.rest.len() {
            return self.failing();
        }
        let mut list = Vec::with_capacity(count.min(CAUTIOUS / size_of::<T>().max(1)));
        for _ in 0..count {
            if self.failed {
                break;
            }
            list.push(T::unpack(self));
        }
        list
    }
    /// One level deeper.
    pub(crate) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            self.fail();
        }
        let value = read(self);
        self.depth -= 1;
        value
    }
    /// The text of a name, on the shelf.
    pub(super) fn text(&mut self) -> Str {
        let mut place: u32 = self.within();
        if place == FRESH {
            self.fresh = self.fresh.saturating_add(1);
            place = self.fresh;
        }
        match self.shelf.text(place as usize - 1) {
            Some(text) => text,
            None => self.failing(),
        }
    }
    /// The next part of the shelf: so long, and the first to name so many texts.
    pub(super) fn part(&mut self) -> Option<Place> {
        let (length, fresh) = (self.within::<usize>(), self.within());
        let at = self.next..self.next.saturating_add(length);
        let first = self.fresh;
        let place = Place::new(self.shelf, at, first);
        match (&place, first.checked_add(fresh)) {
            (Some(_), Some(after)) => (self.next, self.fresh) = (self.next + length, after),
            _ => self.fail(),
        }
        place
    }
    /// Counts text that is put together from others; whether so much may be.
    pub(crate) fn unfold(&mut self, length: usize) -> bool {
        self.unfolded = self.unfolded.saturating_add(length);
        if self.unfolded > MAX_UNFOLDED {
            self.fail();
        }
        !self.failed
    }
}
