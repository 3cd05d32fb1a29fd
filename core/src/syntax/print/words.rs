//! The words of conditions, selections, penalties and the rest, as flows.

use super::page::{Flow, label_flow, quoted};
use crate::packed::Str;
use crate::syntax::tree::{
    Amount, At, Basis, Choice, Comparison, ConsequenceExpr, DerivedExpr, EffectExpr, ExpectExpr, Expr, ExprKind,
    GivenExpr, Length, Literal, OneEffect, OpExpr, Part, PartExpr, PenaltyExpr, Period, Quantifier, Selection,
    SelectionEntry,
};

/// Things with commas between them.
pub fn list<T>(things: &[T], flow: impl Fn(&T) -> Flow) -> Flow {
    let mut all = Flow::default();
    for (at, thing) in things.iter().enumerate() {
        if at > 0 {
            all.text(",");
            all.soft("");
        }
        all.join(flow(thing));
    }
    all
}

/// Names with commas between them.
pub fn names(names: &[At<Str>]) -> Flow {
    list(names, |name| Flow::of(&name.value))
}

/// A condition; it is best broken between its parts.
pub fn condition(expr: &Expr) -> Flow {
    match &expr.kind {
        ExprKind::And(parts) => chain(parts, "and "),
        ExprKind::Or(parts) => chain(parts, "or "),
        _ => unit(expr),
    }
}

fn chain(parts: &[Expr], word: &str) -> Flow {
    let mut flow = Flow::default();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            flow.strong(word);
        }
        flow.join(unit(part));
    }
    flow
}

fn unit(expr: &Expr) -> Flow {
    let prefixed = |words: &str, of: &Expr| {
        let mut flow = Flow::of(words);
        flow.join(condition(of).softened());
        flow
    };
    let listed = |words: String, values: &[At<Str>]| {
        let mut flow = Flow::of(words);
        flow.join(names(values));
        flow
    };
    match &expr.kind {
        ExprKind::And(_) | ExprKind::Or(_) => condition(expr),
        ExprKind::Not(of) => prefixed("not ", of),
        ExprKind::Paren(of) => {
            let mut flow = prefixed("(", of);
            flow.text(")");
            flow
        }
        ExprKind::Victims { every, of } => prefixed(if *every { "every victim " } else { "some victim " }, of),
        ExprKind::Name(name) => Flow::of(&name.value),
        ExprKind::Members(fact, quantifier, values) => {
            let words = match quantifier {
                Quantifier::Has => "has",
                Quantifier::Any => "any of",
                Quantifier::All => "all of",
                Quantifier::None => "none of",
            };
            listed(format!("{} {words} ", fact.value), values)
        }
        ExprKind::Is(fact, not, value) => {
            Flow::of(format!("{} is {}{}", fact.value, if *not { "not " } else { "" }, value.value))
        }
        ExprKind::Compare(fact, comparison, number, unit) => {
            let words = match comparison {
                Comparison::Under => "under",
                Comparison::AtMost => "at most",
                Comparison::Over => "over",
                Comparison::AtLeast => "at least",
            };
            let unit = unit.as_ref().map_or(String::new(), |unit| format!(" {}", unit.value));
            Flow::of(format!("{} {words} {}{unit}", fact.value, number.value))
        }
        ExprKind::AnyOffence(fact) => Flow::of(format!("{} any", fact.value)),
        ExprKind::InGroup(fact, group) => Flow::of(format!("{} in group {}", fact.value, group.value)),
        ExprKind::ChargeIs(ids) => listed("charge is ".to_owned(), ids),
        ExprKind::QualifiedBy(id) => Flow::of(format!("qualified by {}", id.value)),
        ExprKind::Charged(id) => Flow::of(format!("charged {}", id.value)),
        ExprKind::ChargePenalty { only, kinds } => {
            listed(format!("charge {} ", if *only { "only" } else { "has" }), kinds)
        }
        ExprKind::ChargeOnComplaint => Flow::of("charge on complaint"),
        ExprKind::ChargePermanent => Flow::of("charge permanent"),
        ExprKind::Beyond(of) => super::international::test(of),
        ExprKind::Quoted(label) => label_flow(label),
    }
}

/// A selection of provisions.
pub fn selection(selection: &Selection) -> Flow {
    let mut flow = list(&selection.entries, entry);
    if !selection.except.is_empty() {
        flow.soft("except ");
        flow.join(list(&selection.except, entry));
    }
    flow
}

fn entry(entry: &At<SelectionEntry>) -> Flow {
    Flow::of(match &entry.value {
        SelectionEntry::Name(name) => name.to_string(),
        SelectionEntry::Range(first, last) => format!("{first} .. {last}"),
        SelectionEntry::Law(law) => format!("law {law}"),
        SelectionEntry::Heading(law, book, title, chapter) => {
            let level = |word: &str, number: &Option<Str>| number.as_ref().map(|number| format!("{word} {number}"));
            let levels = [
                law.as_ref().map(Str::to_string),
                level("book", book),
                level("title", title),
                level("chapter", chapter),
            ];
            levels.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        SelectionEntry::EveryOffence => "every offence".to_owned(),
        SelectionEntry::Nothing => "nothing".to_owned(),
    })
}

/// `A .. B`
pub fn period(period: &Period) -> String {
    let before = if period.before { "before " } else { "" };
    let until = period.until.map_or(String::new(), |until| format!(" {until}"));
    format!("{before}{} ..{until}", period.since)
}

/// A penalty without rows; `None` when it has rows.
pub fn penalty(penalty: &PenaltyExpr) -> Option<Flow> {
    Some(match penalty {
        PenaltyExpr::Parts { parts, choice } => {
            let mut flow = Flow::default();
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    flow.soft(if *choice == Choice::And { "and " } else { "or " });
                }
                flow.text(&part_range(part));
            }
            if *choice == Choice::OrBoth {
                flow.soft("or both");
            }
            flow
        }
        PenaltyExpr::SameAs(id, false) => Flow::of(format!("same as {}", id.value)),
        PenaltyExpr::SameAs(id, true) => Flow::of(format!("same as {}, with its consequences", id.value)),
        PenaltyExpr::NotStated(id) => Flow::of(format!("not stated, discretion {}", id.value)),
        PenaltyExpr::AsParticipant(id, fact) => Flow::of(format!("as participant {} in {}", id.value, fact.value)),
        PenaltyExpr::FirstOf(_) | PenaltyExpr::GravestOf(_) => return None,
    })
}

pub fn part_word(part: Part) -> &'static str {
    match part {
        Part::Prison => "prison",
        Part::Fine => "fine",
        Part::CommunityWork => "work",
    }
}

fn part_range(part: &PartExpr) -> String {
    format!("{} {}", part_word(part.part), range(part.min.as_ref(), &part.max))
}

fn range(min: Option<&Amount>, max: &Amount) -> String {
    match min {
        None => format!("up to {}", amount(max)),
        Some(min) if min == max => amount(max),
        Some(min) => format!("{} to {}", amount(min), amount(max)),
    }
}

pub fn amount(amount: &Amount) -> String {
    let term = |(number, unit): &(Str, Option<Str>)| {
        unit.as_ref().map_or_else(|| number.to_string(), |unit| format!("{number} {unit}"))
    };
    amount.terms.iter().map(term).collect::<Vec<_>>().join(" ")
}

/// Consequences, with the letters they are for.
pub fn consequences(of: &ConsequenceExpr, letters: &[At<Str>]) -> Flow {
    let mut flow = Flow::of(if of.one_of { "one of " } else { "" });
    flow.join(names(&of.names));
    if let Some(label) = &of.label {
        flow.soft("");
        flow.join(label_flow(label));
    }
    match &of.length {
        Length::Unstated => {}
        Length::Range(min, max) => flow.soft(&format!("{} to {}", amount(min), amount(max))),
        Length::UpTo(max) => flow.soft(&format!("up to {}", amount(max))),
        Length::AsPrison => flow.soft("for the prison imposed"),
        Length::UpToPrison => flow.soft("up to the prison imposed"),
        Length::Permanent => flow.soft("permanent"),
    }
    if !letters.is_empty() {
        flow.soft("for ");
        flow.join(names(letters));
    }
    if let Some(when) = &of.when {
        flow.soft("when ");
        flow.join(condition(when).softened());
    }
    flow
}

/// An effect without rows; nothing for one with rows.
pub fn effect(effect: &EffectExpr) -> Option<Flow> {
    match effect {
        EffectExpr::All(effects) => {
            let mut flow = Flow::default();
            for (at, effect) in effects.iter().enumerate() {
                if at > 0 {
                    flow.text(";");
                    flow.soft("");
                }
                flow.join(one_effect(effect));
            }
            Some(flow)
        }
        EffectExpr::AsNegligence(id) => Some(Flow::of(format!("as negligence {}", id.value))),
        EffectExpr::FirstOf(_) => None,
    }
}

fn one_effect(effect: &OneEffect) -> Flow {
    let parts: Vec<&str> = effect.parts.iter().map(|part| part_word(*part)).collect();
    let parts = if parts.is_empty() { "penalty".to_owned() } else { parts.join(", ") };
    let mut flow = Flow::of(format!("{}{parts} ", if effect.may { "may " } else { "" }));
    let with = |words: &str, penalty_expr: &PenaltyExpr| {
        let mut flow = Flow::of(format!("{words} "));
        flow.join(penalty(penalty_expr).unwrap_or_default());
        flow
    };
    flow.join(match &effect.op {
        OpExpr::IncreasedBy(f) => Flow::of(format!("increased by {f}")),
        OpExpr::IncreasedUpTo(f) => Flow::of(format!("increased up to {f}")),
        OpExpr::BothEndsIncreasedUpTo(f) => Flow::of(format!("increased up to {f}, both ends")),
        OpExpr::MaximumIncreasedUpTo(f) => Flow::of(format!("increased up to {f} of the maximum")),
        OpExpr::IncreasedBetween(a, b) => Flow::of(format!("increased from {a} up to {b}")),
        OpExpr::Doubled => Flow::of("doubled"),
        OpExpr::UpToDoubled => Flow::of("up to doubled"),
        OpExpr::OneMoreTanto => Flow::of("one more tanto"),
        OpExpr::Added(penalty) => with("added", penalty),
        OpExpr::ReplacedBy(penalty) => with("replaced by", penalty),
        OpExpr::Becomes(f) => Flow::of(format!("becomes {f}")),
        OpExpr::BecomesUpTo(f) => Flow::of(format!("becomes up to {f}")),
        OpExpr::MaximumBecomesUpTo(f) => Flow::of(format!("maximum becomes up to {f}")),
        OpExpr::ReducedBy(f) => Flow::of(format!("reduced by {f}")),
        OpExpr::ReducedUpTo(f) => Flow::of(format!("reduced up to {f}")),
        OpExpr::ReplacedByOneOf(kinds) => {
            let mut flow = Flow::of("replaced by one of ");
            flow.join(names(kinds));
            flow
        }
    });
    if let Some(fact) = &effect.each {
        flow.text(&format!(" for each {}", fact.value));
    }
    flow.text(match effect.of {
        None => "",
        Some(Basis::Base) => ", of the base",
        Some(Basis::WhatCorresponds) => ", of what corresponds",
        Some(Basis::Maximum) => ", of the maximum",
    });
    flow
}

/// A value of a fact.
pub fn literal(literal: &Literal) -> Flow {
    match literal {
        Literal::Word(word) | Literal::Number(word) => Flow::of(&word.value),
        Literal::None => Flow::of("none"),
        Literal::Set(values) => {
            let mut flow = Flow::of("{");
            flow.join(names(values));
            flow.text("}");
            flow
        }
        Literal::NumberRange(min, max) => Flow::of(format!("{} to {}", min.value, max.value)),
        Literal::Date(date) => Flow::of(date.value.to_string()),
        Literal::Text(text) => Flow::of(quoted(&text.value)),
        Literal::Unknown => Flow::of("unknown"),
    }
}

/// How a fact is derived.
pub fn derived(derived: &DerivedExpr) -> Flow {
    match derived {
        DerivedExpr::AgeAt(fact) => Flow::of(format!("age at {}", fact.value)),
        DerivedExpr::NumberOfVictims => Flow::of("number of victims"),
        DerivedExpr::NumberOfAccused => Flow::of("number of accused"),
        DerivedExpr::When(when) => {
            let mut flow = Flow::of("when ");
            flow.join(condition(when));
            flow
        }
        DerivedExpr::AmountIn { amount, units, on } => {
            let units: Vec<&str> = units.iter().map(|unit| unit.value.as_str()).collect();
            Flow::of(format!("{} in {} on {}", amount.value, units.join(", "), on.value))
        }
    }
}

/// What an example gives.
pub fn given(given: &[GivenExpr]) -> Flow {
    list(given, |given| match given {
        GivenExpr::Fact(fact, Literal::Word(word)) if word.value == "true" => Flow::of(&fact.value),
        GivenExpr::Fact(fact, Literal::Word(word)) if word.value == "false" => Flow::of(format!("not {}", fact.value)),
        GivenExpr::Fact(fact, value) => {
            let mut flow = Flow::of(format!("{} ", fact.value));
            flow.join(literal(value));
            flow
        }
        GivenExpr::Without(fact) => Flow::of(format!("without {}", fact.value)),
        GivenExpr::Like(example) => Flow::of(format!("like {}", quoted(&example.value))),
        GivenExpr::AsOf(date) => Flow::of(format!("as of {}", date.value)),
        GivenExpr::Under(reading, choice) => Flow::of(format!("under {}={}", reading.value, choice.value)),
    })
}

/// What an example expects.
pub fn expect(expect: &[ExpectExpr]) -> Flow {
    list(expect, |expect| {
        let by = |by: &Option<At<Str>>| by.as_ref().map_or(String::new(), |by| format!(" by {}", by.value));
        Flow::of(match expect {
            ExpectExpr::Charge { id, by: rule, with } => {
                let mut flow = Flow::of(format!("{}{}", id.value, by(rule)));
                if !with.is_empty() {
                    flow.soft("with ");
                    flow.join(names(with));
                }
                return flow;
            }
            ExpectExpr::Not(id) => format!("not {}", id.value),
            ExpectExpr::Undetermined(id) => format!("undetermined {}", id.value),
            ExpectExpr::Excluded(id, rule) => format!("excluded {}{}", id.value, by(rule)),
            ExpectExpr::Displaced(id, rule) => format!("displaced {} by {}", id.value, rule.value),
            ExpectExpr::Unmet(role) => format!("unmet {}", role.value),
            ExpectExpr::Range(part) => part_range(part),
            ExpectExpr::Possible(part) => format!("possible {}", part_range(part)),
            ExpectExpr::NoPart(part) => format!("{} none", part_word(*part)),
            ExpectExpr::NotStated => "penalty not stated".to_owned(),
            ExpectExpr::Also(name) => format!("also {}", name.value),
            ExpectExpr::Missing(fact) => format!("missing {}", fact.value),
            ExpectExpr::Notice(code, id) => {
                format!("notice {}{}", code.value, id.as_ref().map_or(String::new(), |id| format!(" {}", id.value)))
            }
            ExpectExpr::Milder(date) => format!("milder {}", date.value),
            ExpectExpr::Under(reading, choice) => format!("under {}={}", reading.value, choice.value),
            ExpectExpr::International(of) => super::international::expectation(of),
            ExpectExpr::Prescription(of) => super::time::prescription(of),
            ExpectExpr::Concurrence(possible, part) => {
                format!("concurrence {}{}", if *possible { "possible " } else { "" }, part_range(part))
            }
        })
    })
}
