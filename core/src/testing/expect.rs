//! Expectations held against a verdict.

use super::Mismatch;
use super::amounts::{found, stated};
use super::run::judge;
use crate::Law;
use crate::check::ExampleCase;
use crate::exact::{Date, ProvisionId};
use crate::packed::Str;
use crate::syntax::time::PrescriptionExpect;
use crate::syntax::tree::{At, ExpectExpr, Part, PartExpr, Span};
use crate::verdict::{Charge, Element, Met, Penalty, Status, Verdict};
use std::collections::BTreeMap;

/// An example that was judged, its expectations being read in order.
pub struct Judged<'a> {
    law: &'a Law,
    example: &'a ExampleCase,
    verdict: Verdict,
    readings: BTreeMap<String, String>,
    /// The id of the last charge that was expected; ranges speak of it.
    last: Option<&'a str>,
    /// The id of the last `not`; `unmet` speaks of it.
    last_not: Option<&'a str>,
    mismatches: Vec<Mismatch>,
}

/// An expectation that fails: what was expected, what was found.
type Failed = Option<(String, String)>;

impl<'a> Judged<'a> {
    /// A verdict to be checked.
    pub fn new(law: &'a Law, example: &'a ExampleCase, verdict: Verdict) -> Judged<'a> {
        let readings = example.readings.clone();
        Judged { law, example, verdict, readings, last: None, last_not: None, mismatches: Vec::new() }
    }

    /// Every expectation that does not hold.
    pub fn check(mut self) -> Vec<Mismatch> {
        let example = self.example;
        for expectation in &example.expects {
            let failed = self.one(expectation);
            if let Some((expected, found)) = failed {
                let span = span_of(expectation).unwrap_or(example.span);
                self.mismatches.push(Mismatch::new(&example.name, &example.source, span, expected, found));
            }
        }
        self.mismatches
    }

    fn one(&mut self, expectation: &'a ExpectExpr) -> Failed {
        match expectation {
            ExpectExpr::Charge { id, by, with } => {
                self.last = Some(&id.value);
                self.charge(id, by.as_ref(), with)
            }
            ExpectExpr::Not(id) => {
                self.last_not = Some(&id.value);
                let stands = self.find(&id.value, &[Status::Applies, Status::Undetermined]);
                stands.map(|charge| (format!("not `{}`", id.value), said(charge)))
            }
            ExpectExpr::Undetermined(id) => {
                self.last = Some(&id.value);
                self.status(id, Status::Undetermined)
            }
            ExpectExpr::Excluded(id, by) => {
                self.last = Some(&id.value);
                self.excluded(id, by.as_ref())
            }
            ExpectExpr::Displaced(id, by) => {
                self.last = Some(&id.value);
                self.displaced(id, by)
            }
            ExpectExpr::Unmet(role) => self.unmet(role),
            ExpectExpr::Range(part) => self.range(part, "", |charge| charge.penalty.established.as_ref()),
            ExpectExpr::Possible(part) => self.range(part, "possible ", |charge| charge.penalty.possible.as_ref()),
            ExpectExpr::NoPart(part) => self.no_part(*part),
            ExpectExpr::NotStated => self.of_last(|charge| {
                let stated = charge.penalty.established.as_ref()?;
                Some(("a penalty that is not stated".to_owned(), written(stated)))
            }),
            ExpectExpr::Also(name) => self.also(name),
            ExpectExpr::Missing(fact) => self.missing(fact),
            ExpectExpr::Notice(code, id) => self.notice(code, id.as_ref()),
            ExpectExpr::Milder(day) => self.milder(day.value),
            ExpectExpr::Under(name, value) => self.under(name, value),
            ExpectExpr::International(expected) => super::international::check(&self.verdict, expected),
            ExpectExpr::Prescription(expected) => self.prescription(expected),
            ExpectExpr::Concurrence(possible, part) => self.concurrence(*possible, part),
        }
    }

    fn charges(&self) -> impl Iterator<Item = &Charge> {
        self.verdict.counts.iter().flat_map(|count| &count.charges)
    }

    fn find(&self, id: &str, statuses: &[Status]) -> Option<&Charge> {
        self.charges().find(|charge| covers(id, &charge.offence) && statuses.contains(&charge.status))
    }

    /// What became of an offence, and of whatever stands in its place.
    fn instead(&self, id: &str) -> String {
        let mut all: Vec<String> = self.charges().filter(|charge| covers(id, &charge.offence)).map(said).collect();
        let others = self.charges().filter(|c| matches!(c.status, Status::Applies | Status::Undetermined));
        all.extend(others.filter(|charge| !covers(id, &charge.offence)).map(said));
        if all.is_empty() { "no charge".to_owned() } else { all.join("; ") }
    }

    fn status(&self, id: &At<Str>, status: Status) -> Failed {
        match self.find(&id.value, &[status]) {
            Some(_) => None,
            None => Some((format!("`{}` {}", id.value, word(status)), self.instead(&id.value))),
        }
    }

    fn charge(&self, id: &At<Str>, by: Option<&At<Str>>, with: &[At<Str>]) -> Failed {
        let Some(charge) = self.find(&id.value, &[Status::Applies]) else {
            return self.status(id, Status::Applies);
        };
        if let Some(by) = by.filter(|by| !covers(&by.value, &charge.penalty.by)) {
            return Some((format!("the penalty of `{}`", by.value), format!("that of `{}`", charge.penalty.by)));
        }
        let absent: Vec<&str> =
            with.iter().map(|one| one.value.as_str()).filter(|one| !modified(charge, one)).collect();
        if absent.is_empty() {
            return None;
        }
        let met = modifiers(charge);
        let met = if met.is_empty() { "nothing that modifies it".to_owned() } else { met.join(", ") };
        Some((format!("`{}` with {}", id.value, absent.join(", ")), met))
    }

    fn excluded(&self, id: &At<Str>, by: Option<&At<Str>>) -> Failed {
        let failed = self.status(id, Status::Excluded);
        let (Some(by), None) = (by, &failed) else { return failed };
        let charge = self.find(&id.value, &[Status::Excluded])?;
        let found = charge.excluded_by.as_ref().map_or("nothing", |one| one.id.as_str());
        (!covers(&by.value, found))
            .then(|| (format!("`{}` excluded by `{}`", id.value, by.value), format!("by `{found}`")))
    }

    fn displaced(&self, id: &At<Str>, by: &At<Str>) -> Failed {
        let failed = self.status(id, Status::Displaced);
        if failed.is_some() {
            return failed;
        }
        let charge = self.find(&id.value, &[Status::Displaced])?;
        let found = charge.displaced_by.as_ref()?;
        let agrees = covers(&by.value, &found.id) || covers(&by.value, &found.by);
        (!agrees).then(|| (format!("`{}` displaced by `{}`", id.value, by.value), format!("by `{}`", found.id)))
    }

    /// Of the last `not`: the only element that is not met.
    fn unmet(&self, role: &At<Str>) -> Failed {
        let expected = format!("only `{}` unmet", role.value);
        let Some(id) = self.last_not else { return Some((expected, "no `not ID` before it".to_owned())) };
        let Some(charge) = self.charges().find(|charge| covers(id, &charge.offence)) else {
            return Some((expected, format!("`{id}` was not judged")));
        };
        let failing = failing(charge);
        match failing.as_slice() {
            [only] if only.id == role.value || role.value == role_word(only) => None,
            [] => Some((expected, format!("no element failing: {}", said(charge)))),
            several => {
                let names: Vec<String> = several.iter().map(|e| format!("`{}` {}", e.id, met_word(e.status))).collect();
                Some((expected, names.join(", ")))
            }
        }
    }

    fn of_last(&self, check: impl FnOnce(&Charge) -> Failed) -> Failed {
        let statuses = [Status::Applies, Status::Undetermined, Status::Displaced, Status::Excluded];
        let charge = match self.last {
            Some(id) => self.find(id, &statuses),
            None => self.charges().find(|charge| charge.status == Status::Applies),
        };
        match charge {
            Some(charge) => check(charge),
            None => Some(("a charge to speak of".to_owned(), "none".to_owned())),
        }
    }

    fn range(&self, part: &PartExpr, prefix: &str, pick: fn(&Charge) -> Option<&Penalty>) -> Failed {
        self.of_last(|charge| {
            let Some(expected) = stated(part) else {
                return Some(("a range in known units".to_owned(), "another unit".to_owned()));
            };
            let found = pick(charge).and_then(|penalty| found(penalty, part.part, expected.unit()));
            match found {
                Some(found) if expected.agrees(&found) => None,
                found => {
                    let found = found.map_or_else(|| "none".to_owned(), |found| found.written(part.part));
                    Some((
                        format!("{prefix}{}", expected.written(part.part)),
                        format!("{found} of `{}`", charge.offence),
                    ))
                }
            }
        })
    }

    fn prescription(&self, expected: &PrescriptionExpect) -> Failed {
        self.of_last(|charge| super::prescription::check(charge, expected))
    }

    /// The sum over the charges of the only accused.
    fn concurrence(&self, possible: bool, part: &PartExpr) -> Failed {
        let all = self.verdict.concurrence.as_ref().and_then(|all| all.by_accused.first());
        let penalty = all.and_then(|one| if possible { one.possible.as_ref() } else { one.established.as_ref() });
        let Some(expected) = stated(part) else {
            return Some(("a range in known units".to_owned(), "another unit".to_owned()));
        };
        let found = penalty.and_then(|penalty| found(penalty, part.part, expected.unit()));
        match found {
            Some(found) if expected.agrees(&found) => None,
            found => Some((
                format!("concurrence {}", expected.written(part.part)),
                found.map_or_else(|| "none".to_owned(), |found| found.written(part.part)),
            )),
        }
    }

    fn no_part(&self, part: Part) -> Failed {
        self.of_last(|charge| {
            let ends = found(charge.penalty.established.as_ref()?, part, None)?;
            Some(("no such part".to_owned(), ends.written(part)))
        })
    }

    fn also(&self, name: &At<Str>) -> Failed {
        self.of_last(|charge| {
            let shape = charge.penalty.established.as_ref().or(charge.penalty.base.as_ref());
            let all = shape.into_iter().flat_map(|shape| &shape.consequences).chain(&charge.measures);
            // One of several kinds is written `a|b|c`.
            let kinds: Vec<&str> = all.flat_map(|one| one.kind.split('|')).collect();
            (!kinds.contains(&name.value.as_str())).then(|| (format!("also `{}`", name.value), listed(&kinds)))
        })
    }

    fn missing(&self, fact: &At<Str>) -> Failed {
        let of_charges = self.charges().filter(|c| c.status != Status::NotMadeOut).flat_map(|c| &c.missing);
        let mut facts: Vec<&str> = self.verdict.missing.iter().map(|one| one.fact.as_str()).collect();
        facts.extend(of_charges.map(Str::as_str));
        (!facts.contains(&fact.value.as_str())).then(|| (format!("`{}` missing", fact.value), listed(&facts)))
    }

    fn notice(&self, code: &At<Str>, id: Option<&At<Str>>) -> Failed {
        let notices = &self.verdict.notices;
        let fits = notices.iter().any(|notice| {
            let by = notice.by.as_deref().unwrap_or_default();
            notice.code == code.value && id.is_none_or(|id| covers(&id.value, by))
        });
        let found: Vec<String> =
            notices.iter().map(|n| format!("{} {}", n.code, n.by.as_deref().unwrap_or_default())).collect();
        let found: Vec<&str> = found.iter().map(|one| one.trim_end()).collect();
        (!fits).then(|| {
            let of = id.map(|id| format!(" `{}`", id.value)).unwrap_or_default();
            (format!("notice `{}`{of}", code.value), listed(&found))
        })
    }

    fn milder(&self, day: Date) -> Failed {
        self.of_last(|charge| {
            let applied = charge.milder_version.as_ref().filter(|milder| milder.applied);
            let since = applied.and_then(|milder| milder.version.since);
            let found = since.map_or_else(|| "no milder law".to_owned(), |since| format!("that of {since}"));
            (since != Some(day)).then(|| (format!("the milder law of {day}"), found))
        })
    }

    /// Judges again under a reading, for the rest of the line.
    fn under(&mut self, name: &At<Str>, value: &At<Str>) -> Failed {
        self.readings.insert(name.value.to_string(), value.value.to_string());
        match judge(self.law, self.example, &self.readings) {
            Ok(verdict) => {
                self.verdict = verdict;
                None
            }
            Err(error) => Some((format!("reading {}={}", name.value, value.value), error.message)),
        }
    }
}

/// The elements that are not met, and exceptions that are.
pub fn failing(charge: &Charge) -> Vec<&Element> {
    let elements = charge.elements.iter().filter(|e| matches!(e.status, Met::Unmet | Met::Unknown));
    elements.chain(charge.exceptions.iter().filter(|e| e.status == Met::Met)).collect()
}

/// Whether an id as an example writes it, perhaps without siglum, covers the id of an answer.
pub fn covers(written: &str, id: &str) -> bool {
    match (ProvisionId::parse(written), ProvisionId::parse(id)) {
        (Some(written), Some(id)) => written.covers(&id),
        (None, Some(id)) => ProvisionId::parse_in(id.law(), written).is_some_and(|written| written.covers(&id)),
        _ => written == id,
    }
}

/// Whether a qualifier (with its letter), a grading or a step of this id is met on a charge.
fn modified(charge: &Charge, id: &str) -> bool {
    modifiers(charge).iter().any(|met| covers(id, met) || covers(met, id) && !met.is_empty())
}

fn modifiers(charge: &Charge) -> Vec<Str> {
    let mut all = Vec::new();
    for qualifier in charge.qualifiers.iter().filter(|q| q.status == Met::Met) {
        if qualifier.letters.is_empty() {
            all.push(qualifier.id.clone());
        }
        all.extend(qualifier.letters.iter().map(|letter| format!("{}:{letter}", qualifier.id).into()));
    }
    all.extend(charge.grading.iter().filter(|g| g.status == Met::Met).map(|g| g.by.clone()));
    all
}

fn said(charge: &Charge) -> String {
    format!("`{}` {}", charge.offence, word(charge.status))
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Applies => "applies",
        Status::Undetermined => "undetermined",
        Status::Displaced => "displaced",
        Status::Excluded => "excluded",
        Status::NotMadeOut => "not made out",
        Status::NotInForce => "not in force",
    }
}

fn met_word(met: Met) -> &'static str {
    match met {
        Met::Met => "met",
        Met::Unmet => "unmet",
        Met::Unknown => "unknown",
        Met::Waived => "waived",
    }
}

fn role_word(element: &Element) -> String {
    // The role's word in the rules is its name in the contract.
    serde_json::to_value(element.role).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn written(penalty: &Penalty) -> String {
    let parts = [Part::Prison, Part::Fine, Part::CommunityWork];
    let said: Vec<String> = parts.iter().filter_map(|part| Some(found(penalty, *part, None)?.written(*part))).collect();
    said.join(" and ")
}

fn listed(all: &[&str]) -> String {
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

fn span_of(expectation: &ExpectExpr) -> Option<Span> {
    Some(match expectation {
        ExpectExpr::Charge { id, .. } | ExpectExpr::Displaced(id, _) | ExpectExpr::Excluded(id, _) => id.span,
        ExpectExpr::Not(at)
        | ExpectExpr::Undetermined(at)
        | ExpectExpr::Unmet(at)
        | ExpectExpr::Also(at)
        | ExpectExpr::Missing(at)
        | ExpectExpr::Notice(at, _)
        | ExpectExpr::Under(at, _) => at.span,
        ExpectExpr::Range(part) | ExpectExpr::Possible(part) => part.span,
        ExpectExpr::Milder(at) => at.span,
        ExpectExpr::Concurrence(_, part) => part.span,
        ExpectExpr::NoPart(_) | ExpectExpr::NotStated | ExpectExpr::Prescription(_) | ExpectExpr::International(_) => {
            return None;
        }
    })
}
