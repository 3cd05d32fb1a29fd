//! Where rules come from, and the day they were published.

use super::penalties::line_of;
use crate::check::Checker;
use crate::check::place::keyword;
use crate::model::Kind;
use crate::syntax::tree::{LineKind, Value};

pub(crate) fn check(checker: &Checker) {
    for plan in checker.plans {
        for part in &plan.parts {
            let place = &checker.places[part.place];
            if let (false, Some(Value::Dates(dates))) =
                (part.life.open_start, place.entry(LineKind::Gazette).map(|e| &e.value))
                && place.line(LineKind::InForce).is_some()
                && let Some(date) = dates.iter().find(|date| date.value == part.life.days.since)
            {
                let message = format!("`{}` is both the day of publication and the first day in force", date.value);
                let help = "a decree commonly binds from the day after its publication; read its transitory articles";
                checker.report.warning(place.spot(date.span), "gazette.same_day", message, help);
            }
            let what = format!("`{} {}`", keyword(place.item.kind), place.item.name.value);
            match plan.kind {
                Kind::Parameter if plan.address.is_none() && plan.by.is_none() => {
                    let message = format!("{what} has no source");
                    checker.report.warning(
                        place.named(),
                        "parameter.no_source",
                        message,
                        "write `by` and the article it comes from",
                    );
                }
                Kind::Group | Kind::Presumption if plan.address.is_none() && plan.by.is_none() => {
                    let message = format!("{what} cites no provision");
                    checker.report.warning(
                        place.named(),
                        "provision.no_source",
                        message,
                        "write `by` and the article it comes from",
                    );
                }
                Kind::Reading | Kind::Gap | Kind::Group | Kind::Presumption | Kind::Parameter => {}
                _ if place.line(LineKind::InForce).is_some()
                    && place.line(LineKind::Gazette).is_none()
                    && !part.life.open_start =>
                {
                    let message = format!("{what} does not say when it was published");
                    let help = "write `gazette` and the days of publication";
                    checker.report.warning(line_of(place, LineKind::InForce), "provision.no_source", message, help);
                }
                _ => {}
            }
        }
    }
}
