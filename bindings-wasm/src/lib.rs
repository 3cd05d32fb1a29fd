//! The engine of the npm package: a law that takes JSON text and gives JSON text.
//!
//! Whatever a page needs beyond text, `js/` makes of it: the answers as objects, the errors as exceptions. An error leaves
//! here as the JSON of [`Error`].
#![warn(missing_docs)]

use tipicidad::catalogue;
use tipicidad::exact::Date;
use tipicidad::facts::{self, Case, CaseOptions};
use tipicidad::{Error, Law};
use wasm_bindgen::prelude::wasm_bindgen;

/// A law, ready to be asked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    law: Law,
}

#[wasm_bindgen]
impl Engine {
    /// The law of a pack that `tipicidad compile` made.
    ///
    /// # Errors
    /// When the bytes are no pack, of another format, or damaged.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8]) -> Result<Engine, String> {
        Ok(Engine { law: Law::from_pack(pack).map_err(thrown)? })
    }
    /// The law of the pack that lies in this module, read in place. It is loaded once, and stays.
    ///
    /// # Errors
    /// When the bytes are no pack of this version.
    pub fn embedded(pack: Vec<u8>) -> Result<Engine, String> {
        Ok(Engine { law: Law::from_embedded(pack.leak()).map_err(thrown)? })
    }
    /// The verdict on a case. `options` is JSON, or empty for none; `today` is the day of a case that names none.
    ///
    /// # Errors
    /// What is wrong with the case, the options or the day.
    pub fn evaluate(&self, case: &str, options: &str, today: &str) -> Result<String, String> {
        Ok(self.law.evaluate(&self.read(case, options, today)?).to_json())
    }
    /// Why an offence applies or not, and what would change that.
    ///
    /// # Errors
    /// As [`Engine::evaluate`]; and when no offence has the id.
    pub fn why(&self, case: &str, options: &str, today: &str, id: &str) -> Result<String, String> {
        let why = self.law.why(&self.read(case, options, today)?, id).map_err(thrown)?;
        Ok(written(&why))
    }
    /// The next questions.
    ///
    /// # Errors
    /// As [`Engine::evaluate`].
    pub fn ask(&self, case: &str, options: &str, today: &str) -> Result<String, String> {
        Ok(written(&self.law.ask(&self.read(case, options, today)?)))
    }
    /// Which offences of each count stand.
    ///
    /// # Errors
    /// As [`Engine::evaluate`].
    #[wasm_bindgen(js_name = match)]
    pub fn match_only(&self, case: &str, options: &str, today: &str) -> Result<String, String> {
        Ok(written(&self.law.match_only(&self.read(case, options, today)?)))
    }
    /// Every provision and version.
    pub fn catalogue(&self) -> String {
        catalogue::catalogue(self.law.model()).to_json()
    }
    /// One provision at length.
    ///
    /// # Errors
    /// When no provision has the id.
    pub fn show(&self, id: &str) -> Result<String, String> {
        Ok(written(&catalogue::show(self.law.model(), id).map_err(thrown)?))
    }
    /// The vocabulary.
    pub fn facts(&self) -> String {
        written(&facts::list(self.law.model()))
    }
    /// The JSON Schema of a case.
    pub fn json_schema(&self) -> String {
        written(&facts::json_schema(self.law.model()))
    }
    /// The examples of the rules, each with its case and the offences that its expectation names.
    #[cfg(feature = "quiz")]
    pub fn examples(&self) -> String {
        let examples = self.law.model().examples.iter().map(|example| {
            // The row is JSON already; read again, its numbers and keys could come out otherwise.
            let (name, as_of, row) = (written(&example.name), written(&example.as_of), &example.row);
            let charges = written(&example.charges.iter().map(ToString::to_string).collect::<Vec<_>>());
            format!(r#"{{"name":{name},"case":{{"as_of":{as_of},"counts":[{row}]}},"charges":{charges}}}"#)
        });
        format!("[{}]", examples.collect::<Vec<_>>().join(","))
    }

    /// Questions for those who train, by a plan.
    ///
    /// # Errors
    /// When the plan cannot be read, or names what the law has not.
    #[cfg(feature = "quiz")]
    pub fn quiz(&self, plan: &str) -> Result<String, String> {
        let plan = tipicidad::quiz::QuizPlan::read(plan.as_bytes()).map_err(thrown)?;
        Ok(written(&self.law.quiz(&plan).map_err(thrown)?))
    }

    /// The case, judged on the day of the options, else its own, else today.
    fn read(&self, case: &str, options: &str, today: &str) -> Result<Case, String> {
        let options =
            if options.is_empty() { Ok(CaseOptions::default()) } else { CaseOptions::read(options.as_bytes()) };
        let mut options = options.map_err(thrown)?;
        match self.law.read_case(case.as_bytes(), &options) {
            Err(error) if error.code == "case.missing_as_of" => {
                options.as_of = Some(Date::parse(today).map_err(|_| thrown(error))?);
                self.law.read_case(case.as_bytes(), &options).map_err(thrown)
            }
            read => read.map_err(thrown),
        }
    }
}

/// What to train next: from the items of a quiz, and the answers of a learner.
///
/// # Errors
/// When either is not what a quiz holds.
#[cfg(feature = "quiz")]
#[wasm_bindgen]
pub fn next(items: &str, answers: &str) -> Result<String, String> {
    let items = tipicidad::quiz::read_items(items.as_bytes()).map_err(thrown)?;
    let answers = tipicidad::quiz::read_answers(answers.as_bytes()).map_err(thrown)?;
    Ok(written(&tipicidad::quiz::next(&items, &answers)))
}

/// An answer as one line of JSON, the bytes that the command prints.
fn written(answer: &impl serde::Serialize) -> String {
    // INVARIANT: every key is a string and every number an integer, so serialising cannot fail.
    serde_json::to_string(answer).unwrap_or_default()
}

#[allow(clippy::needless_pass_by_value, reason = "it ends here, and `map_err` gives it away")]
fn thrown(error: Error) -> String {
    written(&error)
}
