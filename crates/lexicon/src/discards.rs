//! Phrases whose sentences or reports are not coded, looked up in running text.

use crate::asset::sorted;
use crate::entry::{Discard, Entries};
use crate::name::normalize;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// All discards, by their first word.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct DiscardIndex {
    discards: Vec<Discard>,
    /// First word of a phrase of several, or a whole single word, to the phrases.
    #[serde(serialize_with = "sorted")]
    by_first: HashMap<String, Vec<(usize, Vec<String>)>>,
    /// Beginnings of single words.
    #[serde(serialize_with = "sorted")]
    stems: HashMap<String, usize>,
    /// Lengths in bytes that stems have.
    lengths: BTreeSet<usize>,
}

impl DiscardIndex {
    /// Indexes the entries.
    pub fn new(entries: &Entries) -> Self {
        let mut index = DiscardIndex { discards: entries.discards.clone(), ..DiscardIndex::default() };
        for (i, discard) in entries.discards.iter().enumerate() {
            let normal = normalize(&discard.phrase);
            let words: Vec<String> = normal.split(' ').map(str::to_owned).collect();
            if words.len() == 1 && !discard.whole {
                index.lengths.insert(normal.len());
                index.stems.entry(normal).or_insert(i);
            } else if let Some((first, rest)) = words.split_first() {
                index.by_first.entry(first.clone()).or_default().push((i, rest.to_vec()));
            }
        }
        index
    }

    /// Whether there is nothing to look up.
    pub fn is_empty(&self) -> bool {
        self.discards.is_empty()
    }

    /// The first discard in a text: of a report when `report`, else of a sentence.
    pub fn find(&self, text: &str, report: bool) -> Option<&Discard> {
        if self.is_empty() {
            return None;
        }
        let normal = normalize(text);
        let words: Vec<&str> = normal.split(' ').collect();
        (0..words.len()).find_map(|at| self.at(&words[at..], report))
    }

    fn at(&self, words: &[&str], report: bool) -> Option<&Discard> {
        let (first, after) = words.split_first()?;
        let wanted = |i: usize| Some(&self.discards[i]).filter(|d| d.report == report);
        let stems = self.lengths.iter().filter_map(|&n| self.stems.get(first.get(..n)?));
        let phrases = self.by_first.get(*first).into_iter().flatten().filter(|(i, rest)| {
            let Some((last, middle)) = rest.split_last() else { return true };
            after.len() > middle.len()
                && middle.iter().zip(after).all(|(a, b)| a == b)
                && (after[middle.len()] == last || !self.discards[*i].whole && after[middle.len()].starts_with(last.as_str()))
        });
        stems.copied().chain(phrases.map(|(i, _)| *i)).find_map(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_whole_words_and_reports() {
        let discard = |phrase: &str, whole, report| Discard { phrase: phrase.to_owned(), whole, report, ..Discard::default() };
        let discards = vec![discard("badminton", false, false), discard("group c", true, false), discard("world cup", false, true)];
        let index = DiscardIndex::new(&Entries { discards, ..Entries::default() });
        let found = |text: &str, report: bool| index.find(text, report).map(|d| d.phrase.as_str());
        assert_eq!(found("A badmintonist was shot.", false), Some("badminton"));
        assert_eq!(found("Both teams of Group C, it said", false), Some("group c"));
        assert_eq!(found("Group commanders met", false), None);
        assert_eq!(found("Two World Cups later", true), Some("world cup"));
        assert_eq!(found("Two World Cups later", false), None);
    }
}
