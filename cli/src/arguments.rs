//! What may be written after `tipicidad`.

use crate::quiz::Platform;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use tipicidad::exact::{Date, Lang};
use tipicidad::quiz::{ItemKind, USUAL_ITEMS};

/// Turns case facts into charges under Mexican federal criminal law.
///
/// Exit codes: 0 done; 1 the rules, the case or a test is wrong (said on stderr); 2 wrong usage.
#[derive(Parser)]
#[command(name = "tipicidad", version, propagate_version = true)]
pub struct Arguments {
    /// Rules other than the embedded mx-federal law: a folder of .tip files, or a compiled pack
    #[arg(long, global = true, value_name = "DIR|PACK")]
    pub rules: Option<PathBuf>,
    /// Language of the text
    #[arg(long, global = true, value_enum, default_value_t = Language::Es)]
    pub lang: Language,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Judge a case: charges, ranges, reasons
    Eval(CaseArguments),
    /// Why an offence does not apply, and the smallest changes that would alter it
    Why {
        /// The case, and how to judge it
        #[command(flatten)]
        case: CaseArguments,
        /// The offence, such as CPF:201:f
        #[arg(value_name = "ID")]
        id: String,
    },
    /// The next questions about a case, the most useful first
    Ask(CaseArguments),
    /// One provision: its versions, what it says, its sources and examples
    Show {
        /// An id such as CPF:201, or the name of a group, parameter or reading
        id: String,
        /// How to write the answer
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Every provision and version
    Catalogue {
        /// How to write the answer
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// What the law changed between two days
    Diff {
        /// The first day
        #[arg(value_name = "DATE", value_parser = date)]
        from: Date,
        /// The second day
        #[arg(value_name = "DATE", value_parser = date)]
        to: Date,
        /// How to write the answer
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// The vocabulary: what a case may say
    Facts {
        /// How to write it
        #[arg(long, value_enum, default_value_t = FactsFormat::Text)]
        format: FactsFormat,
    },
    /// Check rules and show every mistake
    Check {
        /// Folders of rules, or rule files; not needed with `--codes`
        #[arg(required_unless_present = "codes", value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// How to write what was found
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// List the code of every diagnostic and error instead
        #[arg(long)]
        codes: bool,
        /// Count warnings as mistakes
        #[arg(long)]
        pedantic: bool,
    },
    /// Rewrite rules in their canonical form
    Fmt {
        /// Folders of rules, or rule files
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Only say which files would change
        #[arg(long)]
        check: bool,
    },
    /// Run the examples of the rules
    Test {
        /// Folders of rules, or rule files
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Also say which elements, letters and versions no example exercises
        #[arg(long)]
        coverage: bool,
        /// How to write the outcomes
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Questions for those who train: made from the law, with wrong answers that teach
    Quiz(QuizArguments),
    /// A diagnostic or error at length
    Explain {
        /// Its code, such as case.unknown_fact
        code: String,
    },
    /// Compile a folder of rules to a pack
    Compile {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The pack
        #[arg(short, long, value_name = "PACK")]
        output: PathBuf,
        /// Leave the examples of the rules out: verdicts are the same, and no quiz can be made
        #[arg(long)]
        without_examples: bool,
    },
    /// Classify a table: one row a count in, one row a count out
    Classify(TableArguments),
    /// Completions for a shell, on stdout
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

impl Command {
    /// How errors are to be written.
    pub fn format(&self) -> Format {
        match self {
            Command::Eval(case) | Command::Ask(case) | Command::Why { case, .. } => case.format,
            Command::Show { format, .. }
            | Command::Catalogue { format }
            | Command::Diff { format, .. }
            | Command::Check { format, .. }
            | Command::Test { format, .. } => *format,
            Command::Classify(table) => table.format,
            Command::Facts { format: FactsFormat::Json | FactsFormat::JsonSchema } => Format::Json,
            _ => Format::Text,
        }
    }
}

/// A case and how to judge it.
#[derive(Args)]
pub struct CaseArguments {
    /// The case as JSON; `-` reads stdin
    #[arg(value_name = "CASE")]
    pub case: PathBuf,
    /// The day to judge on; else the case's own, else today
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// Choose a reading of the law; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = reading)]
    pub reading: Vec<(String, String)>,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// A table, and how to classify it.
#[derive(Args)]
pub struct TableArguments {
    /// The table: .csv, .jsonl, .ndjson or .parquet
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    /// Where the answers go: .csv, .jsonl, .ndjson or .parquet
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
    /// The day for rows that do not name one; else today
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// Choose a reading of the law; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = reading)]
    pub reading: Vec<(String, String)>,
    /// Flags and sets that are not given are false, for rows that do not say so themselves
    #[arg(long)]
    pub closed_world: bool,
    /// Only these columns of the answer
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub columns: Option<Vec<String>>,
    /// Columns of the table to carry along, beside those named x.…
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub keep: Vec<String>,
    /// Only which offences apply, are undetermined, displaced or excluded
    #[arg(long = "match")]
    pub match_only: bool,
    /// One row a count, or one row a charge
    #[arg(long, value_enum, default_value_t = Per::Count)]
    pub per: Per,
    /// Judge consecutive rows with the same `case` as one case
    #[arg(long)]
    pub by_case: bool,
    /// What becomes of a row that cannot be read: stop, null, or rejects=FILE
    #[arg(long, value_name = "WHAT", default_value = "stop", value_parser = on_error)]
    pub on_error: OnError,
    /// How many threads judge; else one a core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// How to write errors
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// A quiz, and how to write it.
#[derive(Args)]
pub struct QuizArguments {
    /// The same seed gives the same quiz
    #[arg(long, value_name = "N")]
    pub seed: u64,
    /// How many questions
    #[arg(long, value_name = "N", default_value_t = USUAL_ITEMS)]
    pub number: usize,
    /// Only titles such as 8 or CPF:8, or laws such as LGPSEDMTP; may be repeated
    #[arg(long, value_name = "TITLE", value_delimiter = ',')]
    pub title: Vec<String>,
    /// Only articles or parts of them, such as CPF:201; may be repeated
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub article: Vec<String>,
    /// Only elements such as victim, means, qualifier or prescription; may be repeated
    #[arg(long, value_name = "ELEMENT", value_delimiter = ',')]
    pub element: Vec<String>,
    /// Only kinds: offence, range, element, change, version, milder, prescription, extradition, conflict, concurrence, steps
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = quiz_kind)]
    pub kind: Vec<ItemKind>,
    /// Only difficulties, from 1 to 5; may be repeated
    #[arg(long, value_name = "N", value_delimiter = ',', value_parser = clap::value_parser!(u8).range(1..=5))]
    pub difficulty: Vec<u8>,
    /// How to write it: json, text, csv, gift, moodle, html, qti12, qti21, h5p or anki
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = quiz_format)]
    pub format: QuizFormat,
    /// Where to; else stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The forms of a quiz.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuizFormat {
    /// One line of JSON, in both languages.
    Json,
    /// For people.
    Text,
    /// A file that a platform imports.
    For(Platform),
}

fn quiz_format(text: &str) -> Result<QuizFormat, String> {
    match text {
        "json" => Ok(QuizFormat::Json),
        "text" => Ok(QuizFormat::Text),
        _ => {
            let known = || Platform::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let names = known().map(|value| value.get_name().to_owned()).collect::<Vec<_>>().join(", ");
            Platform::from_str(text, false).map(QuizFormat::For).map_err(|_| format!("write json, text, {names}"))
        }
    }
}

fn quiz_kind(text: &str) -> Result<ItemKind, String> {
    let words = || ItemKind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    ItemKind::of(text).ok_or_else(|| format!("write one of {}", words()))
}

/// What a row of the answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Per {
    /// A count
    Count,
    /// A charge
    Charge,
}

/// What becomes of a row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnError {
    /// The first one ends the work.
    Stop,
    /// It is written with its error.
    Null,
    /// It is written to a file of its own.
    Rejects(PathBuf),
}

fn on_error(text: &str) -> Result<OnError, String> {
    match (text, text.split_once('=')) {
        ("stop", _) => Ok(OnError::Stop),
        ("null", _) => Ok(OnError::Null),
        (_, Some(("rejects", file))) if !file.is_empty() => Ok(OnError::Rejects(PathBuf::from(file))),
        _ => Err("write stop, null or rejects=FILE".to_owned()),
    }
}

/// The forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// JSON, on one line
    Json,
}

/// The forms of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FactsFormat {
    /// For people
    Text,
    /// One line of JSON
    Json,
    /// The JSON Schema of a case
    JsonSchema,
    /// The types of a case, as a module of Python
    Python,
    /// The types of a case in TypeScript
    Typescript,
    /// The header of a table with every fact
    CsvHeader,
}

/// The languages of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Spanish
    Es,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::Es => Lang::Es,
            Language::En => Lang::En,
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| error.to_string())
}

fn reading(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("write NAME=VALUE, such as up_to=max_only".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }
}
