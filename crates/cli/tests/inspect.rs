//! `detente explain`, `parse` and `codebook`: what the system sees, for those who want to know.

mod common;

use common::{REPORT, detente, detente_reading, root};
use detente::conllu::read_conllu;

const SENTENCE: &str = "Jordan denied that its jets had bombed the convoy.";

#[test]
fn explain_shows_the_tree_the_frames_and_the_events() {
    let run = detente(&["explain", SENTENCE]).ends_with(0);
    for words in [
        "tokens",
        "bomb ",
        "VERB",
        "mentions",
        "Jordan = Jordan (JOR",
        "fired",
        "195#",
        "nearly fired",
        "events: ",
        "\"factuality\": \"denied\"",
    ] {
        assert!(run.out.contains(words), "explain lacks `{words}`:\n{}", run.out);
    }
}

#[test]
fn explain_says_why_a_frame_did_not_fire() {
    let run = detente(&["explain", "--misses", "50", "The film bombed at the box office."]).ends_with(0);
    let missed = run.out.split("nearly fired").nth(1).expect("a list of misses");
    assert!(missed.lines().any(|l| l.contains("195#") && l.contains(": ")), "{missed}");
}

#[test]
fn explain_reads_a_report_too() {
    let run = detente(&["explain", "--file", REPORT]).ends_with(0);
    assert!(run.out.contains("2024-01-29"), "{}", run.out);
    detente(&["explain", "--file", "no-such.txt"]).ends_with(1).says("no-such.txt");
    detente(&["explain"]).ends_with(2);
}

#[test]
fn a_parse_is_read_back_as_it_was_written() {
    let run = detente(&["parse", REPORT]).ends_with(0);
    for line in run.out.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        assert_eq!(line.split('\t').count(), 10, "ten columns: {line}");
    }
    let sentences = read_conllu(&run.out).expect("our own CoNLL-U is sound");
    assert!(sentences.len() >= 5, "{} sentences", sentences.len());
    let text = std::fs::read_to_string(root().join(REPORT)).expect("the report");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for s in &sentences {
        assert!(text.contains(&s.text), "not in the report: {}", s.text);
        assert_eq!(s.words.iter().filter(|w| w.head == 0).count(), 1, "one root: {}", s.text);
        assert!(s.words.iter().all(|w| (w.head == 0) == (w.deprel == "root")), "the root is called root: {}", s.text);
        assert!(reaches_root(s), "a cycle: {}", s.text);
    }
}

#[test]
fn surface_tokens_and_spaces_give_the_text_again() {
    let run =
        detente_reading(&["parse", "-"], "Kyiv doesn't comment; \u{201c}we can't,\u{201d} it said (twice).\n".as_bytes()).ends_with(0);
    for block in run.out.split("\n\n").filter(|b| b.contains("# text = ")) {
        let text = block.lines().find_map(|l| l.strip_prefix("# text = ")).expect("a text");
        let mut built = String::new();
        let mut covered = 0;
        for columns in block.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>()) {
            match columns[0].split_once('-') {
                Some((_, last)) => covered = last.parse().expect("a range of numbers"),
                None if columns[0].parse::<usize>().expect("a number") <= covered => continue,
                None => {}
            }
            built += columns[1];
            if !columns[9].split('|').any(|f| f == "SpaceAfter=No") {
                built.push(' ');
            }
        }
        assert_eq!(built.trim_end(), text);
    }
}

fn reaches_root(s: &detente::conllu::ConlluSentence) -> bool {
    (0..s.words.len()).all(|word| {
        let (mut at, mut steps) = (word + 1, 0);
        while at != 0 && steps <= s.words.len() {
            at = s.words[at - 1].head;
            steps += 1;
        }
        at == 0
    })
}

#[test]
fn a_parse_of_standard_input_names_its_document() {
    let run = detente_reading(&["parse", "-"], b"Kenya thanked Uganda.\n").ends_with(0);
    assert!(run.out.starts_with("# newdoc id = stdin\n"), "{}", run.out);
}

#[test]
fn the_codebook_has_every_type_and_root() {
    let run = detente(&["codebook"]).ends_with(0);
    for name in [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ] {
        assert!(run.out.lines().any(|l| l.starts_with(name)), "no type {name}");
    }
    for root in 1..=20 {
        let root = format!("{root:02}");
        assert!(run.out.lines().any(|l| l.starts_with(&root)), "no code of root {root}");
    }
}

#[test]
fn the_codebook_gives_one_code_with_its_examples() {
    let run = detente(&["codebook", "195"]).ends_with(0);
    assert!(run.out.starts_with("195 "), "{}", run.out);
    assert!(
        run.out.lines().any(|l| l.trim_start().starts_with("+ ")) && run.out.lines().any(|l| l.trim_start().starts_with("- ")),
        "{}",
        run.out
    );
}

#[test]
fn the_codebook_is_data_too() {
    let lines = detente(&["codebook", "--format", "jsonl"]).ends_with(0).json();
    let csv = detente(&["codebook", "--format", "csv"]).ends_with(0);
    let mut reader = csv::Reader::from_reader(csv.out.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("every row has all columns");
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(&lines) {
        assert_eq!(row[0], line["code"]);
        assert!((-10.0..=10.0).contains(&line["goldstein"].as_f64().expect("a Goldstein score")), "{line}");
    }
    let assault = detente(&["codebook", "assault", "--format", "jsonl"]).ends_with(0).json();
    assert!(!assault.is_empty() && assault.iter().all(|c| c["plover"] == "ASSAULT"));
}

#[test]
fn a_code_that_does_not_exist_is_named() {
    detente(&["codebook", "999"]).ends_with(1).says("999").prints_nothing();
}
