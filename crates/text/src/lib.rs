//! Typed spans, documents and clean text with the way back to the original.
//!
//! This crate knows no linguistics and does no input or output. Three units are kept apart by type:
//! bytes of a clean block ([`ByteSpan`]), Unicode code points of the document as given ([`CharSpan`])
//! and tokens of a sentence ([`TokenSpan`]).

mod clean;
mod document;
mod span;

pub use clean::{CleanBuilder, CleanText};
pub use document::{Block, BlockKind, DayOfYear, Document, Problem, Published, PublishedBasis};
pub use span::{Byte, ByteSpan, Char, CharSpan, Span, Token, TokenSpan};
