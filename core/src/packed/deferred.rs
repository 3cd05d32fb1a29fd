//! A part of the law that is read when it is first asked for.

use super::shelf::{self, Place};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
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

impl<T: DeserializeOwned + Default> Deferred<T> {
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
impl<T: DeserializeOwned + Default> Deref for Deferred<T> {
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
impl<T: DeserializeOwned + Default + fmt::Debug> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
impl<T: DeserializeOwned + Default + PartialEq> PartialEq for Deferred<T> {
    fn eq(&self, other: &Deferred<T>) -> bool {
        **self == **other
    }
}
impl<'a, T> IntoIterator for &'a Deferred<Vec<T>>
where
    Vec<T>: DeserializeOwned,
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

impl<T: DeserializeOwned + Default + Serialize> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() { (**self).serialize(s) } else { shelf::put(&**self, s) }
    }
}
impl<'de, T: DeserializeOwned> Deserialize<'de> for Deferred<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Deferred<T>, D::Error> {
        if d.is_human_readable() {
            return T::deserialize(d).map(Deferred::from);
        }
        let place =
            shelf::take(<(u32, u32)>::deserialize(d)?).ok_or_else(|| de::Error::custom("no part stands there"))?;
        if place.patient() {
            return Ok(Deferred { value: OnceLock::new(), stored: Some(place) });
        }
        place.read::<T>().map(Deferred::from).ok_or_else(|| de::Error::custom("a part cannot be read to its end"))
    }
}
