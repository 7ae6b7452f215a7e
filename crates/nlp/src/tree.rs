//! The shapes that reading yields: segmented sentences, then parsed sentences with their trees.

use detente_text::ByteSpan;

/// A sentence that has been cut into words but not yet read: another type than [`Sentence`],
/// so that it can't be coded by mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the block's clean text.
    pub span: ByteSpan,
    /// The words in order.
    pub words: Vec<Word>,
}

/// A syntactic word; "don't" is two of them ("do", "n't") with adjoining spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as written (or, for the rare word that is not written out, as meant).
    pub form: String,
    /// Bytes of the block's clean text.
    pub span: ByteSpan,
    /// Whether it begins a surface token; false for "n't" in "don't".
    pub begins_token: bool,
}

/// A parsed sentence: one dependency tree with exactly one root.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// Bytes of the block's clean text.
    pub span: ByteSpan,
    /// The words in order.
    pub tokens: Vec<Token>,
    /// Words that may stand for an event, in order; empty where the model has no head for them.
    pub events: Vec<EventWord>,
    children: Vec<Vec<usize>>,
}

/// A word that may stand for an event, as the model's event heads read it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventWord {
    /// The word.
    pub token: usize,
    /// What it may stand for, likeliest first: labels of the model with their probabilities, 0 to 1. What is missing
    /// to 1 is the probability that it stands for no event, and what was too small to be listed.
    pub labels: Vec<(&'static str, f32)>,
    /// The head word of the phrase that names who did it, with its probability.
    pub source: Option<(usize, f32)>,
    /// The same of the one to whom it was done.
    pub target: Option<(usize, f32)>,
}

/// A word with its reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The word as written.
    pub form: String,
    /// Bytes of the block's clean text.
    pub span: ByteSpan,
    /// Whether it begins a surface token; false for "n't" in "don't".
    pub begins_token: bool,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech, e.g. "VERB".
    pub upos: &'static str,
    /// Penn Treebank tag, e.g. "VBD".
    pub xpos: &'static str,
    /// Index of the head; `None` for the root.
    pub head: Option<usize>,
    /// Universal Dependencies relation with subtype, e.g. "nsubj:pass".
    pub deprel: &'static str,
    /// Type of the entity mention whose head word this is (GUM's types: person, place, organization,
    /// object, event, time, substance, animal, plant, abstract), if it is one.
    pub mention: Option<&'static str>,
}

impl EventWord {
    /// The same in a sentence that begins so many words earlier.
    pub(crate) fn moved(self, by: usize) -> Self {
        let party = |p: Option<(usize, f32)>| p.map(|(token, share)| (token + by, share));
        EventWord { token: self.token + by, source: party(self.source), target: party(self.target), labels: self.labels }
    }
}

impl Sentence {
    /// A sentence from its tokens.
    ///
    /// # Panics
    /// When a head lies outside the sentence.
    pub fn new(span: ByteSpan, tokens: Vec<Token>) -> Self {
        let mut children = vec![Vec::new(); tokens.len()];
        for (i, token) in tokens.iter().enumerate() {
            if let Some(head) = token.head {
                children[head].push(i);
            }
        }
        Sentence { span, tokens, events: Vec::new(), children }
    }

    /// The same sentence with its event words.
    #[must_use]
    pub fn with_events(self, events: Vec<EventWord>) -> Self {
        Sentence { events, ..self }
    }

    /// The dependents of a token, in order.
    pub fn children(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    /// The dependents of a token whose relation is `deprel` or a subtype of it.
    pub fn children_by<'a>(&'a self, token: usize, deprel: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.children[token].iter().copied().filter(move |&c| self.has_relation(c, deprel))
    }

    /// Whether the token's relation is `deprel` exactly, or a subtype of it when `deprel` has none.
    pub fn has_relation(&self, token: usize, deprel: &str) -> bool {
        let own = self.tokens[token].deprel;
        own == deprel || (!deprel.contains(':') && own.strip_prefix(deprel).is_some_and(|rest| rest.starts_with(':')))
    }

    /// The root's index; `None` only for an empty sentence.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|t| t.head.is_none())
    }

    /// The token and all that depend on it, in order.
    pub fn subtree(&self, token: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![token];
        while let Some(next) = open.pop() {
            found.push(next);
            open.extend(self.children(next));
        }
        found.sort_unstable();
        found
    }

    /// Whether `token` is `ancestor` or depends on it.
    pub fn is_under(&self, token: usize, ancestor: usize) -> bool {
        let mut at = Some(token);
        while let Some(t) = at {
            if t == ancestor {
                return true;
            }
            at = self.tokens[t].head;
        }
        false
    }
}
