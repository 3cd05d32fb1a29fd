//! The generated pages: what is encoded and proved, and the vocabulary.

use crate::{law, rule_files, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use tipicidad::catalogue::{EntryStatus, catalogue};
use tipicidad::model::{Body, Form, Kind, Model};

/// The pages, by file name.
pub fn pages() -> [(&'static str, String); 3] {
    [("coverage.md", coverage()), ("vocabulary.md", vocabulary()), ("sources.md", crate::sources::page(GENERATED))]
}

const GENERATED: &str =
    "<!-- Written by `cargo run -p tipicidad-tests --example generate_docs`; a test fails when it is stale. -->\n\n";

fn word(kind: Kind) -> String {
    let word = serde_json::to_value(kind).expect("a word");
    word.as_str().expect("a word").replace('_', " ")
}

fn coverage() -> String {
    let model = law().model();
    let entries = catalogue(model).provisions;
    let mut out = String::from("# What is encoded, and what proves it\n\n");
    out.push_str(GENERATED);
    let as_of = model.pack.law_as_of.map_or_else(String::new, |day| day.to_string());
    let _ = writeln!(out, "Rules `{}` {}, law as of {as_of}.\n", model.pack.name, model.pack.version);

    out.push_str("## Provisions\n\n| kind | provisions | versions | with a gap | wording uncertain |\n| --- | ---: | ---: | ---: | ---: |\n");
    let mut kinds: BTreeMap<Kind, (BTreeSet<&str>, usize, usize, usize)> = BTreeMap::new();
    for entry in &entries {
        let row = kinds.entry(entry.kind).or_default();
        row.0.insert(&entry.id);
        row.1 += 1;
        row.2 += usize::from(entry.status == EntryStatus::Gap);
        row.3 += usize::from(entry.status == EntryStatus::WordingUncertain);
    }
    for (kind, (ids, versions, gaps, uncertain)) in &kinds {
        let _ = writeln!(out, "| {} | {} | {versions} | {gaps} | {uncertain} |", word(*kind), ids.len());
    }
    let total =
        |pick: &dyn Fn(&(BTreeSet<&str>, usize, usize, usize)) -> usize| kinds.values().map(pick).sum::<usize>();
    let _ = writeln!(
        out,
        "| **all** | {} | {} | {} | {} |\n",
        total(&|k| k.0.len()),
        total(&|k| k.1),
        total(&|k| k.2),
        total(&|k| k.3)
    );
    out.push_str(
        "Clauses that cannot be said exactly, and why: [four-titles.md](four-titles.md#what-cannot-be-said-exactly).\n\n",
    );
    penal_words(&mut out);
    examples(&mut out, model);
    offences(&mut out, model);
    out
}

fn penal_words(out: &mut String) {
    out.push_str("## Penal words of the official text\n\n");
    out.push_str(
        "`scripts/penal-words` lists them from the statutes by position and hash; a test fails on any that is not tied, and on any \
         figure that the text does not say.\n\n| articles | number | penal words | tied to a figure | to a written reason |\n\
         | --- | ---: | ---: | ---: | ---: |\n",
    );
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut sums = [0; 4];
    for range in words::ranges() {
        let all: Vec<&words::Word> = range.words.articles.iter().flat_map(|a| &a.words).collect();
        let reasons = all.iter().filter(|w| w.ties.iter().all(|t| t.reason.is_some())).count();
        let row = [range.words.articles.len(), all.len(), all.len() - reasons, reasons];
        let _ = writeln!(out, "| {} | {} | {} | {} | {} |", range.name, row[0], row[1], row[2], row[3]);
        sums.iter_mut().zip(row).for_each(|(sum, own)| *sum += own);
        all.iter().for_each(|w| *times.entry(w.word.clone()).or_default() += 1);
    }
    let _ = writeln!(out, "| **all** | {} | **{}** | {} | {} |\n", sums[0], sums[1], sums[2], sums[3]);
    out.push_str("| word | times |\n| --- | ---: |\n");
    for (word, times) in times {
        let _ = writeln!(out, "| {} | {times} |", word.replace('_', " "));
    }
    out.push('\n');
}

fn examples(out: &mut String, model: &Model) {
    let checked = tipicidad::check::check(&rule_files());
    let uncovered = tipicidad::testing::coverage(law(), &checked.examples);
    let offences = model.provisions.iter().filter(|p| p.kind == Kind::Offence);
    let (mut elements, mut letters) = (0, 0);
    for offence in offences.filter_map(|p| match &p.versions.last()?.body {
        Body::Offence(offence) => Some(offence),
        _ => None,
    }) {
        elements += offence.elements.len();
        letters +=
            offence.elements.iter().map(|e| if let Form::OneOf(own) = &e.form { own.len() } else { 0 }).sum::<usize>();
    }
    out.push_str("## Examples beside the rules\n\n");
    let _ = writeln!(
        out,
        "{} examples and variations. The {} offences have {elements} elements and {letters} letters.\n",
        checked.examples.len(),
        model.provisions.iter().filter(|p| p.kind == Kind::Offence).count()
    );
    if uncovered.is_empty() {
        out.push_str("Every element has an example in which only it is unmet, every letter one in which only it is met, every version and first day one dated in it.\n\n");
        return;
    }
    out.push_str("Not shown by any example:\n\n| what | provision | |\n| --- | --- | --- |\n");
    for one in uncovered {
        let _ = writeln!(out, "| {} | {} | {} |", one.kind, one.id, one.what);
    }
    out.push('\n');
}

fn offences(out: &mut String, model: &Model) {
    out.push_str("## Offences\n\n| id | name | elements | letters | in force |\n| --- | --- | --- | --- | --- |\n");
    for provision in model.provisions.iter().filter(|p| p.kind == Kind::Offence) {
        let (Some(first), Some(last)) = (provision.versions.first(), provision.versions.last()) else { continue };
        let Body::Offence(offence) = &last.body else { continue };
        let elements: Vec<&str> = offence.elements.iter().map(|e| e.id.as_str()).collect();
        let letters: Vec<&str> = offence
            .elements
            .iter()
            .filter_map(|e| if let Form::OneOf(own) = &e.form { Some(own) } else { None })
            .flatten()
            .map(|l| l.name.as_str())
            .collect();
        let until = last.until.map_or_else(String::new, |day| day.to_string());
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {}..{until} |",
            provision.id,
            provision.name.en,
            elements.join(", "),
            letters.join(", "),
            first.since
        );
    }
}

fn vocabulary() -> String {
    let facts = tipicidad::facts::list(law().model());
    let mut out = String::from("# The vocabulary\n\n");
    out.push_str(GENERATED);
    let _ = writeln!(
        out,
        "{} facts. A case may give each; what is assumed holds when it is absent. How each type is written: [a case](case.md).\n",
        facts.len()
    );
    let mut subject = "";
    for fact in &facts {
        if fact.subject != subject {
            subject = &fact.subject;
            let _ = writeln!(out, "## {subject}\n");
        }
        let _ = writeln!(out, "### `{}`\n", fact.name);
        let _ = writeln!(out, "{} / {}\n", fact.label.es, fact.label.en);
        let mut kind = fact.kind.replace('_', " ");
        if let Some(unit) = &fact.unit {
            let _ = write!(kind, ", {unit}");
        }
        if let (Some(min), Some(max)) = (&fact.min, &fact.max) {
            let text = |v: &serde_json::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
            let _ = write!(kind, " {} to {}", text(min), text(max));
        }
        let _ = writeln!(out, "- type: {kind}");
        if let Some(assumed) = &fact.assumed {
            let _ = writeln!(out, "- assumed: `{assumed}`");
        }
        if fact.derived {
            out.push_str("- derived from other facts\n");
        }
        let _ = writeln!(out, "- question: {} / {}", fact.question.es, fact.question.en);
        let read_by = if fact.read_by.is_empty() { "no rule by name".to_owned() } else { fact.read_by.join(", ") };
        let _ = writeln!(out, "- read by: {read_by}");
        if !fact.values.is_empty() {
            out.push_str("\n| value | | |\n| --- | --- | --- |\n");
            for value in &fact.values {
                let _ = writeln!(out, "| `{}` | {} | {} |", value.value, value.label.es, value.label.en);
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
