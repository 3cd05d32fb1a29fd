//! What examples expect of jurisdiction and extradition.

use super::expect::covers;
use crate::syntax::international::InternationalExpect;
use crate::verdict::{Element, Met, Verdict};

/// Expected and found, when they differ.
pub(super) fn check(verdict: &Verdict, expected: &InternationalExpect) -> Option<(String, String)> {
    let found = match expected {
        InternationalExpect::Jurisdiction { federal, status, by } => {
            let Some(row) = verdict.jurisdiction.first() else { return differ(expected, "no jurisdiction".to_owned()) };
            let own = if *federal { row.federal } else { row.status };
            let ground =
                |by: &str| row.grounds.iter().any(|one| covers(by, &one.id) && word(one.status) == status.value);
            let fits = match by {
                // A ground may fail while another is met.
                Some(by) => ground(&by.value),
                None => word(own) == status.value,
            };
            if fits {
                return None;
            }
            let grounds: Vec<String> = row.grounds.iter().map(said).collect();
            format!("{}; {}", word(own), grounds.join(", "))
        }
        InternationalExpect::Extradition(conclusion, by) => {
            let request = verdict.extradition.as_ref().and_then(|all| all.requests.first());
            let Some(request) = request else { return differ(expected, "no request".to_owned()) };
            let of_charges = request.charges.iter().flat_map(|charge| &charge.conditions);
            let all: Vec<&Element> = request.conditions.iter().chain(of_charges).collect();
            let lacking = request.undertakings.iter().filter(|one| one.status != "given").map(|one| one.by.as_str());
            let deciding: Vec<&str> = all.iter().filter(|one| decides(one)).map(|one| one.by.as_str()).collect();
            let mut deciding = deciding.into_iter().chain(lacking);
            if request.conclusion.word() == conclusion.value
                && by.as_ref().is_none_or(|by| deciding.any(|own| covers(&by.value, own)))
            {
                return None;
            }
            let all: Vec<String> = all.into_iter().filter(|one| decides(one)).map(said).collect();
            format!("{}; {}", request.conclusion.word(), all.join(", "))
        }
        InternationalExpect::Undertaking(id, status) => {
            let requests = verdict.extradition.iter().flat_map(|all| &all.requests);
            let all: Vec<_> = requests.flat_map(|request| &request.undertakings).collect();
            if all.iter().any(|one| covers(&id.value, &one.by) && one.status == status.value) {
                return None;
            }
            all.iter().map(|one| format!("{} {}", one.by, one.status)).collect::<Vec<_>>().join(", ")
        }
        InternationalExpect::Due(day, by) => {
            let requests = verdict.extradition.iter().flat_map(|all| &all.requests);
            let all: Vec<_> = requests.flat_map(|request| &request.dates).collect();
            if all.iter().any(|one| covers(&by.value, &one.by) && one.date == day.value) {
                return None;
            }
            all.iter().map(|one| format!("{} by {}", one.date, one.by)).collect::<Vec<_>>().join(", ")
        }
        InternationalExpect::Governs(what) => {
            let request = verdict.extradition.as_ref().and_then(|all| all.requests.first());
            let found = request.map_or("no request", |request| request.governs);
            if found == what.value {
                return None;
            }
            found.to_owned()
        }
    };
    differ(expected, found)
}

fn differ(expected: &InternationalExpect, found: String) -> Option<(String, String)> {
    Some((crate::syntax::print_international(expected), found))
}

/// Whether a condition stands in the way, or is in doubt.
fn decides(one: &Element) -> bool {
    use crate::model::Role;
    let hinders = matches!(one.role, Role::Bar | Role::Discretion | Role::Postponement);
    match one.status {
        Met::Unknown => true,
        Met::Met | Met::Waived => hinders || one.role == Role::Preference,
        Met::Unmet => !hinders || one.by != one.id,
    }
}

fn said(one: &Element) -> String {
    format!("{} {}", one.by, word(one.status))
}

fn word(met: Met) -> &'static str {
    match met {
        Met::Met => "met",
        Met::Unmet => "unmet",
        Met::Unknown => "unknown",
        Met::Waived => "waived",
    }
}
