//! `detente relate`: pairs in, one relation a line out, in order.

mod common;

use common::{detente, detente_reading};
use serde_json::{Value, json};

/// Runs on these lines.
fn relate(lines: &[String]) -> common::Run {
    detente_reading(&["relate"], lines.join("\n").as_bytes())
}

/// A pair by its words.
fn pair(id: impl Into<Value>, text: &str, source: &str, target: &str) -> String {
    let span = |words: &str| {
        let from = text.find(words).unwrap_or_else(|| panic!("`{words}` stands not in `{text}`"));
        let from = text[..from].chars().count();
        [from, from + words.chars().count()]
    };
    json!({ "id": id.into(), "text": text, "source": span(source), "target": span(target) }).to_string()
}

#[test]
fn each_pair_gets_a_line_with_all_its_keys() {
    let lines = [
        pair(7, "Iran accused Iraq of shelling a border village.", "Iran", "Iraq"),
        pair("b", "Israeli warplanes bombed Hamas positions in Gaza.", "Israeli warplanes", "Hamas positions"),
    ];
    let answers = relate(&lines).ends_with(0).json();
    assert_eq!(answers.iter().map(|a| a["id"].clone()).collect::<Vec<_>>(), [json!(7), json!("b")]);
    assert_eq!(answers.iter().map(|a| a["event_type"].clone()).collect::<Vec<_>>(), [json!("ACCUSE"), json!("ASSAULT")]);
    for answer in &answers {
        for key in ["id", "event_type", "mode", "cameo", "factuality", "confidence", "derivation"] {
            assert!(answer.get(key).is_some(), "no `{key}` in {answer}");
        }
    }
}

#[test]
fn a_passive_is_read_from_its_agent() {
    let text = "The convoy was attacked by rebels near Goma.";
    let answer = &relate(&[pair(1, text, "rebels", "The convoy")]).ends_with(0).json()[0];
    assert_eq!(answer["event_type"], "ASSAULT");
}

#[test]
fn a_pair_without_a_relation_is_answered_with_nulls() {
    let answer = &relate(&[pair(1, "Oslo is colder than Bergen.", "Oslo", "Bergen")]).ends_with(0).json()[0];
    assert_eq!((&answer["event_type"], &answer["cameo"], &answer["derivation"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!(answer["confidence"], 0.0);
}

#[test]
fn spans_count_code_points() {
    let text = "“Côte d'Ivoire’s” president Ouattara condemned the coup in Niger – 日本 too.";
    let answers = relate(&[pair(1, text, "Ouattara", "the coup in Niger")]).ends_with(0).json();
    assert_eq!(answers[0]["event_type"], "ACCUSE");
}

#[test]
fn bad_lines_are_named_and_the_good_ones_answered() {
    let good = pair("good", "Iran accused Iraq of shelling a border village.", "Iran", "Iraq");
    let lines = [
        "not json".to_owned(),
        good.clone(),
        json!({ "id": 1, "text": "Iran accused Iraq.", "source": [0, 4], "target": [13, 99] }).to_string(),
        json!({ "id": 2, "text": "Iran accused Iraq.", "source": [4, 4], "target": [13, 17] }).to_string(),
        json!({ "id": 3, "text": "Iran accused Iraq." }).to_string(),
        String::new(),
        good,
    ];
    let run = relate(&lines).ends_with(3).says("standard input:1: ").says("standard input:4: ").says("standard input:5: ");
    assert!(run.err.contains("standard input:3: `target` is [13, 99], but the text has 18 code points"), "{}", run.err);
    assert_eq!(run.json().iter().map(|a| a["id"].clone()).collect::<Vec<_>>(), [json!("good"), json!("good")]);
}

#[test]
fn answers_come_in_order_with_any_number_of_threads() {
    let lines: Vec<String> = (0..700).map(|i| pair(i, &format!("Iran accused Iraq of shelling {i} villages."), "Iran", "Iraq")).collect();
    let one = detente_reading(&["relate", "--threads", "1"], lines.join("\n").as_bytes()).ends_with(0);
    assert_eq!(one.json().iter().map(|a| a["id"].as_u64()).collect::<Vec<_>>(), (0..700).map(Some).collect::<Vec<_>>());
    let four = detente_reading(&["relate", "--threads", "4"], lines.join("\n").as_bytes());
    assert_eq!(one.out, four.out);
}

#[test]
fn nothing_in_gives_nothing_out() {
    detente_reading(&["relate"], b"").ends_with(0).prints_nothing();
}

#[test]
fn a_file_of_pairs_is_named_in_its_problems() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pairs.jsonl");
    std::fs::write(&file, "{}\n").expect("a file");
    detente(&["relate", file.to_str().expect("a plain name")]).ends_with(3).says("pairs.jsonl:1: ");
    detente(&["relate", "no-pairs.jsonl"]).ends_with(1).says("no-pairs.jsonl");
}
