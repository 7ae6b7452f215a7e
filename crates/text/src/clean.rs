//! Clean text that remembers where each of its characters stood in the document as given.

use crate::{ByteSpan, CharSpan};

/// Text made ready for reading by machine (no soft hyphens, single spaces, plain quotes),
/// with the code point of the original under every byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CleanText {
    text: String,
    /// For every byte of `text`, the code points `start..end` of the original that it stands for;
    /// stored for the first byte of each character and repeated for its continuation bytes.
    origin: Vec<(u32, u32)>,
}

/// Builds a [`CleanText`] character by character.
#[derive(Debug, Default)]
pub struct CleanBuilder {
    built: CleanText,
}

impl CleanBuilder {
    /// Appends `c`, which stands for the code points `from..to` of the original.
    pub fn push(&mut self, c: char, from: usize, to: usize) {
        self.built.text.push(c);
        let origin = (from as u32, to as u32);
        self.built.origin.extend(std::iter::repeat_n(origin, c.len_utf8()));
    }

    /// What has been built so far.
    pub fn as_str(&self) -> &str {
        &self.built.text
    }

    /// The finished text.
    pub fn finish(self) -> CleanText {
        self.built
    }
}

impl CleanText {
    /// The clean text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The code points of the original from the first character to the last;
    /// `0..0` when there is no text.
    pub fn extent(&self) -> CharSpan {
        self.original(ByteSpan::new(0, self.text.len()))
    }

    /// The part of the text under `span`, with its way back to the original.
    ///
    /// # Panics
    /// When the span reaches beyond the text or cuts a character in two.
    pub fn slice(&self, span: ByteSpan) -> CleanText {
        CleanText { text: self.text[span.range()].to_owned(), origin: self.origin[span.range()].to_vec() }
    }

    /// The code points of the original from the first character of `span` to its last.
    /// An empty span gives the empty span before its character (or at the end).
    ///
    /// # Panics
    /// When the span reaches beyond the text.
    pub fn original(&self, span: ByteSpan) -> CharSpan {
        if span.is_empty() {
            let at = match self.origin.get(span.start) {
                Some(&(from, _)) => from,
                None => self.origin.last().map_or(0, |&(_, to)| to),
            } as usize;
            return CharSpan::new(at, at);
        }
        let from = self.origin[span.start].0 as usize;
        let to = self.origin[span.end - 1].1 as usize;
        CharSpan::new(from, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_soft_hyphen_stays_inside_the_original_span() {
        // original: "co\u{ad}op", code points 0..5
        let mut b = CleanBuilder::default();
        for (c, at) in [('c', 0), ('o', 1), ('o', 3), ('p', 4)] {
            b.push(c, at, at + 1);
        }
        let clean = b.finish();
        assert_eq!(clean.as_str(), "coop");
        assert_eq!(clean.original(ByteSpan::new(0, 4)), CharSpan::new(0, 5));
        assert_eq!(clean.original(ByteSpan::new(2, 3)), CharSpan::new(3, 4));
        assert_eq!(clean.original(ByteSpan::new(4, 4)), CharSpan::new(5, 5));
        assert_eq!(clean.extent(), CharSpan::new(0, 5));
    }

    #[test]
    fn a_slice_keeps_the_way_back() {
        // original: "\u{201c}é x", code points 0..4
        let mut b = CleanBuilder::default();
        for (c, at) in [('"', 0), ('é', 1), (' ', 2), ('x', 3)] {
            b.push(c, at, at + 1);
        }
        let clean = b.finish();
        let tail = clean.slice(ByteSpan::new(1, 5));
        assert_eq!(tail.as_str(), "é x");
        assert_eq!(tail.extent(), CharSpan::new(1, 4));
        assert_eq!(tail.original(ByteSpan::new(0, 2)), CharSpan::new(1, 2));
        assert!(clean.slice(ByteSpan::new(1, 1)).is_empty());
    }
}
