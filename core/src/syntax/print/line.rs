//! Lines of a body: keyword, letters, payload; blocks of letters, rows and values.

use super::page::{Flow, Page, WIDTH, label_flow, quoted, width};
use super::words::{
    condition, consequences, derived, effect, expect, given, list, literal, names, penalty, period, selection,
};
use crate::packed::Str;
use crate::syntax::keywords::line_keyword;
use crate::syntax::tree::{
    Comments, EffectExpr, Expr, Letter, Line, LineKind, PenaltyExpr, Period, RowExpr, TypeExpr, Value, ValueDef,
};

/// The width of the keyword column.
const KEYWORD: usize = 12;
/// The widest prefix that is padded to the next one's.
const PREFIX: usize = 40;

/// The lines of a body.
pub fn lines(page: &mut Page, lines: &[Line], indent: usize) {
    for (at, line) in lines.iter().enumerate() {
        page.before(&line.comments, indent);
        page.line(indent);
        one_line(page, line, indent, prefix_column(lines, at));
        page.after(&line.comments);
    }
}

/// Neighbours such as `penalty for a:` and `penalty for b, c:` have their payloads in one column.
fn prefix_column(lines: &[Line], at: usize) -> usize {
    let kind = lines[at].kind;
    let same =
        |line: &&Line| line.kind == kind && prefix(line).is_some() && line.entries.iter().all(|e| e.period.is_none());
    let before = lines[..at].iter().rev().take_while(same);
    let after = lines[at..].iter().take_while(same);
    before.chain(after).filter_map(prefix).map(|prefix| width(&prefix)).filter(|w| *w <= PREFIX).max().unwrap_or(0)
}

/// `for a, b:` after the keyword, when the letters do not stand at the end of the line.
fn prefix(line: &Line) -> Option<String> {
    let trailing = match line.kind {
        LineKind::Also | LineKind::May => {
            line.entries.first().is_some_and(|entry| entry.period.is_none() && !matches!(entry.value, Value::Gap(..)))
        }
        LineKind::Consummated => line.entries.first().is_some_and(|entry| entry.period.is_none()),
        _ => false,
    };
    let mut out = line_keyword(line.kind).to_owned();
    if !line.letters.is_empty() && !trailing {
        out.push_str(&format!(" for {}", names(&line.letters).flat()));
    }
    if let Some((reading, choice)) = &line.under {
        out.push_str(&format!(" under {}={}", reading.value, choice.value));
    }
    if out == line_keyword(line.kind) { None } else { Some(out + ":") }
}

fn one_line(page: &mut Page, line: &Line, indent: usize, column: usize) {
    let keyword = line_keyword(line.kind);
    let head = prefix(line);
    page.write(head.as_deref().unwrap_or(keyword));
    if line.entries.iter().any(|entry| entry.period.is_some()) {
        let shown: Vec<String> = line.entries.iter().map(|e| e.period.as_ref().map_or(String::new(), period)).collect();
        let widest = shown.iter().map(|shown| width(shown)).max().unwrap_or(0);
        for (entry, shown) in line.entries.iter().zip(&shown) {
            page.before(&entry.comments, indent + 2);
            page.line(indent + 2);
            page.write(&format!("{shown:<widest$}:"));
            if entry.value != Value::Nothing {
                page.write(" ");
            }
            value(page, &entry.value, line, indent + 2);
            page.after(&entry.comments);
        }
        return;
    }
    let Some(entry) = line.entries.first() else { return };
    if entry.value == Value::Nothing {
        return;
    }
    let wanted = if head.is_some() { column + 1 } else { KEYWORD };
    page.write(&" ".repeat((indent + wanted).saturating_sub(page.column()).max(1)));
    value(page, &entry.value, line, indent);
    if line.kind == LineKind::Consummated && !line.letters.is_empty() {
        page.write(&format!(" for {}", names(&line.letters).flat()));
    }
}

/// A payload; blocks close at `indent`.
fn value(page: &mut Page, of: &Value, line: &Line, indent: usize) {
    let hang = page.column();
    match of {
        Value::Label(label) => page.label(label, 0),
        Value::PeriodLabel(shown, label) => {
            page.write(&format!("{} ", period(shown)));
            page.label(label, 0);
        }
        Value::Choice(name, label) => {
            page.write(&format!("{} ", name.value));
            page.label(label, 0);
        }
        Value::Verdict(word, Some(label)) => {
            page.write(&format!("{} ", word.value));
            page.label(label, 0);
        }
        Value::Lettered { waived, letters } => lettered(page, waived.as_ref(), letters, indent, hang),
        Value::Penalty(of) => penalty_value(page, of, indent, hang),
        Value::Effect(EffectExpr::FirstOf(rows)) => {
            page.write("first of {");
            let rows = rows.iter().map(|row| {
                let head = row_head(&row.name.value, None, row.when.as_ref());
                Row { comments: &row.comments, head, body: Body::Flow(effect(&row.effect).unwrap_or_default()) }
            });
            block(page, &rows.collect::<Vec<_>>(), indent);
        }
        Value::Type(TypeExpr::OneOf(values)) => values_block(page, "one of", values, indent),
        Value::Type(TypeExpr::AnyOf(values)) => values_block(page, "any of", values, indent),
        Value::Type(TypeExpr::Events(values)) => values_block(page, "events of", values, indent),
        Value::Gap(label, most) => {
            let mut flow = Flow::of("gap ");
            flow.join(label_flow(label));
            if most.is_some() {
                flow.text(",");
                flow.soft("at most");
            }
            page.flow(&flow, hang, 0);
            if let Some(most) = most {
                page.write(" ");
                value(page, most, line, indent);
            }
        }
        _ => {
            // a trailing `for` belongs to `also` and `may` without periods only
            let letters = if prefix(line).is_none() { line.letters.as_slice() } else { &[] };
            if let Some(flow) = flow_of(of, letters) {
                page.flow(&flow, hang, 0);
            }
        }
    }
}

/// The payloads that are words only.
fn flow_of(of: &Value, letters: &[crate::syntax::tree::At<Str>]) -> Option<Flow> {
    let joined = |mut first: Flow, word: &str, second: Flow| {
        first.soft(word);
        first.join(second);
        first
    };
    Some(match of {
        Value::Period(shown) => Flow::of(period(shown)),
        Value::Dates(dates) => list(dates, |date| Flow::of(date.value.to_string())),
        Value::Text(text) => Flow::of(quoted(&text.value)),
        Value::Words(words) => names(words),
        Value::Condition(expr, reach) => {
            let mut flow = condition(expr);
            if let Some(reach) = reach {
                flow.soft(&reach.value);
            }
            flow
        }
        Value::Exception { name, by, condition: when } => {
            let mut flow = Flow::of(&name.value);
            if let Some(by) = by {
                flow.text(&format!(" by {}", by.value));
            }
            flow.text(":");
            flow.soft("");
            flow.join(condition(when));
            flow
        }
        Value::Selection(of) => selection(of),
        Value::SelectionWhen(of, None) => selection(of),
        Value::SelectionWhen(of, Some(when)) => joined(selection(of), "when ", condition(when).softened()),
        Value::Concerns(which, on, unless) => {
            let flow = joined(selection(which), "on ", selection(on));
            match unless {
                None => flow,
                Some(unless) => joined(flow, "unless ", condition(unless).softened()),
            }
        }
        Value::Effect(of) => effect(of)?,
        Value::Penalty(of) => penalty(of)?,
        Value::Consequences(of) => consequences(of, letters),
        Value::Type(of) => plain_type(of)?,
        Value::Assumed(of) => literal(of),
        Value::Derived(of) => derived(of),
        Value::From { date, values, gazette } => {
            let mut flow = Flow::of(format!("{}: ", date.value));
            flow.join(list(values, |(zone, value)| {
                let zone = zone.as_ref().map_or(String::new(), |zone| format!("{} ", zone.value));
                Flow::of(zone + value.as_ref().map_or("unknown", |value| value.value.as_str()))
            }));
            if let Some(gazette) = gazette {
                flow.text(",");
                flow.soft(&format!("gazette {}", gazette.value));
            }
            flow
        }
        Value::International(of) => super::international::value(of),
        Value::Time(of) => super::time::time(of),
        Value::Source(report, place) => Flow::of(format!("{}, {}", report.value, quoted(&place.value))),
        Value::Verdict(word, None) => Flow::of(&word.value),
        Value::Given(of) => given(of),
        Value::Expect(of) => expect(of),
        Value::But(facts, expected) => {
            let mut flow = given(facts);
            flow.text(":");
            flow.soft("");
            flow.join(expect(expected));
            flow
        }
        _ => return None,
    })
}

fn plain_type(of: &TypeExpr) -> Option<Flow> {
    Some(Flow::of(match of {
        TypeExpr::Flag => "flag".to_owned(),
        TypeExpr::Number { unit, min, max, scale } => {
            let scale = scale.as_ref().map_or(String::new(), |scale| format!(" scale {}", scale.value));
            format!("{} {} to {}{scale}", unit.value, min.value, max.value)
        }
        TypeExpr::Date => "date".to_owned(),
        TypeExpr::Money => "money".to_owned(),
        TypeExpr::Country => "country".to_owned(),
        TypeExpr::Countries => "countries".to_owned(),
        TypeExpr::Offences => "offences".to_owned(),
        TypeExpr::Term => "term".to_owned(),
        TypeExpr::Text => "text".to_owned(),
        TypeExpr::OneOf(_) | TypeExpr::AnyOf(_) | TypeExpr::Events(_) => return None,
    }))
}

fn lettered(page: &mut Page, waived: Option<&Expr>, letters: &[Letter], indent: usize, hang: usize) {
    let plain = letters.first().filter(|letter| letter.name.value.is_empty());
    if let Some(waived) = waived {
        let mut flow = Flow::of("waived when ");
        flow.join(condition(waived).softened());
        flow.text(if plain.is_some() { ":" } else { "" });
        page.flow(&flow, hang, 9);
        page.write(" ");
    }
    if let Some(letter) = plain {
        for (_, expr) in &letter.condition {
            let mut flow = condition(expr);
            if let Some(reach) = &letter.reach {
                flow.soft(&reach.value);
            }
            page.flow(&flow, hang, 0);
        }
        return;
    }
    page.write("one of {");
    let rows = letters.iter().map(|letter| {
        let mut head = row_head(&letter.name.value, letter.label.as_ref(), None);
        if let Some(reach) = &letter.reach {
            head.soft(&reach.value);
        }
        if let Some(of) = &letter.except_for {
            head.soft("except for ");
            head.join(selection(of));
        }
        let body = match letter.condition.as_slice() {
            [(None, expr)] => Body::Flow(condition(expr)),
            dated => Body::Dated(dated),
        };
        Row { comments: &letter.comments, head, body }
    });
    block(page, &rows.collect::<Vec<_>>(), indent);
}

fn penalty_value(page: &mut Page, of: &PenaltyExpr, indent: usize, hang: usize) {
    let (words, rows) = match of {
        PenaltyExpr::FirstOf(rows) => ("first of {", rows),
        PenaltyExpr::GravestOf(rows) => ("gravest of {", rows),
        plain => return page.flow(&penalty(plain).unwrap_or_default(), hang, 0),
    };
    page.write(words);
    let rows = rows.iter().map(|row: &RowExpr| {
        let head = row_head(&row.name.value, row.label.as_ref(), row.when.as_ref());
        let body = penalty(&row.penalty).map_or(Body::Rows(&row.penalty), Body::Flow);
        Row { comments: &row.comments, head, body }
    });
    block(page, &rows.collect::<Vec<_>>(), indent);
}

fn row_head(name: &str, label: Option<&crate::syntax::tree::Label>, when: Option<&Expr>) -> Flow {
    let mut head = Flow::of(name);
    if let Some(label) = label {
        head.text(" ");
        head.join(label_flow(label));
    }
    if let Some(when) = when {
        head.soft("when ");
        head.join(condition(when).softened());
    }
    head
}

struct Row<'t> {
    comments: &'t Comments,
    head: Flow,
    body: Body<'t>,
}

enum Body<'t> {
    Flow(Flow),
    Dated(&'t [(Option<Period>, Expr)]),
    Rows(&'t PenaltyExpr),
}

/// Rows after `{`, and the `}`. Bodies stand in one column when every row that fits on a line then still fits.
fn block(page: &mut Page, rows: &[Row], indent: usize) {
    let inner = indent + 2;
    let alone = |row: &Row, pad: usize| match &row.body {
        Body::Flow(body) => inner + row.head.width().max(pad) + 2 + body.width() <= WIDTH,
        Body::Dated(_) | Body::Rows(_) => false,
    };
    let widest = rows.iter().filter(|row| alone(row, 0)).map(|row| row.head.width()).max().unwrap_or(0);
    let pad = if rows.iter().all(|row| !alone(row, 0) || alone(row, widest)) { widest } else { 0 };
    for row in rows {
        page.before(row.comments, inner);
        page.line(inner);
        let short = alone(row, 0);
        page.flow(&row.head, inner + 4, 1);
        page.write(":");
        match &row.body {
            Body::Flow(body) if short => {
                page.write(&" ".repeat(1 + pad.saturating_sub(row.head.width())));
                page.write(&body.flat());
            }
            Body::Flow(body) => {
                page.line(inner + 4);
                page.flow(body, inner + 4, 0);
            }
            Body::Dated(entries) => {
                let shown: Vec<String> =
                    entries.iter().map(|(p, _)| p.as_ref().map_or(String::new(), period)).collect();
                let widest = shown.iter().map(|shown| width(shown)).max().unwrap_or(0);
                for ((_, expr), shown) in entries.iter().zip(&shown) {
                    page.line(inner + 2);
                    page.write(&format!("{shown:<widest$}: "));
                    let hang = page.column();
                    page.flow(&condition(expr), hang, 0);
                }
            }
            Body::Rows(penalty) => {
                page.write(" ");
                let hang = page.column();
                penalty_value(page, penalty, inner, hang);
            }
        }
        page.after(row.comments);
    }
    page.line(indent);
    page.write("}");
}

fn values_block(page: &mut Page, words: &str, values: &[ValueDef], indent: usize) {
    page.write(&format!("{words} {{"));
    let pad = values.iter().map(|value| width(&value.name.value)).max().unwrap_or(0).min(32);
    for value in values {
        page.before(&value.comments, indent + 2);
        page.line(indent + 2);
        match &value.label {
            Some(label) => {
                page.write(&format!("{:<pad$} ", value.name.value));
                page.label(label, 0);
            }
            None => page.write(&value.name.value),
        }
        page.after(&value.comments);
    }
    page.line(indent);
    page.write("}");
}

/// A line without comments as it stands in an item of one line; `None` when it has any.
pub fn flat(line: &Line) -> Option<String> {
    let [entry] = line.entries.as_slice() else { return None };
    if entry.period.is_some() || line.comments != Comments::default() || prefix(line).is_some() {
        return None;
    }
    let keyword = line_keyword(line.kind);
    let values = |words: &str, values: &[ValueDef]| {
        let shown = values.iter().map(|value| {
            let label = value.label.as_ref().map_or(String::new(), |label| format!(" {}", label_flow(label).flat()));
            (value.comments == Comments::default()).then(|| format!("{}{label}", value.name.value))
        });
        Some(format!("{words} {{ {} }}", shown.collect::<Option<Vec<_>>>()?.join("  ")))
    };
    let payload = match &entry.value {
        Value::Nothing => return Some(keyword.to_owned()),
        Value::Label(label) => label_flow(label).flat(),
        Value::Type(TypeExpr::OneOf(of)) => values("one of", of)?,
        Value::Type(TypeExpr::AnyOf(of)) => values("any of", of)?,
        Value::Type(TypeExpr::Events(of)) => values("events of", of)?,
        other => flow_of(other, &line.letters)?.flat(),
    };
    Some(format!("{keyword} {payload}"))
}
