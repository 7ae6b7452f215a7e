//! What no damage may do: reports of any bytes, lexicon files and model files with bytes changed.
//!
//! The fuzz targets in `fuzz/` hold the same properties for as long as one lets them run.

use crate::properties::hold;
use crate::{events, read_bytes, reports, root};
use detente_lexicon::{Entries, Lexicon, SourceFile, read_folder};
use detente_nlp::{Model, ModelBytes};
use proptest::prelude::*;
use std::sync::OnceLock;

/// One change of a byte string; places are taken modulo its length.
#[derive(Debug, Clone)]
enum Damage {
    Set(usize, u8),
    Insert(usize, Vec<u8>),
    Remove(usize, usize),
    Repeat(usize, usize),
}

impl Damage {
    fn to(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len().max(1);
        let stretch = |at: usize, count: usize| (at % length).min(bytes.len())..(at % length + count).min(bytes.len());
        match self {
            Damage::Set(at, value) => {
                if let Some(byte) = bytes.get_mut(at % length) {
                    *byte = *value;
                }
            }
            Damage::Insert(at, more) => {
                let at = (at % length).min(bytes.len());
                bytes.splice(at..at, more.iter().copied());
            }
            Damage::Remove(at, count) => {
                bytes.drain(stretch(*at, *count));
            }
            Damage::Repeat(at, count) => {
                let copy = bytes[stretch(*at, *count)].to_vec();
                bytes.extend(copy);
            }
        }
    }
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let one = prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, value)| Damage::Set(at, value)),
        (any::<usize>(), prop::sample::select(vec!["\"", "[[", "\n", "\u{feff}", "“", "=", " and ", ", who", "$", "|", ".\n\n", "\u{0}"]))
            .prop_map(|(at, text)| Damage::Insert(at, text.as_bytes().to_vec())),
        (any::<usize>(), prop::collection::vec(any::<u8>(), 1..8)).prop_map(|(at, more)| Damage::Insert(at, more)),
        (any::<usize>(), 1..40usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        (any::<usize>(), 1..200usize).prop_map(|(at, count)| Damage::Repeat(at, count)),
    ];
    prop::collection::vec(one, 1..8)
}

fn lexicon_files() -> &'static [SourceFile] {
    static FILES: OnceLock<Vec<SourceFile>> = OnceLock::new();
    FILES.get_or_init(|| read_folder(&root().join("lexicons")).expect("the lexicon is there"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_report_gives_sound_events(which in any::<prop::sample::Index>(), damages in damages()) {
        let reports = reports();
        let mut bytes = std::fs::read(which.get(&reports)).expect("the report");
        damages.iter().for_each(|d| d.to(&mut bytes));
        let document = read_bytes(&bytes, "damaged");
        hold(&document, &events(&document));
    }

    #[test]
    fn any_bytes_are_a_report(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let document = read_bytes(&bytes, "bytes");
        hold(&document, &events(&document));
    }

    #[test]
    fn any_characters_are_a_report(text in "\\PC{0,200}") {
        let document = read_bytes(text.as_bytes(), "characters");
        hold(&document, &events(&document));
    }

    #[test]
    fn a_damaged_lexicon_file_gives_problems_at_its_lines(which in any::<prop::sample::Index>(), damages in damages()) {
        let mut file = which.get(lexicon_files()).clone();
        let mut bytes = file.text.into_bytes();
        damages.iter().for_each(|d| d.to(&mut bytes));
        file.text = String::from_utf8_lossy(&bytes).into_owned();
        let lines = 1 + file.text.matches('\n').count();
        let others = lexicon_files().iter().filter(|f| f.path.starts_with("ontology/") || f.path.starts_with("words/")).filter(|f| f.path != file.path);
        let files: Vec<SourceFile> = others.cloned().chain([file.clone()]).collect();
        let (entries, mut problems) = Entries::read(&files);
        match Lexicon::compile(&entries) {
            Ok((_, more)) => problems.extend(more),
            Err(e) => prop_assert!(e.to_string().contains(".toml: "), "{}", e),
        }
        for p in problems.iter().filter(|p| p.file == file.path) {
            prop_assert!((1..=lines).contains(&p.line) && !p.reason.is_empty(), "{} of {} lines", p, lines);
        }
        if toml::from_str::<toml::Table>(&file.text).is_err() && !file.path.starts_with("ontology/") {
            prop_assert!(problems.iter().any(|p| p.file == file.path), "{} is no TOML, and nobody says so", file.path);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_model_is_refused_in_words(file in 0..3usize, damages in damages()) {
        let mut bytes = ["weights.safetensors", "vocab.txt", "labels.json"].map(|name| std::fs::read(root().join("models/en").join(name)).expect("the model"));
        // In the weights only the head is damaged: a changed number is a number.
        let head = if file == 0 { 4096 } else { bytes[file].len() };
        let mut front: Vec<u8> = bytes[file][..head].to_vec();
        damages.iter().for_each(|d| d.to(&mut front));
        bytes[file].splice(..head, front);
        let [weights, vocab, labels] = bytes.map(Into::into);
        if let Err(e) = Model::from_bytes(ModelBytes { weights, vocab, labels }) {
            prop_assert!(!e.to_string().is_empty());
        }
    }
}
