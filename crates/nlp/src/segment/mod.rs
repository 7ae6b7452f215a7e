//! Sentences and words from plain text by rule, in the manner of the treebanks that the model was trained on.

mod boundaries;
mod characters;
mod contractions;
mod lists;
mod patterns;
mod stops;
mod words;

use detente_text::ByteSpan;

use crate::tree::{Segment, Word};
use words::{Cutter, Piece};

/// Bytes without white space that are looked at together: no word is longer, and the work stays in proportion.
const LONGEST_STRETCH: usize = 1_000;

/// Cuts a paragraph into sentences of words.
///
/// Spans count bytes of `text`; they ascend, don't overlap, and cover every character that is not white space. A
/// blank line always ends a sentence.
///
/// ```
/// let segments = detente_nlp::segment("Iran's envoy didn't comment. Mr. Khan did.");
/// let words: Vec<_> = segments[0].words.iter().map(|w| w.form.as_str()).collect();
/// assert_eq!(words, ["Iran", "'s", "envoy", "did", "n't", "comment", "."]);
/// assert_eq!(segments.len(), 2);
/// ```
pub fn segment(text: &str) -> Vec<Segment> {
    let pieces = cut(text);
    let starts = boundaries::starts(text, &pieces);
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    starts.iter().zip(ends).map(|(&start, end)| sentence(text, &pieces[start..end])).collect()
}

fn cut(text: &str) -> Vec<Piece> {
    let mut cutter = Cutter::new(text);
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return cutter.pieces;
        }
        let start = text.len() - rest.len();
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len()).min(rest.floor_char_boundary(LONGEST_STRETCH));
        rest = &rest[length..];
        cutter.stretch(start, start + length, rest.trim_start().chars().next());
    }
}

fn sentence(text: &str, pieces: &[Piece]) -> Segment {
    let word =
        |p: &Piece| Word { form: text[p.start..p.end].to_owned(), span: ByteSpan::new(p.start, p.end), begins_token: p.begins_token };
    let words: Vec<Word> = pieces.iter().map(word).collect();
    let (start, end) = (pieces.first().map_or(0, |p| p.start), pieces.last().map_or(0, |p| p.end));
    Segment { span: ByteSpan::new(start, end), words }
}
