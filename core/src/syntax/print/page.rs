//! The page the printer writes on: columns, wrapping, comments.

use crate::syntax::tree::{Comments, Label};

/// The widest a line may be.
pub const WIDTH: usize = 120;

enum Piece {
    Text(String),
    /// A space where a line may end.
    Soft,
    /// A space where a line should end, when it must.
    Strong,
}

/// Words with places where a line may end between them.
#[derive(Default)]
pub struct Flow(Vec<Piece>);

impl Flow {
    /// One text that is never broken.
    pub fn of(text: impl Into<String>) -> Flow {
        Flow(vec![Piece::Text(text.into())])
    }
    /// Goes on without a break.
    pub fn text(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.0.push(Piece::Text(text.to_owned())),
        }
    }
    /// Goes on after a space where a line may end.
    pub fn soft(&mut self, text: &str) {
        self.0.push(Piece::Soft);
        self.0.push(Piece::Text(text.to_owned()));
    }
    /// Goes on after a space where a line should end.
    pub fn strong(&mut self, text: &str) {
        self.0.push(Piece::Strong);
        self.0.push(Piece::Text(text.to_owned()));
    }
    /// Goes on with another flow.
    pub fn join(&mut self, other: Flow) {
        for piece in other.0 {
            match piece {
                Piece::Text(text) => self.text(&text),
                space => self.0.push(space),
            }
        }
    }
    /// The same words, none of whose breaks is better than another.
    pub fn softened(mut self) -> Flow {
        for piece in &mut self.0 {
            if matches!(piece, Piece::Strong) {
                *piece = Piece::Soft;
            }
        }
        self
    }
    /// Everything on one line.
    pub fn flat(&self) -> String {
        self.0.iter().map(|piece| if let Piece::Text(text) = piece { text.as_str() } else { " " }).collect()
    }
    /// The width on one line.
    pub fn width(&self) -> usize {
        self.0.iter().map(|piece| if let Piece::Text(text) = piece { width(text) } else { 1 }).sum()
    }
}

/// The width of a text in columns.
pub fn width(text: &str) -> usize {
    text.chars().count()
}

/// A string as it is written.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A label that may be broken between its languages.
pub fn label_flow(label: &Label) -> Flow {
    let mut flow = Flow::of(quoted(&label.es.value));
    if let Some(en) = &label.en {
        flow.soft(&format!("/ {}", quoted(&en.value)));
    }
    flow
}

/// Text being written.
#[derive(Default)]
pub struct Page {
    /// What has been written.
    pub out: String,
    column: usize,
}

impl Page {
    /// Columns already written on this line.
    pub fn column(&self) -> usize {
        self.column
    }
    /// Writes text without line ends.
    pub fn write(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += width(text);
    }
    /// Begins a line.
    pub fn line(&mut self, indent: usize) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.column = 0;
        self.write(&" ".repeat(indent));
    }
    /// Ends a line and leaves one empty.
    pub fn blank(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }
    /// Whether so many columns are left.
    pub fn fits(&self, width: usize) -> bool {
        self.column + width <= WIDTH
    }
    /// Writes words, going on at column `hang` when the line is full; `tail` columns follow.
    pub fn flow(&mut self, flow: &Flow, hang: usize, tail: usize) {
        if self.fits(flow.width() + tail) {
            self.write(&flow.flat());
            return;
        }
        let strong = flow.0.iter().any(|piece| matches!(piece, Piece::Strong));
        let inner = if strong { hang + 2 } else { hang };
        for (at, piece) in flow.0.iter().enumerate() {
            match piece {
                Piece::Text(text) => self.write(text),
                Piece::Strong => self.line(hang),
                Piece::Soft => {
                    let (next, last) = reach(&flow.0[at + 1..]);
                    if self.fits(1 + next + if last { tail } else { 0 }) { self.write(" ") } else { self.line(inner) }
                }
            }
        }
    }
    /// Writes a label, its languages under each other when one line is too short; `tail` columns follow.
    pub fn label(&mut self, label: &Label, tail: usize) {
        let flow = label_flow(label);
        let hang = self.column.saturating_sub(2);
        if self.fits(flow.width() + tail) {
            self.write(&flow.flat());
            return;
        }
        self.write(&quoted(&label.es.value));
        if let Some(en) = &label.en {
            self.line(hang);
            self.write(&format!("/ {}", quoted(&en.value)));
        }
    }
    /// Writes the whole-line comments before a node.
    pub fn before(&mut self, comments: &Comments, indent: usize) {
        self.comments(&comments.before, indent);
    }
    /// Writes whole-line comments.
    pub fn comments(&mut self, comments: &[String], indent: usize) {
        for comment in comments {
            if comment == "\n" {
                self.blank();
            } else {
                self.line(indent);
                self.write(&format!("#{comment}"));
            }
        }
    }
    /// Writes the comment at the end of a node.
    pub fn after(&mut self, comments: &Comments) {
        if let Some(comment) = &comments.after {
            self.write(&format!("  #{comment}"));
        }
    }
}

/// The width up to the next place where a line may end, and whether there is none.
fn reach(pieces: &[Piece]) -> (usize, bool) {
    let mut sum = 0;
    for piece in pieces {
        match piece {
            Piece::Text(text) => sum += width(text),
            Piece::Soft | Piece::Strong => return (sum, false),
        }
    }
    (sum, true)
}
