//! The options of a case as JSON, for programs that reach the engine by text.

use super::header::{CaseOptions, day, text, wrong};
use super::json::Json;
use super::names::{clipped, near};
use super::path::Path;
use crate::error::Error;

const KEYS: [&str; 2] = ["as_of", "readings"];

impl CaseOptions {
    /// Reads `{"as_of": "2026-03-01", "readings": {"up_to": "both_ends"}}`; either may be left out, or null.
    ///
    /// # Errors
    /// What is no JSON, another key, a day that is none, a reading that is no text. Whether the rules have the reading is
    /// asked when a case is read.
    pub fn read(bytes: &[u8]) -> Result<CaseOptions, Error> {
        let (root, json) = (Path::Root, Json::read(bytes)?);
        let Json::Object(entries) = &json else {
            let message = format!("options cannot be {}", json.sort());
            return Err(Error::new("case.wrong_type", message).expected("an object with `as_of` and `readings`"));
        };
        if let Some((key, _)) = entries.iter().find(|(key, _)| !KEYS.contains(&key.as_str())) {
            let error = Error::new("case.unknown_key", format!("there is no option `{}`", clipped(key)));
            let error = error.at(root.key(key).to_string());
            return Err(match near(key, KEYS) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error,
            });
        }
        let as_of = json.get("as_of").map(|value| day(value, &root.key("as_of"))).transpose()?.flatten();
        let path = root.key("readings");
        let readings = match json.get("readings") {
            None | Some(Json::Null) => Vec::new(),
            Some(Json::Object(readings)) => {
                let one = |(name, value): &(String, Json)| {
                    let path = path.key(name);
                    let value = text(Some(value), &path)?.ok_or_else(|| wrong(&Json::Null, &path, "a text"))?;
                    Ok((name.clone(), value.into()))
                };
                readings.iter().map(one).collect::<Result<_, Error>>()?
            }
            Some(other) => return Err(wrong(other, &path, "an object")),
        };
        Ok(CaseOptions { as_of, readings })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::exact::Date;

    #[test]
    fn options_are_read_from_json() {
        let read = CaseOptions::read(br#"{"as_of": "2026-03-01", "readings": {"up_to": "both_ends"}}"#).unwrap();
        let readings = vec![("up_to".to_owned(), "both_ends".to_owned())];
        assert_eq!(read, CaseOptions { as_of: Some(Date::parse("2026-03-01").unwrap()), readings });
        assert_eq!(CaseOptions::read(br#"{"as_of": null, "readings": null}"#).unwrap(), CaseOptions::default());
    }

    #[test]
    fn what_is_wrong_with_options_is_said_with_its_place() {
        for (text, code, path) in [
            ("[]", "case.wrong_type", None),
            (r#"{"as_off": "2026-03-01"}"#, "case.unknown_key", Some("as_off")),
            (r#"{"as_of": "2026-02-30"}"#, "case.impossible_date", Some("as_of")),
            (r#"{"as_of": 2026}"#, "case.wrong_type", Some("as_of")),
            (r#"{"readings": []}"#, "case.wrong_type", Some("readings")),
            (r#"{"readings": {"up_to": null}}"#, "case.wrong_type", Some("readings.up_to")),
            (r#"{"readings": {"up_to": 1}}"#, "case.wrong_type", Some("readings.up_to")),
        ] {
            let error = CaseOptions::read(text.as_bytes()).unwrap_err();
            assert_eq!((error.code, error.path.as_deref()), (code, path), "{text}");
        }
    }
}
