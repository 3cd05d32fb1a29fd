//! `tipicidad quiz`: questions for those who train.

use crate::arguments::{QuizArguments, QuizFormat};
use crate::failure::Failure;
use crate::output::{Screen, json, print};
use crate::quiz::file;
use std::io::Write;
use std::path::Path;
use tipicidad::Law;
use tipicidad::error::Error;
use tipicidad::quiz::{QuizPlan, render_quiz};

/// Makes a quiz and writes it for people, programs or a platform.
pub fn run(law: &Law, arguments: &QuizArguments, screen: &Screen) -> Result<(), Failure> {
    let plan = QuizPlan {
        seed: arguments.seed,
        number: arguments.number,
        titles: arguments.title.clone(),
        articles: arguments.article.clone(),
        elements: arguments.element.clone(),
        kinds: arguments.kind.clone(),
        difficulties: arguments.difficulty.clone(),
    };
    let quiz = law.quiz(&plan)?;
    let answer = match arguments.format {
        QuizFormat::Json => json(&quiz)?.into_bytes(),
        QuizFormat::Text => render_quiz(&quiz, law.model(), screen.lang, &screen.style).into_bytes(),
        QuizFormat::For(platform) => file(&quiz, platform, screen.lang)?,
    };
    match &arguments.output {
        Some(path) => std::fs::write(path, answer).map_err(|error| unwritable(path, &error))?,
        None => match String::from_utf8(answer) {
            Ok(text) => print(&text)?,
            // A package is not text: a pipe takes it as it is.
            Err(bytes) => std::io::stdout()
                .lock()
                .write_all(bytes.as_bytes())
                .map_err(|error| unwritable(Path::new("stdout"), &error))?,
        },
    }
    let found = quiz.items.len();
    if found < arguments.number {
        eprintln!("{found} items: the rules have no more to ask by this plan");
    }
    Ok(())
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    let path = path.display().to_string();
    Error { file: Some(path.clone()), ..Error::new("file.write", format!("`{path}` cannot be written: {error}")) }
}
