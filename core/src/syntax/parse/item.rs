//! One item: its header, then its lines, each read by itself so that a mistake in one leaves the others whole.

use super::condition::condition;
use super::input::{In, Res, Shared, Wanted, shown};
use super::line::{line, line_begins};
use super::selection::selection;
use super::terminal::{id, label, named, sign, words};
use crate::diagnostic::Diagnostic;
use crate::exact::nearest;
use crate::packed::Str;
use crate::syntax::keywords::{ITEMS, LINES, item_keyword};
use crate::syntax::lexer::Kind;
use crate::syntax::tree::{At, Comments, Header, Item, ItemKind, Label, Line};
use nom::Parser;
use nom::combinator::{map, opt};
use nom::multi::separated_list1;
use nom::sequence::{pair, preceded, separated_pair};

/// What reading an item gave.
pub struct Read {
    /// The item, as far as it was understood.
    pub item: Option<Item>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the next item may begin; `None` when the end of this one is lost.
    pub next: Option<usize>,
}

/// Reads an item; `closes` gives the brace that closes each brace, `sound` whether an item may end at a place.
pub fn item<'a>(start: In<'a>, kind: ItemKind, closes: &[Option<usize>], sound: impl Fn(usize) -> bool) -> Read {
    let shared = start.shared;
    shared.forget(start.at);
    let keyword = item_keyword(kind);
    let mut diagnostics = Vec::new();
    let header = header(start.skip(keyword.split(' ').count()), kind);
    let (after, name, label, header) = match header {
        Ok((after, (name, label, header))) => (after, Some(name), label, header),
        Err(_) => {
            diagnostics.push(shared.diagnostic(start.end));
            // the first brace after the mistake opens the body, when it closes where an item ends
            let open = (shared.furthest()..start.end).find(|at| closes[*at].is_some());
            (In { at: open.unwrap_or(start.end), ..start }, None, None, Header::Plain)
        }
    };
    let mut read = Item {
        comments: Comments::default(),
        span: start.span_to(after),
        kind,
        name: name.clone().unwrap_or(At { value: Str::default(), span: start.span_to(start.skip(1)) }),
        label,
        header,
        lines: Vec::new(),
        inner_trailing: Vec::new(),
    };
    if after.kind(0) != Some(Kind::OpenBrace) {
        if name.is_some() && body_required(kind) {
            after.want(Wanted::Exactly("{"));
            diagnostics.push(shared.diagnostic(start.end));
        }
        let next = if diagnostics.is_empty() { Some(after.at) } else { None };
        return Read { item: name.map(|_| read), diagnostics, next };
    }
    let close = closes.get(after.at).copied().flatten().filter(|close| sound(close + 1));
    if name.is_none() && close.is_none() {
        return Read { item: None, diagnostics, next: None };
    }
    let (rest, lines) = body(after, close, &mut diagnostics);
    read.lines = lines;
    read.span = start.span_to(rest.unwrap_or(after));
    let next = close.map(|close| close + 1).or(if diagnostics.is_empty() { rest.map(|rest| rest.at) } else { None });
    Read { item: name.map(|_| read), diagnostics, next }
}

/// The lines from `{` to `}`. `close` is the brace that surely closes the body; without it the first mistake ends it.
fn body<'a>(open: In<'a>, close: Option<usize>, diagnostics: &mut Vec<Diagnostic>) -> (Option<In<'a>>, Vec<Line>) {
    let shared = open.shared;
    let end = close.map_or(open.end, |close| close + 1);
    let mut i = In { end, ..open.skip(1) };
    let mut lines = Vec::new();
    shared.forget(i.at);
    loop {
        if i.kind(0) == Some(Kind::CloseBrace) {
            return (Some(In { end: open.end, ..i.skip(1) }), lines);
        }
        let found = match line_begins(i) {
            Some((kind, keyword)) => {
                shared.forget(i.at);
                line(i, kind, keyword).ok()
            }
            None => None,
        };
        if let Some((rest, line)) = found {
            if rest.kind(0) == Some(Kind::CloseBrace) || line_begins(rest).is_some() {
                lines.push(line);
                i = rest;
                continue;
            }
            lines.push(line);
            diagnostics.push(after_line(open, rest));
        } else if line_begins(i).is_some() {
            diagnostics.push(if shared.furthest() < end { shared.diagnostic(end) } else { unclosed(open) });
        } else {
            diagnostics.push(after_line(open, i));
        }
        let from = i.at;
        match close.and_then(|close| next_line(i, from, shared.furthest(), close)) {
            Some(at) => i = In { at, ..i },
            None => return (close.map(|close| In { at: close + 1, end: open.end, ..i }), lines),
        }
    }
}

/// What is wrong when neither a line nor `}` follows.
fn after_line(open: In, rest: In) -> Diagnostic {
    let shared = open.shared;
    let Some(token) = rest.peek(0) else {
        return unclosed(open);
    };
    if shared.furthest() > rest.at {
        return shared.diagnostic(rest.end);
    }
    if token.first || rest.at == open.at + 1 {
        shared.forget(rest.at);
        return unknown_line(rest);
    }
    rest.want(Wanted::Thing("the next line"));
    shared.diagnostic(rest.end)
}

fn unclosed(open: In) -> Diagnostic {
    let span = open.span_to(open.skip(1));
    Diagnostic::error("syntax.brace", "`{` is never closed", open.shared.source, span)
        .help("write `}` after the last line of the item")
        .label("opened here")
}

fn unknown_line(i: In) -> Diagnostic {
    let word = i.text(0);
    let span = i.span_to(i.skip(1));
    let known = || LINES.iter().map(|(_, words)| *words);
    let two = format!("{word} {}", i.text(1));
    let one = i.kind(0) == Some(Kind::Word);
    let near =
        if one { nearest(&two, known().filter(|w| w.contains(' '))).or_else(|| nearest(word, known())) } else { None };
    let found =
        Diagnostic::error("syntax.unknown_line", format!("no line begins with {}", shown(word)), i.shared.source, span)
            .label("a line begins with a keyword");
    match near {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found.help("docs/language.md §8 to §12 list the lines of each item"),
    }
}

/// The first place after a mistake where a source line begins with the keyword of a line of this body.
fn next_line(i: In, from: usize, mistake: usize, close: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in i.shared.tokens.iter().enumerate().take(close).skip(from) {
        let begins = || line_begins(In { at, end: close, ..i }).is_some();
        match token.kind {
            Kind::OpenBrace => depth += 1,
            Kind::CloseBrace => depth = depth.saturating_sub(1),
            _ if depth == 0 && at > from && at >= mistake && token.first && begins() => return Some(at),
            _ => {}
        }
    }
    None
}

/// Items that are of no use without lines.
pub fn body_required(kind: ItemKind) -> bool {
    use ItemKind as I;
    !matches!(
        kind,
        I::Law
            | I::Named
            | I::Book
            | I::Title
            | I::Chapter
            | I::Subject
            | I::Term
            | I::Unit
            | I::Consequence
            | I::Interest
            | I::Report
    )
}

type Head = (At<Str>, Option<Label>, Header);

fn header(i: In, kind: ItemKind) -> Res<Head> {
    let nameless = At { value: Str::default(), span: i.span_to(i) };
    match kind {
        ItemKind::Example => map(label, |label| (nameless.clone(), Some(label), Header::Plain)).parse(i),
        ItemKind::Prevails => {
            let over = |header| (nameless.clone(), None, header);
            if i.are("none between") {
                let pair = separated_pair(selection, words("and"), selection);
                return map(pair, |(a, b)| over(Header::NoneBetween(a, b))).parse(i.skip(2));
            }
            map(separated_pair(selection, words("over"), selection), |(a, b)| over(Header::Over(a, b))).parse(i)
        }
        ItemKind::Book | ItemKind::Title | ItemKind::Chapter => {
            map(pair(named("a number"), optional_label), |(name, label)| (name, label, Header::Plain)).parse(i)
        }
        ItemKind::Term => {
            let (i, (name, label)) = pair(named("the name of the term"), optional_label).parse(i)?;
            let (i, by) = opt(preceded(words("by"), id)).parse(i)?;
            let (i, ()) = sign(Kind::Equals)(i)?;
            let (i, condition) = condition(i)?;
            Ok((i, (name, label, Header::Definition { by, condition })))
        }
        ItemKind::Subject => {
            let (i, (name, title)) = pair(named("the name of the subject"), optional_label).parse(i)?;
            if !i.is(0, "roles") {
                i.want(Wanted::Exactly("roles"));
                return Ok((i, (name, title, Header::Plain)));
            }
            let role = pair(named("a role"), label);
            let (i, roles) = separated_list1(sign(Kind::Comma), role).parse(i.skip(1))?;
            Ok((i, (name, title, Header::Roles(roles))))
        }
        _ => map(pair(named("a name"), optional_label), |(name, label)| (name, label, Header::Plain)).parse(i),
    }
}

fn optional_label(i: In) -> Res<Option<Label>> {
    if i.kind(0) == Some(Kind::String) {
        return map(label, Some).parse(i);
    }
    i.want(Wanted::Thing("a label"));
    Ok((i, None))
}

/// The kind of the item whose keyword stands here.
pub fn item_begins(shared: &Shared, at: usize, end: usize) -> Option<ItemKind> {
    let i = In { shared, at, end, depth: 0 };
    ITEMS.iter().find(|(_, words)| i.are(words)).map(|(kind, _)| *kind)
}
