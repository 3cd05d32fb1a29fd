//! Aggravations, attenuations, substitutions, gradings and exclusions.

use super::Checker;
use super::conditions::{Holder, Scope, Stage};
use super::names::Refers;
use super::offence::Reaching;
use super::place::text_of;
use super::versions::entry_on;
use crate::exact::Text;
use crate::model::{
    Bars, Effect, Entry, Exclusion, Grading, GradingKind, GradingRow, Known, Letter, Modifier, Selection, Variants,
};
use crate::packed::Str;
use crate::syntax::tree::{At, EffectExpr, ItemKind, LineKind, Value};

/// Effects with the letters they are for, under a reading or under none.
type Lettered = (Vec<Str>, Vec<Effect>);
/// The effects of a modifier, one by one.
type Effects = Variants<Vec<(Vec<Str>, Effect)>>;

impl Checker<'_> {
    /// An aggravation, attenuation or substitution, in one of its versions.
    pub(crate) fn modifier(&mut self, scope: &Scope) -> Option<Modifier> {
        let scope = scope.at(Stage::Qualifiers);
        let reaching = match scope.place.item.kind {
            ItemKind::Substitution => Reaching::Element,
            _ => Reaching::Qualifier,
        };
        let applies_to = self.line_known(&scope, LineKind::AppliesTo, Refers::Rule)?;
        let letters = self.when_letters(&scope, reaching);
        let (effects, gap) = self.modifier_effects(&scope);
        let instead_of = self.names.ids_of(self.report, scope.place, LineKind::InsteadOf, scope.day);
        Some(Modifier { applies_to, letters, effects, gap, consequences: self.consequences(&scope), instead_of })
    }

    /// The letters of `when`; one without a name for a plain condition.
    fn when_letters(&mut self, scope: &Scope, reaching: Reaching) -> Vec<Letter> {
        let Some(line) = scope.place.line(LineKind::When) else { return Vec::new() };
        let Some(entry) = entry_on(line, scope.day) else { return Vec::new() };
        let held = scope.held(Holder { id: scope.holder.id.clone(), role: "when" });
        match &entry.value {
            Value::Condition(expr, tag) => {
                let condition = self.condition(&held, expr);
                let name = At { value: Str::default(), span: expr.span };
                let reach = self.reach(&held, tag.as_ref(), &name, &condition, reaching);
                let label = self.words(|words| words.condition(&condition));
                vec![Letter { name: Str::default(), label, reach, except_for: Selection::default(), condition }]
            }
            Value::Lettered { letters, .. } => {
                let mut once = std::collections::BTreeSet::new();
                for letter in letters {
                    if !once.insert(&letter.name.value) {
                        super::names::duplicate(self.report, scope.place.spot(letter.name.span), &letter.name.value);
                    }
                }
                self.letters(&held, letters, reaching)
            }
            _ => Vec::new(),
        }
    }

    fn modifier_effects(&mut self, scope: &Scope) -> (Effects, Option<Text>) {
        let place = scope.place;
        let mut gap = None;
        let mut plain: Vec<Lettered> = Vec::new();
        let mut under: Vec<(Str, Str, Vec<Lettered>)> = Vec::new();
        for line in place.lines(LineKind::Effect) {
            let Some(entry) = entry_on(line, scope.day) else { continue };
            let letters: Vec<Str> = line.letters.iter().map(|l| l.value.clone()).collect();
            let effects = match &entry.value {
                Value::Effect(effect) => self.plain_effects(scope, place.spot(entry.span), effect),
                Value::Gap(note, _) => {
                    gap = Some(text_of(note));
                    continue;
                }
                _ => continue,
            };
            match &line.under {
                None => plain.push((letters, effects)),
                Some((reading, value)) => {
                    if !self.names.reading(self.report, place, reading, value) {
                        continue;
                    }
                    match under.iter_mut().find(|(r, v, _)| *r == reading.value && *v == value.value) {
                        Some((_, _, all)) => all.push((letters, effects)),
                        None => under.push((reading.value.clone(), value.value.clone(), vec![(letters, effects)])),
                    }
                }
            }
        }
        let flat = |all: &[Lettered]| {
            all.iter()
                .flat_map(|(letters, effects)| effects.iter().map(|e| (letters.clone(), e.clone())))
                .collect::<Vec<_>>()
        };
        // under a reading, a line stands in place of the line for the same letters
        let variants = under.into_iter().map(|(reading, value, own)| {
            let kept = plain.iter().filter(|(letters, _)| !own.iter().any(|(other, _)| other == letters)).cloned();
            let all: Vec<Lettered> = kept.chain(own.clone()).collect();
            (reading, value, flat(&all))
        });
        let under = variants.collect();
        (Variants { plain: flat(&plain), under }, gap)
    }

    /// A rule that grades the penalty, in one of its versions.
    pub(crate) fn grading(&mut self, scope: &Scope, kind: GradingKind) -> Grading {
        let scope = scope.at(Stage::Later);
        let place = scope.place;
        let applies_to = self.line_known(&scope, LineKind::AppliesTo, Refers::Rule).unwrap_or_else(every);
        let (rows, gap) = self.grading_rows(&scope);
        let from_base = match place.line(LineKind::Basis).and_then(|line| entry_on(line, scope.day)).map(|e| &e.value) {
            Some(Value::Words(words)) => self.one_word(&scope, words, &[("base", true), ("modality", false)]),
            _ => None,
        };
        Grading {
            kind,
            applies_to,
            only_for: self.line_selection(&scope, LineKind::OnlyFor, Refers::Members),
            otherwise_excluded: place.line(LineKind::Otherwise).is_some(),
            when: self.line_condition(&scope, LineKind::When, "when"),
            rows,
            gap,
            from_base: from_base.unwrap_or(kind == GradingKind::Negligence),
            requires: self.line_condition(&scope, LineKind::Requires, "requires"),
            consequences: self.consequences(&scope),
        }
    }

    fn grading_rows(&mut self, scope: &Scope) -> (Variants<Vec<GradingRow>>, Option<Text>) {
        let place = scope.place;
        let mut rows = Variants { plain: Vec::new(), under: Vec::new() };
        let mut gap = None;
        for line in place.lines(LineKind::Effect) {
            let Some(entry) = entry_on(line, scope.day) else { continue };
            let found = match &entry.value {
                Value::Effect(effect) => self.effect_rows(scope, effect),
                Value::Gap(note, _) => {
                    gap = Some(text_of(note));
                    continue;
                }
                _ => continue,
            };
            match &line.under {
                None => rows.plain.extend(found),
                Some((reading, value)) => {
                    if self.names.reading(self.report, place, reading, value) {
                        rows.under.push((reading.value.clone(), value.value.clone(), found));
                    }
                }
            }
        }
        let as_negligence = self.names.ids_of(self.report, place, LineKind::AsNegligence, scope.day).into_iter().next();
        if let Some(id) = as_negligence {
            rows.plain.push(GradingRow {
                name: Str::default(),
                when: None,
                effects: Vec::new(),
                as_negligence: Some(id),
            });
        }
        (rows, gap)
    }

    fn effect_rows(&mut self, scope: &Scope, effect: &EffectExpr) -> Vec<GradingRow> {
        let plain = |effects, as_negligence| GradingRow { name: Str::default(), when: None, effects, as_negligence };
        match effect {
            EffectExpr::All(effects) => vec![plain(self.effects(scope, effects), None)],
            EffectExpr::AsNegligence(id) => {
                vec![plain(Vec::new(), self.names.id(self.report, scope.place, id, Refers::Rule))]
            }
            EffectExpr::FirstOf(rows) => {
                let mut all = Vec::new();
                let mut names = std::collections::BTreeSet::new();
                for (at, row) in rows.iter().enumerate() {
                    let spot = scope.place.spot(row.name.span);
                    if !names.insert(&row.name.value) {
                        super::names::duplicate(self.report, spot, &row.name.value);
                    }
                    if row.when.is_none() && at + 1 < rows.len() {
                        let message = format!("the rows after `{}` are never reached", row.name.value);
                        self.report.error(
                            spot,
                            "rows.order",
                            message,
                            "a row without `when` is the rest: it stands last",
                        );
                    }
                    let held =
                        scope.held(Holder { id: scope.holder.id.clone(), role: "effect" }.letter(&row.name.value));
                    let when = row.when.as_ref().map(|when| self.condition(&held, when));
                    for mut found in self.effect_rows(&held, &row.effect) {
                        found.name.clone_from(&row.name.value);
                        found.when.clone_from(&when);
                        all.push(found);
                    }
                }
                all
            }
        }
    }

    /// An exclusion or extinction, in one of its versions.
    pub(crate) fn exclusion(&mut self, scope: &Scope) -> Exclusion {
        let scope = scope.at(Stage::Later);
        let applies_to = self.line_known(&scope, LineKind::AppliesTo, Refers::Rule).unwrap_or_else(every);
        let bars = match scope.place.line(LineKind::Bars).and_then(|line| entry_on(line, scope.day)).map(|e| &e.value) {
            Some(Value::Words(words)) => self.one_word(
                &scope,
                words,
                &[
                    ("offence", Bars::Offence),
                    ("guilt", Bars::Guilt),
                    ("punishment", Bars::Punishment),
                    ("prosecution", Bars::Prosecution),
                    ("action", Bars::Action),
                    ("aggravation", Bars::Aggravation),
                ],
            ),
            _ => None,
        };
        let letters = self.when_letters(&scope, Reaching::Element);
        Exclusion { applies_to, bars: bars.unwrap_or(Bars::Action), letters }
    }

    /// The meaning of one of some words; any other is reported.
    pub(crate) fn one_word<T: Copy>(&self, scope: &Scope, words: &[At<Str>], known: &[(&str, T)]) -> Option<T> {
        let at = scope.place.spot(super::place::span_of(words));
        let [word] = words else {
            self.report.error(at, "word.unknown", "one word was expected", choice(known));
            return None;
        };
        let found = known.iter().find(|(name, _)| *name == word.value).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let near = super::names::did_you_mean(&word.value, known.iter().map(|(name, _)| *name));
            self.report.error(
                at,
                "word.unknown",
                format!("`{}` cannot stand here", word.value),
                near.unwrap_or_else(|| choice(known)),
            );
        }
        found
    }
}

fn choice<T>(known: &[(&str, T)]) -> String {
    format!("write one of {}", super::names::listed(known.iter().map(|(name, _)| *name)))
}

pub(crate) fn every() -> Known<Selection> {
    Known::Text(Selection { include: vec![Entry::Every], except: Vec::new() })
}
