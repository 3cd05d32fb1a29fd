//! QTI 1.2: one document with all items, and its manifest.

use super::PackageFile;
use super::labels::labels;
use super::manifest::{Resource, manifest};
use super::say::{explained, feedback, in_order, name, tags, title};
use super::xml::{Element, paragraphs};
use crate::exact::Lang;
use crate::quiz::{Form, Item, Quiz};

const NAMESPACE: &str = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2";
const PATH: &str = "quiz.xml";
/// The response of an item, its score, and its general feedback.
const RESPONSE: &str = "response1";
const SCORE: &str = "SCORE";
const GENERAL: &str = "general_fb";
const FULL_SCORE: &str = "100";

/// A quiz as a QTI 1.2 package, in one language: the files that go into a zip.
///
/// The score is 0 to 100, and `question_type` and `points_possible` stand in the metadata of items, as Canvas wants them.
pub fn qti_1_2(quiz: &Quiz, lang: Lang) -> Vec<PackageFile> {
    let id = format!("quiz-{}", quiz.plan.seed);
    let items = quiz.items.iter().enumerate().map(|(index, item)| item_of(index, item, lang));
    let section = Element::new("section").with("ident", "root_section").children(items);
    let assessment = Element::new("assessment").with("ident", &*id).with("title", title(quiz, lang)).child(section);
    let document = Element::new("questestinterop").with("xmlns", NAMESPACE).child(assessment).document();
    let resource = Resource { id, kind: "imsqti_xmlv1p2", path: PATH.to_owned(), needs: Vec::new(), metadata: None };
    let manifest = manifest(format!("manifest-{}", quiz.plan.seed), "IMS Content", "1.1.3", vec![resource]);
    vec![manifest, PackageFile::new(PATH, document)]
}

fn item_of(index: usize, item: &Item, lang: Lang) -> Element {
    let question = paragraphs([item.scenario.get(lang), item.stem.get(lang)]);
    let presentation = Element::new("presentation").child(material(question)).child(response(item, lang));
    Element::new("item")
        .with("ident", &*item.id)
        .with("title", name(index, item, lang))
        .child(metadata(item, lang))
        .child(presentation)
        .child(processing(item))
        .children(said(item, lang))
}

fn metadata(item: &Item, lang: Lang) -> Element {
    let question_type = match item.form {
        Form::Choice => "multiple_choice_question",
        Form::Order => "ordering_question",
    };
    let fields = [
        ("question_type", question_type.to_owned()),
        ("points_possible", "1".to_owned()),
        (labels(lang).difficulty, item.difficulty.to_string()),
        ("keywords", tags(item, lang).join(", ")),
    ];
    let fields = fields.into_iter().map(|(label, entry)| {
        Element::new("qtimetadatafield").child(Element::of("fieldlabel", label)).child(Element::of("fieldentry", entry))
    });
    Element::new("itemmetadata").child(Element::new("qtimetadata").children(fields))
}

fn response(item: &Item, lang: Lang) -> Element {
    let options = item.options.iter().enumerate().map(|(index, option)| {
        let text = paragraphs([option.text.get(lang)]);
        Element::new("response_label").with("ident", choice(index)).child(material(text))
    });
    let cardinality = match item.form {
        Form::Choice => "Single",
        Form::Order => "Ordered",
    };
    let choices = Element::new("render_choice").with("shuffle", "Yes").children(options);
    Element::new("response_lid").with("ident", RESPONSE).with("rcardinality", cardinality).child(choices)
}

/// The general feedback always, that of the chosen option, and the score of the right one.
fn processing(item: &Item) -> Element {
    let score = Element::new("decvar")
        .with("varname", SCORE)
        .with("vartype", "Decimal")
        .with("minvalue", "0")
        .with("maxvalue", FULL_SCORE);
    let general = condition("Yes", vec![Element::new("other")]).child(shown(GENERAL.to_owned()));
    let each = item
        .options
        .iter()
        .enumerate()
        .filter(|_| item.form == Form::Choice)
        .map(|(index, _)| condition("Yes", vec![chosen(choice(index))]).child(shown(feedback_of(index))));
    let right = match item.form {
        Form::Choice => {
            item.options.iter().position(|option| option.correct).map(choice).map(chosen).into_iter().collect()
        }
        Form::Order => ordered(item),
    };
    let scored =
        condition("No", right).child(Element::of("setvar", FULL_SCORE).with("action", "Set").with("varname", SCORE));
    Element::new("resprocessing")
        .child(Element::new("outcomes").child(score))
        .child(general)
        .children(each)
        .child(scored)
}

/// Each step in its place: all of these together.
fn ordered(item: &Item) -> Vec<Element> {
    let index_of =
        |place: usize| item.options.iter().position(|option| option.place.map(|at| at as usize) == Some(place));
    (1..=in_order(item).len())
        .filter_map(|place| index_of(place).map(|index| chosen(choice(index)).with("index", place.to_string())))
        .collect()
}

fn condition(goes_on: &'static str, when: Vec<Element>) -> Element {
    Element::new("respcondition").with("continue", goes_on).child(Element::new("conditionvar").children(when))
}

fn chosen(choice: String) -> Element {
    Element::of("varequal", choice).with("respident", RESPONSE)
}

fn shown(id: String) -> Element {
    Element::new("displayfeedback").with("feedbacktype", "Response").with("linkrefid", id)
}

/// What the general feedback and that of each option say.
fn said(item: &Item, lang: Lang) -> Vec<Element> {
    let one = |id: String, text: &str| {
        let material = material(paragraphs([text]));
        Element::new("itemfeedback").with("ident", id).child(Element::new("flow_mat").child(material))
    };
    let mut all = vec![one(GENERAL.to_owned(), &explained(item, lang))];
    if item.form == Form::Choice {
        all.extend(
            item.options.iter().enumerate().map(|(index, option)| one(feedback_of(index), &feedback(option, lang))),
        );
    }
    all
}

fn material(html: String) -> Element {
    Element::new("material").child(Element::of("mattext", html).with("texttype", "text/html"))
}

fn choice(index: usize) -> String {
    format!("choice{}", index + 1)
}

fn feedback_of(index: usize) -> String {
    format!("{}_fb", choice(index))
}
