//! The properties of design §12, over random cases with fixed seeds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::BTreeMap;
use tipicidad::Law;
use tipicidad::exact::{Date, ProvisionId};
use tipicidad::verdict::{Charge, Penalty, Status, Verdict};
use tipicidad_tests::random::{Chance, Row, case_of, example_rows, givable, row, value};
use tipicidad_tests::{law, read};

/// Whole and partial cases for a seed, each readable.
fn cases(seed: u64, count: usize, partial: bool) -> Vec<Row> {
    let model = law().model();
    let rows = example_rows(model);
    let mut chance = Chance::new(seed);
    let mut found = Vec::new();
    while found.len() < count {
        let own = row(model, &rows, &mut chance, partial);
        if read(&case_of(&own, "2026-07-31")).is_ok() {
            found.push(own);
        }
    }
    found
}

fn judge(row: &Row, as_of: &str) -> Verdict {
    law().judge_all(&read(&case_of(row, as_of)).expect("a readable case"))
}

/// The offence of a charge without its letter.
fn article(charge: &Charge) -> String {
    let id = ProvisionId::parse(&charge.offence).unwrap();
    let own = law().model().provisions.iter().filter(|p| p.kind == tipicidad::model::Kind::Offence);
    own.filter_map(|p| p.provision_id()).find(|p| p.covers(&id)).unwrap().to_string()
}

/// Settled (contract §2): not undetermined, not displaceable, resting on no assumption.
fn settled(verdict: &Verdict) -> BTreeMap<String, Status> {
    let charges = verdict.counts[0].charges.iter();
    charges
        .filter(|c| c.status != Status::Undetermined && c.may_be_displaced_by.is_empty() && c.assumptions.is_empty())
        .map(|c| (article(c), c.status))
        .collect()
}

/// Protects the promise of contract §2: an answer that is settled stays what it is when more becomes known. Nothing is
/// assumed (`assume: false`), most facts are hidden, and they are revealed one at a time in random order.
#[test]
fn more_facts_never_change_a_settled_status() {
    let model = law().model();
    let facts = givable(model);
    let mut chance = Chance::new(3);
    let mut checked = 0;
    for full in cases(4, 22, false) {
        // Everything is known in the end.
        let mut full = full;
        for at in &facts {
            let fact = model.fact_at(*at);
            let nested = full.keys().any(|key| key.starts_with(&format!("{}.", fact.name)) && key != "relation.abused");
            if !full.contains_key(fact.name.as_str()) && !nested {
                let own = match &fact.assumed {
                    // Mostly what would be assumed, so that charges are made out.
                    Some(assumed) if !chance.once_in(6) => given(assumed, fact),
                    _ => value(fact, &mut chance, false),
                };
                full.insert(fact.name.to_string(), own);
            }
        }
        let mut hidden: Vec<String> = full.keys().filter(|key| *key != "act.date").cloned().collect();
        let mut known: Row =
            full.iter().filter(|(key, _)| !hidden.contains(key)).map(|(k, v)| (k.clone(), v.clone())).collect();
        let mut before: BTreeMap<String, Status> = BTreeMap::new();
        while !hidden.is_empty() {
            // One at a time; the verdict is looked at after every sixth or so.
            let name = hidden.swap_remove(chance.below(hidden.len()));
            known.insert(name.clone(), full[&name].clone());
            if !chance.once_in(6) && !hidden.is_empty() {
                continue;
            }
            let mut case = case_of(&known, "2026-07-31");
            case["assume"] = Value::Bool(false);
            let Ok(read) = read(&case) else { break };
            let after = settled(&law().judge_all(&read));
            for (id, status) in &before {
                assert_eq!(after.get(id), Some(status), "{id} was settled; then `{name}` became known: {case}");
                checked += 1;
            }
            before = after;
        }
    }
    assert!(checked > 2000, "only {checked} settled statuses were followed");
}

fn given(assumed: &tipicidad::model::AssumedValue, fact: &tipicidad::model::Fact) -> Value {
    use tipicidad::model::{AssumedValue, FactType};
    match assumed {
        AssumedValue::Flag(flag) => (*flag).into(),
        AssumedValue::Number(number) => (*number).into(),
        AssumedValue::Members(names) => match fact.kind {
            FactType::OneOf | FactType::Country => names[0].clone().into(),
            _ => names.clone().into(),
        },
    }
}

fn ordered(place: &str, penalty: &Penalty) {
    if let Some(prison) = &penalty.prison {
        let min = prison.min.unwrap_or_else(|| panic!("{place}: a verdict leaves no minimum open"));
        assert!(min.days() <= prison.max.days(), "{place}: {prison:?}");
        assert!(*min.days().numer() >= 0, "{place}: {prison:?}");
    }
    for fine in &penalty.fines {
        assert!(fine.min.unwrap_or(0) <= fine.max && fine.min.unwrap_or(0) >= 0, "{place}: {fine:?}");
    }
    if let Some(work) = &penalty.community_work {
        assert!(work.min.unwrap_or(0) <= work.max, "{place}: {work:?}");
    }
    penalty.options.iter().for_each(|option| ordered(place, option));
}

/// Whether every end of `inner` lies within `outer`; a part that `outer` lacks is nothing at all.
fn within(inner: &Penalty, outer: &Penalty) -> bool {
    let prison = match (&inner.prison, &outer.prison) {
        (Some(own), Some(hull)) => {
            hull.min.unwrap().days() <= own.min.unwrap().days() && own.max.days() <= hull.max.days()
        }
        (None, _) => true,
        (Some(_), None) => false,
    };
    let fines = inner.fines.iter().all(|own| {
        outer
            .fines
            .iter()
            .any(|hull| hull.unit == own.unit && hull.min.unwrap_or(0) <= own.min.unwrap_or(0) && own.max <= hull.max)
    });
    let work = match (&inner.community_work, &outer.community_work) {
        (Some(own), Some(hull)) => hull.min <= own.min && own.max <= hull.max,
        (None, _) => true,
        (Some(_), None) => false,
    };
    prison && fines && work
}

/// Protects every range a verdict shows: base, steps, final, possible and the milder law's are ordered, and what is
/// established lies within what is possible.
#[test]
fn ranges_stay_ordered_and_the_established_is_possible() {
    let mut seen = 0;
    for own in cases(5, 250, true) {
        let verdict = judge(&own, "2026-07-31");
        for charge in &verdict.counts[0].charges {
            let place = format!("{} of {}", charge.offence, case_of(&own, "2026-07-31"));
            let outcome = &charge.penalty;
            let steps = outcome.steps.iter().flat_map(|s| [&s.before, &s.after]);
            let milder = charge.milder_version.iter().filter_map(|m| m.penalty.as_ref());
            let ends = outcome.base.iter().chain(&outcome.established).chain(&outcome.possible);
            ends.chain(steps).chain(milder).for_each(|penalty| ordered(&place, penalty));
            if let (Some(own), Some(hull)) = (&outcome.established, &outcome.possible) {
                assert!(within(own, hull), "{place}: {own:?} is not within {hull:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 200, "only {seen} ranges were seen");
}

/// Protects the promise of contract §6 on `possible`: whatever becomes known of what is open, the range that the charge then has
/// lies within what was possible, and so does the day on which its action prescribes; and the state of that is not another than
/// was said. Facts of examples are hidden, and given again as they were or otherwise.
#[test]
fn what_becomes_known_was_possible() {
    let model = law().model();
    let facts = givable(model);
    // What is assumed is not open when it is not given.
    let open_fact =
        |name: &str| facts.iter().map(|at| model.fact_at(*at)).find(|fact| fact.name == name && fact.assumed.is_none());
    let judged = |row: &Row| Some(law().evaluate(&read(&case_of(row, "2026-07-31")).ok()?));
    let rows = example_rows(model);
    let mut chance = Chance::new(5);
    let (mut checked, mut dated) = (0, 0);
    while checked < 2000 {
        let mut known = chance.pick(&rows).clone();
        if chance.once_in(2) {
            // Another law, and other later ones to compare.
            known.insert("act.date".into(), tipicidad_tests::random::date(&mut chance).into());
            known.retain(|name, _| {
                !name.starts_with("procedure.") && !["act.ended", "act.conducts"].contains(&name.as_str())
            });
        }
        let names: Vec<String> =
            known.keys().filter(|name| *name != "act.date" && open_fact(name).is_some()).cloned().collect();
        if names.is_empty() {
            continue;
        }
        let mut hidden = Row::new();
        for _ in 0..1 + chance.below(3) {
            let name = chance.pick(&names);
            if let Some(was) = known.remove(name) {
                let other = open_fact(name).filter(|_| chance.once_in(2)).map(|fact| value(fact, &mut chance, false));
                hidden.insert(name.clone(), other.unwrap_or(was));
            }
        }
        let mut full = known.clone();
        full.extend(hidden);
        let (Some(open), Some(closed)) = (judged(&known), judged(&full)) else { continue };
        for charge in closed.counts[0].charges.iter().filter(|charge| charge.status == Status::Applies) {
            let own = article(charge);
            let was = open.counts[0].charges.iter().find(|was| article(was) == own);
            // What is presumed while it is unknown may be refuted.
            let Some(was) = was.filter(|was| was.assumptions.iter().all(|one| one.by.is_none())) else { continue };
            let (Some(found), Some(hull)) = (&charge.penalty.established, &was.penalty.possible) else { continue };
            let place = format!("{}, known {known:?}, then {full:?}", charge.offence);
            assert!(within(found, hull), "{place}: {found:?} was not possible: {hull:?}");
            checked += 1;
            let (Some(is), Some(was)) = (&charge.prescription, &was.prescription) else { continue };
            // What another charge gives (CPF 108) follows from whether that is made out; and a text that nobody has, of a rule
            // that was open, says nothing of the day.
            let by_another = is.steps.iter().chain(&was.steps).any(|step| step.by == "CPF:108");
            if by_another || is.status == "undetermined" {
                continue;
            }
            let was_possible = match (is.expires, was.possible, was.expires) {
                (Some(is), Some(was), _) => was.from <= is && is <= was.to,
                (Some(is), None, Some(was)) => is == was,
                _ => true,
            };
            assert!(was_possible, "{place}: {:?} was not possible: {:?}, {:?}", is.expires, was.expires, was.possible);
            assert!([is.status, "undetermined"].contains(&was.status), "{place}: {}, was {}", is.status, was.status);
            dated += 1;
        }
    }
    assert!(dated > 1000, "only {dated} days were compared");
}

/// Protects the dates: whatever the day of the act, every version cited or applied is in force on the day whose law
/// governs the charge, or on the day of the milder version that is shown to govern.
#[test]
fn no_rule_applies_outside_its_dates() {
    let model = law().model();
    let mut chance = Chance::new(6);
    let mut seen = 0;
    for mut own in cases(7, 200, false) {
        own.insert("act.date".into(), tipicidad_tests::random::date(&mut chance).into());
        // What follows the act, and its end, are dated after it.
        own.retain(|name, _| {
            !name.starts_with("procedure.") && !["act.ended", "act.conducts"].contains(&name.as_str())
        });
        let verdict = judge(&own, "2026-07-31");
        for charge in verdict.counts[0].charges.iter().filter(|c| {
            matches!(c.status, Status::Applies | Status::Undetermined | Status::Displaced | Status::Excluded)
        }) {
            let governing = match &charge.milder_version {
                Some(milder) if milder.applied => milder.version.since.unwrap_or(charge.law_date).max(charge.law_date),
                _ => charge.law_date,
            };
            let days: [Date; 2] = [charge.law_date, governing];
            let place = format!("{} on {} of {}", charge.offence, charge.law_date, case_of(&own, "2026-07-31"));
            let gaps: Vec<&str> =
                verdict.notices.iter().filter(|n| n.code == "gap").filter_map(|n| n.by.as_deref()).collect();
            let mut cited: Vec<&str> = charge.citations.iter().map(|c| c.id.as_str()).collect();
            cited.extend(charge.penalty.steps.iter().map(|s| s.by.as_str()));
            cited.extend(charge.qualifiers.iter().map(|q| q.id.as_str()));
            cited.extend(charge.grading.iter().map(|g| g.by.as_str()));
            for id in cited {
                let Some(id) = ProvisionId::parse(id) else { continue };
                let covers = |p: &&tipicidad::model::Provision| {
                    p.provision_id().is_some_and(|own| own.covers(&id))
                        || p.by.as_ref().is_some_and(|by| by.covers(&id))
                };
                let stated: Vec<_> = model.provisions.iter().filter(covers).collect();
                if stated.is_empty() {
                    continue;
                }
                // A later version of another rule may be what is milder: any day from the act to the day of judgment.
                let later = charge.milder_version.as_ref().is_some_and(|m| m.applied);
                let holds = stated.iter().flat_map(|p| &p.versions).any(|v| {
                    days.iter().any(|day| v.holds_on(*day))
                        // A text older than the pack covers is a gap, and the verdict says so.
                        || v.open_start && charge.law_date < v.since && gaps.contains(&id.as_str())
                        || later && v.until.is_none_or(|until| until >= charge.law_date)
                });
                assert!(holds, "{place}: {id} was not in force");
                seen += 1;
            }
            if charge.milder_version.is_none() {
                assert!(charge.version.since.is_none_or(|since| since <= charge.law_date), "{place}");
                assert!(charge.version.until.is_none_or(|until| until >= charge.law_date), "{place}");
            }
        }
    }
    assert!(seen > 300, "only {seen} citations were seen");
}

/// Protects byte determinism: the same case, read and judged again, gives the same bytes.
#[test]
fn the_same_case_gives_the_same_bytes() {
    for own in cases(8, 60, true) {
        assert_eq!(judge(&own, "2026-07-31").to_json(), judge(&own, "2026-07-31").to_json());
    }
}

/// Protects the compiled pack: a law written and read back answers with the same bytes, and writes the same bytes again.
#[test]
fn a_law_packed_and_read_answers_with_the_same_bytes() {
    let pack = law().to_pack().unwrap();
    let again = Law::from_pack(&pack).unwrap();
    assert!(again.to_pack().unwrap() == pack, "the pack changed on its way");
    for own in cases(9, 60, true) {
        let case = read(&case_of(&own, "2026-07-31")).unwrap();
        assert_eq!(law().judge_all(&case).to_json(), again.judge_all(&case).to_json());
    }
}
