//! The statements of the reports: every verdict that a range can prove or refute.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use tipicidad::catalogue::catalogue;
use tipicidad::model::{StatedBy, Verdict};
use tipicidad_tests::{law, sources};

/// Protects the verdicts: a penalty that `agrees` is that of the version encoded on its day, one that `differs` is not. A
/// provision has the penalty that a report gives it when all its ranges do: what holds of two letters of six differs.
#[test]
fn a_verdict_on_a_penalty_is_what_the_encoded_range_says() {
    let catalogue = catalogue(law().model());
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for one in &sources::attested().statements {
        let ranges = sources::encoded(&catalogue, one);
        if ranges.is_empty() {
            continue;
        }
        compared += 1;
        let same = ranges.iter().all(|range| sources::same(one, range));
        match one.verdict {
            Verdict::Agrees if !same => {
                wrong.push(format!("{} agrees, and an encoded range does not: {ranges:?}", one.name))
            }
            Verdict::Differs if same => wrong.push(format!("{} differs, and every encoded range agrees", one.name)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 20, "only {compared} statements of a penalty could be compared");
}

/// Protects the count: every statement of the five reports stands in docs/sources.md.
#[test]
fn every_report_is_listed() {
    let attested = sources::attested();
    let count = |report: &str| attested.statements.iter().filter(|one| one.report == report).count();
    assert_eq!(attested.reports.len(), 5);
    for (report, least) in [("opsc", 242), ("cndh", 64), ("cable", 70), ("tip", 11), ("oas", 14)] {
        assert!(count(report) >= least, "{report} has {} statements", count(report));
    }
    let penalties = attested.statements.iter().filter(|one| matches!(one.states, StatedBy::Penalty(_))).count();
    assert!(penalties >= 40, "{penalties} statements of a penalty");
}
