//! Where findings are gathered.

use crate::diagnostic::{Diagnostic, Level, Source};
use crate::syntax::tree::Span;
use std::cell::{Cell, RefCell};

/// The most findings that are kept of one run.
pub(crate) const MAX_FINDINGS: usize = 10_000;

/// The findings of one run, over all files.
pub(crate) struct Report {
    sources: Vec<Source>,
    found: RefCell<Vec<(usize, Diagnostic)>>,
    errors: Cell<usize>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// The file.
    pub file: usize,
    /// The text.
    pub span: Span,
}

impl Report {
    pub(crate) fn new(sources: Vec<Source>) -> Report {
        Report { sources, found: RefCell::default(), errors: Cell::new(0) }
    }
    pub(crate) fn sources(&self) -> &[Source] {
        &self.sources
    }
    /// How many errors there are so far.
    pub(crate) fn errors(&self) -> usize {
        self.errors.get()
    }
    pub(crate) fn add(&self, file: usize, found: Diagnostic) {
        let mut all = self.found.borrow_mut();
        if found.level == Level::Error {
            self.errors.set(self.errors.get() + 1);
        }
        if all.len() < MAX_FINDINGS {
            all.push((file, found));
        }
    }
    /// An error with help.
    pub(crate) fn error(&self, at: Spot, code: &'static str, message: impl Into<String>, help: impl Into<Help>) {
        if let Some(source) = self.sources.get(at.file) {
            let mut found = Diagnostic::error(code, message, source, at.span);
            found.help = help.into().0;
            self.add(at.file, found);
        }
    }
    /// A warning with help.
    pub(crate) fn warning(&self, at: Spot, code: &'static str, message: impl Into<String>, help: impl Into<Help>) {
        if let Some(source) = self.sources.get(at.file) {
            let mut found = Diagnostic::warning(code, message, source, at.span);
            found.help = help.into().0;
            self.add(at.file, found);
        }
    }
    /// The findings with their files, each once, by file and place.
    pub(crate) fn take(&self) -> Vec<(usize, Diagnostic)> {
        let mut found = self.found.take();
        found.sort_by(|(a_file, a), (b_file, b)| {
            let key = |file: &usize, d: &Diagnostic| (*file, d.span.start, d.span.end, d.code);
            key(a_file, a).cmp(&key(b_file, b)).then_with(|| a.message.cmp(&b.message))
        });
        found.dedup_by(|(a_file, a), (b_file, b)| {
            a_file == b_file
                && (a.span.start, a.span.end, a.code) == (b.span.start, b.span.end, b.code)
                && a.message == b.message
        });
        found
    }
}

/// Help, or none.
pub(crate) struct Help(Option<String>);

impl From<&str> for Help {
    fn from(text: &str) -> Help {
        Help((!text.is_empty()).then(|| text.to_owned()))
    }
}
impl From<String> for Help {
    fn from(text: String) -> Help {
        Help(Some(text))
    }
}
impl From<Option<String>> for Help {
    fn from(text: Option<String>) -> Help {
        Help(text)
    }
}
