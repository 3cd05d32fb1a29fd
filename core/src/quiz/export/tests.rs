//! The exports of the two items written by hand, which hold what formats must escape. Other programs read the same formats back
//! in `scripts/quiz-readers`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::{PackageFile, cards, csv, gift, h5p, html, moodle_xml, qti_1_2, qti_2_1};
use crate::exact::{Date, Lang};
use crate::quiz::{Item, Quiz, QuizPlan};
use crate::verdict::Pack;

fn quiz() -> Quiz {
    let items: Vec<Item> = serde_json::from_str(include_str!("../by-hand.json")).unwrap();
    let pack = Pack {
        name: "mx-federal".into(),
        version: "0.1.0".into(),
        law_as_of: Date::parse("2026-07-31").ok(),
        digest: "sha256:0".into(),
    };
    Quiz { format: 1, tipicidad: "0.1.0", pack, plan: QuizPlan { seed: 7, number: 2, ..QuizPlan::default() }, items }
}

/// Every export, with the name it is asked for by.
fn all(quiz: &Quiz, lang: Lang) -> Vec<(&'static str, String)> {
    let text_of =
        |files: Vec<PackageFile>| files.into_iter().map(|file| format!("{}\n{}", file.path, file.text)).collect();
    vec![
        ("gift", gift(quiz, lang)),
        ("moodle", moodle_xml(quiz, lang)),
        ("csv", csv(quiz, lang)),
        ("html", html(quiz, lang)),
        ("qti12", text_of(qti_1_2(quiz, lang))),
        ("qti21", text_of(qti_2_1(quiz, lang))),
        ("h5p", text_of(h5p(quiz, lang))),
        ("cards", cards(quiz, lang).into_iter().map(|card| format!("{card:?}")).collect()),
    ]
}

/// What is read on the page of a text: exports that are markup escape it once, those in JSON or XML twice.
fn shown(text: &str) -> String {
    let plain = text.replace("\\\\", "").replace('\\', "");
    (0..2).fold(plain, |text, _| {
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    })
}

#[test]
fn gift_is_read_as_it_was_meant() {
    let expected = r#"$CATEGORY: $course$/top/Cuestionario sobre mx-federal, semilla 7

// [id:prescription-0123456789ab] [tag:prescription] [tag:dificultad 3] [tag:CPF:200] [tag:CPF:105]
::001 Cuándo prescribe la acción · CPF\:200::[plain]El 1 de marzo de 2024, el acusado distribuyó material pornográfico a una persona de 15 años.\n\n¿Cuándo prescribe la acción penal? La pena es "prisión de 6 meses a 5 años" & multa. {
	~El 1 de marzo de 2029 <5 años>#Error\: tomar el máximo en lugar del término medio. Cuenta el término medio de la prisión, no su máximo. (CPF\:105)
	=El 1 de marzo de 2027#Correcto. El término medio es de 2 años y 9 meses; el plazo nunca baja de tres años. (CPF\:105)
	####Término medio\: (6 meses + 5 años) ÷ 2 \= 2 años y 9 meses; mínimo\: 3 años.\nFuentes\: Código Penal Federal, art. 105.
}

// [id:steps-ba9876543210] [tag:steps] [tag:dificultad 4] [tag:CPF:201:f] [tag:CPF:205-Bis] [tag:base] [tag:aggravation]
::002 En qué orden se calcula la pena · CPF\:201\:f::[plain]El 1 de marzo de 2024, el acusado, tutor de la víctima, la indujo a un acto sexual; la víctima tenía 12 años.\n\nOrdene los pasos del cálculo de la pena. {
	=Duplicar la pena por la relación con la víctima (CPF 205 Bis) -> 2
	=Elegir el marco del inciso f (CPF 201) -> 1
	####Orden correcto\:\n1. Elegir el marco del inciso f (CPF 201) — Sin marco no hay nada que modificar.\n2. Duplicar la pena por la relación con la víctima (CPF 205 Bis) — La circunstancia modifica un marco ya elegido.\nPrimero el marco, después la circunstancia.\nFuentes\: Código Penal Federal, art. 201 (f).
}
"#;
    assert_eq!(gift(&quiz(), Lang::Es), expected);
}

#[test]
fn a_table_has_a_line_an_item_and_columns_for_the_longest() {
    let table = csv(&quiz(), Lang::En);
    let header =
        "id,kind,form,difficulty,scenario,question,option_a,why_a,option_b,why_b,key,explanation,provisions,elements\n";
    assert!(table.starts_with(header), "{table}");
    // The second option is right; the second step comes first.
    assert!(table.contains(",B,\"Mean: (6 months"), "{table}");
    assert!(table.contains(",B A,\"Right order:"), "{table}");
}

#[test]
fn moodle_hears_the_order_of_steps_from_the_order_of_answers() {
    let xml = moodle_xml(&quiz(), Lang::En);
    let (first, second) = (xml.find("Choose the range of letter f").unwrap(), xml.find("Double the penalty").unwrap());
    // They stand in the general feedback before; both times in the right order.
    assert!(first < second);
    let (first, second) =
        (xml.rfind("Choose the range of letter f").unwrap(), xml.rfind("Double the penalty").unwrap());
    assert!(first < second);
    assert_eq!(xml.matches("fraction=\"100\"").count(), 3);
    assert_eq!(xml.matches("fraction=\"0\"").count(), 1);
}

#[test]
fn every_text_of_an_item_is_in_every_export_and_only_in_the_language_asked_for() {
    let quiz = quiz();
    for (lang, other) in [(Lang::Es, Lang::En), (Lang::En, Lang::Es)] {
        for (format, text) in all(&quiz, lang) {
            let text = shown(&text);
            for item in &quiz.items {
                let said = [&item.scenario, &item.stem, &item.explanation];
                let of_options = item.options.iter().flat_map(|option| [&option.text, &option.why]);
                for wanted in said.into_iter().chain(of_options) {
                    // Quotes are doubled in CSV.
                    let wanted_here = wanted.get(lang).replace('"', if format == "csv" { "\"\"" } else { "\"" });
                    assert!(text.contains(&wanted_here), "{format} lacks {wanted_here}:\n{text}");
                    assert!(!text.contains(wanted.get(other)), "{format} says {}", wanted.get(other));
                }
            }
        }
    }
}

#[test]
fn packages_list_the_files_that_they_hold() {
    for files in [qti_1_2(&quiz(), Lang::Es), qti_2_1(&quiz(), Lang::Es)] {
        assert_eq!(files[0].path, "imsmanifest.xml");
        let listed: Vec<&str> =
            files[0].text.split("<file href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let held: Vec<&str> = files[1..].iter().map(|file| file.path.as_str()).collect();
        assert_eq!(listed, held);
    }
}

#[test]
fn letters_are_dragged_to_their_places() {
    // The second step, B, comes first.
    let content = &h5p(&quiz(), Lang::Es)[1].text;
    assert!(content.contains(r#""textField":"1. *B*\n2. *A*""#), "{content}");
}

#[test]
fn a_quiz_without_items_is_still_a_file() {
    let empty = Quiz { items: Vec::new(), ..quiz() };
    for (format, text) in all(&empty, Lang::En) {
        assert!(format == "cards" || text.len() > 20, "{format}");
    }
}
