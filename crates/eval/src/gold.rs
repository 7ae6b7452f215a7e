//! Gold files as they come in, and what can be wrong with them.

use std::fmt;

/// A file that holds gold, or a text that gold belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldFile {
    /// The path as given; files that belong together are found by it, and messages name it.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why gold can't be read: where, what was found, and what would have been right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: found {found}, expected {expected}")]
pub struct GoldError {
    /// Where.
    pub at: At,
    /// What stands there.
    pub found: String,
    /// What would have been right.
    pub expected: String,
}

/// A place in a gold file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct At {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The field, as the format names it.
    pub field: Option<String>,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(field) = &self.field {
            write!(f, ": {field}")?;
        }
        Ok(())
    }
}

impl GoldError {
    /// Something wrong with a file as a whole.
    pub fn file(file: &str, found: impl Into<String>, expected: impl Into<String>) -> Self {
        GoldError { at: At { file: file.to_owned(), ..At::default() }, found: found.into(), expected: expected.into() }
    }

    /// Something wrong in a line, counted from 1.
    pub fn line(file: &str, line: usize, found: impl Into<String>, expected: impl Into<String>) -> Self {
        GoldError::file(file, found, expected).at_line(line)
    }

    /// Something wrong in a field.
    pub fn field(file: &str, field: impl Into<String>, found: impl Into<String>, expected: impl Into<String>) -> Self {
        GoldError::file(file, found, expected).at_field(field)
    }

    /// The same, in this line.
    pub fn at_line(mut self, line: usize) -> Self {
        self.at.line = Some(line);
        self
    }

    /// The same, in this field.
    pub fn at_field(mut self, field: impl Into<String>) -> Self {
        self.at.field = Some(field.into());
        self
    }
}

impl GoldFile {
    /// The text of the file.
    ///
    /// # Errors
    /// When the bytes are no UTF-8.
    pub fn text(&self) -> Result<&str, GoldError> {
        std::str::from_utf8(&self.bytes).map_err(|e| {
            let line = 1 + self.bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
            GoldError::line(&self.name, line, "bytes that are no UTF-8", "UTF-8 text")
        })
    }

    /// The tree of an XML file.
    ///
    /// # Errors
    /// When the bytes are no UTF-8, or not well formed.
    pub fn xml(&self) -> Result<roxmltree::Document<'_>, GoldError> {
        roxmltree::Document::parse(self.text()?)
            .map_err(|e| GoldError::line(&self.name, e.pos().row as usize, e.to_string(), "well-formed XML"))
    }

    /// The name without folders and extension.
    pub fn stem(&self) -> &str {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The folder before the name, with its slash; empty when there is none.
    pub fn folder(&self) -> &str {
        let end = self.name.rfind(['/', '\\']).map_or(0, |at| at + 1);
        &self.name[..end]
    }

    /// Whether the name ends with this extension, in any case.
    pub fn has_extension(&self, extension: &str) -> bool {
        self.name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(extension))
    }
}

/// A value as it stands in messages: short, in backquotes.
pub fn shown(value: &str) -> String {
    let short: String = value.chars().take(80).collect();
    let more = if short.len() < value.len() { "…" } else { "" };
    format!("`{}{more}`", short.escape_debug())
}

/// The line on which an element begins, from 1.
pub fn line(node: roxmltree::Node<'_, '_>) -> usize {
    node.document().text_pos_at(node.range().start).row as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_file_line_field_found_and_expected() {
        let error = GoldError::line("a/b.tsv", 7, "`x`", "a number").at_field("gold_penta");
        assert_eq!(error.to_string(), "a/b.tsv:7: gold_penta: found `x`, expected a number");
    }

    #[test]
    fn a_broken_byte_is_named_by_its_line() {
        let file = GoldFile { name: "folder/x.json".into(), bytes: b"{\n\xff".to_vec() };
        assert_eq!(file.text().unwrap_err().to_string(), "folder/x.json:2: found bytes that are no UTF-8, expected UTF-8 text");
        assert_eq!((file.stem(), file.folder()), ("x", "folder/"));
    }
}
