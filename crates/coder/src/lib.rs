//! From parsed sentences to events with attribution, factuality and derivation.
//!
//! No clock, no input or output, no globals: the same report and lexicon give the same events.

mod attribution;
mod circumstance;
mod coreference;
mod definite;
mod described;
mod document;
mod event;
mod harm;
mod home;
mod locate;
mod memory;
mod mention;
mod merge;
mod narration;
mod phrase;
mod place;
mod quantity;
mod relate;
mod retold;
mod scene;
mod sentence;
mod silent;
mod standing;
mod time;
mod when;
mod year;

pub use attribution::{AttributedSpan, Quotations, attributions};
pub use document::{Coded, Coder, ParsedBlock, SentenceReading, reference};
pub use memory::Memory;
pub use phrase::Resolved;
pub use relate::{Pair, Relation};
pub use sentence::Analysis;
