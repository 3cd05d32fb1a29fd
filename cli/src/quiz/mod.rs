//! Quizzes as the files that learning platforms import.

mod anki;
mod package;

use clap::ValueEnum;
use tipicidad::error::Error;
use tipicidad::exact::Lang;
use tipicidad::quiz::Quiz;
use tipicidad::quiz::export;

/// What a quiz can be written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Platform {
    /// Spreadsheets
    Csv,
    /// Moodle and others, as plain text
    Gift,
    /// Moodle, as XML
    Moodle,
    /// Paper, with the key on pages of its own
    Html,
    /// Canvas, ILIAS and others: a QTI 1.2 package
    Qti12,
    /// TAO and others: a QTI 2.1 package
    Qti21,
    /// H5P: a question set
    H5p,
    /// Anki: a deck of cards
    Anki,
}

impl Platform {
    /// The one that goes by a name: `moodle`.
    pub fn named(name: &str) -> Option<Platform> {
        Platform::from_str(name, false).ok()
    }
    /// The names of all: `csv, gift, …`.
    pub fn names() -> String {
        let names = Platform::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        names.map(|name| name.get_name().to_owned()).collect::<Vec<_>>().join(", ")
    }
}

/// The file of a quiz for a platform, in one language. Equal quizzes give equal bytes.
///
/// # Errors
/// When a package cannot be written, which takes a machine out of memory.
pub fn file(quiz: &Quiz, platform: Platform, lang: Lang) -> Result<Vec<u8>, Error> {
    match platform {
        Platform::Csv => Ok(export::csv(quiz, lang).into_bytes()),
        Platform::Gift => Ok(export::gift(quiz, lang).into_bytes()),
        Platform::Moodle => Ok(export::moodle_xml(quiz, lang).into_bytes()),
        Platform::Html => Ok(export::html(quiz, lang).into_bytes()),
        Platform::Qti12 => package::of_texts(&export::qti_1_2(quiz, lang)),
        Platform::Qti21 => package::of_texts(&export::qti_2_1(quiz, lang)),
        Platform::H5p => package::of_texts(&export::h5p(quiz, lang)),
        Platform::Anki => anki::deck(quiz, lang),
    }
}
