//! A flat case of the plain sort, read straight from its text into the slots of its views.
//!
//! Programs mostly ask about lists of plain cells. Those need no tree of values and no layers: each key is looked up once, and
//! each value decoded where it stands. Whatever is not plain, and all that is wrong, is left to the thorough reader, which
//! knows what to say of it. INVARIANT: what is read here is what the thorough reader reads; `tests::straight` compares them.

use super::decode::{bounds, complete, member_index, scaled};
use super::derive;
use super::header::{self, CaseOptions, Fill};
use super::json::Json;
use super::view::{Draft, Place, ViewMaker};
use super::{Case, CaseReader, Count, FactValue, MAX_COUNTS, Members, Names, Origin, Scope, Slot};
use crate::exact::Date;
use crate::model::{Fact, FactIx, FactType, Model};
use crate::packed::Str;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::cell::Cell;
use std::sync::OnceLock;

/// The longest text that is read so: no value of it can weigh more than what a view may hold.
pub(super) const MAX_TEXT: usize = 256 * 1024;

/// What the keys of a row mean, and how the facts stand that it does not give. Made once for a vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    keys: FxHashMap<Str, Key>,
    /// The members of each fact by name.
    members: Vec<FxHashMap<Str, u16>>,
    /// In an open and in a closed world, without and with what the vocabulary assumes.
    absent: [OnceLock<Vec<Slot>>; 4],
    /// Facts whose cells change how the days of the row are read.
    days: [Option<FactIx>; 2],
}

#[derive(Clone, Copy, Debug)]
enum Key {
    Case,
    Accused,
    Act,
    Victim,
    Fact(FactIx),
}

impl Cells {
    pub(super) fn new(model: &Model, names: &Names) -> Cells {
        let own = [("case", Key::Case), ("accused.id", Key::Accused), ("act.id", Key::Act), ("victim.id", Key::Victim)];
        let facts = (0..).map(FactIx).zip(&model.facts).map(|(ix, fact)| (fact.name.clone(), Key::Fact(ix)));
        let members = |fact: &Fact| {
            let own = fact.values.iter().filter_map(|value| {
                let at = member_index(fact, &value.name)?;
                Some((value.name.clone(), u16::try_from(at).ok()?))
            });
            own.collect()
        };
        Cells {
            // A name of the structure is never a fact's.
            keys: facts.chain(own.map(|(name, key)| (name.into(), key))).collect(),
            members: model.facts.iter().map(members).collect(),
            absent: Default::default(),
            days: ["act.ended", "act.ongoing"].map(|name| names.fact(name)),
        }
    }
    fn member(&self, ix: FactIx, fact: &Fact, name: &str) -> Option<usize> {
        match fact.kind {
            FactType::Country | FactType::Countries => member_index(fact, name),
            _ => self.members[ix.usize()].get(name).map(|at| usize::from(*at)),
        }
    }
}

/// Reads a case; `None` when it is not plain, or something is wrong with it.
pub(super) fn read(reader: &CaseReader<'_>, bytes: &[u8], options: &CaseOptions) -> Option<Case> {
    if bytes.len() > MAX_TEXT {
        return None;
    }
    let text = Scanner { text: std::str::from_utf8(bytes).ok()?, at: 0 };
    StraightReader { reader, text, closed_world: false, assume: true }.case(options)
}

struct StraightReader<'a, 't> {
    reader: &'a CaseReader<'a>,
    text: Scanner<'t>,
    closed_world: bool,
    assume: bool,
}

/// A row before it is a count.
struct Row {
    ids: [Option<Str>; 4],
    draft: Draft,
}

impl StraightReader<'_, '_> {
    fn case(mut self, options: &CaseOptions) -> Option<Case> {
        const KEYS: [&str; 7] = ["format", "case", "title", "as_of", "closed_world", "assume", "counts"];
        let (mut seen, mut as_of, mut texts, mut rows) = ([false; KEYS.len()], None, [None, None], None);
        self.text.entries(|text, key| {
            let at = KEYS.iter().position(|known| *known == key).filter(|at| !seen[*at])?;
            seen[at] = true;
            match key {
                "format" => (text.number()? == "1").then_some(())?,
                "case" => texts[0] = Some(text.string()?.to_owned()),
                "title" => texts[1] = Some(text.string()?.to_owned()),
                "as_of" => as_of = Some(Date::parse(text.string()?).ok()?),
                // What rows leave out depends on these: they come first.
                "closed_world" if rows.is_none() => self.closed_world = text.flag()?,
                "assume" if rows.is_none() => self.assume = text.flag()?,
                "counts" => {
                    let mut found = Vec::new();
                    // A nested case never comes here, and has no use for them.
                    let cells = self.reader.names.cells(self.reader.model);
                    let absent = Absent::of(self.reader, cells, self.closed_world, self.assume);
                    text.items(|text| {
                        found.push(absent.row(text, found.len())?);
                        (found.len() <= MAX_COUNTS).then_some(())
                    })?;
                    rows = Some(found);
                }
                _ => return None,
            }
            Some(())
        })?;
        self.text.end()?;
        let mut rows = rows?;
        let mut header = header::read(self.reader.model, &Json::Null, options, as_of).ok()?;
        header.fill = Fill { closed_world: self.closed_world, assume: self.assume, ..header.fill };
        let [case, title] = texts;
        header.case = case.map(Str::from).or_else(|| rows.iter_mut().find_map(|row| row.ids[0].take()));
        header.title = title.map(Str::from);
        let weight = Cell::new(0);
        let maker = self.reader.maker(header.fill, &weight);
        let counts = rows.into_iter().map(|row| count(&maker, row)).collect::<Option<Vec<Count>>>()?;
        let case = Case { counts, ..header.case() };
        super::order::check(self.reader.model, &case, true).ok()?;
        Some(case)
    }
}

/// How the facts stand that a row does not give.
struct Absent<'a> {
    model: &'a Model,
    cells: &'a Cells,
    slots: &'a [Slot],
}

impl<'a> Absent<'a> {
    fn of(reader: &CaseReader<'a>, cells: &'a Cells, closed_world: bool, assume: bool) -> Absent<'a> {
        let fill = Fill { as_of: Date::MIN, closed_world, assume };
        let known = &cells.absent[2 * usize::from(closed_world) + usize::from(assume)];
        let slots = known.get_or_init(|| reader.maker(fill, &Cell::new(0)).all_absent());
        Absent { model: reader.model, cells, slots }
    }

    fn row(&self, text: &mut Scanner<'_>, at: usize) -> Option<Row> {
        let mut row = Row {
            ids: [const { None }; 4],
            draft: Draft { view: self.slots.to_vec(), given_at: vec![None; self.slots.len()] },
        };
        text.entries(|text, key| {
            let own = match *self.cells.keys.get(key)? {
                Key::Case => &mut row.ids[0],
                Key::Accused => &mut row.ids[1],
                Key::Act => &mut row.ids[2],
                Key::Victim => &mut row.ids[3],
                Key::Fact(ix) => {
                    let given_at = &mut row.draft.given_at[ix.usize()];
                    if given_at.is_some() || self.cells.days.contains(&Some(ix)) {
                        return None;
                    }
                    *given_at = Some(Place::Row(at));
                    row.draft.view[ix.usize()] = self.slot(text, ix)?;
                    return Some(());
                }
            };
            // An empty text is no id, and a key stands once.
            let id = text.string().filter(|id| !matches!(*id, "" | "null"))?;
            own.is_none().then(|| *own = Some(id.into()))
        })?;
        Some(row)
    }

    /// The value of a fact that begins here.
    fn slot(&self, text: &mut Scanner<'_>, ix: FactIx) -> Option<Slot> {
        let fact = self.model.fact_at(ix);
        let given = |value: FactValue, given: Value| Slot { value, origin: Origin::Given, given: Some(given) };
        let flag = |flag: bool| given(FactValue::Flag(flag), Value::Bool(flag));
        match (text.next()?, &fact.kind) {
            (b'n', _) => text.word("null").map(|()| Slot::default()),
            (b't' | b'f', FactType::Flag) => text.flag().map(flag),
            (b'-' | b'0'..=b'9', FactType::Flag) => match text.number()? {
                "1" => Some(flag(true)),
                "0" => Some(flag(false)),
                _ => None,
            },
            (b'-' | b'0'..=b'9', FactType::Number { .. } | FactType::Money) => number(fact, text.number()?),
            (b'[', FactType::AnyOf | FactType::Countries) => {
                let (mut yes, mut names) = (Members::default(), Vec::new());
                text.items(|text| {
                    let name = text.string()?;
                    yes.insert(self.cells.member(ix, fact, name)?);
                    names.push(Value::from(name));
                    Some(())
                })?;
                Some(given(complete(fact, yes), Value::Array(names)))
            }
            (b'"', kind) => match (text.string()?, kind) {
                ("" | "null", _) => Some(Slot::default()),
                (text, FactType::Flag) => match text {
                    "true" | "1" => Some(flag(true)),
                    "false" | "0" => Some(flag(false)),
                    _ => None,
                },
                (text, FactType::Number { .. } | FactType::Money) => number(fact, text),
                (text, FactType::Date) => {
                    let day = Date::parse(text).ok()?;
                    Some(given(FactValue::Date(day, day), Value::from(text)))
                }
                (text, FactType::OneOf | FactType::Country) => {
                    let mut only = Members::default();
                    only.insert(self.cells.member(ix, fact, text)?);
                    Some(given(FactValue::OneOf(only), Value::from(text)))
                }
                (text, FactType::AnyOf | FactType::Countries) => {
                    let (mut yes, mut names) = (Members::default(), Vec::new());
                    for name in text.split('|').filter(|_| text != "-") {
                        yes.insert(self.cells.member(ix, fact, name)?);
                        names.push(Value::from(name));
                    }
                    Some(given(complete(fact, yes), Value::Array(names)))
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// A number of the fact's domain.
fn number(fact: &Fact, text: &str) -> Option<Slot> {
    let (min, max, scale) = bounds(fact);
    // Short whole numbers need no decimals put in their place.
    let short = (scale == 0 && text.len() < 16 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse());
    let number = match short {
        Some(Ok(number)) => number,
        _ => scaled(text, scale).ok()?,
    };
    let given = text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from);
    let value = FactValue::Number(number, number);
    (min..=max).contains(&number).then_some(Slot { value, origin: Origin::Given, given: Some(given) })
}

fn count(maker: &ViewMaker<'_>, mut row: Row) -> Option<Count> {
    maker.complete(&mut row.draft, (None, None)).ok()?;
    let mut drafts = [row.draft];
    derive::conditions(maker.model, &mut drafts).ok()?;
    let [_, accused, act, victim] = row.ids;
    let views = drafts.into_iter().map(|draft| draft.view).collect();
    Some(Count { accused, act, victim: victim.clone(), scope: Scope::All, views, view_victims: vec![victim] })
}

/// Walks JSON text of the plain sort: texts without escapes, and nothing nested that is not asked for.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    /// The first byte that is no space; it is not taken.
    fn next(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.at += spaces;
        rest.get(spaces).copied()
    }
    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.next()? == wanted).then(|| self.at += 1)
    }
    fn word(&mut self, word: &str) -> Option<()> {
        self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }
    fn flag(&mut self) -> Option<bool> {
        let flag = self.next()? == b't';
        self.word(if flag { "true" } else { "false" }).map(|()| flag)
    }
    fn string(&mut self) -> Option<&'t str> {
        self.take(b'"')?;
        let from = self.at;
        let rest = &self.text.as_bytes()[from..];
        let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
        self.at = from + length + 1;
        (rest[length] == b'"').then(|| &self.text[from..from + length])
    }
    /// A number without exponent.
    fn number(&mut self) -> Option<&'t str> {
        self.next()?;
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(|byte| matches!(byte, b'-' | b'.' | b'0'..=b'9')).count();
        let number = &rest[..length];
        let unsigned = number.strip_prefix('-').unwrap_or(number);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let plain = digits(whole) && digits(decimals) && (whole == "0" || !whole.starts_with('0'));
        let ends = !matches!(rest.as_bytes().get(length), Some(b'e' | b'E'));
        self.at += length;
        (plain && ends).then_some(number)
    }
    /// Calls `f` at the value of each key of an object.
    fn entries(&mut self, mut f: impl FnMut(&mut Scanner<'t>, &'t str) -> Option<()>) -> Option<()> {
        self.take(b'{')?;
        if self.next()? == b'}' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.next()?;
            let key = self.string()?;
            self.take(b':')?;
            self.next()?;
            f(self, key)?;
            if !self.goes_on(b'}')? {
                return Some(());
            }
        }
    }
    /// Calls `f` at each item of a list.
    fn items(&mut self, mut f: impl FnMut(&mut Scanner<'t>) -> Option<()>) -> Option<()> {
        self.take(b'[')?;
        if self.next()? == b']' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.next()?;
            f(self)?;
            if !self.goes_on(b']')? {
                return Some(());
            }
        }
    }
    /// Whether a comma follows; else what ends the list or object must.
    fn goes_on(&mut self, end: u8) -> Option<bool> {
        let found = self.next()?;
        self.at += 1;
        match found {
            b',' => Some(true),
            _ => (found == end).then_some(false),
        }
    }
    /// Nothing but space is left.
    fn end(&mut self) -> Option<()> {
        self.next().is_none().then_some(())
    }
}
