#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what must hold")]

use super::packer::MAX_TEXTS;
use super::*;
use std::sync::Arc;

#[derive(Clone, Debug, Default, PartialEq)]
struct Whole {
    name: Str,
    first: Deferred<Vec<Str>>,
    second: Deferred<Vec<Str>>,
}
packed! {
    struct Whole { name, first, second }
}

fn whole() -> Whole {
    let texts = |all: &[&str]| all.iter().map(|text| Str::from(*text)).collect();
    Whole { name: "pena".into(), first: texts(&["días", "pena"]), second: texts(&["años", "días", ""]) }
}

/// As a pack from anywhere.
fn own(written: &Packer) -> Option<Whole> {
    Arc::new(Shelf::copied(&written.texts, &written.parts)?).read(&written.head)
}

/// As a pack that lies in the program.
fn fixed(written: &Packer) -> Option<Whole> {
    let leak = |bytes: &[u8]| -> &'static [u8] { Box::leak(bytes.to_vec().into_boxed_slice()) };
    Arc::new(Shelf::fixed(leak(&written.texts), leak(&written.parts))?).read(&written.head)
}

#[test]
fn what_is_written_is_read_and_each_text_stands_once() {
    let written = write(|to| whole().pack(to)).unwrap();
    assert_eq!(String::from_utf8(written.texts.clone()).unwrap(), "pena\0días\0años\0\0");
    assert_eq!((own(&written), fixed(&written)), (Some(whole()), Some(whole())));
}

/// Protects from hostile packs: from anywhere a part that cannot be read refuses the whole. In the program it was read before;
/// were it damaged since, it would count as empty and never panic.
#[test]
fn only_a_part_that_lies_in_the_program_waits() {
    let mut written = write(|to| whole().pack(to)).unwrap();
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
        let mut written = write(|to| whole().pack(to)).unwrap();
        change(&mut written.parts);
        assert_eq!((own(&written), fixed(&written)), (None, None));
    }
}

/// The `í` of `días` is two bytes, the seventh and the eighth.
#[test]
fn a_text_that_is_cut_or_not_closed_is_refused() {
    let mut written = write(|to| whole().pack(to)).unwrap();
    written.texts[7] = 0;
    assert_eq!((own(&written), fixed(&written)), (None, None));
    let mut written = write(|to| whole().pack(to)).unwrap();
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
    assert!(write(|to| texts(MAX_TEXTS).pack(to)).is_some());
    assert!(write(|to| texts(MAX_TEXTS + 1).pack(to)).is_none());
}

#[test]
fn a_text_that_holds_what_closes_texts_is_not_written() {
    assert!(write(|to| Str::from("a\0b").pack(to)).is_none());
}

#[test]
fn a_value_changes_where_it_stands() {
    let mut late = fixed(&write(|to| whole().pack(to)).unwrap()).unwrap();
    late.first.change(|texts| texts.clear());
    assert_eq!((late.first.len(), late.second.len()), (0, 3));
    assert!(write(|to| late.pack(to)).is_some());
}

/// What each type comes to at its ends; and no number is longer than its type.
#[test]
fn numbers_and_lists_are_read_as_they_were_written() {
    type All = (Vec<(u8, u32)>, (Option<i64>, i64), bool, Option<Box<u16>>);
    let all: All =
        (vec![(0, 127), (u8::MAX, 128), (7, u32::MAX)], (Some(i64::MIN), i64::MAX), true, Some(Box::new(u16::MAX)));
    let written = write(|to| all.pack(to)).unwrap();
    let read = |head: &[u8]| Arc::new(Shelf::copied(&[], &[]).unwrap()).read::<All>(head);
    assert_eq!(read(&written.head), Some(all));
    for cut in 0..written.head.len() {
        assert_eq!(read(&written.head[..cut]), None, "the first {cut} bytes");
    }
    assert_eq!(read(&[&written.head[..], &[0]].concat()), None);
}

/// A byte or a few that no value of the type is written as.
#[test]
fn what_no_value_is_written_as_is_refused() {
    fn read<T: Packed>(head: &[u8]) -> Option<T> {
        Arc::new(Shelf::copied(&[], &[]).unwrap()).read(head)
    }
    assert_eq!((read(&[0xff, 0x01]), read::<u8>(&[0x80, 0x02])), (Some(255_u8), None));
    assert_eq!((read::<bool>(&[2]), read::<Option<bool>>(&[2, 0])), (None, None));
    assert_eq!(read::<i64>(&[0xff; 11]), None);
    // Sixty-four bits, and one more.
    let ending = |last: u8| [[0xff; 9].as_slice(), &[last]].concat();
    assert_eq!((read::<i64>(&ending(0x01)), read::<i64>(&ending(0x02))), (Some(i64::MIN), None));
    // More members than bytes are left; a list that would take all memory.
    assert_eq!(read::<Vec<u8>>(&[2, 0]), None);
    assert_eq!(read::<Vec<(u32, Vec<u8>)>>(&[0xff, 0xff, 0xff, 0xff, 0xff, 0x1f]), None);
}

/// Protects from hostile packs: conditions that hold conditions could exhaust the stack.
#[test]
fn conditions_are_nested_to_a_limit() {
    use crate::model::{AtomIx, Cond, CondKind};
    let deep = |levels: usize| {
        let atom = Cond::new(CondKind::Atom(AtomIx::new(0)));
        let condition = (1..levels).fold(atom, |of, _| Cond::new(CondKind::Not(Box::new(of))));
        let written = write(|to| condition.pack(to)).unwrap();
        (Arc::new(Shelf::copied(&[], &[]).unwrap()).read::<Cond>(&written.head), condition)
    };
    let (read, condition) = deep(MAX_NESTING);
    assert_eq!(read, Some(condition));
    assert_eq!(deep(MAX_NESTING + 1).0, None);
}
