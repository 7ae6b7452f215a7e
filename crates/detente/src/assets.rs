//! What the binary carries: the lexicon as the build script stored it and the English model.

use detente_lexicon::{AssetError, Entries, Lexicon, LexiconProblem, read_compiled, read_entries};
use detente_nlp::ModelBytes;
use std::borrow::Cow;

/// The built-in lexicon, compiled, and what is wrong in its files.
///
/// # Errors
/// When the binary is damaged.
pub fn lexicon() -> Result<(Lexicon, Vec<LexiconProblem>), AssetError> {
    read_compiled(lexicon_bytes())
}

/// The built-in lexicon, compiled, as stored.
pub fn lexicon_bytes() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"))
}

/// The built-in lexicon as written, and what could not be read in its files.
///
/// # Errors
/// When the binary is damaged.
pub fn entries() -> Result<(Entries, Vec<LexiconProblem>), AssetError> {
    read_entries(include_bytes!(concat!(env!("OUT_DIR"), "/entries.bin")))
}

/// The built-in model.
pub fn model() -> ModelBytes {
    ModelBytes {
        weights: Cow::Borrowed(include_bytes!("../../../models/en/weights.safetensors")),
        vocab: Cow::Borrowed(include_bytes!("../../../models/en/vocab.txt")),
        labels: Cow::Borrowed(include_bytes!("../../../models/en/labels.json")),
    }
}

/// Lemmas of words whose form the rules can't tell.
pub fn lemmas() -> Cow<'static, [u8]> {
    Cow::Borrowed(include_bytes!("../../../models/en/lemmas.tsv"))
}

/// The built-in gazetteer.
pub fn gazetteer() -> &'static [u8] {
    include_bytes!("../../../lexicons/places/gazetteer.bin")
}
