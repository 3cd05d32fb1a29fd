//! The generated page of what reports say of the law.

use crate::rule_files;
use std::collections::BTreeMap;
use std::fmt::Write;
use tipicidad::catalogue::{Catalogue, range_shape};
use tipicidad::exact::Term;
use tipicidad::model::{Attestation, Attested, Attests, FineUnit, StatedBy, Verdict};
use tipicidad::verdict::{Fine, Penalty, TermRange};

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
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                cell(&one.place),
                one.on,
                cell(&said),
                cell(&provision(one)),
                cell(&verdict)
            );
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
        let times: Vec<usize> =
            Verdict::ALL.iter().map(|(_, v)| rows.get(&(report, *v)).copied().unwrap_or(0)).collect();
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
        StatedBy::Words(text) => return text.es.to_string(),
        StatedBy::Penalty(range) => range_shape(range),
    };
    let mut parts = Vec::new();
    if let Some(prison) = &range.prison {
        parts.push(format!("prisión {}", ends(prison.min.map(term), &term(prison.max))));
    }
    for fine in &range.fines {
        let unit = match fine.unit {
            FineUnit::DayFine => "días multa",
            FineUnit::MinimumWage => "salarios mínimos",
            FineUnit::Uma => "UMA",
            FineUnit::Peso => "pesos",
            FineUnit::TimesValue => "veces el valor",
        };
        parts.push(format!("multa {} {unit}", ends(fine.min.map(|n| n.to_string()), &fine.max.to_string())));
    }
    if let Some(work) = &range.community_work {
        parts.push(format!("trabajo {} jornadas", ends(work.min.map(|n| n.to_string()), &work.max.to_string())));
    }
    parts.join(", ")
}

fn term(term: Term) -> String {
    let (years, months, days) = term.parts();
    let words = [(years, "año", "años"), (months, "mes", "meses"), (days, "día", "días")];
    let some = words.iter().filter(|(number, ..)| *number > 0);
    some.map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many })).collect::<Vec<_>>().join(" ")
}

fn ends(min: Option<String>, max: &str) -> String {
    min.map_or_else(|| format!("hasta {max}"), |min| format!("de {min} a {max}"))
}

/// The encoded ranges of the provisions that a statement of a penalty is compared with, on its day; none when it states
/// no penalty.
pub fn encoded(catalogue: &Catalogue, one: &Attestation) -> Vec<Penalty> {
    let (StatedBy::Penalty(_), Attests::Ids(ids)) = (&one.states, &one.provision) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in &catalogue.provisions {
        if one.on < entry.since || entry.until.is_some_and(|until| until < one.on) {
            continue;
        }
        for stated in &entry.penalties {
            let below = |part: &str| format!("{}:{part}", entry.id);
            let mut parts: Vec<String> = stated.letters.iter().chain(&stated.row).map(|part| below(part)).collect();
            if parts.is_empty() {
                parts.push(entry.id.to_string());
            }
            // a letter has the penalty of the whole when no line is for letters
            let whole = stated.letters.is_empty() && stated.row.is_none();
            let meets = |id: &str| {
                let covers = |one: &str, other: &str| one == other || other.starts_with(&format!("{one}:"));
                parts.iter().any(|part| covers(id, part)) || (whole && covers(&entry.id, id))
            };
            if ids.iter().any(|id| meets(id.as_str())) {
                found.push(stated.penalty.clone());
            }
        }
    }
    found
}

/// Whether every part that a statement gives is that of an encoded range.
pub fn same(one: &Attestation, encoded: &Penalty) -> bool {
    let StatedBy::Penalty(range) = &one.states else { return false };
    let said = range_shape(range);
    let fine = |fine: &Fine| (fine.min, fine.max, fine.unit);
    let prison = |prison: &TermRange| (prison.min, prison.max);
    said.prison.as_ref().is_none_or(|own| encoded.prison.as_ref().is_some_and(|other| prison(own) == prison(other)))
        && said.fines.iter().all(|own| encoded.fines.iter().any(|other| fine(own) == fine(other)))
        && said.community_work.as_ref().is_none_or(|own| encoded.community_work.as_ref() == Some(own))
}

fn provision(one: &Attestation) -> String {
    match &one.provision {
        Attests::Words(text) => text.es.to_string(),
        Attests::Ids(ids) => ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
