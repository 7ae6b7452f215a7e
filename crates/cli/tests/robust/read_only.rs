//! A store that can't be written is read all the same, and says so to who wants to write.

use crate::inputs::{REPORTS, bound, ingest, path, reports, seen};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Sets the permissions of the folder and of the store in it, runs `test`, and gives the folder back to who clears it up.
fn with(folder: &Path, modes: [u32; 2], test: impl FnOnce()) {
    let set = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("set");
    set(&folder.join("crisis.db"), modes[1]);
    set(folder, modes[0]);
    test();
    set(folder, 0o777);
}

/// A store in a folder of its own that everybody can reach.
fn store(paths: &[&str], more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(env!("CARGO_BIN_EXE_detente"), folder.path().join("detente")).expect("copied");
    ingest(&path(&folder, "crisis.db"), &[paths, more].concat()).ends_with(0);
    for n in 0..2 {
        std::fs::write(folder.path().join(format!("new-{n}.txt")), "KABUL, May 2, 2025 - Iran attacked Pakistan on Friday.")
            .expect("written");
    }
    folder
}

/// A read-only folder, a read-only file, and both.
const SHUT: [[u32; 2]; 3] = [[0o555, 0o666], [0o777, 0o444], [0o555, 0o444]];

#[test]
fn a_store_that_cant_be_written_is_read() {
    for modes in SHUT {
        let folder = store(&[REPORTS], &[]);
        let (db, out) = (path(&folder, "crisis.db"), tempfile::tempdir().expect("a folder"));
        std::fs::set_permissions(out.path(), std::fs::Permissions::from_mode(0o777)).expect("set");
        let expected = seen(&db);
        let before = std::fs::read(&db).expect("the store");
        with(folder.path(), modes, || {
            let run = |arguments: &[&str]| bound(folder.path(), &[arguments, &["--db", "crisis.db"]].concat());
            let Some(events) = run(&["events", "--format", "jsonl"]) else {
                println!("not tested: permissions do not bind this user, and `setpriv` is not there");
                return;
            };
            let query = |command: &str| run(&[command, "--format", "jsonl"]).expect("it runs").ends_with(0).out;
            let got = [events.ends_with(0).out, query("incidents"), query("disputes")].join("\n");
            assert!(got == expected, "{modes:?}: something else is read");
            run(&["dyad", "IRN", "PAK"]).expect("it runs").ends_with(0);
            let page = path(&out, "page.html");
            run(&["report", "-o", &page]).expect("it runs").ends_with(0);
            let refused = run(&["ingest", "new-0.txt"]).expect("it runs").ends_with(1);
            let said = "the store crisis.db: it can't be written: the file, its folder or its disk is read-only for this user";
            assert!(refused.err.contains(said), "{modes:?}: {}", refused.err);
        });
        assert!(std::fs::read(&db).expect("the store") == before, "{modes:?}: nothing was changed");
        ingest(&db, &[&path(&folder, "new-0.txt")]).ends_with(0);
    }
}

#[test]
fn events_that_wait_for_incidents_in_a_store_that_cant_be_written_are_said_to() {
    let folder = store(&[REPORTS], &["--no-incidents"]);
    with(folder.path(), SHUT[2], || {
        let Some(run) = bound(folder.path(), &["incidents", "--db", "crisis.db"]) else { return };
        let run = run.ends_with(0);
        let events = bound(folder.path(), &["events", "--db", "crisis.db", "--format", "jsonl"]).expect("it runs").ends_with(0);
        let waiting = format!("{} events still wait for their incidents", events.out.lines().count());
        assert!(run.err.contains(&waiting), "{waiting}: {}", run.err);
        assert_eq!(run.out, "no incidents\n");
    });
}

#[test]
fn what_a_killed_process_left_in_a_folder_that_cant_be_written_is_not_passed_over() {
    let folder = store(&[&reports()[0]], &[]);
    let db = path(&folder, "crisis.db");
    // A process that was killed leaves its last transactions beside the file.
    let writer = rusqlite::Connection::open(&db).expect("it opens");
    writer.execute("UPDATE meta SET value = value", []).expect("written");
    let log = std::fs::read(format!("{db}-wal")).expect("the log");
    drop(writer);
    std::fs::write(format!("{db}-wal"), log).expect("written");
    with(folder.path(), SHUT[2], || {
        let Some(run) = bound(folder.path(), &["events", "--db", "crisis.db"]) else { return };
        run.ends_with(1).says("crisis.db-wal holds what was written last and can't be read from a read-only folder");
    });
}

#[test]
fn a_new_store_in_a_folder_that_cant_be_written_is_refused() {
    let folder = store(&[&reports()[0]], &[]);
    with(folder.path(), SHUT[0], || {
        let Some(run) = bound(folder.path(), &["ingest", "new-0.txt", "--db", "second.db"]) else { return };
        run.ends_with(1).says("the store second.db can't be opened: no file can be made in the folder .");
        let run = bound(folder.path(), &["export", "--as", "csv", "--db", "crisis.db", "-o", "events.csv"]).expect("it runs");
        run.ends_with(1).says("events.csv: no file can be made in its folder: Permission denied");
    });
    assert!(!folder.path().join("second.db").exists());
}
