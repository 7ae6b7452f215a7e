//! Every attribution of a text: who is given as the source, by which words, and of what.
//!
//! Events take their speakers from the walk in `standing`, which asks who vouches for an act. This asks the other way
//! round, for each word of speech or thought in a sentence, and keeps the spans. `clause` finds them in the tree,
//! `phrase` cuts their words, `quotation` follows quotations over the ends of sentences, `voice` gives events of the
//! quotations to their speakers.

mod clause;
mod phrase;
mod quotation;
mod voice;

use crate::document::SentenceReading;
use detente_lexicon::Lexicon;

pub use quotation::Quotations;
pub use voice::Voices;

/// Who says, thinks or wants something, with the words that say so.
///
/// All spans are `[start, end)` in code points of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributedSpan {
    /// The source's words; none where nobody is named.
    pub source: Option<[usize; 2]>,
    /// The words of speech or thought, with their auxiliaries and particle.
    pub cue: [usize; 2],
    /// What is said or thought, in one or more pieces from left to right.
    pub content: Vec<[usize; 2]>,
}

/// The attributions of a sentence, in order of their cues.
///
/// Quotations end where the sentence does, and the content of a verb of speech may be empty, until
/// [`Quotations::extend`] has looked for the quotation that it belongs to.
pub fn attributions(reading: &SentenceReading<'_>, lexicon: &Lexicon) -> Vec<AttributedSpan> {
    let finder = clause::Finder { a: &reading.analysis, predicates: &reading.predicates, lexicon };
    let mut found: Vec<AttributedSpan> = finder.find().iter().map(|f| phrase::spans(&reading.analysis, f)).collect();
    found.sort_by_key(|a| (a.cue, a.source));
    found.dedup_by_key(|a| a.cue);
    found
}
