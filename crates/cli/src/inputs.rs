//! Paths on the command line as reports to read.

use anyhow::{Context, Result};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A report to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Standard,
}

impl Input {
    /// The report's id: the file's stem.
    pub fn id(&self) -> String {
        match self {
            Input::File(path) => path.file_stem().map_or_else(|| path.display().to_string(), |s| s.to_string_lossy().into_owned()),
            Input::Standard => "stdin".to_owned(),
        }
    }

    /// The path as given.
    pub fn uri(&self) -> Option<String> {
        match self {
            Input::File(path) => Some(path.display().to_string()),
            Input::Standard => None,
        }
    }

    /// The bytes.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        match self {
            Input::File(path) => std::fs::read(path).with_context(|| path.display().to_string()),
            Input::Standard => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
                Ok(bytes)
            }
        }
    }
}

/// The files behind paths, in order; of a folder, the `.txt` files below it in order of their names.
///
/// # Errors
/// When a path doesn't exist or a folder has no report.
pub fn collect(paths: &[PathBuf]) -> Result<Vec<Input>> {
    collect_with(paths, &["txt"])
}

/// The same with the endings of files that are taken from a folder.
///
/// # Errors
/// When a path doesn't exist or a folder has no such file.
pub fn collect_with(paths: &[PathBuf], endings: &[&str]) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Standard);
        } else if path.is_dir() {
            let before = inputs.len();
            folder(path, endings, &mut inputs)?;
            anyhow::ensure!(inputs.len() > before, "{}: no .{} file below this folder", path.display(), endings.join(" or ."));
        } else {
            anyhow::ensure!(path.exists(), "{}: no such file or folder", path.display());
            inputs.push(Input::File(path.clone()));
        }
    }
    Ok(inputs)
}

fn folder(path: &Path, endings: &[&str], inputs: &mut Vec<Input>) -> Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(path)
        .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
        .with_context(|| path.display().to_string())?
        .into_iter()
        .map(|e| e.path())
        .collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            folder(&entry, endings, inputs)?;
        } else if entry.extension().is_some_and(|e| endings.iter().any(|known| e.eq_ignore_ascii_case(known))) {
            inputs.push(Input::File(entry));
        }
    }
    Ok(())
}
