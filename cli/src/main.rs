//! The command `tipicidad`: case facts in, Mexican federal criminal charges out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(tipicidad_cli::run(std::env::args_os()))
}
