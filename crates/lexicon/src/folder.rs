//! A folder of lexicon files of our own form, of dictionaries of PETRARCH, or of both.

use crate::entry::Entries;
use crate::petrarch::{Import, Knowledge};
use crate::source::{FileRead, LexiconProblem, SourceFile, is_own, line_at};
use std::collections::BTreeSet;

/// What a folder says.
#[derive(Debug, Clone, Default)]
pub struct FolderRead {
    /// From files of our own form, to be laid over with [`Entries::overlay`].
    pub own: Entries,
    /// From dictionaries, to be added with [`Entries::merge`].
    pub dictionaries: Entries,
    /// What each file gave, in order.
    pub files: Vec<FileRead>,
    /// What is wrong.
    pub problems: Vec<LexiconProblem>,
}

/// Reads the files of a folder: `.toml` in our own form, whatever else as a dictionary.
pub fn read_files(files: &[SourceFile], knowledge: Knowledge<'_>) -> FolderRead {
    let mut read = FolderRead::default();
    let mut import = Import::new(knowledge);
    for file in files {
        if !is_own(&file.path) {
            read.files.push(import.read(file, &mut read.problems));
            continue;
        }
        let (before, known) = (read.own.counts(), read.problems.len());
        read.own.add(file, &mut read.problems);
        let added = read.own.counts().into_iter().map(|(kind, n)| (kind, n - before.get(kind).copied().unwrap_or_default()));
        let touched: BTreeSet<usize> = read.problems[known..].iter().map(|p| p.line).collect();
        let says = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        read.files.push(FileRead {
            file: file.path.clone(),
            kind: "lexicon file",
            lines: file.text.lines().filter(says).count(),
            reported: touched.len().min(line_at(&file.text, file.text.len())),
            counts: added.filter(|(_, n)| *n > 0).collect(),
        });
    }
    read.dictionaries = import.finish();
    read
}
