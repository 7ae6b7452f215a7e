//! Large inputs that repeat one thing: reading stays linear in their length.

#![allow(clippy::disallowed_methods, reason = "a test measures time")]

use detente_ingest::{Hints, read};
use std::time::{Duration, Instant};

#[test]
fn anything_large_is_read_in_seconds() {
    for piece in [
        " ",
        "\n",
        "-",
        "- ",
        "-\n",
        "a-\n",
        "&",
        "&amp;",
        "(",
        "[",
        "/",
        ":",
        "'",
        "Ab\n",
        "Ab\n\n",
        "KABUL ",
        "KABUL\n",
        "Jan 29\n",
        "Envoys met on the old bridge.\n",
        "By A. Author\n",
        "1. x\n",
        "\u{fffd}",
        "\0",
        "e\u{301}",
        "字",
        "…",
        "(Reporting by A) ",
        "Envoys Meet on a Bridge\n\n",
        ". ",
        "\" ",
    ] {
        let bytes = piece.repeat(200_000 / piece.len());
        let start = Instant::now();
        let doc = read(bytes.as_bytes(), &Hints::default());
        assert_eq!(doc.text.len(), bytes.len());
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(10), "{piece:?} took {taken:?}");
    }
}
