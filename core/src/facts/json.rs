//! A strict JSON reader (RFC 8259) that keeps numbers as written and refuses duplicate keys.

use super::names::clipped;
use crate::error::Error;
use std::borrow::Cow;

/// The largest input that is read, in bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The deepest nesting of lists and objects.
pub const MAX_DEPTH: usize = 32;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, keys in the order written, each once.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads JSON text.
    ///
    /// # Errors
    /// `json.size`, `json.utf8`, `json.depth`, `json.syntax`, `json.duplicate_key`.
    pub fn read(bytes: &[u8]) -> Result<Json, Error> {
        if bytes.len() > MAX_BYTES {
            let message = format!("the input has {} bytes; at most {MAX_BYTES} are read", bytes.len());
            return Err(Error::new("json.size", message).hint("split it, or classify it as a table"));
        }
        let text = std::str::from_utf8(bytes).map_err(|found| {
            let good = std::str::from_utf8(&bytes[..found.valid_up_to()]).unwrap_or_default();
            placed(
                Error::new("json.utf8", "the input is not valid UTF-8 from here on").expected("UTF-8 text"),
                good,
                good.len(),
            )
        })?;
        let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, path: Vec::new() };
        reader.skip_byte_order_mark();
        let value = reader.value(0)?;
        reader.skip_space();
        if reader.at < reader.bytes.len() { Err(reader.unexpected("the end of the input")) } else { Ok(value) }
    }
    /// The value of a key of an object.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }
    /// What it is, in words.
    pub fn sort(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "a flag",
            Json::Number(_) => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }
    /// As compact JSON text, numbers as written.
    pub fn text(&self) -> String {
        let quoted = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
        match self {
            Json::Null => "null".to_owned(),
            Json::Bool(flag) => flag.to_string(),
            Json::Number(text) => text.clone(),
            Json::Text(text) => quoted(text),
            Json::List(items) => format!("[{}]", items.iter().map(Json::text).collect::<Vec<_>>().join(",")),
            Json::Object(entries) => {
                let entry = |(key, value): &(String, Json)| format!("{}:{}", quoted(key), value.text());
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
            }
        }
    }
    /// As a value of serde_json: whole numbers as numbers, others as their text, never a float.
    pub fn to_value(&self) -> serde_json::Value {
        use serde_json::Value;
        match self {
            Json::Null => Value::Null,
            Json::Bool(flag) => Value::Bool(*flag),
            Json::Number(text) => text.parse::<i64>().map_or_else(|_| Value::String(text.clone()), Value::from),
            Json::Text(text) => Value::String(text.clone()),
            Json::List(items) => Value::Array(items.iter().map(Json::to_value).collect()),
            Json::Object(entries) => {
                Value::Object(entries.iter().map(|(key, value)| (key.clone(), value.to_value())).collect())
            }
        }
    }
}

impl From<&serde_json::Value> for Json {
    /// The same value; floats as their shortest text.
    fn from(value: &serde_json::Value) -> Json {
        use serde_json::Value;
        match value {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Bool(*flag),
            Value::Number(number) => Json::Number(number.to_string()),
            Value::String(text) => Json::Text(text.clone()),
            Value::Array(items) => Json::List(items.iter().map(Json::from).collect()),
            Value::Object(entries) => {
                Json::Object(entries.iter().map(|(key, value)| (key.clone(), Json::from(value))).collect())
            }
        }
    }
}

/// A step of the path to the value being read.
enum Step {
    Key(String),
    Item(usize),
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    path: Vec<Step>,
}

impl Reader<'_> {
    fn skip_byte_order_mark(&mut self) {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
    }
    fn skip_space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }
    /// Reads the next byte if it is this one.
    fn take(&mut self, wanted: u8) -> bool {
        let found = self.bytes.get(self.at) == Some(&wanted);
        self.at += usize::from(found);
        found
    }
    /// Reads digits; whether there was one.
    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        self.at > start
    }

    fn value(&mut self, depth: usize) -> Result<Json, Error> {
        self.skip_space();
        match self.bytes.get(self.at) {
            Some(b'{') => self.object(depth + 1),
            Some(b'[') => self.list(depth + 1),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            _ => Err(self.unexpected("a value")),
        }
    }
    fn word(&mut self, word: &str, value: Json) -> Result<Json, Error> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return Err(self.unexpected("a value"));
        }
        self.at += word.len();
        Ok(value)
    }
    fn number(&mut self) -> Result<Json, Error> {
        let start = self.at;
        self.take(b'-');
        let zero = self.take(b'0');
        let whole = zero || self.digits();
        let fraction = !self.take(b'.') || self.digits();
        let exponent = !(self.take(b'e') || self.take(b'E')) || {
            let _signed = self.take(b'+') || self.take(b'-');
            self.digits()
        };
        if !(whole && fraction && exponent) || zero && self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            return Err(self.unexpected("a digit of a number"));
        }
        Ok(Json::Number(self.text[start..self.at].to_owned()))
    }
    fn enter(&self, depth: usize) -> Result<(), Error> {
        let message = format!("the input is nested more than {MAX_DEPTH} levels deep");
        if depth > MAX_DEPTH {
            Err(self.here(Error::new("json.depth", message).hint("a case needs no more than a few levels")))
        } else {
            Ok(())
        }
    }
    fn list(&mut self, depth: usize) -> Result<Json, Error> {
        self.enter(depth)?;
        self.at += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.take(b']') {
            return Ok(Json::List(items));
        }
        loop {
            self.path.push(Step::Item(items.len()));
            items.push(self.value(depth)?);
            self.path.pop();
            self.skip_space();
            if self.take(b']') {
                return Ok(Json::List(items));
            }
            if !self.take(b',') {
                return Err(self.unexpected("`,` or `]`"));
            }
        }
    }
    fn object(&mut self, depth: usize) -> Result<Json, Error> {
        self.enter(depth)?;
        self.at += 1;
        let mut entries: Vec<(String, Json)> = Vec::new();
        let mut places = Vec::new();
        self.skip_space();
        if self.take(b'}') {
            return Ok(Json::Object(entries));
        }
        loop {
            self.skip_space();
            if self.bytes.get(self.at) != Some(&b'"') {
                return Err(self.unexpected("a key"));
            }
            places.push(self.at);
            let key = self.string()?;
            self.skip_space();
            if !self.take(b':') {
                return Err(self.unexpected("`:`"));
            }
            self.path.push(Step::Key(key));
            let value = self.value(depth)?;
            if let Some(Step::Key(key)) = self.path.pop() {
                entries.push((key, value));
            }
            self.skip_space();
            if self.take(b'}') {
                self.refuse_duplicates(&entries, &places)?;
                return Ok(Json::Object(entries));
            }
            if !self.take(b',') {
                return Err(self.unexpected("`,` or `}`"));
            }
        }
    }
    fn refuse_duplicates(&self, entries: &[(String, Json)], places: &[usize]) -> Result<(), Error> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|a, b| entries[*a].0.cmp(&entries[*b].0).then(a.cmp(b)));
        let again = order.windows(2).filter(|pair| entries[pair[0]].0 == entries[pair[1]].0).map(|pair| pair[1]).min();
        let Some(again) = again else { return Ok(()) };
        let key = &entries[again].0;
        let error = Error::new("json.duplicate_key", format!("the key `{}` stands twice in one object", clipped(key)))
            .hint("keep one of them");
        Err(placed(error, self.text, places[again]).at(self.path_to(key)))
    }
    fn path_to(&self, key: &str) -> String {
        let mut out = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if out.is_empty() => out.push_str(&clipped(key)),
                Step::Key(key) => out.push_str(&format!(".{}", clipped(key))),
                Step::Item(at) => out.push_str(&format!("[{at}]")),
            }
        }
        if out.is_empty() { clipped(key) } else { format!("{out}.{}", clipped(key)) }
    }

    /// Reads a string that begins here.
    fn string(&mut self) -> Result<String, Error> {
        self.at += 1;
        let mut out = Cow::Borrowed("");
        let mut start = self.at;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    out += &self.text[start..self.at];
                    self.at += 1;
                    return Ok(out.into_owned());
                }
                Some(b'\\') => {
                    out += &self.text[start..self.at];
                    out.to_mut().push(self.escape()?);
                    start = self.at;
                }
                Some(0x20..) => self.at += 1,
                _ => return Err(self.unexpected("the end of a string")),
            }
        }
    }
    fn escape(&mut self) -> Result<char, Error> {
        let letter = self.bytes.get(self.at + 1).copied();
        let plain = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.unexpected("an escape of JSON")),
        };
        self.at += 2;
        Ok(plain)
    }
    fn unicode_escape(&mut self) -> Result<char, Error> {
        let unit = |at: usize| -> Option<u32> {
            let digits = self.bytes.get(at..at + 6).filter(|d| d.starts_with(b"\\u"))?;
            digits[2..].iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?))
        };
        let (code, length) = match (unit(self.at), unit(self.at + 6)) {
            (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                (Some(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 12)
            }
            (first, _) => (first, 6),
        };
        let letter = code.and_then(char::from_u32).ok_or_else(|| self.unexpected("a character of Unicode"))?;
        self.at += length;
        Ok(letter)
    }

    fn unexpected(&self, wanted: &str) -> Error {
        let found = match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            None => "the end of the input".to_owned(),
            Some(letter) if letter.is_control() => format!("U+{:04X}", u32::from(letter)),
            Some(letter) => format!("`{letter}`"),
        };
        self.here(Error::new("json.syntax", format!("expected {wanted}, found {found}")).expected(wanted))
    }
    fn here(&self, error: Error) -> Error {
        placed(error, self.text, self.at)
    }
}

/// The error with the line and column of a byte of the text.
fn placed(mut error: Error, text: &str, at: usize) -> Error {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    error.line = Some(before.bytes().filter(|byte| *byte == b'\n').count() + 1);
    error.column = Some(before[line_start..].chars().count() + 1);
    error
}
