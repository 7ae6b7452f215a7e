//! Where one sentence ends and the next begins.

use super::characters::{is_apostrophe, is_closer, is_double_quote, is_opener, plain};
use super::lists::{Lists, lists};
use super::words::Piece;

/// Indices of the words that begin a sentence, the first included.
pub(super) fn starts(text: &str, pieces: &[Piece]) -> Vec<usize> {
    let reader = Reader { text, pieces, lists: lists() };
    let mut starts = Vec::new();
    if !pieces.is_empty() {
        starts.push(0);
    }
    let mut at = 0;
    while at < pieces.len() {
        let next = reader.end_after(at);
        if let Some(next) = next
            && next < pieces.len()
        {
            starts.push(next);
        }
        at = next.unwrap_or(at + 1).max(at + 1);
    }
    starts
}

struct Reader<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    lists: &'static Lists,
}

impl Reader<'_> {
    fn form(&self, at: usize) -> &str {
        &self.text[self.pieces[at].start..self.pieces[at].end]
    }

    fn gap(&self, at: usize) -> &str {
        if at == 0 || at >= self.pieces.len() { "" } else { &self.text[self.pieces[at - 1].end..self.pieces[at].start] }
    }

    /// If a sentence ends with the word at `at`, the index of the word that begins the next.
    fn end_after(&self, at: usize) -> Option<usize> {
        let form = self.form(at);
        if self.gap(at + 1).matches('\n').count() > 1 {
            return Some(at + 1);
        }
        let marks = form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '。'));
        if !marks {
            let abbreviation = form.ends_with('.') && self.abbreviation_ends(at);
            return abbreviation.then_some(at + 1);
        }
        if at == 0 || !self.gap(at).is_empty() && form == "." && self.gap(at + 1).is_empty() {
            return None; // a mark that opens: ".com", "... and"
        }
        if form == "." && at == 1 && self.gap(1).is_empty() && self.form(0).chars().all(|c| c.is_ascii_digit()) {
            return None; // an item's number
        }
        let mut next = at + 1;
        while next < self.pieces.len() && self.gap(next).is_empty() && self.closes(next) {
            next += 1;
        }
        let quoted = next > at + 1;
        while let Some(after) = self.note_mark(next) {
            next = after;
        }
        if next >= self.pieces.len() {
            return Some(next);
        }
        let spaced = !self.gap(next).is_empty();
        let opening = self.opening(next)?;
        let ellipsis = form.starts_with("..") || form.contains('…');
        let upper = opening.is_uppercase();
        let ends = if !spaced {
            upper && !ellipsis
        } else if upper || !opening.is_alphanumeric() {
            true
        } else if opening.is_numeric() {
            !ellipsis
        } else if opening.is_lowercase() {
            !quoted && !ellipsis && form != "!"
        } else {
            true // letters without case
        };
        ends.then_some(next)
    }

    /// The word after a note's number in brackets, "[12]", which belongs to the sentence before it.
    fn note_mark(&self, at: usize) -> Option<usize> {
        let number = at + 2 < self.pieces.len()
            && self.form(at) == "["
            && self.form(at + 1).chars().all(|c| c.is_ascii_digit())
            && self.form(at + 2) == "]";
        number.then_some(at + 3)
    }

    /// Whether the mark at `at`, right behind another, closes a quotation or a bracket.
    fn closes(&self, at: usize) -> bool {
        let form = self.form(at);
        let spaced_after = at + 1 >= self.pieces.len() || !self.gap(at + 1).is_empty() || self.closes_always(at + 1);
        self.closes_always(at) || spaced_after && form.chars().all(|c| is_double_quote(c) || is_apostrophe(c))
    }

    fn closes_always(&self, at: usize) -> bool {
        matches!(self.form(at), ")" | "]" | "}" | "”" | "’" | "''" | "’’" | "»" | ">>" | ">")
    }

    /// The first letter or figure from `at` on, over what opens quotations and brackets.
    fn opening(&self, at: usize) -> Option<char> {
        for word in at..self.pieces.len().min(at + 4) {
            let form = self.form(word);
            let mark = form.chars().all(|c| is_opener(c) || is_apostrophe(c));
            if !mark {
                let first = form.chars().next()?;
                let stray = is_closer(first) && !is_double_quote(first);
                return (!stray).then(|| form.chars().find(|c| c.is_alphanumeric()).unwrap_or(first));
            }
        }
        Some('"')
    }

    /// Whether an abbreviation is the last word of its sentence.
    fn abbreviation_ends(&self, at: usize) -> bool {
        let Some(opening) = self.opening(at + 1) else {
            return false;
        };
        let form = plain(self.form(at));
        if self.lists.titles.contains(form.as_str()) || at + 1 >= self.pieces.len() {
            return false;
        }
        let initial = form.chars().count() == 2;
        let next = self.form(at + 1);
        let starter = self.lists.starters.contains(plain(next).as_str());
        let name = next.chars().count() == 1 && next != "I" && next != "A";
        !initial && opening.is_uppercase() && !name && (starter || next.chars().all(is_opener))
    }
}
