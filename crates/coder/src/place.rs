//! Names of places in a report and which places they mean.

use detente_lexicon::Lexicon;
use detente_nlp::Sentence;
use detente_record::Place;
use detente_text::TokenSpan;

/// A place name in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Toponym {
    /// Its words.
    pub tokens: TokenSpan,
    /// Its syntactic head.
    pub head: usize,
    /// The place that it means; `span` is left empty.
    pub place: Place,
}

/// The place names of a report's sentences, resolved together.
pub fn toponyms(sentences: &[&Sentence], _lexicon: &Lexicon, _dateline: Option<&str>) -> Vec<Vec<Toponym>> {
    vec![Vec::new(); sentences.len()]
}
