//! The token stream the parsers read, and the memory of the furthest place where they stopped.

use super::MAX_DEPTH;
use crate::diagnostic::{Diagnostic, Source};
use crate::syntax::lexer::{Kind, Token};
use crate::syntax::tree::{At, Span};
use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Needed};
use std::cell::{Cell, RefCell};

/// What a parser wanted at the furthest place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// A thing described: `a condition`.
    Thing(&'static str),
    /// A word or sign of the language.
    Exactly(&'static str),
}

/// Why a parser will not be helped by going back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nested more than [`MAX_DEPTH`] deep.
    Depth,
    /// `and` beside `or`.
    Mixed,
    /// A day that is in no calendar.
    NoSuchDay,
    /// A fraction of zero.
    NoFraction,
}

/// What all the parsers of a source share.
pub struct Shared<'a> {
    pub source: &'a Source,
    pub tokens: &'a [Token],
    furthest: Cell<usize>,
    wanted: RefCell<Vec<Wanted>>,
    refusal: Cell<Option<Refusal>>,
}

/// A place in the tokens of one item.
#[derive(Clone, Copy)]
pub struct In<'a> {
    pub shared: &'a Shared<'a>,
    pub at: usize,
    pub end: usize,
    pub depth: usize,
}

/// That a parser did not match; what it wanted is remembered in [`Shared`].
#[derive(Debug)]
pub struct Miss;
impl<I> ParseError<I> for Miss {
    fn from_error_kind(_: I, _: ErrorKind) -> Miss {
        Miss
    }
    fn append(_: I, _: ErrorKind, other: Miss) -> Miss {
        other
    }
}

/// What a parser returns.
pub type Res<'a, T> = IResult<In<'a>, T, Miss>;

impl<'a> Shared<'a> {
    pub fn new(source: &'a Source, tokens: &'a [Token]) -> Shared<'a> {
        Shared { source, tokens, furthest: Cell::new(0), wanted: RefCell::default(), refusal: Cell::new(None) }
    }
    /// Forgets where parsers stopped, before something new is read.
    pub fn forget(&self, at: usize) {
        self.furthest.set(at);
        self.wanted.borrow_mut().clear();
        self.refusal.set(None);
    }
    pub fn furthest(&self) -> usize {
        self.furthest.get()
    }
    pub fn text(&self, token: Token) -> &'a str {
        self.source.text.get(token.span.start..token.span.end).unwrap_or("")
    }

    /// What is wrong at the furthest place, for tokens that end at `end`.
    pub fn diagnostic(&self, end: usize) -> Diagnostic {
        let at = self.furthest.get();
        let Some(token) = self.tokens[..end].get(at).or(self.tokens[..end].last()).copied() else {
            return Diagnostic::error("syntax.expected", "expected an item", self.source, Span::default());
        };
        let found = if at < end { shown(self.text(token)) } else { "the end of the text".to_owned() };
        let error = |code, message: String| Diagnostic::error(code, message, self.source, token.span);
        match self.refusal.get() {
            Some(Refusal::Depth) => {
                return error("syntax.depth", format!("nested more than {MAX_DEPTH} deep"))
                    .help("give the inner part a name with `term`");
            }
            Some(Refusal::Mixed) => {
                return error("syntax.expected", "`and` and `or` do not mix without parentheses".to_owned())
                    .help("put parentheses around what belongs together");
            }
            Some(Refusal::NoSuchDay) => {
                return error("syntax.expected", format!("expected a date, found {found}"))
                    .help("no such day in the calendar")
                    .label("not a day");
            }
            Some(Refusal::NoFraction) => {
                return error("syntax.expected", format!("expected a fraction above zero, found {found}"))
                    .help("write a fraction such as `1/2`, `2/3` or `1`")
                    .label("not a fraction");
            }
            None => {}
        }
        let mut wanted = self.wanted.borrow().clone();
        wanted.sort_unstable();
        wanted.dedup();
        let list = listed(&wanted);
        let label = if at < end { format!("{list} belongs here") } else { format!("{list} belongs after this") };
        error("syntax.expected", format!("expected {list}, found {found}")).label(label)
    }
}

/// A word of the user in backticks, cut when it is long.
pub fn shown(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { format!("`{short}…`") } else { format!("`{short}`") }
}

fn listed(wanted: &[Wanted]) -> String {
    let words: Vec<String> = wanted
        .iter()
        .map(|wanted| match wanted {
            Wanted::Thing(thing) => (*thing).to_owned(),
            Wanted::Exactly(word) => format!("`{word}`"),
        })
        .collect();
    match words.as_slice() {
        [] => "something else".to_owned(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}

impl<'a> In<'a> {
    pub fn peek(self, ahead: usize) -> Option<Token> {
        let at = self.at + ahead;
        if at < self.end { self.shared.tokens.get(at).copied() } else { None }
    }
    pub fn kind(self, ahead: usize) -> Option<Kind> {
        self.peek(ahead).map(|token| token.kind)
    }
    /// The text of the token so far ahead; empty at the end.
    pub fn text(self, ahead: usize) -> &'a str {
        self.peek(ahead).map_or("", |token| self.shared.text(token))
    }
    /// Whether the word so far ahead is this one.
    pub fn is(self, ahead: usize, word: &str) -> bool {
        self.kind(ahead) == Some(Kind::Word) && self.text(ahead) == word
    }
    /// Whether these words come next.
    pub fn are(self, words: &str) -> bool {
        words.split(' ').enumerate().all(|(ahead, word)| self.is(ahead, word))
    }
    pub fn skip(self, count: usize) -> In<'a> {
        In { at: (self.at + count).min(self.end), ..self }
    }
    /// Notes what was wanted here.
    pub fn want(self, wanted: Wanted) {
        let shared = self.shared;
        if self.at > shared.furthest.get() {
            shared.furthest.set(self.at);
            shared.wanted.borrow_mut().clear();
        }
        if self.at == shared.furthest.get() {
            shared.wanted.borrow_mut().push(wanted);
        }
    }
    pub fn miss<T>(self, wanted: Wanted) -> Res<'a, T> {
        self.want(wanted);
        Err(nom::Err::Error(Miss))
    }
    /// Stops for good: no other reading would help.
    pub fn refuse<T>(self, refusal: Refusal) -> Res<'a, T> {
        self.shared.furthest.set(self.at);
        self.shared.refusal.set(Some(refusal));
        Err(nom::Err::Failure(Miss))
    }
    /// The text between this place and a later one.
    pub fn span_to(self, later: In<'a>) -> Span {
        let start = self.shared.tokens.get(self.at).map_or(0, |token| token.span.start);
        let end =
            later.at.checked_sub(1).and_then(|at| self.shared.tokens.get(at)).map_or(start, |token| token.span.end);
        Span { start, end: end.max(start) }
    }
    /// Runs a parser, naming what it reads when it stops at its first token.
    pub fn expecting<T>(self, thing: &'static str, parser: impl FnOnce(In<'a>) -> Res<'a, T>) -> Res<'a, T> {
        let before = if self.shared.furthest.get() == self.at { self.shared.wanted.borrow().len() } else { 0 };
        let result = parser(self);
        if result.is_err() && self.shared.furthest.get() == self.at && self.shared.refusal.get().is_none() {
            self.shared.wanted.borrow_mut().truncate(before);
            self.want(Wanted::Thing(thing));
        }
        result
    }
    /// Runs a parser one level deeper.
    pub fn deeper<T>(self, parser: impl FnOnce(In<'a>) -> Res<'a, T>) -> Res<'a, T> {
        if self.depth >= MAX_DEPTH {
            return self.refuse(Refusal::Depth);
        }
        let (rest, found) = parser(In { depth: self.depth + 1, ..self })?;
        Ok((In { depth: self.depth, ..rest }, found))
    }
    /// A value that spans from here to a later place.
    pub fn at_to<T>(self, later: In<'a>, value: T) -> At<T> {
        At { value, span: self.span_to(later) }
    }
}

impl<'a> nom::Input for In<'a> {
    type Item = Token;
    type Iter = std::iter::Copied<std::slice::Iter<'a, Token>>;
    type IterIndices = std::iter::Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.end - self.at
    }
    fn take(&self, index: usize) -> Self {
        In { end: (self.at + index).min(self.end), ..*self }
    }
    fn take_from(&self, index: usize) -> Self {
        self.skip(index)
    }
    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }
    fn position<P: Fn(Token) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }
    fn iter_elements(&self) -> Self::Iter {
        let shared: &'a Shared<'a> = self.shared;
        shared.tokens[self.at..self.end].iter().copied()
    }
    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }
    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.input_len() { Ok(count) } else { Err(Needed::new(count - self.input_len())) }
    }
}
