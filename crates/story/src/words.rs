//! The words of a sentence that tell happenings apart.

use detente_record::Event;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that stand in any report.
const COMMON: &[&str] = &[
    "about",
    "after",
    "again",
    "against",
    "also",
    "among",
    "been",
    "before",
    "being",
    "between",
    "both",
    "could",
    "day",
    "days",
    "during",
    "each",
    "early",
    "from",
    "had",
    "has",
    "have",
    "her",
    "here",
    "him",
    "his",
    "into",
    "its",
    "late",
    "least",
    "many",
    "more",
    "most",
    "near",
    "only",
    "other",
    "our",
    "out",
    "over",
    "people",
    "said",
    "same",
    "say",
    "says",
    "several",
    "she",
    "should",
    "since",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "two",
    "under",
    "until",
    "was",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "will",
    "with",
    "would",
    "year",
    "years",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "and",
    "but",
    "for",
    "not",
    "all",
    "are",
    "one",
    "told",
    "reported",
    "according",
];

/// Shortest word that counts.
const SHORTEST: usize = 3;

/// Names weigh so much more than other words.
const NAME_WEIGHT: f64 = 2.0;

/// The words of a sentence with their weights, sorted; each once.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    weights: Vec<(String, f64)>,
    /// The root of the sum of squares.
    norm: f64,
}

impl Words {
    /// The words of an event's sentence without those of its parties' names, which are compared for themselves.
    pub fn of_event(event: &Event) -> Words {
        let parties = event.source.iter().chain(&event.target).chain(event.attribution.iter().map(|a| &a.speaker));
        let names: Vec<String> = parties
            .filter(|a| a.text.chars().any(char::is_uppercase))
            .flat_map(|a| a.text.split(|c: char| !c.is_alphanumeric()))
            .map(|w| stem(&w.to_lowercase()).to_owned())
            .collect();
        let mut words = Words::of(&event.text);
        words.weights.retain(|(word, _)| !names.contains(word));
        words.norm = norm(&words.weights);
        words
    }

    /// The words of a sentence, without endings and without words that stand everywhere.
    pub fn of(sentence: &str) -> Words {
        let upper = sentence.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let mut weights: Vec<(String, f64)> = sentence
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() >= SHORTEST || w.chars().any(|c| c.is_ascii_digit()))
            .filter_map(|w| {
                let lower = w.to_lowercase();
                let name = !upper && w.starts_with(char::is_uppercase);
                (!is_common(&lower)).then(|| (stem(&lower).to_owned(), if name { NAME_WEIGHT } else { 1.0 }))
            })
            .collect();
        weights.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        weights.dedup_by(|a, b| a.0 == b.0);
        let norm = norm(&weights);
        Words { weights, norm }
    }

    /// The cosine of two sentences, 0 to 1.
    pub fn similarity(&self, other: &Words) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(a), Some(b)) = (self.weights.get(i), other.weights.get(j)) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += a.1 * b.1;
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        let norm = self.norm * other.norm;
        if norm > 0.0 { sum / norm } else { 0.0 }
    }
}

fn norm(weights: &[(String, f64)]) -> f64 {
    weights.iter().map(|(_, w)| w * w).sum::<f64>().sqrt()
}

fn is_common(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON.iter().copied().collect());
    WORDS.contains(word)
}

/// A word without the commonest endings of English; what is left has four letters at least.
fn stem(word: &str) -> &str {
    for ending in ["ings", "ing", "ers", "ed", "er", "es", "s"] {
        if let Some(rest) = word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4) {
            return rest;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tellings_of_a_strike_are_closer_than_two_strikes() {
        let a = Words::of("Iranian missiles struck the village of Koh-e-Sabz in Panjgur, killing two children.");
        let b = Words::of("Two children were killed by missiles that Iran fired at Koh-e-Sabz, a village in Panjgur.");
        let c = Words::of("Pakistan's jets bombed hideouts near Saravan, killing nine people.");
        assert!(a.similarity(&b) > 0.5, "{}", a.similarity(&b));
        assert!(a.similarity(&c) < 0.2, "{}", a.similarity(&c));
    }

    #[test]
    fn a_sentence_without_words_is_like_none() {
        assert_eq!(Words::of("It was so.").similarity(&Words::of("It was so.")), 0.0);
    }
}
