//! Which lines an item may hold, and which it must.

use super::place::{Place, keyword};
use super::report::{Report, Spot};
use super::versions::{check_periods, life};
use super::walk::labels;
use crate::syntax::keywords::line_keyword;
use crate::syntax::tree::{Header, ItemKind, Line, LineKind, Span, Value};
use LineKind as L;
use std::collections::BTreeMap;

/// Lines of provisions that have dates.
const DATED: [L; 4] = [L::InForce, L::Gazette, L::Gist, L::WordingUncertain];
/// The roles of elements.
const ROLES: [L; 10] = [
    L::Agent,
    L::Victim,
    L::Conduct,
    L::Means,
    L::Object,
    L::Result,
    L::Purpose,
    L::Knowing,
    L::Circumstance,
    L::Except,
];
const OFFENCE: [L; 16] = [
    L::Penalty,
    L::Also,
    L::May,
    L::Prosecuted,
    L::Consummated,
    L::Victims,
    L::Protects,
    L::DefinedIn,
    L::Consent,
    L::WithoutPrejudice,
    L::WithAnyOther,
    L::YieldsTo,
    L::Succeeds,
    L::SucceededBy,
    L::New,
    L::Note,
];
const PENALTY: [L; 8] = [L::Punishes, L::InsteadOf, L::Besides, L::When, L::Penalty, L::Also, L::May, L::SucceededBy];
const MODIFIER: [L; 6] = [L::AppliesTo, L::When, L::Effect, L::Also, L::May, L::InsteadOf];
const GRADING: [L; 11] = [
    L::AppliesTo,
    L::When,
    L::Effect,
    L::Also,
    L::May,
    L::OnlyFor,
    L::Otherwise,
    L::Basis,
    L::AsNegligence,
    L::Requires,
    L::Note,
];
const EXCLUSION: [L; 4] = [L::AppliesTo, L::Bars, L::When, L::Note];
const NOTE: [L; 8] = [L::AppliesTo, L::When, L::Also, L::May, L::By, L::Note, L::SucceededBy, L::Bars];

const PRESCRIPTION: [L; 16] = [
    L::Of,
    L::AppliesTo,
    L::When,
    L::Term,
    L::StartsFrom,
    L::Never,
    L::MultipliedBy,
    L::SuspendedFrom,
    L::InterruptedBy,
    L::ExtendedBy,
    L::MetBy,
    L::GivesWayTo,
    L::Level,
    L::By,
    L::Note,
    L::SucceededBy,
];

const EXTRADITION: [L; 12] = [
    L::Of,
    L::Except,
    L::Requires,
    L::RefusedWhen,
    L::Undertakes,
    L::Carries,
    L::DiscretionaryWhen,
    L::PostponedWhen,
    L::Term,
    L::StartsFrom,
    L::Prefers,
    L::TreatyWith,
];

/// The lines an item may hold.
fn allowed(kind: ItemKind) -> Vec<L> {
    use ItemKind as I;
    let dated = |own: &[L]| [&DATED[..], own].concat();
    match kind {
        I::Pack => vec![L::Version, L::LawAsOf],
        I::Law | I::Named => vec![L::InForce, L::Gazette, L::Succeeds, L::SucceededBy, L::SupplementedBy, L::Alias],
        I::Fact => vec![L::Type, L::Assumed, L::Derived, L::Ask, L::Note],
        I::Presume => dated(&[L::By, L::Rebuttable, L::Conclusive, L::When, L::Note]),
        I::Parameter => dated(&[L::By, L::UnitOf, L::Zones, L::From, L::NotFor, L::Note]),
        I::Group => dated(&[L::By, L::Taxonomy, L::Members, L::Excluding, L::When, L::Note]),
        I::Offence => dated(&[&ROLES[..], &OFFENCE[..]].concat()),
        I::Penalty => dated(&PENALTY),
        I::Aggravation | I::Substitution => dated(&MODIFIER),
        I::Attenuation => dated(&[&MODIFIER[..], &[L::Grades, L::Basis, L::OnlyFor, L::Otherwise]].concat()),
        I::Attempt | I::Participation | I::Negligence | I::Error | I::Excess | I::Recidivism => dated(&GRADING),
        I::Concurrence => dated(&[&GRADING[..], &[L::Grades, L::By, L::Joins, L::Combines, L::AsRealFor]].concat()),
        I::Exclusion | I::Extinction => dated(&EXCLUSION),
        I::Prescription => dated(&PRESCRIPTION),
        I::Prevails => vec![L::InForce, L::Because, L::By, L::Note],
        I::Prosecution => dated(&[L::OnComplaint, L::ExOfficio, L::Note]),
        I::Jurisdiction => dated(&[&NOTE[..], &[L::Gives, L::Requires]].concat()),
        I::Extradition => dated(&[&NOTE[..], &EXTRADITION[..]].concat()),
        I::NoExcuse | I::Measure | I::Discretion | I::Transitory => dated(&NOTE),
        I::Reading => vec![L::By, L::Concerns, L::Default, L::Other, L::Note, L::InForce],
        I::Gap => vec![L::InForce, L::Gazette, L::Covers, L::Known, L::When, L::SucceededBy, L::Note],
        I::Attests => vec![L::Source, L::Provision, L::States, L::On, L::Verdict],
        I::Example => vec![L::Given, L::Expect, L::But, L::Note],
        I::Book | I::Title | I::Chapter | I::Subject | I::Term | I::Consequence | I::Interest | I::Unit | I::Report => {
            Vec::new()
        }
    }
}

/// The lines an item must hold.
fn required(kind: ItemKind) -> &'static [L] {
    use ItemKind as I;
    match kind {
        I::Pack => &[L::Version, L::LawAsOf],
        I::Fact => &[L::Type, L::Ask],
        I::Presume => &[L::When],
        I::Parameter => &[L::UnitOf, L::From],
        I::Group => &[L::Members],
        I::Offence => {
            &[L::InForce, L::Gazette, L::Gist, L::Conduct, L::Prosecuted, L::Consummated, L::Victims, L::Protects]
        }
        I::Penalty => &[L::InForce, L::Punishes, L::Penalty],
        I::Aggravation | I::Substitution => &[L::InForce, L::AppliesTo, L::When],
        I::Attenuation => &[L::InForce, L::AppliesTo, L::When],
        I::Exclusion => &[L::InForce, L::AppliesTo, L::Bars, L::When],
        I::Extinction | I::Attempt | I::Participation | I::Negligence | I::Error | I::Excess | I::Recidivism => {
            &[L::InForce]
        }
        I::Prescription => &[L::InForce, L::Of],
        I::Prevails => &[L::Because],
        I::Reading => &[L::Default, L::Other],
        I::Gap => &[L::InForce, L::Known],
        I::Attests => &[L::Source, L::Provision, L::States, L::On, L::Verdict],
        I::Example => &[L::Given],
        _ => &[],
    }
}

/// Whether a line may stand more than once in an item.
fn repeats(item: ItemKind, line: L) -> bool {
    match line {
        L::Penalty => item == ItemKind::Offence,
        L::Term => item == ItemKind::Extradition,
        L::RefusedWhen => true,
        L::Also
        | L::May
        | L::WordingUncertain
        | L::Consummated
        | L::Effect
        | L::Members
        | L::Other
        | L::From
        | L::Concerns
        | L::OnComplaint => true,
        L::Of | L::StartsFrom | L::SuspendedFrom | L::InterruptedBy => true,
        L::ExOfficio | L::Given | L::Expect | L::But | L::Note | L::Alias => true,
        role => ROLES.contains(&role),
    }
}

/// Whether an item needs a label.
fn needs_label(kind: ItemKind) -> bool {
    use ItemKind as I;
    !matches!(kind, I::Pack | I::Law | I::Book | I::Title | I::Chapter | I::Prevails | I::Unit)
}

/// Reports lines that are misplaced, repeated or missing, labels that lack a half, and periods that do not fit.
pub(crate) fn check(report: &Report, places: &[Place]) {
    for place in places {
        let item = place.item;
        if item.kind == ItemKind::Unit {
            let message = format!("`{}` is not part of the language yet", keyword(item.kind));
            report.error(place.named(), "item.unsupported", message, "leave it out");
            continue;
        }
        if needs_label(item.kind) && item.label.is_none() {
            let message = format!("`{} {}` has no label", keyword(item.kind), item.name.value);
            report.error(place.named(), "label.missing", message, "write `\"español\" / \"English\"` after its name");
        }
        halves(report, place);
        lines(report, place);
        check_periods(report, place, life(place));
        payloads(report, place);
    }
}

fn halves(report: &Report, place: &Place) {
    for label in labels(place.item) {
        let empty = |text: &str| text.trim().is_empty();
        let (missing, span) = match &label.en {
            _ if empty(&label.es.value) => ("Spanish", label.es.span),
            None => ("English", label.es.span),
            Some(en) if empty(&en.value) => ("English", en.span),
            Some(_) => continue,
        };
        let message = format!("this label has no {missing}");
        report.error(
            place.spot(span),
            "label.half",
            message,
            "a label is in both languages: `\"español\" / \"English\"`",
        );
    }
}

/// The keyword of a line.
pub(crate) fn line_spot(place: &Place, line: &Line) -> Spot {
    let end = line.span.end.min(line.span.start + line_keyword(line.kind).len());
    place.spot(Span { start: line.span.start, end })
}

fn lines(report: &Report, place: &Place) {
    let item = place.item;
    let allowed = allowed(item.kind);
    let mut known: BTreeMap<L, &Line> = BTreeMap::new();
    for line in &item.lines {
        let word = line_keyword(line.kind);
        let at = line_spot(place, line);
        if !allowed.contains(&line.kind) {
            let words: Vec<&str> = allowed.iter().map(|kind| line_keyword(*kind)).collect();
            let help = if words.is_empty() {
                format!("`{}` holds no lines", keyword(item.kind))
            } else {
                format!("it may hold {}", super::names::listed(words.into_iter()))
            };
            report.error(at, "line.misplaced", format!("`{word}` does not belong in `{}`", keyword(item.kind)), help);
            continue;
        }
        if line.kind == L::Term && line.under.is_some() && item.kind != ItemKind::Extradition {
            let help = "only terms of extradition are chosen by a reading: take `under` out";
            report.error(at, "line.value", "this term cannot depend on a reading", help);
        }
        if known.insert(line.kind, line).is_some() && !repeats(item.kind, line.kind) {
            let help = "write one line; its payload may be dated";
            report.error(at, "line.repeated", format!("`{word}` stands twice"), help);
        }
    }
    if !report.is_understood(place) {
        return; // what seems to be missing may be what was not understood
    }
    for kind in required(item.kind) {
        if known.contains_key(kind) {
            continue;
        }
        let what = match item.kind {
            ItemKind::Prevails | ItemKind::Example => format!("`{}`", keyword(item.kind)),
            _ => format!("`{} {}`", keyword(item.kind), item.name.value),
        };
        let message = format!("{what} has no `{}`", line_keyword(*kind));
        report.error(place.named(), "line.missing", message, example(*kind));
    }
    if matches!(item.kind, ItemKind::Aggravation | ItemKind::Attenuation | ItemKind::Substitution)
        && ![L::Effect, L::Also, L::May].iter().any(|kind| known.contains_key(kind))
    {
        let message = format!("`{} {}` has no `effect`", keyword(item.kind), item.name.value);
        report.error(place.named(), "line.missing", message, example(L::Effect));
    }
    if item.kind == ItemKind::Example && !known.contains_key(&L::Expect) && !known.contains_key(&L::But) {
        report.error(place.named(), "line.missing", "`example` has no `expect`", example(L::Expect));
    }
    if item.kind == ItemKind::Presume && known.contains_key(&L::Rebuttable) == known.contains_key(&L::Conclusive) {
        let message = format!("`presume {}` is neither, or both, `rebuttable` and `conclusive`", item.name.value);
        report.error(place.named(), "line.missing", message, "write one of them");
    }
    if item.kind == ItemKind::Subject && matches!(&item.header, Header::Roles(roles) if roles.len() < 2) {
        report.error(
            place.named(),
            "line.missing",
            "a person has two roles",
            "write `roles accused \"…\" / \"…\", victim \"…\" / \"…\"`",
        );
    }
}

/// How a line is written.
fn example(kind: L) -> String {
    let text = match kind {
        L::InForce => "in force 2007-03-28 ..",
        L::Gazette => "gazette 2007-03-27",
        L::Gist => "gist \"…\" / \"…\"",
        L::Known => "known \"…\" / \"…\"",
        L::Conduct => "conduct act.verb any of sell, offer",
        L::Prosecuted => "prosecuted ex officio",
        L::Consummated => "consummated instantly",
        L::Victims => "victims many are one offence",
        L::Protects => "protects public_peace",
        L::Penalty => "penalty prison 1 to 2 years and fine 10 to 20 days",
        L::Punishes => "punishes 302",
        L::AppliesTo => "applies to every offence",
        L::When => "when act.means has violence",
        L::Effect => "effect penalty increased by 1/2",
        L::Bars => "bars offence",
        L::Because => "because speciality",
        L::Of => "of action",
        L::Gives => "gives republic",
        L::Default => "default none \"…\" / \"…\"",
        L::Other => "other all \"…\" / \"…\"",
        L::Type => "type flag",
        L::Ask => "ask \"¿…?\" / \"…?\"",
        L::UnitOf => "unit pesos",
        L::From => "from 2024-02-01: 108.57",
        L::Members => "members 200, 201",
        L::Version => "version \"0.1.0\"",
        L::LawAsOf => "law as of 2026-07-31",
        L::Given => "given act.date 2024-03-01",
        L::Expect => "expect 201",
        L::Source => "source opsc, \"para. 4\"",
        L::Provision => "provision CPF:201",
        L::States => "states prison 7 to 12 years",
        L::On => "on 2008-11-04",
        L::Verdict => "verdict agrees",
        _ => line_keyword(kind),
    };
    format!("write `{text}`")
}

/// A gap where the model has no place for one.
fn payloads(report: &Report, place: &Place) {
    for line in &place.item.lines {
        for entry in &line.entries {
            let may_be_gap = match line.kind {
                L::Penalty | L::Effect | L::AppliesTo | L::Punishes | L::Members | L::Also | L::May | L::NotFor => true,
                L::InsteadOf | L::Besides | L::OnlyFor | L::YieldsTo | L::Excluding | L::Covers => {
                    matches!(&entry.value, Value::Gap(_, Some(_)))
                }
                role => ROLES.contains(&role) && role != L::Except,
            };
            if let Value::Gap(label, _) = &entry.value
                && !may_be_gap
            {
                let message = format!("`{}` cannot be a gap", line_keyword(line.kind));
                let help = "end the rule there, and write a `gap` item for the days whose text is not known";
                report.error(place.spot(label.es.span), "gap.misplaced", message, help);
            }
            if let Value::Nothing | Value::Period(_) = &entry.value
                && let Some(period) = entry.period
            {
                let message = format!("`{}` cannot be dated", line_keyword(line.kind));
                report.error(place.spot(period.span), "line.value", message, "take the dates out");
            }
        }
    }
}
