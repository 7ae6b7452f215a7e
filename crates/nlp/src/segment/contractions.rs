//! Words that are two: "do|n't", "Pakistan|'s", "can|not".

use super::characters::{is_apostrophe, plain};
use super::lists::Lists;

/// Lengths in bytes of the words that `word` consists of; usually its own length alone.
pub(super) fn parts(word: &str, lists: &Lists) -> Vec<usize> {
    let lower = plain(word);
    if let Some(&at) = lists.fused.get(&lower)
        && let Some((at, _)) = word.char_indices().nth(at)
    {
        return vec![at, word.len() - at];
    }
    if lower.ends_with("n't") && lower.len() > 3 {
        let at = back(word, 3);
        let mut found = parts(&word[..at], lists);
        found.push(word.len() - at);
        return found;
    }
    if let Some(at) = word.rfind(is_apostrophe)
        && at > 0
        && is_ending(&plain(&word[at..]))
        && !word[..at].ends_with(is_apostrophe)
    {
        let mut found = parts(&word[..at], lists);
        found.push(word.len() - at);
        return found;
    }
    if lower == "y'all" || lower == "y'know" {
        let at = word.find(is_apostrophe).map_or(word.len(), |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
        return vec![at, word.len() - at];
    }
    vec![word.len()]
}

/// Whether a lower-case ending with a straight apostrophe is a word of its own.
pub(super) fn is_ending(ending: &str) -> bool {
    matches!(ending, "'s" | "'m" | "'re" | "'ve" | "'ll" | "'d")
}

/// The byte where the last `count` characters begin.
fn back(word: &str, count: usize) -> usize {
    word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at)
}
