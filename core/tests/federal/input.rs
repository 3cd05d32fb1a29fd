//! Dates that cannot be, and the time line.

use super::*;
use tipicidad::exact::Lang;
use tipicidad::verdict::text::{Style, render};

fn refused(case: &Value, code: &str, said: [&str; 2]) {
    let error = judge(case).unwrap_err();
    assert_eq!(error.code, code, "{}", error.message);
    assert!(said.iter().all(|said| error.message.contains(said)), "{}", error.message);
}

/// A complaint, a day of knowledge or a request before the act, and a birth after it: the error names both days.
#[test]
fn dates_out_of_order_are_refused() {
    let whole = case("2026-03-01", "2000-06-20", vec![showing("b", "2011-05-01")]);
    refused(&with_events(whole.clone(), &["complaint@2011-04-30"]), "case.order", ["2011-04-30", "2011-05-01"]);
    assert!(judge(&with_events(whole.clone(), &["complaint@2011-05-01"])).is_ok());
    let mut known = whole.clone();
    known["procedure"] = json!({"offender_known": true, "known_on": "2010-12-31"});
    refused(&known, "case.order", ["2010-12-31", "2011-05-01"]);
    let mut born = whole.clone();
    born["persons"][1]["birth_date"] = "2011-05-02".into();
    refused(&born, "case.conflict", ["2011-05-02", "2011-05-01"]);
    let mut asked = whole;
    let request = json!({"id": "r", "direction": "passive", "state": "US", "accused": "ana", "acts": ["b"]});
    asked["requests"] = json!([request]);
    asked["requests"][0]["date"] = "2011-04-30".into();
    refused(&asked, "case.order", ["2011-04-30", "2011-05-01"]);
}

/// 22 years 6 months from 9990 pass the last year that can be written, whatever the day of evaluation; from 9970 they do not. A
/// penalty of 9,000 years imposed does too.
#[test]
fn a_term_beyond_the_calendar_is_refused() {
    let of = |as_of: &str, date: &str| {
        let mut own = case(as_of, "9940-01-01", vec![enslaving("b", date, &["v2"])]);
        own["persons"][0]["birth_date"] = "9930-01-01".into();
        own
    };
    let mut late = of("9998-01-01", "9990-05-01");
    refused(&late, "case.beyond_calendar", ["LGPSEDMTP:11", "9999"]);
    late["as_of"] = "2026-01-01".into();
    refused(&late, "case.beyond_calendar", ["LGPSEDMTP:11", "9999"]);
    assert!(judge(&of("9998-01-01", "9970-05-01")).is_ok());
    let mut long = case("2026-03-01", "1990-01-01", vec![slavery("b", &["v2"])]);
    long["procedure"] = json!({"final_sentence": true, "imposed_prison": "P9000Y"});
    let long = with_events(long, &["absconded@2024-01-01"]);
    refused(&long, "case.beyond_calendar", ["LGPSEDMTP:11", "9999"]);
}

/// Article 200 of 01-05-2011, victim of age on 20-06-2018, an act of the inquiry on 20-06-2019: it runs anew from the 21st for three
/// years, to 21-06-2022; half of the term had run on 20-12-2019.
#[test]
fn the_time_line_says_what_happened_when() {
    let case = case("2026-03-01", "2000-06-20", vec![showing("b", "2011-05-01")]);
    let case = with_events(case, &["investigation_act@2019-06-20"]);
    let verdict = judge(&case).unwrap();
    let entries = verdict["timeline"].as_array().unwrap().iter();
    let of = |e: &Value| format!("{} {}", e["date"].as_str().unwrap(), e["kind"].as_str().unwrap());
    let mut line: Vec<String> = entries.filter(|e| e["kind"] != "version").map(of).collect();
    // The act stands once for each of its counts.
    line.dedup();
    assert_eq!(
        line,
        [
            "2011-05-01 conduct",
            "2018-06-20 majority",
            "2019-06-20 interruption",
            "2019-12-20 half_term",
            "2022-06-21 expiry",
            "2026-03-01 as_of"
        ]
    );
    let versions = verdict["timeline"].as_array().unwrap().iter().filter(|e| e["kind"] == "version");
    assert!(versions.clone().count() > 0 && versions.clone().all(|e| e["text"]["en"].as_str().is_some()));

    let read = law().read_case(case.to_string().as_bytes(), &CaseOptions::default()).unwrap();
    let text = render(&law().evaluate(&read), law().model(), Lang::En, &Style::plain());
    let drawn: Vec<&str> = text.lines().filter(|line| line.contains("  [")).collect();
    // From 2011-05-01 to 2026-03-01 are 5,418 days over 40 columns: majority, 2,607 days in, stands in column 18 of 0 to 39.
    let column = |day: &str, mark: char| {
        let row = drawn.iter().find(|row| row.trim_start().starts_with(day)).unwrap();
        row[row.find('[').unwrap() + 1..].find(mark).unwrap()
    };
    assert_eq!(column("2011-05-01", '*'), 0);
    assert_eq!(column("2018-06-20", '^'), 18);
    assert_eq!(column("2026-03-01", '|'), 39);
    assert!(text.is_ascii() || drawn.iter().all(|row| row.is_ascii()));
    assert!(column("2022-06-21", 'X') > column("2019-12-20", '+') && column("2019-12-20", '+') > 18);
}
