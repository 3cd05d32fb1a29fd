//! Tokens to syntax tree: item by item, so that a mistake in one never touches another.

mod comments;
mod condition;
mod effect;
mod example;
mod input;
mod international;
mod item;
mod line;
mod penalty;
mod selection;
mod terminal;
mod time;
mod vocabulary;

pub use item::body_required;

use super::keywords::ITEMS;
use super::lexer::{Kind, Lexed, MAX_SOURCE_BYTES, Token, lex};
use super::tree::{File, Item, ItemKind, Span};
use crate::diagnostic::{Diagnostic, Source};
use crate::exact::nearest;
use input::{In, Shared, shown};
use item::{Read, item, item_begins};
use std::ops::Range;

/// How deep conditions, rows and gaps may nest.
pub const MAX_DEPTH: usize = 64;

/// What a source says, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// Everything that was understood.
    pub file: File,
    /// What was not, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a source. Never fails: what is not understood is reported, and the rest is read.
pub fn parse(source: &Source) -> Parsed {
    if source.text.len() > MAX_SOURCE_BYTES {
        let message = format!("the file is larger than {} MiB", MAX_SOURCE_BYTES / 1024 / 1024);
        let found =
            Diagnostic::error("syntax.size", message, source, Span::default()).help("divide it into several files");
        return Parsed { file: File::default(), diagnostics: vec![found] };
    }
    let Lexed { tokens, comments, diagnostics: lexical } = lex(source);
    let shared = Shared::new(source, &tokens);
    let mut reader = Reader { shared: &shared, items: Vec::new(), diagnostics: Vec::new(), lexical: &lexical };
    let closes = closing_braces(&shared);
    for segment in segments(&shared) {
        reader.segment(segment, &closes);
    }
    let Reader { items, mut diagnostics, .. } = reader;
    let mut file = File { items, trailing: Vec::new() };
    comments::attach(&mut file, &comments, &tokens);
    diagnostics.extend(lexical);
    diagnostics.sort_by_key(|found| found.span.start);
    Parsed { file, diagnostics }
}

/// The tokens of the item just read without a mistake.
struct Last {
    start: usize,
    end: usize,
}

struct Reader<'a> {
    shared: &'a Shared<'a>,
    items: Vec<Item>,
    diagnostics: Vec<Diagnostic>,
    lexical: &'a [Diagnostic],
}

impl Reader<'_> {
    /// Reads the items of a stretch that no mistake outside it can reach.
    fn segment(&mut self, segment: Range<usize>, closes: &[Option<usize>]) {
        let shared = self.shared;
        let Some(column) = shared.tokens.get(segment.start).map(|token| token.column) else { return };
        let mut at = segment.start;
        let mut last = None;
        while at < segment.end {
            let start = In { shared, at, end: segment.end, depth: 0 };
            let column = column.min(shared.tokens[at].column);
            let Some(kind) = item_begins(shared, at, segment.end) else {
                let next = resume(shared, column, at + 1, segment.end);
                let stray = stray(start, last.as_ref());
                self.report(vec![stray], last.map_or(at, |last: Last| last.start)..next);
                (at, last) = (next, None);
                continue;
            };
            // a brace in the column of its item, or with a neighbour after it, surely is the last
            let last_brace = |end: usize| shared.tokens[end - 1].first && shared.tokens[end - 1].column <= column;
            let sound =
                |end: usize| end >= segment.end || begins_after(shared, column, end, segment.end) || last_brace(end);
            let Read { item, diagnostics, next } = item(start, kind, closes, sound);
            let end = next.unwrap_or_else(|| resume(shared, column, at + 1, segment.end)).max(at + 1);
            last = diagnostics.is_empty().then_some(Last { start: at, end });
            self.report(diagnostics, at..end);
            self.items.extend(item);
            at = end;
        }
    }

    /// Keeps what is wrong in an item, but nothing that a bad string or character before it may have caused.
    fn report(&mut self, found: Vec<Diagnostic>, tokens: Range<usize>) {
        let all = self.shared.tokens;
        let Some((first, last)) = all.get(tokens.start).zip(all.get(tokens.end - 1)) else { return };
        let from = self.lexical.partition_point(|bad| bad.span.end <= first.span.start);
        let bad = self.lexical.get(from).filter(|bad| bad.span.start < last.span.end);
        let text = &self.shared.source.text;
        let line = bad.map(|bad| text[..bad.span.start].rfind('\n').map_or(0, |n| n + 1));
        self.diagnostics.extend(found.into_iter().filter(|found| line.is_none_or(|line| found.span.start < line)));
    }
}

/// The brace that closes each brace, within the stretch it stands in.
fn closing_braces(shared: &Shared) -> Vec<Option<usize>> {
    let mut closes = vec![None; shared.tokens.len()];
    for segment in segments(shared) {
        let mut open = Vec::new();
        for at in segment {
            match shared.tokens[at].kind {
                Kind::OpenBrace => open.push(at),
                Kind::CloseBrace => {
                    if let Some(opened) = open.pop() {
                        closes[opened] = Some(at);
                    }
                }
                _ => {}
            }
        }
    }
    closes
}

/// Stretches that begin with the keyword of an item in the first column. Within braces only what surely is the head of
/// an item counts: then a brace is missing before it.
fn segments(shared: &Shared) -> Vec<Range<usize>> {
    let tokens = shared.tokens;
    let mut starts = Vec::new();
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::OpenBrace => depth += 1,
            Kind::CloseBrace => depth = depth.saturating_sub(1),
            Kind::Word if token.first && token.column == 0 => {
                if let Some(kind) = item_begins(shared, at, tokens.len())
                    && !continues(shared, at, kind)
                    && (depth == 0 || surely_begins(shared, at, kind))
                {
                    starts.push(at);
                    depth = 0;
                }
            }
            _ => {}
        }
    }
    let ends = starts.iter().copied().skip(1).chain([tokens.len()]);
    let first = starts.first().copied().unwrap_or(tokens.len());
    std::iter::once(0..first).chain(starts.iter().copied().zip(ends).map(|(start, end)| start..end)).collect()
}

/// Whether `law`, `title` … goes on with the selection before it.
fn continues(shared: &Shared, at: usize, kind: ItemKind) -> bool {
    let heading = matches!(kind, ItemKind::Law | ItemKind::Book | ItemKind::Title | ItemKind::Chapter);
    let Some(before) = at.checked_sub(1).and_then(|at| shared.tokens.get(at)) else { return false };
    let joins = ["over", "except", "and", "between", "on", "to"].contains(&shared.text(*before));
    heading && (before.kind == Kind::Comma || (before.kind == Kind::Word && joins))
}

/// Whether the words here can be nothing but the head of an item.
fn surely_begins(shared: &Shared, at: usize, kind: ItemKind) -> bool {
    let i = In { shared, at, end: shared.tokens.len(), depth: 0 };
    let named = matches!(i.kind(1), Some(Kind::Word | Kind::Id | Kind::Integer));
    match kind {
        ItemKind::Prevails => true,
        ItemKind::Book | ItemKind::Title | ItemKind::Chapter => i.kind(1) == Some(Kind::Integer),
        ItemKind::NoExcuse => true,
        ItemKind::Example => {
            i.kind(1) == Some(Kind::String) && [2, 4].iter().any(|ahead| i.kind(*ahead) == Some(Kind::OpenBrace))
        }
        _ => named && matches!(i.kind(2), Some(Kind::String | Kind::OpenBrace)),
    }
}

/// Whether an item begins at `at`, as the neighbour of one that began in this column.
fn begins_after(shared: &Shared, column: usize, at: usize, end: usize) -> bool {
    let token = shared.tokens[at];
    item_begins(shared, at, end).is_some() && (!token.first || token.column <= column)
}

/// Where to go on after a mistake that left the end of an item unknown.
fn resume(shared: &Shared, column: usize, from: usize, end: usize) -> usize {
    (from..end).find(|at| shared.tokens[*at].first && begins_after(shared, column, *at, end)).unwrap_or(end)
}

/// What is wrong when no item begins here; `last` is the item just before.
fn stray(i: In, last: Option<&Last>) -> Diagnostic {
    let span = i.span_to(i.skip(1));
    let word = i.text(0);
    let error = |code, message: String| Diagnostic::error(code, message, i.shared.source, span);
    if i.kind(0) == Some(Kind::CloseBrace) {
        return error("syntax.brace", "`}` closes nothing".to_owned())
            .help("take it out, or write the `{` it belongs to");
    }
    if last.is_some_and(|last| last.end == i.at) && line::line_begins(i).is_some() {
        return error("syntax.brace", format!("expected `{{`, found {}", shown(word)))
            .help("the lines of an item stand between `{` and `}`")
            .label("`{` belongs before this");
    }
    if last.is_some() && i.peek(0).is_some_and(|token: Token| !token.first) && i.shared.furthest() >= i.at {
        i.want(input::Wanted::Thing("the next item"));
        return i.shared.diagnostic(i.end);
    }
    let known = ITEMS.iter().map(|(_, words)| *words);
    let near = if i.kind(0) == Some(Kind::Word) { nearest(word, known) } else { None };
    let found = error("syntax.unknown_item", format!("no item begins with {}", shown(word)))
        .label("an item begins with a keyword");
    match near {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found.help("an item begins with a word such as `offence`, `aggravation` or `fact`"),
    }
}
