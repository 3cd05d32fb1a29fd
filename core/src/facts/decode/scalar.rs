//! Numbers, money, dates and terms.

use super::{MAX_MONEY, NumberError, expected, scaled, shown, unscaled, wrong_type};
use crate::error::Error;
use crate::exact::{Date, DateError, Term};
use crate::facts::FactValue;
use crate::facts::json::Json;
use crate::facts::names::clipped;
use crate::facts::path::Path;
use crate::model::{Fact, FactType};

/// The least and greatest value of a number or money fact, and its scale.
pub(crate) fn bounds(fact: &Fact) -> (i64, i64, u8) {
    match fact.kind {
        FactType::Number { min, max, scale, .. } => (min, max, scale),
        _ => (0, MAX_MONEY, 2),
    }
}

/// Decodes `12`, `"1.50"` or `{"min": 12, "max": 17}`.
pub(super) fn number(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<FactValue, Error> {
    match json {
        Json::Object(_) => {
            let (min, max) = ends(fact, json, path, ["min", "max"])?;
            let one = |end: Option<&Json>, key| {
                end.map(|json| number_text(fact, json, &path.key(key))).transpose().map(Option::flatten)
            };
            let (min, max) = (one(min, "min")?, one(max, "max")?);
            number_ends(fact, min, max, path)
        }
        _ => match number_text(fact, json, path)? {
            Some(number) => Ok(FactValue::Number(number, number)),
            None => Ok(FactValue::Unknown),
        },
    }
}

fn number_text(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<Option<i64>, Error> {
    let decimal = bounds(fact).2 > 0;
    match json {
        Json::Null => Ok(None),
        Json::Number(text) => number_in(fact, text, path).map(Some),
        Json::Text(text) if decimal && !text.contains(['e', 'E']) => number_in(fact, text, path).map(Some),
        _ => Err(wrong_type(fact, json, path)),
    }
}

/// A number of the fact's domain from its text.
pub(super) fn number_in(fact: &Fact, text: &str, path: &Path<'_>) -> Result<i64, Error> {
    let (min, max, scale) = bounds(fact);
    let error = |code, message: String| Error::new(code, message).at(path.to_string()).expected(expected(fact));
    let outside = || error("case.out_of_range", format!("`{}` cannot be `{}`", fact.name, short(text)));
    match scaled(text, scale) {
        Ok(number) if (min..=max).contains(&number) => Ok(number),
        Ok(_) | Err(NumberError::TooLarge) => Err(outside()),
        Err(NumberError::TooPrecise) if scale == 0 => Err(error(
            "case.wrong_type",
            format!("`{}` cannot be `{}`: it is a whole number of its unit", fact.name, short(text)),
        )),
        Err(NumberError::TooPrecise) => Err(error(
            "case.too_precise",
            format!("`{}` has more decimals than the {scale} that `{}` keeps", short(text), fact.name),
        )),
        Err(NumberError::Form) => Err(wrong_type(fact, &Json::Text(text.to_owned()), path)),
    }
}

fn short(text: &str) -> String {
    if text.len() <= 40 { text.to_owned() } else { text.chars().take(37).chain("...".chars()).collect() }
}

/// The number between two ends; an end left out is that of the domain.
pub(crate) fn number_ends(
    fact: &Fact,
    min: Option<i64>,
    max: Option<i64>,
    path: &Path<'_>,
) -> Result<FactValue, Error> {
    if min.is_none() && max.is_none() {
        return Ok(FactValue::Unknown);
    }
    let (least, greatest, scale) = bounds(fact);
    let (low, high) = (min.unwrap_or(least), max.unwrap_or(greatest));
    if low > high {
        return Err(inverted(fact, &unscaled(low, scale), &unscaled(high, scale), path));
    }
    Ok(FactValue::Number(low, high))
}

/// Decodes a date, a month, a year or `{"from": D, "to": D}`.
pub(super) fn date(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<FactValue, Error> {
    let one = |json: &Json, path: &Path<'_>| match json {
        Json::Null => Ok(None),
        Json::Text(text) => interval(&fact.name, text, path).map(Some),
        _ => Err(wrong_type(fact, json, path)),
    };
    match json {
        Json::Object(_) => {
            let (from, to) = ends(fact, json, path, ["from", "to"])?;
            let from = from.map(|json| one(json, &path.key("from"))).transpose()?.flatten();
            let to = to.map(|json| one(json, &path.key("to"))).transpose()?.flatten();
            date_ends(fact, from.map(|(first, _)| first), to.map(|(_, last)| last), path)
        }
        _ => Ok(one(json, path)?.map_or(FactValue::Unknown, |(first, last)| FactValue::Date(first, last))),
    }
}

/// The days between two ends; an end left out is open.
pub(crate) fn date_ends(
    fact: &Fact,
    from: Option<Date>,
    to: Option<Date>,
    path: &Path<'_>,
) -> Result<FactValue, Error> {
    if from.is_none() && to.is_none() {
        return Ok(FactValue::Unknown);
    }
    let (first, last) = (from.unwrap_or(Date::MIN), to.unwrap_or(Date::MAX));
    if first > last {
        return Err(inverted(fact, &first.to_string(), &last.to_string(), path));
    }
    Ok(FactValue::Date(first, last))
}

/// The first and last day of `2009-05-01`, `2009-05` or `2009`.
pub(crate) fn interval(name: &str, text: &str, path: &Path<'_>) -> Result<(Date, Date), Error> {
    let found = match text.len() {
        4 => Date::parse(&format!("{text}-01-01")).and_then(|first| Ok((first, Date::new(first.year(), 12, 31)?))),
        7 => Date::parse(&format!("{text}-01")).map(|first| (first, first.last_of_month())),
        _ => Date::parse(text).map(|day| (day, day)),
    };
    found.map_err(|why| bad_date(name, text, why, path))
}

/// The error of a text that is no date.
pub(crate) fn bad_date(name: &str, text: &str, why: DateError, path: &Path<'_>) -> Error {
    let shown = shown(&Json::Text(text.to_owned()));
    let error = match why {
        DateError::NoSuchDay => Error::new("case.impossible_date", format!("`{name}`: there is no day `{text}`")),
        DateError::OutOfRange => {
            Error::new("case.out_of_range", format!("`{name}` cannot be `{text}`: years go from 1000 to 9999"))
        }
        DateError::Form => Error::new("case.wrong_type", format!("`{name}` cannot be {shown}")),
    };
    let error = error.at(path.to_string()).expected("a date such as `2009-05-01`, `2009-05` or `2009`");
    if text.contains(['T', ' ']) && text.get(..10).is_some_and(|day| Date::parse(day).is_ok()) {
        return error.hint(format!("write only the day: `{}`", &text[..10]));
    }
    error
}

/// Decodes `P1Y6M`.
pub(super) fn term(fact: &Fact, json: &Json, path: &Path<'_>) -> Result<FactValue, Error> {
    let error = |hint: &str| {
        let message = format!("`{}` cannot be {}", fact.name, shown(json));
        Error::new("case.bad_term", message).at(path.to_string()).expected("a term such as `P1Y6M`").hint(hint)
    };
    match json {
        Json::Text(text) => Term::parse(text)
            .map(FactValue::Term)
            .ok_or_else(|| error("write years, months and days in this order: `P1Y6M10D`")),
        Json::Number(number) if number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() <= 4 => {
            Err(error(&format!("a bare number has no unit: `P{number}Y` is years, `P{number}M` months")))
        }
        _ => Err(error("a term names its units")),
    }
}

/// The two ends of an interval object.
fn ends<'j>(
    fact: &Fact,
    json: &'j Json,
    path: &Path<'_>,
    keys: [&str; 2],
) -> Result<(Option<&'j Json>, Option<&'j Json>), Error> {
    let Json::Object(entries) = json else { return Ok((None, None)) };
    if entries.is_empty() {
        return Err(wrong_type(fact, json, path));
    }
    if let Some((key, _)) = entries.iter().find(|(key, _)| !keys.contains(&key.as_str())) {
        let message = format!("`{}` cannot have the key `{}`", fact.name, clipped(key));
        let wanted = format!("an object of `{}` and `{}`", keys[0], keys[1]);
        return Err(Error::new("case.wrong_type", message).at(path.key(key).to_string()).expected(wanted));
    }
    Ok((json.get(keys[0]), json.get(keys[1])))
}

fn inverted(fact: &Fact, low: &str, high: &str, path: &Path<'_>) -> Error {
    let message = format!("`{}` cannot go from `{low}` to `{high}`", fact.name);
    Error::new("case.inverted", message).at(path.to_string()).hint(format!("from `{high}` to `{low}`?"))
}
