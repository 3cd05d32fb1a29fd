//! The penalties and effects that a provision states, by letter and by row.

use super::{StatedEffect, StatedPenalty, describe};
use crate::exact::{Date, ProvisionId, Ratio, Term, Text};
use crate::model::{
    Body, Choice, ConsequenceRule, ConsequenceTerm, Effect, ExactNumber, Form, Holds, Kind, Known, Model, PenaltyLine,
    PenaltyRange, PenaltySpec, Selection, Stated, Version,
};
use crate::packed::Str;
use crate::verdict::{
    Consequence, ConsequenceRange, EffectShape, ExactRange, Fine, Met, Penalty, TermRange, WorkRange,
};

/// "The same penalty as" may lead to another such; the checker refuses cycles, and this bounds them.
const MAX_REFERENCES: usize = 16;

/// Where a stated penalty is being read.
#[derive(Clone)]
struct Place {
    letters: Vec<Str>,
    row: Option<Str>,
    when: Option<Text>,
    same_as: Option<Str>,
    depth: usize,
}

/// Every range a version states.
pub fn stated(model: &Model, version: &Version) -> Vec<StatedPenalty> {
    let mut out = Vec::new();
    let day = version.since;
    match &version.body {
        Body::Offence(offence) => {
            for line in &offence.penalties {
                of_line(model, day, line, &offence.consequences, None, &mut out);
            }
        }
        Body::Penalty(rule) => {
            if let Known::Text(spec) = &rule.penalty {
                let when = rule.when.as_ref().map(|when| describe(model, when));
                let place = Place { letters: Vec::new(), row: None, when, same_as: None, depth: 0 };
                of_spec(model, day, spec, &rule.consequences, place, &mut out);
            }
        }
        _ => {}
    }
    out
}

fn of_line(
    model: &Model,
    day: Date,
    line: &PenaltyLine,
    consequences: &[ConsequenceRule],
    from: Option<Place>,
    out: &mut Vec<StatedPenalty>,
) {
    let Known::Text(spec) = &line.penalty else { return };
    let mut place =
        from.unwrap_or(Place { letters: line.letters.clone(), row: None, when: None, same_as: None, depth: 0 });
    if let Some((reading, value)) = &line.under {
        place.when = Some(Text::new(format!("lectura {reading}={value}"), format!("reading {reading}={value}")));
    }
    of_spec(model, day, spec, consequences, place, out);
}

fn of_spec(
    model: &Model,
    day: Date,
    spec: &PenaltySpec,
    consequences: &[ConsequenceRule],
    place: Place,
    out: &mut Vec<StatedPenalty>,
) {
    match spec {
        PenaltySpec::Range(range) => {
            let mut penalty = range_shape(range);
            penalty.consequences = consequence_shapes(model, consequences, &place.letters);
            out.push(StatedPenalty {
                letters: place.letters,
                row: place.row,
                when: place.when,
                penalty,
                same_as: place.same_as,
            });
        }
        PenaltySpec::FirstOf(rows) | PenaltySpec::GravestOf(rows) => {
            for row in rows {
                let when = row.label.clone().or_else(|| row.when.as_ref().map(|when| describe(model, when)));
                let place = Place { row: Some(row.name.clone()), when, ..place.clone() };
                of_spec(model, day, &row.penalty, consequences, place, out);
            }
        }
        PenaltySpec::SameAs { id, .. } if place.depth < MAX_REFERENCES => {
            let place = Place { same_as: Some(id.text()), depth: place.depth + 1, ..place };
            referred(model, day, id, consequences, &place, out);
        }
        PenaltySpec::SameAs { .. } | PenaltySpec::NotStated { .. } | PenaltySpec::AsParticipant { .. } => {}
    }
}

/// The penalties of the provision that "the same penalty as" points to, on a day.
fn referred(
    model: &Model,
    day: Date,
    id: &ProvisionId,
    consequences: &[ConsequenceRule],
    place: &Place,
    out: &mut Vec<StatedPenalty>,
) {
    let mut found = false;
    for provision in &model.provisions {
        let Some(own) = provision.provision_id() else { continue };
        let Some(version) = provision.version_on(day) else { continue };
        match &version.body {
            Body::Offence(offence) if own.covers(id) => {
                let letter = id.as_str().strip_prefix(own.as_str()).map(|rest| rest.trim_start_matches(':'));
                for line in &offence.penalties {
                    let fits = letter.is_none_or(|letter| {
                        letter.is_empty() || line.letters.is_empty() || line.letters.iter().any(|own| own == letter)
                    });
                    if fits {
                        found = true;
                        of_line(model, day, line, consequences, Some(place.clone()), out);
                    }
                }
            }
            Body::Penalty(rule) if id.covers(&own) || own.covers(id) => {
                if let Known::Text(spec) = &rule.penalty {
                    found = true;
                    of_spec(model, day, spec, consequences, place.clone(), out);
                }
            }
            _ => {}
        }
    }
    if !found {
        punished_elsewhere(model, day, id, consequences, place, out);
    }
}

/// The penalty rules that punish an offence which states no penalty of its own.
fn punished_elsewhere(
    model: &Model,
    day: Date,
    id: &ProvisionId,
    consequences: &[ConsequenceRule],
    place: &Place,
    out: &mut Vec<StatedPenalty>,
) {
    for provision in model.provisions.iter().filter(|p| p.kind == Kind::Penalty) {
        let Some(Body::Penalty(rule)) = provision.version_on(day).map(|version| &version.body) else { continue };
        let (Known::Text(punishes), Known::Text(spec)) = (&rule.punishes, &rule.penalty) else { continue };
        if rule.instead_of.is_empty() && holds(punishes, id) {
            of_spec(model, day, spec, consequences, place.clone(), out);
        }
    }
}

fn holds(selection: &Selection, id: &ProvisionId) -> bool {
    selection.holds(id, &|| None, &|_| Holds::No) == Holds::Yes
}

/// A range as the answers show it.
pub fn range_shape(range: &PenaltyRange) -> Penalty {
    let whole = |number: &ExactNumber| i64::try_from(number.0.to_integer()).unwrap_or(i64::MAX);
    Penalty {
        prison: range.prison.as_ref().map(term_range),
        choice: range.choice,
        fines: range
            .fine
            .iter()
            .map(|(fine, unit)| Fine {
                min: fine.min.as_ref().map(whole),
                max: whole(&fine.max),
                unit: *unit,
                pesos: None,
            })
            .collect(),
        community_work: range
            .work
            .as_ref()
            .map(|work| WorkRange { min: work.min.as_ref().map(whole), max: whole(&work.max) }),
        consequences: Vec::new(),
        options: Vec::new(),
    }
}

fn term_range(stated: &Stated<Term>) -> TermRange {
    let lost = |term: Term| term.fraction() != Ratio::default();
    let exact = (stated.min.is_some_and(lost) || lost(stated.max))
        .then(|| ExactRange { min: stated.min.unwrap_or_default().exact().into(), max: stated.max.exact().into() });
    TermRange { min: stated.min, max: stated.max, exact }
}

/// Consequences for some letters (empty: those for all and for any letter).
pub fn consequence_shapes(model: &Model, rules: &[ConsequenceRule], letters: &[Str]) -> Vec<Consequence> {
    let fits = |rule: &&ConsequenceRule| {
        rule.letters.is_empty() || letters.is_empty() || rule.letters.iter().any(|letter| letters.contains(letter))
    };
    let mut out = Vec::new();
    for rule in rules.iter().filter(fits) {
        for kind in &rule.kinds {
            out.push(consequence_shape(model, rule, kind));
        }
    }
    out
}

fn consequence_shape(model: &Model, rule: &ConsequenceRule, kind: &str) -> Consequence {
    let term = match &rule.term {
        ConsequenceTerm::Range(range) => Some(ConsequenceRange { min: range.min, max: range.max }),
        _ => None,
    };
    Consequence {
        kind: kind.into(),
        text: rule.text.clone().unwrap_or_else(|| model.consequence_name(kind)),
        term,
        permanent: rule.term == ConsequenceTerm::Permanent,
        by: Str::default(),
        letters: rule.letters.clone(),
        status: if rule.when.is_some() { Met::Unknown } else { Met::Met },
    }
}

/// Every effect a version states; those of a reading's other value come after the default's.
pub fn effects(model: &Model, body: &Body) -> Vec<StatedEffect> {
    let one = |letters: &[Str], effect: &Effect| StatedEffect {
        letters: letters.to_vec(),
        effect: effect_shape(model, effect),
    };
    match body {
        Body::Modifier(rule) => rule.effects.plain.iter().map(|(letters, effect)| one(letters, effect)).collect(),
        Body::Grading(rule) => {
            let mut out = Vec::new();
            for row in &rule.rows.plain {
                let letters = if row.name.is_empty() { Vec::new() } else { vec![row.name.clone()] };
                out.extend(row.effects.iter().map(|effect| one(&letters, effect)));
            }
            out
        }
        _ => Vec::new(),
    }
}

/// An effect as the answers show it.
pub fn effect_shape(model: &Model, effect: &Effect) -> EffectShape {
    let only_consequences = || PenaltyRange { prison: None, fine: None, work: None, choice: Choice::And };
    let mut penalty = effect.penalty.as_ref().map(range_shape);
    if !effect.consequences.is_empty() {
        let shape = penalty.get_or_insert_with(|| range_shape(&only_consequences()));
        shape.consequences = effect.consequences.iter().map(|kind| bare_consequence(model, kind)).collect();
    }
    EffectShape {
        op: effect.op,
        parts: effect.parts.clone(),
        fraction: effect.fraction.map(|f| f.to_string().into()),
        to_fraction: effect.to_fraction.map(|f| f.to_string().into()),
        of: effect.of,
        may: effect.may,
        penalty,
    }
}

fn bare_consequence(model: &Model, kind: &str) -> Consequence {
    Consequence {
        kind: kind.into(),
        text: model.consequence_name(kind),
        term: None,
        permanent: false,
        by: Str::default(),
        letters: Vec::new(),
        status: Met::Met,
    }
}

/// Whether part of a version is text that nobody has.
pub fn has_gap(body: &Body) -> bool {
    fn gap<T>(known: &Known<T>) -> bool {
        matches!(known, Known::Gap { .. })
    }
    match body {
        Body::Offence(offence) => {
            offence.elements.iter().chain(&offence.exceptions).any(|e| matches!(e.form, Form::Gap(..)))
                || offence.penalties.iter().any(|line| gap(&line.penalty))
        }
        Body::Penalty(rule) => gap(&rule.punishes) || gap(&rule.penalty),
        Body::Modifier(rule) => gap(&rule.applies_to) || rule.gap.is_some(),
        Body::Grading(rule) => gap(&rule.applies_to) || rule.gap.is_some(),
        Body::Exclusion(rule) => gap(&rule.applies_to),
        Body::Group(group) => gap(&group.members.plain),
        Body::Parameter(parameter) => {
            gap(&parameter.not_for) || parameter.values.iter().any(|v| v.values.iter().any(Option::is_none))
        }
        Body::Note(note) => gap(&note.applies_to),
        Body::Prescription(rule) => gap(&rule.applies_to),
        Body::Jurisdiction(rule) => gap(&rule.applies_to),
        Body::Concurrence(_) | Body::Extradition(_) => false,
        Body::Gap(_) => true,
        Body::Prosecution(_) | Body::Presumption(_) | Body::Reading(_) => false,
    }
}
