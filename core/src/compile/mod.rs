//! Model to compiled law: one hash-consed circuit over atoms, and the pack that carries it.

mod circuit;
mod pack;
mod validate;
mod visit;

pub use circuit::{Circuit, Node, compile};
pub use pack::{MAGIC, MAX_PACK_BYTES, PACK_FORMAT, read_embedded, read_pack, write_pack};
