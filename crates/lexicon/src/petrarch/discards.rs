//! The discards dictionary: phrases whose sentence, or with `+` whose report, is not coded.

use super::Import;
use super::lines::Line;
use super::notes::Notes;
use crate::entry::{Discard, Origin};
use crate::name::normalize;
use std::collections::BTreeMap;

/// Reads the lines of a discards dictionary.
pub(super) fn read(import: &mut Import<'_>, lines: &[Line], notes: &mut Notes, counts: &mut BTreeMap<&'static str, usize>) {
    for line in lines {
        let text = line.text.trim();
        let (text, report) = text.strip_prefix('+').map_or((text, false), |t| (t, true));
        let phrase = text.trim().replace('_', " ").trim().to_lowercase();
        if normalize(&phrase).is_empty() {
            notes.error(line.number, format!("`{text}` has no letter or digit"));
            continue;
        }
        *counts.entry(if report { "phrases for reports" } else { "phrases for sentences" }).or_default() += 1;
        let origin = Origin { file: notes.file().to_owned(), line: line.number };
        import.entries.discards.push(Discard { phrase, whole: text.trim().ends_with('_'), report, origin });
    }
}
