//! `ask`: answering what it asks leads to what the full facts say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tipicidad::exact::{Date, ProvisionId};
use tipicidad::facts::{Case, Truth};
use tipicidad::model::{AssumedValue, Body, Derivation, Fact, FactType, Kind};
use tipicidad_tests::naive::Naive;
use tipicidad_tests::random::{Chance, Row, case_of, contradicts, example_rows, givable, row, value};
use tipicidad_tests::{law, read};

/// The most questions a case may need: more would be a loop.
const MAX_QUESTIONS: usize = 60;

/// The day of the act.
const DAY: &str = "2024-09-01";

/// What is said of a charge or of a qualifier.
#[derive(Debug)]
struct Said {
    status: String,
    /// It may be displaced: a letter that is unknown may keep it standing, and what settles no status is not asked.
    may_be_displaced: bool,
}

impl PartialEq for Said {
    fn eq(&self, other: &Said) -> bool {
        let open = self.may_be_displaced && self.status == "applies" && other.status == "displaced";
        self.status == other.status || open
    }
}

/// Status of every charge by its offence, and truth of every qualifier of those that stand.
fn statuses(case: &Case) -> BTreeMap<String, Said> {
    let verdict: Value = serde_json::from_str(&law().evaluate(case).to_json()).unwrap();
    let mut found = BTreeMap::new();
    for charge in verdict["counts"][0]["charges"].as_array().unwrap() {
        let id = ProvisionId::parse(charge["offence"].as_str().unwrap()).unwrap();
        let own = law().model().provisions.iter().filter(|p| p.kind == Kind::Offence).filter_map(|p| p.provision_id());
        let offence = own.filter(|own| own.covers(&id)).max_by_key(|own| own.as_str().len()).unwrap();
        let said =
            |status: &Value, may_be_displaced| Said { status: status.as_str().unwrap().to_owned(), may_be_displaced };
        let may_be_displaced = charge["may_be_displaced_by"].as_array().is_some_and(|by| !by.is_empty());
        found.insert(offence.to_string(), said(&charge["status"], may_be_displaced));
        for qualifier in charge["qualifiers"].as_array().unwrap() {
            let id = qualifier["id"].as_str().unwrap();
            if qualifier["status"] != "unmet" {
                found.insert(format!("{offence} with {id}"), said(&qualifier["status"], false));
            }
        }
    }
    found
}

/// A random case in which everything is known and nothing contradicts an assumption.
fn full(chance: &mut Chance, rows: &[Row]) -> Row {
    let model = law().model();
    let mut full = row(model, rows, chance, false);
    // What is assumed is not asked: it is as assumed, also of the procedure.
    full.retain(|key, value| {
        let fact = model.fact(key).map(|at| model.fact_at(at));
        !value.is_null() && !fact.is_some_and(|fact| contradicts(fact, value))
    });
    for at in givable(model) {
        let fact = model.fact_at(at);
        let nested: Vec<String> = full
            .keys()
            // A fact of its own is not a member of another.
            .filter(|k| k.starts_with(&format!("{}.", fact.name)) && model.fact(k).is_none())
            .cloned()
            .collect();
        if let Some(own) = full.get(fact.name.as_str())
            && contradicts(fact, own)
        {
            full.remove(fact.name.as_str());
        } else if !nested.is_empty() {
            nested.iter().for_each(|key| {
                full.remove(key);
            });
        }
        if fact.assumed.is_none() && !full.contains_key(fact.name.as_str()) {
            full.insert(fact.name.to_string(), known(fact, chance));
        }
    }
    // A row stands alone: how many took part is not counted from it, and may be asked.
    let counted =
        |fact: &&Fact| matches!(fact.derived, Some(Derivation::NumberOfVictims | Derivation::NumberOfAccused));
    for fact in model.facts.iter().filter(counted) {
        full.insert(fact.name.to_string(), (1 + chance.below(4)).into());
    }
    // An amount is known in the unit that the law counts it in.
    for fact in &model.facts {
        if let Some(Derivation::AmountIn { amount, .. }) = &fact.derived {
            full.remove(model.fact_at(*amount).name.as_str());
            full.insert(fact.name.to_string(), value(fact, chance, false));
        }
    }
    full.insert("act.date".into(), Value::from(DAY));
    full
}

fn known(fact: &Fact, chance: &mut Chance) -> Value {
    match fact.kind {
        // Mostly nothing special, so that charges are made out.
        FactType::AnyOf if !chance.once_in(4) => json!([]),
        FactType::Offences if !chance.once_in(4) => json!([]),
        _ => value(fact, chance, false),
    }
}

/// Whether what is presumed is not so: a presumption answers what is unknown, which then is not asked.
fn rebuts_a_presumption(case: &Case) -> bool {
    let model = law().model();
    let day = Date::parse(DAY).unwrap();
    let naive = Naive { model, case, count: &case.counts[0], day };
    let in_force = model.provisions.iter().filter_map(|provision| provision.version_on(day));
    in_force.filter_map(|version| if let Body::Presumption(rule) = &version.body { Some(rule) } else { None }).any(
        |rule| {
            let truth = |condition| naive.condition(condition, 0, None);
            !rule.conclusive
                && truth(&rule.when) == Truth::True
                && truth(&model.terms[rule.term.usize()].condition) == Truth::False
        },
    )
}

/// What the full case says of a fact; what is assumed is as assumed.
fn answer(full: &Row, name: &str) -> Value {
    if let Some(own) = full.get(name) {
        return own.clone();
    }
    let model = law().model();
    let fact = model.fact_at(model.fact(name).expect("a question is about a fact"));
    match (&fact.assumed, &fact.kind) {
        (Some(AssumedValue::Flag(flag)), _) => (*flag).into(),
        (Some(AssumedValue::Number(number)), _) => (*number).into(),
        (Some(AssumedValue::Members(names)), FactType::OneOf | FactType::Country) => names[0].clone().into(),
        (Some(AssumedValue::Members(names)), _) => names.clone().into(),
        (None, FactType::Flag) => false.into(),
        (None, _) => panic!("nothing is hidden about `{name}`"),
    }
}

/// Protects `ask`: over 100 cases whose facts are hidden but for the date, and in half of them the conduct, answering the
/// first question again and again ends with the status of every charge and qualifier as under the full facts. No question
/// is asked twice, and a question comes only while something is undetermined or a qualifier is unknown.
#[test]
fn answering_what_is_asked_ends_with_the_full_answer() {
    answers_in_full(11, |key| key == "act.date" || key == "act.verb");
}

/// The other half, of which nothing but the date is known.
#[test]
fn answering_what_is_asked_of_a_date_ends_with_the_full_answer() {
    answers_in_full(14, |key| key == "act.date");
}

fn answers_in_full(seed: u64, shown: fn(&str) -> bool) {
    let rows = example_rows(law().model());
    let mut chance = Chance::new(seed);
    let (mut asked, mut done) = (0, 0);
    while done < 50 {
        let full = full(&mut chance, &rows);
        let Ok(whole) = read(&case_of(&full, "2026-07-31")) else { continue };
        if rebuts_a_presumption(&whole) {
            continue;
        }
        let mut known: Row = full.clone();
        known.retain(|key, _| shown(key));
        let mut answered: BTreeSet<String> = BTreeSet::new();
        loop {
            let case = read(&case_of(&known, "2026-07-31")).unwrap_or_else(|e| panic!("{e:?}: {known:?}"));
            let ask = law().ask(&case);
            let Some(question) = ask.questions.first() else { break };
            assert!(!question.settles.is_empty(), "`{}` settles nothing: {known:?}", question.fact);
            assert!(answered.insert(question.fact.to_string()), "`{}` is asked twice: {known:?}", question.fact);
            assert!(answered.len() <= MAX_QUESTIONS, "no end of questions: {known:?}");
            known.insert(question.fact.to_string(), answer(&full, &question.fact));
            asked += 1;
        }
        let (found, expected) = (statuses(&read(&case_of(&known, "2026-07-31")).unwrap()), statuses(&whole));
        assert_eq!(found, expected, "known {known:?}\nof {full:?}");
        done += 1;
    }
    assert!(asked > 100, "only {asked} questions");
}

/// Protects the order of questions (contract §7): scores are recomputed from outside, by answering each question with each
/// of its values; as long as some question settles something, none that settles nothing is asked, and otherwise only one.
#[test]
fn a_question_that_settles_nothing_comes_alone() {
    let rows = example_rows(law().model());
    let mut chance = Chance::new(12);
    let mut alone = 0;
    for _ in 0..25 {
        let mut known = row(law().model(), &rows, &mut chance, true);
        let keys: Vec<String> = known.keys().filter(|k| *k != "act.date").cloned().collect();
        for key in keys {
            if chance.once_in(2) {
                known.remove(&key);
            }
        }
        let Ok(case) = read(&case_of(&known, "2026-07-31")) else { continue };
        let ask = law().ask(&case);
        let verdict = law().evaluate(&case);
        if ask.questions.is_empty() {
            continue;
        }
        let open = open(&case);
        assert!(open > 0 || !verdict.missing.is_empty(), "nothing is open, and a question is asked: {known:?}");
        // A flag has two cells, and both can be tried from outside.
        let flags: Vec<_> = ask.questions.iter().filter(|q| q.kind == "flag").collect();
        for question in &flags {
            let settles = [true, false].iter().any(|answer| {
                let mut tried = known.clone();
                tried.insert(question.fact.to_string(), (*answer).into());
                read(&case_of(&tried, "2026-07-31")).is_ok_and(|tried| self::open(&tried) < open)
            });
            if !settles {
                alone += 1;
                // Settled may also be: a charge that was unknown falls, and another opens in its place.
                assert!(ask.questions.len() == 1 || flags.len() > 1, "{} settles nothing: {known:?}", question.fact);
            }
        }
    }
    assert!(alone < 25, "questions that settle nothing are the rule: {alone}");
}

/// How many charges and qualifiers are unknown.
fn open(case: &Case) -> usize {
    statuses(case).values().filter(|said| said.status == "undetermined" || said.status == "unknown").count()
}

/// Protects the first question of a case about corruption of minors without the victim's age: the age.
#[test]
fn the_age_is_asked_first() {
    let case = json!({"as_of": "2026-07-31", "closed_world": true, "persons": [{"id": "ana", "public_servant": false}, {"id": "v"}],
        "acts": [{"id": "a", "date": "2024-03-01", "verb": ["induce"], "result": ["sexual_act"], "purpose": ["sexual"],
                  "other_offence": [], "accused": ["ana"], "victims": ["v"]}]});
    let ask = law().ask(&read(&case).unwrap());
    assert_eq!(ask.questions.first().map(|q| q.fact.as_str()), Some("victim.age"));
}

/// Protects `why`: of a victim aged eighteen it says that the victim fails, and that under eighteen would meet it.
#[test]
fn why_names_the_victim_and_the_age_that_would_do() {
    let case = json!({"as_of": "2026-07-31", "closed_world": true, "persons": [{"id": "ana", "public_servant": false}, {"id": "v", "age": 18}],
        "acts": [{"id": "a", "date": "2024-03-01", "verb": ["induce"], "result": ["sexual_act"], "purpose": ["sexual"],
                  "other_offence": [], "accused": ["ana"], "victims": ["v"]}]});
    let why = serde_json::to_value(law().why(&read(&case).unwrap(), "CPF:201:f").unwrap()).unwrap();
    let count = &why["counts"][0];
    assert_eq!(count["status"], "not_made_out");
    assert_eq!(count["failing"].as_array().unwrap().len(), 1, "{count}");
    assert_eq!(count["failing"][0]["id"], "victim");
    let changes = count["changes"].as_array().unwrap();
    assert!(
        changes.iter().any(|c| c["set"] == json!({"victim.age": {"max": 17}}) && c["gives"] == "applies"),
        "{changes:?}"
    );
}
