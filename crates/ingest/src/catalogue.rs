//! A table of reports: what is known about texts besides their words.
//!
//! A folder of plain texts rarely says when and by whom each was published. A file `documents.csv` in the folder does, one
//! line a report: `file` (relative to the folder), and `published`, `publisher` and `uri` where they are known.

use crate::Hints;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Name of the table in a folder of reports.
pub const CATALOGUE: &str = "documents.csv";

/// Columns of the table; the first must be there.
const COLUMNS: [&str; 4] = ["file", "published", "publisher", "uri"];

/// The reports of a folder by their file names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue {
    entries: BTreeMap<String, Entry>,
}

/// One line of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The day of publication.
    pub published: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it came from.
    pub uri: Option<String>,
    /// The line of the table, from 1.
    pub line: u64,
}

impl Entry {
    /// The hints with what the table knows laid over them.
    pub fn hints(&self, hints: Hints) -> Hints {
        Hints {
            id: hints.id,
            published: self.published.or(hints.published),
            publisher: self.publisher.clone().or(hints.publisher),
            uri: self.uri.clone().or(hints.uri),
        }
    }
}

/// Why a table can't be read: where, what was found, and what would have been right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {field}: found {found}; expected {expected}")]
pub struct CatalogueError {
    /// The line, from 1.
    pub line: u64,
    /// The column.
    pub field: String,
    /// What stands there.
    pub found: String,
    /// What would have been right.
    pub expected: String,
}

impl Catalogue {
    /// Reads a table: CSV with a line of column names, in UTF-8.
    ///
    /// # Errors
    /// When a column is unknown or missing, a line has another number of fields, a file has no name or two lines, or a day
    /// is no `YYYY-MM-DD`.
    ///
    /// ```
    /// use detente_ingest::Catalogue;
    ///
    /// let table = Catalogue::parse(b"file,published,publisher\nstrikes.txt,2024-01-17,Border Wire\n")?;
    /// let strikes = table.get("strikes.txt").expect("a line");
    /// assert_eq!(strikes.publisher.as_deref(), Some("Border Wire"));
    /// # Ok::<(), detente_ingest::CatalogueError>(())
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Catalogue, CatalogueError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let header = reader.headers().map_err(|e| unreadable(&e))?.clone();
        for name in &header {
            if !COLUMNS.contains(&name.trim_start_matches('\u{feff}')) {
                return Err(error(1, name, format!("the column `{name}`"), format!("one of {}", COLUMNS.join(", "))));
            }
        }
        let column = |name: &str| header.iter().position(|h| h.trim_start_matches('\u{feff}') == name);
        let Some(file) = column("file") else {
            return Err(error(1, "file", "no such column".to_owned(), "the name of each report's file".to_owned()));
        };
        let [published, publisher, uri] = ["published", "publisher", "uri"].map(column);
        let mut entries = BTreeMap::new();
        for row in reader.records() {
            let row = row.map_err(|e| unreadable(&e))?;
            let line = row.position().map_or(0, csv::Position::line);
            let cell = |column: Option<usize>| column.and_then(|c| row.get(c)).filter(|text| !text.is_empty());
            let Some(name) = cell(Some(file)) else {
                return Err(error(line, "file", "nothing".to_owned(), "a file name".to_owned()));
            };
            let day = |text: &str| {
                text.parse::<Date>()
                    .map_err(|_| error(line, "published", format!("`{text}`"), "a day as YYYY-MM-DD, or nothing".to_owned()))
            };
            let entry = Entry {
                published: cell(published).map(day).transpose()?,
                publisher: cell(publisher).map(str::to_owned),
                uri: cell(uri).map(str::to_owned),
                line,
            };
            if let Some(other) = entries.insert(name.to_owned(), entry) {
                return Err(error(line, "file", format!("`{name}` as in line {}", other.line), "each file once".to_owned()));
            }
        }
        Ok(Catalogue { entries })
    }

    /// What is known of a file, by its name relative to the table's folder.
    pub fn get(&self, file: &str) -> Option<&Entry> {
        self.entries.get(file)
    }

    /// The file names with their entries, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(name, entry)| (name.as_str(), entry))
    }
}

fn error(line: u64, field: &str, found: String, expected: String) -> CatalogueError {
    CatalogueError { line, field: field.to_owned(), found, expected }
}

fn unreadable(e: &csv::Error) -> CatalogueError {
    error(e.position().map_or(1, csv::Position::line), "line", e.to_string(), "as many fields as there are columns, in UTF-8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_wins_over_what_is_guessed() {
        let table = Catalogue::parse(b"file,published,publisher,uri\na.txt,2024-01-17,,\n").expect("a table");
        let guessed = Hints { id: "a".into(), uri: Some("a.txt".into()), ..Hints::default() };
        let hints = table.get("a.txt").expect("a line").hints(guessed);
        assert_eq!(hints.published.map(|d| d.to_string()).as_deref(), Some("2024-01-17"));
        assert_eq!((hints.uri.as_deref(), hints.publisher), (Some("a.txt"), None));
        assert_eq!(table.get("b.txt"), None);
    }

    #[test]
    fn a_wrong_table_is_named_by_line_and_column() {
        let wrong = |text: &str| Catalogue::parse(text.as_bytes()).expect_err("wrong").to_string();
        assert_eq!(
            wrong("file,published\na.txt,2024-01-17\nb.txt,17 Jan\n"),
            "3: published: found `17 Jan`; expected a day as YYYY-MM-DD, or nothing"
        );
        assert_eq!(wrong("file\na.txt\na.txt\n"), "3: file: found `a.txt` as in line 2; expected each file once");
        assert!(wrong("file,author\na.txt,x\n").contains("one of file, published, publisher, uri"));
        assert!(wrong("published\n2024-01-17\n").contains("no such column"));
        assert!(wrong("file,published\na.txt\n").starts_with("2: line: "));
    }
}
