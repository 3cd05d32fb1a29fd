//! Values of Python as the JSON text that the engine reads.

use crate::errors::About;
use pyo3::exceptions::PyUnicodeEncodeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PyMapping, PySet, PyString, PyTuple, PyType};
use std::borrow::Cow;
use tipicidad::Error;
use tipicidad::exact::{Date, DateError};
use tipicidad::facts::{MAX_BYTES, MAX_DEPTH};

/// Why a value has no text.
pub enum Failed {
    /// It is wrong; the steps lead to it, the innermost first.
    Wrong(Box<Error>, Vec<Step>),
    /// Python has raised something while it was read.
    Raised(PyErr),
}

/// A step of the path to a value.
pub enum Step {
    Key(String),
    Item(usize),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Failed {
        Failed::Wrong(Box::new(error), Vec::new())
    }
}

impl From<PyErr> for Failed {
    fn from(error: PyErr) -> Failed {
        Failed::Raised(error)
    }
}

impl Failed {
    /// The exception.
    pub fn raise(self, py: Python<'_>, about: About) -> PyErr {
        match self {
            Failed::Raised(error) => error,
            Failed::Wrong(error, steps) if steps.is_empty() => about.raise(py, &error),
            Failed::Wrong(error, steps) => about.raise(py, &error.at(path(&steps))),
        }
    }
    fn under(self, step: impl FnOnce() -> Step) -> Failed {
        match self {
            Failed::Wrong(error, mut steps) => {
                steps.push(step());
                Failed::Wrong(error, steps)
            }
            raised => raised,
        }
    }
}

/// `acts[0].victims[0].age`
fn path(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps.iter().rev() {
        match step {
            Step::Key(key) if out.is_empty() => out.push_str(key),
            Step::Key(key) => out.push_str(&format!(".{key}")),
            Step::Item(at) => out.push_str(&format!("[{at}]")),
        }
    }
    out
}

/// The characters of a text.
pub fn characters<'a>(text: &'a Bound<'_, PyString>) -> Result<Cow<'a, str>, Failed> {
    text.to_cow().map_err(|raised| {
        if raised.is_instance_of::<PyUnicodeEncodeError>(text.py()) {
            let message = "a text holds half of a character, which UTF-8 cannot write";
            Error::new("json.utf8", message).expected("text that UTF-8 can write").into()
        } else {
            raised.into()
        }
    })
}

/// The JSON text of a value.
pub fn text(value: &Bound<'_, PyAny>) -> Result<Vec<u8>, Failed> {
    let mut writer = Writer { out: Vec::with_capacity(1024) };
    writer.value(value, 0)?;
    Ok(writer.out)
}

struct Writer {
    out: Vec<u8>,
}

impl Writer {
    fn value(&mut self, value: &Bound<'_, PyAny>, depth: usize) -> Result<(), Failed> {
        if self.out.len() > MAX_BYTES {
            let message =
                format!("the case has more than {MAX_BYTES} bytes as JSON text, which is the most that is read");
            return Err(Error::new("json.size", message).hint("split it, or classify it as a table").into());
        }
        if let Ok(text) = value.cast::<PyString>() {
            self.quoted(&characters(text)?);
        } else if value.is_none() {
            self.write("null");
        } else if let Ok(flag) = value.cast::<PyBool>() {
            self.write(if flag.is_true() { "true" } else { "false" });
        } else if let Ok(number) = value.cast::<PyInt>() {
            self.whole(number)?;
        } else if let Ok(dict) = value.cast::<PyDict>() {
            // A copy: whatever Python runs meanwhile may change the dict.
            self.entries(&dict.items(), depth + 1)?;
        } else if let Ok(list) = value.cast::<PyList>() {
            self.items(list.iter(), depth + 1)?;
        } else if let Ok(number) = value.cast::<PyFloat>() {
            self.float(number.value())?;
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            self.items(tuple.iter(), depth + 1)?;
        } else if value.is_instance_of::<PySet>() || value.is_instance_of::<PyFrozenSet>() {
            self.items(sorted(value)?.iter(), depth + 1)?;
        } else {
            self.other(value, depth)?;
        }
        Ok(())
    }

    fn write(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn quoted(&mut self, text: &str) {
        // INVARIANT: a text can be written to memory as JSON.
        let _ = serde_json::to_writer(&mut self.out, text);
    }

    fn whole(&mut self, number: &Bound<'_, PyInt>) -> Result<(), Failed> {
        if let Ok(small) = number.extract::<i64>() {
            self.write(&small.to_string());
            return Ok(());
        }
        // The text of an int itself: a class of its own may print itself otherwise. What Python is not willing to print is no fact.
        match PyType::new::<PyInt>(number.py()).call_method1("__repr__", (number,)) {
            Ok(digits) => self.write(&characters(&digits.str()?)?),
            Err(_) => return Err(Error::new("case.out_of_range", "a number has thousands of digits").into()),
        }
        Ok(())
    }

    fn float(&mut self, number: f64) -> Result<(), Failed> {
        if number.is_nan() {
            self.write("null");
        } else if number.is_infinite() {
            return Err(infinite());
        } else {
            // The shortest decimal that names the float; whether its fact keeps so many decimals is for the decoder to say.
            self.write(&number.to_string());
        }
        Ok(())
    }

    /// A number from its text: of Decimal.
    fn decimal(&mut self, text: &str) -> Result<(), Failed> {
        match text.to_ascii_lowercase().trim_start_matches(['+', '-']) {
            "nan" | "snan" => self.write("null"),
            "inf" | "infinity" => return Err(infinite()),
            _ => self.write(text),
        }
        Ok(())
    }

    fn entries(&mut self, entries: &Bound<'_, PyList>, depth: usize) -> Result<(), Failed> {
        enter(depth)?;
        self.write("{");
        for (at, entry) in entries.iter().enumerate() {
            let (key, value) = entry.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
            let Ok(key) = key.cast::<PyString>() else {
                let message = format!("a key cannot be {}", called(&key)?);
                return Err(Error::new("case.wrong_type", message).expected("keys that are texts").into());
            };
            let key = characters(key)?;
            if at > 0 {
                self.write(",");
            }
            self.quoted(&key);
            self.write(":");
            self.value(&value, depth).map_err(|failed| failed.under(|| Step::Key(key.into_owned())))?;
        }
        self.write("}");
        Ok(())
    }

    fn items<'py>(&mut self, items: impl Iterator<Item = Bound<'py, PyAny>>, depth: usize) -> Result<(), Failed> {
        enter(depth)?;
        self.write("[");
        for (at, item) in items.enumerate() {
            if at > 0 {
                self.write(",");
            }
            self.value(&item, depth).map_err(|failed| failed.under(|| Step::Item(at)))?;
        }
        self.write("]");
        Ok(())
    }

    /// What is neither text, number, flag, dict nor list.
    fn other(&mut self, value: &Bound<'_, PyAny>, depth: usize) -> Result<(), Failed> {
        let py = value.py();
        if value.is_instance(date_class(py)?)? {
            return match date(value)? {
                Some(day) => {
                    self.quoted(&day);
                    Ok(())
                }
                None => {
                    self.write("null");
                    Ok(())
                }
            };
        }
        static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        if value.is_instance(DECIMAL.import(py, "decimal", "Decimal")?)? {
            let plain = value.call_method1("__format__", ("f",))?;
            return self.decimal(&characters(plain.cast::<PyString>().map_err(PyErr::from)?)?);
        }
        let class = value.get_type();
        let (module, name) = (class.module()?.to_string(), class.name()?.to_string());
        match (module.split('.').next().unwrap_or_default(), name.as_str()) {
            ("pandas", "NAType" | "NaTType") => self.write("null"),
            ("numpy", "datetime64") => match numpy_day(&value.str()?)? {
                Some(day) => self.quoted(&day),
                None => self.write("null"),
            },
            ("numpy", "float16" | "float32" | "longdouble") => {
                let text = value.str()?;
                let text = characters(&text)?;
                // As a float of Python: twelve is written 12.
                self.decimal(text.strip_suffix(".0").unwrap_or(&text))?;
            }
            ("numpy", "ndarray") => {
                enter(depth)?;
                let list = value.call_method0("tolist")?;
                self.value(&list, depth)?;
            }
            ("numpy", _) if value.hasattr("item")? => {
                enter(depth)?;
                let plain = value.call_method0("item")?;
                if plain.get_type().is(&class) {
                    return Err(unfit(value)?.into());
                }
                self.value(&plain, depth)?;
            }
            _ => match value.cast::<PyMapping>() {
                Ok(mapping) => self.entries(&mapping.items()?, depth + 1)?,
                Err(_) => return Err(unfit(value)?.into()),
            },
        }
        Ok(())
    }
}

fn enter(depth: usize) -> Result<(), Failed> {
    if depth <= MAX_DEPTH {
        return Ok(());
    }
    let message = format!("the case is nested more than {MAX_DEPTH} levels deep");
    Err(Error::new("json.depth", message).hint("a case needs no more than a few levels; does it hold itself?").into())
}

/// The members of a set in their order, so that the same set has the same text.
fn sorted<'py>(set: &Bound<'py, PyAny>) -> Result<Bound<'py, PyList>, Failed> {
    let list = set.try_iter()?.collect::<PyResult<Vec<_>>>()?;
    let list = PyList::new(set.py(), list)?;
    match list.sort() {
        Ok(()) => Ok(list),
        Err(_) => Err(Error::new("case.wrong_type", "a set cannot hold values of several types").into()),
    }
}

fn infinite() -> Failed {
    Error::new("case.out_of_range", "a number cannot be infinite").into()
}

/// What a value is, in words: `a generator`.
fn called(value: &Bound<'_, PyAny>) -> PyResult<String> {
    Ok(format!("a value of the class `{}`", value.get_type().name()?))
}

fn unfit(value: &Bound<'_, PyAny>) -> PyResult<Error> {
    let message = format!("a case cannot hold {}", called(value)?);
    let error = Error::new("case.wrong_type", message).expected("dicts, lists, texts, numbers, flags, dates or None");
    Ok(if value.hasattr("__next__")? { error.hint("make a list of it first") } else { error })
}

/// `datetime.date`, which `datetime.datetime` and the timestamps of pandas are too.
pub fn date_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DATE.import(py, "datetime", "date")
}

/// The text of a day; `None`: it is the empty timestamp of pandas.
fn date(value: &Bound<'_, PyAny>) -> Result<Option<String>, Failed> {
    if value.ne(value)? {
        return Ok(None);
    }
    let timed = value.hasattr("hour")?;
    if timed && !value.getattr("tzinfo")?.is_none() {
        let error = Error::new("case.wrong_type", "a timestamp with a zone is not a day");
        return Err(error.expected("a day").hint("take the zone off: a day is a day where it was").into());
    }
    if timed {
        for part in ["hour", "minute", "second", "microsecond", "nanosecond"] {
            if value.hasattr(part)? && value.getattr(part)?.ne(0)? {
                return Err(time_of_day());
            }
        }
    }
    let part = |name| value.getattr(name)?.extract::<u32>();
    Ok(Some(format!("{:04}-{:02}-{:02}", part("year")?, part("month")?, part("day")?)))
}

fn time_of_day() -> Failed {
    Error::new("case.wrong_type", "a time of day is more than a day").expected("a timestamp at midnight").into()
}

/// The text of a day of NumPy; `None`: not a time. `2024-03-01T00:00:00.000` names a time of day.
fn numpy_day(text: &Bound<'_, PyString>) -> Result<Option<String>, Failed> {
    let text = characters(text)?;
    let (day, time) = text.split_once('T').unwrap_or((&text, ""));
    if *text == *"NaT" {
        return Ok(None);
    }
    if time.chars().any(|digit| ('1'..='9').contains(&digit)) {
        return Err(time_of_day());
    }
    Ok(Some(day.to_owned()))
}

/// The day that an argument names.
pub fn day(value: &Bound<'_, PyAny>, name: &str) -> Result<Date, Failed> {
    let py = value.py();
    let text = if value.is_instance(date_class(py)?)? {
        date(value).map_err(|failed| failed.under(|| Step::Key(name.to_owned())))?
    } else {
        value.cast::<PyString>().ok().map(characters).transpose()?.map(Cow::into_owned)
    };
    let wrong = |code, message| Error::new(code, message).at(name).expected("a day such as `2026-03-01`");
    let Some(text) = text else {
        return Err(wrong("case.wrong_type", format!("`{name}` cannot be {}", called(value)?)).into());
    };
    Date::parse(&text).map_err(|why| {
        let shown: String = text.chars().take(40).collect();
        match why {
            DateError::Form => wrong("case.wrong_type", format!("`{name}` cannot be `{shown}`")).into(),
            DateError::NoSuchDay => wrong("case.impossible_date", format!("there is no day `{shown}`")).into(),
            DateError::OutOfRange => {
                wrong("case.out_of_range", format!("`{shown}`: years go from 1000 to 9999")).into()
            }
        }
    })
}
