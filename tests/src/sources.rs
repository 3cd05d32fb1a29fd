//! The generated page of what reports say of the law.

use crate::rule_files;
use std::collections::BTreeMap;
use std::fmt::Write;
use tipicidad::catalogue::range_shape;
use tipicidad::model::{Attestation, Attested, Attests, StatedBy, Verdict};

/// What the reports say, as the rules record it.
pub fn attested() -> Attested {
    tipicidad::check::check(&rule_files()).attested
}

/// `docs/sources.md`.
pub fn page(generated: &str) -> String {
    let attested = attested();
    let mut out = String::from("# What the reports say, and what the law says\n\n");
    out.push_str(generated);
    let _ = writeln!(
        out,
        "Every statement of a report on the law, compared with the official text of the day it speaks of. {} statements. \
         `rules/mx-federal/sources/NOTES.md` says how each report was read and what was left out.\n",
        attested.statements.len()
    );
    counts(&mut out, &attested);
    for (report, title) in &attested.reports {
        let _ = writeln!(out, "## `{report}`\n\n{} / {}\n", title.es, title.en);
        out.push_str("| place | day | states | provision | verdict |\n| --- | --- | --- | --- | --- |\n");
        for one in attested.statements.iter().filter(|one| one.report == *report) {
            let verdict = match &one.reason {
                Some(reason) => format!("`{}`: {}", word(one.verdict), reason.es),
                None => format!("`{}`", word(one.verdict)),
            };
            let said = states(one);
            let _ = writeln!(out, "| {} | {} | {} | {} | {} |", cell(&one.place), one.on, cell(&said), cell(&provision(one)), cell(&verdict));
        }
        out.push('\n');
    }
    out
}

fn counts(out: &mut String, attested: &Attested) {
    let mut rows: BTreeMap<(&str, Verdict), usize> = BTreeMap::new();
    for one in &attested.statements {
        *rows.entry((one.report.as_str(), one.verdict)).or_default() += 1;
        *rows.entry(("**all**", one.verdict)).or_default() += 1;
    }
    let names: Vec<String> = Verdict::ALL.iter().map(|(word, _)| format!("`{word}`")).collect();
    let _ = writeln!(out, "| report | {} | all |\n| --- |{} ---: |", names.join(" | "), " ---: |".repeat(names.len()));
    for report in attested.reports.iter().map(|(name, _)| name.as_str()).chain(["**all**"]) {
        let times: Vec<usize> = Verdict::ALL.iter().map(|(_, v)| rows.get(&(report, *v)).copied().unwrap_or(0)).collect();
        let cells: Vec<String> = times.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "| {report} | {} | {} |", cells.join(" | "), times.iter().sum::<usize>());
    }
    out.push('\n');
}

fn word(verdict: Verdict) -> &'static str {
    Verdict::ALL.iter().find(|(_, known)| *known == verdict).map_or("", |(word, _)| word)
}

/// What a statement says, in Spanish.
fn states(one: &Attestation) -> String {
    let range = match &one.states {
        StatedBy::Words(text) => return text.es.clone(),
        StatedBy::Penalty(range) => range_shape(range),
    };
    let value = serde_json::to_value(&range).expect("a penalty");
    let mut parts = Vec::new();
    if !value["prison"].is_null() {
        parts.push(format!("prisión {}", ends(&value["prison"], "")));
    }
    for fine in value["fines"].as_array().into_iter().flatten() {
        let unit = match fine["unit"].as_str().expect("a unit") {
            "day_fine" => "días multa",
            "minimum_wage" => "salarios mínimos",
            "uma" => "UMA",
            "peso" => "pesos",
            _ => "veces el valor",
        };
        parts.push(format!("multa {}", ends(fine, unit)));
    }
    if !value["community_work"].is_null() {
        parts.push(format!("trabajo {}", ends(&value["community_work"], "jornadas")));
    }
    parts.join(", ")
}

fn ends(value: &serde_json::Value, unit: &str) -> String {
    let shown = |end: &serde_json::Value| match end {
        serde_json::Value::Object(term) => {
            let words = [("years", "años"), ("months", "meses"), ("days", "días")];
            let some = words.iter().filter_map(|(key, word)| {
                let number = term.get(*key)?.as_u64().filter(|number| *number > 0)?;
                Some(format!("{number} {word}"))
            });
            some.collect::<Vec<_>>().join(" ")
        }
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let range = if value["min"].is_null() {
        format!("hasta {}", shown(&value["max"]))
    } else {
        format!("de {} a {}", shown(&value["min"]), shown(&value["max"]))
    };
    if unit.is_empty() { range } else { format!("{range} {unit}") }
}

fn provision(one: &Attestation) -> String {
    match &one.provision {
        Attests::Words(text) => text.es.clone(),
        Attests::Ids(ids) => ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
