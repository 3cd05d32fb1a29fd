//! The truth of an atom: a fact compared with a constant (contract §2).

use super::decode::{bounds, member_count};
use super::{FactValue, Members, Truth};
use crate::exact::Date;
use crate::model::{Atom, Fact, Model, Test};

/// Whether a fact of this value passes the test. `in_group` answers whether an id belongs to a version of a group:
/// provision index, version index, id.
pub fn atom_truth(model: &Model, atom: &Atom, value: &FactValue, in_group: &dyn Fn(u32, u32, &str) -> Truth) -> Truth {
    let fact = model.fact_at(atom.fact);
    match &atom.test {
        Test::True => match value {
            FactValue::Flag(flag) => Truth::from(*flag),
            _ => Truth::Unknown,
        },
        Test::Under(bound) => number(fact, value).map_or(Truth::Unknown, |ends| under(ends, *bound)),
        Test::AtMost(bound) => number(fact, value).map_or(Truth::Unknown, |ends| at_most(ends, *bound)),
        Test::Over(bound) => number(fact, value).map_or(Truth::Unknown, |ends| !at_most(ends, *bound)),
        Test::AtLeast(bound) => number(fact, value).map_or(Truth::Unknown, |ends| !under(ends, *bound)),
        Test::Before(day) => date(value).map_or(Truth::Unknown, |ends| under(ends, *day)),
        Test::OnOrBefore(day) => date(value).map_or(Truth::Unknown, |ends| at_most(ends, *day)),
        Test::Is(member) => is(fact, usize::from(*member), value),
        Test::Has(member) => match value {
            FactValue::AnyOf { yes, .. } if yes.has(usize::from(*member)) => Truth::True,
            FactValue::AnyOf { no, .. } if no.has(usize::from(*member)) => Truth::False,
            _ => Truth::Unknown,
        },
        Test::AnyOffence => some_offence(value, |_| Truth::True),
        Test::InGroup(group, version) => some_offence(value, |id| in_group(*group, *version, id)),
    }
}

/// `x < bound` for every x between the ends, for none, or for some.
fn under<T: Ord>((low, high): (T, T), bound: T) -> Truth {
    if high < bound {
        Truth::True
    } else if low >= bound {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// `x <= bound`, likewise.
fn at_most<T: Ord>((low, high): (T, T), bound: T) -> Truth {
    if high <= bound {
        Truth::True
    } else if low > bound {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// The ends of a number; unknown is anything in the domain.
fn number(fact: &Fact, value: &FactValue) -> Option<(i64, i64)> {
    match value {
        FactValue::Number(low, high) => Some((*low, *high)),
        FactValue::Unknown => {
            let (least, greatest, _) = bounds(fact);
            Some((least, greatest))
        }
        _ => None,
    }
}

/// The ends of a day; unknown is any day.
fn date(value: &FactValue) -> Option<(Date, Date)> {
    match value {
        FactValue::Date(first, last) => Some((*first, *last)),
        FactValue::Unknown => Some((Date::MIN, Date::MAX)),
        _ => None,
    }
}

fn is(fact: &Fact, member: usize, value: &FactValue) -> Truth {
    let possible = match value {
        FactValue::OneOf(possible) => *possible,
        FactValue::Unknown => Members::all(member_count(fact)),
        _ => return Truth::Unknown,
    };
    match (possible.has(member), possible.len()) {
        (false, _) => Truth::False,
        (true, 1) => Truth::True,
        (true, _) => Truth::Unknown,
    }
}

/// Whether some listed offence passes; an incomplete list may hold others.
fn some_offence(value: &FactValue, passes: impl Fn(&str) -> Truth) -> Truth {
    let FactValue::Offences(ids, complete) = value else { return Truth::Unknown };
    let rest = if *complete { Truth::False } else { Truth::Unknown };
    ids.iter().map(|id| passes(id)).fold(rest, Truth::or)
}
