//! Penalties, effects and consequences.

use super::Checker;
use super::conditions::{Scope, Stage};
use super::names::{Refers, Words, duplicate};
use super::number::ratio;
use super::place::{Place, text_of};
use super::report::Spot;
use super::versions::entry_on;
use crate::exact::{Fraction, Ratio, Term};
use crate::model::{
    Basis, Choice, ConsequenceRule, ConsequenceTerm, Effect, ExactNumber, FactType, FineUnit, Known, Op, Part,
    PenaltyRange, PenaltyRow, PenaltySpec, Stated,
};
use crate::packed::Str;
use crate::syntax::tree::{
    self, Amount, ConsequenceExpr, EffectExpr, Length, LineKind, OneEffect, OpExpr, PartExpr, PenaltyExpr, RowExpr,
    Value,
};
use std::collections::BTreeSet;

/// The most numbers in an amount of time: years, months and days.
const MAX_TERMS: usize = 3;

impl Checker<'_> {
    /// A penalty, or a gap in its place.
    pub(crate) fn known_penalty(&mut self, scope: &Scope, value: &Value) -> Option<Known<PenaltySpec>> {
        match value {
            Value::Penalty(penalty) => Some(Known::Text(self.penalty(scope, penalty)?)),
            Value::Gap(note, at_most) => {
                let at_most = match at_most.as_deref() {
                    Some(Value::Penalty(penalty)) => self.penalty(scope, penalty),
                    _ => None,
                };
                Some(Known::Gap { note: text_of(note), at_most })
            }
            _ => None,
        }
    }

    /// A penalty; `None` when it was reported.
    pub(crate) fn penalty(&mut self, scope: &Scope, penalty: &PenaltyExpr) -> Option<PenaltySpec> {
        let place = scope.place;
        match penalty {
            PenaltyExpr::Parts { parts, choice } => Some(PenaltySpec::Range(self.range(place, parts, *choice)?)),
            PenaltyExpr::SameAs(id, with_consequences) => {
                let id = self.names.id(self.report, place, id, Refers::Rule)?;
                Some(PenaltySpec::SameAs { id, with_consequences: *with_consequences })
            }
            PenaltyExpr::NotStated(id) => {
                Some(PenaltySpec::NotStated { discretion: self.names.id(self.report, place, id, Refers::Rule)? })
            }
            PenaltyExpr::AsParticipant(by, fact) => {
                let by = self.names.id(self.report, place, by, Refers::Rule);
                let at = self.fact_in(scope, fact)?;
                if self.model.fact_at(at).kind != FactType::Offences {
                    let message = format!("`{}` does not name offences", fact.value);
                    let help = "a participant has the penalty of the offences that a fact of type `offences` names";
                    self.report.error(place.spot(fact.span), "type.mismatch", message, help);
                    return None;
                }
                Some(PenaltySpec::AsParticipant { by: by?, fact: at })
            }
            PenaltyExpr::FirstOf(rows) => Some(PenaltySpec::FirstOf(self.rows(scope, rows, true))),
            PenaltyExpr::GravestOf(rows) => Some(PenaltySpec::GravestOf(self.rows(scope, rows, false))),
        }
    }

    fn rows(&mut self, scope: &Scope, rows: &[RowExpr], first_of: bool) -> Vec<PenaltyRow> {
        let scope = scope.at(Stage::Penalties.max(scope.stage));
        let mut names = BTreeSet::new();
        let mut all = Vec::new();
        let mut whens = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if !names.insert(&row.name.value) {
                duplicate(self.report, scope.place.spot(row.name.span), &row.name.value);
            }
            if first_of && row.when.is_none() && at + 1 < rows.len() {
                let message = format!("the rows after `{}` are never reached", row.name.value);
                let help = "a row without `when` is the rest: it stands last";
                self.report.error(scope.place.spot(row.name.span), "rows.order", message, help);
            }
            let held = scope.held(scope.holder.letter(&row.name.value));
            let when = row.when.as_ref().map(|when| self.condition(&held, when));
            whens.push(when.clone());
            if let Some(penalty) = self.penalty(&held, &row.penalty) {
                let label = row.label.as_ref().map(text_of);
                all.push(PenaltyRow { name: row.name.value.clone(), label, when, penalty });
            }
        }
        let seen: Vec<_> = rows
            .iter()
            .zip(&whens)
            .map(|(row, when)| (scope.place.spot(row.name.span), row.name.value.as_str(), when.as_ref()))
            .collect();
        super::lints::rows::check(self, &seen, first_of);
        all
    }

    /// The range of some parts; `None` when one was reported.
    pub(crate) fn range(&self, place: &Place, parts: &[PartExpr], choice: tree::Choice) -> Option<PenaltyRange> {
        let choice = match choice {
            tree::Choice::And => Choice::And,
            tree::Choice::Or => Choice::Or,
            tree::Choice::OrBoth => Choice::OrBoth,
        };
        let mut range = PenaltyRange { prison: None, fine: None, work: None, choice };
        let mut sound = true;
        let mut known = BTreeSet::new();
        for part in parts {
            let at = place.spot(part.span);
            if !known.insert(part.part) {
                let message = format!("`{}` stands twice in this penalty", part_word(part.part));
                self.report.error(at, "penalty.part_repeated", message, "write each part once; rows tell cases apart");
                sound = false;
            }
            match part.part {
                tree::Part::Prison => match self.stated(place, part, &|amount, unit| self.time(place, amount, unit)) {
                    Some(stated) => range.prison = Some(stated),
                    None => sound = false,
                },
                tree::Part::CommunityWork => match self.stated(place, part, &|amount, unit| {
                    self.counted(place, amount, unit, &["sessions"]).map(|(number, _)| number)
                }) {
                    Some(stated) => range.work = Some(stated),
                    None => sound = false,
                },
                tree::Part::Fine => match self.fine(place, part) {
                    Some(fine) => range.fine = Some(fine),
                    None => sound = false,
                },
            }
        }
        sound.then_some(range)
    }

    /// Both ends of a part.
    fn stated<T: Copy + Ord>(
        &self,
        place: &Place,
        part: &PartExpr,
        read: &dyn Fn(&Amount, Option<&str>) -> Option<T>,
    ) -> Option<Stated<T>> {
        let max = read(&part.max, None)?;
        let unit = part.max.terms.first().and_then(|(_, unit)| unit.as_deref());
        let min = match &part.min {
            Some(min) => Some(read(min, unit)?),
            None => None,
        };
        self.ordered(place.spot(part.span), min, max).then_some(Stated { min, max })
    }

    fn ordered<T: Ord>(&self, at: Spot, min: Option<T>, max: T) -> bool {
        let ordered = min.is_none_or(|min| min <= max);
        if !ordered {
            self.report.error(
                at,
                "penalty.inverted",
                "the range ends below where it begins",
                "write the lower end first",
            );
        }
        ordered
    }

    pub(crate) fn time(&self, place: &Place, amount: &Amount, other: Option<&str>) -> Option<Term> {
        let mut days = Ratio::default();
        if amount.terms.len() > MAX_TERMS {
            let message = format!("an amount has at most {MAX_TERMS} numbers");
            self.report.error(
                place.spot(amount.span),
                "type.number",
                message,
                "write years, months and days once each",
            );
            return None;
        }
        for (number, unit) in &amount.terms {
            let number = self.number(place, amount, number)?;
            days += match unit.as_deref().or(other) {
                Some("years" | "year") => number * Ratio::from_integer(360),
                Some("months" | "month") => number * Ratio::from_integer(30),
                Some("days" | "day") => number,
                unit => {
                    self.no_unit(place, amount, unit, "`years`, `months` or `days`");
                    return None;
                }
            };
        }
        if days > Ratio::from_integer(1000 * 360) {
            self.report.error(place.spot(amount.span), "type.domain", "the term is longer than 1000 years", "");
            return None;
        }
        Some(Term::from_days(days))
    }

    fn number(&self, place: &Place, amount: &Amount, number: &str) -> Option<Ratio> {
        let found = ratio(number);
        if found.is_none() {
            let message = format!("`{number}` is not a number");
            self.report.error(place.spot(amount.span), "type.number", message, "write `6`, `7.50`, `1/2` or `2 1/2`");
        }
        found
    }

    fn no_unit(&self, place: &Place, amount: &Amount, unit: Option<&str>, wanted: &str) {
        let message = match unit {
            Some(unit) => format!("`{unit}` is not a unit of this part"),
            None => "the amount has no unit".to_owned(),
        };
        self.report.error(place.spot(amount.span), "penalty.unit", message, format!("write {wanted}"));
    }

    fn counted(
        &self,
        place: &Place,
        amount: &Amount,
        other: Option<&str>,
        units: &[&str],
    ) -> Option<(ExactNumber, usize)> {
        let [(number, unit)] = amount.terms.as_slice() else {
            self.report.error(
                place.spot(amount.span),
                "penalty.unit",
                "a single number was expected",
                "write one number and its unit",
            );
            return None;
        };
        let number = self.number(place, amount, number)?;
        let unit = unit.as_deref().or(other);
        let Some(at) = unit
            .and_then(|unit| units.iter().position(|known| *known == unit || known.strip_suffix('s') == Some(unit)))
        else {
            let wanted: Vec<String> = units.iter().map(|unit| format!("`{unit}`")).collect();
            self.no_unit(place, amount, unit, &wanted.join(", "));
            return None;
        };
        Some((ExactNumber(number), at))
    }

    fn fine(&self, place: &Place, part: &PartExpr) -> Option<(Stated<ExactNumber>, FineUnit)> {
        const UNITS: [&str; 5] = ["days", "uma", "wages", "pesos", "times the value"];
        let units = [FineUnit::DayFine, FineUnit::Uma, FineUnit::MinimumWage, FineUnit::Peso, FineUnit::TimesValue];
        let (max, at) = self.counted(place, &part.max, None, &UNITS)?;
        let min = match &part.min {
            Some(min) => {
                let (number, other) = self.counted(place, min, Some(UNITS[at]), &UNITS)?;
                if other != at {
                    let message = format!("the fine goes from `{}` to `{}`", UNITS[other], UNITS[at]);
                    self.report.error(place.spot(part.span), "penalty.unit", message, "both ends have one unit");
                    return None;
                }
                Some(number)
            }
            None => None,
        };
        self.ordered(place.spot(part.span), min, max).then_some((Stated { min, max }, units[at]))
    }

    /// Effects joined by `;`.
    pub(crate) fn effects(&mut self, scope: &Scope, effects: &[OneEffect]) -> Vec<Effect> {
        effects.iter().filter_map(|one| self.effect(scope, one)).collect()
    }

    fn effect(&mut self, scope: &Scope, one: &OneEffect) -> Option<Effect> {
        let place = scope.place;
        let parts = if one.parts.is_empty() {
            vec![Part::Prison, Part::Fine, Part::CommunityWork]
        } else {
            one.parts.iter().map(|part| part_of(*part)).collect()
        };
        let mut effect = Effect {
            op: Op::Increased,
            parts,
            fraction: None,
            to_fraction: None,
            of: match one.of {
                Some(tree::Basis::WhatCorresponds) => Basis::WhatCorresponds,
                Some(tree::Basis::Maximum) => Basis::Maximum,
                Some(tree::Basis::Base) | None => Basis::Base,
            },
            may: one.may,
            penalty: None,
            each: None,
            consequences: Vec::new(),
        };
        let at = place.spot(one.span);
        if let Some(name) = &one.each {
            if scope.stage > Stage::Qualifiers {
                let help = "`for each` belongs to aggravations and attenuations";
                self.report.error(at, "line.value", "a grading adds nothing for each of a number", help);
            }
            let help = "only a number says how many times";
            effect.each = Some(self.typed(scope, name, |kind| matches!(kind, FactType::Number { .. }), help)?);
        }
        let below_one = |fraction: Fraction, most: bool| {
            let limit = Ratio::from_integer(1);
            let sound = if most { fraction.ratio() <= limit } else { fraction.ratio() < limit };
            if !sound {
                let help = "`becomes 1/4` is a fourth of the penalty, `reduced by 1/4` leaves three fourths";
                self.report.error(at, "effect.fraction", format!("`{fraction}` does not lessen a penalty"), help);
            }
            sound
        };
        let mut sound = true;
        match &one.op {
            OpExpr::IncreasedBy(f) => (effect.op, effect.fraction) = (Op::Increased, Some(*f)),
            OpExpr::IncreasedUpTo(f) => (effect.op, effect.fraction) = (Op::IncreasedUpTo, Some(*f)),
            OpExpr::BothEndsIncreasedUpTo(f) => (effect.op, effect.fraction) = (Op::BothEndsIncreasedUpTo, Some(*f)),
            OpExpr::MaximumIncreasedUpTo(f) => {
                (effect.op, effect.fraction, effect.of) = (Op::MaximumIncreasedUpTo, Some(*f), Basis::Maximum);
            }
            OpExpr::IncreasedBetween(from, to) => {
                (effect.op, effect.fraction, effect.to_fraction) = (Op::IncreasedBetween, Some(*from), Some(*to));
                if from.ratio() > to.ratio() {
                    let message = format!("`from {from} up to {to}` ends below where it begins");
                    self.report.error(at, "penalty.inverted", message, "write the lower fraction first");
                    sound = false;
                }
            }
            OpExpr::Doubled => effect.op = Op::Doubled,
            OpExpr::UpToDoubled => effect.op = Op::UpToDoubled,
            OpExpr::OneMoreTanto => effect.op = Op::OneMoreTanto,
            OpExpr::Added(penalty) => {
                (effect.op, effect.penalty) = (Op::Added, Some(self.effect_range(place, at, penalty)?))
            }
            OpExpr::ReplacedBy(penalty) => {
                (effect.op, effect.penalty) = (Op::Replaced, Some(self.effect_range(place, at, penalty)?));
            }
            OpExpr::Becomes(f) => {
                (effect.op, effect.fraction) = (Op::Becomes, Some(*f));
                sound = below_one(*f, false);
            }
            OpExpr::BecomesUpTo(f) => {
                (effect.op, effect.fraction) = (Op::BecomesUpTo, Some(*f));
                sound = below_one(*f, false);
            }
            OpExpr::MaximumBecomesUpTo(f) => {
                (effect.op, effect.fraction) = (Op::MaximumBecomesUpTo, Some(*f));
                sound = below_one(*f, false);
            }
            OpExpr::ReducedBy(f) => {
                (effect.op, effect.fraction) = (Op::Reduced, Some(*f));
                sound = below_one(*f, true);
            }
            OpExpr::ReducedUpTo(f) => {
                (effect.op, effect.fraction) = (Op::ReducedUpTo, Some(*f));
                sound = below_one(*f, true);
            }
            OpExpr::ReplacedByOneOf(names) => {
                effect.op = Op::Replaced;
                effect.consequences = self.names.known_words(self.report, place, names, Words::Consequences);
            }
        }
        sound.then_some(effect)
    }

    fn effect_range(&self, place: &Place, at: Spot, penalty: &PenaltyExpr) -> Option<PenaltyRange> {
        if let PenaltyExpr::Parts { parts, choice } = penalty {
            return self.range(place, parts, *choice);
        }
        let help = "write it out: `added prison 1 to 2 years`; a table of its own is a `penalty` rule";
        self.report.error(at, "line.value", "only a range can be added or put in a penalty's place", help);
        None
    }

    /// The one-line effects of an entry; rows belong to gradings.
    pub(crate) fn plain_effects(&mut self, scope: &Scope, at: Spot, effect: &EffectExpr) -> Vec<Effect> {
        match effect {
            EffectExpr::All(effects) => self.effects(scope, effects),
            EffectExpr::FirstOf(_) => {
                let help = "write one `effect for …` line for each of its letters";
                self.report.error(
                    at,
                    "line.value",
                    "rows of effects belong to attempt, participation, error and the like",
                    help,
                );
                Vec::new()
            }
            EffectExpr::AsNegligence(_) => {
                let help = "it belongs to `error`, `excess` and the like";
                self.report.error(at, "line.value", "`as negligence` cannot stand here", help);
                Vec::new()
            }
        }
    }

    /// The `also` and `may` lines of an item; a gap in one is returned as a note.
    pub(crate) fn consequences(&mut self, scope: &Scope) -> Vec<ConsequenceRule> {
        let mut all = Vec::new();
        for line in &scope.place.item.lines {
            if !matches!(line.kind, LineKind::Also | LineKind::May) {
                continue;
            }
            let Some(entry) = entry_on(line, scope.day) else { continue };
            if let Value::Consequences(expr) = &entry.value {
                let letters = line.letters.iter().map(|letter| letter.value.clone()).collect();
                all.extend(self.consequence(scope, expr, line.kind == LineKind::May, letters));
            }
        }
        all
    }

    fn consequence(
        &mut self,
        scope: &Scope,
        expr: &ConsequenceExpr,
        may: bool,
        letters: Vec<Str>,
    ) -> Vec<ConsequenceRule> {
        let place = scope.place;
        let kinds = self.names.known_words(self.report, place, &expr.names, Words::Consequences);
        let scope = scope.at(Stage::Later);
        let when = expr.when.as_ref().map(|when| self.condition(&scope, when));
        let term = match &expr.length {
            Length::Unstated => ConsequenceTerm::Unstated,
            Length::AsPrison => ConsequenceTerm::AsPrison,
            Length::UpToPrison => ConsequenceTerm::UpToPrison,
            Length::Permanent => ConsequenceTerm::Permanent,
            Length::UpTo(max) => match self.time(place, max, None) {
                Some(max) => ConsequenceTerm::Range(Stated { min: None, max }),
                None => return Vec::new(),
            },
            Length::Range(min, max) => {
                let unit = max.terms.first().and_then(|(_, unit)| unit.as_deref());
                let (min, most) = (self.time(place, min, unit), self.time(place, max, None));
                match (min, most) {
                    (Some(min), Some(most)) if self.ordered(place.spot(max.span), Some(min), most) => {
                        ConsequenceTerm::Range(Stated { min: Some(min), max: most })
                    }
                    _ => return Vec::new(),
                }
            }
        };
        let rule = |kinds: Vec<Str>| ConsequenceRule {
            kinds,
            one_of: expr.one_of,
            may,
            text: expr.label.as_ref().map(text_of),
            term,
            letters: letters.clone(),
            when: when.clone(),
        };
        if expr.one_of {
            if expr.names.len() < 2 {
                let at = place.spot(super::place::span_of(&expr.names));
                self.report.error(
                    at,
                    "line.value",
                    "`one of` has nothing to choose from",
                    "name two kinds or more, with commas",
                );
            }
            return vec![rule(kinds)];
        }
        kinds.into_iter().map(|kind| rule(vec![kind])).collect()
    }
}

fn part_of(part: tree::Part) -> Part {
    match part {
        tree::Part::Prison => Part::Prison,
        tree::Part::Fine => Part::Fine,
        tree::Part::CommunityWork => Part::CommunityWork,
    }
}

fn part_word(part: tree::Part) -> &'static str {
    match part {
        tree::Part::Prison => "prison",
        tree::Part::Fine => "fine",
        tree::Part::CommunityWork => "work",
    }
}
