//! Text to tokens with their places; comments are kept beside them.

use super::tree::Span;
use crate::diagnostic::{Diagnostic, Source};
use std::borrow::Cow;

/// The longest source that is read.
pub const MAX_SOURCE_BYTES: usize = 8 * 1024 * 1024;

/// The text with CRLF turned into LF and without a byte-order mark.
pub fn normalise(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the token of its own name in docs/language.md §1")]
pub enum Kind {
    Word,
    Id,
    Integer,
    Decimal,
    Fraction,
    Date,
    String,
    OpenBrace,
    CloseBrace,
    OpenParen,
    CloseParen,
    Comma,
    Colon,
    Semicolon,
    Slash,
    Equals,
    DotDot,
}

/// A token and its place.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where.
    pub span: Span,
    /// Bytes between the start of its source line and the token.
    pub column: usize,
    /// Whether it is the first token of its source line.
    pub first: bool,
}

/// A comment and its place.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Text after `#`, trimmed right.
    pub text: String,
    /// Byte of the `#`.
    pub start: usize,
    /// How many tokens stand before it.
    pub tokens_before: usize,
    /// Whether it has its source line to itself.
    pub whole_line: bool,
    /// Whether a blank line stands before it.
    pub blank_before: bool,
    /// Whether a blank line follows it.
    pub blank_after: bool,
}

/// What the lexer found.
pub struct Lexed {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// The comments.
    pub comments: Vec<Comment>,
    /// Bad strings and characters, at most one for each source line.
    pub diagnostics: Vec<Diagnostic>,
}

/// Cuts a source into tokens. Never fails: what cannot be read is reported and skipped.
pub fn lex(source: &Source) -> Lexed {
    let mut lexer = Lexer {
        source,
        text: &source.text,
        at: 0,
        line_start: 0,
        first: true,
        found: Lexed { tokens: Vec::new(), comments: Vec::new(), diagnostics: Vec::new() },
        reported_line: None,
    };
    lexer.run();
    lexer.found
}

struct Lexer<'a> {
    source: &'a Source,
    text: &'a str,
    at: usize,
    line_start: usize,
    first: bool,
    found: Lexed,
    reported_line: Option<usize>,
}

fn part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

impl Lexer<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn run(&mut self) {
        while self.at < self.text.len() {
            let start = self.at;
            match self.byte(start) {
                b'\n' => {
                    self.at += 1;
                    self.line_start = self.at;
                    self.first = true;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'#' => self.comment(),
                b'"' => self.string(),
                b'{' => self.token(Kind::OpenBrace, start + 1),
                b'}' => self.token(Kind::CloseBrace, start + 1),
                b'(' => self.token(Kind::OpenParen, start + 1),
                b')' => self.token(Kind::CloseParen, start + 1),
                b',' => self.token(Kind::Comma, start + 1),
                b':' => self.token(Kind::Colon, start + 1),
                b';' => self.token(Kind::Semicolon, start + 1),
                b'/' => self.token(Kind::Slash, start + 1),
                b'=' => self.token(Kind::Equals, start + 1),
                b'.' if self.byte(start + 1) == b'.' => self.token(Kind::DotDot, start + 2),
                b'0'..=b'9' => self.number(),
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
                _ => self.stray(),
            }
        }
    }

    fn token(&mut self, kind: Kind, end: usize) {
        let span = Span { start: self.at, end };
        self.found.tokens.push(Token { kind, span, column: self.at - self.line_start, first: self.first });
        self.first = false;
        self.at = end;
    }

    /// One finding a line: text with a lost quote would give a dozen, and the string is the one to name.
    fn report(&mut self, code: &'static str, message: String, help: &str, end: usize) {
        let span = Span { start: self.at, end };
        let found = Diagnostic::error(code, message, self.source, span).help(help);
        if self.reported_line == Some(self.line_start) {
            if code == "syntax.string" && self.found.diagnostics.last().is_some_and(|d| d.code != code) {
                self.found.diagnostics.pop();
                self.found.diagnostics.push(found);
            }
            return;
        }
        self.reported_line = Some(self.line_start);
        self.found.diagnostics.push(found);
    }

    fn comment(&mut self) {
        let end = self.text[self.at..].find('\n').map_or(self.text.len(), |n| self.at + n);
        let blank = |line: Option<&str>| line.is_some_and(|line| line.trim().is_empty());
        let before =
            self.text[..self.line_start].strip_suffix('\n').map(|text| &text[text.rfind('\n').map_or(0, |n| n + 1)..]);
        let after = self.text.get(end + 1..).map(|text| &text[..text.find('\n').unwrap_or(text.len())]);
        self.found.comments.push(Comment {
            text: self.text[self.at + 1..end].trim_end().to_owned(),
            start: self.at,
            tokens_before: self.found.tokens.len(),
            whole_line: self.first,
            blank_before: blank(before),
            blank_after: blank(after),
        });
        self.at = end;
    }

    fn string(&mut self) {
        let mut end = self.at + 1;
        let mut bad_escape = None;
        loop {
            match self.byte(end) {
                b'"' => break,
                b'\\' if matches!(self.byte(end + 1), b'"' | b'\\') => end += 2,
                b'\\' => {
                    bad_escape = Some(end);
                    end += 1;
                }
                b'\n' => return self.unterminated(end),
                0 if end >= self.text.len() => return self.unterminated(self.text.len()),
                _ => end += 1,
            }
        }
        if bad_escape.is_some() {
            let message = "a `\\` in a string stands only before `\"` or `\\`".to_owned();
            self.report("syntax.string", message, "write `\\\\` for a backslash", end + 1);
        }
        self.token(Kind::String, end + 1);
    }

    fn unterminated(&mut self, end: usize) {
        let end = self.at + self.text[self.at..end].trim_end().len();
        self.report("syntax.string", "a string is not closed on its line".to_owned(), "close it with `\"`", end);
        self.token(Kind::String, end);
    }

    /// The end of a run of letters, digits and `_`.
    fn run_end(&self, mut at: usize) -> usize {
        while part(self.byte(at)) {
            at += 1;
        }
        at
    }

    /// The end of an address whose first part ends at `at`: `-` and `:` parts without spaces, then `#role`.
    fn id_end(&self, mut at: usize) -> usize {
        while matches!(self.byte(at), b'-' | b':') && part(self.byte(at + 1)) {
            at = self.run_end(at + 1);
        }
        if self.byte(at) == b'#' && self.byte(at + 1).is_ascii_lowercase() {
            at = self.run_end(at + 1);
            while self.byte(at) == b'.' && part(self.byte(at + 1)) {
                at = self.run_end(at + 1);
            }
        }
        at
    }

    fn number(&mut self) {
        let start = self.at;
        let digits = |from: usize| {
            let mut at = from;
            while self.byte(at).is_ascii_digit() {
                at += 1;
            }
            at
        };
        let whole = digits(start);
        let dash = |at: usize| self.byte(at) == b'-';
        if whole == start + 4 && dash(whole) && digits(whole + 1) == whole + 3 && dash(whole + 3) {
            let end = digits(whole + 4);
            if end == whole + 6 && !part(self.byte(end)) && !(dash(end) && part(self.byte(end + 1))) {
                return self.token(Kind::Date, end);
            }
        }
        let (kind, end) = match self.byte(whole) {
            b'.' if self.byte(whole + 1).is_ascii_digit() => (Kind::Decimal, digits(whole + 1)),
            b'/' if self.byte(whole + 1).is_ascii_digit() => (Kind::Fraction, digits(whole + 1)),
            _ => {
                let end = self.id_end(self.run_end(whole));
                (if end == whole { Kind::Integer } else { Kind::Id }, end)
            }
        };
        self.token(kind, end);
    }

    fn word(&mut self) {
        let start = self.at;
        let head = self.run_end(start);
        let first = &self.text.as_bytes()[start..head];
        let siglum = first.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            || (matches!(first[0], b'p' | b's') && first.len() > 1 && first[1..].iter().all(u8::is_ascii_digit));
        if siglum {
            let end = self.id_end(head);
            if self.text.as_bytes()[start..end].iter().any(|b| matches!(b, b':' | b'#')) {
                return self.token(Kind::Id, end);
            }
        }
        let mut end = head;
        while matches!(self.byte(end), b'.' | b'-') && part(self.byte(end + 1)) {
            end = self.run_end(end + 1);
        }
        if self.byte(end) >= 0x80 && self.letter_at(end) {
            return self.foreign(end);
        }
        self.token(Kind::Word, end);
    }

    fn letter_at(&self, at: usize) -> bool {
        self.text.get(at..).and_then(|text| text.chars().next()).is_some_and(char::is_alphabetic)
    }

    /// A name with letters that names may not have: reported, and kept as a word so that nothing else is.
    fn foreign(&mut self, from: usize) {
        let rest = &self.text[from..];
        let end = from + rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let message = format!("`{}` has a letter that names may not have", &self.text[self.at..end]);
        self.report("syntax.character", message, "names are written with a to z, digits and `_`", end);
        self.token(Kind::Word, end);
    }

    fn stray(&mut self) {
        if self.letter_at(self.at) {
            return self.foreign(self.at);
        }
        let Some(c) = self.text[self.at..].chars().next() else {
            self.at = self.text.len();
            return;
        };
        let end = self.at + c.len_utf8();
        if !c.is_whitespace() {
            let shown = if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
            let message = format!("the character `{shown}` has no meaning here");
            self.report("syntax.character", message, "text for people stands between `\"`", end);
        }
        self.at = end;
    }
}
