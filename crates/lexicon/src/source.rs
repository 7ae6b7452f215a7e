//! The files of a lexicon folder and what is wrong in them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// One file of a lexicon: its path below the folder, with `/`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Such as `frames/19-fight/195-employ-aerial-weapons.toml`.
    pub path: String,
    /// The TOML text.
    pub text: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The entry is used, but somebody should look at it.
    Warning,
    /// The entry could not be used.
    Error,
}

/// Something wrong in a lexicon file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LexiconProblem {
    /// Path of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What was found and what was expected.
    pub reason: String,
}

impl fmt::Display for LexiconProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{}:{}: {severity}: {}", self.file, self.line, self.reason)
    }
}

/// What reading one file gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileRead {
    /// Path of the file.
    pub file: String,
    /// Which kind of lexicon file or dictionary it was taken for.
    pub kind: &'static str,
    /// Lines that say something: neither blank nor comment.
    pub lines: usize,
    /// Lines that a problem names.
    pub reported: usize,
    /// What was read, by kind of entry.
    pub counts: BTreeMap<&'static str, usize>,
}

/// Reads every `.toml` file below a folder, in order of their paths.
///
/// # Errors
/// When the folder or a file can't be read; a file that is no UTF-8 is named.
pub fn read_folder(folder: &Path) -> std::io::Result<Vec<SourceFile>> {
    read_where(folder, is_own)
}

/// As [`read_folder`] with all other files too, but hidden ones: they may be dictionaries of another coder. Bytes of
/// theirs that are no UTF-8 come as U+FFFD.
///
/// # Errors
/// As [`read_folder`].
pub fn read_mixed_folder(folder: &Path) -> std::io::Result<Vec<SourceFile>> {
    read_where(folder, |path| !path.split('/').any(|part| part.starts_with('.')) && !path.ends_with(".md"))
}

fn read_where(folder: &Path, wanted: impl Fn(&str) -> bool) -> std::io::Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let name = below.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            if !wanted(&name) {
                continue;
            }
            let named = |e: std::io::Error| std::io::Error::new(e.kind(), format!("{}: {e}", path.display()));
            let text = if is_own(&name) {
                std::fs::read_to_string(&path).map_err(named)?
            } else {
                String::from_utf8_lossy(&std::fs::read(&path).map_err(named)?).into_owned()
            };
            files.push(SourceFile { path: name, text });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Whether a file is in the lexicon's own form.
pub(crate) fn is_own(path: &str) -> bool {
    path.ends_with(".toml")
}

/// The line, from 1, of a byte offset.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    1 + text.as_bytes()[..offset.min(text.len())].iter().filter(|&&b| b == b'\n').count()
}
