//! Sets of lemmas, some of several words ("air strike", "carry out"), and the named lists of them.

use detente_nlp::Sentence;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Named lists of words, as the lexicon's `words/` folder holds them; the name is without `$`.
pub type WordLists = BTreeMap<String, Vec<String>>;

/// One entry of a set: the lemmas in order, e.g. `["air", "strike"]`.
pub type Word = Vec<String>;

/// A set of words, looked up by the lemma that heads each entry.
///
/// The entries lie in one stretch of text: a lexicon has some 200,000 of them in its patterns, and they are read at every
/// start.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// The entries in order of their heads, those of one head from the longest down; in each the head comes first, and
    /// [`BETWEEN`] stands between its words.
    text: String,
    /// Where each entry ends, in bytes.
    ends: Vec<u32>,
    head_first: bool,
}

const BETWEEN: char = '\n';

impl Words {
    /// A set of verbs: the first lemma heads an entry, the others are particles.
    pub fn verbs(entries: impl IntoIterator<Item = Word>) -> Self {
        Self::collect(entries, true)
    }

    /// A set of nouns or adjectives: the last lemma heads an entry, the others modify it.
    pub fn nouns(entries: impl IntoIterator<Item = Word>) -> Self {
        Self::collect(entries, false)
    }

    fn collect(entries: impl IntoIterator<Item = Word>, head_first: bool) -> Self {
        // The treebanks cut "cease-fire" in three: an entry with a hyphen is also looked up by its parts.
        let with_parts = entries.into_iter().flat_map(|entry| {
            let parts: Word = entry.iter().flat_map(|w| w.split('-')).filter(|w| !w.is_empty()).map(str::to_owned).collect();
            if parts.len() > entry.len() { vec![entry, parts] } else { vec![entry] }
        });
        let mut rows: Vec<(String, Word)> = Vec::new();
        for mut entry in with_parts {
            if entry.is_empty() {
                continue;
            }
            let head = if head_first { entry.remove(0) } else { entry.pop().unwrap_or_default() };
            rows.push((head, entry));
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())));
        let mut words = Words { head_first, ..Words::default() };
        for (head, rest) in rows {
            words.text.push_str(&head);
            for word in rest {
                words.text.push(BETWEEN);
                words.text.push_str(&word);
            }
            words.ends.push(u32::try_from(words.text.len()).unwrap_or(u32::MAX));
        }
        words
    }

    /// An entry's words, the head first.
    fn entry(&self, index: usize) -> impl Iterator<Item = &str> {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..self.ends[index] as usize).unwrap_or_default().split(BETWEEN)
    }

    fn head(&self, index: usize) -> &str {
        self.entry(index).next().unwrap_or_default()
    }

    /// The first of the entries with this head, or of those that would come after it.
    fn first(&self, head: &str) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.head(middle) < head { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn has_head(&self, head: &str) -> bool {
        let first = self.first(head);
        first < self.ends.len() && self.head(first) == head
    }

    /// The lemmas that may head a match, to index patterns by; each once.
    pub fn heads(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter(|&i| i == 0 || self.head(i) != self.head(i - 1)).map(|i| self.head(i))
    }

    /// The entries of two words: the head and the other.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        (0..self.ends.len()).filter_map(|i| {
            let mut words = self.entry(i);
            let pair = (words.next()?, words.next()?);
            words.next().is_none().then_some(pair)
        })
    }

    /// How many entries the set has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether `token`, read as a word with the lemma `lemma`, is in the set; gives the other tokens
    /// of the longest entry that fits and the entry's other lemmas.
    pub fn find(&self, sentence: &Sentence, token: usize, lemma: &str) -> Option<(Vec<usize>, Vec<&str>)> {
        (self.first(lemma)..self.ends.len()).take_while(|&i| self.head(i) == lemma).find_map(|i| {
            let rest: Vec<&str> = self.entry(i).skip(1).collect();
            let found = rest.iter().map(|lemma| self.companion(sentence, token, lemma)).collect::<Option<_>>()?;
            Some((found, rest))
        })
    }

    /// As [`Words::find`] for the word at `token`, by its lemma or, where the lemma is in no entry, by the
    /// singular or base that its form may have (lemmatisers err on rare words: "bases" is not "basis" here).
    pub fn find_at(&self, sentence: &Sentence, token: usize) -> Option<(Vec<usize>, Vec<&str>)> {
        let word = &sentence.tokens[token];
        let lemma = lowercase(&word.lemma);
        if self.has_head(&lemma) {
            return self.find(sentence, token, &lemma);
        }
        let form = lowercase(&word.form);
        let endings = if word.upos == "VERB" { ["d", "ed", "s", "es", "ing"].as_slice() } else { ["s", "es"].as_slice() };
        endings
            .iter()
            .filter_map(|ending| form.strip_suffix(ending))
            .chain([form.as_ref()])
            .find_map(|base| self.find(sentence, token, base))
    }

    /// The token that stands for another word of an entry headed by `token`.
    fn companion(&self, sentence: &Sentence, token: usize, lemma: &str) -> Option<usize> {
        let is = |t: usize| sentence.tokens[t].lemma.eq_ignore_ascii_case(lemma) || sentence.tokens[t].form.eq_ignore_ascii_case(lemma);
        if self.head_first {
            let near = (token + 1..sentence.tokens.len().min(token + 7)).find(|&t| {
                let token_t = &sentence.tokens[t];
                is(t)
                    && (token_t.head == Some(token) || t == token + 1 || token_t.head.and_then(|h| sentence.tokens[h].head) == Some(token))
            });
            return near;
        }
        sentence.children(token).iter().copied().find(|&c| c < token && is(c)).or_else(|| {
            (token.saturating_sub(3)..token).find(|&t| is(t) && sentence.tokens[t].head != Some(token) && sentence.is_under(t, token))
        })
    }
}

/// Lower case, without a copy of what is so already: this is asked of every word of a clause for every pattern.
fn lowercase(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_headed_by_their_first_word_and_nouns_by_their_last() {
        let word = |s: &str| s.split(' ').map(str::to_owned).collect::<Word>();
        let verbs = Words::verbs([word("carry out"), word("bomb")]);
        let mut heads: Vec<_> = verbs.heads().collect();
        heads.sort_unstable();
        assert_eq!(heads, ["bomb", "carry"]);
        let nouns = Words::nouns([word("air strike")]);
        assert_eq!(nouns.heads().collect::<Vec<_>>(), ["strike"]);
    }
}
