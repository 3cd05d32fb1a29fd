//! Which items are versions of one provision, and the order of the catalogue.

use super::ids::{complete, is_id};
use super::place::{Place, keyword};
use super::report::Report;
use super::versions::{Days, Life, boundaries, cut, life};
use super::walk::{conditions, walk};
use crate::exact::{Date, ProvisionId, compare_ids};
use crate::model::Kind;
use crate::packed::Str;
use crate::syntax::tree::{Expr, ExprKind, ItemKind, LineKind, Selection, SelectionEntry, Value};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// A provision to be: its name, and the items that are its versions.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// A full id, or a name.
    pub id: Str,
    /// The same, when it is an id.
    pub address: Option<ProvisionId>,
    /// Its kind.
    pub kind: Kind,
    /// What it cites when it has no id.
    pub by: Option<ProvisionId>,
    /// Its items, by first day.
    pub parts: Vec<Part>,
}

/// One item of a provision.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its place.
    pub place: usize,
    /// Its life.
    pub life: Life,
    /// The versions it is cut into.
    pub spans: Vec<Days>,
}

impl Plan {
    /// The version in force on a day, counted over all items.
    pub(crate) fn version_on(&self, day: Date) -> Option<u32> {
        let spans = self.parts.iter().flat_map(|part| &part.spans);
        spans.into_iter().position(|span| span.has(day)).and_then(|at| u32::try_from(at).ok())
    }
    /// How many versions there are.
    pub(crate) fn versions(&self) -> usize {
        self.parts.iter().map(|part| part.spans.len()).sum()
    }
}

/// The kind of provision that an item is.
pub(crate) fn kind_of(item: ItemKind) -> Option<Kind> {
    Some(match item {
        ItemKind::Offence => Kind::Offence,
        ItemKind::Penalty => Kind::Penalty,
        ItemKind::Aggravation => Kind::Aggravation,
        ItemKind::Attenuation => Kind::Attenuation,
        ItemKind::Substitution => Kind::Substitution,
        ItemKind::Exclusion => Kind::Exclusion,
        ItemKind::NoExcuse => Kind::NoExcuse,
        ItemKind::Extinction => Kind::Extinction,
        ItemKind::Attempt => Kind::Attempt,
        ItemKind::Participation => Kind::Participation,
        ItemKind::Negligence => Kind::Negligence,
        ItemKind::Error => Kind::Error,
        ItemKind::Excess => Kind::Excess,
        ItemKind::Recidivism => Kind::Recidivism,
        ItemKind::Concurrence => Kind::Concurrence,
        ItemKind::Prosecution => Kind::Prosecution,
        ItemKind::Prescription => Kind::Prescription,
        ItemKind::Jurisdiction => Kind::Jurisdiction,
        ItemKind::Extradition => Kind::Extradition,
        ItemKind::Measure => Kind::Measure,
        ItemKind::Discretion => Kind::Discretion,
        ItemKind::Reading => Kind::Reading,
        ItemKind::Transitory => Kind::Transitory,
        ItemKind::Gap => Kind::Gap,
        ItemKind::Presume => Kind::Presumption,
        ItemKind::Parameter => Kind::Parameter,
        ItemKind::Group => Kind::Group,
        _ => return None,
    })
}

/// Kinds whose name may be a word.
fn may_be_named(kind: Kind) -> bool {
    matches!(kind, Kind::Reading | Kind::Parameter | Kind::Group | Kind::Presumption)
}

/// The first name of a `by` line.
pub(crate) fn cited(report: &Report, place: &Place) -> Option<ProvisionId> {
    match &place.entry(LineKind::By)?.value {
        Value::Words(names) => complete(report, place, names.first()?),
        _ => None,
    }
}

/// The provisions of the rules, in the order of the catalogue.
pub(crate) fn plan(report: &Report, places: &[Place]) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    let mut known: HashMap<(Str, Kind), usize> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        let Some(kind) = kind_of(place.item.kind) else { continue };
        let name = &place.item.name;
        let address = if may_be_named(kind) && (kind == Kind::Presumption || !is_id(&name.value)) {
            None
        } else {
            match complete(report, place, name) {
                Some(id) => Some(id),
                None => continue,
            }
        };
        let id = address.as_ref().map_or_else(|| name.value.clone(), |id| id.text());
        let life = life(place);
        let part = Part { place: at, life, spans: cut(life.days, &boundaries(place)) };
        let plan = *known.entry((id.clone(), kind)).or_insert_with(|| {
            plans.push(Plan { id, address, kind, by: None, parts: Vec::new() });
            plans.len() - 1
        });
        let plan = &mut plans[plan];
        plan.parts.push(part);
        if plan.address.is_none() {
            plan.by = cited(report, place).or(plan.by.take());
        }
    }
    for plan in &mut plans {
        plan.parts.sort_by_key(|part| part.life.days.since);
    }
    plans.sort_by(compare);
    cut_at_groups(places, &mut plans);
    lives(report, places, &plans);
    plans
}

fn compare(a: &Plan, b: &Plan) -> Ordering {
    let rank = |plan: &Plan| match (&plan.address, &plan.by) {
        (Some(_), _) => 0,
        (None, Some(_)) => 1,
        (None, None) => 2,
    };
    let by_id = match (a.address.as_ref().or(a.by.as_ref()), b.address.as_ref().or(b.by.as_ref())) {
        (Some(a), Some(b)) => compare_ids(a, b),
        _ => Ordering::Equal,
    };
    rank(a).cmp(&rank(b)).then(by_id).then_with(|| a.kind.cmp(&b.kind)).then_with(|| a.id.cmp(&b.id))
}

/// The groups of a plan, by name.
pub(crate) fn groups(plans: &[Plan]) -> HashMap<Str, usize> {
    let named = plans.iter().enumerate().filter(|(_, plan)| plan.kind == Kind::Group);
    named.map(|(at, plan)| (plan.id.clone(), at)).collect()
}

/// The group that a name means, in the section of an item.
pub(crate) fn group_of(groups: &HashMap<Str, usize>, place: &Place, name: &str) -> Option<usize> {
    groups.get(name).or_else(|| groups.get(format!("{}:{name}", place.law).as_str())).copied()
}

/// Cuts a group where a group within it changes, and every rule where a group it reads does.
fn cut_at_groups(places: &[Place], plans: &mut [Plan]) {
    let groups = groups(plans);
    let mut order: Vec<usize> = groups.values().copied().collect();
    order.sort_unstable();
    // INVARIANT: each round adds boundaries of finitely many days, so the rounds end.
    loop {
        let mut changed = false;
        for &at in &order {
            let inner = |place: &Place| members(place).filter_map(|name| group_of(&groups, place, name)).collect();
            changed |= recut(places, plans, at, &inner);
        }
        if !changed {
            break;
        }
    }
    for at in 0..plans.len() {
        if plans[at].kind != Kind::Group {
            recut(places, plans, at, &|place: &Place| {
                let mut read = Vec::new();
                for condition in conditions(place.item) {
                    walk(condition, &mut |expr| {
                        read.extend(group_read(expr).and_then(|name| group_of(&groups, place, name)))
                    });
                }
                read
            });
        }
    }
}

/// The group whose members a fact is compared with.
pub(crate) fn group_read(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::InGroup(fact, group) if fact.value != "charge" => Some(&group.value),
        _ => None,
    }
}

/// The names among the members of a group.
pub(crate) fn members<'a>(place: &Place<'a>) -> impl Iterator<Item = &'a str> {
    let lines = place.item.lines.iter().filter(|l| matches!(l.kind, LineKind::Members | LineKind::Excluding));
    let selections = lines.flat_map(|line| &line.entries).filter_map(|entry| match &entry.value {
        Value::Selection(selection) => Some(selection),
        Value::Gap(_, Some(bound)) => match &**bound {
            Value::Selection(selection) => Some(selection),
            _ => None,
        },
        _ => None,
    });
    selections.flat_map(names_in)
}

fn names_in(selection: &Selection) -> impl Iterator<Item = &str> {
    selection.entries.iter().chain(&selection.except).filter_map(|entry| match &entry.value {
        SelectionEntry::Name(name) => Some(name.as_str()),
        _ => None,
    })
}

fn recut(places: &[Place], plans: &mut [Plan], at: usize, read: &dyn Fn(&Place) -> Vec<usize>) -> bool {
    let mut changed = false;
    for part in 0..plans[at].parts.len() {
        let place = &places[plans[at].parts[part].place];
        let read = read(place);
        if read.is_empty() {
            continue;
        }
        let others = read.iter().flat_map(|group| plans[*group].parts.iter().flat_map(|part| &part.spans));
        let mut days: BTreeSet<Date> =
            others.flat_map(|span| std::iter::once(span.since).chain(span.until.map(Date::next))).collect();
        days.extend(boundaries(place));
        let part = &mut plans[at].parts[part];
        days.extend(part.spans.iter().map(|span| span.since));
        let spans = cut(part.life.days, &days);
        changed |= spans != part.spans;
        part.spans = spans;
    }
    changed
}

/// Reports versions of one provision that overlap, and holes between them that no gap explains.
fn lives(report: &Report, places: &[Place], plans: &[Plan]) {
    for plan in plans {
        for pair in plan.parts.windows(2) {
            let [before, after] = pair else { continue };
            let place = &places[after.place];
            let (earlier, later) = (before.life.days, after.life.days);
            let what = format!("`{} {}`", keyword(place.item.kind), plan.id);
            if earlier.meets(later) {
                if place.line(LineKind::InForce).is_none() || before.life == after.life {
                    let help = "give one of them another name, or dates on which the other is not in force";
                    report.error(place.named(), "name.duplicate", format!("{what} is written twice"), help);
                } else {
                    let message = format!("two versions of {what} are in force on {}", later.since.max(earlier.since));
                    let help = format!("the other is in force `{}`", earlier.words());
                    report.error(place.named(), "version.overlap", message, help);
                }
            } else if earlier.end().next() < later.since && !explained(plans, plan, earlier.end().next()) {
                let days = Days { since: earlier.end().next(), until: Some(later.since.previous()) };
                let message = format!("{what} has no text for `{}`", days.words());
                let help = "write a `gap` of that id for these days, or mend the `in force` lines";
                report.error(place.named(), "version.hole", message, help);
            }
        }
    }
}

fn explained(plans: &[Plan], plan: &Plan, day: Date) -> bool {
    plans.iter().any(|gap| {
        gap.kind == Kind::Gap
            && gap.parts.iter().any(|part| part.life.days.has(day))
            && match (&gap.address, &plan.address) {
                (Some(gap), Some(id)) => gap.covers(id) || id.covers(gap),
                _ => false,
            }
    })
}
