//! `tipicidad classify`: a table in, a table out.

use crate::arguments::{Language, OnError, Per, TableArguments};
use crate::failure::Failure;
use crate::input::today;
use crate::table::{
    Form, LinesFile, Place, Progress, Sink, Source, Whole, rejected_line, rejected_rows, rejected_schema, unwritable,
};
use arrow_schema::SchemaRef;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tipicidad::Law;
use tipicidad::error::Error;
use tipicidad::tables::{self, Classified, Shape, TableOptions, metadata};

/// Classifies a table.
pub fn run(law: &Law, arguments: &TableArguments, language: Language) -> Result<(), Failure> {
    let (form, out) = (Form::of(&arguments.input)?, Form::of(&arguments.output)?);
    let rejects = match &arguments.on_error {
        OnError::Rejects(path) => Some((path.as_path(), Form::of(path)?)),
        _ => None,
    };
    if form == Form::Lines && rejects.is_some_and(|(_, form)| form != Form::Lines) {
        return Err(Error::new("table.format", "the rejects of JSON Lines are JSON Lines")
            .expected("a name that ends in .jsonl")
            .into());
    }
    if form == Form::Lines && arguments.by_case {
        let error = Error::new("table.format", "the rows of JSON Lines are not joined by case");
        return Err(error.hint("write each case on a line of its own, nested or with `counts`").into());
    }
    apart(&[Some(arguments.input.as_path()), Some(arguments.output.as_path()), rejects.map(|(path, _)| path)])?;
    if let Some(threads) = arguments.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
        pool.map_err(|error| Error::new("file.read", format!("{threads} threads cannot be started: {error}")))?;
    }
    let options = options(arguments)?;
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    // Without a handler an interruption ends the process at once, and leaves what ends in `.part`.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    let mut work = Work {
        law,
        options,
        out: Place::new(&arguments.output),
        rejects: rejects.map(|(path, _)| Place::new(path)),
        interrupted,
        tally: Tally::default(),
        whole: false,
    };
    let done = match Source::open(&arguments.input, form)? {
        Some(source) => work.table(source, &arguments.input),
        None => work.lines(&arguments.input),
    };
    let rate = match done {
        Ok(rate) => rate,
        Err(error) => {
            work.places().for_each(Place::discard);
            return Err(error.into());
        }
    };
    if !work.whole {
        let kept = work.places().map(|place| format!("`{}`", place.part().display())).collect::<Vec<_>>().join(", ");
        let message = format!("interrupted after {} rows; they stand whole in {kept}", work.tally.rows());
        return Err(Error::new("table.interrupted", message).into());
    }
    for place in work.places() {
        place.keep()?;
    }
    if out != Form::Parquet {
        let path = beside(&arguments.output);
        fs::write(&path, metadata(law, &work.options) + "\n").map_err(|error| unwritable(&path, &error))?;
    }
    eprintln!("{}", work.tally.told(language, rate));
    Ok(())
}

/// The side file of a format that has no metadata.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".meta.json");
    name.into()
}

/// Refuses files that would overwrite each other.
fn apart(paths: &[Option<&Path>]) -> Result<(), Error> {
    // A file that is not there yet is itself.
    let known = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let paths: Vec<PathBuf> = paths.iter().flatten().map(|path| known(path)).collect();
    match paths.iter().enumerate().find(|(at, path)| paths[..*at].contains(path)) {
        Some((_, path)) => {
            let message = format!("`{}` would be written over itself", path.display());
            Err(Error::new("file.write", message).hint("give the answers and the rejects files of their own"))
        }
        None => Ok(()),
    }
}

fn options(arguments: &TableArguments) -> Result<TableOptions, Error> {
    Ok(TableOptions {
        as_of: arguments.as_of,
        today: if arguments.as_of.is_none() { Some(today()?) } else { None },
        closed_world: arguments.closed_world,
        readings: arguments.reading.clone(),
        match_only: arguments.match_only,
        columns: arguments.columns.clone(),
        per_charge: arguments.per == Per::Charge,
        by_case: arguments.by_case,
        keep: arguments.keep.clone(),
        on_error: match arguments.on_error {
            OnError::Stop => tables::OnError::Stop,
            OnError::Null => tables::OnError::Null,
            OnError::Rejects(_) => tables::OnError::Reject,
        },
    })
}

/// How many rows there were, and what became of them.
#[derive(Default)]
struct Tally {
    written: u64,
    rejected: u64,
}

impl Tally {
    fn add(&mut self, found: &Classified) {
        self.written += found.answered as u64;
        self.rejected += found.rejected.len() as u64;
    }
    fn rows(&self) -> u64 {
        self.written + self.rejected
    }
    fn told(&self, language: Language, rate: u64) -> String {
        let (rows, written, rejected) = (self.rows(), self.written, self.rejected);
        match language {
            Language::Es => {
                format!("{rows} renglones: {written} escritos, {rejected} rechazados ({rate} por segundo)")
            }
            Language::En => format!("{rows} rows: {written} written, {rejected} rejected ({rate} a second)"),
        }
    }
}

/// A table being classified.
struct Work<'l> {
    law: &'l Law,
    options: TableOptions,
    out: Place,
    rejects: Option<Place>,
    interrupted: Arc<AtomicBool>,
    tally: Tally,
    /// Every row was answered.
    whole: bool,
}

impl Work<'_> {
    /// The files being written.
    fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.out).chain(&self.rejects)
    }
    fn goes_on(&self) -> bool {
        !self.interrupted.load(Ordering::Relaxed)
    }
    fn rejects(&self, schema: &SchemaRef) -> Result<Option<Sink>, Error> {
        self.rejects.as_ref().map(|place| Sink::begin(place, schema)).transpose()
    }

    /// A table with columns; gives the rows a second.
    fn table(&mut self, mut source: Source, path: &Path) -> Result<u64, Error> {
        let table = self.law.table(&source.schema(), &self.options)?;
        let beside = if self.rejects.is_some() { rejected_schema(&source.schema())? } else { source.schema() };
        let (mut out, mut rejects) = (Sink::begin(&self.out, &table.output_schema())?, self.rejects(&beside)?);
        let progress = Progress::new(source.rows().unwrap_or_else(|| size(path)));
        let mut whole = Whole::default();
        while self.goes_on() {
            let Some(chunk) = whole.next(&mut source, &table)? else {
                self.whole = true;
                break;
            };
            let found = table.classify(&chunk)?;
            out.write(&found.answers)?;
            if let Some(rejects) = rejects.as_mut().filter(|_| !found.rejected.is_empty()) {
                rejects.write(&rejected_rows(&beside, &chunk.batch, &found.rejected)?)?;
            }
            self.tally.add(&found);
            progress.at(source.done(), self.tally.rows());
        }
        self.end(&progress, out, rejects)
    }

    /// JSON Lines; gives the rows a second.
    fn lines(&mut self, path: &Path) -> Result<u64, Error> {
        let mut file = LinesFile::open(path)?;
        let mut next = file.chunk()?;
        let mut shape = Shape::default();
        next.iter().flat_map(|chunk| chunk.read.iter().flatten()).for_each(|line| shape.see(line));
        let lines = self.law.lines(&shape, &self.options)?;
        let mut out = Sink::begin(&self.out, &lines.output_schema())?;
        let mut rejects = self.rejects(&lines.output_schema())?;
        let progress = Progress::new(size(path));
        while self.goes_on() {
            let Some(chunk) = next.take() else {
                self.whole = true;
                break;
            };
            let found = lines.classify(&chunk.read, chunk.first_row, &chunk.lines)?;
            out.write(&found.answers)?;
            for row in &found.rejected {
                if let Some(rejects) = &mut rejects {
                    rejects.line(&rejected_line(&chunk.texts[row.at], &chunk.read[row.at], row))?;
                }
            }
            self.tally.add(&found);
            progress.at(file.done(), self.tally.rows());
            next = file.chunk()?;
        }
        self.end(&progress, out, rejects)
    }

    fn end(&self, progress: &Progress, out: Sink, rejects: Option<Sink>) -> Result<u64, Error> {
        out.finish()?;
        rejects.map_or(Ok(()), Sink::finish)?;
        progress.end();
        Ok(progress.rate(self.tally.rows()))
    }
}

/// The bytes of a file.
fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |found| found.len())
}
