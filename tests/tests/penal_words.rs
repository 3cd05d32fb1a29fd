//! Every figure of the official text of arts. 200 to 209 Quintus stands in the catalogue, and the catalogue states no other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::BTreeSet;
use tipicidad::catalogue::{Entry, catalogue};
use tipicidad::model::{Body, ConsequenceTerm, Form};
use tipicidad_tests::law;
use tipicidad_tests::words::{Tie, title_08};

/// The entries of the catalogue that are in force today.
fn in_force() -> Vec<Entry> {
    let all = catalogue(law().model()).provisions;
    all.into_iter().filter(|entry| entry.until.is_none()).collect()
}

fn kind(entry: &Entry) -> String {
    serde_json::to_value(entry.kind).unwrap().as_str().unwrap().to_owned()
}

/// The ranges an entry states without a reading that is not the default, by letter: `(letters, prison, fine, work, as)`.
#[derive(Clone, Debug, PartialEq)]
struct Stated {
    letters: Vec<String>,
    prison: Option<[String; 2]>,
    fine: Option<(i64, i64, String)>,
    work: Option<[i64; 2]>,
    same_as: Option<String>,
}

fn stated(entry: &Entry) -> Vec<Stated> {
    let text = |value: &Value| value.as_str().expect("a term").to_owned();
    entry
        .penalties
        .iter()
        .filter(|p| !p.when.as_ref().is_some_and(|when| when.es.starts_with("lectura ")))
        .map(|p| {
            let penalty = serde_json::to_value(&p.penalty).unwrap();
            let prison = &penalty["prison"];
            let work = &penalty["community_work"];
            let fines = penalty["fines"].as_array().unwrap();
            assert!(fines.len() <= 1, "{}: two fines", entry.id);
            Stated {
                letters: p.letters.clone(),
                prison: prison.is_object().then(|| [text(&prison["min"]), text(&prison["max"])]),
                fine: fines
                    .first()
                    .map(|f| (f["min"].as_i64().unwrap(), f["max"].as_i64().unwrap(), text(&f["unit"]))),
                work: work.is_object().then(|| [work["min"].as_i64().unwrap(), work["max"].as_i64().unwrap()]),
                same_as: p.same_as.clone(),
            }
        })
        .collect()
}

/// Whether a stated range says what the statute says at a word.
fn says(stated: &Stated, tie: &Tie, letter: Option<&String>) -> bool {
    (stated.letters.is_empty() || letter.is_some_and(|l| stated.letters.contains(l)))
        && (tie.prison.is_none() || tie.prison == stated.prison)
        && (tie.fine.is_none() || tie.fine == stated.fine)
        && (tie.work.is_none() || tie.work == stated.work)
        && (tie.same_as.is_none() || tie.same_as == stated.same_as)
}

fn consequence_term(id: &str, kind: &str) -> Option<&'static str> {
    let provision = law().model().provisions.iter().find(|p| p.id == id)?;
    let Body::Offence(offence) = &provision.versions.last()?.body else { return None };
    let rule = offence.consequences.iter().find(|rule| rule.kinds.iter().any(|own| own == kind))?;
    match rule.term {
        ConsequenceTerm::AsPrison => Some("as_prison"),
        ConsequenceTerm::UpToPrison => Some("up_to_prison"),
        _ => None,
    }
}

fn check(entries: &[Entry], tie: &Tie) -> Result<(), String> {
    if let Some(reason) = &tie.reason {
        return if reason.len() >= 20 { Ok(()) } else { Err("a reason that says nothing".to_owned()) };
    }
    let entry = entries
        .iter()
        .find(|e| e.id == tie.provision && kind(e) == tie.kind)
        .ok_or_else(|| format!("no {} {} in force today", tie.kind, tie.provision))?;
    if let Some(op) = &tie.op {
        let effects = serde_json::to_value(&entry.effects).unwrap();
        let met = effects.as_array().unwrap().iter().any(|e| {
            e["effect"]["op"] == op.as_str() && e["effect"]["fraction"].as_str() == tie.fraction.as_deref()
        });
        return if met { Ok(()) } else { Err(format!("effects are {effects}")) };
    }
    if let Some(kind) = &tie.consequence {
        let term = consequence_term(&tie.provision, kind);
        return if term == tie.term.as_deref() { Ok(()) } else { Err(format!("{kind} lasts {term:?}")) };
    }
    if tie.prison.is_none() && tie.fine.is_none() && tie.work.is_none() {
        return Err("a tie without a figure".to_owned());
    }
    let ranges = stated(entry);
    let letters: Vec<Option<&String>> =
        if tie.letters.is_empty() { vec![None] } else { tie.letters.iter().map(Some).collect() };
    for letter in letters {
        if !ranges.iter().any(|range| says(range, tie, letter)) {
            return Err(format!("the catalogue states {ranges:?}"));
        }
    }
    Ok(())
}

/// Protects the promise that no penalty of the encoded articles is missing or wrong: each penal word of the official text is
/// tied to a figure read from the statute, and the catalogue's version of today states exactly that figure.
#[test]
fn every_penal_word_is_tied_to_the_figure_in_force() {
    let entries = in_force();
    let words = title_08();
    let mut wrong = Vec::new();
    let mut count = 0;
    for article in &words.articles {
        assert_eq!(article.sha256.len(), 64, "{}", article.article);
        for word in &article.words {
            count += 1;
            let place = format!("{} at {} ({})", article.article, word.at, word.word);
            if word.ties.is_empty() {
                wrong.push(format!("{place}: not tied"));
            }
            for tie in &word.ties {
                if let Err(why) = check(&entries, tie) {
                    wrong.push(format!("{place}: {tie:?}: {why}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 52, "the words of the text that was read; docs/coverage.md counts them");
}

/// Protects against invented penalties: every range, letter by letter, and every effect that the catalogue states today for
/// these articles is what some penal word of the text is tied to.
#[test]
fn the_catalogue_states_no_figure_that_the_text_does_not() {
    let words = title_08();
    let ties: Vec<&Tie> =
        words.articles.iter().flat_map(|a| &a.words).flat_map(|w| &w.ties).filter(|t| t.reason.is_none()).collect();
    let articles: BTreeSet<&str> = words.articles.iter().map(|a| a.article.as_str()).collect();
    let mut unsaid = Vec::new();
    for entry in in_force().iter().filter(|e| {
        let article = format!("CPF:{}", e.article.as_deref().unwrap_or_default());
        articles.contains(article.as_str())
    }) {
        let own: Vec<&&Tie> = ties.iter().filter(|t| t.provision == entry.id && t.kind == kind(entry)).collect();
        for range in stated(entry) {
            let letters: Vec<Option<&String>> =
                if range.letters.is_empty() { vec![None] } else { range.letters.iter().map(Some).collect() };
            for letter in letters {
                let fits = |t: &&&&Tie| t.letters.is_empty() || letter.is_none_or(|l| t.letters.contains(l));
                let part = |has: bool, tied: &dyn Fn(&Tie) -> bool| !has || own.iter().filter(fits).any(|t| tied(t));
                if !part(range.prison.is_some(), &|t| t.prison == range.prison)
                    || !part(range.fine.is_some(), &|t| t.fine == range.fine)
                    || !part(range.work.is_some(), &|t| t.work == range.work)
                {
                    unsaid.push(format!("{} {letter:?} {range:?}", entry.id));
                }
            }
        }
        let effects = serde_json::to_value(&entry.effects).unwrap();
        // The substitution of 209 Quintus p3 puts measures in place of the penalty: it holds no penal word.
        for effect in effects.as_array().unwrap().iter().filter(|e| e["effect"]["op"] != "replaced") {
            let said = own.iter().any(|t| {
                t.op.as_deref() == effect["effect"]["op"].as_str()
                    && t.fraction.as_deref() == effect["effect"]["fraction"].as_str()
            });
            if !said {
                unsaid.push(format!("{} {effect}", entry.id));
            }
        }
    }
    assert!(unsaid.is_empty(), "{}", unsaid.join("\n"));
}

/// Protects the letters: every letter of an offence of the encoded articles has a penalty tied to the text, or the text
/// leaves it without one (201 d).
#[test]
fn every_letter_has_a_tied_penalty() {
    let words = title_08();
    let ties: Vec<&Tie> = words.articles.iter().flat_map(|a| &a.words).flat_map(|w| &w.ties).collect();
    let mut bare = Vec::new();
    for provision in &law().model().provisions {
        let Some(Body::Offence(offence)) = provision.versions.last().map(|v| &v.body) else { continue };
        for element in &offence.elements {
            let Form::OneOf(letters) = &element.form else { continue };
            for letter in letters {
                let tied = ties.iter().any(|t| {
                    t.provision == provision.id
                        && t.prison.is_some()
                        && (t.letters.is_empty() || t.letters.contains(&letter.name))
                });
                if !tied {
                    bare.push(format!("{}:{}", provision.id, letter.name));
                }
            }
        }
    }
    assert_eq!(bare, ["CPF:201:d"]);
}
