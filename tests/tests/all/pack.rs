//! A compiled pack from anywhere: it is read or refused, and never brings the reader down.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tipicidad::Law;
use tipicidad_tests::random::{Chance, case_of, example_rows};
use tipicidad_tests::read;

/// Magic, format and digest come before the body (core/src/compile/pack.rs).
const HEADER: usize = 8 + 4 + 32;

/// Makes the digest right again, so that the damage reaches the decoder and the checks behind it.
fn sealed(mut pack: Vec<u8>) -> Vec<u8> {
    if pack.len() > HEADER {
        let digest = Sha256::digest(&pack[HEADER..]);
        pack[12..HEADER].copy_from_slice(&digest);
    }
    pack
}

/// A pack with bytes flipped, cut, doubled or replaced after the header.
fn damaged(pack: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = pack.to_vec();
    match chance.below(8) {
        0 => bytes.truncate(chance.below(bytes.len())),
        1 => {
            let at = HEADER + chance.below(bytes.len() - HEADER);
            bytes.remove(at);
        }
        2 => {
            let at = HEADER + chance.below(bytes.len() - HEADER);
            bytes.insert(at, u8::try_from(chance.below(256)).unwrap());
        }
        _ => {
            for _ in 0..=chance.below(3) {
                let at = HEADER + chance.below(bytes.len() - HEADER);
                bytes[at] = match chance.below(3) {
                    0 => bytes[at] ^ (1 << chance.below(8)),
                    1 => 0xff,
                    _ => u8::try_from(chance.below(256)).unwrap(),
                };
            }
        }
    }
    sealed(bytes)
}

/// Protects every program that loads a pack from anybody: 2,000 damaged packs, their digests made right again, are refused
/// with a code or read into a law that judges a case without panicking.
#[test]
fn a_damaged_pack_never_panics() {
    let pack = tipicidad_mx_federal::pack();
    let mut chance = Chance::new(10);
    let rows = example_rows(tipicidad_tests::law().model());
    let cases: Vec<_> = (0..4).map(|_| read(&case_of(chance.pick(&rows), "2026-07-31")).unwrap()).collect();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for at in 0..2_000 {
        let bytes = damaged(pack, &mut chance);
        let read = catch_unwind(|| Law::from_pack(&bytes));
        let read = read.unwrap_or_else(|_| panic!("mutation {at} of seed 10 brings the reader down"));
        match read {
            Err(error) => *codes.entry(error.code).or_default() += 1,
            Ok(law) => {
                *codes.entry("read").or_default() += 1;
                // A case holds facts by place: only a law of the same vocabulary can judge it.
                if at % 16 == 0 && law.model().facts.len() == cases[0].counts[0].views[0].len() {
                    let judged = catch_unwind(AssertUnwindSafe(|| law.judge_all(&cases[at % 4]).to_json()));
                    assert!(judged.is_ok(), "mutation {at} of seed 10 is read, and brings the evaluator down");
                }
            }
        }
    }
    for code in ["pack.damaged", "read"] {
        assert!(codes.get(code).copied().unwrap_or(0) > 20, "{code} is hardly tried: {codes:?}");
    }
}

/// Protects the digest: a body that changed without it is refused before anything is decoded.
#[test]
fn a_pack_whose_digest_is_wrong_is_refused() {
    let mut pack = tipicidad_mx_federal::pack().to_vec();
    let last = pack.len() - 1;
    pack[last] ^= 1;
    assert_eq!(Law::from_pack(&pack).unwrap_err().code, "pack.damaged");
    assert_eq!(Law::from_pack(b"TIPICID").unwrap_err().code, "pack.magic");
    assert_eq!(Law::from_pack(b"").unwrap_err().code, "pack.magic");
}
