//! Comments to the nodes they stand with, so that none is lost.
//!
//! A comment at the end of a source line belongs to the innermost node that ends there (for an item also: whose `{` or
//! `}` stands there). A whole-line comment belongs to the next node within the innermost node around it. Any other is
//! hoisted before the innermost node around it.

use crate::syntax::lexer::{Comment, Kind, Token};
use crate::syntax::tree::{Comments, EffectExpr, Entry, File, Item, PenaltyExpr, Span, TypeExpr, Value};

struct Node<'t> {
    /// Whether it is a line of the body: nothing before it reaches behind its end.
    line: bool,
    span: Span,
    comments: &'t mut Comments,
}

/// Gives every comment its node.
pub fn attach(file: &mut File, comments: &[Comment], tokens: &[Token]) {
    let mut rest = comments;
    for item in &mut file.items {
        let before = rest.partition_point(|comment| comment.start < item.span.start);
        let inside =
            rest.partition_point(|comment| comment.start < item.span.end || ends_at(comment, tokens, item.span.end));
        own_lines(&rest[..before], &mut item.comments.before);
        let inside_only = &rest[before..inside.max(before)];
        rest = &rest[inside.max(before)..];
        attach_inside(item, inside_only, tokens);
    }
    own_lines(rest, &mut file.trailing);
    if file.trailing.last().is_some_and(|line| line == "\n") {
        file.trailing.pop();
    }
}

/// Whether a comment ends the source line whose last token ends at `end`.
fn ends_at(comment: &Comment, tokens: &[Token], end: usize) -> bool {
    !comment.whole_line && last_token(comment, tokens).is_some_and(|token| token.span.end == end)
}

fn last_token(comment: &Comment, tokens: &[Token]) -> Option<Token> {
    comment.tokens_before.checked_sub(1).and_then(|at| tokens.get(at)).copied()
}

/// Comments before an item keep the blank lines between them: they part sections.
fn own_lines(comments: &[Comment], to: &mut Vec<String>) {
    for comment in comments {
        if comment.blank_before && to.last().is_some_and(|line| line != "\n") {
            to.push("\n".to_owned());
        }
        to.push(comment.text.clone());
        if comment.blank_after {
            to.push("\n".to_owned());
        }
    }
}

fn attach_inside(item: &mut Item, comments: &[Comment], tokens: &[Token]) {
    if comments.is_empty() {
        return;
    }
    let open = body_open(item, tokens);
    let (mut inner_trailing, mut own) = (Vec::new(), Comments::default());
    let mut nodes = Vec::new();
    for line in &mut item.lines {
        nodes.push(Node { line: true, span: line.span, comments: &mut line.comments });
        for entry in &mut line.entries {
            visit_entry(entry, &mut nodes);
        }
    }
    for comment in comments {
        place(comment, tokens, &mut nodes, item.span, open, &mut own, &mut inner_trailing);
    }
    item.comments.before.append(&mut own.before);
    item.comments.after = own.after;
    item.inner_trailing = inner_trailing;
}

/// Where the body's `{` stands.
fn body_open(item: &Item, tokens: &[Token]) -> Option<Span> {
    let last = tokens.partition_point(|token| token.span.end <= item.span.end).checked_sub(1)?;
    if tokens.get(last)?.kind != Kind::CloseBrace {
        return None;
    }
    let first = tokens.partition_point(|token| token.span.start < item.span.start);
    tokens.get(first..last)?.iter().find(|token| token.kind == Kind::OpenBrace).map(|token| token.span)
}

fn place(
    comment: &Comment,
    tokens: &[Token],
    nodes: &mut [Node],
    item: Span,
    open: Option<Span>,
    own: &mut Comments,
    inner_trailing: &mut Vec<String>,
) {
    let text = comment.text.clone();
    let last = last_token(comment, tokens).map_or(Span::default(), |token| token.span);
    let at = if comment.whole_line { comment.start } else { last.start };
    // nodes stand in the order of their starts, the inner after the outer; only one line can reach here
    let next = nodes.partition_point(|node| node.span.start <= at);
    let line = nodes[..next].iter().rposition(|node| node.line).unwrap_or(next);
    if !comment.whole_line {
        if let Some(node) = nodes[line..next].iter_mut().rev().find(|node| node.span.end == last.end) {
            node.comments.after = Some(text);
            return;
        }
        let edge = open.is_some_and(|open| open.end == last.end) || item.end == last.end;
        if edge && own.after.is_none() {
            own.after = Some(text);
            return;
        }
    }
    let container = nodes[line..next].iter().rposition(|node| at < node.span.end).map(|found| line + found);
    if comment.whole_line {
        let end = container.map_or(item.end, |found| nodes[found].span.end);
        if let Some(node) = nodes.get_mut(next).filter(|node| node.span.start < end) {
            node.comments.before.push(text);
            return;
        }
    }
    match container {
        Some(found) => nodes[found].comments.before.push(text),
        None if open.is_some_and(|open| open.end <= at) => inner_trailing.push(text),
        None => own.before.push(text),
    }
}

fn visit_entry<'t>(entry: &'t mut Entry, nodes: &mut Vec<Node<'t>>) {
    if entry.period.is_some() {
        nodes.push(Node { line: false, span: entry.span, comments: &mut entry.comments });
    }
    visit_value(&mut entry.value, nodes);
}

fn visit_value<'t>(value: &'t mut Value, nodes: &mut Vec<Node<'t>>) {
    match value {
        Value::Lettered { letters, .. } => {
            for letter in letters.iter_mut().filter(|letter| !letter.name.value.is_empty()) {
                nodes.push(Node { line: false, span: letter.span, comments: &mut letter.comments });
            }
        }
        Value::Penalty(penalty) => visit_penalty(penalty, nodes),
        Value::Effect(EffectExpr::FirstOf(rows)) => {
            nodes.extend(rows.iter_mut().map(|row| Node { line: false, span: row.span, comments: &mut row.comments }));
        }
        Value::Type(TypeExpr::OneOf(values) | TypeExpr::AnyOf(values) | TypeExpr::Events(values)) => {
            for value in values {
                let label = value.label.as_ref();
                let end = label.map_or(value.name.span.end, |l| l.en.as_ref().map_or(l.es.span.end, |en| en.span.end));
                let span = Span { start: value.name.span.start, end };
                nodes.push(Node { line: false, span, comments: &mut value.comments });
            }
        }
        Value::Gap(_, Some(most)) => visit_value(most, nodes),
        _ => {}
    }
}

fn visit_penalty<'t>(penalty: &'t mut PenaltyExpr, nodes: &mut Vec<Node<'t>>) {
    if let PenaltyExpr::FirstOf(rows) | PenaltyExpr::GravestOf(rows) = penalty {
        for row in rows {
            nodes.push(Node { line: false, span: row.span, comments: &mut row.comments });
            visit_penalty(&mut row.penalty, nodes);
        }
    }
}
