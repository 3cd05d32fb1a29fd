//! Every figure of the official text of the listed articles stands in the catalogue, and the catalogue states no other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::BTreeSet;
use tipicidad::catalogue::{Entry, EntryStatus, catalogue};
use tipicidad::model::{Body, ConsequenceRule, ConsequenceTerm, Form};
use tipicidad::packed::Str;
use tipicidad_tests::law;
use tipicidad_tests::words::{Article, Tie, ranges};

/// The entries of the catalogue that are in force today.
fn in_force() -> Vec<Entry> {
    let all = catalogue(law().model()).provisions;
    all.into_iter().filter(|entry| entry.until.is_none()).collect()
}

fn kind(entry: &Entry) -> String {
    serde_json::to_value(entry.kind).unwrap().as_str().unwrap().to_owned()
}

/// What the statute states of these provisions without a word of punishment: `272 p2` says that the conduct is rape.
const WITHOUT_A_WORD: [&str; 1] = ["CPF:272:p2"];

/// The parts that an effect moves where the text speaks of the penalty as a whole.
const WHOLE: [&str; 3] = ["prison", "fine", "community_work"];

fn articles() -> Vec<Article> {
    ranges().into_iter().flat_map(|range| range.words.articles).collect()
}

/// `LGPSEDMTP:10` for `LGPSEDMTP:10:VII`.
fn article_of(entry: &Entry) -> String {
    format!("{}:{}", entry.law, entry.article.as_deref().unwrap_or_default())
}

/// The ranges an entry states without a reading that is not the default, by letter and row.
#[derive(Clone, Debug, PartialEq)]
struct Stated {
    letters: Vec<String>,
    row: Option<String>,
    prison: Option<[Option<String>; 2]>,
    fine: Option<(Option<i64>, i64, String)>,
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
                letters: p.letters.iter().map(Str::to_string).collect(),
                row: p.row.as_ref().map(Str::to_string),
                prison: prison.is_object().then(|| ["min", "max"].map(|end| prison[end].as_str().map(str::to_owned))),
                fine: fines.first().map(|f| (f["min"].as_i64(), f["max"].as_i64().unwrap(), text(&f["unit"]))),
                work: work.is_object().then(|| [work["min"].as_i64().unwrap(), work["max"].as_i64().unwrap()]),
                same_as: p.same_as.as_ref().map(Str::to_string),
            }
        })
        .collect()
}

/// Whether a stated range says what the statute says at a word.
fn says(stated: &Stated, tie: &Tie, letter: Option<&String>) -> bool {
    (stated.letters.is_empty() || letter.is_some_and(|l| stated.letters.contains(l)))
        && tie.row == stated.row
        && (tie.prison.is_none() || tie.prison == stated.prison)
        && (tie.fine.is_none() || tie.fine == stated.fine)
        && (tie.work.is_none() || tie.work == stated.work)
        && (tie.same_as.is_none() || tie.same_as == stated.same_as)
}

fn term(rule: &ConsequenceRule) -> String {
    match &rule.term {
        ConsequenceTerm::AsPrison => "as_prison".to_owned(),
        ConsequenceTerm::UpToPrison => "up_to_prison".to_owned(),
        ConsequenceTerm::Range(own) if own.min.as_ref() == Some(&own.max) => own.max.to_string(),
        ConsequenceTerm::Range(own) => {
            own.min.as_ref().map_or_else(|| format!("up_to:{}", own.max), |min| format!("{min}-{}", own.max))
        }
        ConsequenceTerm::Unstated => "unstated".to_owned(),
        ConsequenceTerm::Permanent => "permanent".to_owned(),
    }
}

/// How long the consequences of a kind last, for the letter that the tie names.
fn consequence_terms(tie: &Tie, kind: &str) -> Vec<String> {
    let found = law().model().provisions.iter().find(|p| p.id == tie.provision);
    let rules = match found.and_then(|p| p.versions.last()).map(|v| &v.body) {
        Some(Body::Offence(offence)) => &offence.consequences,
        Some(Body::Modifier(modifier)) => &modifier.consequences,
        _ => return Vec::new(),
    };
    let of_letter = |rule: &&ConsequenceRule| {
        rule.letters.is_empty() || tie.letters.iter().all(|l| rule.letters.iter().any(|own| own == l))
    };
    rules.iter().filter(|rule| rule.kinds.iter().any(|own| own == kind)).filter(of_letter).map(term).collect()
}

/// Whether an effect of the catalogue is what the statute says at a word.
fn effect_says(effect: &Value, tie: &Tie) -> bool {
    let parts: Vec<&str> = effect["parts"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let said = tie.parts.as_ref().map_or_else(|| WHOLE.to_vec(), |own| own.iter().map(String::as_str).collect());
    tie.op.as_deref() == effect["op"].as_str()
        && tie.fraction.as_deref() == effect["fraction"].as_str()
        && parts == said
        && tie.prison.as_ref().is_none_or(|[min, max]| {
            let added = &effect["penalty"]["prison"];
            added["min"].as_str() == min.as_deref() && added["max"].as_str() == max.as_deref()
        })
        && tie.fine.as_ref().is_none_or(|(min, max, unit)| {
            let fines = effect["penalty"]["fines"].as_array().map_or(&[][..], Vec::as_slice);
            fines.iter().any(|f| {
                f["min"].as_i64() == *min && f["max"].as_i64() == Some(*max) && f["unit"].as_str() == Some(unit)
            })
        })
}

fn check(entries: &[Entry], tie: &Tie) -> Result<(), String> {
    if let Some(reason) = &tie.reason {
        return if reason.len() >= 20 { Ok(()) } else { Err("a reason that says nothing".to_owned()) };
    }
    let entry = entries
        .iter()
        .find(|e| e.id == tie.provision && kind(e) == tie.kind)
        .ok_or_else(|| format!("no {} {} in force today", tie.kind, tie.provision))?;
    if tie.gap {
        return if entry.status == EntryStatus::Gap { Ok(()) } else { Err("no gap: tie what it says".to_owned()) };
    }
    if tie.op.is_some() {
        let effects = serde_json::to_value(&entry.effects).unwrap();
        let met = effects.as_array().unwrap().iter().any(|e| effect_says(&e["effect"], tie));
        return if met { Ok(()) } else { Err(format!("effects are {effects}")) };
    }
    if let Some(kind) = &tie.consequence {
        let terms = consequence_terms(tie, kind);
        let met = terms.iter().any(|own| Some(own.as_str()) == tie.term.as_deref());
        return if met { Ok(()) } else { Err(format!("{kind} lasts {terms:?}")) };
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
    let mut wrong = Vec::new();
    let mut count = 0;
    for article in &articles() {
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
    assert_eq!(count, 481, "the words of the texts that were read; docs/coverage.md counts them");
}

/// Protects against invented penalties: every range, letter by letter, and every effect that the catalogue states today for
/// these articles is what some penal word of the text is tied to.
#[test]
fn the_catalogue_states_no_figure_that_the_text_does_not() {
    let listed = articles();
    let ties: Vec<&Tie> =
        listed.iter().flat_map(|a| &a.words).flat_map(|w| &w.ties).filter(|t| t.reason.is_none()).collect();
    let articles: BTreeSet<&str> = listed.iter().map(|a| a.article.as_str()).collect();
    let mut unsaid = Vec::new();
    for entry in in_force()
        .iter()
        .filter(|e| articles.contains(article_of(e).as_str()) && !WITHOUT_A_WORD.contains(&e.id.as_str()))
    {
        // A sentence that the rules give a provision of its own (261 `made`, 28 II) has the figure of the words above it.
        let above =
            |t: &Tie| entry.id.strip_prefix(&t.provision).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
        let own: Vec<&&Tie> = ties.iter().filter(|t| above(t) && t.kind == kind(entry)).collect();
        for range in stated(entry) {
            let letters: Vec<Option<&String>> =
                if range.letters.is_empty() { vec![None] } else { range.letters.iter().map(Some).collect() };
            for letter in letters {
                let fits = |t: &&&&Tie| {
                    t.row == range.row && (t.letters.is_empty() || letter.is_none_or(|l| t.letters.contains(l)))
                };
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
            if !own.iter().any(|t| effect_says(&effect["effect"], t)) {
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
    let listed = articles();
    let ties: Vec<&Tie> = listed.iter().flat_map(|a| &a.words).flat_map(|w| &w.ties).collect();
    let encoded: BTreeSet<Str> =
        in_force().iter().filter(|e| listed.iter().any(|a| a.article == article_of(e))).map(|e| e.id.clone()).collect();
    let mut bare = Vec::new();
    for provision in law().model().provisions.iter().filter(|p| encoded.contains(&p.id)) {
        let Some(Body::Offence(offence)) = provision.versions.last().map(|v| &v.body) else { continue };
        for element in &offence.elements {
            let Form::OneOf(letters) = &element.form else { continue };
            for letter in letters {
                let tied = ties.iter().any(|t| {
                    provision.id == t.provision
                        && t.prison.is_some()
                        && (t.letters.is_empty() || t.letters.iter().any(|own| letter.name == *own))
                });
                if !tied {
                    bare.push(format!("{}:{}", provision.id, letter.name));
                }
            }
        }
    }
    assert_eq!(bare, ["CPF:201:d"]);
}

/// Protects the check above from agreeing with whatever it is told: every tie, one figure off, is refused.
#[test]
fn a_figure_that_is_off_is_found() {
    let entries = in_force();
    let listed = articles();
    let mut agreed = Vec::new();
    for tie in listed.iter().flat_map(|a| &a.words).flat_map(|w| &w.ties).filter(|t| t.reason.is_none() && !t.gap) {
        let mut off = Vec::new();
        if let Some(prison) = &tie.prison {
            off.push(Tie { prison: Some([prison[0].clone(), Some("P99Y".to_owned())]), ..tie.clone() });
            off.push(Tie { prison: Some([Some("P1D".to_owned()), prison[1].clone()]), ..tie.clone() });
        }
        if let Some((min, max, unit)) = &tie.fine {
            off.push(Tie { fine: Some((*min, max + 1, unit.clone())), ..tie.clone() });
            off.push(Tie { fine: Some((Some(7), *max, unit.clone())), ..tie.clone() });
            off.push(Tie { fine: Some((*min, *max, "minimum_wage".to_owned())), ..tie.clone() });
        }
        if let Some(work) = tie.work {
            off.push(Tie { work: Some([work[0], work[1] + 1]), ..tie.clone() });
        }
        if tie.op.is_some() {
            let other = if tie.op.as_deref() == Some("added") { "doubled" } else { "added" };
            off.push(Tie { op: Some(other.to_owned()), ..tie.clone() });
            off.push(Tie { fraction: Some("5/7".to_owned()), ..tie.clone() });
            off.push(Tie { parts: Some(vec!["fine".to_owned()]), ..tie.clone() });
        }
        if tie.consequence.is_some() {
            off.push(Tie { term: Some("P99Y".to_owned()), ..tie.clone() });
        }
        off.push(Tie { provision: "CPF:1".to_owned(), ..tie.clone() });
        agreed.extend(off.into_iter().filter(|own| check(&entries, own).is_ok()));
    }
    assert!(agreed.is_empty(), "{agreed:#?}");
}
