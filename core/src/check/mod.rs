//! Syntax trees to the checked model, with everything that is wrong.
//!
//! The order: names, vocabulary, terms, then every provision version by version, conflicts, examples, and last the lints
//! that look at the whole.

mod attestations;
pub mod codes;
mod conditions;
mod cycles;
pub mod describe;
mod examples;
mod ids;
mod international;
mod lines;
mod lints;
mod modifier;
mod names;
mod number;
mod offence;
mod order;
mod penalty;
mod place;
mod report;
mod rules;
mod selection;
mod terms;
mod time;
mod versions;
mod vocabulary;
mod walk;

pub use examples::ExampleCase;

use crate::diagnostic::{Diagnostic, Source};
use crate::exact::{ProvisionId, Text};
use crate::model::{
    Atom, AtomIx, Attested, Body, FactIx, GradingKind, Kind, LawInfo, Model, PackInfo, Provision, Version,
};
use crate::packed::Str;
use crate::syntax::tree::{File, ItemKind, LineKind, Value};
use conditions::{Holder, Scope, Stage};
use names::Names;
use order::Plan;
use place::{Place, text_of};
use report::Report;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;
use versions::{Days, entry_on};

/// What checking gave.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The law; `Some` when there is no error.
    pub model: Option<Model>,
    /// What is wrong or doubtful, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The examples, to be run.
    pub examples: Vec<ExampleCase>,
    /// What reports say of the law: documents, and no part of the model.
    pub attested: Attested,
}

/// Parses and checks a folder of rules.
///
/// ```
/// let checked = tipicidad::check::check(&[]);
/// assert!(checked.model.is_none());
/// assert_eq!(checked.diagnostics[0].code, "pack.missing");
/// ```
pub fn check(sources: &[Source]) -> Checked {
    let mut sources = sources.to_vec();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    if sources.is_empty() {
        sources.push(Source { path: "rules.tip".into(), text: Arc::from("") });
    }
    let report = Report::new(sources.clone());
    let mut files: Vec<File> = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let parsed = crate::syntax::parse(source);
        parsed.diagnostics.into_iter().for_each(|found| report.add(at, found));
        files.push(parsed.file);
    }
    let places = place::gather(&files, &report);
    lines::check(&report, &places);
    let plans = order::plan(&report, &places);
    let names = Names::gather(&report, &places, &plans);
    let mut checker = Checker::new(&report, &places, &plans, names);
    checker.build(&sources);
    let attested = checker.attested();
    lints::run(&checker);
    let cases = std::mem::take(&mut checker.cases);
    let model = std::mem::take(&mut checker.model);
    let diagnostics = lints::accept::accepted(&report, &places);
    let sound = report.errors() == 0;
    Checked { model: sound.then_some(model), diagnostics, examples: cases, attested }
}

/// The digest of a folder of rules (contract §1): over all files by path, the path, NUL, the length of the text, NUL, the text.
///
/// ```
/// use tipicidad::{check::digest, diagnostic::Source};
/// let source = |text: &str| Source { path: "a.tip".into(), text: text.into() };
/// assert_eq!(digest(&[source("a\r\n")]), digest(&[source("a\n")]));
/// ```
pub fn digest(sources: &[Source]) -> String {
    let mut sources: Vec<&Source> = sources.iter().collect();
    sources.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    let mut hash = Sha256::new();
    for source in sources {
        let text = source.text.replace("\r\n", "\n");
        hash.update(source.path.as_bytes());
        hash.update([0]);
        hash.update(text.len().to_string().as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// The state of one run.
pub(crate) struct Checker<'a> {
    pub(crate) report: &'a Report,
    pub(crate) places: &'a [Place<'a>],
    pub(crate) plans: &'a [Plan],
    pub(crate) names: Names,
    pub(crate) model: Model,
    /// Every distinct atom.
    pub(crate) atoms: HashMap<Atom, AtomIx>,
    /// Quoted elements: by holder, role and Spanish text.
    pub(crate) quoted: HashMap<(Str, &'static str, Str), FactIx>,
    pub(crate) quoted_counts: HashMap<(Str, &'static str), usize>,
    /// The item of each fact; none for quoted elements.
    pub(crate) fact_places: Vec<Option<usize>>,
    /// The first stage that can decide each term.
    pub(crate) term_stage: Vec<Stage>,
    /// How many conditions each term comes to.
    pub(crate) term_size: Vec<u64>,
    /// The item of each conflict.
    pub(crate) conflict_places: Vec<&'a Place<'a>>,
    pub(crate) cases: Vec<ExampleCase>,
}

impl<'a> Checker<'a> {
    fn new(report: &'a Report, places: &'a [Place<'a>], plans: &'a [Plan], names: Names) -> Checker<'a> {
        Checker {
            report,
            places,
            plans,
            names,
            model: Model::default(),
            atoms: HashMap::new(),
            quoted: HashMap::new(),
            quoted_counts: HashMap::new(),
            fact_places: Vec::new(),
            term_stage: Vec::new(),
            term_size: Vec::new(),
            conflict_places: Vec::new(),
            cases: Vec::new(),
        }
    }

    fn build(&mut self, sources: &[Source]) {
        self.model.pack = self.pack(sources);
        self.model.laws = self.laws();
        self.model.consequences = self.names.consequences.clone();
        self.model.interests = self.names.interests.clone();
        self.vocabulary();
        self.terms();
        self.derivations();
        for at in 0..self.plans.len() {
            let provision = self.provision(&self.plans[at]);
            self.model.provisions.push(provision);
        }
        self.conflicts();
        self.examples();
        if self.model.atoms.len() > conditions::MAX_ATOMS
            && let Some(place) = self.places.first()
        {
            let message = format!("more than {} distinct comparisons", conditions::MAX_ATOMS);
            self.report.error(place.named(), "limit.atoms", message, "divide the rules into packs");
        }
    }

    fn pack(&self, sources: &[Source]) -> PackInfo {
        let mut packs = self.places.iter().filter(|place| place.item.kind == ItemKind::Pack);
        let mut info = PackInfo { digest: digest(sources).into(), ..PackInfo::default() };
        let Some(place) = packs.next() else {
            let at = report::Spot { file: 0, span: crate::syntax::tree::Span::default() };
            let help = "write `pack NAME { version \"0.1.0\"  law as of 2026-07-31 }` in one of the files";
            self.report.error(at, "pack.missing", "the rules have no `pack`", help);
            return info;
        };
        for other in packs {
            self.report.error(other.named(), "name.duplicate", "the rules have two packs", "keep one of them");
        }
        info.name.clone_from(&place.item.name.value);
        if let Some(Value::Text(version)) = place.entry(LineKind::Version).map(|entry| &entry.value) {
            info.version.clone_from(&version.value);
        }
        if let Some(Value::Dates(dates)) = place.entry(LineKind::LawAsOf).map(|entry| &entry.value) {
            info.law_as_of = dates.first().map(|date| date.value);
        }
        info
    }

    fn laws(&self) -> Vec<LawInfo> {
        let mut laws = Vec::new();
        for law in &self.names.laws {
            if let Some(other) = &law.succeeds {
                let place = self
                    .places
                    .iter()
                    .find(|place| place.item.kind == ItemKind::Law && place.item.name.value == law.siglum);
                if let Some(line) = place.and_then(|place| place.line(LineKind::Succeeds))
                    && let Some(place) = place
                {
                    self.names.siglum(self.report, place.spot(line.span), other);
                }
            }
            let name = law.name.clone().unwrap_or_else(|| {
                let mut places = self.places.iter();
                let place = places.find(|p| {
                    matches!(p.item.kind, ItemKind::Law | ItemKind::Named) && p.item.name.value == law.siglum
                });
                if let Some(place) = place {
                    let help = format!("write `law {} \"…\" / \"…\"` once", law.siglum);
                    self.report.error(
                        place.named(),
                        "label.missing",
                        format!("the law `{}` has no name", law.siglum),
                        help,
                    );
                }
                Text::default()
            });
            laws.push(LawInfo {
                siglum: law.siglum.clone(),
                name,
                named_only: law.named_only,
                succeeds: law.succeeds.clone(),
            });
        }
        laws
    }

    /// Words for a condition, in the vocabulary as far as it is read.
    pub(crate) fn words(&self, say: impl FnOnce(&describe::Words) -> Text) -> Text {
        let provision = |at: u32| {
            let plan = self.plans.get(at as usize);
            let place = plan.and_then(|plan| plan.parts.last()).map(|part| &self.places[part.place]);
            place.and_then(|place| place.item.label.as_ref()).map(text_of).unwrap_or_default()
        };
        say(&describe::Words {
            subjects: &self.model.subjects,
            facts: &self.model.facts,
            terms: &self.model.terms,
            atoms: &self.model.atoms,
            provision: &provision,
        })
    }

    fn provision(&mut self, plan: &'a Plan) -> Provision {
        let places = self.places;
        let last = plan.parts.last().map(|part| &places[part.place]);
        let gist = last.and_then(|place| place.entry(LineKind::Gist).or_else(|| place.entry(LineKind::Known)));
        let gist = match gist.map(|entry| &entry.value) {
            Some(Value::Label(label)) => text_of(label),
            _ => Text::default(),
        };
        let section = last.map(|place| place.law.clone()).unwrap_or_default();
        if let (Some(by), Some(place)) = (&plan.by, last)
            && let Some(Value::Words(words)) = place.entry(LineKind::By).map(|entry| &entry.value)
        {
            self.names.exists(self.report, place, by, place::span_of(words), names::Refers::Rule);
        }
        if let (Some(id), Some(place)) = (&plan.address, last) {
            self.names.siglum(self.report, place.named(), id.law());
        }
        let mut versions = Vec::new();
        for part in &plan.parts {
            let place = &places[part.place];
            for (at, days) in part.spans.iter().enumerate() {
                let scope = Scope {
                    place,
                    day: days.since,
                    stage: Stage::Elements,
                    holder: Holder {
                        id: plan.address.as_ref().map_or_else(Str::default, ProvisionId::text),
                        role: "when",
                    },
                    role: None,
                };
                let Some(body) = self.body(plan, &scope) else { continue };
                versions.push(Version {
                    since: days.since,
                    open_start: at == 0 && part.life.open_start,
                    until: days.until,
                    gazette: gazette(place, *days),
                    uncertain: uncertain(place, *days),
                    body,
                });
            }
        }
        Provision {
            id: plan.id.clone(),
            kind: plan.kind,
            law: plan.address.as_ref().or(plan.by.as_ref()).map_or(section, |id| id.law().into()),
            headings: last.map(|place| place.headings.clone()).unwrap_or_default(),
            name: last.and_then(|place| place.item.label.as_ref()).map(text_of).unwrap_or_default(),
            gist,
            by: plan.by.clone(),
            versions: versions.into(),
        }
    }

    fn body(&mut self, plan: &Plan, scope: &Scope) -> Option<Body> {
        let id = || plan.address.clone().or_else(|| ProvisionId::parse(&plan.id));
        Some(match plan.kind {
            Kind::Offence => Body::Offence(self.offence(scope, &id()?)),
            Kind::Penalty => Body::Penalty(self.penalty_rule(scope)?),
            Kind::Attenuation | Kind::Concurrence if scope.place.line(LineKind::Grades).is_some() => {
                let grades = scope.place.line(LineKind::Grades).and_then(|line| entry_on(line, scope.day));
                let kind = match grades.map(|entry| &entry.value) {
                    Some(Value::Words(words)) => self.one_word(
                        scope,
                        words,
                        &[
                            ("diminished_capacity", GradingKind::DiminishedCapacity),
                            ("continued", GradingKind::Continued),
                        ],
                    ),
                    _ => None,
                };
                Body::Grading(self.grading(scope, kind?))
            }
            Kind::Aggravation | Kind::Attenuation | Kind::Substitution => Body::Modifier(self.modifier(scope)?),
            Kind::Exclusion | Kind::Extinction => Body::Exclusion(self.exclusion(scope)),
            Kind::Attempt => Body::Grading(self.grading(scope, GradingKind::Attempt)),
            Kind::Participation => Body::Grading(self.grading(scope, GradingKind::Participation)),
            Kind::Negligence => Body::Grading(self.grading(scope, GradingKind::Negligence)),
            Kind::Error => Body::Grading(self.grading(scope, GradingKind::Error)),
            Kind::Excess => Body::Grading(self.grading(scope, GradingKind::Excess)),
            Kind::Recidivism => Body::Grading(self.grading(scope, GradingKind::Recidivism)),
            Kind::Prescription => Body::Prescription(self.prescription(scope)),
            Kind::Concurrence if scope.place.line(LineKind::Joins).is_some() => {
                Body::Concurrence(self.concurrence(scope)?)
            }
            Kind::Jurisdiction => self.jurisdiction(scope),
            Kind::Extradition => self.extradition(scope)?,
            Kind::Prosecution => Body::Prosecution(self.prosecution(scope)),
            Kind::Presumption => Body::Presumption(self.presumption(scope)?),
            Kind::Parameter => Body::Parameter(self.parameter(scope)?),
            Kind::Group => Body::Group(self.group_body(scope)?),
            Kind::Reading => Body::Reading(self.reading(scope)),
            Kind::Gap => Body::Gap(self.gap(scope)),
            Kind::Concurrence | Kind::Measure | Kind::Discretion | Kind::Transitory | Kind::NoExcuse => {
                Body::Note(self.note(scope))
            }
        })
    }
}

/// The days on which a version was published: what came out on its last day is the text of the next.
fn gazette(place: &Place, version: Days) -> Vec<crate::exact::Date> {
    let entries = place.lines(LineKind::Gazette).flat_map(|line| &line.entries);
    let mut days: Vec<_> = entries
        .flat_map(|entry| match &entry.value {
            Value::Dates(dates) => dates.iter().map(|date| date.value).collect(),
            _ => Vec::new(),
        })
        .collect();
    days.sort_unstable();
    days.dedup();
    let own: Vec<_> = days.iter().copied().filter(|day| version.until.is_none_or(|until| *day < until)).collect();
    if own.is_empty() { days } else { own }
}

/// Why the wording of a version is not certain: a line says so, or what it orders beside the penalty is not known.
fn uncertain(place: &Place, days: Days) -> Option<Text> {
    let said =
        place.lines(LineKind::WordingUncertain).flat_map(|line| &line.entries).find_map(|entry| match &entry.value {
            Value::PeriodLabel(period, label) if Days::of(period).has(days.since) => Some(text_of(label)),
            _ => None,
        });
    said.or_else(|| {
        let orders = place.item.lines.iter().filter(|line| matches!(line.kind, LineKind::Also | LineKind::May));
        orders.filter_map(|line| entry_on(line, days.since)).find_map(|entry| match &entry.value {
            Value::Gap(note, _) => Some(text_of(note)),
            _ => None,
        })
    })
}
