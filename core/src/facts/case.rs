//! The front door: a case, nested or flat, or one row of a table, to counts.

use super::Slot;
#[cfg(feature = "tables")]
use super::decode::Decoded;
use super::flat::{self, Column, Row};
use super::header::{self, CASE_KEYS, CaseOptions, Fill, Header, wrong};
use super::json::Json;
use super::layer::Layer;
use super::names::{Names, clipped, near};
use super::nested::{Ids, NestedReader, Plea, limited};
use super::unfold::{self, MAX_COUNTS};
use super::view::{Place, ViewMaker};
use super::{Case, Path, straight};
use crate::error::Error;
use crate::exact::Date;
#[cfg(feature = "tables")]
use crate::model::FactIx;
use crate::model::Model;
use std::cell::Cell;

/// Reads cases against the vocabulary of one model. Names are looked up in [`Names`], made once for the model.
#[derive(Clone, Copy, Debug)]
pub struct CaseReader<'a> {
    /// The law and its vocabulary.
    pub model: &'a Model,
    /// The names of that vocabulary.
    pub names: &'a Names,
}

/// How rows of a table are read that do not say so themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOptions {
    /// The day; a row's `as_of` wins.
    pub as_of: Option<Date>,
    /// What is absent is false; a row's `closed_world` wins.
    pub closed_world: bool,
    /// Absent facts count as the vocabulary assumes.
    pub assume: bool,
    /// Readings by name.
    pub readings: Vec<(String, String)>,
}

impl Default for RowOptions {
    fn default() -> RowOptions {
        RowOptions { as_of: None, closed_world: false, assume: true, readings: Vec::new() }
    }
}

/// Reads a case from JSON text.
///
/// # Errors
/// The first thing that is wrong with it; [`super::CODES`] lists what can be.
pub fn read_case(model: &Model, bytes: &[u8], options: &CaseOptions) -> Result<Case, Error> {
    CaseReader { model, names: &Names::new(model) }.read_text(bytes, options)
}

/// Reads a case from JSON already read.
///
/// # Errors
/// As [`read_case`].
pub fn read_case_json(model: &Model, json: &Json, options: &CaseOptions) -> Result<Case, Error> {
    CaseReader { model, names: &Names::new(model) }.read(json, options)
}

impl CaseReader<'_> {
    /// Reads a case from JSON text.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub(crate) fn read_text(&self, bytes: &[u8], options: &CaseOptions) -> Result<Case, Error> {
        match straight::read(self, bytes, options) {
            Some(case) => Ok(case),
            None => self.read(&Json::read(bytes)?, options),
        }
    }

    /// Reads a case, nested or flat.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(&self, json: &Json, options: &CaseOptions) -> Result<Case, Error> {
        let root = Path::Root;
        let Json::Object(entries) = json else {
            let message = format!("a case cannot be {}", json.sort());
            return Err(
                Error::new("case.wrong_type", message).expected("an object with `persons` and `acts`, or `counts`")
            );
        };
        if let Some((key, _)) = entries.iter().find(|(key, _)| !CASE_KEYS.contains(&key.as_str())) {
            let error = Error::new("case.unknown_key", format!("a case has no key `{}`", clipped(key)));
            let error = error.at(root.key(key).to_string());
            return Err(match near(key, CASE_KEYS) {
                _ if self.names.fact(key).is_some() => error.hint("facts stand in rows: {\"counts\": [{…}]}"),
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error,
            });
        }
        header::format(json.get("format"))?;
        let given = |key: &str| json.get(key).is_some_and(|value| *value != Json::Null);
        let other = ["acts", "persons", "relations"].into_iter().find(|key| given(key));
        match (given("counts"), other) {
            (true, Some(other)) => {
                let message = format!("`counts` and `{other}` cannot stand together");
                Err(Error::new("case.conflict", message).at("counts").hint("a case is nested, or a list of rows"))
            }
            (true, None) => self.flat(json, options),
            (false, _) => self.nested(json, options),
        }
    }

    pub(super) fn maker<'w>(&'w self, fill: Fill, weight: &'w Cell<usize>) -> ViewMaker<'w> {
        let [ended, date] = ["act.ended", "act.date"].map(|name| self.names.fact(name));
        ViewMaker { model: self.model, fill, weight, absent: None, ended, date }
    }

    fn nested(&self, json: &Json, options: &CaseOptions) -> Result<Case, Error> {
        let header = header::read(self.model, json, options, None)?;
        let nested = NestedReader { model: self.model, names: self.names, fill: header.fill }.read(json)?;
        let weight = Cell::new(0);
        let maker = self.maker(header.fill, &weight);
        let counts = unfold::counts(&maker, &nested, self.names.fact("procedure.events"))?;
        let requests = unfold::requests(&maker, &nested.requests);
        let case = Case { counts, joined: nested.joined, requests, ..header.case() };
        super::order::check(self.model, &case, false)?;
        Ok(case)
    }

    fn flat(&self, json: &Json, options: &CaseOptions) -> Result<Case, Error> {
        let root = Path::Root;
        let path = root.key("counts");
        let items = limited(json.get("counts").unwrap_or(&Json::Null), MAX_COUNTS, &path)?;
        let rows = items.iter().enumerate().map(|(at, item)| self.row(item, &path.item(at)));
        self.joined(rows.collect::<Result<Vec<Row>, Error>>()?, json, options)
    }

    /// Rows of one case, with the rest of it.
    fn joined(&self, rows: Vec<Row>, json: &Json, options: &CaseOptions) -> Result<Case, Error> {
        let mut header = header::read(self.model, json, options, one_day(&rows, json)?)?;
        header.case = header.case.or_else(|| rows.iter().find_map(|row| row.case.clone()));
        let ids = Ids::of_rows(
            rows.iter().filter_map(|row| row.accused.clone()),
            rows.iter().filter_map(|row| row.act.clone()),
        );
        let reader = NestedReader { model: self.model, names: self.names, fill: header.fill };
        let procedure = reader.procedure(json.get("procedure"), &ids)?;
        let pleas = reader.requests(json.get("requests"), &ids)?;
        let weight = Cell::new(0);
        let maker = self.maker(header.fill, &weight);
        let (events, none) = (self.names.fact("procedure.events"), Layer::new());
        let count = |(at, row): (usize, Row)| {
            let (accused, act) = (row.accused.as_deref(), row.act.as_deref());
            let own = procedure.layer(events, accused, act);
            let plea = pleas.iter().position(|plea: &Plea| plea.concerns(accused, act));
            let others = [
                (Place::Procedure, &own),
                (Place::Request(plea.unwrap_or(0)), plea.map_or(&none, |at| &pleas[at].facts)),
            ];
            flat::count(&maker, self.names, row, Place::Row(at), &others)
        };
        let counts = rows.into_iter().enumerate().map(count).collect::<Result<Vec<_>, Error>>()?;
        let case = Case { counts, requests: unfold::requests(&maker, &pleas), ..header.case() };
        super::order::check(self.model, &case, true)?;
        Ok(case)
    }

    /// The cells of an object.
    fn row(&self, json: &Json, path: &Path<'_>) -> Result<Row, Error> {
        let Json::Object(entries) = json else { return Err(wrong(json, path, "an object")) };
        let column = |name: &str| {
            flat::column(self.model, self.names, name).map_err(|error| error.at(path.key(name).to_string()))
        };
        let cells = entries.iter().map(|(name, value)| Ok((column(name)?, name.as_str(), value)));
        flat::row(self.model, cells.collect::<Result<Vec<_>, Error>>()?.into_iter(), path)
    }

    /// Reads one row of a table, given as an object; it is judged alone.
    ///
    /// # Errors
    /// The first thing that is wrong with it; the path is the column's name.
    pub fn read_row(&self, json: &Json, options: &RowOptions) -> Result<Case, Error> {
        self.lone(self.row(json, &Path::Root)?, options)
    }

    /// Reads one row of a table whose columns are resolved already ([`flat::column`]): each with its name and value; texts
    /// are read as cells of CSV.
    ///
    /// # Errors
    /// As [`CaseReader::read_row`].
    pub fn read_cells<'j>(
        &self,
        cells: impl Iterator<Item = (Column, &'j str, &'j Json)>,
        options: &RowOptions,
    ) -> Result<Case, Error> {
        self.lone(flat::row(self.model, cells, &Path::Root)?, options)
    }

    /// Reads one row of a table: cells as in [`CaseReader::read_cells`], and facts that are decoded already.
    ///
    /// # Errors
    /// As [`CaseReader::read_row`].
    #[cfg(feature = "tables")]
    pub(crate) fn read_decoded<'j>(
        &self,
        cells: impl Iterator<Item = (Column, &'j str, &'j Json)>,
        facts: impl Iterator<Item = (FactIx, Decoded)>,
        options: &RowOptions,
        absent: &[Slot],
    ) -> Result<Case, Error> {
        let mut row = flat::row(self.model, cells, &Path::Root)?;
        row.facts.extend(facts);
        self.lone_with(row, options, Some(absent))
    }

    /// How every fact stands that a row does not give.
    #[cfg(feature = "tables")]
    pub(crate) fn absent(&self, options: &RowOptions) -> Vec<Slot> {
        let fill = header::Fill { as_of: Date::MIN, closed_world: options.closed_world, assume: options.assume };
        self.maker(fill, &Cell::new(0)).all_absent()
    }

    /// Reads rows of a table that make one case. The paths of errors begin with `counts[…]`.
    ///
    /// # Errors
    /// As [`CaseReader::read`].
    pub fn read_joined<'j, R: Iterator<Item = (Column, &'j str, &'j Json)>>(
        &self,
        rows: impl Iterator<Item = R>,
        options: &RowOptions,
    ) -> Result<Case, Error> {
        let root = Path::Root;
        let path = root.key("counts");
        let rows = rows.enumerate().map(|(at, cells)| flat::row(self.model, cells, &path.item(at)));
        let rows = rows.collect::<Result<Vec<Row>, Error>>()?;
        let flags = [("closed_world", options.closed_world), ("assume", options.assume)];
        let head = Json::Object(flags.into_iter().map(|(key, flag)| (key.to_owned(), Json::Bool(flag))).collect());
        // The day of the rows wins over that of the options.
        let as_of = one_day(&rows, &head)?.or(options.as_of);
        self.joined(rows, &head, &CaseOptions { as_of, readings: options.readings.clone() })
    }

    fn lone(&self, row: Row, options: &RowOptions) -> Result<Case, Error> {
        self.lone_with(row, options, None)
    }

    /// `absent`: how facts stand that the row does not give, as its options have it.
    fn lone_with(&self, mut row: Row, options: &RowOptions, absent: Option<&[Slot]>) -> Result<Case, Error> {
        let asked = CaseOptions { as_of: row.as_of.or(options.as_of), readings: options.readings.clone() };
        let mut header = header::read(self.model, &Json::Null, &asked, None)?;
        header.case = row.case.take();
        header.fill.closed_world = options.closed_world;
        header.fill.assume = options.assume;
        // A row that says itself whether its world is closed has other absent facts.
        let absent = absent.filter(|_| row.closed_world.is_none_or(|own| own == options.closed_world));
        let weight = Cell::new(0);
        let maker = ViewMaker { absent, ..self.maker(header.fill, &weight) };
        let count = flat::count(&maker, self.names, row, Place::LoneRow, &[])?;
        let case = Case { counts: vec![count], ..header.case() };
        super::order::check(self.model, &case, true).map_err(|error| {
            let path = error.path.as_deref().map(|path| path.trim_start_matches("counts[0].").to_owned());
            Error { path, ..error }
        })?;
        Ok(case)
    }
}

/// Refuses readings that the rules do not have.
///
/// # Errors
/// `case.unknown_reading`, `case.unknown_reading_value`.
pub fn check_readings(model: &Model, readings: &[(String, String)]) -> Result<(), Error> {
    readings.iter().try_for_each(|(name, value)| header::reading(model, name, value))
}

/// The day that the rows of one case name; they cannot name several, nor another than the case.
fn one_day(rows: &[Row], json: &Json) -> Result<Option<Date>, Error> {
    let own = match json.get("as_of") {
        Some(Json::Text(text)) => Date::parse(text).ok(),
        _ => None,
    };
    let mut found = own;
    for (at, day) in rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.as_of?))) {
        match found {
            Some(other) if other != day => {
                let message = format!("one case is judged on one day, but `{other}` and `{day}` are asked for");
                let error = Error::new("case.conflict", message).at(format!("counts[{at}].as_of"));
                return Err(error.hint("give rows of several days as a table"));
            }
            _ => found = Some(day),
        }
    }
    Ok(found)
}

impl Header {
    /// The case without counts.
    pub(super) fn case(self) -> Case {
        Case {
            case: self.case,
            title: self.title,
            as_of: self.fill.as_of,
            readings: self.readings,
            counts: Vec::new(),
            joined: Vec::new(),
            requests: Vec::new(),
        }
    }
}
