//! Syntax tree to canonical text: what lawyers read.

mod international;
mod line;
mod page;
mod time;
mod words;

use super::keywords::item_keyword;
use super::parse::body_required;
use super::tree::{At, Comments, File, Header, Item, ItemKind, Label};
use crate::packed::Str;
pub(crate) use international::expectation as international;
pub(crate) use time::prescription;

use page::{Flow, Page, label_flow, width};

/// The canonical text of a file. Printing what was parsed from it gives the same text again.
pub fn print(file: &File) -> String {
    let mut page = Page::default();
    let mut previous: Option<(ItemKind, bool)> = None;
    for item in &file.items {
        let mut alone = Page::default();
        print_item(&mut alone, item);
        let short = !alone.out.contains('\n');
        if previous.is_some_and(|(kind, was_short)| !together(kind, item.kind, was_short && short, &item.comments)) {
            page.blank();
        }
        page.comments(&item.comments.before, 0);
        page.line(0);
        page.write(&alone.out);
        previous = Some((item.kind, short));
    }
    if previous.is_some() && !file.trailing.is_empty() {
        page.blank();
    }
    page.comments(&file.trailing, 0);
    if !page.out.is_empty() {
        page.out.push('\n');
    }
    page.out
}

/// Whether two neighbours stand without a blank line between them.
fn together(first: ItemKind, second: ItemKind, short: bool, comments: &Comments) -> bool {
    use ItemKind as I;
    let heading = |kind| matches!(kind, I::Book | I::Title | I::Chapter);
    let listed = matches!(first, I::Term | I::Consequence | I::Interest | I::Fact | I::Subject | I::Named | I::Unit);
    comments.before.is_empty() && ((heading(first) && heading(second)) || (first == second && listed && short))
}

fn print_item(page: &mut Page, item: &Item) {
    let braces = body_required(item.kind) || !item.lines.is_empty() || !item.inner_trailing.is_empty();
    page.write(item_keyword(item.kind));
    if !item.name.value.is_empty() {
        page.write(&format!(" {}", item.name.value));
    }
    if matches!(item.kind, ItemKind::Fact | ItemKind::Pack)
        && let Some(line) = on_one_line(item)
        && page.fits(width(&line))
    {
        page.write(&line);
        page.after(&item.comments);
        return;
    }
    if let Some(label) = &item.label {
        page.write(" ");
        page.label(label, if braces { 2 } else { 0 });
    }
    header(page, &item.header);
    if braces {
        page.write(" {");
        page.after(&item.comments);
        line::lines(page, &item.lines, 2);
        page.comments(&item.inner_trailing, 2);
        page.line(0);
        page.write("}");
    } else {
        page.after(&item.comments);
    }
}

fn header(page: &mut Page, header: &Header) {
    let selections = |page: &mut Page, words: &str, first, word: &str, second| {
        let mut flow = Flow::of(words);
        flow.join(words::selection(first));
        flow.soft(word);
        flow.join(words::selection(second));
        page.flow(&flow, 4, 2);
    };
    match header {
        Header::Plain => {}
        Header::Roles(roles) => {
            page.write(" roles");
            let flow = words::list(roles, |(role, label): &(At<Str>, Label)| {
                let mut flow = Flow::of(format!("{} ", role.value));
                flow.join(label_flow(label));
                flow
            });
            if page.fits(1 + flow.width()) {
                page.write(" ");
            } else {
                page.line(2);
            }
            page.flow(&flow, 2, 0);
        }
        Header::Definition { by, condition } => {
            if let Some(by) = by {
                page.write(&format!(" by {}", by.value));
            }
            page.write(" =");
            let flow = words::condition(condition);
            if page.fits(1 + flow.width()) {
                page.write(" ");
            } else {
                page.line(2);
            }
            page.flow(&flow, 2, 0);
        }
        Header::Over(first, second) => selections(page, " ", first, "over ", second),
        Header::NoneBetween(first, second) => selections(page, " none between ", first, "and ", second),
    }
}

/// The rest of an item without comments inside, on one line; nothing when it has comments or no lines.
fn on_one_line(item: &Item) -> Option<String> {
    if item.lines.is_empty() || !item.inner_trailing.is_empty() || item.header != Header::Plain {
        return None;
    }
    let lines: Option<Vec<String>> = item.lines.iter().map(line::flat).collect();
    let label = item.label.as_ref().map_or(String::new(), |label| format!(" {}", label_flow(label).flat()));
    Some(format!("{label} {{ {} }}", lines?.join("  ")))
}
