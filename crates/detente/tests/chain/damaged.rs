//! What no damage may do: reports of any bytes, lexicon files and model files with bytes changed.
//!
//! The targets in `fuzz/` hold the same properties for as long as one lets them run; what they find becomes a test here.

use crate::damage::damage;
use crate::{detente, events, read_bytes, reports, root, soundness};
use detente_lexicon::{SourceFile, read_folder};
use detente_nlp::{Model, ModelBytes, segment};
use proptest::prelude::*;
use std::sync::OnceLock;

fn recipe() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 5..40)
}

fn lexicon_files() -> &'static [SourceFile] {
    static FILES: OnceLock<Vec<SourceFile>> = OnceLock::new();
    FILES.get_or_init(|| read_folder(&root().join("lexicons")).expect("the lexicon is there"))
}

/// The report is read and coded, and its events are sound.
fn code(bytes: &[u8]) {
    let document = read_bytes(bytes, "damaged");
    soundness::events(detente(), &document, &events(&document));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_report_gives_sound_events(which in any::<prop::sample::Index>(), recipe in recipe()) {
        let mut bytes = std::fs::read(which.get(&reports())).expect("the report");
        damage(&mut bytes, &recipe);
        code(&bytes);
    }

    #[test]
    fn any_bytes_are_a_report(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        code(&bytes);
    }

    #[test]
    fn any_characters_are_a_report(text in "\\PC{0,200}") {
        code(text.as_bytes());
    }

    #[test]
    fn a_damaged_lexicon_file_gives_problems_at_its_lines(which in any::<prop::sample::Index>(), recipe in recipe()) {
        let mut file = which.get(lexicon_files()).clone();
        let mut bytes = file.text.into_bytes();
        damage(&mut bytes, &recipe);
        file.text = String::from_utf8_lossy(&bytes).into_owned();
        soundness::lexicon(lexicon_files(), file);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_model_is_refused_in_words_or_reads_on(file in 0..3usize, recipe in recipe()) {
        let mut files = ["weights.safetensors", "vocab.txt", "labels.json"]
            .map(|name| std::fs::read(root().join("models/en").join(name)).expect("the model"));
        // In the weights only the head is damaged: a changed number is a number.
        let head = files[file].len().min(4096);
        let mut front = files[file][..head].to_vec();
        damage(&mut front, &recipe);
        files[file].splice(..head, front);
        let [weights, vocab, labels] = files.map(Into::into);
        match Model::from_bytes(ModelBytes { weights, vocab, labels }) {
            Ok(model) => prop_assert_eq!(model.parse(&segment("Iran struck Iraq on Monday.")).len(), 1),
            Err(e) => prop_assert!(!e.to_string().is_empty()),
        }
    }
}
