//! Text that is shared: a piece of a pack that lies in the program, or a text of its own that its copies share.

use super::{Packed, Packer, Unpacker};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// A text that never changes and is cheap to copy. A pack holds each text once.
#[derive(Clone)]
pub struct Str(Held);

#[derive(Clone)]
enum Held {
    /// In the program itself.
    Fixed(&'static str),
    Own(Arc<str>),
}

impl Str {
    /// A text that lies in the program.
    pub const fn fixed(text: &'static str) -> Str {
        Str(Held::Fixed(text))
    }
    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Held::Fixed(text) => text,
            Held::Own(text) => text,
        }
    }
}

impl Deref for Str {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}
impl AsRef<str> for Str {
    fn as_ref(&self) -> &str {
        self
    }
}
impl Borrow<str> for Str {
    fn borrow(&self) -> &str {
        self
    }
}
impl Default for Str {
    fn default() -> Str {
        Str::fixed("")
    }
}
impl From<String> for Str {
    fn from(text: String) -> Str {
        if text.is_empty() { Str::default() } else { Str(Held::Own(text.into())) }
    }
}
impl From<&str> for Str {
    fn from(text: &str) -> Str {
        if text.is_empty() { Str::default() } else { Str(Held::Own(text.into())) }
    }
}
impl From<&String> for Str {
    fn from(text: &String) -> Str {
        text.as_str().into()
    }
}
impl From<Str> for serde_json::Value {
    fn from(text: Str) -> serde_json::Value {
        text.as_str().into()
    }
}
impl From<&Str> for String {
    fn from(text: &Str) -> String {
        text.as_str().to_owned()
    }
}
impl From<Str> for String {
    fn from(text: Str) -> String {
        text.as_str().to_owned()
    }
}
impl PartialEq for Str {
    fn eq(&self, other: &Str) -> bool {
        **self == **other
    }
}
impl Eq for Str {}
impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}
impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}
impl PartialEq<Str> for &str {
    fn eq(&self, other: &Str) -> bool {
        **self == **other
    }
}
impl PartialEq<String> for Str {
    fn eq(&self, other: &String) -> bool {
        **self == **other
    }
}
impl PartialOrd for Str {
    fn partial_cmp(&self, other: &Str) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Str {
    fn cmp(&self, other: &Str) -> Ordering {
        (**self).cmp(&**other)
    }
}
impl Hash for Str {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}
impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}
impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Packed for Str {
    /// Its name among the texts of the shelf.
    fn pack(&self, to: &mut Packer) {
        to.text(self);
    }
    fn unpack(from: &mut Unpacker<'_>) -> Str {
        from.text()
    }
}
impl Serialize for Str {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self)
    }
}
impl<'de> Deserialize<'de> for Str {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Str, D::Error> {
        String::deserialize(d).map(Str::from)
    }
}
