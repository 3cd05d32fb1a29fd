//! The days of an act: `date`, `ended`, `ongoing`, `conducts`.

use super::decode::{Decoded, decode_json, written};
use super::header::{flag, wrong};
use super::json::Json;
use super::layer::{Layer, LayerReader};
use super::{FactValue, Path};
use crate::error::Error;
use crate::exact::{Date, Text};
use crate::model::{Fact, FactIx, FactType, Model};

/// A date of the act that the vocabulary may lack.
fn stand_in(name: &str) -> Fact {
    Fact {
        name: name.into(),
        subject: "act".into(),
        declared_for: "act".into(),
        label: Text::default(),
        question: Text::default(),
        kind: FactType::Date,
        values: Vec::new(),
        assumed: None,
        derived: None,
    }
}

/// Reads the days of a nested act into its layer.
pub(super) fn read(
    reader: &LayerReader<'_>,
    layer: &mut Layer,
    json: &Json,
    as_of: Date,
    path: &Path<'_>,
) -> Result<(), Error> {
    let mut days = Days::default();
    for (key, name, slot) in [("date", "act.date", &mut days.date), ("ended", "act.ended", &mut days.ended)] {
        let Some(json) = json.get(key) else { continue };
        let own = reader.names.fact(name).map(|ix| reader.model.fact_at(ix).clone());
        *slot = Some(decode_json(&own.unwrap_or_else(|| stand_in(name)), json, &path.key(key))?);
    }
    if let Some(json) = json.get("ongoing") {
        days.ongoing = flag(Some(json), false, &path.key("ongoing"))?;
        if let Some(ix) = reader.names.fact("act.ongoing") {
            layer.insert(ix, decode_json(reader.model.fact_at(ix), json, &path.key("ongoing"))?);
        }
    }
    if let Some(json) = json.get("conducts").filter(|json| **json != Json::Null) {
        let path = path.key("conducts");
        days.conducts(json, &path)?;
        if let Some(ix) = reader.names.fact("act.continued") {
            let yes = Decoded::new(FactValue::Flag(true), serde_json::Value::Bool(true));
            match layer.get(&ix).map(|given| &given.value) {
                Some(FactValue::Flag(false)) => {
                    let message =
                        "`act.continued` is given as `false`, but `conducts` lists the days of a continued act";
                    return Err(Error::new("case.conflict", message).at(path.to_string()));
                }
                _ => layer.insert(ix, yes),
            };
        }
    }
    days.settle(as_of, path)?;
    for (name, day) in [("act.date", days.date), ("act.ended", days.ended)] {
        if let (Some(ix), Some(day)) = (reader.names.fact(name), day) {
            layer.insert(ix, day);
        }
    }
    Ok(())
}

/// Settles the days of a flat row, whose layer holds them under their full names.
pub(super) fn settle_row(
    model: &Model,
    fact: impl Fn(&str) -> Option<FactIx>,
    layer: &mut Layer,
    as_of: Date,
    path: &Path<'_>,
) -> Result<(), Error> {
    let get = |name: &str| fact(name).and_then(|ix| layer.get(&ix).cloned());
    let ongoing = get("act.ongoing").is_some_and(|given| given.value == FactValue::Flag(true));
    let mut days = Days { date: get("act.date"), ended: get("act.ended"), ongoing };
    days.settle(as_of, path).map_err(|error| {
        let column = error.path.as_deref().and_then(|path| path.rsplit('.').next()).unwrap_or_default();
        let place = path.key("act").key(column).to_string();
        error.at(place)
    })?;
    if let (Some(ix), Some(ended)) =
        (fact("act.ended").filter(|ix| model.fact_at(*ix).kind == FactType::Date), days.ended)
    {
        layer.insert(ix, ended);
    }
    Ok(())
}

/// The days of an act as read.
#[derive(Default)]
struct Days {
    date: Option<Decoded>,
    ended: Option<Decoded>,
    ongoing: bool,
}

/// The first and last possible day of what was decoded.
fn ends(day: Option<&Decoded>) -> Option<(Date, Date)> {
    match day?.value {
        FactValue::Date(first, last) => Some((first, last)),
        _ => None,
    }
}

fn conflict(message: String, path: &Path<'_>) -> Error {
    Error::new("case.conflict", message).at(path.to_string())
}

impl Days {
    /// `date` and `ended` are the ends of the conducts.
    fn conducts(&mut self, json: &Json, path: &Path<'_>) -> Result<(), Error> {
        let pseudo = stand_in("act.conducts");
        let items = super::nested::list(json, path)?;
        let mut hull: Option<[(Date, Date); 2]> = None;
        for (at, item) in items.iter().enumerate() {
            let path = path.item(at);
            let FactValue::Date(first, last) = decode_json(&pseudo, item, &path)?.value else {
                return Err(wrong(item, &path, "a date such as `2009-05-01`, `2009-05` or `2009`"));
            };
            hull = Some(hull.map_or([(first, last); 2], |[low, high]| {
                [(low.0.min(first), low.1.min(last)), (high.0.max(first), high.1.max(last))]
            }));
        }
        let Some([low, high]) = hull else { return Err(wrong(json, path, "a list of at least one day")) };
        for (name, slot, (first, last)) in [("date", &mut self.date, low), ("ended", &mut self.ended, high)] {
            if ends(slot.as_ref()).is_some_and(|given| given != (first, last)) {
                let message = format!("`act.{name}` and the days of `conducts` disagree");
                return Err(conflict(message, path).hint(format!("leave out `{name}`: `conducts` gives it")));
            }
            let value = FactValue::Date(first, last);
            let given = written(&pseudo, &value).unwrap_or_default();
            *slot = Some(Decoded::new(value, given));
        }
        Ok(())
    }

    /// An act that goes on has not ceased on `as_of`; none ceases before it begins.
    fn settle(&mut self, as_of: Date, path: &Path<'_>) -> Result<(), Error> {
        if self.ongoing {
            let path = path.key("ongoing");
            if ends(self.ended.as_ref()).is_some() {
                return Err(conflict("`act.ongoing` is `true`, but `act.ended` says when it ceased".to_owned(), &path));
            }
            if let Some((first, _)) = ends(self.date.as_ref()).filter(|(first, _)| *first > as_of) {
                let message = format!("`act.ongoing` is `true`, but `act.date` is `{first}`, after `as_of` `{as_of}`");
                return Err(conflict(message, &path));
            }
            let given = serde_json::Value::String(as_of.to_string());
            self.ended = Some(Decoded::new(FactValue::Date(as_of, as_of), given));
        }
        match (ends(self.date.as_ref()), ends(self.ended.as_ref())) {
            (Some((first, _)), Some((_, last))) if last < first => {
                let message = format!("`act.ended` is `{last}`, before `act.date` `{first}`");
                Err(conflict(message, &path.key("ended")))
            }
            _ => Ok(()),
        }
    }
}
