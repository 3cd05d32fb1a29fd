//! Requests for extradition: each condition of the law, charge by charge, and what the request comes to.

use super::competing::{Candidate, prefer};
use super::requests::{
    DIRECTION, Plea, Ruling, dates, direction, governing_treaty, overlay, pleas, rules, unknown_rules,
};
use super::{Beyond, Ground, Need, Tell, bench_of, grounds, stands, text};
use crate::eval::context::{Bench, Context, Frame};
use crate::eval::reasons::{Reasons, Touched, met};
use crate::eval::wording;
use crate::exact::ProvisionId;
use crate::facts::{Count, Truth};
use crate::model::{
    Asks, BeyondTest, ChargeTest, Cond, CondKind, Direction, ExtraditionRule, FactIx, Kind, Model, Role, Says,
};
use crate::packed::Str;
use crate::verdict::{
    Charge, Conclusion, CountVerdict, Element, Extradition, Met, Notice, RequestCharge, RequestVerdict, Status,
    Undertaking,
};

/// A rule as it stands for a request or for a charge of it.
struct Weighed {
    asks: Asks,
    truth: Truth,
    element: Element,
    /// What the requesting State is to undertake, by the name of its value.
    member: Option<Str>,
    missing: Vec<(FactIx, usize)>,
    /// Grounds of jurisdiction that it asks about.
    grounds: Vec<ProvisionId>,
}

/// What the requests of a case come to; `None` when there are none.
pub(crate) fn weigh(
    context: &Context<'_>,
    counts: &[CountVerdict],
    notices: &mut Vec<Notice>,
) -> (Option<Extradition>, Vec<Need>) {
    let (pleas, mut needs) = (pleas(context), Vec::new());
    if pleas.is_empty() || context.index.of(Kind::Extradition).is_empty() {
        return (None, needs);
    }
    let mut requests: Vec<RequestVerdict> =
        pleas.iter().map(|plea| one(context, plea, counts, notices, &mut needs)).collect();
    let candidates: Vec<Candidate<'_>> = pleas
        .iter()
        .zip(&requests)
        .map(|(plea, request)| Candidate {
            plea,
            treaty: request.treaty.is_some(),
            open: request.conclusion != Conclusion::Refused
                && direction(context.model, plea, &[Direction::Passive]) == Truth::True,
        })
        .collect();
    let preferred = prefer(context, &candidates);
    for (request, element) in requests.iter_mut().zip(preferred) {
        request.conditions.extend(element);
    }
    (Some(Extradition { requests }), needs)
}

fn one(
    context: &Context<'_>,
    plea: &Plea,
    counts: &[CountVerdict],
    notices: &mut Vec<Notice>,
    needs: &mut Vec<Need>,
) -> RequestVerdict {
    let rules = rules(context, plea.day(context));
    let treaty = governing_treaty(context, plea, &rules);
    if let Some(found) = treaty {
        let provision = context.provision(found.provision);
        let text = text::treaty(&provision.name, found.version.uncertain.as_ref());
        let notice = Notice { code: "treaty_not_encoded", by: Some(provision.id.clone()), text };
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    }
    let mut request = RequestVerdict {
        id: plea.id.clone(),
        conclusion: Conclusion::Undetermined,
        governs: if treaty.is_some() { "treaty" } else { "statute" },
        treaty: treaty.map(|found| context.provision(found.provision).id.clone()),
        charges: Vec::new(),
        conditions: Vec::new(),
        undertakings: Vec::new(),
        dates: dates(context, plea, &rules),
    };
    let Some(first) = plea.counts.first() else {
        notices.push(Notice { code: "request_without_act", by: None, text: text::no_count() });
        return request;
    };
    let overlaid: Vec<Count> = plea.counts.iter().map(|at| overlay(&context.case.counts[*at], plea)).collect();
    let frames: Vec<Frame<'_>> = overlaid.iter().map(|count| Frame::new(context, count)).collect();
    let (own, of_charge): (Vec<Ruling<'_>>, Vec<Ruling<'_>>) =
        rules.iter().partition(|ruling| of_request(context.model, ruling.rule));
    let mut whole = Vec::new();
    let dummy = |ruling: &Ruling<'_>| -> Option<Bench<'_>> {
        let id = context.provision(ruling.provision).provision_id()?;
        let bench = Bench::new(&frames[0], plea.day(context), id);
        *bench.beyond.borrow_mut() = Some(Beyond::nothing());
        Some(bench)
    };
    for ruling in &own {
        whole.extend(dummy(ruling).and_then(|bench| weighed(&bench, plea, ruling)));
    }
    let charges = |at: &usize| counts.get(*at).map_or(&[][..], |count| count.charges.as_slice());
    let applies = |charge: &Charge| charge.status == Status::Applies;
    // Of an act for which a charge applies, those in doubt are not asked about.
    let certain = |act: &Option<Str>| {
        let of_act = plea.counts.iter().filter(|at| counts.get(**at).is_some_and(|count| count.act == *act));
        of_act.flat_map(charges).any(applies)
    };
    let standing = || {
        plea.counts.iter().zip(&frames).flat_map(|(at, frame)| {
            let doubts = !counts.get(*at).is_some_and(|count| certain(&count.act));
            let own = charges(at).iter().filter(move |charge| applies(charge) || doubts && stands(charge));
            own.map(move |charge| (*at, frame, charge))
        })
    };
    if standing().next().is_none() {
        // Without a charge only what is decided without one is told.
        let bare = of_charge.iter().filter_map(|ruling| weighed(&dummy(ruling)?, plea, ruling));
        whole.extend(bare.filter(|found| found.truth != Truth::Unknown));
    }
    note_needs(&whole, *first, needs);
    let mut common = conclusion(&whole);
    for at in unknown_rules(context, plea, plea.day(context)) {
        let provision = context.provision(at);
        let until = provision.versions.first().map(|version| version.since.previous());
        let text = wording::gap(&provision.name, &provision.gist, None, until);
        let notice = Notice { code: "gap", by: Some(provision.id.clone()), text };
        if !notices.contains(&notice) {
            notices.push(notice);
        }
        common = common.min(Conclusion::Undetermined);
    }
    for (at, frame, charge) in standing() {
        let found = of_one_charge(frame, plea, &of_charge, charge);
        note_needs(&found, at, needs);
        let own = conclusion(&found).min(common);
        let decided = RequestCharge { offence: charge.offence.clone(), conclusion: own, conditions: elements(&found) };
        add_undertakings(&found, &mut request.undertakings);
        if !request.charges.contains(&decided) {
            request.charges.push(decided);
        }
    }
    let open = request.charges.iter().map(|charge| charge.conclusion).filter(|c| *c != Conclusion::Refused);
    request.conclusion = match (common, request.charges.is_empty()) {
        (Conclusion::Refused, _) | (_, true) => common,
        _ => open.min().unwrap_or(Conclusion::Refused),
    };
    request.conditions = elements(&whole);
    add_undertakings(&whole, &mut request.undertakings);
    request
}

fn of_one_charge(frame: &Frame<'_>, plea: &Plea, rules: &[Ruling<'_>], charge: &Charge) -> Vec<Weighed> {
    let context = frame.context;
    let over = grounds(frame, &[charge], Tell::Doubtful);
    let by_id: Vec<(ProvisionId, Truth)> =
        over.iter().filter_map(|ground| Some((ground.id(context)?, ground.truth()))).collect();
    let Some(bench) = bench_of(frame, charge, by_id) else { return Vec::new() };
    let mut found: Vec<Weighed> = rules.iter().filter_map(|ruling| weighed(&bench, plea, ruling)).collect();
    for one in found.iter_mut().filter(|one| one.truth == Truth::Unknown) {
        // A doubt about jurisdiction waits for the facts of its grounds.
        let waits = |ground: &&Ground| ground.id(context).is_some_and(|id| one.grounds.iter().any(|of| of.covers(&id)));
        let facts: Vec<(FactIx, usize)> = over.iter().filter(waits).flat_map(Ground::missing).copied().collect();
        one.missing.extend(facts);
    }
    found
}

/// Whether a rule reads nothing but the request, and so is decided once for all its charges.
fn of_request(model: &Model, rule: &ExtraditionRule) -> bool {
    fn reads(model: &Model, condition: &Cond) -> bool {
        let request = |fact: FactIx| model.fact_at(fact).subject == "request";
        match &condition.kind {
            CondKind::Charge(ChargeTest::Beyond(test)) => {
                !test.facts().is_empty() && test.facts().into_iter().all(request)
            }
            CondKind::Charge(_) => false,
            CondKind::Term(at) => reads(model, &model.term_at(*at).condition),
            CondKind::Atom(at) => request(model.atom_at(*at).fact),
            CondKind::Members { fact, .. } => request(*fact),
            _ => condition.children().iter().all(|child| reads(model, child)),
        }
    }
    let mut own = true;
    rule.conditions(&mut |condition| own &= reads(model, condition));
    own
}

/// What a rule comes to; `None` when it does not speak of this request, or says nothing of this kind.
fn weighed(bench: &Bench<'_>, plea: &Plea, ruling: &Ruling<'_>) -> Option<Weighed> {
    let context = bench.context;
    let Says::Asks(asks, asked) = &ruling.rule.says else { return None };
    let condition = context.variant(asked).0;
    let touched = Touched::default();
    let reasons = Reasons { bench, touched: &touched };
    let speaks = direction(context.model, plea, &ruling.rule.of);
    let mut at_hand = speaks.and(bench.truth_or_met(ruling.rule.when.as_ref()));
    if at_hand == Truth::False {
        return None;
    }
    let mut excepted = None;
    for (_, by, exception) in &ruling.rule.exceptions {
        let truth = bench.truth(exception);
        at_hand = at_hand.and(!truth);
        match truth {
            Truth::True => excepted = Some((by.text(), exception)),
            Truth::Unknown => drop(reasons.of(exception)),
            Truth::False => {}
        }
    }
    let requires = matches!(asks, Asks::Requires | Asks::Undertakes | Asks::Carries);
    let own = bench.truth(condition);
    let truth = if requires { (!at_hand).or(own) } else { at_hand.and(own) };
    let provision = context.provision(ruling.provision);
    let (by, because) = match excepted {
        // What would be a bar, but for the exception.
        Some((by, exception)) if !requires && own != Truth::False => (by, reasons.of(exception)),
        Some(_) => return None,
        None => (provision.id.clone(), reasons.of(condition)),
    };
    if truth == Truth::Unknown {
        ruling.rule.when.iter().for_each(|when| drop(reasons.of(when)));
        if let Some(fact) = context.index.fact(DIRECTION).filter(|_| speaks == Truth::Unknown) {
            touched.need(fact, 0);
        }
    }
    let role = match asks {
        Asks::Requires | Asks::Undertakes => Role::Requirement,
        Asks::Bars => Role::Bar,
        Asks::Carries => Role::Paper,
        Asks::Discretion => Role::Discretion,
        Asks::Postpones => Role::Postponement,
    };
    let status = met(truth);
    let element = Element { id: provision.id.clone(), role, status, text: provision.name.clone(), by, because };
    let missing = if truth == Truth::Unknown { touched.missing() } else { Vec::new() };
    let mut grounds = Vec::new();
    asked_grounds(condition, &mut grounds);
    Some(Weighed { asks: *asks, truth, element, member: member(context.model, condition), missing, grounds })
}

/// The grounds of jurisdiction that a condition asks about.
fn asked_grounds(condition: &Cond, found: &mut Vec<ProvisionId>) {
    match &condition.kind {
        CondKind::Charge(ChargeTest::Beyond(BeyondTest::Jurisdiction(of))) => found.extend(of.iter().cloned()),
        _ => condition.children().iter().for_each(|child| asked_grounds(child, found)),
    }
}

/// The value of a set that a condition asks for.
fn member(model: &Model, condition: &Cond) -> Option<Str> {
    let CondKind::Atom(at) = &condition.kind else { return None };
    let atom = model.atom_at(*at);
    match atom.test {
        crate::model::Test::Has(value) => {
            model.fact_at(atom.fact).values.get(usize::from(value)).map(|value| value.name.clone())
        }
        _ => None,
    }
}

/// What rules come to together. A bar beats all; then what is lacking, discretion, postponement, doubt.
fn conclusion(found: &[Weighed]) -> Conclusion {
    let each = found.iter().map(|one| match (one.asks, one.truth) {
        (Asks::Bars, Truth::True) | (Asks::Requires, Truth::False) => Conclusion::Refused,
        (Asks::Undertakes | Asks::Carries, Truth::False) => Conclusion::Incomplete,
        (Asks::Discretion, Truth::True) => Conclusion::Discretionary,
        (Asks::Postpones, Truth::True) => Conclusion::Postponed,
        (_, Truth::Unknown) => Conclusion::Undetermined,
        _ => Conclusion::MayBeGranted,
    });
    each.min().unwrap_or(Conclusion::MayBeGranted)
}

fn elements(found: &[Weighed]) -> Vec<Element> {
    found.iter().filter(|one| one.asks != Asks::Undertakes).map(|one| one.element.clone()).collect()
}

fn add_undertakings(found: &[Weighed], all: &mut Vec<Undertaking>) {
    for one in found.iter().filter(|one| one.asks == Asks::Undertakes) {
        let by = one.element.by.clone();
        let undertaking = Undertaking {
            id: one.member.clone().unwrap_or_else(|| by.clone()),
            status: match one.truth {
                Truth::True => "given",
                Truth::False => "missing",
                Truth::Unknown => "unknown",
            },
            by,
            text: one.element.text.clone(),
        };
        if !all.contains(&undertaking) {
            all.push(undertaking);
        }
    }
}

fn note_needs(found: &[Weighed], count: usize, needs: &mut Vec<Need>) {
    for one in found.iter().filter(|one| one.element.status == Met::Unknown) {
        let by = &one.element.id;
        needs.extend(one.missing.iter().map(|(fact, view)| Need { count, fact: *fact, view: *view, by: by.clone() }));
    }
}
