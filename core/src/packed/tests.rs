#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what must hold")]

use super::shelf::{MAX_TEXTS, Written};
use super::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Whole {
    name: Str,
    first: Deferred<Vec<Str>>,
    second: Deferred<Vec<Str>>,
}

fn whole() -> Whole {
    let texts = |all: &[&str]| all.iter().map(|text| Str::from(*text)).collect();
    Whole { name: "pena".into(), first: texts(&["días", "pena"]), second: texts(&["años", "días", ""]) }
}

/// As a pack from anywhere.
fn own(written: &Written) -> Option<Whole> {
    Arc::new(Shelf::copied(&written.texts, &written.parts)?).read(&written.head)
}

/// As a pack that lies in the program.
fn fixed(written: &Written) -> Option<Whole> {
    let leak = |bytes: &[u8]| -> &'static [u8] { Box::leak(bytes.to_vec().into_boxed_slice()) };
    Arc::new(Shelf::fixed(leak(&written.texts), leak(&written.parts))?).read(&written.head)
}

#[test]
fn what_is_written_is_read_and_each_text_stands_once() {
    let written = write(&whole()).unwrap();
    assert_eq!(String::from_utf8(written.texts.clone()).unwrap(), "pena\0días\0años\0\0");
    assert_eq!((own(&written), fixed(&written)), (Some(whole()), Some(whole())));
    // In JSON it is what it holds, and no more.
    let json = r#"{"name":"pena","first":["días","pena"],"second":["años","días",""]}"#;
    assert_eq!(serde_json::to_string(&fixed(&written).unwrap()).unwrap(), json);
    assert_eq!(serde_json::from_str::<Whole>(json).unwrap(), whole());
}

/// Protects from hostile packs: from anywhere a part that cannot be read refuses the whole. In the program it was read before;
/// were it damaged since, it would count as empty and never panic.
#[test]
fn only_a_part_that_lies_in_the_program_waits() {
    let mut written = write(&whole()).unwrap();
    // The third text of the second part, which the first names too.
    let at = written.parts.len() - 2;
    written.parts[at] = 0x7f;
    assert_eq!(own(&written), None);
    let late = fixed(&written).unwrap();
    assert_eq!((&late.first, late.second.len()), (&whole().first, 0));
}

#[test]
fn parts_that_are_missing_or_left_over_are_refused() {
    for change in [|parts: &mut Vec<u8>| parts.push(0), |parts: &mut Vec<u8>| parts.truncate(parts.len() - 1)] {
        let mut written = write(&whole()).unwrap();
        change(&mut written.parts);
        assert_eq!((own(&written), fixed(&written)), (None, None));
    }
}

/// The `í` of `días` is two bytes, the seventh and the eighth.
#[test]
fn a_text_that_is_cut_or_not_closed_is_refused() {
    let mut written = write(&whole()).unwrap();
    written.texts[7] = 0;
    assert_eq!((own(&written), fixed(&written)), (None, None));
    let mut written = write(&whole()).unwrap();
    written.texts.pop();
    written.texts.pop();
    assert_eq!((own(&written), fixed(&written)), (None, None));
}

/// Protects from hostile packs, whose texts of a byte or two would each take many in memory.
#[test]
fn texts_are_counted_to_a_limit() {
    assert!(Shelf::copied(&[0; MAX_TEXTS], &[]).is_some());
    assert!(Shelf::copied(&[0; MAX_TEXTS + 1], &[]).is_none());
    let texts = |count: usize| (0..count).map(|at| Str::from(at.to_string())).collect::<Vec<Str>>();
    assert!(write(&texts(MAX_TEXTS)).is_some());
    assert!(write(&texts(MAX_TEXTS + 1)).is_none());
}

#[test]
fn a_text_that_holds_what_closes_texts_is_not_written() {
    assert!(write(&Str::from("a\0b")).is_none());
}

#[test]
fn a_value_changes_where_it_stands() {
    let mut late = fixed(&write(&whole()).unwrap()).unwrap();
    late.first.change(|texts| texts.clear());
    assert_eq!((late.first.len(), late.second.len()), (0, 3));
    assert!(write(&late).is_some());
}

#[test]
fn a_text_without_a_shelf_is_refused() {
    assert!(postcard::to_stdvec(&Str::from("pena")).is_err());
    assert!(postcard::from_bytes::<Str>(&[0]).is_err());
}
