//! Quizzes as the files that learning platforms import, in one language.
//!
//! Plain text: [`gift`] and [`moodle_xml`] for Moodle, [`csv`] for spreadsheets, [`html`] for paper. Packages, as the files that
//! go into a zip: [`qti_1_2`], [`qti_2_1`] and [`h5p`]. For flash cards: [`cards`]. All are pure functions of the quiz and the language, so that equal
//! quizzes give equal bytes.
//!
//! | | ordering items become | what each option says | the whole answer |
//! | --- | --- | --- | --- |
//! | GIFT | matching of steps with places | feedback | general feedback |
//! | Moodle XML | `ordering`, in Moodle since 4.4 | feedback | general feedback |
//! | QTI 1.2 | `response_lid` with cardinality `Ordered` | item feedback | item feedback `general_fb` |
//! | QTI 2.1 | `orderInteraction` | modal feedback | in each modal feedback |
//! | H5P | letters dragged to places (`H5P.DragText`) | chosen feedback | in each chosen feedback |
//! | cards | the right order on the back | the back | the back |
//! | CSV, HTML | letters in the right order | a column; the key | a column; the key |

mod cards;
mod csv;
mod gift;
mod h5p;
mod html;
mod labels;
mod manifest;
mod moodle;
mod qti12;
mod qti21;
mod say;
#[cfg(test)]
mod tests;
mod xml;

pub use cards::{Card, cards};
pub use csv::csv;
pub use gift::gift;
pub use h5p::h5p;
pub use html::html;
pub use moodle::moodle_xml;
pub use qti12::qti_1_2;
pub use qti21::qti_2_1;
pub use say::title;

/// A file of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFile {
    /// Where it stands in the package: `items/offence-0123456789ab.xml`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl PackageFile {
    fn new(path: impl Into<String>, text: impl Into<String>) -> PackageFile {
        PackageFile { path: path.into(), text: text.into() }
    }
}
