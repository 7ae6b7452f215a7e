//! Sets of lemmas, some of several words ("air strike", "carry out"), and the named lists of them.

use detente_nlp::Sentence;
use std::collections::BTreeMap;

/// Named lists of words, as the lexicon's `words/` folder holds them; the name is without `$`.
pub type WordLists = BTreeMap<String, Vec<String>>;

/// One entry of a set: the lemmas in order, e.g. `["air", "strike"]`.
pub type Word = Vec<String>;

/// A set of words, looked up by the lemma that heads each entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    /// Head lemma to the other lemmas of each entry (empty for a single word).
    by_head: BTreeMap<String, Vec<Word>>,
    head_first: bool,
}

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
        let mut by_head: BTreeMap<String, Vec<Word>> = BTreeMap::new();
        // The treebanks cut "cease-fire" in three: an entry with a hyphen is also looked up by its parts.
        let with_parts = entries.into_iter().flat_map(|entry| {
            let parts: Word = entry.iter().flat_map(|w| w.split('-')).filter(|w| !w.is_empty()).map(str::to_owned).collect();
            if parts.len() > entry.len() { vec![entry, parts] } else { vec![entry] }
        });
        for mut entry in with_parts {
            if entry.is_empty() {
                continue;
            }
            let head = if head_first { entry.remove(0) } else { entry.pop().unwrap_or_default() };
            by_head.entry(head).or_default().push(entry);
        }
        for rest in by_head.values_mut() {
            rest.sort_by_key(|r| std::cmp::Reverse(r.len()));
        }
        Words { by_head, head_first }
    }

    /// The lemmas that may head a match, to index patterns by.
    pub fn heads(&self) -> impl Iterator<Item = &str> {
        self.by_head.keys().map(String::as_str)
    }

    /// The entries of two words: the head and the other.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_head
            .iter()
            .flat_map(|(head, rests)| rests.iter().filter(|rest| rest.len() == 1).map(|rest| (head.as_str(), rest[0].as_str())))
    }

    /// How many entries the set has.
    pub fn len(&self) -> usize {
        self.by_head.values().map(Vec::len).sum()
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.by_head.is_empty()
    }

    /// Whether `token`, read as a word with the lemma `lemma`, is in the set; gives the other tokens
    /// of the longest entry that fits and the entry's other lemmas.
    pub fn find(&self, sentence: &Sentence, token: usize, lemma: &str) -> Option<(Vec<usize>, &[String])> {
        self.by_head.get(lemma)?.iter().find_map(|rest| {
            let mut found = Vec::new();
            for lemma in rest {
                found.push(self.companion(sentence, token, lemma)?);
            }
            Some((found, rest.as_slice()))
        })
    }

    /// As [`Words::find`] for the word at `token`, by its lemma or, where the lemma is in no entry, by the
    /// singular or base that its form may have (lemmatisers err on rare words: "bases" is not "basis" here).
    pub fn find_at(&self, sentence: &Sentence, token: usize) -> Option<(Vec<usize>, &[String])> {
        let word = &sentence.tokens[token];
        let lemma = word.lemma.to_lowercase();
        if self.by_head.contains_key(&lemma) {
            return self.find(sentence, token, &lemma);
        }
        let form = word.form.to_lowercase();
        let endings = if word.upos == "VERB" { ["d", "ed", "s", "es", "ing"].as_slice() } else { ["s", "es"].as_slice() };
        endings
            .iter()
            .filter_map(|ending| form.strip_suffix(ending))
            .chain([form.as_str()])
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
