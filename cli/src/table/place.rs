//! A file that has its name only once it is whole.
//!
//! It is written under a temporary name beside its own and renamed at the end, rather than cut to its last whole row: a
//! Parquet file cannot be cut, and whoever finds the name finds every row.

use super::unwritable;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tipicidad::error::Error;

/// What a file that is not whole ends in.
const PART: &str = ".part";

/// A file being written.
#[derive(Clone, Debug)]
pub struct Place {
    path: PathBuf,
    part: PathBuf,
}

impl Place {
    /// Of a file with this name.
    pub fn new(path: &Path) -> Place {
        let mut part: OsString = path.as_os_str().to_owned();
        part.push(PART);
        Place { path: path.to_owned(), part: part.into() }
    }
    /// Its name in the end.
    pub fn path(&self) -> &Path {
        &self.path
    }
    /// Its name until then.
    pub fn part(&self) -> &Path {
        &self.part
    }
    /// Begins it.
    pub fn create(&self) -> Result<File, Error> {
        File::create(&self.part).map_err(|error| unwritable(&self.path, &error))
    }
    /// Gives it its name.
    pub fn keep(&self) -> Result<(), Error> {
        fs::rename(&self.part, &self.path).map_err(|error| unwritable(&self.path, &error))
    }
    /// Takes away what was written.
    pub fn discard(&self) {
        // What cannot be taken away is no worse than what is already being reported.
        let _ = fs::remove_file(&self.part);
    }
}
