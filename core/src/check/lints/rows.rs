//! Rows over one number: they leave no hole, and each can be reached.

use super::logic::{domain, over_one_number};
use crate::check::Checker;
use crate::check::conditions::decimal;
use crate::check::report::Spot;
use crate::model::{Cond, FactIx, FactType};

/// Checks the rows of a table; a row without a condition is the rest. Rows of which the gravest rules may overlap.
pub(crate) fn check(checker: &Checker, rows: &[(Spot, &str, Option<&Cond>)], first_of: bool) {
    let Some(table) = rows.first().map(|(spot, _, _)| *spot) else { return };
    let model = &checker.model;
    let mut fact: Option<FactIx> = None;
    let mut covered: Vec<(i128, i128)> = Vec::new();
    let mut rest = false;
    for (_, _, when) in rows {
        let Some(when) = when else {
            rest = true;
            continue;
        };
        let Some((of, _)) = over_one_number(model, when) else { return };
        if *fact.get_or_insert(of) != of {
            return;
        }
    }
    let Some(fact) = fact else { return };
    let (least, most) = domain(model, fact);
    for (spot, name, when) in rows {
        let Some((_, ranges)) = when.and_then(|when| over_one_number(model, when)) else { continue };
        for (low, high) in &ranges {
            let inside = covered.iter().any(|(from, to)| from <= low && high <= to);
            let both_ends = *low > least && *high < most;
            let meets = covered.iter().find(|(from, to)| from <= high && low <= to);
            // a row that states both its ends means to begin where the one before it ends
            if let Some((from, to)) = meets
                && first_of
                && (inside || both_ends)
            {
                let message = format!("row `{name}` overlaps the rows before it");
                let words = |at: i128| words(checker, fact, at);
                let help = format!("they are met from {} to {}", words(*from), words(*to));
                checker.report.error(*spot, "rows.overlap", message, help);
            }
        }
        covered.extend(ranges);
        covered = merged(covered);
    }
    if rest {
        return;
    }
    let mut next = least;
    let mut hole = None;
    for (low, high) in &covered {
        if *low > next {
            hole = Some((next, low - 1));
            break;
        }
        next = next.max(high + 1);
    }
    if hole.is_none() && next <= most {
        hole = Some((next, most));
    }
    if let Some((from, to)) = hole {
        let name = &model.fact_at(fact).name;
        let words = |at: i128| words(checker, fact, at);
        let message = if from == to {
            format!("no row is met when `{name}` is {}", words(from))
        } else if to >= most {
            format!("no row is met when `{name}` is {} or more", words(from))
        } else {
            format!("no row is met when `{name}` lies from {} to {}", words(from), words(to))
        };
        let help = "let the rows meet, or end them with one that has no `when`";
        checker.report.error(table, "rows.hole", message, help);
    }
}

fn merged(mut ranges: Vec<(i128, i128)>) -> Vec<(i128, i128)> {
    ranges.sort_unstable();
    let mut all: Vec<(i128, i128)> = Vec::new();
    for (low, high) in ranges {
        match all.last_mut() {
            Some(last) if low <= last.1 + 1 => last.1 = last.1.max(high),
            _ => all.push((low, high)),
        }
    }
    all
}

fn words(checker: &Checker, fact: FactIx, at: i128) -> String {
    let scale = match checker.model.fact_at(fact).kind {
        FactType::Number { scale, .. } => scale,
        FactType::Money => 2,
        _ => return at.to_string(),
    };
    i64::try_from(at).map_or_else(|_| "the end".to_owned(), |at| decimal(at, scale))
}
