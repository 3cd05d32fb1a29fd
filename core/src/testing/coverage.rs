//! What no example of the rules exercises.

use super::run::case_of;
use crate::Law;
use crate::check::ExampleCase;
use crate::exact::{Date, ProvisionId, Text};
use crate::model::{Body, Element, Form, Letter, Provision, Version};
use crate::verdict::{Charge, Met, Reason, ReasonOp, Status};
use serde::Serialize;
use std::collections::BTreeSet;

/// Something that no example exercises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uncovered {
    /// `element`, `letter`, `version` or `boundary`.
    pub kind: &'static str,
    /// The provision.
    pub id: String,
    /// The element, the letter, or the first day of the version.
    pub what: String,
    /// In words.
    pub text: Text,
}

/// What the examples show, as (kind, provision, what).
#[derive(Default)]
struct Shown(BTreeSet<(&'static str, String, String)>);

impl Shown {
    fn add(&mut self, kind: &'static str, id: &str, what: impl ToString) {
        self.0.insert((kind, id.to_owned(), what.to_string()));
    }
    fn has(&self, kind: &'static str, id: &str, what: &str) -> bool {
        self.0.contains(&(kind, id.to_owned(), what.to_owned()))
    }
}

/// Elements that no example has as the only one unmet, letters that no example has as the only one met, versions that
/// no example charges or applies, and first days on which no example is dated.
pub fn coverage(law: &Law, examples: &[ExampleCase]) -> Vec<Uncovered> {
    let mut shown = Shown::default();
    for example in examples {
        let Ok(case) = case_of(law, example, &example.readings) else { continue };
        for charge in law.evaluate(&case).counts.iter().flat_map(|count| &count.charges) {
            of_charge(law, charge, &mut shown);
        }
        for (offence, day, element) in law.near_misses(&case) {
            let id = &law.model().provisions[offence].id;
            shown.add("day", id, day);
            shown.add("element", id, element);
        }
    }
    let mut uncovered = Vec::new();
    for provision in &law.model().provisions {
        of_provision(provision, &shown, &mut uncovered);
    }
    uncovered
}

fn of_charge(law: &Law, charge: &Charge, shown: &mut Shown) {
    let Some((offence, version)) = version_of(law, charge) else { return };
    shown.add("day", &offence.id, charge.law_date);
    if matches!(charge.status, Status::Applies | Status::Undetermined) {
        shown.add("version", &offence.id, version.since);
    }
    // A version whose list is a gap can only be shown in doubt.
    for qualifier in charge.qualifiers.iter().filter(|qualifier| qualifier.status == Met::Unknown) {
        let own = law.model().provisions.iter().filter(|provision| provision.id == qualifier.id);
        for version in own.filter_map(|provision| provision.version_on(charge.law_date)).filter(|v| is_gap(v)) {
            shown.add("day", &qualifier.id, charge.law_date);
            shown.add("version", &qualifier.id, version.since);
        }
    }
    if charge.status != Status::Applies {
        return;
    }
    for element in charge.elements.iter().filter(|element| element.status == Met::Met) {
        if let [only] = letters_met(&element.because).as_slice() {
            shown.add("letter", &offence.id, format!("{}:{only}", element.id));
        }
    }
    for qualifier in charge.qualifiers.iter().filter(|qualifier| qualifier.status == Met::Met) {
        shown.add("day", &qualifier.id, charge.law_date);
        if let [only] = qualifier.letters.as_slice() {
            shown.add("letter", &qualifier.id, format!(":{only}"));
        }
        let own = law.model().provisions.iter().filter(|provision| provision.id == qualifier.id);
        for version in own.filter_map(|provision| provision.version_on(charge.law_date)) {
            shown.add("version", &qualifier.id, version.since);
        }
    }
}

fn is_gap(version: &Version) -> bool {
    matches!(&version.body, Body::Modifier(modifier) if matches!(modifier.applies_to, crate::model::Known::Gap { .. }))
}

/// The offence of a charge, and the version it was judged by.
fn version_of<'l>(law: &'l Law, charge: &Charge) -> Option<(&'l Provision, &'l Version)> {
    let id = ProvisionId::parse(&charge.offence)?;
    // A version with an open start has no first day to be found by.
    let since = charge.version.since.unwrap_or(charge.law_date);
    let fits = |provision: &&Provision| provision.provision_id().is_some_and(|own| own.covers(&id));
    let offences = law.model().provisions.iter().filter(|p| p.kind == crate::model::Kind::Offence).filter(fits);
    let offence = offences.max_by_key(|provision| provision.id.len())?;
    Some((offence, offence.version_on(since)?))
}

/// The letters that a reason names as met.
fn letters_met(reason: &Reason) -> Vec<&str> {
    match (reason.op, &reason.name) {
        (ReasonOp::All, Some(letter)) => vec![letter],
        (ReasonOp::Any, _) => reason.of.iter().flat_map(letters_met).collect(),
        _ => Vec::new(),
    }
}

fn of_provision(provision: &Provision, shown: &Shown, uncovered: &mut Vec<Uncovered>) {
    let mut seen = BTreeSet::new();
    let mut lack = |kind: &'static str, what: String, es: &str, en: &str| {
        if !shown.has(kind, &provision.id, &what) && seen.insert((kind, what.clone())) {
            let what = what.trim_start_matches(':').to_owned();
            let text = Text::new(
                format!("{}: {}", provision.id, es.replace("{}", &what)),
                format!("{}: {}", provision.id, en.replace("{}", &what)),
            );
            uncovered.push(Uncovered { kind, id: provision.id.to_string(), what, text });
        }
    };
    for version in &provision.versions {
        let letters: Vec<String> = match &version.body {
            Body::Offence(offence) => {
                for element in &offence.elements {
                    lack(
                        "element",
                        element.id.to_string(),
                        "ningún ejemplo en que solo falle `{}`",
                        "no example in which only `{}` fails",
                    );
                }
                offence.elements.iter().flat_map(letters_of).collect()
            }
            Body::Modifier(modifier) => names(&modifier.letters).map(|name| format!(":{name}")).collect(),
            _ => continue,
        };
        for letter in letters {
            lack("letter", letter, "ningún ejemplo que cumpla solo `{}`", "no example that meets only `{}`");
        }
        lack(
            "version",
            version.since.to_string(),
            "ningún ejemplo con la versión del {}",
            "no example with the version of {}",
        );
        if !version.open_start
            && version.since > Date::MIN
            && !shown.has("day", &provision.id, &version.since.to_string())
        {
            lack("boundary", version.since.to_string(), "ningún ejemplo el día {}", "no example dated {}");
        }
    }
}

fn letters_of(element: &Element) -> Vec<String> {
    match &element.form {
        Form::OneOf(letters) => names(letters).map(|name| format!("{}:{name}", element.id)).collect(),
        Form::Plain(_) | Form::Gap(..) => Vec::new(),
    }
}

fn names(letters: &[Letter]) -> impl Iterator<Item = &str> {
    letters.iter().map(|letter| letter.name.as_str()).filter(|name| !name.is_empty())
}
