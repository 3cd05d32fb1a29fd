//! QTI 2.1: a file an item, a test that holds them, and the manifest.

use super::PackageFile;
use super::labels::labels;
use super::manifest::{Resource, manifest, metadata};
use super::say::{explained, feedback, in_order, name, title};
use super::xml::Element;
use crate::exact::Lang;
use crate::quiz::{Form, Item, ItemOption, Quiz};

const NAMESPACE: &str = "http://www.imsglobal.org/xsd/imsqti_v2p1";
const TEST: &str = "test.xml";
/// The variables of an item.
const RESPONSE: &str = "RESPONSE";
const SCORE: &str = "SCORE";
const FEEDBACK: &str = "FEEDBACK";
/// The feedback of an ordering.
const RIGHT: &str = "right";
const WRONG: &str = "wrong";

/// A quiz as a QTI 2.1 package, in one language: the files that go into a zip. What the chosen option says, and the whole answer, is
/// shown as modal feedback.
pub fn qti_2_1(quiz: &Quiz, lang: Lang) -> Vec<PackageFile> {
    let id = format!("quiz-{}", quiz.plan.seed);
    let mut resources = vec![Resource {
        id: id.clone(),
        kind: "imsqti_test_xmlv2p1",
        path: TEST.to_owned(),
        needs: quiz.items.iter().map(|item| item.id.clone()).collect(),
        metadata: None,
    }];
    let mut files = vec![PackageFile::new(TEST, test(&id, quiz, lang).document())];
    for (index, item) in quiz.items.iter().enumerate() {
        let path = path(item);
        files.push(PackageFile::new(&*path, item_of(index, item, lang).document()));
        resources.push(Resource {
            id: item.id.clone(),
            kind: "imsqti_item_xmlv2p1",
            path,
            needs: Vec::new(),
            metadata: Some(metadata(index, item, lang)),
        });
    }
    files.insert(0, manifest(format!("manifest-{}", quiz.plan.seed), "QTIv2.1 Package", "1.0.0", resources));
    files
}

fn path(item: &Item) -> String {
    format!("items/{}.xml", item.id)
}

/// All items in one section; the score is the sum of theirs.
fn test(id: &str, quiz: &Quiz, lang: Lang) -> Element {
    let items = quiz
        .items
        .iter()
        .map(|item| Element::new("assessmentItemRef").with("identifier", &*item.id).with("href", path(item)));
    let section = Element::new("assessmentSection")
        .with("identifier", "section")
        .with("title", title(quiz, lang))
        .with("visible", "true")
        .children(items);
    let part = Element::new("testPart")
        .with("identifier", "part")
        .with("navigationMode", "nonlinear")
        .with("submissionMode", "individual")
        .child(section);
    let sum = Element::new("sum").child(Element::new("testVariables").with("variableIdentifier", SCORE));
    Element::new("assessmentTest")
        .with("xmlns", NAMESPACE)
        .with("identifier", id)
        .with("title", title(quiz, lang))
        .child(outcome(SCORE, "float", Some("0")))
        .child(part)
        .child(Element::new("outcomeProcessing").child(set(SCORE, sum)))
}

fn item_of(index: usize, item: &Item, lang: Lang) -> Element {
    Element::new("assessmentItem")
        .with("xmlns", NAMESPACE)
        .with("identifier", &*item.id)
        .with("title", name(index, item, lang))
        .with("adaptive", "false")
        .with("timeDependent", "false")
        .with("xml:lang", labels(lang).code)
        .child(answer(item))
        .child(outcome(SCORE, "float", Some("0")))
        .child(outcome(FEEDBACK, "identifier", None))
        .child(body(item, lang))
        .child(processing(item))
        .children(said(item, lang))
}

/// The right response: an option, or all of them in order.
fn answer(item: &Item) -> Element {
    let (cardinality, right): (_, Vec<&ItemOption>) = match item.form {
        Form::Choice => ("single", item.options.iter().filter(|option| option.correct).collect()),
        Form::Order => ("ordered", in_order(item)),
    };
    let index_of = |one: &ItemOption| item.options.iter().position(|option| std::ptr::eq(option, one));
    let values = right.into_iter().filter_map(index_of).map(|index| Element::of("value", choice(index)));
    Element::new("responseDeclaration")
        .with("identifier", RESPONSE)
        .with("cardinality", cardinality)
        .with("baseType", "identifier")
        .child(Element::new("correctResponse").children(values))
}

fn outcome(id: &'static str, base: &'static str, default: Option<&'static str>) -> Element {
    let default = default.map(|value| Element::new("defaultValue").child(Element::of("value", value)));
    Element::new("outcomeDeclaration")
        .with("identifier", id)
        .with("cardinality", "single")
        .with("baseType", base)
        .children(default)
}

fn body(item: &Item, lang: Lang) -> Element {
    let options =
        item.options.iter().enumerate().map(|(index, option)| {
            Element::of("simpleChoice", option.text.get(lang)).with("identifier", choice(index))
        });
    let interaction = match item.form {
        Form::Choice => Element::new("choiceInteraction"),
        Form::Order => Element::new("orderInteraction"),
    };
    let interaction = interaction.with("responseIdentifier", RESPONSE).with("shuffle", "true");
    let interaction = match item.form {
        Form::Choice => interaction.with("maxChoices", "1"),
        Form::Order => interaction,
    };
    Element::new("itemBody")
        .children(lines(item.scenario.get(lang)))
        .child(interaction.child(Element::of("prompt", item.stem.get(lang))).children(options))
}

/// One point for the right response; the feedback is that of the chosen option, or of the whole order.
fn processing(item: &Item) -> Element {
    let response = || Element::new("variable").with("identifier", RESPONSE);
    let right = Element::new("match").child(response()).child(Element::new("correct").with("identifier", RESPONSE));
    let value = |base: &'static str, text: &'static str| Element::of("baseValue", text).with("baseType", base);
    let mut then = vec![right, set(SCORE, value("float", "1"))];
    let mut otherwise = vec![set(SCORE, value("float", "0"))];
    let mut after = None;
    match item.form {
        Form::Choice => after = Some(set(FEEDBACK, response())),
        Form::Order => {
            then.push(set(FEEDBACK, value("identifier", RIGHT)));
            otherwise.push(set(FEEDBACK, value("identifier", WRONG)));
        }
    }
    let condition = Element::new("responseCondition")
        .child(Element::new("responseIf").children(then))
        .child(Element::new("responseElse").children(otherwise));
    Element::new("responseProcessing").child(condition).children(after)
}

fn set(outcome: &'static str, value: Element) -> Element {
    Element::new("setOutcomeValue").with("identifier", outcome).child(value)
}

fn said(item: &Item, lang: Lang) -> Vec<Element> {
    let explained = explained(item, lang);
    let one = |id: String, first: &str| {
        Element::new("modalFeedback")
            .with("outcomeIdentifier", FEEDBACK)
            .with("identifier", id)
            .with("showHide", "show")
            .children(lines(first))
            .children(lines(&explained))
    };
    let labels = labels(lang);
    match item.form {
        Form::Choice => {
            let options = item.options.iter().enumerate();
            options.map(|(index, option)| one(choice(index), &feedback(option, lang))).collect()
        }
        Form::Order => [(RIGHT, labels.right), (WRONG, labels.wrong)]
            .map(|(id, word)| one(id.to_owned(), &format!("{word}.")))
            .into(),
    }
}

/// A paragraph a line.
fn lines(text: &str) -> impl Iterator<Item = Element> + '_ {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Element::of("p", line))
}

fn choice(index: usize) -> String {
    format!("choice{}", index + 1)
}
