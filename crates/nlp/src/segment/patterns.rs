//! Kinds of stretches by their letters: addresses, figures, faces, lines drawn with marks.

use super::characters::{is_apostrophe, plain, repeats};
use super::lists::Lists;

/// Bytes of the run of `c` at the front.
pub(super) fn run_length(text: &str, c: char) -> usize {
    text.len() - text.trim_start_matches(c).len()
}

/// A full stop without a space behind it, between two sentences: "ended.The", not "example.com" or "U.S".
pub(super) fn parts_sentences(left: &str, right: &str) -> bool {
    let mut after = right.chars();
    let opens = after.next().is_some_and(char::is_uppercase) && after.next().is_none_or(|c| c.is_lowercase() || c == ' ');
    let word = left.chars().rev().take(2).filter(|c| c.is_lowercase() || c.is_ascii_digit()).count() == 2;
    opens && word && !left.contains('.')
}

/// Words written with a slash that stay whole: "s/he", "w/o", "km/h".
pub(super) fn is_slash_word(word: &str) -> bool {
    let short = word.split('/').all(|part| part.len() <= 1) && word.len() <= 3 && word != "c/o";
    short || matches!(plain(word).as_str(), "s/he" | "w/o" | "w/out" | "n/a")
}

/// Addresses on the net, of mail and of files.
pub(super) fn is_address(word: &str, lists: &Lists) -> bool {
    let has_at = word.find('@').is_some_and(|at| at > 0 && word[at + 1..].contains(|c: char| c.is_alphanumeric()));
    if word.contains("://") || word.starts_with("www.") || word.starts_with("mailto:") || word.starts_with("doi:") || has_at {
        return !word.contains(['<', '>', '"', '“', '”']);
    }
    if word.starts_with('@') || word.starts_with('#') {
        return word.len() > 1 && word[1..].chars().all(|c| c.is_alphanumeric() || c == '_');
    }
    let host = word.split(['/', '?']).next().unwrap_or(word);
    let plain_host = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let Some((name, domain)) = host.rsplit_once('.') else {
        return false;
    };
    let known = lists.domains.contains(domain.to_lowercase().as_str());
    let shouted = domain.starts_with(char::is_uppercase) && !domain.chars().all(char::is_uppercase);
    plain_host
        && !name.is_empty()
        && known
        && !shouted
        && name.contains(char::is_alphabetic)
        && !(domain.len() == 2 && name.chars().all(|c| c.is_alphabetic() || c == '.') && name.split('.').any(|p| p.len() < 2))
}

/// Figures with their inner marks: 1,200 10:30 9/11 713.853.3989 +44.
pub(super) fn is_number(word: &str) -> bool {
    let figures = word.strip_prefix(['+', '-']).unwrap_or(word);
    figures.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && figures.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '/'))
}

/// Decades in the old spelling: "the 70's".
pub(super) fn is_decade(word: &str) -> bool {
    let figures = word.trim_end_matches('s').trim_end_matches(is_apostrophe);
    figures.len() + 2 <= word.len() && figures.ends_with('0') && figures.chars().all(|c| c.is_ascii_digit())
}

/// Small faces made of marks.
pub(super) fn is_face(word: &str) -> bool {
    matches!(
        word,
        ":)" | ":-)"
            | ";)"
            | ";-)"
            | ":("
            | ":-("
            | ":D"
            | ":-D"
            | ":P"
            | ":-P"
            | ":p"
            | "=)"
            | "^_^"
            | ":/"
            | ":-/"
            | "<3"
            | ":')"
            | ":))"
            | "xD"
            | "XD"
            | "=D"
            | "(:"
            | ":]"
    )
}

/// A run of one repeated mark, or a line drawn with marks.
pub(super) fn is_rule(word: &str) -> bool {
    let mut characters = word.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    repeats(first) && characters.all(|c| c == first)
        || word.len() >= 2 && word.chars().all(|c| matches!(c, '!' | '?'))
        || word.len() >= 5
            && word.chars().all(|c| !c.is_alphanumeric() && c.is_ascii() && !matches!(c, '.' | ',' | '"' | '(' | ')' | '[' | ']'))
}
