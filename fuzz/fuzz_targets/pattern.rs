//! Any text as a pattern: read, or refused with a reason.

#![no_main]

use detente_frames::{WordLists, parse_pattern};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LISTS: LazyLock<WordLists> = LazyLock::new(|| WordLists::from([("weapon".to_owned(), vec!["rocket".to_owned(), "car bomb".to_owned()])]));

fuzz_target!(|text: &str| {
    match parse_pattern(text, &LISTS) {
        Ok(pattern) => assert!(!pattern.words.is_empty(), "a trigger without a word"),
        Err(e) => assert!(e.pattern == text && !e.reason.is_empty(), "{e}"),
    }
});
