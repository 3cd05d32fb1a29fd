//! Amounts of expectations, and the parts of a penalty they are compared with.

use crate::exact::{Ratio, Term};
use crate::model::FineUnit;
use crate::syntax::tree::{Amount, Part, PartExpr};
use crate::verdict::Penalty;

/// A part of a penalty as two comparable ends: whole days of prison, units of a fine, sessions of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    min: Option<i64>,
    max: i64,
    unit: Option<FineUnit>,
}

/// The ends an expectation states; `None` when it is not a number of known units.
pub fn stated(part: &PartExpr) -> Option<Ends> {
    let last_unit = part.max.terms.last().and_then(|(_, unit)| unit.as_deref());
    let end = |amount: &Amount| match part.part {
        Part::Prison => days(amount, last_unit),
        Part::Fine | Part::CommunityWork => whole(amount),
    };
    let unit = match part.part {
        Part::Fine => Some(fine_unit(last_unit?)?),
        Part::Prison | Part::CommunityWork => None,
    };
    let min = match &part.min {
        Some(min) => Some(end(min)?),
        None => None,
    };
    let max = end(&part.max)?;
    Some(Ends { min, max, unit })
}

/// The ends of a part of a penalty; of several fines that of the unit.
pub fn found(penalty: &Penalty, part: Part, unit: Option<FineUnit>) -> Option<Ends> {
    match part {
        Part::Prison => penalty.prison.as_ref().map(|prison| Ends {
            min: prison.min.map(|min| i64::from(min.whole_days())),
            max: i64::from(prison.max.whole_days()),
            unit: None,
        }),
        Part::Fine => {
            let fines = penalty.fines.iter();
            let fine = fines.clone().find(|fine| Some(fine.unit) == unit).or_else(|| fines.clone().next())?;
            Some(Ends { min: fine.min, max: fine.max, unit: Some(fine.unit) })
        }
        Part::CommunityWork => {
            penalty.community_work.as_ref().map(|work| Ends { min: work.min, max: work.max, unit: None })
        }
    }
}

impl Ends {
    /// The unit of a fine.
    pub fn unit(&self) -> Option<FineUnit> {
        self.unit
    }
    /// Whether two parts are the same; `up to` in an expectation says nothing of the lower end.
    pub fn agrees(&self, found: &Ends) -> bool {
        self.max == found.max && self.unit == found.unit && (self.min.is_none() || self.min == found.min)
    }
    /// In words.
    pub fn written(&self, part: Part) -> String {
        let word = match part {
            Part::Prison => "prison",
            Part::Fine => "fine",
            Part::CommunityWork => "work",
        };
        let one = |n: i64| match part {
            Part::Prison => term(n),
            Part::Fine | Part::CommunityWork => n.to_string(),
        };
        let unit = match self.unit {
            Some(FineUnit::DayFine) => " days",
            Some(FineUnit::MinimumWage) => " wages",
            Some(FineUnit::Uma) => " uma",
            Some(FineUnit::Peso) => " pesos",
            Some(FineUnit::TimesValue) => " times the value",
            None if part == Part::CommunityWork => " sessions",
            None => "",
        };
        match self.min {
            Some(min) if min == self.max => format!("{word} {}{unit}", one(self.max)),
            Some(min) => format!("{word} {} to {}{unit}", one(min), one(self.max)),
            None => format!("{word} up to {}{unit}", one(self.max)),
        }
    }
}

/// Days as years, months and days.
fn term(days: i64) -> String {
    let (years, months, days) = Term::from_days(Ratio::from_integer(i128::from(days))).parts();
    let parts = [(years, "year"), (months, "month"), (days, "day")];
    let said: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count != 0)
        .map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    if said.is_empty() { "0 days".to_owned() } else { said.join(" ") }
}

fn days(amount: &Amount, left: Option<&str>) -> Option<i64> {
    let mut sum = Ratio::default();
    for (number, unit) in &amount.terms {
        let unit = match unit.as_deref().or(left)? {
            "year" | "years" => 360,
            "month" | "months" => 30,
            "day" | "days" => 1,
            _ => return None,
        };
        sum += ratio(number)? * Ratio::from_integer(unit);
    }
    i64::try_from(sum.to_integer()).ok()
}

fn whole(amount: &Amount) -> Option<i64> {
    let mut sum = Ratio::default();
    for (number, _) in &amount.terms {
        sum += ratio(number)?;
    }
    i64::try_from(sum.to_integer()).ok()
}

/// `6`, `7.50`, `1/2`, `2 1/2`
fn ratio(text: &str) -> Option<Ratio> {
    let mut sum = Ratio::default();
    for part in text.split_whitespace() {
        sum += match (part.split_once('/'), part.split_once('.')) {
            (Some((numerator, denominator)), _) => {
                let denominator: i128 = denominator.parse().ok().filter(|d| *d != 0)?;
                Ratio::new(numerator.parse().ok()?, denominator)
            }
            (None, Some((units, decimals))) => {
                let scale = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
                Ratio::new(format!("{units}{decimals}").parse().ok()?, scale)
            }
            (None, None) => Ratio::from_integer(part.parse().ok()?),
        };
    }
    Some(sum)
}

fn fine_unit(word: &str) -> Option<FineUnit> {
    Some(match word {
        "day" | "days" => FineUnit::DayFine,
        "wage" | "wages" => FineUnit::MinimumWage,
        "uma" => FineUnit::Uma,
        "peso" | "pesos" => FineUnit::Peso,
        _ if word.starts_with("times") => FineUnit::TimesValue,
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn amount(terms: &[(&str, Option<&str>)]) -> Amount {
        let terms = terms.iter().map(|(n, u)| ((*n).into(), u.map(Into::into))).collect();
        Amount { span: Default::default(), terms }
    }

    #[test]
    fn amounts_are_exact_days() {
        let half = PartExpr {
            span: Default::default(),
            part: Part::Prison,
            min: Some(amount(&[("2 1/2", None)])),
            max: amount(&[("3", Some("years")), ("6", Some("months"))]),
        };
        // The unit left out of the lower end is the last of the upper end.
        let ends = stated(&half).unwrap();
        assert_eq!(ends.max, 3 * 360 + 180);
        assert_eq!(ends.min, Some(75));
        assert_eq!(ends.written(Part::Prison), "prison 2 months 15 days to 3 years 6 months");
    }

    #[test]
    fn fines_have_units() {
        let fine = |unit| PartExpr {
            span: Default::default(),
            part: Part::Fine,
            min: Some(amount(&[("800", None)])),
            max: amount(&[("2500", Some(unit))]),
        };
        assert_eq!(stated(&fine("uma")).unwrap().written(Part::Fine), "fine 800 to 2500 uma");
        assert_ne!(stated(&fine("uma")), stated(&fine("days")));
        assert_eq!(stated(&fine("stones")), None);
    }
}
