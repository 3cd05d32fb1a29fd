//! H5P: a question set, which a platform shows with the H5P libraries that it has.

mod content;
mod texts;

use super::PackageFile;
use super::labels::labels;
use super::say::{explained, feedback, in_order, key, letter, name, title};
use super::xml::{escape, paragraphs};
use crate::exact::Lang;
use crate::quiz::{Form, Item, Quiz};
use content::{
    Answer, Behaviour, ByDragging, ByScore, Choosing, Content, Dependency, Dragging, EndGame, Intro, Media, Metadata,
    Package, Params, Question, Texts, TipsAndFeedback, json,
};
use sha2::{Digest, Sha256};
use texts::texts;

/// The longest title that the format allows.
const LONGEST_TITLE: usize = 255;

/// A quiz as an H5P question set, in one language: the files that go into a zip.
///
/// The libraries that show it (`H5P.QuestionSet` 1.20, `H5P.MultiChoice` 1.16, `H5P.DragText` 1.10) are not in the package: the platform has
/// them, or its administrator installs them from the H5P hub. Steps to be put in order are listed with letters, which are dragged
/// to their places: a question set takes no question of ordering.
pub fn h5p(quiz: &Quiz, lang: Lang) -> Vec<PackageFile> {
    let title: String = title(quiz, lang).chars().take(LONGEST_TITLE).collect();
    let package = Package {
        title: &title,
        language: labels(lang).code,
        main_library: "H5P.QuestionSet",
        embed_types: ["iframe"],
        license: "U",
        default_language: labels(lang).code,
        preloaded_dependencies: &LIBRARIES,
    };
    let texts = texts(lang);
    let questions = quiz.items.iter().enumerate().map(|(index, item)| question(index, item, lang)).collect();
    let content = Content {
        intro_page: Intro { show_intro_page: false },
        progress_type: "textual",
        pass_percentage: 50,
        questions,
        texts: texts.set,
        disable_backwards_navigation: false,
        random_questions: false,
        end_game: EndGame {
            show_result_page: true,
            show_solution_button: true,
            show_retry_button: true,
            show_animations: false,
            skippable: false,
            overall_feedback: always(String::new()),
            old_feedback: Texts(&[]),
            texts: texts.end,
        },
    };
    vec![PackageFile::new("h5p.json", json(&package)), PackageFile::new("content/content.json", json(&content))]
}

const LIBRARIES: [Dependency; 3] = [
    Dependency { machine_name: "H5P.QuestionSet", major_version: 1, minor_version: 20 },
    Dependency { machine_name: "H5P.MultiChoice", major_version: 1, minor_version: 16 },
    Dependency { machine_name: "H5P.DragText", major_version: 1, minor_version: 10 },
];

fn question(index: usize, item: &Item, lang: Lang) -> Question {
    let (library, content_type, params) = match item.form {
        Form::Choice => ("H5P.MultiChoice 1.16", "Multiple Choice", Params::Choosing(choosing(item, lang))),
        Form::Order => ("H5P.DragText 1.10", "Drag the Words", Params::Dragging(dragging(item, lang))),
    };
    let title = name(index, item, lang).chars().take(LONGEST_TITLE).collect();
    Question {
        library,
        params,
        sub_content_id: uuid(&item.id),
        metadata: Metadata { content_type, license: "U", title },
    }
}

/// No picture.
const NONE: Media = Media { disable_image_zooming: false };

/// Each option says the whole answer besides: what is said of a score may be no longer than 255 characters in the editor.
fn choosing(item: &Item, lang: Lang) -> Choosing {
    let texts = texts(lang);
    let explained = explained(item, lang);
    let answers = item.options.iter().map(|option| Answer {
        text: format!("<div>{}</div>", escape(option.text.get(lang))),
        correct: option.correct,
        tips_and_feedback: TipsAndFeedback {
            tip: "",
            chosen_feedback: paragraphs([feedback(option, lang).as_str(), &explained]),
            not_chosen_feedback: "",
        },
    });
    Choosing {
        media: NONE,
        question: paragraphs([item.scenario.get(lang), item.stem.get(lang)]),
        answers: answers.collect(),
        overall_feedback: always(String::new()),
        ui: texts.choosing,
        behaviour: Behaviour {
            enable_retry: true,
            enable_solutions_button: true,
            kind: "single",
            single_point: true,
            random_answers: true,
            show_solutions_requires_input: true,
            pass_percentage: 100,
        },
        confirm_check: texts.confirm_check,
        confirm_retry: texts.confirm_retry,
    }
}

/// Here nothing but what is said of a score can hold the whole answer.
fn dragging(item: &Item, lang: Lang) -> Dragging {
    let steps = item
        .options
        .iter()
        .enumerate()
        .map(|(index, step)| format!("<p><strong>{}</strong> {}</p>", letter(index), escape(step.text.get(lang))));
    let places = key(item).into_iter().zip(in_order(item)).enumerate();
    Dragging {
        media: NONE,
        task_description: format!(
            "{}{}",
            paragraphs([item.scenario.get(lang), item.stem.get(lang)]),
            steps.collect::<String>()
        ),
        // What stands between asterisks is dragged to where it stands.
        text_field: places
            .map(|(index, (letter, _))| format!("{}. *{letter}*", index + 1))
            .collect::<Vec<_>>()
            .join("\n"),
        overall_feedback: always(explained(item, lang)),
        texts: texts(lang).dragging,
        behaviour: ByDragging { enable_retry: true, enable_solutions_button: true, instant_feedback: false },
    }
}

/// What is shown whatever the score. It is plain text to H5P, in which lines are not kept.
fn always(text: String) -> [ByScore; 1] {
    [ByScore { from: 0, to: 100, feedback: escape(&text.replace('\n', " ")) }]
}

/// A name in the form of a UUID, that of an item for ever.
fn uuid(id: &str) -> String {
    let mut bytes = Sha256::digest(id.as_bytes());
    // Version 8, of one's own making, and the variant of RFC 9562.
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn an_item_has_one_uuid_for_ever() {
        let id = uuid("offence-0123456789ab");
        assert_eq!(id, uuid("offence-0123456789ab"));
        assert_ne!(id, uuid("offence-0123456789ac"));
        assert_eq!(id.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert_eq!(&id[14..15], "8");
        assert!("89ab".contains(&id[19..20]));
    }
}
