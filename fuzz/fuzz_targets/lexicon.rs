//! A built-in lexicon file with damage: read, compiled, and what is wrong named by a line that the file has.
//!
//! The first two bytes choose the file, the others are the recipe of the damage.

#![no_main]

#[path = "../../crates/detente/tests/chain/damage.rs"]
mod damage;
#[allow(dead_code)]
#[path = "../../crates/detente/tests/chain/soundness.rs"]
mod soundness;

use detente_lexicon::{SourceFile, read_folder};
use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::LazyLock;

static FILES: LazyLock<Vec<SourceFile>> =
    LazyLock::new(|| read_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../lexicons"))).expect("the lexicon is there"));

fuzz_target!(|input: &[u8]| {
    let Some((&[a, b], recipe)) = input.split_first_chunk() else { return };
    let mut file = FILES[usize::from(u16::from_le_bytes([a, b])) % FILES.len()].clone();
    let mut bytes = file.text.into_bytes();
    damage::damage(&mut bytes, recipe);
    file.text = String::from_utf8_lossy(&bytes).into_owned();
    soundness::lexicon(&FILES, file);
});
