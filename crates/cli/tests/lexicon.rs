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
fn an_unknown_class_is_named_with_the_known_ones() {
    let text = "code = \"190\"\ndefinition = \"x\"\n\n[[pattern]]\nid = \"x\"\nmatch = \"S strike T@COP|@nosuch\"\n";
    finds("frames/19-fight/190.toml", text, 6, "the class is `@nosuch`, expected a sector or one of @actor");
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

/// A folder with small dictionaries of PETRARCH.
fn dictionaries() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let actors = "BORDURIA_ [BRD]\nKENYA_ [KEN]\n+KENYAN_\nGREY_LANTERNS_ [KENREB]\n+LANTERN_BRIGADE_\nODD_ONE_\nJOMO_LANTERN_\n\t[KENGOV 20100101-20191231]\n\t[KENELI]\n";
    let agents = "LAMPLIGHTER [~REB]\nTEACHER [~EDU]\n";
    let verbs = "&SHED\n+SHED\n+BOAT_HOUSE\n\n--- BOMBARD [190] ---\nBOMBARD\nPELT [180]\n- * &SHED [1711]\n- * (IN {PILLOW FIGHT}) [---]\n- * (WITH &NONE) [195]\n";
    for (name, text) in
        [("k.actors.txt", actors), ("k.agents.txt", agents), ("k.verbs.txt", verbs), ("k.discards.txt", "PILLOW CUP\n+WORLD CUP\n")]
    {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

#[test]
fn dictionaries_are_counted_and_what_cannot_be_read_is_named() {
    let folder = dictionaries();
    let path = folder.path().to_str().expect("a plain name");
    let run = detente(&["lexicon", "check", "--no-examples", "--lexicon-only", path]).ends_with(3);
    for line in [
        "k.actors.txt:1: warning: `BRD`",
        "k.actors.txt:6: error: `ODD_ONE_` has no code",
        "k.verbs.txt:10: error: the synonym set `&NONE` is not defined",
        "k.actors.txt: PETRARCH actors, 9 lines, 2 of them reported; read",
        "1 persons",
        "k.verbs.txt: PETRARCH verbs, 9 lines, 1 of them reported; read 1 blocks, 3 patterns",
        "2 discards; 2 problems, 1 warnings",
    ] {
        assert!(run.out.contains(line), "`{line}` is missing:\n{}", run.out);
    }
}

#[test]
fn reports_are_coded_with_dictionaries_alone() {
    let folder = dictionaries();
    let path = folder.path().to_str().expect("a plain name");
    let code = |report: &str| {
        let run =
            detente_reading(&["code", "-", "--format", "jsonl", "--published", "2015-05-05", "--lexicon-only", path], report.as_bytes());
        (run.json(), run.err)
    };
    let (events, err) =
        code("The Lantern Brigade bombarded Kenyan teachers near Garissa on Monday. Jomo Lantern pelted the lamplighters.\n");
    assert!(err.contains("k.actors.txt:6: error"), "{err}");
    let seen: Vec<String> =
        events.iter().map(|e| format!("{} {} {}", e["cameo"], e["source"][0]["code"], e["target"][0]["code"])).collect();
    assert_eq!(seen, [r#""190" "KENREB" "KENEDU""#, r#""180" "KENGOV" "REB""#]);
    assert_eq!(events[0]["derivation"]["frame"], "190#k.verbs:5");

    // A more particular pattern, a veto, a verb of ours that the dictionary lacks, and discards.
    assert_eq!(code("Kenyan teachers bombarded the boat house of the Lantern Brigade.\n").0[0]["cameo"], "1711");
    assert_eq!(code("Kenyan teachers bombarded the Lantern Brigade in a pillow fight.\n").0.len(), 0);
    assert_eq!(code("Kenyan teachers attacked the Lantern Brigade.\n").0.len(), 0);
    let (events, err) =
        code("Kenyan teachers bombarded the Lantern Brigade at the Pillow Cup on Monday. Kenyan teachers bombarded the Lantern Brigade.\n");
    assert_eq!(events.len(), 1);
    assert!(err.contains("0 reports and 1 sentences were not coded"), "{err}");
    let (events, err) = code("Kenyan teachers bombarded the Lantern Brigade. They had met at the World Cup.\n");
    assert!(events.is_empty() && err.contains("1 reports and 0 sentences"), "{err}");
}

#[test]
fn dictionaries_over_the_built_in_lexicon_leave_it_in_place() {
    let folder = dictionaries();
    let path = folder.path().to_str().expect("a plain name");
    let report = b"The Lantern Brigade pelted Iranian soldiers on Monday. Iran condemned the attack.\n";
    let events = detente_reading(&["code", "-", "--format", "jsonl", "--lexicon", path], report).json();
    let codes: Vec<&str> = events.iter().filter_map(|e| e["cameo"].as_str()).collect();
    assert_eq!(codes, ["180", "111"], "{events:#?}");
}

#[test]
fn discards_and_vetoes_of_our_own_form_work() {
    let folder = overlay("discards/own.toml", "[[discard]]\nphrases = [\"pillow cup\"]\n");
    let text = "code = \"195\"\ndefinition = \"Ours.\"\n\n[[pattern]]\nid = \"bomb\"\nmatch = \"S bomb T\"\n\n[[pattern]]\nid = \"film\"\nmatch = \"S bomb any:[office]\"\nveto = true\nneeds = []\n";
    std::fs::create_dir_all(folder.path().join("frames/19-fight")).expect("a folder");
    std::fs::write(folder.path().join("frames/19-fight/195-own.toml"), text).expect("a file");
    let path = folder.path().to_str().expect("a plain name");
    let count = |report: &str| {
        let run = detente_reading(&["code", "-", "--format", "jsonl", "--lexicon", path], report.as_bytes()).ends_with(0);
        run.json().iter().filter(|e| e["cameo"] == "195").count()
    };
    assert_eq!(count("Iranian jets bombed Iraqi positions on Monday.\n"), 1);
    assert_eq!(count("Iranian jets bombed the offices of the ministry on Monday.\n"), 0);
    assert_eq!(count("Iranian jets bombed Iraqi positions during the Pillow Cup on Monday.\n"), 0);
}

#[test]
fn warnings_decide_the_exit_code_only_when_strict() {
    let text = "[[group]]\nid = \"a\"\nname = \"Target\"\nkind = \"armed\"\n\n[[group]]\nid = \"b\"\nname = \"B Group\"\nnames = [\"target\"]\nkind = \"armed\"\nfrom = \"2001\"\nto = \"2000\"\n";
    let folder = overlay("actors/own.toml", text);
    let run = check(folder.path()).ends_with(0);
    for line in [
        "actors/own.toml:2: warning: the name `Target` of `a` is an ordinary word",
        "actors/own.toml:7: warning: `target` stands for `b` and for `a` (actors/own.toml:2) at the same time",
        "actors/own.toml:7: warning: the group `b` ends on 2000-12-31, before it begins on 2001-01-01",
    ] {
        assert!(run.out.contains(line), "`{line}` is missing:\n{}", run.out);
    }
    let path = folder.path().to_str().expect("a plain name");
    detente(&["lexicon", "check", "--strict", "--no-examples", "--lexicon", path]).ends_with(3);
    detente(&["lexicon", "check", "--no-examples"]).ends_with(0);
}

#[test]
fn the_statistics_count_what_is_there() {
    let run = detente(&["lexicon", "stats"]).ends_with(0);
    for heading in
        ["entries (number)", "states by file (", "office holders by office (", "frames by root (codes, patterns", "sources of actors ("]
    {
        assert!(run.out.contains(heading), "`{heading}` is missing:\n{}", run.out);
    }
    let folder = dictionaries();
    let run = detente(&["lexicon", "stats", "--lexicon-only", folder.path().to_str().expect("a plain name")]).ends_with(3);
    assert!(run.out.contains("       1  persons"), "{}", run.out);
}
