//! Deterministic chance, and random cases over the real vocabulary.

use serde_json::{Map, Value, json};
use tipicidad::facts::{COUNTRIES, Case, Scope};
use tipicidad::model::{AssumedValue, Derivation, Fact, FactIx, FactType, Model};
use tipicidad::packed::Str;

/// SplitMix64: small, and the same everywhere.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }
    /// The next word.
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.word() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
    /// One of these.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// A row of facts of contract §4.
pub type Row = Map<String, Value>;

/// Facts that a row may give: what is not derived from others and is not structure.
pub fn givable(model: &Model) -> Vec<FactIx> {
    let skip = |fact: &Fact| {
        matches!(fact.kind, FactType::Events | FactType::Text | FactType::Term)
            || matches!(
                fact.derived,
                Some(
                    Derivation::NumberOfVictims
                        | Derivation::NumberOfAccused
                        | Derivation::AmountIn { .. }
                        | Derivation::When(_)
                )
            )
            || fact.name.ends_with("birth_date")
            || fact.subject == "request"
            || fact.subject == "procedure"
            || fact.name == "act.ended"
            || fact.name == "act.ongoing"
    };
    (0..model.facts.len()).map(FactIx::new).filter(|at| !skip(model.fact_at(*at))).collect()
}

/// A random value of a fact: whole when `partial` is false, else perhaps an interval or a partial set.
pub fn value(fact: &Fact, chance: &mut Chance, partial: bool) -> Value {
    let narrow = partial && chance.once_in(3);
    match &fact.kind {
        FactType::Flag => chance.once_in(2).into(),
        FactType::Number { min, max, scale: 0, .. } => {
            let top = (*max).min(*min + 80);
            let one = |chance: &mut Chance| {
                let span = usize::try_from(top - *min + 1).unwrap();
                min + i64::try_from(chance.below(span)).unwrap()
            };
            let (a, b) = (one(chance), one(chance));
            if narrow { json!({"min": a.min(b), "max": a.max(b)}) } else { a.into() }
        }
        FactType::Number { .. } | FactType::Money => (chance.below(100) + 1).into(),
        FactType::Date => {
            let text = date(chance);
            if narrow { text[..7].into() } else { text.into() }
        }
        FactType::OneOf => {
            let member = chance.pick(&fact.values).name.clone();
            if narrow { json!({ "not": [member] }) } else { member.into() }
        }
        FactType::AnyOf => members(fact, chance, narrow),
        FactType::Country => (*chance.pick(&COUNTRIES[..])).into(),
        FactType::Countries => json!([*chance.pick(&COUNTRIES[..])]),
        FactType::Offences => {
            const IDS: [&str; 7] =
                ["CPF:201:f", "CPF:206", "CPF:208", "CPF:209-Bis", "CPF:209:p1", "CPF:367", "LGPSEDMTP:10"];
            if chance.once_in(3) { json!([]) } else { json!([*chance.pick(&IDS)]) }
        }
        FactType::Term => "P1Y".into(),
        FactType::Text | FactType::Events => Value::Null,
    }
}

fn members(fact: &Fact, chance: &mut Chance, narrow: bool) -> Value {
    let count = chance.below(3);
    let mut names: Vec<Str> = (0..count).map(|_| chance.pick(&fact.values).name.clone()).collect();
    names.sort();
    names.dedup();
    if !narrow {
        return names.into();
    }
    let mut partial = Map::new();
    for name in names {
        partial.insert(name.into(), chance.once_in(2).into());
    }
    Value::Object(partial)
}

/// A day near the days on which the law changed, or any day of the years the pack covers.
pub fn date(chance: &mut Chance) -> String {
    const CHANGES: [&str; 12] = [
        "2007-03-27",
        "2007-03-28",
        "2007-11-28",
        "2010-08-19",
        "2010-08-20",
        "2012-06-15",
        "2013-12-27",
        "2016-06-18",
        "2021-02-20",
        "2023-04-26",
        "2023-10-19",
        "2024-06-08",
    ];
    if chance.once_in(3) {
        return (*chance.pick(&CHANGES)).to_owned();
    }
    format!("{}-{:02}-{:02}", 2006 + chance.below(20), 1 + chance.below(12), 1 + chance.below(28))
}

/// The rows of the examples of the law: cases that meet, or nearly meet, its offences.
pub fn example_rows(model: &Model) -> Vec<Row> {
    let rows: Vec<Row> =
        model.examples.iter().map(|e| serde_json::from_str(&e.row).expect("an example is a row")).collect();
    assert!(!rows.is_empty(), "the rules have no example");
    rows
}

/// An example with some facts changed, left out or made unknown.
pub fn row(model: &Model, rows: &[Row], chance: &mut Chance, partial: bool) -> Row {
    let facts = givable(model);
    let mut row = chance.pick(rows).clone();
    for _ in 0..chance.below(5) {
        let fact = model.fact_at(*chance.pick(&facts));
        forget(&mut row, &fact.name);
        row.insert(fact.name.to_string(), value(fact, chance, partial));
    }
    if partial {
        for _ in 0..chance.below(4) {
            let keys: Vec<String> = row.keys().cloned().collect();
            if let Some(key) = keys.get(chance.below(keys.len())).filter(|key| *key != "act.date") {
                row.remove(key);
            }
        }
    }
    row
}

/// Removes a fact in whatever form it stands.
pub fn forget(row: &mut Row, name: &str) {
    let dotted = format!("{name}.");
    row.retain(|key, _| key != name && !(key.starts_with(&dotted) && key != "relation.abused"));
}

/// A case of one row.
pub fn case_of(row: &Row, as_of: &str) -> Value {
    json!({"as_of": as_of, "counts": [row]})
}

/// A case whose single count has several victims: the views of rows, with the facts that belong to the act and the accused
/// taken from the first.
pub fn with_victims(model: &Model, mut first: Case, others: &[Case]) -> Case {
    let own = first.counts[0].views[0].clone();
    for other in others {
        let mut view = other.counts[0].views[0].clone();
        for (at, fact) in model.facts.iter().enumerate() {
            if fact.subject != "victim" && fact.subject != "relation" {
                view[at] = own[at].clone();
            }
        }
        first.counts[0].views.push(view);
    }
    let count = &mut first.counts[0];
    count.view_victims = (0..count.views.len()).map(|at| Some(format!("v{at}").into())).collect();
    count.scope = Scope::Act;
    first
}

/// Whether a fact is assumed to be something else than this value, so that an answer would contradict the assumption.
pub fn contradicts(fact: &Fact, value: &Value) -> bool {
    match (&fact.assumed, value) {
        (None, _) => false,
        (Some(AssumedValue::Flag(flag)), Value::Bool(given)) => flag != given,
        (Some(AssumedValue::Members(names)), Value::String(given)) => names.as_slice() != [given.clone()],
        (Some(AssumedValue::Members(names)), Value::Array(given)) => {
            let given: Vec<&str> = given.iter().filter_map(Value::as_str).collect();
            names.iter().map(Str::as_str).collect::<Vec<_>>() != given
        }
        (Some(AssumedValue::Number(number)), Value::Number(given)) => given.as_i64() != Some(*number),
        _ => true,
    }
}
