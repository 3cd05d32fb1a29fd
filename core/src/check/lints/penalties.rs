//! Letters that do not exist, letters and offences without a penalty, and penalties that nothing tells apart.

use super::logic::Sure;
use super::reach::{days, holds, known_holds, parts};
use crate::check::Checker;
use crate::check::lines::line_spot;
use crate::check::names::{did_you_mean, listed};
use crate::check::place::Place;
use crate::check::report::Spot;
use crate::check::versions::Days;
use crate::exact::ProvisionId;
use crate::model::{Body, Form, Holds, Kind, Offence, PenaltyRule, Provision, Version};
use crate::packed::Str;
use crate::syntax::tree::{ItemKind, LineKind, PenaltyExpr, Value};
use std::collections::BTreeSet;

pub(crate) fn check(checker: &Checker) {
    for (plan, provision) in checker.plans.iter().zip(&checker.model.provisions) {
        for part in &plan.parts {
            let place = &checker.places[part.place];
            if !checker.report.is_sound(place) {
                continue;
            }
            letters_exist(checker, place);
            if plan.kind != Kind::Offence {
                continue;
            }
            for span in &part.spans {
                let Some(version) = provision.versions.iter().find(|v| v.since == span.since) else { continue };
                if let Body::Offence(offence) = &version.body {
                    inline(checker, place, provision, version, offence);
                    apart(checker, place, provision, version, offence);
                }
            }
        }
    }
}

/// `for a` names a letter of the item, or a row of its penalty.
fn letters_exist(checker: &Checker, place: &Place) {
    let entries = || place.item.lines.iter().flat_map(|line| &line.entries);
    let mut known: BTreeSet<&str> =
        entries().flat_map(crate::check::walk::letters).map(|l| l.name.value.as_str()).collect();
    if place.item.kind != ItemKind::Offence {
        for entry in entries() {
            if let Value::Penalty(PenaltyExpr::FirstOf(rows) | PenaltyExpr::GravestOf(rows)) = &entry.value {
                known.extend(rows.iter().map(|row| row.name.value.as_str()));
            }
        }
    }
    for letter in place.item.lines.iter().flat_map(|line| &line.letters) {
        if known.contains(letter.value.as_str()) {
            continue;
        }
        let help = match known.iter().find(|name| name.eq_ignore_ascii_case(&letter.value)) {
            Some(name) => format!("did you mean `{name}`?"),
            None if known.is_empty() => "it has no letters".to_owned(),
            None => did_you_mean(&letter.value, known.iter().copied())
                .filter(|_| letter.value.len() > 1)
                .unwrap_or_else(|| format!("its letters are {}", listed(known.iter().copied()))),
        };
        let message = format!("there is no letter `{}`", letter.value);
        checker.report.error(place.spot(letter.span), "letter.unknown", message, help);
    }
}

/// Every letter has one penalty among the lines of its offence.
fn inline(checker: &Checker, place: &Place, provision: &Provision, version: &Version, offence: &Offence) {
    let lines = || offence.penalties.iter().filter(|line| line.under.is_none());
    let written: Vec<_> = place.lines(LineKind::Penalty).filter(|line| line.under.is_none()).collect();
    let several = |message: String, at: Option<Spot>| {
        let help = "write `penalty for …` for different letters, rows for different cases, or a `penalty` rule that says \
                    `instead of`";
        checker.report.error(at.unwrap_or(place.named()), "penalty.several", message, help);
    };
    let blanket = lines().filter(|line| line.letters.is_empty()).count();
    if blanket > 1 || (blanket == 1 && lines().count() > 1) {
        let at = written.get(1).map(|line| line_spot(place, line));
        several(format!("`{}` has penalties that nothing tells apart", provision.id), at);
        return;
    }
    let named: Vec<&Str> = lines().flat_map(|line| &line.letters).collect();
    let mut once = BTreeSet::new();
    if let Some(twice) = named.iter().find(|letter| !once.insert(letter.as_str())) {
        let again = written.iter().flat_map(|line| &line.letters).filter(|letter| letter.value == **twice).nth(1);
        let message = format!("letter `{twice}` of `{}` has several penalties", provision.id);
        several(message, again.map(|letter| place.spot(letter.span)));
        return;
    }
    if blanket == 1 || named.is_empty() {
        return;
    }
    let entries = place.item.lines.iter().flat_map(|line| &line.entries);
    let written: Vec<_> = entries.flat_map(crate::check::walk::letters).collect();
    for element in &offence.elements {
        let Form::OneOf(letters) = &element.form else { continue };
        if !letters.iter().any(|letter| once.contains(letter.name.as_str())) {
            continue;
        }
        let Some(id) = provision.provision_id() else { continue };
        let missing = letters.iter().filter(|letter| !once.contains(letter.name.as_str()));
        for letter in missing.filter(|letter| !punished_apart(checker, &id.letter(&letter.name), provision, version)) {
            let at = written.iter().find(|w| w.name.value == letter.name).map(|w| place.spot(w.name.span));
            let message = format!("letter `{}` of `{}` has no penalty", letter.name, provision.id);
            let help = "name it in a `penalty for …` line";
            checker.report.error(at.unwrap_or(place.named()), "penalty.letter_missing", message, help);
        }
    }
}

/// Penalty rules in force together with a version.
fn rules<'m>(
    checker: &'m Checker,
    version: &'m Version,
) -> impl Iterator<Item = (&'m Provision, &'m Version, &'m PenaltyRule)> {
    let all = checker.model.provisions.iter().filter(|provision| provision.kind == Kind::Penalty);
    all.flat_map(move |provision| {
        provision.versions.iter().filter_map(move |rule| match &rule.body {
            Body::Penalty(body) if days(rule).meets(days(version)) => Some((provision, rule, body)),
            _ => None,
        })
    })
}

fn punished_apart(checker: &Checker, id: &ProvisionId, provision: &Provision, version: &Version) -> bool {
    rules(checker, version).any(|(_, rule, body)| {
        let day = rule.since.max(version.since);
        known_holds(&checker.model, &body.punishes, id, &provision.headings, day) != Holds::No
    })
}

/// A penalty that may rule an offence: one of its own lines, or a rule apart.
struct Candidate<'m> {
    id: ProvisionId,
    rule: Option<&'m PenaltyRule>,
    provision: &'m Provision,
    days: Days,
}

/// An offence has a penalty, of its own or apart, and of several each stands in place of another.
fn apart(checker: &Checker, place: &Place, provision: &Provision, version: &Version, offence: &Offence) {
    let Some(id) = provision.provision_id() else { return };
    let letters: Vec<ProvisionId> = parts(version).iter().map(|part| id.letter(part)).collect();
    let units = std::iter::once(id.clone()).chain(letters).collect::<Vec<_>>();
    let model = &checker.model;
    if offence.penalties.is_empty() && !units.iter().any(|unit| punished_apart(checker, unit, provision, version)) {
        let message = format!("nothing punishes `{}` from {}", provision.id, version.since);
        let help = "write a `penalty` line, or a `penalty` rule that says `punishes`";
        checker.report.error(place.named(), "penalty.none", message, help);
    }
    for unit in &units {
        let mut all: Vec<Candidate> = Vec::new();
        let own = unit.as_str().rsplit(':').next().unwrap_or_default();
        let is_whole = *unit == id;
        let by_line = offence.penalties.iter().any(|line| {
            line.under.is_none()
                && (is_whole || line.letters.is_empty() || line.letters.iter().any(|letter| letter == own))
        });
        if by_line {
            all.push(Candidate { id: unit.clone(), rule: None, provision, days: days(version) });
        }
        for (of, rule, body) in rules(checker, version) {
            let day = rule.since.max(version.since);
            let reached = known_holds(model, &body.punishes, unit, &provision.headings, day) == Holds::Yes;
            if let Some(id) = of.provision_id().filter(|_| reached && body.besides.is_empty()) {
                all.push(Candidate { id, rule: Some(body), provision: of, days: days(rule) });
            }
        }
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                // INVARIANT: both meet the offence's version, so when they meet each other all three have a day in common
                if !one.days.meets(other.days) || told_apart(checker, &all, one, other, version.since) {
                    continue;
                }
                let name = |c: &Candidate| match c.rule {
                    None => format!("its own `penalty` line of `{}`", c.id),
                    Some(_) => format!("`penalty {}`", c.id),
                };
                let message = format!("both {} and {} may punish `{unit}`", name(one), name(other));
                let help = "say in one of them `instead of` the other, or `besides` it, or give them conditions that exclude each other";
                checker.report.error(place.named(), "penalty.several", message, help);
                return;
            }
        }
    }
}

fn told_apart(
    checker: &Checker,
    all: &[Candidate],
    one: &Candidate,
    other: &Candidate,
    day: crate::exact::Date,
) -> bool {
    let model = &checker.model;
    let instead = |a: &Candidate, b: &Candidate| {
        a.rule.is_some_and(|rule| holds(model, &rule.instead_of, &b.id, &b.provision.headings, day) != Holds::No)
    };
    let through = |a: &Candidate, b: &Candidate| {
        instead(a, b) || all.iter().any(|middle| instead(a, middle) && instead(middle, b))
    };
    if through(one, other) || through(other, one) || (one.id == other.id && one.rule.is_some() == other.rule.is_some())
    {
        return true;
    }
    match (one.rule.and_then(|rule| rule.when.as_ref()), other.rule.and_then(|rule| rule.when.as_ref())) {
        (Some(a), Some(b)) => {
            let mut both = Sure::of(model, a);
            both.add(model, b, true);
            both.contradicts(model)
        }
        _ => false,
    }
}

/// The line that a rule of a kind is reached by.
pub(crate) fn line_of(place: &Place, kind: LineKind) -> Spot {
    place.line(kind).map_or(place.named(), |line| line_spot(place, line))
}
