//! The rules to judge by: embedded, a folder, or a pack.

use crate::failure::Failure;
use crate::input::unreadable;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use tipicidad::Law;
use tipicidad::check::{Checked, check};
use tipicidad::diagnostic::{Diagnostic, Level, Source};
use tipicidad::error::Error;
use tipicidad::model::Model;

/// How deep folders of rules may be nested.
const MAX_FOLDERS: usize = 32;

/// The law in use.
pub enum Rules {
    /// The one in the command.
    Embedded(&'static Law),
    /// Another.
    Loaded(Box<Law>),
}

impl Deref for Rules {
    type Target = Law;
    fn deref(&self) -> &Law {
        match self {
            Rules::Embedded(law) => law,
            Rules::Loaded(law) => law,
        }
    }
}

/// The law: of a folder or pack when one is named, else the embedded one.
pub fn law(rules: Option<&Path>) -> Result<Rules, Failure> {
    match rules {
        None => Ok(Rules::Embedded(tipicidad_mx_federal::law())),
        Some(folder) if folder.is_dir() => Ok(Rules::Loaded(Box::new(compiled(folder)?))),
        Some(pack) => {
            let bytes = fs::read(pack).map_err(|error| unreadable(pack, &error))?;
            let law = Law::from_pack(&bytes);
            let law = law.map_err(|error| Error { file: Some(pack.display().to_string()), ..error })?;
            Ok(Rules::Loaded(Box::new(law)))
        }
    }
}

/// The law of a folder of rules.
pub fn compiled(folder: &Path) -> Result<Law, Failure> {
    model(folder).map(Law::from_model)
}

/// What a folder of rules says.
pub fn model(folder: &Path) -> Result<Model, Failure> {
    let checked = check(&sources(&[folder.to_owned()])?);
    let errors = errors(&checked);
    match checked.model {
        Some(model) if errors.is_empty() => Ok(model),
        _ => Err(Failure::Rules(errors)),
    }
}

/// The findings that make rules unusable.
pub fn errors(checked: &Checked) -> Vec<Diagnostic> {
    checked.diagnostics.iter().filter(|found| found.level == Level::Error).cloned().collect()
}

/// A rule file on disk, and as the checker reads it.
pub struct RuleFile {
    /// Where it is.
    pub file: PathBuf,
    /// Its path below the folder that was named, and its text.
    pub source: Source,
}

/// Every rule file of some folders and files, by path.
pub fn files(paths: &[PathBuf]) -> Result<Vec<RuleFile>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            collect(path, path, 0, &mut files)?;
        } else {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            files.push(read(path, name)?);
        }
    }
    if files.is_empty() {
        let named = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
        return Err(Error::new("file.no_rules", format!("no .tip file in `{named}`")).into());
    }
    files.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    Ok(files)
}

/// The sources of some folders and files.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    Ok(files(paths)?.into_iter().map(|file| file.source).collect())
}

fn collect(root: &Path, folder: &Path, depth: usize, files: &mut Vec<RuleFile>) -> Result<(), Failure> {
    if depth > MAX_FOLDERS {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            if !hidden && !path.ends_with("target") {
                collect(root, &path, depth + 1, files)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "tip") {
            let below = path.strip_prefix(root).unwrap_or(&path).components();
            let name = below.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            files.push(read(&path, name)?);
        }
    }
    Ok(())
}

fn read(path: &Path, name: String) -> Result<RuleFile, Failure> {
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    let source = Source { path: name, text: text.replace("\r\n", "\n").into() };
    Ok(RuleFile { file: path.to_owned(), source })
}
