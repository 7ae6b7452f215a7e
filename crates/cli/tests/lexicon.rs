//! `detente lexicon check` and overlays: what an area expert sees who edits the lexicon.

mod common;

use common::{detente, detente_reading};
use std::path::Path;
use tempfile::TempDir;

/// An overlay with one file.
fn overlay(path: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(path);
    std::fs::create_dir_all(file.parent().expect("a folder above")).expect("folders");
    std::fs::write(file, text).expect("a file");
    folder
}

fn check(folder: &Path) -> common::Run {
    detente(&["lexicon", "check", "--no-examples", "--lexicon", folder.to_str().expect("a plain name")])
}

/// Holds that the check finds this line wrong, with these words in the reason.
#[track_caller]
fn finds(path: &str, text: &str, line: usize, words: &str) {
    let folder = overlay(path, text);
    let run = check(folder.path()).ends_with(3);
    let start = format!("{path}:{line}: error: ");
    let found = run.out.lines().find(|l| l.contains(&start)).unwrap_or_else(|| panic!("no line with `{start}`:\n{}", run.out));
    assert!(found.contains(words), "the reason does not say `{words}`: {found}");
}

#[test]
fn the_built_in_lexicon_is_sound() {
    let run = detente(&["lexicon", "check", "--no-examples"]).ends_with(0);
    assert!(run.out.contains(" 0 problems"), "{}", run.out);
}

#[test]
fn broken_toml_is_named_by_file_and_line() {
    finds("actors/own.toml", "[[group]]\nid = \"a\"\nname = \n", 3, "");
}

#[test]
fn an_unknown_key_is_named_with_the_known_ones() {
    finds("actors/own.toml", "[[group]]\nid = \"a\"\nname = \"A\"\nkind = \"armed\"\ncolour = \"red\"\n", 5, "colour");
}

#[test]
fn a_pattern_that_cannot_be_read_is_named() {
    let text = "code = \"195\"\ndefinition = \"\"\n\n[[pattern]]\nid = \"odd\"\nmatch = \"S bomb T strafe\"\n";
    finds("frames/19-fight/195-own.toml", text, 6, "second trigger");
}

#[test]
fn an_unknown_word_list_is_named() {
    let text = "code = \"195\"\ndefinition = \"\"\n\n[[pattern]]\nid = \"odd\"\nmatch = \"S $no_such_list T\"\n";
    finds("frames/19-fight/195-own.toml", text, 6, "no_such_list");
}

#[test]
fn a_kind_a_state_and_a_date_are_checked() {
    finds("actors/own.toml", "[[group]]\nid = \"a\"\nname = \"A\"\nkind = \"gang\"\n", 2, "expected one of");
    finds("actors/own.toml", "[[state]]\nid = \"Iran\"\nname = \"Iran\"\n", 2, "three capitals");
    finds("actors/own.toml", "[[group]]\nid = \"a\"\nname = \"A\"\nkind = \"armed\"\nfrom = \"last year\"\n", 2, "YYYY");
}

#[test]
fn a_file_in_no_place_of_a_lexicon_is_named() {
    finds("actor/own.toml", "", 1, "expected frames/");
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("actors")).expect("a folder");
    std::fs::write(folder.path().join("actors/own.toml"), [0xff, 0xfe, 0x00]).expect("a file");
    check(folder.path()).ends_with(1).says("own.toml");
}

#[test]
fn a_wrong_entry_does_not_stop_a_run_but_shows_in_its_exit_code() {
    let folder = overlay("actors/own.toml", "[[group]]\nid = \"a\"\nname = \"A\"\nkind = \"gang\"\n");
    let path = folder.path().to_str().expect("a plain name");
    let run = detente_reading(&["code", "-", "--format", "jsonl", "--lexicon", path], b"Iranian jets bombed Iraqi positions on Monday.\n");
    let run = run.ends_with(3).says("actors/own.toml:2: error: ");
    assert!(run.out.contains("\"ASSAULT\""), "{}", run.out);
}

#[test]
fn an_overlay_adds_an_actor() {
    let text = "[[group]]\nid = \"grey-lanterns\"\nname = \"Grey Lanterns\"\nnames = [\"Lantern Brigade\"]\nkind = \"armed\"\ncountry = \"KEN\"\nsectors = [\"REB\"]\n";
    let folder = overlay("actors/own.toml", text);
    let path = folder.path().to_str().expect("a plain name");
    let report = b"The Lantern Brigade attacked a police station near Garissa on Monday.\n";
    let with = detente_reading(&["code", "-", "--format", "jsonl", "--lexicon", path], report).ends_with(0).json();
    let known = |event: &serde_json::Value| event["source"][0]["id"] == "grey-lanterns" && event["source"][0]["country"] == "KEN";
    assert!(with.iter().any(known), "{with:?}");
    let without = detente_reading(&["code", "-", "--format", "jsonl"], report).ends_with(0).json();
    assert!(!without.iter().any(known));
}

#[test]
fn an_overlay_replaces_a_code() {
    let text = "code = \"195\"\ndefinition = \"Only this one verb.\"\n\n[[pattern]]\nid = \"firework\"\nmatch = \"S firework T\"\n";
    let folder = overlay("frames/19-fight/195-own.toml", text);
    let path = folder.path().to_str().expect("a plain name");
    let report = b"Iranian jets bombed Iraqi positions on Monday.\n";
    let replaced = detente_reading(&["code", "-", "--format", "jsonl", "--lexicon", path], report).json();
    assert!(replaced.iter().all(|e| e["cameo"] != "195"), "{replaced:?}");
    let own = detente_reading(&["code", "-", "--format", "jsonl"], report).json();
    assert!(own.iter().any(|e| e["cameo"] == "195"), "{own:?}");
}

#[test]
fn the_check_runs_the_examples_of_one_root() {
    let run = detente(&["lexicon", "check", "--only", "195"]);
    assert!(run.out.contains("examples and counter-examples run"), "{}", run.out);
}
