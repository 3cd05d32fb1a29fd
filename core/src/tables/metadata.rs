//! What the answers rest on, written beside them.

use super::options::TableOptions;
use crate::Law;
use crate::verdict::VERSION;
use serde::Serialize;
use std::collections::BTreeMap;

/// The key of the metadata of Arrow and Parquet.
pub const METADATA_KEY: &str = "tipicidad";

#[derive(Serialize)]
struct Metadata<'a> {
    tipicidad: &'static str,
    pack: crate::verdict::Pack,
    as_of: Option<crate::exact::Date>,
    readings: BTreeMap<&'a str, &'a str>,
}

/// Version, pack, day and readings, as one line of JSON.
pub fn metadata(law: &Law, options: &TableOptions) -> String {
    let pack = &law.model().pack;
    let readings = options.readings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let metadata = Metadata {
        tipicidad: VERSION,
        pack: crate::verdict::Pack {
            name: pack.name.clone(),
            version: pack.version.clone(),
            law_as_of: pack.law_as_of,
            digest: pack.digest.clone(),
        },
        as_of: options.as_of.or(options.today),
        readings,
    };
    // INVARIANT: every key is a string, so serialising cannot fail.
    serde_json::to_string(&metadata).unwrap_or_default()
}
