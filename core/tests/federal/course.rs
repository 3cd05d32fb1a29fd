//! Articles 100 to 115: the term, its start, what lengthens it, and other clocks.

use super::*;

fn genocide(as_of: &str, date: &str) -> Value {
    let facts = json!({"CPF:149-Bis#conduct": true, "purpose": ["destroy_group"]});
    case(as_of, "1950-01-01", vec![act("a", date, facts)])
}

/// 149 Bis carries 20 to 40 years: mean 30 (105), from completion (102 I): 10-06-1986 to 10-06-2016, the day on which it prescribes.
#[test]
fn the_mean_of_the_range_from_completion() {
    let verdict = judge(&genocide("2016-06-10", "1986-06-10")).unwrap();
    assert_eq!(action(&verdict, "CPF:149-Bis"), ["expired", "P30Y", "1986-06-10", "2016-06-10", "-"]);
    assert_eq!(
        steps(&verdict, "CPF:149-Bis"),
        ["CPF:105 mean - P30Y", "CPF:102 start 1986-06-10 -", "CPF:105 expiry 2016-06-10 -"]
    );
    assert_eq!(action(&judge(&genocide("2016-06-09", "1986-06-10")).unwrap(), "CPF:149-Bis")[0], "running");
}

/// The text of the term before 22-01-1986 is a gap. It may have been more favourable, never less than the text of 1985 (56): the thirty
/// years of that text ran on 10-06-2001, so that by 2026 the action has prescribed, on a day that is not known. In 1990 nobody can say.
#[test]
fn the_term_of_1971_is_a_gap() {
    let verdict = judge(&genocide("2026-03-01", "1971-06-10")).unwrap();
    assert!(notices(&verdict).contains(&"gap CPF:105".to_owned()));
    assert_eq!(action(&verdict, "CPF:149-Bis"), ["expired", "P30Y", "1971-06-10", "-", "-"]);
    let then = judge(&genocide("1990-03-01", "1971-06-10")).unwrap();
    assert!(notices(&then).contains(&"gap CPF:105".to_owned()));
    assert_eq!(action(&then, "CPF:149-Bis")[0], "undetermined");
}

/// What interrupts stands in a text of 01-02-1994: what an act of 1990 did to a term of 1986 nobody can say, only that it ends by
/// 02-01-2020, as under the later text.
#[test]
fn an_interruption_under_a_text_that_nobody_has() {
    let of = |as_of: &str| {
        let verdict = judge(&with_events(genocide(as_of, "1986-06-10"), &["investigation_act@1990-01-01"])).unwrap();
        (action(&verdict, "CPF:149-Bis")[0].clone(), notices(&verdict).contains(&"gap CPF:110:p1".to_owned()))
    };
    assert_eq!(of("2018-01-01"), ("undetermined".into(), true));
    assert_eq!(of("2020-01-02"), ("expired".into(), true));
}

fn seduction(as_of: &str, date: &str, born: &str) -> Value {
    let mut own = case(as_of, born, vec![act("a", date, json!({"verb": ["copulate"], "means": ["deceit"]}))]);
    own["acts"][0]["victims"] = json!([{"person": "v1", "consented": true}]);
    own["procedure"] = json!({"complaint_filed": false});
    own
}

/// 262 on 10-03-2015, victim of 16 born on 20-01-1999, of age on 20-01-2017 (107 Bis p3). Nobody complained and the offender was not
/// known: three years (107 p1), to 20-01-2020. Filed on 01-06-2015: by 105 the mean of 3 months and 4 years is 2 years 1 month 15 days,
/// so the floor of 3 years, from majority too. Filed on 01-06-2021, after the right had run out, it changes nothing.
#[test]
fn the_complaint_has_a_clock_of_its_own() {
    let silent = seduction("2019-06-01", "2015-03-10", "1999-01-20");
    let verdict = judge(&silent).unwrap();
    assert_eq!(action(&verdict, "CPF:262"), ["running", "P3Y", "2017-01-20", "2020-01-20", "-"]);
    assert!(steps(&verdict, "CPF:262").contains(&"CPF:107:p1:s2 mean - P3Y".to_owned()));
    assert_eq!(limit(&verdict, "CPF:262", "complaint")[0], "running");
    let filed = judge(&with_events(silent.clone(), &["complaint@2015-06-01"])).unwrap();
    assert_eq!(action(&filed, "CPF:262"), ["running", "P3Y", "2017-01-20", "2020-01-20", "-"]);
    let own = steps(&filed, "CPF:262");
    assert_eq!(own[..3], ["CPF:105 mean - P2Y1M15D", "CPF:105 floor - P3Y", "CPF:107-Bis:p3 start 2017-01-20 -"]);
    assert_eq!(limit(&filed, "CPF:262", "complaint")[0], "met");
    let mut late = silent;
    late["as_of"] = "2026-03-01".into();
    let late = judge(&with_events(late, &["complaint@2021-06-01"])).unwrap();
    assert_eq!(limit(&late, "CPF:262", "complaint")[0], "expired");
    assert_eq!(action(&late, "CPF:262")[3], "2020-01-20");
}

/// The offender known on 01-02-2018, whether a complaint was filed unknown: by the complaint one year (107 p1), to 01-02-2019; by the
/// action to 20-01-2020. The complaint settles it.
#[test]
fn an_unknown_complaint_leaves_both_clocks() {
    let mut own = seduction("2019-06-01", "2015-03-10", "1999-01-20");
    own["closed_world"] = false.into();
    own["procedure"] = json!({"offender_known": true, "known_on": "2018-02-01", "events": null});
    let verdict = judge(&own).unwrap();
    assert_eq!(charge(&verdict, "CPF:262")["prescription"]["status"], "undetermined");
    let missing = charge(&verdict, "CPF:262")["prescription"]["missing"].as_array().unwrap().clone();
    assert!(missing.contains(&"procedure.complaint_filed".into()), "{missing:?}");
    assert_eq!(action(&verdict, "CPF:262")[4].split(' ').next(), Some("2019-02-01"));
}

/// 107 gives one year from knowledge, and three «fuera de esta circunstancia». Majority on 20-01-2017: three years run on 20-01-2020. Known on
/// 01-02-2018, one year, 01-02-2019. On 19-01-2020 the year would run to 19-01-2021, but the action's own three years (105, floor) end with
/// those of 107, on 20-01-2020, and the first of the two clocks counts. On 20-01-2020 or later nothing is left to begin. On an unknown
/// day: from one year after majority (20-01-2018) to 20-01-2020.
#[test]
fn knowledge_after_three_years_begins_nothing() {
    let of = |known: Value| {
        let mut own = seduction("2020-06-01", "2015-03-10", "1999-01-20");
        own["procedure"] = json!({"complaint_filed": false, "offender_known": true, "known_on": known});
        action(&judge(&own).unwrap(), "CPF:262")
    };
    assert_eq!(of("2018-02-01".into()), ["expired", "P1Y", "2018-02-01", "2019-02-01", "-"]);
    assert_eq!(of("2020-01-19".into()), ["expired", "P3Y", "2017-01-20", "2020-01-20", "-"]);
    assert_eq!(of("2020-01-20".into()), ["expired", "P3Y", "2017-01-20", "2020-01-20", "-"]);
    assert_eq!(of("2020-05-01".into()), ["expired", "P3Y", "2017-01-20", "2020-01-20", "-"]);
    let unknown = of(Value::Null);
    assert_eq!((unknown[0].as_str(), unknown[4].as_str()), ("expired", "2018-01-20 2020-01-20"));
}

/// Facts of 10-03-2024 against a victim of 16: 262 never prescribes (107 Bis p3, 18-10-2023), and 266 I, intercourse with a person under
/// age, is met too.
#[test]
fn seduction_of_2024_never_prescribes() {
    let verdict = judge(&seduction("2026-03-01", "2024-03-10", "2008-01-20")).unwrap();
    let counts = verdict["counts"].as_array().unwrap().iter();
    let charges: Vec<&Value> = counts.flat_map(|c| c["charges"].as_array().unwrap()).collect();
    let of = |id: &str| charges.iter().find(|c| c["offence"] == id).unwrap_or_else(|| panic!("{id} is charged"));
    assert_eq!(of("CPF:262")["prescription"]["status"], "imprescriptible");
    assert_eq!(of("CPF:266:I")["prescription"]["status"], "imprescriptible");
}

/// 200 carries 6 months to 5 years: mean 2 years 9 months, so three years (105); since 20-08-2010 from majority (107 Bis p1).
#[test]
fn the_floor_of_three_years_from_majority() {
    let verdict = judge(&case("2019-01-01", "2000-06-20", vec![showing("a", "2011-05-01")])).unwrap();
    assert_eq!(action(&verdict, "CPF:200"), ["running", "P3Y", "2018-06-20", "2021-06-20", "-"]);
    let own = steps(&verdict, "CPF:200");
    assert_eq!(own[..3], ["CPF:105 mean - P2Y9M", "CPF:105 floor - P3Y", "CPF:107-Bis:p1 start 2018-06-20 -"]);
    let before = judge(&case("2018-06-19", "2000-06-20", vec![showing("a", "2011-05-01")])).unwrap();
    assert_eq!(action(&before, "CPF:200")[0], "not_started");
}

/// 203 Bis carries 12 to 16 years: mean 14. On 01-05-2010 there was no 107 Bis: from completion, to 01-05-2024. The text of 20-08-2010,
/// which that of 2012 left as it was, counts from majority (30-04-2018): 30-04-2032; that of 19-10-2023 never. Neither is milder, so the
/// first governs. Committed on 15-06-2012 against a victim of age on 30-04-2020: 30-04-2034.
#[test]
fn which_of_the_texts_since_2010_governs() {
    let of = |date: &str, born: &str| {
        let facts = json!({"verb": ["perform_sexual_act"], "result": ["sexual_act"], "purpose": ["sexual_tourism"], "object": ["journey"]});
        case("2026-03-01", born, vec![act("a", date, facts)])
    };
    let mut own = of("2010-05-01", "2000-04-30");
    let verdict = judge(&own).unwrap();
    assert_eq!(action(&verdict, "CPF:203-Bis"), ["expired", "P14Y", "2010-05-01", "2024-05-01", "-"]);
    let said = steps(&verdict, "CPF:203-Bis");
    assert_eq!(said[3..], ["CPF:105 limit 2032-04-30 P14Y", "CPF:107-Bis:p1:s2 limit - -"]);
    own["readings"] = json!({"prescription_law": "running_terms"});
    assert_eq!(action(&judge(&own).unwrap(), "CPF:203-Bis")[0], "imprescriptible");
    let later = judge(&of("2012-06-15", "2002-04-30")).unwrap();
    assert_eq!(action(&later, "CPF:203-Bis"), ["running", "P14Y", "2020-04-30", "2034-04-30", "-"]);
    let last = judge(&of("2023-10-19", "2013-04-30")).unwrap();
    assert_eq!(action(&last, "CPF:203-Bis")[0], "imprescriptible");
}

/// "Up to two years" begins at the three days of prison's floor (25, 51 p2). Attempted (63 p1): two thirds of both ends, 2 days and 16
/// months, and 2 days are raised to 3; where «hasta» moves the far end only, the minimum falls to the floor and the maximum is kept at
/// two thirds. The mean, eight months and some days, is under the three years of 105, from the last act (102 II).
#[test]
fn an_attempt_of_up_to_two_years() {
    let law = law_with(&["up to 2 years"]);
    let facts = json!({"TST:1#conduct": true, "stage": "attempted", "ended": "2020-03-05"});
    let mut own = case("2022-01-01", "1990-01-01", vec![act("a", "2020-03-01", facts)]);
    let verdict = judge_by(&law, &own).unwrap();
    let charge = charge(&verdict, "TST:1").clone();
    let prison = &charge["penalty"]["final"]["prison"];
    assert_eq!((&prison["min"], &prison["max"]), (&"P3D".into(), &"P1Y4M".into()));
    let told = charge["penalty"]["steps"].as_array().unwrap();
    let attempt = told.iter().find(|step| step["by"] == "CPF:63:p1").unwrap();
    assert_eq!(attempt["reading"], "up_to=both_ends");
    assert_eq!(attempt["after"]["prison"]["min"], "P2D");
    let floor = told.iter().find(|step| step["kind"] == "floor" && step["before"]["prison"]["min"] == "P2D").unwrap();
    assert_eq!(floor["after"]["prison"]["min"], "P3D");
    assert_eq!(action(&verdict, "TST:1"), ["running", "P3Y", "2020-03-05", "2023-03-05", "-"]);
    own["readings"] = json!({"up_to": "max_only"});
    let far = judge_by(&law, &own).unwrap();
    let prison = &super::charge(&far, "TST:1")["penalty"]["final"]["prison"];
    assert_eq!((&prison["min"], &prison["max"]), (&"P3D".into(), &"P1Y4M".into()));
}

/// 201 f of 2017: mean 9 years 6 months, from majority on 20-06-2018. Abroad: 19 (101 p2), to 20-06-2037. A member of organised crime
/// (201 is listed in LFCDO 2): 19. Both: each doubles what it receives, 38, to 20-06-2056; under `doublings=once` 19.
#[test]
fn doublings_and_how_they_combine() {
    let of = |abroad: bool, member: bool, reading: Option<&str>| {
        let mut own = case("2020-03-01", "2000-06-20", vec![corrupting("a", "2017-01-10")]);
        own["persons"][0]["abroad_hinders"] = abroad.into();
        own["persons"][0]["quality"] = if member { json!(["organised_crime"]) } else { json!([]) };
        if let Some(reading) = reading {
            own["readings"] = json!({"doublings": reading});
        }
        judge(&own).unwrap()
    };
    let day = |verdict: &Value| action(verdict, "CPF:201:f")[1..4].join(" ");
    assert_eq!(day(&of(false, false, None)), "P9Y6M 2018-06-20 2027-12-20");
    assert_eq!(day(&of(true, false, None)), "P19Y 2018-06-20 2037-06-20");
    assert_eq!(day(&of(false, true, None)), "P19Y 2018-06-20 2037-06-20");
    let both = of(true, true, None);
    assert_eq!(day(&both), "P38Y 2018-06-20 2056-06-20");
    assert_eq!(both["readings"]["doublings"], "each");
    let own = steps(&both, "CPF:201:f");
    assert_eq!(own[1..3], ["CPF:101:p2 multiplier - P19Y", "LFCDO:6:p1 multiplier - P38Y"]);
    assert_eq!(day(&of(true, true, Some("once"))), "P19Y 2018-06-20 2037-06-20");
}

/// LFCDO 6 before 18-06-2016 was not found: a member's term of 2013 (201 f, 9 years 6 months, majority on 01-01-2017) is not simply that of
/// the Code. It ends between 01-07-2026 and, at the latest, the doubled term of the later text, 01-01-2036.
#[test]
fn organised_crime_before_2016_is_a_gap() {
    let of = |as_of: &str| {
        let mut own = case(as_of, "1999-01-01", vec![corrupting("a", "2013-05-01")]);
        own["persons"][0]["quality"] = json!(["organised_crime"]);
        let verdict = judge(&own).unwrap();
        assert!(notices(&verdict).contains(&"gap LFCDO:6:p1".to_owned()));
        action(&verdict, "CPF:201:f")[0].clone()
    };
    assert_eq!(of("2030-01-01"), "undetermined");
    assert_eq!(of("2036-01-01"), "expired");
}

/// LGPSEDMTP 11 of 01-03-2020 carries 15 to 30 years: 22 years 6 months, to 01-09-2042; half has run on 01-06-2031.
fn kept(events: &[&str]) -> Value {
    with_events(case("2060-01-01", "1990-01-01", vec![slavery("a", &["v1"])]), events)
}

fn ends(case: &Value) -> String {
    action(&judge(case).unwrap(), "LGPSEDMTP:11")[3].clone()
}

/// At 20 % (54 months in) an act of the inquiry begins the term anew from the day after: 02-09-2024 to 02-03-2047. At 60 % and 95 % half
/// has run, and it does nothing (111); on the day of the half itself it still does.
#[test]
fn interruptions_by_the_part_of_the_term_that_has_run() {
    assert_eq!(ends(&kept(&[])), "2042-09-01");
    assert_eq!(ends(&kept(&["investigation_act@2024-09-01"])), "2047-03-02");
    assert_eq!(ends(&kept(&["investigation_act@2033-09-01"])), "2042-09-01");
    assert_eq!(ends(&kept(&["investigation_act@2041-07-16"])), "2042-09-01");
    assert_eq!(ends(&kept(&["investigation_act@2031-06-01"])), "2053-12-01");
    assert_eq!(ends(&kept(&["investigation_act@2031-06-02"])), "2042-09-01");
}

/// Extradition interrupts in the second half too (111 speaks of the first case only); 02-09-2033 and the term would be 02-03-2056, but
/// interruptions lengthen it by half at most (110 p4): 33 years 9 months, 01-12-2053.
#[test]
fn extradition_interrupts_late_and_half_is_the_most() {
    let late = judge(&kept(&["extradition_step@2033-09-01"])).unwrap();
    assert_eq!(action(&late, "LGPSEDMTP:11")[3], "2053-12-01");
    assert!(steps(&late, "LGPSEDMTP:11").contains(&"CPF:110:p4 limit 2053-12-01 -".to_owned()));
}

/// An act on 01-01-2035 is past the half measured from the start; measured anew from the restart of 02-09-2024, the half is 02-12-2035 and
/// it counts: 02-01-2035 and the term, 02-07-2057, cut at 01-12-2053.
#[test]
fn half_of_the_term_is_a_reading() {
    let mut own = kept(&["investigation_act@2024-09-01", "investigation_act@2035-01-01"]);
    assert_eq!(ends(&own), "2047-03-02");
    own["readings"] = json!({"half_term": "from_each_restart"});
    assert_eq!(ends(&own), "2053-12-01");
}

/// A request for surrender between states interrupts until it ends (110 p3): anew from 01-07-2021, to 01-01-2044. Without an end it
/// stands still, up to the limit.
#[test]
fn a_surrender_between_states_keeps_the_term_still() {
    assert_eq!(ends(&kept(&["transfer_request@2021-03-01", "transfer_ended@2021-06-30"])), "2044-01-01");
    assert_eq!(ends(&kept(&["transfer_request@2021-03-01"])), "2053-12-01");
}

/// A prior ruling of a court: from the final judgment of 05-05-2023 (109), to 05-11-2045; without it the term has not begun. Steps towards
/// a prior declaration (112) interrupt before the half: anew from 06-05-2023, to 06-11-2045; after it they do nothing.
#[test]
fn prior_rulings_and_immunity() {
    let mut needed = kept(&[]);
    needed["procedure"]["prior_ruling_needed"] = true.into();
    assert_eq!(action(&judge(&needed).unwrap(), "LGPSEDMTP:11")[0], "not_started");
    let ruled = with_events(needed, &["prior_ruling@2023-05-05"]);
    let verdict = judge(&ruled).unwrap();
    assert_eq!(action(&verdict, "LGPSEDMTP:11")[2..4], ["2023-05-05", "2045-11-05"]);
    assert!(steps(&verdict, "LGPSEDMTP:11").contains(&"CPF:109 start 2023-05-05 -".to_owned()));
    assert_eq!(ends(&kept(&["prior_declaration_sought@2023-05-05"])), "2045-11-06");
    assert_eq!(ends(&kept(&["prior_declaration_sought@2033-05-05"])), "2042-09-01");
}

/// Of an age of 10 on 01-05-2011 the birth lies from 02-05-2000 to 01-05-2001, majority from 02-05-2018 to 01-05-2019 and expiry, three
/// years later, from 02-05-2021 to 01-05-2022: undetermined between, and the day of birth settles it.
#[test]
fn an_age_gives_an_interval() {
    let of = |as_of: &str| {
        let mut own = case(as_of, "1990-01-01", vec![showing("a", "2011-05-01")]);
        own["persons"][1] = json!({"id": "v1"});
        own["acts"][0]["victims"] = json!([{"person": "v1", "age": 10}]);
        judge(&own).unwrap()
    };
    let verdict = of("2021-09-01");
    assert_eq!(action(&verdict, "CPF:200"), ["undetermined", "P3Y", "-", "-", "2021-05-02 2022-05-01"]);
    assert_eq!(charge(&verdict, "CPF:200")["prescription"]["missing"], json!(["victim.birth_date"]));
    assert_eq!(verdict["missing"][0]["fact"], "victim.birth_date");
    assert_eq!(action(&of("2021-05-01"), "CPF:200")[0], "running");
    assert_eq!(action(&of("2022-05-01"), "CPF:200")[0], "expired");
}

/// What happened in the procedure unknown: from 01-09-2042 to the limit of 110 p4, 01-12-2053; the events settle it.
#[test]
fn unknown_events_give_an_interval() {
    let mut own = kept(&[]);
    own["as_of"] = "2045-01-01".into();
    own["procedure"]["events"] = Value::Null;
    let verdict = judge(&own).unwrap();
    let found = action(&verdict, "LGPSEDMTP:11");
    assert_eq!((found[0].as_str(), found[4].as_str()), ("undetermined", "2042-09-01 2053-12-01"));
    assert_eq!(charge(&verdict, "LGPSEDMTP:11")["prescription"]["missing"], json!(["procedure.events"]));
}

/// Four years imposed and a quarter more, five (113), from the day after absconding (103): 10-06-2021 to 10-06-2026. Arrest stops it (115);
/// fled again on 03-03-2024, anew from the day after: 04-03-2029. With one year left, fifteen months (114).
#[test]
fn the_penalty_imposed_prescribes() {
    let of = |events: &[&str], more: Value| {
        let mut own = case("2025-01-01", "1990-01-01", vec![slavery("a", &["v1"])]);
        own["procedure"] = json!({"final_sentence": true, "imposed_prison": "P4Y"});
        own["procedure"].as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        limit(&judge(&with_events(own, events)).unwrap(), "LGPSEDMTP:11", "penalty")
    };
    let fled = ["judgment@2021-01-10", "absconded@2021-06-09"];
    assert_eq!(of(&fled, json!({})), ["running", "P5Y", "2021-06-10", "2026-06-10", "CPF:113"]);
    let again = ["judgment@2021-01-10", "absconded@2021-06-09", "arrest@2023-01-01", "absconded@2024-03-03"];
    assert_eq!(of(&again, json!({}))[3], "2029-03-04");
    assert_eq!(of(&fled[..1], json!({}))[0], "not_started");
    let served = of(&fled, json!({"partly_served": true, "remaining_prison": "P1Y"}));
    assert_eq!(served, ["expired", "P1Y3M", "2021-06-10", "2022-09-10", "CPF:114"]);
    // Two years and a quarter are under the three of 113.
    assert_eq!(of(&fled, json!({"imposed_prison": "P2Y"}))[1], "P3Y");
}

/// 246 and 258 of the report: two years for the civil action; for the administration over a public servant three years from the day after,
/// one when the amount is small; and none over who is no public servant.
#[test]
fn other_limits() {
    let mut servant = case("2012-01-01", "2000-06-20", vec![showing("b", "2011-05-01")]);
    assert_eq!(limit(&judge(&servant).unwrap(), "CPF:200", "administrative")[0], "-");
    servant["persons"][0]["public_servant"] = true.into();
    let verdict = judge(&servant).unwrap();
    let civil = ["running", "P2Y", "2011-05-01", "2013-05-01", "CRCMEX1:246"];
    assert_eq!(limit(&verdict, "CPF:200", "civil_action"), civil);
    let three = ["running", "P3Y", "2011-05-02", "2014-05-02", "CRCMEX1:258:b"];
    assert_eq!(limit(&verdict, "CPF:200", "administrative"), three);
    servant["acts"][0]["lesser_administrative_gain"] = true.into();
    let one = ["running", "P1Y", "2011-05-02", "2012-05-02", "CRCMEX1:258:a"];
    assert_eq!(limit(&judge(&servant).unwrap(), "CPF:200", "administrative"), one);
}
