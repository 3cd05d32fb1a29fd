//! One offence, one count, one date of law: the stages in their order (docs/language.md, "Order of computing").

use super::amounts::{Amounts, Applied, Rules};
use super::context::{Bench, FLOOR, Frame};
use super::grade::{Graded, ceiling, grade, row_effects};
use super::punish::{Base, base, mildest, rules};
use super::qualify::{Inherent, Qualified, effects, on_what_corresponds, qualify};
use super::states::{Measure, State, States};
use super::subsume::{Subsumed, elements, offence_on};
use super::wording;
use crate::exact::{Date, ProvisionId, Ratio, Text};
use crate::facts::Truth;
use crate::model::{Bars, Effect, GradingKind, Kind, Version};
use crate::packed::Str;
use crate::verdict::{Status, StepKind};

/// Days in a year, for the ceiling of prison.
const YEAR: i64 = 360;

/// A step of the established computation.
pub(crate) struct StepOut {
    pub(crate) by: Str,
    pub(crate) kind: StepKind,
    pub(crate) effect: Option<Effect>,
    pub(crate) reading: Option<Str>,
    pub(crate) before: Option<Amounts>,
    pub(crate) after: Option<Amounts>,
    /// What it says; nothing: what its effect says.
    pub(crate) text: Option<fn() -> Text>,
}

/// What becomes of an offence.
pub(crate) struct Judged<'a> {
    pub(crate) provision: usize,
    pub(crate) version: &'a Version,
    pub(crate) bench: Bench<'a>,
    pub(crate) subsumed: Subsumed<'a>,
    /// The offence with its gravest met letter.
    pub(crate) id: ProvisionId,
    pub(crate) status: Status,
    pub(crate) excluded_by: Option<(ProvisionId, Bars)>,
    pub(crate) base: Base,
    pub(crate) qualified: Vec<Qualified<'a>>,
    /// Letters that are met and not counted.
    pub(crate) inherent: Vec<Inherent<'a>>,
    pub(crate) graded: Vec<Graded<'a>>,
    pub(crate) steps: Vec<StepOut>,
    pub(crate) established: Option<Amounts>,
    pub(crate) possible: Option<Amounts>,
    /// The courses before recidivism, floored and capped: the range that prescription reads.
    pub(crate) prescribed: Option<States>,
    pub(crate) notes: Vec<(&'static str, Str, Text)>,
}

/// Judges an offence on a date of law; `None` when it has no version in force.
pub(crate) fn judge<'a>(frame: &'a Frame<'a>, provision: usize, law_date: Date) -> Option<Judged<'a>> {
    decide(frame, provision, law_date).map(Judged::computed)
}

/// The same for one who takes part in what another carries out: the conduct of the offence is not asked for.
pub(crate) fn judge_as_participant<'a>(frame: &'a Frame<'a>, provision: usize, law_date: Date) -> Option<Judged<'a>> {
    decide_for(frame, provision, law_date, true).map(Judged::computed)
}

/// The same without the ranges: status, letters, qualifiers and gradings.
pub(crate) fn decide<'a>(frame: &'a Frame<'a>, provision: usize, law_date: Date) -> Option<Judged<'a>> {
    decide_for(frame, provision, law_date, false)
}

fn decide_for<'a>(
    frame: &'a Frame<'a>,
    provision: usize,
    law_date: Date,
    conduct_of_another: bool,
) -> Option<Judged<'a>> {
    let context = frame.context;
    let version = context.version(provision, law_date)?;
    let offence = offence_on(frame, provision, law_date)?;
    let own = context.id(provision)?.clone();
    let bench = Bench { conduct_of_another, ..Bench::of_offence(frame, law_date, provision, own.clone()) };
    let subsumed = elements(&bench, offence);
    let mut judged = Judged {
        provision,
        version,
        status: subsumed.status,
        excluded_by: None,
        id: own.clone(),
        subsumed,
        bench,
        base: Base::default(),
        qualified: Vec::new(),
        inherent: Vec::new(),
        graded: Vec::new(),
        steps: Vec::new(),
        established: None,
        possible: None,
        prescribed: None,
        notes: Vec::new(),
    };
    if judged.subsumed.truth != Truth::False {
        if let Some(letter) = gravest_letter(&judged.bench, &judged.subsumed, &own) {
            judged.id = own.letter(&letter);
            judged.bench =
                Bench { conduct_of_another, ..Bench::of_offence(frame, law_date, provision, judged.id.clone()) };
        } else {
            judged.bench.charged_by(open_letters(&judged.subsumed, &own));
        }
        judged.subsumed.exclude(&judged.bench);
        judged.status = judged.subsumed.status;
        judged.excluded_by = judged.subsumed.excluded_by();
        let older = judged.subsumed.excluding.iter().filter_map(|e| e.gap_before.map(|since| (&e.id, since)));
        judged.notes = older.map(|(id, since)| ("gap", id.text(), wording::older_text(since))).collect();
        judged.base = base(&judged.bench, &judged.subsumed, &own);
        judged.bench.punished_by(judged.penalty_ids());
        (judged.qualified, judged.inherent) = qualify(&judged.bench, &own);
        judged.graded = grade(&judged.bench);
        judged.exclude_by_grading();
    }
    Some(judged)
}

/// The letters by which an offence may be charged when none of them is met; none when it may be charged without a letter.
fn open_letters(subsumed: &Subsumed<'_>, own: &ProvisionId) -> Vec<ProvisionId> {
    let open = subsumed.letters.iter().filter(|l| l.truth != Truth::False);
    let ids: Option<Vec<_>> =
        open.map(|l| Some(&l.letter.name).filter(|name| !name.is_empty()).map(|name| own.letter(name))).collect();
    ids.unwrap_or_default()
}

/// The met letter with the gravest penalty; on a tie the first.
fn gravest_letter(bench: &Bench<'_>, subsumed: &Subsumed<'_>, own: &ProvisionId) -> Option<Str> {
    let met: Vec<_> = subsumed.letters.iter().filter(|l| l.truth == Truth::True).collect();
    if let [only] = met.as_slice() {
        return Some(only.letter.name.clone()).filter(|name| !name.is_empty());
    }
    let mut best: Option<(Option<Amounts>, &str)> = None;
    for letter in &met {
        let alone = Subsumed { letters: vec![(*letter).clone()], ..subsumed.without_letters() };
        let base = base(bench, &alone, own);
        let amounts = base.open.get(base.established).and_then(|o| o.amounts.clone());
        let graver = best.as_ref().is_none_or(|(known, _)| match (known, &amounts) {
            (Some(known), Some(new)) => new.gravity() > known.gravity(),
            (None, Some(_)) => true,
            _ => false,
        });
        if graver {
            best = Some((amounts, letter.letter.name.as_str()));
        }
    }
    best.map(|(_, name)| name).filter(|name| !name.is_empty()).map(Str::from)
}

impl Judged<'_> {
    /// With its ranges, when it is made out.
    fn computed(mut self) -> Self {
        if self.status != Status::NotMadeOut {
            self.compute();
        }
        self
    }

    fn compute(&mut self) {
        let rules = rules(&self.bench);
        // A penalty that was looked at and is not among the outcomes calls for no notice.
        let (open, notes) = (&self.base.open, std::mem::take(&mut self.base.notes));
        let unstated = |by: &Str| open.iter().any(|o| o.amounts.is_none() && o.by == *by);
        self.notes.extend(notes.into_iter().filter(|(_, by, _)| unstated(by)));
        let open: Vec<Option<Amounts>> = self.base.open.iter().map(|o| o.amounts.clone()).collect();
        let mut states = States::new(&open, self.base.established);
        self.first_steps(&states);
        self.apply_qualifiers(&mut states, &rules);
        self.apply_gradings(&mut states, &rules);
        self.bound(&mut states, &rules);
        self.established = states.established.now.clone();
        self.possible = states.hull();
    }

    /// The ids of the penalty rules and rows that punish, for qualifiers that apply to them.
    fn penalty_ids(&self) -> Vec<ProvisionId> {
        self.base.open.iter().filter_map(|o| ProvisionId::parse(&o.by)).collect()
    }

    fn first_steps(&mut self, states: &States) {
        if let Some(replaced) = &self.base.replaced {
            let by = self.base.open.get(self.base.established).map(|o| o.by.clone()).unwrap_or_default();
            self.steps.push(StepOut {
                by,
                kind: StepKind::Penalty,
                effect: None,
                reading: self.base.reading.clone(),
                before: replaced.amounts.clone(),
                after: states.established.now.clone(),
                text: Some(wording::stands_instead),
            });
        }
    }

    fn apply_qualifiers(&mut self, states: &mut States, rules: &Rules) {
        let running = self.bench.context.index.find("doubling_basis", Kind::Reading).is_some();
        let mut work: Vec<(usize, bool)> = Vec::new();
        for (at, qualified) in self.qualified.iter().enumerate() {
            let last = running && effects(qualified, true).iter().any(|e| on_what_corresponds(e));
            work.push((at, last));
        }
        // Substitutions come last of all; then what is measured on "what corresponds"; else catalogue order.
        work.sort_by_key(|(at, last)| (self.qualified[*at].kind == Kind::Substitution, *last, *at));
        let mut steps = Vec::new();
        for (at, _) in work {
            let qualified = &self.qualified[at];
            let met = effects(qualified, false);
            let all = effects(qualified, true);
            if let Some(note) = &qualified.gap {
                self.notes.push(("gap", qualified.id.text(), note.clone()));
            }
            if qualified.truth == Truth::True {
                if qualified.gap.is_some() {
                    states.established.now = None;
                }
                let reading = qualified.chosen.clone().or_else(|| qualified.reading.clone());
                for effect in &met {
                    steps.push(self.step(states, effect, qualified, reading.clone(), rules));
                }
            }
            let unknown_range = qualified.gap.is_some();
            let on = |state: &State, effects: &[&Effect]| {
                let after = effects.iter().fold(state.clone(), |s, e| s.apply(e, self.measure(e), rules).0);
                if unknown_range { State { now: None, ..after } } else { after }
            };
            let with_met = |state: &State| on(state, &met);
            let with_all = |state: &State| on(state, &all);
            let without = |state: &State| state.clone();
            // What an unknown qualifier would stand in place of goes on only where it is not met.
            let replaced: Vec<(Vec<&Effect>, Truth)> = qualified
                .alternatives
                .iter()
                .map(|at| (effects(&self.qualified[*at], true), self.qualified[*at].truth))
                .collect();
            let certain = replaced.iter().any(|(_, truth)| *truth == Truth::True);
            let others: Vec<&Effect> = replaced.iter().flat_map(|(effects, _)| effects.iter().copied()).collect();
            let with_others = |state: &State| on(state, &others);
            let unknown = qualified.truth != Truth::True;
            if self.qualified.iter().any(|q| q.alternatives.contains(&at)) {
                continue;
            }
            match (unknown, replaced.is_empty(), certain) {
                (false, ..) if qualified.everywhere => states.fork(&[&with_met, &with_all]),
                (false, ..) => states.fork(&[&without, &with_met, &with_all]),
                (true, true, _) => states.fork(&[&without, &with_met, &with_all]),
                (true, false, false) => states.fork(&[&without, &with_others, &with_met, &with_all]),
                (true, false, true) => states.fork(&[&with_others, &with_met, &with_all]),
            }
        }
        self.take(steps);
    }

    /// How an effect of a qualifier is measured.
    fn measure(&self, effect: &Effect) -> Measure {
        let running = on_what_corresponds(effect) && self.bench.context.reading_is("doubling_basis", "running");
        if running { Measure::Running } else { Measure::Base }
    }

    fn step(
        &self,
        states: &mut States,
        effect: &Effect,
        qualified: &Qualified<'_>,
        reading: Option<Str>,
        rules: &Rules,
    ) -> (StepOut, Applied) {
        let before = states.established.now.clone();
        let (after, applied) = states.established.apply(effect, self.measure(effect), rules);
        states.established = after;
        let context = self.bench.context;
        let basis = on_what_corresponds(effect)
            .then(|| context.reading("doubling_basis").map(|value| format!("doubling_basis={value}").into()))
            .flatten();
        let up_to =
            applied.used_up_to.then(|| context.reading("up_to").map(|v| Str::from(format!("up_to={v}")))).flatten();
        let step = StepOut {
            by: qualified.id.text(),
            kind: if qualified.kind == Kind::Substitution { StepKind::Substitution } else { StepKind::Qualifier },
            effect: Some(effect.clone()),
            reading: reading.or(basis).or(up_to),
            before,
            after: states.established.now.clone(),
            text: None,
        };
        (step, applied)
    }

    /// Keeps steps and the notices they call for.
    fn take(&mut self, steps: Vec<(StepOut, Applied)>) {
        for (step, applied) in steps {
            if applied.collapsed {
                self.notes.push(("collapsed_range", step.by.clone(), wording::collapsed()));
            }
            if applied.nothing_to_move {
                self.notes.push(("nothing_to_move", step.by.clone(), wording::nothing_to_move()));
            }
            if step.before.is_some() {
                self.steps.push(step);
            }
        }
    }

    fn apply_gradings(&mut self, states: &mut States, rules: &Rules) {
        let mut steps = Vec::new();
        let mut offence_alone: Option<States> = None;
        for graded in &self.graded {
            if graded.rule.kind == GradingKind::Recidivism && offence_alone.is_none() {
                offence_alone = Some(states.clone());
            }
            if let Some(note) = &graded.gap {
                self.notes.push(("gap", graded.id.text(), note.clone()));
                if graded.truth == Truth::True {
                    states.established.now = None;
                    states.fork(&[&|state: &State| State { now: None, ..state.clone() }]);
                } else {
                    states
                        .fork(&[&|state: &State| state.clone(), &|state: &State| State { now: None, ..state.clone() }]);
                }
                continue;
            }
            let rows: Vec<(&str, Vec<&Effect>, bool)> = graded
                .rows
                .iter()
                .map(|row| {
                    let (effects, from_base) = row_effects(&self.bench, graded, row);
                    (row.name.as_str(), effects, from_base)
                })
                .collect();
            let way = |effects: &[&Effect], from_base: bool, state: &State| {
                let start = if from_base { State { now: state.base.clone(), ..state.clone() } } else { state.clone() };
                effects.iter().fold(start, |s, e| s.apply(e, Measure::Running, rules).0)
            };
            if graded.truth == Truth::True && !rows.is_empty() {
                let outcomes: Vec<super::punish::Outcome> = rows
                    .iter()
                    .map(|(_, effects, from_base)| super::punish::Outcome {
                        amounts: way(effects, *from_base, &states.established).now,
                        by: Str::default(),
                    })
                    .collect();
                let (name, effects, from_base) = &rows[mildest(&outcomes).min(rows.len() - 1)];
                steps.extend(self.grading_steps(states, graded, name, effects, *from_base, rules));
            }
            let ways: Vec<Box<dyn Fn(&State) -> State + '_>> = rows
                .iter()
                .map(|(_, effects, from_base)| {
                    Box::new(|s: &State| way(effects, *from_base, s)) as Box<dyn Fn(&State) -> State>
                })
                .collect();
            let mut refs: Vec<&dyn Fn(&State) -> State> =
                ways.iter().map(|w| &**w as &dyn Fn(&State) -> State).collect();
            let without = |state: &State| state.clone();
            if graded.truth != Truth::True || refs.is_empty() {
                refs.push(&without);
            }
            states.fork(&refs);
        }
        let alone = offence_alone.unwrap_or_else(|| states.clone());
        self.prescribed = Some(self.within_bounds(alone, rules));
        self.take(steps);
    }

    /// The courses between the floor and the ceiling, without steps.
    fn within_bounds(&self, mut states: States, rules: &Rules) -> States {
        let longest = ceiling(&self.bench).map(|(years, _)| Ratio::from_integer(i128::from(years) * i128::from(YEAR)));
        let bound = |state: &State| {
            with_prison(state, |days| {
                let days = days.max(rules.prison_floor);
                longest.map_or(days, |longest| days.min(longest))
            })
        };
        let bounded: &dyn Fn(&State) -> State = &bound;
        let established = bounded(&states.established);
        states.fork(&[bounded]);
        States { established, ..states }
    }

    fn grading_steps(
        &self,
        states: &mut States,
        graded: &Graded<'_>,
        row: &str,
        effects: &[&Effect],
        from_base: bool,
        rules: &Rules,
    ) -> Vec<(StepOut, Applied)> {
        let by = if row.is_empty() { graded.id.clone() } else { graded.id.letter(row) };
        let mut steps = Vec::new();
        if from_base && states.established.now != states.established.base {
            let before = states.established.now.clone();
            states.established.now = states.established.base.clone();
            steps.push((
                StepOut {
                    by: by.text(),
                    kind: StepKind::Grading,
                    effect: None,
                    reading: None,
                    before,
                    after: states.established.now.clone(),
                    text: Some(wording::from_basic_type),
                },
                Applied::default(),
            ));
        }
        for effect in effects {
            let before = states.established.now.clone();
            let (after, applied) = states.established.apply(effect, Measure::Running, rules);
            states.established = after;
            let context = self.bench.context;
            let up_to =
                applied.used_up_to.then(|| context.reading("up_to").map(|v| Str::from(format!("up_to={v}")))).flatten();
            steps.push((
                StepOut {
                    by: by.text(),
                    kind: StepKind::Grading,
                    effect: Some((*effect).clone()),
                    reading: graded.reading.clone().or(up_to),
                    before,
                    after: states.established.now.clone(),
                    text: None,
                },
                applied,
            ));
        }
        steps
    }

    /// The floor of prison, then the ceiling of the charge.
    fn bound(&mut self, states: &mut States, rules: &Rules) {
        let floor = |state: &State| with_prison(state, |days| days.max(rules.prison_floor));
        let source = self.bench.context.parameter_source(FLOOR);
        self.bound_by(states, &floor, StepKind::Floor, source, wording::floor);
        if let Some((years, source)) = ceiling(&self.bench) {
            let longest = Ratio::from_integer(i128::from(years) * i128::from(YEAR));
            let cap = |state: &State| with_prison(state, |days| days.min(longest));
            self.bound_by(states, &cap, StepKind::Ceiling, source, wording::ceiling);
        }
    }

    fn bound_by(
        &mut self,
        states: &mut States,
        bound: &dyn Fn(&State) -> State,
        kind: StepKind,
        by: Str,
        text: fn() -> Text,
    ) {
        let after = bound(&states.established);
        if after != states.established {
            self.steps.push(StepOut {
                by,
                kind,
                effect: None,
                reading: None,
                before: states.established.now.clone(),
                after: after.now.clone(),
                text: Some(text),
            });
            states.established = after;
        }
        states.fork(&[bound]);
    }

    /// A grading may exclude: the offence has no negligent form (CPF 60 p2, 66).
    fn exclude_by_grading(&mut self) {
        for (id, truth) in self.graded.iter().filter_map(|graded| graded.excludes.clone()) {
            match (truth, self.status) {
                (Truth::True, Status::Applies) => {
                    self.status = Status::Excluded;
                    self.excluded_by = Some((id, Bars::Offence));
                }
                (Truth::Unknown, Status::Applies) => self.status = Status::Undetermined,
                _ => {}
            }
        }
    }

    /// What is met or unknown of qualifiers, for lists of what an answer settles.
    pub(crate) fn qualifier_truths(&self) -> impl Iterator<Item = (Str, Truth)> + '_ {
        self.qualified.iter().map(|q| (q.id.text(), q.truth))
    }
}

fn with_prison(state: &State, f: impl Fn(Ratio) -> Ratio) -> State {
    let mut after = state.clone();
    if let Some(ends) = after.now.as_mut().and_then(|now| now.prison.as_mut()) {
        (ends.min, ends.max) = (f(ends.min), f(ends.max));
    }
    after
}
