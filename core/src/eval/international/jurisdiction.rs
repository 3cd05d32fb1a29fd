//! Jurisdiction over the acts: every ground of the law, and what it comes to.

use super::{Need, bench_of, stands, text};
use crate::eval::context::{Bench, Context, Frame};
use crate::eval::reasons::{Reasons, Touched, met};
use crate::exact::ProvisionId;
use crate::facts::Truth;
use crate::model::{Body, FactIx, JurisdictionRule, Kind, Role};
use crate::verdict::{Charge, Element, Jurisdiction, Met, Reason, ReasonOp};

/// A ground of jurisdiction over the charges of a count.
pub(crate) struct Ground {
    provision: usize,
    republic: bool,
    federal: bool,
    /// What the rule speaks of is there.
    at_hand: Truth,
    truth: Truth,
    /// Made for those that are shown.
    element: Option<Element>,
    missing: Vec<(FactIx, usize)>,
}

/// Of which grounds reasons are made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tell {
    /// Those worth telling.
    Shown,
    /// Those in doubt.
    Doubtful,
}

impl Ground {
    pub(crate) fn id(&self, context: &Context<'_>) -> Option<ProvisionId> {
        context.provision(self.provision).provision_id()
    }
    pub(crate) fn truth(&self) -> Truth {
        self.truth
    }
    /// The facts it waits for, when it is in doubt and reasons were made.
    pub(crate) fn missing(&self) -> &[(FactIx, usize)] {
        if self.truth == Truth::Unknown { &self.missing } else { &[] }
    }
}

/// The grounds over the charges of a count that stand: a ground is met when it is for some charge. Empty when none stands.
pub(crate) fn grounds(frame: &Frame<'_>, charges: &[&Charge], tell: Tell) -> Vec<Ground> {
    let context = frame.context;
    if context.index.of(Kind::Jurisdiction).is_empty() {
        return Vec::new();
    }
    let benches: Vec<Bench<'_>> =
        charges.iter().filter(|c| stands(c)).filter_map(|charge| bench_of(frame, charge, Vec::new())).collect();
    let mut best: Vec<(Ground, &Bench<'_>, &JurisdictionRule)> = Vec::new();
    for at in context.index.of(Kind::Jurisdiction) {
        let mut found: Option<(Ground, &Bench<'_>, &JurisdictionRule)> = None;
        for bench in &benches {
            let version = context.version(*at, bench.law_date);
            let first = context.provision(*at).versions.first();
            let older = first.filter(|v| version.is_none() && v.open_start && bench.law_date < v.since);
            let Some(Body::Jurisdiction(rule)) = version.or(older).map(|v| &v.body) else { continue };
            // What an older text said is not known: it may have been the same.
            let cap = if older.is_some() { Truth::Unknown } else { Truth::True };
            let at_hand = bench.reached(&rule.applies_to).and(bench.truth_or_met(rule.when.as_ref())).and(cap);
            let truth = at_hand.and(bench.truth_or_met(rule.requires.as_ref()));
            let rank = |truth: Truth, at_hand: Truth| (order(truth), order(at_hand));
            if found.as_ref().is_none_or(|(own, ..)| rank(own.truth, own.at_hand) < rank(truth, at_hand)) {
                let ground = Ground {
                    provision: *at,
                    republic: rule.republic,
                    federal: rule.federal,
                    at_hand,
                    truth,
                    element: None,
                    missing: Vec::new(),
                };
                found = Some((ground, bench, rule));
            }
        }
        best.extend(found);
    }
    let own: Vec<&Ground> = best.iter().map(|(ground, ..)| ground).collect();
    let told = match tell {
        Tell::Shown => shown(&own),
        Tell::Doubtful => (0..own.len()).filter(|at| own[*at].truth == Truth::Unknown).collect(),
    };
    for (place, (ground, bench, rule)) in best.iter_mut().enumerate() {
        if told.contains(&place) {
            (ground.element, ground.missing) = element(context, ground, bench, rule);
        }
    }
    best.into_iter().map(|(ground, ..)| ground).collect()
}

fn order(truth: Truth) -> u8 {
    match truth {
        Truth::False => 0,
        Truth::Unknown => 1,
        Truth::True => 2,
    }
}

/// What is worth telling: the grounds that are met; else those in doubt; else those that are at hand and lack something.
fn shown(grounds: &[&Ground]) -> Vec<usize> {
    let mut all = Vec::new();
    for gives in [|ground: &Ground| ground.republic, |ground: &Ground| ground.federal] {
        let own: Vec<usize> = (0..grounds.len()).filter(|at| gives(grounds[*at])).collect();
        let with = |truth: Truth| own.iter().copied().filter(move |at| grounds[*at].truth == truth);
        let lacking = || own.iter().copied().filter(|at| grounds[*at].at_hand == Truth::True);
        let met: Vec<usize> = with(Truth::True).collect();
        let told = if !met.is_empty() {
            met
        } else {
            let doubt: Vec<usize> = with(Truth::Unknown).chain(lacking()).collect();
            if doubt.is_empty() { own.first().copied().into_iter().collect() } else { doubt }
        };
        all.extend(told);
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn element(
    context: &Context<'_>,
    ground: &Ground,
    bench: &Bench<'_>,
    rule: &JurisdictionRule,
) -> (Option<Element>, Vec<(FactIx, usize)>) {
    let touched = Touched::default();
    let reasons = Reasons { bench, touched: &touched };
    let asked = [rule.when.as_ref(), rule.requires.as_ref()];
    let deciding = asked.into_iter().flatten().filter(|condition| bench.truth(condition) == ground.truth);
    let mut of: Vec<Reason> = deciding.map(|condition| reasons.of(condition)).collect();
    if of.is_empty() {
        // In doubt because the text of that day is not known.
        of.extend(rule.when.as_ref().map(|when| reasons.of(when)));
    }
    let because = match <[Reason; 1]>::try_from(of) {
        Ok([one]) => one,
        Err(of) => {
            Reason { op: ReasonOp::All, status: met(ground.truth), name: None, fact: None, test: None, given: None, of }
        }
    };
    let provision = context.provision(ground.provision);
    let assumed = touched.assumed();
    let labels: Vec<_> = assumed.iter().map(|(fact, _)| &context.model.fact_at(*fact).label).collect();
    let element = Element {
        id: provision.id.clone(),
        role: Role::Ground,
        status: met(ground.truth),
        text: text::assumed(&provision.name, &labels),
        by: provision.id.clone(),
        because,
    };
    (Some(element), touched.missing())
}

/// Jurisdiction over each act: what holds of every count of it, or is in doubt where counts differ.
pub(crate) fn over_acts(context: &Context<'_>, counts: Vec<Vec<Ground>>) -> (Vec<Jurisdiction>, Vec<Need>) {
    let (mut rows, mut needs) = (Vec::<Jurisdiction>::new(), Vec::new());
    for (place, grounds) in counts.into_iter().enumerate().filter(|(_, grounds)| !grounds.is_empty()) {
        let act = context.case.counts[place].act.clone();
        let any = |gives: fn(&Ground) -> bool| {
            met(grounds.iter().filter(|ground| gives(ground)).map(|ground| ground.truth).fold(Truth::False, Truth::or))
        };
        let (status, federal) = (any(|ground| ground.republic), any(|ground| ground.federal));
        if status == Met::Unknown {
            for ground in grounds.iter().filter(|ground| ground.republic && ground.truth == Truth::Unknown) {
                let by = context.provision(ground.provision).id.clone();
                let own = ground.missing.iter();
                needs.extend(own.map(|(fact, view)| Need { count: place, fact: *fact, view: *view, by: by.clone() }));
            }
        }
        let elements: Vec<Element> = grounds.into_iter().filter_map(|ground| ground.element).collect();
        let row = Jurisdiction { act, status, federal, grounds: elements };
        let Some(known) = rows.iter_mut().find(|known| known.act == row.act && (row.act.is_some() || **known == row))
        else {
            rows.push(row);
            continue;
        };
        for (own, other) in [(&mut known.status, row.status), (&mut known.federal, row.federal)] {
            if *own != other {
                *own = Met::Unknown;
            }
        }
        for ground in row.grounds {
            if !known.grounds.iter().any(|own| own.id == ground.id && own.status == ground.status) {
                known.grounds.push(ground);
            }
        }
    }
    (rows, needs)
}
