//! The compiled pack: a header (magic, format, digest of the body), then the model and its circuit.

use super::{Circuit, validate};
use crate::error::Error;
use crate::model::Model;
use sha2::{Digest, Sha256};

/// The first bytes of every pack.
pub const MAGIC: &[u8; 8] = b"TIPICID\0";
/// The format this engine reads and writes.
pub const PACK_FORMAT: u32 = 1;
/// The largest pack that is read.
pub const MAX_PACK_BYTES: usize = 64 << 20;

const HEADER: usize = 8 + 4 + 32;

/// The bytes of a pack.
///
/// # Errors
/// When the model cannot be serialised.
pub fn write_pack(model: &Model, circuit: &Circuit) -> Result<Vec<u8>, Error> {
    let body = postcard::to_stdvec(&(model, circuit))
        .map_err(|error| Error::new("pack.write", format!("the law cannot be packed: {error}")))?;
    let mut pack = Vec::with_capacity(HEADER + body.len());
    pack.extend_from_slice(MAGIC);
    pack.extend_from_slice(&PACK_FORMAT.to_le_bytes());
    pack.extend_from_slice(&Sha256::digest(&body));
    pack.extend_from_slice(&body);
    Ok(pack)
}

/// Reads a pack and checks that nothing in it points outside it.
///
/// # Errors
/// When it is not a pack, of another format, damaged, or inconsistent.
pub fn read_pack(bytes: &[u8]) -> Result<(Model, Circuit), Error> {
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
    let body = &bytes[HEADER..];
    if Sha256::digest(body).as_slice() != &bytes[12..HEADER] {
        return bad("pack.damaged", "the pack is damaged: its digest does not match");
    }
    match postcard::take_from_bytes::<(Model, Circuit)>(body) {
        Ok(((model, circuit), [])) => {
            validate::validate(&model, &circuit)?;
            Ok((model, circuit))
        }
        _ => bad("pack.damaged", "the pack is damaged: it cannot be read to its end"),
    }
}
