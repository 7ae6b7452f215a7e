//! Any bytes as a report: read, coded, and every event proved by the text.

#![no_main]

#[allow(dead_code)]
#[path = "../../crates/detente/tests/chain/soundness.rs"]
mod soundness;

use detente::{Detente, Hints, Options};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static DETENTE: LazyLock<Detente> = LazyLock::new(|| Detente::new(&Options::default()).expect("the built-in model and lexicon are sound"));

fuzz_target!(|bytes: &[u8]| {
    let document = DETENTE.read(bytes, &Hints { id: "fuzzed".to_owned(), ..Hints::default() });
    let (coded, _) = DETENTE.code(&document);
    soundness::events(&DETENTE, &document, &coded.events);
});
