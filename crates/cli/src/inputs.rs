//! Paths on the command line as reports to read.

use anyhow::{Context, Result, ensure};
use detente::{CATALOGUE, Catalogue, Entry, Hints};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A report to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, with what its folder's table of reports says of it.
    File(PathBuf, Option<Entry>),
    /// Standard input.
    Standard,
}

impl Input {
    /// The report's id: the file's stem.
    pub fn id(&self) -> String {
        match self {
            Input::File(path, _) => path.file_stem().map_or_else(|| path.display().to_string(), |s| s.to_string_lossy().into_owned()),
            Input::Standard => "stdin".to_owned(),
        }
    }

    /// The path as given.
    pub fn uri(&self) -> Option<String> {
        match self {
            Input::File(path, _) => Some(path.display().to_string()),
            Input::Standard => None,
        }
    }

    /// What is known before it is read: a day given by hand, what the folder's table says, the path.
    pub fn hints(&self, id: String, published: Option<jiff::civil::Date>) -> Hints {
        let hints = Hints { id, uri: self.uri(), ..Hints::default() };
        let hints = match self {
            Input::File(_, Some(entry)) => entry.hints(hints),
            _ => hints,
        };
        Hints { published: published.or(hints.published), ..hints }
    }

    /// The bytes.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        match self {
            Input::File(path, _) => std::fs::read(path).with_context(|| path.display().to_string()),
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
/// When a path doesn't exist, a folder has no such file, or its table of reports is wrong.
pub fn collect_with(paths: &[PathBuf], endings: &[&str]) -> Result<Vec<Input>> {
    let mut found = Found { endings, tables: BTreeMap::new(), inputs: Vec::new() };
    for path in paths {
        if path.as_os_str() == "-" {
            found.inputs.push(Input::Standard);
        } else if path.is_dir() {
            let before = found.inputs.len();
            found.folder(path)?;
            ensure!(found.inputs.len() > before, "{}: no .{} file below this folder", path.display(), endings.join(" or ."));
        } else {
            ensure!(path.exists(), "{}: no such file or folder", path.display());
            found.file(path.clone())?;
        }
    }
    Ok(found.inputs)
}

/// What has been found so far, with the tables of the folders it lies in.
struct Found<'e> {
    endings: &'e [&'e str],
    tables: BTreeMap<PathBuf, Catalogue>,
    inputs: Vec<Input>,
}

impl Found<'_> {
    fn folder(&mut self, path: &Path) -> Result<()> {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(path)
            .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
            .with_context(|| path.display().to_string())?
            .into_iter()
            .map(|e| e.path())
            .collect();
        entries.sort();
        for entry in entries {
            if entry.is_dir() {
                self.folder(&entry)?;
            } else if entry.extension().is_some_and(|e| self.endings.iter().any(|known| e.eq_ignore_ascii_case(known))) {
                self.file(entry)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: PathBuf) -> Result<()> {
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let table = match self.tables.entry(folder) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => {
                let table = table(new.key())?;
                new.insert(table)
            }
        };
        let entry = table.get(&name).cloned();
        self.inputs.push(Input::File(path, entry));
        Ok(())
    }
}

/// The table of reports of a folder; empty where there is none.
fn table(folder: &Path) -> Result<Catalogue> {
    let path = folder.join(CATALOGUE);
    if !path.is_file() {
        return Ok(Catalogue::default());
    }
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    let table = Catalogue::parse(&bytes).map_err(|e| anyhow::anyhow!("{}:{e}", path.display()))?;
    for (file, entry) in table.iter() {
        ensure!(
            folder.join(file).is_file(),
            "{}:{}: file: found `{file}`; expected a file that lies in this folder",
            path.display(),
            entry.line
        );
    }
    Ok(table)
}
