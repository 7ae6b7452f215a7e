//! What the binary carries: the lexicon's files and the English model.

use detente_lexicon::SourceFile;
use detente_nlp::ModelBytes;
use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/lexicon_files.rs"));

/// The built-in lexicon.
pub fn lexicon_files() -> Vec<SourceFile> {
    FILES.iter().map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
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
