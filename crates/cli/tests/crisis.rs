//! Commands on a store, with the real binary.

mod common;

use common::{FOLDER, Run, detente, root};
use std::path::Path;

fn ingest(db: &Path, paths: &[&str]) -> Run {
    let db = db.display().to_string();
    let mut arguments = vec!["ingest"];
    arguments.extend(paths);
    arguments.extend(["--db", &db]);
    detente(&arguments)
}

fn query(command: &str, db: &Path, more: &[&str]) -> String {
    let db = db.display().to_string();
    let mut arguments = vec![command, "--db", &db];
    arguments.extend(more);
    detente(&arguments).ends_with(0).out
}

#[test]
fn reports_go_in_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("crisis.db");
    let first = ingest(&db, &[FOLDER]);
    assert!(first.err.contains("10 reports new, 0 coded anew, 0 unchanged"), "{}", first.err);
    let before = query("events", &db, &["--format", "jsonl"]);
    let incidents = query("incidents", &db, &["--format", "jsonl"]);
    let again = ingest(&db, &[FOLDER]);
    assert!(again.err.contains("0 reports new, 0 coded anew, 10 unchanged; 0 events went in"), "{}", again.err);
    assert_eq!(query("events", &db, &["--format", "jsonl"]), before);
    assert_eq!(query("incidents", &db, &["--format", "jsonl"]), incidents);
}

#[test]
fn the_order_of_arrival_changes_no_incident() {
    let folder = tempfile::tempdir().expect("a folder");
    let (together, apart) = (folder.path().join("a.db"), folder.path().join("b.db"));
    ingest(&together, &[FOLDER]);
    let mut files: Vec<String> = std::fs::read_dir(root().join(FOLDER))
        .expect("the examples")
        .map(|e| e.expect("a file").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".txt"))
        .collect();
    files.sort();
    files.reverse();
    for file in &files {
        ingest(&apart, &[&format!("{FOLDER}/{file}")]);
    }
    assert_eq!(query("incidents", &together, &["--format", "jsonl"]), query("incidents", &apart, &["--format", "jsonl"]));
}

#[test]
fn events_of_a_file_and_of_reports_are_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let coded = folder.path().join("events.jsonl");
    std::fs::write(&coded, detente(&["code", FOLDER, "--format", "jsonl"]).out).expect("written");
    let (reports, events) = (folder.path().join("a.db"), folder.path().join("b.db"));
    ingest(&reports, &[FOLDER]);
    ingest(&events, &[&coded.display().to_string()]).ends_with(0);
    let count = |db: &Path| query("events", db, &["--format", "csv"]).lines().count();
    assert_eq!(count(&reports), count(&events));
}

#[test]
fn decisions_by_hand_win_and_can_be_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("crisis.db");
    let location = db.display().to_string();
    ingest(&db, &[FOLDER]);
    let before = query("incidents", &db, &["--format", "jsonl"]);
    let events = query("events", &db, &["--format", "csv", "--type", "ASSAULT"]);
    let ids: Vec<&str> = events.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
    let (first, last) = (ids[0], ids[ids.len() - 1]);
    detente(&["incident", "merge", first, last, "--db", &location]).ends_with(0);
    let merged = query("incidents", &db, &["--format", "jsonl"]);
    assert!(merged.lines().any(|l| l.contains(first) && l.contains(last)), "they are one incident now");
    let decisions = detente(&["incident", "decisions", "--db", &location]).ends_with(0).out;
    let number = decisions.split_whitespace().next().expect("one decision");
    detente(&["incident", "undo", number, "--db", &location]).ends_with(0);
    assert_eq!(query("incidents", &db, &["--format", "jsonl"]), before);
    let wrong = detente(&["incident", "merge", first, "nothing", "--db", &location]).ends_with(1);
    assert!(wrong.err.contains("no event `nothing`"), "{}", wrong.err);
}

#[test]
fn an_alert_is_told_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, rules) = (folder.path().join("crisis.db"), folder.path().join("rules.toml"));
    let text = "[[rule]]\nname = \"violence\"\nkind = \"first\"\ndays = 30\nquad = [4]\n";
    std::fs::write(&rules, text).expect("written");
    ingest(&db, &[FOLDER]);
    let (db, rules) = (db.display().to_string(), rules.display().to_string());
    let alerts = |more: &[&str]| {
        let mut arguments = vec!["alerts", rules.as_str(), "--db", db.as_str()];
        arguments.extend(more);
        detente(&arguments).ends_with(0).out
    };
    let dry = alerts(&["--dry-run"]);
    assert!(dry.contains("violence"), "{dry}");
    assert_eq!(alerts(&[]), dry);
    assert_eq!(alerts(&[]), "");
    std::fs::write(&rules, "[[rule]]\nname = \"x\"\nkind = \"first\"\n").expect("written");
    let wrong = detente(&["alerts", &rules, "--db", &db]).ends_with(1);
    assert!(wrong.err.contains("rules.toml: rule 1 (`x`): no `days`"), "{}", wrong.err);
}

#[test]
fn the_course_of_a_dyad_is_shown_and_a_single_country_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("crisis.db");
    ingest(&db, &[FOLDER]);
    let location = db.display().to_string();
    let course = detente(&["dyad", "irn", "pak", "--db", &location]).ends_with(0).out;
    assert!(course.starts_with("IRN – PAK\n") && course.contains("2024-01-16"), "{course}");
    let rows = detente(&["dyad", "IRN", "PAK", "--db", &location, "--by", "day", "--format", "csv"]).ends_with(0).out;
    assert!(rows.lines().any(|l| l.starts_with("2024-01-18,")), "{rows}");
    let wrong = detente(&["dyad", "IRN", "--db", &location]).ends_with(1);
    assert!(wrong.err.contains("one country; expected two"), "{}", wrong.err);
}

#[test]
fn another_programs_events_lie_beside_the_course() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, file) = (folder.path().join("crisis.db").display().to_string(), folder.path().join("icews.tab"));
    let columns = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t\
                   Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude";
    let event = "1\t2024-01-16\tIran\t\tIran\tUse conventional military force\t190\t-10.0\tPakistan\t\tPakistan\t1\t1\tWire\t\t\t\tPakistan\t30.0\t70.0";
    std::fs::write(&file, format!("{columns}\n{event}\n")).expect("written");
    ingest(Path::new(&db), &[FOLDER]);
    detente(&["import", "--from-layout", "icews", &file.display().to_string(), "--db", &db]).ends_with(0);
    let course = detente(&["dyad", "IRN", "PAK", "--db", &db]).ends_with(0).out;
    let (_, beside) = course.split_once("\nicews, as read in\n").unwrap_or_else(|| panic!("{course}"));
    assert!(beside.contains("2024-01-16        0      0      0      1      -10.0"), "{beside}");
    let out = folder.path().join("crisis.html");
    detente(&["report", "--db", &db, "--dyad", "IRN", "PAK", "-o", &out.display().to_string()]).ends_with(0);
    let page = std::fs::read_to_string(&out).expect("the page");
    assert!(page.contains("Beside other programs") && page.contains("ICEWS, conflict"), "the page has the other course too");
}

#[test]
fn what_is_no_store_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("nothing.db").display().to_string();
    let missing = detente(&["events", "--db", &db]).ends_with(1);
    assert!(missing.err.contains("there is no such file"), "{}", missing.err);
    let nowhere = ingest(&folder.path().join("none.db"), &["nowhere"]).ends_with(1);
    assert!(nowhere.err.contains("nowhere: no such file or folder"), "{}", nowhere.err);
    assert!(!folder.path().join("none.db").exists(), "a wrong path leaves no store behind");
    let broken = folder.path().join("broken.jsonl");
    std::fs::write(&broken, "{\"schema\": 1}\n").expect("written");
    let wrong = ingest(&folder.path().join("a.db"), &[&broken.display().to_string()]).ends_with(1);
    assert!(wrong.err.contains("broken.jsonl:1: no event record"), "{}", wrong.err);
}

/// Two reports of the same Saturday and Sunday, of which one was put out again under a later day, as the table beside them says.
fn put_out_again(folder: &Path) {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("written");
    write(
        "first.txt",
        "Gunmen shot dead nine Pakistani labourers in Saravan, in Iran, on Saturday. Iranian Foreign Minister Hossein \
         Amir-Abdollahian arrived in Islamabad on Sunday.\n",
    );
    write(
        "again.txt",
        "Nine Pakistani workers were killed in the Iranian town of Saravan on Saturday. Foreign Minister Hossein Amir-Abdollahian \
         of Iran arrived in Islamabad late on Sunday.\n",
    );
    write("documents.csv", "file,published,publisher\nfirst.txt,2024-01-29,Border Wire\nagain.txt,2024-02-23,Second Page\n");
}

#[test]
fn a_report_put_out_again_is_flagged_and_its_days_are_not_those_of_the_incident() {
    let folder = tempfile::tempdir().expect("a folder");
    put_out_again(folder.path());
    let path = |name: &str| folder.path().join(name).display().to_string();
    let mut found = Vec::new();
    for (db, order) in [("a.db", ["first.txt", "again.txt"]), ("b.db", ["again.txt", "first.txt"])] {
        let db = folder.path().join(db);
        for file in order {
            assert_eq!(ingest(&db, &[&path(file)]).code, 0);
        }
        found.push(query("incidents", &db, &["--format", "jsonl"]));
    }
    assert_eq!(found[0], found[1], "whatever came first");
    let incidents: Vec<serde_json::Value> = found[0].lines().map(|l| serde_json::from_str(l).expect("an incident")).collect();
    let dated: Vec<(&str, usize)> = incidents
        .iter()
        .map(|i| (i["date"]["start"].as_str().expect("a day"), i["accounts"].as_array().expect("accounts").len()))
        .collect();
    assert_eq!(dated, [("2024-01-27", 2), ("2024-01-28", 2)]);
    for incident in &incidents {
        let flags = incident["flags"].as_array().expect("flags");
        let flag = flags.iter().find(|f| f["kind"] == "reposted").expect("a flag");
        assert_eq!(flag["document"], path("again").as_str(), "a report is known by its path");
        let reason = flag["reason"].as_str().expect("a reason");
        assert!(reason.starts_with("its days are 21 late") && reason.contains("`on Saturday` in it is 2024-02-17"), "{reason}");
    }
}

#[test]
fn a_wrong_table_of_reports_is_named_by_line_and_column() {
    let folder = tempfile::tempdir().expect("a folder");
    put_out_again(folder.path());
    let table = folder.path().join("documents.csv");
    let said = |text: &str| {
        std::fs::write(&table, text).expect("written");
        let run = detente(&["code", &folder.path().display().to_string()]).ends_with(1);
        assert!(run.err.contains("documents.csv:"), "{}", run.err);
        run.err
    };
    assert!(said("file,published\nfirst.txt,29 Jan\n").contains("2: published: found `29 Jan`; expected a day as YYYY-MM-DD"));
    assert!(said("file,published\nlost.txt,2024-01-29\n").contains("2: file: found `lost.txt`; expected a file that lies in this folder"));
}
