//! What the table of lemmas says of English words, for readers and checkers of lexicons.

use std::collections::{HashMap, HashSet};

/// Verb forms with their base, and the words that any text may hold.
#[derive(Debug, Default)]
pub struct EnglishWords {
    verbs: HashMap<String, String>,
    ordinary: HashSet<String>,
}

impl EnglishWords {
    /// Reads the table: form, tag and lemma a line.
    pub fn read(table: &[u8]) -> Self {
        let text = String::from_utf8_lossy(table);
        let mut words = EnglishWords::default();
        for line in text.lines() {
            let mut fields = line.split('\t');
            let (Some(form), Some(tag), Some(lemma)) = (fields.next(), fields.next(), fields.next()) else { continue };
            if tag.starts_with("VB") {
                words.verbs.insert(form.to_owned(), lemma.to_owned());
            }
            let plain = |w: &str| w.len() > 2 && w.chars().all(|c| c.is_ascii_lowercase());
            let tagged = ["NN", "VB", "JJ", "RB", "IN", "MD", "DT", "WP", "CC"].iter().any(|t| tag.starts_with(t));
            if tagged && plain(form) && plain(lemma) {
                words.ordinary.insert(form.to_owned());
            }
        }
        words
    }

    /// The dictionary form of a verb's form, if it is known for one.
    pub fn verb(&self, form: &str) -> Option<String> {
        self.verbs.get(form).cloned()
    }

    /// Whether a word, in lower case, is an ordinary one.
    pub fn is_ordinary(&self, word: &str) -> bool {
        self.ordinary.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_ordinary_words() {
        let words = EnglishWords::read("killed\tVBD\tkill\niranian\tJJ\tIranian\nshield\tNN\tshield\n!\t.\t!\n".as_bytes());
        assert_eq!(words.verb("killed").as_deref(), Some("kill"));
        assert!(words.is_ordinary("shield") && !words.is_ordinary("iranian") && !words.is_ordinary("!"));
    }
}
