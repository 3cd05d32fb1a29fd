//! From a plan to a quiz: kinds in turn, elements in balance, no item twice.

use super::chance::Chance;
use super::desk::Desk;
use super::item::{Item, ItemKind, Quiz};
use super::kinds;
use super::plan::{QuizPlan, under_title};
use crate::Law;
use crate::error::Error;
use crate::packed::Str;
use crate::verdict::{FORMAT, Pack, VERSION};
use std::collections::{BTreeMap, BTreeSet};

/// Questions with the same answer about the same provision.
const MOST_ALIKE: usize = 4;
/// Items among which the one is chosen that trains what was trained least.
const CHOICES: usize = 3;

/// Makes the quiz of a plan.
///
/// # Errors
/// When the plan asks for too many items, or names a title, article, element or difficulty that there is not.
pub(crate) fn quiz(law: &Law, plan: &QuizPlan) -> Result<Quiz, Error> {
    plan.check(law.model())?;
    let desk = Desk::new(law);
    let kinds = if plan.kinds.is_empty() { ItemKind::ALL } else { &plan.kinds };
    let wanted = |kind: &&ItemKind| {
        let so_hard = |difficulty| kinds::difficulties(**kind).contains(difficulty);
        (plan.elements.is_empty() || plan.elements.iter().any(|element| kinds::may_train(**kind, element)))
            && (plan.difficulties.is_empty() || plan.difficulties.iter().any(so_hard))
    };
    let mut wells: Vec<Well> = kinds.iter().filter(wanted).map(|kind| Well::new(&desk, plan, *kind)).collect();
    let mut seen = Seen::default();
    let mut items = Vec::new();
    while items.len() < plan.number && !wells.is_empty() {
        wells.retain_mut(|well| {
            if items.len() >= plan.number {
                return true;
            }
            let drawn = well.draw(&desk, plan, &mut seen);
            let more = drawn.is_some();
            items.extend(drawn);
            more
        });
    }
    let info = &law.model().pack;
    let pack = Pack {
        name: info.name.clone(),
        version: info.version.clone(),
        law_as_of: info.law_as_of,
        digest: info.digest.clone(),
    };
    Ok(Quiz { format: FORMAT, tipicidad: VERSION, pack, plan: plan.clone(), items })
}

/// What was asked already.
#[derive(Default)]
struct Seen {
    /// Cases with their questions.
    asked: BTreeSet<(Str, Str)>,
    /// How often a question about a provision had the same answer.
    answered: BTreeMap<(ItemKind, String, String), usize>,
    /// How often each element was trained.
    trained: BTreeMap<String, usize>,
}

impl Seen {
    /// Whether an item asks what was not asked yet, nor often something like it; it is remembered.
    fn fresh(&mut self, item: &Item) -> bool {
        let key: Vec<&str> = item.options.iter().filter(|o| o.correct).map(|o| o.text.es.as_str()).collect();
        let about = item.provisions.first().cloned().unwrap_or_default();
        let alike = self.answered.entry((item.kind, about, key.join("\n"))).or_default();
        if *alike >= MOST_ALIKE || !self.asked.insert((item.scenario.es.clone(), item.stem.es.clone())) {
            return false;
        }
        *alike += 1;
        true
    }
}

/// Where the items of one kind come from: the examples in an order of chance.
struct Well {
    kind: ItemKind,
    examples: std::vec::IntoIter<usize>,
    chance: Chance,
    /// Made, and not yet asked.
    spare: Vec<Item>,
}

impl Well {
    fn new(desk: &Desk<'_>, plan: &QuizPlan, kind: ItemKind) -> Well {
        let mut chance = Chance::new(plan.seed, kind as u64 + 1);
        let about = |example: &usize| {
            let own = desk.charges(*example).iter().chain(desk.charges(desk.first(*example)));
            let mut offences = own.filter_map(|id| desk.offence(id.as_str())).map(|(at, _)| desk.provision(at));
            plan.titles.is_empty() || offences.any(|p| plan.titles.iter().any(|title| under_title(p, title)))
        };
        let mut examples: Vec<usize> = (0..desk.examples()).filter(about).collect();
        chance.shuffle(&mut examples);
        Well { kind, examples: examples.into_iter(), chance, spare: Vec::new() }
    }
    /// The next item, of those at hand the one that trains what was trained least; `None` when there is no more.
    fn draw(&mut self, desk: &Desk<'_>, plan: &QuizPlan, seen: &mut Seen) -> Option<Item> {
        while self.spare.len() < CHOICES {
            let Some(example) = self.examples.next() else { break };
            let draft = kinds::draft(desk, self.kind, example, &mut self.chance);
            let Some(item) = draft.and_then(|draft| draft.finish(desk, &mut self.chance)) else { continue };
            debug_assert!(kinds::difficulties(self.kind).contains(&item.difficulty), "{}", item.id);
            if plan.wants(desk.law.model(), &item) && seen.fresh(&item) {
                self.spare.push(item);
            }
        }
        let often = |item: &Item| {
            let counts = item.elements.iter().map(|e| seen.trained.get(e).copied().unwrap_or_default());
            counts.min().unwrap_or_default()
        };
        let best = (0..self.spare.len()).min_by_key(|at| often(&self.spare[*at]))?;
        let item = self.spare.remove(best);
        for element in &item.elements {
            *seen.trained.entry(element.clone()).or_default() += 1;
        }
        Some(item)
    }
}
