//! What is wrong in one dictionary: single lines, and what is the same on many lines said once with their number.

use crate::source::{LexiconProblem, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// Collects the problems of one file.
pub(super) struct Notes {
    file: String,
    problems: Vec<LexiconProblem>,
    /// Reason to first line and number of lines.
    tallies: BTreeMap<String, (usize, BTreeSet<usize>)>,
}

impl Notes {
    pub fn new(file: &str) -> Self {
        Notes { file: file.to_owned(), problems: Vec::new(), tallies: BTreeMap::new() }
    }

    /// Path of the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    fn push(&mut self, line: usize, severity: Severity, reason: String) {
        self.problems.push(LexiconProblem { file: self.file.clone(), line, severity, reason });
    }

    /// The line, or a part of it, can't be used.
    pub fn error(&mut self, line: usize, reason: impl Into<String>) {
        self.push(line, Severity::Error, reason.into());
    }

    /// The line is used, but not all that it says.
    pub fn warn(&mut self, line: usize, reason: impl Into<String>) {
        self.push(line, Severity::Warning, reason.into());
    }

    /// As [`Notes::warn`] for what is the same on many lines.
    pub fn tally(&mut self, line: usize, reason: impl Into<String>) {
        let (first, lines) = self.tallies.entry(reason.into()).or_insert_with(|| (line, BTreeSet::new()));
        *first = (*first).min(line);
        lines.insert(line);
    }

    /// Hands over the problems in order of lines; gives how many lines they concern.
    pub fn finish(mut self, problems: &mut Vec<LexiconProblem>) -> usize {
        let mut touched: BTreeSet<usize> = self.problems.iter().map(|p| p.line).collect();
        for (reason, (first, lines)) in std::mem::take(&mut self.tallies) {
            let many = if lines.len() > 1 { format!(" ({} lines, this is the first)", lines.len()) } else { String::new() };
            self.push(first, Severity::Warning, format!("{reason}{many}"));
            touched.extend(lines);
        }
        self.problems.sort_by_key(|p| p.line);
        problems.extend(self.problems);
        touched.len()
    }
}
