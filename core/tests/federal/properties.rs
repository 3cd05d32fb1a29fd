//! What no case may break: random cases, the same on every run.

use super::*;

/// A small generator: the same numbers on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
    fn event(&mut self) -> String {
        const KINDS: [&str; 6] = [
            "investigation_act",
            "accused_act",
            "aid_request",
            "extradition_step",
            "prior_declaration_sought",
            "transfer_request",
        ];
        let kind = KINDS[usize::try_from(self.below(6)).unwrap()];
        format!("{kind}@{}-{:02}-{:02}", 2020 + self.below(30), 1 + self.below(12), 1 + self.below(28))
    }
    fn events(&mut self) -> Vec<String> {
        (0..self.below(4)).map(|_| self.event()).collect()
    }
}

fn case_with(as_of: &str, events: &[String]) -> Value {
    let acts = vec![enslaving("a", "2018-02-01", &["v1"]), corrupting("b", "2019-05-01")];
    let events: Vec<&str> = events.iter().map(String::as_str).collect();
    with_events(case(as_of, "2005-04-03", acts), &events)
}

fn charges(verdict: &Value) -> Vec<Value> {
    let counts = verdict["counts"].as_array().unwrap().iter();
    counts.flat_map(|count| count["charges"].as_array().unwrap().clone()).filter(|c| c["status"] == "applies").collect()
}

/// A later day of evaluation never turns what has expired into what runs. (The same events: none after the first day.)
#[test]
fn time_only_runs_forward() {
    let mut chance = Chance(7);
    let mut expired = 0;
    for _ in 0..6 {
        let events = chance.events();
        let mut before: Vec<bool> = Vec::new();
        for year in [2050, 2054, 2057, 2060, 2075] {
            let verdict = judge(&case_with(&format!("{year}-01-15"), &events)).unwrap();
            let now: Vec<bool> = charges(&verdict).iter().map(|c| c["prescription"]["status"] == "expired").collect();
            assert!(before.iter().zip(&now).all(|(before, now)| *now || !before), "{events:?} {year}");
            expired += now.iter().filter(|now| **now).count();
            before = now;
        }
    }
    assert!(expired > 10, "some of them do expire");
    let mut own = false;
    for year in 2012..2040 {
        let verdict = judge(&case(&format!("{year}-01-15"), "2000-06-20", vec![showing("b", "2011-05-01")])).unwrap();
        let now = action(&verdict, "CPF:200")[0] == "expired";
        assert!(now || !own, "{year}");
        own = now;
    }
    assert!(own);
}

/// One event more never brings the end of a term forward.
#[test]
fn an_interruption_never_brings_expiry_forward() {
    let mut chance = Chance(11);
    let mut moved = 0;
    for _ in 0..25 {
        let mut events = chance.events();
        let fewer = judge(&case_with("2080-01-01", &events)).unwrap();
        events.push(chance.event());
        let more = judge(&case_with("2080-01-01", &events)).unwrap();
        for (fewer, more) in charges(&fewer).iter().zip(charges(&more)) {
            // No day: it stands still, and never ends.
            let day = |c: &Value| c["prescription"]["expires"].as_str().unwrap_or("9999").to_owned();
            assert!(day(&more) >= day(fewer), "{events:?}: {} before {}", day(&more), day(fewer));
            moved += usize::from(day(&more) > day(fewer));
        }
    }
    assert!(moved > 3, "some of them lengthen a term");
}

/// A range that is higher at both ends never prescribes sooner.
#[test]
fn a_higher_range_never_shortens_the_term() {
    let ranges = [
        "up to 2 years",
        "1 to 5 years",
        "1 to 6 years",
        "3 to 6 years",
        "3 to 9 years",
        "4 to 10 years 7 months",
        "10 to 11 years",
        "15 to 60 years",
    ];
    let law = law_with(&ranges);
    let mut chance = Chance(3);
    for _ in 0..4 {
        let events = chance.events();
        let events: Vec<&str> = events.iter().map(String::as_str).collect();
        let mut last = String::new();
        for at in 1..=ranges.len() {
            let mut facts = json!({});
            facts[format!("TST:{at}#conduct")] = true.into();
            let own = with_events(case("2080-01-01", "1990-01-01", vec![act("a", "2018-02-01", facts)]), &events);
            let verdict = judge_by(&law, &own).unwrap();
            let day = charge(&verdict, &format!("TST:{at}"))["prescription"]["expires"].as_str().unwrap().to_owned();
            assert!(day >= last, "{}: {day} before {last} ({events:?})", ranges[at - 1]);
            last = day;
        }
    }
}

/// Negligence was not told apart in 1986 and excludes genocide since (60), so that the milder law takes the charge away (56). While it
/// is open whether the act was genocide at all there is nothing to take away yet: another purpose would leave no charge.
#[test]
fn a_later_law_takes_away_only_what_is_made_out() {
    let of = |purpose: Value| {
        let facts = json!({"CPF:149-Bis#conduct": true, "purpose": purpose,
            "accused": [{"person": "ana", "intent": "negligence"}]});
        let verdict = judge(&case("2026-03-01", "1950-01-01", vec![act("a", "1986-06-10", facts)])).unwrap();
        let charges =
            verdict["counts"].as_array().unwrap().iter().flat_map(|count| count["charges"].as_array().unwrap());
        let own = charges.filter(|charge| charge["offence"] == "CPF:149-Bis");
        own.map(|charge| (charge["status"].clone(), charge["excluded_by"]["id"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(of(json!(["destroy_group"])), [(json!("excluded"), json!("CPF:56"))]);
    assert_eq!(of(Value::Null), [(json!("undetermined"), Value::Null)]);
    assert_eq!(of(json!([])), []);
}
