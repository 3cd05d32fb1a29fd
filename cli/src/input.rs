//! Reading cases and the day.

use crate::arguments::CaseArguments;
use crate::failure::Failure;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use tipicidad::Law;
use tipicidad::error::Error;
use tipicidad::exact::Date;
use tipicidad::facts::{Case, CaseOptions};

/// One byte more than a case may have, so that a larger one is refused without being read whole.
const MOST_BYTES: u64 = 8 * 1024 * 1024 + 1;

/// The bytes of a file, or of stdin for `-`; of what is too large only enough to see that it is.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// A file that cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error {
        file: Some(path.display().to_string()),
        ..Error::new("file.read", format!("`{}` cannot be read: {error}", path.display()))
    }
}

/// The case of the arguments: judged on the day of the option, else its own, else today.
pub fn case(law: &Law, arguments: &CaseArguments) -> Result<Case, Failure> {
    let bytes = bytes(&arguments.case)?;
    let options = |as_of| CaseOptions { as_of, readings: arguments.reading.clone() };
    match law.read_case(&bytes, &options(arguments.as_of)) {
        Err(error) if error.code == "case.missing_as_of" && arguments.as_of.is_none() => {
            Ok(law.read_case(&bytes, &options(Some(today()?)))?)
        }
        other => Ok(other?),
    }
}

/// The local civil day.
pub fn today() -> Result<Date, Error> {
    let today = jiff::Zoned::now().date();
    Date::new(today.year(), today.month(), today.day())
        .map_err(|error| Error::new("case.missing_as_of", format!("the clock gives no usable day: {error}")))
}
