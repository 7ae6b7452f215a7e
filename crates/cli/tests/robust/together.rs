//! Two processes on one store at once: the outcome is that of one after the other.

use crate::common::detente;
use crate::inputs::{REPORTS, coded_events, end, ingest, on_each, path, reports, seen, start, undisturbed};
use std::collections::BTreeSet;
use std::process::Child;

/// Such races are run so often.
const TIMES: usize = 4;

fn ingesting(db: &str, paths: &[String]) -> Child {
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    start(&[&["ingest"], paths.as_slice(), &["--db", db]].concat())
}

fn finish(child: Child) {
    end(child);
}

#[test]
fn two_processes_put_different_reports_into_a_new_store() {
    let expected = undisturbed(&[REPORTS]);
    let (odd, even): (Vec<_>, Vec<_>) = reports().into_iter().enumerate().partition(|(n, _)| n % 2 == 0);
    let paths = |of: Vec<(usize, String)>| of.into_iter().map(|(_, path)| path).collect::<Vec<_>>();
    let (odd, even) = (paths(odd), paths(even));
    for _ in 0..TIMES {
        on_each(|db| {
            let both = [ingesting(db, &odd), ingesting(db, &even)];
            both.into_iter().for_each(finish);
            assert!(seen(db) == expected, "it is not the store of one process");
        });
    }
}

#[test]
fn three_processes_put_the_same_reports_into_a_new_store() {
    let expected = undisturbed(&[REPORTS]);
    for _ in 0..TIMES {
        on_each(|db| {
            let all = [0; 3].map(|_| ingesting(db, &[REPORTS.to_owned()]));
            all.into_iter().for_each(finish);
            assert!(seen(db) == expected, "it is not the store of one process");
        });
    }
}

#[test]
fn coded_events_of_two_files_meet_in_one_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = coded_events(folder.path(), 2, 3);
    let expected = undisturbed(&[&files[0], &files[1]]);
    on_each(|db| {
        let both = [ingesting(db, &files[..1]), ingesting(db, &files[1..])];
        both.into_iter().for_each(finish);
        assert!(seen(db) == expected, "it is not the store of one process");
    });
}

#[test]
fn readers_are_answered_while_reports_go_in() {
    let expected = undisturbed(&[REPORTS]);
    on_each(|db| {
        ingest(db, &[&reports()[0]]).ends_with(0);
        let mut writer = ingesting(db, &[REPORTS.to_owned()]);
        let mut known = 0;
        while writer.try_wait().expect("its state").is_none() {
            let events = detente(&["events", "--db", db, "--format", "jsonl"]).ends_with(0).json().len();
            assert!(events >= known, "{events} events, {known} before");
            known = events;
            detente(&["incidents", "--db", db, "--format", "jsonl"]).ends_with(0).json();
            detente(&["dyad", "IRN", "PAK", "--db", db]).ends_with(0);
        }
        end(writer);
        assert!(seen(db) == expected, "it is not the store of one process");
    });
}

#[test]
fn an_alert_is_told_once_by_two_processes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (rules, told) = (path(&folder, "rules.toml"), path(&folder, "told.jsonl"));
    let text = "[[rule]]\nname = \"violence\"\nkind = \"first\"\ndays = 1\nquad = [4]\n\n\
                [[rule]]\nname = \"any\"\nkind = \"threshold\"\ncount = 1\ndays = 1\n";
    std::fs::write(&rules, text).expect("written");
    for _ in 0..TIMES {
        on_each(|db| {
            ingest(db, &[REPORTS]).ends_with(0);
            let dry = detente(&["alerts", &rules, "--db", db, "--dry-run"]).ends_with(0).out.lines().count();
            assert!(dry > 3, "there is something to tell: {dry}");
            let all = [0; 3].map(|_| start(&["alerts", &rules, "--db", db, "--out", &told]));
            all.into_iter().for_each(finish);
            let lines = std::fs::read_to_string(&told).expect("alerts were told");
            std::fs::remove_file(&told).expect("removed");
            let different: BTreeSet<&str> = lines.lines().collect();
            assert_eq!((lines.lines().count(), different.len()), (dry, dry));
        });
    }
}

#[test]
fn a_store_that_another_process_keeps_is_named() {
    on_each(|db| {
        ingest(db, &[&reports()[0]]).ends_with(0);
        let kept = Kept::new(db);
        let refused = ingest(db, &[&reports()[1]]).ends_with(1);
        assert!(refused.err.contains("another process was writing to it all the 30 s"), "{}", refused.err);
        assert!(refused.err.contains("the store ") && refused.err.contains("Try again"), "{}", refused.err);
        let reading = detente(&["events", "--db", db, "--format", "jsonl"]).ends_with(0);
        assert!(!reading.json().is_empty(), "readers do not wait");
        drop(kept);
        ingest(db, &[REPORTS]).ends_with(0);
        assert!(seen(db) == undisturbed(&[REPORTS]), "nothing is lost");
    });
}

/// Another program in the middle of its writing.
enum Kept {
    Sqlite(#[expect(dead_code, reason = "it ends with the value")] rusqlite::Connection),
    Postgres(#[expect(dead_code, reason = "it ends with the value")] Box<postgres::Client>),
}

impl Kept {
    fn new(db: &str) -> Kept {
        if db.starts_with("postgres") {
            let mut client = postgres::Client::connect(db, postgres::NoTls).expect("a connection");
            client.batch_execute("BEGIN; UPDATE meta SET value = value").expect("it writes");
            return Kept::Postgres(Box::new(client));
        }
        let connection = rusqlite::Connection::open(db).expect("a connection");
        connection.execute_batch("BEGIN IMMEDIATE").expect("it writes");
        Kept::Sqlite(connection)
    }
}
