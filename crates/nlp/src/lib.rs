//! Sentences, tokens, tags, lemmas, dependency trees and mentions from text.
//!
//! Knows no politics and reads no files: weights come in as bytes.

pub mod conllu;
mod model;
mod repair;
pub mod score;
mod segment;
mod tree;

pub use model::{MODEL_FORMAT, Model, ModelBytes, ModelError, WordVectors};
pub use repair::repair;
pub use segment::segment;
pub use tree::{EventWord, Segment, Sentence, Token, Word};
