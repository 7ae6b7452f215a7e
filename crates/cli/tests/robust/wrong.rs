//! What is no store of this version: each is named, nothing is touched, nothing panics.

use crate::common::{Run, detente};
use crate::inputs::{REPORTS, ingest, path, server};

/// Commands that read, and one that writes.
fn each(db: &str, holds: impl Fn(&Run)) {
    for command in [&["events"][..], &["incidents"], &["dyad", "IRN", "PAK"], &["report", "-o", "/dev/null"], &["ingest", REPORTS]] {
        holds(&detente(&[command, &["--db", db]].concat()).ends_with(1).prints_nothing());
    }
}

/// Holds that each command refuses a file with these words and leaves it as it is.
fn refused(db: &str, words: &[&str]) {
    let before = std::fs::read(db).expect("a file");
    each(db, |run| {
        for word in words.iter().chain(&[db]) {
            assert!(run.err.contains(word), "`{word}` is not said:\n{}", run.err);
        }
    });
    assert!(std::fs::read(db).expect("a file") == before, "the file has changed");
    for beside in ["-wal", "-shm", "-journal"] {
        assert!(!std::path::Path::new(&format!("{db}{beside}")).exists(), "{db}{beside} was left behind");
    }
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = path(&folder, "crisis.db");
    ingest(&db, &[REPORTS]).ends_with(0);
    let connection = rusqlite::Connection::open(&db).expect("it opens");
    connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'", []).expect("changed");
    drop(connection);
    let known = format!("this version of detente reads up to {}", detente::store::SCHEMA_VERSION);
    refused(&db, &["has schema 99", &known, "Upgrade detente", "nothing was changed"]);
}

#[test]
fn a_file_of_something_else_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = path(&folder, "notes.txt");
    std::fs::write(&text, "Notes of an analyst on the crisis, and no database at all.\n".repeat(40)).expect("written");
    refused(&text, &["is no store of detente: it is no SQLite file; nothing was changed"]);
    let guests = path(&folder, "guests.db");
    let connection = rusqlite::Connection::open(&guests).expect("it opens");
    connection.execute_batch("CREATE TABLE guests (name TEXT)").expect("made");
    drop(connection);
    refused(&guests, &["is no store of detente: it has tables of somebody else (guests)"]);
    // Another program may have a table of the same name.
    for (name, table) in [("a.db", "CREATE TABLE meta (name TEXT, value TEXT)"), ("b.db", "CREATE TABLE meta (owner TEXT)")] {
        let other = path(&folder, name);
        let connection = rusqlite::Connection::open(&other).expect("it opens");
        connection.execute_batch(table).expect("made");
        drop(connection);
        refused(&other, &["is no store of detente: its table `meta`"]);
    }
}

#[test]
fn a_store_that_was_cut_off_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = path(&folder, "whole.db");
    ingest(&whole, &[REPORTS]).ends_with(0);
    let bytes = std::fs::read(&whole).expect("the store");
    for length in [50, 4096, bytes.len() / 2, bytes.len() - 4096] {
        let cut = path(&folder, &format!("cut-{length}.db"));
        std::fs::write(&cut, &bytes[..length]).expect("written");
        refused(&cut, &["it is damaged: ", "Restore a copy"]);
    }
}

#[test]
fn bytes_of_a_store_that_were_overwritten_are_an_error_and_no_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = path(&folder, "whole.db");
    ingest(&whole, &[REPORTS]).ends_with(0);
    let bytes = std::fs::read(&whole).expect("the store");
    let mut said = 0;
    for page in 1..bytes.len() / 4096 {
        let mut damaged = bytes.clone();
        damaged[page * 4096..][..4096].fill(0x5a);
        let db = path(&folder, "damaged.db");
        std::fs::write(&db, damaged).expect("written");
        let run = detente(&["events", "--db", &db, "--format", "jsonl"]);
        assert!(run.code == 0 || run.code == 1, "{}", run.err);
        said += usize::from(run.err.contains("it is damaged: "));
    }
    assert!(said > 0, "damage is said");
}

#[test]
fn a_folder_and_what_is_not_there_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let location = folder.path().display().to_string();
    each(&location, |run| assert!(run.err.contains(&format!("the store {location} can't be opened: it is a folder")), "{}", run.err));
    let nowhere = path(&folder, "nowhere/crisis.db");
    let run = ingest(&nowhere, &[REPORTS]).ends_with(1);
    assert!(run.err.contains("nowhere does not exist"), "{}", run.err);
    let run = detente(&["events", "--db", &nowhere]).ends_with(1);
    assert!(run.err.contains("there is no such file; `detente ingest` makes one"), "{}", run.err);
    std::fs::write(folder.path().join("file"), "").expect("written");
    let below = path(&folder, "file/crisis.db");
    let run = ingest(&below, &[REPORTS]).ends_with(1);
    assert!(run.err.contains("file is no folder"), "{}", run.err);
}

#[test]
fn a_server_that_cant_be_reached_is_named_without_the_password() {
    // Port 9 is that of a service which nobody runs any more.
    let away = "postgres://desk:secret@127.0.0.1:9/crisis";
    each(away, |run| {
        assert!(
            run.err.contains("the store postgres://desk@127.0.0.1:9/crisis can't be opened: error connecting to server"),
            "{}",
            run.err
        );
        assert!(!run.err.contains("secret"), "{}", run.err);
    });
    each("postgres://desk:secret@127.0.0.1:port/crisis", |run| {
        assert!(run.err.contains("invalid value for option `port`") && !run.err.contains("secret"), "{}", run.err);
    });
}

#[test]
fn a_wrong_password_and_a_database_that_is_not_there_are_named() {
    let Some(server) = server() else { return };
    let place = server.split_once('@').expect("user@place").1.to_owned();
    each(&format!("postgres://locked:secret@{place}"), |run| {
        assert!(run.err.contains("password authentication failed for user \"locked\"") && !run.err.contains("secret"), "{}", run.err);
    });
    let other = server.replace("/postgres", "/nowhere").replacen("nowhere:", "postgres:", 1);
    each(&other, |run| assert!(run.err.contains("database \"nowhere\" does not exist"), "{}", run.err));
}
