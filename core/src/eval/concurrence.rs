//! Concurrence: how the charges of one accused that apply add up over the counts of a case.
//!
//! Charges of one conduct are in ideal concurrence, of several in real; what is continued is one offence. A victim more of
//! one offence adds nothing: it never made a charge of its own.

use super::amounts::{Amounts, Ends};
use super::context::{CEILING, Context};
use super::punish::rules_of_day;
use super::shapes::{FineDay, penalty};
use super::states::{Measure, State};
use super::wording;
use crate::exact::{Date, ProvisionId, Ratio, Text};
use crate::model::{Body, Combines, ConcurrenceRule, Effect, GradingKind, Kind, Part, Plurality};
use crate::packed::Str;
use crate::verdict::{Charge, Concurrence, ConcurrenceGroup, ConcurrenceOf, Met, Notice, Status, Step, StepKind};

/// Days in a year, for the ceiling of prison.
const YEAR: i64 = 360;

/// A charge of a count as concurrence sees it.
pub(crate) struct Counted<'a> {
    pub(crate) place: usize,
    pub(crate) accused: Option<&'a str>,
    pub(crate) act: Option<&'a str>,
    /// Whose victim the charge is about: all of the act, for an offence that many make one.
    pub(crate) victims: &'a [Option<Str>],
    pub(crate) charge: &'a Charge,
    pub(crate) established: Option<&'a Amounts>,
    pub(crate) possible: Option<&'a Amounts>,
}

/// Penalties that were joined: the running range, and how much of its maximum the ceiling reaches.
#[derive(Clone, Debug)]
struct Pile {
    amounts: Amounts,
    capped: Ratio,
    free: Ratio,
    law_of_real: bool,
}

/// The concurrence of a case; `None` when no accused has several charges that apply.
pub(crate) fn concurrence(
    context: &Context<'_>,
    all: &[Counted<'_>],
    notices: &mut Vec<Notice>,
) -> Option<Concurrence> {
    let mut accused: Vec<Option<&str>> = Vec::new();
    for one in all {
        if !accused.contains(&one.accused) {
            accused.push(one.accused);
        }
    }
    let by_accused: Vec<ConcurrenceOf> = accused
        .into_iter()
        .filter_map(|who| {
            let own: Vec<&Counted<'_>> = all.iter().filter(|one| one.accused == who).collect();
            of_accused(context, who, &own, notices)
        })
        .collect();
    (!by_accused.is_empty()).then_some(Concurrence { by_accused })
}

/// The rules of concurrence on a day, each with its id.
struct Rules<'a> {
    ideal: (&'a ConcurrenceRule, Str),
    real: (&'a ConcurrenceRule, Str),
}

fn rules<'a>(context: &Context<'a>, day: Date) -> Option<Rules<'a>> {
    let find = |joins: Plurality| {
        context.index.of(Kind::Concurrence).iter().find_map(|at| match context.version(*at, day).map(|v| &v.body) {
            Some(Body::Concurrence(rule)) if rule.joins == joins => Some((rule, context.provision(*at).id.clone())),
            _ => None,
        })
    };
    Some(Rules { ideal: find(Plurality::Ideal)?, real: find(Plurality::Real)? })
}

fn of_accused(
    context: &Context<'_>,
    who: Option<&str>,
    own: &[&Counted<'_>],
    notices: &mut Vec<Notice>,
) -> Option<ConcurrenceOf> {
    let live: Vec<&Counted<'_>> = own.iter().copied().filter(|one| one.charge.status == Status::Applies).collect();
    if live.len() < 2 {
        return None;
    }
    let day = live.iter().map(|one| one.charge.law_date).max()?;
    let Some(rules) = rules(context, day) else {
        let text = wording::no_rule_of_concurrence();
        notices.push(Notice { code: "gap", by: None, text });
        return None;
    };
    let join = Join { context, rules: &rules, day };
    join.refused(&live, notices);
    let mut groups = Vec::new();
    let mut steps = Vec::new();
    let established = join.whole(&live, |one| one.established, &mut groups, &mut steps);
    let (mut aside, mut unsaid) = (Vec::new(), Vec::new());
    let low = join.whole(&live, |one| one.possible, &mut aside, &mut unsaid);
    let doubtful =
        own.iter().copied().filter(|one| matches!(one.charge.status, Status::Applies | Status::Undetermined));
    let high = join.whole(&doubtful.collect::<Vec<_>>(), |one| one.possible, &mut aside, &mut unsaid);
    let possible = low.zip(high).map(|(low, high)| low.hull(&high));
    for id in groups.iter().map(|group: &ConcurrenceGroup| &group.by) {
        let version = context.index.find(id, Kind::Concurrence).and_then(|at| Some((at, context.version(at, day)?)));
        if let Some((at, version)) = version
            && let Some(doubt) = &version.uncertain
        {
            let text = wording::uncertain(&context.provision(at).name, doubt);
            notices.push(Notice { code: "wording_uncertain", by: Some(id.clone()), text });
        }
    }
    let fine_day = FineDay { day, view: None };
    let shape = |amounts: &Amounts| penalty(context, amounts, &fine_day);
    Some(ConcurrenceOf {
        accused: who.map(Str::from),
        groups,
        established: established.as_ref().map(shape),
        possible: possible.as_ref().map(shape),
        steps,
    })
}

struct Join<'r, 'a> {
    context: &'r Context<'a>,
    rules: &'r Rules<'a>,
    day: Date,
}

type Pick<'p> = &'p dyn for<'c> Fn(&'c Counted<'_>) -> Option<&'c Amounts>;

impl Join<'_, '_> {
    /// All charges of an accused as one range.
    fn whole(
        &self,
        live: &[&Counted<'_>],
        pick: impl for<'c> Fn(&'c Counted<'_>) -> Option<&'c Amounts>,
        groups: &mut Vec<ConcurrenceGroup>,
        steps: &mut Vec<Step>,
    ) -> Option<Amounts> {
        let mut conducts: Vec<(usize, Vec<Pile>, Vec<usize>)> = Vec::new();
        for (conduct, members) in self.conducts(live) {
            let (piles, places) = self.piles(live, &members, &pick, groups, steps)?;
            conducts.push((conduct, piles, places));
        }
        let mut parts: Vec<Pile> = Vec::new();
        for (_, piles, places) in conducts {
            if piles.len() < 2 {
                parts.extend(piles);
                continue;
            }
            let (rule, by) = &self.rules.ideal;
            groups.push(ConcurrenceGroup { kind: "ideal", counts: places, by: by.clone() });
            if piles.iter().any(|pile| pile.law_of_real) {
                let before = piles.iter().map(|pile| &pile.amounts).max_by_key(|a| a.gravity())?.clone();
                steps.push(self.step(by, StepKind::Concurrence, &before, &before, wording::as_real(), None));
                parts.extend(piles);
                continue;
            }
            parts.push(self.combine(rule, by, piles, steps)?);
        }
        let several = self.conducts(live).len() > 1;
        if several {
            let mut counts: Vec<usize> = live.iter().map(|one| one.place).collect();
            counts.sort_unstable();
            counts.dedup();
            groups.push(ConcurrenceGroup { kind: "real", counts, by: self.rules.real.1.clone() });
        }
        let pile = if parts.len() > 1 {
            let (rule, by) = &self.rules.real;
            self.combine(rule, by, parts, steps)?
        } else {
            parts.pop()?
        };
        Some(self.under_the_ceiling(pile, steps))
    }

    /// Charges by conduct: acts joined as one conduct, or as one continued offence, are one.
    fn conducts(&self, live: &[&Counted<'_>]) -> Vec<(usize, Vec<usize>)> {
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        for (at, one) in live.iter().enumerate() {
            let of_it = |members: &[usize]| members.iter().any(|member| self.one_conduct(live, live[*member], one));
            let same: Vec<usize> = (0..found.len()).filter(|place| of_it(&found[*place].1)).collect();
            let mut members = vec![at];
            // A charge may be what joins two conducts that were apart so far.
            for place in same.iter().rev() {
                members.extend(found.remove(*place).1);
            }
            members.sort_unstable();
            found.push((members[0], members));
        }
        found.sort_unstable();
        found
    }

    fn one_conduct(&self, live: &[&Counted<'_>], a: &Counted<'_>, b: &Counted<'_>) -> bool {
        match (a.act, b.act) {
            (Some(x), Some(y)) => x == y || self.joined(x, y, false) || self.one_continued(live, x, y),
            _ => a.place == b.place,
        }
    }

    /// Whether two acts that are said to continue each other do so: some offence of both is the same.
    fn one_continued(&self, live: &[&Counted<'_>], a: &str, b: &str) -> bool {
        let of = |act: &str| live.iter().copied().filter(move |one| one.act == Some(act)).collect::<Vec<_>>();
        self.joined(a, b, true) && of(a).iter().any(|one| of(b).iter().any(|other| again(one, other)))
    }

    /// Says of which acts it was stated, but does not hold, that they are one continued offence.
    fn refused(&self, live: &[&Counted<'_>], notices: &mut Vec<Notice>) {
        for (a, b, _) in self.context.case.joined.iter().filter(|(.., continued)| *continued) {
            let charged = |act: &str| live.iter().any(|one| one.act == Some(act));
            if charged(a) && charged(b) && !self.one_continued(live, a, b) {
                let by = self.context.index.of(Kind::Concurrence).iter().find(|at| {
                    let body = self.context.version(**at, self.day).map(|version| &version.body);
                    matches!(body, Some(Body::Grading(rule)) if rule.kind == GradingKind::Continued)
                });
                let by = by.map(|at| self.context.provision(*at).id.clone());
                notices.push(Notice { code: "not_continued", by, text: wording::not_continued(a, b) });
            }
        }
    }

    fn joined(&self, a: &str, b: &str, continued: bool) -> bool {
        joined_acts(self.context, a, b, continued)
    }

    /// The penalties of a conduct; what is continued counts once.
    fn piles(
        &self,
        live: &[&Counted<'_>],
        members: &[usize],
        pick: Pick<'_>,
        groups: &mut Vec<ConcurrenceGroup>,
        steps: &mut Vec<Step>,
    ) -> Option<(Vec<Pile>, Vec<usize>)> {
        let mut piles = Vec::new();
        let mut done: Vec<usize> = Vec::new();
        let mut places: Vec<usize> = members.iter().map(|at| live[*at].place).collect();
        places.sort_unstable();
        places.dedup();
        for at in members {
            if done.contains(at) {
                continue;
            }
            let one = live[*at];
            // Another conduct of the same offence against the same victim, joined as continued.
            let again: Vec<usize> = members
                .iter()
                .copied()
                .filter(|other| {
                    let other = live[*other];
                    let acts = one.act.zip(other.act).is_some_and(|(a, b)| a != b && self.joined(a, b, true));
                    acts && again(one, other)
                })
                .collect();
            let amounts = pick(one)?;
            if again.is_empty() {
                piles.push(self.pile(one.charge, amounts.clone()));
                continue;
            }
            let mut all = vec![*at];
            all.extend(again.iter().copied());
            let gravest = all.iter().filter_map(|at| pick(live[*at])).max_by_key(|a| a.gravity())?.clone();
            let mut counts: Vec<usize> = all.iter().map(|at| live[*at].place).collect();
            counts.sort_unstable();
            counts.dedup();
            let amounts = match self.continued(one.charge) {
                Some((by, effects)) => {
                    let grown = grow(self.context, self.day, &gravest, &effects);
                    steps.push(self.step(&by, StepKind::Grading, &gravest, &grown, wording::continued(), None));
                    groups.push(ConcurrenceGroup { kind: "continued", counts, by });
                    grown
                }
                None => gravest,
            };
            piles.push(self.pile(one.charge, amounts));
            done.extend(all);
        }
        Some((piles, places))
    }

    /// The rule of the continued offence, unless the charge carries it already.
    fn continued(&self, charge: &Charge) -> Option<(Str, Vec<Effect>)> {
        if charge.grading.iter().any(|g| g.kind == GradingKind::Continued && g.status == Met::Met) {
            return None;
        }
        [Kind::Concurrence, Kind::Attenuation].into_iter().flat_map(|kind| self.context.index.of(kind)).find_map(|at| {
            match self.context.version(*at, self.day).map(|v| &v.body) {
                Some(Body::Grading(rule)) if rule.kind == GradingKind::Continued => {
                    let rows = self.context.variant(&rule.rows).0;
                    let effects = rows.iter().flat_map(|row| row.effects.clone()).collect();
                    Some((self.context.provision(*at).id.clone(), effects))
                }
                _ => None,
            }
        })
    }

    fn pile(&self, charge: &Charge, amounts: Amounts) -> Pile {
        let id = ProvisionId::parse(&charge.offence);
        let max = amounts.prison.map_or(Ratio::default(), |ends| ends.max);
        let capped = id.as_ref().is_none_or(|id| self.ceiling(id).is_some());
        let law_of_real = id.as_ref().is_some_and(|id| {
            self.context.holds(&self.rules.ideal.0.as_real_for, id, self.day) == crate::model::Holds::Yes
        });
        let zero = Ratio::default();
        let (capped, free) = if capped { (max, zero) } else { (zero, max) };
        Pile { amounts, capped, free, law_of_real }
    }

    /// The ceiling of prison that reaches an offence, in days.
    fn ceiling(&self, id: &ProvisionId) -> Option<Ratio> {
        let (parameter, at) = self.context.parameter(CEILING, self.day)?;
        if self.context.known_holds(&parameter.not_for, id, self.day) == crate::model::Holds::Yes {
            return None;
        }
        let years = parameter.values[at].values.first().copied().flatten()?.cents();
        Some(Ratio::from_integer(i128::from(years) * i128::from(YEAR)))
    }

    fn combine(&self, rule: &ConcurrenceRule, by: &str, mut piles: Vec<Pile>, steps: &mut Vec<Step>) -> Option<Pile> {
        let gravest =
            piles.iter().enumerate().max_by_key(|(at, pile)| (pile.amounts.gravity(), std::cmp::Reverse(*at)));
        let first = piles.remove(gravest?.0);
        let before = first.amounts.clone();
        let mut sum = first;
        match &rule.combines {
            Combines::Every => {
                for other in &piles {
                    sum.amounts = sum.amounts.plus(&other.amounts);
                    sum.capped += other.capped;
                    sum.free += other.free;
                }
            }
            Combines::Gravest { parts, up_to, own } => {
                let up_to = up_to.ratio();
                let base = sum.clone();
                let rest: Vec<&Amounts> = piles.iter().map(|pile| &pile.amounts).collect();
                sum.amounts = joined(&base.amounts, &rest, parts, up_to, *own);
                if parts.contains(&Part::Prison) && base.amounts.prison.is_some() {
                    if *own {
                        sum.capped += base.capped * up_to;
                        sum.free += base.free * up_to;
                    } else {
                        sum.capped += piles.iter().map(|p| p.capped * up_to).sum::<Ratio>();
                        sum.free += piles.iter().map(|p| p.free * up_to).sum::<Ratio>();
                    }
                } else if base.amounts.prison.is_none() {
                    sum.capped += piles.iter().map(|p| p.capped).sum::<Ratio>();
                    sum.free += piles.iter().map(|p| p.free).sum::<Ratio>();
                }
            }
        }
        sum.law_of_real = false;
        steps.push(self.step(
            by,
            StepKind::Concurrence,
            &before,
            &sum.amounts,
            wording::combined(&rule.combines),
            None,
        ));
        Some(sum)
    }

    /// The sum of what the ceiling reaches is cut; what other laws punish stands beside it.
    fn under_the_ceiling(&self, pile: Pile, steps: &mut Vec<Step>) -> Amounts {
        let parameter = self.context.parameter(CEILING, self.day);
        let years = parameter.and_then(|(p, at)| p.values[at].values.first().copied().flatten()).map(|n| n.cents());
        let (Some(years), Some(prison)) = (years, pile.amounts.prison) else { return pile.amounts };
        let longest = Ratio::from_integer(i128::from(years) * i128::from(YEAR));
        if pile.capped <= longest {
            return pile.amounts;
        }
        let mixed = pile.free > Ratio::default();
        let reading = mixed.then(|| self.context.reading("mixed_ceiling")).flatten();
        if reading == Some("none") {
            return pile.amounts;
        }
        let max = longest + pile.free;
        let after = Amounts { prison: Some(Ends { min: prison.min.min(max), max }), ..pile.amounts.clone() };
        let by = self.context.parameter_source(CEILING);
        let reading = reading.map(|value| format!("mixed_ceiling={value}").into());
        steps.push(self.step(&by, StepKind::Ceiling, &pile.amounts, &after, wording::ceiling(), reading));
        after
    }

    fn step(
        &self,
        by: &str,
        kind: StepKind,
        before: &Amounts,
        after: &Amounts,
        text: Text,
        reading: Option<Str>,
    ) -> Step {
        let fine_day = FineDay { day: self.day, view: None };
        Step {
            by: by.into(),
            kind,
            effect: None,
            reading,
            before: penalty(self.context, before, &fine_day),
            after: penalty(self.context, after, &fine_day),
            text,
        }
    }
}

/// Whether two charges break the same article against the same victims.
fn again(a: &Counted<'_>, b: &Counted<'_>) -> bool {
    same_precept((a.charge, a.victims), (b.charge, b.victims))
}

/// Whether two acts are said to be one conduct, or one continued offence.
pub(crate) fn joined_acts(context: &Context<'_>, a: &str, b: &str, continued: bool) -> bool {
    // Joined through others too: the first act of each is what counts.
    let mut roots = [a, b];
    for at in &mut roots {
        for _ in 0..context.case.joined.len() {
            let next = context.case.joined.iter().find(|(own, _, how)| **own == **at && *how == continued);
            match next {
                Some((_, other, _)) => *at = other,
                None => break,
            }
        }
    }
    roots[0] == roots[1]
}

/// Whether two charges, each with its victims, break the same article against the same people.
pub(crate) fn same_precept(a: (&Charge, &[Option<Str>]), b: (&Charge, &[Option<Str>])) -> bool {
    let article =
        |charge: &Charge| ProvisionId::parse(&charge.offence).map(|id| (id.law().to_owned(), id.article().to_owned()));
    let named = |victims: &[Option<Str>]| {
        let mut ids: Vec<Str> = victims.iter().flatten().cloned().collect();
        ids.sort_unstable();
        ids
    };
    article(a.0) == article(b.0) && named(a.1) == named(b.1)
}

/// The gravest penalty, its parts raised; parts that only the others have may be imposed beside it.
fn joined(gravest: &Amounts, rest: &[&Amounts], parts: &[Part], up_to: Ratio, own: bool) -> Amounts {
    let zero = Ratio::default();
    let grown = |base: Option<Ends>, others: Vec<Ends>, part: Part| -> Option<Ends> {
        let sum: Ratio = others.iter().map(|ends| ends.max).sum();
        match base {
            Some(base) if parts.contains(&part) => {
                Some(Ends { min: base.min, max: base.max + if own { base.max } else { sum } * up_to })
            }
            Some(base) => Some(base),
            None if others.is_empty() => None,
            None => Some(Ends { min: zero, max: sum }),
        }
    };
    let mut fines = Vec::new();
    let units = gravest.fines.iter().chain(rest.iter().flat_map(|a| &a.fines)).map(|(_, unit)| *unit);
    for unit in units {
        if fines.iter().any(|(_, known)| *known == unit) {
            continue;
        }
        let of = |a: &Amounts| a.fines.iter().find(|(_, u)| *u == unit).map(|(ends, _)| *ends);
        let others: Vec<Ends> = rest.iter().filter_map(|a| of(a)).collect();
        fines.extend(grown(of(gravest), others, Part::Fine).map(|ends| (ends, unit)));
    }
    Amounts {
        prison: grown(gravest.prison, rest.iter().filter_map(|a| a.prison).collect(), Part::Prison),
        fines,
        work: grown(gravest.work, rest.iter().filter_map(|a| a.work).collect(), Part::CommunityWork),
        choice: gravest.choice,
        replaced_by: gravest.replaced_by.clone(),
    }
}

/// A penalty with effects, each on what it receives.
fn grow(context: &Context<'_>, day: Date, amounts: &Amounts, effects: &[Effect]) -> Amounts {
    let rules = rules_of_day(context, day);
    let start = State { base: Some(amounts.clone()), now: Some(amounts.clone()) };
    let after = effects.iter().fold(start, |state, effect| state.apply(effect, Measure::Running, &rules).0);
    after.now.unwrap_or_else(|| amounts.clone())
}
