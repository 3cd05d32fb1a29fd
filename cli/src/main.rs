//! The command `tipicidad`: case facts in, Mexican federal criminal charges out.

mod arguments;
mod commands;
mod failure;
mod input;
mod output;
mod rules;
mod table;

use arguments::Arguments;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let format = arguments.command.format();
    match commands::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report(format);
            ExitCode::FAILURE
        }
    }
}
