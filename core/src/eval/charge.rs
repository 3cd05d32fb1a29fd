//! From a judged offence to the charge of the verdict, with reasons, citations, assumptions and what is missing.

use super::context::Bench;
use super::judge::{Judged, StepOut};
use super::punish::open_rows;
use super::reasons::{Reasons, Touched, met};
use super::shapes::{self, FineDay};
use super::wording;
use crate::exact::{ProvisionId, Text};
use crate::facts::{Origin, Truth};
use crate::model::{
    Body, ConsequenceRule, ConsequenceTerm, Element, FactIx, Kind, PenaltyRow, PenaltySpec, ProsecutionMode,
};
use crate::model::{Known, Selection};
use crate::packed::Str;
use crate::verdict::{
    Assumption, Charge, Citation, Consequence, ConsequenceRange, ExcludedBy, Grading, Met, Penalty, PenaltyOutcome,
    Prosecution, Qualifier, Span, Step, Taxonomy,
};

/// A charge, and the unknown facts that bear on it with the view they are unknown in.
pub(crate) struct Charged {
    /// The offence, by its provision.
    pub(crate) provision: usize,
    pub(crate) charge: Charge,
    pub(crate) missing: Vec<(FactIx, usize)>,
    /// Its ranges, exact, for concurrence.
    pub(crate) established: Option<super::amounts::Amounts>,
    pub(crate) possible: Option<super::amounts::Amounts>,
    /// The days of its prescription.
    pub(crate) timeline: Vec<crate::verdict::TimelineEntry>,
    /// The ids of the letters that are met or unknown.
    pub(crate) letters: Vec<(ProvisionId, Truth)>,
}

impl Charged {
    /// Which offence it is, its status and its law, and nothing else.
    pub(crate) fn bare(judged: &Judged<'_>) -> Charged {
        let charge = Charge {
            offence: judged.id.text(),
            status: judged.status,
            name: Text::default(),
            version: span(judged.version),
            milder_version: None,
            law_date: judged.bench.law_date,
            elements: Vec::new(),
            exceptions: Vec::new(),
            qualifiers: Vec::new(),
            grading: Vec::new(),
            penalty: PenaltyOutcome {
                by: Str::default(),
                base: None,
                steps: Vec::new(),
                established: None,
                possible: None,
            },
            prosecution: Prosecution { mode: "undetermined", by: Str::default() },
            prescription: None,
            measures: Vec::new(),
            taxonomy: Taxonomy::default(),
            citations: Vec::new(),
            assumptions: Vec::new(),
            missing: Vec::new(),
            excluded_by: None,
            displaced_by: None,
            may_be_displaced_by: Vec::new(),
        };
        Charged {
            provision: judged.provision,
            charge,
            missing: Vec::new(),
            established: None,
            possible: None,
            timeline: Vec::new(),
            letters: letters(judged),
        }
    }
    /// Adds what another law leaves unknown.
    pub(crate) fn also_missing(&mut self, other: Charged) {
        self.missing
            .extend(other.missing.into_iter().filter(|place| !self.missing.contains(place)).collect::<Vec<_>>());
        let names = other.charge.missing.into_iter().filter(|name| !self.charge.missing.contains(name));
        self.charge.missing.extend(names.collect::<Vec<_>>());
    }
}

/// The charge of a judged offence; `law_date` is the day whose law governs the act.
pub(crate) fn charge(judged: &Judged<'_>, fine_day: &FineDay<'_>) -> Charged {
    let bench = &judged.bench;
    let context = bench.context;
    let touched = Touched::default();
    let reasons = Reasons { bench, touched: &touched };
    let provision = context.provision(judged.provision);
    let offence = judged.subsumed.offence;

    let element = |(element, status): (&Element, &Met)| crate::verdict::Element {
        id: element.id.clone(),
        role: element.role,
        status: *status,
        text: element.text.clone(),
        by: element.by.text(),
        because: reasons.of_element(element, *status),
    };
    let elements: Vec<_> = offence.elements.iter().zip(&judged.subsumed.elements).map(element).collect();
    let exceptions: Vec<_> = offence.exceptions.iter().zip(&judged.subsumed.exceptions).map(element).collect();
    touch_exclusions(judged, &reasons);
    touch_rows(judged, &reasons);

    let qualifiers = judged
        .qualified
        .iter()
        .map(|q| {
            let letters: Vec<_> = q.met.iter().chain(&q.unknown).copied().collect();
            let because = reasons.of_letters(&letters);
            q.beyond.iter().for_each(|unless| drop(reasons.of(unless)));
            let effect = super::qualify::effects(q, true).first().map(|e| shapes::effect(context, e, fine_day));
            let names = |letters: &[&crate::model::Letter]| {
                letters.iter().map(|l| l.name.clone()).filter(|n| !n.is_empty()).collect()
            };
            Qualifier {
                id: q.id.text(),
                name: context.provision(q.provision).name.clone(),
                letters: names(&q.met),
                unknown_letters: names(&q.unknown),
                status: met(q.truth),
                effect,
                because,
            }
        })
        .collect();
    let grading = judged
        .graded
        .iter()
        .filter_map(|g| {
            let because = reasons.of(g.rule.when.as_ref()?);
            Some(Grading { by: g.id.text(), kind: g.rule.kind, status: met(g.truth), because })
        })
        .collect();

    let consequences = consequences(judged, &reasons);
    let dressed = |amounts: &Option<super::amounts::Amounts>| {
        amounts.as_ref().map(|amounts| {
            let mut penalty = shapes::penalty(context, amounts, fine_day);
            penalty.consequences = consequences.iter().map(|c| c.shape(&penalty)).collect();
            penalty.consequences.extend(amounts.replaced_by.iter().map(|kind| plain_consequence(bench, kind, judged)));
            penalty
        })
    };
    let bare =
        |amounts: &Option<super::amounts::Amounts>| amounts.as_ref().map(|a| shapes::penalty(context, a, fine_day));
    let established_base = judged.base.open.get(judged.base.established);
    let penalty = PenaltyOutcome {
        by: established_base.map_or_else(|| judged.id.text(), |o| o.by.clone()),
        base: bare(&judged.base.replaced.as_ref().or(established_base).and_then(|o| o.amounts.clone())),
        steps: judged.steps.iter().filter_map(|step| shape_step(judged, step, fine_day)).collect(),
        established: dressed(&judged.established),
        possible: dressed(&judged.possible),
    };

    let prosecution = prosecution(judged);
    let missing = touched.missing();
    let mut names: Vec<Str> = Vec::new();
    for (fact, _) in &missing {
        let name = &context.model.fact_at(*fact).name;
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let headings = &provision.headings;
    let charge = Charge {
        offence: judged.id.text(),
        status: judged.status,
        name: provision.name.clone(),
        version: span(judged.version),
        milder_version: None,
        law_date: bench.law_date,
        citations: citations(judged, &penalty),
        elements,
        exceptions,
        qualifiers,
        grading,
        penalty,
        prosecution,
        prescription: None,
        measures: measures(judged, &reasons),
        taxonomy: Taxonomy {
            title: headings.title_name.clone().unwrap_or_default(),
            chapter: headings.chapter_name.clone(),
            interest: offence.protects.first().cloned(),
            ..super::taxonomy::of(judged)
        },
        assumptions: if judged.status == crate::verdict::Status::NotMadeOut {
            fallen(judged, &touched)
        } else {
            assumptions(bench, &touched)
        },
        missing: names,
        excluded_by: judged
            .excluded_by
            .as_ref()
            .filter(|_| judged.status == crate::verdict::Status::Excluded)
            .map(|(id, bars)| ExcludedBy { id: id.text(), bars: *bars }),
        displaced_by: None,
        may_be_displaced_by: Vec::new(),
    };
    Charged {
        provision: judged.provision,
        charge,
        missing,
        established: judged.established.clone(),
        possible: judged.possible.clone(),
        timeline: Vec::new(),
        letters: letters(judged),
    }
}

fn letters(judged: &Judged<'_>) -> Vec<(ProvisionId, Truth)> {
    let Some(own) = judged.bench.context.id(judged.provision) else { return Vec::new() };
    let named = judged.subsumed.letters.iter().filter(|letter| !letter.letter.name.is_empty());
    named.map(|letter| (own.letter(&letter.letter.name), letter.truth)).collect()
}

/// The span of a version.
pub(crate) fn span(version: &crate::model::Version) -> Span {
    Span { since: Some(version.since), until: version.until, open_start: version.open_start }
}

/// Exclusions decide the status too: their facts count as met on the way.
fn touch_exclusions(judged: &Judged<'_>, reasons: &Reasons<'_, '_>) {
    super::subsume::each_exclusion(&judged.bench, |_, rule, _| {
        let reached = judged.bench.reached(&rule.applies_to) != Truth::False;
        if reached && (rule.bars != crate::model::Bars::Aggravation || !judged.qualified.is_empty()) {
            let offence = judged.subsumed.offence;
            rule.letters.iter().filter(|l| super::subsume::reaches(&judged.bench, offence, l)).for_each(|letter| {
                reasons.touch(&letter.condition);
            });
        }
    });
    // Gradings that are unmet because of what was assumed (completed, sole author, with intent).
    for kind in [Kind::Attempt, Kind::Participation, Kind::Negligence, Kind::Excess, Kind::Error, Kind::Recidivism] {
        for at in judged.bench.rules(kind) {
            let Some(version) = judged.bench.context.version(*at, judged.bench.law_date) else { continue };
            if let Body::Grading(rule) = &version.body
                && judged.bench.reached(&rule.applies_to) != Truth::False
            {
                rule.when.iter().for_each(|when| reasons.touch(when));
            }
        }
    }
}

/// Rows of a penalty that are open leave their facts missing.
fn touch_rows(judged: &Judged<'_>, reasons: &Reasons<'_, '_>) {
    let touch = |row: &PenaltyRow| {
        let unknown = row.when.iter().filter(|when| judged.bench.truth(when) == Truth::Unknown);
        unknown.for_each(|when| reasons.touch(when));
    };
    let rows = |penalty: &Known<PenaltySpec>| match penalty {
        // What stands below a row that is met is not looked at.
        Known::Text(PenaltySpec::FirstOf(rows)) => {
            let open = open_rows(rows, |row| judged.bench.truth_or_met(row.when.as_ref()));
            open.into_iter().for_each(|at| touch(&rows[at]));
        }
        Known::Text(PenaltySpec::GravestOf(rows)) => rows.iter().for_each(touch),
        _ => {}
    };
    judged.subsumed.offence.penalties.iter().for_each(|line| rows(&line.penalty));
    let context = judged.bench.context;
    for at in judged.base.open_rules.iter().chain(&judged.base.rules) {
        if let Some(Body::Penalty(rule)) = context.version(*at, judged.bench.law_date).map(|v| &v.body) {
            rule.when.iter().for_each(|when| reasons.touch(when));
            rows(&rule.penalty);
        }
    }
    for graded in &judged.graded {
        graded.rows.iter().filter_map(|row| row.when.as_ref()).for_each(|when| reasons.touch(when));
    }
}

fn shape_step(judged: &Judged<'_>, step: &StepOut, fine_day: &FineDay<'_>) -> Option<Step> {
    let context = judged.bench.context;
    Some(Step {
        by: step.by.clone(),
        kind: step.kind,
        effect: step.effect.as_ref().map(|e| shapes::effect(context, e, fine_day)),
        reading: step.reading.clone(),
        before: shapes::penalty(context, step.before.as_ref()?, fine_day),
        after: shapes::penalty(context, step.after.as_ref()?, fine_day),
        text: step.text.map(|text| text()).or_else(|| step.effect.as_ref().map(wording::effect)).unwrap_or_default(),
    })
}

/// A consequence before its length is read off the penalty it goes with.
struct Draft<'r> {
    kinds: Vec<Str>,
    text: Text,
    rule: &'r ConsequenceRule,
    by: Str,
    letters: Vec<Str>,
    status: Met,
}

impl Draft<'_> {
    fn shape(&self, penalty: &Penalty) -> Consequence {
        let prison = penalty.prison.as_ref();
        let term = match self.rule.term {
            ConsequenceTerm::Unstated | ConsequenceTerm::Permanent => None,
            ConsequenceTerm::Range(stated) => Some(ConsequenceRange { min: stated.min, max: stated.max }),
            ConsequenceTerm::AsPrison => prison.map(|p| ConsequenceRange { min: p.min, max: p.max }),
            ConsequenceTerm::UpToPrison => {
                prison.map(|p| ConsequenceRange { min: Some(crate::exact::Term::zero()), max: p.max })
            }
        };
        Consequence {
            kind: self.kinds.join("|").into(),
            text: self.text.clone(),
            term,
            permanent: self.rule.term == ConsequenceTerm::Permanent,
            by: self.by.clone(),
            letters: self.letters.clone(),
            status: self.status,
        }
    }
}

/// Every accessory consequence that is ordered or may be: of the offence, its penalty rules, qualifiers and gradings.
fn consequences<'j>(judged: &'j Judged<'_>, reasons: &Reasons<'_, '_>) -> Vec<Draft<'j>> {
    let bench = &judged.bench;
    let context = bench.context;
    let mut drafts = Vec::new();
    let letters = |truth: Truth| -> Vec<&str> {
        judged.subsumed.letters.iter().filter(|l| l.truth == truth).map(|l| l.letter.name.as_str()).collect()
    };
    let own = context.provision(judged.provision).id.as_str();
    let (yes, maybe) = (letters(Truth::True), letters(Truth::Unknown));
    draft(bench, reasons, &judged.subsumed.offence.consequences, own, (&yes, &maybe), Truth::True, &mut drafts);
    for line in &judged.subsumed.offence.penalties {
        if let Known::Text(PenaltySpec::SameAs { id, with_consequences: true }) = &line.penalty {
            let there =
                context.index.find(id.as_str(), Kind::Offence).and_then(|at| context.version(at, bench.law_date));
            if let Some(Body::Offence(other)) = there.map(|v| &v.body) {
                draft(bench, reasons, &other.consequences, id.as_str(), (&[], &[]), Truth::True, &mut drafts);
            }
        }
    }
    for (at, truth) in judged
        .base
        .rules
        .iter()
        .map(|at| (at, Truth::True))
        .chain(judged.base.open_rules.iter().map(|at| (at, Truth::Unknown)))
    {
        if let Some(Body::Penalty(rule)) = context.version(*at, bench.law_date).map(|v| &v.body) {
            draft(bench, reasons, &rule.consequences, &context.provision(*at).id, (&[], &[]), truth, &mut drafts);
        }
    }
    for q in &judged.qualified {
        let yes: Vec<&str> = q.met.iter().map(|l| l.name.as_str()).collect();
        let maybe: Vec<&str> = q.unknown.iter().map(|l| l.name.as_str()).collect();
        draft(bench, reasons, &q.rule.consequences, q.id.as_str(), (&yes, &maybe), q.truth, &mut drafts);
    }
    for letter in &judged.inherent {
        let bound = |rule: &&ConsequenceRule| rule.letters.contains(&letter.letter.name);
        for rule in letter.rule.consequences.iter().filter(bound) {
            let (by, rules) = (letter.id.as_str(), std::slice::from_ref(rule));
            draft(bench, reasons, rules, by, (&[&letter.letter.name], &[]), letter.truth, &mut drafts);
        }
    }
    for g in &judged.graded {
        draft(bench, reasons, &g.rule.consequences, g.id.as_str(), (&[], &[]), g.truth, &mut drafts);
    }
    drafts
}

fn draft<'r>(
    bench: &Bench<'_>,
    reasons: &Reasons<'_, '_>,
    rules: &'r [ConsequenceRule],
    by: &str,
    (yes, maybe): (&[&str], &[&str]),
    truth: Truth,
    drafts: &mut Vec<Draft<'r>>,
) {
    for rule in rules {
        let has = |letters: &[&str]| rule.letters.iter().any(|l| letters.contains(&l.as_str()));
        let letters = match (rule.letters.is_empty(), has(yes), has(maybe)) {
            (true, ..) | (_, true, _) => Truth::True,
            (_, _, true) => Truth::Unknown,
            _ => Truth::False,
        };
        let status = truth.and(letters).and(bench.truth_or_met(rule.when.as_ref()));
        if status == Truth::False {
            continue;
        }
        if let Some(when) = rule.when.as_ref().filter(|_| status == Truth::Unknown) {
            reasons.touch(when);
        }
        let joined = || {
            let texts: Vec<Text> = rule.kinds.iter().map(|k| bench.context.model.consequence_name(k)).collect();
            Text::new(
                texts.iter().map(|t| t.es.as_str()).collect::<Vec<_>>().join(" o "),
                texts.iter().map(|t| t.en.as_str()).collect::<Vec<_>>().join(" or "),
            )
        };
        let mut text = rule.text.clone().unwrap_or_else(joined);
        if rule.may {
            text = Text::new(format!("{} (puede imponerse)", text.es), format!("{} (may be imposed)", text.en));
        }
        drafts.push(Draft {
            kinds: rule.kinds.clone(),
            text,
            rule,
            by: by.into(),
            letters: rule.letters.iter().filter(|l| yes.contains(&l.as_str())).cloned().collect(),
            status: met(status),
        });
    }
}

fn plain_consequence(bench: &Bench<'_>, kind: &str, judged: &Judged<'_>) -> Consequence {
    let by = judged.steps.iter().rev().find(|s| s.kind == crate::verdict::StepKind::Substitution);
    Consequence {
        kind: kind.into(),
        text: bench.context.model.consequence_name(kind),
        term: None,
        permanent: false,
        by: by.map_or_else(|| judged.id.text(), |s| s.by.clone()),
        letters: Vec::new(),
        status: Met::Met,
    }
}

/// Ex officio or on complaint: a prosecution rule beats the offence's own line.
fn prosecution(judged: &Judged<'_>) -> Prosecution {
    let bench = &judged.bench;
    let context = bench.context;
    let word = |mode| match mode {
        ProsecutionMode::ExOfficio => "ex_officio",
        ProsecutionMode::Complaint => "complaint",
    };
    for at in bench.rules(Kind::Prosecution) {
        let Some(Body::Prosecution(rule)) = context.version(*at, bench.law_date).map(|v| &v.body) else { continue };
        let truth = |list: &[(Selection, Option<crate::model::Cond>)]| {
            list.iter()
                .map(|(selection, when)| bench.concerned(selection).and(bench.truth_or_met(when.as_ref())))
                .fold(Truth::False, Truth::or)
        };
        let by = context.provision(*at).id.clone();
        let mode = match (truth(&rule.ex_officio), truth(&rule.on_complaint)) {
            (Truth::True, _) => word(ProsecutionMode::ExOfficio),
            (Truth::False, Truth::True) => word(ProsecutionMode::Complaint),
            (Truth::False, Truth::False) => continue,
            _ => "undetermined",
        };
        return Prosecution { mode, by };
    }
    Prosecution { mode: word(judged.subsumed.offence.prosecution), by: context.provision(judged.provision).id.clone() }
}

/// What follows by law beside the penalty: measures that reach the charge.
fn measures(judged: &Judged<'_>, reasons: &Reasons<'_, '_>) -> Vec<Consequence> {
    let bench = &judged.bench;
    let context = bench.context;
    let mut found = Vec::new();
    for at in bench.rules(Kind::Measure) {
        let provision = context.provision(*at);
        let Some(Body::Note(note)) = context.version(*at, bench.law_date).map(|v| &v.body) else { continue };
        let empty = matches!(&note.applies_to, Known::Text(selection) if selection.is_empty());
        let truth = bench.reached(&note.applies_to).and(bench.truth_or_met(note.when.as_ref()));
        if empty || truth == Truth::False {
            continue;
        }
        if let Some(when) = note.when.as_ref().filter(|_| truth == Truth::Unknown) {
            reasons.touch(when);
        }
        let named: Vec<Str> = note.consequences.iter().map(|rule| rule.kinds.join("|").into()).collect();
        let kinds = if named.is_empty() { vec![Str::fixed("measure")] } else { named };
        found.extend(kinds.into_iter().map(|kind| Consequence {
            kind,
            text: provision.gist.clone(),
            term: None,
            permanent: false,
            by: provision.id.clone(),
            letters: Vec::new(),
            status: met(truth),
        }));
    }
    found
}

/// What the charge rests on: its offence, the penalty's provision, met qualifiers and gradings, exclusions.
fn citations(judged: &Judged<'_>, penalty: &PenaltyOutcome) -> Vec<Citation> {
    let context = judged.bench.context;
    let mut ids: Vec<Str> = vec![judged.id.text()];
    ids.extend(judged.subsumed.offence.defined_in.iter().map(|id| id.text()));
    ids.push(penalty.by.clone());
    for q in judged.qualified.iter().filter(|q| q.truth == Truth::True) {
        let letters: Vec<Str> =
            q.met.iter().map(|l| if l.name.is_empty() { q.id.text() } else { q.id.letter(&l.name).text() }).collect();
        ids.extend(letters);
    }
    ids.extend(judged.steps.iter().map(|s| s.by.clone()));
    ids.extend(judged.excluded_by.iter().map(|(id, _)| id.text()));
    // A letter cites its article too.
    let all = ids.clone();
    ids.retain(|id| !all.iter().any(|other| other.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with(':'))));
    let mut seen: Vec<Str> = Vec::new();
    ids.retain(|id| {
        let new = !seen.contains(id);
        seen.push(id.clone());
        new
    });
    ids.iter().filter_map(|id| citation(context, id, judged)).collect()
}

fn citation(context: &super::Context<'_>, id: &str, judged: &Judged<'_>) -> Option<Citation> {
    let parsed = ProvisionId::parse(id)?;
    let mut holder = id;
    let gazette = loop {
        let at = context.index.first(holder);
        if let Some(version) = at.and_then(|at| context.version(at, judged.bench.law_date)) {
            break version.gazette.clone();
        }
        match holder.rfind(':') {
            Some(at) if holder[..at].contains(':') => holder = &holder[..at],
            _ => break Vec::new(),
        }
    };
    Some(Citation {
        id: id.into(),
        law: context.model.law_name(parsed.law()),
        article: parsed.article().into(),
        clause: parsed.clause().map(Str::from),
        gazette,
    })
}

/// What a charge that is not made out rests on: nothing, when one element fails whatever is assumed.
fn fallen(judged: &Judged<'_>, touched: &Touched) -> Vec<Assumption> {
    let bench = &judged.bench;
    let offence = judged.subsumed.offence;
    let unmet = offence.elements.iter().zip(&judged.subsumed.elements).filter(|(_, status)| **status == Met::Unmet);
    let excepted =
        offence.exceptions.iter().zip(&judged.subsumed.exceptions).filter(|(_, status)| **status == Met::Met);
    let mut first = None;
    for (element, status) in unmet.chain(excepted) {
        let own = Touched::default();
        Reasons { bench, touched: &own }.of_element(element, *status);
        let found = assumptions(bench, &own);
        if found.is_empty() {
            return found;
        }
        first = first.or(Some(found));
    }
    first.unwrap_or_else(|| assumptions(bench, touched))
}

/// What was assumed on the way, by fact; presumptions with their provision.
fn assumptions(bench: &Bench<'_>, touched: &Touched) -> Vec<Assumption> {
    let context = bench.context;
    let mut found: Vec<Assumption> = Vec::new();
    let mut places = touched.assumed();
    places.sort_unstable();
    for (fact, view) in places {
        let slot = &bench.frame.count.views[view][fact.usize()];
        let name = &context.model.fact_at(fact).name;
        if slot.origin == Origin::Assumed && found.iter().all(|a| &a.fact != name) {
            let value = slot.given.clone().unwrap_or(serde_json::Value::Null);
            found.push(Assumption { fact: name.clone(), value, by: None });
        }
    }
    for (term, by) in touched.presumed() {
        if found.iter().all(|a| a.fact != term) {
            found.push(Assumption { fact: term, value: true.into(), by: Some(by) });
        }
    }
    found
}

/// Whether a selection that may be a gap leaves the charge in doubt.
pub(crate) fn in_doubt(judged: &Judged<'_>, known: &Known<Selection>) -> Option<Text> {
    match known {
        Known::Gap { note, .. } => (judged.bench.reached(known) == Truth::Unknown).then(|| note.clone()),
        Known::Text(_) => None,
    }
}
