//! The rules written by hand in Rust; the build script plays the programmer.
#![allow(clippy::all, reason = "written by the build script")]

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use std::fmt;

/// How many rows are asked together.
pub const BLOCK: usize = 1_600;

/// Reads a list of members, `m0`, `m1` …, as bits.
fn members<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = u16;
        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("a list of members")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<u16, A::Error> {
            let mut set = 0;
            while let Some(Member(place)) = list.next_element()? {
                set |= 1 << place;
            }
            Ok(set)
        }
    }
    from.deserialize_seq(Members)
}

/// A member by its place.
struct Member(u16);

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Member, D::Error> {
        let name = <&str>::deserialize(from)?;
        let place = name.strip_prefix('m').and_then(|digits| digits.parse().ok()).filter(|place| *place < 16);
        place.map(Member).ok_or_else(|| serde::de::Error::custom("no such member"))
    }
}

fn cut<T>(column: &[T], from: usize) -> &[T; BLOCK] {
    column[from..from + BLOCK].try_into().expect("a block of rows")
}

include!(concat!(env!("OUT_DIR"), "/by_hand.rs"));
