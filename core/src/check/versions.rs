//! Spans of days: the life of an item, the dated entries of its lines, and the versions they cut.

use super::place::Place;
use super::report::Report;
use crate::exact::Date;
use crate::syntax::tree::{Entry, Letter, Line, LineKind, Period, Span, Value};
use std::collections::BTreeSet;

/// Days in force, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    /// First day.
    pub since: Date,
    /// Last day; `None`: no last day.
    pub until: Option<Date>,
}

impl Days {
    pub(crate) fn of(period: &Period) -> Days {
        Days { since: period.since, until: period.until }
    }
    pub(crate) fn end(self) -> Date {
        self.until.unwrap_or(Date::MAX)
    }
    pub(crate) fn has(self, day: Date) -> bool {
        self.since <= day && day <= self.end()
    }
    pub(crate) fn meets(self, other: Days) -> bool {
        self.since <= other.end() && other.since <= self.end()
    }
    pub(crate) fn is_inverted(self) -> bool {
        self.end() < self.since
    }
    /// `2007-03-28 .. 2007-11-27`
    pub(crate) fn words(self) -> String {
        match self.until {
            Some(until) if until == self.since => until.to_string(),
            Some(until) => format!("{} .. {until}", self.since),
            None => format!("{} ..", self.since),
        }
    }
}

/// The life of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Life {
    /// Its days.
    pub days: Days,
    /// Its text is older than its first day.
    pub open_start: bool,
}

/// The periods of an item's lines, `in force` aside.
fn periods(place: &Place) -> Vec<Period> {
    let mut all = Vec::new();
    for line in &place.item.lines {
        for entry in &line.entries {
            all.extend(entry.period);
            if let Value::PeriodLabel(period, _) = &entry.value {
                all.push(*period);
            }
            all.extend(super::walk::letters(entry).iter().flat_map(letter_periods));
        }
    }
    all
}

fn letter_periods(letter: &Letter) -> impl Iterator<Item = Period> + '_ {
    letter.condition.iter().filter_map(|(period, _)| *period)
}

/// The life of an item; without `in force` from the first day that one of its lines names, or from the first day there is.
pub(crate) fn life(place: &Place) -> Life {
    if let Some(Entry { value: Value::Period(period), .. }) = place.entry(LineKind::InForce) {
        let mut days = Days::of(period);
        if days.is_inverted() {
            days.until = None;
        }
        return Life { days, open_start: period.before };
    }
    let from = place.lines(LineKind::From).flat_map(|line| &line.entries).filter_map(|entry| match &entry.value {
        Value::From { date, .. } => Some(date.value),
        _ => None,
    });
    let first = periods(place).iter().map(|p| p.since).chain(from).min();
    Life { days: Days { since: first.unwrap_or(Date::MIN), until: None }, open_start: false }
}

/// Where the versions of an item begin, beside its first day: the boundaries of its dated lines and letters.
pub(crate) fn boundaries(place: &Place) -> BTreeSet<Date> {
    periods(place).into_iter().flat_map(|p| std::iter::once(p.since).chain(p.until.map(Date::next))).collect()
}

/// A life cut where versions begin.
pub(crate) fn cut(life: Days, boundaries: &BTreeSet<Date>) -> Vec<Days> {
    let mut spans = Vec::new();
    let mut since = life.since;
    for &next in boundaries.iter().filter(|day| life.since < **day && **day <= life.end()) {
        spans.push(Days { since, until: Some(next.previous()) });
        since = next;
    }
    spans.push(Days { since, until: life.until });
    spans
}

/// The entry of a line that holds on a day.
pub(crate) fn entry_on(line: &Line, day: Date) -> Option<&Entry> {
    line.entries.iter().find(|entry| entry.period.is_none_or(|period| Days::of(&period).has(day)))
}

/// The condition of a letter on a day; `None` while the letter does not exist.
pub(crate) fn letter_on(letter: &Letter, day: Date) -> Option<&crate::syntax::tree::Expr> {
    let holds = |period: &Option<Period>| period.is_none_or(|period| Days::of(&period).has(day));
    letter.condition.iter().find(|(period, _)| holds(period)).map(|(_, expr)| expr)
}

/// Reports periods that end before they begin, and dated entries that do not tile the life of their item.
pub(crate) fn check_periods(report: &Report, place: &Place, life: Life) {
    for line in &place.item.lines {
        for entry in &line.entries {
            if let Value::Period(period) | Value::PeriodLabel(period, _) = &entry.value {
                inverted(report, place, period);
                if line.kind == LineKind::WordingUncertain && !Days::of(period).is_inverted() {
                    outside(report, place, period, life.days);
                }
            }
            for letter in super::walk::letters(entry) {
                let dated: Vec<_> = letter_periods(letter).collect();
                tiles(report, place, &dated, life.days, letter.name.span, None);
            }
        }
        let dated: Vec<_> = line.entries.iter().filter_map(|entry| entry.period).collect();
        let word = crate::syntax::keywords::line_keyword(line.kind);
        let whole = line.letters.is_empty().then_some(word);
        let span = Span { start: line.span.start, end: line.span.end.min(line.span.start + word.len()) };
        tiles(report, place, &dated, life.days, span, whole);
    }
}

fn inverted(report: &Report, place: &Place, period: &Period) -> bool {
    let days = Days::of(period);
    if days.is_inverted() {
        let message = format!("`{}` ends before it begins", days.words());
        report.error(place.spot(period.span), "period.inverted", message, "write the first day, `..`, then the last");
    }
    days.is_inverted()
}

fn outside(report: &Report, place: &Place, period: &Period, life: Days) -> bool {
    let days = Days::of(period);
    let out = days.since < life.since || days.end() > life.end();
    if out {
        let message = format!("`{}` lies outside the life of its rule", days.words());
        let help = format!("the rule is in force `{}`", life.words());
        report.error(place.spot(period.span), "period.outside", message, help);
    }
    out
}

/// Dated entries must follow each other over the whole life; letters (`whole` is `None`) may begin and end within it.
fn tiles(report: &Report, place: &Place, dated: &[Period], life: Days, span: Span, whole: Option<&str>) {
    let mut wrong = false;
    for period in dated {
        wrong |= inverted(report, place, period) || outside(report, place, period, life);
    }
    if wrong || dated.is_empty() {
        return;
    }
    let mut dated = dated.to_vec();
    dated.sort_by_key(|period| period.since);
    let hole = |from: Date, to: Date| {
        let Some(word) = whole else { return };
        let days = Days { since: from, until: (to < Date::MAX).then_some(to) };
        let message = format!("`{word}` says nothing of `{}`", days.words());
        let help = format!(
            "dated entries cover the whole life of the rule, `{}`; write a `gap` where the text is not known",
            life.words()
        );
        report.error(place.spot(span), "period.hole", message, help);
    };
    let mut next = Some(life.since);
    for period in &dated {
        match next {
            Some(day) if period.since < day => {
                let message = format!("`{}` overlaps the entry before it", Days::of(period).words());
                let help = format!("that entry holds up to `{}`", day.previous());
                report.error(place.spot(period.span), "period.overlap", message, help);
            }
            Some(day) if period.since > day => hole(day, period.since.previous()),
            None => {
                let message = format!("`{}` overlaps the entry before it", Days::of(period).words());
                report.error(place.spot(period.span), "period.overlap", message, "that entry has no last day");
            }
            Some(_) => {}
        }
        next = period.until.map(Date::next);
    }
    if let Some(day) = next
        && day <= life.end()
        && dated.last().is_some_and(|last| last.until != Some(life.end()))
    {
        hole(day, life.end());
    }
}
