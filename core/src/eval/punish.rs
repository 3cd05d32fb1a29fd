//! Which penalty: the offence's own lines or the penalty rules that stand in their place, letters and rows.

use super::amounts::{Amounts, Rules};
use super::context::{Bench, Context, FLOOR};
use super::subsume::{LetterTruth, Subsumed, elements, offence_on};
use crate::exact::{Date, ProvisionId, Ratio};
use crate::facts::{FactValue, Truth};
use crate::model::{Body, Holds, Kind, Known, PenaltyLine, PenaltyRow, PenaltyRule, PenaltySpec};
use crate::packed::Str;

/// How deep one penalty may refer to another.
const MAX_REFERENCES: usize = 8;
/// The most penalty rules left open at once that are combined one by one.
const MAX_OPEN_RULES: u32 = 4;
/// What a fine or a term of prison is when no parameter says: nothing.
const NO_FLOOR: Ratio = Ratio::new_raw(0, 1);

/// One outcome of the unknown facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The range; `None` when the law states none, or it is a gap.
    pub(crate) amounts: Option<Amounts>,
    /// The provision that states it.
    pub(crate) by: Str,
}

/// The base penalty of a charge.
#[derive(Clone, Debug, Default)]
pub(crate) struct Base {
    /// Every outcome that is still open; one when nothing is unknown.
    pub(crate) open: Vec<Outcome>,
    /// The one that is established: the only one, or the mildest.
    pub(crate) established: usize,
    /// The inline penalty that a rule stood in place of, when one did.
    pub(crate) replaced: Option<Outcome>,
    /// `(code, by, text)` of what must be said.
    pub(crate) notes: Vec<(&'static str, Str, crate::exact::Text)>,
    /// A reading that chose a line.
    pub(crate) reading: Option<Str>,
    /// The penalty rules that punish, for their consequences.
    pub(crate) rules: Vec<usize>,
    /// The rules that are unknown.
    pub(crate) open_rules: Vec<usize>,
}

/// The floors and readings the arithmetic needs, on the date of law.
pub(crate) fn rules(bench: &Bench<'_>) -> Rules {
    rules_of_day(bench.context, bench.law_date)
}

/// The same on any day.
pub(crate) fn rules_of_day(context: &Context<'_>, day: Date) -> Rules {
    let floor = context.number(FLOOR, day);
    Rules {
        far_end_only: context.reading_is("up_to", "max_only"),
        prison_floor: floor.map_or(NO_FLOOR, |days| Ratio::from_integer(i128::from(days))),
    }
}

/// The base penalty of an offence.
pub(crate) fn base(bench: &Bench<'_>, subsumed: &Subsumed<'_>, own: &ProvisionId) -> Base {
    let mut base = Base::default();
    let inline = of_lines(bench, &subsumed.offence.penalties, &subsumed.letters, own, 0, &mut base);
    let candidates = candidates(bench);
    let open: Vec<usize> = candidates.iter().filter(|c| c.truth == Truth::Unknown).map(|c| c.provision).collect();
    // Every way in which the open rules may turn out; beyond the limit, none or all of them.
    let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
    let subsets: Vec<u64> = if count <= MAX_OPEN_RULES { (0..1_u64 << count).collect() } else { vec![0, u64::MAX] };
    for subset in subsets {
        let met: Vec<&Candidate<'_>> = candidates
            .iter()
            .filter(|c| {
                c.truth == Truth::True
                    || open.iter().position(|at| *at == c.provision).is_some_and(|at| subset >> at.min(63) & 1 == 1)
            })
            .collect();
        let outcomes = combine(bench, &met, &inline, own, &mut base);
        if subset == 0 {
            base.rules = met.iter().map(|c| c.provision).collect();
        }
        for outcome in outcomes {
            if !base.open.contains(&outcome) {
                base.open.push(outcome);
            }
        }
    }
    base.open_rules = open;
    base.established = mildest(&base.open);
    let stands = base.open.get(base.established).map(|o| o.by.clone());
    base.replaced = inline.get(mildest(&inline)).filter(|o| Some(&o.by) != stands.as_ref()).cloned();
    base
}

struct Candidate<'a> {
    provision: usize,
    id: ProvisionId,
    rule: &'a PenaltyRule,
    truth: Truth,
}

/// Penalty rules in force that may punish the charge.
fn candidates<'a>(bench: &Bench<'a>) -> Vec<Candidate<'a>> {
    let context = bench.context;
    let mut found = Vec::new();
    for at in bench.rules(Kind::Penalty) {
        let Some(version) = context.version(*at, bench.law_date) else { continue };
        let (Body::Penalty(rule), Some(id)) = (&version.body, context.id(*at)) else { continue };
        let truth = bench.reached(&rule.punishes).and(bench.truth_or_met(rule.when.as_ref()));
        if truth != Truth::False {
            found.push(Candidate { provision: *at, id: id.clone(), rule, truth });
        }
    }
    found
}

/// The outcomes when just these rules are met: those that no other stands instead of, and what is besides.
fn combine(
    bench: &Bench<'_>,
    met: &[&Candidate<'_>],
    inline: &[Outcome],
    own: &ProvisionId,
    base: &mut Base,
) -> Vec<Outcome> {
    let replaced = |id: &ProvisionId| {
        // A rule never stands in place of itself.
        met.iter().any(|c| c.id != *id && bench.holds(&c.rule.instead_of, id) == Holds::Yes)
    };
    let mut outcomes: Vec<Outcome> = if replaced(own) { Vec::new() } else { inline.to_vec() };
    let mut added: Vec<Outcome> = Vec::new();
    for candidate in met.iter().filter(|c| !replaced(&c.id)) {
        let stated = of_known(bench, &candidate.rule.penalty, &candidate.id, 0, base);
        if candidate.rule.besides.is_empty() {
            // Several rules undisplaced: the gravest punishes (the checker asks for a reading).
            outcomes = if outcomes.is_empty() { stated } else { gravest_pairs(&outcomes, &stated) };
        } else {
            added.extend(stated);
        }
    }
    if outcomes.is_empty() {
        return if added.is_empty() { Vec::new() } else { added };
    }
    for extra in &added {
        for outcome in &mut outcomes {
            outcome.amounts = match (&outcome.amounts, &extra.amounts) {
                (Some(own), Some(more)) => Some(own.plus(more)),
                _ => None,
            };
        }
    }
    outcomes
}

fn gravest_pairs(left: &[Outcome], right: &[Outcome]) -> Vec<Outcome> {
    left.iter().flat_map(|a| right.iter().map(move |b| graver(a, b).clone())).collect()
}

/// The graver of two outcomes; on a tie the first.
fn graver<'o>(a: &'o Outcome, b: &'o Outcome) -> &'o Outcome {
    match (&a.amounts, &b.amounts) {
        (Some(own), Some(other)) if other.gravity() > own.gravity() => b,
        (None, Some(_)) => b,
        _ => a,
    }
}

/// The place of the mildest stated outcome; the first when none is stated.
pub(crate) fn mildest(open: &[Outcome]) -> usize {
    let stated = open.iter().enumerate().filter_map(|(at, o)| o.amounts.as_ref().map(|a| (a.gravity(), at)));
    stated.min().map_or(0, |(_, at)| at)
}

/// The outcomes of penalty lines under the letters that are met and unknown.
fn of_lines(
    bench: &Bench<'_>,
    lines: &[PenaltyLine],
    letters: &[LetterTruth<'_>],
    own: &ProvisionId,
    depth: usize,
    base: &mut Base,
) -> Vec<Outcome> {
    let by_letter = |name: Option<&str>, base: &mut Base| -> Vec<Outcome> {
        let covers =
            |line: &&PenaltyLine| line.letters.is_empty() || name.is_some_and(|n| line.letters.iter().any(|l| l == n));
        let own = name.map_or_else(|| own.clone(), |n| own.letter(n));
        let mut chosen = None;
        for line in lines.iter().filter(covers) {
            match &line.under {
                Some((reading, value)) => {
                    let is = bench.context.reading_is(reading, value);
                    base.reading = bench.context.reading(reading).map(|v| format!("{reading}={v}").into());
                    if is {
                        chosen = Some(line);
                        break;
                    }
                }
                None => chosen = chosen.or(Some(line)),
            }
        }
        chosen.map_or_else(Vec::new, |line| of_known(bench, &line.penalty, &own, depth, base))
    };
    let live = letters.iter().filter(|l| l.truth != Truth::False);
    let each: Vec<(Truth, Vec<Outcome>)> =
        live.map(|l| (l.truth, by_letter(Some(l.letter.name.as_str()), base))).collect();
    if each.is_empty() {
        return by_letter(None, base);
    }
    // The gravest of those that are met, and perhaps of one more; in their order, for on a tie the first punishes.
    let gravest = |one_more: Option<usize>| {
        let all = each.iter().enumerate().filter(|(at, (truth, _))| *truth == Truth::True || Some(*at) == one_more);
        all.map(|(_, (_, outcomes))| outcomes).fold(Vec::new(), |gravest: Vec<Outcome>, outcomes| {
            if gravest.is_empty() { outcomes.clone() } else { gravest_pairs(&gravest, outcomes) }
        })
    };
    let mut open = gravest(None);
    for (at, _) in each.iter().enumerate().filter(|(_, (truth, _))| *truth == Truth::Unknown) {
        open.extend(gravest(Some(at)));
    }
    open
}

fn of_known(
    bench: &Bench<'_>,
    known: &Known<PenaltySpec>,
    own: &ProvisionId,
    depth: usize,
    base: &mut Base,
) -> Vec<Outcome> {
    match known {
        Known::Text(spec) => of_spec(bench, spec, own, depth, base),
        Known::Gap { note, at_most } => {
            base.notes.push(("gap", own.text(), note.clone()));
            let mut open = vec![Outcome { amounts: None, by: own.text() }];
            if let Some(bound) = at_most {
                open.extend(of_spec(bench, bound, own, depth, base));
            }
            open
        }
    }
}

fn of_spec(bench: &Bench<'_>, spec: &PenaltySpec, own: &ProvisionId, depth: usize, base: &mut Base) -> Vec<Outcome> {
    let unstated = || vec![Outcome { amounts: None, by: own.text() }];
    if depth > MAX_REFERENCES {
        return unstated();
    }
    match spec {
        PenaltySpec::Range(range) => {
            let amounts = Some(Amounts::stated(range, &rules(bench)));
            vec![Outcome { amounts, by: own.text() }]
        }
        PenaltySpec::SameAs { id, .. } => {
            let mut outcomes = of_reference(bench, id, depth, base);
            outcomes.iter_mut().for_each(|o| o.by = own.text());
            if outcomes.is_empty() { unstated() } else { outcomes }
        }
        PenaltySpec::NotStated { discretion } => {
            let text = super::wording::not_stated(discretion.as_str());
            base.notes.push(("discretion", own.text(), text));
            unstated()
        }
        PenaltySpec::AsParticipant { fact, .. } => {
            let mut outcomes: Vec<Outcome> = Vec::new();
            let views = &bench.frame.count.views;
            let value = views.first().map(|view| &view[fact.usize()].value);
            if let Some(FactValue::Offences(ids, true)) = value {
                for id in ids.iter().filter_map(|id| ProvisionId::parse(id)) {
                    let found = of_reference(bench, &id, depth, base);
                    let found = if found.is_empty() { unstated() } else { found };
                    outcomes = if outcomes.is_empty() { found } else { gravest_pairs(&outcomes, &found) };
                }
            }
            outcomes.iter_mut().for_each(|o| o.by = own.text());
            if outcomes.iter().all(|o| o.amounts.is_none()) {
                base.notes.push(("not_encoded", own.text(), super::wording::outside_the_pack()));
                return unstated();
            }
            outcomes
        }
        PenaltySpec::FirstOf(rows) => {
            let open = open_rows(rows, |row| bench.truth_or_met(row.when.as_ref()));
            open.into_iter().flat_map(|at| of_row(bench, &rows[at], own, depth, base)).collect()
        }
        PenaltySpec::GravestOf(rows) => {
            let mut established: Vec<Outcome> = Vec::new();
            let mut unknown = Vec::new();
            for row in rows {
                match bench.truth_or_met(row.when.as_ref()) {
                    Truth::True => {
                        let outcomes = of_row(bench, row, own, depth, base);
                        established =
                            if established.is_empty() { outcomes } else { gravest_pairs(&established, &outcomes) };
                    }
                    Truth::Unknown => unknown.push(row),
                    Truth::False => {}
                }
            }
            let mut open = established.clone();
            for row in unknown {
                let outcomes = of_row(bench, row, own, depth, base);
                open.extend(if established.is_empty() { outcomes } else { gravest_pairs(&established, &outcomes) });
            }
            open
        }
    }
}

fn of_row(bench: &Bench<'_>, row: &PenaltyRow, own: &ProvisionId, depth: usize, base: &mut Base) -> Vec<Outcome> {
    of_spec(bench, &row.penalty, &own.row(&row.name), depth + 1, base)
}

/// The rows of a `first of` that are open: not unmet, and no earlier row met.
pub(crate) fn open_rows<R>(rows: &[R], truth: impl Fn(&R) -> Truth) -> Vec<usize> {
    let mut open = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match truth(row) {
            Truth::False => {}
            Truth::Unknown => open.push(at),
            Truth::True => {
                open.push(at);
                break;
            }
        }
    }
    open
}

/// The penalty of another provision, of the version in force on this date, with this charge's facts.
fn of_reference(bench: &Bench<'_>, id: &ProvisionId, depth: usize, base: &mut Base) -> Vec<Outcome> {
    let context = bench.context;
    for (kind, at) in
        [Kind::Offence, Kind::Penalty].into_iter().flat_map(|k| context.index.of(k).iter().map(move |at| (k, *at)))
    {
        let Some(own) = context.id(at).filter(|own| own.covers(id)) else { continue };
        if kind == Kind::Penalty {
            if let Some(Body::Penalty(rule)) = context.version(at, bench.law_date).map(|v| &v.body) {
                return of_known(bench, &rule.penalty, own, depth + 1, base);
            }
        } else if let Some(offence) = offence_on(bench.frame, at, bench.law_date) {
            let named = id.as_str().strip_prefix(own.as_str()).and_then(|rest| rest.strip_prefix(':'));
            let there = Bench::of_offence(bench.frame, bench.law_date, at, own.clone());
            let letters: Vec<LetterTruth<'_>> = match named {
                // A letter that is named is meant, whatever the facts say of the other offence.
                Some(name) => super::letters_of(offence)
                    .filter(|letter| letter.name == name)
                    .map(|letter| LetterTruth { letter, truth: Truth::True })
                    .collect(),
                None => elements(&there, offence).letters,
            };
            return of_lines(bench, &offence.penalties, &letters, own, depth + 1, base);
        }
    }
    Vec::new()
}
