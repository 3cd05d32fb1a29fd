//! Writing to stdout: colours only on a terminal, and a closed pipe is not a mistake.

use crate::arguments::{Arguments, Language};
use std::io::{ErrorKind, IsTerminal, Write};
use tipicidad::error::Error;
use tipicidad::exact::Lang;
use tipicidad::verdict::text::Style;

/// Columns when nothing says how wide the screen is.
const WIDTH: usize = 100;
/// Lines longer than this tire the eye.
const WIDEST: usize = 120;

/// Writes to stdout; whoever reads may have gone.
///
/// # Errors
/// When stdout cannot be written for another reason.
pub fn print(text: &str) -> Result<(), Error> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::new("file.write", format!("stdout cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Whether a stream wants colours.
pub fn colour(stream: &impl IsTerminal) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    stream.is_terminal() && !refused
}

/// Columns to write in: those of the terminal behind a stream, when there is one.
pub fn width(stream: &impl IsTerminal) -> usize {
    let terminal = terminal_size::terminal_size().filter(|_| stream.is_terminal());
    terminal.map_or(WIDTH, |(width, _)| usize::from(width.0).min(WIDEST))
}

/// The language and the layout of an answer in text.
pub struct Screen {
    /// Its language.
    pub lang: Lang,
    /// Its layout.
    pub style: Style,
}

impl Screen {
    /// As the arguments and the terminal want it.
    pub fn new(language: Language) -> Screen {
        let stdout = std::io::stdout();
        Screen { lang: language.into(), style: Style { colour: colour(&stdout), width: width(&stdout) } }
    }
    /// As the arguments want it.
    pub fn of(arguments: &Arguments) -> Screen {
        Screen::new(arguments.lang)
    }
}

/// An answer as one line of JSON.
///
/// # Errors
/// Never in practice: every key of an answer is a string and every number an integer.
pub fn json(answer: &impl serde::Serialize) -> Result<String, Error> {
    let text = serde_json::to_string(answer);
    text.map(|text| text + "\n").map_err(|error| Error::new("file.write", format!("the answer is not JSON: {error}")))
}
