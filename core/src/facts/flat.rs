//! The flat case: rows of columns, each row one count (contract §4).

use super::decode::{Decoded, date_ends, decode_member, decode_row_value, member_index, number_ends, scaled};
use super::header::{Fill, day, flag, text};
use super::json::Json;
use super::layer::Layer;
use super::names::{Names, clipped, near};
use super::view::{Place, Source, Sources, ViewMaker};
use super::{Count, FactValue, Members, Path, Scope, dates, derive};
use crate::error::Error;
use crate::exact::Date;
use crate::model::{FactIx, FactType, Model};
use crate::packed::Str;
use serde_json::{Map, Value};

/// What a column of a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// `case`: the name of the case.
    Case,
    /// `accused.id`
    Accused,
    /// `act.id`
    Act,
    /// `victim.id`
    Victim,
    /// `as_of`
    AsOf,
    /// `closed_world`
    ClosedWorld,
    /// `x.*`: carried through untouched.
    Kept,
    /// A fact.
    Fact(FactIx),
    /// A member of an any-of fact, by its index: `relation.guardian`.
    Member(FactIx, usize),
    /// `F.min` or `F.from`.
    Least(FactIx),
    /// `F.max` or `F.to`.
    Greatest(FactIx),
}

/// The columns that are no facts.
pub(super) const ROW_KEYS: [&str; 6] = ["case", "accused.id", "act.id", "victim.id", "as_of", "closed_world"];

/// The column of a name.
///
/// # Errors
/// `case.unknown_fact`, with the nearest name.
pub fn column(model: &Model, names: &Names, name: &str) -> Result<Column, Error> {
    let structural = match name {
        "case" => Some(Column::Case),
        "accused.id" => Some(Column::Accused),
        "act.id" => Some(Column::Act),
        "victim.id" => Some(Column::Victim),
        "as_of" => Some(Column::AsOf),
        "closed_world" => Some(Column::ClosedWorld),
        _ if name.starts_with("x.") => Some(Column::Kept),
        _ => names.fact(name).map(Column::Fact),
    };
    if let Some(column) = structural.or_else(|| part(model, names, name)) {
        return Ok(column);
    }
    let error = Error::new("case.unknown_fact", format!("there is no column `{}`", clipped(name)));
    let known = model.facts.iter().map(|fact| fact.name.as_str()).chain(ROW_KEYS);
    Err(match near(name, known).map(str::to_owned).or_else(|| near_part(model, names, name)) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`tipicidad facts` lists all; columns named `x.…` are carried through"),
    })
}

/// A column that holds a part of a fact.
fn part(model: &Model, names: &Names, name: &str) -> Option<Column> {
    let (of, last) = name.rsplit_once('.')?;
    let ix = names.fact(of)?;
    let fact = model.fact_at(ix);
    match (&fact.kind, last) {
        (FactType::Number { .. } | FactType::Money, "min") | (FactType::Date, "from") => Some(Column::Least(ix)),
        (FactType::Number { .. } | FactType::Money, "max") | (FactType::Date, "to") => Some(Column::Greatest(ix)),
        (FactType::AnyOf | FactType::Countries, member) => Some(Column::Member(ix, member_index(fact, member)?)),
        _ => None,
    }
}

/// The nearest member column of a fact whose own name is right.
fn near_part(model: &Model, names: &Names, name: &str) -> Option<String> {
    let (of, last) = name.rsplit_once('.')?;
    let fact = model.fact_at(names.fact(of)?);
    let near = near(last, fact.values.iter().map(|value| value.name.as_str()))?;
    (fact.kind == FactType::AnyOf).then(|| format!("{of}.{near}"))
}

/// A row decoded.
pub(super) struct Row {
    pub case: Option<Str>,
    pub accused: Option<Str>,
    pub act: Option<Str>,
    pub victim: Option<Str>,
    pub as_of: Option<Date>,
    pub closed_world: Option<bool>,
    pub facts: Layer,
}

/// The cells of one fact that stand in columns of their own.
#[derive(Default)]
struct Parts<'j> {
    least: Option<(&'j Json, String)>,
    greatest: Option<(&'j Json, String)>,
    members: Vec<(usize, &'j Json, String)>,
}

/// Reads a row of columns already resolved.
pub(super) fn row<'j>(
    model: &Model,
    cells: impl Iterator<Item = (Column, &'j str, &'j Json)>,
    path: &Path<'_>,
) -> Result<Row, Error> {
    let mut row = Row {
        case: None,
        accused: None,
        act: None,
        victim: None,
        as_of: None,
        closed_world: None,
        facts: Layer::new(),
    };
    let mut parts: Vec<(FactIx, Parts<'j>)> = Vec::new();
    let mut whole = Layer::new();
    for (column, name, json) in cells {
        let path = path.key(name);
        let blank = matches!(json, Json::Text(text) if matches!(text.as_str(), "" | "null"));
        let json = if blank { &Json::Null } else { json };
        match column {
            Column::Case => row.case = text(Some(json), &path)?,
            Column::Accused => row.accused = text(Some(json), &path)?,
            Column::Act => row.act = text(Some(json), &path)?,
            Column::Victim => row.victim = text(Some(json), &path)?,
            Column::AsOf => row.as_of = day(json, &path)?,
            Column::ClosedWorld => row.closed_world = closed_world(json, &path)?,
            Column::Kept => {}
            Column::Fact(ix) => {
                whole.insert(ix, decode_row_value(model.fact_at(ix), json, &path)?);
            }
            Column::Least(ix) => of(&mut parts, ix).least = Some((json, path.to_string())),
            Column::Greatest(ix) => of(&mut parts, ix).greatest = Some((json, path.to_string())),
            Column::Member(ix, member) => of(&mut parts, ix).members.push((member, json, name.to_owned())),
        }
    }
    for (ix, parts) in parts {
        let fact = model.fact_at(ix);
        if whole.contains_key(&ix) {
            let message = format!("`{}` stands in a column of its own and in parts", fact.name);
            let path = path.key(&fact.name).to_string();
            return Err(Error::new("case.conflict", message).at(path).hint("keep one of the two"));
        }
        whole.insert(ix, parts.decode(model, ix, path)?);
    }
    row.facts = whole;
    Ok(row)
}

fn of<'p, 'j>(parts: &'p mut Vec<(FactIx, Parts<'j>)>, ix: FactIx) -> &'p mut Parts<'j> {
    let at = parts.iter().position(|(own, _)| *own == ix).unwrap_or_else(|| {
        parts.push((ix, Parts::default()));
        parts.len() - 1
    });
    &mut parts[at].1
}

/// The day of the examination as a cell names it.
///
/// # Errors
/// What names no day.
#[cfg(feature = "tables")]
pub(crate) fn row_day(json: &Json, path: &Path<'_>) -> Result<Option<Date>, Error> {
    let blank = matches!(json, Json::Text(text) if matches!(text.as_str(), "" | "null"));
    day(if blank { &Json::Null } else { json }, path)
}

fn closed_world(json: &Json, path: &Path<'_>) -> Result<Option<bool>, Error> {
    let number = if let Json::Number(text) = json { scaled(text, 0).ok() } else { None };
    match json {
        Json::Null => Ok(None),
        Json::Text(text) if matches!(text.as_str(), "true" | "1") => Ok(Some(true)),
        Json::Text(text) if matches!(text.as_str(), "false" | "0") => Ok(Some(false)),
        Json::Number(_) if matches!(number, Some(0 | 1)) => Ok(Some(number == Some(1))),
        other => flag(Some(other), false, path).map(Some),
    }
}

impl Parts<'_> {
    fn decode(&self, model: &Model, ix: FactIx, path: &Path<'_>) -> Result<Decoded, Error> {
        let fact = model.fact_at(ix);
        if self.members.is_empty() {
            let end = |end: &Option<(&Json, String)>| -> Result<Option<Decoded>, Error> {
                let Some((json, at)) = end else { return Ok(None) };
                let placed = |error: Error| Error { path: Some(at.clone()), ..error };
                if let Json::Object(_) = json {
                    return Err(placed(super::decode::wrong_type(fact, json, path)));
                }
                decode_row_value(fact, json, path).map(Some).map_err(placed)
            };
            let (least, greatest) = (end(&self.least)?, end(&self.greatest)?);
            return ends(fact, least, greatest, &path.key(&fact.name));
        }
        let (mut yes, mut no, mut open) = (Members::default(), Members::default(), Members::default());
        let mut given = Map::new();
        for (member, json, name) in &self.members {
            let short = name.rsplit('.').next().unwrap_or_default();
            let held = decode_member(fact, short, json, &path.key(name))?;
            match held {
                Some(true) => yes.insert(*member),
                Some(false) => no.insert(*member),
                None => open.insert(*member),
            }
            given.insert(short.to_owned(), held.map_or(Value::Null, Value::Bool));
        }
        let value = FactValue::AnyOf { yes, no };
        Ok(Decoded { value, open, given: Some(Value::Object(given)) })
    }
}

/// A number or day between ends in columns of their own.
fn ends(
    fact: &crate::model::Fact,
    least: Option<Decoded>,
    greatest: Option<Decoded>,
    path: &Path<'_>,
) -> Result<Decoded, Error> {
    let value = |end: &Option<Decoded>| end.as_ref().map(|end| end.value.clone()).unwrap_or_default();
    let (keys, value) = match fact.kind {
        FactType::Date => {
            let from = if let FactValue::Date(first, _) = value(&least) { Some(first) } else { None };
            let to = if let FactValue::Date(_, last) = value(&greatest) { Some(last) } else { None };
            (["from", "to"], date_ends(fact, from, to, path)?)
        }
        _ => {
            let min = if let FactValue::Number(low, _) = value(&least) { Some(low) } else { None };
            let max = if let FactValue::Number(_, high) = value(&greatest) { Some(high) } else { None };
            (["min", "max"], number_ends(fact, min, max, path)?)
        }
    };
    if value == FactValue::Unknown {
        return Ok(Decoded::default());
    }
    let given = keys.into_iter().zip([least, greatest]);
    let given = given.filter_map(|(key, end)| Some((key.to_owned(), end?.given?))).collect();
    Ok(Decoded::new(value, Value::Object(given)))
}

/// The count of a row.
pub(super) fn count(
    maker: &ViewMaker<'_>,
    names: &Names,
    mut row: Row,
    place: Place,
    others: &[(Place, &Layer)],
) -> Result<Count, Error> {
    let model = maker.model;
    let fill = Fill { closed_world: row.closed_world.unwrap_or(maker.fill.closed_world), ..maker.fill };
    let maker = ViewMaker { fill, ..*maker };
    let root = Path::Root;
    let (counts, lone);
    let path = match place {
        Place::Row(at) => {
            counts = root.key("counts");
            lone = counts.item(at);
            &lone
        }
        _ => &root,
    };
    dates::settle_row(model, |name| names.fact(name), &mut row.facts, fill.as_of, path)?;
    let mut layers: Vec<_> = others.iter().map(|(place, layer)| (*place, Source { layer, subjects: &[] })).collect();
    layers.push((place, Source { layer: &row.facts, subjects: &[] }));
    let draft = maker.draft(&Sources { layers, victims: None, accused: None })?;
    let mut drafts = [draft];
    derive::conditions(model, &mut drafts)?;
    let views = drafts.into_iter().map(|draft| draft.view).collect();
    let victims = vec![row.victim.clone()];
    Ok(Count {
        accused: row.accused,
        act: row.act,
        victim: row.victim,
        scope: Scope::All,
        views,
        view_victims: victims,
    })
}
