//! What a quiz is to hold.

use super::item::{Item, ItemKind};
use crate::error::Error;
use crate::exact::{ProvisionId, nearest};
use crate::model::{Kind, Model};
use serde::{Deserialize, Serialize};

/// The most items of one quiz.
pub const MAX_ITEMS: usize = 5_000;
/// The items of a quiz that does not say how many.
pub const USUAL_ITEMS: usize = 10;
/// The hardest difficulty; the plainest is 1.
pub const HARDEST: u8 = 5;

/// The elements that items train beside the roles of the elements of offences.
const BESIDE_ROLES: [&str; 19] = [
    "attempt",
    "concurrence",
    "conflict",
    "continued",
    "diminished_capacity",
    "error",
    "exception",
    "excess",
    "exclusion",
    "extradition",
    "limits",
    "milder",
    "negligence",
    "participation",
    "penalty",
    "prescription",
    "qualifier",
    "recidivism",
    "version",
];
/// The roles of the elements of offences.
const ROLES: [&str; 9] =
    ["agent", "victim", "conduct", "means", "object", "result", "purpose", "knowing", "circumstance"];

/// What a quiz is to hold. Empty lists ask for nothing in particular.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuizPlan {
    /// Chance is drawn from it: the same seed gives the same quiz.
    pub seed: u64,
    /// How many items, at most [`MAX_ITEMS`]. Fewer come when the law has no more to ask.
    pub number: usize,
    /// Titles as the rules number them (`8`, `CPF:8`), or whole laws (`LGPSEDMTP`).
    pub titles: Vec<String>,
    /// Articles or parts of them: `CPF:201`, `CPF:205-Bis:d`.
    pub articles: Vec<String>,
    /// Elements to train: `victim`, `means`, `prescription` …
    pub elements: Vec<String>,
    /// Kinds of question.
    pub kinds: Vec<ItemKind>,
    /// Difficulties, 1 to [`HARDEST`].
    pub difficulties: Vec<u8>,
}

impl Default for QuizPlan {
    /// [`USUAL_ITEMS`] items of every kind, of the seed 0.
    fn default() -> QuizPlan {
        QuizPlan {
            seed: 0,
            number: USUAL_ITEMS,
            titles: Vec::new(),
            articles: Vec::new(),
            elements: Vec::new(),
            kinds: Vec::new(),
            difficulties: Vec::new(),
        }
    }
}

/// Codes of a plan that cannot be followed, and of what is told of a learner and cannot be read.
pub(crate) const CODES: &[(&str, &str, &str)] = &[
    (
        "quiz.answers",
        "answers that cannot be read",
        "The answers of a learner are a list of objects with the keys `item`, the id of a question, and `correct`, true or false.",
    ),
    (
        "quiz.items",
        "questions that cannot be read",
        "What to train next is told from the `items` of a quiz, as `tipicidad quiz --format json` writes them.",
    ),
    (
        "quiz.plan",
        "a plan that cannot be read",
        "A plan is a JSON object with the keys `seed`, `number`, `titles`, `articles`, `elements`, `kinds` and `difficulties`, all \
         of them optional.",
    ),
    (
        "quiz.too_many",
        "too many questions",
        "A quiz has at most 5000 items. Make several, each with a seed of its own.",
    ),
    (
        "quiz.unknown_article",
        "no such article",
        "A plan names articles by their ids, such as `CPF:201`; `tipicidad catalogue` lists all.",
    ),
    (
        "quiz.unknown_difficulty",
        "no such difficulty",
        "Difficulties are whole numbers from 1, the plainest, to 5, the hardest.",
    ),
    (
        "quiz.unknown_element",
        "no such element",
        "A plan names elements by their words: the roles of the doctrine (`victim`, `conduct`, `means` …) and what follows \
         the charge (`qualifier`, `prescription` …).",
    ),
    (
        "quiz.unknown_kind",
        "no such kind of question",
        "A plan names kinds of question by their words: `offence`, `range`, `element` …",
    ),
    (
        "quiz.unknown_title",
        "no such title",
        "A plan names titles by the number that the rules give them (`8`, or `CPF:8` where several laws have one), or whole \
         laws by their siglum.",
    ),
];

impl QuizPlan {
    /// A plan of so many items, of every kind.
    pub fn of(seed: u64, number: usize) -> QuizPlan {
        QuizPlan { seed, number, ..QuizPlan::default() }
    }
    /// Reads a plan from JSON: `{"seed": 1, "number": 20, "titles": ["CPF:8"]}`; what it leaves out is as in [`QuizPlan::default`].
    ///
    /// # Errors
    /// When the text is no plan: the message says where.
    pub fn read(json: &[u8]) -> Result<QuizPlan, Error> {
        let shape = "an object such as `{\"seed\": 1, \"number\": 20}`";
        // By way of an object: a list of values without names is no plan.
        serde_json::from_slice::<serde_json::Map<_, _>>(json)
            .and_then(|plan| serde_json::from_value(plan.into()))
            .map_err(|error| Error::new("quiz.plan", format!("a plan cannot be read: {error}")).expected(shape))
    }
    /// Whether the law has what the plan names.
    pub(super) fn check(&self, model: &Model) -> Result<(), Error> {
        if self.number > MAX_ITEMS {
            return Err(Error::new("quiz.too_many", format!("{} items are asked for", self.number))
                .at("number")
                .expected(format!("at most {MAX_ITEMS}")));
        }
        if let Some(wrong) = self.difficulties.iter().find(|d| !(1..=HARDEST).contains(*d)) {
            return Err(Error::new("quiz.unknown_difficulty", format!("there is no difficulty `{wrong}`"))
                .at("difficulties")
                .expected(format!("1 to {HARDEST}")));
        }
        let elements: Vec<&str> = ROLES.iter().chain(&BESIDE_ROLES).copied().collect();
        if let Some(wrong) = self.elements.iter().find(|e| !elements.contains(&e.as_str())) {
            let message = format!("there is no element `{wrong}`");
            return Err(hinted(Error::new("quiz.unknown_element", message).at("elements"), wrong, elements));
        }
        let offences = || model.provisions.iter().filter(|p| p.kind == Kind::Offence);
        if let Some(wrong) = self.titles.iter().find(|t| !offences().any(|p| under_title(p, t))) {
            let known: Vec<&str> = model.laws.iter().map(|law| law.siglum.as_str()).collect();
            let message = format!("no offence stands under the title `{wrong}`");
            return Err(hinted(Error::new("quiz.unknown_title", message).at("titles"), wrong, known));
        }
        let known = |wanted: &String| {
            let wanted = ProvisionId::parse(wanted);
            let related = |p: &crate::model::Provision| {
                let own = p.provision_id();
                wanted.as_ref().zip(own.as_ref()).is_some_and(|(a, b)| a.covers(b) || b.covers(a))
            };
            model.provisions.iter().any(related)
        };
        if let Some(wrong) = self.articles.iter().find(|id| !known(id)) {
            let ids: Vec<&str> = model.provisions.iter().map(|p| p.id.as_str()).collect();
            let message = format!("no provision has the id `{wrong}`");
            return Err(hinted(Error::new("quiz.unknown_article", message).at("articles"), wrong, ids));
        }
        Ok(())
    }
    /// Whether an item is wanted.
    pub(super) fn wants(&self, model: &Model, item: &Item) -> bool {
        let holder = |id: &str| {
            let mut id = id;
            loop {
                if let Some(found) = model.provisions.iter().find(|p| p.id == id && p.kind == Kind::Offence) {
                    return Some(found);
                }
                id = id.rsplit_once(':')?.0;
            }
        };
        let title =
            |wanted: &String| item.provisions.first().and_then(|id| holder(id)).is_some_and(|p| under_title(p, wanted));
        let article = |wanted: &String| {
            let wanted = ProvisionId::parse(wanted);
            item.provisions
                .iter()
                .filter_map(|id| ProvisionId::parse(id))
                .any(|own| wanted.as_ref().is_some_and(|w| w.covers(&own)))
        };
        (self.titles.is_empty() || self.titles.iter().any(title))
            && (self.articles.is_empty() || self.articles.iter().any(article))
            && (self.elements.is_empty() || self.elements.iter().any(|e| item.elements.contains(e)))
            && (self.difficulties.is_empty() || self.difficulties.contains(&item.difficulty))
    }
}

/// Whether a provision stands under a title (`8`, `CPF:8`) or in a law (`LGPSEDMTP`).
pub(super) fn under_title(provision: &crate::model::Provision, wanted: &str) -> bool {
    let (law, title) = wanted.split_once(':').map_or((None, wanted), |(law, title)| (Some(law), title));
    let own = provision.headings.title.as_deref();
    (provision.law == wanted) || (own == Some(title) && law.is_none_or(|law| law == provision.law))
}

fn hinted(error: Error, wrong: &str, known: Vec<&str>) -> Error {
    match nearest(wrong, known.iter().copied()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.expected(known.iter().take(12).map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::{ItemKind, QuizPlan, USUAL_ITEMS};

    #[test]
    fn plans_are_read_as_they_are_written() {
        let plan =
            QuizPlan::read(br#"{"seed": 7, "titles": ["CPF:8"], "kinds": ["range"], "difficulties": [1, 2]}"#).unwrap();
        assert_eq!((plan.seed, plan.number), (7, USUAL_ITEMS));
        assert_eq!(
            (plan.titles.as_slice(), plan.kinds.as_slice()),
            (["CPF:8".to_owned()].as_slice(), [ItemKind::Range].as_slice())
        );
        assert_eq!(QuizPlan::read(serde_json::to_string(&plan).unwrap().as_bytes()).unwrap(), plan);
        assert_eq!(QuizPlan::read(b"{}").unwrap(), QuizPlan::default());
        for wrong in ["[]", "{\"seeds\": 1}", "{\"seed\": -1}", "{\"kinds\": [\"riddle\"]}", "", "{\"number\": 1.5}"] {
            assert_eq!(QuizPlan::read(wrong.as_bytes()).unwrap_err().code, "quiz.plan", "{wrong}");
        }
    }
}
