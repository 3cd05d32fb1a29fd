//! Elements of XML, and text that cannot be taken for markup.

/// An element; its attributes and text are escaped when it is written.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Node>,
}

enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn new(name: &'static str) -> Element {
        Element { name, attributes: Vec::new(), content: Vec::new() }
    }
    /// An element that holds nothing but text.
    pub(super) fn of(name: &'static str, text: impl Into<String>) -> Element {
        Element::new(name).text(text)
    }
    pub(super) fn with(mut self, attribute: &'static str, value: impl Into<String>) -> Element {
        self.attributes.push((attribute, value.into()));
        self
    }
    pub(super) fn text(mut self, text: impl Into<String>) -> Element {
        self.content.push(Node::Text(text.into()));
        self
    }
    pub(super) fn child(mut self, child: Element) -> Element {
        self.content.push(Node::Element(child));
        self
    }
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.content.extend(children.into_iter().map(Node::Element));
        self
    }
    /// The document whose root it is.
    pub(super) fn document(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.write(&mut out, 0);
        out
    }
    /// Elements stand on lines of their own, unless there is text beside them: there, white space would be read.
    fn write(&self, out: &mut String, depth: usize) {
        out.push_str(&"  ".repeat(depth));
        self.write_inline(out, Some(depth));
        out.push('\n');
    }
    fn write_inline(&self, out: &mut String, depth: Option<usize>) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push_str(&format!(" {name}=\"{}\"", escape(value)));
        }
        if self.content.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        let lines = depth.filter(|_| self.content.iter().all(|node| matches!(node, Node::Element(_))));
        if lines.is_some() {
            out.push('\n');
        }
        for node in &self.content {
            match (node, lines) {
                (Node::Element(element), Some(depth)) => element.write(out, depth + 1),
                (Node::Element(element), None) => element.write_inline(out, None),
                (Node::Text(text), _) => out.push_str(&escape(text)),
            }
        }
        if let Some(depth) = lines {
            out.push_str(&"  ".repeat(depth));
        }
        out.push_str(&format!("</{}>", self.name));
    }
}

/// Text as XML and HTML read it back. What XML cannot hold at all becomes the replacement character.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// Texts as paragraphs of HTML, a line each.
pub(super) fn paragraphs<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let lines = texts.into_iter().flat_map(str::lines).filter(|line| !line.trim().is_empty());
    lines.map(|line| format!("<p>{}</p>", escape(line))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Element, escape, paragraphs};

    #[test]
    fn markup_in_texts_and_attributes_is_text() {
        assert_eq!(escape("a < b & \"c\" > 'd'"), "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
        // XML 1.0, 2.2: control characters cannot stand even as references.
        assert_eq!(escape("a\u{1}b\u{ffff}c\n"), "a\u{fffd}b\u{fffd}c\n");
        let document = Element::new("a").with("b", "\"<\"").child(Element::of("c", "]]> & x")).child(Element::new("d"));
        assert_eq!(
            document.document(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&quot;&lt;&quot;\">\n  <c>]]&gt; &amp; x</c>\n  <d/>\n</a>\n"
        );
    }

    #[test]
    fn white_space_is_added_only_where_it_is_not_read() {
        let mixed = Element::new("p").text("a ").child(Element::new("b").child(Element::new("i"))).text(" c");
        assert_eq!(mixed.document().lines().nth(1), Some("<p>a <b><i/></b> c</p>"));
    }

    #[test]
    fn each_line_is_a_paragraph() {
        assert_eq!(paragraphs(["a\n\nb", "<c>"]), "<p>a</p><p>b</p><p>&lt;c&gt;</p>");
    }
}
