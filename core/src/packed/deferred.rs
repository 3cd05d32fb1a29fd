//! A part of the law that is read when it is first asked for.

use super::shelf::Place;
use super::{Packed, Packer, Unpacker};
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

/// A value that stands in a pack until it is first asked for; it reads as the value itself.
///
/// Only a pack that lies in the program is read so late: it was read to its end when it was built. Of a pack from anywhere
/// every part is read when the pack is, so that a damaged one is refused at once. INVARIANT: no part holds another.
pub struct Deferred<T> {
    value: OnceLock<T>,
    /// Where it stands.
    stored: Option<Place>,
}

impl<T: Packed + Default> Deferred<T> {
    /// Changes the value.
    pub fn change(&mut self, change: impl FnOnce(&mut T)) {
        let mut value = self.value.take().unwrap_or_else(|| self.read());
        change(&mut value);
        *self = Deferred::from(value);
    }
    fn read(&self) -> T {
        // INVARIANT: the pack was read to its end when the program was built.
        self.stored.as_ref().and_then(Place::read).unwrap_or_default()
    }
}

impl<T> From<T> for Deferred<T> {
    fn from(value: T) -> Deferred<T> {
        Deferred { value: OnceLock::from(value), stored: None }
    }
}
impl<T: Packed + Default> Deref for Deferred<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.value.get_or_init(|| self.read())
    }
}
impl<T: Clone> Clone for Deferred<T> {
    fn clone(&self) -> Deferred<T> {
        Deferred { value: self.value.clone(), stored: self.stored.clone() }
    }
}
impl<T: Default> Default for Deferred<T> {
    fn default() -> Deferred<T> {
        Deferred::from(T::default())
    }
}
impl<T: Packed + Default + fmt::Debug> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
impl<T: Packed + Default + PartialEq> PartialEq for Deferred<T> {
    fn eq(&self, other: &Deferred<T>) -> bool {
        **self == **other
    }
}
impl<'a, T> IntoIterator for &'a Deferred<Vec<T>>
where
    Vec<T>: Packed,
{
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
impl<T> FromIterator<T> for Deferred<Vec<T>> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Deferred<Vec<T>> {
        Deferred::from(items.into_iter().collect::<Vec<T>>())
    }
}

impl<T: Packed + Default> Packed for Deferred<T> {
    fn pack(&self, to: &mut Packer) {
        to.part(&**self);
    }
    fn unpack(from: &mut Unpacker<'_>) -> Deferred<T> {
        let stored = from.part();
        if stored.as_ref().is_some_and(Place::patient) {
            return Deferred { value: OnceLock::new(), stored };
        }
        stored.and_then(|place| place.read::<T>()).map_or_else(|| from.failing(), Deferred::from)
    }
}
