//! Everything that has a name, and how a name that has none is reported.

use super::ids::{complete, complete_text};
use super::order::{Plan, groups};
use super::place::{Place, text_of};
use super::report::{Report, Spot};
use super::versions::entry_on;
use super::walk::letters;
use crate::exact::{ProvisionId, Text, nearest};
use crate::model::{FactIx, Headings, Kind, TermIx};
use crate::packed::Str;
use crate::syntax::tree::{At, EffectExpr, Header, ItemKind, LineKind, PenaltyExpr, SelectionEntry, Span, Value};
use std::collections::{BTreeSet, HashMap};

/// A law as it was declared.
#[derive(Clone, Debug)]
pub(crate) struct Law {
    /// Its siglum.
    pub siglum: Str,
    /// Its name.
    pub name: Option<Text>,
    /// Only named.
    pub named_only: bool,
    /// What it replaced.
    pub succeeds: Option<Str>,
}

/// The names of the rules, by kind of thing.
#[derive(Default)]
pub(crate) struct Names {
    /// Laws, in the order of their sections.
    pub laws: Vec<Law>,
    /// The headings there are.
    pub headings: Vec<(Str, Headings)>,
    /// Facts.
    pub facts: HashMap<Str, FactIx>,
    /// Terms whose condition is known.
    pub terms: HashMap<Str, TermIx>,
    /// Every term that is declared.
    pub declared_terms: BTreeSet<Str>,
    /// Facts that are declared but wrong.
    pub broken_facts: BTreeSet<Str>,
    /// Kinds of consequence.
    pub consequences: Vec<(Str, Text)>,
    /// Interests.
    pub interests: Vec<(Str, Text)>,
    /// Groups, by name: their place in the plan.
    pub groups: HashMap<Str, usize>,
    /// Readings and their values.
    pub readings: HashMap<Str, Vec<Str>>,
    /// Encoded provisions, letters and rows.
    pub encoded: BTreeSet<Str>,
    /// Articles that a term, parameter, reading, group or definition carries without an item of their own.
    pub carried: BTreeSet<Str>,
}

/// What a reference is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refers {
    /// A citation or a rule: what is not encoded is worth a warning.
    Rule,
    /// Members of a group: the law may name what is not encoded.
    Members,
}

/// `did you mean …?`
pub(crate) fn did_you_mean<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wanted, names).map(|name| format!("did you mean `{name}`?"))
}

impl Names {
    /// Gathers the names of laws, headings, consequences, interests, groups, readings and addresses.
    pub(crate) fn gather(report: &Report, places: &[Place], plans: &[Plan]) -> Names {
        let mut names = Names { groups: groups(plans), ..Names::default() };
        for place in places {
            names.law(report, place);
            let item = place.item;
            match item.kind {
                ItemKind::Book | ItemKind::Title | ItemKind::Chapter => {
                    names.headings.push((place.law.clone(), place.headings.clone()));
                }
                ItemKind::Consequence => add_word(report, place, &mut names.consequences),
                ItemKind::Interest => add_word(report, place, &mut names.interests),
                ItemKind::Term => {
                    names.declared_terms.insert(item.name.value.clone());
                }
                ItemKind::Reading => {
                    let choices = [LineKind::Default, LineKind::Other].into_iter().flat_map(|kind| place.lines(kind));
                    let values = choices.flat_map(|line| &line.entries).filter_map(|entry| match &entry.value {
                        Value::Choice(name, _) => Some(name.value.clone()),
                        _ => None,
                    });
                    names.readings.insert(item.name.value.clone(), values.collect());
                }
                _ => {}
            }
        }
        for plan in plans {
            names.addresses(places, plan);
        }
        places.iter().for_each(|place| names.carried(place));
        names
    }

    /// A term, parameter, reading or group encodes the article it is by; an offence, the article it is defined in.
    fn carried(&mut self, place: &Place) {
        let item = place.item;
        let by = match &item.header {
            Header::Definition { by, .. } => by.as_ref(),
            _ => None,
        };
        let carries = matches!(item.kind, ItemKind::Parameter | ItemKind::Reading | ItemKind::Group);
        let sources = place.lines(LineKind::By).filter(|_| carries).chain(place.lines(LineKind::DefinedIn));
        let words = sources.flat_map(|line| &line.entries).filter_map(|entry| match &entry.value {
            Value::Words(words) => Some(words),
            _ => None,
        });
        for id in words.flatten().chain(by).filter_map(|word| ProvisionId::parse_in(&place.law, &word.value)) {
            self.carried.insert(id.text());
        }
    }

    fn law(&mut self, report: &Report, place: &Place) {
        let item = place.item;
        if !matches!(item.kind, ItemKind::Law | ItemKind::Named) {
            return;
        }
        let siglum = &item.name.value;
        let well_formed = siglum.len() >= 2
            && siglum.starts_with(|c: char| c.is_ascii_uppercase())
            && siglum.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !well_formed {
            let help = "a siglum is two or more capitals or digits, such as `CPF`";
            report.error(place.named(), "id.malformed", format!("`{siglum}` is not the siglum of a law"), help);
            return;
        }
        let named_only = item.kind == ItemKind::Named;
        let name = item.label.as_ref().map(text_of);
        let succeeds = match place.entry(LineKind::Succeeds).map(|entry| &entry.value) {
            Some(Value::Words(words)) => words.first().map(|word| word.value.clone()),
            _ => None,
        };
        if let Some(law) = self.laws.iter_mut().find(|law| law.siglum == *siglum) {
            let again = law.named_only || named_only || (law.name.is_some() && name.is_some() && law.name != name);
            if again {
                let help = "a law is named once; later files open its section with the siglum alone";
                report.error(place.named(), "name.duplicate", format!("the law `{siglum}` is declared twice"), help);
            }
            law.name = law.name.take().or(name);
            law.succeeds = law.succeeds.take().or(succeeds);
            return;
        }
        self.laws.push(Law { siglum: siglum.clone(), name, named_only, succeeds });
    }

    fn addresses(&mut self, places: &[Place], plan: &Plan) {
        let Some(address) = &plan.address else { return };
        self.encoded.insert(plan.id.clone());
        for part in &plan.parts {
            for line in &places[part.place].item.lines {
                for entry in &line.entries {
                    let mut add = |name: &str| {
                        if !name.is_empty() {
                            self.encoded.insert(address.letter(name).text());
                        }
                    };
                    letters(entry).iter().for_each(|letter| add(&letter.name.value));
                    match &entry.value {
                        Value::Penalty(PenaltyExpr::FirstOf(rows) | PenaltyExpr::GravestOf(rows)) => {
                            rows.iter().for_each(|row| add(&row.name.value));
                        }
                        Value::Effect(EffectExpr::FirstOf(rows)) => rows.iter().for_each(|row| add(&row.name.value)),
                        _ => {}
                    }
                }
            }
        }
    }

    /// The law of a siglum.
    pub(crate) fn law_of(&self, siglum: &str) -> Option<&Law> {
        self.laws.iter().find(|law| law.siglum == siglum)
    }

    /// Whether an id, an ancestor or a descendant of it is encoded.
    pub(crate) fn is_encoded(&self, id: &ProvisionId) -> bool {
        let text = id.as_str();
        let below = format!("{text}:");
        [&self.encoded, &self.carried].into_iter().any(|known| {
            let mut ancestors = text.match_indices(':').skip(1).map(|(at, _)| &text[..at]).chain([text]);
            ancestors.any(|ancestor| known.contains(ancestor))
                || known.range(Str::from(&below)..).next().is_some_and(|next| next.starts_with(&below))
        })
    }

    /// The full id of a name, checked to exist.
    pub(crate) fn id(&self, report: &Report, place: &Place, name: &At<Str>, refers: Refers) -> Option<ProvisionId> {
        let id = complete(report, place, name)?;
        self.exists(report, place, &id, name.span, refers);
        Some(id)
    }

    /// Reports an id that resolves to nothing.
    pub(crate) fn exists(&self, report: &Report, place: &Place, id: &ProvisionId, span: Span, refers: Refers) {
        let at = place.spot(span);
        let Some(law) = self.law_of(id.law()) else {
            self.no_law(report, at, id.law());
            return;
        };
        if law.named_only || refers == Refers::Members || self.is_encoded(id) {
            return;
        }
        let near = nearest(id.as_str(), self.encoded.iter().map(Str::as_str));
        let help = match near {
            Some(near) if near.split(':').nth(1) != Some(id.article()) && near.len() == id.as_str().len() => {
                format!("did you mean `{near}`? otherwise encode it, or leave it for later")
            }
            _ => "encode it, or leave it for later: the reference is kept".to_owned(),
        };
        report.warning(at, "id.not_encoded", format!("`{id}` is not encoded in these rules"), help);
    }

    fn no_law(&self, report: &Report, at: Spot, siglum: &str) {
        let near = did_you_mean(siglum, self.laws.iter().map(|law| law.siglum.as_str()));
        let help = near.unwrap_or_else(|| format!("declare it: `named {siglum} \"…\" / \"…\"`"));
        report.error(at, "law.unknown", format!("no law `{siglum}` is declared"), help);
    }

    /// Reports a siglum that is not declared.
    pub(crate) fn siglum(&self, report: &Report, at: Spot, siglum: &str) -> bool {
        let known = self.law_of(siglum).is_some();
        if !known {
            self.no_law(report, at, siglum);
        }
        known
    }

    /// Reports a reading or a value of it that is not declared.
    pub(crate) fn reading(&self, report: &Report, place: &Place, reading: &At<Str>, value: &At<Str>) -> bool {
        let Some(values) = self.readings.get(&reading.value) else {
            let help = did_you_mean(&reading.value, self.readings.keys().map(Str::as_str));
            let help = help.unwrap_or_else(|| "declare it with `reading`".into());
            report.error(
                place.spot(reading.span),
                "reading.unknown",
                format!("no reading `{}` is declared", reading.value),
                help,
            );
            return false;
        };
        if values.contains(&value.value) {
            return true;
        }
        let help = did_you_mean(&value.value, values.iter().map(Str::as_str))
            .unwrap_or_else(|| format!("its values are {}", listed(values.iter().map(Str::as_str))));
        let message = format!("the reading `{}` has no value `{}`", reading.value, value.value);
        report.error(place.spot(value.span), "reading.value_unknown", message, help);
        false
    }

    /// The kinds of consequence among some names; the others are reported.
    pub(crate) fn known_words(&self, report: &Report, place: &Place, names: &[At<Str>], what: Words) -> Vec<Str> {
        let (known, code, declare) = match what {
            Words::Consequences => (&self.consequences, "consequence.unknown", "consequence"),
            Words::Interests => (&self.interests, "interest.unknown", "interest"),
        };
        let mut found = Vec::new();
        for name in names {
            if known.iter().any(|(other, _)| *other == name.value) {
                found.push(name.value.clone());
                continue;
            }
            let help = did_you_mean(&name.value, known.iter().map(|(other, _)| other.as_str()))
                .unwrap_or_else(|| format!("declare it: `{declare} {} \"…\" / \"…\"`", name.value));
            report.error(place.spot(name.span), code, format!("no {declare} `{}` is declared", name.value), help);
        }
        found
    }

    /// Ids in a list of names or a plain selection.
    pub(crate) fn ids(&self, report: &Report, place: &Place, value: &Value, refers: Refers) -> Vec<ProvisionId> {
        match value {
            Value::Words(names) => names.iter().filter_map(|name| self.id(report, place, name, refers)).collect(),
            Value::Selection(selection) => {
                let mut ids = Vec::new();
                for entry in selection.entries.iter().chain(&selection.except) {
                    if let SelectionEntry::Name(name) = &entry.value {
                        if let Some(id) = complete_text(report, place, name, entry.span) {
                            self.exists(report, place, &id, entry.span, refers);
                            ids.push(id);
                        }
                    } else {
                        let help = "list the provisions one by one";
                        report.error(place.spot(entry.span), "line.value", "only ids can stand here", help);
                    }
                }
                ids
            }
            _ => Vec::new(),
        }
    }

    /// The ids that a line names on a day.
    pub(crate) fn ids_of(
        &self,
        report: &Report,
        place: &Place,
        kind: LineKind,
        day: crate::exact::Date,
    ) -> Vec<ProvisionId> {
        let entries = place.lines(kind).filter_map(|line| entry_on(line, day));
        entries.flat_map(|entry| self.ids(report, place, &entry.value, Refers::Rule)).collect()
    }
}

/// Which list of words is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Words {
    /// Kinds of consequence.
    Consequences,
    /// Interests.
    Interests,
}

fn add_word(report: &Report, place: &Place, words: &mut Vec<(Str, Text)>) {
    let item = place.item;
    if words.iter().any(|(name, _)| *name == item.name.value) {
        duplicate(report, place.named(), &item.name.value);
        return;
    }
    words.push((item.name.value.clone(), item.label.as_ref().map(text_of).unwrap_or_default()));
}

/// Reports a name that is taken.
pub(crate) fn duplicate(report: &Report, at: Spot, name: &str) {
    report.error(at, "name.duplicate", format!("`{name}` is declared twice"), "give one of them another name");
}

/// `` `a`, `b` and `c` ``
pub(crate) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.to_string(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// Whether a kind of provision is one that selections reach: an offence, or a penalty apart from its offence.
pub(crate) fn is_reached(kind: Kind) -> bool {
    matches!(kind, Kind::Offence | Kind::Penalty)
}
