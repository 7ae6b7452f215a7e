//! Holds every case of `tests/reading/*.md` to its expected blocks, and every invariant on each.
//!
//! `UPDATE=1 cargo test -p detente-ingest --test reading` writes what is read into the files; review
//! the difference before it is kept.

#![allow(clippy::disallowed_methods, reason = "a test reads and rewrites its specifications")]

mod common;

use common::{check_invariants, show};
use detente_ingest::{Hints, read};
use std::path::Path;

const INPUT: &str = "```input\n";
const EXPECTED: &str = "```blocks\n";
const END: &str = "```\n";

/// A case as it stands in a file: `text[input]` and `text[expected]`.
struct Case<'a> {
    name: &'a str,
    hints: Hints,
    input: &'a str,
    expected: std::ops::Range<usize>,
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let update = std::env::var_os("UPDATE").is_some();
    let (mut count, mut failed) = (0, Vec::new());
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut updated = text.clone();
        for case in parse(&text).iter().rev() {
            let bytes = unescape(case.input);
            check_invariants(&bytes, &case.hints);
            let found = show(&read(&bytes, &case.hints));
            if found != text[case.expected.clone()] {
                failed.push(format!("{}\n--- expected\n{}--- found\n{found}", case.name, &text[case.expected.clone()]));
            }
            updated.replace_range(case.expected.clone(), &found);
            count += 1;
        }
        if update {
            std::fs::write(&path, updated).unwrap();
        }
    }
    assert!(count >= 40, "only {count} cases were found");
    assert!(update || failed.is_empty(), "{}", failed.join("\n\n"));
}

fn parse(text: &str) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(INPUT).map(|i| at + i) {
        let heading = text[..start].rfind("### ").expect("a case has a heading");
        let (name, notes) = text[heading + 4..start].split_once('\n').unwrap();
        let given = notes.lines().find_map(|line| line.strip_prefix("Given: "));
        let input = start + INPUT.len();
        let end = input + text[input..].find(END).expect("an input ends");
        let expected = end + text[end..].find(EXPECTED).expect("a case says what it expects") + EXPECTED.len();
        at = expected + text[expected..].find(END).expect("an expectation ends");
        let hints = Hints { published: given.map(|date| date.trim().parse().unwrap()), ..Hints::default() };
        cases.push(Case { name, hints, input: text[input..end].trim_end_matches('\n'), expected: expected..at });
    }
    cases
}

/// `\r`, `\t`, `\f`, `\x92` (a byte) and `\u{ad}` stand for what cannot be seen.
fn unescape(input: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = input;
    while let Some((before, escape)) = rest.split_once('\\') {
        bytes.extend(before.as_bytes());
        let (byte, tail) = escape.split_at(1);
        rest = tail;
        match byte {
            "r" => bytes.push(b'\r'),
            "t" => bytes.push(b'\t'),
            "f" => bytes.push(0xc),
            "x" => {
                bytes.push(u8::from_str_radix(&tail[..2], 16).unwrap());
                rest = &tail[2..];
            }
            "u" => {
                let (hex, tail) = tail[1..].split_once('}').unwrap();
                let c = char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap();
                bytes.extend(c.to_string().as_bytes());
                rest = tail;
            }
            other => panic!("no such escape: \\{other}"),
        }
    }
    bytes.extend(rest.as_bytes());
    bytes
}
