//! What is wrong with rule text: a stable code, a one-line message, help, and the text it is about.

use crate::syntax::tree::Span;
use miette::{LabeledSpan, Severity, SourceCode};
use std::fmt;
use std::sync::Arc;

/// A source file of rules.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the folder of rules, with `/`.
    pub path: String,
    /// Its text, CRLF turned into LF.
    pub text: Arc<str>,
}

/// Whether the rules can be used in spite of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The rules are wrong.
    Error,
    /// The rules can be used; somebody should look.
    Warning,
}

/// One finding about rule text.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// A stable code of [`crate::codes`]: `syntax.expected`, `name.unknown`.
    pub code: &'static str,
    /// Error or warning.
    pub level: Level,
    /// One line, lower case, the user's words in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What stands under the underline.
    pub label: String,
    /// The file.
    pub source: Source,
    /// The text it is about.
    pub span: Span,
}

impl Diagnostic {
    /// An error about a place in a file.
    pub fn error(code: &'static str, message: impl Into<String>, source: &Source, span: Span) -> Diagnostic {
        Diagnostic {
            code,
            level: Level::Error,
            message: message.into(),
            help: None,
            label: "here".into(),
            source: source.clone(),
            span,
        }
    }
    /// A warning about a place in a file.
    pub fn warning(code: &'static str, message: impl Into<String>, source: &Source, span: Span) -> Diagnostic {
        Diagnostic { level: Level::Warning, ..Diagnostic::error(code, message, source, span) }
    }
    /// With help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
    /// With words under the underline.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }
    /// Line and column, from 1; the column counts characters.
    pub fn position(&self) -> (usize, usize) {
        let before = self.source.text.get(..self.span.start).unwrap_or(&self.source.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
    /// The underlined text.
    pub fn underlined(&self) -> &str {
        self.source.text.get(self.span.start..self.span.end).unwrap_or("")
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
impl std::error::Error for Diagnostic {}
impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }
    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
        })
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display + 'a>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let length = self.span.end.saturating_sub(self.span.start);
        Some(Box::new(std::iter::once(LabeledSpan::new(Some(self.label.clone()), self.span.start, length))))
    }
}
impl SourceCode for Diagnostic {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
        let contents = self.source.text.read_span(span, before, after)?;
        Ok(Box::new(miette::MietteSpanContents::new_named(
            self.source.path.clone(),
            contents.data(),
            *contents.span(),
            contents.line(),
            contents.column(),
            contents.line_count(),
        )))
    }
}
