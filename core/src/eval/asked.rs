//! What is missing: unknown facts, whom they are of, and the charges they bear on.

use super::charge::Charged;
use super::context::Context;
use crate::facts::Count;
use crate::model::FactIx;
use crate::packed::Str;
use crate::verdict::{Missing, Of, Status};

/// An unknown fact of somebody, and the charges it bears on.
pub(crate) struct Asked {
    fact: FactIx,
    of: Of,
    settles: Vec<Str>,
}

/// Whom a fact is of, in a view of a count.
pub(crate) fn whom(context: &Context<'_>, count: &Count, fact: FactIx, view: usize) -> Of {
    let subject = context.model.fact_at(fact).subject.as_str();
    let victim = count.view_victims.get(view).cloned().flatten().or_else(|| count.victim.clone());
    match subject {
        "accused" => Of { accused: count.accused.clone(), act: count.act.clone(), victim: None },
        "victim" => Of { accused: None, act: count.act.clone(), victim },
        "relation" => Of { accused: count.accused.clone(), act: count.act.clone(), victim },
        _ => Of { accused: None, act: count.act.clone(), victim: None },
    }
}

pub(crate) fn ask_for(context: &Context<'_>, count: &Count, found: &Charged, asked: &mut Vec<Asked>) {
    if !matches!(found.charge.status, Status::Applies | Status::Undetermined) {
        return;
    }
    for (fact, view) in &found.missing {
        let of = whom(context, count, *fact, *view);
        ask_about(*fact, of, found.charge.offence.clone(), asked);
    }
}

pub(crate) fn ask_about(fact: FactIx, of: Of, id: Str, asked: &mut Vec<Asked>) {
    match asked.iter_mut().find(|a| a.fact == fact && a.of == of) {
        Some(known) if !known.settles.contains(&id) => known.settles.push(id),
        Some(_) => {}
        None => asked.push(Asked { fact, of, settles: vec![id] }),
    }
}

/// What is missing: the facts that bear on most charges first, ties in vocabulary order.
pub(crate) fn missing(context: &Context<'_>, mut asked: Vec<Asked>) -> Vec<Missing> {
    asked.sort_by(|a, b| {
        let key = |x: &Asked| (std::cmp::Reverse(x.settles.len()), x.fact);
        key(a).cmp(&key(b)).then_with(|| a.of.cmp(&b.of))
    });
    asked
        .into_iter()
        .map(|a| {
            let fact = context.model.fact_at(a.fact);
            Missing { fact: fact.name.clone(), of: a.of, question: fact.question.clone(), settles: a.settles }
        })
        .collect()
}
