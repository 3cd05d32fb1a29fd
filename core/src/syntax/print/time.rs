//! The words of prescription and concurrence, as flows.

use super::page::Flow;
use super::words::{amount, condition, names, part_word, selection};
use crate::syntax::time::{CombinesExpr, PointExpr, PrescriptionExpect, StartExpr, TermExpr, TimeValue};
use crate::syntax::tree::Amount;

/// The payload of a line of these rules.
pub fn time(of: &TimeValue) -> Flow {
    match of {
        TimeValue::Term(of) => Flow::of(term(of)),
        TimeValue::Start(of) => start(of),
        TimeValue::Factor(factor) => Flow::of(factor.to_string()),
        TimeValue::Suspension(from, until) => {
            let mut flow = Flow::of(format!("{} until ", from.value));
            flow.join(names(until));
            flow
        }
        TimeValue::Interruption(of) => {
            let mut flow = names(&of.by);
            if !of.until.is_empty() {
                flow.soft("until ");
                flow.join(names(&of.until));
            }
            if let Some(within) = of.within {
                flow.soft(&format!("within {within} of the term"));
            }
            flow
        }
        TimeValue::Extension(most, of) => {
            let mut flow = Flow::of(format!("at most {most} of "));
            flow.join(selection(of));
            flow
        }
        TimeValue::Combines(CombinesExpr::Every) => Flow::of("every penalty"),
        TimeValue::Combines(CombinesExpr::Gravest { parts, up_to, own }) => {
            let parts: Vec<&str> = parts.iter().map(|part| part_word(*part)).collect();
            let parts = if parts.is_empty() { "penalty".to_owned() } else { parts.join(", ") };
            let of = if *own { "its own maximum" } else { "the maximum of the others" };
            Flow::of(format!("the gravest, {parts} increased up to {up_to} of {of}"))
        }
    }
}

fn term(of: &TermExpr) -> String {
    let least = |most: &Option<Amount>| most.as_ref().map_or(String::new(), |a| format!(", at least {}", amount(a)));
    match of {
        TermExpr::Mean(at_least) => format!("mean of prison{}", least(at_least)),
        TermExpr::Fixed(fixed) => amount(fixed),
        TermExpr::Gravest => "of the gravest charge".to_owned(),
        TermExpr::Imposed { part, remaining, more, at_least } => {
            let which = if *remaining { "remaining" } else { "imposed" };
            format!("{} {which} and {more} more{}", part_word(*part), least(at_least))
        }
    }
}

fn start(of: &StartExpr) -> Flow {
    let mut flow = Flow::of(if of.after { "the day after " } else { "" });
    match &of.point {
        PointExpr::Consummation => flow.text("consummation"),
        PointExpr::LastAct => flow.text("last act"),
        PointExpr::Cessation => flow.text("cessation"),
        PointExpr::Event(kinds) => {
            flow.text("event ");
            flow.join(names(kinds));
        }
        PointExpr::Fact(fact) => flow.text(&fact.value),
    }
    if let Some(plus) = &of.plus {
        flow.text(&format!(" plus {}", amount(plus)));
    }
    if let Some(when) = &of.when {
        flow.soft("when ");
        flow.join(condition(when).softened());
    }
    flow
}

/// What an example expects of a prescription.
pub fn prescription(of: &PrescriptionExpect) -> String {
    if of.limit.is_none() && of.status.as_ref().is_some_and(|status| status.value == "imprescriptible") {
        return "never prescribes".to_owned();
    }
    let mut said = of.limit.as_ref().map_or("prescription".to_owned(), |limit| format!("limit {}", limit.value));
    let mut add = |text: String| said.push_str(&format!(" {text}"));
    of.status.iter().for_each(|status| add(status.value.to_string()));
    of.term.iter().for_each(|term| add(format!("term {}", amount(term))));
    of.starts.iter().for_each(|day| add(format!("starts {}", day.value)));
    if let Some((from, to)) = &of.expires {
        let to = to.as_ref().map_or(String::new(), |to| format!(" to {}", to.value));
        add(format!("expires {}{to}", from.value));
    }
    said
}
