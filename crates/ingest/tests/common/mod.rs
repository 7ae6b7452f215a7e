//! How the tests show a document, and what must hold for every one.

use detente_ingest::{Hints, read};
use detente_text::{ByteSpan, Document};
use std::fmt::Write;

/// What is known about the report, then its blocks as `kind | text`, then its problems.
pub fn show(doc: &Document) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    line("title", doc.title.as_deref());
    line("publisher", doc.publisher.as_deref());
    line("place", doc.dateline_place.as_deref());
    let published = doc.published.map(|p| format!("{} ({:?})", p.date, p.basis));
    line("published", published.as_deref());
    for block in &doc.blocks {
        writeln!(out, "{:?} | {}", block.kind, block.text.as_str()).unwrap();
    }
    for problem in &doc.problems {
        let at = problem.span.map(|s| format!(" at {s:?}")).unwrap_or_default();
        writeln!(out, "problem{at}: {}", problem.message).unwrap();
    }
    out
}

/// What must hold for any document: blocks in reading order, their characters inside the text,
/// nothing but invisible characters between them, and the same reading twice.
#[track_caller]
pub fn check_invariants(bytes: &[u8], hints: &Hints) {
    let doc = read(bytes, hints);
    let chars: Vec<char> = doc.text.chars().collect();
    let mut covered = vec![false; chars.len()];
    let mut last = 0;
    for block in &doc.blocks {
        let text = block.text.as_str();
        assert!(!text.is_empty(), "an empty block");
        assert_eq!(text.trim(), text, "white space around a block");
        assert!(!text.contains("  ") && !text.contains(['\n', '\r']), "unclean: {text:?}");
        let mut from = last;
        for (at, c) in text.char_indices() {
            let origin = block.text.original(ByteSpan::new(at, at + c.len_utf8()));
            assert!(from <= origin.end && origin.end <= chars.len(), "{origin:?} after {from} in {text:?}");
            from = origin.start.max(from);
        }
        let extent = block.text.extent();
        assert!(last <= extent.start, "blocks out of order at {extent:?}");
        last = extent.end;
        covered[extent.range()].fill(true);
    }
    for problem in doc.problems.iter().filter_map(|p| p.span) {
        assert!(problem.end <= chars.len());
        covered[problem.range()].fill(true);
    }
    if let Some(span) = doc.published.and_then(|p| p.span) {
        assert!(span.end <= chars.len());
    }
    let left: String = chars.iter().zip(&covered).filter(|(_, covered)| !**covered).map(|(c, _)| *c).collect();
    assert!(left.chars().all(shows_nothing) || is_blank_entities(&left), "lost: {left:?}");
    assert_eq!(show(&doc), show(&read(bytes, hints)));
}

fn shows_nothing(c: char) -> bool {
    c.is_whitespace()
        || "\u{ad}\u{34f}\u{61c}\u{180e}\u{feff}".contains(c)
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2060}'..='\u{206f}').contains(&c)
        || ('\u{fe00}'..='\u{fe0f}').contains(&c)
}

/// White space written as entities, or garbled on its way, is white space.
fn is_blank_entities(left: &str) -> bool {
    let left = left.replace("Â\u{a0}", " ");
    read(left.as_bytes(), &Hints::default()).blocks.is_empty()
}
