//! The JSON of an H5P question set: the keys are those of its libraries.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// `h5p.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Package<'a> {
    pub(super) title: &'a str,
    pub(super) language: &'static str,
    pub(super) main_library: &'static str,
    pub(super) embed_types: [&'static str; 1],
    pub(super) license: &'static str,
    pub(super) default_language: &'static str,
    pub(super) preloaded_dependencies: &'a [Dependency],
}

/// A library that the platform must have.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Dependency {
    pub(super) machine_name: &'static str,
    pub(super) major_version: u32,
    pub(super) minor_version: u32,
}

/// `content/content.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Content {
    pub(super) intro_page: Intro,
    pub(super) progress_type: &'static str,
    pub(super) pass_percentage: u32,
    pub(super) questions: Vec<Question>,
    pub(super) texts: Texts,
    pub(super) disable_backwards_navigation: bool,
    pub(super) random_questions: bool,
    pub(super) end_game: EndGame,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Intro {
    pub(super) show_intro_page: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EndGame {
    pub(super) show_result_page: bool,
    pub(super) show_solution_button: bool,
    pub(super) show_retry_button: bool,
    pub(super) show_animations: bool,
    pub(super) skippable: bool,
    pub(super) overall_feedback: [ByScore; 1],
    pub(super) old_feedback: Texts,
    #[serde(flatten)]
    pub(super) texts: Texts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Question {
    pub(super) library: &'static str,
    pub(super) params: Params,
    pub(super) sub_content_id: String,
    pub(super) metadata: Metadata,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Params {
    Choosing(Choosing),
    Dragging(Dragging),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata {
    pub(super) content_type: &'static str,
    pub(super) license: &'static str,
    pub(super) title: String,
}

/// `H5P.MultiChoice`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Choosing {
    pub(super) media: Media,
    pub(super) question: String,
    pub(super) answers: Vec<Answer>,
    pub(super) overall_feedback: [ByScore; 1],
    #[serde(rename = "UI")]
    pub(super) ui: Texts,
    pub(super) behaviour: Behaviour,
    pub(super) confirm_check: Texts,
    pub(super) confirm_retry: Texts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) correct: bool,
    pub(super) tips_and_feedback: TipsAndFeedback,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TipsAndFeedback {
    pub(super) tip: &'static str,
    pub(super) chosen_feedback: String,
    pub(super) not_chosen_feedback: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Behaviour {
    pub(super) enable_retry: bool,
    pub(super) enable_solutions_button: bool,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) single_point: bool,
    pub(super) random_answers: bool,
    pub(super) show_solutions_requires_input: bool,
    pub(super) pass_percentage: u32,
}

/// `H5P.DragText`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Dragging {
    pub(super) media: Media,
    pub(super) task_description: String,
    pub(super) text_field: String,
    pub(super) overall_feedback: [ByScore; 1],
    #[serde(flatten)]
    pub(super) texts: Texts,
    pub(super) behaviour: ByDragging,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ByDragging {
    pub(super) enable_retry: bool,
    pub(super) enable_solutions_button: bool,
    pub(super) instant_feedback: bool,
}

/// What is said of a range of scores, in per cent. The libraries call it a group with one field, and those are written as the field.
#[derive(Serialize)]
pub(super) struct ByScore {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) feedback: String,
}

/// A picture or a sound, of which there is none.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Media {
    pub(super) disable_image_zooming: bool,
}

/// What a library says by itself: keys and texts, in this order.
#[derive(Clone, Copy)]
pub(super) struct Texts(pub(super) &'static [(&'static str, &'static str)]);

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, text) in self.0 {
            map.serialize_entry(key, text)?;
        }
        map.end()
    }
}

/// As JSON; nothing here can fail to be written.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
