//! `tipicidad completions`: what a shell needs to complete the command.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output::print;
use clap::CommandFactory;
use clap_complete::Shell;

/// Prints the script of a shell.
pub fn run(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "tipicidad", &mut script);
    Ok(print(&String::from_utf8_lossy(&script))?)
}
