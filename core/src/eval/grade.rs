//! Grading: attempt, participation, culpability, continued offence, recidivism, in that order, each on what it receives.

use super::context::{Bench, CEILING};
use super::punish::open_rows;
use super::wording;
use crate::exact::{ProvisionId, Text};
use crate::facts::Truth;
use crate::model::{Body, Grading, GradingRow, Holds, Kind};
use crate::packed::Str;

/// A grading that is met or unknown.
pub(crate) struct Graded<'a> {
    pub(crate) id: ProvisionId,
    pub(crate) rule: &'a Grading,
    pub(crate) truth: Truth,
    /// The rows that are open; empty when there is nothing to do.
    pub(crate) rows: Vec<&'a GradingRow>,
    /// The offence has no such form: the charge is excluded, by this rule. Under an older text that is in doubt.
    pub(crate) excludes: Option<(ProvisionId, Truth)>,
    /// What the rule does is a gap on the date.
    pub(crate) gap: Option<Text>,
    pub(crate) reading: Option<Str>,
}

/// The kinds of rules that may grade a charge, in the order of computing.
pub(crate) const GRADINGS: [Kind; 8] = [
    Kind::Attempt,
    Kind::Participation,
    Kind::Negligence,
    Kind::Excess,
    Kind::Error,
    Kind::Attenuation,
    Kind::Concurrence,
    Kind::Recidivism,
];

/// Every grading of the charge that is met or unknown, in the order of computing.
pub(crate) fn grade<'a>(bench: &Bench<'a>) -> Vec<Graded<'a>> {
    let context = bench.context;
    let mut found = Vec::new();
    for at in GRADINGS.iter().flat_map(|kind| bench.rules(*kind)) {
        let Some((version, earlier)) = bench.in_force_or_older(*at) else { continue };
        let (Body::Grading(rule), Some(id)) = (&version.body, context.id(*at)) else { continue };
        let Some(when) = &rule.when else { continue };
        let truth = bench.reached(&rule.applies_to).and(bench.truth(when));
        if truth == Truth::False {
            continue;
        }
        let listed = rule.only_for.as_ref().is_none_or(|only| bench.selected(only));
        if !listed && !rule.otherwise_excluded {
            continue;
        }
        let (rows, reading) = context.variant(&rule.rows);
        if earlier && listed && rows.is_empty() {
            continue;
        }
        // What moved nothing moves nothing under an older text either; what has no such form is not moved.
        let gap = if earlier && (!listed || !rows.is_empty()) {
            Some(wording::older_text(version.since))
        } else {
            rule.gap.clone().filter(|_| listed && !earlier)
        };
        let open = open_rows(rows, |row| bench.truth_or_met(row.when.as_ref()));
        let mut graded = Graded {
            id: id.clone(),
            rule,
            truth,
            rows: open.into_iter().map(|at| &rows[at]).collect(),
            excludes: (!listed).then(|| (id.clone(), if earlier { Truth::Unknown } else { truth })),
            gap,
            reading,
        };
        follow_negligence(bench, &mut graded);
        found.push(graded);
    }
    found.sort_by_key(|g| g.rule.kind);
    found
}

/// A row "as negligence" (CPF 66) excludes where the negligence rule does not reach.
fn follow_negligence(bench: &Bench<'_>, graded: &mut Graded<'_>) {
    let context = bench.context;
    let outside = |id: &ProvisionId| {
        context
            .index
            .find(id.as_str(), Kind::Negligence)
            .and_then(|at| context.version(at, bench.law_date))
            .is_some_and(|version| match &version.body {
                Body::Grading(rule) => rule.only_for.as_ref().is_some_and(|only| !bench.selected(only)),
                _ => false,
            })
    };
    if let [row] = graded.rows.as_slice()
        && let Some(id) = row.as_negligence.as_ref().filter(|id| outside(id))
    {
        graded.excludes = Some((id.clone(), graded.truth));
    }
}

/// The effects of a row: its own, or those of the negligence rule it follows; and whether it starts from the basic type.
pub(crate) fn row_effects<'a>(
    bench: &Bench<'a>,
    graded: &Graded<'a>,
    row: &'a GradingRow,
) -> (Vec<&'a crate::model::Effect>, bool) {
    let context = bench.context;
    if let Some(id) = &row.as_negligence {
        let rule = context.index.find(id.as_str(), Kind::Negligence).and_then(|at| context.version(at, bench.law_date));
        if let Some(Body::Grading(rule)) = rule.map(|version| &version.body) {
            let effects = rule.rows.plain.iter().flat_map(|row| &row.effects).collect();
            return (effects, rule.from_base);
        }
    }
    (row.effects.iter().collect(), graded.rule.from_base)
}

/// Whether the ceiling binds the charge on the date of law, and its length in years.
pub(crate) fn ceiling(bench: &Bench<'_>) -> Option<(i64, Str)> {
    let context = bench.context;
    let years = context.number(CEILING, bench.law_date)?;
    let (parameter, _) = context.parameter(CEILING, bench.law_date)?;
    match context.known_holds(&parameter.not_for, &bench.charge, bench.law_date) {
        Holds::Yes => None,
        _ => Some((years, context.parameter_source(CEILING))),
    }
}
