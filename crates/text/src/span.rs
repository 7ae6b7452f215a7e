//! Spans typed by what they count, so that bytes, code points and tokens can't be mixed.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// A half-open range `start..end` counted in `Unit`; the end is exclusive.
pub struct Span<Unit> {
    /// First unit of the span, from 0.
    pub start: usize,
    /// One past the last unit.
    pub end: usize,
    unit: PhantomData<Unit>,
}

/// Unit: UTF-8 bytes of one block's clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Byte {}
/// Unit: Unicode code points of a document's text as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Char {}
/// Unit: tokens (syntactic words) of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {}

/// A span of bytes of a block's clean text.
pub type ByteSpan = Span<Byte>;
/// A span of code points of the document as given.
pub type CharSpan = Span<Char>;
/// A span of a sentence's tokens.
pub type TokenSpan = Span<Token>;

impl<Unit> Span<Unit> {
    /// The span `start..end`.
    ///
    /// # Panics
    /// When `end < start`: such a span cuts nothing and is a mistake of the caller.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span ends before it starts: {start}..{end}");
        Span { start, end, unit: PhantomData }
    }

    /// Number of units covered.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is covered.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one unit.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(&self, other: &Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same bounds as a standard range, to index with.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl<Unit> Clone for Span<Unit> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Unit> Copy for Span<Unit> {}
impl<Unit> PartialEq for Span<Unit> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<Unit> Eq for Span<Unit> {}
impl<Unit> PartialOrd for Span<Unit> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<Unit> Ord for Span<Unit> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<Unit> std::hash::Hash for Span<Unit> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<Unit> fmt::Debug for Span<Unit> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_needs_a_shared_unit() {
        let a = ByteSpan::new(0, 3);
        assert!(a.overlaps(&ByteSpan::new(2, 5)));
        assert!(!a.overlaps(&ByteSpan::new(3, 5)));
        assert_eq!(a.cover(&ByteSpan::new(4, 6)), ByteSpan::new(0, 6));
    }
}
