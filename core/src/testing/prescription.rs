//! What examples expect of the prescription of a charge.

use crate::exact::{Date, Ratio, Term};
use crate::syntax::time::PrescriptionExpect;
use crate::syntax::tree::Amount;
use crate::verdict::{Charge, DateRange};

/// Expected and found, when they differ.
pub(super) fn check(charge: &Charge, expected: &PrescriptionExpect) -> Option<(String, String)> {
    let Some(found) = &charge.prescription else {
        return Some(("a prescription".to_owned(), format!("none of `{}`", charge.offence)));
    };
    let seen = match &expected.limit {
        None => Seen {
            status: found.status,
            term: found.term,
            starts: found.starts,
            expires: found.expires,
            possible: found.possible,
        },
        Some(limit) => match found.limits.iter().find(|one| one.kind.word() == limit.value) {
            Some(one) => Seen {
                status: one.status,
                term: one.term,
                starts: one.starts,
                expires: one.expires,
                possible: one.possible,
            },
            None => return Some((format!("limit `{}`", limit.value), "none".to_owned())),
        },
    };
    let fits = expected.status.as_ref().is_none_or(|status| status.value == seen.status)
        && expected.term.as_ref().is_none_or(|term| length(term) == seen.term)
        && expected.starts.as_ref().is_none_or(|day| Some(day.value) == seen.starts)
        && expected.expires.as_ref().is_none_or(|(from, to)| match to {
            None => Some(from.value) == seen.expires,
            Some(to) => seen.possible == Some(DateRange { from: from.value, to: to.value }),
        });
    (!fits).then(|| (crate::syntax::print_prescription(expected), seen.said()))
}

struct Seen {
    status: &'static str,
    term: Option<Term>,
    starts: Option<Date>,
    expires: Option<Date>,
    possible: Option<DateRange>,
}

impl Seen {
    fn said(&self) -> String {
        let mut said = self.status.to_owned();
        self.term.iter().for_each(|term| said.push_str(&format!(" term {term}")));
        self.starts.iter().for_each(|day| said.push_str(&format!(" starts {day}")));
        self.expires.iter().for_each(|day| said.push_str(&format!(" expires {day}")));
        self.possible.iter().for_each(|span| said.push_str(&format!(" expires {} to {}", span.from, span.to)));
        said
    }
}

/// The length of an amount of time, whole numbers and fractions.
fn length(amount: &Amount) -> Option<Term> {
    let number = |text: &str| -> Option<Ratio> {
        text.split(' ').try_fold(Ratio::default(), |sum, part| {
            let one = match part.split_once('/') {
                Some((n, d)) => Ratio::new(n.parse().ok()?, d.parse::<i128>().ok().filter(|d| *d != 0)?),
                None => Ratio::from_integer(part.parse().ok()?),
            };
            Some(sum + one)
        })
    };
    let mut days = Ratio::default();
    for (text, unit) in &amount.terms {
        let unit = match unit.as_deref()? {
            "years" | "year" => 360,
            "months" | "month" => 30,
            _ => 1,
        };
        days += number(text)? * Ratio::from_integer(unit);
    }
    Some(Term::from_days(days))
}
