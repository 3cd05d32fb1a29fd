//! The command `tipicidad` as a library: what the binary runs, and what other faces of the project run as theirs.
#![warn(missing_docs)]

mod arguments;
mod commands;
mod failure;
mod input;
mod output;
mod rules;
mod table;

pub use failure::Failure;
pub use rules::{Rules, law};

use arguments::Arguments;
use clap::Parser;
use std::ffi::OsString;

/// Exit code of work that was done.
const DONE: u8 = 0;
/// Exit code of rules, a case or a test that is wrong.
const WRONG: u8 = 1;
/// Exit code of wrong usage.
const USAGE: u8 = 2;

/// Runs the command with its arguments, the first of which is the name it was called by, and gives its exit code: 0 done; 1 the
/// rules, the case or a test is wrong (said on stderr); 2 wrong usage.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(said) => {
            // Whoever reads may have gone.
            let _ = said.print();
            return if said.use_stderr() { USAGE } else { DONE };
        }
    };
    let format = arguments.command.format();
    match commands::run(arguments) {
        Ok(()) => DONE,
        Err(failure) => {
            failure.report(format);
            WRONG
        }
    }
}
