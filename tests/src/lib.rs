//! What the proofs share: the law under proof, deterministic chance, and random cases over the real vocabulary.
#![warn(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "only tests link this crate, and a test fails by panicking"
)]

pub mod coverage;
pub mod export;
pub mod naive;
pub mod random;
pub mod sources;
pub mod words;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tipicidad::diagnostic::Source;
use tipicidad::exact::Date;
use tipicidad::facts::{Case, CaseOptions};
use tipicidad::{Error, Law};

/// The first page of the project, whose example runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the repository")
}

/// The embedded law.
pub fn law() -> &'static Law {
    tipicidad_mx_federal::law()
}

/// A day.
pub fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// Reads a case.
///
/// # Errors
/// What the decoder says of it.
pub fn read(case: &Value) -> Result<Case, Error> {
    law().read_case(case.to_string().as_bytes(), &CaseOptions::default())
}

/// Files with an ending below a folder of this crate, by path.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .collect();
    found.sort();
    found
}

/// The rule files of the embedded law.
pub fn rule_files() -> Vec<Source> {
    let folder = root().join("rules/mx-federal");
    let mut paths = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder of rules") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "tip") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let relative = |path: &Path| {
        let parts = path.strip_prefix(&folder).expect("below the folder").components();
        parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
    };
    let text = |path: &Path| std::fs::read_to_string(path).expect("rule text").replace("\r\n", "\n").into();
    paths.iter().map(|path| Source { path: relative(path), text: text(path) }).collect()
}

/// The command: what TIPICIDAD_BINARY names, else built once, as the test was.
pub fn command() -> Command {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    let path = PATH.get_or_init(|| {
        if let Some(built) = std::env::var_os("TIPICIDAD_BINARY") {
            return built.into();
        }
        // target/PROFILE/deps/this-test: the command stands two folders up.
        let own = std::env::current_exe().expect("a test has a path");
        let folder = own.ancestors().nth(2).expect("a target folder");
        let profile = folder.file_name().expect("a profile").to_string_lossy().replace("debug", "dev");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--package", "tipicidad-cli", "--bin", "tipicidad", "--profile", &profile])
            .current_dir(root())
            .status()
            .expect("cargo runs");
        assert!(built.success(), "the command does not build");
        folder.join(format!("tipicidad{}", std::env::consts::EXE_SUFFIX))
    });
    Command::new(path)
}
