//! A model file with damage: refused in words, or good enough to read a sentence.
//!
//! The first byte chooses the file, the others are the recipe of the damage. In the weights only the head is damaged:
//! a changed number is a number.

#![no_main]

#[path = "../../crates/detente/tests/chain/damage.rs"]
mod damage;

use detente_nlp::{Model, ModelBytes, segment};
use libfuzzer_sys::fuzz_target;
use std::borrow::Cow;
use std::sync::LazyLock;

static FILES: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/en/");
    ["weights.safetensors", "vocab.txt", "labels.json"].map(|name| std::fs::read(format!("{folder}{name}")).expect("the model is there"))
});

fuzz_target!(|input: &[u8]| {
    let Some((&which, recipe)) = input.split_first() else { return };
    let which = usize::from(which) % FILES.len();
    let file = |n: usize| -> Cow<'static, [u8]> {
        if n != which {
            return Cow::Borrowed(&FILES[n]);
        }
        let (head, rest) = FILES[n].split_at(FILES[n].len().min(8192));
        let mut bytes = head.to_vec();
        damage::damage(&mut bytes, recipe);
        bytes.extend_from_slice(rest);
        Cow::Owned(bytes)
    };
    match Model::from_bytes(ModelBytes { weights: file(0), vocab: file(1), labels: file(2) }) {
        Ok(model) => assert_eq!(model.parse(&segment("Iran struck Iraq on Monday.")).len(), 1),
        Err(e) => assert!(!e.to_string().is_empty()),
    }
});
