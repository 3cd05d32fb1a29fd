//! One provision at length: its versions, what they ask, where the text is found, and the examples that charge it.

use super::penalties::consequence_shapes;
use super::{Entry, describe, entry};
use crate::error::Error;
use crate::exact::{ProvisionId, Text, nearest};
use crate::model::{
    Body, Consummation, Element, Form, Grading, Kind, Letter as LetterRule, Model, Parameter, Provision, Reading, Role,
    Version,
};
use crate::packed::Str;
use crate::verdict::Consequence;
use serde::Serialize;

/// The answer to `show`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Show {
    /// The id asked for, in full.
    pub id: Str,
    /// The provisions that bear it, or, when none does, the one that holds it or those below it.
    pub rules: Vec<Rule>,
    /// Examples of the rules that charge it.
    pub examples: Vec<Citing>,
}

/// A provision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rule {
    /// Its id.
    pub id: Str,
    /// Its kind.
    pub kind: Kind,
    /// The name of its law.
    pub law: Text,
    /// The name of the title it stands in.
    pub title: Option<Text>,
    /// The name of the chapter it stands in.
    pub chapter: Option<Text>,
    /// Its name.
    pub name: Text,
    /// What it says, in our own words.
    pub gist: Text,
    /// Its versions, the latest first.
    pub versions: Vec<ShowVersion>,
}

/// A version.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShowVersion {
    /// As the catalogue lists it.
    pub entry: Entry,
    /// The text is older than the first day.
    pub older: bool,
    /// Why its wording is uncertain.
    pub uncertain: Option<Text>,
    /// What it asks; elements, or the condition of another rule.
    pub asks: Vec<Requirement>,
    /// Its exceptions.
    pub exceptions: Vec<Requirement>,
    /// Accessory consequences.
    pub consequences: Vec<Consequence>,
    /// Values it gives: of a parameter by day, of a reading.
    pub values: Vec<(Str, Text)>,
}

/// What a version asks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Requirement {
    /// The dogmatic role, for an element.
    pub role: Option<Role>,
    /// The clause it comes from.
    pub by: Option<Str>,
    /// In words.
    pub text: Text,
    /// Its letters.
    pub letters: Vec<Letter>,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Letter {
    /// `d`
    pub name: Str,
    /// Its label.
    pub label: Text,
    /// Its condition in words.
    pub when: Text,
}

/// An example that charges a provision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Citing {
    /// Its name.
    pub name: Text,
    /// What it charges.
    pub charges: Vec<Str>,
}

/// A provision at length, by its id (the siglum may be left out, a letter may be added) or name.
///
/// # Errors
/// When no provision has the id, with the nearest one.
pub fn show(model: &Model, id: &str) -> Result<Show, Error> {
    let found = find(model, id);
    let Some(first) = found.first() else {
        let names = model.provisions.iter().map(|p| p.id.as_str());
        let short = model.provisions.iter().filter_map(|p| p.id.split_once(':').map(|(_, rest)| rest));
        let error = Error::new("catalogue.unknown_id", format!("no provision `{id}` in these rules"));
        return Err(match nearest(id, names.chain(short)) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("`tipicidad catalogue --format text` lists every id"),
        });
    };
    let asked = match id.split_once(':') {
        _ if ProvisionId::parse(id).is_some() || ProvisionId::parse(&first.id).is_none() => id.to_owned(),
        _ => format!("{}:{id}", first.law),
    };
    Ok(Show {
        rules: found.iter().map(|provision| rule(model, provision)).collect(),
        examples: examples(model, &asked, &found),
        id: asked.into(),
    })
}

fn find<'m>(model: &'m Model, id: &str) -> Vec<&'m Provision> {
    let named: Vec<&Provision> = model.provisions.iter().filter(|p| p.id == id).collect();
    if !named.is_empty() {
        return named;
    }
    let wanted: Vec<ProvisionId> = match ProvisionId::parse(id) {
        Some(full) => vec![full],
        None => model.laws.iter().filter_map(|law| ProvisionId::parse_in(&law.siglum, id)).collect(),
    };
    let all = |holds: &dyn Fn(&ProvisionId, &ProvisionId) -> bool| -> Vec<&'m Provision> {
        let fits = |p: &&Provision| p.provision_id().is_some_and(|own| wanted.iter().any(|id| holds(&own, id)));
        model.provisions.iter().filter(fits).collect()
    };
    let exact = all(&|own, id| own == id);
    if !exact.is_empty() {
        return exact;
    }
    let longest = all(&|own, id| own.covers(id)).iter().map(|p| p.id.len()).max();
    match longest {
        Some(longest) => all(&|own, id| own.covers(id) && own.as_str().len() == longest),
        None => all(&|own, id| id.covers(own)),
    }
}

fn rule(model: &Model, provision: &Provision) -> Rule {
    Rule {
        id: provision.id.clone(),
        kind: provision.kind,
        law: model.law_name(&provision.law),
        title: provision.headings.title_name.clone(),
        chapter: provision.headings.chapter_name.clone(),
        name: provision.name.clone(),
        gist: provision.gist.clone(),
        versions: provision.versions.iter().rev().map(|version| of_version(model, provision, version)).collect(),
    }
}

fn of_version(model: &Model, provision: &Provision, version: &Version) -> ShowVersion {
    let mut shown = ShowVersion {
        entry: entry(model, provision, version),
        older: version.open_start,
        uncertain: version.uncertain.clone(),
        asks: Vec::new(),
        exceptions: Vec::new(),
        consequences: Vec::new(),
        values: Vec::new(),
    };
    let plain = |condition| Requirement { role: None, by: None, text: describe(model, condition), letters: Vec::new() };
    match &version.body {
        Body::Offence(offence) => {
            shown.asks = offence.elements.iter().map(|element| of_element(model, element)).collect();
            shown.exceptions = offence.exceptions.iter().map(|element| of_element(model, element)).collect();
            shown.consequences = consequence_shapes(model, &offence.consequences, &[]);
            shown.values = consummated(&offence.consummation);
        }
        Body::Penalty(rule) => {
            shown.asks = rule.when.iter().map(plain).collect();
            shown.consequences = consequence_shapes(model, &rule.consequences, &[]);
        }
        Body::Modifier(rule) => {
            shown.asks = of_letters(model, &rule.letters);
            shown.consequences = consequence_shapes(model, &rule.consequences, &[]);
        }
        Body::Grading(rule) => {
            shown.asks = of_grading(model, rule);
            shown.consequences = consequence_shapes(model, &rule.consequences, &[]);
        }
        Body::Exclusion(rule) => shown.asks = of_letters(model, &rule.letters),
        Body::Prosecution(rule) => {
            shown.asks =
                rule.on_complaint.iter().chain(&rule.ex_officio).filter_map(|(_, w)| w.as_ref()).map(plain).collect();
        }
        Body::Presumption(rule) => {
            shown.asks = vec![plain(&rule.when)];
            let term = model.term_at(rule.term);
            shown.values = vec![(term.name.clone(), term.label.clone())];
        }
        Body::Parameter(parameter) => shown.values = of_parameter(parameter),
        Body::Reading(Reading { values, .. }) => shown.values = values.clone(),
        Body::Gap(gap) => shown.asks = gap.when.iter().map(plain).collect(),
        Body::Note(note) => {
            shown.asks = note.when.iter().map(plain).collect();
            shown.consequences = consequence_shapes(model, &note.consequences, &[]);
        }
        Body::Prescription(rule) => {
            let starts = rule.starts.iter().filter_map(|start| start.when.as_ref());
            shown.asks = rule.when.iter().chain(starts).map(plain).collect();
        }
        Body::Jurisdiction(rule) => shown.asks = rule.when.iter().chain(&rule.requires).map(plain).collect(),
        Body::Extradition(rule) => rule.conditions(&mut |condition| shown.asks.push(plain(condition))),
        Body::Group(_) | Body::Concurrence(_) => {}
    }
    shown
}

fn of_element(model: &Model, element: &Element) -> Requirement {
    let letters = match &element.form {
        Form::OneOf(letters) => letters.iter().map(|letter| of_letter(model, letter)).collect(),
        Form::Plain(_) | Form::Gap(..) => Vec::new(),
    };
    Requirement { role: Some(element.role), by: Some(element.by.text()), text: element.text.clone(), letters }
}

fn of_letter(model: &Model, letter: &LetterRule) -> Letter {
    Letter { name: letter.name.clone(), label: letter.label.clone(), when: describe(model, &letter.condition) }
}

fn of_letters(model: &Model, letters: &[LetterRule]) -> Vec<Requirement> {
    match letters {
        [only] if only.name.is_empty() => {
            vec![Requirement { role: None, by: None, text: describe(model, &only.condition), letters: Vec::new() }]
        }
        [] => Vec::new(),
        _ => vec![Requirement {
            role: None,
            by: None,
            text: Text::new("alguna de estas", "one of these"),
            letters: letters.iter().map(|letter| of_letter(model, letter)).collect(),
        }],
    }
}

fn of_grading(model: &Model, rule: &Grading) -> Vec<Requirement> {
    let mut asks: Vec<Requirement> = rule
        .when
        .iter()
        .map(|when| Requirement { role: None, by: None, text: describe(model, when), letters: Vec::new() })
        .collect();
    let rows: Vec<Letter> = rule
        .rows
        .plain
        .iter()
        .filter_map(|row| {
            let when = describe(model, row.when.as_ref()?);
            Some(Letter { name: row.name.clone(), label: when.clone(), when })
        })
        .collect();
    if !rows.is_empty() {
        asks.push(Requirement { role: None, by: None, text: Text::new("según el caso", "by case"), letters: rows });
    }
    asks
}

fn of_parameter(parameter: &Parameter) -> Vec<(Str, Text)> {
    let mut out = Vec::new();
    for value in &parameter.values {
        for (at, amount) in value.values.iter().enumerate() {
            let zone = parameter.zones.get(at).map(|zone| format!(" ({zone})")).unwrap_or_default();
            let text = match amount {
                Some(money) if parameter.unit == "pesos" => Text::new(format!("${money}"), format!("${money}")),
                Some(number) => Text::new(number.cents().to_string(), number.cents().to_string()),
                None => Text::new("no se conoce", "unknown"),
            };
            out.push((format!("{}{zone}", value.since).into(), text));
        }
    }
    out
}

fn consummated(stated: &[(Vec<Str>, Consummation)]) -> Vec<(Str, Text)> {
    if stated.len() < 2 {
        return Vec::new();
    }
    let word = |consummation| match consummation {
        Consummation::Instant => Text::new("instantáneo", "instant"),
        Consummation::Permanent => Text::new("permanente", "permanent"),
    };
    stated.iter().map(|(letters, one)| (letters.join(", ").into(), word(*one))).collect()
}

fn examples(model: &Model, id: &str, found: &[&Provision]) -> Vec<Citing> {
    let wanted = ProvisionId::parse(id);
    let cites = |charge: &ProvisionId| match &wanted {
        Some(wanted) => wanted.covers(charge),
        None => found.iter().any(|p| p.id == charge.as_str()),
    };
    let charging = model.examples.iter().filter(|example| example.charges.iter().any(cites));
    charging
        .map(|example| Citing {
            name: example.name.clone(),
            charges: example.charges.iter().map(ProvisionId::text).collect(),
        })
        .collect()
}
