//! Rules of prescription and of concurrence.

use super::Checker;
use super::conditions::{Holder, Scope, Stage};
use super::modifier::every;
use super::names::{Refers, did_you_mean, listed};
use super::versions::entry_on;
use crate::model::{
    Clock, Combines, ConcurrenceRule, FactType, Interruption, Part, PenaltyKind, Plurality, Point, Prescription,
    StartRule, TermRule, Variants,
};
use crate::packed::Str;
use crate::syntax::time::{CombinesExpr, PointExpr, StartExpr, TermExpr, TimeValue};
use crate::syntax::tree::{self, At, LineKind, Value};

/// The fact that holds what happened in the procedure.
const EVENTS: &str = "procedure.events";

impl Checker<'_> {
    /// A rule of prescription, in one of its versions.
    pub(crate) fn prescription(&mut self, scope: &Scope) -> Prescription {
        let scope = scope.at(Stage::Computed).held(Holder { id: scope.holder.id.clone(), role: "prescription" });
        let place = scope.place;
        let mut rule = Prescription {
            of: self.clocks(&scope),
            applies_to: self.line_known(&scope, LineKind::AppliesTo, Refers::Rule).unwrap_or_else(every),
            when: self.line_condition(&scope, LineKind::When, "when"),
            of_case: place.line(LineKind::Level).is_some(),
            term: None,
            starts: Vec::new(),
            never: place.line(LineKind::Never).is_some(),
            factor: None,
            suspended: Vec::new(),
            interrupted: Vec::new(),
            extended: None,
            met_by: Vec::new(),
            met_when: Vec::new(),
            gives_way: self.line_selection(&scope, LineKind::GivesWayTo, Refers::Rule).unwrap_or_default(),
        };
        if let Some(Value::Words(kinds)) =
            place.line(LineKind::MetBy).and_then(|line| entry_on(line, scope.day)).map(|entry| &entry.value)
        {
            let (facts, kinds): (Vec<_>, Vec<_>) = kinds.iter().cloned().partition(|kind| kind.value.contains('.'));
            rule.met_by = self.event_kinds(&scope, &kinds);
            rule.met_when = facts.iter().filter_map(|fact| self.flag(&scope, fact)).collect();
        }
        for line in &place.item.lines {
            let Some(Value::Time(value)) = entry_on(line, scope.day).map(|entry| &entry.value) else { continue };
            match &**value {
                TimeValue::Term(term) => rule.term = self.term_rule(&scope, term),
                TimeValue::Start(start) => rule.starts.extend(self.start(&scope, start)),
                TimeValue::Factor(factor) => rule.factor = Some(*factor),
                TimeValue::Suspension(from, until) => {
                    let from = self.event_kinds(&scope, std::slice::from_ref(from));
                    let until = self.event_kinds(&scope, until);
                    rule.suspended.extend(from.into_iter().map(|from| (from, until.clone())));
                }
                TimeValue::Interruption(found) => rule.interrupted.push(Interruption {
                    by: self.event_kinds(&scope, &found.by),
                    until: self.event_kinds(&scope, &found.until),
                    within: found.within,
                }),
                TimeValue::Extension(most, of) => {
                    rule.extended = Some((*most, self.selection(place, of, Refers::Rule)));
                }
                TimeValue::Combines(_) => {}
            }
        }
        let idle = !rule.never
            && rule.term.is_none()
            && rule.starts.is_empty()
            && rule.factor.is_none()
            && rule.suspended.is_empty()
            && rule.interrupted.is_empty()
            && rule.extended.is_none();
        if idle && self.report.is_understood(place) {
            let message = format!("`prescription {}` says nothing of a term", place.item.name.value);
            let help = "write `term …`, `starts from …`, `never`, `multiplied by …`, `interrupted by …` or another of its lines";
            self.report.error(place.named(), "line.missing", message, help);
        }
        rule
    }

    fn clocks(&self, scope: &Scope) -> Variants<Vec<Clock>> {
        let mut clocks = Variants { plain: Vec::new(), under: Vec::new() };
        for line in scope.place.lines(LineKind::Of) {
            let Some(Value::Words(words)) = entry_on(line, scope.day).map(|entry| &entry.value) else { continue };
            let found: Vec<Clock> = words.iter().filter_map(|word| self.clock(scope, word)).collect();
            match &line.under {
                None => clocks.plain = found,
                Some((reading, value)) => {
                    if self.names.reading(self.report, scope.place, reading, value) {
                        clocks.under.push((reading.value.clone(), value.value.clone(), found));
                    }
                }
            }
        }
        clocks
    }

    fn clock(&self, scope: &Scope, word: &At<Str>) -> Option<Clock> {
        let found = Clock::ALL.into_iter().find(|clock| clock.word() == word.value);
        if found.is_none() {
            let words = Clock::ALL.map(Clock::word);
            let help =
                did_you_mean(&word.value, words).unwrap_or_else(|| format!("write {}", listed(words.into_iter())));
            let message = format!("nothing called `{}` runs out", word.value);
            self.report.error(scope.place.spot(word.span), "word.unknown", message, help);
        }
        found
    }

    fn event_kinds(&self, scope: &Scope, kinds: &[At<Str>]) -> Vec<u16> {
        let Some(fact) = self.names.facts.get(EVENTS).copied() else {
            if let Some(first) = kinds.first() {
                let help = format!("declare `fact {EVENTS}` with `type events of {{ … }}`");
                let message = format!("no fact `{EVENTS}` is declared");
                self.report.error(scope.place.spot(first.span), "name.unknown", message, help);
            }
            return Vec::new();
        };
        kinds.iter().filter_map(|kind| self.value(scope.place, fact, kind)).collect()
    }

    fn flag(&self, scope: &Scope, name: &At<Str>) -> Option<crate::model::FactIx> {
        let fact = self.fact_in(scope, name)?;
        let kind = &self.model.fact_at(fact).kind;
        if *kind == FactType::Flag {
            return Some(fact);
        }
        let message = format!("`{}` is {}", name.value, super::vocabulary::type_words(kind));
        let help = "kinds of event, or a flag, say that a clock was met";
        self.report.error(scope.place.spot(name.span), "type.mismatch", message, help);
        None
    }

    fn term_rule(&self, scope: &Scope, term: &TermExpr) -> Option<TermRule> {
        let place = scope.place;
        let least = |amount: &Option<tree::Amount>| match amount {
            Some(amount) => self.time(place, amount, None).map(Some),
            None => Some(None),
        };
        Some(match term {
            TermExpr::Mean(at_least) => TermRule::Mean(least(at_least)?),
            TermExpr::Fixed(amount) => TermRule::Fixed(self.time(place, amount, None)?),
            TermExpr::Gravest => TermRule::Gravest,
            TermExpr::Imposed { part, remaining, more, at_least } => TermRule::Imposed {
                part: part_of(*part),
                remaining: *remaining,
                more: *more,
                at_least: least(at_least)?,
            },
        })
    }

    fn start(&mut self, scope: &Scope, start: &StartExpr) -> Option<StartRule> {
        let point = match &start.point {
            PointExpr::Consummation => Point::Consummation,
            PointExpr::LastAct => Point::LastAct,
            PointExpr::Cessation => Point::Cessation,
            PointExpr::Event(kinds) => Point::Event(self.event_kinds(scope, kinds)),
            PointExpr::Fact(name) => {
                let fact = self.fact_in(scope, name)?;
                let kind = &self.model.fact_at(fact).kind;
                if *kind != FactType::Date {
                    let message = format!("`{}` is {}", name.value, super::vocabulary::type_words(kind));
                    let help = "a term starts from a date, an event, or `consummation`, `last act`, `cessation`";
                    self.report.error(scope.place.spot(name.span), "type.mismatch", message, help);
                    return None;
                }
                Point::Fact(fact)
            }
        };
        let plus = match &start.plus {
            Some(amount) => Some(self.time(scope.place, amount, None)?),
            None => None,
        };
        let when = start.when.as_ref().map(|when| self.condition(scope, when));
        Some(StartRule { after: start.after, point, plus, when })
    }

    /// A rule of concurrence, in one of its versions.
    pub(crate) fn concurrence(&self, scope: &Scope) -> Option<ConcurrenceRule> {
        let place = scope.place;
        let joins = match place.line(LineKind::Joins).and_then(|line| entry_on(line, scope.day)).map(|e| &e.value) {
            Some(Value::Words(words)) => {
                self.one_word(scope, words, &[("ideal", Plurality::Ideal), ("real", Plurality::Real)])?
            }
            _ => return None,
        };
        let combines = place.line(LineKind::Combines).and_then(|line| entry_on(line, scope.day));
        let combines = match combines.map(|entry| &entry.value) {
            Some(Value::Time(value)) => match &**value {
                TimeValue::Combines(CombinesExpr::Every) => Combines::Every,
                TimeValue::Combines(CombinesExpr::Gravest { parts, up_to, own }) => {
                    let mut all: Vec<Part> = parts.iter().map(|part| part_of(*part)).collect();
                    if all.is_empty() {
                        all = vec![Part::Prison, Part::Fine, Part::CommunityWork];
                    }
                    Combines::Gravest { parts: all, up_to: *up_to, own: *own }
                }
                _ => return None,
            },
            _ => {
                let message = format!("`concurrence {}` does not say how penalties combine", place.item.name.value);
                self.report.error(place.named(), "line.missing", message, "write `combines every penalty`");
                return None;
            }
        };
        let as_real_for = self.line_selection(scope, LineKind::AsRealFor, Refers::Rule).unwrap_or_default();
        Some(ConcurrenceRule { joins, combines, as_real_for })
    }

    /// What `charge has` and `charge only` name.
    pub(crate) fn penalty_kinds(&self, scope: &Scope, kinds: &[At<Str>]) -> Vec<PenaltyKind> {
        kinds.iter().filter_map(|kind| self.penalty_kind(scope, kind)).collect()
    }

    fn penalty_kind(&self, scope: &Scope, kind: &At<Str>) -> Option<PenaltyKind> {
        const PARTS: [(&str, Part); 3] =
            [("prison", Part::Prison), ("fine", Part::Fine), ("work", Part::CommunityWork)];
        if let Some((_, part)) = PARTS.iter().find(|(word, _)| *word == kind.value) {
            return Some(PenaltyKind::Part(*part));
        }
        if self.names.consequences.iter().any(|(name, _)| *name == kind.value) {
            return Some(PenaltyKind::Consequence(kind.value.clone()));
        }
        let names = PARTS.iter().map(|(word, _)| *word);
        let names = names.chain(self.names.consequences.iter().map(|(name, _)| name.as_str()));
        let help = did_you_mean(&kind.value, names)
            .unwrap_or_else(|| "write `prison`, `fine`, `work` or the name of a consequence".to_owned());
        let message = format!("`{}` is no part of a penalty", kind.value);
        self.report.error(scope.place.spot(kind.span), "word.unknown", message, help);
        None
    }
}

fn part_of(part: tree::Part) -> Part {
    match part {
        tree::Part::Prison => Part::Prison,
        tree::Part::Fine => Part::Fine,
        tree::Part::CommunityWork => Part::CommunityWork,
    }
}
