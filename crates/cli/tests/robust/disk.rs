//! A disk without space: the store keeps what it has, a file is replaced whole or not at all.

use crate::common::{FOLDER, Run, detente, root};
use crate::inputs::{REPORTS, coded_events, ingest, path, reports, seen, undisturbed};
use crate::sound::sound;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a script of the shell, with `$detente` as the binary and `$folder` as a folder, in the repository's root.
fn script(before: &[&str], folder: &Path, text: &str) -> Run {
    let mut words: Vec<&str> = before.to_vec();
    words.extend(["bash", "-c", text]);
    let output = Command::new(words[0])
        .args(&words[1..])
        .env("detente", env!("CARGO_BIN_EXE_detente"))
        .env("folder", folder)
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    Run { out: text(output.stdout), err: text(output.stderr), code: output.status.code().unwrap_or(-1) }
}

/// Words before a command that let it mount a small disk that nobody else sees; `None` where the system allows it to nobody.
fn mounting() -> Option<&'static [&'static str]> {
    let folder = tempfile::tempdir().expect("a folder");
    let ways: [&[&str]; 2] = [&["unshare", "-rm"], &["unshare", "-m"]];
    let works = |way: &&&[&str]| {
        let mut command = Command::new(way[0]);
        command.args(&way[1..]).args(["mount", "-t", "tmpfs", "tmpfs"]).arg(folder.path());
        command.output().is_ok_and(|o| o.status.success())
    };
    let found = ways.iter().find(works).copied();
    if found.is_none() {
        println!("not tested: no small disk can be mounted here");
    }
    found
}

#[test]
fn a_full_disk_is_named_and_the_store_keeps_what_it_has() {
    let Some(mounting) = mounting() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let events = coded_events(folder.path(), 1, 12).concat();
    std::fs::create_dir(folder.path().join("disk")).expect("made");
    std::fs::create_dir(folder.path().join("after")).expect("made");
    // From no space for the first table to space for everything but the last incidents.
    for kilobytes in [16, 100, 300, 700, 1500, 2500, 4000, 6000] {
        let text = format!(
            r#"mount -t tmpfs -o size={kilobytes}k tmpfs "$folder/disk"; cd "$folder"
               "$detente" ingest {events} --db disk/crisis.db 2>"$folder/said"; echo $? >"$folder/code"
               rm -f after/*; cp disk/* after/
               mount -o remount,size=100m "$folder/disk"
               "$detente" ingest {events} --db disk/crisis.db; cp disk/crisis.db mended.db"#
        );
        script(mounting, folder.path(), &text).ends_with(0);
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("written");
        assert_eq!(read("code"), "1\n", "{kilobytes} kB: {}", read("said"));
        let said = read("said");
        assert!(
            said.contains("the store disk/crisis.db") && (said.contains("no space is left") || said.contains("disk is full")),
            "{said}"
        );
        let after = folder.path().join("after/crisis.db");
        let reached = if after.exists() { sound(&after) } else { continue };
        println!("{kilobytes} kB: {} documents, {} incidents: {}", reached.documents.len(), reached.incidents, said.trim());
        assert!(seen(&path(&folder, "mended.db")) == undisturbed(&[&events]), "{kilobytes} kB: the next run finishes it");
    }
}

#[test]
fn a_limit_of_file_sizes_is_named_and_the_store_keeps_what_it_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = path(&folder, "crisis.db");
    // A process that ignores the signal hears of the limit from each write.
    for kilobytes in [100, 180] {
        let text = format!(r#"trap '' XFSZ; ulimit -f {kilobytes}; "$detente" ingest {REPORTS} --threads 1 --db "$folder/crisis.db""#);
        let full = script(&[], folder.path(), &text).ends_with(1);
        assert!(full.err.contains(&format!("the store {db}: ")) && full.err.contains("disk is full or failing"), "{}", full.err);
        sound(Path::new(&db));
    }
    // One that does not is ended by it.
    script(&[], folder.path(), &format!(r#"ulimit -f 180; "$detente" ingest {REPORTS} --threads 1 --db "$folder/crisis.db""#));
    sound(Path::new(&db));
    ingest(&db, &[REPORTS]).ends_with(0);
    assert!(seen(&db) == undisturbed(&[REPORTS]), "the next run finishes it");
}

#[test]
fn a_page_and_an_export_take_the_place_of_old_ones_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = path(&folder, "crisis.db");
    ingest(&db, &[FOLDER]).ends_with(0);
    let page = format!(r#""$detente" report --db "{db}" -o "$folder/page.html""#);
    let export = format!(r#""$detente" export --db "{db}" --as jsonl -o "$folder/events.jsonl""#);
    for (command, name) in [(page, "page.html"), (export, "events.jsonl")] {
        let file = folder.path().join(name);
        std::fs::write(&file, "the old one").expect("written");
        // More than what SQLite needs beside a store, less than the page or the export.
        let full = script(&[], folder.path(), &format!("trap '' XFSZ; ulimit -f 40; {command}")).ends_with(1);
        assert!(full.err.contains("File too large") && full.err.contains("no part of it was kept"), "{}", full.err);
        assert_eq!(std::fs::read_to_string(&file).expect("still there"), "the old one");
        script(&[], folder.path(), &command).ends_with(0);
        assert_ne!(std::fs::read(&file).expect("the new one"), b"the old one");
    }
    let left: Vec<String> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .map(|e| e.expect("a file").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert_eq!(left, [""; 0], "nothing half written lies about");
}

#[test]
fn a_device_that_takes_nothing_is_an_error_and_no_panic() {
    if !Path::new("/dev/full").exists() {
        println!("not tested: this system has no /dev/full");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let db = path(&folder, "crisis.db");
    ingest(&db, &[REPORTS]).ends_with(0);
    let rules = folder.path().join("rules.toml");
    std::fs::write(&rules, "[[rule]]\nname = \"violence\"\nkind = \"first\"\ndays = 30\nquad = [4]\n").expect("written");
    for command in [
        "events",
        "events --format jsonl",
        "events --format csv",
        "incidents",
        "incidents --format jsonl",
        "incidents --format csv",
        "disputes",
        "dyad",
        "dyad IRN PAK",
        "dyad IRN PAK --format csv",
        "export --as jsonl",
        "export --as csv -o /dev/full",
        "export --as geojson",
        "report -o /dev/full",
        "alerts \"$folder/rules.toml\"",
        "alerts \"$folder/rules.toml\" --out /dev/full",
    ] {
        let full = script(&[], folder.path(), &format!(r#""$detente" {command} --db "$folder/crisis.db" >/dev/full"#)).ends_with(1);
        assert!(full.err.starts_with("detente: ") && full.err.contains("No space left on device"), "{command}: {}", full.err);
    }
    // What could not be told is told by the next run.
    let told = detente(&["alerts", &rules.display().to_string(), "--db", &db]).ends_with(0).out;
    assert!(told.contains("violence"), "{told}");
    // Messages that can't be written end nothing.
    let text = format!(r#""$detente" ingest {REPORTS} --db "$folder/second.db" 2>/dev/full"#);
    script(&[], folder.path(), &text).ends_with(0);
    assert!(seen(&path(&folder, "second.db")) == seen(&db), "all of it went in");
}

#[test]
fn a_link_stays_a_link_and_a_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let db = path(&folder, "crisis.db");
    ingest(&db, &[&reports()[0]]).ends_with(0);
    let (file, link) = (folder.path().join("events.jsonl"), folder.path().join("link.jsonl"));
    std::fs::write(&file, "").expect("written");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("set");
    std::os::unix::fs::symlink(&file, &link).expect("linked");
    detente(&["export", "--as", "jsonl", "--db", &db, "-o", &link.display().to_string()]).ends_with(0);
    assert!(link.symlink_metadata().expect("there").is_symlink());
    assert!(!std::fs::read(&file).expect("there").is_empty(), "the file behind the link was written");
    assert_eq!(file.metadata().expect("there").permissions().mode() & 0o777, 0o640);
}
