//! The compiled pack: a header (magic, format, digest of the body), then the model and its circuit.
//!
//! The body is the lengths of three sections and the sections: what is read with the law, the texts, and the parts that may wait
//! ([`crate::packed`]).

use super::{Circuit, validate};
use crate::error::Error;
use crate::model::Model;
use crate::packed::{Deferred, Packed, Packer, Shelf, write};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The first bytes of every pack.
pub const MAGIC: &[u8; 8] = b"TIPICID\0";
/// The format this engine reads and writes.
pub const PACK_FORMAT: u32 = 4;
/// The largest pack that is read.
pub const MAX_PACK_BYTES: usize = 64 << 20;

const HEADER: usize = 8 + 4 + 32;

/// The bytes of a pack.
///
/// # Errors
/// When the model cannot be serialised.
pub fn write_pack(model: &Model, circuit: &Deferred<Circuit>) -> Result<Vec<u8>, Error> {
    let failed = || Error::new("pack.write", "the law cannot be packed");
    let both = |to: &mut Packer| {
        model.pack(to);
        circuit.pack(to);
    };
    let written = write(both).ok_or_else(failed)?;
    let sections = [written.head, written.texts, written.parts];
    let mut body = Vec::with_capacity(sections.iter().map(|section| 4 + section.len()).sum());
    for section in &sections {
        body.extend_from_slice(&u32::try_from(section.len()).map_err(|_| failed())?.to_le_bytes());
    }
    sections.iter().for_each(|section| body.extend_from_slice(section));
    let mut pack = Vec::with_capacity(HEADER + body.len());
    pack.extend_from_slice(MAGIC);
    pack.extend_from_slice(&PACK_FORMAT.to_le_bytes());
    pack.extend_from_slice(&Sha256::digest(&body));
    pack.extend_from_slice(&body);
    Ok(pack)
}

/// Reads a pack to its end, and checks that nothing in it points outside it.
///
/// # Errors
/// When it is not a pack, of another format, damaged, or inconsistent.
pub fn read_pack(bytes: &[u8]) -> Result<(Model, Deferred<Circuit>), Error> {
    let body = body(bytes)?;
    if Sha256::digest(body).as_slice() != &bytes[12..HEADER] {
        return Err(Error::new("pack.damaged", "the pack is damaged: its digest does not match"));
    }
    let read = || -> Option<(Model, Deferred<Circuit>)> {
        let [head, texts, parts] = sections(body)?;
        Arc::new(Shelf::copied(texts, parts)?).read(head)
    };
    let (mut model, circuit) = read().ok_or_else(cut_short)?;
    validate::validate(&mut model, &circuit)?;
    Ok((model, circuit))
}

/// Reads a pack that lies in the program, as [`write_pack`] wrote it when the program was built: in place, its parts when
/// they are first asked for, and without checking again what [`read_pack`] checks.
///
/// # Errors
/// When it is not a pack, of another format, or cut short.
pub fn read_embedded(bytes: &'static [u8]) -> Result<(Model, Deferred<Circuit>), Error> {
    let body = body(bytes)?;
    let read = || -> Option<(Model, Deferred<Circuit>)> {
        let [head, texts, parts] = sections(body)?;
        Arc::new(Shelf::fixed(texts, parts)?).read(head)
    };
    read().ok_or_else(cut_short)
}

fn cut_short() -> Error {
    Error::new("pack.damaged", "the pack is damaged: it cannot be read to its end")
}

/// What follows the header.
fn body(bytes: &[u8]) -> Result<&[u8], Error> {
    let bad = |code, message: &str| Err(Error::new(code, message));
    if bytes.len() > MAX_PACK_BYTES {
        return bad("pack.size", "the pack is larger than 64 MiB");
    }
    if bytes.len() < HEADER || &bytes[..8] != MAGIC {
        return bad("pack.magic", "this is not a compiled pack of rules");
    }
    if bytes[8..12] != PACK_FORMAT.to_le_bytes() {
        return bad("pack.format", "the pack was compiled for another version of the engine");
    }
    Ok(&bytes[HEADER..])
}

/// The sections of a body: head, texts, parts; `None` unless they fill it.
fn sections(body: &[u8]) -> Option<[&[u8]; 3]> {
    let (lengths, mut rest) = body.split_first_chunk::<12>()?;
    let mut found: [&[u8]; 3] = [&[]; 3];
    for (section, length) in found.iter_mut().zip(lengths.as_chunks::<4>().0) {
        (*section, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    }
    rest.is_empty().then_some(found)
}
