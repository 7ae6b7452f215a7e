//! Whether a full stop belongs to its word or ends a sentence, as far as the word and what follows can tell.

use super::characters::{is_hyphen, plain};
use super::words::Cutter;

impl Cutter<'_> {
    /// A run of stops and other marks: `...` and `?!` stay whole, an abbreviation keeps its stop.
    pub(super) fn mixed_run(&self, rest: &str, marks: usize, inner: bool) -> usize {
        let run = &rest[rest.len() - marks..];
        let stops = run.len() - run.trim_start_matches('.').len();
        if stops == 1 && self.keeps_stop(&rest[..rest.len() - marks + 1], inner) {
            return marks - 1;
        }
        if stops == 0 || stops == run.len() {
            return marks; // ?! or ...
        }
        if run.ends_with('.') {
            return run.len() - run.trim_end_matches('.').len();
        }
        let tail = run.len() - run.trim_end_matches(['!', '?', '…']).len();
        if tail == 0 { marks } else { tail }
    }

    /// Whether the full stop at the end of `rest` belongs to the word.
    pub(super) fn keeps_stop(&self, rest: &str, inner: bool) -> bool {
        let stem = &rest[..rest.len() - 1];
        let item = self.pieces.is_empty() && stem.chars().all(|c| c.is_ascii_digit() || c == '.');
        if stem.is_empty() || item && !inner && self.next.is_some() {
            return true;
        }
        let last_part = stem.rsplit(is_hyphen).next().unwrap_or(stem);
        let lower = format!("{}.", plain(last_part));
        let lists = self.lists;
        let last_of_all = self.next.is_none() && !inner;
        if stem.len() == 1 && stem.starts_with(char::is_uppercase) {
            return inner || self.next.is_some_and(char::is_uppercase); // an initial
        }
        if lists.numbered.contains(lower.as_str()) {
            return !inner && self.next.is_some_and(|c| c.is_numeric() || c == '#')
                || lists.titles.contains(lower.as_str()) && !last_of_all;
        }
        if lists.titles.contains(lower.as_str()) {
            return !last_of_all;
        }
        if lists.months.contains(lower.as_str()) {
            let capital = stem.starts_with(char::is_uppercase);
            let plain_word = matches!(lower.as_str(), "jan." | "mar." | "mon." | "sat." | "jun." | "sun.");
            let goes_on = self.next.is_some_and(|c| c.is_numeric() || c.is_lowercase() || !plain_word);
            return capital && (inner || goes_on);
        }
        if lists.closing.contains(lower.as_str()) {
            return self.closing_keeps_stop(stem, &lower, last_of_all);
        }
        if stem.contains('.') {
            return stem.split('.').all(|part| !part.is_empty() && part.len() <= 2 && part.chars().all(char::is_alphabetic));
        }
        false
    }

    /// The same for an abbreviation that may end a sentence: "Inc." keeps its stop where something follows, "etc."
    /// leaves it to the sentence where a new one begins.
    fn closing_keeps_stop(&self, stem: &str, lower: &str, last_of_all: bool) -> bool {
        let new_sentence = last_of_all || self.next.is_some_and(char::is_uppercase);
        if stem.contains('.') || lower == "al." {
            return true;
        }
        if lower == "etc." || self.lists.measures.contains(lower) {
            return !new_sentence;
        }
        !last_of_all && stem.starts_with(char::is_uppercase)
    }
}
