//! One file a command.

mod ask;
mod catalogue;
mod check;
mod classify;
mod compile;
mod completions;
mod diff;
mod eval;
mod explain;
mod facts;
mod fmt;
mod quiz;
mod show;
mod test;
mod why;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::output::Screen;
use crate::rules;

/// Runs the command of the arguments.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let screen = Screen::of(&arguments);
    let law = || rules::law(arguments.rules.as_deref());
    match &arguments.command {
        Command::Eval(case) => eval::run(&*law()?, case, &screen),
        Command::Why { case, id } => why::run(&*law()?, case, id, &screen),
        Command::Ask(case) => ask::run(&*law()?, case, &screen),
        Command::Show { id, format } => show::run(&*law()?, id, *format, &screen),
        Command::Catalogue { format } => catalogue::run(&*law()?, *format, &screen),
        Command::Diff { from, to, format } => diff::run(&*law()?, (*from, *to), *format, &screen),
        Command::Facts { format } => facts::run(&*law()?, *format, &screen),
        Command::Check { paths, format, codes, pedantic } => check::run(paths, *format, *codes, *pedantic),
        Command::Fmt { paths, check } => fmt::run(paths, *check),
        Command::Test { paths, coverage, format } => test::run(paths, *coverage, *format, &screen),
        Command::Explain { code } => explain::run(code),
        Command::Compile { folder, output, without_examples } => compile::run(folder, output, !without_examples),
        Command::Classify(table) => classify::run(&*law()?, table, arguments.lang),
        Command::Quiz(quiz) => quiz::run(&*law()?, quiz, &screen),
        Command::Completions { shell } => completions::run(*shell),
    }
}
