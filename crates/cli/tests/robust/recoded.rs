//! A report again, by the same version and by another.

use crate::common::{detente, root};
use crate::inputs::{REPORTS, path, seen, undisturbed};

const LEXICON: &str = r#"
[[group]]
id = "hill-council"
name = "Hill Council"
kind = "armed"
country = "PAK"
sectors = ["REB"]
source = "made up"
"#;

#[test]
fn another_lexicon_codes_anew_and_keeps_the_coding_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, overlay) = (path(&folder, "crisis.db"), folder.path().join("overlay"));
    std::fs::create_dir_all(overlay.join("actors")).expect("made");
    std::fs::write(overlay.join("actors/more.toml"), LEXICON).expect("written");
    let ingest = |more: &[&str]| detente(&[&["ingest", REPORTS, "--db", &db], more].concat()).ends_with(0).err;
    let overlaid = ["--lexicon", &overlay.display().to_string()];
    ingest(&[]);
    let (before, file) = (seen(&db), std::fs::read(&db).expect("the store"));
    assert!(ingest(&[]).contains("0 reports new, 0 coded anew, 8 unchanged"));
    assert!(std::fs::read(&db).expect("the store") == file, "the same again changes no byte");
    assert!(ingest(&overlaid).contains("0 reports new, 8 coded anew, 0 unchanged"));
    let codings = || -> Vec<(String, i64)> {
        let connection = rusqlite::Connection::open(&db).expect("it opens");
        let sql = "SELECT version, SUM(current) FROM coding GROUP BY version ORDER BY MIN(key)";
        let mut statement = connection.prepare(sql).expect("a query");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("an answer");
        rows.collect::<Result<_, _>>().expect("rows")
    };
    let now = codings();
    assert_eq!(now.iter().map(|(_, current)| *current).collect::<Vec<_>>(), [0, 8], "{now:?}");
    assert_ne!(now[0].0, now[1].0);
    // The first lexicon again: its coding counts again, and none is added.
    assert!(ingest(&[]).contains("0 reports new, 8 coded anew, 0 unchanged"));
    assert_eq!(codings().iter().map(|(_, current)| *current).collect::<Vec<_>>(), [8, 0]);
    assert!(seen(&db) == before, "the store is what it was");
}

#[test]
fn a_report_whose_text_goes_back_has_its_first_text_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, report) = (path(&folder, "crisis.db"), path(&folder, "report.txt"));
    let texts = ["KABUL, May 2, 2025 - Iran attacked Pakistan on Friday.", "KABUL, May 2, 2025 - Iran and Pakistan held talks on Friday."];
    for text in [texts[0], texts[1], texts[0]] {
        std::fs::write(&report, text).expect("written");
        detente(&["ingest", &report, "--db", &db]).ends_with(0);
        let connection = rusqlite::Connection::open(&db).expect("it opens");
        let kept: String = connection.query_row("SELECT text FROM document", [], |row| row.get(0)).expect("one document");
        assert_eq!(kept, text);
    }
}

#[test]
fn a_store_that_an_older_version_wrote_goes_on_with_all_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = path(&folder, "crisis.db");
    let kept = std::fs::read_to_string(root().join("crates/store/tests/kept/v1.sql")).expect("the kept store");
    let connection = rusqlite::Connection::open(&db).expect("a file");
    connection.execute_batch(&kept).expect("its tables");
    // Whatever coded it is not what codes now.
    connection.execute("UPDATE coding SET version = 'older'", []).expect("changed");
    drop(connection);
    let events = detente(&["events", "--db", &db, "--format", "jsonl"]).ends_with(0).json();
    assert_eq!(events.len(), 6);
    let said = detente(&["ingest", REPORTS, "--db", &db]).ends_with(0).err;
    assert!(said.contains("5 reports new, 3 coded anew, 0 unchanged"), "{said}");
    assert!(seen(&db) == undisturbed(&[REPORTS]), "it is the store of today's version");
}
