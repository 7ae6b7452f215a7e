//! `detente code`: reports in, events out, and what is said of reports that can't be read.

mod common;

use common::{FOLDER, REPORT, detente, detente_in, detente_reading, root};
use detente_record::{CSV_COLUMNS, EVENT_SCHEMA, Event};
use std::path::Path;

fn events(out: &str) -> Vec<Event> {
    out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

#[test]
fn a_file_gives_one_event_a_line() {
    let run = detente(&["code", REPORT, "--format", "jsonl"]).ends_with(0);
    let found = events(&run.out);
    assert!(found.len() >= 4, "{} events", found.len());
    for e in &found {
        assert_eq!((e.schema.as_str(), e.document.id.as_str(), e.document.uri.as_deref()), (EVENT_SCHEMA, "one-report", Some(REPORT)));
    }
    let strike = found.iter().find(|e| e.trigger.text == "struck").expect("the strike is coded");
    assert_eq!((strike.event_type.as_str(), strike.source[0].country.as_deref()), ("ASSAULT", Some("IRN")));
}

#[test]
fn the_keys_stand_in_the_order_that_the_schema_names() {
    let run = detente(&["code", REPORT, "--format", "jsonl"]);
    let line = run.out.lines().next().expect("an event");
    let mut at = 0;
    for key in [
        "schema",
        "id",
        "document",
        "sentence",
        "text",
        "event_type",
        "mode",
        "cameo",
        "source",
        "target",
        "date",
        "place",
        "trigger",
        "derivation",
    ] {
        let found = line[at..].find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("no `{key}` after byte {at}: {line}"));
        at += found;
    }
}

#[test]
fn a_folder_gives_its_reports_in_order_of_their_names() {
    let whole = detente(&["code", FOLDER, "--format", "jsonl"]);
    let mut files: Vec<_> = std::fs::read_dir(root().join(FOLDER)).expect("the folder").map(|e| e.expect("an entry").file_name()).collect();
    files.sort();
    let mut one_by_one = String::new();
    for name in files.iter().map(|n| n.to_string_lossy()).filter(|n| n.ends_with(".txt")) {
        one_by_one += &detente(&["code", &format!("{FOLDER}/{name}"), "--format", "jsonl"]).out;
    }
    assert_eq!(whole.out, one_by_one);
}

#[test]
fn a_dash_reads_standard_input() {
    let text = std::fs::read(root().join(REPORT)).expect("the report");
    let run = detente_reading(&["code", "-", "--format", "jsonl"], &text).ends_with(0);
    let found = events(&run.out);
    assert!(found.iter().all(|e| e.document.id == "stdin" && e.document.uri.is_none()));
    let from_file = events(&detente(&["code", REPORT, "--format", "jsonl"]).out);
    assert_eq!(found.iter().map(|e| &e.text).collect::<Vec<_>>(), from_file.iter().map(|e| &e.text).collect::<Vec<_>>());
}

#[test]
fn csv_has_a_row_an_event_under_named_columns() {
    let run = detente(&["code", FOLDER, "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    assert_eq!(reader.headers().expect("a header"), &csv::StringRecord::from(CSV_COLUMNS.to_vec()));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("every row has all columns");
    let lines = events(&detente(&["code", FOLDER, "--format", "jsonl"]).out);
    assert_eq!(rows.iter().map(|r| r[0].to_owned()).collect::<Vec<_>>(), lines.iter().map(|e| e.id.clone()).collect::<Vec<_>>());
}

#[test]
fn the_table_shows_the_facts_and_the_sentence_behind_them() {
    let run = detente(&["code", REPORT]).ends_with(0);
    for words in [
        "Neighbours talk after exchange of strikes",
        "published 2024-01-29 (dateline)",
        "Iran [IRNGOV]",
        "ASSAULT",
        "shot dead nine Pakistani",
    ] {
        assert!(run.out.contains(words), "the table lacks `{words}`:\n{}", run.out);
    }
}

#[test]
fn a_date_on_the_command_line_stands_over_the_reports_own() {
    let given = detente(&["code", REPORT, "--format", "jsonl", "--published", "2025-06-01"]).ends_with(3).says("given is 2025-06-01");
    for e in events(&given.out) {
        assert_eq!((e.document.published.as_deref(), e.document.published_basis.as_deref()), (Some("2025-06-01"), Some("given")));
    }
    let own = detente(&["code", REPORT, "--format", "jsonl"]);
    for e in events(&own.out) {
        assert_eq!((e.document.published.as_deref(), e.document.published_basis.as_deref()), (Some("2024-01-29"), Some("dateline")));
    }
}

#[test]
fn a_date_that_is_none_is_a_wrong_argument() {
    detente(&["code", REPORT, "--published", "yesterday"]).ends_with(2).says("yesterday").prints_nothing();
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for format in ["jsonl", "csv", "table"] {
        let one = detente(&["code", "examples", "corpora/dev", "--format", format, "--threads", "1"]);
        for threads in ["2", "4"] {
            let more = detente(&["code", "examples", "corpora/dev", "--format", format, "--threads", threads]);
            assert_eq!((&one.out, &one.err, one.code), (&more.out, &more.err, more.code), "{format} with {threads} threads");
        }
    }
}

#[test]
fn a_long_report_alone_gives_the_same_bytes_on_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("long.txt");
    let text = std::fs::read(root().join(REPORT)).expect("the report");
    std::fs::write(&report, [&text[..], b"\n\n"].concat().repeat(6)).expect("a file");
    let report = report.to_str().expect("a plain name");
    let code = |threads: &[&str]| detente(&[&["code", report, "--format", "jsonl"][..], threads].concat());
    let one = code(&["--threads", "1"]);
    assert!(one.out.lines().count() > 6, "{}", one.out);
    for threads in [&["--threads", "2"][..], &["--threads", "5"], &[]] {
        let more = code(threads);
        assert_eq!((&one.out, &one.err, one.code), (&more.out, &more.err, more.code), "{threads:?}");
    }
}

#[test]
fn no_threads_is_a_wrong_argument() {
    detente(&["code", REPORT, "--threads", "0"]).ends_with(2).says("--threads");
}

#[test]
fn a_pipe_gets_no_colours_and_no_progress() {
    for arguments in [&["code", FOLDER][..], &["explain", "Iran struck Iraq."], &["code", "no-such-file"], &["--help"]] {
        let run = detente(arguments);
        assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'), "{arguments:?} writes escape codes into a pipe");
        assert!(!run.err.contains("sentences/s"), "{arguments:?} shows progress in a pipe");
    }
}

#[test]
fn the_binary_runs_alone_from_any_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(root().join(REPORT), folder.path().join("report.txt")).expect("the report");
    let run = detente_in(folder.path(), &["code", "report.txt", "--format", "jsonl"], b"").ends_with(0);
    assert!(!events(&run.out).is_empty());
}

#[test]
fn a_reader_that_closes_the_pipe_early_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["code", "examples", "--format", "jsonl"])
        .current_dir(root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the binary ends");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

// What can't be read.

/// Runs on one file with this content.
fn on(content: &[u8]) -> common::Run {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("odd.txt"), content).expect("a file");
    detente_in(folder.path(), &["code", "odd.txt", "--format", "jsonl"], b"")
}

#[test]
fn an_empty_file_is_a_problem_with_its_name() {
    on(b"").ends_with(3).says("odd").prints_nothing();
}

#[test]
fn white_space_alone_is_a_problem_with_its_name() {
    on(b" \n\t\r\n\n").ends_with(3).says("odd").prints_nothing();
}

#[test]
fn binary_garbage_is_a_problem_and_no_crash() {
    let garbage: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let run = on(&garbage).ends_with(3).says("odd");
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

#[test]
fn a_path_that_is_not_there_stops_the_run() {
    detente(&["code", REPORT, "reports/of-nowhere.txt"])
        .ends_with(1)
        .says("reports/of-nowhere.txt: no such file or folder")
        .prints_nothing();
}

#[test]
fn a_folder_without_reports_stops_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("notes.md"), "Iran struck Iraq.").expect("a file");
    let path = folder.path().to_str().expect("a plain name");
    detente(&["code", path]).ends_with(1).says("no .txt file below this folder").prints_nothing();
}

#[cfg(unix)]
#[test]
fn one_report_that_cannot_be_read_does_not_stop_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(root().join(REPORT), folder.path().join("b-good.txt")).expect("the report");
    std::os::unix::fs::symlink("gone", folder.path().join("a-dangling.txt")).expect("a link");
    let run = detente_in(folder.path(), &["code", ".", "--format", "jsonl"], b"").ends_with(3).says("a-dangling.txt");
    assert!(events(&run.out).iter().all(|e| e.document.id == "b-good"));
    assert!(!run.out.is_empty());
}

#[test]
fn no_argument_is_a_wrong_argument() {
    detente(&["code"]).ends_with(2).says("PATH");
    detente(&[]).ends_with(2);
}

#[test]
fn help_names_examples_and_exit_codes() {
    let top = detente(&["--help"]).ends_with(0);
    assert!(top.out.contains("Exit codes: 0 done"), "{}", top.out);
    for command in ["code", "relate", "explain", "parse", "codebook"] {
        let run = detente(&[command, "--help"]).ends_with(0);
        assert!(run.out.contains(&format!("detente {command}")), "{command}");
    }
}

#[test]
fn a_lexicon_folder_that_is_not_there_stops_the_run() {
    let gone = Path::new("no-such-lexicon");
    detente(&["code", REPORT, "--lexicon", &gone.display().to_string()]).ends_with(1).says("no-such-lexicon").prints_nothing();
}
