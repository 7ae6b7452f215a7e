//! Every frame's examples through the whole chain, against the list of those that are not met yet.
//!
//! `UPDATE=1 cargo test --release -p detente --test chain frame_examples` writes the list anew.

use crate::{detente, root};
use detente::ExampleOutcome;
use rayon::prelude::*;
use std::collections::BTreeSet;

const LIST: &str = "lexicons/known-failures.txt";
const HEAD: &str = "\
# Examples and counter-examples that are not met yet, one a line: file, tab, sentence.
# A test fails when another one fails and when one of these has come to pass; CONTRIBUTING.md says how to write it anew.
";

fn outcomes() -> Vec<ExampleOutcome> {
    detente().entries().frames.par_iter().flat_map_iter(|file| detente().examples(file)).collect()
}

/// How an example is named in the list: its line may move, its words stay.
fn name(o: &ExampleOutcome) -> String {
    format!("{}\t{}", o.file, o.text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn failures_are_exactly_the_known_ones() {
    let outcomes = outcomes();
    let failed: BTreeSet<String> = outcomes.iter().filter(|o| o.failure.is_some()).map(name).collect();
    let path = root().join(LIST);
    if std::env::var_os("UPDATE").is_some() {
        let lines: String = failed.iter().map(|line| format!("{line}\n")).collect();
        std::fs::write(&path, format!("{HEAD}{lines}")).expect("the list can be written");
        return;
    }
    let list = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{LIST}: {e}"));
    let known: BTreeSet<String> = list.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(str::to_owned).collect();
    let mut complaints = Vec::new();
    for o in outcomes.iter().filter(|o| o.failure.is_some() && !known.contains(&name(o))) {
        complaints.push(format!(
            "fails now: lexicons/{}:{}: {}\n    {}\n    coded {}",
            o.file,
            o.line,
            o.failure.as_deref().unwrap_or_default(),
            o.text,
            o.coded.join("; ")
        ));
    }
    complaints.extend(known.difference(&failed).map(|line| format!("passes now or is gone: {}", line.replace('\t', ": "))));
    assert!(complaints.is_empty(), "{} of {} examples; {LIST} differs:\n{}", failed.len(), outcomes.len(), complaints.join("\n"));
}

#[test]
fn every_code_with_patterns_has_examples_of_both_kinds() {
    let poor: Vec<String> = detente()
        .entries()
        .frames
        .iter()
        .filter(|f| !f.patterns.is_empty() && (f.examples.len() < 6 || f.counterexamples.len() < 2))
        .map(|f| format!("{}: {} examples, {} counter-examples", f.file, f.examples.len(), f.counterexamples.len()))
        .collect();
    assert!(poor.is_empty(), "expected at least 6 and 2:\n{}", poor.join("\n"));
}

#[test]
fn no_sentence_is_an_example_twice() {
    let mut seen = BTreeSet::new();
    for file in &detente().entries().frames {
        let mut own = BTreeSet::new();
        for text in file.examples.iter().map(|e| &e.text).chain(file.counterexamples.iter().map(|c| &c.text)) {
            assert!(own.insert(text), "{}: twice: {text}", file.file);
        }
        seen.insert(&file.code);
    }
    assert!(seen.len() >= 120, "{} codes have frames, expected at least 120", seen.len());
}
