//! The issues dictionary: labels with the phrases that stand for them. Read and counted, though the event record has
//! no field for an issue yet.

use super::lines::Line;
use super::notes::Notes;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the lines of an issues dictionary.
pub(super) fn read(lines: &[Line], notes: &mut Notes, counts: &mut BTreeMap<&'static str, usize>) {
    let mut labels = BTreeSet::new();
    let mut open: Option<usize> = None;
    for line in lines {
        let text = line.text.trim();
        if text.starts_with("<ISSUE") {
            if let Some(start) = open {
                notes.warn(line.number, format!("the category of line {start} is not closed by </ISSUE>"));
            }
            if !text.contains("CATEGORY=") {
                notes.error(line.number, "a category without CATEGORY=\"…\"");
            }
            open = Some(line.number);
            *counts.entry("categories").or_default() += 1;
        } else if text.starts_with("</ISSUE") {
            if open.take().is_none() {
                notes.warn(line.number, "</ISSUE> closes no category");
            }
        } else if text.starts_with('~') {
            *counts.entry("exclusions").or_default() += 1;
        } else if let Some((phrase, label)) = text.split_once('[') {
            let Some(label) = label.split_once(']').map(|(l, _)| l.trim()).filter(|l| !l.is_empty()) else {
                notes.error(line.number, "the label is not closed by `]` or empty");
                continue;
            };
            if phrase.trim().is_empty() {
                notes.error(line.number, "there is no phrase before the label");
                continue;
            }
            labels.insert(label.to_owned());
            *counts.entry("phrases").or_default() += 1;
        } else {
            notes.error(line.number, format!("`{text}` has no label in `[ ]`"));
        }
    }
    counts.insert("labels", labels.len());
    if let Some(first) = lines.first() {
        let phrases = counts.get("phrases").copied().unwrap_or_default();
        notes.warn(
            first.number,
            format!("read, but without a use: the event record has no field for issues ({phrases} phrases, {} labels)", labels.len()),
        );
    }
}
