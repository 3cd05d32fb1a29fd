//! The words that exports add to what items say.

use crate::exact::Lang;

/// The words of one language.
pub(super) struct Labels {
    /// The language, as platforms name it.
    pub(super) code: &'static str,
    /// The name of a quiz, with the name of its rules and its seed.
    pub(super) title: fn(&str, u64) -> String,
    pub(super) difficulty: &'static str,
    pub(super) right: &'static str,
    pub(super) wrong: &'static str,
    pub(super) mistake: &'static str,
    pub(super) sources: &'static str,
    pub(super) article: &'static str,
    pub(super) key: &'static str,
    pub(super) right_order: &'static str,
    pub(super) name_of_student: &'static str,
    pub(super) date: &'static str,
    pub(super) points: &'static str,
    pub(super) order_here: &'static str,
}

const SPANISH: Labels = Labels {
    code: "es",
    title: |rules, seed| format!("Cuestionario sobre {rules}, semilla {seed}"),
    difficulty: "dificultad",
    right: "Correcto",
    wrong: "Incorrecto",
    mistake: "Error",
    sources: "Fuentes",
    article: "art.",
    key: "Respuestas",
    right_order: "Orden correcto",
    name_of_student: "Nombre",
    date: "Fecha",
    points: "Aciertos",
    order_here: "Orden",
};

const ENGLISH: Labels = Labels {
    code: "en",
    title: |rules, seed| format!("Quiz on {rules}, seed {seed}"),
    difficulty: "difficulty",
    right: "Right",
    wrong: "Wrong",
    mistake: "Mistake",
    sources: "Sources",
    article: "art.",
    key: "Answers",
    right_order: "Right order",
    name_of_student: "Name",
    date: "Date",
    points: "Points",
    order_here: "Order",
};

/// The words of a language.
pub(super) fn labels(lang: Lang) -> &'static Labels {
    match lang {
        Lang::Es => &SPANISH,
        Lang::En => &ENGLISH,
    }
}
