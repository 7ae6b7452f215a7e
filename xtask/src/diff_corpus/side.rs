//! One side of the comparison: events from a file, or from a program that codes the corpus now.

use crate::own;
use anyhow::{Context, Result, bail, ensure};
use detente_eval::GoldFile;
use detente_eval::cases::event_records;
use detente_record::Event;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Exit code of `detente code` when all is coded, but something could not be read as expected.
const PROBLEMS: i32 = 3;

/// The reports that programs code.
pub struct Corpus {
    paths: Vec<PathBuf>,
    /// The folder that the paths start from; the current one when there is none.
    folder: Option<PathBuf>,
}

impl Corpus {
    /// These paths; without any, the repository's own reports.
    pub fn new(paths: &[PathBuf]) -> Self {
        if paths.is_empty() {
            Corpus { paths: own::REPORTS.iter().map(PathBuf::from).collect(), folder: Some(own::root()) }
        } else {
            Corpus { paths: paths.to_vec(), folder: None }
        }
    }
}

/// The events of one side.
#[derive(Debug)]
pub struct Side {
    /// The path as given.
    pub name: String,
    /// In order of the reports.
    pub events: Vec<Event>,
    /// Lines that a program wrote on what it could not read as expected.
    pub problems: usize,
    /// Whether a program coded them now.
    pub is_coded: bool,
}

impl Side {
    /// Reads a file of events, or runs a program on the corpus.
    ///
    /// # Errors
    /// When the file is neither, the program fails, or a line is no event record.
    pub fn read(path: &Path, corpus: &Corpus) -> Result<Self> {
        let name = path.display().to_string();
        ensure!(!path.is_dir(), "{name}: a folder; expected a detente program, or events as JSON Lines");
        let bytes = std::fs::read(path).with_context(|| name.clone())?;
        if holds_events(path, &bytes) {
            let events = event_records(&GoldFile { name: name.clone(), bytes })?;
            return Ok(Side { name, events, problems: 0, is_coded: false });
        }
        let output = code(path, corpus)?;
        let errors = String::from_utf8_lossy(&output.stderr);
        let problems = match output.status.code() {
            Some(0) => 0,
            Some(PROBLEMS) => errors.lines().count(),
            _ => {
                let last = errors.lines().last().unwrap_or("nothing on standard error");
                bail!("{name} code: ended with {}: {last}", output.status);
            }
        };
        let events = event_records(&GoldFile { name: format!("standard output of {name}"), bytes: output.stdout })?;
        Ok(Side { name, events, problems, is_coded: true })
    }
}

/// Whether a file is taken for events: by its extension, or because it begins as JSON does. No event at all is an empty
/// file.
fn holds_events(path: &Path, bytes: &[u8]) -> bool {
    let named = path.extension().is_some_and(|e| ["jsonl", "ndjson", "json"].iter().any(|own| e.eq_ignore_ascii_case(own)));
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    named || first.is_none_or(|b| *b == b'{')
}

fn code(program: &Path, corpus: &Corpus) -> Result<Output> {
    let name = program.display();
    // The program is started from the corpus' folder, where its own path may lead elsewhere.
    let mut command = Command::new(std::path::absolute(program)?);
    command.args(["code", "--format", "jsonl"]).args(&corpus.paths);
    if let Some(folder) = &corpus.folder {
        command.current_dir(folder);
    }
    command.output().with_context(|| format!("{name}: neither events as JSON Lines nor a program that can be run"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(name: &str, content: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("a file");
        let error = Side::read(&path, &Corpus::new(&[])).expect_err("no side");
        format!("{error:#}").replace(&format!("{}/", folder.path().display()), "")
    }

    #[test]
    fn what_is_no_side_is_named_with_its_line() {
        assert!(error("events.jsonl", "\nnot json\n").starts_with("events.jsonl:2: found expected ident"));
        assert!(error("events", "{\"schema\": 1}\n").ends_with("expected an event record, detente.event/1"));
        assert!(error("notes.txt", "words").starts_with("notes.txt: neither events as JSON Lines nor a program that can be run"));
        let missing = Side::read(Path::new("no-such-file"), &Corpus::new(&[])).expect_err("no file");
        assert!(format!("{missing:#}").starts_with("no-such-file: "));
    }

    #[test]
    fn an_empty_file_is_no_events() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("none.jsonl");
        std::fs::write(&path, "\n").expect("a file");
        assert!(Side::read(&path, &Corpus::new(&[])).expect("a side").events.is_empty());
    }
}
