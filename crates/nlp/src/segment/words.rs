//! Cuts a stretch without white space into tokens, as English Web Treebank and GUM cut them.

use super::characters::{is_apostrophe, is_closer, is_currency, is_dash, is_hyphen, is_opener, plain, repeats};
use super::contractions;
use super::lists::{Lists, lists};
use super::patterns::{is_address, is_decade, is_face, is_number, is_rule, is_slash_word, parts_sentences, run_length};

/// A word's place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether it begins a surface token; false for "n't".
    pub begins_token: bool,
}

/// A text, and where the words found so far lie in it.
pub(super) struct Cutter<'a> {
    text: &'a str,
    pub(super) lists: &'static Lists,
    /// The first character after the stretch at hand and its white space.
    pub(super) next: Option<char>,
    /// Single quotes opened and not yet closed.
    open_quotes: usize,
    /// The words found.
    pub pieces: Vec<Piece>,
}

impl<'a> Cutter<'a> {
    pub fn new(text: &'a str) -> Self {
        Cutter { text, lists: lists(), next: None, open_quotes: 0, pieces: Vec::new() }
    }

    /// Cuts the stretch `start..end`; `next` is the first character after it that is no white space.
    pub fn stretch(&mut self, start: usize, end: usize, next: Option<char>) {
        self.next = next;
        self.cut(start, end);
    }

    fn push(&mut self, start: usize, end: usize) {
        self.pieces.push(Piece { start, end, begins_token: true });
    }

    /// Takes marks off both ends, then cuts what is left.
    fn cut(&mut self, mut start: usize, end: usize) {
        while start < end {
            let rest = &self.text[start..end];
            if is_face(rest) || is_rule(rest) {
                self.push(start, end);
                return;
            }
            let front = self.front(rest);
            if front == 0 || front == rest.len() {
                break;
            }
            let quote = rest[..front].chars().all(is_apostrophe) && rest[..front].chars().count() == 1;
            self.open_quotes += usize::from(quote);
            self.push(start, start + front);
            start += front;
        }
        let (mut stop, mut marks) = (end, Vec::new());
        while start < stop {
            let back = self.back(&self.text[start..stop], stop < end);
            if back == 0 || back == stop - start {
                break;
            }
            marks.push((stop - back, stop));
            stop -= back;
        }
        self.core(start, stop);
        for &(from, to) in marks.iter().rev() {
            let sibilant = self.text[start..from].ends_with(['s', 'S', 'z', 'x']);
            let quote = self.text[from..to].chars().all(is_apostrophe) && self.text[from..to].chars().count() == 1;
            let possessive = quote && sibilant && self.open_quotes == 0;
            self.open_quotes = self.open_quotes.saturating_sub(usize::from(quote && !possessive));
            self.pieces.push(Piece { start: from, end: to, begins_token: !possessive });
        }
    }

    /// Bytes of the mark at the front; 0 if there is none.
    fn front(&self, rest: &str) -> usize {
        let mut characters = rest.chars();
        let Some(first) = characters.next() else {
            return 0;
        };
        let second = characters.next();
        let run = run_length(rest, first);
        let single = first.len_utf8();
        if rest.starts_with("<<") || rest.starts_with("''") || rest.starts_with("``") {
            return 2;
        }
        if is_opener(first) || is_dash(first) || first == '…' || is_closer(first) {
            return if repeats(first) { run.max(single) } else { single };
        }
        if run > single && repeats(first) && first != '_' && first != '#' {
            return run;
        }
        if is_apostrophe(first) {
            let word: String = plain(rest).chars().take_while(|c| *c == '\'' || c.is_alphanumeric()).collect();
            let kept =
                self.lists.clipped.contains(word.as_str()) || contractions::is_ending(&word) || second.is_some_and(|c| c.is_ascii_digit());
            return if kept { 0 } else { single };
        }
        if is_currency(first) {
            return run;
        }
        if let Some(at) = rest.find('$').filter(|&at| at <= 3 && rest[..at].bytes().all(|b| b.is_ascii_uppercase())) {
            return at + 1; // US$
        }
        let digit_next = second.is_some_and(|c| c.is_ascii_digit());
        let letter_next = second.is_some_and(char::is_alphabetic);
        match first {
            '#' | '@' | '~' if digit_next => single,
            '-' | '*' | '+' | '=' | '|' | '/' | '\\' if letter_next => single,
            '.' if letter_next => single,
            '|' | '*' | '=' | '/' => single,
            _ => 0,
        }
    }

    /// Bytes of the mark at the back; 0 if there is none. `inner`: something was already taken off behind it.
    fn back(&self, rest: &str, inner: bool) -> usize {
        let Some(last) = rest.chars().next_back() else {
            return 0;
        };
        let single = last.len_utf8();
        let marks = rest.len() - rest.trim_end_matches(['.', '!', '?', '…']).len();
        if rest.ends_with(">>") || rest.ends_with("''") {
            return 2;
        }
        if matches!(last, '.' | '!' | '?' | '…') && marks > single {
            return self.mixed_run(rest, marks, inner);
        }
        if last == '.' {
            return if self.keeps_stop(rest, inner) { 0 } else { 1 };
        }
        if is_address(rest, self.lists) && matches!(last, '%' | '/' | '-' | '_' | '~' | '=' | '#') {
            return 0;
        }
        if is_closer(last) || is_dash(last) || is_currency(last) {
            return single;
        }
        if is_apostrophe(last) {
            let clipped = plain(rest).ends_with("in'") && rest.len() > 5;
            return if clipped { 0 } else { single };
        }
        if is_hyphen(last) {
            let run = rest.len() - rest.trim_end_matches(is_hyphen).len();
            return run;
        }
        match last {
            '*' | '+' | '=' | '|' | '/' | '\\' | '~' | '_' | '<' | '(' | '[' => rest.len() - rest.trim_end_matches(last).len(),
            _ => 0,
        }
    }

    /// Cuts a word without marks at its ends.
    fn core(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if word.is_empty() {
            return;
        }
        if is_face(word) || is_address(word, self.lists) || is_number(word) || is_decade(word) {
            return self.push(start, end);
        }
        if let Some((from, to)) = self.inner_mark(word) {
            self.cut_inner(start, start + from, true);
            self.push(start + from, start + to);
            return self.cut_inner(start + to, end, false);
        }
        if let Some(from) = self.unit(word) {
            self.push(start, start + from);
            return self.push(start + from, end);
        }
        let mut at = start;
        for length in contractions::parts(word, self.lists) {
            self.pieces.push(Piece { start: at, end: at + length, begins_token: at == start });
            at += length;
        }
    }

    /// Cuts what lies before or after an inner mark; before it, no white space follows.
    fn cut_inner(&mut self, start: usize, end: usize, before: bool) {
        let next = self.next;
        if before {
            self.next = self.text[end..].chars().next().filter(|c| c.is_alphanumeric());
        }
        self.cut(start, end);
        self.next = next;
    }

    /// Where the number ends and its unit begins: "10|km".
    fn unit(&self, word: &str) -> Option<usize> {
        let number = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':')).len();
        let (digits, unit) = word.split_at(number);
        let starts = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
        (starts && self.lists.units.contains(unit.to_lowercase().as_str())).then_some(number)
    }

    /// The first mark inside a word that parts it.
    fn inner_mark(&self, word: &str) -> Option<(usize, usize)> {
        let mut part = 0; // where the part at hand begins
        for (at, c) in word.char_indices() {
            let after = at + c.len_utf8();
            let (left, right) = (&word[part..at], &word[after..]);
            let digits_around = left.ends_with(|c: char| c.is_ascii_digit()) && right.starts_with(|c: char| c.is_ascii_digit());
            let run = run_length(&word[at..], c);
            match c {
                '.' if run > 1 => return Some((at, at + run)),
                '.' if parts_sentences(left, right) => return Some((at, after)),
                ',' | ':' if digits_around => {}
                '/' if digits_around || is_slash_word(word) => {}
                '/' | ',' | ';' | '=' => return Some((at, after)),
                ':' if right.starts_with(char::is_alphabetic) || !right.starts_with(|c: char| c.is_ascii_digit()) => {
                    return Some((at, after));
                }
                '!' | '?' | '*' if run > 1 || left.chars().count() > 1 && right.starts_with(char::is_uppercase) => {
                    return Some((at, at + run));
                }
                '%' | '°' => return Some((at, after)),
                _ if is_hyphen(c) => {
                    if run > c.len_utf8() {
                        return Some((at, at + run));
                    }
                    if self.parts_at_hyphen(word, part, at) {
                        return Some((at, after));
                    }
                    part = if self.lists.prefixes.contains(plain(left).as_str()) { after } else { part };
                }
                _ if is_dash(c) || c == '…' || (is_opener(c) || is_closer(c)) && !matches!(c, ':' | ',' | '!' | '?') => {
                    return Some((at, after));
                }
                _ if is_currency(c) && right.starts_with(|c: char| c.is_ascii_digit()) => {
                    return Some((at, after));
                }
                _ => {}
            }
        }
        None
    }

    /// Whether the hyphen at `at` stands as a token of its own. `part`: where what stands before it begins.
    fn parts_at_hyphen(&self, word: &str, part: usize, at: usize) -> bool {
        let (left, right) = (&word[part..at], &word[at + word[at..].chars().next().map_or(0, char::len_utf8)..]);
        let next = right.split(|c| is_hyphen(c) || c == '/').next().unwrap_or(right);
        if left.is_empty() || next.is_empty() {
            return false;
        }
        if self.lists.prefixes.contains(plain(left).as_str()) {
            return false;
        }
        if self.lists.suffixes.contains(plain(next).as_str()) && next == right {
            return false;
        }
        let numeric = |s: &str| s.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '/'));
        if numeric(left) && numeric(right) {
            let digits = |s: &str| s.chars().filter(char::is_ascii_digit).count();
            return !(matches!(digits(left), 1 | 3) && digits(right) == 4
                || digits(left) > 4
                || digits(right) > 4 && !right.contains([',', ':']));
        }
        let more = word.chars().filter(|&c| is_hyphen(c)).count() > 1;
        let code = more && word.chars().all(|c| !c.is_lowercase()) && word.chars().any(|c| c.is_ascii_digit());
        let telephone = more && word.chars().all(|c| c.is_ascii_digit() || is_hyphen(c) || c == '.' || c == '+');
        !(code || telephone)
    }
}
