//! Quizzes: a thousand items over five titles, every key found again by the evaluator and no wrong answer right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use tipicidad::exact::{Lang, Term, Text};
use tipicidad::facts::{Case, CaseOptions};
use tipicidad::packed::Str;
use tipicidad::quiz::{Form, Item, ItemKind, Mistake, Quiz, QuizPlan, Row, render_quiz};
use tipicidad::verdict::text::Style;
use tipicidad::verdict::text::words::{Words, word_of};
use tipicidad::verdict::{Charge, Met, Penalty, Status, Verdict};
use tipicidad_tests::{law, root};

/// What is asked of the bank: Titles VIII, XV, XXI and XXII of the Code, and the General Law on trafficking.
fn plan(seed: u64, number: usize) -> QuizPlan {
    let titles = ["CPF:8", "CPF:15", "CPF:21", "CPF:22", "LGPSEDMTP"].map(str::to_owned).to_vec();
    QuizPlan { titles, ..QuizPlan::of(seed, number) }
}

/// A thousand items.
fn bank() -> &'static Quiz {
    static BANK: OnceLock<Quiz> = OnceLock::new();
    BANK.get_or_init(|| law().quiz(&plan(1, 1000)).unwrap())
}

fn case_of(rows: &[Row], item: &Item) -> Case {
    let json = serde_json::json!({ "as_of": item.case.as_of, "counts": rows }).to_string();
    law().read_case(json.as_bytes(), &CaseOptions::default()).unwrap_or_else(|error| panic!("{}: {error}", item.id))
}
fn verdict(item: &Item) -> Verdict {
    law().evaluate(&case_of(&item.case.counts, item))
}
fn charges(verdict: &Verdict) -> Vec<&Charge> {
    verdict.counts.iter().flat_map(|count| &count.charges).collect()
}
fn applying(verdict: &Verdict) -> Vec<&Charge> {
    charges(verdict).into_iter().filter(|c| c.status == Status::Applies).collect()
}
fn key(item: &Item) -> &tipicidad::quiz::ItemOption {
    item.options.iter().find(|option| option.correct).unwrap()
}
fn date(lang: Lang, day: tipicidad::exact::Date) -> String {
    let month = Words::of(lang).months[usize::try_from(day.month()).unwrap() - 1];
    match lang {
        Lang::Es => format!("{} de {month} de {}", day.day(), day.year()),
        Lang::En => format!("{} {month} {}", day.day(), day.year()),
    }
}

/// The whole numbers of a text, thin spaces apart.
fn numbers(text: &str) -> Vec<i64> {
    let joined = text.replace('\u{202f}', "");
    joined.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(|n| n.parse().unwrap()).collect()
}
/// The numbers that a penalty is written with: the parts of both ends that are not zero, equal ends once.
fn numbers_of(penalty: &Penalty) -> Vec<i64> {
    let parts = |term: Term| {
        let (years, months, days) = term.parts();
        let all = [years, months, days].map(i64::from);
        if all == [0; 3] { vec![0] } else { all.into_iter().filter(|n| *n != 0).collect() }
    };
    let mut found = Vec::new();
    if let Some(prison) = &penalty.prison {
        found.extend(prison.min.filter(|min| *min != prison.max).into_iter().flat_map(parts));
        found.extend(parts(prison.max));
    }
    for fine in &penalty.fines {
        found.extend(fine.min.filter(|min| *min != fine.max));
        found.push(fine.max);
    }
    if let Some(work) = &penalty.community_work {
        found.extend(work.min.filter(|min| *min != work.max));
        found.push(work.max);
    }
    found
}

/// A text without the letters that it lists.
fn plain(text: &str) -> String {
    let parts = text.split("; ").map(|part| {
        let (before, own) = part.rsplit_once(": ").unwrap_or(("", part));
        let bare = own.split_once(") ").filter(|(name, _)| !name.contains('(')).map_or(own, |(_, rest)| rest);
        if before.is_empty() { bare.to_owned() } else { format!("{before}: {bare}") }
    });
    parts.collect::<Vec<_>>().join("; ").replace("uno de delitos", "uno de los delitos")
}

/// Says what is wrong with an item, if anything: its key is judged anew from the facts behind it, its wrong answers too.
fn wrong_with(item: &Item) -> Option<String> {
    let told = verdict(item);
    let apply = applying(&told);
    let wrong = || item.options.iter().filter(|option| !option.correct);
    let only = || if let [only] = apply.as_slice() { Ok(*only) } else { Err(format!("{} charges apply", apply.len())) };
    let check = || -> Result<(), String> {
        match item.kind {
            ItemKind::Offence => {
                let charge = only()?;
                same(key(item).citations[0].as_str(), &*charge.offence)?;
                contains(&key(item).text, &charge.name)?;
                for option in wrong() {
                    let id = &option.citations[0];
                    let right = apply.iter().any(|c| c.offence == *id)
                        && option.mistake.as_ref().unwrap().kind != Mistake::NoOffence;
                    if right {
                        return Err(format!("`{}` is right too", option.text.es));
                    }
                }
            }
            ItemKind::Range => {
                let range = only()?.penalty.established.as_ref().ok_or("no range")?;
                same(&numbers(&key(item).text.es), &numbers_of(range))?;
                same(&numbers(&key(item).text.en), &numbers_of(range))?;
                if let Some(option) = wrong().find(|option| numbers(&option.text.es) == numbers_of(range)) {
                    // The same numbers may be joined otherwise: prison *and* a fine, prison *or* a fine.
                    let joined = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "");
                    if joined(&option.text.es) == joined(&key(item).text.es) {
                        return Err(format!("`{}` is the range too", option.text.es));
                    }
                }
            }
            ItemKind::Element => {
                let all = law().judge_all(&case_of(&item.case.counts, item));
                let charge =
                    all.counts[0].charges.iter().find(|c| c.offence == item.provisions[0]).ok_or("no charge")?;
                same(&charge.status, &Status::NotMadeOut)?;
                let unmet: Vec<_> = charge.elements.iter().filter(|e| e.status == Met::Unmet).collect();
                let [unmet] = unmet.as_slice() else { return Err(format!("{} elements fail", unmet.len())) };
                let names = |text: &str, element: &str| {
                    let asked = element.split_once(": ").map_or(element, |(_, rest)| rest);
                    [asked, element].iter().any(|asked| plain(text).ends_with(&format!(": {}", plain(asked))))
                };
                same(&names(&key(item).text.es, &unmet.text.es), &true)?;
                same(&names(&key(item).text.en, &unmet.text.en), &true)?;
                for option in wrong() {
                    let met =
                        charge.elements.iter().any(|e| e.status == Met::Met && names(&option.text.es, &e.text.es));
                    let kind = option.mistake.as_ref().unwrap().kind;
                    if met != (kind == Mistake::ElementMet) || names(&option.text.es, &unmet.text.es) {
                        return Err(format!("`{}` is not the mistake it is said to be", option.text.es));
                    }
                }
            }
            ItemKind::Change => {
                let own = only()?.offence.clone();
                let base = |id: &str| {
                    law()
                        .model()
                        .provisions
                        .iter()
                        .filter(|p| id == p.id || id.starts_with(&format!("{}:", p.id)))
                        .map(|p| p.id.len())
                        .max()
                        .map(|n| id[..n].to_owned())
                };
                for option in &item.options {
                    let mut rows = item.case.counts.clone();
                    rows[0].extend(option.changes.clone());
                    let then = law().evaluate(&case_of(&rows, item));
                    let stands = applying(&then).iter().any(|c| base(&c.offence) == base(&own));
                    if stands == option.correct || option.changes.is_empty() {
                        return Err(format!("after `{}` the charge stands: {stands}", option.text.es));
                    }
                }
            }
            ItemKind::Version => {
                let charge = only()?;
                let span = charge.version;
                let since = span.since.ok_or("no version")?;
                let said = |option: &tipicidad::quiz::ItemOption| {
                    option.text.es.contains(&date(Lang::Es, since))
                        && span.until.is_none_or(|u| option.text.es.contains(&date(Lang::Es, u)))
                        || span
                            .until
                            .is_some_and(|u| option.text.es.ends_with(&format!("hasta el {}", date(Lang::Es, u))))
                };
                for option in &item.options {
                    if said(option) != option.correct {
                        return Err(format!("`{}` against the version since {since}", option.text.es));
                    }
                }
            }
            ItemKind::Milder => {
                let charge = only()?;
                let later = charge.milder_version.as_ref().ok_or("no later law")?;
                let right = if later.applied { later.penalty.as_ref() } else { charge.penalty.established.as_ref() }
                    .ok_or("no range")?;
                same(&key(item).text.es.starts_with("El posterior"), &later.applied)?;
                same(&numbers(&key(item).text.es), &numbers_of(right))?;
                if let Some(option) = wrong().find(|option| numbers(&option.text.es) == numbers_of(right)) {
                    return Err(format!("`{}` is the range too", option.text.es));
                }
            }
            ItemKind::Prescription => {
                let found = only()?.prescription.as_ref().ok_or("no prescription")?;
                let right = found
                    .expires
                    .map_or("Nunca: es imprescriptible".to_owned(), |day| format!("El {}", date(Lang::Es, day)));
                same(&(found.status == "imprescriptible"), &found.expires.is_none())?;
                for option in &item.options {
                    if (option.text.es == right) != option.correct {
                        return Err(format!("`{}` against `{right}`", option.text.es));
                    }
                }
            }
            ItemKind::Extradition => {
                let request = &told.extradition.as_ref().ok_or("no request")?.requests[0];
                let right = word_of(&Words::of(Lang::Es).conclusion, request.conclusion.word()).to_lowercase();
                if !key(item).text.es.to_lowercase().starts_with(&right) {
                    return Err(format!("`{}` against `{right}`", key(item).text.es));
                }
                let all: Vec<_> =
                    request.conditions.iter().chain(request.charges.iter().flat_map(|c| &c.conditions)).collect();
                for option in wrong().filter(|o| o.text.es.to_lowercase().starts_with(&right)) {
                    // The same conclusion for another reason: that reason must not be at hand.
                    use tipicidad::model::Role;
                    let at_hand = all
                        .iter()
                        .filter(|e| option.text.es.to_lowercase().ends_with(&e.text.es.to_lowercase()))
                        .any(|e| {
                            e.status
                                == if matches!(e.role, Role::Requirement | Role::Paper) { Met::Unmet } else { Met::Met }
                        });
                    let missing = request.undertakings.iter().any(|u| {
                        u.status == "missing" && option.text.es.to_lowercase().ends_with(&u.text.es.to_lowercase())
                    });
                    if at_hand || missing {
                        return Err(format!("`{}` is right too", option.text.es));
                    }
                }
            }
            ItemKind::Conflict => {
                let [over, under] = &item.provisions[..2] else { return Err("two charges are not named".to_owned()) };
                let by = &key(item).citations[0];
                let all = charges(&told);
                let yields = all
                    .iter()
                    .find(|c| c.offence == *under && c.status == Status::Displaced)
                    .ok_or("nothing yields")?;
                let displaced = yields.displaced_by.as_ref().ok_or("nothing displaces")?;
                same(&*displaced.id, over.as_str())?;
                same(&*displaced.by, by.as_str())?;
                same(&*only()?.offence, over.as_str())?;
                let ground = Words::of(Lang::Es).ground(displaced.ground);
                // The letters of the question stand for the names in it.
                let named_first = |id: &str| {
                    let name = &law()
                        .model()
                        .provisions
                        .iter()
                        .filter(|p| id == p.id || id.starts_with(&format!("{}:", p.id)))
                        .max_by_key(|p| p.id.len())
                        .unwrap()
                        .name;
                    item.stem.es.find(&format!(" A: {}", name.es)).is_some()
                };
                let letter = if named_first(over) { "A" } else { "B" };
                if named_first(over) != named_first(under) {
                    let right = key(item).text.es.starts_with(&format!("Queda {letter}"))
                        && key(item).text.es.ends_with(ground);
                    same(&right, &true)?;
                }
            }
            ItemKind::Concurrence => {
                let sum = &told.concurrence.as_ref().ok_or("no concurrence")?.by_accused[0];
                let kind = word_of(&Words::of(Lang::Es).groups, sum.groups[0].kind).to_owned();
                let range = sum.established.as_ref().ok_or("no range")?;
                for option in &item.options {
                    let right = option.text.es.to_lowercase().starts_with(&kind)
                        && numbers(&option.text.es) == numbers_of(range);
                    if right != option.correct {
                        return Err(format!("`{}` against {kind} {:?}", option.text.es, numbers_of(range)));
                    }
                }
            }
            ItemKind::Steps => {
                let charge = only()?;
                let mut steps: Vec<_> = item.options.iter().collect();
                steps.sort_by_key(|option| option.place);
                let places: Vec<_> = steps.iter().filter_map(|option| option.place).collect();
                same(&places, &(1..=u32::try_from(steps.len()).unwrap()).collect::<Vec<_>>())?;
                let changing = charge.penalty.steps.iter().filter(|step| step.before != step.after);
                let mut rules: Vec<&str> = changing.map(|step| step.by.as_str()).collect();
                rules.dedup();
                let (base, offence) = (charge.penalty.by.as_str(), charge.offence.as_str());
                let right: Vec<&str> = [base].into_iter().chain(rules).chain([offence]).collect();
                same(&steps.iter().map(|option| option.citations[0].as_str()).collect::<Vec<_>>(), &right)?;
                let range = charge.penalty.established.as_ref().ok_or("no range")?;
                let last = steps.last().ok_or("no steps")?;
                same(&numbers(last.text.es.rsplit_once(": ").ok_or("no range")?.1), &numbers_of(range))?;
            }
        }
        Ok(())
    };
    check().err().map(|wrong| format!("{}: {wrong}", item.id))
}

fn same<T: PartialEq + std::fmt::Debug + ?Sized>(found: &T, right: &T) -> Result<(), String> {
    if found == right { Ok(()) } else { Err(format!("{found:?} where the evaluator says {right:?}")) }
}
fn contains(text: &Text, part: &Text) -> Result<(), String> {
    let holds = text.es.contains(part.es.as_str()) && text.en.contains(part.en.as_str());
    if holds { Ok(()) } else { Err(format!("`{}` does not say `{}`", text.es, part.es)) }
}

/// Protects whoever is examined: in a bank of a thousand items no key is wrong, and no wrong answer right.
#[test]
fn every_key_is_found_again_and_no_wrong_answer_is_right() {
    let started = std::time::Instant::now();
    let bank = bank();
    let made = started.elapsed();
    let wrong: Vec<String> = bank.items.iter().filter_map(wrong_with).collect();
    let mut counts: BTreeMap<(&str, u8), usize> = BTreeMap::new();
    for item in &bank.items {
        *counts.entry((item.kind.word(), item.difficulty)).or_default() += 1;
    }
    println!("{} items in {made:?}", bank.items.len());
    for kind in ItemKind::ALL {
        let of = |difficulty| counts.get(&(kind.word(), difficulty)).copied().unwrap_or_default();
        println!("{:>14} {:?}", kind.word(), (1..=5).map(of).collect::<Vec<_>>());
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), bank.items.len(), wrong.join("\n"));
    assert_eq!(bank.items.len(), 1000);
}

/// Protects a bank from asking twice: no two items of the same id or the same case and question, no two answers alike, and wrong
/// answers enough, each with its mistake and its reason.
#[test]
fn no_item_and_no_answer_stands_twice() {
    let mut seen = BTreeSet::new();
    for item in &bank().items {
        assert!(seen.insert(item.id.clone()), "{} twice", item.id);
        assert!(seen.insert(format!("{} {}", item.scenario.es, item.stem.es)), "asked twice: {}", item.id);
        for pick in [|t: &Text| t.es.clone(), |t: &Text| t.en.clone()] {
            let texts: BTreeSet<Str> = item.options.iter().map(|option| pick(&option.text)).collect();
            assert_eq!(texts.len(), item.options.len(), "{}: two answers alike", item.id);
        }
        let right = item.options.iter().filter(|option| option.correct).count();
        match item.form {
            Form::Choice => assert_eq!(right, 1, "{}", item.id),
            Form::Order => assert_eq!(right, item.options.len(), "{}", item.id),
        }
        assert!((3..=12).contains(&item.options.len()), "{}: {} answers", item.id, item.options.len());
        assert!((1..=5).contains(&item.difficulty), "{}", item.id);
        assert!(!item.citations.is_empty() && !item.provisions.is_empty() && !item.elements.is_empty(), "{}", item.id);
        for option in &item.options {
            assert_eq!(option.correct, option.mistake.is_none(), "{}", item.id);
            assert!(!option.why.es.is_empty() && !option.why.en.is_empty(), "{}: no reason", item.id);
        }
    }
}

/// A text without the brackets of the letters it lists: `a) …; IV) …`.
fn without_letters(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split(") ").enumerate() {
        let letter = out.rsplit([' ', ';']).next().unwrap_or_default();
        let is_letter = letter.len() == 1 || (!letter.is_empty() && letter.bytes().all(|b| b"IVX".contains(&b)));
        if at > 0 && !is_letter {
            out.push(')');
        }
        if at > 0 {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// What a student would laugh at, if anything.
fn laughable(text: &str, lang: Lang) -> Option<&'static str> {
    let spanish =
        [" de el ", " a el ", " y i", " y í", " y hi", "1 años", "1 meses", "1 días", " el el ", " la la ", " de de "];
    let english = [" a a ", " the the ", " of of ", " to to ", "1 years", "1 months", "1 days"];
    let bad: &[&str] = if lang == Lang::Es { &spanish } else { &english };
    // A number may end in the digit that one stands for.
    let found = bad.iter().find(|bad| {
        text.match_indices(**bad)
            .any(|(at, _)| !bad.starts_with('1') || !text[..at].ends_with(|c: char| c.is_ascii_digit()))
    });
    if found.is_some() {
        return found.copied();
    }
    let checks: [(&'static str, bool); 9] = [
        ("two spaces", text.contains("  ")),
        ("a space before a stop", [" ,", " .", " ;", " :"].iter().any(|bad| text.contains(bad))),
        ("two stops", ["..", ",,", ";;", ".;", ":.", "::", "; .", ",."].iter().any(|bad| text.contains(bad))),
        ("an identifier", text.contains('_') || text.contains('#') || text.contains("null") || text.contains('{')),
        ("a template left open", text.contains("{}")),
        ("a small letter after a stop", text.split(". ").skip(1).any(|s| s.starts_with(|c: char| c.is_lowercase()))),
        ("a bracket left open", text.matches('(').count() != text.matches(')').count()),
        ("an empty bracket", text.contains("()")),
        ("spaces around", text.trim() != text),
    ];
    checks.into_iter().find(|(_, is)| *is).map(|(name, _)| name)
}

/// Protects the reader: thousands of sentences in both languages, none of which a student would laugh at.
#[test]
fn the_language_holds() {
    let mut wrong = Vec::new();
    let mut read = 0;
    for item in &bank().items {
        let mut texts = vec![("scenario", &item.scenario), ("stem", &item.stem), ("explanation", &item.explanation)];
        texts.extend(item.options.iter().flat_map(|o| [("option", &o.text), ("why", &o.why)]));
        for (place, text) in texts {
            for lang in [Lang::Es, Lang::En] {
                read += 1;
                let said = text.get(lang);
                // `art.` and `arts.` are no ends of sentences.
                let plain = without_letters(&said.replace("art. ", "art "));
                let begins = said
                    .starts_with(|c: char| c.is_uppercase() || c == '¿' || c.is_ascii_digit() || c == '«' || c == '“');
                let laugh = laughable(&plain, lang).or((!begins).then_some("a small letter at the start"));
                wrong.extend(laugh.map(|laugh| format!("{} {place}: {laugh}: {said}", item.id)));
                let ends = said.ends_with(['.', '?']);
                if (place == "scenario" || place == "stem" || place == "why") && !ends {
                    wrong.push(format!("{} {place}: no stop at the end: {said}", item.id));
                }
            }
        }
    }
    assert!(read > 10_000, "only {read} texts");
    wrong.truncate(40);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Protects whoever shares a seed: the same plan gives the same bytes, another seed another quiz.
#[test]
fn the_same_seed_gives_the_same_bytes() {
    let write = |seed| serde_json::to_string(&law().quiz(&plan(seed, 22)).unwrap()).unwrap();
    assert_eq!(write(7), write(7));
    assert_ne!(write(7), write(8));
}

/// Protects a trainer's plan: what is asked for is what comes, and what cannot be had is said.
#[test]
fn a_plan_is_kept() {
    let quiz = law()
        .quiz(&QuizPlan {
            articles: vec!["CPF:201".to_owned()],
            kinds: vec![ItemKind::Element, ItemKind::Range],
            difficulties: vec![1, 2],
            ..QuizPlan::of(3, 12)
        })
        .unwrap();
    assert!(!quiz.items.is_empty());
    for item in &quiz.items {
        assert!(
            item.provisions.iter().any(|id| id == "CPF:201" || id.starts_with("CPF:201:")),
            "{:?}",
            item.provisions
        );
        assert!(matches!(item.kind, ItemKind::Element | ItemKind::Range) && item.difficulty <= 2);
    }
    let elements = law().quiz(&QuizPlan { elements: vec!["prescription".to_owned()], ..QuizPlan::of(3, 5) }).unwrap();
    assert!(
        elements.items.len() == 5
            && elements.items.iter().all(|item| item.elements.contains(&"prescription".to_owned()))
    );
    let code = |plan: QuizPlan| law().quiz(&plan).map_err(|error| (error.code, error.hint)).unwrap_err();
    let none = QuizPlan::of(1, 1);
    assert_eq!(code(QuizPlan { number: tipicidad::quiz::MAX_ITEMS + 1, ..none.clone() }).0, "quiz.too_many");
    assert_eq!(code(QuizPlan { titles: vec!["88".to_owned()], ..none.clone() }).0, "quiz.unknown_title");
    assert_eq!(code(QuizPlan { difficulties: vec![6], ..none.clone() }).0, "quiz.unknown_difficulty");
    let (found, hint) = code(QuizPlan { elements: vec!["victimm".to_owned()], ..none.clone() });
    assert_eq!((found, hint.as_deref()), ("quiz.unknown_element", Some("did you mean `victim`?")));
    assert_eq!(code(QuizPlan { articles: vec!["CPF:2011".to_owned()], ..none }).0, "quiz.unknown_article");
}

/// Protects docs/quizzes.md: the ten items of seed 1 are those that the command makes.
#[test]
fn the_page_shows_what_the_command_makes() {
    let page = std::fs::read_to_string(root().join("docs/quizzes.md")).unwrap().replace("\r\n", "\n");
    let quiz = law().quiz(&QuizPlan::of(1, 10)).unwrap();
    let text = render_quiz(&quiz, law().model(), Lang::Es, &Style::plain());
    assert!(
        page.contains(&format!("```text\n{text}```")),
        "docs/quizzes.md is stale: put `tipicidad quiz --seed 1` in it"
    );
}
