//! Where findings are gathered.

use crate::diagnostic::{Diagnostic, Level, Source};
use crate::syntax::tree::Span;
use std::cell::{Cell, RefCell};

/// The most errors, and the most warnings, that are kept of one run.
pub(crate) const MAX_FINDINGS: usize = 10_000;

/// The findings of one run, over all files.
pub(crate) struct Report {
    sources: Vec<Source>,
    found: RefCell<Vec<(usize, Diagnostic)>>,
    errors: Cell<usize>,
    warnings: Cell<usize>,
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
        Report { sources, found: RefCell::default(), errors: Cell::new(0), warnings: Cell::new(0) }
    }
    pub(crate) fn sources(&self) -> &[Source] {
        &self.sources
    }
    /// How many errors there are so far.
    pub(crate) fn errors(&self) -> usize {
        self.errors.get()
    }
    /// Whether some text was not understood.
    pub(crate) fn has_syntax_errors(&self) -> bool {
        self.found.borrow().iter().any(|(_, d)| d.code.starts_with("syntax."))
    }
    /// Whether no error lies within an item.
    pub(crate) fn is_sound(&self, place: &super::place::Place) -> bool {
        let item = place.item.span;
        !self.found.borrow().iter().any(|(file, d)| {
            *file == place.file && d.level == Level::Error && item.start <= d.span.start && d.span.start < item.end
        })
    }
    /// Whether some text of an item was not understood.
    pub(crate) fn is_understood(&self, place: &super::place::Place) -> bool {
        let item = place.item.span;
        !self.found.borrow().iter().any(|(file, d)| {
            let inside = *file == place.file && item.start <= d.span.start && d.span.start < item.end;
            inside && d.code.starts_with("syntax.")
        })
    }
    pub(crate) fn add(&self, file: usize, found: Diagnostic) {
        let count = if found.level == Level::Error { &self.errors } else { &self.warnings };
        count.set(count.get() + 1);
        if count.get() <= MAX_FINDINGS {
            self.found.borrow_mut().push((file, found));
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
        let lines: std::collections::BTreeSet<(usize, usize)> =
            found.iter().filter(|(_, d)| d.code.starts_with("syntax.")).map(|(file, d)| (*file, line_of(d))).collect();
        // what stands on a line that was not understood is not what was meant
        found.retain(|(file, d)| d.code.starts_with("syntax.") || !lines.contains(&(*file, line_of(d))));
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

/// Where the line of a finding begins.
fn line_of(found: &Diagnostic) -> usize {
    let before = found.source.text.get(..found.span.start).unwrap_or_default();
    before.rfind('\n').map_or(0, |at| at + 1)
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
