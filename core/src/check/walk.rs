//! Every condition and label of an item, wherever it stands.

use crate::syntax::tree::{
    EffectExpr, Entry, Expr, ExprKind, Header, Item, Label, Letter, OpExpr, PenaltyExpr, TypeExpr, Value,
};

/// Calls `f` for an expression and all below it; the parser bounds the depth.
pub(crate) fn walk<'a>(expr: &'a Expr, f: &mut dyn FnMut(&'a Expr)) {
    f(expr);
    match &expr.kind {
        ExprKind::And(of) | ExprKind::Or(of) => of.iter().for_each(|e| walk(e, f)),
        ExprKind::Not(of) | ExprKind::Paren(of) | ExprKind::Victims { of, .. } => walk(of, f),
        _ => {}
    }
}

/// The conditions of an item, not those below them.
pub(crate) fn conditions(item: &Item) -> Vec<&Expr> {
    let mut all = Vec::new();
    if let Header::Definition { condition, .. } = &item.header {
        all.push(condition);
    }
    for entry in item.lines.iter().flat_map(|line| &line.entries) {
        in_value(&entry.value, &mut all);
    }
    all
}

fn in_value<'a>(value: &'a Value, all: &mut Vec<&'a Expr>) {
    match value {
        Value::Condition(expr, _) | Value::Exception { condition: expr, .. } => all.push(expr),
        Value::SelectionWhen(_, Some(expr)) | Value::Concerns(_, _, Some(expr)) => all.push(expr),
        Value::Lettered { waived, letters } => {
            all.extend(waived);
            all.extend(letters.iter().flat_map(|l| l.condition.iter().map(|(_, expr)| expr)));
        }
        Value::Penalty(penalty) => in_penalty(penalty, all),
        Value::Effect(effect) => in_effect(effect, all),
        Value::Consequences(consequence) => all.extend(&consequence.when),
        Value::Derived(crate::syntax::tree::DerivedExpr::When(expr)) => all.push(expr),
        Value::Time(time) => {
            if let crate::syntax::time::TimeValue::Start(start) = &**time {
                all.extend(&start.when);
            }
        }
        Value::Gap(_, Some(bound)) => in_value(bound, all),
        _ => {}
    }
}

fn in_penalty<'a>(penalty: &'a PenaltyExpr, all: &mut Vec<&'a Expr>) {
    if let PenaltyExpr::FirstOf(rows) | PenaltyExpr::GravestOf(rows) = penalty {
        for row in rows {
            all.extend(&row.when);
            in_penalty(&row.penalty, all);
        }
    }
}

fn in_effect<'a>(effect: &'a EffectExpr, all: &mut Vec<&'a Expr>) {
    match effect {
        EffectExpr::All(effects) => {
            for one in effects {
                if let OpExpr::Added(penalty) | OpExpr::ReplacedBy(penalty) = &one.op {
                    in_penalty(penalty, all);
                }
            }
        }
        EffectExpr::FirstOf(rows) => {
            for row in rows {
                all.extend(&row.when);
                in_effect(&row.effect, all);
            }
        }
        EffectExpr::AsNegligence(_) => {}
    }
}

/// The letters of an entry.
pub(crate) fn letters(entry: &Entry) -> &[Letter] {
    match &entry.value {
        Value::Lettered { letters, .. } => letters,
        _ => &[],
    }
}

/// Every label of an item that must be in both languages.
pub(crate) fn labels(item: &Item) -> Vec<&Label> {
    let mut all: Vec<&Label> = item.label.iter().collect();
    if let Header::Roles(roles) = &item.header {
        all.extend(roles.iter().map(|(_, label)| label));
    }
    if let Header::Definition { condition, .. } = &item.header {
        quoted(condition, &mut all);
    }
    for entry in item.lines.iter().flat_map(|line| &line.entries) {
        labels_in(&entry.value, &mut all);
    }
    for condition in conditions(item) {
        quoted(condition, &mut all);
    }
    all
}

fn quoted<'a>(condition: &'a Expr, all: &mut Vec<&'a Label>) {
    walk(condition, &mut |expr| {
        if let ExprKind::Quoted(label) = &expr.kind {
            all.push(label);
        }
    });
}

fn labels_in<'a>(value: &'a Value, all: &mut Vec<&'a Label>) {
    match value {
        Value::Label(label) | Value::PeriodLabel(_, label) | Value::Choice(_, label) => all.push(label),
        Value::Verdict(_, label) => all.extend(label),
        Value::Lettered { letters, .. } => all.extend(letters.iter().filter_map(|l| l.label.as_ref())),
        Value::Penalty(penalty) => row_labels(penalty, all),
        Value::Consequences(consequence) => all.extend(&consequence.label),
        Value::Type(TypeExpr::OneOf(values) | TypeExpr::AnyOf(values) | TypeExpr::Events(values)) => {
            all.extend(values.iter().filter_map(|v| v.label.as_ref()));
        }
        Value::Gap(label, bound) => {
            all.push(label);
            if let Some(bound) = bound {
                labels_in(bound, all);
            }
        }
        _ => {}
    }
}

fn row_labels<'a>(penalty: &'a PenaltyExpr, all: &mut Vec<&'a Label>) {
    if let PenaltyExpr::FirstOf(rows) | PenaltyExpr::GravestOf(rows) = penalty {
        for row in rows {
            all.extend(&row.label);
            row_labels(&row.penalty, all);
        }
    }
}
