//! What a case says of itself: its name, the day it is judged on, how the law is to be read.

use super::Path;
use super::decode::{bad_date, shown};
use super::json::Json;
use super::names::{clipped, near};
use crate::error::Error;
use crate::exact::Date;
use crate::model::{Body, Kind, Model};
use crate::packed::Str;

/// The day and the readings that the caller asks for; they win over those of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseOptions {
    /// The day the case is judged on.
    pub as_of: Option<Date>,
    /// Readings by name; the last of a name wins.
    pub readings: Vec<(String, String)>,
}

/// The keys of a nested case.
pub(super) const CASE_KEYS: [&str; 13] = [
    "format",
    "case",
    "title",
    "as_of",
    "closed_world",
    "assume",
    "readings",
    "persons",
    "acts",
    "relations",
    "procedure",
    "requests",
    "counts",
];

/// How facts that a case does not state are filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fill {
    pub as_of: Date,
    pub closed_world: bool,
    pub assume: bool,
}

/// The head of a case.
pub(super) struct Header {
    pub case: Option<Str>,
    pub title: Option<Str>,
    pub readings: Vec<(Str, Str)>,
    pub fill: Fill,
}

/// Reads the head. `rows_as_of`: the day that all rows of a flat case name.
pub(super) fn read(
    model: &Model,
    json: &Json,
    options: &CaseOptions,
    rows_as_of: Option<Date>,
) -> Result<Header, Error> {
    let root = Path::Root;
    let case = text(json.get("case"), &root.key("case"))?;
    let title = text(json.get("title"), &root.key("title"))?;
    let own = json.get("as_of").map(|day| self::day(day, &root.key("as_of"))).transpose()?.flatten();
    let closed_world = flag(json.get("closed_world"), false, &root.key("closed_world"))?;
    let assume = flag(json.get("assume"), true, &root.key("assume"))?;
    let readings = readings(model, json.get("readings"), options)?;
    let Some(as_of) = options.as_of.or(own).or(rows_as_of) else {
        let error = Error::new("case.missing_as_of", "the case does not say on which day it is judged");
        return Err(error
            .at("as_of")
            .expected("a day such as `2026-03-01`")
            .hint("add `as_of` to the case, or give it as an option"));
    };
    Ok(Header { case, title, readings, fill: Fill { as_of, closed_world, assume } })
}

/// Refuses a format of the future.
pub(super) fn format(json: Option<&Json>) -> Result<(), Error> {
    match json {
        None | Some(Json::Null) => Ok(()),
        Some(Json::Number(text)) if super::scaled(text, 0) == Ok(1) => Ok(()),
        Some(other) => {
            let message = format!("the format of the case cannot be {}", shown(other));
            Err(Error::new("case.format", message).at("format").expected("`1`"))
        }
    }
}

/// A text, or none.
pub(super) fn text(json: Option<&Json>, path: &Path<'_>) -> Result<Option<Str>, Error> {
    match json {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Text(text)) => Ok(Some(text.clone().into())),
        Some(other) => Err(wrong(other, path, "a text")),
    }
}

/// A flag, or what its absence means.
pub(super) fn flag(json: Option<&Json>, absent: bool, path: &Path<'_>) -> Result<bool, Error> {
    match json {
        None | Some(Json::Null) => Ok(absent),
        Some(Json::Bool(flag)) => Ok(*flag),
        Some(other) => Err(wrong(other, path, "`true` or `false`")),
    }
}

/// A whole day, or none.
pub(super) fn day(json: &Json, path: &Path<'_>) -> Result<Option<Date>, Error> {
    match json {
        Json::Null => Ok(None),
        Json::Text(text) => match Date::parse(text) {
            Ok(day) => Ok(Some(day)),
            Err(why) => Err(bad_date("as_of", text, why, path).expected("a day such as `2026-03-01`")),
        },
        other => Err(wrong(other, path, "a day such as `2026-03-01`")),
    }
}

/// The value at a structural key has another form.
pub(super) fn wrong(json: &Json, path: &Path<'_>, expected: &str) -> Error {
    let message = format!("`{path}` cannot be {}", shown(json));
    Error::new("case.wrong_type", message).at(path.to_string()).expected(expected)
}

fn readings(model: &Model, json: Option<&Json>, options: &CaseOptions) -> Result<Vec<(Str, Str)>, Error> {
    let (root, mut chosen) = (Path::Root, Vec::new());
    let path = root.key("readings");
    match json {
        None | Some(Json::Null) => {}
        Some(Json::Object(entries)) => {
            for (name, value) in entries {
                let path = path.key(name);
                let value = text(Some(value), &path)?.ok_or_else(|| wrong(&Json::Null, &path, "a text"))?;
                reading(model, name, &value).map_err(|error| error.at(path.to_string()))?;
                chosen.push((Str::from(name), value));
            }
        }
        Some(other) => return Err(wrong(other, &path, "an object")),
    }
    for (name, value) in &options.readings {
        reading(model, name, value)?;
        match chosen.iter_mut().find(|(chosen, _)| *chosen == *name) {
            Some((_, chosen)) => *chosen = value.into(),
            None => chosen.push((name.into(), value.into())),
        }
    }
    Ok(chosen)
}

/// Refuses a reading that the rules do not have.
pub(super) fn reading(model: &Model, name: &str, value: &str) -> Result<(), Error> {
    let all = || model.provisions.iter().filter(|provision| provision.kind == Kind::Reading);
    let hinted = |error: Error, near: Option<&str>| match near {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    };
    let Some(provision) = all().find(|provision| provision.id == name) else {
        let error = Error::new("case.unknown_reading", format!("the rules have no reading `{}`", clipped(name)));
        return Err(hinted(error, near(name, all().map(|provision| provision.id.as_str()))));
    };
    let values = || {
        let bodies = provision.versions.iter().map(|version| &version.body);
        let readings = bodies.filter_map(|body| if let Body::Reading(reading) = body { Some(reading) } else { None });
        readings.flat_map(|reading| &reading.values).map(|(value, _)| value.as_str())
    };
    if values().any(|known| known == value) {
        return Ok(());
    }
    let message = format!("the reading `{name}` has no value `{}`", clipped(value));
    let quoted: Vec<_> = values().map(|value| format!("`{value}`")).collect();
    let error = Error::new("case.unknown_reading_value", message).expected(format!("one of {}", quoted.join(", ")));
    Err(hinted(error, near(value, values())))
}
