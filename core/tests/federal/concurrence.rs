//! Articles 18, 19, 25 and 64: how charges add up.

use super::*;

/// The penalty steps of the only accused, each `rule kind reading`.
fn sum_steps(verdict: &Value) -> Vec<String> {
    let steps = verdict["concurrence"]["by_accused"][0]["steps"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    steps.iter().map(|s| format!("{} {} {}", text(&s["by"]), text(&s["kind"]), text(&s["reading"]))).collect()
}

fn charged(verdict: &Value, offence: &str) -> usize {
    let counts = verdict["counts"].as_array().unwrap().iter();
    let charges = counts.flat_map(|count| count["charges"].as_array().unwrap());
    charges.filter(|charge| charge["offence"] == offence && charge["status"] == "applies").count()
}

/// 201 f carries 7 to 12 years and 800 to 2,500 days; 200 carries 6 months to 5 years and 300 to 500 days. Two conducts (64 p2):
/// the gravest, which may be raised by the other: 7 to 17 years, 800 to 3,000 days. One (64 p1): by half of the other's maximum,
/// prison only: 7 to 14 years 6 months, and the fine of the gravest.
#[test]
fn real_and_ideal_concurrence() {
    let real =
        judge(&case("2020-01-10", "2010-01-01", vec![corrupting("a", "2020-01-08"), showing("b", "2020-01-09")]))
            .unwrap();
    assert_eq!(sum(&real), ("P7Y".into(), "P17Y".into()));
    assert_eq!(kinds(&real), ["real"]);
    assert_eq!(real["concurrence"]["by_accused"][0]["final"]["fines"][0]["max"], 3000);
    let mut second = showing("b", "2020-01-08");
    second["same_conduct"] = "a".into();
    let ideal = judge(&case("2020-01-10", "2010-01-01", vec![corrupting("a", "2020-01-08"), second])).unwrap();
    assert_eq!(sum(&ideal), ("P7Y".into(), "P14Y6M".into()));
    assert_eq!(kinds(&ideal), ["ideal"]);
    assert_eq!(ideal["concurrence"]["by_accused"][0]["final"]["fines"][0]["max"], 2500);
}

/// Before 18-06-2016 the penalties of all offences were imposed in real concurrence: 7 years 6 months to 17 years.
#[test]
fn concurrence_before_2016() {
    let verdict =
        judge(&case("2014-01-10", "2004-01-01", vec![corrupting("a", "2014-01-08"), showing("b", "2014-01-09")]))
            .unwrap();
    assert_eq!(sum(&verdict), ("P7Y6M".into(), "P17Y".into()));
}

/// One conduct that is 201 f (7 to 12) and LGPSEDMTP 11 (15 to 30). In 2015 the gravest could grow by half of its own maximum:
/// 15 to 45. Since 18-06-2016 trafficking is punished as real concurrence: 30 and 12, 15 to 42, though the conduct is one.
#[test]
fn trafficking_is_punished_as_real_since_2016() {
    let of = |year: i32| {
        let mut other = enslaving("b", &format!("{year}-01-08"), &["v1"]);
        other["same_conduct"] = "a".into();
        let acts = vec![corrupting("a", &format!("{year}-01-08")), other];
        judge(&case(&format!("{year}-03-02"), &format!("{}-01-01", year - 10), acts)).unwrap()
    };
    assert_eq!((sum(&of(2015)), kinds(&of(2015))), (("P15Y".into(), "P45Y".into()), vec!["ideal"]));
    assert_eq!((sum(&of(2020)), kinds(&of(2020))), (("P15Y".into(), "P42Y".into()), vec!["ideal"]));
    assert_eq!(sum_steps(&of(2020)), ["CPF:64:p1 concurrence -", "CPF:64:p2 concurrence -"]);
}

/// LGPSEDMTP 10 punishes recruiting «a una o varias personas»: three victims of one conduct are one offence, and more than one
/// victim raises it by up to a half (42 IX): 5 to 15 years become 7 years 6 months to 22 years 6 months. Nothing is added up. Two
/// conducts: the one and the other's maximum (64 p2): 7 years 6 months to 45 years.
#[test]
fn several_persons_are_one_offence_where_the_article_says_so() {
    let all = ["v1", "v2", "v3"];
    let one = judge(&case("2020-03-02", "1990-01-01", vec![recruiting("a", "2020-03-01", &all)])).unwrap();
    assert_eq!(charged(&one, "LGPSEDMTP:10:III"), 1);
    let prison = &charge(&one, "LGPSEDMTP:10:III")["penalty"]["final"]["prison"];
    assert_eq!((&prison["min"], &prison["max"]), (&"P7Y6M".into(), &"P22Y6M".into()));
    assert!(one["concurrence"].is_null());
    let acts = vec![recruiting("a", "2020-03-01", &all), recruiting("b", "2020-03-02", &all)];
    let two = judge(&case("2020-03-02", "1990-01-01", acts)).unwrap();
    assert_eq!((sum(&two), kinds(&two)), (("P7Y6M".into(), "P45Y".into()), vec!["real"]));
}

/// LGPSEDMTP 11 speaks of «otra persona»: each of three victims is an offence of 15 to 30 years, by one conduct (18), punished as
/// real concurrence (64 p1): 15 to 90. Two conducts against one victim: 15 to 60. Five: 15 to 150, for since 16-01-2018 the ceiling
/// of 25 does not reach other laws; in 2017 it did, and 150 are cut at 60.
#[test]
fn trafficking_has_no_ceiling() {
    let three = judge(&case("2020-03-02", "1990-01-01", vec![slavery("a", &["v1", "v2", "v3"])])).unwrap();
    assert_eq!(charged(&three, "LGPSEDMTP:11"), 3);
    assert_eq!((sum(&three), kinds(&three)), (("P15Y".into(), "P90Y".into()), vec!["ideal"]));
    let acts = |n: usize, date: &str| (0..n).map(|at| enslaving(&format!("a{at}"), date, &["v1"])).collect::<Vec<_>>();
    let two = judge(&case("2020-03-02", "1990-01-01", acts(2, "2020-03-01"))).unwrap();
    assert_eq!((sum(&two), kinds(&two)), (("P15Y".into(), "P60Y".into()), vec!["real"]));
    let five = judge(&case("2020-03-02", "1990-01-01", acts(5, "2020-03-01"))).unwrap();
    assert_eq!(sum(&five), ("P15Y".into(), "P150Y".into()));
    let before = judge(&case("2017-03-02", "1990-01-01", acts(5, "2017-03-01"))).unwrap();
    assert_eq!(sum(&before), ("P15Y".into(), "P60Y".into()));
    assert_eq!(sum_steps(&before), ["CPF:64:p2 concurrence -", "CPF:25 ceiling -"]);
}

/// Six of 201 f, 12 years at most each: 72, cut at 60 (25). Beside LGPSEDMTP 11 (15 to 30) the Code's part is cut and the rest added:
/// 60 + 30; under the reading `mixed_ceiling=none` 72 + 30.
#[test]
fn the_ceiling_cuts_what_the_code_punishes() {
    let mut acts: Vec<Value> = (0..6).map(|at| corrupting(&format!("a{at}"), "2020-01-08")).collect();
    let six = judge(&case("2020-03-02", "2010-01-01", acts.clone())).unwrap();
    assert_eq!(sum(&six), ("P7Y".into(), "P60Y".into()));
    acts.push(enslaving("b", "2020-01-08", &["v1"]));
    let mut all = case("2020-03-02", "2010-01-01", acts);
    let verdict = judge(&all).unwrap();
    assert_eq!(sum(&verdict), ("P15Y".into(), "P90Y".into()));
    assert_eq!(sum_steps(&verdict).last().unwrap(), "CPF:25 ceiling mixed_ceiling=code_alone");
    all["readings"] = json!({"mixed_ceiling": "none"});
    assert_eq!(sum(&judge(&all).unwrap()), ("P15Y".into(), "P102Y".into()));
}

/// Two conducts of 201 f against one victim, stated to be one continued offence (19): 12 years and half of them more, 7 to 18; 2,500
/// days of fine and half, 800 to 3,750 (64 p3). Against another victim, or by another article, they are not one (7 III): 12 and 12,
/// 7 to 24; 12 and the 5 of article 200, 7 to 17; and a notice says so.
#[test]
fn a_continued_offence_is_stated_and_checked() {
    let of = |mut second: Value| {
        second["continues"] = "a".into();
        judge(&case("2020-03-02", "2010-01-01", vec![corrupting("a", "2020-01-08"), second])).unwrap()
    };
    let one = of(corrupting("b", "2020-02-08"));
    assert_eq!((sum(&one), kinds(&one)), (("P7Y".into(), "P18Y".into()), vec!["continued"]));
    let fine = &one["concurrence"]["by_accused"][0]["final"]["fines"][0];
    assert_eq!((&fine["min"], &fine["max"]), (&800.into(), &3750.into()));
    assert!(!notices(&one).contains(&"not_continued CPF:64:p3".to_owned()));
    let mut other = corrupting("b", "2020-02-08");
    other["victims"] = json!(["v2"]);
    let two = of(other);
    assert_eq!((sum(&two), kinds(&two)), (("P7Y".into(), "P24Y".into()), vec!["real"]));
    assert!(notices(&two).contains(&"not_continued CPF:64:p3".to_owned()));
    let mixed = of(showing("b", "2020-02-08"));
    assert_eq!((sum(&mixed), kinds(&mixed)), (("P7Y".into(), "P17Y".into()), vec!["real"]));
    assert!(notices(&mixed).contains(&"not_continued CPF:64:p3".to_owned()));
}

/// LGPSEDMTP 11 of 01-03-2020 continued on 01-03-2022 against the same victim: the term of both counts from the last conduct (102 III), 22 years
/// 6 months, to 01-09-2044. Against another victim they are two offences, and each has its own.
#[test]
fn a_continued_offence_prescribes_from_its_last_conduct() {
    let of = |victim: &str| {
        let mut second = enslaving("b", "2022-03-01", &[victim]);
        second["continues"] = "a".into();
        let acts = vec![enslaving("a", "2020-03-01", &["v1"]), second];
        let verdict = judge(&case("2026-03-01", "1990-01-01", acts)).unwrap();
        let counts = verdict["counts"].as_array().unwrap().iter();
        let own = counts.flat_map(|c| c["charges"].as_array().unwrap()).filter(|c| c["offence"] == "LGPSEDMTP:11");
        own.map(|c| c["prescription"]["expires"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("v1"), ["2044-09-01", "2044-09-01"]);
    assert_eq!(of("v2"), ["2042-09-01", "2044-09-01"]);
}

/// Of three conducts the first and the third may be said to continue the second: they are one, and the order of acts is nothing.
#[test]
fn what_continues_in_a_chain_is_one() {
    let joined = |id: &str, to: Option<&str>| {
        let mut act = corrupting(id, "2020-01-08");
        if let Some(to) = to {
            act["continues"] = to.into();
        }
        act
    };
    for acts in [
        vec![joined("a", None), joined("b", Some("a")), joined("c", Some("b"))],
        vec![joined("c", Some("b")), joined("a", None), joined("b", Some("a"))],
    ] {
        let verdict = judge(&case("2020-03-02", "2010-01-01", acts)).unwrap();
        assert_eq!((sum(&verdict), kinds(&verdict)), (("P7Y".into(), "P18Y".into()), vec!["continued"]));
    }
}

/// Facts of 01-05-2011 and a victim of age on 20-06-2018: 200 alone prescribes on 20-06-2021 (3 years); with 201 f, of mean 9 years
/// 6 months, both prescribe on 20-12-2027 (108).
#[test]
fn charges_prescribe_with_the_gravest() {
    let alone = judge(&case("2026-03-01", "2000-06-20", vec![showing("b", "2011-05-01")])).unwrap();
    assert_eq!(action(&alone, "CPF:200"), ["expired", "P3Y", "2018-06-20", "2021-06-20", "-"]);
    let both =
        judge(&case("2026-03-01", "2000-06-20", vec![corrupting("a", "2011-05-01"), showing("b", "2011-05-01")]))
            .unwrap();
    assert_eq!(action(&both, "CPF:201:f"), ["running", "P9Y6M", "2018-06-20", "2027-12-20", "-"]);
    assert_eq!(action(&both, "CPF:200"), ["running", "P3Y", "2018-06-20", "2027-12-20", "-"]);
    assert!(steps(&both, "CPF:200").contains(&"CPF:108 limit 2027-12-20 -".to_owned()));
}

/// LGPSEDMTP 11 of 2020 and of 2022 are as grave as each other (mean 22 years 6 months) and keep 01-09-2042 and 01-09-2044; article
/// 10 of 2021 (mean 10 years, alone until 01-01-2031) follows the last of them. The order in which acts are told changes nothing.
#[test]
fn of_equally_grave_charges_each_keeps_its_own() {
    let acts = vec![
        enslaving("a", "2020-03-01", &["v1"]),
        enslaving("b", "2022-03-01", &["v1"]),
        recruiting("c", "2021-01-01", &["v1"]),
    ];
    let expiries = |verdict: &Value| {
        let counts = verdict["counts"].as_array().unwrap().iter();
        let of = |count: &Value| {
            let applies = |c: &&Value| c["status"] == "applies";
            let own = count["charges"].as_array().unwrap().iter().find(applies)?["prescription"]["expires"].clone();
            Some(format!("{} {}", count["act"].as_str()?, own.as_str()?))
        };
        let mut found: Vec<String> = counts.filter_map(of).collect();
        found.sort();
        found
    };
    let expected = ["a 2042-09-01", "b 2044-09-01", "c 2044-09-01"];
    let forward = judge(&case("2026-03-01", "1990-01-01", acts.clone())).unwrap();
    assert_eq!(expiries(&forward), expected);
    let backward = judge(&case("2026-03-01", "1990-01-01", acts.into_iter().rev().collect())).unwrap();
    assert_eq!(expiries(&backward), expected);
}

/// 149 Bis of 1986 (20 to 40 years) had prescribed on 10-06-2016, before LGPSEDMTP 11 of 2020 was committed: it shortens nothing, and
/// is not revived.
#[test]
fn terms_that_did_not_run_together_do_not_meet() {
    let old = act("a", "1986-06-10", json!({"CPF:149-Bis#conduct": true, "purpose": ["destroy_group"]}));
    let verdict = judge(&case("2026-03-01", "1960-01-01", vec![old, slavery("b", &["v1"])])).unwrap();
    assert_eq!(action(&verdict, "CPF:149-Bis")[3], "2016-06-10");
    assert_eq!(action(&verdict, "LGPSEDMTP:11"), ["running", "P22Y6M", "2020-03-01", "2042-09-01", "-"]);
}
