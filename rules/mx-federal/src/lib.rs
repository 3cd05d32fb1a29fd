//! Mexican federal criminal law for [`tipicidad`]: the rules of this crate, checked and compiled when it is built.
//!
//! ```no_run
//! let law = tipicidad_mx_federal::law();
//! println!("{} provisions", law.model().provisions.len());
//! ```
#![warn(missing_docs)]

use std::sync::OnceLock;
use tipicidad::Law;
use tipicidad::model::Model;

/// The compiled rules, as `tipicidad compile` writes them.
pub fn pack() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/mx-federal.pack"))
}

/// The law: what a case does not ask for stays in the pack.
pub fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    // INVARIANT: the build script wrote the pack with this version of the engine, and read it to its end; a test says so.
    LAW.get_or_init(|| Law::from_embedded(pack()).unwrap_or_else(|_| Law::from_model(Model::default())))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    #[test]
    fn the_pack_reads() {
        let law = tipicidad::Law::from_pack(super::pack()).unwrap();
        assert_eq!(law.model().pack.name, "mx-federal");
        assert!(!law.model().provisions.is_empty());
        assert_eq!(law.model(), super::law().model());
        assert_eq!(law.circuit(), super::law().circuit());
    }
}
