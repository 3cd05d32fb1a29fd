//! The shelf of a pack: each of its texts once, and the parts that may wait.

use super::Str;
use memchr::memchr_iter;
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer, ser};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// The most texts of a pack.
pub(crate) const MAX_TEXTS: usize = 1 << 18;
/// What may be put together from the texts of a shelf in one reading, in bytes.
pub(crate) const MAX_UNFOLDED: usize = 16 << 20;

/// How a text is named that was not named before: it is the next on the shelf. Others are named by their place, from 1.
const FRESH: u32 = 0;

thread_local! {
    static WRITING: RefCell<Option<Written>> = const { RefCell::new(None) };
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
}

/// What is written of a value.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// The value, with the names of what follows.
    pub head: Vec<u8>,
    /// The texts in the order in which they are first named, each closed by a zero.
    pub texts: Vec<u8>,
    /// The parts that may wait, end to end in the order of the head.
    pub parts: Vec<u8>,
    places: FxHashMap<Str, u32>,
}

/// Writes a value; `None` when it cannot be written.
pub(crate) fn write<T: Serialize>(value: &T) -> Option<Written> {
    WRITING.set(Some(Written::default()));
    let head = postcard::to_stdvec(value);
    let written = WRITING.take()?;
    Some(Written { head: head.ok()?, ..written })
}

/// Names a text of the shelf that is being filled; `None` when none is, it is full, or the text holds what closes texts.
pub(super) fn name(text: &Str) -> Option<u32> {
    WRITING.with_borrow_mut(|writing| {
        let shelf = writing.as_mut()?;
        if let Some(place) = shelf.places.get(text) {
            return Some(*place);
        }
        if shelf.places.len() >= MAX_TEXTS || text.contains('\0') {
            return None;
        }
        shelf.texts.extend_from_slice(text.as_bytes());
        shelf.texts.push(0);
        let place = u32::try_from(shelf.places.len() + 1).ok()?;
        shelf.places.insert(text.clone(), place);
        Some(FRESH)
    })
}

/// Puts a part on the shelf that is being filled, and writes how long it is and how many texts it is the first to name.
pub(super) fn put<T: Serialize, S: Serializer>(part: &T, s: S) -> Result<S::Ok, S::Error> {
    let named = || WRITING.with_borrow(|writing| writing.as_ref().map(|shelf| shelf.places.len()));
    let none = || <S::Error as ser::Error>::custom("a part has no shelf to stand on");
    let before = named().ok_or_else(none)?;
    let bytes = postcard::to_stdvec(part).map_err(<S::Error as ser::Error>::custom)?;
    let fresh = named().ok_or_else(none)? - before;
    WRITING.with_borrow_mut(|writing| writing.iter_mut().for_each(|shelf| shelf.parts.extend_from_slice(&bytes)));
    let short = |count: usize| u32::try_from(count).map_err(<S::Error as ser::Error>::custom);
    (short(bytes.len())?, short(fresh)?).serialize(s)
}

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
    fn text(&self, place: usize) -> Option<Str> {
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
    pub(crate) fn read<T: DeserializeOwned>(self: &Arc<Shelf>, bytes: &[u8]) -> Option<T> {
        let (value, next) = self.read_from(bytes, 0)?;
        self.bytes(next..next + 1).is_none().then_some(value)
    }
    fn read_from<T: DeserializeOwned>(self: &Arc<Shelf>, bytes: &[u8], fresh: u32) -> Option<(T, usize)> {
        // A part is read while its whole is.
        let above = READING.replace(Some(Reading { shelf: Arc::clone(self), next: 0, fresh, unfolded: 0 }));
        let read = postcard::take_from_bytes::<T>(bytes);
        let next = READING.replace(above).map_or(0, |reading| reading.next);
        match read {
            Ok((value, [])) => Some((value, next)),
            _ => None,
        }
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
    /// Whether the part may wait.
    pub(super) fn patient(&self) -> bool {
        matches!(*self.shelf, Shelf::Fixed { .. })
    }
    /// Reads the part to its last byte.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let bytes = self.shelf.bytes(self.at.clone())?;
        self.shelf.read_from(bytes, self.fresh).map(|(value, _)| value)
    }
}

struct Reading {
    shelf: Arc<Shelf>,
    /// Where the next part begins. Each is taken once, in order: a hostile head cannot name one of them twice.
    next: usize,
    /// The place of the next text that was not named before.
    fresh: u32,
    unfolded: usize,
}

/// The text of a name, on the shelf at hand.
pub(super) fn text_of(name: u32) -> Option<Str> {
    READING.with_borrow_mut(|reading| {
        let reading = reading.as_mut()?;
        let place = if name == FRESH {
            reading.fresh = reading.fresh.checked_add(1)?;
            reading.fresh
        } else {
            name
        };
        reading.shelf.text(place as usize - 1)
    })
}

/// The next part of the shelf at hand: so long, and the first to name so many texts.
pub(super) fn take((length, fresh): (u32, u32)) -> Option<Place> {
    READING.with_borrow_mut(|reading| {
        let reading = reading.as_mut()?;
        let at = reading.next..reading.next.checked_add(length as usize)?;
        reading.shelf.bytes(at.clone())?;
        reading.next = at.end;
        let first = reading.fresh;
        reading.fresh = first.checked_add(fresh)?;
        Some(Place { shelf: Arc::clone(&reading.shelf), at, fresh: first })
    })
}

/// Counts text that is put together from others; whether so much may be.
pub(crate) fn unfold(length: usize) -> bool {
    READING.with_borrow_mut(|reading| {
        reading.as_mut().is_some_and(|reading| {
            reading.unfolded = reading.unfolded.saturating_add(length);
            reading.unfolded <= MAX_UNFOLDED
        })
    })
}
