//! What several tests need: the committed model, and segments from ready words.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test may read files and use threads")]
#![allow(dead_code)]

use std::path::PathBuf;
use std::sync::OnceLock;

use detente_nlp::{Model, ModelBytes, Segment, Word};
use detente_text::ByteSpan;

pub fn model_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../models/en")
}

pub fn file(name: &str) -> Vec<u8> {
    std::fs::read(model_folder().join(name)).expect("the model is in the repository")
}

pub fn bytes() -> ModelBytes {
    ModelBytes { weights: file("weights.safetensors").into(), vocab: file("vocab.txt").into(), labels: file("labels.json").into() }
}

/// The committed model, read once.
pub fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let model = Model::from_bytes(bytes()).expect("the committed model is sound");
        model.with_lemmas(file("lemmas.tsv").into()).expect("the committed lemmas are sound")
    })
}

/// Words with a space between them as a segment.
pub fn segment_of<S: AsRef<str>>(words: &[S]) -> Segment {
    let mut at = 0;
    let words: Vec<Word> = words
        .iter()
        .map(|form| {
            let form = form.as_ref().to_owned();
            let span = ByteSpan::new(at, at + form.len());
            at = span.end + 1;
            Word { form, span, begins_token: true }
        })
        .collect();
    Segment { span: ByteSpan::new(0, words.last().map_or(0, |w| w.span.end)), words }
}
