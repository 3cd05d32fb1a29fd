//! Cells: the answers of a fact that the law can tell apart, cut by the constants that it compares the fact with.

use crate::eval::number_text;
use crate::exact::Date;
use crate::facts::{FactValue, Members, Slot};
use crate::model::{AtomIx, FactIx, FactType, Model, Test};
use crate::packed::Str;
use serde_json::{Map, Value, json};

/// One distinguishable answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    /// The value it stands for.
    pub(crate) value: FactValue,
    /// The same in the form of contract §2.
    pub(crate) set: Value,
}

/// The cells of a fact that stands as `slot`, told apart by these atoms; none when the law cannot tell its answers apart.
pub(crate) fn cells(model: &Model, fact: FactIx, slot: &Slot, atoms: &[AtomIx]) -> Vec<Cell> {
    let tests: Vec<&Test> =
        atoms.iter().map(|at| model.atom_at(*at)).filter(|a| a.fact == fact).map(|a| &a.test).collect();
    match &model.fact_at(fact).kind {
        FactType::Flag => [true, false].map(|b| Cell { value: FactValue::Flag(b), set: b.into() }).to_vec(),
        FactType::Number { min, max, scale, .. } => numbers(slot, (*min, *max), *scale, &tests),
        FactType::Money => numbers(slot, (0, i64::MAX / 4), 2, &tests),
        FactType::Date => dates(slot, &tests),
        FactType::OneOf | FactType::Country => one_of(model, fact, slot, &tests),
        FactType::AnyOf | FactType::Countries => any_of(model, fact, slot, &tests),
        FactType::Offences => offences(&tests),
        FactType::Term | FactType::Text | FactType::Events => Vec::new(),
    }
}

fn numbers(slot: &Slot, domain: (i64, i64), scale: u8, tests: &[&Test]) -> Vec<Cell> {
    let (low, high) = match slot.value {
        FactValue::Number(low, high) => (low, high),
        _ => domain,
    };
    let mut cuts: Vec<i64> = tests
        .iter()
        .filter_map(|test| match test {
            Test::Under(n) | Test::AtLeast(n) => Some(*n),
            Test::AtMost(n) | Test::Over(n) => n.checked_add(1),
            _ => None,
        })
        .filter(|cut| *cut > low && *cut <= high)
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let starts = std::iter::once(low).chain(cuts.iter().copied());
    let ends = cuts.iter().map(|cut| cut - 1).chain(std::iter::once(high));
    let number = |n: i64| if scale == 0 { Value::from(n) } else { Value::from(number_text(n, scale)) };
    starts
        .zip(ends)
        .map(|(from, to)| {
            let mut set = Map::new();
            if from > domain.0 {
                set.insert("min".into(), number(from));
            }
            if to < domain.1 {
                set.insert("max".into(), number(to));
            }
            let set = if from == to { number(from) } else { Value::Object(set) };
            Cell { value: FactValue::Number(from, to), set }
        })
        .collect()
}

fn dates(slot: &Slot, tests: &[&Test]) -> Vec<Cell> {
    let (low, high) = match slot.value {
        FactValue::Date(low, high) => (low, high),
        _ => (Date::MIN, Date::MAX),
    };
    let mut cuts: Vec<Date> = tests
        .iter()
        .filter_map(|test| match test {
            Test::Before(day) => Some(*day),
            Test::OnOrBefore(day) => Some(day.next()),
            _ => None,
        })
        .filter(|cut| *cut > low && *cut <= high)
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let starts = std::iter::once(low).chain(cuts.iter().copied());
    let ends = cuts.iter().map(|cut| cut.previous()).chain(std::iter::once(high));
    starts
        .zip(ends)
        .map(|(from, to)| Cell { value: FactValue::Date(from, to), set: json!({"from": from, "to": to}) })
        .collect()
}

fn name(model: &Model, fact: FactIx, at: usize) -> Str {
    let fact = model.fact_at(fact);
    match fact.kind {
        FactType::Country | FactType::Countries => crate::facts::COUNTRIES.get(at).copied().unwrap_or_default().into(),
        _ => fact.values.get(at).map_or_else(Str::default, |v| v.name.clone()),
    }
}

fn read_members(tests: &[&Test]) -> Vec<usize> {
    let mut members: Vec<usize> = tests
        .iter()
        .filter_map(|test| match test {
            Test::Is(at) | Test::Has(at) => Some(usize::from(*at)),
            _ => None,
        })
        .collect();
    members.sort_unstable();
    members.dedup();
    members
}

fn one_of(model: &Model, fact: FactIx, slot: &Slot, tests: &[&Test]) -> Vec<Cell> {
    let count = match model.fact_at(fact).kind {
        FactType::Country => crate::facts::COUNTRIES.len(),
        _ => model.fact_at(fact).values.len(),
    };
    let open = match &slot.value {
        FactValue::OneOf(members) => *members,
        _ => Members::all(count),
    };
    let mut rest = open;
    let mut cells = Vec::new();
    let mut named = Vec::new();
    for at in read_members(tests).into_iter().filter(|at| open.has(*at)) {
        let mut only = Members::default();
        only.insert(at);
        rest.remove(at);
        named.push(name(model, fact, at));
        cells.push(Cell { value: FactValue::OneOf(only), set: name(model, fact, at).into() });
    }
    if !rest.is_empty() {
        let set = match (rest.len(), rest.iter().next()) {
            (1, Some(at)) => Value::from(name(model, fact, at)),
            _ => json!({ "not": named }),
        };
        cells.push(Cell { value: FactValue::OneOf(rest), set });
    }
    cells
}

/// One cell a member read (only that one, beside what is known), and one for none.
fn any_of(model: &Model, fact: FactIx, slot: &Slot, tests: &[&Test]) -> Vec<Cell> {
    let count = match model.fact_at(fact).kind {
        FactType::Countries => crate::facts::COUNTRIES.len(),
        _ => model.fact_at(fact).values.len(),
    };
    let (known, ruled_out) = match &slot.value {
        FactValue::AnyOf { yes, no } => (*yes, *no),
        _ => (Members::default(), Members::default()),
    };
    let complete = |extra: Option<usize>| {
        let mut yes = known;
        extra.into_iter().for_each(|at| yes.insert(at));
        let mut no = Members::all(count);
        yes.iter().for_each(|at| no.remove(at));
        let names: Vec<Str> = yes.iter().map(|at| name(model, fact, at)).collect();
        Cell { value: FactValue::AnyOf { yes, no }, set: names.into() }
    };
    let open = read_members(tests).into_iter().filter(|at| !known.has(*at) && !ruled_out.has(*at));
    open.map(Some).chain(std::iter::once(None)).map(complete).collect()
}

/// One cell for a group's member is not known here: only "none" can be told.
fn offences(tests: &[&Test]) -> Vec<Cell> {
    if tests.is_empty() {
        return Vec::new();
    }
    vec![Cell { value: FactValue::Offences(Vec::new(), true), set: json!([]) }]
}

/// The days of an act that different laws govern.
pub(crate) fn epochs(slot: &Slot, boundaries: &[Date], as_of: Date) -> Vec<Cell> {
    let (low, high) = match slot.value {
        FactValue::Date(low, high) => (low, high),
        _ => (Date::MIN, as_of),
    };
    let cuts: Vec<Date> = boundaries.iter().copied().filter(|cut| *cut > low && *cut <= high).collect();
    let starts = std::iter::once(low).chain(cuts.iter().copied());
    let ends = cuts.iter().map(|cut| cut.previous()).chain(std::iter::once(high));
    starts
        .zip(ends)
        .map(|(from, to)| Cell { value: FactValue::Date(to, to), set: json!({"from": from, "to": to}) })
        .collect()
}

/// What a fact could be otherwise, whatever it is now: every cell of its domain; of a set, one member more or less.
pub(crate) fn alternatives(model: &Model, fact: FactIx, slot: &Slot, atoms: &[AtomIx]) -> Vec<Cell> {
    let FactValue::AnyOf { yes, no } = &slot.value else {
        return cells(model, fact, &Slot::default(), atoms);
    };
    let tests: Vec<&Test> =
        atoms.iter().map(|at| model.atom_at(*at)).filter(|a| a.fact == fact).map(|a| &a.test).collect();
    let count = crate::facts::member_count(model.fact_at(fact));
    let is_complete = yes.len() + no.len() == count;
    read_members(&tests)
        .into_iter()
        .map(|at| {
            let (mut more, mut less) = (*yes, *no);
            let add = !yes.has(at);
            if add {
                more.insert(at);
                less.remove(at);
            } else {
                more.remove(at);
                less.insert(at);
            }
            let set = if is_complete {
                more.iter().map(|m| Value::from(name(model, fact, m))).collect()
            } else {
                json!({ name(model, fact, at): add })
            };
            Cell { value: FactValue::AnyOf { yes: more, no: less }, set }
        })
        .collect()
}
