//! `cargo xtask diff-corpus` as a reviewer calls it, by the real program.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Three reports that were coded once.
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/eval/tests/agreement/events.jsonl");

struct Run {
    out: String,
    err: String,
    code: Option<i32>,
}

fn diff(arguments: &[&Path]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("diff-corpus").args(arguments).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
}

/// The kept events with the first one lost, another's date gone and a third under another type.
fn changed(folder: &Path) -> PathBuf {
    let kept = std::fs::read_to_string(KEPT).expect("kept events");
    let mut events: Vec<serde_json::Value> = kept.lines().map(|line| serde_json::from_str(line).expect("an event")).collect();
    events.remove(0);
    events[3]["date"] = serde_json::Value::Null;
    events[5]["event_type"] = "AID".into();
    let lines: Vec<String> = events.iter().map(ToString::to_string).collect();
    let path = folder.join("changed.jsonl");
    std::fs::write(&path, lines.join("\n")).expect("a file");
    path
}

#[test]
fn what_changed_was_lost_and_is_new_is_shown_with_its_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let (new, page) = (changed(folder.path()), folder.path().join("change.md"));
    let run = diff(&[Path::new(KEPT), &new, Path::new("--markdown"), &page]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let total = std::fs::read_to_string(KEPT).expect("kept events").lines().count();
    assert!(run.out.contains(&format!("\n{} same · 2 changed · 1 lost · 0 new\nchanged in type 1, date 1\n", total - 3)), "{}", run.out);
    assert_eq!(run.out.matches("⇒").count(), 2, "{}", run.out);
    let markdown = std::fs::read_to_string(&page).expect("a page");
    assert!(markdown.contains(&format!("**{} same · 2 changed · 1 lost · 0 new**", total - 3)), "{markdown}");
    // The other way round what was lost is new.
    let back = diff(&[&new, Path::new(KEPT), Path::new("--exit-code")]);
    assert!(back.out.contains("2 changed · 0 lost · 1 new"), "{}", back.out);
    assert_eq!(back.code, Some(1));
}

#[test]
fn the_same_events_differ_in_nothing() {
    let run = diff(&[Path::new(KEPT), Path::new(KEPT), Path::new("--exit-code")]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains(" same · 0 changed · 0 lost · 0 new\n"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_program_codes_the_corpus() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("detente");
    let write = |script: &str| {
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a script");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("it may run");
    };
    // The events stand in the file that the script is told to code.
    write("[ \"$1 $2 $3\" = 'code --format jsonl' ] || exit 9\ncat \"$4\"\necho 'a.txt: no date' >&2\nexit 3");
    let corpus = [Path::new("--corpus"), Path::new(KEPT)];
    let run = diff(&[&[Path::new(KEPT), &program][..], &corpus].concat());
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("events, 1 lines of problems\n") && run.out.contains(" 0 changed · 0 lost · 0 new"), "{}", run.out);
    write("echo 'detente: out of paper' >&2\nexit 1");
    let run = diff(&[&[Path::new(KEPT), &program][..], &corpus].concat());
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("detente code: ended with exit status: 1: detente: out of paper"), "{}", run.err);
}

#[test]
fn bad_input_is_named_by_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("broken.jsonl");
    let first = std::fs::read_to_string(KEPT).expect("kept events").lines().next().expect("an event").to_owned();
    std::fs::write(&broken, format!("{first}\n{}\n", first.replace("detente.event/1", "detente.event/9"))).expect("a file");
    let run = diff(&[Path::new(KEPT), &broken]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("broken.jsonl:2: found schema `detente.event/9`, expected an event record, detente.event/1"), "{}", run.err);
    let files = diff(&[Path::new(KEPT), Path::new(KEPT), Path::new("--corpus"), folder.path()]);
    assert!(files.err.contains("--corpus names reports for a program to code"), "{}", files.err);
    assert_eq!(diff(&[Path::new("gone"), Path::new(KEPT)]).code, Some(2));
}
