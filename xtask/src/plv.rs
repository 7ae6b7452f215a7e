//! PLV's marked sentences as pairs for `detente relate`, and its answers as what the scoring tool reads.
//!
//! PLV (sentences with a marked source and target and one PLOVER type each) is measured on, and no part of this project.

use anyhow::{Context, Result};
use clap::Subcommand;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// One direction of the way.
#[derive(Subcommand)]
pub enum Step {
    /// Marked sentences to JSON Lines with spans in code points; ids are row numbers from 0.
    Pairs {
        /// The tab-separated file.
        file: PathBuf,
    },
    /// Answers of `detente relate` to `{"uid", "root"}` lines.
    Roots {
        /// The answers.
        file: PathBuf,
    },
}

/// Runs one step; writes to standard output.
pub fn run(step: &Step) -> Result<()> {
    match step {
        Step::Pairs { file } => pairs(file),
        Step::Roots { file } => roots(file),
    }
}

#[derive(Deserialize)]
struct Row {
    marked_sentence: String,
    source: String,
    target: String,
}

fn pairs(file: &Path) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_path(file).with_context(|| file.display().to_string())?;
    let (mut written, mut left) = (0, 0);
    for (number, row) in reader.deserialize::<Row>().enumerate() {
        let row = row.with_context(|| format!("{}, row {number}", file.display()))?;
        let marked = Marked::read(&row.marked_sentence);
        let source = marked.source.or_else(|| marked.find(&row.source));
        let target = marked.target.or_else(|| marked.find(&row.target));
        let (Some(source), Some(target)) = (source, target) else {
            left += 1;
            eprintln!("row {number}: the sentence marks no {}", if source.is_none() { "source" } else { "target" });
            continue;
        };
        writeln!(out, "{}", json!({ "id": number, "text": marked.text, "source": source, "target": target }))?;
        written += 1;
    }
    out.flush()?;
    eprintln!("{written} pairs, {left} rows without both marks");
    Ok(())
}

/// A sentence without its marks, and where the first of each stood, in code points.
#[derive(Debug, Default, PartialEq)]
struct Marked {
    text: String,
    source: Option<[usize; 2]>,
    target: Option<[usize; 2]>,
}

impl Marked {
    fn read(marked: &str) -> Self {
        let mut found = Marked::default();
        let (mut source_begins, mut target_begins) = (None, None);
        let (mut rest, mut at) = (marked, 0);
        while let Some(c) = rest.chars().next() {
            let mark = ["<s>", "</s>", "<t>", "</t>"].into_iter().find(|m| rest.starts_with(m));
            match mark {
                Some("<s>") => source_begins = source_begins.or(Some(at)),
                Some("<t>") => target_begins = target_begins.or(Some(at)),
                Some("</s>") => found.source = found.source.or(source_begins.map(|from| [from, at])),
                Some(_) => found.target = found.target.or(target_begins.map(|from| [from, at])),
                None => {
                    found.text.push(c);
                    at += 1;
                }
            }
            rest = &rest[mark.map_or(c.len_utf8(), str::len)..];
        }
        found.source = found.source.filter(|s| s[0] < s[1]);
        found.target = found.target.filter(|t| t[0] < t[1]);
        found
    }

    /// Where the words stand first, for the rows that lack a mark.
    fn find(&self, words: &str) -> Option<[usize; 2]> {
        let from = self.text.find(words).filter(|_| !words.is_empty())?;
        let from = self.text[..from].chars().count();
        Some([from, from + words.chars().count()])
    }
}

#[derive(Deserialize)]
struct Answer {
    id: Value,
    event_type: Option<String>,
}

fn roots(file: &Path) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let lines = BufReader::new(std::fs::File::open(file).with_context(|| file.display().to_string())?).lines();
    for (number, line) in lines.enumerate() {
        let answer: Answer = serde_json::from_str(&line?).with_context(|| format!("{}:{}", file.display(), number + 1))?;
        writeln!(out, "{}", json!({ "uid": answer.id, "root": answer.event_type }))?;
    }
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans_of_code_points() {
        let marked = Marked::read("“<s>Côte d'Ivoire</s>” expelled <t>two envoys</t> and <t>a clerk</t>.");
        assert_eq!(marked.text, "“Côte d'Ivoire” expelled two envoys and a clerk.");
        assert_eq!((marked.source, marked.target), (Some([1, 14]), Some([25, 35])));
    }

    #[test]
    fn a_missing_mark_is_looked_up_in_the_text() {
        let marked = Marked::read("<s>Rebels</s> shelled Goma.");
        assert_eq!(marked.target, None);
        assert_eq!(marked.find("Goma"), Some([15, 19]));
        assert_eq!(marked.find("Bukavu"), None);
    }
}
