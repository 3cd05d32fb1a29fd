//! The time line of a case, drawn in plain characters.

use super::page::{Colour, Page};
use super::words::{fill, word_of};
use crate::exact::Date;
use crate::verdict::{TimelineEntry, Verdict};

/// How many columns the line has.
const COLUMNS: i64 = 40;
/// The most entries that are drawn.
const MOST: usize = 40;

/// One row an entry: its day, its place between the first and the last day, and what it is.
pub(super) fn timeline(page: &mut Page, verdict: &Verdict) {
    let mut drawn: Vec<&TimelineEntry> = verdict.timeline.iter().filter(|entry| is_drawn(verdict, entry)).collect();
    // Several counts share a day: it is drawn once.
    drawn.dedup_by(|b, a| (a.date, a.until, a.kind, &a.text) == (b.date, b.until, b.kind, &b.text));
    // A single act judged on its day has no line to draw.
    let days = drawn.iter().filter(|entry| entry.kind != "version").flat_map(|e| [Some(e.date), e.until]).flatten();
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { return };
    if first == last {
        return;
    }
    page.blank();
    let heading = page.words.timeline;
    page.heading(0, heading);
    let scale = Scale { first, last };
    for entry in drawn.iter().take(MOST) {
        let mark = match entry.kind {
            "as_of" => '|',
            "expiry" => 'X',
            "interruption" => '!',
            "majority" => '^',
            "half_term" => '+',
            "version" => '=',
            _ => '*',
        };
        let kind = word_of(&page.words.timeline_kinds, entry.kind).to_owned();
        let text = page.say(&entry.text).to_owned();
        let said = if text == kind { text } else { format!("{kind}: {text}") };
        let until = entry.until.map(|until| format!(" .. {until}")).unwrap_or_default();
        let day = page.paint(Colour::Dim, &entry.date.to_string());
        page.drawn(2, &format!("{day}  [{}]  {said}{until}", scale.row(entry, mark)));
    }
    if drawn.len() > MOST {
        let more = fill(page.words.timeline_more, &[&(drawn.len() - MOST).to_string()]);
        page.line(2, &more);
    }
}

/// A version that was in force before the act and after it says nothing new.
fn is_drawn(verdict: &Verdict, entry: &TimelineEntry) -> bool {
    let first = verdict.timeline.iter().filter(|e| e.kind == "conduct").map(|e| e.date).min();
    entry.kind != "version" || first.is_none_or(|first| entry.date > first)
}

struct Scale {
    first: Date,
    last: Date,
}

impl Scale {
    fn column(&self, date: Date) -> usize {
        let days = |from: Date, to: Date| i64::from(to.to_days()) - i64::from(from.to_days());
        let whole = days(self.first, self.last).max(1);
        let part = days(self.first, date.clamp(self.first, self.last));
        usize::try_from(part * (COLUMNS - 1) / whole).unwrap_or(0)
    }
    fn row(&self, entry: &TimelineEntry, mark: char) -> String {
        let from = self.column(entry.date);
        let to = match (entry.until, entry.kind) {
            (Some(until), _) => self.column(until),
            (None, "version") => self.column(self.last),
            (None, _) => from,
        };
        let width = usize::try_from(COLUMNS).unwrap_or(0);
        let cell = |at: usize| match at {
            _ if at == from || at == to => mark,
            _ if at > from && at < to => '=',
            _ => '.',
        };
        (0..width).map(cell).collect()
    }
}
